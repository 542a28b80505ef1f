/* One character after the other; what is precomposed is taken apart where an encoding needs it. */
#include "tests/forms/encode.h"

#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "daemon/base/check.h"
#include "daemon/text/utf8.h"

const char *const encoding_names[ENCODING_COUNT] = {
    [ENCODING_UTF_8_BOM] = "utf-8",
    [ENCODING_NFD] = "utf-8",
    [ENCODING_UTF_16LE] = "utf-16le",
    [ENCODING_UTF_16BE] = "utf-16be",
    [ENCODING_UTF_16LE_BOM] = "utf-16le",
    [ENCODING_UTF_16BE_BOM] = "utf-16be",
    [ENCODING_WINDOWS_1258] = "windows-1258",
    [ENCODING_TCVN3] = "tcvn3",
    [ENCODING_VNI] = "vni",
    [ENCODING_VISCII] = "viscii",
    [ENCODING_MOJIBAKE] = "utf-8-as-windows-1252",
    [ENCODING_MOJIBAKE_TWICE] = "utf-8-as-windows-1252",
    [ENCODING_TCVN3_IN_UTF_8] = "tcvn3-in-utf-8",
    [ENCODING_VNI_IN_UTF_8] = "vni-in-utf-8",
};

static void put_code(struct buffer *out, uint32_t code)
{
    char bytes[4];
    buffer_append(out, bytes, utf8_encode(code, bytes));
}

static void put_form(struct buffer *out, const char *text, utf8proc_option_t form)
{
    utf8proc_uint8_t *formed = NULL;
    utf8proc_ssize_t length =
        utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)strlen(text), &formed, form | UTF8PROC_STABLE);
    CHECK(length >= 0);
    buffer_append(out, formed, (size_t)length);
    free(formed);
}

/* Bytes by glibc; false for a character that the encoding lacks. */
static bool put_converted(struct buffer *out, const char *encoding, const char *bytes, size_t length)
{
    static struct {
        const char *encoding;
        iconv_t converter;
    } known[8];
    size_t i = 0;
    while (known[i].encoding && strcmp(known[i].encoding, encoding) != 0)
        i++;
    if (!known[i].encoding) {
        known[i].converter = iconv_open(encoding, "UTF-8");
        CHECK(known[i].converter != (iconv_t)-1);
        known[i].encoding = encoding;
    }
    char from_bytes[8], to_bytes[16], *from = from_bytes, *to = to_bytes;
    size_t to_left = sizeof to_bytes;
    CHECK(length <= sizeof from_bytes);
    memcpy(from_bytes, bytes, length);
    iconv(known[i].converter, NULL, NULL, NULL, NULL);
    if (iconv(known[i].converter, &from, &length, &to, &to_left) == (size_t)-1)
        return false;
    iconv(known[i].converter, NULL, NULL, &to, &to_left);
    buffer_append(out, to_bytes, (size_t)(to - to_bytes));
    return true;
}

/* --- what an encoding can say ----------------------------------------------------------------------------------------- */

static const struct {
    uint32_t code;
    const char *instead;
} instead[] = {
    {0x2018, "'"}, {0x2019, "'"}, {0x201C, "\""}, {0x201D, "\""}, {0x2013, "-"}, {0x2014, "-"},  {0x2026, "..."},
    {0xB2, "2"},   {0xB3, "3"},   {0x2022, "-"},  {0x2030, " phần nghìn"}, {0xB0, " độ "}, {0xA0, " "},
};

static const char *single_byte(enum encoding encoding)
{
    switch (encoding) {
    case ENCODING_WINDOWS_1258: return "CP1258";
    case ENCODING_VISCII: return "VISCII";
    case ENCODING_TCVN3: case ENCODING_TCVN3_IN_UTF_8: return "TCVN5712-1";
    case ENCODING_VNI: case ENCODING_VNI_IN_UTF_8: return "CP1252";
    default: return NULL;
    }
}

static bool is_letter(uint32_t code)
{
    utf8proc_category_t category = utf8proc_category((int32_t)code);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL;
}

/* VISCII has every letter of Vietnamese and no other; of the rest the fonts have what Windows-1252 has, TCVN3 only what
 * stands below its letters there. */
static bool can_say(enum encoding encoding, const char *bytes, uint32_t length)
{
    struct buffer scratch;
    buffer_init(&scratch);
    uint32_t code = utf8_decode(bytes, &length);
    bool tcvn3 = encoding == ENCODING_TCVN3 || encoding == ENCODING_TCVN3_IN_UTF_8;
    bool font = tcvn3 || encoding == ENCODING_VNI || encoding == ENCODING_VNI_IN_UTF_8;
    bool can = code < 0x80 || put_converted(&scratch, font ? is_letter(code) ? "VISCII" : "CP1252" : single_byte(encoding),
                                            bytes, length);
    if (can && tcvn3 && !is_letter(code) && code >= 0x80)
        can = (unsigned char)scratch.bytes[0] < 0xA0;
    buffer_done(&scratch);
    return can;
}

static void put_instead(struct buffer *out, uint32_t code)
{
    for (size_t i = 0; i < sizeof instead / sizeof *instead; i++)
        if (instead[i].code == code) {
            buffer_text(out, instead[i].instead);
            return;
        }
    buffer_byte(out, '-');
}

static bool has_tone(uint32_t code)
{
    int32_t parts[4];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((int32_t)code, parts, 4, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &boundary);
    for (utf8proc_ssize_t i = 1; i < count; i++)
        if (parts[i] == 0x300 || parts[i] == 0x301 || parts[i] == 0x303 || parts[i] == 0x309 || parts[i] == 0x323)
            return true;
    return false;
}

/* Capitals without a tone among the letters at `at`; 0 where there is a small one. */
static uint32_t plain_capitals(const char *at)
{
    uint32_t capitals = 0, step;
    for (;; at += step) {
        uint32_t code = utf8_decode(at, &step);
        if (!is_letter(code))
            return capitals;
        if (utf8proc_category((int32_t)code) == UTF8PROC_CATEGORY_LL)
            return 0;
        capitals += !has_tone(code);
    }
}

/* What .VnTime shows of it, and its reader makes of that. */
static void lower_for_tcvn3(const char *text, struct buffer *out)
{
    bool inside = false, whole = false;
    for (const char *at = text; *at;) {
        uint32_t step, code = utf8_decode(at, &step);
        if (is_letter(code) && !inside)
            whole = plain_capitals(at) > 1;
        inside = is_letter(code);
        put_code(out, inside && has_tone(code) && !whole ? (uint32_t)utf8proc_tolower((int32_t)code) : code);
        at += step;
    }
}

void encoding_prepare(enum encoding encoding, const char *text, struct buffer *ret_text)
{
    struct buffer composed, said;
    buffer_init(&composed);
    buffer_init(&said);
    put_form(&composed, text, UTF8PROC_COMPOSE);
    const char *at = buffer_string(&composed);
    while (*at) {
        uint32_t step, code = utf8_decode(at, &step);
        if (!single_byte(encoding) || can_say(encoding, at, step))
            buffer_append(&said, at, step);
        else
            put_instead(&said, code);
        at += step;
    }
    if (encoding == ENCODING_TCVN3 || encoding == ENCODING_TCVN3_IN_UTF_8)
        lower_for_tcvn3(buffer_string(&said), ret_text);
    else
        buffer_append(ret_text, said.bytes, said.length);
    buffer_done(&composed);
    buffer_done(&said);
}

/* --- writing ---------------------------------------------------------------------------------------------------------- */

static void put_utf16(struct buffer *out, const char *text, bool big)
{
    for (const char *at = text; *at;) {
        uint32_t step, code = utf8_decode(at, &step);
        uint32_t units[2] = {code, 0}, count = 1;
        if (code > 0xFFFF) {
            units[0] = 0xD800 + ((code - 0x10000) >> 10);
            units[1] = 0xDC00 + ((code - 0x10000) & 0x3FF);
            count = 2;
        }
        for (uint32_t i = 0; i < count; i++) {
            buffer_byte(out, (char)(big ? units[i] >> 8 : units[i] & 0xFF));
            buffer_byte(out, (char)(big ? units[i] & 0xFF : units[i] >> 8));
        }
        at += step;
    }
}

/* Capitals with tones have no bytes in the fonts. */
static void put_tcvn3(struct buffer *out, const char *text)
{
    for (const char *at = text; *at;) {
        uint32_t step, code = utf8_decode(at, &step);
        char small[4];
        uint32_t length = utf8_encode(has_tone(code) ? (uint32_t)utf8proc_tolower((int32_t)code) : code, small);
        CHECK(put_converted(out, is_letter(code) || code < 0x80 ? "TCVN5712-1" : "CP1252", small, length));
        at += step;
    }
}

/* The marks of VNI by what they stand for; a capital's are 0x20 less. */
static unsigned char vni_mark(int32_t shape, int32_t tone)
{
    static const int32_t tones[] = {0, 0x301, 0x300, 0x309, 0x303, 0x323};
    static const unsigned char plain[] = {0, 0xF9, 0xF8, 0xFB, 0xF5, 0xEF}, roof[] = {0xE2, 0xE1, 0xE0, 0xE5, 0xE3, 0xE4},
                               bowl[] = {0xEA, 0xE9, 0xE8, 0xFA, 0xFC, 0xEB};
    size_t i = 0;
    while (tones[i] != tone)
        i++;
    return shape == 0x302 ? roof[i] : shape == 0x306 ? bowl[i] : plain[i];
}

/* Letters with a byte of their own. */
static unsigned char vni_letter(int32_t small)
{
    static const struct {
        int32_t code;
        unsigned char byte;
    } letters[] = {{0xED, 0xED},   {0xEC, 0xEC},   {0x1EC9, 0xE6}, {0x129, 0xF3},
                   {0x1ECB, 0xF2}, {0x1EF5, 0xEE}, {0x111, 0xF1}};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].code == small)
            return letters[i].byte;
    return 0;
}

static void put_vni_letter(struct buffer *out, uint32_t code)
{
    int32_t parts[4], small = utf8proc_tolower((int32_t)code), shape = 0, tone = 0;
    int boundary = 0;
    unsigned char less = small == (int32_t)code ? 0 : 0x20, own = vni_letter(small);
    if (own) {
        buffer_byte(out, (char)(own - less));
        return;
    }
    utf8proc_ssize_t count = utf8proc_decompose_char(small, parts, 4, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &boundary);
    for (utf8proc_ssize_t i = 1; i < count; i++)
        *(parts[i] == 0x302 || parts[i] == 0x306 || parts[i] == 0x31B ? &shape : &tone) = parts[i];
    unsigned char mark = vni_mark(shape, tone);
    buffer_byte(out, shape == 0x31B ? (char)((parts[0] == 'o' ? 0xF4 : 0xF6) - less) : (char)(parts[0] - less));
    if (mark)
        buffer_byte(out, (char)(mark - less));
}

static void put_vni(struct buffer *out, const char *text)
{
    for (const char *at = text; *at;) {
        uint32_t step, code = utf8_decode(at, &step);
        if (is_letter(code) && code >= 0x80)
            put_vni_letter(out, code);
        else
            CHECK(put_converted(out, "CP1252", at, step));
        at += step;
    }
}

/* Bytes taken for Windows-1252; those that it lacks become controls, as browsers have it. */
static void put_as_1252(struct buffer *out, const struct buffer *bytes)
{
    for (size_t i = 0; i < bytes->length; i++) {
        unsigned char byte = (unsigned char)bytes->bytes[i];
        static const uint16_t high[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
                                          0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                          0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
        put_code(out, byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte);
    }
}

static void put_wrapped(struct buffer *out, enum encoding inner, const char *text, int times)
{
    struct buffer bytes, wrapped;
    buffer_init(&bytes);
    if (inner == ENCODING_COUNT)
        buffer_text(&bytes, text);
    else
        encoding_write(inner, text, &bytes);
    for (int i = 0; i < times; i++) {
        buffer_init(&wrapped);
        put_as_1252(&wrapped, &bytes);
        buffer_done(&bytes);
        bytes = wrapped;
    }
    buffer_append(out, bytes.bytes, bytes.length);
    buffer_done(&bytes);
}

static void put_glibc(struct buffer *out, const char *encoding, const char *text)
{
    for (const char *at = text; *at;) {
        uint32_t step;
        utf8_decode(at, &step);
        CHECK(put_converted(out, encoding, at, step));
        at += step;
    }
}

void encoding_write(enum encoding encoding, const char *text, struct buffer *ret_bytes)
{
    switch (encoding) {
    case ENCODING_UTF_8_BOM:
        buffer_text(ret_bytes, "\xEF\xBB\xBF");
        buffer_text(ret_bytes, text);
        return;
    case ENCODING_NFD: put_form(ret_bytes, text, UTF8PROC_DECOMPOSE); return;
    case ENCODING_UTF_16LE_BOM: buffer_text(ret_bytes, "\xFF\xFE"); /* fall through */
    case ENCODING_UTF_16LE: put_utf16(ret_bytes, text, false); return;
    case ENCODING_UTF_16BE_BOM: buffer_text(ret_bytes, "\xFE\xFF"); /* fall through */
    case ENCODING_UTF_16BE: put_utf16(ret_bytes, text, true); return;
    case ENCODING_WINDOWS_1258: case ENCODING_VISCII: put_glibc(ret_bytes, single_byte(encoding), text); return;
    case ENCODING_TCVN3: put_tcvn3(ret_bytes, text); return;
    case ENCODING_VNI: put_vni(ret_bytes, text); return;
    case ENCODING_MOJIBAKE: put_wrapped(ret_bytes, ENCODING_COUNT, text, 1); return;
    case ENCODING_MOJIBAKE_TWICE: put_wrapped(ret_bytes, ENCODING_COUNT, text, 2); return;
    case ENCODING_TCVN3_IN_UTF_8: put_wrapped(ret_bytes, ENCODING_TCVN3, text, 1); return;
    case ENCODING_VNI_IN_UTF_8: put_wrapped(ret_bytes, ENCODING_VNI, text, 1); return;
    case ENCODING_COUNT: break;
    }
    check_failed("no such encoding", __FILE__, __LINE__);
}
