/* Dates in figures, checked against the calendar. */
#include "daemon/extract/calendar.h"

uint8_t days_of_month(int16_t year, uint8_t month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return (uint8_t)(days[(month - 1) % 12] + (month == 2 && leap));
}

int date_compare(ind_date a, ind_date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

static bool make_date(int64_t year, int64_t month, int64_t day, ind_date *ret_date)
{
    if (month < 1 || month > 12 || day < 1 || (year && !year_is_plausible(year)))
        return false;
    if (day > days_of_month(year ? (int16_t)year : 2020, (uint8_t)month))
        return false;
    *ret_date = (ind_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return true;
}

static bool joins(const struct reading *r, uint32_t at, char mark)
{
    return is_mark(r, at, mark) && is_kind(r, at + 1, TOKEN_NUMBER);
}

static bool ymd_at(const struct reading *r, uint32_t at, uint32_t *ret_end, ind_date *ret_date)
{
    char mark = is_mark(r, at + 1, '-') ? '-' : '/';
    if (!joins(r, at + 1, mark) || !joins(r, at + 3, mark) || small_number(r, at) < 1900)
        return false;
    *ret_end = at + 5;
    return make_date(small_number(r, at), small_number(r, at + 2), small_number(r, at + 4), ret_date);
}

/* "12.5.2021" is one number token. */
static bool dotted_at(const struct reading *r, uint32_t at, uint32_t *ret_end, ind_date *ret_date)
{
    const struct token *token = token_at(r, at);
    int64_t part[3] = {0, 0, 0};
    int n = 0;
    for (uint32_t i = token->start; i < token->end; i++) {
        char byte = r->text.bytes[i];
        if (byte == '.' && n < 2)
            n++;
        else if (byte < '0' || byte > '9' || part[n] > 9999)
            return false;
        else
            part[n] = part[n] * 10 + (byte - '0');
    }
    *ret_end = at + 1;
    return n == 2 && part[2] >= 1900 && make_date(part[2], part[1], part[0], ret_date);
}

static bool dmy_at(const struct reading *r, uint32_t at, uint32_t *ret_end, ind_date *ret_date)
{
    char mark = is_mark(r, at + 1, '-') ? '-' : '/';
    if (!joins(r, at + 1, mark))
        return false;
    int64_t day = small_number(r, at), month = small_number(r, at + 2);
    if (joins(r, at + 3, mark) && year_is_plausible(small_number(r, at + 4))) {
        *ret_end = at + 5;
        return make_date(small_number(r, at + 4), month, day, ret_date);
    }
    *ret_end = at + 3;
    return is_tight(r, at + 1) && is_tight(r, at + 2) && make_date(0, month, day, ret_date);
}

static bool spaced_at(const struct reading *r, uint32_t at, uint32_t *ret_end, ind_date *ret_date)
{
    *ret_end = at + 3;
    return is_plain_number(r, at + 1) && is_plain_number(r, at + 2) && year_is_plausible(small_number(r, at + 2)) &&
           make_date(small_number(r, at + 2), small_number(r, at + 1), small_number(r, at), ret_date);
}

bool date_at(const struct reading *r, uint32_t at, uint32_t *ret_end, ind_date *ret_date)
{
    if (!is_kind(r, at, TOKEN_NUMBER))
        return false;
    return ymd_at(r, at, ret_end, ret_date) || dmy_at(r, at, ret_end, ret_date) ||
           dotted_at(r, at, ret_end, ret_date) || spaced_at(r, at, ret_end, ret_date);
}
