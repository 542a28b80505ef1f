/* The encodings of other languages: which of them bytes are in where nothing Vietnamese fits, by what the page declares
 * or by what uchardet makes of them, and their text by iconv. Not for Vietnamese (charset weighs that itself, and
 * better). Both libraries take memory of their own, some hundred KiB that are given back before the call ends
 * (uchardet, of C++, ends the process where there is none); iconv reads the C library's tables from disk the first
 * time. Any thread. */
#ifndef TEXT_CHARSET_FOREIGN_H
#define TEXT_CHARSET_FOREIGN_H

#include "daemon/text/charset.h"

/* uchardet sees no more than these bytes, from the first outside ASCII on. */
#define CHARSET_GUESSED_WITHIN ((size_t)32 << 10)

/* Fills in *text where the bytes are in such an encoding, nearly all of them; leaves it alone where they are not, or
 * where they are too few to tell. True in *ret_found where they are. Errors as charset_read. Linear. */
int charset_foreign(struct arena *arena, const char *bytes, size_t length, struct charset_text *text, bool *ret_found,
                    struct ind_fault *fault);

#endif
