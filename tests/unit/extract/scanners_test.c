/* The scanners of extract/ on tokens, without the rest: numerals (reading.h) and dates (calendar.h). */
#include "tests/unit/extract/support.h"

#include "daemon/extract/calendar.h"
#include "tests/unit/extract/scan.h"

#define MEMORY ((size_t)4 << 20)

static ind_tables *tables;

static int set_up(void **state)
{
    (void)state;
    return ind_tables_new(&tables, NULL, 0, NULL);
}

static int tear_down(void **state)
{
    (void)state;
    ind_tables_free(tables);
    return 0;
}

static void scan(struct arena *arena, const char *text, struct reading *ret_reading)
{
    arena_init(arena, MEMORY);
    assert_int_equal(scan_read(arena, tables, text, strlen(text), ret_reading), 0);
}

/* --- numerals --------------------------------------------------------------------------------------------------- */

static const struct {
    const char *text;
    const char *value; /* NULL: too many digits */
    const char *rest;  /* what stands behind the numeral */
    const char *half;
} numerals[] = {
    {"3.787 ha", "3787", " ha", "0.5"},
    {"973,611 ha", "973.611", " ha", "0.0005"},
    {"12.278,27 ha", "12278.27", " ha", "0.005"},
    {"1.5%", "1.5", "%", "0.05"},
    {"0.851%", "0.851", "%", "0.0005"},
    {"1,234,567 ha", "1234567", " ha", "0.5"},
    {"39,2 tỷ đồng", "39200000000", " đồng", "50000000"},
    {"12 nghìn tỷ đồng", "12000000000000", " đồng", "500000000000"},
    {"10 vạn tấn", "100000", " tấn", "5000"},
    {"2 tỷ 350 triệu đồng", "2350000000", " đồng", "500000"},
    {"2 tỷ 5.", "2500000000", ".", "50000000"},
    {"2 tỷ 5 triệu", "2005000000", "", "500000"},
    {"8 triệu 5 người", "8000000", " 5 người", NULL},
    {"2 tỷ rưỡi", "2500000000", "", "50000000"},
    {"một triệu rưỡi", "1500000", "", "50000"},
    {"hai mươi tư xã", "24", " xã", "0.5"},
    {"mười lăm xã", "15", " xã", "0.5"},
    {"hai mươi mốt xã", "21", " xã", "0.5"},
    {"một trăm lẻ ba xã", "103", " xã", "0.5"},
    {"năm nghìn năm trăm năm mươi lăm xã", "5555", " xã", "0.5"},
    {"ba xã", "3", " xã", "0.5"},
    {"500 ha", "500", " ha", "0.5"},
    {"1234567890123456789012345678901234 ha", "1234567890123456789012345678901234", " ha", "0.5"},
    {"12345678901234567890123456789012345 ha", NULL, " ha", NULL},
};

static void assert_decimal(ind_decimal got, const char *expected)
{
    char text[DECIMAL_TEXT];
    assert_true(got.known);
    decimal_print(got, text);
    assert_string_equal(text, expected);
}

static void reads_numerals_to_their_end(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++) {
        struct arena arena;
        struct reading r;
        struct numeral n;
        scan(&arena, numerals[i].text, &r);
        assert_true(numeral_at(&r, 0, &n));
        assert_string_equal(numerals[i].text + token_at(&r, n.end - 1)->end, numerals[i].rest);
        if (numerals[i].value)
            assert_decimal(n.value, numerals[i].value);
        else
            assert_false(n.value.known);
        if (numerals[i].half)
            assert_decimal(n.half, numerals[i].half);
        arena_done(&arena);
    }
}

static void reads_no_numeral_where_there_is_none(void **state)
{
    (void)state;
    static const char *const texts[] = {"xã", "tỷ đồng", "ha", "%", "-"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena arena;
        struct reading r;
        struct numeral n;
        scan(&arena, texts[i], &r);
        assert_false(numeral_at(&r, 0, &n));
        assert_false(numeral_at(&r, r.tokens.count, &n));
        arena_done(&arena);
    }
}

static void votes_for_the_english_way(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool english;
    } votes[] = {
        {"3,787.5 ha", true},          {"1,234,567 ha", true},           {"12.5%", false},
        {"3.787,5 ha", false},         {"1.234.567 ha", false},          {"3,787.5 ha 1.234.567 ha", false},
        {"3,787 ha", false},           {"3,787.5 ha và 12.5%", true},    {"", false},
    };
    for (size_t i = 0; i < sizeof votes / sizeof *votes; i++) {
        struct arena arena;
        struct reading r;
        char text[64];
        snprintf(text, sizeof text, "đạt %s", votes[i].text);
        scan(&arena, text, &r);
        assert_int_equal(digits_are_english(&r), votes[i].english);
        arena_done(&arena);
    }
}

static void reads_digits_the_articles_way(void **state)
{
    (void)state;
    static const struct {
        const char *digits, *vietnamese, *english;
    } cases[] = {
        {"1,250", "1.25", "1250"},  {"1.250", "1250", "1.25"},        {"3,787.5", "3787.5", "3787.5"},
        {"12.5", "12.5", "12.5"},   {"12.345", "12345", "12.345"},    {"0.851", "0.851", "0.851"},
        {"05", "5", "5"},           {"1.234.567", "1234567", "1234567"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading r = {.english = false};
        assert_decimal(digits_read(&r, cases[i].digits, strlen(cases[i].digits)), cases[i].vietnamese);
        r.english = true;
        assert_decimal(digits_read(&r, cases[i].digits, strlen(cases[i].digits)), cases[i].english);
    }
}

/* --- dates -------------------------------------------------------------------------------------------------------- */

static void knows_the_lengths_of_months(void **state)
{
    (void)state;
    static const struct {
        int16_t year;
        uint8_t month, days;
    } months[] = {{2021, 1, 31}, {2021, 2, 28}, {2020, 2, 29}, {2000, 2, 29}, {1900, 2, 28}, {2021, 4, 30}, {2021, 12, 31}};
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        assert_int_equal(days_of_month(months[i].year, months[i].month), months[i].days);
}

static void orders_dates(void **state)
{
    (void)state;
    assert_int_equal(date_compare((ind_date){2020, 12, 31}, (ind_date){2021, 1, 1}), -1);
    assert_int_equal(date_compare((ind_date){2021, 2, 1}, (ind_date){2021, 1, 31}), 1);
    assert_int_equal(date_compare((ind_date){2021, 2, 1}, (ind_date){2021, 2, 2}), -1);
    assert_int_equal(date_compare((ind_date){2021, 2, 2}, (ind_date){2021, 2, 2}), 0);
}

static void reads_dates_in_figures(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        ind_date date;
        const char *rest;
    } dates[] = {
        {"31/10 thì", {0, 10, 31}, " thì"},         {"31/10/2020", {2020, 10, 31}, ""},
        {"08-01-2021", {2021, 1, 8}, ""},           {"12.5.2021,", {2021, 5, 12}, ","},
        {"2019-12-25", {2019, 12, 25}, ""},         {"29/02/2020", {2020, 2, 29}, ""},
        {"08 08 2019", {2019, 8, 8}, ""},           {"29/2", {0, 2, 29}, ""},
        {"1/1/2021.", {2021, 1, 1}, "."},
    };
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct arena arena;
        struct reading r;
        uint32_t end;
        ind_date date;
        scan(&arena, dates[i].text, &r);
        assert_true(date_at(&r, 0, &end, &date));
        assert_int_equal(date_compare(date, dates[i].date), 0);
        assert_string_equal(dates[i].text + token_at(&r, end - 1)->end, dates[i].rest);
        arena_done(&arena);
    }
}

static void refuses_days_that_no_calendar_has(void **state)
{
    (void)state;
    static const char *const texts[] = {"32/10", "31/4", "30/2", "29/02/2021", "10/13", "0/5", "5/0", "31/11/2020", "18/21 xã",
                                        "1.234.567", "39,2", "500", "xã"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena arena;
        struct reading r;
        uint32_t end;
        ind_date date;
        scan(&arena, texts[i], &r);
        if (date_at(&r, 0, &end, &date))
            fail_msg("%s was read as a date", texts[i]);
        arena_done(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_numerals_to_their_end),
        cmocka_unit_test(reads_no_numeral_where_there_is_none),
        cmocka_unit_test(votes_for_the_english_way),
        cmocka_unit_test(reads_digits_the_articles_way),
        cmocka_unit_test(knows_the_lengths_of_months),
        cmocka_unit_test(orders_dates),
        cmocka_unit_test(reads_dates_in_figures),
        cmocka_unit_test(refuses_days_that_no_calendar_has),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
