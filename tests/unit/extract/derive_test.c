/* Plans and earlier amounts that follow from figures, and whether stated figures agree: derive.h alone. */
#include "tests/unit/extract/support.h"

#include "daemon/base/decimal.h"
#include "daemon/extract/derive.h"

static ind_decimal number(const char *text)
{
    return text ? decimal_parse(text, strlen(text)) : DECIMAL_UNKNOWN;
}

static ind_decimal half_of(const char *text)
{
    return text ? decimal_half_step(number(text)) : DECIMAL_UNKNOWN;
}

static void assert_decimal(ind_decimal got, const char *expected)
{
    assert_int_equal(got.known, expected != NULL);
    if (!expected)
        return;
    char text[DECIMAL_TEXT];
    decimal_print(got, text);
    assert_string_equal(text, expected);
}

static void derives_with_what_rounding_allows(void **state)
{
    (void)state;
    static const struct {
        const char *level, *level_half, *ratio, *ratio_half, *value, *low, *high;
    } cases[] = {
        /* 39,2 tỷ, 113%: between 34.49 and 34.89 */
        {"39.2", "0.05", "1.13", "0.005", "34.6902654867", "34.4933920705", "34.8888888889"},
        {"-39.2", "0.05", "1.13", "0.005", "-34.6902654867", "-34.8888888889", "-34.4933920705"}, /* a loss */
        {"0.01", "0.05", "0.5", "0.1", "0.02", "-0.1", "0.15"},                                   /* it may be one */
        {"500", NULL, "1.25", NULL, "400", "400", "400"},
        {"1", NULL, "3", NULL, "0.333333333333", "0.333333333333", "0.333333333333"},
        {"2", NULL, "3", NULL, "0.666666666667", "0.666666666667", "0.666666666667"},
        {"0", NULL, "1.5", NULL, "0", "0", "0"},
        /* a ratio that may be zero has no greatest base */
        {"5", "0.5", "0.005", "0.005", "1000", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_figure figure = {.role = IND_ROLE_PLAN, .ratio = number(cases[i].ratio)};
        derive_base(&figure, number(cases[i].level), number(cases[i].level_half), number(cases[i].ratio_half));
        assert_true(figure.derived);
        assert_decimal(figure.value, cases[i].value);
        assert_decimal(figure.value_low, cases[i].low);
        assert_decimal(figure.value_high, cases[i].high);
    }
}

static void derives_nothing_from_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *level, *ratio;
    } cases[] = {{NULL, "1.13"}, {"39.2", NULL}, {"39.2", "0"}, {"39.2", "-0.5"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_figure figure = {.role = IND_ROLE_PLAN, .ratio = number(cases[i].ratio)};
        derive_base(&figure, number(cases[i].level), half_of(cases[i].level), half_of(cases[i].ratio));
        assert_false(figure.derived);
        assert_false(figure.value.known || figure.value_low.known || figure.value_high.known);
    }
}

static void holds_figures_against_each_other(void **state)
{
    (void)state;
    static const struct {
        const char *level, *value, *ratio;
        ind_tristate agrees;
    } cases[] = {
        {"44.7", "67.0", "0.667", IND_TRISTATE_TRUE},
        {"50.0", "67.0", "0.667", IND_TRISTATE_FALSE},
        {"-44.7", "-67.0", "0.667", IND_TRISTATE_TRUE}, /* losses */
        {"-50.0", "-67.0", "0.667", IND_TRISTATE_FALSE},
        {"10", "16", "0.625", IND_TRISTATE_TRUE},
        {"10", "16", "0.725", IND_TRISTATE_FALSE},
        /* just inside and just outside the last printed place */
        {"33.4", "100.0", "0.333", IND_TRISTATE_TRUE},
        {"33.6", "100.0", "0.333", IND_TRISTATE_FALSE},
        {NULL, "100", "0.5", IND_TRISTATE_UNKNOWN},
        {"50", NULL, "0.5", IND_TRISTATE_UNKNOWN},
        {"50", "100", NULL, IND_TRISTATE_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(agrees(number(cases[i].level), half_of(cases[i].level), number(cases[i].value), half_of(cases[i].value),
                                number(cases[i].ratio), half_of(cases[i].ratio)),
                         cases[i].agrees);
}

static void takes_unrounded_figures_as_exact(void **state)
{
    (void)state;
    ind_decimal none = DECIMAL_UNKNOWN;
    assert_int_equal(agrees(number("18"), none, number("21"), none, number("0.857"), number("0.0005")), IND_TRISTATE_TRUE);
    assert_int_equal(agrees(number("18"), none, number("21"), none, number("0.857"), none), IND_TRISTATE_FALSE);
    assert_int_equal(agrees(number("18"), none, number("24"), none, number("0.75"), none), IND_TRISTATE_TRUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(derives_with_what_rounding_allows),
        cmocka_unit_test(derives_nothing_from_nothing),
        cmocka_unit_test(holds_figures_against_each_other),
        cmocka_unit_test(takes_unrounded_figures_as_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
