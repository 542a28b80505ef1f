/* The grammar of time: "6 tháng đầu năm 2021", "quý II/2020", "tháng Bảy", "nửa đầu năm", "ngày 25 và 26/12", "nhiệm kỳ
 * 2015-2020", "17 giờ ngày 20/10". */
#include "daemon/extract/spoken.h"

#include "daemon/extract/calendar.h"

static bool time_unit_at(const struct reading *r, uint32_t at, const char *value, uint32_t *ret_end)
{
    const struct hit *hit = hits_at(&r->hits, at, CLASS_TIME_UNIT);
    if (!hit || !entry_is(hit->entry, value))
        return false;
    *ret_end = at + hit->count;
    return true;
}

static int64_t year_at(const struct reading *r, uint32_t at)
{
    int64_t year = small_number(r, at);
    return is_plain_number(r, at) && token_at(r, at)->end - token_at(r, at)->start == 4 && year_is_plausible(year)
               ? year
               : 0;
}

/* The year that may follow a month, quarter or half-year: "/2021", "-2021", "năm 2021", "của năm 2021", "2021". */
static uint32_t following_year(const struct reading *r, uint32_t at, int64_t *ret_year)
{
    uint32_t i = at;
    if (is_mark(r, i, '/') || is_mark(r, i, '-') || is_mark(r, i, ','))
        i++;
    else if (token_is(r, i, "của"))
        i++;
    uint32_t behind_unit;
    bool named = time_unit_at(r, i, "year", &behind_unit);
    if (named)
        i = behind_unit;
    bool comma = is_mark(r, at, ',');
    int64_t year = year_at(r, i);
    bool span = is_mark(r, i + 1, '-') && year_at(r, i + 2) > year; /* "tháng 3, vụ đông xuân 2023 - 2024" */
    if (!year || (comma && !named) || (comma && span))
        return at;
    *ret_year = year;
    return i + 1;
}

/* 2015-2020, "2015 – 2020"; the second year must be the later one. */
static bool years_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    int64_t first = year_at(r, at), last = 0;
    if (!first || !is_mark(r, at + 1, '-'))
        return false;
    last = year_at(r, at + 2);
    if (last <= first || last - first > 50)
        return false;
    *ret = (struct spoken){.end = at + 3, .shape = SHAPE_TERM, .year = first, .last_year = last};
    return true;
}

static int roman(const struct reading *r, uint32_t at)
{
    static const char *const numbers[] = {"i", "ii", "iii", "iv"};
    for (int i = 0; i < 4; i++)
        if (token_is(r, at, numbers[i]))
            return i + 1;
    int64_t value = small_number(r, at);
    return value >= 1 && value <= 4 ? (int)value : 0;
}

/* "quý Một", "quý Tư": a name, so with a capital ("mỗi quý một lần"). 1 to 4; 0 for none. */
static int quarter_word(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"một", "hai", "ba", "tư", "bốn"};
    bool name = is_kind(r, at, TOKEN_WORD) && (token_at(r, at)->flags & TOKEN_CAPITAL);
    for (int i = 0; name && i < 5; i++)
        if (token_is(r, at, words[i]))
            return i < 4 ? i + 1 : 4;
    return 0;
}

static bool quarter_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    uint32_t i;
    if (!time_unit_at(r, at, "quarter", &i))
        return false;
    int quarter = roman(r, i);
    if (!quarter)
        quarter = quarter_word(r, i);
    if (!quarter && token_is(r, i, "đầu") && begins(r, i + 1, CLASS_TIME_UNIT)) /* "quý đầu năm" */
        quarter = 1;
    if (!quarter)
        return false;
    *ret = (struct spoken){.shape = SHAPE_QUARTER, .first_month = 3 * quarter - 2, .last_month = 3 * quarter};
    ret->end = following_year(r, i + 1, &ret->year);
    return true;
}

/* "10.2020" behind "tháng". */
static bool dotted_month(const struct reading *r, uint32_t at, int64_t *ret_month, int64_t *ret_year)
{
    if (!is_kind(r, at, TOKEN_NUMBER))
        return false;
    const struct token *token = token_at(r, at);
    const char *dot = memchr(r->text.bytes + token->start, '.', token->end - token->start);
    if (!dot || r->text.bytes + token->end - dot != 5)
        return false;
    *ret_month = *ret_year = 0;
    for (const char *c = r->text.bytes + token->start; c < dot; c++)
        *ret_month = *ret_month * 10 + (*c - '0');
    for (const char *c = dot + 1; c < dot + 5; c++)
        *ret_year = *ret_year * 10 + (*c - '0');
    return year_is_plausible(*ret_year);
}

/* "tháng Bảy", "tháng Mười Một": a name, so with a capital. 0 for none. */
static int64_t named_month(const struct reading *r, uint32_t at, uint32_t *ret_last)
{
    static const char *const names[] = {"một", "hai",  "ba",  "tư",   "năm", "sáu",
                                        "bảy", "tám", "chín", "mười", "giêng"};
    if (!is_kind(r, at, TOKEN_WORD) || !(token_at(r, at)->flags & TOKEN_CAPITAL))
        return 0;
    *ret_last = at;
    for (int i = 0; i < 11; i++) {
        if (!token_is(r, at, names[i]))
            continue;
        uint32_t last = at;
        int64_t more = i == 9 ? named_month(r, at + 1, &last) : 0;
        if (more != 1 && more != 2)
            return i == 10 ? 1 : i + 1;
        *ret_last = last;
        return 10 + more;
    }
    return 0;
}

static bool month_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    uint32_t i, last;
    if (!time_unit_at(r, at, "month", &i))
        return false;
    if (at > 0 && token_is(r, at - 1, "trong") && !is_kind(r, i, TOKEN_NUMBER) && !named_month(r, i, &last) &&
        (is_mark(r, i, ',') || is_kind(r, i, TOKEN_WORD)) && !begins(r, i, CLASS_TIME_POINT) &&
        !begins(r, i, CLASS_STOP)) { /* "trong tháng": the month that was last named */
        *ret = (struct spoken){.end = i, .shape = SHAPE_MONTH};
        return true;
    }
    int64_t month = small_number(r, i), year = 0;
    bool dotted = dotted_month(r, i, &month, &year);
    if (month < 0)
        month = named_month(r, i, &i);
    bool counted = begins(r, i + 1, CLASS_MULTIPLIER) || is_mark(r, i + 1, '%');
    if (month < 1 || month > 12 || counted)
        return false;
    *ret = (struct spoken){.shape = SHAPE_MONTH, .year = year, .first_month = (int)month, .last_month = (int)month};
    ret->end = dotted ? i + 1 : following_year(r, i + 1, &ret->year);
    uint32_t next;
    if (is_mark(r, i + 1, '-') && ret->end == i + 1 && small_number(r, i + 2) > month && small_number(r, i + 2) <= 12) {
        ret->last_month = (int)small_number(r, i + 2); /* tháng 1 - 5 */
        ret->end = following_year(r, i + 3, &ret->year);
    } else if (ret->end == i + 1 && token_is(r, i + 1, "đến") && time_unit_at(r, i + 2, "month", &next) &&
               small_number(r, next) > month && small_number(r, next) <= 12) {
        ret->last_month = (int)small_number(r, next); /* tháng 1 đến tháng 5 */
        ret->end = following_year(r, next + 1, &ret->year);
    }
    if (ret->last_month != ret->first_month)
        ret->shape = SHAPE_MONTHS;
    return true;
}

static bool is_month_number(const struct reading *r, uint32_t at)
{
    int64_t number = small_number(r, at);
    return number >= 1 && number <= 12 && !begins(r, at + 1, CLASS_MULTIPLIER);
}

/* How many months "sáu tháng" or "6 tháng" or "3 quý" are, and where the words end; 0 for something else. */
static int month_count(const struct reading *r, const struct numeral *numeral, uint32_t *ret_end)
{
    if (numeral->value.exponent || numeral->value.digits > 11)
        return 0;
    int count = (int)numeral->value.digits;
    if (time_unit_at(r, numeral->end, "month", ret_end) && !is_month_number(r, *ret_end)) /* not "ngày 9 tháng 10" */
        return count;
    if (time_unit_at(r, numeral->end, "quarter", ret_end) && count <= 3)
        return 3 * count;
    return 0;
}

/* "6 tháng" alone is a period where it opens a clause or follows "trong", "qua"; elsewhere it is how long. */
static bool stands_as_period(const struct reading *r, uint32_t at, uint32_t end, int count)
{
    bool opens = at == 0 || is_separator(r, at - 1) || r->sentences.items[r->sentence_of[at]].first == at;
    bool led = at && (token_is(r, at - 1, "trong") || token_is(r, at - 1, "qua") || token_is(r, at - 1, "hết") ||
                      token_is(r, at - 1, "chung") || token_is(r, at - 1, "của") || token_is(r, at - 1, "thúc") ||
                      (token_is(r, at - 1, "sau") && is_separator(r, end)) || /* not "sau 6 tháng vận hành" */
                      token_is(r, at - 1, "ngân") || token_is(r, at - 1, "quân"));
    bool told = is_kind(r, end, TOKEN_NUMBER) || begins(r, end, CLASS_QUALIFIER); /* "thu ngân sách 9 tháng 20,8 tỷ" */
    if (at && (hits_before(&r->hits, at, CLASS_QUALIFIER) || token_is(r, at - 1, "hạn"))) /* "kỳ hạn dưới 6 tháng" */
        return false;
    bool past = token_is(r, end, "qua") && r->published.month && /* "11 tháng qua" in December is of this year */
                (count == r->published.month || count == r->published.month - 1);
    bool acts = told || past || begins(r, end, CLASS_LINK) || begins(r, end, CLASS_EQUAL) ||
                begins(r, end, CLASS_ESTIMATE) || begins(r, end, CLASS_RISE) || begins(r, end, CLASS_FALL) ||
                begins(r, end, CLASS_ACHIEVED);
    bool summed = hits_before(&r->hits, at, CLASS_TIME_POINT) != NULL || (is_mark(r, end, ':') && at > 0);
    return (opens || led || acts || summed) && !token_is(r, end, "tuổi");
}

/* "6 năm 6 tháng tù": the months go on with the years before them. */
static bool goes_on_with_years(const struct reading *r, uint32_t at)
{
    return at > 1 && token_is(r, at - 1, "năm") && small_number(r, at - 2) > 0 && !year_at(r, at - 2);
}

static bool months_at(const struct reading *r, uint32_t at, const struct numeral *numeral, struct spoken *ret)
{
    uint32_t i, behind;
    int count = goes_on_with_years(r, at) ? 0 : month_count(r, numeral, &i);
    if (count < 1)
        return false;
    bool first = token_is(r, i, "đầu"), last = token_is(r, i, "cuối");
    *ret =
        (struct spoken){.shape = SHAPE_MONTHS, .first_month = last ? 13 - count : 1, .last_month = last ? 12 : count};
    if (first || last) {
        i++;
        ret->end = following_year(r, i, &ret->year);
        if (ret->end == i && time_unit_at(r, i, "year", &behind))
            ret->end = token_is(r, behind, "nay") ? behind + 1 : behind;
        return true;
    }
    ret->end = following_year(r, i, &ret->year);
    ret->length = ret->end == i && !stands_as_period(r, at, i, count);
    return count > 1;
}

/* "nửa đầu năm 2021", "nửa cuối năm nay", "nửa đầu tháng 5" is no half-year. */
static bool half_year_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    bool last = token_is(r, at + 1, "cuối");
    uint32_t i = at + 2, behind;
    if (!token_is(r, at, "nửa") || (!last && !token_is(r, at + 1, "đầu")))
        return false;
    i += token_is(r, i, "của");
    if (!time_unit_at(r, i, "year", &behind))
        return false;
    *ret = (struct spoken){.shape = SHAPE_MONTHS, .first_month = last ? 7 : 1, .last_month = last ? 12 : 6};
    ret->end = following_year(r, i, &ret->year);
    if (ret->end == i)
        ret->end = behind + token_is(r, behind, "nay");
    return true;
}

/* "những năm tới", "5 năm sau" are no years. */
static bool names_one_year(const struct reading *r, uint32_t at)
{
    static const char *const leads[] = {"trong", "sang", "cho", "của", "vào", "từ", "bước"};
    bool led = at == 0 || is_separator(r, at - 1) || r->sentences.items[r->sentence_of[at]].first == at ||
               begins(r, at - 1, CLASS_PLAN) || begins(r, at - 1, CLASS_CONNECTIVE);
    for (size_t i = 0; !led && i < sizeof leads / sizeof *leads; i++)
        led = token_is(r, at - 1, leads[i]);
    return led || (at > 1 && (begins(r, at - 2, CLASS_PLAN) || begins(r, at - 2, CLASS_TIME_POINT)));
}

/* "năm nay", "năm tới", "năm sau"; "cả năm". */
static bool relative_year_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    bool whole = token_is(r, at, "cả"), next = token_is(r, at + 1, "tới") || token_is(r, at + 1, "sau");
    if (!token_is(r, at + whole, "năm") || is_kind(r, at + whole + 1, TOKEN_NUMBER))
        return false;
    if (!whole && !((next || token_is(r, at + 1, "nay")) && names_one_year(r, at)))
        return false;
    *ret = (struct spoken){.end = at + 2,
                           .shape = SHAPE_YEAR,
                           .first_month = 1,
                           .last_month = 12,
                           .later = next && !whole,
                           .within = whole,
                           .narrow = !next};
    return true;
}

static bool year_expression_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    uint32_t i;
    if (!time_unit_at(r, at, "year", &i))
        return false;
    if (years_at(r, i, ret))
        return true;
    int64_t year = year_at(r, i);
    if (!year || is_mark(r, i + 1, '%'))
        return false;
    *ret = (struct spoken){.end = i + 1, .shape = SHAPE_YEAR, .year = year, .first_month = 1, .last_month = 12};
    return true;
}

static bool term_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    uint32_t i;
    bool whole = at > 0 && (token_is(r, at - 1, "cả") || token_is(r, at - 1, "trong"));
    bool told =
        time_unit_at(r, at, "term", &i) && (token_is(r, i, "qua") || token_is(r, i, "vừa") || token_is(r, i, "trước") ||
                                            token_is(r, i, "tới") || token_is(r, i, "mới"));
    if (whole && !told && time_unit_at(r, at, "term", &i) && !year_at(r, i)) { /* "cả nhiệm kỳ": the term last named */
        *ret = (struct spoken){.end = i, .shape = SHAPE_TERM};
        return true;
    }
    uint32_t said;
    if (time_unit_at(r, at, "term", &said) &&
        (token_is(r, said, "qua") || token_is(r, said, "vừa") || token_is(r, said, "trước"))) {
        *ret = (struct spoken){.end = said + 1 + token_is(r, said, "vừa"), .shape = SHAPE_TERM, .past = true};
        return true;
    }
    if (time_unit_at(r, at, "term", &said) && (token_is(r, said, "tới") || token_is(r, said, "mới"))) {
        *ret = (struct spoken){.end = said + 1, .shape = SHAPE_TERM, .later = 1};
        return true;
    }
    if (!time_unit_at(r, at, "term", &i) && !time_unit_at(r, at, "phase", &i))
        return false;
    uint32_t behind;
    if (time_unit_at(r, i, "year", &behind))
        i = behind;
    return years_at(r, i, ret);
}

/* The last day of "ngày 25, 26 và 27/12" is the one with the month. */
static uint32_t day_list(const struct reading *r, uint32_t at)
{
    uint32_t i = at;
    while (
        small_number(r, i) >= 1 && small_number(r, i) <= 31 &&
        (is_mark(r, i + 1, ',') || is_mark(r, i + 1, '-') || token_is(r, i + 1, "và") || token_is(r, i + 1, "đến")) &&
        is_kind(r, i + 2, TOKEN_NUMBER)) {
        uint32_t end;
        ind_date date;
        bool dash_date = is_mark(r, i + 1, '-') && date_at(r, i, &end, &date) && !is_mark(r, i + 3, '/');
        if (dash_date)
            return i;
        i += 2;
    }
    return i;
}

/* What follows says that the figures before it count something. */
static bool is_counted(const struct reading *r, uint32_t at)
{
    return begins(r, at, CLASS_NOUN) || begins(r, at, CLASS_UNIT) || begins(r, at, CLASS_MULTIPLIER) ||
           is_mark(r, at, '%');
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
    bool runs = last == first + 2 && (is_mark(r, first + 1, '-') || token_is(r, first + 1, "đến"));
    if (runs && small_number(r, first) >= 1 && small_number(r, first) < ret->day)
        ret->first_day = (int)small_number(r, first);
}

/* "trong ngày, …", "trong ngày toàn tỉnh tiêm được …": the day that was last named. */
static bool is_last_day(const struct reading *r, uint32_t at, uint32_t end)
{
    bool led = at > 0 && token_is(r, at - 1, "trong") && token_is(r, at, "ngày");
    return led && (is_mark(r, end, ',') || begins(r, end, CLASS_ACTOR) || begins(r, end, CLASS_HAVE) ||
                   begins(r, end, CLASS_ACHIEVED));
}

static bool day_at(const struct reading *r, uint32_t at, struct spoken *ret)
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

/* A date in figures without a word before it. 18/21 is none; 8/3 is one unless something is counted behind it. */
static bool figures_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    uint32_t end;
    ind_date date;
    if (days_of_month_at(r, at, ret))
        return true;
    if (!date_at(r, at, &end, &date) || is_mark(r, end, '/') || is_mark(r, end, '%'))
        return false;
    bool led = at && (hits_before(&r->hits, at, CLASS_TIME_POINT) || hits_before(&r->hits, at, CLASS_TIME_UNIT) ||
                      token_is(r, at - 1, "từ") || token_is(r, at - 1, "dịp") || token_is(r, at - 1, "vào"));
    if (!date.year && !is_mark(r, at + 1, '/'))
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

/* "9/2021" as in "(9/2021)": month and year without a word before them. */
static bool month_figures_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    int64_t month = small_number(r, at), year = year_at(r, at + 2);
    if (month < 1 || month > 12 || !year || !(is_mark(r, at + 1, '/') || is_mark(r, at + 1, '-')) ||
        !is_tight(r, at + 1) || is_mark(r, at + 3, '/'))
        return false;
    *ret = (struct spoken){
        .shape = SHAPE_MONTH, .end = at + 3, .year = year, .first_month = (int)month, .last_month = (int)month};
    return true;
}

static bool bare_year_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    if (years_at(r, at, ret))
        return true;
    int64_t year = year_at(r, at);
    if (year < 1930 || year > 2050 || is_counted(r, at + 1) || is_mark(r, at + 1, '/') ||
        (at && is_mark(r, at - 1, '/')))
        return false;
    *ret = (struct spoken){.end = at + 1, .shape = SHAPE_BARE_YEAR, .year = year, .first_month = 1, .last_month = 12};
    return true;
}

/* "17 giờ ngày 20/10/2021", "7h30 ngày 5/6": the hour is part of the day's expression. */
static bool hour_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    uint32_t i = at + 1;
    if (!is_kind(r, at, TOKEN_NUMBER) || (!token_is(r, i, "giờ") && !token_is(r, i, "h")))
        return false;
    i++;
    i += is_kind(r, i, TOKEN_NUMBER);
    i += token_is(r, i, "phút");
    return begins(r, i, CLASS_TIME_UNIT) && day_at(r, i, ret);
}

/* "3 năm 2018-2020", "5 năm (2016-2020)": the years, with their number before them. "5 năm qua" is a term. */
static bool counted_years_at(const struct reading *r, uint32_t at, const struct numeral *numeral, struct spoken *ret)
{
    uint32_t i;
    if (!time_unit_at(r, numeral->end, "year", &i))
        return false;
    uint32_t behind = i + token_is(r, i, "vừa");
    bool five = numeral->value.known && decimal_compare(numeral->value, decimal_of(5, 0)) == 0;
    if (five && token_is(r, behind, "qua")) {
        *ret = (struct spoken){.end = behind + 1, .shape = SHAPE_TERM, .past = true};
        return true;
    }
    if (five && (begins(r, i, CLASS_LINK) || begins(r, i, CLASS_EQUAL) || (at && token_is(r, at - 1, "quân")))) {
        *ret = (struct spoken){.end = i,
                               .shape = SHAPE_TERM}; /* "thu ngân sách 5 năm đạt …": of the term that was named */
        return true;
    }
    i += is_mark(r, i, '(');
    if (!years_at(r, i, ret))
        return false;
    ret->end += is_mark(r, ret->end, ')');
    return true;
}

/* "trong tuần": the week that was last named. */
static bool week_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    uint32_t i;
    if (!time_unit_at(r, at, "week", &i) || at == 0 || !token_is(r, at - 1, "trong") || is_kind(r, i, TOKEN_NUMBER) ||
        token_is(r, i, "qua") || token_is(r, i, "tới"))
        return false;
    *ret = (struct spoken){.end = i, .shape = SHAPE_DAY};
    return true;
}

/* "6 tháng đầu năm", "5 năm (2016-2020)", "nửa đầu năm": what begins with a number. */
static bool number_expression_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    struct numeral numeral;
    bool unscaled = numeral_at(r, at, &numeral) && !numeral.scaled;
    return (unscaled && (months_at(r, at, &numeral, ret) || counted_years_at(r, at, &numeral, ret))) ||
           half_year_at(r, at, ret);
}

/* What no expression begins with is seen at a glance. */
static bool may_open_time(const struct reading *r, uint32_t at)
{
    static const uint64_t openers = CLASS_BIT(TIME_UNIT) | CLASS_BIT(NUMBER) | CLASS_BIT(TIME_POINT);
    return is_kind(r, at, TOKEN_NUMBER) || hits_begin_any(&r->hits, at, openers) || token_is(r, at, "cả");
}

/* "từ đầu năm | đến hết ngày 25/6": the day says it all. */
static bool runs_to_day(const struct reading *r, uint32_t at)
{
    if (!token_is(r, at, "đến") && !token_is(r, at, "tới"))
        return false;
    at += 1 + token_is(r, at + 1, "hết");
    return is_kind(r, at + token_is(r, at, "ngày"), TOKEN_NUMBER);
}

bool spoken_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    if (!may_open_time(r, at))
        return false;
    if (begins(r, at, CLASS_TIME_UNIT) &&
        (week_at(r, at, ret) || term_at(r, at, ret) || quarter_at(r, at, ret) || month_at(r, at, ret) ||
         year_expression_at(r, at, ret) || relative_year_at(r, at, ret) || day_at(r, at, ret)))
        return true;
    if (token_is(r, at, "cả") && relative_year_at(r, at, ret))
        return true;
    if (is_kind(r, at, TOKEN_NUMBER) || begins(r, at, CLASS_NUMBER))
        if (number_expression_at(r, at, ret))
            return true;
    if (hour_at(r, at, ret))
        return true;
    if (is_kind(r, at, TOKEN_NUMBER))
        return figures_at(r, at, ret) || month_figures_at(r, at, ret) || bare_year_at(r, at, ret);
    const struct hit *point = hits_at(&r->hits, at, CLASS_TIME_POINT);
    if (!point || !entry_is(point->entry, "cumulative") || runs_to_day(r, at + point->count))
        return false;
    *ret = (struct spoken){.end = at + point->count, .shape = SHAPE_CUMULATIVE};
    return true;
}
