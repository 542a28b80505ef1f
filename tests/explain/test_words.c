/* The wording of figures and rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "daemon/base/decimal.h"
#include "daemon/tools/explain_words.h"

static ind_text text(const char *bytes)
{
    return (ind_text){bytes, (uint32_t)strlen(bytes)};
}

/* Checks what was put into the buffer and empties it. */
static void said(struct buffer *words, const char *expected)
{
    assert_string_equal(buffer_string(words), expected);
    buffer_clear(words);
}

static void test_numbers(void **state)
{
    (void)state;
    struct buffer w = {0};
    static const struct {
        int64_t digits;
        int exponent, to;
        const char *text;
    } rows[] = {
        {0, 0, EXACT, "0"},           {392, -1, EXACT, "39.2"},       {-12446, -3, EXACT, "−12.446"},
        {4215, 0, EXACT, "4 215"},    {12345678, -1, EXACT, "1 234 567.8"}, {815702479339, -1, 4, "81 570 000 000"},
        {99995, -1, 4, "10 000"},     {12344, -4, 4, "1.234"},        {12345, -4, 4, "1.235"},
        {1, 12, 4, "1 000 000 000 000"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        words_number(&w, decimal_of(rows[i].digits, rows[i].exponent), rows[i].to);
        said(&w, rows[i].text);
    }
    words_number(&w, DECIMAL_UNKNOWN, EXACT);
    said(&w, "");
    buffer_done(&w);
}

static void test_amounts_and_levels(void **state)
{
    (void)state;
    struct buffer w = {0};
    words_amount(&w, decimal_of(39200000000, 0), text("VND"), (ind_text){0}, EXACT);
    said(&w, "39.2 tỷ VND");
    words_amount(&w, decimal_of(43000000, 0), text("VND/{person}/a"), (ind_text){0}, EXACT);
    said(&w, "43 triệu VND/{person}/a");
    words_amount(&w, decimal_of(999999, 0), text("VND"), (ind_text){0}, EXACT);
    said(&w, "999 999 VND");
    words_amount(&w, decimal_of(27, 0), text("1"), text("doanh nghiệp"), EXACT);
    said(&w, "27 doanh nghiệp");
    words_amount(&w, decimal_of(-12, -1), text("[pp]"), (ind_text){0}, EXACT);
    said(&w, "−1.2 points of %");
    ind_level part = {.value = decimal_of(18, 0), .part = decimal_of(18, 0), .whole = decimal_of(21, 0), .unit = text("1"),
                      .counted = text("chỉ tiêu")};
    words_level(&w, &part);
    said(&w, "18 of 21 chỉ tiêu");
    ind_level range = {.value = decimal_of(115, -1), .low = decimal_of(11, 0), .high = decimal_of(12, 0), .unit = text("%"),
                       .qualifier = IND_QUALIFIER_ABOUT};
    words_level(&w, &range);
    said(&w, "≈ 11–12 %");
    ind_level least = {.value = decimal_of(2200, 0), .unit = text("1"), .qualifier = IND_QUALIFIER_AT_LEAST};
    words_level(&w, &least);
    said(&w, "≥ 2 200");
    buffer_done(&w);
}

static ind_observation revenue(void)
{
    return (ind_observation){.has_level = true, .level = {.value = decimal_of(45, 12), .unit = text("VND")}};
}

static void test_plans(void **state)
{
    (void)state;
    struct buffer w = {0};
    ind_observation o = revenue();
    ind_figure f = {.role = IND_ROLE_PLAN, .ratio = decimal_of(667, -3), .basis = text("chỉ tiêu"), .basis_code = IND_BASIS_TARGET,
                    .assigner = text("Bộ"), .value = decimal_of(60, 12), .unit = text("VND"), .consistent = IND_TRISTATE_FALSE,
                    .period = {.start = {2020, 1, 1}, .end = {2020, 12, 31}}};
    words_figure(&w, &f);
    said(&w, "66.7 %");
    words_basis(&w, &f);
    said(&w, "of the target “chỉ tiêu”, set by “Bộ”, for 2020");
    words_base(&w, &o, &f);
    said(&w, "60 000 tỷ VND");
    words_origin(&w, &o, &f);
    said(&w, "stated");
    words_doubt(&w, &o, &f);
    said(&w, "does not agree: the text says 66.7 %, its amounts give 75 %");
    f.consistent = IND_TRISTATE_TRUE;
    words_doubt(&w, &o, &f);
    said(&w, "agrees with the amounts");
    f.consistent = IND_TRISTATE_UNKNOWN;
    words_doubt(&w, &o, &f);
    said(&w, "");
    f.derived = true;
    f.value_low = decimal_of(591234, 8);
    f.value_high = decimal_of(60987, 9);
    words_base(&w, &o, &f);
    said(&w, "≈ 60 000 tỷ VND");
    words_origin(&w, &o, &f);
    said(&w, "derived; rounding allows 59 120 to 60 990 tỷ VND");
    buffer_done(&w);
}

static void test_changes_and_shares(void **state)
{
    (void)state;
    struct buffer w = {0};
    ind_figure rise = {.role = IND_ROLE_CHANGE, .ratio = decimal_of(113, -2), .basis = text("cùng kỳ"),
                       .comparison = IND_COMPARISON_YEAR_ON_YEAR, .period = {.start = {2019, 1, 1}, .end = {2019, 12, 31}}};
    words_figure(&w, &rise);
    said(&w, "+13 %");
    words_basis(&w, &rise);
    said(&w, "against “cùng kỳ” (year on year, 2019)");
    ind_figure fall = {.role = IND_ROLE_CHANGE, .ratio = decimal_of(95, -2), .qualifier = IND_QUALIFIER_OVER};
    words_figure(&w, &fall);
    said(&w, "> −5 %");
    words_basis(&w, &fall);
    said(&w, "against an earlier period");
    ind_figure less = {.role = IND_ROLE_CHANGE, .delta = decimal_of(-35, 0), .unit = text("har")};
    words_figure(&w, &less);
    said(&w, "−35 har");
    ind_figure range = {.role = IND_ROLE_PLAN, .ratio = decimal_of(106, -2), .low = decimal_of(105, -2), .high = decimal_of(107, -2)};
    words_figure(&w, &range);
    said(&w, "105–107 %");
    ind_observation o = {.has_level = true, .level = {.value = decimal_of(10, 0), .part = decimal_of(10, 0),
                                                      .whole = decimal_of(16, 0), .unit = text("1")}};
    ind_figure share = {.role = IND_ROLE_SHARE, .ratio = decimal_of(725, -3), .value = decimal_of(1379, -2), .derived = true,
                        .consistent = IND_TRISTATE_FALSE};
    words_base(&w, &o, &share);
    said(&w, ""); /* the whole is stated */
    words_doubt(&w, &o, &share);
    said(&w, "does not agree: the text says 72.5 %, its amounts give 62.5 %");
    buffer_done(&w);
}

static void test_periods(void **state)
{
    (void)state;
    struct buffer w = {0};
    words_period(&w, &(ind_period){.start = {2020, 4, 1}, .end = {2020, 6, 30}});
    said(&w, "2020-Q2");
    words_period(&w, &(ind_period){.start = {2020, 1, 1}, .end = {2020, 9, 30}});
    said(&w, "2020-01-01 – 2020-09-30");
    words_period(&w, &(ind_period){0});
    said(&w, "");
    buffer_done(&w);
}

static void test_rules(void **state)
{
    (void)state;
    struct buffer w = {0};
    static const char *const rows[][2] = {
        {"units:tạ/ha", "a unit"},
        {"patterns:number-year-act", "the number of a document"},
        {"patterns:of-an-operator", "a pattern for what is no figure"},
        {"numbers:list", "the number of a list item"},
        {"numbers:lists", ""},
        {"units:", ""},
        {"something else", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        words_rule(&w, text(rows[i][0]));
        said(&w, rows[i][1]);
    }
    words_rule(&w, (ind_text){0});
    said(&w, "");
    buffer_done(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_amounts_and_levels), cmocka_unit_test(test_plans),
        cmocka_unit_test(test_changes_and_shares), cmocka_unit_test(test_periods), cmocka_unit_test(test_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
