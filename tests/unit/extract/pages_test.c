/* Whole pages in the styles of Vietnamese portals and papers, written for this test: what is read of each (NAME.txt, byte for
 * byte), what the page tells of its article, and that its figures are those of the clean text. */
#include "tests/unit/extract/support.h"

#include <errno.h>
#include <stdlib.h>

#include <indicatord/extract.h>

#include "daemon/base/buffer.h"
#include "tests/unit/extract/lawful.h"
#include "tests/unit/extract/show.h"
#include "tests/support/extracting.h"

static const struct page {
    const char *name;
    const char *title;
    ind_date published;
    const char *published_source;
    const char *author;
    const char *source;
    const char *url;
    const char *date_line; /* of its text: not in the clean one */
    const char *captions[2]; /* likewise: not read, whatever figures they have */
    uint32_t observations;
} pages[] = {
    {.name = "sharepoint",
     .title = "Huyện Đồng Xuân hoàn thành thắng lợi nhiệm vụ năm 2020",
     .published = {2021, 1, 8},
     .published_source = "head_line",
     .date_line = "Cập nhật lúc 08:15, thứ Sáu, ngày 08/01/2021 (GMT+7)\n\n",
     .captions = {"Cánh đồng mẫu lớn 50 ha tại xã Xuân Quang (Ảnh: Minh An)\n\n"},
     .observations = 7},
    {.name = "liferay",
     .title = "Sở Nông nghiệp: sản xuất vụ xuân vượt kế hoạch",
     .published = {2021, 6, 15},
     .published_source = "meta",
     .url = "https://sonongnghiep.example.gov.vn/tin-tuc/-/view/123",
     .observations = 5},
    {.name = "joomla",
     .title = "Đảng bộ xã Hòa An tổng kết công tác năm",
     .published = {2020, 12, 28},
     .published_source = "meta",
     .author = "Ban Văn hóa",
     .observations = 5},
    {.name = "newspaper",
     .title = "Quảng Hòa: 9 tháng, thu ngân sách tăng 15,2%",
     .published = {2021, 10, 5},
     .published_source = "json_ld",
     .author = "Hoàng Nam",
     .source = "Báo Quảng Hòa điện tử",
     .url = "https://bao.example.vn/kinh-te/thu-ngan-sach-9-thang-123.html",
     .captions = {"Cảng Quảng Hòa có công suất 5 triệu tấn/năm. Ảnh: Hoàng Nam\n\n", "Công nhân dệt 12.000 m vải mỗi ngày\n\n"},
     .observations = 7},
    {.name = "wordpress",
     .title = "Trường học vùng cao đón năm học mới",
     .published = {2021, 9, 5},
     .published_source = "meta",
     .author = "Lò Thị Mai",
     .source = "Phòng GD&ĐT huyện Mường Lai",
     .observations = 6},
    {.name = "bare",
     .title = "KẾT QUẢ SẢN XUẤT CÔNG NGHIỆP QUÝ I NĂM 2009",
     .published = {2009, 4, 10},
     .published_source = "head_line",
     .observations = 5},
    {.name = "word",
     .title = "Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội 6 tháng đầu năm 2021 của huyện Kim Thành",
     .observations = 5},
};

static void read_file(const char *name, const char *ending, struct buffer *ret_bytes)
{
    char path[512], piece[4096];
    snprintf(path, sizeof path, "%s/%s.%s", PAGES, name, ending);
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s: %s", path, strerror(errno));
    buffer_init(ret_bytes);
    for (size_t got; (got = fread(piece, 1, sizeof piece, file)) > 0;)
        buffer_append(ret_bytes, piece, got);
    fclose(file);
    if (strcmp(ending, "txt") == 0)
        ret_bytes->length -= 1; /* the line end */
    assert_non_null(buffer_string(ret_bytes));
}

static const ind_result *extract(const struct extracting *extracting, const char *name, const struct buffer *bytes)
{
    const ind_source source = {.name = name, .bytes = bytes->bytes, .length = bytes->length};
    return extracting_read(extracting, &source);
}

/* --- the text and the facts --------------------------------------------------------------------------------------- */

static void expect_text(const struct page *page, const char *what, ind_text text, const char *expected)
{
    if (!expected && !text.bytes)
        return;
    if (!expected || !text.bytes || text.length != strlen(expected) || memcmp(text.bytes, expected, text.length))
        fail_msg("%s: %s is '%.*s', not '%s'", page->name, what, (int)text.length, text.bytes ? text.bytes : "",
                 expected ? expected : "");
}

static void check_facts(const struct page *page, const ind_article *article)
{
    expect_text(page, "title", article->title, page->title);
    expect_text(page, "author", article->author, page->author);
    expect_text(page, "source", article->source, page->source);
    expect_text(page, "url", article->url, page->url);
    assert_string_equal(article->format, "html");
    assert_false(article->offsets_in_file);
    if (memcmp(&article->published, &page->published, sizeof page->published))
        fail_msg("%s: published %d-%d-%d", page->name, article->published.year, article->published.month,
                 article->published.day);
    assert_int_equal(article->published_source != NULL, page->published_source != NULL);
    if (page->published_source)
        assert_string_equal(article->published_source, page->published_source);
}

static void reads_the_article_of_each_page(void **state)
{
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct buffer page, expected;
        char name[64];
        read_file(pages[i].name, "html", &page);
        read_file(pages[i].name, "txt", &expected);
        snprintf(name, sizeof name, "%s.html", pages[i].name);
        const ind_result *result = extract(*state, name, &page);
        expect_text(&pages[i], "text", result->text, expected.bytes);
        check_facts(&pages[i], &result->article);
        assert_int_equal(result->count, pages[i].observations);
        buffer_done(&page);
        buffer_done(&expected);
    }
}

/* --- the figures ----------------------------------------------------------------------------------------------------- */

/* All that was found, without what tells where: "span=12..34", "id=…:12". */
static void show_without_spans(const ind_result *result, struct buffer *ret_shown)
{
    struct buffer shown;
    buffer_init(&shown);
    buffer_init(ret_shown);
    for (uint32_t i = 0; i < result->left_out_count; i++)
        assert_non_null(result->left_out[i].text.bytes);
    ind_result observations = *result;
    observations.left_out_count = 0;
    show_result(&shown, &observations);
    const char *at = buffer_string(&shown);
    for (const char *word; *at; at = word + strcspn(word, " \n")) {
        const char *span = strstr(at, "span="), *id = strstr(at, " id=");
        word = !span || (id && id < span) ? id : span;
        word = word ? word + (*word == ' ') : at + strlen(at);
        buffer_append(ret_shown, at, (size_t)(word - at));
    }
    assert_non_null(buffer_string(ret_shown));
    buffer_done(&shown);
}

static void cut(struct buffer *text, const char *what)
{
    char *found = what ? strstr(text->bytes, what) : NULL;
    assert_int_equal(found != NULL, what != NULL);
    if (!found)
        return;
    size_t length = strlen(what);
    memmove(found, found + length, text->length - (size_t)(found - text->bytes) - length + 1);
    text->length -= length;
}

/* The text as a crawler would have stored it: the title, its date, the body. */
static void make_clean(const struct page *page, struct buffer *text, struct buffer *ret_clean)
{
    cut(text, page->date_line);
    cut(text, page->captions[0]);
    cut(text, page->captions[1]);
    const char *body = text->bytes + strlen(page->title);
    buffer_init(ret_clean);
    buffer_append(ret_clean, page->title, strlen(page->title));
    if (page->published.year && strcmp(page->name, "bare") != 0)
        buffer_print(ret_clean, "\n(%02d/%02d/%d)", page->published.day, page->published.month, page->published.year);
    buffer_text(ret_clean, body);
    assert_non_null(buffer_string(ret_clean));
}

static void finds_the_figures_of_the_clean_text(void **state)
{
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct buffer page, text, clean, of_page, of_text;
        read_file(pages[i].name, "html", &page);
        read_file(pages[i].name, "txt", &text);
        make_clean(&pages[i], &text, &clean);
        show_without_spans(extract(*state, "page.html", &page), &of_page);
        show_without_spans(extract(*state, "clean.txt", &clean), &of_text);
        if (strcmp(of_page.bytes, of_text.bytes) != 0)
            fail_msg("%s: the page gives\n%s\nits clean text\n%s", pages[i].name, of_page.bytes, of_text.bytes);
        buffer_done(&page);
        buffer_done(&text);
        buffer_done(&clean);
        buffer_done(&of_page);
        buffer_done(&of_text);
    }
}

/* A page without a name, and one that a name without meaning hides, are known by their first bytes. */
static void knows_a_page_by_its_content(void **state)
{
    static const char *const names[] = {NULL, "page", "page.aspx", "page.txt"};
    struct buffer page, expected;
    read_file("sharepoint", "html", &page);
    read_file("sharepoint", "txt", &expected);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        expect_text(&pages[0], "text", extract(*state, names[i], &page)->text, expected.bytes);
    buffer_done(&page);
    buffer_done(&expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_article_of_each_page),
        cmocka_unit_test(finds_the_figures_of_the_clean_text),
        cmocka_unit_test(knows_a_page_by_its_content),
    };
    return cmocka_run_group_tests(tests, extracting_set_up, extracting_tear_down);
}
