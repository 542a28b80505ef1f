/* Which indicator of the taxonomy words name all by themselves, with the unit, the season and the subject that the text
 * speaks of. What they share with other labels is code.c's. */
#include "daemon/extract/named.h"

/* What is left out is told in so many tokens before "thì". */
#define LEFT_OUT_TOKENS 14

/* "chỉ số sản xuất tăng ở 49 địa phương": an index has points at the most, and counts no things. */
static bool counts_for_index(const struct reading *r, const struct taxon *taxon, const struct mention *m)
{
    bool index = taxon_allows(taxon, "percentage") && taxon_allows(taxon, "count") && !taxon_allows(taxon, "money");
    return index && is_count(m) && !token_is(r, m->counted_first, "điểm");
}

bool named_fits(const struct reading *r, const struct taxon *taxon, const struct mention *m)
{
    if (counts_for_index(r, taxon, m))
        return false;
    bool percent = m->parts || (m->unit && m->unit[0] == '%'); /* "8,6%/năm" */
    return m->role != IND_ROLE_LEVEL || !m->dimension || taxon_allows(taxon, m->dimension) ||
           (m->unit && taxon_allows(taxon, m->unit)) || (percent && taxon_allows(taxon, "percentage"));
}

const struct taxon *named_by_first(const struct reading *r, uint32_t lead, const struct words *words,
                                   struct taxon_walk *ret_walk)
{
    return tables_taxon(r->tables, &r->tokens, (enum taxon_lead)lead, words->at, words->count, ret_walk);
}

/* Words that no wording begins with are no indicator's, unless one of the first of them changes nothing. */
static bool may_skip(const struct reading *r, const struct words *words, const struct taxon_walk *walk)
{
    for (uint32_t i = 0; i <= walk->followed && i < words->count; i++)
        if (i >= walk->covered ? may_open_aside(r, words->at[i])
                               : opens_bracket(r, words->at[i]) || token_is(r, words->at[i], "để"))
            return true;
    return words->count && begins(r, words->at[words->count - 1], CLASS_CLASSIFIER);
}

const struct taxon *named_by_all(const struct reading *r, uint32_t lead, const struct words *words)
{
    struct taxon_walk walk;
    const struct taxon *taxon = words->count ? named_by_first(r, lead, words, &walk) : NULL;
    return taxon && walk.covered == words->count ? taxon : NULL;
}

/* "Tổng sản phẩm trong nước (GDP) tăng": just this indicator, but for places, and for what brackets explain. */
const struct taxon *named_exactly(const struct reading *r, uint32_t lead, const struct words *words)
{
    struct taxon_walk walk;
    const struct taxon *taxon = named_by_first(r, lead, words, &walk);
    if (taxon && walk.covered == words->count)
        return taxon;
    if (!may_skip(r, words, &walk))
        return NULL;
    struct words rest = without_asides(r, words, walk.covered);
    if (taxon && walk.covered == rest.count)
        return taxon;
    taxon = rest.count < words->count ? named_by_all(r, lead, &rest) : NULL;
    if (!taxon && walk.covered) { /* "hiến đất | để mở rộng đường | liên thôn" */
        rest = without_asides(r, words, 0);
        taxon = rest.count < words->count ? named_by_all(r, lead, &rest) : NULL;
    }
    if (taxon)
        return taxon;
    struct words open = without_brackets(r, &rest);
    if (open.count > 1 && begins(r, open.at[open.count - 1], CLASS_CLASSIFIER)) /* "trung cấp | 315 người" */
        open.count--;
    return open.count < rest.count ? named_by_all(r, lead, &open) : NULL;
}

/* What the words leave unsaid, the unit may say: "thu nhập bình quân 9 triệu đồng/người/tháng" is a worker's. */
static const struct taxon *find_by_unit(const struct reading *r, const struct mention *m, const struct words *words)
{
    struct words all = *words;
    for (uint32_t i = m->unit_first; i < m->unit_end && all.count < LABEL_TOKENS; i++)
        if (!is_kind(r, i, TOKEN_MARK))
            all.at[all.count++] = i;
    return all.count > words->count ? named_exactly(r, LEAD_NONE, &all) : NULL;
}

void words_append(struct words *words, const uint32_t *at, uint32_t count)
{
    uint32_t room = LABEL_TOKENS - words->count, taken = count < room ? count : room;
    memcpy(words->at + words->count, at, taken * sizeof *at);
    words->count += taken;
}

/* "Vụ xuân 2021, toàn huyện gieo cấy 5.400 ha lúa": where the season in force makes another indicator of the words, it
 * is that one. */
static const struct taxon *find_seasonal(const struct reading *r, const struct mention *m, const struct words *words,
                                         const struct topic *topic)
{
    bool part = topic->parted && !topic->resumed && words->count <= 2 && measures_same(r, m, topic->parts_of);
    if (!topic->season.count || part) /* "…, trong đó các địa phương phía Bắc gieo cấy 710 nghìn ha" */
        return NULL;
    struct words all = *words, season = words_said(r, &topic->season);
    words_append(&all, season.at, season.count);
    const struct taxon *taxon = named_exactly(r, LEAD_NONE, &all);
    return taxon && named_fits(r, taxon, m) ? taxon : NULL;
}

uint32_t left_out_before(const struct reading *r, const struct mention *m, const struct words *words)
{
    uint32_t end = words->count ? words->at[0] : 0, floor = r->sentences.items[m->sentence].first;
    bool led = end > floor && end < m->left && token_is(r, end - 1, "thì");
    for (uint32_t i = end; led && i-- > floor && end - i <= LEFT_OUT_TOKENS;) {
        bool not = i > floor && token_is(r, i - 1, "không");
        if (token_is(r, i, "trừ") || (not &&(token_is(r, i, "tính") || token_is(r, i, "kể") || token_is(r, i, "gồm"))))
            return i;
        if (not &&token_is(r, i, "bao"))
            return i + 1;
    }
    return NONE;
}

/* "Nếu trừ tiền sử dụng đất thì thu ngân sách đạt 85 tỷ đồng": what is left has a name of its own. */
static const struct taxon *find_left(const struct reading *r, const struct mention *m, const struct words *words)
{
    uint32_t out = left_out_before(r, m, words);
    if (out == NONE)
        return NULL;
    struct words all = *words;
    for (uint32_t i = out + 1; i + 1 < words->at[0]; i++)
        words_append(&all, &i, is_kind(r, i, TOKEN_WORD));
    const struct taxon *taxon = named_exactly(r, LEAD_NONE, &all);
    return taxon && named_fits(r, taxon, m) ? taxon : NULL;
}

const struct taxon *named_by(const struct reading *r, const struct mention *m, const struct words *words,
                             const struct topic *topic, bool *ret_known)
{
    const struct taxon *more = find_seasonal(r, m, words, topic);
    more = more ? more : find_left(r, m, words);
    *ret_known = more != NULL;
    if (more)
        return more;
    enum taxon_lead lead = is_percent(m) ? LEAD_RATE : LEAD_NUMBER;
    bool rate = is_percent(m) && m->role == IND_ROLE_LEVEL;                /* what rises by 5% is no rate for that */
    bool leads = words->count >= NARROWED_TOKENS && (is_count(m) || rate); /* "hộ" alone are any */
    const struct taxon *taxon = leads ? named_exactly(r, lead, words) : NULL;
    *ret_known = taxon != NULL;
    if (taxon && named_fits(r, taxon, m))
        return taxon;
    taxon = named_exactly(r, LEAD_NONE, words);
    *ret_known |= taxon != NULL;
    if (taxon && !named_fits(r, taxon, m))
        taxon = find_by_unit(r, m, words);
    return taxon && named_fits(r, taxon, m) ? taxon : NULL;
}

/* "Cơ cấu …. Ngành công nghiệp tăng 4%": growth is of the sector, not of its share. */
static bool grows_for_share(const struct taxon *taxon, const struct mention *m)
{
    return m->role == IND_ROLE_CHANGE && is_percent(m) && taxon_allows(taxon, "percentage") &&
           !taxon_allows(taxon, "money") && !taxon_allows(taxon, "count");
}

const struct taxon *named_about(const struct reading *r, const struct mention *m, const struct words *words,
                                const struct abouts *abouts)
{
    uint64_t tried = 0;
    for (uint32_t about; (about = about_next(abouts, &tried)) < ABOUTS_MAX;) {
        const struct taxon *taxon = named_exactly(r, LEAD_ABOUT + about, words);
        if (taxon && named_fits(r, taxon, m) && !grows_for_share(taxon, m))
            return taxon;
    }
    return NULL;
}
