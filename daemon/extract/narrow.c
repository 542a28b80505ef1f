/* What picks a part of an indicator out though its label does not say so: "Trên lĩnh vực đường sắt, xảy ra 38 vụ" is no
 * number of all accidents. Which words do are rows of class facet in cues.tsv; what the label's own words narrow is
 * code.c's. */
#include "daemon/extract/narrow.h"
#include "daemon/extract/named.h"

/* So many tokens may lead from a country to the words of its figure: "Hà Lan | có ba dự án". */
#define PARTNER_REACH 3

/* A facet is looked for no further before its figure. */
#define FACET_REACH 120

/* What a sentence says first that it is about stands behind at most so many marks, and is no longer than so many
 * tokens. */
#define ANNOUNCED_MARKS 4
#define ANNOUNCED_TOKENS 16

static bool is_of(const struct taxon *taxon, const char *sector)
{
    return strncmp(taxon->code, sector, strlen(sector)) == 0;
}

/* The facet divides indicators of this kind. */
static bool divides(const struct hit *facet, const struct taxon *taxon)
{
    static const struct {
        const char *facet, *sector;
    } rows[] = {{"mode", "traffic."},         {"mode", "transport."},     {"owner", "trade.exports"},
                {"owner", "trade.imports"},   {"owner", "trade.balance"}, {"owner", "trade.total"},
                {"owner", "investment.total"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (entry_is(facet->entry, rows[i].facet) && is_of(taxon, rows[i].sector))
            return true;
    return false;
}

/* "đường bộ, đường sắt | và đường thủy": all of them together are no part. */
static bool is_listed(const struct reading *r, uint32_t at)
{
    return at >= 2 && (is_mark(r, at - 1, ',') || token_is(r, at - 1, "và")) &&
           hits_before(&r->hits, at - 1, CLASS_FACET);
}

/* Before the bracket that ends at `at`; `at` itself where none does. */
static uint32_t before_bracket(const struct reading *r, uint32_t at, uint32_t first)
{
    uint32_t open = at;
    while (is_mark(r, at, ')') && open > first && !is_mark(r, open, '('))
        open--;
    return open;
}

static bool lists_parts(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (begins(r, i, CLASS_PARTS))
            return true;
    return false;
}

/* "Cảng hàng không Liên Khương": a port has a name. */
static bool is_named(const struct reading *r, uint32_t at)
{
    return at && (token_is(r, at - 1, "cảng") || token_is(r, at - 1, "hãng"));
}

/* The facet that was last told of in the figure's sentence. Behind "trong đó …" it holds no longer than its clause. */
static bool is_in_facet(const struct reading *r, const struct mention *m, const struct taxon *taxon)
{
    uint32_t begin = r->sentences.items[m->sentence].first;
    uint32_t first = m->first > begin + FACET_REACH ? m->first - FACET_REACH : begin;
    bool parted = is_of(taxon, "trade.");
    for (uint32_t i = m->first; i > first;) {
        uint32_t at = before_bracket(r, --i, first);
        i = at;
        parted |= is_mark(r, at, ';');
        if (begins(r, at, CLASS_COUNTRY))
            return false;
        const struct hit *facet = hits_at(&r->hits, at, CLASS_FACET);
        if (facet && !is_named(r, at))
            return divides(facet, taxon) && !is_listed(r, at) && !(parted && lists_parts(r, first, at));
    }
    return false;
}

/* A country abroad, and not the beginning of another name: "Đức" of "Đức Trọng". */
static bool is_abroad(const struct reading *r, uint32_t at)
{
    const struct hit *country = hits_at(&r->hits, at, CLASS_ABROAD);
    uint32_t end = country ? at + country->count : at;
    bool goes_on = end < r->tokens.count && (token_at(r, end)->flags & TOKEN_CAPITAL);
    return country && !goes_on && !(at && (token_at(r, at - 1)->flags & TOKEN_CAPITAL));
}

/* "xuất khẩu sang thị trường ASEAN", "Hoa Kỳ (kim ngạch xuất khẩu …": what is traded with one of many. */
static bool is_partners(const struct reading *r, const struct mention *m, const struct words *words,
                        const struct taxon *taxon)
{
    static const char *const sectors[] = {"trade.", "investment.fdi.", "tourism.visitors.international",
                                          "labour.jobs.abroad"};
    bool traded = false;
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        traded |= is_of(taxon, sectors[i]);
    uint32_t first = words->at[0] < m->left ? words->at[0] : m->left, from = first,
             begin = r->sentences.items[m->sentence].first;
    while (from > begin && first - from < PARTNER_REACH && r->use[from - 1] != USE_MENTION &&
           !is_mark(r, from - 1, ';'))
        from--;
    for (uint32_t i = from > begin ? from - 1 : from; traded && i < m->first; i++)
        if (is_abroad(r, i))
            return true;
    return false;
}

bool picks_part(const struct reading *r, const struct mention *m, const struct words *words, const struct taxon *taxon)
{
    bool all = is_of(taxon, "trade.") && !strchr(taxon->code + strlen("trade."), '.');
    struct words about = announced_words(r, m);
    if (all && about.count && !is_place(r, &about)) /* "Đối với nhóm hàng khoáng sản, kim ngạch xuất khẩu …" */
        return true;
    bool left = left_out_before(r, m, words) != NONE && !strstr(taxon->code, ".excluding_"); /* whose name says so */
    bool abroad = words->count > 1 && begins(r, words->at[0], CLASS_ABROAD); /* "Trung Quốc nhập khẩu" */
    return words->count && (left || abroad || is_partners(r, m, words, taxon) || is_in_facet(r, m, taxon));
}

/* Behind "nhóm hàng", "mặt hàng", "ngành hàng", which say nothing of what they are. */
static uint32_t behind_group(const struct reading *r, uint32_t at)
{
    const struct hit *group = hits_at(&r->hits, at, CLASS_COLUMN);
    if (group && entry_is(group->entry, "item"))
        return at + group->count;
    return token_is(r, at, "ngành") && token_is(r, at + 1, "hàng") ? at + 2 : at;
}

struct words announced_words(const struct reading *r, const struct mention *m)
{
    const struct sentence *now = &r->sentences.items[m->sentence];
    struct words words = {.count = 0};
    uint32_t first = now->first;
    while (first < m->first && first < now->first + ANNOUNCED_MARKS && !is_kind(r, first, TOKEN_WORD)) /* "- Đối với" */
        first++;
    first += token_is(r, first, "riêng");
    if (!token_is(r, first, "đối") || !token_is(r, first + 1, "với"))
        return words;
    for (uint32_t i = behind_group(r, first + 2); i < m->left && i < first + ANNOUNCED_TOKENS; i++) {
        if (is_mark(r, i, ',') && begins(r, i + 1, CLASS_MEASURE))
            return words;
        if (r->use[i] != USE_FREE || (is_kind(r, i, TOKEN_MARK) && !is_mark(r, i, ',')))
            break;
        if (!is_mark(r, i, ','))
            words.at[words.count++] = i;
    }
    words.count = 0;
    return words;
}

struct words without_facet(const struct reading *r, const struct words *words)
{
    const struct hit *facet = words->count ? hits_at(&r->hits, words->at[0], CLASS_FACET) : NULL;
    if (!facet || facet->count >= words->count || opens_bracket(r, words->at[facet->count]))
        return *words;
    struct words rest;
    rest.count = 0;
    for (uint32_t i = facet->count; i < words->count; i++)
        rest.at[rest.count++] = words->at[i];
    return rest;
}
