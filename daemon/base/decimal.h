/* Exact decimal arithmetic on ind_decimal: what figures go through from the text to the wire. A result that
 * does not fit (more than 38 digits) is unknown, and an unknown operand gives an unknown result, so that a
 * chain of steps needs one look at its end. Never a binary float on the way. Pure; any thread. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <indicatord/observation.h>

/* Digits of a rounded quotient (observation contract, section 2). */
#define DECIMAL_QUOTIENT_DIGITS 12

/* Long enough for any decimal in plain notation whose exponent is within ±64, with sign, point and NUL. */
#define DECIMAL_TEXT 128

#define DECIMAL_UNKNOWN ((ind_decimal){.known = false})

ind_decimal decimal_of(int64_t integer, int32_t exponent);

ind_decimal decimal_add(ind_decimal a, ind_decimal b);
ind_decimal decimal_subtract(ind_decimal a, ind_decimal b);
ind_decimal decimal_multiply(ind_decimal a, ind_decimal b);

/* Exact where the quotient ends within 34 digits, else rounded half to even at 12 significant digits.
 * Unknown for a divisor of zero. */
ind_decimal decimal_divide(ind_decimal a, ind_decimal b);

/* a * 10^by, exactly. */
ind_decimal decimal_shift(ind_decimal a, int32_t by);

ind_decimal decimal_negate(ind_decimal a);
ind_decimal decimal_midpoint(ind_decimal low, ind_decimal high);

/* The same value without trailing zeros (0 becomes 0e0). */
ind_decimal decimal_reduce(ind_decimal a);

/* -1, 0, 1; both must be known. */
int decimal_compare(ind_decimal a, ind_decimal b);
bool decimal_is_zero(ind_decimal a);

/* Half of the last printed place: 39.2 -> 0.05. */
ind_decimal decimal_half_step(ind_decimal a);

/* Plain notation, no exponent, no trailing zeros behind the point: "-12.446". Returns the length; the
 * decimal must be known. */
size_t decimal_print(ind_decimal a, char ret_text[static DECIMAL_TEXT]);

/* Reads plain notation ("-12.446"); unknown for anything else or too many digits. */
ind_decimal decimal_parse(const char *bytes, size_t length);

/* The nearest double (correct to the last place up to 15 digits, within one beyond). */
double decimal_to_double(ind_decimal a);

#endif
