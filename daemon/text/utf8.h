/* Decoding and encoding inside clean text, which text_read has proved to be valid UTF-8. Not for bytes from
 * outside. Pure; any thread. */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <stdint.h>

/* The code point that begins at `bytes`, and how many bytes it takes (1 to 4). */
static inline uint32_t utf8_decode(const char *bytes, uint32_t *ret_length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    if (at[0] < 0x80) {
        *ret_length = 1;
        return at[0];
    }
    if (at[0] < 0xE0) {
        *ret_length = 2;
        return (uint32_t)(at[0] & 0x1F) << 6 | (at[1] & 0x3F);
    }
    if (at[0] < 0xF0) {
        *ret_length = 3;
        return (uint32_t)(at[0] & 0x0F) << 12 | (uint32_t)(at[1] & 0x3F) << 6 | (at[2] & 0x3F);
    }
    *ret_length = 4;
    return (uint32_t)(at[0] & 0x07) << 18 | (uint32_t)(at[1] & 0x3F) << 12 | (uint32_t)(at[2] & 0x3F) << 6 |
           (at[3] & 0x3F);
}

#endif
