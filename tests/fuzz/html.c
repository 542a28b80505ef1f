/* Fuzzes the reader of HTML: with the bytes as they are, and with a page in which every byte stands for a tag or a text,
 * since blind changes seldom close what they open. What must hold for any bytes: lines ascend and begin inside the text,
 * the text is not much longer than the page, facts are clean, and a second reading gives the same. */
#include <stdint.h>

#include "daemon/base/buffer.h"
#include "daemon/base/check.h"
#include "daemon/text/html.h"

#define MEMORY ((size_t)64 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_fact(ind_text fact)
{
    if (!fact.bytes)
        return;
    CHECK(fact.length && fact.length <= 2 * DOCUMENT_FACT_MAX);
    CHECK(fact.bytes[0] != ' ' && fact.bytes[fact.length - 1] != ' ' && !memchr(fact.bytes, '\n', fact.length));
}

static void check_document(const struct document *document)
{
    CHECK(!document->in_file);
    for (uint32_t i = 0; i < document->line_count; i++) {
        CHECK(document->lines[i].start < document->length && document->lines[i].kind <= LINE_FURNITURE);
        CHECK(!i || document->lines[i].start > document->lines[i - 1].start);
    }
    check_fact(document->title);
    check_fact(document->author);
    check_fact(document->url);
    check_fact(document->source);
    CHECK(!document->published.year == !document->published_source);
}

static int read_page(struct arena *arena, const char *bytes, size_t length, struct document *ret_document)
{
    struct ind_fault fault = {0};
    *ret_document = (struct document){.bytes = bytes, .length = (uint32_t)length, .in_file = true};
    int code = html_read(arena, ret_document, &fault);
    CHECK(code == 0 || (code == IND_E_LIMIT && fault.code == code && fault.text[0]));
    if (code == 0)
        check_document(ret_document);
    return code;
}

static void check_page(const char *bytes, size_t length)
{
    struct arena arena;
    struct document first, second;
    arena_init(&arena, MEMORY);
    if (read_page(&arena, bytes, length, &first) == 0 && read_page(&arena, bytes, length, &second) == 0) {
        CHECK(first.length == second.length && !memcmp(first.bytes, second.bytes, first.length));
        struct text text;
        int code = document_clean(&arena, &first, &text, NULL);
        for (uint32_t i = 0; code == 0 && i < text.line_count; i++)
            CHECK(text.lines[i].start <= text.length && (!i || text.lines[i].start >= text.lines[i - 1].start));
    }
    arena_done(&arena);
}

static const char *const pieces[] = {
    "<p>", "</p>", "<div>", "</div>", "<div class=noidung>", "<div id=\"tin-lien-quan\">", "<span class=date>", "</span>",
    "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td colspan=3>", "<td rowspan=2>", "<th rowspan=70000 colspan=99>",
    "<tbody>", "</tbody>", "<caption>", "<ul>", "</ul>", "<li>", "</li>", "<ol>", "<dl>", "<dt>", "<dd>", "<h1>", "</h1>", "<h2>",
    "</h2>", "<a href=x>", "</a>", "<a name=y>", "<b>", "</b>", "<br>", "<br/>", "<hr>", "<img src=a>", "<script>", "</script>",
    "<style>", "</style>", "<title>", "</title>", "<textarea>", "</textarea>", "<svg>", "</svg>", "<select>", "<option>", "</select>",
    "<pre>", "</pre>", "<form>", "</form>", "<article>", "</article>", "<nav>", "</nav>", "<footer>", "<aside>", "<main>", "<body>",
    "</body>", "</html>", "<head>", "</head>", "<figure>", "</figure>", "<figcaption>", "<p hidden>", "<i style='display: none'>",
    "</i>", "<o:p/>", "<o:p>", "</o:p>", "<!-- x -->", "<!--", "-->", "<![CDATA[", "<meta name=date content='2021-03-12'>",
    "<meta property=og:title content='Thu ng&acirc;n sách năm 2020'>", "<link rel=canonical href=https://a.vn/b>",
    "<time datetime=2021-03-12T18:00:00Z>", "</time>", "<p align=right>", "<p class=author>", "<", ">", "</", "&", "&amp;", "&#x1ea1;",
    "&#0;", "&#xD800;", "&nGt;", "&nbsp;", "\xC2\xA0", " ", "\n", "12", "1.250", "ha", "Tin liên quan", "(12/3/2021)",
    "Thu ngân sách năm 2020", "Năm 2020, thu ngân sách nhà nước trên địa bàn huyện đạt 41,5 tỷ đồng, tăng 13% so với cùng kỳ.",
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buffer page;
    buffer_init(&page);
    for (size_t i = 0; i < size; i++)
        buffer_text(&page, pieces[data[i] % (sizeof pieces / sizeof *pieces)]);
    CHECK(!page.failed);
    check_page(page.length ? page.bytes : "", page.length);
    buffer_done(&page);
    check_page((const char *)data, size);
    html_looks((const char *)data, size);
    return 0;
}
