/* Bytes taken for Windows-1252 and written as UTF-8 ("huyá»‡n", "c«ng nghiÖp"): the characters give their bytes back,
 * and those are read anew, as UTF-8 or by a Vietnamese table. */
#include <utf8proc.h>

#include "daemon/text/charset_parts.h"
#include "daemon/text/charset_weigh.h"
#include "daemon/text/utf8.h"

#define WRAPPED_MOST 3 /* so often a text was decoded wrongly */
#define WORDS_LEAST 3
#define TABLE_LEAST 70 /* percent */

/* The bytes that the characters were, and how many characters were none. */
struct bytes_back {
    char *bytes;
    uint32_t length;
    uint32_t mapped; /* characters outside ASCII that are bytes */
    uint32_t others; /* and that are none: they stay as they are */
};

static struct bytes_back count_back(const char *bytes, uint32_t length)
{
    struct bytes_back back = {.length = 0};
    for (uint32_t at = 0; at < length;) {
        uint32_t step = 1;
        if ((unsigned char)bytes[at] >= 0x80) {
            bool mapped = charset_1252_byte((int32_t)utf8_decode(bytes + at, &step)) >= 0;
            back.mapped += mapped;
            back.others += !mapped;
        }
        at += step;
    }
    return back;
}

static void write_back(const char *bytes, uint32_t length, struct bytes_back *back)
{
    for (uint32_t at = 0; at < length;) {
        uint32_t step;
        int32_t byte = charset_1252_byte((int32_t)utf8_decode(bytes + at, &step));
        if (byte >= 0)
            back->bytes[back->length++] = (char)byte;
        else {
            memcpy(back->bytes + back->length, bytes + at, step);
            back->length += step;
        }
        at += step;
    }
}

static bool is_latin(int32_t code)
{
    return (code >= 0xC0 && code < 0x250) || (code >= 0x300 && code < 0x370) || (code >= 0x1E00 && code < 0x1F00);
}

static bool is_sign(int32_t code)
{
    return (code >= 0xA0 && code < 0xC0) || (code >= 0x2010 && code < 0x2045) || code == 0x20AB || code == 0xFEFF;
}

/* "Ã " is à whose second half, a no-break space, became a plain one. */
static bool is_broken_a(const unsigned char *at, size_t left)
{
    return left > 1 && at[0] == 0xC3 && at[1] == ' ';
}

/* How the bytes read as UTF-8: letters and signs as Vietnamese has them against what is no UTF-8 or out of place. */
static struct charset_weight weigh_utf8(const struct bytes_back *back, uint32_t *ret_letters)
{
    const unsigned char *at = (const unsigned char *)back->bytes, *end = at + back->length;
    struct charset_weight weight = {0};
    while (at < end) {
        int32_t code;
        utf8proc_ssize_t taken = utf8proc_iterate(at, end - at, &code);
        bool plain = taken > 0 && code < 0x80;
        bool good = taken > 0 && (is_latin(code) || is_sign(code));
        weight.good += good;
        weight.bad += !plain && !good && !is_broken_a(at, (size_t)(end - at));
        *ret_letters += taken > 0 && is_latin(code);
        at += taken > 0 ? taken : 1;
    }
    return weight;
}

/* Whether the blank behind a broken à was a part of it: what follows ends the syllable, or there is another blank. */
static bool takes_blank(const unsigned char *at, const unsigned char *end)
{
    static const char *const finals[] = {"c", "ch", "m", "n", "ng", "nh", "p", "t", "i", "o", "u", "y"};
    size_t length = 0;
    while (at + length < end && length < 3 && at[length] >= 'a' && at[length] <= 'z')
        length++;
    if (at + length < end && at[length] >= 0x80)
        return false;
    for (size_t i = 0; i < sizeof finals / sizeof *finals; i++)
        if (strlen(finals[i]) == length && !memcmp(finals[i], at, length))
            return true;
    return !length && (at == end || !((*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9')));
}

/* Writes the bytes as the UTF-8 that they are, over the text that they came from, which is nowhere shorter. A byte that
 * is none becomes the character again that it was. */
static uint32_t write_utf8(const struct bytes_back *back, char *out)
{
    const unsigned char *at = (const unsigned char *)back->bytes, *end = at + back->length;
    uint32_t length = 0;
    while (at < end) {
        int32_t code;
        utf8proc_ssize_t taken = utf8proc_iterate(at, end - at, &code);
        if (taken <= 0 && is_broken_a(at, (size_t)(end - at))) {
            code = 0xE0;
            taken = takes_blank(at + 2, end) ? 2 : 1;
        } else if (taken <= 0) {
            struct charset_codes was;
            taken = (utf8proc_ssize_t)charset_table_step(&charset_tables[CHARSET_WINDOWS_1252], at, 1, &was);
            code = was.codes[0] == CHARSET_BAD ? *at : was.codes[0];
        }
        length += utf8_encode((uint32_t)code, out + length);
        at += taken;
    }
    return length;
}

/* True where the bytes were UTF-8. */
static bool take_utf8(const struct bytes_back *back, char *out, struct charset_text *text)
{
    uint32_t letters = 0;
    struct charset_weight weight = weigh_utf8(back, &letters);
    if (!letters || weight.bad * 4 > weight.good)
        return false;
    text->length = write_utf8(back, out);
    text->bytes = out;
    text->encoding = "utf-8-as-windows-1252";
    text->source = CHARSET_BY_STATISTICS;
    text->sure = charset_weight_percent(weight);
    text->in_place = false;
    return true;
}

/* Where they read well by a Vietnamese table, and the text as it stands does not. */
static int take_table(struct arena *arena, const struct bytes_back *back, struct charset_text *text,
                      struct ind_fault *fault)
{
    uint32_t sure;
    const struct charset_table *table =
        back->others ? NULL : charset_best(back->bytes, back->length, WORDS_LEAST, &sure);
    if (!table || sure < TABLE_LEAST ||
        charset_weight_percent(charset_weigh(NULL, text->bytes, text->length)) * 2 > sure)
        return 0;
    const struct charset_decoder decoder = {.table = table};
    TRY(charset_decode(arena, &decoder, back->bytes, back->length, text, fault));
    text->encoding = table->in_utf8;
    text->source = CHARSET_BY_STATISTICS;
    text->sure = sure;
    text->in_place = false;
    return 0;
}

int charset_unwrap(struct arena *arena, struct charset_text *text, struct ind_fault *fault)
{
    for (int i = 0; i < WRAPPED_MOST; i++) {
        struct bytes_back back = count_back(text->bytes, text->length);
        if (!back.mapped || back.others * 9 > back.mapped)
            return 0;
        back.bytes = arena_raw(arena, text->length);
        char *out = arena_raw(arena, text->length);
        if (!back.bytes || !out)
            return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE, "the text needs more than %zu bytes of memory",
                             arena->limit);
        write_back(text->bytes, text->length, &back);
        if (!take_utf8(&back, out, text))
            return take_table(arena, &back, text, fault);
    }
    return 0;
}
