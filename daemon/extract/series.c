/* Figures that stand as one list: the second takes the cue of the first, the first the basis of the second, and "lần
 * lượt" or "về lượng … về giá trị" deals them out to their levels. What a figure is by its own words is role.c's. */
#include "daemon/extract/series.h"
#include "daemon/extract/basis.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/ratio.h"

/* So many figures at most are told of the levels of the sentence before. */
#define FIGURES_EACH 4

bool is_respective(const struct reading *r, uint32_t end)
{
    return hits_before(&r->hits, end, CLASS_RESPECTIVE) != NULL;
}

bool continues_list(const struct reading *r, const struct mention *before, const struct mention *m)
{
    uint32_t from = before->basis_end > before->end && before->basis_end <= m->left ? before->basis_end : before->end;
    uint32_t joints = 0, words = 0;
    if (before->sentence != m->sentence || m->left < from || m->left - from > 8)
        return false;
    for (uint32_t i = from; i < m->left; i++) {
        bool joint = token_is(r, i, "và") || is_mark(r, i, ',');
        joints += joint;
        words += !joint;
        if (!joint && !(i == from && (token_is(r, i, "về") || token_is(r, i, "số"))) &&
            !(words > 1 && words <= 4 && !joints && is_kind(r, i, TOKEN_WORD)))
            return false;
    }
    return joints > 0;
}

/* --- what one figure lends another -------------------------------------------------------------------------------- */

void copy_basis(struct mention *to, const struct mention *from)
{
    to->comparison = from->comparison;
    to->basis_code = from->basis_code;
    to->basis_first = from->basis_first;
    to->basis_end = from->basis_end;
}

/* "4 người | chết so với cùng kỳ": a word of the noun stands before the comparison. */
static bool is_compared_behind(const struct reading *r, const struct mention *m)
{
    uint32_t noun = m->end + (is_count(m) && is_kind(r, m->end, TOKEN_WORD) && !begins(r, m->end, CLASS_AGAINST));
    return begins(r, noun, CLASS_AGAINST);
}

/* "tăng 6 cuộc và 1.215 lượt người so với năm 2017": two amounts, one movement, compared behind the second. */
static bool moves_with(const struct reading *r, const struct mention *previous, const struct mention *m)
{
    return previous && previous->sentence == m->sentence && previous->delta.known &&
           previous->basis_first == previous->basis_end && m->cue == CLASS_COUNT && !is_percent(m) &&
           token_is(r, previous->end, "và") && m->left == previous->end + 1 && is_compared_behind(r, m);
}

/* "tăng 72,1% và 3,4% so với cùng kỳ": the second takes the cue of the first … */
void share_cue(const struct reading *r, struct mention *m, const struct mention *previous)
{
    if (moves_with(r, previous, m)) {
        m->cue = previous->cue;
        m->cue_first = m->cue_end = m->left;
    }
    bool moved = previous && previous->delta.known && previous->cue_first > 0;
    bool bracketed = moved && is_mark(r, previous->cue_first - 1, '('); /* "(tăng 2 vụ, 1 người chết, …)" */
    bool headed = moved && previous->basis_first < previous->basis_end &&
                  previous->basis_end <= previous->cue_first; /* "so với tuần trước, giảm 1 vụ, 1 người chết" */
    if ((bracketed || headed) && m->cue == CLASS_COUNT && is_count(m) && continues_list(r, previous, m))
        m->cue = previous->cue;
    bool times = is_count(m) && token_is(r, m->counted_first, "lần");
    if (times && m->cue == CLASS_COUNT && previous && previous->cue == CLASS_TIMES && continues_list(r, previous, m)) {
        m->cue = CLASS_TIMES;
        m->cue_first = m->cue_end = m->left;
    }
    bool points = previous && unit_is(m, "[pp]") && unit_is(previous, "[pp]"); /* "tăng 7 điểm % và 14 điểm %" */
    bool percents = previous && is_percent(m) && is_percent(previous);
    if (m->cue != CLASS_COUNT || !(points || percents) || previous->cue == CLASS_COUNT ||
        !continues_list(r, previous, m))
        return;
    m->cue = previous->cue;
    m->cue_first = m->cue_end = m->left;
}

/* The earlier period that "và" joins to the one that ends before `at`. */
static const struct hit *second_earlier(const struct reading *r, uint32_t at)
{
    uint32_t next = at + 1;
    if (!token_is(r, at, "và"))
        return NULL;
    const struct hit *against = hits_at(&r->hits, next, CLASS_AGAINST), *earlier;
    if (against && !(earlier = hits_at(&r->hits, next + against->count - 2, CLASS_EARLIER))) /* "so với cùng kỳ" */
        next += against->count;
    else if (against)
        return earlier;
    return hits_at(&r->hits, next, CLASS_EARLIER);
}

static void set_earlier(struct mention *m, const struct hit *earlier)
{
    m->basis_first = earlier->first;
    m->basis_end = earlier->first + earlier->count;
    m->comparison = comparison_named(earlier->entry->value);
}

/* "so với tháng trước và cùng kỳ tăng lần lượt 5,4% và 17,2%", "tăng 5,4% và 17,2% so với …": one figure each. */
void share_comparisons(struct reading *r, struct mention *previous, struct mention *m)
{
    if (!previous || !is_percent(previous) || !is_percent(m) || m->cue != previous->cue || sign_of(m->cue) == 0 ||
        !continues_list(r, previous, m))
        return;
    const struct mention *told = previous->basis_first < previous->basis_end ? previous : m;
    const struct hit *first = hits_at(&r->hits, told->basis_first, CLASS_EARLIER);
    const struct hit *second = first ? second_earlier(r, first->first + first->count) : NULL;
    if (!second)
        return;
    set_earlier(previous, first);
    set_earlier(m, second);
    previous->bare_growth = m->bare_growth = false;
    set_ratio(previous, IND_ROLE_CHANGE, sign_of(previous->cue));
    set_ratio(m, IND_ROLE_CHANGE, sign_of(m->cue));
    m->beside = true;
}

/* "Chỉ số giá vàng giảm 0,94%, chỉ số giá đô la Mỹ tăng 1,88% so với tháng trước": what ends the sentence is of both.
 */
static bool shares_end(const struct reading *r, const struct mention *previous, const struct mention *m)
{
    bool near = previous->bare_growth && m->role == IND_ROLE_CHANGE && previous->sentence == m->sentence &&
                is_mark(r, previous->end, ',') && m->cue_first > previous->end && m->cue_first < previous->end + 10;
    for (uint32_t i = previous->end + 1; near && i < m->cue_first; i++)
        if (!is_kind(r, i, TOKEN_WORD) || r->use[i] != USE_FREE)
            return false;
    return near && m->basis_first >= m->end;
}

/* "lần lượt gấp 2,9 lần và 3 lần so với quý I/2023". */
static bool shares_multiple(const struct reading *r, const struct mention *previous, const struct mention *m)
{
    return previous && previous->cue == CLASS_TIMES && m->cue == CLASS_TIMES &&
           previous->basis_first == previous->basis_end && previous->role == m->role && continues_list(r, previous, m);
}

/* … and the first the basis of the second. */
bool share_basis(const struct reading *r, struct mention *previous, const struct mention *m)
{
    if (shares_multiple(r, previous, m))
        copy_basis(previous, m);
    bool lacks = previous && is_percent(previous) && is_percent(m) && previous->basis_first == previous->basis_end &&
                 (previous->role == IND_ROLE_LEVEL || previous->bare_growth);
    bool aspects = lacks && token_is(r, previous->end, "về") && token_is(r, m->end, "về") &&
                   m->left < previous->end + 7 && sign_of(previous->cue) != 0;
    if (!lacks || m->basis_first == m->basis_end || m->role == IND_ROLE_LEVEL ||
        (!aspects && !shares_end(r, previous, m) && (!continues_list(r, previous, m) || m->cue != previous->cue)))
        return false;
    copy_basis(previous, m);
    previous->bare_growth = false;
    set_ratio(previous, m->role, sign_of(previous->cue));
    return true;
}

/* --- one change said twice ------------------------------------------------------------------------------------------
 */

/* "tăng 2.029 vụ = 7% so với năm 2016": no share of anything. */
static bool equals_change(const struct reading *r, const struct mention *m, const struct mention *previous)
{
    return m->cue == CLASS_SHARE && is_mark(r, m->cue_first, '=') && is_percent(m) && !is_percent(previous);
}

/* Where "tức", "tương ứng" or "tỷ lệ" begins right before the cue; the cue itself without them. */
static uint32_t again_first(const struct reading *r, const struct mention *m)
{
    if (m->cue_first > 0 && token_is(r, m->cue_first - 1, "tức"))
        return m->cue_first - 1;
    if (is_percent(m) && m->cue_first > 1 && token_is(r, m->cue_first - 1, "lệ") && sign_of(m->cue) != 0)
        return m->cue_first - 2; /* "tăng 34 tỷ đồng, tỷ lệ tăng 49%" */
    const struct hit *respective = hits_before(&r->hits, m->cue_first, CLASS_RESPECTIVE);
    return respective && token_is(r, respective->first, "tương") ? respective->first : m->cue_first;
}

/* "tương đương 1.435 tỷ đồng", "tức tăng thêm 775 tỷ đồng", "bằng 2.217 tấn": the words that say a change once more. */
static bool says_again(const struct reading *r, const struct mention *m, const struct mention *previous)
{
    if (again_first(r, m) < m->cue_first)
        return true;
    if (token_is(r, m->cue_first, "tương"))
        return m->cue_first < m->left;
    if (equals_change(r, m, previous))
        return true;
    return m->cue_first < m->left && token_is(r, m->cue_first, "bằng") && is_percent(previous) && !is_percent(m);
}

/* In a bracket right behind the change and its noun, or behind "tương đương" and the like. */
static bool stands_beside(const struct reading *r, const struct mention *m, const struct mention *previous)
{
    uint32_t at = previous->end;
    if (previous->basis_first == at || (previous->basis_first > at && begins(r, at, CLASS_AGAINST)))
        at = previous->basis_end; /* "tăng 0,74% so với cùng kỳ (bằng 837,2 ha)" */
    while (at < previous->end + 3 && is_kind(r, at, TOKEN_WORD) && !begins(r, at, CLASS_AGAINST) &&
           !token_is(r, at, "tức"))
        at++;
    if (is_mark(r, at, '(')) /* "(khách quốc tế 210.000 lượt, …)" has words of its own */
        return again_first(r, m) <= at + 1;
    at += is_mark(r, at, ',');
    return says_again(r, m, previous) && again_first(r, m) <= at;
}

/* Both are compared with what is said of either. */
static void share_earlier(struct mention *previous, struct mention *m)
{
    bool told = m->basis_first < m->basis_end, told_before = previous->basis_first < previous->basis_end;
    const struct mention *from = told_before ? previous : m;
    struct mention *to = told_before ? m : previous;
    if (told && told_before)
        return;
    to->basis_first = from->basis_first;
    to->basis_end = from->basis_end;
    to->comparison = from->comparison;
}

/* "so với cùng kỳ (khách quốc tế 210 nghìn lượt)", "(trong đó có 4 triệu con gà)": the bracket tells of a part. */
static bool is_of_part(const struct reading *r, const struct mention *m, const struct mention *previous)
{
    uint32_t opens = m->left;
    while (opens > previous->end && !is_mark(r, opens - 1, '('))
        opens--;
    return opens > previous->end && (begins(r, opens, CLASS_PARTS) || skip_empty(r, opens, m->left) < m->left);
}

/* "tăng 81% so với cùng kỳ (573 tỷ đồng)" of 1.037 tỷ đồng: what it was then, rather than by how much it rose. */
static bool is_earlier_value(const struct reading *r, const struct mention *m, const struct mention *previous)
{
    if (previous->owner == NONE || !previous->ratio.known || decimal_is_zero(previous->ratio) || is_percent(m))
        return false;
    const struct mention *level = &r->mentions.items[previous->owner];
    if (level->role != IND_ROLE_LEVEL || !level->unit || !m->unit || strcmp(level->unit, m->unit) != 0)
        return false;
    ind_decimal earlier = decimal_divide(level->value, previous->ratio),
                moved = decimal_subtract(level->value, earlier);
    moved.negative = false;
    ind_decimal off = decimal_subtract(m->value, earlier), off_moved = decimal_subtract(m->value, moved);
    off.negative = off_moved.negative = false;
    return off.known && off_moved.known && decimal_compare(off, off_moved) < 0;
}

/* "tăng 38,4% (tương đương 1.435 tỷ đồng)", "tăng 31 tỷ đồng (7,7%)": the same change once more. */
bool restates_change(const struct reading *r, struct mention *m, const struct mention *previous)
{
    if (!previous || previous->role != IND_ROLE_CHANGE || previous->sentence != m->sentence ||
        (is_percent(m) && unit_is(previous, "%")) || !stands_beside(r, m, previous))
        return false;
    bool left = m->cue == CLASS_LINK && token_is(r, m->cue_end - 1, "còn"); /* "giảm 0,76%, tương ứng còn 6.120 hộ" */
    if (left || (is_count(m) && token_is(r, m->end, "thoát")))              /* "…, tương ứng 948 hộ thoát nghèo" */
        return false;
    if (!previous->unit && !is_percent(m)) /* "gấp 2 lần cùng kỳ (12 tỷ đồng)" */
        return false;
    if (m->role == IND_ROLE_LEVEL && !is_percent(m) && is_of_part(r, m, previous))
        return false;
    uint32_t behind = m->end + is_mark(r, m->end, ')');
    if (begins(r, behind, CLASS_AGAINST))
        find_earlier(r, m, behind + 8);
    share_earlier(m - 1, m);
    if (m->role == IND_ROLE_CHANGE) /* "giảm 580 vụ (-8,38%)", "tăng 12 vụ (tăng 8%)", "tức tăng thêm 12 vụ" */
        return true;
    if (m->role != IND_ROLE_LEVEL && !equals_change(r, m, previous))
        return false;
    if (is_earlier_value(r, m, previous)) {
        m->year_before = previous->comparison == IND_COMPARISON_YEAR_ON_YEAR;
        m->basis_first = m->basis_end = 0;
        return false;
    }
    bool falls = previous->cue == CLASS_FALL;
    if (is_percent(m))
        set_ratio(m, IND_ROLE_CHANGE, falls ? -1 : 1);
    else {
        m->role = IND_ROLE_CHANGE;
        m->delta = falls ? decimal_negate(m->value) : m->value;
    }
    m->cue = previous->cue;
    return true;
}

/* --- figures dealt out to levels ---------------------------------------------------------------------------------- */

/* "về lượng", "về giá trị": 'q' or 'v' for the level of that kind, 0 for none said. */
char aspect_of(const struct reading *r, const struct mention *m)
{
    if (token_is(r, m->end, "số") && token_is(r, m->end + 1, "lượng")) /* "giảm 8% số lượng" */
        return 'q';
    if (!token_is(r, m->end, "về"))
        return 0;
    uint32_t noun = m->end + 1 + token_is(r, m->end + 1, "số"); /* "về số vốn", "về vốn đăng ký" */
    if (token_is(r, noun, "vốn") || token_is(r, noun, "tiền"))
        return 'v';
    if (token_is(r, m->end + 1, "lượng") || token_is(r, m->end + 1, "số") || token_is(r, m->end + 1, "khối") ||
        token_is(r, m->end + 1, "sản"))
        return 'q';
    return token_is(r, m->end + 1, "giá") || token_is(r, m->end + 1, "trị") || token_is(r, m->end + 1, "kim") ? 'v' : 0;
}

char aspect_named(const struct reading *r, uint32_t first, uint32_t end)
{
    if (end == first + 1 && token_is(r, first, "lượng"))
        return 'q';
    bool value = (token_is(r, first, "kim") && token_is(r, first + 1, "ngạch")) ||
                 (token_is(r, first, "trị") && token_is(r, first + 1, "giá"));
    return end == first + 2 && value ? 'v' : 0;
}

/* "Philippines giảm 49%, với 86.003 tấn; Gana giảm 74% về lượng": behind a semicolon a figure has words of its own that
 * name no aspect. */
static bool names_another_item(const struct reading *r, const struct mention *m, const struct mention *level)
{
    bool own = m->subject_first < m->subject_end && !aspect_named(r, m->subject_first, m->subject_end) &&
               !begins(r, m->subject_first, CLASS_MEASURE);
    uint32_t floor = look_back(r, m->first);
    for (uint32_t i = level->end > floor ? level->end : floor; own && i < m->subject_first; i++)
        if (is_mark(r, i, ';'))
            return true;
    return false;
}

/* "… 10.839 DN với số vốn 99.000 tỷ đồng. Con số này tăng 20% về số DN và tăng 9% về số vốn": the sentence has no words
 * of its own before its changes. */
static bool follows_sentence(const struct reading *r, const struct mention *level, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    const struct sentence *s = &r->sentences.items[m->sentence];
    for (uint32_t n = 0; n < FIGURES_EACH && index > 0 && m[-1].sentence == m->sentence; n++, index--)
        m--;
    return level->sentence + 1 == m->sentence && s[-1].paragraph == s->paragraph &&
           skip_empty(r, s->first, m->cue_first) >= m->cue_first;
}

/* Of the sentence's last two levels the one whose dimension the aspect names. */
uint32_t level_of_aspect(const struct reading *r, uint32_t index, char aspect)
{
    uint32_t seen = 0;
    for (uint32_t i = index; i-- > 0 && seen < 2;) {
        const struct mention *level = &r->mentions.items[i];
        if (level->sentence != r->mentions.items[index].sentence && !follows_sentence(r, level, index))
            return NONE;
        if (level->role != IND_ROLE_LEVEL || level->swallowed)
            continue;
        if (seen == 0 && names_another_item(r, &r->mentions.items[index], level))
            return NONE;
        seen++;
        if ((strcmp(level->dimension, "money") == 0) == (aspect == 'v'))
            return i;
    }
    return NONE;
}

/* Levels [first, first + count) stand as one list. */
static bool is_level_list(const struct reading *r, uint32_t first, uint32_t count)
{
    for (uint32_t k = 1; k < count; k++)
        if (!continues_list(r, &r->mentions.items[first + k - 1], &r->mentions.items[first + k]))
            return false;
    return true;
}

/* "lần lượt tăng 33,6% và gấp 2,4 lần": the next of what is handed out may say its own movement. */
static bool goes_on_with_cue(const struct reading *r, const struct mention *before, const struct mention *m)
{
    bool joined = token_is(r, before->end, "và") || is_mark(r, before->end, ',');
    return joined && before->sentence == m->sentence && m->cue_first == before->end + 1 && m->role != IND_ROLE_LEVEL;
}

/* "tăng lần lượt 474 nhà thuốc và 97 trung tâm": the figures behind hang on the levels before, one on one. */
void distribute(struct reading *r, uint32_t first)
{
    struct mention *items = r->mentions.items;
    if (items[first].role == IND_ROLE_LEVEL || items[first].owner != NONE)
        return;
    uint32_t count = 1;
    bool respective = is_respective(r, items[first].left) || is_respective(r, items[first].cue_first);
    while (
        first + count < r->mentions.count &&
        ((continues_list(r, &items[first + count - 1], &items[first + count]) &&
          (items[first + count].cue == CLASS_COUNT || items[first + count].cue_first == items[first + count].left)) ||
         (respective && goes_on_with_cue(r, &items[first + count - 1], &items[first + count]))))
        count++;
    if (count < 2 || count > first || aspect_of(r, &items[first]))
        return;
    if (!respective && !is_level_list(r, first - count, count))
        return;
    for (uint32_t k = 0; k < count; k++)
        if (items[first - count + k].role != IND_ROLE_LEVEL ||
            items[first - count + k].sentence != items[first].sentence)
            return;
    const struct mention *last = &items[first + count - 1];
    for (uint32_t k = 0; k < count; k++) {
        struct mention *m = &items[first + k];
        m->owner = first - count + k;
        if (m->role == IND_ROLE_CHANGE && m->basis_first == m->basis_end && last->role == m->role) {
            m->basis_first = last->basis_first;
            m->basis_end = last->basis_end;
            m->comparison = last->comparison;
        }
        if (k == 0)
            continue;
        if (m->role != IND_ROLE_LEVEL)
            continue;
        m->role = items[first].role;
        m->cue = items[first].cue;
        m->comparison = items[first].comparison;
        bool falls = items[first].cue == CLASS_FALL;
        if (is_percent(m))
            set_ratio(m, items[first].role, items[first].cue == CLASS_RISE ? 1 : falls ? -1 : 0);
        else
            m->delta = falls ? decimal_negate(m->value) : m->value;
    }
}
