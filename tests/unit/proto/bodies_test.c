/* What the vectors don't show of the bodies: codes of periods, names of bytes, half-known places. */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "proto/pieces.h"
#include "tests/unit/proto/fixtures.h"

static void assert_code(ind_date start, ind_date end, const char *expected)
{
    char code[IND_PERIOD_CODE];
    size_t length = ind_period_code(&(ind_period){.start = start, .end = end}, code);
    assert_string_equal(code, expected);
    assert_int_equal(length, strlen(expected));
}

static void test_period_codes(void **state)
{
    (void)state;
    assert_code((ind_date){2020, 1, 1}, (ind_date){2020, 12, 31}, "2020");
    assert_code((ind_date){2020, 1, 1}, (ind_date){2020, 3, 31}, "2020-Q1");
    assert_code((ind_date){2021, 10, 1}, (ind_date){2021, 12, 31}, "2021-Q4");
    assert_code((ind_date){2020, 7, 1}, (ind_date){2020, 7, 31}, "2020-M07");
    assert_code((ind_date){2020, 2, 1}, (ind_date){2020, 2, 29}, "2020-M02");
    assert_code((ind_date){2021, 2, 1}, (ind_date){2021, 2, 28}, "2021-M02");
    assert_code((ind_date){2020, 2, 1}, (ind_date){2020, 2, 28}, "2020-02-01/P28D");
    assert_code((ind_date){2020, 1, 1}, (ind_date){2020, 9, 30}, "2020-01-01/P9M");
    assert_code((ind_date){2021, 1, 1}, (ind_date){2021, 6, 30}, "2021-01-01/P6M");
    assert_code((ind_date){2020, 2, 1}, (ind_date){2020, 4, 30}, "2020-02-01/P3M");
    assert_code((ind_date){2020, 7, 1}, (ind_date){2021, 6, 30}, "2020-07-01/P12M");
    assert_code((ind_date){2015, 1, 1}, (ind_date){2020, 12, 31}, "2015-01-01/P72M");
    assert_code((ind_date){2020, 1, 1}, (ind_date){2020, 10, 30}, "2020-01-01/P304D");
    assert_code((ind_date){2020, 10, 31}, (ind_date){2020, 10, 31}, "2020-10-31/P1D");
    assert_code((ind_date){2019, 12, 31}, (ind_date){2020, 3, 1}, "2019-12-31/P62D");
    assert_code((ind_date){1, 1, 1}, (ind_date){9999, 12, 30}, "0001-01-01/P3652058D");
}

static void test_names(void **state)
{
    (void)state;
    struct buffer out = {0};
    ind_escape_name(&out, "b\xc3\xa1o c\xe1o\\1\x80.txt", 15);
    assert_string_equal(buffer_string(&out), "báo c\\xe1o\\\\1\\x80.txt");
    buffer_done(&out);
}

static void assert_place(const ind_place *place, const char *expected)
{
    struct buffer out = {0};
    struct ind_writer writer = ind_json_writer(&out);
    ind_write_map(&writer, 1);
    ind_put_place(&writer, "p", place);
    ind_write_end(&writer);
    assert_string_equal(buffer_string(&out), expected);
    buffer_done(&out);
}

static void test_places(void **state)
{
    (void)state;
    assert_place(&(ind_place){.level = IND_LEVEL_VILLAGE}, "{\"p\": null}");
    assert_place(&(ind_place){.text = TEXT("thôn 3"), .level = IND_LEVEL_VILLAGE},
                 "{\"p\": {\"text\": \"thôn 3\", \"level\": \"village\", \"code\": null, \"vintage\": null, "
                 "\"parent\": null, \"candidates\": null}}");
    assert_place(&(ind_place){.text = TEXT("xã Thanh Sơn"), .level = IND_LEVEL_COMMUNE, .candidates = 13},
                 "{\"p\": {\"text\": \"xã Thanh Sơn\", \"level\": \"commune\", \"code\": null, \"vintage\": null, "
                 "\"parent\": null, \"candidates\": 13}}");
}

static void test_out_of_memory_sticks(void **state)
{
    (void)state;
    struct buffer out = {.failed = true};
    struct ind_writer writer = ind_msgpack_writer(&out);
    ind_write_observation(&writer, &fixture_full, &fixture_article, &fixture_producer);
    assert_true(out.failed);
    assert_int_equal(out.length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_period_codes),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_out_of_memory_sticks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
