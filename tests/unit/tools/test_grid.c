/* Widths of text on a terminal, and the alignment of a table made of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "daemon/tools/grid.h"
#include "daemon/tools/progress.h"

static size_t width(const char *text)
{
    return text_width(text, strlen(text));
}

static void widths(void **state)
{
    (void)state;
    assert_int_equal(width("tỷ lệ hộ nghèo"), 14);                    /* composed */
    assert_int_equal(width("ty\xcc\x89 le\xcc\xa3\xcc\x82"), 5);      /* the same marks, combining */
    assert_int_equal(width("中文 한글"), 9);                          /* two cells each */
    assert_int_equal(width("a\xe2\x80\x8b" "b"), 2);                  /* zero width space */
    assert_int_equal(width("a\xff" "b"), 3);                          /* a byte that is no UTF-8 */
    assert_int_equal(width(""), 0);
}

static void fits(void **state)
{
    (void)state;
    assert_int_equal(text_fit("năng suất", strlen("năng suất"), 4), strlen("năng"));
    assert_int_equal(text_fit("e\xcc\x82\xcc\x81x", 6, 1), 5); /* marks stay with their letter */
    assert_int_equal(text_fit("中文", 6, 3), 3);
    assert_int_equal(text_fit("ab", 2, 9), 2);
    assert_int_equal(text_fit("ab", 2, 0), 0);
}

static const struct grid_column two[] = {{"unit", false, 0}, {"n", true, 3}};
static const struct grid_column three[] = {{"unit", false, 0}, {"n", true, 3}, {"label", false, 0}};

static void cell(struct grid *grid, const char *text)
{
    grid_cell(grid, text, strlen(text));
}

static void expect(const struct grid *grid, size_t terminal, const char *wanted)
{
    struct buffer out;
    buffer_init(&out);
    assert_int_equal(grid_print(grid, true, terminal, &out), 0);
    assert_string_equal(buffer_string(&out), wanted);
    buffer_done(&out);
}

static void alignment(void **state)
{
    (void)state;
    struct grid grid;
    grid_init(&grid, three, 3);
    cell(&grid, "hộ nghèo"), cell(&grid, "12"), cell(&grid, "tỷ lệ");
    cell(&grid, "le\xcc\xa3\xcc\x82"), cell(&grid, "1 234"), cell(&grid, "中");
    expect(&grid, 0,
           "unit          n  label\n"
           "hộ nghèo     12  tỷ lệ\n"
           "le\xcc\xa3\xcc\x82        1 234  中\n");
    grid_done(&grid);
}

static void cutting(void **state)
{
    (void)state;
    struct grid grid;
    grid_init(&grid, three, 3);
    cell(&grid, "ha"), cell(&grid, "1"), cell(&grid, "diện tích gieo trồng cây hằng năm vụ xuân");
    expect(&grid, 51, "unit    n  label\nha      1  diện tích gieo trồng cây hằng năm vụ xu…\n");
    expect(&grid, 52, "unit    n  label\nha      1  diện tích gieo trồng cây hằng năm vụ xuân\n");
    expect(&grid, 20, "unit    n  label\nha      1  diện tích gieo trồng cây hằng…\n");
    expect(&grid, 0, "unit    n  label\nha      1  diện tích gieo trồng cây hằng năm vụ xuân\n");
    grid_done(&grid);
}

static void cleaning(void **state)
{
    (void)state;
    struct grid grid;
    grid_init(&grid, two, 2);
    cell(&grid, "a\x1b[31m\tb"), cell(&grid, "\xe2\x80\xae" "1\xff");
    expect(&grid, 0, "unit      n\na [31m b  \xef\xbf\xbd" "1\xef\xbf\xbd\n");
    grid_clear(&grid);
    cell(&grid, "a"), cell(&grid, "1");
    expect(&grid, 0, "unit  n\na     1\n");
    grid_done(&grid);
}

static void bar(void **state)
{
    (void)state;
    char text[160];
    progress_text(3, 12, 30, text, sizeof text);
    assert_string_equal(text, "[####............] 3/12 files");
    progress_text(12, 12, 30, text, sizeof text);
    assert_string_equal(text, "[###############] 12/12 files");
    progress_text(1, 2, 5, text, sizeof text); /* no room: the count alone */
    assert_string_equal(text, "[] 1/2 files");
    progress_text(1, 2, 1000, text, sizeof text);
    assert_int_equal(strlen(text), 60 + strlen("[] 1/2 files"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths),  cmocka_unit_test(fits),     cmocka_unit_test(alignment),
        cmocka_unit_test(cutting), cmocka_unit_test(cleaning), cmocka_unit_test(bar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
