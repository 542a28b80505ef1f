/* Reading of text: what is cleaned, what is refused, and where every clean byte came from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "daemon/text/text.h"
#include "tests/support/decoding.h"

static struct text read_bytes(struct arena *arena, const char *bytes, size_t length)
{
    struct text text = {0};
    struct ind_fault fault = {0};
    int code = text_read(arena, bytes, length, &text, &fault);
    if (code)
        fail_msg("refused: %s", fault.text);
    assert_int_equal(text.bytes[text.length], 0);
    return text;
}

static void assert_reads(struct arena *arena, const char *source, const char *clean)
{
    struct text text = read_bytes(arena, source, strlen(source));
    assert_string_equal(text.bytes, clean);
    assert_int_equal(text.length, strlen(clean));
}

static const struct {
    const char *source, *clean;
} cleanings[] = {
    {"Thu ngân sách đạt 39,2 tỷ\n", "Thu ngân sách đạt 39,2 tỷ\n"},
    {"\xEF\xBB\xBFtỷ", "tỷ"},
    {"ho\xCC\x80""a", "hòa"},
    {"e\xCC\x82\xCC\x81", "ế"},       /* circumflex, then acute */
    {"e\xCC\xA3\xCC\x82", "ệ"},       /* dot below first */
    {"e\xCC\x82\xCC\xA3", "ệ"},       /* and last */
    {"o\xCC\x9B\xCC\x80", "ờ"},
    {"ơ\xCC\x80", "ờ"},               /* half composed */
    {"e\xCD\x81", "é"},               /* the deprecated Vietnamese acute */
    {"a\xE2\x80\x8B\xCC\x81", "á"},   /* a zero-width space between */
    {"q\xCC\x83", "q\xCC\x83"},       /* no such letter: the mark stays */
    {"39\xC2\xA0tỷ", "39 tỷ"},
    {"1\xE2\x80\xAF""250\xE2\x80\x89ha\xE3\x80\x80x", "1 250 ha x"},
    {"gi\xC2\xADá\xE2\x80\x8B tr\xE2\x81\xA0ị\xE2\x80\x8D", "giá trị"},
    {"\xEF\xBC\x95\xEF\xBC\x8C\xEF\xBC\x92\xEF\xBC\x85 \xEF\xBC\xA1", "5,2% A"},
    {"a\r\nb\rc\n\r\nd", "a\nb\nc\n\nd"},
    {"a\xE2\x80\xA8""b", "a\nb"},
    {"a\x01\x7F""b\x0B\x0C\tc\xC2\x85""d", "a  b  \tc d"},
    {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한"}, /* Hangul from its parts */
    {"\xE2\x84\xAA\xE2\x84\xA6", "K\xCE\xA9"},        /* Kelvin and ohm signs are letters */
    {"\xCC\x81x", "\xCC\x81x"},                       /* a mark on nothing */
};

static void test_cleans(void **state)
{
    for (size_t i = 0; i < sizeof cleanings / sizeof *cleanings; i++) {
        assert_reads(*state, cleanings[i].source, cleanings[i].clean);
        assert_reads(*state, cleanings[i].clean, cleanings[i].clean);
    }
}

/* All of Vietnamese: each letter taken apart reads as the letter. */
static void test_composes_every_letter(void **state)
{
    struct arena *arena = *state;
    unsigned letters = 0;
    for (int32_t code = 0xC0; code <= 0x1EF9; code = code == 0x1B0 ? 0x1EA0 : code + 1) {
        utf8proc_uint8_t composed[8] = {0};
        utf8proc_encode_char(code, composed);
        utf8proc_uint8_t *apart = utf8proc_NFD(composed);
        if (strcmp((char *)apart, (char *)composed)) {
            assert_reads(arena, (char *)apart, (char *)composed);
            letters++;
        }
        free(apart);
    }
    assert_true(letters > 150);
}

/* Whatever character stands between two letters, the text is in NFC. */
static void test_is_nfc_for_every_character(void **state)
{
    struct arena *arena = *state;
    for (int32_t code = 0xA1; code < 0x1F000; code++) {
        utf8proc_category_t category = utf8proc_category(code);
        bool changed = utf8proc_get_property(code)->ignorable || category == UTF8PROC_CATEGORY_CS ||
                       category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
                       category == UTF8PROC_CATEGORY_ZP || (code >= 0xFF01 && code <= 0xFF5E);
        if (changed)
            continue;
        utf8proc_uint8_t source[16] = "e";
        utf8proc_encode_char(code, source + 1 + utf8proc_encode_char(code, source + 1));
        utf8proc_uint8_t *expected = utf8proc_NFC(source);
        assert_reads(arena, (char *)source, (char *)expected);
        free(expected);
        arena_reset(arena);
    }
}

static void assert_span(const struct text *text, uint32_t start, uint32_t end, uint32_t from, uint32_t to)
{
    assert_int_equal(text_source_start(text, start), from);
    assert_int_equal(text_source_end(text, end), to);
}

static void test_clean_text_needs_one_run(void **state)
{
    struct text text = read_bytes(*state, "tỷ lệ", strlen("tỷ lệ"));
    assert_int_equal(text.run_count, 1);
    assert_span(&text, 0, text.length, 0, text.length);
}

static void test_maps_back_behind_a_mark(void **state)
{
    const char source[] = "\xEF\xBB\xBFto\xCC\x80n x"; /* BOM, t, o + grave, n */
    struct text text = read_bytes(*state, source, strlen(source));
    assert_string_equal(text.bytes, "tòn x");
    assert_span(&text, 0, 4, 3, 8);  /* tòn */
    assert_span(&text, 1, 3, 4, 7);  /* ò */
    assert_span(&text, 5, 6, 9, 10); /* x */
}

static void test_what_was_dropped_stays_outside(void **state)
{
    const char source[] = "a\xE2\x80\x8B\xC2\xAD""b\xE2\x80\x8B c"; /* a ZWSP SHY b ZWSP space c */
    struct text text = read_bytes(*state, source, strlen(source));
    assert_string_equal(text.bytes, "ab c");
    assert_span(&text, 0, 1, 0, 1);
    assert_span(&text, 1, 2, 6, 7);
    assert_span(&text, 0, 2, 0, 7);
    assert_span(&text, 3, 4, 11, 12);
}

static void test_maps_back_over_what_shrank(void **state)
{
    const char source[] = "5\xC2\xA0%\r\nx\xEF\xBC\x95"; /* NBSP, CR LF, full-width 5 */
    struct text text = read_bytes(*state, source, strlen(source));
    assert_string_equal(text.bytes, "5 %\nx5");
    assert_span(&text, 0, 3, 0, 4);
    assert_span(&text, 1, 2, 1, 3); /* the space */
    assert_span(&text, 3, 4, 4, 6); /* the line end */
    assert_span(&text, 5, 6, 7, 10);
}

/* U+0958 is three bytes and becomes six; an offset inside it must not point behind it. */
static void test_maps_back_into_what_grew(void **state)
{
    const char source[] = "x\xE0\xA5\x98y";
    struct text text = read_bytes(*state, source, strlen(source));
    assert_string_equal(text.bytes, "x\xE0\xA4\x95\xE0\xA4\xBCy");
    assert_span(&text, 1, 7, 1, 4);
    assert_span(&text, 7, 8, 4, 5);
    assert_in_range(text_source_start(&text, 6), 1, 4);
}

static void test_grows_past_the_source(void **state)
{
    char source[4 * 5000];
    for (size_t i = 0; i < sizeof source; i += 4)
        memcpy(source + i, "\xF0\x9D\x85\xA0", 4); /* U+1D160: 4 bytes that become 12 */
    struct text text = read_bytes(*state, source, sizeof source);
    assert_int_equal(text.length, 3 * sizeof source);
    assert_int_equal(text_source_end(&text, text.length), sizeof source);
    assert_int_equal(text_source_start(&text, text.length / 2), sizeof source / 2);
}

/* A letter under a million marks keeps thirty of them and takes no quadratic time. */
static void test_bounds_a_stack_of_marks(void **state)
{
    enum { MARKS = 1000000 };
    char *source = malloc(2 * MARKS + 2);
    assert_non_null(source);
    source[0] = 'q';
    for (size_t i = 0; i < MARKS; i++)
        memcpy(source + 1 + 2 * i, i % 2 ? "\xCC\xA3" : "\xCC\x81", 2);
    source[2 * MARKS + 1] = 'x';
    struct text text = read_bytes(*state, source, 2 * MARKS + 2);
    assert_int_equal(text.length, 1 + 2 * 30 + 1);
    assert_int_equal(text_source_start(&text, text.length - 1), 2 * MARKS + 1);
    free(source);
}

static const struct {
    const char *bytes;
    size_t length;
    int code;
    size_t at;
} refusals[] = {
    {"", 0, IND_E_EMPTY, FAULT_NOWHERE},
    {NULL, 0, IND_E_EMPTY, FAULT_NOWHERE},
    {" \t\r\n\n", 5, IND_E_EMPTY, FAULT_NOWHERE},
    {"\xEF\xBB\xBF \xE2\x80\x8B\xC2\xA0", 9, IND_E_EMPTY, FAULT_NOWHERE},
    {"ab\0c", 4, IND_E_NOT_TEXT, 2},
    {"tỷ\x80", 5, IND_E_NOT_TEXT, 4},
    {"\xFF\xFE""a\0", 4, IND_E_NOT_TEXT, 0},          /* UTF-16 */
    {"a\xC0\xAF", 3, IND_E_NOT_TEXT, 1},              /* overlong */
    {"a\xE0\x80\xAF", 4, IND_E_NOT_TEXT, 1},
    {"ab\xED\xA0\x80", 5, IND_E_NOT_TEXT, 2},         /* surrogate */
    {"\xF4\x90\x80\x80", 4, IND_E_NOT_TEXT, 0},       /* beyond U+10FFFF */
    {"t\xE1\xBB", 3, IND_E_NOT_TEXT, 1},              /* cut in the middle */
    {"n\xE3o v\xE0", 6, IND_E_NOT_TEXT, 1},           /* Latin-1 */
};

static void test_refuses(void **state)
{
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct text text, before;
        memset(&text, 0x5A, sizeof text);
        memcpy(&before, &text, sizeof text);
        struct ind_fault fault = {0};
        int code = text_read(*state, refusals[i].bytes, refusals[i].length, &text, &fault);
        assert_int_equal(code, refusals[i].code);
        assert_int_equal(fault.code, code);
        assert_true(fault.at == refusals[i].at);
        assert_true(strlen(fault.text) > 0);
        assert_memory_equal(&text, &before, sizeof text);
        assert_int_equal(text_read(*state, refusals[i].bytes, refusals[i].length, &text, NULL), code);
    }
}

/* A full arena is refused wherever it becomes full. */
static void test_keeps_the_limit(void **state)
{
    (void)state;
    char source[3 * 400];
    for (size_t i = 0; i < sizeof source; i += 3)
        memcpy(source + i, "a\xC2\xA0", 3); /* needs a run each */
    for (size_t limit = 0; limit < 40000; limit += 16) {
        struct arena arena;
        arena_init(&arena, limit);
        struct text text;
        struct ind_fault fault = {0};
        int code = text_read(&arena, source, sizeof source, &text, &fault);
        assert_true(code == 0 || (code == IND_E_LIMIT && fault.code == code));
        assert_true(code == 0 || limit < 30000);
        assert_true(code != 0 || limit > sizeof source);
        arena_done(&arena);
    }
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, decoding_set_up, decoding_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_cleans),
        TEST(test_composes_every_letter),
        TEST(test_is_nfc_for_every_character),
        TEST(test_clean_text_needs_one_run),
        TEST(test_maps_back_behind_a_mark),
        TEST(test_what_was_dropped_stays_outside),
        TEST(test_maps_back_over_what_shrank),
        TEST(test_maps_back_into_what_grew),
        TEST(test_grows_past_the_source),
        TEST(test_bounds_a_stack_of_marks),
        TEST(test_refuses),
        TEST(test_keeps_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
