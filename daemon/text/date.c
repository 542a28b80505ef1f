/* Runs of digits with the marks between them, looked at from left to right. */
#include "daemon/text/date.h"

#include <string.h>

#define YEAR_FIRST 1900
#define YEAR_LAST 2100
#define EAST_HOURS 7 /* Vietnam's time is UTC+7 */

/* Up to three numbers that one mark parts: "2021-03-12". */
struct run {
    uint32_t value[3];
    uint32_t digits[3];
    uint32_t count;
    char mark;
    size_t end;
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static size_t number_at(const char *bytes, size_t length, size_t at, uint32_t *ret_value)
{
    uint32_t value = 0;
    size_t end = at;
    for (; end < length && is_digit(bytes[end]); end++)
        value = value < 100000000 ? value * 10 + (uint32_t)(bytes[end] - '0') : UINT32_MAX / 2;
    *ret_value = value;
    return end;
}

static struct run run_at(const char *bytes, size_t length, size_t at)
{
    struct run run = {.end = at};
    while (run.count < 3) {
        size_t end = number_at(bytes, length, at, &run.value[run.count]);
        if (end == at)
            break;
        run.digits[run.count++] = (uint32_t)(end - at);
        run.end = end;
        bool marked = end + 1 < length && strchr("-/.", bytes[end]) && bytes[end] && is_digit(bytes[end + 1]);
        if (!marked || (run.mark && bytes[end] != run.mark))
            break;
        run.mark = bytes[end];
        at = end + 1;
    }
    return run;
}

static uint32_t month_days(uint32_t year, uint32_t month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static bool make(uint32_t year, uint32_t month, uint32_t day, bool whole, ind_date *ret_date)
{
    if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day > month_days(year, month))
        return false;
    if (whole && !day)
        return false;
    *ret_date = (ind_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return true;
}

static bool date_of(const struct run *run, ind_date *ret_date)
{
    const uint32_t *value = run->value;
    if (run->count == 1 && run->digits[0] == 8)
        return make(value[0] / 10000, value[0] / 100 % 100, value[0] % 100, true, ret_date);
    if (run->count == 2 && run->digits[0] == 4 && run->mark == '-')
        return make(value[0], value[1], 0, false, ret_date);
    if (run->count < 3)
        return false;
    if (run->digits[0] == 4)
        return make(value[0], value[1], value[2], true, ret_date);
    return run->digits[2] == 4 && make(value[2], value[1], value[0], true, ret_date);
}

static void next_day(ind_date *date)
{
    if (++date->day <= month_days((uint32_t)date->year, date->month))
        return;
    date->day = 1;
    if (++date->month <= 12)
        return;
    date->month = 1;
    date->year++;
}

/* The hour of "T18:30:00.000Z" or "T18:30:00+00:00"; false where it is told in another zone, or in none. */
static bool utc_hour(const char *bytes, size_t length, size_t at, uint32_t *ret_hour)
{
    if (at + 2 >= length || bytes[at] != 'T' || number_at(bytes, length, at + 1, ret_hour) != at + 3)
        return false;
    at += 3;
    while (at < length && (is_digit(bytes[at]) || bytes[at] == ':' || bytes[at] == '.'))
        at++;
    if (at < length && bytes[at] == 'Z')
        return true;
    return length - at >= 5 && (!memcmp(bytes + at, "+00:0", 5) || !memcmp(bytes + at, "+0000", 5));
}

bool date_written(const char *bytes, size_t length, ind_date *ret_date)
{
    for (size_t at = 0; at < length;) {
        if (!is_digit(bytes[at])) {
            at++;
            continue;
        }
        struct run run = run_at(bytes, length, at);
        uint32_t hour;
        if (date_of(&run, ret_date)) {
            if (ret_date->day && utc_hour(bytes, length, run.end, &hour) && hour < 24 && hour + EAST_HOURS >= 24)
                next_day(ret_date);
            return true;
        }
        at = run.count > 1 ? at + run.digits[0] : run.end;
    }
    return false;
}
