/* Names are bytes: what is a character is decided here by hand, without a locale. */
#include "daemon/inbox/name.h"

#include "daemon/base/digest.h"

static const char *const unfinished[] = {".tmp", ".part", ".partial", ".swp", "~"};

bool name_left_alone(const char *name)
{
    size_t length = strlen(name);
    if (name[0] == '.')
        return true;
    for (size_t i = 0; i < sizeof unfinished / sizeof *unfinished; i++) {
        size_t suffix = strlen(unfinished[i]);
        if (length >= suffix && !memcmp(name + length - suffix, unfinished[i], suffix))
            return true;
    }
    return false;
}

/* Lead byte's range -> bytes that follow, and the range of the first of them (Unicode, table 3-7). */
static const struct {
    unsigned char from, to, following, low, high;
} leads[] = {
    {0x00, 0x7F, 0, 0, 0},       {0xC2, 0xDF, 1, 0x80, 0xBF}, {0xE0, 0xE0, 2, 0xA0, 0xBF},
    {0xE1, 0xEC, 2, 0x80, 0xBF}, {0xED, 0xED, 2, 0x80, 0x9F}, {0xEE, 0xEF, 2, 0x80, 0xBF},
    {0xF0, 0xF0, 3, 0x90, 0xBF}, {0xF1, 0xF3, 3, 0x80, 0xBF}, {0xF4, 0xF4, 3, 0x80, 0x8F},
};

/* Bytes of the character at `at`, 0 where there is none. The NUL behind the name ends a cut one. */
static size_t character(const unsigned char *at)
{
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        if (*at < leads[i].from || *at > leads[i].to)
            continue;
        if (leads[i].following && (at[1] < leads[i].low || at[1] > leads[i].high))
            return 0;
        for (size_t k = 2; k <= leads[i].following; k++)
            if ((at[k] & 0xC0) != 0x80)
                return 0;
        return 1u + leads[i].following;
    }
    return 0;
}

void name_print(struct buffer *out, const char *name)
{
    for (const unsigned char *at = (const unsigned char *)name; *at;) {
        size_t length = character(at);
        if (!length)
            buffer_print(out, "\\x%02x", *at);
        else if (*at == '\\')
            buffer_text(out, "\\\\");
        else
            buffer_append(out, at, length);
        at += length ? length : 1;
    }
}

/* Where to cut so that no character is halved; bytes that are no UTF-8 may be cut anywhere. */
static size_t cut_at(const char *name, size_t most)
{
    size_t at = most;
    while (at > most - 4 && ((unsigned char)name[at] & 0xC0) == 0x80)
        at--;
    return ((unsigned char)name[at] & 0xC0) == 0x80 ? most : at;
}

#define HASH_DIGITS 16

void name_filed(const char *name, unsigned number, char ret_name[static 256])
{
    char hash[DIGEST_HEX + 1], tail[16] = "";
    size_t length = strlen(name);
    if (number > 1)
        snprintf(tail, sizeof tail, ".%u", number);
    if (length <= NAME_FILED_MAX) {
        snprintf(ret_name, 256, "%s%s", name, tail);
        return;
    }
    digest_hex(name, length, hash);
    int kept = (int)cut_at(name, NAME_FILED_MAX - HASH_DIGITS - 1);
    snprintf(ret_name, 256, "%.*s~%.*s%s", kept, name, HASH_DIGITS, hash, tail);
}
