/* What printed figures leave open, and when two of them can't both be true. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "daemon/base/decimal.h"
#include "daemon/tools/check_amount.h"

static ind_text text(const char *bytes)
{
    return (ind_text){bytes, (uint32_t)strlen(bytes)};
}

static struct amount printed(int64_t digits, int exponent, ind_qualifier qualifier, const char *as)
{
    return amount_of(decimal_of(digits, exponent), qualifier, text(as));
}

static void is(ind_decimal number, int64_t digits, int exponent)
{
    assert_true(number.known);
    assert_int_equal(decimal_compare(number, decimal_of(digits, exponent)), 0);
}

static void test_half_a_place_each_way(void **state)
{
    (void)state;
    static const struct {
        int64_t value;
        int exponent;
        const char *text;
        int64_t half;
        int half_exponent;
    } rows[] = {
        {392, 8, "39,2 tỷ đồng", 5, 7},   {390, 8, "39,0 tỷ đồng", 5, 7}, {39, 9, "39 tỷ", 5, 8},
        {500, 0, "500 ha", 5, -1},        {4215, 0, "4.215 ha", 5, -1},   {18, 0, "18/21 xã", 5, -1},
        {12446, -3, "124,46 tạ/ha", 5, -4}, {36, -3, "1 sào", 18, -3},    {235, 7, "2 tỷ 350 triệu", 5, 6},
        {3, -4, "3 m2", 5, -5},           {2, 0, "hai xã", 5, -1},        {0, 0, "0 ca", 5, -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct amount a = printed(rows[i].value, rows[i].exponent, IND_QUALIFIER_NONE, rows[i].text);
        ind_decimal value = decimal_of(rows[i].value, rows[i].exponent), half = decimal_of(rows[i].half, rows[i].half_exponent);
        assert_int_equal(decimal_compare(a.low, decimal_subtract(value, half)), 0);
        assert_int_equal(decimal_compare(a.high, decimal_add(value, half)), 0);
    }
}

static void test_ratios(void **state)
{
    (void)state;
    static const struct {
        int64_t ratio;
        int exponent;
        const char *text;
        int64_t half;
        int half_exponent;
    } rows[] = {
        {113, -2, "13%", 5, -3}, {87, -2, "13%", 5, -3},  {667, -3, "66,7%", 5, -4}, {105, -2, "105%", 5, -3},
        {21, -1, "2,1 lần", 5, -2}, {2, 0, "gấp đôi", 5, -1}, {170, -2, "70%", 5, -3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ind_figure f = {.ratio = decimal_of(rows[i].ratio, rows[i].exponent), .text = text(rows[i].text)};
        struct amount a = amount_of_ratio(&f);
        is(decimal_subtract(a.high, f.ratio), rows[i].half, rows[i].half_exponent);
        is(decimal_subtract(f.ratio, a.low), rows[i].half, rows[i].half_exponent);
    }
}

static void test_qualifiers_open_a_side(void **state)
{
    (void)state;
    struct amount over = printed(500, 0, IND_QUALIFIER_OVER, "500"), most = printed(500, 0, IND_QUALIFIER_AT_MOST, "500");
    assert_false(over.high.known);
    assert_false(most.low.known);
    struct amount about = printed(500, 0, IND_QUALIFIER_ABOUT, "500"), nearly = printed(500, 0, IND_QUALIFIER_NEARLY, "500");
    is(about.low, 4495, -1);
    is(about.high, 5505, -1);
    is(nearly.low, 4245, -1);
    is(nearly.high, 5005, -1);
}

static void test_when_figures_differ(void **state)
{
    (void)state;
    static const struct {
        int64_t a;
        const char *a_text;
        ind_qualifier a_qualifier;
        int64_t b;
        const char *b_text;
        ind_qualifier b_qualifier;
        bool differ;
    } rows[] = {
        {252, "252", 0, 253, "253", 0, true},
        {252, "252", 0, 252, "252", 0, false},
        {500, "500", 0, 510, "510", 0, true},
        {500, "500", 0, 503, "503", 0, false},           /* told roundly */
        {2500, "2.500", 0, 2512, "2.512", 0, false},
        {2500, "2.500", 0, 2578, "2.578", 0, false},     /* cut */
        {2500, "2.500", 0, 2678, "2.678", 0, true},
        {40, "40", 0, 45, "45", 0, true},
        {500, "500", IND_QUALIFIER_OVER, 652, "652", 0, false},
        {500, "500", IND_QUALIFIER_OVER, 480, "480", 0, true},
        {500, "500", IND_QUALIFIER_NEARLY, 480, "480", 0, false},
        {500, "500", IND_QUALIFIER_NEARLY, 520, "520", 0, true},
        {500, "500", IND_QUALIFIER_ABOUT, 540, "540", 0, false},
        {500, "500", IND_QUALIFIER_ABOUT, 600, "600", 0, true},
        {0, "0", 0, 7, "7", 0, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ind_level one = {.value = decimal_of(rows[i].a, 0), .unit = text("1"), .qualifier = rows[i].a_qualifier, .text = text(rows[i].a_text)};
        ind_level two = {.value = decimal_of(rows[i].b, 0), .unit = text("1"), .qualifier = rows[i].b_qualifier, .text = text(rows[i].b_text)};
        struct amount a = amount_of_level(&one), b = amount_of_level(&two);
        if (amounts_differ(a, b) != rows[i].differ || amounts_differ(b, a) != rows[i].differ)
            fail_msg("row %zu", i);
    }
    struct amount tight = amount_of(decimal_of(392, 8), IND_QUALIFIER_NONE, text("39,2 tỷ"));
    assert_false(amounts_differ(tight, amount_of(decimal_of(3924, 7), IND_QUALIFIER_NONE, text("39,24 tỷ"))));
    assert_false(amounts_differ(tight, amount_of(decimal_of(393, 8), IND_QUALIFIER_NONE, text("39,3 tỷ")))); /* they meet */
    assert_true(amounts_differ(tight, amount_of(decimal_of(394, 8), IND_QUALIFIER_NONE, text("39,4 tỷ"))));
}

static void test_what_is_not_known_never_differs(void **state)
{
    (void)state;
    struct amount nothing = amount_of(DECIMAL_UNKNOWN, IND_QUALIFIER_NONE, text("")), one = printed(1, 0, IND_QUALIFIER_NONE, "1");
    assert_false(amounts_differ(nothing, one));
    assert_false(amounts_differ(one, nothing));
    assert_false(amount_above(amount_multiply(nothing, one), one));
    assert_false(amount_above(one, amount_divide(one, amount_subtract(one, one))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_half_a_place_each_way), cmocka_unit_test(test_ratios), cmocka_unit_test(test_qualifiers_open_a_side),
        cmocka_unit_test(test_when_figures_differ), cmocka_unit_test(test_what_is_not_known_never_differs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
