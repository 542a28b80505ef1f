/* A search for "charset=" or "encoding=" inside a tag near the beginning: less than HTML's prescan does, enough for what
 * pages say. */
#include "daemon/text/charset_declared.h"

#include <stdbool.h>
#include <string.h>

/* Labels as pages write them, in lower case. */
static const struct {
    const char *label;
    enum charset_number number;
} labels[] = {
    {"windows-1258", CHARSET_WINDOWS_1258}, {"cp1258", CHARSET_WINDOWS_1258}, {"x-cp1258", CHARSET_WINDOWS_1258},
    {"tcvn", CHARSET_TCVN3},                {"tcvn3", CHARSET_TCVN3},         {"tcvn-5712", CHARSET_TCVN3},
    {"tcvn5712-1", CHARSET_TCVN3},          {"x-viet-tcvn5712", CHARSET_TCVN3}, {"x-viet-tcvn", CHARSET_TCVN3},
    {"vni", CHARSET_VNI},                   {"x-viet-vni", CHARSET_VNI},      {"viscii", CHARSET_VISCII},
    {"csviscii", CHARSET_VISCII},           {"viscii1.1-1", CHARSET_VISCII},
};

static char lower(char byte)
{
    return (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
}

static bool stands_at(const char *at, const char *end, const char *word)
{
    for (; *word; word++, at++)
        if (at == end || lower(*at) != *word)
            return false;
    return true;
}

static bool is_label_byte(char byte)
{
    byte = lower(byte);
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.';
}

/* What stands behind "charset" or "encoding": blanks, =, blanks and quotes, the label. */
static enum charset_number read_label(const char *at, const char *end)
{
    while (at < end && *at == ' ')
        at++;
    if (at == end || *at++ != '=')
        return CHARSET_TABLES;
    while (at < end && (*at == ' ' || *at == '"' || *at == '\''))
        at++;
    const char *from = at;
    while (at < end && is_label_byte(*at))
        at++;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strlen(labels[i].label) == (size_t)(at - from) && stands_at(from, at, labels[i].label))
            return labels[i].number;
    return CHARSET_TABLES;
}

enum charset_number charset_declared(const char *bytes, size_t length)
{
    const char *end = bytes + (length < CHARSET_DECLARED_WITHIN ? length : CHARSET_DECLARED_WITHIN);
    bool inside = false;
    for (const char *at = bytes; at < end; at++) {
        enum charset_number found = CHARSET_TABLES;
        if (*at == '<')
            inside = stands_at(at, end, "<meta") || stands_at(at, end, "<?xml");
        else if (*at == '>')
            inside = false;
        else if (inside && stands_at(at, end, "charset"))
            found = read_label(at + strlen("charset"), end);
        else if (inside && stands_at(at, end, "encoding"))
            found = read_label(at + strlen("encoding"), end);
        if (found != CHARSET_TABLES)
            return found;
    }
    return CHARSET_TABLES;
}
