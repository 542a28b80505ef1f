/* UTF-8 into the encodings that articles come in, as converters do it: what an encoding lacks is written as what comes
 * nearest. Not the tables of daemon/text turned round: VISCII, TCVN and Windows-1258 are glibc's, VNI is written by its
 * rule. Allocation failures end the test. */
#ifndef TESTS_FORMS_ENCODE_H
#define TESTS_FORMS_ENCODE_H

#include "daemon/base/buffer.h"

enum encoding {
    ENCODING_UTF_8_BOM,
    ENCODING_NFD,
    ENCODING_UTF_16LE,
    ENCODING_UTF_16BE,
    ENCODING_UTF_16LE_BOM,
    ENCODING_UTF_16BE_BOM,
    ENCODING_WINDOWS_1258,
    ENCODING_TCVN3,
    ENCODING_VNI,
    ENCODING_VISCII,
    ENCODING_MOJIBAKE,       /* UTF-8 taken for Windows-1252 */
    ENCODING_MOJIBAKE_TWICE,
    ENCODING_TCVN3_IN_UTF_8, /* TCVN3 taken for Windows-1252 */
    ENCODING_VNI_IN_UTF_8,
    ENCODING_COUNT
};

extern const char *const encoding_names[ENCODING_COUNT]; /* as the article message has them */

/* The text that the encoding can say: signs that it lacks as ASCII ("m²" as "m2"), and for TCVN3 small letters for capitals
 * with tones, but in words that are capitals all over. Composed. */
void encoding_prepare(enum encoding encoding, const char *text, struct buffer *ret_text);

/* A prepared text in the encoding. */
void encoding_write(enum encoding encoding, const char *text, struct buffer *ret_bytes);

#endif
