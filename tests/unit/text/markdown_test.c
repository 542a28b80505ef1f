/* Markdown: what its lines are, and what a line shows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "daemon/base/buffer.h"
#include "daemon/text/markdown.h"

#define MEMORY ((size_t)1 << 22)

static struct document read_text(struct arena *arena, const char *text)
{
    struct document document = {.bytes = text, .length = (uint32_t)strlen(text), .in_file = true};
    arena_init(arena, MEMORY);
    assert_int_equal(markdown_read(arena, &document, NULL), 0);
    assert_false(document.in_file);
    return document;
}

static void show_lines(const struct document *document, struct buffer *out)
{
    uint32_t line = 0;
    buffer_init(out);
    for (uint32_t i = 0; i < document->length; i++) {
        if (line < document->line_count && document->lines[line].start == i)
            buffer_print(out, "%c|", "?THPIRCF"[document->lines[line++].kind]);
        buffer_byte(out, document->bytes[i]);
    }
    assert_int_equal(line, document->line_count);
    buffer_string(out);
}

#define LONG "Năm 2020, thu ngân sách nhà nước trên địa bàn huyện đạt 41,5 tỷ đồng, bằng 112%"

static void tells_lines_apart(void **state)
{
    (void)state;
    static const struct {
        const char *text, *lines;
    } cases[] = {
        {"# Một #\n\nhai\n## Ba\n#bốn", "T|Một\n\n?|hai\nH|Ba\n?|#bốn\n"},
        {"Một\n===\nHai\n---\nba", "T|Một\nH|Hai\n?|ba\n"},
        {"- a\n* b\n+ c\n1. d\n-e", "I|- a\nI|* b\nI|+ c\n?|1. d\n?|-e\n"},
        {"|a|b|\n|-|:-:|\n| **c** | |\nd\\|e | f\n\ng|h", "R|a\tb\nR|c\t\nR|d|e\tf\n\n?|g|h\n"},
        {"> một\n> > hai\n***\n* * *\nba", "?|một\n?|hai\n?|ba\n"},
        {"```\nmột\n```\n~~~ c\nhai", "?|một\n?|hai\n"},
        {LONG "\n" LONG "\nDự toán", "?|" LONG " " LONG " Dự toán\n"},
        {LONG "  \n" LONG "\ndự toán", "?|" LONG "\n?|" LONG " dự toán\n"},
        {LONG "\nHai\nba", "?|" LONG "\n?|Hai\n?|ba\n"},
        {LONG "\nDự toán", "?|" LONG "\n?|Dự toán\n"},
        {"[a]: http://b\nmột\r\nhai\r\n", "?|một\n?|hai\n"},
        {"\xEF\xBB\xBF# a", "T|a\n"},
        {"#", "?|#\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena;
        struct buffer lines;
        struct document document = read_text(&arena, cases[i].text);
        show_lines(&document, &lines);
        if (lines.length != strlen(cases[i].lines) || memcmp(lines.bytes, cases[i].lines, lines.length))
            fail_msg("case %zu is\n%s\nnot\n%s", i, lines.bytes, cases[i].lines);
        buffer_done(&lines);
        arena_done(&arena);
    }
}

static void shows_what_a_line_shows(void **state)
{
    (void)state;
    static const struct {
        const char *line, *shown;
    } cases[] = {
        {"**41,5** *tỷ* __đồng__ _năm_ ***2020***", "41,5 tỷ đồng năm 2020"},
        {"5 * 3 * 2, a_b_c, (*) 2", "5 * 3 * 2, a_b_c, (*) 2"},
        {"**a *b* c**", "a b c"},
        {"[tăng 13%](http://a/b_(c) \"d\") so", "tăng 13% so"},
        {"[a][1], [b], [c](d", "a, [b], [c](d"},
        {"x ![ảnh 5 ha](y.jpg) z[^1]", "x  z"},
        {"![x", "![x"},
        {"`a` <b>c</b> <https://d> <5% <e", "a c  <5% <e"},
        {"\\*a\\* \\q &amp; &nbsp;&bogus;", "*a* \\q & \xC2\xA0&bogus;"},
        {"[**a**](b)", "a"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char shown[256];
        uint32_t length = markdown_inline(cases[i].line, (uint32_t)strlen(cases[i].line), shown);
        shown[length] = '\0';
        assert_string_equal(shown, cases[i].shown);
    }
}

static void takes_facts_from_the_front_matter(void **state)
{
    (void)state;
    struct arena arena;
    struct document document =
        read_text(&arena, "---\nTitle: \"Thu ngân sách\"\ndate: 2021-03-12 08:15\nauthor: An\nsource: Báo A\nurl: https://a/b\n---\n# Hai\n");
    assert_memory_equal(document.title.bytes, "Thu ngân sách", document.title.length);
    assert_int_equal(document.published.day, 12);
    assert_string_equal(document.published_source, PUBLISHED_FIELD);
    assert_memory_equal(document.author.bytes, "An", document.author.length);
    assert_memory_equal(document.source.bytes, "Báo A", document.source.length);
    assert_memory_equal(document.url.bytes, "https://a/b", document.url.length);
    struct buffer lines;
    show_lines(&document, &lines);
    assert_string_equal(buffer_string(&lines), "T|Thu ngân sách\n\nH|Hai\n");
    buffer_done(&lines);
    arena_done(&arena);
    document = read_text(&arena, "---\ntitle: a\nb");
    assert_null(document.title.bytes);
    arena_done(&arena);
}

static void refuses_what_has_no_room(void **state)
{
    (void)state;
    static char text[1 << 16];
    for (size_t i = 0; i + 2 < sizeof text; i += 2)
        memcpy(text + i, "a\n", 2);
    struct arena arena;
    arena_init(&arena, 1 << 17);
    struct document document = {.bytes = text, .length = sizeof text - 2};
    struct ind_fault fault = {0};
    assert_int_equal(markdown_read(&arena, &document, &fault), IND_E_LIMIT);
    assert_non_null(strstr(fault.text, "131072 bytes"));
    arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_lines_apart),
        cmocka_unit_test(shows_what_a_line_shows),
        cmocka_unit_test(takes_facts_from_the_front_matter),
        cmocka_unit_test(refuses_what_has_no_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
