/* Decimals as a 128-bit integer and a power of ten. Quotients go some digits at a time, as on paper, so
 * that nothing wider than 128 bits is ever needed. */
#include "daemon/base/decimal.h"

#include "daemon/base/check.h"

typedef unsigned __int128 wide;

#define EXPONENT_MAX 64

static ind_decimal make(wide digits, int32_t exponent, bool negative)
{
    if (exponent > EXPONENT_MAX || exponent < -EXPONENT_MAX)
        return DECIMAL_UNKNOWN;
    return (ind_decimal){.digits = digits, .exponent = exponent, .negative = negative && digits, .known = true};
}

ind_decimal decimal_of(int64_t integer, int32_t exponent)
{
    wide digits = integer < 0 ? (wide)0 - (wide)(__int128)integer : (wide)integer;
    return make(digits, exponent, integer < 0);
}

#define TEN_9 UINT64_C(1000000000)
#define TEN_18 (TEN_9 * TEN_9)

/* The powers of ten that 64 bits hold. */
static const uint64_t tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, TEN_9, TEN_9 * 10,
                                TEN_9 * 100, TEN_9 * 1000, TEN_9 * 10000, TEN_9 * 100000, TEN_9 * 1000000,
                                TEN_9 * 10000000, TEN_9 * 100000000, TEN_18, TEN_18 * 10};
#define TENS_MOST 18 /* the largest step that is taken at once */

/* Multiplies by ten `times` times; false when that overflows. */
static bool scale(wide *digits, int32_t times)
{
    for (; times > 0 && *digits; times -= TENS_MOST)
        if (__builtin_mul_overflow(*digits, (wide)tens[times < TENS_MOST ? times : TENS_MOST], digits))
            return false;
    return true;
}

/* Brings both to the smaller exponent. */
static bool align(ind_decimal *a, ind_decimal *b)
{
    if (a->exponent > b->exponent) {
        if (!scale(&a->digits, a->exponent - b->exponent))
            return false;
        a->exponent = b->exponent;
    } else {
        if (!scale(&b->digits, b->exponent - a->exponent))
            return false;
        b->exponent = a->exponent;
    }
    return true;
}

ind_decimal decimal_add(ind_decimal a, ind_decimal b)
{
    if (!a.known || !b.known || !align(&a, &b))
        return DECIMAL_UNKNOWN;
    if (a.negative != b.negative)
        return a.digits >= b.digits ? make(a.digits - b.digits, a.exponent, a.negative)
                                    : make(b.digits - a.digits, a.exponent, b.negative);
    wide sum;
    if (__builtin_add_overflow(a.digits, b.digits, &sum))
        return DECIMAL_UNKNOWN;
    return make(sum, a.exponent, a.negative);
}

ind_decimal decimal_negate(ind_decimal a)
{
    a.negative = !a.negative && a.digits;
    return a;
}

ind_decimal decimal_subtract(ind_decimal a, ind_decimal b)
{
    return decimal_add(a, decimal_negate(b));
}

ind_decimal decimal_multiply(ind_decimal a, ind_decimal b)
{
    wide product;
    if (!a.known || !b.known || __builtin_mul_overflow(a.digits, b.digits, &product))
        return DECIMAL_UNKNOWN;
    return make(product, a.exponent + b.exponent, a.negative != b.negative);
}

ind_decimal decimal_shift(ind_decimal a, int32_t by)
{
    return a.known ? make(a.digits, a.exponent + by, a.negative) : a;
}

static int digit_count(wide digits)
{
    int count = 1;
    for (; digits >= TEN_18; count += TENS_MOST)
        digits /= TEN_18;
    uint64_t low = (uint64_t)digits;
    for (const uint64_t *ten = tens + 1; low >= *ten; ten++)
        count++;
    return count;
}

/* Rounds half to even to `keep` digits; `more` says that something non-zero follows the last digit. */
static void round_digits(wide *digits, int32_t *exponent, int keep, bool more)
{
    int surplus = digit_count(*digits) - keep;
    if (surplus <= 0)
        return;
    wide step = 1;
    scale(&step, surplus);
    wide rest = *digits % step, half = step / 2;
    *digits /= step;
    *exponent += surplus;
    if (rest > half || (rest == half && (more || (*digits & 1))))
        *digits += 1;
}

/* The next `count` digits of a long division, at most 18. Divisors of figures are short: for those the step is one. */
static uint64_t next_digits(wide *rest, wide divisor, int count)
{
    if (divisor < (wide)1 << 64) {
        wide dividend = *rest * tens[count];
        *rest = dividend % divisor;
        return (uint64_t)(dividend / divisor);
    }
    uint64_t digits = 0;
    for (int i = 0; i < count; i++) {
        wide dividend = *rest * 10;
        *rest = dividend % divisor;
        digits = digits * 10 + (uint64_t)(dividend / divisor);
    }
    return digits;
}

/* The zeros of a last step that went past the end of an exact quotient must not make it one too small to be known. */
static void drop_zeros(wide *digits, int32_t *exponent)
{
    for (; *exponent < -EXPONENT_MAX && *digits % 10 == 0; ++*exponent)
        *digits /= 10;
}

ind_decimal decimal_divide(ind_decimal a, ind_decimal b)
{
    if (!a.known || !b.known || !b.digits)
        return DECIMAL_UNKNOWN;
    a = decimal_reduce(a);
    b = decimal_reduce(b);
    if (digit_count(b.digits) > 37)
        return DECIMAL_UNKNOWN;
    int32_t exponent = a.exponent - b.exponent;
    wide quotient = a.digits / b.digits, rest = a.digits % b.digits;
    for (int count = digit_count(quotient); rest && count < IND_DECIMAL_DIGITS; count = digit_count(quotient)) {
        int step = IND_DECIMAL_DIGITS - count < TENS_MOST ? IND_DECIMAL_DIGITS - count : TENS_MOST;
        quotient = quotient * tens[step] + next_digits(&rest, b.digits, step);
        exponent -= step;
    }
    if (rest)
        round_digits(&quotient, &exponent, DECIMAL_QUOTIENT_DIGITS, true);
    else
        drop_zeros(&quotient, &exponent);
    return decimal_reduce(make(quotient, exponent, a.negative != b.negative));
}

ind_decimal decimal_midpoint(ind_decimal low, ind_decimal high)
{
    return decimal_reduce(decimal_multiply(decimal_add(low, high), decimal_of(5, -1)));
}

ind_decimal decimal_reduce(ind_decimal a)
{
    if (!a.known)
        return a;
    if (!a.digits)
        return decimal_of(0, 0);
    for (; a.digits >> 64 && a.digits % 10 == 0 && a.exponent < EXPONENT_MAX; a.exponent++)
        a.digits /= 10;
    if (a.digits >> 64)
        return a;
    uint64_t digits = (uint64_t)a.digits;
    for (; digits % 10 == 0 && a.exponent < EXPONENT_MAX; a.exponent++)
        digits /= 10;
    a.digits = digits;
    return a;
}

bool decimal_is_zero(ind_decimal a)
{
    return !a.digits;
}

/* Numbers too far apart to align are told apart by their leading digit's place. */
static int compare_magnitude(ind_decimal a, ind_decimal b)
{
    if (!a.digits || !b.digits)
        return (a.digits != 0) - (b.digits != 0);
    int place_a = digit_count(a.digits) + a.exponent, place_b = digit_count(b.digits) + b.exponent;
    if (place_a != place_b)
        return place_a > place_b ? 1 : -1;
    bool aligned = align(&a, &b);
    CHECK(aligned);
    return (a.digits > b.digits) - (a.digits < b.digits);
}

int decimal_compare(ind_decimal a, ind_decimal b)
{
    CHECK(a.known && b.known);
    a = decimal_reduce(a);
    b = decimal_reduce(b);
    if (a.negative != b.negative)
        return a.negative ? -1 : 1;
    int order = compare_magnitude(a, b);
    return a.negative ? -order : order;
}

ind_decimal decimal_half_step(ind_decimal a)
{
    return a.known ? decimal_of(5, a.exponent - 1) : a;
}

/* Writes the digits, most significant first; returns how many. */
static size_t print_digits(wide digits, char *ret_text)
{
    char reversed[40];
    size_t count = 0;
    for (; digits >> 64; digits /= 10)
        reversed[count++] = (char)('0' + (int)(digits % 10));
    uint64_t low = (uint64_t)digits;
    do {
        reversed[count++] = (char)('0' + (int)(low % 10));
        low /= 10;
    } while (low);
    for (size_t i = 0; i < count; i++)
        ret_text[i] = reversed[count - 1 - i];
    return count;
}

size_t decimal_print(ind_decimal a, char ret_text[static DECIMAL_TEXT])
{
    CHECK(a.known);
    a = decimal_reduce(a);
    char digits[40];
    size_t count = print_digits(a.digits, digits), length = 0;
    if (a.negative)
        ret_text[length++] = '-';
    int32_t whole = (int32_t)count + a.exponent; /* digits before the point */
    if (whole <= 0) {
        ret_text[length++] = '0';
        ret_text[length++] = '.';
        for (; whole < 0; whole++)
            ret_text[length++] = '0';
        memcpy(ret_text + length, digits, count);
        length += count;
    } else {
        for (int32_t i = 0; i < whole || i < (int32_t)count; i++) {
            if (i == whole)
                ret_text[length++] = '.';
            ret_text[length++] = i < (int32_t)count ? digits[i] : '0';
        }
    }
    ret_text[length] = '\0';
    return length;
}

ind_decimal decimal_parse(const char *bytes, size_t length)
{
    size_t at = 0;
    bool negative = length && bytes[0] == '-', point = false, any = false;
    ind_decimal value = {.known = true};
    for (at = negative; at < length; at++) {
        if (bytes[at] == '.' && !point && any) {
            point = true;
            continue;
        }
        if (bytes[at] < '0' || bytes[at] > '9' || value.digits > ~(wide)0 / 10)
            return DECIMAL_UNKNOWN;
        if (__builtin_add_overflow(value.digits * 10, (wide)(bytes[at] - '0'), &value.digits))
            return DECIMAL_UNKNOWN;
        value.exponent -= point;
        any = true;
    }
    return any && bytes[length - 1] != '.' ? make(value.digits, value.exponent, negative) : DECIMAL_UNKNOWN;
}

/* Up to 2^53 and 10^22 both operands are exact and the one operation rounds correctly (Clinger 1990);
 * beyond that the 64-bit mantissa of long double keeps the error under one unit of the last place. */
double decimal_to_double(ind_decimal a)
{
    CHECK(a.known);
    a = decimal_reduce(a);
    long double power = 1;
    for (int32_t i = a.exponent < 0 ? -a.exponent : a.exponent; i > 0; i--)
        power *= 10;
    bool exact = a.digits <= ((wide)1 << 53) && a.exponent >= -22 && a.exponent <= 22;
    double value;
    if (exact)
        value = a.exponent < 0 ? (double)a.digits / (double)power : (double)a.digits * (double)power;
    else
        value = (double)(a.exponent < 0 ? (long double)a.digits / power : (long double)a.digits * power);
    return a.negative ? -value : value;
}
