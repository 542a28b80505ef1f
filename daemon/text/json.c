/* A machine with one bit of memory a level: whether an object or an array is open there. */
#include "daemon/text/json.h"

#include "daemon/base/check.h"
#include "daemon/text/utf8.h"

struct scan {
    const char *bytes;
    uint32_t length;
    uint32_t at;
    uint32_t depth;
    uint64_t objects[JSON_DEPTH_MAX / 64]; /* a bit a level */
    struct ind_fault *fault;
};

static int refuse(const struct scan *scan, const char *what)
{
    if (scan->at >= scan->length)
        return fault_set(scan->fault, IND_E_INVALID, scan->at, "the JSON ends where there should be %s", what);
    return fault_set(scan->fault, IND_E_INVALID, scan->at,
                     "the JSON has byte 0x%02X at offset %u where there should be %s",
                     (unsigned char)scan->bytes[scan->at], scan->at, what);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* The next byte that is no blank; NUL at the end. */
static char peek(struct scan *scan)
{
    while (scan->at < scan->length && is_blank(scan->bytes[scan->at]))
        scan->at++;
    return scan->at < scan->length ? scan->bytes[scan->at] : '\0';
}

/* --- scalars -------------------------------------------------------------------------------------------------- */

static int hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    char small = (char)(byte | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

static int skip_escape(struct scan *scan)
{
    scan->at++;
    if (scan->at >= scan->length || !strchr("\"\\/bfnrtu", scan->bytes[scan->at]) || !scan->bytes[scan->at])
        return refuse(scan, "an escape");
    if (scan->bytes[scan->at++] != 'u')
        return 0;
    for (int i = 0; i < 4; i++, scan->at++)
        if (scan->at >= scan->length || hex_digit(scan->bytes[scan->at]) < 0)
            return refuse(scan, "a hexadecimal digit");
    return 0;
}

static int skip_string(struct scan *scan)
{
    if (peek(scan) != '"')
        return refuse(scan, "a string");
    scan->at++;
    while (scan->at < scan->length && scan->bytes[scan->at] != '"') {
        if (scan->bytes[scan->at] == '\\')
            TRY(skip_escape(scan));
        else
            scan->at++;
    }
    if (scan->at >= scan->length)
        return refuse(scan, "the end of a string");
    scan->at++;
    return 0;
}

static bool skip_word(struct scan *scan, const char *word)
{
    size_t length = strlen(word);
    if (scan->length - scan->at < length || memcmp(scan->bytes + scan->at, word, length) != 0)
        return false;
    scan->at += (uint32_t)length;
    return true;
}

static bool skip_digits(struct scan *scan)
{
    uint32_t from = scan->at;
    while (scan->at < scan->length && scan->bytes[scan->at] >= '0' && scan->bytes[scan->at] <= '9')
        scan->at++;
    return scan->at > from;
}

static int skip_number(struct scan *scan)
{
    skip_word(scan, "-");
    if (skip_word(scan, "Infinity") || skip_word(scan, "NaN"))
        return 0;
    if (!skip_digits(scan))
        return refuse(scan, "a value");
    if (skip_word(scan, ".") && !skip_digits(scan))
        return refuse(scan, "a digit");
    if (!skip_word(scan, "e") && !skip_word(scan, "E"))
        return 0;
    if (!skip_word(scan, "+"))
        skip_word(scan, "-");
    return skip_digits(scan) ? 0 : refuse(scan, "a digit");
}

static int skip_scalar(struct scan *scan)
{
    if (peek(scan) == '"')
        return skip_string(scan);
    if (skip_word(scan, "null") || skip_word(scan, "true") || skip_word(scan, "false"))
        return 0;
    return skip_number(scan);
}

/* --- nesting -------------------------------------------------------------------------------------------------- */

static bool in_object(const struct scan *scan)
{
    uint32_t level = scan->depth - 1;
    return scan->objects[level / 64] >> level % 64 & 1;
}

static int open_level(struct scan *scan, bool object)
{
    if (scan->depth == JSON_DEPTH_MAX)
        return fault_set(scan->fault, IND_E_INVALID, scan->at, "the JSON is nested deeper than %d levels at offset %u",
                         JSON_DEPTH_MAX, scan->at);
    uint32_t level = scan->depth++;
    uint64_t bit = UINT64_C(1) << level % 64;
    scan->objects[level / 64] = object ? scan->objects[level / 64] | bit : scan->objects[level / 64] & ~bit;
    scan->at++;
    return 0;
}

static int skip_key(struct scan *scan)
{
    TRY(skip_string(scan));
    if (peek(scan) != ':')
        return refuse(scan, "a colon");
    scan->at++;
    return 0;
}

/* Behind a value: closes what ends here and stands before the next value, or behind the outermost one. */
static int skip_end(struct scan *scan)
{
    while (scan->depth) {
        bool object = in_object(scan);
        char byte = peek(scan);
        if (byte == ',') {
            scan->at++;
            return object ? skip_key(scan) : 0;
        }
        if (byte != (object ? '}' : ']'))
            return refuse(scan, object ? "a comma or }" : "a comma or ]");
        scan->at++;
        scan->depth--;
    }
    return 0;
}

/* At a value: goes into what opens here; *ret_whole where the value ends at once. */
static int skip_begin(struct scan *scan, bool *ret_whole)
{
    char byte = peek(scan);
    *ret_whole = true;
    if (byte != '{' && byte != '[')
        return skip_scalar(scan);
    TRY(open_level(scan, byte == '{'));
    if (peek(scan) == (byte == '{' ? '}' : ']')) {
        scan->at++;
        scan->depth--;
        return 0;
    }
    *ret_whole = false;
    return byte == '{' ? skip_key(scan) : 0;
}

static enum json_kind kind_at(char byte)
{
    switch (byte) {
    case '{': return JSON_OBJECT;
    case '[': return JSON_ARRAY;
    case '"': return JSON_STRING;
    case 't': return JSON_TRUE;
    case 'f': return JSON_FALSE;
    case 'n': return JSON_NULL;
    default: return JSON_NUMBER;
    }
}

int json_read(const char *bytes, uint32_t length, uint32_t *at, struct json *ret_value, struct ind_fault *fault)
{
    struct scan scan = {.bytes = bytes, .length = length, .at = *at, .fault = fault};
    char first = peek(&scan);
    uint32_t from = scan.at;
    do {
        bool whole;
        TRY(skip_begin(&scan, &whole));
        if (whole)
            TRY(skip_end(&scan));
    } while (scan.depth);
    *ret_value = (struct json){kind_at(first), bytes + from, scan.at - from};
    *at = scan.at;
    return 0;
}

bool json_ends(const char *bytes, uint32_t length, uint32_t at)
{
    while (at < length && is_blank(bytes[at]))
        at++;
    return at == length;
}

/* --- walking -------------------------------------------------------------------------------------------------- */

struct json_walk json_walk(const struct json *value)
{
    bool nested = value->kind == JSON_OBJECT || value->kind == JSON_ARRAY;
    return nested ? (struct json_walk){value->bytes, value->length, 1} : (struct json_walk){0};
}

/* The value was checked: what is next here is a value, a comma or the end. */
bool json_next(struct json_walk *walk, struct json *ret_key, struct json *ret_value)
{
    if (!walk->length)
        return false;
    struct scan scan = {.bytes = walk->bytes, .length = walk->length, .at = walk->at};
    if (peek(&scan) == ',')
        scan.at++;
    char byte = peek(&scan);
    if (byte == '}' || byte == ']')
        return false;
    *ret_key = (struct json){.kind = JSON_NULL};
    if (walk->bytes[0] == '{') {
        CHECK(json_read(scan.bytes, scan.length, &scan.at, ret_key, NULL) == 0);
        CHECK(peek(&scan) == ':');
        scan.at++;
    }
    CHECK(json_read(scan.bytes, scan.length, &scan.at, ret_value, NULL) == 0);
    walk->at = scan.at;
    return true;
}

/* --- strings -------------------------------------------------------------------------------------------------- */

static int32_t unit_at(const char *digits)
{
    int32_t unit = 0;
    for (int i = 0; i < 4; i++)
        unit = unit * 16 + hex_digit(digits[i]);
    return unit;
}

/* \uXXXX, or two of them that are one character; `at` is behind the u. */
static int32_t escaped_code(const char *at, const char *end, uint32_t *ret_taken)
{
    int32_t unit = unit_at(at);
    *ret_taken = 4;
    if (unit < 0xD800 || unit > 0xDFFF)
        return unit ? unit : 0xFFFD;
    if (unit > 0xDBFF || end - at < 10 || at[4] != '\\' || at[5] != 'u')
        return 0xFFFD;
    int32_t second = unit_at(at + 6);
    if (second < 0xDC00 || second > 0xDFFF)
        return 0xFFFD;
    *ret_taken = 10;
    return 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
}

static char plain_escape(char byte)
{
    switch (byte) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return byte;
    }
}

/* No escape is shorter than the character that it stands for. */
ind_text json_string(struct arena *arena, const struct json *string)
{
    CHECK(string->kind == JSON_STRING);
    const char *at = string->bytes + 1, *end = string->bytes + string->length - 1;
    char *out = arena_raw(arena, string->length);
    uint32_t length = 0;
    if (!out)
        return (ind_text){0};
    while (at < end) {
        if (*at != '\\') {
            out[length++] = *at++;
        } else if (at[1] != 'u') {
            out[length++] = plain_escape(at[1]);
            at += 2;
        } else {
            uint32_t taken;
            int32_t code = escaped_code(at + 2, end, &taken);
            length += utf8_encode((uint32_t)code, out + length);
            at += 2 + taken;
        }
    }
    out[length] = '\0';
    return (ind_text){out, length};
}
