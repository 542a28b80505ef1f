/* Other languages' encodings: sentences that iconv put into each, found again by what they say alone or by what the page
 * declares; what is too little to tell, what turns out to be none, and what cannot be decoded within one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <iconv.h>

#include "daemon/base/buffer.h"
#include "daemon/text/charset.h"
#include "daemon/text/charset_foreign.h"
#include "tests/support/decoding.h"

static void append_in(struct buffer *out, const char *encoding, const char *text)
{
    char from[1024], to[1024], *in = from, *at = to;
    size_t left = strlen(text), room = sizeof to;
    assert_true(left < sizeof from);
    memcpy(from, text, left);
    iconv_t converter = iconv_open(encoding, "UTF-8");
    assert_true(converter != (iconv_t)-1);
    if (iconv(converter, &in, &left, &at, &room) == (size_t)-1)
        fail_msg("%s cannot say it: %s", encoding, text);
    iconv(converter, NULL, NULL, &at, &room);
    iconv_close(converter);
    buffer_append(out, to, (size_t)(at - to));
}

static void assert_text(const struct charset_text *text, const char *expected, size_t times)
{
    size_t length = strlen(expected);
    assert_int_equal(text->length, length * times);
    for (size_t i = 0; i < times; i++)
        assert_memory_equal(text->bytes + i * length, expected, length);
}

/* ---- by statistics ---- */

#define RUSSIAN "За девять месяцев объём промышленного производства области вырос на 5,2 процента, экспорт достиг 350 млн долларов."
#define CHINESE "今年前九个月，全省地区生产总值增长百分之五点二，出口总额达到三亿五千万美元。"
#define JAPANESE "一月から九月まで、県内の総生産は増加し、輸出額は三億五千万ドルに達した。"
#define POLISH "W ciągu dziewięciu miesięcy produkcja przemysłowa wzrosła o 5,2 procent, żniwa zakończyły się później niż zwykle, łącznie zebrano więcej."
#define FRENCH "En neuf mois, la production a augmenté de 5,2 pour cent, la récolte a été très élevée, à l'été où le blé mûrit déjà bientôt."

static const struct {
    const char *encoding, *in, *text;
    uint32_t sure; /* at the least */
} found[] = {
    {"gb18030", "GBK", CHINESE, 70},
    {"big5", "BIG5", "今年前九個月，全省地區生產總值增長百分之五點二，出口總額達到三億五千萬美元。", 70},
    {"shift_jis", "SHIFT_JIS", JAPANESE, 70},
    {"euc-jp", "EUC-JP", JAPANESE, 70},
    {"euc-kr", "EUC-KR", "올해 구월까지 도내 총생산은 5.2퍼센트 증가했고 수출액은 3억 5천만 달러에 달했다.", 70},
    {"windows-874", "TIS-620", "ในช่วงเก้าเดือนแรกของปี ผลิตภัณฑ์มวลรวมของจังหวัดเพิ่มขึ้นร้อยละ 5.2", 60},
    {"windows-1251", "CP1251", RUSSIAN, 60},
    {"koi8-r", "KOI8-R", RUSSIAN, 60},
    {"iso-8859-5", "ISO-8859-5", RUSSIAN, 60},
    {"ibm866", "CP866", RUSSIAN, 60},
    {"iso-8859-7", "ISO-8859-7", "Σε εννέα μήνες η βιομηχανική παραγωγή αυξήθηκε και οι εξαγωγές έφτασαν τα 350 εκατομμύρια.", 60},
    {"windows-1255", "CP1255", "בתשעה חודשים גדל הייצור התעשייתי של המחוז והיצוא הגיע ל-350 מיליון דולר.", 60},
    {"windows-1256", "CP1256", "خلال تسعة أشهر ارتفع الإنتاج الصناعي في المحافظة وبلغت الصادرات 350 مليون دولار.", 60},
    {"windows-1250", "CP1250", POLISH, 40},
    {"iso-8859-2", "ISO-8859-2", POLISH, 40},
    {"windows-1252", "CP1252", FRENCH, 40},
};

static void test_found(void **state)
{
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        struct buffer bytes;
        buffer_init(&bytes);
        append_in(&bytes, found[i].in, found[i].text);
        struct charset_text text = decoding_read(*state, bytes.bytes, bytes.length);
        if (strcmp(text.encoding, found[i].encoding) || strcmp(text.source, "statistics") || text.sure < found[i].sure ||
            text.sure >= 100)
            fail_msg("%s: %s by %s, %u%% sure", found[i].in, text.encoding, text.source, text.sure);
        assert_text(&text, found[i].text, 1);
        assert_int_equal(text.replaced, 0);
        buffer_done(&bytes);
    }
}

/* A few signs and letters are no language: another code page would make letters of them. */
static void test_too_little(void **state)
{
    static const char *const texts[] = {
        "Dien tich dat: 5 km², nha o 100 m², 25°C – tang “nhanh” ±2, £5, ½ nam",
        "• 12 m³/s; • 5 km²; • 30 °C; • 7 m²; • 8 m²",
        "naïve, café, 5 m²",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buffer bytes;
        buffer_init(&bytes);
        append_in(&bytes, "CP1252", texts[i]);
        struct charset_text text = decoding_read(*state, bytes.bytes, bytes.length);
        assert_string_equal(text.encoding, "windows-1252");
        assert_true(text.sure <= 20);
        assert_text(&text, texts[i], 1);
        buffer_done(&bytes);
    }
}

/* ---- by declaration ---- */

static void test_declared(void **state)
{
    static const struct {
        const char *label, *in, *word, *encoding, *source;
    } pages[] = {
        {"Shift_JIS", "SHIFT_JIS", "売上", "shift_jis", "declaration"},
        {"gb2312", "GBK", "出口", "gb18030", "declaration"},
        {"windows-1251", "CP1251", "Рост", "windows-1251", "declaration"},
        {"utf-8\" data-charset=\"koi8-r", "KOI8-R", "Рост", "koi8-r", "declaration"},
        {"iso-8859-2", "ISO-8859-2", "łąka", "iso-8859-2", "declaration"},
        {"euc-jp", "CP1251", "Это не японский язык, а русский.", "windows-1251", "statistics"}, /* gainsaid */
        {"big5", "CP1258", "Năm 2020, thu ngân sách tăng", "windows-1258", "statistics"},
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct buffer bytes;
        buffer_init(&bytes);
        buffer_print(&bytes, "<html><meta charset=\"%s\"><p>", pages[i].label);
        append_in(&bytes, pages[i].in, pages[i].word);
        struct charset_text text = decoding_read(*state, bytes.bytes, bytes.length);
        if (strcmp(text.encoding, pages[i].encoding) || strcmp(text.source, pages[i].source))
            fail_msg("%s: %s by %s, %u%% sure", pages[i].label, text.encoding, text.source, text.sure);
        assert_true(!strcmp(text.source, "statistics") || text.sure == 90);
        buffer_done(&bytes);
    }
}

/* ---- long ones, and what is broken ---- */

/* Longer than what uchardet sees and than a piece of what iconv takes, whose ends fall inside characters. */
static void test_long(void **state)
{
    static const char *const in[] = {"GBK", "CP1255", "EUC-JP"};
    static const char *const texts[] = {CHINESE, "בתשעה חודשים גדל הייצור של המחוז והיצוא הגיע ל-350 מיליון. ", JAPANESE};
    for (size_t i = 0; i < sizeof in / sizeof *in; i++) {
        struct buffer one, bytes;
        buffer_init(&one);
        buffer_init(&bytes);
        append_in(&one, in[i], texts[i]);
        size_t times = 3 * CHARSET_GUESSED_WITHIN / one.length;
        for (size_t n = 0; n < times; n++)
            buffer_append(&bytes, one.bytes, one.length);
        struct charset_text text = decoding_read(*state, bytes.bytes, bytes.length);
        assert_text(&text, texts[i], times);
        assert_int_equal(text.replaced, 0);
        buffer_done(&one);
        buffer_done(&bytes);
    }
}

static void test_broken(void **state)
{
    struct buffer bytes;
    buffer_init(&bytes);
    append_in(&bytes, "GBK", CHINESE);
    size_t whole = bytes.length;
    buffer_append(&bytes, "\xFF", 1);
    append_in(&bytes, "GBK", CHINESE);
    buffer_append(&bytes, "\0", 1);
    append_in(&bytes, "GBK", CHINESE);
    bytes.length--; /* cut inside its last character */
    struct charset_text text = decoding_read(*state, bytes.bytes, bytes.length);
    assert_string_equal(text.encoding, "gb18030");
    assert_int_equal(text.replaced, 3);
    size_t length = strlen(CHINESE);
    assert_memory_equal(text.bytes, CHINESE "\xEF\xBF\xBD" CHINESE "\xEF\xBF\xBD", 2 * (length + 3));
    assert_memory_equal(text.bytes + text.length - 3, "\xEF\xBF\xBD", 3);
    bytes.length = whole;
    for (size_t i = 0; i < 5000; i++)
        buffer_append(&bytes, "\xFF", 1);
    text = decoding_read(*state, bytes.bytes, bytes.length); /* begins as one, and is none */
    assert_string_equal(text.encoding, "windows-1252");
    assert_true(text.sure <= 20);
    buffer_done(&bytes);
}

static void test_refuses(void **state)
{
    struct buffer bytes;
    struct charset_text text = {.length = 4711};
    struct ind_fault fault = {0};
    struct arena small;
    buffer_init(&bytes);
    append_in(&bytes, "GBK", CHINESE);
    size_t at = bytes.length;
    arena_init(&small, 64);
    assert_int_equal(charset_read(&small, bytes.bytes, bytes.length, &text, &fault), IND_E_LIMIT);
    buffer_append(&bytes, "\1\2\3\4\5", 5);
    assert_int_equal(charset_read(*state, bytes.bytes, bytes.length, &text, &fault), IND_E_NOT_TEXT);
    assert_int_equal(fault.at, at);
    assert_int_equal(text.length, 4711);
    arena_done(&small);
    buffer_done(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_found, decoding_set_up, decoding_tear_down),
        cmocka_unit_test_setup_teardown(test_too_little, decoding_set_up, decoding_tear_down),
        cmocka_unit_test_setup_teardown(test_declared, decoding_set_up, decoding_tear_down),
        cmocka_unit_test_setup_teardown(test_long, decoding_set_up, decoding_tear_down),
        cmocka_unit_test_setup_teardown(test_broken, decoding_set_up, decoding_tear_down),
        cmocka_unit_test_setup_teardown(test_refuses, decoding_set_up, decoding_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
