/* Dates that machines write, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "daemon/text/date.h"

static void reads_dates_as_machines_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        ind_date date;
    } cases[] = {
        {"2021-03-12", {2021, 3, 12}},
        {"2021-03-12T08:15:00+07:00", {2021, 3, 12}},
        {"2021-03-12T18:30:00Z", {2021, 3, 13}},
        {"2021-03-12T16:59:59.999Z", {2021, 3, 12}},
        {"2020-12-31T17:00:00+00:00", {2021, 1, 1}},
        {"2020-02-28T17:00:00+0000", {2020, 2, 29}},
        {"2021-03-12T18:30:00+07:00", {2021, 3, 12}},
        {"2021/3/2", {2021, 3, 2}},
        {"20210312", {2021, 3, 12}},
        {"2021-07", {2021, 7, 0}},
        {"12/03/2021 08:15", {2021, 3, 12}},
        {"Thứ sáu, 12-3-2021 | 08:15 GMT+7", {2021, 3, 12}},
        {"16:04 08.01.2021", {2021, 1, 8}},
        {"1.12.3.2021", {2021, 3, 12}},
        {"số 15, 29/2/2020", {2020, 2, 29}},
        {"Fri, 08 Jan 2021 16:04:00 +0700", {2021, 1, 8}},
        {"Fri, 08 Jan 2021 17:30:00 GMT", {2021, 1, 9}},
        {"Thu, 31 Dec 2020 23:59:00 +0000", {2021, 1, 1}},
        {"Fri, 08 Jan 2021 17:30:00 GMT+7", {2021, 1, 8}},
        {"January 8, 2021", {2021, 1, 8}},
        {"Published SEPT 1 on Sep. 8, 2021", {2021, 9, 8}},
        {"8-Jan-2021", {2021, 1, 8}},
        {"16:04, ngày 8 tháng 1 năm 2021", {2021, 1, 8}},
        {"08 Tháng 01, 2021", {2021, 1, 8}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_date date = {0};
        if (!date_written(cases[i].text, strlen(cases[i].text), &date))
            fail_msg("no date in %s", cases[i].text);
        if (memcmp(&date, &cases[i].date, sizeof date))
            fail_msg("%s is %d-%d-%d", cases[i].text, date.year, date.month, date.day);
    }
}

static void leaves_alone_what_is_no_date(void **state)
{
    (void)state;
    static const char *const cases[] = {"",           "2021",       "12/03",         "29/2/2021",  "31/04/2021", "2021-13-01",
                                        "0/1/2021",   "1899-01-01", "12/03/21",      "1.234.5678", "2101-01-01", "2021-00",
                                        "99999999999", "1-2/2021",  "18446744073709551616-1-1", "-", "2021-",
                                        "Jan 2021",   "31 Feb 2021", "Marching 8, 2021", "8 Jan 21", "tháng 1 năm 2021",
                                        "8 tháng 13 năm 2021", "Jan", "8 Jan", "May 8"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_date date = {1, 2, 3};
        if (date_written(cases[i], strlen(cases[i]), &date))
            fail_msg("%s is %d-%d-%d", cases[i], date.year, date.month, date.day);
        assert_true(date.year == 1 && date.month == 2 && date.day == 3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_dates_as_machines_write_them),
        cmocka_unit_test(leaves_alone_what_is_no_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
