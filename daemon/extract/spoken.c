/* The grammar of time: years, terms and what points at them; months and days are read beside it (spoken_months.c,
 * spoken_days.c). "năm 2020", "năm học 2022-2023", "cả năm", "nhiệm kỳ 2015-2020", "5 năm qua". */
#include "daemon/extract/calendar.h"
#include "daemon/extract/spoken_parts.h"

/* "year-9" is a year, too. */
static bool is_unit(const struct entry *entry, const char *value)
{
    return entry_is(entry, value) ||
           (strcmp(value, "year") == 0 && entry->value && strncmp(entry->value, "year-", 5) == 0);
}

/* "đã" tells of a term within so many words behind it. */
#define DONE_REACH 8

bool time_unit_at(const struct reading *r, uint32_t at, const char *value, uint32_t *ret_end)
{
    const struct hit *hit = hits_at(&r->hits, at, CLASS_TIME_UNIT);
    if (!hit || !is_unit(hit->entry, value))
        return false;
    *ret_end = at + hit->count;
    return true;
}

/* The month that the year of the word at `at` begins with. */
static int first_month_of(const struct reading *r, uint32_t at)
{
    static const struct {
        const char *value;
        int month;
    } years[] = {{"year-9", 9}, {"year-10", 10}};
    const struct hit *hit = hits_at(&r->hits, at, CLASS_TIME_UNIT);
    for (size_t i = 0; hit && i < sizeof years / sizeof *years; i++)
        if (entry_is(hit->entry, years[i].value))
            return years[i].month;
    return 1;
}

int64_t year_at(const struct reading *r, uint32_t at)
{
    int64_t year = small_number(r, at);
    return is_plain_number(r, at) && token_at(r, at)->end - token_at(r, at)->start == 4 && year_is_plausible(year)
               ? year
               : 0;
}

uint32_t following_year(const struct reading *r, uint32_t at, int64_t *ret_year)
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

/* 2015-2020, "2015 – 2020", "2015 đến 2020"; the second year must be the later one. */
static bool years_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    int64_t first = year_at(r, at), last = 0;
    if (!first || !(is_mark(r, at + 1, '-') || token_is(r, at + 1, "đến")))
        return false;
    last = year_at(r, at + 2);
    if (last <= first || last - first > 50)
        return false;
    *ret = (struct spoken){.end = at + 3, .shape = SHAPE_TERM, .year = first, .last_year = last};
    return true;
}

bool is_counted(const struct reading *r, uint32_t at)
{
    return begins(r, at, CLASS_NOUN) || begins(r, at, CLASS_UNIT) || begins(r, at, CLASS_MULTIPLIER) ||
           is_mark(r, at, '%');
}

/* "Năm nay, …", "(Dân trí) - Năm nay, …". */
static bool opens_text(const struct reading *r, uint32_t at)
{
    return r->sentences.items[r->sentence_of[at]].first == at ||
           (at > 1 && is_mark(r, at - 1, '-') && is_mark(r, at - 2, ')'));
}

/* "những năm tới", "5 năm sau" are no years. */
static bool names_one_year(const struct reading *r, uint32_t at)
{
    static const char *const leads[] = {"trong", "sang", "cho", "của", "vào", "từ", "bước"};
    bool led = at == 0 || is_separator(r, at - 1) || opens_text(r, at) || begins(r, at - 1, CLASS_PLAN) ||
               begins(r, at - 1, CLASS_CONNECTIVE);
    for (size_t i = 0; !led && i < sizeof leads / sizeof *leads; i++)
        led = token_is(r, at - 1, leads[i]);
    return led || (at > 1 && (begins(r, at - 2, CLASS_PLAN) || begins(r, at - 2, CLASS_TIME_POINT)));
}

/* "xuất khẩu tôm năm nay sẽ đạt 2,5 tỷ USD", and not "kỳ nghỉ lễ năm nay đón …", "tháng 5 năm nay tăng …". */
static bool tells_of_this_year(const struct reading *r, uint32_t at)
{
    static const uint64_t told = CLASS_BIT(ESTIMATE) | CLASS_BIT(RISE) | CLASS_BIT(FALL) | CLASS_BIT(TARGET);
    static const char *const parts[] = {"lễ", "dịp", "kỳ", "hè", "đầu", "cuối", "giữa", "xuân", "hội", "thi", "sinh"};
    if (at == 0 || !token_is(r, at + 1, "nay") || r->use[at - 1] != USE_FREE || begins(r, at - 1, CLASS_TIME_UNIT))
        return false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (token_is(r, at - 1, parts[i]))
            return false;
    return token_is(r, at + 2, "đạt") || token_is(r, at + 2, "là") || hits_begin_any(&r->hits, at + 2, told);
}

/* "đến hết năm", "đến cuối năm nay": the year that the text is in, and not "cuối năm ngoái" or "dịp cuối năm". */
static bool year_end_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    const struct hit *point = hits_before(&r->hits, at, CLASS_TIME_POINT);
    bool ends = point && entry_is(point->entry, "until") &&
                (token_is(r, at - 1, "hết") || (point->count > 1 && token_is(r, at - 1, "cuối")));
    bool now = token_is(r, at + 1, "nay");
    if (!ends || !token_is(r, at, "năm") || year_at(r, at + 1) || hits_at(&r->hits, at, CLASS_EARLIER) ||
        token_is(r, at + 1, "trước") || token_is(r, at + 1, "ngoái") || token_is(r, at + 1, "ngân"))
        return false;
    *ret =
        (struct spoken){.end = at + 1 + now, .shape = SHAPE_YEAR, .first_month = 1, .last_month = 12, .narrow = true};
    return true;
}

/* "Năm ngoái, huyện trồng …": when, and not what something is compared with. */
static bool last_year_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    bool opens = r->sentences.items[r->sentence_of[at]].first == at || (at && is_mark(r, at - 1, ';'));
    if (!opens || !token_is(r, at, "năm") || !(token_is(r, at + 1, "ngoái") || token_is(r, at + 1, "trước")) ||
        !is_mark(r, at + 2, ','))
        return false;
    *ret = (struct spoken){.end = at + 2, .shape = SHAPE_YEAR, .first_month = 1, .last_month = 12, .later = -1};
    return true;
}

/* "năm nay", "năm tới", "năm sau"; "cả năm". */
static bool relative_year_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    bool whole = token_is(r, at, "cả"), next = token_is(r, at + 1, "tới") || token_is(r, at + 1, "sau");
    if (year_end_at(r, at, ret) || last_year_at(r, at, ret))
        return true;
    if (!token_is(r, at + whole, "năm") || (whole && year_at(r, at + 2)))
        return false;
    if (!whole && !((next || token_is(r, at + 1, "nay")) && names_one_year(r, at)) && !tells_of_this_year(r, at))
        return false;
    bool apart = whole && is_mark(r, at + 2, ','), /* "Dự kiến cả năm, tỉnh đón …" */
        opens = !whole && is_mark(r, at + 2, ',') && opens_text(r, at);
    *ret = (struct spoken){.end = at + 2,
                           .shape = SHAPE_YEAR,
                           .first_month = 1,
                           .last_month = 12,
                           .later = next && !whole,
                           .within = whole,
                           .planned = apart,
                           .narrow = !next && !apart && !opens};
    return true;
}

/* "Năm học này" in September: the school's year that the article is of. */
static bool this_school_year_at(const struct reading *r, uint32_t at, uint32_t behind, struct spoken *ret)
{
    int month = first_month_of(r, at);
    if (month == 1 || !token_is(r, behind, "này") || !r->published.year)
        return false;
    int64_t year = r->published.year - (r->published.month < month - 1);
    *ret = (struct spoken){.end = behind + 1,
                           .shape = SHAPE_YEAR,
                           .year = year,
                           .last_year = year + 1,
                           .first_month = month,
                           .last_month = month - 1};
    return true;
}

static bool year_expression_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    uint32_t i;
    if (!time_unit_at(r, at, "year", &i))
        return false;
    if (this_school_year_at(r, at, i, ret))
        return true;
    if (years_at(r, i, ret)) {
        int month = first_month_of(r, at);
        if (month > 1 && ret->last_year == ret->year + 1) { /* "năm học 2022-2023": twelve months */
            ret->shape = SHAPE_YEAR;
            ret->first_month = month;
            ret->last_month = month - 1;
        }
        return true;
    }
    int64_t year = year_at(r, i);
    if (!year || is_mark(r, i + 1, '%'))
        return false;
    *ret = (struct spoken){.end = i + 1, .shape = SHAPE_YEAR, .year = year, .first_month = 1, .last_month = 12};
    return true;
}

/* "Trong nhiệm kỳ, Đảng bộ đã kết nạp …": of the term that a congress looks back at. */
static bool looks_back(const struct reading *r, uint32_t at)
{
    for (uint32_t i = at; i < at + DONE_REACH && (is_kind(r, i, TOKEN_WORD) || is_mark(r, i, ',')); i++)
        if (token_is(r, i, "đã"))
            return true;
    return false;
}

/* "của cả giai đoạn là 5,9%": of the stage that was named. */
static bool whole_phase_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    uint32_t i;
    if (!time_unit_at(r, at, "phase", &i) || at == 0 || !token_is(r, at - 1, "cả") || year_at(r, i))
        return false;
    *ret = (struct spoken){.end = i, .shape = SHAPE_TERM};
    return true;
}

static bool term_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    uint32_t i;
    if (whole_phase_at(r, at, ret))
        return true;
    bool whole = at > 0 && (token_is(r, at - 1, "cả") || token_is(r, at - 1, "trong"));
    bool told =
        time_unit_at(r, at, "term", &i) && (token_is(r, i, "qua") || token_is(r, i, "vừa") || token_is(r, i, "trước") ||
                                            token_is(r, i, "tới") || token_is(r, i, "mới"));
    if (whole && !told && time_unit_at(r, at, "term", &i) && !year_at(r, i)) { /* "cả nhiệm kỳ": the term last named */
        *ret = (struct spoken){.end = i, .shape = SHAPE_TERM, .past = looks_back(r, i)};
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

/* "GDP 2011 ước tăng 5,89%", "Lợi nhuận 2023 đạt …": between what is measured and what tells of it. */
static bool is_told_of(const struct reading *r, uint32_t at)
{
    static const uint64_t told = CLASS_BIT(ESTIMATE) | CLASS_BIT(RISE) | CLASS_BIT(FALL);
    return at > 0 && is_kind(r, at - 1, TOKEN_WORD) && r->sentence_of[at - 1] == r->sentence_of[at] &&
           !hits_before(&r->hits, at, CLASS_NUMBERED) &&
           (token_is(r, at + 1, "đạt") || hits_begin_any(&r->hits, at + 1, told));
}

static bool bare_year_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    if (years_at(r, at, ret))
        return true;
    int64_t year = year_at(r, at);
    if (year < 1930 || year > 2050 || is_counted(r, at + 1) || is_mark(r, at + 1, '/') ||
        (at && is_mark(r, at - 1, '/')))
        return false;
    bool since = at && token_is(r, at - 1, "từ") && token_is(r, at + 1, "đến") && token_is(r, at + 2, "nay");
    *ret = (struct spoken){.end = at + 1,
                           .shape = since || is_told_of(r, at) ? SHAPE_YEAR : SHAPE_BARE_YEAR,
                           .year = year,
                           .first_month = 1,
                           .last_month = 12};
    return true;
}

/* "(2016-2020)" behind "5 năm", "5 năm thực hiện nghị quyết"; *ret undefined without it. */
static bool years_in_bracket(const struct reading *r, uint32_t at, struct spoken *ret)
{
    for (uint32_t n = 0; n < 4 && is_kind(r, at, TOKEN_WORD); n++)
        at++;
    if (!is_mark(r, at, '(') || !years_at(r, at + 1, ret))
        return false;
    ret->end += is_mark(r, ret->end, ')');
    return true;
}

/* "3 năm 2018-2020", "5 năm (2016-2020)": the years, with their number before them. "5 năm qua" is a term. */
static bool counted_years_at(const struct reading *r, uint32_t at, const struct numeral *numeral, struct spoken *ret)
{
    uint32_t i;
    if (!time_unit_at(r, numeral->end, "year", &i))
        return false;
    if (years_at(r, i, ret) || years_in_bracket(r, i, ret))
        return true;
    uint32_t behind = i + token_is(r, i, "vừa");
    bool five = numeral->value.known && decimal_compare(numeral->value, decimal_of(5, 0)) == 0;
    bool past = token_is(r, behind, "qua");
    bool told = begins(r, i, CLASS_LINK) || begins(r, i, CLASS_EQUAL) || (at && token_is(r, at - 1, "quân"));
    if (!five || !(past || told))
        return false;
    /* "thu ngân sách 5 năm đạt …": of the term that was named */
    *ret = (struct spoken){.end = past ? behind + 1 : i, .shape = SHAPE_TERM, .past = past};
    return true;
}

/* "35 | ha", "7,2 | %": neither a time nor more of the number stands behind its digits. */
static bool counts_no_time(const struct reading *r, uint32_t at)
{
    static const uint64_t more = CLASS_BIT(TIME_UNIT) | CLASS_BIT(MULTIPLIER);
    bool word = is_kind(r, at + 1, TOKEN_WORD) && !token_is(r, at + 1, "x"),
         mark = is_kind(r, at + 1, TOKEN_MARK) && !is_mark(r, at + 1, 'x') && !is_mark(r, at + 1, '.');
    return is_kind(r, at, TOKEN_NUMBER) && (word || mark) && !hits_begin_any(&r->hits, at + 1, more);
}

/* "6 tháng đầu năm", "5 năm (2016-2020)", "nửa đầu năm": what begins with a number. */
static bool number_expression_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    if (counts_no_time(r, at))
        return false;
    struct numeral numeral;
    bool unscaled = numeral_at(r, at, &numeral) && !numeral.scaled;
    return (unscaled && (months_at(r, at, &numeral, ret) || counted_years_at(r, at, &numeral, ret) ||
                         days_within_month_at(r, at, &numeral, ret))) ||
           half_year_at(r, at, ret);
}

/* What no expression begins with is seen at a glance. */
static bool may_open_time(const struct reading *r, uint32_t at)
{
    static const uint64_t openers = CLASS_BIT(TIME_UNIT) | CLASS_BIT(NUMBER) | CLASS_BIT(TIME_POINT);
    return is_kind(r, at, TOKEN_NUMBER) || hits_begin_any(&r->hits, at, openers) || token_is(r, at, "cả") ||
           token_is(r, at, "kỳ") || may_be_short(r, at);
}

/* "từ đầu năm | đến hết ngày 25/6": the day says it all; "từ đầu năm | 2018 đến hết tháng 10": so does the month. */
static bool runs_to_time(const struct reading *r, uint32_t at)
{
    bool year = year_at(r, at) > 0;
    at += year;
    if (!token_is(r, at, "đến") && !token_is(r, at, "tới"))
        return false;
    at += 1 + token_is(r, at + 1, "hết");
    return is_kind(r, at + (token_is(r, at, "ngày") || (year && token_is(r, at, "tháng"))), TOKEN_NUMBER);
}

bool spoken_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    if (!may_open_time(r, at))
        return false;
    if (begins(r, at, CLASS_TIME_UNIT) &&
        (week_at(r, at, ret) || term_at(r, at, ret) || quarter_at(r, at, ret) || month_at(r, at, ret) ||
         year_expression_at(r, at, ret) || relative_year_at(r, at, ret) || day_at(r, at, ret)))
        return true;
    if ((token_is(r, at, "cả") && relative_year_at(r, at, ret)) || customs_period_at(r, at, ret))
        return true;
    if (is_kind(r, at, TOKEN_NUMBER) || begins(r, at, CLASS_NUMBER))
        if (number_expression_at(r, at, ret))
            return true;
    if (hour_at(r, at, ret) || short_at(r, at, ret))
        return true;
    if (is_kind(r, at, TOKEN_NUMBER))
        return figures_at(r, at, ret) || month_figures_at(r, at, ret) || bare_year_at(r, at, ret);
    const struct hit *point = hits_at(&r->hits, at, CLASS_TIME_POINT);
    bool outset = at > 0 && token_is(r, at - 1, "ngay"); /* "ngay từ đầu năm, huyện đã chủ động …" */
    if (!point || !entry_is(point->entry, "cumulative") || outset || runs_to_time(r, at + point->count))
        return false;
    *ret = (struct spoken){.end = at + point->count, .shape = SHAPE_CUMULATIVE};
    return true;
}
