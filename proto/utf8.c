/* Table 3-7 of the Unicode standard as rows: which second byte may follow which first. */
#include "proto/utf8.h"

#include <stdbool.h>
#include <stdint.h>

static const struct {
    uint8_t first_low, first_high, second_low, second_high, length;
} rows[] = {
    {0x00, 0x7f, 0, 0, 1},       {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
    {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
    {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
};

static bool within(uint8_t byte, uint8_t low, uint8_t high)
{
    return byte >= low && byte <= high;
}

size_t ind_utf8_length(const char *bytes, size_t left)
{
    const uint8_t *at = (const uint8_t *)bytes;
    for (size_t row = 0; left && row < sizeof rows / sizeof *rows; row++) {
        if (!within(at[0], rows[row].first_low, rows[row].first_high))
            continue;
        size_t length = rows[row].length;
        if (length == 1)
            return 1;
        if (length > left || !within(at[1], rows[row].second_low, rows[row].second_high))
            return 0;
        for (size_t i = 2; i < length; i++)
            if (!within(at[i], 0x80, 0xbf))
                return 0;
        return length;
    }
    return 0;
}

size_t ind_utf8_valid(const char *bytes, size_t length)
{
    size_t at = 0, step;
    while (at < length && (step = ind_utf8_length(bytes + at, length - at)))
        at += step;
    return at;
}
