/* Intervals around printed figures. */
#include "daemon/tools/check_amount.h"

#include "daemon/base/decimal.h"

/* How far "khoảng" and "gần" may reach, in percent of the figure. */
#define ABOUT_PERCENT 10
#define NEARLY_PERCENT 15

/* A figure with one significant digit ("500") passes for another rounded only where they are this near, in percent. */
#define COARSE_PERCENT 1

#define DIGITS_MOST 34

/* --- how finely it was printed ------------------------------------------------------------------------------------ */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* The digits of the only numeral in the text as an integer: 392 for "39,2 tỷ". Not known where there is none, or where
 * several make up the figure ("2 tỷ 350 triệu"). A digit of a unit ("m2") is none. */
static ind_decimal printed_digits(ind_text text)
{
    ind_decimal number = {.known = false};
    int count = 0;
    for (uint32_t i = 0, end; i < text.length; i = end) {
        end = i + 1;
        if (!is_digit(text.bytes[i]))
            continue;
        while (end < text.length && (is_digit(text.bytes[end]) || text.bytes[end] == '.' || text.bytes[end] == ','))
            end++;
        if (i && text.bytes[i - 1] != ' ')
            continue;
        if (number.known)
            return DECIMAL_UNKNOWN;
        number.known = true;
        for (uint32_t k = i; k < end; k++)
            if (is_digit(text.bytes[k]) && count++ < DIGITS_MOST)
                number.digits = number.digits * 10 + (unsigned)(text.bytes[k] - '0');
    }
    return count <= DIGITS_MOST ? number : DECIMAL_UNKNOWN;
}

static ind_decimal half_of(ind_decimal step)
{
    return decimal_multiply(step, decimal_of(5, -1));
}

/* Half of the last printed place, in the unit of the value: value / digits is what one of the last place is worth. */
static ind_decimal value_half(ind_decimal value, ind_text text)
{
    ind_decimal digits = printed_digits(text), size = value;
    size.negative = false;
    if (!digits.known || decimal_is_zero(digits) || decimal_is_zero(size))
        return decimal_half_step(decimal_reduce(value));
    return half_of(decimal_divide(size, digits));
}

static bool is_power_of_ten(ind_decimal number)
{
    return number.known && decimal_reduce(number).digits == 1;
}

/* "13%" may stand for 1.13, 0.87 or 0.13, "2,1 lần" for 2.1: the reading in which the digits fit tells. */
static ind_decimal ratio_half(ind_decimal ratio, ind_text text)
{
    ind_decimal digits = printed_digits(text);
    if (digits.known && !decimal_is_zero(digits)) {
        ind_decimal moved = decimal_subtract(ratio, decimal_of(1, 0));
        moved.negative = false;
        ind_decimal whole_step = decimal_divide(ratio, digits), moved_step = decimal_divide(moved, digits);
        if (is_power_of_ten(whole_step))
            return half_of(whole_step);
        if (is_power_of_ten(moved_step))
            return half_of(moved_step);
    }
    return decimal_half_step(decimal_reduce(ratio));
}

/* --- intervals -----------------------------------------------------------------------------------------------------
 */

static ind_decimal percent_of(ind_decimal value, int percent)
{
    value.negative = false;
    return decimal_multiply(value, decimal_of(percent, -2));
}

static struct amount around(ind_decimal value, ind_decimal half, ind_qualifier qualifier)
{
    struct amount a = {decimal_subtract(value, half), decimal_add(value, half), DECIMAL_UNKNOWN};
    switch (qualifier) {
    case IND_QUALIFIER_NONE:
        a.exact = decimal_reduce(value);
        break;
    case IND_QUALIFIER_ABOUT:
        a.low = decimal_subtract(a.low, percent_of(value, ABOUT_PERCENT));
        a.high = decimal_add(a.high, percent_of(value, ABOUT_PERCENT));
        break;
    case IND_QUALIFIER_NEARLY:
        a.low = decimal_subtract(a.low, percent_of(value, NEARLY_PERCENT));
        break;
    case IND_QUALIFIER_OVER:
    case IND_QUALIFIER_AT_LEAST:
        a.high = DECIMAL_UNKNOWN;
        break;
    case IND_QUALIFIER_UNDER:
    case IND_QUALIFIER_AT_MOST:
        a.low = DECIMAL_UNKNOWN;
        break;
    }
    return a;
}

struct amount amount_of(ind_decimal value, ind_qualifier qualifier, ind_text text)
{
    return value.known ? around(value, value_half(value, text), qualifier) : (struct amount){0};
}

/* What is counted one by one is not rounded: 252 people are not 253. */
static bool is_counted(const ind_level *level, ind_decimal half)
{
    bool count = level->unit.bytes && level->unit.length == 1 && level->unit.bytes[0] == '1';
    return count && half.known && decimal_compare(half, decimal_of(5, -1)) <= 0;
}

struct amount amount_of_level(const ind_level *level)
{
    if (level->low.known && level->high.known)
        return (struct amount){level->low, level->high, DECIMAL_UNKNOWN};
    if (!level->value.known)
        return (struct amount){0};
    ind_decimal half = value_half(level->value, level->text);
    return around(level->value, is_counted(level, half) ? decimal_of(0, 0) : half, level->qualifier);
}

struct amount amount_of_ratio(const ind_figure *figure)
{
    if (figure->low.known && figure->high.known)
        return (struct amount){figure->low, figure->high, DECIMAL_UNKNOWN};
    if (!figure->ratio.known)
        return (struct amount){0};
    return around(figure->ratio, ratio_half(figure->ratio, figure->text), figure->qualifier);
}

/* An operand that is not known makes the result unknown, that is open. */
struct amount amount_add(struct amount a, struct amount b)
{
    return (struct amount){decimal_add(a.low, b.low), decimal_add(a.high, b.high), decimal_add(a.exact, b.exact)};
}

struct amount amount_subtract(struct amount a, struct amount b)
{
    return (struct amount){decimal_subtract(a.low, b.high), decimal_subtract(a.high, b.low), DECIMAL_UNKNOWN};
}

struct amount amount_multiply(struct amount a, struct amount b)
{
    return (struct amount){decimal_multiply(a.low, b.low), decimal_multiply(a.high, b.high), DECIMAL_UNKNOWN};
}

struct amount amount_divide(struct amount a, struct amount b)
{
    if (!b.low.known || b.low.negative || decimal_is_zero(b.low))
        return (struct amount){0};
    return (struct amount){decimal_divide(a.low, b.high), decimal_divide(a.high, b.low), DECIMAL_UNKNOWN};
}

/* --- comparing ------------------------------------------------------------------------------------------------------
 */

bool amount_above(struct amount a, struct amount b)
{
    return a.low.known && b.high.known && decimal_compare(a.low, b.high) > 0;
}

static int significant(ind_decimal number)
{
    int digits = 0;
    for (unsigned __int128 left = decimal_reduce(number).digits; left; left /= 10)
        digits++;
    return digits;
}

static bool within_percent(ind_decimal a, ind_decimal b, int percent)
{
    ind_decimal apart = decimal_subtract(a, b);
    apart.negative = false;
    ind_decimal allowed = percent_of(a, percent);
    return apart.known && allowed.known && decimal_compare(apart, allowed) <= 0;
}

/* "2.512 tỷ" is told as "2.500 tỷ" elsewhere: rounded or cut to the digits of the coarser one. */
static bool is_rounded_to(ind_decimal fine, ind_decimal coarse)
{
    int wanted = significant(coarse), have = significant(fine);
    if (wanted >= have || fine.negative != coarse.negative || wanted == 0)
        return false;
    ind_decimal cut = decimal_reduce(fine);
    unsigned last = 0;
    for (; have > wanted; have--) {
        last = (unsigned)(cut.digits % 10);
        cut.digits /= 10;
        cut.exponent++;
    }
    ind_decimal up = cut;
    up.digits++;
    bool same = decimal_compare(cut, coarse) == 0 || (last >= 5 && decimal_compare(up, coarse) == 0);
    return same && (wanted > 1 || within_percent(fine, coarse, COARSE_PERCENT));
}

bool amounts_differ(struct amount a, struct amount b)
{
    if (!amount_above(a, b) && !amount_above(b, a))
        return false;
    if (!a.exact.known || !b.exact.known)
        return true;
    return !is_rounded_to(a.exact, b.exact) && !is_rounded_to(b.exact, a.exact);
}
