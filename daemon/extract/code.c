/* Which indicator of the taxonomy a label names, and whether it is just that one or a part of it: "tỷ lệ hộ nghèo" is,
 * "tỷ lệ hộ nghèo của đồng bào dân tộc thiểu số" narrows it. Where and when a figure holds are fields of their own, so
 * places and times among the words change nothing. What the words of an indicator are is the taxonomy's. */
#include "daemon/extract/code.h"

/* A label's words are looked at no further. */
#define LABEL_TOKENS 64

/* A beginning of fewer words says too little to be narrowed: "thu", "lúa". */
#define NARROWED_TOKENS 2

struct words {
    uint32_t at[LABEL_TOKENS];
    uint32_t count;
};

static struct words words_of(const struct reading *r, const struct run *runs, uint32_t count)
{
    struct words words = {.count = 0};
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = runs[i].first; k < runs[i].end && words.count < LABEL_TOKENS; k++)
            if (!is_kind(r, k, TOKEN_MARK) && !is_kind(r, k, TOKEN_BREAK) && r->use[k] != USE_TIME)
                words.at[words.count++] = k;
    return words;
}

static uint32_t skip_names(const struct reading *r, uint32_t at)
{
    while (at < r->tokens.count && (token_at(r, at)->flags & TOKEN_CAPITAL))
        at++;
    return at;
}

/* Behind "trên địa bàn huyện Lạc Dương", "toàn tỉnh", "của Đông Giang"; `first` itself where no place stands there.
 * `opens`: no word stands before it, so that a kind alone is what the label is about. */
static uint32_t place_end(const struct reading *r, uint32_t first, bool opens)
{
    const struct hit *country = hits_at(&r->hits, first, CLASS_COUNTRY), *lead = hits_at(&r->hits, first, CLASS_PLACE_LEAD),
                     *whole = hits_at(&r->hits, first, CLASS_PLACE_WHOLE);
    if (country)
        return first + country->count;
    if (!opens && hits_before(&r->hits, first, CLASS_PLACE_KIND)) /* "trên địa bàn huyện | Lạc Dương" */
        return skip_names(r, first);
    uint32_t at = first + (whole && (!lead || whole->count > lead->count) ? whole->count : lead ? lead->count : 0);
    const struct hit *kind = hits_at(&r->hits, at, CLASS_PLACE_KIND);
    if (kind && (at > first || !opens) && strcmp(kind->entry->value, "none") != 0)
        return skip_names(r, at + kind->count);
    if (at > first && skip_names(r, at) > at)
        return skip_names(r, at);
    return at > first + 1 && token_is(r, at - 1, "bàn") ? at : first; /* "trên địa bàn": whose needs no saying */
}

/* Behind the words at the words' `from` that change nothing of what is measured; `from` where there are none. */
static uint32_t aside_end(const struct reading *r, const struct words *words, uint32_t from)
{
    uint32_t first = words->at[from];
    const struct hit *trail = from ? hits_at(&r->hits, first, CLASS_TRAIL) : NULL;
    uint32_t end = trail ? first + trail->count : place_end(r, first, from == 0);
    while (from < words->count && words->at[from] >= first && words->at[from] < end)
        from++;
    return from;
}

/* The words without what changes nothing, from the word `from` on. */
static struct words without_asides(const struct reading *r, const struct words *words, uint32_t from)
{
    struct words rest = {.count = 0};
    for (uint32_t i = 0; i < words->count;) {
        uint32_t behind = i < from ? i : aside_end(r, words, i);
        if (behind > i)
            i = behind;
        else
            rest.at[rest.count++] = words->at[i++];
    }
    return rest;
}

/* What follows an indicator's words picks a part of it out; it does not join another to it, relate it to something else
 * or tell how it moves. */
static bool narrows(const struct reading *r, const struct words *words, uint32_t covered)
{
    static const enum entry_class others[] = {CLASS_RISE,    CLASS_FALL,  CLASS_TIMES, CLASS_EXCEED, CLASS_AVERAGE,
                                              CLASS_AGAINST, CLASS_SHARE, CLASS_PLAN,  CLASS_RATE,   CLASS_MEASURE};
    uint32_t next = words->at[covered], last = words->at[covered - 1];
    if (covered < NARROWED_TOKENS || token_is(r, next, "và") || token_is(r, next, "hoặc") || token_is(r, next, "bình") ||
        (next == last + 2 && is_mark(r, last + 1, ',')))
        return false;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (begins(r, next, others[i]))
            return false;
    uint32_t first = words->at[0];
    return begins(r, first, CLASS_MEASURE) || begins(r, first, CLASS_RATE) || begins(r, first, CLASS_VERB);
}

/* A figure of this dimension may be of the indicator; a part of a whole tells a rate, too, and a proportion alone may be of
 * any. */
static bool fits(const struct taxon *taxon, const struct mention *m)
{
    return m->role != IND_ROLE_LEVEL || !m->dimension || taxon_allows(taxon, m->dimension) ||
           (m->parts && taxon_allows(taxon, "percentage"));
}

static const struct taxon *look_up(const struct reading *r, const struct mention *m, enum taxon_lead lead,
                                   const struct words *words, uint32_t *ret_covered)
{
    const struct taxon *taxon = tables_taxon(r->tables, &r->tokens, lead, words->at, words->count, ret_covered);
    return taxon && fits(taxon, m) ? taxon : NULL;
}

/* Just this indicator: all words are its own, but for places. */
static const struct taxon *find_exact(const struct reading *r, const struct mention *m, enum taxon_lead lead,
                                      const struct words *words, uint32_t *ret_covered)
{
    uint32_t covered = 0;
    const struct taxon *taxon = look_up(r, m, lead, words, &covered);
    struct words rest = without_asides(r, words, covered);
    *ret_covered = covered;
    if (taxon && covered == rest.count)
        return taxon;
    taxon = look_up(r, m, lead, &rest, &covered);
    return taxon && covered == rest.count ? taxon : NULL;
}

const struct taxon *code_find(const struct reading *r, const struct mention *m, const struct run *runs, uint32_t count,
                              ind_match *ret_match)
{
    struct words words = words_of(r, runs, count);
    if (!words.count)
        return NULL;
    uint32_t covered = 0, ignored;
    *ret_match = IND_MATCH_EXACT;
    enum taxon_lead lead = is_percent(m) ? LEAD_RATE : LEAD_NUMBER;
    const struct taxon *taxon = is_count(m) || is_percent(m) ? find_exact(r, m, lead, &words, &ignored) : NULL;
    if (taxon || (taxon = find_exact(r, m, LEAD_NONE, &words, &covered)))
        return taxon;
    *ret_match = IND_MATCH_NARROWER;
    taxon = look_up(r, m, LEAD_NONE, &words, &covered);
    bool moved = m->role == IND_ROLE_LEVEL && (m->cue == CLASS_RISE || m->cue == CLASS_FALL);
    return taxon && !moved && covered < words.count && narrows(r, &words, covered) ? taxon : NULL;
}
