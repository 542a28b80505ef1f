/* What companies and tables write short: "Q3/2021", "QIII-2021", "T9/2021", "9T/2021", "9T2021". A year must stand
 * behind it, or "trong" before a quarter: "Q3" alone is a city's district as well. */
#include "daemon/extract/calendar.h"
#include "daemon/extract/spoken_parts.h"

/* Digits in the bytes [start, end) of the text; -1 for anything else, none, or more than four. */
static int digits_in(const struct reading *r, uint32_t start, uint32_t end)
{
    int value = 0;
    if (start >= end || end - start > 4)
        return -1;
    for (uint32_t i = start; i < end; i++) {
        char byte = r->text.bytes[i];
        if (byte < '0' || byte > '9')
            return -1;
        value = 10 * value + (byte - '0');
    }
    return value;
}

/* A word that begins with this capital; *ret_digits: the number that follows it, -1 for none. */
static bool letter_at(const struct reading *r, uint32_t at, char letter, int *ret_digits)
{
    if (!is_kind(r, at, TOKEN_WORD) || r->text.bytes[token_at(r, at)->start] != letter)
        return false;
    *ret_digits = digits_in(r, token_at(r, at)->start + 1, token_at(r, at)->end);
    return true;
}

static int quarter_of(const struct reading *r, uint32_t at, int digits)
{
    static const char *const roman[] = {"QI", "QII", "QIII", "QIV"};
    const struct token *token = token_at(r, at);
    for (int i = 0; i < 4; i++)
        if (token->end - token->start == strlen(roman[i]) &&
            memcmp(r->text.bytes + token->start, roman[i], strlen(roman[i])) == 0)
            return i + 1;
    return digits >= 1 && digits <= 4 ? digits : 0;
}

static bool short_quarter_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    int digits;
    if (!letter_at(r, at, 'Q', &digits))
        return false;
    int quarter = quarter_of(r, at, digits);
    *ret = (struct spoken){.shape = SHAPE_QUARTER, .first_month = 3 * quarter - 2, .last_month = 3 * quarter};
    ret->end = following_year(r, at + 1, &ret->year);
    return quarter && (ret->year || (at && token_is(r, at - 1, "trong")));
}

static bool short_month_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    int month;
    if (!letter_at(r, at, 'T', &month) || month < 1 || month > 12)
        return false;
    *ret = (struct spoken){.shape = SHAPE_MONTH, .first_month = month, .last_month = month};
    ret->end = following_year(r, at + 1, &ret->year);
    return ret->year != 0;
}

static bool short_months_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    int64_t count = small_number(r, at);
    int year;
    if (count < 2 || count > 12 || !is_tight(r, at + 1) || !letter_at(r, at + 1, 'T', &year))
        return false;
    *ret = (struct spoken){.shape = SHAPE_MONTHS, .end = at + 2, .first_month = 1, .last_month = (int)count};
    if (year_is_plausible(year))
        ret->year = year;
    else if (token_at(r, at + 1)->end - token_at(r, at + 1)->start == 1)
        ret->end = following_year(r, at + 2, &ret->year);
    return ret->year != 0;
}

bool short_at(const struct reading *r, uint32_t at, struct spoken *ret)
{
    return is_kind(r, at, TOKEN_NUMBER) ? short_months_at(r, at, ret)
                                        : short_quarter_at(r, at, ret) || short_month_at(r, at, ret);
}

bool may_be_short(const struct reading *r, uint32_t at)
{
    char first = r->text.bytes[token_at(r, at)->start];
    return is_kind(r, at, TOKEN_WORD) && (first == 'Q' || first == 'T') &&
           token_at(r, at)->end - token_at(r, at)->start < 5;
}
