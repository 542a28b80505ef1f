/* Exact decimals: each case is an equation in plain notation; "?" is unknown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "daemon/base/decimal.h"

#define DIGITS_38 "99999999999999999999999999999999999999"

static ind_decimal number(const char *text)
{
    return decimal_parse(text, strlen(text));
}

static const char *print(ind_decimal value)
{
    static char text[DECIMAL_TEXT];
    if (!value.known)
        return "?";
    size_t length = decimal_print(value, text);
    assert_int_equal(length, strlen(text));
    return text;
}

static void test_parses_and_prints(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"0", "0"},           {"-0", "0"},         {"0.0", "0"},       {"39.2", "39.2"},
        {"-12.4460", "-12.446"}, {"007", "7"},     {"1000", "1000"},   {"0.00085", "0.00085"},
        {"39200000000", "39200000000"}, {DIGITS_38, DIGITS_38}, {"-0.5", "-0.5"},
        {"", "?"},  {"-", "?"},  {".5", "?"},  {"5.", "?"},  {"1.2.3", "?"},  {"1,2", "?"},
        {"1e3", "?"}, {" 1", "?"}, {"+1", "?"}, {"--1", "?"}, {"9" DIGITS_38 "9", "?"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(print(number(cases[i][0])), cases[i][1]);
    assert_string_equal(print(decimal_parse("12345", 3)), "123");
    assert_string_equal(print(decimal_parse("12345", 0)), "?");
}

static void test_prints_what_has_an_exponent(void **state)
{
    (void)state;
    assert_string_equal(print(decimal_of(392, 8)), "39200000000");
    assert_string_equal(print(decimal_of(-5, -3)), "-0.005");
    assert_string_equal(print(decimal_of(0, 40)), "0");
    assert_string_equal(print(decimal_of(INT64_MIN, 0)), "-9223372036854775808");
    assert_int_equal(strlen(print(decimal_of(1, 64))), 65);
    assert_int_equal(strlen(print(decimal_of(-1, -64))), 67);
    assert_string_equal(print(decimal_of(1, 65)), "?");
}

static const struct {
    const char *a;
    char operation;
    const char *b, *result;
} equations[] = {
    {"39.2", '+', "0.85", "40.05"},
    {"1", '+', "-1", "0"},
    {"-2.5", '+', "1", "-1.5"},
    {"1", '-', "1.13", "-0.13"},
    {"-1", '-', "-0.5", "-0.5"},
    {DIGITS_38, '+', "1", "100000000000000000000000000000000000000"},
    {DIGITS_38, '*', "10", "?"},
    {DIGITS_38, '+', "0.1", "?"},
    {"2", '*', "350000000", "700000000"},
    {"-0.5", '*', "-0.5", "0.25"},
    {"0", '*', "-3", "0"},
    {"39200000000", '/', "1.13", "34690265486.7"},
    {"1", '/', "3", "0.333333333333"},
    {"2", '/', "3", "0.666666666667"},
    {"-2", '/', "3", "-0.666666666667"},
    {"1", '/', "8", "0.125"},
    {"18", '/', "21", "0.857142857143"},
    {"1", '/', "0", "?"},
    {"0", '/', "7", "0"},
    {"1", '/', "1024", "0.0009765625"},
    {"10", '/', "16", "0.625"},
    {"999999999999.9", '/', "0.9999999999999", "1000000000000"}, /* 13 nines over 13: rounds up over a digit */
    {"?", '+', "1", "?"},
    {"1", '-', "?", "?"},
    {"?", '*', "0", "?"},
    {"0", '/', "?", "?"},
};

static ind_decimal apply(ind_decimal a, char operation, ind_decimal b)
{
    switch (operation) {
    case '+': return decimal_add(a, b);
    case '-': return decimal_subtract(a, b);
    case '*': return decimal_multiply(a, b);
    default: return decimal_divide(a, b);
    }
}

static void test_equations(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof equations / sizeof *equations; i++) {
        ind_decimal result = apply(number(equations[i].a), equations[i].operation, number(equations[i].b));
        assert_string_equal(print(result), equations[i].result);
    }
}

static void test_a_quotient_within_34_digits_is_exact(void **state)
{
    (void)state;
    ind_decimal power = decimal_of((int64_t)1 << 34, 0);
    ind_decimal part = decimal_divide(decimal_of(1, 0), power);
    assert_string_equal(print(decimal_multiply(part, power)), "1");
    assert_string_equal(print(part), "0.0000000000582076609134674072265625");
}

static void test_multiplying_undoes_division(void **state)
{
    (void)state;
    static const int64_t divisors[] = {1, 2, 4, 5, 8, 10, 16, 25, 125, 1000, 1024};
    for (int64_t a = -2000; a <= 2000; a += 7)
        for (size_t i = 0; i < sizeof divisors / sizeof *divisors; i++) {
            ind_decimal divisor = decimal_of(divisors[i], -1);
            ind_decimal back = decimal_multiply(decimal_divide(decimal_of(a, 0), divisor), divisor);
            assert_int_equal(decimal_compare(back, decimal_of(a, 0)), 0);
        }
}

/* The quotient as on paper, a digit at a time; rounding aside: *ret_exact says that it ended within 34 digits. */
static ind_decimal divide_on_paper(ind_decimal a, ind_decimal b, bool *ret_exact)
{
    a = decimal_reduce(a);
    b = decimal_reduce(b);
    ind_decimal quotient = {.digits = a.digits / b.digits, .exponent = a.exponent - b.exponent, .known = true};
    unsigned __int128 rest = a.digits % b.digits, ten_33 = 1;
    for (int i = 0; i < 33; i++)
        ten_33 *= 10;
    for (; rest && quotient.digits < ten_33; quotient.exponent--) {
        quotient.digits = quotient.digits * 10 + rest * 10 / b.digits;
        rest = rest * 10 % b.digits;
    }
    *ret_exact = rest == 0;
    return quotient;
}

/* The two differ by half of the twelfth digit at most. */
static bool is_rounded_of(ind_decimal rounded, ind_decimal exact)
{
    ind_decimal error = decimal_subtract(rounded, exact);
    ind_decimal bound = decimal_multiply(decimal_of(51, -13), exact);
    error.negative = false;
    return decimal_compare(error, bound) <= 0;
}

static void test_quotients_are_those_of_paper(void **state)
{
    (void)state;
    uint64_t random = 1;
    for (int i = 0; i < 20000; i++) {
        uint64_t numbers[2];
        for (int k = 0; k < 2; k++) { /* of 1 to 62 bits, half of them round */
            random = random * 6364136223846793005u + 1442695040888963407u;
            numbers[k] = (random >> 2 >> (random % 62)) | 1;
            numbers[k] *= numbers[k] < UINT64_C(1) << 40 && (random >> 40 & 1) ? 1000000 : 1;
        }
        ind_decimal a = decimal_of((int64_t)numbers[0], i % 97 - 60), b = decimal_of((int64_t)numbers[1], i % 31 - 15);
        bool exact;
        ind_decimal paper = divide_on_paper(a, b, &exact), quotient = decimal_divide(a, b);
        if (paper.exponent < -50 || paper.exponent > 60)
            continue; /* what is too small or too large to be known has a test of its own */
        assert_true(quotient.known);
        assert_true(exact ? decimal_compare(quotient, paper) == 0 : is_rounded_of(quotient, paper));
    }
}

/* An exact quotient is known down to the last exponent, whatever the last step wrote behind its end. */
static void test_the_smallest_quotients(void **state)
{
    (void)state;
    assert_string_equal(print(decimal_shift(decimal_divide(decimal_of(1, -60), decimal_of(8, 0)), 63)), "125");
    assert_string_equal(print(decimal_shift(decimal_divide(decimal_of(1, -63), decimal_of(2, 0)), 64)), "5");
    assert_string_equal(print(decimal_divide(decimal_of(1, -64), decimal_of(2, 0))), "?");
    assert_string_equal(print(decimal_divide(decimal_of(1, -62), decimal_of(3, 0))), "?");
}

static void test_compares(void **state)
{
    (void)state;
    static const char *const rising[] = {("-" DIGITS_38), "-10", "-9.99", "-0.1", "-0.01", "0", "0.001", "0.0011",
                                         "1", "1.00001", "9", "10", DIGITS_38};
    size_t count = sizeof rising / sizeof *rising;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            assert_int_equal(decimal_compare(number(rising[i]), number(rising[j])), (i > j) - (i < j));
    assert_int_equal(decimal_compare(decimal_of(1, 64), decimal_of(1, -64)), 1);
    assert_int_equal(decimal_compare(decimal_of(100, 0), decimal_of(1, 2)), 0);
    assert_int_equal(decimal_compare(number("-0"), number("0")), 0);
}

static void test_small_helpers(void **state)
{
    (void)state;
    assert_string_equal(print(decimal_midpoint(number("7"), number("10"))), "8.5");
    assert_string_equal(print(decimal_half_step(number("39.2"))), "0.05");
    assert_string_equal(print(decimal_half_step(number("113"))), "0.5");
    assert_string_equal(print(decimal_shift(number("39.2"), 9)), "39200000000");
    assert_string_equal(print(decimal_negate(number("5"))), "-5");
    assert_string_equal(print(decimal_negate(number("0"))), "0");
    assert_true(decimal_is_zero(number("0.00")));
    assert_false(decimal_is_zero(number("0.01")));
    ind_decimal reduced = decimal_reduce(number("1200.00"));
    assert_true(reduced.digits == 12 && reduced.exponent == 2);
    assert_false(decimal_half_step(DECIMAL_UNKNOWN).known);
    assert_false(decimal_shift(DECIMAL_UNKNOWN, 1).known);
    assert_false(decimal_midpoint(DECIMAL_UNKNOWN, number("1")).known);
}

static void test_doubles(void **state)
{
    (void)state;
    assert_true(decimal_to_double(number("39.2")) == 39.2);
    assert_true(decimal_to_double(number("-0.1")) == -0.1);
    assert_true(decimal_to_double(number("39200000000")) == 39200000000.0);
    assert_true(decimal_to_double(number("34690265486.7")) == 34690265486.7);
    assert_true(decimal_to_double(number("0")) == 0);
    assert_true(decimal_to_double(decimal_of(1, 40)) == 1e40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parses_and_prints),
        cmocka_unit_test(test_prints_what_has_an_exponent),
        cmocka_unit_test(test_equations),
        cmocka_unit_test(test_a_quotient_within_34_digits_is_exact),
        cmocka_unit_test(test_multiplying_undoes_division),
        cmocka_unit_test(test_quotients_are_those_of_paper),
        cmocka_unit_test(test_the_smallest_quotients),
        cmocka_unit_test(test_compares),
        cmocka_unit_test(test_small_helpers),
        cmocka_unit_test(test_doubles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
