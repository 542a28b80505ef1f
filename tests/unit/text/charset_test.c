/* Which encoding bytes are in, and what they say: the tables against those of glibc, texts of a sentence or two, what
 * must not be taken for Vietnamese, and what is no text. The articles in every encoding are in tests/forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <iconv.h>
#include <utf8proc.h>

#include "daemon/text/charset.h"
#include "daemon/text/charset_tables.h"
#include "daemon/text/syllable.h"
#include "daemon/text/text.h"
#include "tests/support/decoding.h"

/* What is read, cleaned: composed. */
static const char *clean(struct arena *arena, const struct charset_text *read)
{
    struct text text = {0};
    struct ind_fault fault = {0};
    if (text_read(arena, read->bytes, read->length, &text, &fault))
        fail_msg("%s", fault.text);
    return text.bytes;
}

/* ---- tables ---- */

static uint32_t code_of(const struct charset_table *table, int byte)
{
    struct charset_codes codes;
    unsigned char at[1] = {(unsigned char)byte};
    assert_int_equal(charset_table_step(table, at, 1, &codes), 1);
    assert_int_equal(codes.count, 1);
    return codes.codes[0] == CHARSET_BAD ? 0 : (uint32_t)codes.codes[0];
}

/* glibc's character for a byte; 0 where it has none. It holds a letter back for a mark that may follow. */
static uint32_t iconv_code(iconv_t converter, int byte)
{
    char in[1] = {(char)byte}, *from = in;
    uint32_t out[4] = {0};
    char *to = (char *)out;
    size_t in_left = 1, out_left = sizeof out;
    iconv(converter, NULL, NULL, NULL, NULL);
    if (iconv(converter, &from, &in_left, &to, &out_left) == (size_t)-1)
        return 0;
    iconv(converter, NULL, NULL, &to, &out_left);
    return out[0];
}

static void assert_table(enum charset_number number, const char *name, int from)
{
    iconv_t converter = iconv_open("UTF-32LE", name);
    assert_true(converter != (iconv_t)-1);
    for (int byte = from; byte < 256; byte++)
        if (code_of(&charset_tables[number], byte) != iconv_code(converter, byte))
            fail_msg("%s 0x%02X: U+%04X, glibc says U+%04X", name, byte, code_of(&charset_tables[number], byte),
                     iconv_code(converter, byte));
    iconv_close(converter);
}

static void test_tables(void **state)
{
    (void)state;
    assert_table(CHARSET_WINDOWS_1252, "CP1252", 0);
    assert_table(CHARSET_WINDOWS_1258, "CP1258", 0);
    assert_table(CHARSET_VISCII, "VISCII", 0);
    assert_table(CHARSET_TCVN3, "TCVN5712-1", 0xA0);
}

/* ---- texts ---- */

#define NAM_UTF8 "Năm 2020, tổng thu ngân sách nhà nước đạt 98,7 tỷ đồng, vượt 15% dự toán."

static const struct {
    const char *encoding, *source, *bytes, *text;
    size_t length; /* 0: up to the NUL */
} readings[] = {
    {"utf-8", "content", NAM_UTF8, NAM_UTF8, 0},
    {"utf-8", "content", "plain ASCII, 39.2", "plain ASCII, 39.2", 0},
    {"utf-8", "content", "A café in Paris: 5 m²", "A café in Paris: 5 m²", 0},
    {"utf-8", "content", "Là ‘cá’ “XÔ”, à la “À”…", "Là ‘cá’ “XÔ”, à la “À”…", 0},
    {"utf-8", "content", "déjà vu, été, Noël, naïve", "déjà vu, été, Noël, naïve", 0},
    {"utf-8", "bom", "\xEF\xBB\xBF" "39 t\xE1\xBB\xB7", "39 tỷ", 0},
    {"utf-16le", "bom", "\xFF\xFE" "3\0009\0 \0t\0\xF7\x1E", "39 tỷ", 12},
    {"utf-16be", "bom", "\xFE\xFF\0003\0009\0 \0t\x1E\xF7", "39 tỷ", 12},
    {"utf-16le", "content", "3\0009\0 \0t\0\xF7\x1E", "39 tỷ", 10},
    {"utf-16be", "content", "\0003\0009\0 \0t\x1E\xF7", "39 tỷ", 10},
    {"utf-16le", "bom", "\xFF\xFE" "x\0\x3D\xD8\x00\xDE", "x\xF0\x9F\x98\x80", 8},
    {"windows-1258", "statistics",
     "N\343m 2020, t\364\322ng thu ng\342n s\341ch nh\340 n\375\365\354c \360a\362t 98,7 ty\322 \360\364\314ng, v\375\365\362t 15% d\375\362 to\341n.",
     NAM_UTF8, 0},
    {"windows-1258", "statistics",
     "T\364i c\363 nh\340",
     "Tôi có nhà", 0},
    {"tcvn3", "statistics",
     "N\250m 2020, t\346ng thu ng\251n s\270ch nh\265 n\255\355c \256\271t 98,7 t\373 \256\345ng, v\255\356t 15% d\371 to\270n.",
     NAM_UTF8, 0},
    {"tcvn3", "statistics",
     "\247\271t 5%, c\253ng",
     "Đạt 5%, công", 0},
    {"tcvn3", "statistics",
     "T\346NG K\325T \247\271i h\351i, c\253ng nghi\326p",
     "TỔNG KẾT Đại hội, công nghiệp", 0},
    {"vni", "statistics",
     "Na\352m 2020, to\345ng thu nga\342n sa\371ch nha\370 n\366\364\371c \361a\357t 98,7 ty\373 \361o\340ng, v\366\364\357t 15% d\366\357 toa\371n.",
     NAM_UTF8, 0},
    {"vni", "statistics",
     "TO\305NG KE\301T \321A\317I HO\304I, YE\302N BA\331I",
     "TỔNG KẾT ĐẠI HỘI, YÊN BÁI", 0},
    {"viscii", "statistics",
     "N\345m 2020, t\261ng thu ng\342n s\341ch nh\340 n\337\276c \360\325t 98,7 t\326 \360\260ng, v\337\376t 15% d\361 to\341n.",
     NAM_UTF8, 0},
    {"viscii", "statistics",
     "H\223I NGH\230 L\205N TH\272 T\277, C\222 M\301Y",
     "HỘI NGHỊ LẦN THỨ TƯ, CỖ MÁY", 0},
    {"utf-8-as-windows-1252", "statistics", "huyá»‡n BÃ¬nh SÆ¡n Ä‘áº¡t 5 tá»· Ä‘á»“ng", "huyện Bình Sơn đạt 5 tỷ đồng", 0},
    {"utf-8-as-windows-1252", "statistics", "BÃ nh vÃ  gÃ , nhÃ  tá»«", "Bành và gà, nhà từ", 0},
    {"utf-8-as-windows-1252", "statistics", "huy\303\203\302\241\303\202\302\273\303\242\342\202\254\302\241n", "huyện", 0},
    {"tcvn3-in-utf-8", "statistics", "Tæng thu ng©n s¸ch nhµ n­íc ®¹t 98 tû ®ång", "Tổng thu ngân sách nhà nước đạt 98 tỷ đồng", 0},
    {"windows-1252", "statistics", "Un caf\xE9 au Ch\xE2teau, d\xE9j\xE0 vu: le pr\xE9sident fran\xE7" "ais a \xE9t\xE9 \xE9lu",
     "Un café au Château, déjà vu: le président français a été élu", 0},
    {"windows-1252", "statistics", "The na\xEFve caf\xE9: 100 m\xB2, 5 km\xB2, \x93quoted\x94 \x96 25\xB0" "C",
     "The naïve café: 100 m², 5 km², “quoted” – 25°C", 0},
    {"windows-1252", "statistics", "No\xEBl \xE0 la C\xF4te: r\xF4le, for\xEAt, h\xF4tel, o\xF9 \xEAtre, \xE0 No\xEBl, Be\xE9, coop\xE9r\xE9, a\xEFoli", NULL, 0},
    {"windows-1252", "statistics", "Stra\xDF" "e f\xFCr M\xFCller, \xD6" "l und \xC4pfel, sch\xF6n, gr\xF6\xDF" "er", NULL, 0},
};

static void test_readings(void **state)
{
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        size_t length = readings[i].length ? readings[i].length : strlen(readings[i].bytes);
        struct charset_text text = decoding_read(*state, readings[i].bytes, length);
        const char *got = clean(*state, &text);
        if (strcmp(text.encoding, readings[i].encoding) || strcmp(text.source, readings[i].source))
            fail_msg("reading %zu: %s by %s, %u%% sure: %s", i, text.encoding, text.source, text.sure, got);
        if (readings[i].text)
            assert_string_equal(got, readings[i].text);
        assert_int_equal(text.replaced, 0);
        assert_true(text.sure <= 100);
        assert_int_equal(text.in_place, !strcmp(text.encoding, "utf-8"));
    }
}

/* A page that declares an encoding is believed where its words do not gainsay it. */
static void test_declared(void **state)
{
    static const char page[] = "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=%s\"></head>"
                               "<p>t\xFB</p>";
    static const struct {
        const char *label, *encoding, *source;
    } cases[] = {
        {"windows-1258", "windows-1252", "statistics"}, /* tû is no syllable in it … */
        {"x-viet-tcvn", "tcvn3", "declaration"},  /* … but tỷ is one */
        {"TCVN-5712", "tcvn3", "declaration"},    {"iso-8859-1", "windows-1252", "statistics"},
        {"nonsense", "windows-1252", "statistics"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char bytes[256];
        snprintf(bytes, sizeof bytes, page, cases[i].label);
        struct charset_text text = decoding_read(*state, bytes, strlen(bytes));
        if (strcmp(text.encoding, cases[i].encoding) || strcmp(text.source, cases[i].source))
            fail_msg("%s: %s by %s", cases[i].label, text.encoding, text.source);
    }
}

/* ---- what cannot be decoded ---- */

static const struct {
    const char *bytes, *text, *encoding;
    size_t length;
    uint64_t replaced;
} damaged[] = {
    {"đạt 39\xFF tỷ đồng", "đạt 39\xEF\xBF\xBD tỷ đồng", "utf-8", 0, 1},
    {"đạt 39 tỷ đồ\xE1\xBB", "đạt 39 tỷ đồ\xEF\xBF\xBD\xEF\xBF\xBD", "utf-8", 0, 2}, /* cut */
    {"tỷ đồng \xED\xA0\x80 đạt", "tỷ đồng \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD đạt", "utf-8", 0, 3}, /* a surrogate */
    {"a text of more than thirty-two letters\0and a NUL", "a text of more than thirty-two letters\xEF\xBF\xBD" "and a NUL",
     "utf-8", 48, 1},
    {"\xFF\xFE" "x\0\x3D\xD8" "y\0", "x\xEF\xBF\xBDy", "utf-16le", 8, 2}, /* a surrogate alone */
    {"\xFF\xFE" "x\0y\0z", "xy\xEF\xBF\xBD", "utf-16le", 7, 1},           /* half a unit */
    {"caf\xE9 \x81", "café \xEF\xBF\xBD", "windows-1252", 0, 1},
};

static void test_replaces(void **state)
{
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        size_t length = damaged[i].length ? damaged[i].length : strlen(damaged[i].bytes);
        struct charset_text text = decoding_read(*state, damaged[i].bytes, length);
        assert_string_equal(clean(*state, &text), damaged[i].text);
        assert_string_equal(text.encoding, damaged[i].encoding);
        assert_int_equal(text.replaced, damaged[i].replaced);
        assert_false(text.in_place);
    }
}

static void assert_refused(void **state, const char *bytes, size_t length, size_t at)
{
    struct charset_text text = {.length = 4711};
    struct ind_fault fault = {0};
    assert_int_equal(charset_read(*state, bytes, length, &text, &fault), IND_E_NOT_TEXT);
    assert_int_equal(fault.code, IND_E_NOT_TEXT);
    assert_int_equal(fault.at, at);
    assert_int_equal(text.length, 4711);
}

static void test_refuses(void **state)
{
    char noise[4096];
    uint32_t random = 1;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (char)((random = random * 1103515245u + 12345u) >> 16);
    assert_refused(state, "ab\0cd", 5, 2);
    assert_refused(state, "\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16, 8);
    assert_refused(state, "\x7F" "ELF\2\1\1\0\0\0\0\0", 12, 4);
    noise[0] = noise[1] = 'x';
    noise[2] = 1;
    assert_refused(state, noise, sizeof noise, 2);
}

static void test_limits(void **state)
{
    (void)state;
    struct arena small;
    char bytes[2000];
    struct charset_text text;
    struct ind_fault fault = {0};
    memset(bytes, 0xE9, sizeof bytes);
    arena_init(&small, 1000);
    assert_int_equal(charset_read(&small, bytes, sizeof bytes, &text, &fault), IND_E_LIMIT);
    assert_int_equal(charset_read(&small, bytes, (size_t)INT32_MAX + 1, &text, &fault), IND_E_LIMIT);
    arena_done(&small);
}

/* Any byte, any pair of bytes: read or refused, and what is read is valid UTF-8. */
static void test_every_byte(void **state)
{
    for (int a = 0; a < 256; a++)
        for (int b = 0; b < 256; b++) {
            char bytes[] = {'n', (char)a, (char)b, 'g', ' ', 't', (char)a};
            struct charset_text text;
            int code = charset_read(*state, bytes, sizeof bytes, &text, NULL);
            assert_true(code == 0 || code == IND_E_NOT_TEXT);
            for (uint32_t at = 0; !code && at < text.length;) {
                int32_t one;
                utf8proc_ssize_t taken =
                    utf8proc_iterate((const unsigned char *)text.bytes + at, text.length - at, &one);
                assert_true(taken > 0 && one);
                at += (uint32_t)taken;
            }
            arena_reset(*state);
        }
}

/* ---- syllables ---- */

static bool is_syllable(const char *word)
{
    int32_t codes[32];
    utf8proc_ssize_t count =
        utf8proc_decompose((const unsigned char *)word, (utf8proc_ssize_t)strlen(word), codes, 32, UTF8PROC_STABLE);
    assert_true(count >= 0 && count <= 32);
    return syllable_is(codes, (uint32_t)count);
}

static void test_syllables(void **state)
{
    (void)state;
    static const char *const good[] = {"đồng", "Nghiêng", "quý", "quốc", "giếng", "gì", "KHUỶU", "ỷ", "tỷ", "tỉ", "hoà",
                                       "hòa", "Thuở", "xoong", "ương", "được", "ngoằn", "e\xCC\x82\xCC\x81m", "ăn", "y"};
    static const char *const bad[] = {"", "café", "été", "đ", "ng", "tôt", "àá", "bac", "straße", "rôle", "kẹưt", "ôo", "zà"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!is_syllable(good[i]))
            fail_msg("%s is a syllable", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (is_syllable(bad[i]))
            fail_msg("%s is no syllable", bad[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_tables, decoding_set_up, decoding_tear_down),
        cmocka_unit_test_setup_teardown(test_readings, decoding_set_up, decoding_tear_down),
        cmocka_unit_test_setup_teardown(test_declared, decoding_set_up, decoding_tear_down),
        cmocka_unit_test_setup_teardown(test_replaces, decoding_set_up, decoding_tear_down),
        cmocka_unit_test_setup_teardown(test_refuses, decoding_set_up, decoding_tear_down),
        cmocka_unit_test_setup_teardown(test_limits, decoding_set_up, decoding_tear_down),
        cmocka_unit_test_setup_teardown(test_every_byte, decoding_set_up, decoding_tear_down),
        cmocka_unit_test(test_syllables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
