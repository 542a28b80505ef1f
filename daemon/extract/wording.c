/* The words around a figure that a label is made of: the noun phrase behind it; before it the indicator's name or the
 * verb, without who acts, when, and what is only aimed at. Which of them a figure takes is label.c's. */
#include "daemon/extract/wording.h"

#include "daemon/extract/phrase.h"

/* A noun phrase behind a figure is followed no further than this. */
#define TAIL_TOKENS 40

/* An item of an enumeration before the last comma of a label: "linh kiện, phụ tùng ô tô". */
#define ITEM_TOKENS 7

/* --- the words behind -----------------------------------------------------------------------------------------------
 */

/* Where the next figure of the sentence begins, its cue and the words right before it included. */
static uint32_t next_figure(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    uint32_t end = r->sentences.items[m->sentence].end;
    if (index + 1 >= r->mentions.count || m[1].sentence != m->sentence)
        return end;
    return m[1].cue_first < m[1].left && m[1].cue_first >= m->end ? m[1].cue_first : m[1].left;
}

/* "2 xã Thanh Sơn, Đồn Đạc đạt chuẩn": a list of names goes on over the comma. */
static bool is_name_comma(const struct reading *r, uint32_t at)
{
    return is_mark(r, at, ',') && at > 0 && is_kind(r, at + 1, TOKEN_WORD) &&
           (token_at(r, at - 1)->flags & TOKEN_CAPITAL) && (token_at(r, at + 1)->flags & TOKEN_CAPITAL);
}

/* A proportion of this very figure begins: "đạt 100% kế hoạch", "tăng 5%". */
static uint32_t tail_end(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    uint32_t limit = next_figure(r, index), i = m->end;
    uint32_t joint = NONE;
    while (i < limit && i < m->end + TAIL_TOKENS && (!is_separator(r, i) || is_name_comma(r, i)) &&
           !is_mark(r, i, '-') && !is_mark(r, i, '/') && !is_mark(r, i, '=')) {
        if (r->use[i] == USE_LEFT_OUT || r->use[i] == USE_HEAD || begins(r, i, CLASS_AGAINST))
            break;
        if (token_is(r, i, "và"))
            joint = i;
        i++;
    }
    bool reached = i == limit && limit < r->sentences.items[m->sentence].end;
    if (reached && joint != NONE) /* what follows "và" is the next figure's */
        i = joint;
    while (i > m->end && (r->use[i - 1] == USE_TIME || begins(r, i - 1, CLASS_CLAUSE)))
        i--;
    return i;
}

/* "ghi nhận 7.216 ca mắc mới tại 59 tỉnh": what only leads on to the next figure. */
static uint32_t drop_preposition(const struct reading *r, uint32_t first, uint32_t end)
{
    static const char *const words[] = {"tại", "ở", "với", "cho", "của", "từ", "trong", "để", "do", "theo"};
    for (size_t i = 0; end > first && i < sizeof words / sizeof *words; i++)
        if (token_is(r, end - 1, words[i]))
            return end - 1;
    return end;
}

void set_tail(const struct reading *r, uint32_t index)
{
    struct mention *m = &r->mentions.items[index];
    m->tail_first = is_count(m) ? m->counted_first : m->end;
    if (token_is(r, m->tail_first, "trở"))
        m->tail_first += 2;
    m->tail_end = drop_preposition(r, m->tail_first, tail_end(r, index));
    if (m->tail_end < m->counted_end)
        m->tail_end = m->counted_end;
    if (m->tail_end < m->tail_first)
        m->tail_end = m->tail_first;
}

/* --- the words before
 * ------------------------------------------------------------------------------------------------- */

static bool is_list_word(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (r->use[i] != USE_FREE || !is_kind(r, i, TOKEN_WORD) || begins(r, i, CLASS_AGAINST) ||
            begins(r, i, CLASS_EARLIER) || begins(r, i, CLASS_TARGET) || begins(r, i, CLASS_TIME_POINT) ||
            begins(r, i, CLASS_FURNITURE))
            return false;
    return end > first && end - first <= ITEM_TOKENS;
}

/* "xuất khẩu nông, lâm, thủy sản": items of a syllable or two, and the noun they all stand behind. */
static uint32_t enumeration_start(const struct reading *r, uint32_t floor, uint32_t start, uint32_t end)
{
    uint32_t at = start;
    while (at > floor && is_mark(r, at - 1, ',')) {
        uint32_t first = at - 1;
        while (first > floor && !is_separator(r, first - 1))
            first--;
        uint32_t words = at - 1 - first;
        if (first == floor && floor != look_back(r, floor)) /* the tail of the figure before */
            break;
        bool item = words >= 1 && words <= 2, head = at < start && words >= 3 && words <= TAIL_TOKENS;
        bool opening = words >= 3 && words <= ITEM_TOKENS && at == start && begins(r, first, CLASS_MEASURE);
        uint32_t noun = skip_empty(r, first, at - 1);
        bool short_name = end > start && end - start <= 2 && skip_empty(r, start, end) == start;
        if (at == start && short_name && !item && at - 1 - noun >= 2 && at - 1 - noun <= 4 &&
            is_list_word(r, noun, at - 1) && !begins(r, noun, CLASS_STOP))
            return noun; /* "ngành chế biến, chế tạo tăng" */
        if (!is_list_word(r, at - 1 - (words > ITEM_TOKENS ? 3 : words), at - 1) || (!item && !head && !opening))
            break;
        at = first;
        if (head || opening)
            break;
    }
    return skip_empty(r, at, start); /* `start` itself where nothing was taken in */
}

/* Takes an enumeration's earlier items in: the label's noun may stand there. */
static uint32_t extend_over_commas(const struct reading *r, const struct mention *m, const struct mention *previous,
                                   uint32_t start, uint32_t end)
{
    uint32_t floor = look_back(r, m->first);
    if (previous && previous->sentence == m->sentence)
        floor =
            previous->basis_end > previous->end && previous->basis_end <= start ? previous->basis_end : previous->end;
    if (start <= floor || !is_mark(r, start - 1, ','))
        return start;
    uint32_t reached = start, enumerated = enumeration_start(r, floor, start, end);
    if (enumerated < start)
        return enumerated;
    while (reached > floor && is_mark(r, reached - 1, ',')) {
        uint32_t first = reached - 1;
        while (first > floor && !is_separator(r, first - 1))
            first--;
        if (!is_list_word(r, first, reached - 1))
            return start;
        reached = first;
    }
    bool opens = reached == r->sentences.items[m->sentence].first || is_mark(r, reached - 1, ';') ||
                 is_mark(r, reached - 1, ':');
    uint32_t noun = skip_empty(r, reached, start); /* "Trong đó, đo đạc, lập bản đồ …" */
    return opens && noun < start && !begins(r, noun, CLASS_STOP) && (noun == reached || is_mark(r, noun - 1, ','))
               ? noun
               : start;
}

/* "toàn huyện", "UBND tỉnh", "Sở …": who acts, not what is measured. */
bool begins_with_actor(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"toàn",   "cả",    "sở",    "ban",   "cục",   "chi",  "hội",   "đoàn",
                                        "phòng",  "trung", "công",  "ngành", "các",   "btv",  "lực",   "huyện",
                                        "tỉnh",   "xã",    "thành", "đảng",  "người", "nhân", "doanh", "trường",
                                        "thường", "đơn",   "bhxh",  "hđnd",  "ubnd"};
    if (begins(r, at, CLASS_ADMIN) || begins(r, at, CLASS_ASSIGNER))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, at, words[i]))
            return true;
    return (token_at(r, at)->flags & TOKEN_UPPER) != 0;
}

/* A verb of one syllable may be part of a compound ("việc làm", "nguồn thu"): it must open the words or follow a word
 * that a verb follows. */
static bool stands_free(const struct reading *r, uint32_t first, uint32_t at)
{
    return at == first || begins(r, at - 1, CLASS_STOP) || begins(r, at - 1, CLASS_ACHIEVED) ||
           !is_kind(r, at - 1, TOKEN_WORD) || hits_before(&r->hits, at, CLASS_VERB) ||
           hits_before(&r->hits, at, CLASS_ASSIGNER);
}

/* The longest verb that begins at `at` and ends before `end`: "thu" where "được" links. */
static const struct hit *verb_within(const struct reading *r, uint32_t at, uint32_t end)
{
    for (uint32_t i = r->hits.begin[at]; i < r->hits.begin[at + 1]; i++)
        if (r->hits.items[i].entry->cls == CLASS_VERB && at + r->hits.items[i].count <= end)
            return &r->hits.items[i];
    return NULL;
}

/* The last verb chain of [first, end): where a subject ends and the label's verb begins; `end` for none. */
uint32_t verb_start(const struct reading *r, uint32_t first, uint32_t end)
{
    bool actor = first < end && begins_with_actor(r, first);
    uint32_t at = end;
    for (uint32_t i = end; i-- > first;) {
        const struct hit *verb = verb_within(r, i, end);
        if (!verb || (i > first && is_mark(r, i - 1, '-')) || /* "công nghiệp - xây dựng" */
            (verb->count == 1 && !stands_free(r, first, i) && !(actor && i > first && i + 1 == end)))
            continue;
        bool chained = at == end || i + verb->count >= at ||
                       (i + verb->count + 1 == at && (is_mark(r, at - 1, ',') || token_is(r, at - 1, "và")));
        if (!chained)
            break;
        at = i;
    }
    return at;
}

/* The last noun that begins an indicator behind "với" or a verb: "phát triển với tổng giá trị", "duy trì tốc độ". */
static uint32_t measure_start(const struct reading *r, uint32_t first, uint32_t end)
{
    if (begins(r, first, CLASS_MEASURE))
        return first;
    for (uint32_t i = end; i-- > first + 1;)
        if (begins(r, i, CLASS_MEASURE) &&
            (token_is(r, i - 1, "với") || token_is(r, i - 1, "có") || token_is(r, i - 1, "trì")))
            return i;
    return first;
}

/* Behind "đề ra mục tiêu", "ước", and behind a time that stands between an actor and the indicator. */
static uint32_t frame_end(const struct reading *r, uint32_t first, uint32_t end)
{
    uint32_t behind = first;
    for (uint32_t i = first; i < end; i++) {
        const struct hit *target = hits_at(&r->hits, i, CLASS_TARGET);
        if (target && i + target->count < end)
            behind = i + target->count;
        if (begins(r, i, CLASS_PARTS) && hits_at(&r->hits, i, CLASS_PARTS)->count + i < end)
            behind = i + hits_at(&r->hits, i, CLASS_PARTS)->count;
        bool timed = r->use[i] == USE_TIME && i + 1 < end && r->use[i + 1] != USE_TIME &&
                     !begins(r, i + 1, CLASS_STOP) && !begins(r, i + 1, CLASS_LINK) && is_kind(r, i + 1, TOKEN_WORD);
        if (timed)
            behind = i + 1;
    }
    return behind;
}

/* Cuts the actor off: from the verb or from the measured noun on. Before a linking verb the words are all the
 * indicator's unless an actor opens them; before a bare figure a verb begins the label. */
uint32_t cut_actor(const struct reading *r, uint32_t first, uint32_t end, bool linked)
{
    first = skip_empty(r, frame_end(r, first, end), end);
    uint32_t measure = measure_start(r, first, end);
    if (measure != first || first >= end)
        return measure;
    if (begins(r, first, CLASS_MEASURE) || (linked && !begins_with_actor(r, first)))
        return first;
    bool listed = false;
    for (uint32_t i = first; i < end; i++)
        listed |= is_mark(r, i, ',');
    if (listed && begins(r, first, CLASS_VERB)) /* several things done under one figure */
        return first;
    uint32_t verb = verb_start(r, first, end);
    bool bare = linked && verb + 1 == end; /* "khu vực Hải Phòng thu": the verb alone says too little */
    return verb < end && !bare ? verb : first;
}

/* "tổng nguồn vốn của Phòng giao dịch …", "… tại huyện Bá Thước": whose it is, where at least two words stay. */
static uint32_t cut_owner(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first + 2; i + 1 < end; i++) {
        bool whose = token_is(r, i, "của") || token_is(r, i, "tại");
        if (whose && ((token_at(r, i + 1)->flags & TOKEN_CAPITAL) || begins(r, i + 1, CLASS_ADMIN)))
            return i;
    }
    return end;
}

void set_words(const struct reading *r, struct mention *m, const struct mention *previous, uint32_t end, bool followed)
{
    bool separated;
    struct mention probe = *m;
    probe.cue_first = end;
    uint32_t start = words_start(r, &probe, previous, &separated);
    start = extend_over_commas(r, m, previous, start, end);
    m->label_first = skip_empty(r, start, end);
    m->label_end = trim_end(r, m->label_first, end, followed);
    if (m->label_end < m->label_first)
        m->label_end = m->label_first;
    for (uint32_t i = m->label_first + 1; i < m->label_end; i++)
        if (begins(r, i, CLASS_ESTIMATE)) /* "thu ngân sách ước thực hiện cả năm" */
            m->label_end = i;
    if (!followed)
        m->label_end = cut_owner(r, m->label_first, m->label_end);
}
