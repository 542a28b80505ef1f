/* Cutting of text: each case is a line of text and its tokens, written as a compact list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "daemon/base/buffer.h"
#include "daemon/text/tokens.h"

/* One token a piece: "w:" word, "n:" number, "m" and the stand-in for a mark, "b" and the count for a break;
 * before it '_' where it is spaced and '^' where it begins a line; behind a word 'C' for a capital, 'U' for
 * all capitals. */
static void describe(struct buffer *out, const struct text *text, const struct token *token)
{
    if (out->length)
        buffer_byte(out, ' ');
    if (token->flags & TOKEN_LINE_START)
        buffer_byte(out, '^');
    if (token->flags & TOKEN_SPACED)
        buffer_byte(out, '_');
    int length = (int)(token->end - token->start);
    switch (token->kind) {
    case TOKEN_WORD: buffer_print(out, "w:%.*s", length, text->bytes + token->start); break;
    case TOKEN_NUMBER: buffer_print(out, "n:%.*s", length, text->bytes + token->start); break;
    case TOKEN_MARK: buffer_print(out, "m%c:%.*s", token->mark, length, text->bytes + token->start); break;
    case TOKEN_BREAK: buffer_print(out, "b%d", token->mark); break;
    default: fail_msg("no such kind: %d", token->kind);
    }
    if (token->flags & TOKEN_CAPITAL)
        buffer_text(out, token->flags & TOKEN_UPPER ? "/U" : "/C");
    else
        assert_false(token->flags & TOKEN_UPPER);
    bool separated = memchr(text->bytes + token->start, '.', (size_t)length) || memchr(text->bytes + token->start, ',', (size_t)length);
    assert_int_equal((token->flags & TOKEN_PLAIN) != 0, token->kind == TOKEN_NUMBER && !separated);
    assert_int_equal(token->symbol, 0);
}

static void assert_cuts(const char *source, const char *expected)
{
    struct arena arena;
    arena_init(&arena, (size_t)1 << 20);
    struct text text;
    struct tokens tokens;
    assert_int_equal(text_read(&arena, source, strlen(source), &text, NULL), 0);
    assert_int_equal(tokens_read(&arena, &text, &tokens), 0);
    assert_ptr_equal(tokens.text, &text);
    struct buffer got;
    buffer_init(&got);
    for (uint32_t i = 0; i < tokens.count; i++)
        describe(&got, &text, &tokens.items[i]);
    assert_string_equal(buffer_string(&got), expected);
    buffer_done(&got);
    arena_done(&arena);
}

static void test_tabs(void **state)
{
    (void)state;
    assert_cuts("a\tb", "^_w:a _m\t:\t _w:b");
    assert_cuts("a\t\tb \t c", "^_w:a _m\t:\t _m\t:\t _w:b _m\t:\t _w:c");
    assert_cuts("\ta\tb", "^_m\t:\t _w:a _m\t:\t _w:b");        /* an empty first cell */
    assert_cuts("\ta b\t", "^_w:a _w:b");                        /* an indent, and what nothing follows */
    assert_cuts("-\ta", "^_m-:- _w:a");                           /* a bullet */
    assert_cuts("1.\ta", "^_n:1 m.:. _w:a");                      /* a list number */
    assert_cuts("1.\ta\tb", "^_n:1 m.:. _m\t:\t _w:a _m\t:\t _w:b"); /* the first cell of a row */
    assert_cuts("a\t\nb", "^_w:a _b1 ^_w:b");
}

static void test_words(void **state)
{
    (void)state;
    assert_cuts("thu Ngân sách", "^_w:thu _w:Ngân/C _w:sách");
    assert_cuts("HĐND NTM ƯỚC Đ Ước F0 NQ2", "^_w:HĐND/U _w:NTM/U _w:ƯỚC/U _w:Đ/C _w:Ước/C _w:F0/C _w:NQ2/U");
    assert_cuts("km2 km² CO₂", "^_w:km2 _w:km² _w:CO₂/U");
    assert_cuts("ỨNG ứng ẠẢ ạả", "^_w:ỨNG/U _w:ứng _w:ẠẢ/U _w:ạả");
    assert_cuts("q\xCC\x83u", "^_w:q\xCC\x83u");
    assert_cuts("Việt Nam, Москва 中文", "^_w:Việt/C _w:Nam/C m,:, _w:Москва/C _w:中文");
    assert_cuts("R'Lấp", "^_w:R/C m':' w:Lấp/C");
}

static void test_numbers(void **state)
{
    (void)state;
    assert_cuts("39,2 12.278,27 05", "^_n:39,2 _n:12.278,27 _n:05");
    assert_cuts("39. 1..2 1.,2 ,5 .5", "^_n:39 m.:. _n:1 me:.. n:2 _n:1 m.:. m,:, n:2 _m,:, n:5 _m.:. n:5");
    assert_cuts("5ha 113% 10/16", "^_n:5 w:ha _n:113 m%:% _n:10 m/:/ n:16");
    assert_cuts("7h30 13-NQ/HU", "^_n:7 w:h30 _n:13 m-:- w:NQ/U m/:/ w:HU/U");
    assert_cuts("1,234,567.8", "^_n:1,234,567.8");
    assert_cuts("5²", "^_n:5 m?:²");
    assert_cuts("5.", "^_n:5 m.:.");
}

static void test_marks_have_stand_ins(void **state)
{
    (void)state;
    assert_cuts("- – — − ‐ ‑", "^_m-:- _m-:– _m-:— _m-:− _m-:‐ _m-:‑");
    assert_cuts("\" “ ” „ « » ' ’", "^_m\":\" _m\":“ _m\":” _m\":„ _m\":« _m\":» _m':' _m':’");
    assert_cuts("x… y.. z....", "^_w:x me:… _w:y me:.. _w:z me:....");
    assert_cuts("• ▪ ◦ ● ‣ ·", "^_m*:• _m*:▪ _m*:◦ _m*:● _m*:‣ _m*:·");
    assert_cuts("2x63 2X6MW 3×4 x5 5x", "^_n:2 mx:x n:63 _n:2 mx:X n:6 w:MW/U _n:3 mx:× n:4 _w:x5 _n:5 w:x");
    assert_cuts("% ％ ‰ ° º ⁰ ×", "^_m%:% _m%:% _mm:‰ _mo:° _mo:º _mo:⁰ _mx:×");
    assert_cuts("$ ₫ € £ ¥ 1⁄2 ☎", "^_m$:$ _md:₫ _mE:€ _mP:£ _mY:¥ _n:1 m/:⁄ n:2 _m?:☎");
    assert_cuts("(a);[b]", "^_m(:( w:a m):) m;:; m[:[ w:b m]:]");
    assert_cuts("38⁰C", "^_n:38 mo:⁰ w:C/C");
    assert_cuts("% \xCC\x81 %\xCC\x81", "^_m%:% _m?:\xCC\x81 _m%:%\xCC\x81");
}

static void test_a_plus_is_a_bullet_only_at_a_line_start(void **state)
{
    (void)state;
    assert_cuts("+ a + b\n  + c", "^_m*:+ _w:a _m+:+ _w:b b1 ^_m*:+ _w:c");
}

static void test_breaks(void **state)
{
    (void)state;
    assert_cuts("a\nb", "^_w:a b1 ^_w:b");
    assert_cuts("a \n \t\n  b\n", "^_w:a _b2 ^_w:b b1");
    assert_cuts("\n\na", "_b2 ^_w:a");
    assert_cuts("a\r\n\r\nb", "^_w:a b2 ^_w:b");
    assert_cuts("\ta b ", "^_w:a _w:b");
}

static void test_a_break_counts_to_255(void **state)
{
    (void)state;
    char source[402];
    memset(source, '\n', sizeof source - 1);
    source[0] = 'a';
    source[sizeof source - 1] = '\0';
    assert_cuts(source, "^_w:a b255");
}

/* A break ends behind its last line end; the indent belongs to no token. */
static void test_a_break_leaves_the_indent(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, (size_t)1 << 20);
    struct text text;
    struct tokens tokens;
    assert_int_equal(text_read(&arena, "a \n\n  b", 7, &text, NULL), 0);
    assert_int_equal(tokens_read(&arena, &text, &tokens), 0);
    assert_int_equal(tokens.count, 3);
    assert_int_equal(tokens.items[1].start, 2);
    assert_int_equal(tokens.items[1].end, 4);
    assert_int_equal(tokens.items[2].start, 6);
    arena_done(&arena);
}

static void test_keeps_the_limit(void **state)
{
    (void)state;
    char source[20000];
    for (size_t i = 0; i < sizeof source; i++)
        source[i] = i % 2 ? ' ' : 'a';
    struct arena roomy, tight;
    arena_init(&roomy, (size_t)1 << 20);
    arena_init(&tight, sizeof(struct token) * sizeof source / 2);
    struct text text;
    struct tokens tokens = {.count = 7};
    assert_int_equal(text_read(&roomy, source, sizeof source, &text, NULL), 0);
    assert_int_equal(tokens_read(&tight, &text, &tokens), IND_E_LIMIT);
    assert_int_equal(tokens.count, 7);
    arena_done(&tight);
    arena_done(&roomy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_tabs),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_marks_have_stand_ins),
        cmocka_unit_test(test_a_plus_is_a_bullet_only_at_a_line_start),
        cmocka_unit_test(test_breaks),
        cmocka_unit_test(test_a_break_counts_to_255),
        cmocka_unit_test(test_a_break_leaves_the_indent),
        cmocka_unit_test(test_keeps_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
