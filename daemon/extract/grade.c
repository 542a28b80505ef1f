/* Numerals with a unit or a noun behind them that say which one, not how much: "kỳ hạn 12 tháng", "bình 12 kg", "cứ
 * 100.000 dân", "xếp thứ 12/63 tỉnh", "thắng 3-2". What only its shape tells (dates, telephones) is a pattern's;
 * numbers that are names are reject.c's. */
#include "daemon/extract/grade.h"

static bool is_any(const struct reading *r, uint32_t at, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (token_is(r, at, words[i]))
            return true;
    return false;
}

#define IS_ANY(r, at, words) is_any(r, at, words, sizeof(words) / sizeof *(words))

static bool has_dimension(const struct hit *unit, const char *dimension)
{
    return unit && strcmp(unit->entry->dimension, dimension) == 0;
}

uint32_t range_end(const struct reading *r, uint32_t at)
{
    uint32_t next = at + 2;
    if (!is_mark(r, at + 1, '-') && !token_is(r, at + 1, "đến") && !token_is(r, at + 1, "tới"))
        return at + 1;
    next += begins(r, next, CLASS_QUALIFIER) && !is_kind(r, next, TOKEN_NUMBER);
    return is_kind(r, next, TOKEN_NUMBER) ? next + 1 : at + 1;
}

/* --- how long it runs ----------------------------------------------------------------------------------------------
 */

/* Where the words before a number begin that only say how exact it is: "dưới", "từ", "trên". */
static uint32_t before_qualifier(const struct reading *r, uint32_t at)
{
    const struct hit *qualifier = hits_before(&r->hits, at, CLASS_QUALIFIER);
    uint32_t first = qualifier ? qualifier->first : at;
    return first - (first > 0 && token_is(r, first - 1, "từ"));
}

/* "kỳ hạn dưới 12 tháng", "kỳ hạn 10 năm, 15 năm và 20 năm"; but "kỳ hạn bình quân 11,4 năm" is measured. */
static bool follows_term(const struct reading *r, uint32_t at)
{
    uint32_t first = before_qualifier(r, at);
    if (first > 1 && token_is(r, first - 1, "hạn") && token_is(r, first - 2, "kỳ"))
        return true;
    bool joined =
        first > 2 && (is_mark(r, first - 1, ',') || token_is(r, first - 1, "và") || token_is(r, first - 1, "hoặc"));
    return joined && r->use[first - 2] == USE_LEFT_OUT && begins(r, first - 2, CLASS_UNIT);
}

/* "kỳ hạn 1 tuần 0,3%/năm, 2 tuần 0,5%/năm": the rate stands right behind. */
static bool has_rate_behind(const struct reading *r, uint32_t end)
{
    uint32_t behind = is_kind(r, end, TOKEN_NUMBER) ? range_end(r, end) : end;
    return behind > end && is_mark(r, behind, '%') && is_mark(r, behind + 1, '/') && token_is(r, behind + 2, "năm");
}

static const char *term_of_loan(const struct reading *r, uint32_t at, uint32_t *ret_end)
{
    const struct hit *unit = hits_at(&r->hits, range_end(r, at), CLASS_UNIT);
    if (!has_dimension(unit, "time"))
        return NULL;
    uint32_t end = unit->first + unit->count;
    if (!follows_term(r, at) && !has_rate_behind(r, end))
        return NULL;
    *ret_end = end;
    return "numbers:term";
}

/* --- how large one is ----------------------------------------------------------------------------------------------
 */

/* The word that ends at `end` is a thing that comes in sizes; not the tail of another word: "trung bình", "các loại".
 */
static bool has_sizes(const struct reading *r, uint32_t end, const struct hit *unit)
{
    static const char *const packs[] = {"bình",  "bao", "chai", "can",  "túi", "gói",
                                        "thùng", "hộp", "lon",  "loại", "cỡ",  "hạng"};
    static const char *const lengths[] = {"container", "cont", "loại", "cỡ", "khổ"};
    const struct hit *tail = hits_before(&r->hits, end, CLASS_NUMBERED);
    bool content = has_dimension(unit, "mass") || has_dimension(unit, "volume");
    if (!end || (tail && entry_is(tail->entry, "none")))
        return false;
    if (end > 1 && token_is(r, end - 1, "cân") && token_is(r, end - 2, "hạng"))
        return content;
    return content ? IS_ANY(r, end - 1, packs) : has_dimension(unit, "length") && IS_ANY(r, end - 1, lengths);
}

/* "bình 12 kg", "bao 50kg", "xe loại 5 tấn", "hạng cân +87 kg", "container 40 feet". */
static const char *size_of_one(const struct reading *r, uint32_t at, uint32_t *ret_end)
{
    const struct hit *unit = hits_at(&r->hits, range_end(r, at), CLASS_UNIT);
    uint32_t before = at - (at > 0 && (is_mark(r, at - 1, '-') || is_mark(r, at - 1, '+')));
    if (!unit || !has_sizes(r, before, unit))
        return NULL;
    *ret_end = unit->first + unit->count;
    return "numbers:size";
}

static bool is_times_sign(const struct reading *r, uint32_t at)
{
    return is_mark(r, at, 'x') || token_is(r, at, "x");
}

/* "gạch 60x60 cm", "4x100m tiếp sức": sides, not a product (which numeral.c reads: "2x63 MVA"). */
static const char *sides(const struct reading *r, uint32_t at, uint32_t *ret_end)
{
    struct numeral numeral;
    if (!is_times_sign(r, at + 1) || !is_kind(r, at + 2, TOKEN_NUMBER) || !numeral_at(r, at, &numeral) ||
        numeral.end > at + 1)
        return NULL;
    uint32_t end = at + 3;
    while (is_times_sign(r, end) && is_kind(r, end + 1, TOKEN_NUMBER))
        end += 2;
    const struct hit *unit = hits_at(&r->hits, end, CLASS_UNIT);
    *ret_end = unit ? unit->first + unit->count : end;
    return "numbers:sides";
}

/* "đường dây 500/220kV": two voltages, neither a plan of the other. */
static const char *two_voltages(const struct reading *r, uint32_t at, uint32_t *ret_end)
{
    const struct hit *unit =
        is_mark(r, at + 1, '/') && is_kind(r, at + 2, TOKEN_NUMBER) ? hits_at(&r->hits, at + 3, CLASS_UNIT) : NULL;
    if (!has_dimension(unit, "voltage"))
        return NULL;
    *ret_end = unit->first + unit->count;
    return "numbers:size";
}

/* "gạo 5% tấm": the grade of the rice; "vàng 9999", "vàng 99,99%": how fine the gold is. */
static const char *quality(const struct reading *r, uint32_t at, uint32_t *ret_end)
{
    static const char *const gold[] = {"vàng", "trơn", "nhẫn", "sjc", "miếng"};
    static const char *const fineness[] = {"9999", "999", "999,9", "999.9", "99,99", "99.99", "99,9"};
    uint32_t percent = range_end(r, at);
    if (is_mark(r, percent, '%') && token_is(r, percent + 1, "tấm")) {
        *ret_end = percent + 2;
        return "numbers:grade";
    }
    if (!at || !IS_ANY(r, at - 1, gold) || !IS_ANY(r, at, fineness))
        return NULL;
    *ret_end = at + 1 + is_mark(r, at + 1, '%');
    return "numbers:grade";
}

/* --- what a rate is per --------------------------------------------------------------------------------------------
 */

/* "tỷ lệ ca nhiễm/1 triệu dân", "số ca tử vong trên 1 triệu dân": the words before name what is counted per so many. */
static bool is_named_per(const struct reading *r, uint32_t at)
{
    if (at > 1 && is_mark(r, at - 1, '/'))
        return is_kind(r, at - 2, TOKEN_WORD);
    if (at < 2 || !token_is(r, at - 1, "trên") || begins(r, at - 2, CLASS_LINK) || begins(r, at - 2, CLASS_VERB))
        return false;
    uint32_t floor = look_back(r, at);
    for (uint32_t i = at - 1, steps = 0; i-- > floor && steps < 8 && !is_separator(r, i); steps++)
        if (r->use[i] == USE_MENTION)
            return false;
        else if (begins(r, i, CLASS_RATE) || token_is(r, i, "số"))
            return true;
    return false;
}

/* "cứ 100.000 dân có 12,5 bác sĩ", "bình quân 1 vạn dân có 9 bác sĩ". */
static bool is_base_before(const struct reading *r, uint32_t at, uint32_t end)
{
    bool led = at > 0 && (token_is(r, at - 1, "cứ") || token_is(r, at - 1, "mỗi") || token_is(r, at - 1, "quân"));
    return led && (token_is(r, end, "có") || token_is(r, end, "thì"));
}

/* "1 USD đổi 25.450 đồng", "1 euro = 1,08 USD". */
static bool is_exchanged(const struct reading *r, uint32_t at, const struct hit *unit)
{
    static const char *const verbs[] = {"đổi", "ăn", "bằng"};
    int64_t value = small_number(r, at);
    uint32_t end = unit->first + unit->count;
    bool round = value == 1 || value == 100 || value == 1000;
    return round && has_dimension(unit, "money") && (IS_ANY(r, end, verbs) || is_mark(r, end, '='));
}

/* "giá 1 lít xăng", "giá bán 1 kg cà phê". */
static bool is_priced(const struct reading *r, uint32_t at, const struct hit *unit)
{
    bool one = small_number(r, at) == 1 &&
               (has_dimension(unit, "mass") || has_dimension(unit, "volume") || has_dimension(unit, "energy"));
    for (uint32_t back = 1; one && back <= 3 && back <= at && is_kind(r, at - back, TOKEN_WORD); back++)
        if (token_is(r, at - back, "giá"))
            return true;
    return false;
}

/* "giá trị sản phẩm thu được trên | 1 ha đất canh tác đạt 108 triệu đồng": what is worth so much a hectare. */
static bool is_worth_of_area(const struct reading *r, uint32_t at, const struct hit *unit)
{
    if (small_number(r, at) != 1 || !has_dimension(unit, "area") || !at || !token_is(r, at - 1, "trên"))
        return false;
    uint32_t floor = look_back(r, at);
    for (uint32_t i = at - 1; i-- > floor && !is_separator(r, i) && r->use[i] != USE_MENTION;)
        if (begins(r, i, CLASS_MEASURE))
            return true;
    return false;
}

static const char *base_of_rate(const struct reading *r, uint32_t at, uint32_t *ret_end)
{
    const struct hit *per = hits_at(&r->hits, at, CLASS_DENOMINATOR), *unit = hits_at(&r->hits, at + 1, CLASS_UNIT);
    if (per && per->count > 1 && (is_named_per(r, at) || is_base_before(r, at, at + per->count))) {
        *ret_end = at + per->count;
        return "numbers:base";
    }
    if (!unit || !(is_exchanged(r, at, unit) || is_priced(r, at, unit) || is_worth_of_area(r, at, unit)))
        return NULL;
    *ret_end = unit->first + unit->count;
    return "numbers:base";
}

/* --- places in an order --------------------------------------------------------------------------------------------
 */

/* "đứng thứ 12/63 tỉnh": the whole belongs to the rank. */
static const char *rank_of_all(const struct reading *r, uint32_t at, uint32_t *ret_end)
{
    const struct hit *rank = hits_before(&r->hits, at, CLASS_ORDINAL);
    if (!rank || !is_mark(r, at + 1, '/') || !is_kind(r, at + 2, TOKEN_NUMBER))
        return NULL;
    *ret_end = at + 3;
    return rank->entry->rule;
}

/* "thắng 3-2", "tỷ số chung cuộc là 1 - 0". */
static const char *score(const struct reading *r, uint32_t at, uint32_t *ret_end)
{
    static const char *const words[] = {"số", "thắng", "thua", "hòa", "hoà", "dẫn", "biệt"};
    if (!is_mark(r, at + 1, '-'))
        return NULL;
    int64_t ours = small_number(r, at), theirs = small_number(r, at + 2);
    bool counted = begins(r, at + 3, CLASS_UNIT) || begins(r, at + 3, CLASS_NOUN) ||
                   begins(r, at + 3, CLASS_MULTIPLIER) || is_mark(r, at + 3, '%');
    if (ours < 0 || ours > 200 || theirs < 0 || theirs > 200 || counted)
        return NULL;
    uint32_t floor = look_back(r, at);
    for (uint32_t i = at, steps = 0; i-- > floor && steps < 6 && !is_separator(r, i); steps++) {
        bool number = token_is(r, i, "số") && !(i > 0 && (token_is(r, i - 1, "tỷ") || token_is(r, i - 1, "tỉ")));
        if (IS_ANY(r, i, words) && !number) {
            *ret_end = at + 3;
            return "numbers:score";
        }
    }
    return NULL;
}

/* "phiên giao dịch 11-12", "hôm nay (25-8)": a day and its month where such words lead to them. */
static const char *day_of_session(const struct reading *r, uint32_t at, uint32_t *ret_end)
{
    static const char *const words[] = {"phiên", "dịch", "nay", "qua", "tuần"};
    if (!is_mark(r, at + 1, '-') || !is_tight(r, at + 1) || !is_tight(r, at + 2))
        return NULL;
    int64_t day = small_number(r, at), month = small_number(r, at + 2);
    bool led = at > 0 && (IS_ANY(r, at - 1, words) || (is_mark(r, at - 1, '(') && is_mark(r, at + 3, ')')));
    bool counted = begins(r, at + 3, CLASS_UNIT) || begins(r, at + 3, CLASS_NOUN) ||
                   begins(r, at + 3, CLASS_MULTIPLIER) || is_mark(r, at + 3, '%');
    if (!led || counted || day < 1 || day > 31 || month < 1 || month > 12)
        return NULL;
    *ret_end = at + 3;
    return "numbers:day";
}

/* "tuổi thọ trung bình 73,6 tuổi", "tuổi bình quân là 42,5 tuổi": how long lives are, no one's age. */
static bool is_life_length(const struct reading *r, uint32_t at)
{
    uint32_t floor = look_back(r, at);
    for (uint32_t i = at, steps = 0; i-- > floor && steps < 14 && !is_mark(r, i, ';'); steps++)
        if (token_is(r, i, "tuổi") && (token_is(r, i + 1, "thọ") || token_is(r, i + 1, "bình") ||
                                       token_is(r, i + 1, "trung") || token_is(r, i + 1, "đời")))
            return true;
    return false;
}

/* "trẻ từ 12-17 tuổi", "12 đến dưới 18 tuổi". */
static const char *age(const struct reading *r, uint32_t at, uint32_t *ret_end)
{
    uint32_t end = range_end(r, at);
    if (!token_is(r, end, "tuổi") || is_life_length(r, at))
        return NULL;
    *ret_end = end;
    return "numbers:age";
}

const char *grade_at(const struct reading *r, uint32_t at, uint32_t *ret_end)
{
    static const char *(*const kinds[])(const struct reading *, uint32_t, uint32_t *) = {
        age, rank_of_all, term_of_loan, size_of_one, sides, two_voltages, quality, base_of_rate, score, day_of_session,
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *rule = kinds[i](r, at, ret_end);
        if (rule)
            return rule;
    }
    return NULL;
}
