/* iconv takes a text in pieces: measured first, then written. Where it stops, a byte is passed over. */
#include "daemon/text/charset_convert.h"

#include <errno.h>
#include <iconv.h>

#define PIECE 1024
#define ROOM (4 * PIECE) /* of UTF-8: no byte becomes more than four */
#define BAD_FREE 16      /* so many characters may be none at once … */
#define BAD_SHARE 16     /* … and then one of so many */

static const char replacement[] = "\xEF\xBF\xBD";

struct conversion {
    iconv_t converter;
    const char *bytes;
    size_t length, at;
    char *out; /* NULL: it is measured */
    struct charset_tally tally;
};

static void put(struct conversion *conversion, const char *bytes, size_t length)
{
    if (conversion->out)
        memcpy(conversion->out + conversion->tally.length, bytes, length);
    conversion->tally.length += length;
    for (size_t i = 0; i < length; i++)
        conversion->tally.codes += ((unsigned char)bytes[i] & 0xC0) != 0x80;
}

/* What the converter holds back to see whether a mark follows. */
static void put_held(struct conversion *conversion)
{
    char out[ROOM], *to = out;
    size_t room = sizeof out;
    iconv(conversion->converter, NULL, NULL, &to, &room);
    put(conversion, out, (size_t)(to - out));
}

static void pass_over(struct conversion *conversion)
{
    struct charset_tally *tally = &conversion->tally;
    bool control = !conversion->bytes[conversion->at];
    put_held(conversion);
    put(conversion, replacement, strlen(replacement));
    if (!tally->controls && !tally->bad)
        tally->first = conversion->at;
    tally->controls += control;
    tally->bad += !control;
    tally->replaced++;
    conversion->at++;
}

/* Up to the next NUL, at most. Controls are ASCII in all of these. */
static size_t next_piece(const struct conversion *conversion)
{
    size_t left = conversion->length - conversion->at, most = left < PIECE ? left : PIECE;
    const char *from = conversion->bytes + conversion->at, *nul = memchr(from, 0, most);
    return nul ? (size_t)(nul - from) : most;
}

static void count_controls(struct conversion *conversion, size_t length)
{
    struct charset_tally *tally = &conversion->tally;
    for (size_t i = conversion->at; i < conversion->at + length; i++)
        if (charset_is_control((unsigned char)conversion->bytes[i])) {
            if (!tally->controls && !tally->bad)
                tally->first = i;
            tally->controls++;
        }
}

/* A piece may end inside a character, which then begins the next one. */
static void convert_piece(struct conversion *conversion)
{
    char in[PIECE], out[ROOM], *from = in, *to = out;
    size_t length = next_piece(conversion), left = length, room = sizeof out;
    memcpy(in, conversion->bytes + conversion->at, length);
    size_t code = length ? iconv(conversion->converter, &from, &left, &to, &room) : (size_t)-1;
    bool stuck = code == (size_t)-1 && (from == in || errno == EILSEQ);
    count_controls(conversion, (size_t)(from - in));
    put(conversion, out, (size_t)(to - out));
    conversion->at += (size_t)(from - in);
    if (stuck)
        pass_over(conversion);
}

static void convert(struct conversion *conversion, char *out)
{
    conversion->out = out;
    conversion->at = 0;
    conversion->tally = (struct charset_tally){0};
    while (conversion->at < conversion->length &&
           conversion->tally.bad <= BAD_FREE + conversion->tally.codes / BAD_SHARE)
        convert_piece(conversion);
    put_held(conversion);
}

static int write_text(struct arena *arena, struct conversion *conversion, struct charset_text *ret_text,
                      struct ind_fault *fault)
{
    size_t length = conversion->tally.length;
    char *out = length <= INT32_MAX ? arena_raw(arena, length + 1) : NULL;
    if (!out)
        return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE, "the text needs more than %zu bytes of memory",
                         arena->limit);
    convert(conversion, out);
    ret_text->bytes = out;
    ret_text->length = (uint32_t)length;
    ret_text->replaced = conversion->tally.replaced;
    return 0;
}

int charset_convert(struct arena *arena, const char *name, const char *bytes, size_t length,
                    struct charset_text *ret_text, struct charset_tally *ret_tally, struct ind_fault *fault)
{
    struct conversion conversion = {.converter = iconv_open("UTF-8", name), .bytes = bytes, .length = length};
    if (conversion.converter == (iconv_t)-1) {
        ret_tally->bad = length;
        return 0;
    }
    convert(&conversion, NULL);
    int code = conversion.at == length ? write_text(arena, &conversion, ret_text, fault) : 0;
    iconv_close(conversion.converter);
    if (conversion.at < length)
        conversion.tally.bad = length;
    if (!code)
        *ret_tally = conversion.tally;
    return code;
}
