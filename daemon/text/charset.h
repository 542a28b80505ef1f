/* From the bytes of a file to UTF-8: which encoding they are in, how sure that is, and the text. Knows UTF-8, UTF-16
 * and what Vietnamese was written in before: Windows-1258, TCVN3 (ABC fonts), VNI, VISCII; UTF-8 and those that
 * somebody took for Windows-1252 on the way; other languages' encodings, as the page declares or uchardet guesses; and
 * Windows-1252 for whatever fits nothing else. Not for composing or cleaning (text). Pure, but that uchardet and iconv
 * take memory of their own while it runs; any thread. */
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include "daemon/base/arena.h"
#include "daemon/base/error.h"

/* What told the encoding. */
#define CHARSET_BY_CONTENT "content"         /* the bytes are valid in it, or all but a few */
#define CHARSET_BY_BOM "bom"                 /* a byte order mark */
#define CHARSET_BY_DECLARATION                                                                                         \
    "declaration" /* <meta charset> or an XML declaration, and the text does not gainsay it */
#define CHARSET_BY_STATISTICS "statistics"   /* Vietnamese syllables come out, or uchardet said so and it reads */

struct charset_text {
    const char *bytes; /* valid UTF-8 without NULs; the file's own bytes where in_place, else in the arena */
    uint32_t length;
    const char *encoding; /* static, lower case: "utf-8" "utf-16le" "utf-16be" "windows-1258" "tcvn3" "vni" "viscii"
                             "windows-1252"; others as "gb18030" "koi8-r" "iso-8859-2"; "utf-8-as-windows-1252" for
                             UTF-8 that was decoded wrongly once or more;        "tcvn3-in-utf-8" and the like where the
                             legacy bytes were */
    const char *source;   /* static, one of the above */
    uint32_t sure;        /* percent */
    uint64_t replaced;    /* bytes that could not be decoded and stand as U+FFFD; NULs do, too */
    bool in_place;
};

/* Decodes `length` (at most 2^31 - 1) bytes. A byte order mark is left out of a decoded text and stays in one that is
 * in place. Valid UTF-8 is taken for nothing else unless its characters outside ASCII are, nearly all, the bytes of
 * another encoding. Errors: IND_E_NOT_TEXT (more than a thirty-second of its characters are NULs and other controls
 * that no text has, or most of them could not be decoded; fault->at is the first such byte), IND_E_LIMIT (arena full,
 * text too long). Linear in length. */
int charset_read(struct arena *arena, const char *bytes, size_t length, struct charset_text *ret_text,
                 struct ind_fault *fault);

#endif
