/* A search for "charset=" or "encoding=" inside a tag near the beginning: less than HTML's prescan does, enough for
 * what pages say. */
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
static bool read_label(const char *at, const char *end, char ret_label[static CHARSET_LABEL_MAX])
{
    size_t length = 0;
    while (at < end && *at == ' ')
        at++;
    if (at == end || *at++ != '=')
        return false;
    while (at < end && (*at == ' ' || *at == '"' || *at == '\''))
        at++;
    for (; at < end && is_label_byte(*at) && length + 1 < CHARSET_LABEL_MAX; at++)
        ret_label[length++] = lower(*at);
    ret_label[length] = '\0';
    return length && (at == end || !is_label_byte(*at));
}

/* A label stands inside a tag, where the search for the next one begins. */
bool charset_declared_next(const char *bytes, size_t length, size_t *at, char ret_label[static CHARSET_LABEL_MAX])
{
    const char *end = bytes + (length < CHARSET_DECLARED_WITHIN ? length : CHARSET_DECLARED_WITHIN);
    bool inside = *at > 0;
    for (const char *from = bytes + *at; from < end; from++) {
        if (*from == '<')
            inside = stands_at(from, end, "<meta") || stands_at(from, end, "<?xml");
        else if (*from == '>')
            inside = false;
        size_t word = !inside ? 0 : stands_at(from, end, "charset") ? strlen("charset")
                    : stands_at(from, end, "encoding")              ? strlen("encoding")
                                                                    : 0;
        if (word && read_label(from + word, end, ret_label)) {
            *at = (size_t)(from + word - bytes);
            return true;
        }
    }
    return false;
}

enum charset_number charset_declared(const char *bytes, size_t length)
{
    char label[CHARSET_LABEL_MAX];
    for (size_t at = 0; charset_declared_next(bytes, length, &at, label);)
        for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
            if (!strcmp(labels[i].label, label))
                return labels[i].number;
    return CHARSET_TABLES;
}
