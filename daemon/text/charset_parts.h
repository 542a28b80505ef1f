/* What the files of charset share: decoding by any table, and taking back a decoding that was wrong. Not for the rest
 * of the house. Pure; any thread. */
#ifndef TEXT_CHARSET_PARTS_H
#define TEXT_CHARSET_PARTS_H

#include "daemon/text/charset.h"
#include "daemon/text/charset_tables.h"

/* A table, or with NULL one of Unicode's forms. */
enum charset_form { CHARSET_UTF_8, CHARSET_UTF_16LE, CHARSET_UTF_16BE };

struct charset_decoder {
    const struct charset_table *table;
    enum charset_form form;
};

/* Decodes what stands at `at` (left > 0) and returns the bytes taken; CHARSET_BAD for what is no character. */
uint32_t charset_step(const struct charset_decoder *decoder, const unsigned char *at, size_t left,
                      struct charset_codes *ret_codes);

/* What decoding gave, and what in it is no text. */
struct charset_tally {
    size_t length; /* of the UTF-8 */
    size_t codes;
    size_t controls; /* with NULs */
    size_t bad;      /* characters that are none */
    size_t replaced; /* the bytes of NULs and those */
    size_t first;    /* the first of all these, by its offset */
};

/* Form feeds, escapes, backspaces and old ends of files are in texts. */
static inline bool charset_is_control(int32_t code)
{
    return code >= 0 && code < 0x20 && !(code >= '\b' && code <= '\r') && code != 0x1A && code != 0x1B;
}

/* IND_E_NOT_TEXT where there is too much of it. */
int charset_check_text(const struct charset_tally *tally, const char *bytes, struct ind_fault *fault);

/* Fills in bytes, length and replaced of ret_text. Errors as charset_read. */
int charset_decode(struct arena *arena, const struct charset_decoder *decoder, const char *bytes, size_t length,
                   struct charset_text *ret_text, struct ind_fault *fault);

/* Valid UTF-8 whose characters outside ASCII are bytes that were taken for Windows-1252: the text that they are in
 * truth, with encoding, source, sure and replaced. Leaves *text alone where they are not. Errors: IND_E_LIMIT. */
int charset_unwrap(struct arena *arena, struct charset_text *text, struct ind_fault *fault);

/* The Vietnamese table under which the bytes read best, and its weight; NULL where none does well enough. `words` is
 * how many different words must be good. */
const struct charset_table *charset_best(const char *bytes, size_t length, uint32_t words, uint32_t *ret_sure);

/* Capitals that the ABC fonts have no bytes for: a small letter among capitals becomes one, in place. */
void charset_capitals(char *bytes, uint32_t length);

#endif
