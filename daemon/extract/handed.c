/* What labels get from outside their own words: names that "lần lượt" hands out, the head of a list, a unit that
 * depends on what is counted, "bình quân đầu người" before the figure, the label that a list of places shares. A
 * label's own words are label.c's. */
#include "daemon/extract/handed.h"

#include "daemon/extract/label.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/predicate.h"
#include "daemon/extract/series.h"
#include "daemon/extract/wording.h"
#include "daemon/lang/places.h"

/* "bình quân mỗi hộ" stands at most this far before its figure, in tokens. */
#define AVERAGE_REACH 40

/* What a unit of administration was measured by is looked for so many figures back. */
#define TOLD_REACH 24

/* … over so many lines, the blank one between two paragraphs counted … */
#define LINE_REACH 2

/* … and, from an item of a list, so many lines up. */
#define ITEM_REACH 8

/* --- "lần lượt"
 * ------------------------------------------------------------------------------------------------------------ */

/* How many levels from `first` on share the words before the first, one name each. */
static uint32_t count_respective(const struct reading *r, uint32_t first)
{
    const struct mention *items = r->mentions.items;
    uint32_t count = 1;
    if (items[first].role != IND_ROLE_LEVEL ||
        (!is_respective(r, items[first].cue_first) && !is_respective(r, items[first].left)))
        return 1;
    while (first + count < r->mentions.count && items[first + count].role == IND_ROLE_LEVEL &&
           items[first + count].cue == CLASS_COUNT && items[first + count].owner == NONE &&
           continues_list(r, &items[first + count - 1], &items[first + count]))
        count++;
    return count;
}

/* Where the next name of "A, B và C" ends, in [at, end). */
static uint32_t name_end(const struct reading *r, uint32_t at, uint32_t end)
{
    while (at < end && !is_mark(r, at, ',') && !token_is(r, at, "và"))
        at++;
    return at;
}

/* "Sản lượng điện và tinh bột sắn lần lượt đạt 1.102 triệu kWh và 61 nghìn tấn": each level gets its name, and the noun
 * that the first begins with. Returns how many levels are labelled; 1 where names and levels do not match. */
uint32_t hand_out_names(struct reading *r, uint32_t first)
{
    struct mention *items = &r->mentions.items[first];
    uint32_t count = count_respective(r, first), from = items->label_first, end = items->label_end, names = 0;
    for (uint32_t at = from; at < end; at = name_end(r, at, end) + 1)
        names++;
    if (count < 2 || names != count)
        return 1;
    const struct hit *measure = hits_at(&r->hits, from, CLASS_MEASURE);
    for (uint32_t k = 0, at = from; k < count; k++) {
        uint32_t behind = name_end(r, at, end);
        bool bare = k > 0 && measure && !begins(r, at, CLASS_MEASURE);
        items[k].label_first = bare ? from : at;
        items[k].label_end = bare ? from + measure->count : behind;
        items[k].verb_first = bare ? at : 0;
        items[k].verb_end = bare ? behind : 0;
        items[k].tail_first = items[k].tail_end = 0;
        at = behind + 1;
    }
    return count;
}

/* --- what a list hands down
 * ----------------------------------------------------------------------------------------------- */

/* "tổng giá trị sản xuất công nghiệp đạt …; thương mại - dịch vụ đạt …": the second is a "giá trị sản xuất", too. */
void inherit_head(const struct reading *r, struct mention *m, const struct mention *head)
{
    if (!head || m->label_first >= m->label_end || begins(r, m->label_first, CLASS_MEASURE) ||
        begins(r, m->label_first, CLASS_RATE) || begins(r, m->label_first, CLASS_VERB) || is_count(m) || !m->unit ||
        !head->unit || strcmp(m->unit, head->unit) != 0 || is_percent(m))
        return;
    if (head->head_first < head->head_end) {
        m->head_first = head->head_first;
        m->head_end = head->head_end;
        return;
    }
    uint32_t at = head->label_first + token_is(r, head->label_first, "tổng");
    const struct hit *measure = at < head->label_end ? hits_at(&r->hits, at, CLASS_MEASURE) : NULL;
    if (!measure || at + measure->count >= head->label_end)
        return;
    m->head_first = at;
    m->head_end = at + measure->count;
}

/* "Dân số toàn tỉnh là 1,3 triệu": a bare amount is money unless the label counts something. */
void read_bare_amount(const struct reading *r, struct mention *m)
{
    if (strcmp(m->rule, "money:bare") != 0 || m->label_first >= m->label_end)
        return;
    uint32_t at = m->label_first + token_is(r, m->label_first, "tổng");
    bool counts = token_is(r, at, "số") || token_is(r, at, "lượt") || token_is(r, at, "khách") ||
                  (token_is(r, at, "dân") && token_is(r, at + 1, "số"));
    if (!counts || token_is(r, at + 1, "tiền") || token_is(r, at + 1, "vốn") || token_is(r, at + 1, "thu") ||
        token_is(r, at + 1, "chi"))
        return;
    m->unit = "1";
    m->dimension = "count";
    m->rule = "count:bare";
}

/* --- what places share
 * ----------------------------------------------------------------------------------------------------- */

/* "(Bò 970 con", "Lúa 40 ha": a single word with a capital that begins what it stands in is a noun, unless it is known
 * as a place. */
static bool is_capital_noun(const struct reading *r, uint32_t at)
{
    struct place_name names[PLACE_NAMES];
    bool opens = at == 0 || is_separator(r, at - 1) || r->sentences.items[r->sentence_of[at]].first == at ||
                 begins(r, r->sentences.items[r->sentence_of[at]].first, CLASS_PARTS);
    return opens && !begins(r, at, CLASS_ABROAD) && !places_names_at(r->tables, &r->tokens, at, names);
}

bool names_places(const struct reading *r, const struct mention *m)
{
    if (m->label_first >= m->label_end || m->verb_first < m->verb_end || m->label_end - m->label_first > 6)
        return false;
    if (m->label_end == m->label_first + 1 && is_capital_noun(r, m->label_first))
        return false;
    bool named = false, index = m->label_end - m->label_first == 3 && is_mark(r, m->label_first + 1, '-');
    if (index && is_tight(r, m->label_first + 1) && is_tight(r, m->label_first + 2)) /* "HNX-Index" */
        return false;
    for (uint32_t i = m->label_first; i < m->label_end; i++) {
        bool capital = (token_at(r, i)->flags & TOKEN_CAPITAL) != 0;
        named |= capital && !(token_at(r, i)->flags & TOKEN_UPPER); /* "EPS" is a name of something else */
        if (!capital && !begins(r, i, CLASS_ADMIN) && !begins(r, i > m->label_first ? i - 1 : i, CLASS_ADMIN) &&
            is_kind(r, i, TOKEN_WORD))
            return false;
    }
    return named;
}

/* "có nơi", "cá biệt có thời điểm", "dịp lễ": the same at its highest, lowest, or there and then. */
static bool tells_extreme(const struct reading *r, const struct mention *m)
{
    const struct hit *words = m->label_first < m->label_end ? hits_at(&r->hits, m->label_first, CLASS_WANTING) : NULL;
    return words && m->label_first + words->count == m->label_end && entry_is(words->entry, "extreme") &&
           m->verb_first >= m->verb_end;
}

/* What both count, or the unit both are measured in. */
static bool counts_same(const struct reading *r, const struct mention *a, const struct mention *b)
{
    if (is_count(a) || is_count(b))
        return is_count(a) && is_count(b) &&
               token_at(r, a->counted_first)->symbol == token_at(r, b->counted_first)->symbol;
    return a->unit && b->unit && strcmp(a->unit, b->unit) == 0 && strcmp(a->dimension, "money") != 0;
}

static void take_label(struct mention *m, const struct mention *from)
{
    m->label_first = from->label_first;
    m->label_end = from->label_end;
    m->tail_first = from->tail_first;
    m->tail_end = from->tail_end;
    m->verb_first = from->verb_first;
    m->verb_end = from->verb_end;
    m->head_first = from->head_first;
    m->head_end = from->head_end;
}

/* "Ban Quản lý Khu kinh tế giải ngân 58 tỷ; huyện Đồng Phú | 418 tỷ": who did it there did not do it here. */
static void drop_other_actor(const struct reading *r, struct mention *m)
{
    if (m->label_first >= m->label_end || !begins_with_actor(r, m->label_first))
        return;
    for (uint32_t i = m->label_end; i-- > m->label_first + 1;)
        if (begins(r, i, CLASS_MEASURE) || begins(r, i, CLASS_VERB)) {
            m->label_first = i;
            return;
        }
}

/* The level before lies in the paragraph of `m`. */
static bool shares_paragraph(const struct reading *r, const struct mention *m, const struct mention *head)
{
    return r->sentences.items[head->sentence].paragraph == r->sentences.items[m->sentence].paragraph;
}

/* "Hớn Quản", "huyện Đồng Phú": a unit of the country's own administration; what is measured there was told before. A
 * market abroad is what is measured. */
static bool names_unit(const struct reading *r, const struct mention *m)
{
    struct place_name names[PLACE_NAMES];
    uint32_t at = m->label_first;
    const struct hit *kind = hits_at(&r->hits, at, CLASS_ADMIN);
    at += kind ? kind->count : 0;
    uint32_t count = names_places(r, m) && at < m->label_end ? places_names_at(r->tables, &r->tokens, at, names) : 0;
    for (uint32_t i = 0; i < count; i++)
        if (at + names[i].count == m->label_end)
            return true;
    return false;
}

/* The level lies in the paragraph of `m` or the one above, or before the list that `m` is an item of. */
static bool is_in_reach(const struct reading *r, const struct mention *m, const struct mention *level)
{
    const struct sentence *own = &r->sentences.items[m->sentence], *other = &r->sentences.items[level->sentence];
    uint32_t lines = own->paragraph - other->paragraph;
    return lines <= LINE_REACH || (own->item && lines <= ITEM_REACH);
}

/* "số nhà sập đổ là 108 (Trà Vinh 22 nhà)": the label of the bare number names the noun. */
static bool names_noun(const struct reading *r, const struct mention *level, const struct mention *m)
{
    for (uint32_t i = level->label_first; i < level->label_end; i++)
        if (token_at(r, i)->symbol == token_at(r, m->counted_first)->symbol)
            return true;
    return false;
}

/* The level told last in the unit of `m`, or of its noun, that is not of a unit's name: what is measured in the units
 * that follow; NULL for none. */
static const struct mention *told_before(const struct reading *r, const struct mention *m)
{
    for (uint32_t n = 1; n <= TOLD_REACH && m - n >= r->mentions.items; n++) {
        const struct mention *level = m - n;
        if (!is_in_reach(r, m, level))
            return NULL;
        bool same = m->unit && level->unit && strcmp(m->unit, level->unit) == 0 &&
                    (is_count(level) ? counts_same(r, m, level) : !is_count(m) || names_noun(r, level, m));
        bool named = level->label_first < level->label_end || level->tail_end > level->counted_end;
        if (same && named && level->role == IND_ROLE_LEVEL && level->owner == NONE && !level->swallowed &&
            !level->tabular && !names_unit(r, level))
            return level;
    }
    return NULL;
}

/* "Xã Tâm Thắng nhiều nhất với 112 ca", "Hà Giang: 38 nhà": a unit and its rank stand before "với", or it before a
 * colon. */
static bool ranks_unit(const struct reading *r, const struct mention *m)
{
    struct mention probe = *m;
    bool colon = is_mark(r, m->cue_first, ':');
    if (m->cue != CLASS_LINK || !(colon || token_is(r, m->cue_end - 1, "với")))
        return false;
    set_words(r, &probe, m > r->mentions.items ? m - 1 : NULL, m->cue_first, false);
    bool rank = token_is(r, m->cue_first - 1, "nhất") || token_is(r, m->cue_first - 1, "đầu");
    while (rank && probe.label_end > probe.label_first && !(token_at(r, probe.label_end - 1)->flags & TOKEN_CAPITAL))
        probe.label_end--;
    return (rank || colon) && names_unit(r, &probe);
}

/* "Huyện Đồng Phú dẫn đầu với 418,3 tỷ đồng" behind what was disbursed elsewhere. */
static bool take_from_elsewhere(const struct reading *r, struct mention *m)
{
    bool bare = is_count(m) ? m->tail_end <= m->counted_end : m->tail_first >= m->tail_end;
    if (!bare || m->verb_first < m->verb_end || (!names_unit(r, m) && !(is_count(m) && ranks_unit(r, m))))
        return false;
    const struct mention *told = told_before(r, m);
    if (!told)
        return false;
    m->borrowed = true;
    take_label(m, told);
    drop_other_actor(r, m);
    return true;
}

/* "sang Nhật Bản", "Hàn Quốc": what is measured is itself a name. */
static bool ends_with_name(const struct reading *r, const struct mention *m)
{
    uint32_t last = m->label_end - 1;
    return m->label_first < m->label_end && m->verb_first >= m->verb_end &&
           (token_at(r, last)->flags & TOKEN_CAPITAL) && !(token_at(r, last)->flags & TOKEN_UPPER) &&
           (m->label_end == m->left || m->label_end == m->cue_first || is_mark(r, m->label_end, '('));
}

/* "nhiều vụ vi phạm như: Mường Tè 47 vụ": the noun phrase that announces the places, in front of the first. */
static bool take_announced(const struct reading *r, struct mention *m)
{
    uint32_t floor = r->sentences.items[m->sentence].first, end = m->label_first;
    end -= end > floor && is_mark(r, end - 1, ':');
    if (end <= floor || !is_count(m) || !names_unit(r, m) ||
        !(token_is(r, end - 1, "như") || token_is(r, end - 1, "là")))
        return false;
    uint32_t symbol = token_at(r, m->counted_first)->symbol;
    for (uint32_t i = end - 1; i-- > floor && r->use[i] == USE_FREE && !is_separator(r, i);)
        if (token_at(r, i)->symbol == symbol) {
            m->label_first = i;
            m->label_end = end - 1;
            m->tail_first = m->tail_end = 0;
            return true;
        }
    return false;
}

/* "116.384 lao động, trong đó Nhật Bản 58.142 lao động, Hàn Quốc 8.713 lao động": a country abroad is no place of the
 * figure but what its part is. */
static bool names_abroad(const struct reading *r, const struct mention *m)
{
    return m->label_first < m->label_end && begins(r, m->label_first, CLASS_ABROAD) && !names_unit(r, m) &&
           strcmp(m->rule, "count:listed") != 0;
}

/* "1.268 nhà bị tốc mái (xã Chợ Mới | 312 nhà, …)": no words but a unit of administration's name, and the noun again. */
static bool counts_in_unit(const struct reading *r, const struct mention *m)
{
    bool bare = m->label_first >= m->label_end && m->verb_first >= m->verb_end && m->tail_end <= m->counted_end;
    uint32_t floor = look_back(r, m->first), at = m->left;
    while (at > floor && (token_at(r, at - 1)->flags & TOKEN_CAPITAL) && r->use[at - 1] != USE_MENTION)
        at--;
    return is_count(m) && bare && at < m->left && hits_before(&r->hits, at, CLASS_ADMIN) != NULL;
}

/* "82 người bị thương (Lào Cai 2, Quảng Ninh 9)", "112 ca, tiếp đến là Ea T'ling 97 ca": the names say where, not what.
 */
static void inherit_label(const struct reading *r, struct mention *m, const struct mention *head)
{
    bool listed = strcmp(m->rule, "count:listed") == 0, extreme = tells_extreme(r, m);
    if (m->role != IND_ROLE_LEVEL || names_abroad(r, m) || take_announced(r, m) || take_from_elsewhere(r, m) || !head)
        return;
    if (head->sentence != m->sentence)
        return;
    if (extreme && m->unit && head->unit && strcmp(m->unit, head->unit) == 0)
        take_label(m, head);
    bool beside =
        !listed && (names_places(r, head) || ends_with_name(r, head)); /* "Nhật Bản 540 người, Hàn Quốc 109" */
    if (extreme || beside || is_percent(m) || (!listed && !names_places(r, m) && !counts_in_unit(r, m)) ||
        !counts_same(r, m, head))
        return;
    uint32_t told = is_count(m) ? m->counted_end : m->tail_first;
    if (!listed && m->tail_first < m->tail_end && m->tail_end > told) { /* "Sơn La 1 người do sạt lở đất" tells more */
        m->label_end = m->label_first;
        return;
    }
    m->borrowed = true;
    take_label(m, head);
    drop_other_actor(r, m);
}

/* "Tỷ lệ hộ nghèo từ 27,81% năm 2015 giảm còn 9,03%": where it came from and where it went are of one name. */
static bool is_where_it_went(const struct reading *r, const struct mention *m, const struct mention *from)
{
    if (!from || from->sentence != m->sentence || m->role != IND_ROLE_LEVEL || m - from != 1 || from->range ||
        !(token_is(r, from->left, "từ") || (from->left > 0 && token_is(r, from->left - 1, "từ"))) ||
        m->cue != CLASS_LINK || !m->unit || strncmp(m->unit, from->unit, strlen(m->unit)) != 0)
        return false;
    for (uint32_t i = from->end; i < m->cue_first; i++)
        if (r->use[i] != USE_TIME && !begins(r, i, CLASS_RISE) && !begins(r, i, CLASS_FALL) &&
            !begins(r, i, CLASS_TIME_POINT))
            return false;
    return true;
}

/* Where "tỷ lệ giải ngân | cao là …" begins and ends before token `at`, the nearest; false for none. */
static bool find_rate(const struct reading *r, const struct mention *m, uint32_t at, uint32_t *ret_first,
                      uint32_t *ret_end)
{
    uint32_t floor = r->sentences.items[m->sentence].first, end = at;
    uint32_t lead = at - (at > floor && is_mark(r, at - 1, ':'));
    bool leads =
        lead > floor && (token_is(r, lead - 1, "là") || token_is(r, lead - 1, "như") || token_is(r, lead - 1, "gồm"));
    for (uint32_t i = at; leads && i-- > floor && r->use[i] != USE_MENTION;) {
        if (begins(r, i, CLASS_DEGREE) || begins(r, i, CLASS_STOP) || is_mark(r, i, ':') || token_is(r, i, "thấp") ||
            token_is(r, i, "lớn"))
            end = i;
        if (begins(r, i, CLASS_RATE) && end > i) {
            *ret_first = i;
            *ret_end = end;
            return true;
        }
    }
    return false;
}

/* "các huyện có tỷ lệ giải ngân cao là Lộc Ninh (71,8%), Bù Đốp (70,1%)": the rate of which the places are listed. */
static void take_rate(const struct reading *r, struct mention *m, const struct mention *head)
{
    uint32_t first, end;
    bool names = m->label_first < m->label_end && (names_places(r, m) || begins_with_actor(r, m->label_first)) &&
                 !begins(r, m->label_first, CLASS_RATE) && !begins(r, m->label_first, CLASS_MEASURE);
    if (!names || !is_percent(m) || m->role != IND_ROLE_LEVEL || m->verb_first < m->verb_end ||
        m->tail_first < m->tail_end)
        return;
    bool listed =
        head && head->sentence == m->sentence && is_percent(head) && head->rated && head->end < m->label_first;
    if (!listed && !find_rate(r, m, m->label_first, &first, &end))
        return;
    m->verb_first = m->label_first;
    m->verb_end = m->label_end;
    m->label_first = listed ? head->label_first : first;
    m->label_end = listed ? head->label_end : end;
    m->rated = true;
}

/* "Diện tích ngô là 72 ha. Trong đó 50 ha …": a part without words of its own is the same thing as the whole. */
static void inherit_part(const struct reading *r, struct mention *m, const struct mention *whole)
{
    bool named = m->label_first < m->label_end || m->verb_first < m->verb_end || m->tail_first < m->tail_end;
    if (named || !whole || whole->owner != NONE || whole->sentence + 1 != m->sentence || m->role != IND_ROLE_LEVEL ||
        !m->unit || !whole->unit || strcmp(m->unit, whole->unit) != 0 ||
        !begins(r, r->sentences.items[m->sentence].first, CLASS_PARTS))
        return;
    m->borrowed = true;
    take_label(m, whole);
}

/* Nothing but times and words that lead on stands in [first, end), a time or "lũy kế" among them. */
static bool tells_only_when(const struct reading *r, uint32_t first, uint32_t end)
{
    bool timed = false;
    for (uint32_t i = first; i < end; i++) {
        const struct hit *point = hits_at(&r->hits, i, CLASS_TIME_POINT);
        timed |= r->use[i] == USE_TIME || (point && entry_is(point->entry, "cumulative"));
    }
    return timed && skip_empty(r, first, end) == end;
}

/* A separator, or the "và" between two times that something grew in. */
static bool parts_times(const struct reading *r, uint32_t at, bool growth)
{
    return is_separator(r, at) || (growth && token_is(r, at, "và"));
}

static bool moves(const struct mention *m)
{
    return is_percent(m) && (m->cue == CLASS_RISE || m->cue == CLASS_FALL);
}

/* "GDP tăng 7,1%. Trong đó, quý I tăng 7,45% và quý II tăng 6,79%": growth that tells but when. */
static bool grows_anew(const struct mention *m, const struct mention *head)
{
    bool bare = m->label_first >= m->label_end && m->tail_first >= m->tail_end &&
                (m->verb_first >= m->verb_end || m->verb_first == m->cue_first);
    return bare && moves(m) && moves(head) && head->label_first < head->label_end;
}

/* "Tháng 5 đạt 22.731 tỷ đồng. Lũy kế 5 tháng đạt 109.370 tỷ đồng", "giải quyết việc làm cho 2.310 lao động, lũy kế từ
 * đầu năm là 29.870 lao động": the same over another time. */
static void inherit_over_time(const struct reading *r, struct mention *m, const struct mention *head)
{
    bool bare = m->label_first >= m->label_end && m->verb_first >= m->verb_end &&
                (is_count(m) ? m->tail_first == m->counted_first && m->tail_end == m->counted_end
                             : m->tail_first >= m->tail_end);
    bool near = shares_paragraph(r, m, head ? head : m) ||
                begins(r, r->sentences.items[m->sentence].first, CLASS_PARTS); /* "Trong đó, tháng 5 ước đạt …" */
    bool growth = head && grows_anew(m, head);
    bool level = bare && head && m->role == IND_ROLE_LEVEL && head->role == IND_ROLE_LEVEL && !is_percent(m) &&
                 (!is_count(m) || (counts_same(r, m, head) && !begins(r, m->cue_end - 1, CLASS_HAVE))) &&
                 is_count(m) == is_count(head);
    if (!(growth || level) || !near || m->sentence > head->sentence + 1 || !m->unit || !head->unit ||
        strcmp(m->unit, head->unit) != 0)
        return;
    uint32_t floor = look_back(r, m->first), first = m->cue_first < m->left ? m->cue_first : m->left;
    while (first > floor && !(parts_times(r, first - 1, growth) && tells_only_when(r, first, m->left)))
        first--;
    bool opens = first == r->sentences.items[m->sentence].first || parts_times(r, first - 1, growth);
    if (opens && first < m->left && tells_only_when(r, first, m->left)) {
        m->borrowed = true;
        take_label(m, head);
        if (growth && m->role == IND_ROLE_LEVEL)
            use_cue_as_verb(r, m);
    }
}

/* "tỷ lệ này", "con số này ở cùng kỳ", "mức này": the words before the figure, behind the one before it, only point
 * back. */
static bool points_back(const struct reading *r, const struct mention *m, const struct mention *previous)
{
    uint32_t floor = look_back(r, m->first), end = m->cue_first < m->left ? m->cue_first : m->left;
    if (previous && previous->sentence == m->sentence && previous->end > floor)
        floor = previous->end;
    for (uint32_t i = end; i-- > floor + 1;) {
        bool pointed = token_is(r, i - 1, "lệ") || token_is(r, i - 1, "số") || token_is(r, i - 1, "mức");
        bool sum = i > floor + 1 && (token_is(r, i - 2, "chỉ") || token_is(r, i - 2, "trong")); /* "trong số này" */
        if (token_is(r, i, "này"))
            return pointed && !sum;
        if (is_separator(r, i) || r->use[i] == USE_MENTION)
            return false;
    }
    return false;
}

/* "Tỷ lệ hộ nghèo còn 7%. Tỷ lệ này giảm còn 5% trong năm 2021": what is pointed at is the level told last in that
 * unit.
 */
static void take_pointed(const struct reading *r, struct mention *m, const struct mention *previous)
{
    if (m->role != IND_ROLE_LEVEL || m->verb_first < m->verb_end || !points_back(r, m, previous))
        return;
    for (uint32_t n = 1; n <= ITEM_REACH && m - n >= r->mentions.items; n++) {
        const struct mention *level = m - n;
        bool told = level->role == IND_ROLE_LEVEL && level->owner == NONE && !level->swallowed && !level->tabular &&
                    level->label_first < level->label_end;
        if (!shares_paragraph(r, m, level))
            return;
        if (told && m->unit && level->unit && strcmp(m->unit, level->unit) == 0 &&
            (!is_count(m) || counts_same(r, m, level))) {
            m->borrowed = true;
            take_label(m, level);
            return;
        }
    }
}

/* "tỷ lệ giải ngân đạt 60% kế hoạch; dẫn đầu là huyện Lương Sơn | đạt 78,3% kế hoạch": the plan that was told of, there. */
static void take_planned(const struct reading *r, struct mention *m)
{
    if (m->role != IND_ROLE_PLAN || !names_places(r, m))
        return;
    uint32_t index = (uint32_t)(m - r->mentions.items), paragraph = r->sentences.items[m->sentence].paragraph;
    for (uint32_t i = index, n = 0; i-- > 0 && n < TOLD_REACH; n++) {
        const struct mention *told = &r->mentions.items[i];
        if (r->sentences.items[told->sentence].paragraph != paragraph)
            return;
        bool worded = told->label_first < told->label_end &&
                      (begins(r, told->label_first, CLASS_RATE) || begins(r, told->label_first, CLASS_MEASURE) ||
                       begins(r, told->label_first, CLASS_VERB));
        if (told->role == IND_ROLE_PLAN && told->owner == NONE && worded) {
            m->borrowed = true;
            take_label(m, told);
            return;
        }
    }
}

/* "tỷ lệ CASA đạt 14,3%, so với mức | 12,8% hồi đầu năm": the same, then. */
static bool is_held_against(const struct reading *r, const struct mention *m, const struct mention *before)
{
    uint32_t at = m->left - (m->left > 0 && token_is(r, m->left - 1, "mức"));
    return before && before->sentence == m->sentence && before->role == IND_ROLE_LEVEL && m->role == IND_ROLE_LEVEL &&
           !is_count(m) && before->unit && m->unit && strcmp(before->unit, m->unit) == 0 &&
           hits_before(&r->hits, at, CLASS_AGAINST) != NULL;
}

void inherit_labels(struct reading *r)
{
    const struct mention *head = NULL;
    for (uint32_t i = 0; i < r->mentions.count; i++) {
        struct mention *m = &r->mentions.items[i];
        if (m->owner != NONE || m->swallowed || m->tabular)
            continue;
        if (is_where_it_went(r, m, i ? m - 1 : NULL)) {
            take_label(m, m - 1);
            m->unit = m[-1].unit;
            m->dimension = m[-1].dimension;
        }
        if (is_held_against(r, m, i ? m - 1 : NULL))
            take_label(m, m - 1);
        take_rate(r, m, head);
        take_planned(r, m);
        inherit_label(r, m, head);
        if (i) {
            lend_predicate(r, m - 1, m);
        }
        inherit_part(r, m, i ? m - 1 : NULL);
        take_pointed(r, m, i ? m - 1 : NULL);
        inherit_over_time(r, m, head);
        if (!head || head->sentence != m->sentence || (strcmp(m->rule, "count:listed") != 0 && !names_places(r, m)))
            head = m;
    }
}

/* --- "bình quân đầu người" in the label
 * --------------------------------------------------------------------------------- */

int read_average(struct reading *r, struct mention *m)
{
    if (!m->unit || is_percent(m) || (strcmp(m->dimension, "money") != 0 && strcmp(m->dimension, "rate") != 0))
        return IND_OK;
    uint32_t first = r->sentences.items[m->sentence].first, from = m->left;
    while (from > first && m->left - from < AVERAGE_REACH && r->use[from - 1] != USE_MENTION &&
           !is_mark(r, from - 1, ';') && !is_mark(r, from - 1, ','))
        from--;
    for (uint32_t i = from; i < m->left; i++) {
        const struct hit *average = hits_at(&r->hits, i, CLASS_AVERAGE);
        if (!average || !average->entry->value || strstr(m->unit, average->entry->value))
            continue;
        const char *slash = strchr(m->unit, '/');
        size_t base = slash ? (size_t)(slash - m->unit) : strlen(m->unit),
               length = strlen(m->unit) + strlen(average->entry->value) + 2;
        char *joined = arena_alloc(r->arena, length);
        if (!joined)
            return IND_E_LIMIT;
        snprintf(joined, length, "%.*s/%s%s", (int)base, m->unit, average->entry->value, slash ? slash : "");
        m->unit = joined;
        m->dimension = "rate";
        return IND_OK;
    }
    return IND_OK;
}
