/* What a numeral counts: the unit, the counted noun, and what it is per. Brings the quantity to the canonical unit of
 * its dimension. Units and nouns are rows of the tables; what is here is only how they stand behind a numeral. */
#include "daemon/extract/reading.h"

/* An unknown noun is taken up to this many syllables: most Vietnamese nouns have two. */
#define UNKNOWN_NOUN_TOKENS 2

static void scale_by(struct mention *m, ind_decimal factor, bool divide)
{
    ind_decimal *all[] = {&m->value, &m->low, &m->high, &m->part, &m->whole, &m->half};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i]->known)
            *all[i] = divide ? decimal_divide(*all[i], factor) : decimal_multiply(*all[i], factor);
}

void quantity_scale(struct mention *m, ind_decimal factor)
{
    scale_by(m, factor, false);
}

static bool is_one(ind_decimal value)
{
    return decimal_compare(value, decimal_of(1, 0)) == 0;
}

static int join_unit(struct reading *r, struct mention *m, const char *per)
{
    size_t base = strlen(m->unit), more = strlen(per);
    char *joined = arena_alloc(r->arena, base + more + 2);
    if (!joined)
        return IND_E_LIMIT;
    memcpy(joined, m->unit, base);
    joined[base] = '/';
    memcpy(joined + base + 1, per, more);
    m->unit = joined;
    return IND_OK;
}

/* A count becomes the numerator of a rate: people and households keep their code, other nouns leave none. */
static void count_as_numerator(const struct reading *r, struct mention *m)
{
    const struct hit *person =
        m->counted_first < m->counted_end ? hits_at(&r->hits, m->counted_first, CLASS_DENOMINATOR) : NULL;
    bool coded = person && person->entry->unit && is_one(person->entry->number) &&
                 (strcmp(person->entry->unit, "{person}") == 0 || strcmp(person->entry->unit, "{household}") == 0);
    m->unit = coded ? person->entry->unit : "";
    m->dimension = "rate";
}

static int add_denominator(struct reading *r, struct mention *m, const struct entry *per)
{
    if (strcmp(m->unit, "1") == 0)
        count_as_numerator(r, m);
    if (per->number.known && !is_one(per->number))
        scale_by(m, per->number, true);
    m->dimension = "rate";
    return join_unit(r, m, per->unit);
}

/* The denominator that begins at `at`: "/ha", "/ người", "mỗi ha", "trên mỗi ha", behind money "một kWh"; NULL for
 * none. */
static const struct hit *denominator_at(const struct reading *r, const struct mention *m, uint32_t at)
{
    uint32_t i = at;
    if (is_mark(r, i, '/') || (token_is(r, i, "một") && strcmp(m->dimension, "money") == 0))
        i++;
    else {
        i += token_is(r, i, "trên");
        i += token_is(r, i, "mỗi");
        if (i == at || (i == at + 1 && token_is(r, at, "trên") && !is_kind(r, i, TOKEN_WORD)))
            return NULL;
    }
    return hits_at(&r->hits, i, CLASS_DENOMINATOR);
}

static int read_denominators(struct reading *r, struct mention *m)
{
    const struct hit *per;
    while ((per = denominator_at(r, m, m->end))) {
        if (!per->entry->unit)
            break;
        TRY(add_denominator(r, m, per->entry));
        m->end = per->first + per->count;
        m->unit_end = m->end;
    }
    return IND_OK;
}

/* "cứ 100.000 dân có 12,5 bác sĩ", "1 USD đổi 25.450 đồng": what the figure is per stands before it (and grade.c left
 * it out). *ret_count: of how many. NULL for none. */
static const struct hit *base_before(const struct reading *r, const struct mention *m, ind_decimal *ret_count)
{
    static const char *const joints[] = {"có", "thì", "đổi", "ăn", "bằng", "được"};
    uint32_t at = m->first;
    bool joined = true;
    for (int words = 0; at > 1 && joined && words < 3; words++) {
        joined = is_mark(r, at - 1, '=');
        for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
            joined |= token_is(r, at - 1, joints[i]);
        at -= joined;
    }
    const struct hit *per = at < m->first ? hits_before(&r->hits, at, CLASS_DENOMINATOR) : NULL;
    if (!per || !per->entry->unit || r->use[per->first] != USE_LEFT_OUT)
        return NULL;
    bool counts = is_kind(r, per->first, TOKEN_NUMBER); /* "1.000 dân" */
    int64_t count = counts ? 1 : per->first > 0 ? small_number(r, per->first - 1) : -1;
    *ret_count = decimal_of(count, 0);
    return count > 0 ? per : NULL;
}

static int read_base(struct reading *r, struct mention *m)
{
    ind_decimal count;
    const struct hit *per = base_before(r, m, &count);
    bool exchanged = per && strlen(per->entry->unit) == 3 && per->entry->unit[0] != '{'; /* a currency for another */
    if (!per || strcmp(per->entry->unit, m->unit) == 0 || (exchanged && strcmp(m->dimension, "money") != 0))
        return IND_OK;
    if (!is_one(count))
        scale_by(m, count, true);
    return add_denominator(r, m, per->entry);
}

/* "31 đồng chí, đoàn viên thanh niên 49 đồng chí": the noun behind the comma has a figure of its own. */
static bool leads_to_number(const struct reading *r, uint32_t at)
{
    for (uint32_t i = at; i < at + 5 && i < r->tokens.count && !is_separator(r, i) && !begins(r, i, CLASS_CLAUSE); i++)
        if (is_kind(r, i, TOKEN_NUMBER))
            return true;
    return false;
}

/* "6 thôn, xóm", "155 xã, phường, thị trấn": nouns that share the numeral. */
static uint32_t coordinated_nouns(const struct reading *r, const struct hit *noun)
{
    uint32_t end = noun->first + noun->count;
    for (;;) {
        if (!is_mark(r, end, ','))
            return end;
        const struct hit *next = hits_at(&r->hits, end + 1, CLASS_NOUN);
        bool average = token_is(r, end + 1, "bình") && token_is(r, end + 2, "quân"); /* no bottle */
        bool named = next && is_kind(r, next->first + next->count, TOKEN_WORD) &&
                     (token_at(r, next->first + next->count)->flags & TOKEN_CAPITAL); /* "10/10 xã, huyện Nhà Bè: …" */
        const struct hit *word = next ? hits_at(&r->hits, next->first, CLASS_COMPOUND) : NULL;
        bool cut = word && word->count > next->count; /* "con, chăn nuôi …": no blanket */
        const struct hit *unit = next ? hits_at(&r->hits, next->first, CLASS_ADMIN) : NULL;
        bool other = unit && unit->count >= next->count && !begins(r, noun->first, CLASS_ADMIN);
        const struct hit *verb = next ? hits_at(&r->hits, next->first, CLASS_VERB) : NULL;
        cut |= verb && verb->count > next->count; /* "3 HTX, giải quyết …": no prize */
        if (!next || average || named || cut || other || leads_to_number(r, next->first + next->count))
            return end; /* `other`: "1,9 thửa, huyện đã quy hoạch" */
        end = next->first + next->count;
    }
}

static void set_count(struct mention *m, uint32_t first, uint32_t end, const char *rule)
{
    m->unit = "1";
    m->dimension = "count";
    m->counted_first = m->unit_first = first;
    m->counted_end = m->unit_end = m->end = end;
    m->rule = rule;
}

/* "2 tấn rưỡi", "một năm rưỡi": half a unit more. */
static uint32_t add_half_unit(const struct reading *r, struct mention *m, uint32_t at)
{
    bool half = token_is(r, at, "rưỡi") || token_is(r, at, "rưởi");
    if (!half || m->range || m->parts || !m->value.known || m->value.exponent < 0)
        return at;
    m->value = decimal_add(m->value, decimal_of(5, -1));
    m->half = decimal_of(5, -2);
    return at + 1;
}

/* "6 năm 6 tháng", "4 phút 15 giây": one duration, in the smaller unit. */
static void join_durations(const struct reading *r, struct mention *m)
{
    static const struct {
        const char *large, *small;
        int64_t factor;
    } pairs[] = {{"a", "mo", 12}, {"d", "h", 24}, {"h", "min", 60}, {"min", "s", 60}};
    struct numeral more;
    const struct hit *unit;
    if (m->range || m->parts || m->end >= r->tokens.count || r->use[m->end] != USE_FREE ||
        !is_plain_number(r, m->end) || !numeral_at(r, m->end, &more) || more.scaled ||
        !(unit = hits_at(&r->hits, more.end, CLASS_UNIT)))
        return;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        bool fits = strcmp(m->unit, pairs[i].large) == 0 && strcmp(unit->entry->unit, pairs[i].small) == 0;
        if (!fits || decimal_compare(more.value, decimal_of(pairs[i].factor, 0)) >= 0)
            continue;
        m->value = decimal_add(decimal_multiply(m->value, decimal_of(pairs[i].factor, 0)), more.value);
        m->half = more.half;
        m->unit = unit->entry->unit;
        m->number_end = more.end;
        m->unit_first = unit->first;
        m->unit_end = m->end = unit->first + unit->count;
        return;
    }
}

static void set_unit(const struct reading *r, struct mention *m, const struct hit *hit)
{
    uint32_t end = add_half_unit(r, m, hit->first + hit->count);
    m->unit = hit->entry->unit;
    m->dimension = hit->entry->dimension;
    m->unit_first = hit->first;
    m->unit_end = hit->first + hit->count;
    m->end = end;
    m->rule = hit->entry->rule;
    if (hit->entry->number.known)
        scale_by(m, hit->entry->number, false);
    if (end == m->unit_end && strcmp(m->dimension, "time") == 0)
        join_durations(r, m);
}

/* Words that a counted noun never begins with: of a class, or how long, how dear, from where on. */
static bool is_function_word(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"giá", "trở", "dài", "rộng", "sâu", "nặng", "niêm", "dao", "mua", "chào"};
    static const enum entry_class classes[] = {
        CLASS_STOP,    CLASS_LINK,      CLASS_RISE,       CLASS_FALL,   CLASS_EXCEED,   CLASS_SHARE,    CLASS_EQUAL,
        CLASS_AGAINST, CLASS_TIME_UNIT, CLASS_CONNECTIVE, CLASS_CLAUSE, CLASS_ESTIMATE, CLASS_ACHIEVED, CLASS_QUALIFIER,
        CLASS_PLAN,    CLASS_EARLIER,   CLASS_TARGET,     CLASS_NUMBER, CLASS_VERB};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (begins(r, at, classes[i]))
            return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, at, words[i]))
            return true;
    return false;
}

/* "20.000 LĐ | tìm được việc làm": an abbreviation is the noun alone. */
static uint32_t unknown_noun_end(const struct reading *r, uint32_t at)
{
    bool upper = is_kind(r, at, TOKEN_WORD) && (token_at(r, at)->flags & TOKEN_UPPER);
    uint32_t end = at, most = upper ? at + 1 : at + UNKNOWN_NOUN_TOKENS;
    while (end < most && is_kind(r, end, TOKEN_WORD) && !is_function_word(r, end) &&
           (end == at || !(token_at(r, end)->flags & TOKEN_CAPITAL)))
        end++;
    return end;
}

/* "900.000 tỷ doanh thu", "72 tỷ lợi nhuận": what a bare amount of money is of, no noun that it counts. */
static bool is_money_of(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"doanh", "lợi", "lãi", "lỗ", "vốn", "nợ", "dư", "thuế"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, at, words[i]))
            return begins(r, at, CLASS_MEASURE) && !begins(r, at, CLASS_NOUN);
    return false;
}

/* "17/17 khối đạt …", "12 khối được công nhận": a quarter of a town does what no cubic metre can. */
static bool is_quarter(const struct reading *r, const struct hit *unit, const struct hit *noun)
{
    uint32_t behind = noun->first + noun->count;
    return noun->count == unit->count && strcmp(noun->entry->value, "administration") == 0 &&
           (begins(r, behind, CLASS_EQUAL) || token_is(r, behind, "được") || token_is(r, behind, "có"));
}

const struct hit *unit_at(const struct reading *r, uint32_t at)
{
    const struct hit *unit = hits_at(&r->hits, at, CLASS_UNIT), *noun = hits_at(&r->hits, at, CLASS_NOUN);
    bool other = unit && noun && (noun->count > unit->count || is_quarter(r, unit, noun));
    return other ? NULL : unit;
}

static int read_unit(struct reading *r, struct mention *m, bool scaled)
{
    uint32_t at = m->number_end;
    if (is_mark(r, at, '"') && is_kind(r, at + 1, TOKEN_WORD)) /* 07 "điểm đen" */
        at++;
    const struct hit *unit = unit_at(r, at), *noun = hits_at(&r->hits, at, CLASS_NOUN);
    if (unit) {
        set_unit(r, m, unit);
        return read_denominators(r, m);
    }
    if (noun) {
        set_count(m, at, coordinated_nouns(r, noun), noun->entry->rule);
        return read_denominators(r, m);
    }
    uint32_t end = unknown_noun_end(r, at);
    if (end > at && !(scaled && is_money_of(r, at))) {
        bool symbol = end == at + 1 && (token_at(r, at)->flags & TOKEN_UPPER) && !token_at(r, at)->symbol;
        set_count(m, at, end, symbol ? "count:unknown_symbol" : "count:unknown_noun");
        if (symbol)
            m->dimension = "unknown";
        return read_denominators(r, m);
    }
    m->unit_first = m->unit_end = m->end = at;
    m->unit = scaled ? "VND" : "1";
    m->dimension = scaled ? "money" : "count";
    m->rule = scaled ? "money:bare" : "count:bare";
    return read_denominators(r, m);
}

int unit_read(struct reading *r, struct mention *m, bool scaled)
{
    TRY(read_unit(r, m, scaled));
    return read_base(r, m);
}
