/* Documents: which reader takes a file, lines carried through cleaning, facts made clean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "daemon/text/document.h"

#define MEMORY ((size_t)1 << 22)

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, MEMORY);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_done(&arena);
    return 0;
}

static void hands_plain_text_on_as_it_is(void **state)
{
    (void)state;
    static const char bytes[] = "Năm 2020\nđạt 39 tỷ";
    static const char *const names[] = {"a.txt", "a", NULL, ".", "a.", "a.TXT", "a.a-very-long-ending-of-a-name"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct document document;
        assert_int_equal(document_read(&arena, names[i], bytes, sizeof bytes - 1, &document, NULL), 0);
        assert_ptr_equal(document.bytes, bytes);
        assert_string_equal(document.format, "text");
        assert_string_equal(document.encoding, "utf-8");
        assert_true(document.in_file);
        assert_int_equal(document.line_count, 0);
        assert_null(document.title.bytes);
        assert_null(document.published_source);
    }
}

/* What is dropped, composed and widened before a line moves its start. */
static void carries_lines_through_cleaning(void **state)
{
    (void)state;
    static const char bytes[] = "\xEF\xBB\xBFTo\xCC\x82i\r\n\xE2\x80\x8B\xC2\xA0xa\r\ncuo\xCC\x82\xCC\x81i";
    static const struct text_line lines[] = {{0, LINE_TITLE}, {10, LINE_PROSE}, {19, LINE_CAPTION}};
    const struct document document = {
        .bytes = bytes, .length = sizeof bytes - 1, .lines = lines, .line_count = 3, .in_file = true};
    struct text text;
    assert_int_equal(document_clean(&arena, &document, &text, NULL), 0);
    assert_string_equal(text.bytes, "Tôi\n xa\ncuối");
    assert_int_equal(text.line_count, 3);
    assert_int_equal(text.lines[0].start, 0);
    assert_int_equal(text.lines[1].start, 5);
    assert_int_equal(text.lines[1].kind, LINE_PROSE);
    assert_int_equal(text.lines[2].start, 9);
    assert_int_equal(text.lines[2].kind, LINE_CAPTION);
    assert_int_equal(text_source_start(&text, 9), 19);
}

static void refers_to_the_clean_text_without_a_file(void **state)
{
    (void)state;
    static const char bytes[] = "\xEF\xBB\xBFTo\xCC\x82i";
    const struct document document = {.bytes = bytes, .length = sizeof bytes - 1};
    struct text text;
    assert_int_equal(document_clean(&arena, &document, &text, NULL), 0);
    assert_int_equal(text_source_start(&text, 1), 1);
    assert_int_equal(text_source_end(&text, text.length), text.length);
}

static void assert_fact(const char *bytes, size_t length, const char *expected)
{
    ind_text fact = document_fact(&arena, bytes, length);
    assert_int_equal(fact.bytes != NULL, expected != NULL);
    if (expected) {
        assert_int_equal(fact.length, strlen(expected));
        assert_memory_equal(fact.bytes, expected, fact.length);
    }
}

static void makes_facts_clean(void **state)
{
    (void)state;
    static const char loose[] = " Ba\xCC\x81o \n\t  Nha\xCC\x82n d\xC3\xA2n\xC2\xA0 ";
    assert_fact(loose, sizeof loose - 1, "Báo Nhân dân");
    assert_fact("", 0, NULL);
    assert_fact(" \n", 2, NULL);
    assert_fact("\xFF", 1, NULL);
    static char much[DOCUMENT_FACT_MAX + 1];
    memset(much, 'a', sizeof much);
    assert_fact(much, sizeof much, NULL);
    assert_int_equal(document_fact(&arena, much, sizeof much - 1).length, DOCUMENT_FACT_MAX);
}

static void refuses_what_text_refuses(void **state)
{
    (void)state;
    struct document document;
    struct text text;
    struct ind_fault fault = {0};
    assert_int_equal(document_read(&arena, NULL, " \n", 2, &document, &fault), 0);
    assert_int_equal(document_clean(&arena, &document, &text, &fault), IND_E_EMPTY);
    assert_int_equal(document_read(&arena, NULL, "ab\0c", 4, &document, &fault), IND_E_NOT_TEXT);
    assert_int_equal(fault.at, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hands_plain_text_on_as_it_is),
        cmocka_unit_test(carries_lines_through_cleaning),
        cmocka_unit_test(refers_to_the_clean_text_without_a_file),
        cmocka_unit_test(makes_facts_clean),
        cmocka_unit_test(refuses_what_text_refuses),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
