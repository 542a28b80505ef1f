/* The tokenizer: its states are functions that move the reader on. */
#include "daemon/text/html_token.h"

#include <string.h>

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f';
}

static bool is_letter(char byte)
{
    char lower = (char)(byte | 0x20);
    return lower >= 'a' && lower <= 'z';
}

static char lower_of(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
}

bool html_is(const char *bytes, size_t length, const char *word)
{
    size_t i = 0;
    for (; i < length && word[i]; i++)
        if (lower_of(bytes[i]) != word[i])
            return false;
    return i == length && !word[i];
}

static const char *past(const char *at, const char *end, char byte)
{
    const char *found = at < end ? memchr(at, byte, (size_t)(end - at)) : NULL;
    return found ? found + 1 : end;
}

/* Behind the comment whose "<!--" ends at `at`. "-->" and "--!>" end it, and "<!-->" and "<!--->" are whole ones. */
static const char *past_comment(const char *at, const char *end)
{
    if (at < end && *at == '>')
        return at + 1;
    if (end - at > 1 && at[0] == '-' && at[1] == '>')
        return at + 2;
    while (at < end) {
        const char *dash = memchr(at, '-', (size_t)(end - at));
        if (!dash || end - dash < 3)
            return end;
        if (dash[1] == '-' && dash[2] == '>')
            return dash + 3;
        if (end - dash > 3 && dash[1] == '-' && dash[2] == '!' && dash[3] == '>')
            return dash + 4;
        at = dash + 1;
    }
    return end;
}

static const char *past_declaration(const char *at, const char *end)
{
    if (end - at >= 4 && memcmp(at, "<!--", 4) == 0)
        return past_comment(at + 4, end);
    return past(at + 2, end, '>');
}

static const char *past_value(const char *at, const char *end, struct html_attribute *attribute)
{
    while (at < end && is_space(*at))
        at++;
    if (at < end && (*at == '"' || *at == '\'')) {
        const char *close = memchr(at + 1, *at, (size_t)(end - at - 1));
        attribute->value = at + 1;
        attribute->value_length = (size_t)((close ? close : end) - at - 1);
        return close ? close + 1 : end;
    }
    attribute->value = at;
    while (at < end && !is_space(*at) && *at != '>')
        at++;
    attribute->value_length = (size_t)(at - attribute->value);
    return at;
}

bool html_attribute_next(const char **at, const char *end, struct html_attribute *ret_attribute)
{
    const char *next = *at;
    while (next < end && (is_space(*next) || *next == '/'))
        next++;
    *at = next;
    if (next == end || *next == '>')
        return false;
    *ret_attribute = (struct html_attribute){.name = next};
    do
        next++;
    while (next < end && !is_space(*next) && *next != '/' && *next != '>' && *next != '=');
    ret_attribute->name_length = (size_t)(next - ret_attribute->name);
    const char *behind = next;
    while (behind < end && is_space(*behind))
        behind++;
    if (behind < end && *behind == '=')
        next = past_value(behind + 1, end, ret_attribute);
    *at = next;
    return true;
}

/* The tag whose name begins at `at`; false where nothing ends it. */
static bool read_tag(struct html_reader *reader, const char *at, struct html_token *token)
{
    token->bytes = at;
    while (at < reader->end && !is_space(*at) && *at != '/' && *at != '>')
        at++;
    token->length = (size_t)(at - token->bytes);
    token->attributes = at;
    struct html_attribute attribute;
    while (html_attribute_next(&at, reader->end, &attribute))
        ;
    token->attributes_end = at;
    reader->at = at < reader->end ? at + 1 : at;
    token->closed = at < reader->end && at > token->attributes && at[-1] == '/';
    return at < reader->end;
}

static bool opens_markup(const char *at, const char *end)
{
    return end - at > 1 && (is_letter(at[1]) || at[1] == '!' || at[1] == '/' || at[1] == '?');
}

static struct html_token read_text(struct html_reader *reader)
{
    const char *at = reader->at + 1;
    at = at < reader->end ? memchr(at, '<', (size_t)(reader->end - at)) : NULL;
    struct html_token token = {.kind = HTML_TEXT, .bytes = reader->at};
    reader->at = at ? at : reader->end;
    token.length = (size_t)(reader->at - token.bytes);
    return token;
}

/* "</" that no letter follows: "</>" is nothing, all else is passed over as a comment is. */
static const char *past_bogus_end(const char *at, const char *end)
{
    return past(at + 2, end, '>');
}

struct html_token html_next(struct html_reader *reader)
{
    while (reader->at < reader->end) {
        const char *at = reader->at;
        if (*at != '<' || !opens_markup(at, reader->end))
            return read_text(reader);
        struct html_token token = {.kind = at[1] == '/' ? HTML_CLOSE : HTML_START};
        const char *name = at + 1 + (token.kind == HTML_CLOSE);
        if (at[1] == '!' || at[1] == '?')
            reader->at = past_declaration(at, reader->end);
        else if (name == reader->end || !is_letter(*name))
            reader->at = past_bogus_end(at, reader->end);
        else if (read_tag(reader, name, &token))
            return token;
    }
    return (struct html_token){.kind = HTML_END};
}

struct html_token html_raw(struct html_reader *reader, const char *name)
{
    struct html_token token = {.kind = HTML_TEXT, .bytes = reader->at};
    size_t length = strlen(name);
    const char *at = reader->at;
    while (at < reader->end && (at = memchr(at, '<', (size_t)(reader->end - at)))) {
        const char *behind = at + 2 + length;
        if (behind <= reader->end && at[1] == '/' && html_is(at + 2, length, name) &&
            (behind == reader->end || is_space(*behind) || *behind == '/' || *behind == '>'))
            break;
        at++;
    }
    reader->at = at ? at : reader->end;
    token.length = (size_t)(reader->at - token.bytes);
    return token;
}
