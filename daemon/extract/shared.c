/* What labels share: "xuất khẩu gạo đạt …; cà phê …" its beginning, "diện tích lúa …, năng suất …" its end, a measure
 * what its own sentence names. Nothing is decided here that the words say themselves: named.c. */
#include "daemon/extract/shared.h"

#include "daemon/extract/move.h"

/* So many words of an earlier label may be shared by a later one. */
#define SHARED_TOKENS 8

/* What a measure is of has at most so many words. */
#define NAME_TOKENS 3

/* What a measure is of stands at most so far before it, where no label has it. */
#define NEAREST_REACH 16

struct words words_joined(const struct words *earlier, uint32_t first, uint32_t end, const struct words *words,
                          bool before)
{
    struct words all;
    all.count = 0;
    words_append(&all, before ? earlier->at + first : words->at, before ? end - first : words->count);
    words_append(&all, before ? words->at : earlier->at + first, before ? words->count : end - first);
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

/* "giá trị sản | xuất", "đơn | vị": a measure or a noun is shared whole or not at all. */
static bool cuts(const struct reading *r, const struct words *earlier, uint32_t from, enum entry_class cls)
{
    for (uint32_t i = 0; i < from; i++) {
        const struct hit *name = hits_at(&r->hits, earlier->at[i], cls);
        if (name && name->first + name->count > earlier->at[from])
            return true;
    }
    return false;
}

/* "nông", "lâm" and the like are but the beginnings of words: "xuất khẩu nông | lâm thủy sản; lâm sản" shares "xuất
 * khẩu" alone. */
static bool ends_inside_word(const struct reading *r, const struct words *earlier, uint32_t end)
{
    static const char *const beginnings[] = {"nông", "lâm", "ngư", "thủy", "công", "thương", "hải"};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (token_is(r, earlier->at[end - 1], beginnings[i]))
            return true;
    return end < earlier->count && cuts(r, earlier, end, CLASS_NOUN);
}

/* "xuất khẩu gạo đạt …; cà phê …": the beginning of the earlier label is shared (`before`); "diện tích lúa …, năng suất
 * …", its end. */
const struct taxon *shared_by(const struct reading *r, const struct mention *m, const struct words *words,
                              const struct words *earlier, bool before, const struct topic *topic)
{
    bool ignored;
    uint32_t count = earlier->count < SHARED_TOKENS ? earlier->count : SHARED_TOKENS;
    for (uint32_t i = before && count == earlier->count ? count - 1 : count; i >= 1; i--) {
        if (before ? ends_with(r, earlier, i, words) || ends_inside_word(r, earlier, i)
                   : cuts(r, earlier, earlier->count - i, CLASS_MEASURE))
            continue;
        struct words all = before ? words_joined(earlier, 0, i, words, true)
                                  : words_joined(earlier, earlier->count - i, earlier->count, words, false);
        const struct taxon *taxon = named_by(r, m, &all, topic, &ignored);
        const struct taxon *subjects = taxon ? named_about(r, m, &all, &topic->abouts) : NULL;
        if (subjects && strcmp(subjects->code, taxon->code) != 0) /* one of two: words that are shared say too little */
            return NULL;
        if (taxon)
            return taxon;
    }
    return NULL;
}

/* "Hoa Kỳ là thị trường xuất khẩu lớn nhất": whose it is, and not what. */
static bool are_names(const struct reading *r, const struct words *words)
{
    for (uint32_t i = 0; i < words->count; i++)
        if (!(token_at(r, words->at[i])->flags & TOKEN_CAPITAL) || (token_at(r, words->at[i])->flags & TOKEN_UPPER))
            return false;
    return words->count > 1;
}

/* "tỷ lệ số xã | đạt dưới 10 tiêu chí | còn 25%": a figure between the words and this one tells which are meant. */
static bool reaches_over_figure(const struct reading *r, const struct mention *m, const struct words *words)
{
    const struct mention *before = m > r->mentions.items ? m - 1 : NULL;
    return before && before->sentence == m->sentence && words->at[words->count - 1] < before->first && !m->borrowed &&
           !is_former_level(r, before);
}

/* `whole`: the words name an indicator, but say too little; what is measured may have been said before. */
static const struct taxon *find_shared(const struct reading *r, const struct mention *m, const struct words *words,
                                       const struct label *label, bool whole, const struct topic *topic)
{
    struct words earlier = words_of(r, label);
    static const uint64_t bare = CLASS_BIT(CLASSIFIER) | CLASS_BIT(RISE) | CLASS_BIT(FALL); /* "…, quý II tăng 9%" */
    if (!earlier.count || reaches_over_figure(r, m, words) ||
        (words->count == 1 && hits_begin_any(&r->hits, words->at[0], bare)) || are_names(r, words))
        return NULL;
    bool deed = is_count(m) && begins(r, earlier.at[0], CLASS_VERB); /* what is done to one, is not to all */
    bool measure = begins(r, words->at[0], CLASS_MEASURE);
    const struct taxon *taxon = !measure && !whole && !deed ? shared_by(r, m, words, &earlier, true, topic) : NULL;
    bool told = measure || whole || words->count >= NARROWED_TOKENS; /* "thu", "xã" alone may be of anything */
    return taxon || !told ? taxon : shared_by(r, m, words, &earlier, false, topic);
}

/* "Xuất khẩu … - Gạo: 4,46 triệu tấn; giá trị 2,31 tỷ USD": the measure of what has been named since, and of nothing
 * else. */
static const struct taxon *find_of_subject(const struct reading *r, const struct mention *m, const struct words *words,
                                           const struct topic *topic)
{
    struct words subject = words_of(r, &topic->subject), lead = words_of(r, &topic->lead);
    const struct taxon *taxon = subject.count ? shared_by(r, m, words, &subject, false, topic) : NULL;
    bool worth = token_is(r, words->at[0], "kim") || token_is(r, words->at[0], "trị") ||
                 (token_is(r, words->at[0], "giá") && words->count >= 2); /* "kim ngạch", "trị giá", "giá trị" */
    return taxon || !worth || !subject.count || !lead.count ? taxon : shared_by(r, m, &subject, &lead, true, topic);
}

bool words_have(const struct reading *r, const struct words *words, const char *word)
{
    for (uint32_t i = 0; i < words->count; i++)
        if (token_is(r, words->at[i], word))
            return true;
    return false;
}

/* Names of one syllable that is no part of other words, as "tiêu" is of "chỉ tiêu". */
static bool is_plain_crop(const struct reading *r, uint32_t at)
{
    static const char *const crops[] = {"lúa", "ngô", "sắn", "mía", "chè", "tôm"};
    for (size_t i = 0; i < sizeof crops / sizeof *crops; i++)
        if (token_is(r, at, crops[i]))
            return true;
    return false;
}

/* The words with the name that ends before token `end`, and its longest: "xuất nhập khẩu" goes before "nhập khẩu". */
static const struct taxon *find_of_name(const struct reading *r, const struct mention *m, const struct words *words,
                                        uint32_t end, const struct topic *topic)
{
    bool ignored;
    for (uint32_t count = NAME_TOKENS < end ? NAME_TOKENS : end; count; count--) {
        if (count == 1 && !is_plain_crop(r, end - 1))
            continue;
        struct words named;
        named.count = 0;
        for (uint32_t i = end - count; i < end; i++)
            words_append(&named, &i, 1);
        struct words all = words_joined(&named, 0, count, words, false);
        const struct taxon *taxon = named_by(r, m, &all, topic, &ignored);
        if (taxon)
            return taxon;
    }
    return NULL;
}

/* "Đến nay lúa đã thu hoạch xong, năng suất đạt 71 tạ/ha": the measure of what its own sentence names since the figure
 * before, and nearest. */
static const struct taxon *find_nearest(const struct reading *r, const struct mention *m, const struct words *words,
                                        const struct topic *topic)
{
    for (uint32_t i = words->at[0]; i > 0 && r->sentence_of[i - 1] == m->sentence; i--) {
        if (r->use[i - 1] == USE_MENTION || words->at[0] - i > NEAREST_REACH || is_mark(r, i - 1, ';'))
            break;
        const struct taxon *taxon = find_of_name(r, m, words, i, topic);
        if (taxon)
            return taxon;
    }
    return NULL;
}

static bool is_subject_word(const struct reading *r, uint32_t at)
{
    static const uint64_t others =
        CLASS_BIT(CONNECTIVE) | CLASS_BIT(ACHIEVED) | CLASS_BIT(ESTIMATE) | CLASS_BIT(CLAUSE) | CLASS_BIT(LINK) |
        CLASS_BIT(TARGET) | CLASS_BIT(TIME_POINT) | CLASS_BIT(TRAIL) | CLASS_BIT(PARTS) | CLASS_BIT(PLACE_KIND) |
        CLASS_BIT(PLACE_LEAD) | CLASS_BIT(PLACE_WHOLE) | CLASS_BIT(COUNTRY) | CLASS_BIT(VERB) | CLASS_BIT(QUALIFIER);
    static const char *const words[] = {"với", "có", "cho", "nên", "mà", "thì", "trong", "nước"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, at, words[i]))
            return false;
    return is_kind(r, at, TOKEN_WORD) && r->use[at] == USE_FREE && !(token_at(r, at)->flags & TOKEN_CAPITAL) &&
           !hits_begin_any(&r->hits, at, others) && !(at && hits_begin_any(&r->hits, at - 1, others));
}

/* "khai thác hải sản đạt | tổng sản lượng": what stands before the measure in its clause is what it is of. */
static bool has_subject(const struct reading *r, const struct mention *m, const struct words *words)
{
    for (uint32_t i = words->at[0]; i > 0 && r->sentence_of[i - 1] == m->sentence; i--) {
        if (r->use[i - 1] == USE_MENTION || is_kind(r, i - 1, TOKEN_MARK))
            return false;
        if (is_subject_word(r, i - 1))
            return true;
    }
    return false;
}

/* What the words leave out and what stands before says. */
const struct taxon *shared_fuller(const struct reading *r, const struct mention *m, const struct words *words,
                                  const struct topic *topic, bool whole)
{
    bool open = begins(r, words->at[0], CLASS_MEASURE) && !words_have(r, words, "vốn"); /* that is of who gives it */
    const struct taxon *nearest = open ? find_nearest(r, m, words, topic) : NULL;
    if (nearest)
        return nearest;
    if (topic->subject.count && begins(r, words->at[0], CLASS_MEASURE))
        return find_of_subject(r, m, words, topic);
    if (!whole && begins(r, words->at[0], CLASS_MEASURE) && has_subject(r, m, words))
        return NULL;
    const struct taxon *taxon = find_shared(r, m, words, &topic->label, whole, topic);
    return taxon || whole ? taxon : find_shared(r, m, words, &topic->lead, false, topic);
}
