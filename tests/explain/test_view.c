/* What is marked in an article, and that every byte of it reaches the page as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "daemon/tools/explain.h"
#include "daemon/tools/html_parts.h"

static ind_tables *tables;
static ind_extractor *extractor;

static int set_up(void **state)
{
    (void)state;
    return ind_tables_new(&tables, NULL, 0, NULL) || ind_extractor_new(&extractor, tables, 0);
}

static int tear_down(void **state)
{
    (void)state;
    ind_extractor_free(extractor);
    ind_tables_free(tables);
    return 0;
}

static void view_of(struct view *view, const char *bytes)
{
    ind_source source = {.name = "a.txt", .bytes = bytes, .length = strlen(bytes)};
    const ind_result *result;
    assert_int_equal(ind_extract(extractor, &source, &result, NULL), 0);
    assert_int_equal(view_init(view, &source, result), 0);
}

static const struct mark *mark_at(const struct view *view, const char *words)
{
    for (uint32_t i = 0; i < view->mark_count; i++) {
        const struct mark *m = &view->marks[i];
        if (m->end - m->start == strlen(words) && !memcmp(view->text.bytes + m->start, words, strlen(words)))
            return m;
    }
    return NULL;
}

#define ARTICLE                                                                                                      \
    "Huyện Minh Sơn tổng kết năm 2020\n\nTheo Nghị quyết số 13-NQ/HU, năm 2020, thu ngân sách nhà nước ước đạt 39,2 tỷ " \
    "đồng, bằng 113% dự toán tỉnh giao. Huy động vốn đạt 45.000 tỷ đồng, đạt 66,7% chỉ tiêu Bộ giao (60.000 tỷ đồng).\n"

static void test_marks(void **state)
{
    (void)state;
    struct view view;
    view_of(&view, ARTICLE);
    assert_int_equal(view.result->count, 2);
    const struct mark *level = mark_at(&view, "39,2 tỷ đồng"), *plan = mark_at(&view, "113%");
    assert_non_null(level);
    assert_non_null(plan);
    assert_int_equal(level->kind, MARK_FIGURE);
    assert_true(level->figure == LEVEL);
    assert_null(mark_figure(&view, level));
    assert_int_equal(mark_role(&view, level), IND_ROLE_LEVEL);
    assert_int_equal(mark_role(&view, plan), IND_ROLE_PLAN);
    assert_int_equal(level->observation, plan->observation);
    const struct mark *amount = mark_at(&view, "60.000 tỷ đồng");
    assert_true(amount && amount->amount);
    assert_ptr_equal(mark_figure(&view, amount), mark_figure(&view, mark_at(&view, "66,7%")));
    assert_int_equal(view_doubts(&view), 1);
    assert_int_equal(mark_at(&view, "13-NQ/HU")->kind, MARK_LEFT_OUT);
    const struct mark *year = mark_at(&view, "2020");
    const ind_period *period = NULL;
    assert_int_equal(year->kind, MARK_OTHER);
    assert_true(mark_period(&view, year, &period).length > 4);
    assert_int_equal(period->start.year, 2020);
    view_done(&view);
}

static void test_marks_are_in_order_and_cover_every_numeral(void **state)
{
    (void)state;
    struct view view;
    view_of(&view, "Tin\n\nNgày 8/1, đợt 3 có 18/21 xã đạt chuẩn, 5 m2 và F0, 12.278,27 tấn; tăng 7-10% so với 2019. Tổ 5.\n");
    uint32_t end = 0, covered = 0;
    for (uint32_t i = 0; i < view.mark_count; i++) {
        assert_true(view.marks[i].start >= end && view.marks[i].end > view.marks[i].start);
        end = view.marks[i].end;
    }
    static const char *const numerals[] = {"8/1", "18/21", "12.278,27", "7-10%", "2019"};
    for (size_t k = 0; k < sizeof numerals / sizeof *numerals; k++) {
        const char *at = strstr(view.text.bytes, numerals[k]);
        uint32_t start = (uint32_t)(at - view.text.bytes);
        for (uint32_t i = 0; i < view.mark_count; i++)
            covered += view.marks[i].start <= start && view.marks[i].end >= start + strlen(numerals[k]);
    }
    assert_int_equal(covered, sizeof numerals / sizeof *numerals);
    assert_null(mark_at(&view, "0")); /* of F0 */
    view_done(&view);
}

static void test_sentences_hold_every_observation_once(void **state)
{
    (void)state;
    struct view view;
    view_of(&view, ARTICLE);
    assert_int_equal(view.breaks[0], 0);
    assert_int_equal(view.breaks[view.break_count - 1], view.text.length);
    for (uint32_t i = 1; i < view.break_count; i++)
        assert_true(view.breaks[i - 1] <= view.breaks[i]);
    assert_int_equal(view.home_count, 2);
    assert_true(view.homes[0].at < view.homes[1].at);
    struct buffer out = {0};
    explain_terminal(&out, &view, "a.txt", false, 0);
    const char *said = buffer_string(&out);
    assert_non_null(strstr(said, "\n  1  thu ngân sách nhà nước"));
    assert_non_null(strstr(said, "\n  2  Huy động vốn"));
    assert_null(strstr(said, "\n  3  "));
    assert_null(strchr(said, '\x1b'));
    buffer_done(&out);
    view_done(&view);
}

static void test_no_line_is_wider_than_the_terminal(void **state)
{
    (void)state;
    struct view view;
    view_of(&view, ARTICLE);
    struct buffer out = {0};
    explain_terminal(&out, &view, "a.txt", true, 60);
    assert_non_null(buffer_string(&out));
    size_t width = 0, widest = 0;
    for (size_t i = 0; i < out.length; i++) {
        if (out.bytes[i] == '\x1b') {
            while (out.bytes[i] != 'm')
                i++;
            continue;
        }
        width = out.bytes[i] == '\n' ? 0 : width + ((out.bytes[i] & 0xC0) != 0x80);
        widest = width > widest ? width : widest;
    }
    assert_true(widest <= 60 && widest > 40);
    buffer_done(&out);
    view_done(&view);
}

static void escapes(const char *bytes, size_t length, const char *expected)
{
    struct buffer out = {0};
    html_text(&out, bytes, length);
    assert_string_equal(buffer_string(&out), expected);
    buffer_done(&out);
}

#define ESCAPES(bytes, expected) escapes(bytes, sizeof(bytes) - 1, expected)
#define LOST "\xef\xbf\xbd"

static void test_escaping(void **state)
{
    (void)state;
    ESCAPES("<a href=\"x\" b='y'>&", "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;");
    ESCAPES("tỷ\tđồng\n", "tỷ\tđồng\n");
    ESCAPES("a\r\nb", "a\nb");
    ESCAPES("a\0b\x1b[0m\x7f", "a" LOST "b" LOST "[0m" LOST);
    ESCAPES("\xc2\x85\xe2\x80\xae\xe2\x81\xa9", LOST LOST LOST);
    ESCAPES("\xff\xc0\xaf\xe0\x80\xaf\xed\xa0\x80", LOST LOST LOST LOST LOST LOST LOST LOST LOST);
    ESCAPES("\xe1\xbb", LOST LOST);
    ESCAPES("\xf0\x9f\x8c\xbe", "\xf0\x9f\x8c\xbe");
    ESCAPES("", "");
}

static void test_an_article_without_figures(void **state)
{
    (void)state;
    struct view view;
    view_of(&view, "Không có gì.");
    struct buffer out = {0};
    explain_html(&out, &view, "a.txt");
    assert_non_null(strstr(buffer_string(&out), "No figure was found"));
    assert_non_null(strstr(buffer_string(&out), "</html>"));
    buffer_done(&out);
    view_done(&view);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_marks_are_in_order_and_cover_every_numeral),
        cmocka_unit_test(test_sentences_hold_every_observation_once),
        cmocka_unit_test(test_no_line_is_wider_than_the_terminal),
        cmocka_unit_test(test_escaping),
        cmocka_unit_test(test_an_article_without_figures),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
