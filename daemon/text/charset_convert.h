/* Bytes in an encoding of the C library's to UTF-8, by iconv. Not for finding which one (charset_foreign), nor for
 * those that the house has tables of. Any thread. */
#ifndef TEXT_CHARSET_CONVERT_H
#define TEXT_CHARSET_CONVERT_H

#include "daemon/text/charset_parts.h"

/* Fills in bytes, length and replaced of ret_text and what *ret_tally counts; `name` is as iconv has it, of an encoding
 * whose ASCII bytes are ASCII. Bytes that are no character, and NULs, stand as U+FFFD. Gives up where more than a few
 * characters in a hundred are none: then ret_tally->bad is all that counts, and ret_text empty; likewise where the C
 * library lacks the encoding. Errors: IND_E_LIMIT. Linear. */
int charset_convert(struct arena *arena, const char *name, const char *bytes, size_t length,
                    struct charset_text *ret_text, struct charset_tally *ret_tally, struct ind_fault *fault);

#endif
