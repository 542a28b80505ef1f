/* HTML read piece by piece: tokens, references, hints, and small pages whose text must be just so. Whole pages are in
 * unit/extract/pages_test.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "daemon/base/buffer.h"
#include "daemon/text/html.h"
#include "daemon/text/html_element.h"
#include "daemon/text/html_reference.h"
#include "daemon/text/html_token.h"
#include "daemon/text/utf8.h"

#define MEMORY ((size_t)8 << 20)

/* --- tokens --------------------------------------------------------------------------------------------------------- */

/* "text:a start:p[b=c d] close:p" */
static void show_tokens(const char *bytes, size_t length, struct buffer *out)
{
    struct html_reader reader = {bytes, bytes + length};
    buffer_init(out);
    for (struct html_token token = html_next(&reader); token.kind != HTML_END; token = html_next(&reader)) {
        static const char *const kinds[] = {"", "text", "start", "close"};
        buffer_print(out, "%s%s:%.*s", out->length ? " " : "", kinds[token.kind], (int)token.length, token.bytes);
        if (token.kind != HTML_START)
            continue;
        struct html_attribute attribute;
        for (const char *at = token.attributes; html_attribute_next(&at, token.attributes_end, &attribute);) {
            buffer_print(out, "[%.*s", (int)attribute.name_length, attribute.name);
            if (attribute.value)
                buffer_print(out, "=%.*s", (int)attribute.value_length, attribute.value);
            buffer_text(out, "]");
        }
        buffer_text(out, token.closed ? "/" : "");
    }
    assert_non_null(buffer_string(out));
}

static void cuts_markup_as_the_standard_does(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *tokens;
    } cases[] = {
        {"a<p>b</p>c", "text:a start:p text:b close:p text:c"},
        {"<P CLASS=x>", "start:P[CLASS=x]"},
        {"<a b='c \"d' e=\"f>g\" h=i/j k>", "start:a[b=c \"d][e=f>g][h=i/j][k]"},
        {"<a b = c d= e>", "start:a[b=c][d=e]"},
        {"<a =b>", "start:a[=b]"},
        {"<a b=>", "start:a[b=]"},
        {"<br/><br /><a b/c/>", "start:br/ start:br/ start:a[b][c]/"},
        {"1 < 2 <3 <", "text:1  text:< 2  text:<3  text:<"},
        {"a<!-- <p> -- > -->b", "text:a text:b"},
        {"a<!-->b<!--->c<!----!>d", "text:a text:b text:c text:d"},
        {"a<!-- b", "text:a"},
        {"<!DOCTYPE html><?xml a?>b<![CDATA[c]]>d</>e</ f>g", "text:b text:d text:e text:g"},
        {"a</", "text:a"},
        {"a<p b", "text:a"},
        {"a<p b='", "text:a"},
        {"a</p b=c>d", "text:a close:p text:d"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer tokens;
        show_tokens(cases[i].bytes, strlen(cases[i].bytes), &tokens);
        assert_string_equal(buffer_string(&tokens), cases[i].tokens);
        buffer_done(&tokens);
    }
}

static void passes_over_raw_content(void **state)
{
    (void)state;
    static const char bytes[] = "a</scripts></ script></SCRIPT >b";
    struct html_reader reader = {bytes, bytes + sizeof bytes - 1};
    struct html_token raw = html_raw(&reader, "script");
    assert_int_equal(raw.length, strlen("a</scripts></ script>"));
    assert_int_equal(html_next(&reader).kind, HTML_CLOSE);
    assert_int_equal(html_next(&reader).length, 1);
    reader = (struct html_reader){bytes, bytes + 5};
    assert_int_equal(html_raw(&reader, "script").length, 5);
}

/* --- references -------------------------------------------------------------------------------------------------------- */

static void reads_references(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *text;
        bool attribute;
    } cases[] = {
        {"&amp;&lt;&gt;&quot;&nbsp;", "&<>\"\xC2\xA0", false},
        {"&#7841;&#x1EA1;&#X1ea1", "ạạạ", false},
        {"&aacute;&Aacute&ocirc;", "áÁô", false},
        {"&notit; &notin; &not;", "¬it; ∉ ¬", false},
        {"&ltx &lt=", "&ltx &lt=", true},
        {"&lt; &lt&", "< <&", true},
        {"&#0;&#xD800;&#x110000;&#99999999999;", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", false},
        {"&#x80;&#150;", "€–", false},
        {"&;&#;&#x;&bogus;& &", "&;&#;&#x;&bogus;& &", false},
        {"&nGt;", "≫\xE2\x83\x92", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[128];
        size_t length = html_decode(cases[i].bytes, strlen(cases[i].bytes), cases[i].attribute, text, sizeof text - 1);
        text[length] = '\0';
        assert_string_equal(text, cases[i].text);
    }
    char little[4];
    assert_int_equal(html_decode("aạạ", strlen("aạạ"), false, little, sizeof little), 4);
    assert_int_equal(html_decode("abạ", strlen("abạ"), false, little, sizeof little), 2);
}

/* What the room of a page's text is reckoned by, and what a search in halves needs. */
static void has_its_names_in_order_and_none_much_longer_than_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < HTML_NAMES; i++) {
        const struct html_name *name = &html_names[i];
        char bytes[8];
        size_t length = utf8_encode(name->first, bytes);
        if (name->second)
            length += utf8_encode(name->second, bytes + length);
        size_t written = strlen(name->name) + (name->bare ? 1 : 2);
        assert_true(length <= written || (length == written + 1 && written >= 5));
        assert_true(!i || strcmp(html_names[i - 1].name, name->name) < 0);
    }
}

/* --- elements ------------------------------------------------------------------------------------------------------------- */

static void knows_elements(void **state)
{
    (void)state;
    for (size_t i = 0; i < TAG_OTHER; i++) {
        assert_true(!i || strcmp(html_elements[i - 1].name, html_elements[i].name) < 0);
        assert_int_equal(html_tag_of(html_elements[i].name, strlen(html_elements[i].name)), i);
    }
    assert_int_equal(html_tag_of("DiV", 3), TAG_DIV);
    assert_int_equal(html_tag_of("o:p", 3), TAG_OTHER);
    assert_int_equal(html_tag_of("a-name-of-great-length", 22), TAG_OTHER);
}

static void takes_hints_from_words_of_classes(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        uint8_t hints;
    } cases[] = {
        {"tin-lien-quan", HINT_FURNITURE},
        {"boxTinLienQuan", HINT_FURNITURE},
        {"TINLIENQUAN", HINT_FURNITURE},
        {"col-md-8 news_detail", HINT_BODY},
        {"detail-date time", HINT_DATE},
        {"tin quan lien", 0},
        {"tin lien quan", 0},
        {"ms-rtestate-field", HINT_BODY},
        {"navigational", 0},
        {"a--b", 0},
        {"", 0},
        {"sapo article-title", HINT_LEAD | HINT_TITLE},
        {"singular-content", HINT_BODY},
        {"tintuc_cungchuyenmuc", HINT_FURNITURE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (html_hints(cases[i].value, strlen(cases[i].value)) != cases[i].hints)
            fail_msg("%s has the hints %d", cases[i].value, html_hints(cases[i].value, strlen(cases[i].value)));
}

/* --- pages ----------------------------------------------------------------------------------------------------------------- */

/* Lines as "title|…": one letter a kind, the text behind it. */
static void read_page(struct arena *arena, const char *page, struct buffer *out)
{
    struct document document = {.bytes = page, .length = (uint32_t)strlen(page)};
    struct ind_fault fault = {0};
    arena_init(arena, MEMORY);
    buffer_init(out);
    if (html_read(arena, &document, &fault) < 0)
        fail_msg("%s: %s", page, fault.text);
    uint32_t line = 0;
    for (uint32_t i = 0; i < document.length; i++) {
        if (line < document.line_count && document.lines[line].start == i)
            buffer_print(out, "%c|", "?THPIRCF"[document.lines[line++].kind]);
        buffer_byte(out, document.bytes[i]);
    }
    assert_int_equal(line, document.line_count);
    assert_non_null(buffer_string(out));
}

#define LONG "Năm 2020, thu ngân sách nhà nước trên địa bàn huyện đạt 41,5 tỷ đồng, bằng 112% dự toán tỉnh giao."

static void lays_pages_out(void **state)
{
    (void)state;
    static const struct {
        const char *page, *lines;
    } cases[] = {
        /* what closes what */
        {"<h1>Một tiêu đề</h1><p>" LONG "<p>" LONG "<div>" LONG "</div>", "T|Một tiêu đề\n\nP|" LONG "\n\nP|" LONG "\n\nP|" LONG},
        {"<h1>A</h1><p>" LONG "<ul><li>một<li>hai<ul><li>ba</ul><li>4. bốn</ul>",
         "T|A\n\nP|" LONG "\nI|- một\nI|- hai\nI|- ba\nI|4. bốn"},
        {"<h1>A</h1><p>" LONG "<dl><dt>một<dd>hai</dl>", "T|A\n\nP|" LONG "\n\nP|một\n\nP|hai"},
        {"<h1>A</h1><p><b>" LONG "</p>năm</b> sáu", "T|A\n\nP|" LONG "\n\nP|năm sáu"},
        {"<h1>A</h1></i></td></table><p>" LONG, "T|A\n\nP|" LONG},
        /* white space */
        {"<h1>A</h1><p> " LONG " \n\t một<b>hai</b> ba &nbsp; bốn<br>\n năm<br><br><br>sáu </p>",
         "T|A\n\nP|" LONG " mộthai ba bốn\nnăm\n\nsáu"},
        {"<h1>A</h1><pre>" LONG "\nmột  hai\n</pre>", "T|A\n\nP|" LONG "\nmột hai"},
        {"<h1>A</h1><p>" LONG " 5 m<sup>2</sup> &lt; 6", "T|A\n\nP|" LONG " 5 m2 < 6"},
        /* what is not shown */
        {"<h1>A</h1><p>" LONG "<script>9</script><style>9</style><!-- 9 --><span hidden>9</span><i style='DISPLAY : none'>9</i>"
         "<template>9</template><select><option>9</select><textarea><b>9</textarea>, hết", "T|A\n\nP|" LONG ", hết"},
        /* tables */
        {"<h1>A</h1><p>" LONG "<table><caption>Biểu 1</caption><tr><th rowspan=2>Chỉ tiêu<th colspan=2>Năm 2020<tr><td>KH<td>TH"
         "<tr><td>Lúa<td>500<td>520</table>", "T|A\n\nP|" LONG "\n\nH|Biểu 1\n\nR|Chỉ tiêu\tNăm 2020\nR|\tKH\tTH\nR|Lúa\t500\t520"},
        {"<h1>A</h1><p>" LONG "<table><tr><td><p>một</p><p>hai</p><td>ba<br>bốn<tr><td><td>năm</table>",
         "T|A\n\nP|" LONG "\n\nR|một hai\tba bốn\nR|\tnăm"},
        {"<h1>A</h1><table><tr><td>" LONG "<table><tr><td>1<td>2<tr><td>3<td>4</table><td>" LONG "</table>",
         "T|A\n\nP|" LONG "\n\nR|1\t2\nR|3\t4\n\nP|" LONG},
        {"<h1>A</h1><p>" LONG "<table><tr><td><img src=a><tr><td>Ruộng 5 ha</table>", "T|A\n\nP|" LONG "\n\nC|Ruộng 5 ha"},
        /* an article that is a table, below a sentence or alone */
        {"<ul><li><a href=a>Trang chủ</a></ul><h1>A</h1><div><p>" LONG "</div><div><i>ĐVT: ha</i><table><tr><td>Lúa<td>500<tr><td>Ngô<td>20"
         "</table></div>", "T|A\n\nP|" LONG "\n\nP|ĐVT: ha\n\nR|Lúa\t500\nR|Ngô\t20"},
        {"<table><caption>" LONG "</caption><tr><td>Lúa<td>500<tr><td>Ngô<td>20</table>", "T|" LONG "\n\nR|Lúa\t500\nR|Ngô\t20"},
        /* the page around it */
        {"<ul><li><a href=a>Trang chủ</a><li><a href=b>Tin tức</a></ul><h1>A</h1><p>" LONG "<nav>12</nav><div class=tinkhac>13</div>",
         "T|A\n\nP|" LONG},
        {"<div><h1>A</h1><p>" LONG "<p><a href=a>Bài khác dài như bài này</a></div>", "T|A\n\nP|" LONG},
        {"<div class=menu><h1>A</h1><p>" LONG "</div>", "T|A\n\nP|" LONG},
        {"<h1>A</h1><div class=sapo>Tóm tắt.</div><div class=noidung><p>" LONG "<p>" LONG "</div>",
         "T|A\n\nP|Tóm tắt.\n\nP|" LONG "\n\nP|" LONG},
        {"<p>" LONG "</p><figure><img><figcaption>Ảnh 5 ha</figcaption></figure>", "?|" LONG "\n\nC|Ảnh 5 ha"},
        {"<h1>A</h1><p>Thứ sáu, 09/12/2022<br>(Ảnh: An)</p><p>" LONG "<p>(Ảnh: An)",
         "T|A\n\n?|Thứ sáu, 09/12/2022\n(Ảnh: An)\n\nP|" LONG "\n\nC|(Ảnh: An)"},
        {"<a href=a>Chỉ có menu</a>", "?|Chỉ có menu"},
        {"<div class='sidebar-1'><h1>A</h1><article class=fck_detail><p>" LONG "<p>" LONG "<p>" LONG "</article></div>"
         "<div class='sidebar-2'><p>" LONG " Bài khác.<p>" LONG " Bài khác.<p>" LONG " Bài khác.<p>" LONG " Bài khác.</div>",
         "T|A\n\nP|" LONG "\n\nP|" LONG "\n\nP|" LONG},
        {"<h1>A</h1><div class=cms-body><p>" LONG "<p>" LONG "<p>" LONG "</div><aside><p>" LONG " Bài khác.<p>" LONG " Bài khác.<p>" LONG
         " Bài khác.<p>" LONG " Bài khác.<p>" LONG " Bài khác.</aside>",
         "T|A\n\nP|" LONG "\n\nP|" LONG "\n\nP|" LONG},
        {"<aside><h1>A</h1><p>" LONG "</aside>", "T|A\n\nP|" LONG},
        {"<h1>A</h1><p>" LONG "<p>" LONG "<div role=complementary><p>" LONG " Bài khác.</div>", "T|A\n\nP|" LONG "\n\nP|" LONG},
        {"<div><h1>A</h1><p>" LONG "<p>" LONG "</div><div><div><h3><a href=b>Một bài khác dài như thế</a></h3><p>" LONG
         " Bài khác.</div><div><h3><a href=b>Một bài khác nữa dài như thế</a></h3><p>" LONG " Bài khác.</div></div>",
         "T|A\n\nP|" LONG "\n\nP|" LONG},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena;
        struct buffer lines;
        read_page(&arena, cases[i].page, &lines);
        if (strcmp(lines.bytes, cases[i].lines) != 0)
            fail_msg("case %zu is\n%s\nnot\n%s", i, lines.bytes, cases[i].lines);
        buffer_done(&lines);
        arena_done(&arena);
    }
}

/* Of several <meta> the surest wins, whichever comes first; what is no date or no address is passed over. */
static void takes_the_surest_fact(void **state)
{
    (void)state;
    static const char page[] =
        "<meta name=date content='2021-01-01'><meta property='article:published_time' content='2021-02-02T08:00:00+07:00'>"
        "<META NAME='DC.Date' CONTENT='3/3/2021'><meta name=author content=''><meta name='dc.creator' content='  Thu  H&agrave; '>"
        "<meta property='article:author' content='https://fb.example/a'><meta property='og:url' content='bai/1'>"
        "<link rel=canonical href='https://a.example/1?a=b&amp;c=d'><meta property='og:site_name' content='B&aacute;o A'>"
        "<time datetime='2020-05-05'>5</time><time>x</time><p>" LONG;
    struct arena arena;
    arena_init(&arena, MEMORY);
    struct document document = {.bytes = page, .length = sizeof page - 1};
    assert_int_equal(html_read(&arena, &document, NULL), 0);
    assert_int_equal(document.published.month, 2);
    assert_string_equal(document.published_source, PUBLISHED_META);
    assert_memory_equal(document.author.bytes, "Thu Hà", document.author.length);
    assert_memory_equal(document.url.bytes, "https://a.example/1?a=b&c=d", document.url.length);
    assert_memory_equal(document.source.bytes, "Báo A", document.source.length);
    arena_done(&arena);
}

static void tells_json_ld(void **state)
{
    (void)state;
    static const char page[] =
        "<script type='application/ld+json'>{\"@type\": \"Organization\", \"name\": \"X\"}</script>"
        "<script type='application/ld+json'>{not json</script>"
        "<script type=\"application/ld+json\">[{\"@type\": \"WebPage\"}, {\"@graph\": [{\"@type\": [\"Thing\", \"NewsArticle\"],"
        "\"headline\": \"Thu ngân sách \\u0111ạt\", \"datePublished\": \"2021-03-12T20:00:00Z\","
        "\"author\": [{\"name\": \"An\"}, {\"name\": \"B\"}], \"publisher\": {\"name\": \"Báo C\"}}]}]</script>"
        "<meta name=author content=D><p>" LONG;
    struct arena arena;
    arena_init(&arena, MEMORY);
    struct document document = {.bytes = page, .length = sizeof page - 1};
    assert_int_equal(html_read(&arena, &document, NULL), 0);
    assert_memory_equal(document.title.bytes, "Thu ngân sách đạt", document.title.length);
    assert_int_equal(document.published.day, 13);
    assert_string_equal(document.published_source, PUBLISHED_JSON_LD);
    assert_memory_equal(document.author.bytes, "An", document.author.length);
    assert_memory_equal(document.source.bytes, "Báo C", document.source.length);
    arena_done(&arena);
}

/* Depth beyond all measure is text of the last element that counts; memory that is not there is a clear refusal. */
static void bounds_hostile_pages(void **state)
{
    (void)state;
    struct buffer page;
    buffer_init(&page);
    for (int i = 0; i < 100000; i++)
        buffer_text(&page, "<div>");
    buffer_text(&page, LONG);
    for (int i = 0; i < 100000; i++)
        buffer_text(&page, "</div></i>");
    struct arena arena;
    arena_init(&arena, MEMORY);
    struct document document = {.bytes = page.bytes, .length = (uint32_t)page.length};
    assert_int_equal(html_read(&arena, &document, NULL), 0);
    assert_int_equal(document.length, strlen(LONG));
    struct ind_fault fault = {0};
    arena_done(&arena);
    arena_init(&arena, 1 << 16);
    document = (struct document){.bytes = page.bytes, .length = (uint32_t)page.length};
    assert_int_equal(html_read(&arena, &document, &fault), IND_E_LIMIT);
    assert_non_null(strstr(fault.text, "65536 bytes"));
    arena_done(&arena);
    buffer_done(&page);
}

static void looks_for_a_page_in_the_first_bytes(void **state)
{
    (void)state;
    static const char *const pages[] = {"<!DOCTYPE html>", "\xEF\xBB\xBF \n<html>", "<!-- a --><HTML lang=vi>", "<?xml version='1.0'?>\n<html>",
                                        "<p>a", "<div class=x>"};
    static const char *const others[] = {"", "<", "a <html>", "<5% hộ nghèo", "<!-- ", "# a", "{\"a\": 1}", "<pa>"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        assert_true(html_looks(pages[i], strlen(pages[i])));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(html_looks(others[i], strlen(others[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_markup_as_the_standard_does),
        cmocka_unit_test(passes_over_raw_content),
        cmocka_unit_test(reads_references),
        cmocka_unit_test(has_its_names_in_order_and_none_much_longer_than_written),
        cmocka_unit_test(knows_elements),
        cmocka_unit_test(takes_hints_from_words_of_classes),
        cmocka_unit_test(lays_pages_out),
        cmocka_unit_test(takes_the_surest_fact),
        cmocka_unit_test(tells_json_ld),
        cmocka_unit_test(bounds_hostile_pages),
        cmocka_unit_test(looks_for_a_page_in_the_first_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
