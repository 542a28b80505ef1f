/* Days and weeks: "ngày 25 và 26/12", "từ 9-15/6", "sáng nay 8.4", "17 giờ ngày 20/10", "trong tuần". */
#include "daemon/extract/calendar.h"
#include "daemon/extract/spoken_parts.h"

/* Behind what joins two days of a list: ",", "và", "đến", "đến hết", "đến ngày"; `at` itself where nothing does. */
static uint32_t behind_joint(const struct reading *r, uint32_t at)
{
    if (token_is(r, at, "đến") && (token_is(r, at + 1, "hết") || token_is(r, at + 1, "ngày")))
        return at + 2;
    return at + (is_mark(r, at, ',') || is_mark(r, at, '-') || token_is(r, at, "và") || token_is(r, at, "đến"));
}

/* The last day of "ngày 25, 26 và 27/12" is the one with the month. */
static uint32_t day_list(const struct reading *r, uint32_t at)
{
    uint32_t i = at, next = behind_joint(r, i + 1);
    while (small_number(r, i) >= 1 && small_number(r, i) <= 31 && next > i + 1 && is_kind(r, next, TOKEN_NUMBER)) {
        uint32_t end;
        ind_date date;
        bool dash_date = is_mark(r, i + 1, '-') && date_at(r, i, &end, &date) && !is_mark(r, i + 3, '/');
        if (dash_date)
            return i;
        i = next;
        next = behind_joint(r, i + 1);
    }
    return i;
}

/* "24.6" behind "ngày", "chiều", "sáng nay": one number token. */
static bool dotted_day(const struct reading *r, uint32_t at, struct spoken *ret)
{
    if (!is_kind(r, at, TOKEN_NUMBER) || is_counted(r, at + 1))
        return false;
    const struct token *token = token_at(r, at);
    int part[2] = {0, 0}, n = 0;
    for (uint32_t i = token->start; i < token->end; i++) {
        char byte = r->text.bytes[i];
        if (byte == '.' && n == 0)
            n = 1;
        else if (byte < '0' || byte > '9' || part[n] > 31)
            return false;
        else
            part[n] = part[n] * 10 + (byte - '0');
    }
    if (n == 0 || part[0] < 1 || part[1] < 1 || part[1] > 12 || part[0] > days_of_month(2020, (uint8_t)part[1]))
        return false;
    *ret = (struct spoken){
        .shape = SHAPE_DAY, .end = at + 1, .first_month = part[1], .last_month = part[1], .day = part[0]};
    return true;
}

/* "ngày 24 đến 30/6": two days with a joint that runs from one to the other. */
static void set_first_day(const struct reading *r, uint32_t first, uint32_t last, struct spoken *ret)
{
    bool runs = behind_joint(r, first + 1) == last && (is_mark(r, first + 1, '-') || token_is(r, first + 1, "đến"));
    if (runs && small_number(r, first) >= 1 && small_number(r, first) < ret->day)
        ret->first_day = (int)small_number(r, first);
}

/* "trong ngày, …", "trong ngày toàn tỉnh tiêm được …": the day that was last named. */
static bool is_last_day(const struct reading *r, uint32_t at, uint32_t end)
{
    bool led = at > 0 && token_is(r, at - 1, "trong") && token_is(r, at, "ngày") && !token_is(r, at + 1, "hội");
    return led && (is_mark(r, end, ',') || begins(r, end, CLASS_ACTOR) || begins(r, end, CLASS_HAVE) ||
                   begins(r, end, CLASS_ACHIEVED));
}

bool day_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    uint32_t i, end;
    ind_date date;
    if (!time_unit_at(r, at, "day", &i))
        return false;
    if (is_last_day(r, at, i)) {
        *ret = (struct spoken){.end = i, .shape = SHAPE_DAY};
        return true;
    }
    i += token_is(r, i, "nay") || token_is(r, i, "qua"); /* "sáng nay 8.4" */
    if (!is_kind(r, i, TOKEN_NUMBER))
        return false;
    if (dotted_day(r, i, ret))
        return true;
    uint32_t first = i;
    i = day_list(r, i);
    *ret = (struct spoken){.shape = SHAPE_DAY, .end = i + 1};
    if (date_at(r, i, &end, &date)) {
        *ret = (struct spoken){.shape = SHAPE_DAY,
                               .end = end,
                               .year = date.year,
                               .first_month = date.month,
                               .last_month = date.month,
                               .day = date.day};
        set_first_day(r, first, i, ret);
        return true;
    }
    struct spoken month;
    int64_t day = small_number(r, i);
    if (day < 1 || day > 31)
        return false;
    if (month_at(r, i + 1, &month) && month.shape == SHAPE_MONTH) {
        *ret = month;
        ret->shape = SHAPE_DAY;
        ret->day = (int)day;
        return true;
    }
    /* "ngày 5" alone names a day of no known month; "ngày 5 tấn" does not */
    const struct hit *unit = hits_at(&r->hits, i + 1, CLASS_UNIT);
    return (!unit || strcmp(unit->entry->dimension, "time") == 0) && !begins(r, i + 1, CLASS_NOUN) &&
           !begins(r, i + 1, CLASS_MULTIPLIER) && !is_mark(r, i + 1, '%');
}

/* "từ 1 - 5.8", "(19 - 20.12)". */
static bool dotted_days_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    int64_t first = small_number(r, at);
    bool led = at && (token_is(r, at - 1, "từ") || is_mark(r, at - 1, '('));
    bool joined = is_mark(r, at + 1, '-') || token_is(r, at + 1, "đến");
    if (!led || !joined || first < 1 || !dotted_day(r, at + 2, ret) || first >= ret->day)
        return false;
    ret->first_day = (int)first;
    return true;
}

/* "từ 9-15/6", "(19 - 20/12)". */
static bool days_of_month_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    uint32_t end;
    ind_date date;
    bool led = at && (token_is(r, at - 1, "từ") || is_mark(r, at - 1, '('));
    int64_t first = small_number(r, at);
    if (!led || first < 1 || first > 31 || !(is_mark(r, at + 1, '-') || token_is(r, at + 1, "đến")) ||
        !is_mark(r, at + 3, '/') || !date_at(r, at + 2, &end, &date) || date.day <= first || is_counted(r, end))
        return false;
    *ret = (struct spoken){.shape = SHAPE_DAY,
                           .end = end,
                           .year = date.year,
                           .first_month = date.month,
                           .last_month = date.month,
                           .day = date.day,
                           .first_day = (int)first};
    return true;
}

/* "từ | 27-4 đến 1-5", "từ 27-4 đến | 1-5": a day and a month with a dash are a date where two of them bound a time. */
static bool bounds_days(const struct reading *r, uint32_t at, uint32_t end)
{
    uint32_t other;
    ind_date date;
    if (at == 0)
        return false;
    if (token_is(r, at - 1, "từ"))
        return token_is(r, end, "đến") && date_at(r, behind_joint(r, end), &other, &date) && !is_counted(r, other);
    const struct hit *point = hits_before(&r->hits, at, CLASS_TIME_POINT);
    return point && entry_is(point->entry, "until") && point->first > 0 && r->use[point->first - 1] == USE_TIME &&
           !is_counted(r, end);
}

bool figures_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    uint32_t end;
    ind_date date;
    if (days_of_month_at(r, at, ret) || dotted_days_at(r, at, ret))
        return true;
    if (!date_at(r, at, &end, &date) || is_mark(r, end, '/') || is_mark(r, end, '%'))
        return false;
    bool led = at && (hits_before(&r->hits, at, CLASS_TIME_POINT) || hits_before(&r->hits, at, CLASS_TIME_UNIT) ||
                      token_is(r, at - 1, "từ") || token_is(r, at - 1, "dịp") || token_is(r, at - 1, "vào"));
    if (!date.year && !is_mark(r, at + 1, '/') && !bounds_days(r, at, end))
        return false;
    if (!date.year && !led &&
        (is_counted(r, end) || (date.day <= date.month && is_kind(r, end, TOKEN_WORD) && !begins(r, end, CLASS_STOP))))
        return false;
    *ret = (struct spoken){.shape = SHAPE_DAY,
                           .end = end,
                           .year = date.year,
                           .first_month = date.month,
                           .last_month = date.month,
                           .day = date.day};
    return true;
}

bool hour_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    uint32_t i = at + 1;
    if (!is_kind(r, at, TOKEN_NUMBER) || (!token_is(r, i, "giờ") && !token_is(r, i, "h")))
        return false;
    i++;
    i += is_kind(r, i, TOKEN_NUMBER);
    i += token_is(r, i, "phút");
    return begins(r, i, CLASS_TIME_UNIT) && day_at(r, i, ret);
}

bool week_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    uint32_t i;
    if (!time_unit_at(r, at, "week", &i) || at == 0 || !token_is(r, at - 1, "trong") || is_kind(r, i, TOKEN_NUMBER) ||
        token_is(r, i, "qua") || token_is(r, i, "tới"))
        return false;
    *ret = (struct spoken){.end = i, .shape = SHAPE_DAY};
    return true;
}

bool days_within_month_at(const struct reading *r, uint32_t at, const struct numeral *numeral, struct spoken *ret)
{
    uint32_t i;
    int64_t days = is_kind(r, at, TOKEN_NUMBER) ? small_number(r, at) : 0;
    if (days < 2 || days > 20 || !time_unit_at(r, numeral->end, "day", &i))
        return false;
    bool middle = days == 10 && token_is(r, i, "giữa");
    if ((!middle && !token_is(r, i, "đầu")) || !month_at(r, i + 1, ret) || ret->shape != SHAPE_MONTH)
        return false;
    ret->shape = SHAPE_DAY;
    ret->first_day = middle ? 11 : 1;
    ret->day = middle ? 20 : (int)days;
    return true;
}
