/* Quarters, months and stretches of months: "quý II/2020", "tháng Bảy", "6 tháng đầu năm 2021", "nửa cuối năm". */
#include "daemon/extract/calendar.h"
#include "daemon/extract/spoken_parts.h"

static int roman(const struct reading *r, uint32_t at)
{
    static const char *const numbers[] = {"i", "ii", "iii", "iv"};
    for (int i = 0; i < 4; i++)
        if (token_is(r, at, numbers[i]))
            return i + 1;
    int64_t value = small_number(r, at);
    return value >= 1 && value <= 4 ? (int)value : 0;
}

/* "tháng Năm", but not "9 THÁNG NĂM 2023". */
static bool is_name(const struct reading *r, uint32_t at)
{
    return is_kind(r, at, TOKEN_WORD) && (token_at(r, at)->flags & (TOKEN_CAPITAL | TOKEN_UPPER)) == TOKEN_CAPITAL;
}

/* "quý Một", "quý Tư": a name, so with a capital ("mỗi quý một lần"). 1 to 4; 0 for none. */
static int quarter_word(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"một", "hai", "ba", "tư", "bốn"};
    for (int i = 0; is_name(r, at) && i < 5; i++)
        if (token_is(r, at, words[i]))
            return i < 4 ? i + 1 : 4;
    return 0;
}

/* "trong tháng", "trong quý này": the one that was last named; the words of it end before `behind`. */
static bool is_last_named(const struct reading *r, uint32_t at, uint32_t behind)
{
    bool ends = is_separator(r, behind) || is_mark(r, behind, '.') || is_kind(r, behind, TOKEN_WORD);
    return at > 0 && token_is(r, at - 1, "trong") && ends && !begins(r, behind, CLASS_TIME_POINT) &&
           !begins(r, behind, CLASS_STOP);
}

bool quarter_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    uint32_t i;
    if (!time_unit_at(r, at, "quarter", &i))
        return false;
    int quarter = roman(r, i);
    if (!quarter)
        quarter = quarter_word(r, i);
    if (!quarter && token_is(r, i, "đầu") && begins(r, i + 1, CLASS_TIME_UNIT)) /* "quý đầu năm" */
        quarter = 1;
    if (!quarter && is_last_named(r, at, i)) {
        *ret = (struct spoken){.end = i + token_is(r, i, "này"), .shape = SHAPE_QUARTER};
        return true;
    }
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
    static const char *const names[] = {"một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "giêng"};
    if (!is_name(r, at))
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

/* "thu trong tháng đạt 5 tỷ đồng": what the month came to. A quarter told so is as often the one held against. */
static bool comes_to(const struct reading *r, uint32_t at)
{
    return begins(r, at, CLASS_LINK) || begins(r, at, CLASS_EQUAL) || begins(r, at, CLASS_RISE) ||
           begins(r, at, CLASS_FALL);
}

bool month_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    uint32_t i, last;
    if (!time_unit_at(r, at, "month", &i))
        return false;
    bool during = at > 0 && token_is(r, at - 1, "trong");
    if (during && token_is(r, i, "này")) {
        *ret = (struct spoken){.end = i + 1, .shape = SHAPE_MONTH};
        return true;
    }
    if (!named_month(r, i, &last) && (is_last_named(r, at, i) || (during && comes_to(r, i)))) {
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

/* "Du lịch 10 tháng đón gần 9 triệu lượt" in an article of October or November: the months that have just passed. */
static bool is_timely(const struct reading *r, uint32_t at, int count)
{
    static const char *const durations[] = {"sau", "dài", "vòng", "mỗi", "từ", "đến", "hạn", "tù"};
    for (size_t i = 0; at && i < sizeof durations / sizeof *durations; i++)
        if (token_is(r, at - 1, durations[i]))
            return false;
    int month = r->published.month, before = month == 1 ? 12 : month - 1;
    return month && count >= 3 && (count == month || count == before);
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
    bool acts = told || is_timely(r, at, count) || begins(r, end, CLASS_LINK) || begins(r, end, CLASS_EQUAL) ||
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

/* "6 tháng đầu | năm ngoái": what tells the year is left to who settles it. */
static bool is_year_before(const struct reading *r, uint32_t at)
{
    return token_is(r, at, "năm") && (token_is(r, at + 1, "ngoái") || token_is(r, at + 1, "trước"));
}

bool months_at(const struct reading *r, uint32_t at, const struct numeral *numeral, struct spoken *ret)
{
    uint32_t i, behind;
    int count = goes_on_with_years(r, at) ? 0 : month_count(r, numeral, &i);
    if (count < 1)
        return false;
    bool first = token_is(r, i, "đầu"), left = token_is(r, i, "còn") && token_is(r, i + 1, "lại"),
         last = left || token_is(r, i, "cuối");
    *ret =
        (struct spoken){.shape = SHAPE_MONTHS, .first_month = last ? 13 - count : 1, .last_month = last ? 12 : count};
    if (first || last) {
        i += 1 + left;
        ret->end = following_year(r, i, &ret->year);
        if (ret->end == i && !is_year_before(r, i) && time_unit_at(r, i, "year", &behind))
            ret->end = token_is(r, behind, "nay") ? behind + 1 : behind;
        return true;
    }
    ret->end = following_year(r, i, &ret->year);
    bool now = token_is(r, i, "năm") && token_is(r, i + 1, "nay"),
         one = numeral->value.digits == 1; /* "kỷ lục trong 1 quý" */
    ret->length = ret->end == i && !now && (one || !stands_as_period(r, at, i, count));
    ret->end += now ? 2 : 0;
    return count > 1;
}

/* "nửa đầu tháng 10", "nửa cuối tháng 9/2021": as the days that they are. */
static bool half_month_at(const struct reading *r, uint32_t at, bool last, struct spoken *ret)
{
    struct spoken month;
    if (!month_at(r, at, &month) || month.shape != SHAPE_MONTH || !month.first_month)
        return false;
    int64_t year = month.year ? month.year : r->published.year;
    *ret = month;
    ret->shape = SHAPE_DAY;
    ret->first_day = last ? 16 : 1;
    ret->day = last ? days_of_month((int16_t)(year ? year : 2021), (uint8_t)month.first_month) : 15;
    return true;
}

/* "nửa đầu năm 2021", "nửa cuối năm nay", "nửa đầu tháng 5" is no half-year. */
bool half_year_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    bool last = token_is(r, at + 1, "cuối");
    uint32_t i = at + 2, behind;
    if (!token_is(r, at, "nửa") || (!last && !token_is(r, at + 1, "đầu")))
        return false;
    i += token_is(r, i, "của");
    if (half_month_at(r, i, last, ret))
        return true;
    if (!time_unit_at(r, i, "year", &behind))
        return false;
    *ret = (struct spoken){.shape = SHAPE_MONTHS, .first_month = last ? 7 : 1, .last_month = last ? 12 : 6};
    ret->end = following_year(r, i, &ret->year);
    if (ret->end == i && !is_year_before(r, i))
        ret->end = behind + token_is(r, behind, "nay");
    return true;
}

bool customs_period_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    int half = token_is(r, at, "kỳ") ? roman(r, at + 1) : 0;
    return (half == 1 || half == 2) && half_month_at(r, at + 2, half == 2, ret);
}

bool month_figures_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    int64_t month = small_number(r, at), year = year_at(r, at + 2);
    if (month < 1 || month > 12 || !year || !(is_mark(r, at + 1, '/') || is_mark(r, at + 1, '-')) ||
        !is_tight(r, at + 1) || is_mark(r, at + 3, '/'))
        return false;
    *ret = (struct spoken){
        .shape = SHAPE_MONTH, .end = at + 3, .year = year, .first_month = (int)month, .last_month = (int)month};
    return true;
}

/* "tháng 3", "Tháng Ba", "March"; behind it in *ret_end. 0 for none. */
static int64_t spelled_month(const struct reading *r, uint32_t at, uint32_t *ret_end)
{
    static const char *const english[] = {"january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december"};
    uint32_t i, last;
    if (time_unit_at(r, at, "month", &i)) {
        int64_t month = small_number(r, i);
        last = i;
        month = month > 0 ? month : named_month(r, i, &last);
        *ret_end = last + 1;
        return month <= 12 ? month : 0;
    }
    *ret_end = at + 1;
    for (int month = 0; month < 12; month++)
        if (token_is(r, at, english[month]))
            return month + 1;
    return 0;
}

bool spelled_date(const struct reading *r, uint32_t at, ind_date *ret_date)
{
    uint32_t end = at;
    bool first = is_plain_number(r, at); /* the day stands before the month */
    int64_t day = small_number(r, at), month = spelled_month(r, at + first, &end);
    if (!month)
        return false;
    if (!first)
        day = small_number(r, end++);
    end += is_mark(r, end, ',') || token_is(r, end, "năm");
    int64_t year = year_at(r, end);
    if (!year || day < 1 || day > days_of_month((int16_t)year, (uint8_t)month))
        return false;
    *ret_date = (ind_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return true;
}
