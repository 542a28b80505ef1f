/* What a growth is compared with that says nothing of it itself: what the text compared with last, until it turns to
 * something else, or what the end of the growth's own list does. A growth that tells its own comparison is basis.c's.
 */
#include "daemon/extract/compared.h"
#include "daemon/extract/basis.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/series.h"

/* How many mentions and sentences back the comparison is looked for. */
#define MENTIONS_BACK 24
#define SENTENCES_BACK 6

/* What a line is about is told in no more tokens before its colon. */
#define TOPIC_TOKENS 8

/* How many items up the lead of a list is looked for. */
#define LIST_SENTENCES 16

/* A line that begins with what it is about: a heading, an item of no list that goes on, "Công nghiệp: …". */
static bool turns_elsewhere(const struct reading *r, const struct sentence *now, const struct sentence *next)
{
    if (now->title || now->heading || next->heading)
        return true;
    if (now->paragraph == next->paragraph || (now->continued && next->item))
        return false;
    uint32_t end = next->first + TOPIC_TOKENS < next->end ? next->first + TOPIC_TOKENS : next->end;
    for (uint32_t i = next->first; i < end; i++)
        if (is_mark(r, i, ':'))
            return true;
    return next->item;
}

/* Nothing between the two sentences that turns to something else. */
static bool runs_on_to(const struct reading *r, uint32_t from, uint32_t to)
{
    if (to - from > SENTENCES_BACK)
        return false;
    for (uint32_t s = from; s < to; s++)
        if (turns_elsewhere(r, &r->sentences.items[s], &r->sentences.items[s + 1]))
            return false;
    return true;
}

/* What is aimed at is not held against what the report was. */
static bool turns_to_target(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const struct hit *target = hits_at(&r->hits, i, CLASS_TARGET);
        if (target && (entry_is(target->entry, "strong") || entry_is(target->entry, "weak")))
            return true;
    }
    return false;
}

/* "bình quân 10 tháng tăng 2,67%", "giảm 7% trong quý II": the words about the growth tell a time. */
static bool has_own_time(const struct reading *r, const struct mention *m)
{
    uint32_t floor = look_back(r, m->first);
    if (r->use[m->end] == USE_TIME || (token_is(r, m->end, "trong") && r->use[m->end + 1] == USE_TIME))
        return true;
    for (uint32_t i = m->cue_first; i-- > floor && !is_separator(r, i) && r->use[i] != USE_MENTION;)
        if (r->use[i] == USE_TIME && !begins(r, i, CLASS_EARLIER))
            return true;
    return false;
}

/* A change that says what it is compared with, or one that goes on with such a one. */
static bool compares(const struct mention *m)
{
    return m->role == IND_ROLE_CHANGE && (m->basis_first < m->basis_end || (m->bare_growth && m->owner == NONE));
}

/* "tăng 0,21% so với tháng trước, tăng 4,08% so với cùng kỳ". */
static bool is_one_of_two(const struct mention *first, const struct mention *told)
{
    const struct mention *other = told > first ? told - 1 : NULL;
    return other && compares(other) && other->sentence == told->sentence && other->comparison != told->comparison &&
           (told->owner == (uint32_t)(other - first) || (told->owner == other->owner && told->owner != NONE));
}

/* "GDP 9 tháng tăng 4,24%", "tỷ lệ hộ nghèo giảm 2,87%/năm", "tốc độ tăng trưởng kinh tế từ 9%": a growth that is
 * itself what is measured; what follows in sentence `parts` are its parts. */
static bool is_growth_level(const struct reading *r, const struct mention *m, uint32_t parts)
{
    const struct hit *rate = hits_at(&r->hits, m->subject_first, CLASS_RATE);
    bool grows =
        m->sentence == parts && is_percent(m) && m->subject_first < m->cue_first && rate &&
        (token_is(r, rate->first + rate->count - 1, "tăng") || token_is(r, rate->first + rate->count - 1, "trưởng"));
    bool yearly = (m->cue == CLASS_RISE || m->cue == CLASS_FALL) && m->unit && strncmp(m->unit, "%/", 2) == 0;
    return m->role == IND_ROLE_LEVEL && (m->bare_growth || yearly || grows);
}

/* "(cùng kỳ năm 2018 tăng 10,1%)": an aside of another time. */
static bool is_aside_of_another_time(const struct reading *r, const struct mention *m)
{
    bool timed = false;
    uint32_t open = is_growth_level(r, m, m->sentence) ? bracket_around(r, m) : NONE;
    for (uint32_t i = open; i < m->cue_first; i++)
        timed |= r->use[i] == USE_TIME;
    return timed;
}

static const struct mention *comparison_before(const struct reading *r, const struct mention *m)
{
    uint32_t seen = 0;
    for (const struct mention *before = m; before-- > r->mentions.items && seen < MENTIONS_BACK; seen++) {
        if (is_aside_of_another_time(r, before))
            continue;
        if (before->tabular || is_growth_level(r, before, m->sentence) || !runs_on_to(r, before->sentence, m->sentence))
            return NULL;
        if (compares(before))
            return before;
    }
    return NULL;
}

/* What is of another time than the figure before is held against the same time of the year before, or against nothing:
 * "tháng 9 tăng 9,7% so với cùng kỳ; lũy kế 9 tháng tăng 6%". A sentence of its own says all of that anew. */
static bool holds_for_another_time(const struct reading *r, const struct mention *told, const struct mention *m)
{
    bool follows = told->sentence == m->sentence || begins(r, r->sentences.items[m->sentence].first, CLASS_PARTS);
    return follows && told->comparison == IND_COMPARISON_YEAR_ON_YEAR && !token_is(r, told->basis_first, "tháng");
}

/* "…, nhưng thu từ doanh nghiệp giảm 6,3% so với năm 2019; chỉ số công nghiệp tăng 12,3%": what limits one item of a
 * list says nothing of the next. */
static bool limits_its_item(const struct reading *r, const struct mention *told, const struct mention *m)
{
    uint32_t before = told->subject_first ? told->subject_first - 1 : 0;
    if (!begins(r, before, CLASS_CLAUSE) || token_is(r, before, "và"))
        return false;
    for (uint32_t i = told->end; i < m->cue_first; i++)
        if (is_mark(r, i, ';'))
            return true;
    return false;
}

/* The earlier period that the words "so với cùng kỳ" at `at` name: within them or behind; NULL for other words. */
static const struct hit *earlier_at(const struct reading *r, uint32_t at)
{
    const struct hit *against = hits_at(&r->hits, at, CLASS_AGAINST), *earlier = NULL;
    for (uint32_t i = at; against && !earlier && i <= at + against->count; i++)
        earlier = hits_at(&r->hits, i, CLASS_EARLIER);
    return earlier;
}

/* The comparison that sentence `index` tells last, in words behind `from` and with no figure behind it; NULL for none.
 */
static const struct hit *last_comparison(const struct reading *r, uint32_t index, uint32_t from)
{
    const struct sentence *s = &r->sentences.items[index];
    uint32_t floor = s->end - s->first > LOOK_BACK_MAX ? s->end - LOOK_BACK_MAX : s->first;
    for (uint32_t i = s->end; i-- > floor && i >= from;) {
        const struct hit *earlier = earlier_at(r, i);
        if (earlier || r->use[i] == USE_MENTION)
            return earlier;
    }
    return NULL;
}

/* "Nhiều nơi tăng cao so với tháng trước. Hải Phòng tăng 26,4%": what the sentence before compares in words; NULL for
 * nothing. */
static const struct hit *compared_in_words(const struct reading *r, const struct mention *m, uint32_t from)
{
    if (m->sentence == 0 || !runs_on_to(r, m->sentence - 1, m->sentence))
        return NULL;
    return last_comparison(r, m->sentence - 1, from);
}

/* "9 nhóm tăng giá so với tháng trước, gồm: ¶ - Giao thông tăng 0,49% ¶ - Giáo dục tăng 0,06%": what stands over the
 * list holds for each of its items; NULL for nothing. */
static const struct hit *compared_by_lead(const struct reading *r, const struct mention *m)
{
    uint32_t lead = m->sentence;
    for (uint32_t n = 0; n < LIST_SENTENCES && lead > 0 && r->sentences.items[lead].item; n++)
        lead--;
    return lead < m->sentence && r->sentences.items[lead].continued ? last_comparison(r, lead, 0) : NULL;
}

/* "CPI tăng 0,3% so với tháng trước, tăng 4% so với cùng kỳ. Giao thông tăng 1%": in a sentence of its own it may be
 * held against either. */
static bool is_one_of_several(const struct reading *r, const struct mention *told, const struct mention *m)
{
    if (told->sentence == m->sentence)
        return false;
    uint32_t seen = 0;
    for (const struct mention *other = told; other-- > r->mentions.items && seen < MENTIONS_BACK; seen++) {
        if (other->sentence != told->sentence)
            return false;
        if (compares(other) && other->basis_first < other->basis_end && other->comparison != told->comparison)
            return true;
    }
    return false;
}

/* "CPI tháng 11 giảm 0,27% so với tháng trước, tăng 3,05% so với cùng kỳ. … nhóm giao thông giảm 2,71%": the groups of
 * a price index are told as the index is first, month by month. */
static const struct mention *first_told(const struct reading *r, const struct mention *told, const struct mention *m)
{
    const struct mention *first = told;
    while (first > r->mentions.items && told - first < MENTIONS_BACK && first[-1].sentence == told->sentence)
        first--;
    bool group = token_is(r, m->subject_first, "nhóm") || token_is(r, m->subject_first, "giá");
    bool index = compares(first) && first->comparison == IND_COMPARISON_PREVIOUS_PERIOD;
    return group && index && first->basis_first < first->basis_end ? first : NULL;
}

/* The comparison that was told before `m`, by figures or by words behind them; false: none, or it does not hold. */
static bool take_comparison(const struct reading *r, struct mention *m)
{
    const struct mention *told = comparison_before(r, m);
    bool first = m == r->mentions.items || m[-1].sentence < m->sentence;
    uint32_t behind = !told ? 0 : told->basis_end > told->end ? told->basis_end : told->end;
    const struct hit *words = first ? compared_in_words(r, m, behind) : NULL;
    if (!words && (!told || told->sentence < m->sentence))
        words = compared_by_lead(r, m);
    if (words && words->first < behind)
        words = NULL;
    uint32_t since = words ? words->first : told ? told->end : m->cue_first;
    if ((!told && !words) || turns_to_target(r, since, m->cue_first))
        return false;
    bool timed = has_own_time(r, m);
    if (words && timed)
        return false;
    if (words) {
        m->basis_first = words->first;
        m->basis_end = words->first + words->count;
        m->comparison = comparison_named(words->entry->value);
        return true;
    }
    if (limits_its_item(r, told, m) || (timed && !holds_for_another_time(r, told, m)))
        return false;
    bool open = is_one_of_two(r->mentions.items, told) || is_one_of_several(r, told, m);
    const struct mention *meant = timed || !open ? told : first_told(r, told, m);
    if (meant)
        copy_basis(m, meant);
    return true;
}

/* "thấp hơn 15% lương cơ sở": how far off something else, not how it moved. */
static bool is_distance(const struct reading *r, const struct mention *m)
{
    return m->cue_end > 0 && token_is(r, m->cue_end - 1, "hơn") && is_kind(r, m->end, TOKEN_WORD) &&
           r->use[m->end] == USE_FREE && !begins(r, m->end, CLASS_CLAUSE);
}

/* The next figure that goes on with the list of growths that `m` is of, "thép tăng 12%, | xi măng tăng 4%"; NULL where
 * the sentence or the list ends, or turns to another time. */
static const struct mention *next_of_list(const struct reading *r, const struct mention *m)
{
    const struct mention *next = m + 1;
    bool last = next == r->mentions.items + r->mentions.count;
    if (last || next->sentence != m->sentence || next->tabular || next->states_plan || next->role == IND_ROLE_PLAN)
        return NULL;
    uint32_t end = next->basis_first > m->end && next->basis_first < next->cue_first ? next->basis_first : next->left;
    for (uint32_t i = m->end; i < end; i++)
        if (r->use[i] == USE_TIME || begins(r, i, CLASS_TARGET))
            return NULL;
    return next;
}

/* "thép tăng 12%, xi măng tăng 4% và gạch tăng 3,2% so với cùng kỳ": what the last of a list is compared with; with
 * `changes_only` nothing but changes may stand between. */
static bool take_comparison_behind(const struct reading *r, struct mention *m, bool changes_only)
{
    uint32_t seen = 0;
    for (const struct mention *next = next_of_list(r, m); next && seen < MENTIONS_BACK; next = next_of_list(r, next)) {
        if (changes_only && next->role != IND_ROLE_CHANGE)
            return false;
        if (compares(next) && next->basis_first >= next->end && next->basis_first < next->basis_end) {
            copy_basis(m, next);
            return true;
        }
        seen++;
    }
    return false;
}

void compare_as_list_ends(struct reading *r, uint32_t index)
{
    take_comparison_behind(r, &r->mentions.items[index], true);
}

/* A title's "tăng trên 7,6%" where the text says "tăng 7,62% so với cùng kỳ": the same growth, within what is printed;
 * "GDP 6 tháng tăng 4,94%" is the growth itself. */
static bool take_comparison_of_text(const struct reading *r, struct mention *m)
{
    const struct mention *end = r->mentions.items + r->mentions.count;
    for (uint32_t i = m->subject_first; i < m->cue_first; i++)
        if (token_is(r, i, "gdp") || token_is(r, i, "grdp"))
            return false;
    ind_decimal printed = decimal_add(m->ratio_half, m->ratio_half);
    for (const struct mention *told = m + 1; told < end && told <= m + MENTIONS_BACK; told++) {
        if (!compares(told) || told->basis_first >= told->basis_end || !told->ratio.known || told->cue != m->cue)
            continue;
        ind_decimal off = decimal_subtract(told->ratio, m->ratio);
        off.negative = false;
        if (off.known && printed.known && decimal_compare(off, printed) < 0) {
            copy_basis(m, told);
            return true;
        }
    }
    return false;
}

bool go_on_comparing(struct reading *r, uint32_t index)
{
    struct mention *m = &r->mentions.items[index];
    if (tells_earlier(r, m) || is_distance(r, m))
        return false;
    bool title = r->sentences.items[m->sentence].title;
    if (!title && take_comparison(r, m))
        return true;
    return take_comparison_behind(r, m, false) || (title && take_comparison_of_text(r, m));
}
