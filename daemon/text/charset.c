/* The order of belief: a byte order mark, what UTF-16 looks like, valid UTF-8, a declaration that the text bears out,
 * of the old Vietnamese encodings the one under which most words are syllables, and last what other languages are in.
 */
#include "daemon/text/charset.h"

#include <utf8proc.h>

#include "daemon/text/charset_declared.h"
#include "daemon/text/charset_foreign.h"
#include "daemon/text/charset_parts.h"
#include "daemon/text/charset_weigh.h"

#define DECLARED_SURE 90
#define DECLARED_UNTOLD 50 /* no word bears it out or gainsays it */
#define UTF_16_SURE 95
#define LEFT_OVER_SURE 20 /* Windows-1252, because nothing else fits */
#define FITS_LEAST 70     /* percent of the words */
#define WORDS_LEAST 3     /* "m²" and "km²" are syllables under one table or another */

struct bytes {
    const char *at;
    size_t length;
};

/* ---- UTF-8 ---- */

struct utf8_scan {
    size_t sequences; /* characters of more than a byte */
    size_t bad;       /* bytes that are no UTF-8 */
    bool controls;    /* some byte needs a look: NULs, controls */
};

static struct utf8_scan scan_utf8(struct bytes bytes)
{
    const unsigned char *at = (const unsigned char *)bytes.at, *end = at + bytes.length;
    struct utf8_scan scan = {0};
    while (at < end) {
        int32_t code;
        if (*at < 0x80) {
            scan.controls |= *at < '\b';
            at++;
            continue;
        }
        utf8proc_ssize_t taken = utf8proc_iterate(at, end - at, &code);
        scan.sequences += taken > 0;
        scan.bad += taken <= 0;
        at += taken > 0 ? taken : 1;
    }
    return scan;
}

static uint32_t percent(size_t part, size_t rest)
{
    return (uint32_t)(part * 100 / (part + rest + 1));
}

static int in_unicode(struct arena *arena, struct bytes bytes, enum charset_form form, struct charset_text *text,
                      struct ind_fault *fault)
{
    static const char *const names[] = {
        [CHARSET_UTF_8] = "utf-8", [CHARSET_UTF_16LE] = "utf-16le", [CHARSET_UTF_16BE] = "utf-16be"};
    const struct charset_decoder decoder = {.form = form};
    TRY(charset_decode(arena, &decoder, bytes.at, bytes.length, text, fault));
    text->encoding = names[form];
    return 0;
}

/* Bytes that are valid, or nearly so. */
static int in_utf8(struct arena *arena, struct bytes bytes, struct utf8_scan scan, const char *source,
                   struct charset_text *text, struct ind_fault *fault)
{
    text->source = source;
    text->sure = scan.bad ? percent(scan.sequences, scan.bad) : 100;
    if (scan.bad || scan.controls)
        return in_unicode(arena, bytes, CHARSET_UTF_8, text, fault);
    text->bytes = bytes.at;
    text->length = (uint32_t)bytes.length;
    text->encoding = "utf-8";
    text->in_place = true;
    return scan.sequences ? charset_unwrap(arena, text, fault) : 0;
}

/* ---- UTF-16 ---- */

static bool has_bom(struct bytes bytes, const char *bom, size_t length)
{
    return bytes.length >= length && !memcmp(bytes.at, bom, length);
}

static struct bytes behind(struct bytes bytes, size_t length)
{
    return (struct bytes){bytes.at + length, bytes.length - length};
}

/* Without a mark: at least a quarter of the units have a zero in one half, and few have one in the other
 * (combining marks do: U+0300). */
static bool looks_utf16(struct bytes bytes, enum charset_form *ret_form)
{
    size_t zeros[2] = {0}, units = bytes.length / 2;
    for (size_t i = 0; i < 2 * units; i++)
        zeros[i & 1] += !bytes.at[i];
    *ret_form = zeros[0] < zeros[1] ? CHARSET_UTF_16LE : CHARSET_UTF_16BE;
    size_t most = zeros[0] > zeros[1] ? zeros[0] : zeros[1], least = zeros[0] + zeros[1] - most;
    return units >= 4 && most * 4 >= units && least * 8 <= most;
}

/* ---- tables ---- */

/* Enough different words under this table and most of them syllables; fewer do where Windows-1252 tears words apart. */
static bool fits(struct charset_weight weight, uint32_t words)
{
    return weight.good >= words && weight.good * 100 >= FITS_LEAST * (weight.good + weight.bad);
}

const struct charset_table *charset_best(const char *bytes, size_t length, uint32_t words, uint32_t *ret_sure)
{
    const struct charset_table *best = NULL;
    struct charset_weight most = {0};
    for (int i = 0; i < CHARSET_VIETNAMESE; i++) {
        struct charset_weight weight = charset_weigh(&charset_tables[i], bytes, length);
        uint64_t all = weight.good + weight.bad, best_all = most.good + most.bad;
        if (!fits(weight, words) || (best && weight.good * best_all <= most.good * all))
            continue;
        best = &charset_tables[i];
        most = weight;
    }
    if (best)
        *ret_sure = charset_weight_percent(most);
    return best;
}

static bool declared(struct bytes bytes, const struct charset_table **ret_table, uint32_t *ret_sure)
{
    enum charset_number number = charset_declared(bytes.at, bytes.length);
    if (number == CHARSET_TABLES)
        return false;
    struct charset_weight weight = charset_weigh(&charset_tables[number], bytes.at, bytes.length);
    if (weight.bad > weight.good)
        return false;
    *ret_table = &charset_tables[number];
    *ret_sure = charset_weight_percent(weight) > DECLARED_SURE ? charset_weight_percent(weight)
                : weight.good                                  ? DECLARED_SURE
                                                               : DECLARED_UNTOLD;
    return true;
}

static int in_table(struct arena *arena, struct bytes bytes, struct charset_text *text, struct ind_fault *fault)
{
    struct charset_decoder decoder = {.table = NULL};
    struct charset_weight western = charset_weigh(&charset_tables[CHARSET_WINDOWS_1252], bytes.at, bytes.length);
    text->source = CHARSET_BY_DECLARATION;
    if (!declared(bytes, &decoder.table, &text->sure)) {
        text->source = CHARSET_BY_STATISTICS;
        decoder.table = charset_best(bytes.at, bytes.length, western.torn ? 1 : WORDS_LEAST, &text->sure);
    }
    bool foreign = false;
    if (!decoder.table)
        TRY(charset_foreign(arena, bytes.at, bytes.length, text, &foreign, fault));
    if (foreign)
        return 0;
    if (!decoder.table) {
        decoder.table = &charset_tables[CHARSET_WINDOWS_1252];
        text->sure = LEFT_OVER_SURE;
    }
    text->encoding = decoder.table->name;
    return charset_decode(arena, &decoder, bytes.at, bytes.length, text, fault);
}

static int read_marked(struct arena *arena, struct bytes bytes, struct charset_text *text, struct ind_fault *fault)
{
    text->source = CHARSET_BY_BOM;
    text->sure = 100;
    if (has_bom(bytes, "\xFF\xFE", 2))
        return in_unicode(arena, behind(bytes, 2), CHARSET_UTF_16LE, text, fault);
    if (has_bom(bytes, "\xFE\xFF", 2))
        return in_unicode(arena, behind(bytes, 2), CHARSET_UTF_16BE, text, fault);
    return in_utf8(arena, bytes, scan_utf8(bytes), CHARSET_BY_BOM, text, fault);
}

static int read_unmarked(struct arena *arena, struct bytes bytes, struct charset_text *text, struct ind_fault *fault)
{
    enum charset_form form;
    struct utf8_scan scan = scan_utf8(bytes);
    if (scan.controls && looks_utf16(bytes, &form)) {
        text->source = CHARSET_BY_CONTENT;
        text->sure = UTF_16_SURE;
        return in_unicode(arena, bytes, form, text, fault);
    }
    if (scan.bad <= scan.sequences)
        return in_utf8(arena, bytes, scan, CHARSET_BY_CONTENT, text, fault);
    return in_table(arena, bytes, text, fault);
}

int charset_read(struct arena *arena, const char *bytes, size_t length, struct charset_text *ret_text,
                 struct ind_fault *fault)
{
    struct charset_text text = {0};
    const struct bytes all = {bytes, length};
    if (length > INT32_MAX)
        return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE, "%zu bytes are too many for one text", length);
    bool marked = has_bom(all, "\xFF\xFE", 2) || has_bom(all, "\xFE\xFF", 2) || has_bom(all, "\xEF\xBB\xBF", 3);
    TRY(marked ? read_marked(arena, all, &text, fault) : read_unmarked(arena, all, &text, fault));
    *ret_text = text;
    return 0;
}
