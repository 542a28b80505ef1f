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

/* The denominator that begins at `at`: "/ha", "/ người", "mỗi ha", "trên mỗi ha"; NULL for none. */
static const struct hit *denominator_at(const struct reading *r, uint32_t at)
{
    uint32_t i = at;
    if (is_mark(r, i, '/'))
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
    while ((per = denominator_at(r, m->end))) {
        if (!per->entry->unit)
            break;
        TRY(add_denominator(r, m, per->entry));
        m->end = per->first + per->count;
        m->unit_end = m->end;
    }
    return IND_OK;
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
        if (!next || average || named || leads_to_number(r, next->first + next->count))
            return end;
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

static void set_unit(struct mention *m, const struct hit *hit)
{
    m->unit = hit->entry->unit;
    m->dimension = hit->entry->dimension;
    m->unit_first = hit->first;
    m->unit_end = m->end = hit->first + hit->count;
    m->rule = hit->entry->rule;
    if (hit->entry->number.known)
        scale_by(m, hit->entry->number, false);
}

/* Words that a counted noun never begins with. */
static bool is_function_word(const struct reading *r, uint32_t at)
{
    static const enum entry_class classes[] = {
        CLASS_STOP,    CLASS_LINK,      CLASS_RISE,       CLASS_FALL,   CLASS_EXCEED,   CLASS_SHARE,    CLASS_EQUAL,
        CLASS_AGAINST, CLASS_TIME_UNIT, CLASS_CONNECTIVE, CLASS_CLAUSE, CLASS_ESTIMATE, CLASS_ACHIEVED, CLASS_QUALIFIER,
        CLASS_PLAN,    CLASS_EARLIER,   CLASS_TARGET,     CLASS_NUMBER, CLASS_VERB};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (begins(r, at, classes[i]))
            return true;
    return false;
}

static uint32_t unknown_noun_end(const struct reading *r, uint32_t at)
{
    uint32_t end = at;
    while (end < at + UNKNOWN_NOUN_TOKENS && is_kind(r, end, TOKEN_WORD) && !is_function_word(r, end) &&
           (end == at || !(token_at(r, end)->flags & TOKEN_CAPITAL)))
        end++;
    return end;
}

int unit_read(struct reading *r, struct mention *m, bool scaled)
{
    uint32_t at = m->number_end;
    if (is_mark(r, at, '"') && is_kind(r, at + 1, TOKEN_WORD)) /* 07 "điểm đen" */
        at++;
    const struct hit *unit = hits_at(&r->hits, at, CLASS_UNIT), *noun = hits_at(&r->hits, at, CLASS_NOUN);
    if (unit && (!noun || noun->count <= unit->count)) {
        set_unit(m, unit);
        return read_denominators(r, m);
    }
    if (noun) {
        set_count(m, at, coordinated_nouns(r, noun), noun->entry->rule);
        return read_denominators(r, m);
    }
    uint32_t end = unknown_noun_end(r, at);
    if (end > at) {
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
