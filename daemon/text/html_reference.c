/* References by number and by name; the names are in html_names.c. */
#include "daemon/text/html_reference.h"

#include <stdlib.h>
#include <string.h>

#include "daemon/text/utf8.h"

#define NAME_MAX_BYTES 32
#define BARE_MIN 2
#define BARE_MAX 6
#define REPLACEMENT 0xFFFD

static const uint16_t windows_1252[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                          0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                          0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                          0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

static int digit_of(char byte, bool hex)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    char lower = (char)(byte | 0x20);
    return hex && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static bool is_alnum(char byte)
{
    char lower = (char)(byte | 0x20);
    return (byte >= '0' && byte <= '9') || (lower >= 'a' && lower <= 'z');
}

static uint32_t character_of(uint32_t number)
{
    if (number >= 0x80 && number <= 0x9F)
        return windows_1252[number - 0x80];
    bool none = number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF);
    return none ? REPLACEMENT : number;
}

static size_t read_number(const char *at, const char *end, char *ret_bytes, uint32_t *ret_length)
{
    const char *next = at + 2;
    bool hex = next < end && (*next == 'x' || *next == 'X');
    next += hex;
    const char *first = next;
    uint32_t number = 0;
    for (; next < end && digit_of(*next, hex) >= 0; next++)
        if (number <= 0x10FFFF)
            number = number * (hex ? 16 : 10) + (uint32_t)digit_of(*next, hex);
    if (next == first)
        return 0;
    *ret_length = utf8_encode(character_of(number), ret_bytes);
    return (size_t)(next - at) + (next < end && *next == ';');
}

static int compare_name(const void *key, const void *row)
{
    return strcmp(key, ((const struct html_name *)row)->name);
}

static const struct html_name *find_name(const char *bytes, size_t length)
{
    char name[NAME_MAX_BYTES];
    memcpy(name, bytes, length);
    name[length] = '\0';
    return bsearch(name, html_names, HTML_NAMES, sizeof *html_names, compare_name);
}

static uint32_t write_name(const struct html_name *name, char *ret_bytes)
{
    uint32_t length = utf8_encode(name->first, ret_bytes);
    return name->second ? length + utf8_encode(name->second, ret_bytes + length) : length;
}

/* The longest name that may stand without a semicolon: "&ltx". */
static size_t read_bare(const char *at, size_t run, const char *end, bool attribute, char *ret_bytes,
                        uint32_t *ret_length)
{
    for (size_t length = run < BARE_MAX ? run : BARE_MAX; length >= BARE_MIN; length--) {
        const struct html_name *name = find_name(at + 1, length);
        if (!name || !name->bare)
            continue;
        const char *behind = at + 1 + length;
        if (attribute && behind < end && (*behind == '=' || is_alnum(*behind)))
            return 0;
        *ret_length = write_name(name, ret_bytes);
        return length + 1;
    }
    return 0;
}

size_t html_reference(const char *at, const char *end, bool attribute, char ret_bytes[static HTML_REFERENCE_BYTES],
                      uint32_t *ret_length)
{
    if (end - at < 2)
        return 0;
    if (at[1] == '#')
        return read_number(at, end, ret_bytes, ret_length);
    size_t run = 0;
    while (at + 1 + run < end && run < NAME_MAX_BYTES - 1 && is_alnum(at[1 + run]))
        run++;
    const char *behind = at + 1 + run;
    const struct html_name *name = run && behind < end && *behind == ';' ? find_name(at + 1, run) : NULL;
    if (!name)
        return read_bare(at, run, end, attribute, ret_bytes, ret_length);
    *ret_length = write_name(name, ret_bytes);
    return run + 2;
}

size_t html_decode(const char *bytes, size_t length, bool attribute, char *ret_bytes, size_t room)
{
    const char *at = bytes, *end = bytes + length;
    size_t written = 0;
    while (at < end) {
        char reference[HTML_REFERENCE_BYTES];
        uint32_t count = 0, step = 1;
        size_t taken = *at == '&' ? html_reference(at, end, attribute, reference, &count) : 0;
        if (!taken) {
            while (step < 4 && at + step < end && (at[step] & 0xC0) == 0x80)
                step++;
            count = step;
        }
        if (written + count > room)
            break;
        memcpy(ret_bytes + written, taken ? reference : at, count);
        written += count;
        at += taken ? taken : step;
    }
    return written;
}
