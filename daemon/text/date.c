/* Runs of digits with the marks between them, and months by their names, looked at from left to right. */
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

/* --- months by their names
 * ------------------------------------------------------------------------------------------------- */

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_word(const char *bytes, size_t length, const char *word)
{
    for (size_t i = 0; i < length; i++)
        if ((bytes[i] | ' ') != word[i])
            return false;
    return true;
}

static size_t past_gap(const char *bytes, size_t length, size_t at)
{
    while (at < length && strchr(" ,.-", bytes[at]) && bytes[at])
        at++;
    return at;
}

static bool stands(const char *bytes, size_t length, size_t at, const char *word)
{
    return length - at >= strlen(word) && !memcmp(bytes + at, word, strlen(word));
}

/* "Jan", "January", "tháng 1": where it ends, `at` for none. */
static size_t month_at(const char *bytes, size_t length, size_t at, uint32_t *ret_month)
{
    static const char *const names[] = {"january", "february", "march",     "april",   "may",      "june",
                                        "july",    "august",   "september", "october", "november", "december"};
    size_t end = at;
    if (stands(bytes, length, at, "tháng ") || stands(bytes, length, at, "Tháng "))
        return number_at(bytes, length, at + strlen("tháng "), ret_month);
    while (end < length && is_letter(bytes[end]))
        end++;
    for (uint32_t i = 0; i < 12; i++)
        if ((end - at == 3 || end - at == strlen(names[i])) && is_word(bytes + at, end - at, names[i])) {
            *ret_month = i + 1;
            return end;
        }
    return at;
}

static size_t year_at(const char *bytes, size_t length, size_t at, uint32_t *ret_year)
{
    at = past_gap(bytes, length, at);
    if (stands(bytes, length, at, "năm "))
        at += strlen("năm ");
    size_t end = number_at(bytes, length, at, ret_year);
    return end - at == 4 ? end : 0;
}

/* "08 Jan 2021", "8 tháng 1 năm 2021": from the day on. Where it ends, 0 for none. */
static size_t day_first(const char *bytes, size_t length, size_t at, ind_date *ret_date)
{
    uint32_t day, month, year;
    size_t end = number_at(bytes, length, at, &day);
    if (end - at > 2)
        return 0;
    size_t named = past_gap(bytes, length, end);
    end = month_at(bytes, length, named, &month);
    if (end == named || !(end = year_at(bytes, length, end, &year)))
        return 0;
    return make(year, month, day, true, ret_date) ? end : 0;
}

/* "Jan 8, 2021". */
static size_t month_first(const char *bytes, size_t length, size_t at, ind_date *ret_date)
{
    uint32_t day, month, year;
    size_t end = month_at(bytes, length, at, &month);
    if (end == at)
        return 0;
    at = past_gap(bytes, length, end);
    end = number_at(bytes, length, at, &day);
    if (end == at || end - at > 2 || !(end = year_at(bytes, length, end, &year)))
        return 0;
    return make(year, month, day, true, ret_date) ? end : 0;
}

/* The hour of " 18:30:00 GMT" or " 18:30 +0000", as mail and feeds write it. */
static bool named_hour(const char *bytes, size_t length, size_t at, uint32_t *ret_hour)
{
    size_t end = at < length ? number_at(bytes, length, at + 1, ret_hour) : at;
    if (at >= length || bytes[at] != ' ' || end != at + 3)
        return false;
    while (end < length && (is_digit(bytes[end]) || bytes[end] == ':'))
        end++;
    return stands(bytes, length, end, " GMT")
               ? !stands(bytes, length, end, " GMT+")
               : stands(bytes, length, end, " UTC") || stands(bytes, length, end, " +0000");
}

/* -------------------------------------------------------------------------------------------------------------------------
 */

static void to_local(uint32_t hour, ind_date *date)
{
    if (date->day && hour < 24 && hour + EAST_HOURS >= 24)
        next_day(date);
}

static bool named_date(const char *bytes, size_t length, size_t at, ind_date *ret_date)
{
    uint32_t hour;
    size_t end =
        is_digit(bytes[at]) ? day_first(bytes, length, at, ret_date) : month_first(bytes, length, at, ret_date);
    if (end && named_hour(bytes, length, end, &hour))
        to_local(hour, ret_date);
    return end > 0;
}

bool date_written(const char *bytes, size_t length, ind_date *ret_date)
{
    for (size_t at = 0; at < length;) {
        bool word = is_letter(bytes[at]) && (!at || !is_letter(bytes[at - 1]));
        if ((word || is_digit(bytes[at])) && named_date(bytes, length, at, ret_date))
            return true;
        if (!is_digit(bytes[at])) {
            at++;
            continue;
        }
        struct run run = run_at(bytes, length, at);
        uint32_t hour;
        if (date_of(&run, ret_date)) {
            if (utc_hour(bytes, length, run.end, &hour))
                to_local(hour, ret_date);
            return true;
        }
        at = run.count > 1 ? at + run.digits[0] : run.end;
    }
    return false;
}
