/* Hex both ways. */
#include "daemon/journal/id.h"

static int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

bool id_pack(const char *hex, unsigned char ret_bytes[static ID_BYTES])
{
    unsigned char bytes[ID_BYTES];
    for (size_t i = 0; i < ID_BYTES; i++) {
        int high = digit(hex[2 * i]);
        int low = high < 0 ? -1 : digit(hex[2 * i + 1]);
        if (low < 0)
            return false;
        bytes[i] = (unsigned char)(high << 4 | low);
    }
    if (hex[DIGEST_HEX])
        return false;
    memcpy(ret_bytes, bytes, sizeof bytes);
    return true;
}

void id_print(const void *bytes, size_t length, char ret_hex[static DIGEST_HEX + 1])
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *at = bytes;
    size_t count = at && length == ID_BYTES ? ID_BYTES : 0;
    for (size_t i = 0; i < count; i++) {
        ret_hex[2 * i] = digits[at[i] >> 4];
        ret_hex[2 * i + 1] = digits[at[i] & 15];
    }
    ret_hex[2 * count] = '\0';
}
