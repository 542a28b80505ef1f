/* Which indicator of the taxonomy a label names, and whether it is just that one or a part of it: "tỷ lệ hộ nghèo" is,
 * "tỷ lệ hộ nghèo của đồng bào dân tộc thiểu số" narrows it. Where and when a figure holds are fields of their own, so
 * places and times among the words change nothing. What the words of an indicator are is the taxonomy's. */
#include "daemon/extract/code.h"

#include "daemon/extract/narrow.h"
#include "daemon/extract/part.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/shared.h"
#include "daemon/extract/whose.h"

/* What a sentence says that its places share stands at most this far before the first of them, in at most so many
 * words. */
#define SAID_REACH 80
#define SAID_TOKENS 12

/* So many words may lead from a place to its figure: "Huyện Ba Tơ dẫn đầu với". */
#define LEADING_WORDS 3

/* A label that ends with another indicator's words ends with as many. */
#define TAIL_WORDS 4

/* What follows an indicator's words picks a part of it out; it does not join another to it, relate it to something else
 * or tell how it moves or what is done. */
static bool narrows(const struct reading *r, const struct words *words, uint32_t covered)
{
    static const uint64_t others = CLASS_BIT(RISE) | CLASS_BIT(FALL) | CLASS_BIT(TIMES) | CLASS_BIT(EXCEED) |
                                   CLASS_BIT(AVERAGE) | CLASS_BIT(AGAINST) | CLASS_BIT(SHARE) | CLASS_BIT(PLAN) |
                                   CLASS_BIT(RATE) | CLASS_BIT(MEASURE);
    uint32_t next = words->at[covered], last = words->at[covered - 1];
    if (covered < NARROWED_TOKENS || token_is(r, next, "và") || token_is(r, next, "hoặc") ||
        token_is(r, next, "bình") || (token_is(r, next, "cho") && !begins(r, words->at[0], CLASS_VERB)) ||
        (next == last + 2 && is_mark(r, last + 1, ',')))
        return false;
    return !hits_begin_any(&r->hits, next, others) && !tells_deed(r, next) && is_deed_or_measure(r, words->at[0]);
}

/* The label is that of the figure before, but another name stands between: it must be a place's. "VietGAP 15.290 ha,
 * GlobalGAP 82 ha" are two things. */
static bool is_elsewhere(const struct reading *r, const struct mention *m)
{
    uint32_t first = m->first;
    while (first > 0 && r->use[first - 1] != USE_MENTION && r->sentence_of[first - 1] == m->sentence)
        first--;
    bool leads = r->sentences.items[m->sentence].first == first && skip_empty(r, first, m->first) > first;
    for (uint32_t i = first + leads; i < m->first; i++) /* "Ước 10 tháng đạt …" */
        if (token_at(r, i)->flags & TOKEN_CAPITAL)
            return place_words(r, i) > 0;
    return true;
}

static bool is_same_unit(const struct mention *m, const struct mention *other)
{
    return m->unit && other->unit && strcmp(m->unit, other->unit) == 0 && (m->role == other->role || is_percent(m));
}

/* "Hoa Kỳ là thị trường xuất khẩu lớn nhất, đạt 132 tỷ USD": more stands between the place and its figure than leads
 * from one to the other. */
static bool says_more(const struct reading *r, const struct mention *m, const struct words *words)
{
    uint32_t count = 0;
    for (uint32_t i = words->at[words->count - 1] + 1; i < m->left; i++)
        count += is_kind(r, i, TOKEN_WORD);
    return count > LEADING_WORDS;
}

/* "Huyện Ba Tơ 35 tỷ đồng, huyện Mộ Đức 40 tỷ đồng": what was last told of in that unit, there. */
static const struct taxon *find_there(const struct reading *r, const struct mention *m, const struct words *words,
                                      const struct topic *topic, ind_match *ret_match)
{
    if (!topic->whole || !is_same_unit(m, topic->whole) || says_more(r, m, words) ||
        (is_count(m) && !measures_same(r, m, topic->whole)))
        return NULL;
    *ret_match = topic->match;
    return topic->taxon;
}

/* "lợi nhuận sau thuế | của ngân hàng TMCP Phương Nam": whose the accounts are makes no part of them, but "của các
 * doanh nghiệp FDI" are some of many. */
static bool is_owners(const struct reading *r, const struct taxon *taxon, uint32_t at)
{
    bool some = token_is(r, at + 1, "các") || token_is(r, at + 1, "khối");
    return is_of_sector(taxon, "enterprise.") && token_is(r, at, "của") && !some;
}

/* "tỷ lệ hộ nghèo | còn cao", "lãi gộp | co lại": how it stands is no part of what is measured. */
static bool tells_state(const struct reading *r, uint32_t at)
{
    static const char *const states[] = {"cao", "thấp", "lớn", "nhiều"};
    const struct hit *trail = hits_at(&r->hits, at, CLASS_TRAIL);
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (token_is(r, at, "còn") && token_is(r, at + 1, states[i]))
            return true;
    if (token_is(r, at, "co") || (token_is(r, at, "ngày") && token_is(r, at + 1, "càng")))
        return true;
    return trail && !trail->entry->value;
}

/* The figure goes on behind an indicator's words, not all of them handed down by a list: "dư nợ …; tài sản bảo đảm …".
 */
static const struct taxon *find_narrowed(const struct reading *r, const struct mention *m, const struct words *words,
                                         ind_match *ret_match)
{
    uint32_t handed = 0;
    struct taxon_walk walk;
    const struct taxon *taxon = named_by_first(r, LEAD_NONE, words, &walk);
    uint32_t covered = walk.covered;
    bool moved = m->role == IND_ROLE_LEVEL && (m->cue == CLASS_RISE || m->cue == CLASS_FALL);
    bool part = taxon && !taxon->whole && !moved && covered < words->count && narrows(r, words, covered);
    while (handed < words->count && words->at[handed] >= m->head_first && words->at[handed] < m->head_end)
        handed++;
    if (!part || !named_fits(r, taxon, m) || covered <= handed)
        return NULL;
    struct words rest = without_asides(r, words, covered);
    bool same = is_owners(r, taxon, words->at[covered]) ||
                (!taxon->part && rest.count > covered && tells_state(r, rest.at[covered]));
    *ret_match = same ? IND_MATCH_EXACT : IND_MATCH_NARROWER;
    return taxon;
}

/* "tạo việc làm mới cho | lao động đi làm việc ở nước ngoài": what begins within a wording or right behind it has a row
 * of its own. */
static const struct taxon *find_tail(const struct reading *r, const struct mention *m, const struct words *words)
{
    struct taxon_walk walk;
    named_by_first(r, LEAD_NONE, words, &walk);
    uint32_t last = walk.covered + 1;
    for (uint32_t i = 1; i <= last && i + TAIL_WORDS <= words->count && begins(r, words->at[0], CLASS_VERB); i++) {
        struct words tail;
        tail.count = 0;
        words_append(&tail, words->at + i, words->count - i);
        bool counts = !is_count(m) || tail.at[0] <= m->counted_first; /* not "sửa 118 nhà | cho người có công" */
        const struct taxon *taxon = counts ? named_by_all(r, LEAD_NONE, &tail) : NULL;
        if (taxon && !taxon->whole && named_fits(r, taxon, m))
            return taxon;
    }
    return NULL;
}

static ind_match match_of(const struct taxon *taxon)
{
    return taxon && !taxon->part ? IND_MATCH_EXACT : IND_MATCH_NARROWER;
}

/* The last indicator that the tokens [first, end) name; `whole` wordings say too little to be picked out. */
static const struct taxon *find_said(const struct reading *r, const struct mention *m, uint32_t first, uint32_t end,
                                     const struct abouts *abouts)
{
    const struct taxon *said = NULL;
    for (uint32_t i = first; i < end; i++) {
        struct words words;
        words.count = 0;
        for (uint32_t k = i; k < end && k < i + SAID_TOKENS && !is_kind(r, k, TOKEN_MARK) && r->use[k] != USE_MENTION;
             k++)
            words.at[words.count++] = k;
        struct taxon_walk walk;
        const struct taxon *taxon = words.count ? named_by_first(r, LEAD_NONE, &words, &walk) : NULL;
        uint64_t tried = 0;
        for (uint32_t about; !taxon && words.count && (about = about_next(abouts, &tried)) < ABOUTS_MAX;)
            taxon = named_by_first(r, LEAD_ABOUT + about, &words, &walk);
        if (taxon && !taxon->whole && walk.covered >= NARROWED_TOKENS && named_fits(r, taxon, m))
            said = taxon;
        i += taxon && walk.covered > 1 ? walk.covered - 1 : 0;
    }
    return said;
}

/* "Tỷ lệ giải ngân cao có Long An (71,8%)", "Thu ngân sách các huyện như sau: - Ba Tơ: 35 tỷ đồng": what the sentence
 * says, or the one that the list hangs on, its places share. */
static const struct taxon *find_announced(const struct reading *r, const struct mention *m, const struct words *words,
                                          struct topic *topic)
{
    const struct sentence *now = &r->sentences.items[m->sentence];
    if (topic->searched == m->sentence + 1 || topic->whole)
        return NULL;
    topic->searched = m->sentence + 1;
    uint32_t first = words->at[0] > now->first + SAID_REACH ? words->at[0] - SAID_REACH : now->first;
    const struct taxon *taxon = find_said(r, m, first, words->at[0], &topic->abouts);
    if (!taxon && now->item && topic->announced && topic->announced <= m->sentence) {
        const struct sentence *lead = &r->sentences.items[topic->announced - 1];
        taxon = find_said(r, m, lead->first,
                          lead->end < lead->first + SAID_REACH ? lead->end : lead->first + SAID_REACH, &topic->abouts);
    }
    if (taxon) {
        topic->taxon = taxon;
        topic->whole = m;
        topic->match = match_of(taxon);
    }
    return taxon;
}

static void set_topic(struct topic *topic, const struct label *label, const struct mention *m,
                      const struct taxon *taxon)
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

/* "– Lúa hè thu: Diện tích gieo trồng …": a measure of what heads its paragraph. */
static const struct taxon *find_headed(const struct reading *r, const struct mention *m, const struct words *words,
                                       const struct topic *topic)
{
    struct words head = words_of(r, &topic->head);
    if (!head.count || is_place(r, &head) || !begins(r, words->at[0], CLASS_MEASURE) ||
        words->at[0] < head.at[head.count - 1])
        return NULL;
    bool ignored;
    struct words all = words_joined(&head, 0, head.count, words, false);
    const struct taxon *taxon = named_by(r, m, &all, topic, &ignored), *plain = named_by(r, m, words, topic, &ignored);
    return taxon && !taxon->whole && (!plain || strcmp(plain->code, taxon->code) != 0) ? taxon : NULL;
}

/* "Đối với nhóm hàng dệt may, | kim ngạch xuất khẩu": a measure of what the sentence is about, with a row of its own.
 */
static const struct taxon *find_about(const struct reading *r, const struct mention *m, const struct words *words,
                                      const struct topic *topic)
{
    struct words about = announced_words(r, m);
    if (!about.count || !begins(r, words->at[0], CLASS_MEASURE) || words->at[0] < about.at[about.count - 1])
        return NULL;
    bool ignored;
    struct words all = words_joined(&about, 0, about.count, words, false);
    return named_by(r, m, &all, topic, &ignored);
}

/* Of the label's words those that no list hands down. */
static struct words own_words(const struct mention *m, const struct words *words)
{
    struct words own;
    own.count = 0;
    for (uint32_t i = 0; i < words->count; i++)
        if (words->at[i] < m->head_first || words->at[i] >= m->head_end)
            own.at[own.count++] = words->at[i];
    return own;
}

/* "năng suất lúa vụ xuân …; vụ hè thu …": the list hands down the measure, and of what it is. */
static const struct taxon *find_handed(const struct reading *r, const struct mention *m, const struct words *words,
                                       const struct topic *topic)
{
    struct words own = own_words(m, words), earlier = words_of(r, &topic->label);
    if (!own.count || own.count == words->count || !earlier.count)
        return NULL;
    bool ignored;
    struct words all = words_joined(&earlier, 0, earlier.count, &own, true);
    const struct taxon *taxon = named_by(r, m, &all, topic, &ignored);
    return taxon ? taxon : shared_by(r, m, &own, &earlier, true, topic);
}

/* "giảm tỷ lệ hộ nghèo xuống còn 1,2%" tells of what is left, "giảm tỷ lệ hộ nghèo 1,2%" of the fall. */
static bool tells_result(const struct reading *r, const struct mention *m, const struct words *words)
{
    for (uint32_t i = words->at[words->count - 1] + 1; i < m->first; i++)
        if (begins(r, i, CLASS_LINK) || begins(r, i, CLASS_RESULT) || begins(r, i, CLASS_QUALIFIER) ||
            (token_is(r, i, "từ") && !m->range && m->qualifier != IND_QUALIFIER_AT_LEAST)) /* "từ 6% xuống còn 2%" */
            return true;
    return false;
}

static const struct taxon *find_moved(const struct reading *r, const struct mention *m, const struct words *words)
{
    uint32_t before = words->at[0] - (words->at[0] > 0);
    if (m->role != IND_ROLE_LEVEL || words->at[0] == before || words->count == LABEL_TOKENS || !moves(r, before) ||
        tells_result(r, m, words))
        return NULL;
    struct words all = {.at = {before}, .count = 1};
    words_append(&all, words->at, words->count);
    const struct taxon *taxon = named_exactly(r, LEAD_NONE, &all);
    return taxon && named_fits(r, taxon, m) ? taxon : NULL;
}

/* "giữ | tỷ lệ nợ quá hạn", "duy trì | tổng đàn": a measure that is kept is measured all the same. So many words keep
 * it, none where it isn't. */
static uint32_t keeping_words(const struct reading *r, const struct words *words)
{
    uint32_t count = token_is(r, words->at[0], "giữ") ? 1 : 0;
    if (words->count > 2 && token_is(r, words->at[0], "duy") && token_is(r, words->at[1], "trì"))
        count = 2;
    bool measure = count && count < words->count &&
                   (begins(r, words->at[count], CLASS_RATE) || begins(r, words->at[count], CLASS_MEASURE));
    return measure ? count : 0;
}

/* Without the verb of a movement whose result the figure is, and without that which keeps it. */
static struct words without_movement(const struct reading *r, const struct mention *m, const struct words *words)
{
    bool fallen = words->count > 1 && begins(r, words->at[0], CLASS_FALL) && tells_result(r, m, words);
    uint32_t first = fallen ? 1 : keeping_words(r, words);
    struct words rest = {.count = 0};
    words_append(&rest, words->at + first, words->count - first);
    return rest;
}

/* "diện tích lúa đạt 11.596 ha (vụ xuân 4.812 ha": a season, all else handed down. */
static bool is_season(const struct reading *r, const struct words *words, const struct words *own)
{
    const struct hit *season = own->count ? hits_at(&r->hits, own->at[0], CLASS_ABOUT) : NULL;
    return season && own->count < words->count && entry_is(season->entry, "season") && season->count >= own->count;
}

/* `handed`: so many words are the list's head, which says too little for a season of its own. */
static const struct taxon *find_of_season(const struct reading *r, const struct mention *m, const struct words *own,
                                          uint32_t handed, const struct topic *topic)
{
    struct words earlier = words_of(r, &topic->label);
    for (uint32_t i = earlier.count; i > handed; i--) {
        struct words all = words_joined(&earlier, 0, i, own, true);
        const struct taxon *taxon = named_by_all(r, LEAD_NONE, &all);
        if (taxon && named_fits(r, taxon, m))
            return taxon;
    }
    return NULL;
}

/* "giải ngân | đạt 95% | kế hoạch vốn": what the plan is of completes the words. */
static const struct taxon *find_planned(const struct reading *r, const struct mention *m, const struct words *words)
{
    if (m->role != IND_ROLE_PLAN || m->basis_first >= m->basis_end)
        return NULL;
    struct words all = *words;
    for (uint32_t i = m->basis_first; i < m->basis_end; i++)
        words_append(&all, &i, 1);
    return named_by_all(r, LEAD_NONE, &all);
}

/* "doanh số cho vay …, trong đó cho vay hộ nghèo …": words that are part of one indicator by themselves are a part of
 * the whole that is told of. */
static bool is_part_of_other(const struct reading *r, const struct mention *m, const struct taxon *taxon,
                             const struct topic *topic)
{
    return !is_count(m) && topic->parted && !topic->resumed && may_be_part(m, topic->parts_of, r) &&
           strcmp(taxon->code, topic->parted->code) != 0;
}

/* By the words themselves and what they share with the topic. */
static const struct taxon *find_told(const struct reading *r, const struct mention *m, const struct label *label,
                                     const struct words *words, struct topic *topic)
{
    struct words own = own_words(m, words);
    if (is_season(r, words, &own))
        return find_of_season(r, m, &own, words->count - own.count, topic);
    bool known = true;
    const struct taxon *taxon = find_moved(r, m, words), *fuller = NULL;
    if (!taxon)
        taxon = find_headed(r, m, words, topic);
    if (!taxon)
        taxon = find_about(r, m, words, topic);
    if (!taxon)
        taxon = named_about(r, m, words, &topic->abouts);
    if (!taxon && is_percent(m) && own.count &&
        own.count < words->count) /* "cơ cấu kinh tế chuyển dịch: | dịch vụ 39%" */
        taxon = named_about(r, m, &own, &topic->abouts);
    if (taxon && taxon->part && is_part_of_other(r, m, taxon, topic))
        return NULL;
    if (!taxon) {
        taxon = named_by(r, m, words, topic, &known);
        fuller = taxon ? NULL : part_named(r, m, words, topic);
        if (!fuller && !taxon)
            fuller = find_handed(r, m, words, topic);
        if (!fuller && !taxon)
            fuller = find_planned(r, m, words);
        if (!fuller && (!taxon || taxon->whole))
            fuller = shared_fuller(r, m, words, topic, taxon != NULL);
    }
    if (known)
        set_topic(topic, label, m, taxon);
    else if (!is_deed_or_measure(r, words->at[0]))
        topic->subject = *label;
    bool part = fuller && topic->parted && measures_same(r, m, topic->parts_of); /* with no row of its own */
    if (part && strcmp(fuller->code, topic->parted->code) == 0)
        return NULL;
    const struct taxon *told = fuller ? fuller : taxon;
    bool handed = m->head_first < m->head_end && topic->parted && may_be_part(m, topic->parts_of, r);
    return told && handed && part_leaves_sector(told, topic) ? NULL : told;
}

/* A row of this code says that the words look like an indicator's and are none. */
static const struct taxon *unless_none(const struct taxon *taxon)
{
    return taxon && strcmp(taxon->code, "none") == 0 ? NULL : taxon;
}

/* "có thêm 4 trường đạt chuẩn, nâng tổng số lên 24 trường": of the same things, unless something was done to the first
 * ones: "kết nạp 40 đảng viên, nâng tổng số lên 900 đảng viên". */
static bool sums_things(const struct reading *r, const struct mention *m, const struct words *words,
                        const struct topic *before)
{
    struct words earlier = words_of(r, &before->label);
    return is_count(before->whole) && token_is(r, words->at[0], "tổng") && earlier.count &&
           (!begins(r, earlier.at[0], CLASS_VERB) || m->parts) && /* "… lên 24/51 trường" */
           token_at(r, m->counted_first)->symbol == token_at(r, before->whole->counted_first)->symbol;
}

/* "xuất khẩu nông sản tháng 6 đạt 3 tỷ USD, nâng tổng giá trị xuất khẩu 6 tháng lên 17 tỷ USD": the sum of what was
 * just told of, however wide its own words are. */
static bool sums_up(const struct reading *r, const struct mention *m, const struct words *words,
                    const struct taxon *taxon, const struct topic *before)
{
    uint32_t at = words->at[0] - (words->at[0] > 0);
    size_t length = strlen(taxon->code);
    bool leads_up =
        token_is(r, at, "nâng") || token_is(r, at, "đưa") || token_is(r, at + 1, "nâng") || token_is(r, at + 1, "đưa");
    if (!leads_up || !before->whole || before->whole->sentence != m->sentence || !is_same_unit(m, before->whole))
        return false;
    bool wider = strncmp(before->taxon->code, taxon->code, length) == 0 && before->taxon->code[length] == '.';
    return is_count(m) ? sums_things(r, m, words, before) : wider;
}

/* By the label's own words and what they share. */
static const struct taxon *find_worded(const struct reading *r, const struct mention *m, const struct label *label,
                                       const struct words *words, struct topic *topic, ind_match *ret_match)
{
    const struct topic before = *topic;
    const struct taxon *taxon = find_told(r, m, label, words, topic);
    *ret_match = match_of(taxon);
    if (taxon && sums_up(r, m, words, taxon, &before)) {
        taxon = topic->taxon = before.taxon;
        *ret_match = before.match;
    }
    if (topic->whole == m)
        topic->match = *ret_match;
    return taxon;
}

static const struct taxon *find_code(const struct reading *r, const struct mention *m, const struct label *label,
                                     struct topic *topic, ind_match *ret_match)
{
    struct words said = words_of(r, label);
    if (!said.count || goes_on(r, m, &said))
        return NULL;
    struct words moved = without_movement(r, m, &said), words = without_facet(r, &moved);
    if (m->borrowed && !is_elsewhere(r, m))
        return topic->parted && !topic->resumed && measures_same(r, m, topic->parts_of) ? topic->parted : NULL;
    bool place = is_place(r, &words);
    const struct taxon *taxon = place ? find_there(r, m, &words, topic, ret_match) : NULL;
    if (!taxon && place && (taxon = find_announced(r, m, &words, topic)))
        *ret_match = topic->match;
    if (!taxon && (taxon = find_worded(r, m, label, &words, topic, ret_match)) == NULL) {
        *ret_match = IND_MATCH_NARROWER;
        const struct taxon *narrowed = find_narrowed(r, m, &words, ret_match);
        const struct taxon *tail = narrowed ? find_tail(r, m, &words) : NULL;
        *ret_match = tail ? match_of(tail) : *ret_match;
        taxon = tail ? tail : narrowed;
    }
    if (taxon)
        return taxon;
    const struct taxon *abroad = part_abroad(r, m, &words, topic);
    if (abroad)
        return abroad;
    if (place)
        *ret_match = IND_MATCH_EXACT;
    return part_of_whole(r, m, &words, topic);
}

/* What a company tells of itself is its own, not the place's: "sản lượng thép của Tập đoàn Hòa Phát". */
static bool is_companys_own(const struct taxon *taxon)
{
    return is_of_sector(taxon, "enterprise.") || is_of_sector(taxon, "bank.") || is_of_sector(taxon, "income.");
}

/* "12 dự án có tổng vốn đăng ký 410 tỷ đồng": these are what the indicator is of. */
static bool tells_capital(const struct taxon *taxon)
{
    return is_of_sector(taxon, "investment.") || is_of_sector(taxon, "enterprise.new");
}

/* "199 sản phẩm được xếp hạng | 3 sao": a number right behind the label picks some of them out. */
static bool is_told_further(const struct reading *r, const struct mention *m, const struct words *words)
{
    uint32_t last = words->count ? words->at[words->count - 1] : 0;
    return is_count(m) && last >= m->end && is_kind(r, last + 1, TOKEN_NUMBER) && r->use[last + 1] != USE_MENTION;
}

/* "dân số của | 3 xã", "vốn do | 5 doanh nghiệp góp": those that something is said of are not all there are. */
static bool is_passing(const struct reading *r, const struct mention *m, const struct words *words)
{
    static const char *const leads[] = {"từ", "do", "bởi", "cùng"};
    if (!is_count(m) || !m->left || !words->count)
        return false;
    if (token_is(r, m->left - 1, "của"))
        return true;
    if (words->at[words->count - 1] >= m->counted_end || words->at[0] < m->counted_first)
        return false;
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (token_is(r, m->left - 1, leads[i]))
            return true;
    return false;
}

const struct taxon *code_find(const struct reading *r, const struct mention *m, const struct label *label,
                              struct topic *topic, ind_match *ret_match)
{
    topic_follow(r, m, topic);
    about_follow(r, m->first, &topic->abouts);
    *ret_match = IND_MATCH_NARROWER;
    const struct taxon *taxon = unless_none(find_code(r, m, label, topic, ret_match));
    struct words words = words_of(r, label);
    if (taxon && is_companys(r, m, &words, &topic->company) && !is_companys_own(taxon))
        taxon = NULL;
    if (taxon && ((strcmp(taxon->code, "budget.revenue") == 0 && is_customs(r, &words)) || is_passing(r, m, &words)))
        taxon = NULL;
    if (taxon && *ret_match == IND_MATCH_EXACT && m->dimension && strcmp(m->dimension, "money") == 0 &&
        is_of_counted(r, &words) && !tells_capital(taxon))
        *ret_match = IND_MATCH_NARROWER;
    if (taxon && *ret_match == IND_MATCH_EXACT && (is_told_further(r, m, &words) || picks_part(r, m, &words, taxon)))
        *ret_match = IND_MATCH_NARROWER;
    if (m->lent_rate &&
        *ret_match == IND_MATCH_NARROWER) /* what the rate's words name may be of the other class alone */
        taxon = NULL;
    topic->last = m;
    topic->last_taxon = taxon;
    topic->last_label = *label;
    return taxon;
}
