/* "TæNG" is TỔNG as converters write it into TCVN3: two capitals or more and no small letter of ASCII make the others
 * capitals. A capital and a small letter ("Hà") may be either, and stay. */
#include "daemon/text/charset_parts.h"

#include <utf8proc.h>

#include "daemon/text/utf8.h"

struct word {
    uint32_t start, end;
    uint32_t capitals, smalls; /* of ASCII, and capitals outside it */
};

/* The next run of letters from `at` on. */
static struct word next_word(const char *bytes, uint32_t length, uint32_t at)
{
    struct word word = {.start = at, .end = at};
    while (at < length) {
        uint32_t step;
        int32_t code = (int32_t)utf8_decode(bytes + at, &step);
        utf8proc_category_t category = code < 0x80 ? UTF8PROC_CATEGORY_CN : utf8proc_category(code);
        bool capital = (code >= 'A' && code <= 'Z') || category == UTF8PROC_CATEGORY_LU;
        bool small = code >= 'a' && code <= 'z';
        at += step;
        if (!capital && !small && category != UTF8PROC_CATEGORY_LL) {
            if (word.end > word.start)
                return word;
            word.start = word.end = at;
            continue;
        }
        word.capitals += capital;
        word.smalls += small;
        word.end = at;
    }
    return word;
}

static void raise_word(char *bytes, const struct word *word)
{
    for (uint32_t at = word->start; at < word->end;) {
        uint32_t step;
        char large[4];
        int32_t code = (int32_t)utf8_decode(bytes + at, &step);
        if (utf8_encode((uint32_t)utf8proc_toupper(code), large) == step)
            memcpy(bytes + at, large, step);
        at += step;
    }
}

void charset_capitals(char *bytes, uint32_t length)
{
    for (uint32_t at = 0; at < length;) {
        struct word word = next_word(bytes, length, at);
        if (word.capitals > 1 && !word.smalls)
            raise_word(bytes, &word);
        at = word.end > at ? word.end : length;
    }
}
