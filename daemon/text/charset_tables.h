/* The encodings of one byte a character (and VNI's base with a mark) as tables: what Vietnamese was written in before
 * Unicode, and Windows-1252. Not for deciding which of them a text is in (charset). Pure; any thread. */
#ifndef TEXT_CHARSET_TABLES_H
#define TEXT_CHARSET_TABLES_H

#include <stddef.h>
#include <stdint.h>

enum charset_number {
    CHARSET_WINDOWS_1258,
    CHARSET_TCVN3,
    CHARSET_VNI,
    CHARSET_VISCII,
    CHARSET_VIETNAMESE, /* how many of them there are */
    CHARSET_WINDOWS_1252 = CHARSET_VIETNAMESE,
    CHARSET_TABLES
};

/* A byte that adds one or two combining marks to the letter before it, where that is one of `bases` (capitals stand for
 * both cases). */
struct charset_mark {
    unsigned char byte;
    const char *bases;
    uint16_t codes[2];
};

struct charset_table {
    const char *name;
    const char *in_utf8; /* its name where its bytes were taken for Windows-1252 and written as UTF-8 */
    const uint16_t *high; /* characters of the bytes from 0x80 on; 0: none */
    const uint16_t *low;  /* of those below 0x20 that are no controls, else 0; NULL: none */
    const struct charset_mark *marks; /* ends with byte 0; NULL: none */
};

extern const struct charset_table charset_tables[CHARSET_TABLES];

#define CHARSET_BAD (-1) /* no character */

/* What one step of decoding gives: a character and the marks on it. */
struct charset_codes {
    int32_t codes[3];
    uint32_t count;
};

/* Decodes what stands at `at` (left > 0) and returns the bytes taken. */
uint32_t charset_table_step(const struct charset_table *table, const unsigned char *at, size_t left,
                            struct charset_codes *ret_codes);

/* The byte that a careless decoder reads as this character, whether it took the bytes for Windows-1252 or for Latin-1; -1
 * where there is none. */
int32_t charset_1252_byte(int32_t code);

#endif
