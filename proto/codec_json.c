/* JSON as one line: what `indicatorctl` prints. Doubles are printed by hand from their digits, so that no locale
 * has a say in the decimal mark. */
#include <inttypes.h>
#include <math.h>

#include "daemon/base/decimal.h"
#include "proto/writer.h"

static void json_map(struct buffer *out, uint32_t count)
{
    (void)count;
    buffer_byte(out, '{');
}

static void json_array(struct buffer *out, uint32_t count)
{
    (void)count;
    buffer_byte(out, '[');
}

static void json_end(struct buffer *out, bool map)
{
    buffer_byte(out, map ? '}' : ']');
}

static void json_between(struct buffer *out)
{
    buffer_text(out, ", ");
}

static void json_after_key(struct buffer *out)
{
    buffer_text(out, ": ");
}

/* The escape of a byte that cannot stand for itself, NULL for all others. */
static const char *escape_of(unsigned char byte)
{
    switch (byte) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\b': return "\\b";
    case '\f': return "\\f";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: return NULL;
    }
}

static void json_text(struct buffer *out, const char *bytes, size_t length)
{
    buffer_byte(out, '"');
    size_t plain = 0; /* where the run that needs no escape begins */
    for (size_t at = 0; at < length; at++) {
        unsigned char byte = (unsigned char)bytes[at];
        const char *escape = escape_of(byte);
        if (!escape && byte >= 0x20)
            continue;
        buffer_append(out, bytes + plain, at - plain);
        plain = at + 1;
        if (escape)
            buffer_text(out, escape);
        else
            buffer_print(out, "\\u%04x", byte);
    }
    buffer_append(out, bytes + plain, length - plain);
    buffer_byte(out, '"');
}

static void json_natural(struct buffer *out, uint64_t value)
{
    buffer_print(out, "%" PRIu64, value);
}

static void json_negative(struct buffer *out, int64_t value)
{
    buffer_print(out, "%" PRId64, value);
}

/* `value` (finite, not negative) rounded to so many significant digits; the decimal mark, whatever the locale
 * makes it, is passed over. */
static ind_decimal rounded(double value, int digits)
{
    char text[64];
    snprintf(text, sizeof text, "%.*e", digits - 1, value);
    ind_decimal result = {.known = true};
    const char *at = text;
    for (; *at != 'e'; at++)
        if (*at >= '0' && *at <= '9')
            result.digits = result.digits * 10 + (unsigned)(*at - '0');
    bool below_one = at[1] == '-';
    int32_t power = 0;
    for (at += 2; *at; at++)
        power = power * 10 + (*at - '0');
    result.exponent = (below_one ? -power : power) - (digits - 1);
    return result;
}

/* decimal_to_double is correct to the last bit only in this range; beyond it no shorter form is trusted. */
static bool reads_back(ind_decimal candidate, double value)
{
    while (candidate.digits && candidate.digits % 10 == 0) {
        candidate.digits /= 10;
        candidate.exponent++;
    }
    bool exact = candidate.digits <= (uint64_t)1 << 53 && candidate.exponent >= -22 && candidate.exponent <= 22;
    return exact && decimal_to_double(candidate) == value;
}

static ind_decimal shortest(double value)
{
    for (int digits = 15; digits < 17; digits++) {
        ind_decimal candidate = rounded(value, digits);
        if (reads_back(candidate, value))
            return candidate;
    }
    return rounded(value, 17);
}

/* d.ddde+XX for what would be a long row of zeros. */
static void print_scientific(struct buffer *out, ind_decimal number)
{
    char digits[DECIMAL_TEXT];
    int32_t power = number.exponent;
    number.exponent = 0;
    size_t count = decimal_print(number, digits);
    power += (int32_t)count - 1;
    while (count > 1 && digits[count - 1] == '0')
        count--;
    buffer_byte(out, digits[0]);
    if (count > 1) {
        buffer_byte(out, '.');
        buffer_append(out, digits + 1, count - 1);
    }
    buffer_print(out, "e%c%02d", power < 0 ? '-' : '+', power < 0 ? -power : power);
}

/* Plain between 1e-4 and 1e16, where people write it so. */
static void json_number(struct buffer *out, double value)
{
    double magnitude = fabs(value);
    ind_decimal number = shortest(magnitude);
    if (signbit(value))
        buffer_byte(out, '-');
    if (magnitude != 0 && (magnitude < 1e-4 || magnitude >= 1e16)) {
        print_scientific(out, number);
        return;
    }
    char text[DECIMAL_TEXT];
    size_t length = decimal_print(number, text);
    buffer_append(out, text, length);
    if (!memchr(text, '.', length))
        buffer_text(out, ".0");
}

static void json_boolean(struct buffer *out, bool value)
{
    buffer_text(out, value ? "true" : "false");
}

static void json_null(struct buffer *out)
{
    buffer_text(out, "null");
}

struct ind_writer ind_json_writer(struct buffer *out)
{
    static const struct ind_writer_calls calls = {
        .map = json_map,
        .array = json_array,
        .end = json_end,
        .between = json_between,
        .after_key = json_after_key,
        .text = json_text,
        .natural = json_natural,
        .negative = json_negative,
        .number = json_number,
        .boolean = json_boolean,
        .null = json_null,
    };
    return (struct ind_writer){.calls = &calls, .out = out};
}
