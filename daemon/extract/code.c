/* Which indicator of the taxonomy a label names, and whether it is just that one or a part of it: "tỷ lệ hộ nghèo" is,
 * "tỷ lệ hộ nghèo của đồng bào dân tộc thiểu số" narrows it. Where and when a figure holds are fields of their own, so
 * places and times among the words change nothing. What the words of an indicator are is the taxonomy's. */
#include "daemon/extract/code.h"

/* A label's words are looked at no further. */
#define LABEL_TOKENS 64

/* The name of who owns what is measured is followed no further. */
#define OWNER_TOKENS 8

/* So many words of an earlier label may be shared by a later one. */
#define SHARED_TOKENS 8

/* A beginning of fewer words says too little to be narrowed: "thu", "lúa". */
#define NARROWED_TOKENS 2

struct words {
    uint32_t at[LABEL_TOKENS];
    uint32_t count;
};

static struct words words_of(const struct reading *r, const struct label *label)
{
    struct words words;
    words.count = 0;
    for (uint32_t i = 0; i < label->count; i++)
        for (uint32_t k = label->runs[i].first; k < label->runs[i].end && words.count < LABEL_TOKENS; k++)
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

/* "của Dệt may Sông Thương": a name may have plain words in it. */
static uint32_t skip_owner(const struct reading *r, uint32_t at)
{
    uint32_t end = skip_names(r, at);
    for (uint32_t i = end; i < at + OWNER_TOKENS && is_kind(r, i, TOKEN_WORD); i++)
        if (token_at(r, i)->flags & TOKEN_CAPITAL)
            end = i + 1;
    return end;
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
    if (kind && at > first && strcmp(kind->entry->value, "none") != 0)
        return skip_names(r, at + kind->count);
    uint32_t names = skip_names(r, first);
    if (!opens && names > first + 1 && !(token_at(r, first)->flags & TOKEN_UPPER)) /* "lượng mưa Bắc Quang" */
        return names;
    if (at > first && skip_names(r, at) > at)
        return skip_owner(r, at);
    return at > first + 1 && token_is(r, at - 1, "bàn") ? at : first; /* "trên địa bàn": whose needs no saying */
}

/* Most words begin nothing that could be left out: that is seen at a glance. */
static bool may_open_aside(const struct reading *r, uint32_t at)
{
    static const uint64_t openers = CLASS_BIT(COUNTRY) | CLASS_BIT(PLACE_LEAD) | CLASS_BIT(PLACE_WHOLE) | CLASS_BIT(TRAIL);
    return (token_at(r, at)->flags & TOKEN_CAPITAL) || hits_begin_any(&r->hits, at, openers);
}

/* Behind the words at the words' `from` that change nothing of what is measured; `from` where there are none. */
static uint32_t aside_end(const struct reading *r, const struct words *words, uint32_t from)
{
    uint32_t first = words->at[from];
    if (!may_open_aside(r, first))
        return from;
    const struct hit *trail = from ? hits_at(&r->hits, first, CLASS_TRAIL) : NULL;
    uint32_t end = trail ? first + trail->count : place_end(r, first, from == 0);
    while (from < words->count && words->at[from] >= first && words->at[from] < end)
        from++;
    return from;
}

/* The words without what changes nothing, from the word `from` on. */
static struct words without_asides(const struct reading *r, const struct words *words, uint32_t from)
{
    struct words rest;
    rest.count = 0;
    for (uint32_t i = 0; i < words->count;) {
        uint32_t behind = i < from ? i : aside_end(r, words, i);
        if (behind > i)
            i = behind;
        else
            rest.at[rest.count++] = words->at[i++];
    }
    return rest;
}

/* The label begins by saying what is measured or done, rather than to what. */
static bool is_deed_or_measure(const struct reading *r, uint32_t at)
{
    return begins(r, at, CLASS_MEASURE) || begins(r, at, CLASS_RATE) || begins(r, at, CLASS_VERB);
}

/* What follows an indicator's words picks a part of it out; it does not join another to it, relate it to something else
 * or tell how it moves. */
static bool narrows(const struct reading *r, const struct words *words, uint32_t covered)
{
    static const enum entry_class others[] = {CLASS_RISE,    CLASS_FALL,  CLASS_TIMES, CLASS_EXCEED, CLASS_AVERAGE,
                                              CLASS_AGAINST, CLASS_SHARE, CLASS_PLAN,  CLASS_RATE,   CLASS_MEASURE};
    uint32_t next = words->at[covered], last = words->at[covered - 1];
    if (covered < NARROWED_TOKENS || token_is(r, next, "và") || token_is(r, next, "hoặc") || token_is(r, next, "bình") ||
        (token_is(r, next, "cho") && !begins(r, words->at[0], CLASS_VERB)) ||
        (next == last + 2 && is_mark(r, last + 1, ',')))
        return false;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (begins(r, next, others[i]))
            return false;
    return is_deed_or_measure(r, words->at[0]);
}

/* A figure of this dimension or unit may be of the indicator; a part of a whole tells a rate, too, and a proportion alone
 * may be of any. */
static bool fits(const struct taxon *taxon, const struct mention *m)
{
    bool percent = m->parts || (m->unit && m->unit[0] == '%'); /* "8,6%/năm" */
    return m->role != IND_ROLE_LEVEL || !m->dimension || taxon_allows(taxon, m->dimension) ||
           (m->unit && taxon_allows(taxon, m->unit)) || (percent && taxon_allows(taxon, "percentage"));
}

static const struct taxon *look_up(const struct reading *r, enum taxon_lead lead, const struct words *words,
                                   struct taxon_walk *ret_walk)
{
    return tables_taxon(r->tables, &r->tokens, lead, words->at, words->count, ret_walk);
}

/* Words that no wording begins with are no indicator's, unless one of the first of them changes nothing. */
static bool may_skip(const struct reading *r, const struct words *words, const struct taxon_walk *walk)
{
    for (uint32_t i = walk->covered; i <= walk->followed && i < words->count; i++)
        if (may_open_aside(r, words->at[i]))
            return true;
    return false;
}

/* Just this indicator: all words are its own, but for places. */
static const struct taxon *find_exact(const struct reading *r, enum taxon_lead lead, const struct words *words)
{
    struct taxon_walk walk;
    const struct taxon *taxon = look_up(r, lead, words, &walk);
    if (taxon && walk.covered == words->count)
        return taxon;
    if (!may_skip(r, words, &walk))
        return NULL;
    struct words rest = without_asides(r, words, walk.covered);
    if (taxon && walk.covered == rest.count)
        return taxon;
    taxon = look_up(r, lead, &rest, &walk);
    return taxon && walk.covered == rest.count ? taxon : NULL;
}

/* What the words leave unsaid, the unit may say: "thu nhập bình quân 9 triệu đồng/người/tháng" is a worker's. */
static const struct taxon *find_by_unit(const struct reading *r, const struct mention *m, const struct words *words)
{
    struct words all = *words;
    for (uint32_t i = m->unit_first; i < m->unit_end && all.count < LABEL_TOKENS; i++)
        if (!is_kind(r, i, TOKEN_MARK))
            all.at[all.count++] = i;
    return all.count > words->count ? find_exact(r, LEAD_NONE, &all) : NULL;
}

/* *ret_known: the words are an indicator's, even if the figure is none of it. */
static const struct taxon *find_named(const struct reading *r, const struct mention *m, const struct words *words,
                                      bool *ret_known)
{
    enum taxon_lead lead = is_percent(m) ? LEAD_RATE : LEAD_NUMBER;
    bool leads = words->count >= NARROWED_TOKENS && (is_count(m) || is_percent(m)); /* "hộ" alone are any */
    const struct taxon *taxon = leads ? find_exact(r, lead, words) : NULL;
    *ret_known = taxon != NULL;
    if (taxon && fits(taxon, m))
        return taxon;
    taxon = find_exact(r, LEAD_NONE, words);
    *ret_known |= taxon != NULL;
    if (taxon && !fits(taxon, m))
        taxon = find_by_unit(r, m, words);
    return taxon && fits(taxon, m) ? taxon : NULL;
}

static void append_words(struct words *words, const uint32_t *at, uint32_t count)
{
    uint32_t room = LABEL_TOKENS - words->count, taken = count < room ? count : room;
    memcpy(words->at + words->count, at, taken * sizeof *at);
    words->count += taken;
}

/* The words [first, end) of the earlier label and these together; what does not fit is left out. */
static struct words joined(const struct words *earlier, uint32_t first, uint32_t end, const struct words *words, bool before)
{
    struct words all;
    all.count = 0;
    append_words(&all, before ? earlier->at + first : words->at, before ? end - first : words->count);
    append_words(&all, before ? words->at : earlier->at + first, before ? words->count : end - first);
    return all;
}

/* The earlier label's words from `from` on are these very ones: "kim ngạch xuất khẩu nông lâm thủy sản; thủy sản". */
static bool ends_with(const struct reading *r, const struct words *earlier, uint32_t from, const struct words *words)
{
    if (earlier->count - from != words->count)
        return false;
    for (uint32_t i = 0; i < words->count; i++)
        if (token_at(r, earlier->at[from + i])->symbol != token_at(r, words->at[i])->symbol)
            return false;
    return true;
}

/* "xuất khẩu gạo đạt …; cà phê …": the beginning of the earlier label is shared (`before`); "diện tích lúa …, năng suất
 * …", its end. */
static const struct taxon *find_joined(const struct reading *r, const struct mention *m, const struct words *words,
                                       const struct words *earlier, bool before)
{
    bool ignored;
    uint32_t count = earlier->count < SHARED_TOKENS ? earlier->count : SHARED_TOKENS;
    for (uint32_t i = before && count == earlier->count ? count - 1 : count; i >= 1; i--) {
        if (before && ends_with(r, earlier, i, words))
            continue;
        struct words all = before ? joined(earlier, 0, i, words, true)
                                  : joined(earlier, earlier->count - i, earlier->count, words, false);
        const struct taxon *taxon = find_named(r, m, &all, &ignored);
        if (taxon)
            return taxon;
    }
    return NULL;
}

/* `whole`: the words name an indicator, but say too little; what is measured may have been said before. */
static const struct taxon *find_shared(const struct reading *r, const struct mention *m, const struct words *words,
                                       const struct label *label, bool whole)
{
    struct words earlier = words_of(r, label);
    if (!earlier.count)
        return NULL;
    bool deed = is_count(m) && begins(r, earlier.at[0], CLASS_VERB); /* what is done to one, is not to all */
    bool measure = begins(r, words->at[0], CLASS_MEASURE);
    const struct taxon *taxon = !measure && !whole && !deed ? find_joined(r, m, words, &earlier, true) : NULL;
    bool told = measure || whole || is_count(m) || words->count >= NARROWED_TOKENS; /* "thu" alone may be of anything */
    return taxon || !told ? taxon : find_joined(r, m, words, &earlier, false);
}

/* "Xuất khẩu … - Gạo: 4,46 triệu tấn; giá trị 2,31 tỷ USD": the measure of what has been named since, and of nothing else. */
static const struct taxon *find_of_subject(const struct reading *r, const struct mention *m, const struct words *words,
                                           const struct topic *topic)
{
    struct words subject = words_of(r, &topic->subject), lead = words_of(r, &topic->lead);
    const struct taxon *taxon = subject.count ? find_joined(r, m, words, &subject, false) : NULL;
    bool worth = token_is(r, words->at[0], "kim") || token_is(r, words->at[0], "trị") ||
                 (token_is(r, words->at[0], "giá") && words->count >= 2); /* "kim ngạch", "trị giá", "giá trị" */
    return taxon || !worth || !subject.count || !lead.count ? taxon : find_joined(r, m, &subject, &lead, true);
}

/* What the words leave out and what stands before says. */
static const struct taxon *find_fuller(const struct reading *r, const struct mention *m, const struct words *words,
                                       const struct topic *topic, bool whole)
{
    if (topic->subject.count && begins(r, words->at[0], CLASS_MEASURE))
        return find_of_subject(r, m, words, topic);
    const struct taxon *taxon = find_shared(r, m, words, &topic->label, whole);
    return taxon || whole ? taxon : find_shared(r, m, words, &topic->lead, false);
}

void topic_enter(struct topic *topic, bool item)
{
    struct topic entered = {.seen = topic->seen};
    if (item) {
        entered = *topic;
        entered.label = entered.subject = (struct label){.count = 0};
    }
    *topic = entered;
}

/* "trong đó …": not "tang vật gồm …", which has a whole of its own. */
static bool opens_parts(const struct reading *r, uint32_t at, const struct topic *topic)
{
    return topic->whole && begins(r, at, CLASS_PARTS) && r->sentence_of[at] <= topic->whole->sentence + 1 &&
           (!is_kind(r, at - 1, TOKEN_WORD) || at <= topic->whole->end || r->sentence_of[at] != r->sentence_of[at - 1]);
}

/* Follows the text up to the figure: where parts begin to be listed, and where that ends. */
static void follow_parts(const struct reading *r, const struct mention *m, struct topic *topic)
{
    for (uint32_t i = topic->seen ? topic->seen : 1; i < m->first; i++) {
        if (opens_parts(r, i, topic)) {
            topic->parted = topic->taxon;
            topic->parts_of = topic->whole;
            topic->parts_label = topic->label;
            topic->listed = is_mark(r, i + hits_begun(&r->hits, i, CLASS_PARTS)->count, ':');
        } else if (is_mark(r, i, ';') && !topic->listed) { /* "…, trong đó nữ 5; …" */
            topic->parted = NULL;
        } else if (r->sentence_of[i] != r->sentence_of[i - 1] && !r->sentences.items[r->sentence_of[i]].item) {
            topic->parted = NULL;
        }
    }
    if (topic->seen < m->first)
        topic->seen = m->first;
}

/* "27.964 học sinh, trong đó mầm non 7.215 cháu": these name people, whoever they are. */
static bool names_people(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"người", "em", "cháu", "đồng", "vị"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, at, words[i]))
            return true;
    return false;
}

static bool may_be_people(const struct reading *r, uint32_t at)
{
    static const char *const groups[] = {"person", "party", "school", "official", "social"};
    const struct hit *noun = hits_at(&r->hits, at, CLASS_NOUN);
    for (size_t i = 0; noun && i < sizeof groups / sizeof *groups; i++)
        if (strcmp(noun->entry->value, groups[i]) == 0)
            return true;
    return false;
}

/* One unit, and where things are counted one kind of them. */
static bool measures_same(const struct reading *r, const struct mention *part, const struct mention *whole)
{
    if (!part->unit || !whole->unit || strcmp(part->unit, whole->unit) != 0)
        return false;
    if (!is_count(part) || !is_count(whole))
        return !is_percent(part);
    uint32_t at = part->counted_first, of = whole->counted_first;
    return token_at(r, at)->symbol == token_at(r, of)->symbol || (names_people(r, at) && may_be_people(r, of));
}

/* "tổng vốn đầu tư công …, gồm vốn ngân sách tỉnh …": the measure is the whole's, too. */
static bool says_word(const struct reading *r, const struct label *label, uint32_t at)
{
    struct words words = words_of(r, label);
    for (uint32_t i = 0; i < words.count; i++)
        if (token_at(r, words.at[i])->symbol == token_at(r, at)->symbol)
            return true;
    return false;
}

/* "đưa 158.588 lao động đi làm việc ở nước ngoài, trong đó Nhật Bản 71.518 người": a part, in the unit of its whole. */
static const struct taxon *find_whole(const struct reading *r, const struct mention *m, const struct words *words,
                                      const struct topic *topic)
{
    if (!topic->parted || m->role != IND_ROLE_LEVEL || !measures_same(r, m, topic->parts_of) ||
        decimal_compare(m->value, topic->parts_of->value) > 0)
        return NULL;
    uint32_t first = words->at[0];
    return !is_deed_or_measure(r, first) || says_word(r, &topic->parts_label, first) ? topic->parted : NULL;
}

/* "+ Huyện Cam Lộ: 38,1 ha" is the same elsewhere, no part of another kind. */
static bool is_place(const struct reading *r, const struct words *words)
{
    for (uint32_t i = 0; i < words->count; i++)
        if (!(token_at(r, words->at[i])->flags & TOKEN_CAPITAL))
            return false;
    return begins(r, words->at[0], CLASS_PLACE_KIND);
}

/* The figure goes on behind an indicator's words. */
static const struct taxon *find_narrowed(const struct reading *r, const struct mention *m, const struct words *words)
{
    struct taxon_walk walk;
    const struct taxon *taxon = look_up(r, LEAD_NONE, words, &walk);
    bool moved = m->role == IND_ROLE_LEVEL && (m->cue == CLASS_RISE || m->cue == CLASS_FALL);
    bool part = taxon && !taxon->whole && !moved && walk.covered < words->count && narrows(r, words, walk.covered);
    return part && fits(taxon, m) ? taxon : NULL;
}

static void set_topic(struct topic *topic, const struct label *label, const struct mention *m, const struct taxon *taxon)
{
    topic->label = *label;
    topic->subject.count = 0;
    if (!topic->lead.count)
        topic->lead = *label;
    if (taxon) {
        topic->taxon = taxon;
        topic->whole = m;
    }
}

const struct taxon *code_find(const struct reading *r, const struct mention *m, const struct label *label,
                              struct topic *topic, ind_match *ret_match)
{
    struct words words = words_of(r, label);
    follow_parts(r, m, topic);
    if (!words.count)
        return NULL;
    bool known;
    const struct taxon *taxon = find_named(r, m, &words, &known);
    const struct taxon *fuller = !taxon || taxon->whole ? find_fuller(r, m, &words, topic, taxon != NULL) : NULL;
    if (known)
        set_topic(topic, label, m, taxon);
    else if (!is_deed_or_measure(r, words.at[0]))
        topic->subject = *label;
    taxon = fuller ? fuller : taxon;
    *ret_match = taxon && !taxon->part ? IND_MATCH_EXACT : IND_MATCH_NARROWER;
    if (taxon)
        return taxon;
    taxon = find_narrowed(r, m, &words);
    if (taxon)
        return taxon;
    if (is_place(r, &words))
        *ret_match = IND_MATCH_EXACT;
    return find_whole(r, m, &words, topic);
}
