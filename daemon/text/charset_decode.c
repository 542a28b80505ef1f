/* One loop for all encodings: once to measure and to tell text from other data, once to write. */
#include <utf8proc.h>

#include "daemon/text/charset_parts.h"
#include "daemon/text/utf8.h"

#define REPLACEMENT 0xFFFD

static uint32_t step_utf8(const unsigned char *at, size_t left, int32_t *ret_code)
{
    utf8proc_ssize_t taken = utf8proc_iterate(at, (utf8proc_ssize_t)left, ret_code);
    if (taken > 0)
        return (uint32_t)taken;
    *ret_code = CHARSET_BAD;
    return 1;
}

static int32_t unit(const unsigned char *at, bool big)
{
    return big ? at[0] << 8 | at[1] : at[1] << 8 | at[0];
}

static uint32_t step_utf16(const unsigned char *at, size_t left, bool big, int32_t *ret_code)
{
    *ret_code = CHARSET_BAD;
    if (left < 2)
        return 1;
    int32_t first = unit(at, big);
    if (first < 0xD800 || first > 0xDFFF) {
        *ret_code = first;
        return 2;
    }
    int32_t second = left < 4 ? 0 : unit(at + 2, big);
    if (first > 0xDBFF || second < 0xDC00 || second > 0xDFFF)
        return 2;
    *ret_code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    return 4;
}

uint32_t charset_step(const struct charset_decoder *decoder, const unsigned char *at, size_t left,
                      struct charset_codes *ret_codes)
{
    if (decoder->table)
        return charset_table_step(decoder->table, at, left, ret_codes);
    ret_codes->count = 1;
    if (decoder->form == CHARSET_UTF_8)
        return step_utf8(at, left, &ret_codes->codes[0]);
    return step_utf16(at, left, decoder->form == CHARSET_UTF_16BE, &ret_codes->codes[0]);
}

/* Writes nothing where `out` is NULL. */
static void run(const struct charset_decoder *decoder, const char *bytes, size_t length, char *out,
                struct charset_tally *tally)
{
    const unsigned char *from = (const unsigned char *)bytes;
    for (size_t at = 0; at < length;) {
        struct charset_codes codes;
        char scratch[4];
        uint32_t taken = charset_step(decoder, from + at, length - at, &codes);
        int32_t code = codes.codes[0];
        if (code == CHARSET_BAD || charset_is_control(code)) {
            if (!tally->controls && !tally->bad)
                tally->first = at;
            tally->bad += code == CHARSET_BAD;
            tally->controls += code != CHARSET_BAD;
            tally->replaced += code <= 0 ? taken : 0;
            codes.codes[0] = code <= 0 ? REPLACEMENT : code;
        }
        for (uint32_t i = 0; i < codes.count; i++)
            tally->length += utf8_encode((uint32_t)codes.codes[i], out ? out + tally->length : scratch);
        tally->codes += codes.count;
        at += taken;
    }
}

int charset_check_text(const struct charset_tally *tally, const char *bytes, struct ind_fault *fault)
{
    if (tally->controls <= tally->codes / 32 && tally->bad <= tally->codes / 2)
        return 0;
    unsigned byte = (unsigned char)bytes[tally->first];
    return byte
               ? fault_set(fault, IND_E_NOT_TEXT, tally->first, "it is no text: byte 0x%02X at offset %zu and %zu more",
                           byte, tally->first, tally->controls + tally->bad - 1)
               : fault_set(fault, IND_E_NOT_TEXT, tally->first, "it is no text: a NUL byte at offset %zu and %zu more",
                           tally->first, tally->controls + tally->bad - 1);
}

int charset_decode(struct arena *arena, const struct charset_decoder *decoder, const char *bytes, size_t length,
                   struct charset_text *ret_text, struct ind_fault *fault)
{
    struct charset_tally measured = {0}, written = {0};
    run(decoder, bytes, length, NULL, &measured);
    TRY(charset_check_text(&measured, bytes, fault));
    char *out = measured.length <= INT32_MAX ? arena_raw(arena, measured.length + 1) : NULL;
    if (!out)
        return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE, "the text needs more than %zu bytes of memory",
                         arena->limit);
    run(decoder, bytes, length, out, &written);
    if (decoder->table == &charset_tables[CHARSET_TCVN3])
        charset_capitals(out, (uint32_t)written.length);
    ret_text->bytes = out;
    ret_text->length = (uint32_t)written.length;
    ret_text->replaced = written.replaced;
    return 0;
}
