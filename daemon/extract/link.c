/* Which figure hangs on which level. A figure without words of its own belongs to the last level (or the last figure
 * that opened an observation) of its sentence; one with words of its own opens an observation without a level. Where a
 * stated plan amount belongs is looked up in plan_amount.c, which level a figure names in match.c, what stands as a
 * list in series.c, what a bare growth is compared with in compared.c, what a percentage is that no word calls anything
 * in lone.c. */
#include "daemon/extract/anchor.h"
#include "daemon/extract/basis.h"
#include "daemon/extract/compared.h"
#include "daemon/extract/lone.h"
#include "daemon/extract/match.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/plan_amount.h"
#include "daemon/extract/ratio.h"
#include "daemon/extract/series.h"
#include "daemon/extract/wording.h"

/* What is counted is named in so many words: "trường hợp mắc sốt xuất huyết | tại 33 tỉnh". */
#define NOUN_TOKENS 7

/* Whether the figure has a subject of its own, and which. Without a separator the words belong to the level before. */
static void find_subject(const struct reading *r, struct mention *m, const struct mention *previous)
{
    bool separated;
    uint32_t start = words_start(r, m, previous, &separated);
    m->subject_first = m->subject_end = m->cue_first;
    if (!separated)
        return;
    uint32_t first = skip_empty(r, start, m->cue_first);
    if (m->basis_first <= first && first < m->basis_end) /* "so với kỳ nghỉ lễ năm trước tăng 1 vụ" */
        first = skip_empty(r, m->basis_end, m->cue_first);
    if (first >= m->cue_first)
        return;
    m->subject_first = first;
}

/* --- stated plan amounts -------------------------------------------------------------------------------------------
 */

/* "so với kế hoạch tỉnh giao (8.412 tỷ đồng), tỷ lệ giải ngân đạt 24,5%": the percentage behind is of that plan. */
static bool is_amount_of_next(struct reading *r, uint32_t index)
{
    struct mention *m = &r->mentions.items[index], *next = m + 1;
    bool bracketed =
        m->left > 0 && is_mark(r, m->left - 1, '(') && is_mark(r, m->end, ')') && is_mark(r, m->end + 1, ',');
    if (!bracketed || index + 1 >= r->mentions.count || next->sentence != m->sentence || !is_percent(next) ||
        next->cue != CLASS_EQUAL || next->plan_amount != NONE)
        return false;
    if (next->role != IND_ROLE_PLAN) {
        set_ratio(next, IND_ROLE_PLAN, 0);
        next->basis_first = m->basis_first;
        next->basis_end = m->basis_end;
        next->basis_code = m->basis_code;
    }
    next->plan_amount = index;
    m->swallowed = true;
    return true;
}

/* "thu thuế đạt 102% (4,9 tỷ/4,8 tỷ)": the ratio of the two that the bracket behind it tells, and has their words. */
static void join_ratio_before(struct reading *r, uint32_t level, uint32_t plan)
{
    struct mention *m = &r->mentions.items[level], *ratio = level ? m - 1 : NULL;
    if (!ratio || ratio->sentence != m->sentence || !is_percent(ratio) || ratio->cue != CLASS_EQUAL ||
        !is_mark(r, ratio->end, '(') || m->left != ratio->end + 1 || ratio->owner != NONE)
        return;
    set_ratio(ratio, IND_ROLE_PLAN, 0);
    ratio->owner = level;
    ratio->plan_amount = plan;
    r->mentions.items[plan].swallowed = true;
    m->cue = ratio->cue;
    m->cue_first = ratio->cue_first;
    m->cue_end = ratio->cue_end;
    m->subject_first = ratio->subject_first;
    m->subject_end = ratio->subject_end;
}

static void place_plan_amount(struct reading *r, uint32_t index, struct anchor *anchor)
{
    struct mention *m = &r->mentions.items[index];
    if (is_amount_of_next(r, index))
        return;
    uint32_t level = m->owner != NONE ? m->owner : level_planned(r, index);
    if (level != NONE) {
        m->role = IND_ROLE_PLAN;
        m->owner = level;
        join_ratio_before(r, level, index);
        return;
    }
    m->states_plan = false;
    m->status = IND_STATUS_TARGET;
    m->cue = CLASS_PLAN;
    set_anchor(r, anchor, index);
}

/* --- the walk ------------------------------------------------------------------------------------------------------
 */

/* "A và B lần lượt đạt 97% và 94,5% kế hoạch": each opens an observation of its own. */
static bool is_next_of_group(struct reading *r, uint32_t index)
{
    struct mention *m = &r->mentions.items[index];
    bool same = index && (m[-1].role == m->role || m[-1].bare_growth);
    if (!same || m[-1].owner != NONE || !continues_list(r, m - 1, m))
        return false;
    m->grouped = m[-1].grouped || is_respective(r, m[-1].left) || is_respective(r, m[-1].cue_first);
    return m->grouped;
}

/* "giảm 74% về lượng, đạt 10 tấn": behind what the change is of. */
static uint32_t behind_aspect(const struct reading *r, uint32_t first, uint32_t end)
{
    uint32_t at = first;
    while (token_is(r, first, "về") && at < end && at < first + NOUN_TOKENS && !is_mark(r, at, ','))
        at++;
    return is_mark(r, at, ',') ? at : first;
}

/* "giảm 1,6 điểm (-0,13%) xuống 1.273 điểm": the change before the level, or the one that it says once more. */
static uint32_t first_of_change(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    bool again = index > 1 && m[-1].role == IND_ROLE_CHANGE && m[-1].owner == index - 2;
    return index - 1 - again;
}

/* "giảm 12,4%, | đạt 1,9 tỷ USD", "gấp đôi và | đạt 8 tỷ đồng". */
static bool joins(const struct reading *r, uint32_t at)
{
    return is_mark(r, at, ',') || token_is(r, at, "và");
}

/* "lợi nhuận giảm 23% còn 512 tỷ đồng": the level follows the change that has the words. */
static bool follows_change(const struct reading *r, uint32_t index, const struct anchor *anchor)
{
    struct mention *m = &r->mentions.items[index];
    uint32_t first = first_of_change(r, index);
    uint32_t at = index && is_mark(r, m[-1].end, ',') ? m[-1].end + 1 : index ? m[-1].end : 0;
    bool back = index && m->left == at + 1 && token_is(r, at, "về"); /* "giảm 4,1% về 17.650 đồng" */
    if (back) {
        m->cue = CLASS_LINK;
        m->cue_first = at;
        m->cue_end = m->left;
        m->subject_first = m->subject_end = m->cue_first;
    }
    bool reached = m->cue == CLASS_LINK || (m->cue == CLASS_EQUAL && !is_percent(m) && joins(r, m->cue_first - 1));
    if (!index || anchor->mention != first || !reached || has_subject(m) || m[-1].sentence != m->sentence)
        return false;
    const struct mention *change = &r->mentions.items[first];
    bool moved =
        change->cue == CLASS_RISE || change->cue == CLASS_FALL || change->cue == CLASS_TIMES ||
        strcmp(change->dimension, "times") == 0 ||
        (change->role == IND_ROLE_CHANGE && token_is(r, m->cue_first, "với")); /* "đạt 28% …, với 3.000 lượt" */
    uint32_t from = m[-1].basis_end > m[-1].end && m[-1].basis_end <= m->cue_first ? m[-1].basis_end : m[-1].end;
    from = behind_aspect(r, from, m->cue_first);
    from += token_is(r, from, "và");
    if (skip_empty(r, from, m->cue_first) < m->cue_first)
        return false;
    for (uint32_t i = m[-1].end; i < m->cue_first; i++)
        if (is_mark(r, i, ';') || is_mark(r, i, '('))
            return false;
    return moved && has_subject(change) && change->owner == NONE;
}

/* "giải ngân đạt 46,7% kế hoạch, tương đương 253.000 tỷ đồng": the level behind the plan figure that has the words. */
static bool equals_plan(struct reading *r, uint32_t index, const struct anchor *anchor)
{
    struct mention *m = &r->mentions.items[index];
    if (!index || anchor->mention != index - 1 || is_percent(m) || !is_called_equal(r, m) ||
        m[-1].sentence != m->sentence)
        return false;
    uint32_t from = m[-1].basis_end > m[-1].end && m[-1].basis_end <= m->left ? m[-1].basis_end : m[-1].end;
    if (m[-1].role != IND_ROLE_PLAN || m[-1].owner != NONE || !has_subject(&m[-1]) ||
        skip_empty(r, from, m->left - 2) < m->left - 2)
        return false;
    m->cue = CLASS_LINK;
    m->cue_first = m->left - 2;
    m->cue_end = m->left;
    return true;
}

static void adopt_change(struct reading *r, uint32_t index)
{
    struct mention *m = &r->mentions.items[index];
    uint32_t first = first_of_change(r, index);
    struct mention *change = &r->mentions.items[first];
    for (uint32_t i = first; i < index; i++)
        r->mentions.items[i].owner = index;
    if (change->role == IND_ROLE_LEVEL)
        set_ratio(change, IND_ROLE_CHANGE, change->cue == CLASS_FALL ? -1 : 1);
    m->subject_first = change->subject_first;
    m->subject_end = change->subject_end;
}

/* "520/500 tỷ đồng, đạt 104% kế hoạch": one plan, its amount and its percentage. */
static void join_stated_plan(struct reading *r, uint32_t index)
{
    struct mention *m = &r->mentions.items[index];
    if (m->role != IND_ROLE_PLAN || !index || m->plan_amount != NONE || !m[-1].states_plan || m[-1].owner != m->owner)
        return;
    m->plan_amount = index - 1;
    m[-1].swallowed = true;
}

/* A time stands in [first, end) that is nothing that something is compared with. */
static bool tells_time(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (r->use[i] == USE_TIME && (i == first || r->use[i - 1] != USE_TIME) &&
            !hits_before(&r->hits, i, CLASS_EARLIER) && !hits_before(&r->hits, i, CLASS_AGAINST))
            return true;
    return false;
}

/* "IIP tháng 8 giảm 12%; lũy kế 8 tháng giảm 19,8%", "GDP tăng 7,1%. Trong đó, quý I tăng 7,5%": a period of its own
 * makes an observation of its own. */
static bool has_time_of_own(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    bool separated;
    if (!index || m->role != IND_ROLE_CHANGE || m->delta.known)
        return false;
    uint32_t first = r->sentences.items[m->sentence].first;
    if (m[-1].sentence != m->sentence)
        return begins(r, first, CLASS_PARTS) && tells_time(r, first, m->cue_first);
    uint32_t start = words_start(r, m, m - 1, &separated);
    return separated && tells_time(r, start, m->cue_first);
}

/* "thu ngân sách vượt 5% dự toán; giảm 5 hộ nghèo": an absolute change of something that the anchor does not measure.
 */
static bool counts_another(const struct reading *r, const struct mention *m, const struct anchor *anchor)
{
    if (!m->delta.known || anchor->mention == NONE)
        return false;
    const struct mention *level = &r->mentions.items[anchor->mention];
    if (level->role != IND_ROLE_LEVEL || !m->unit || !level->unit)
        return true;
    bool apart = level->sentence != m->sentence;
    for (uint32_t i = level->end; i < m->cue_first && !apart; i++)
        apart = is_mark(r, i, ';');
    if (apart && is_count(m) && is_count(level) &&
        token_at(r, m->counted_first)->symbol != token_at(r, level->counted_first)->symbol)
        return true; /* "450 thủ tục; đã giảm 203 chỉ tiêu biên chế" */
    return strcmp(m->unit, "[pp]") != 0 && !same_base(level, m);
}

/* "giảm 5-10% | số vụ tai nạn": events that are counted; what moved stands behind the figure, and is no rate. */
static bool moves_count(const struct reading *r, const struct mention *m)
{
    return token_is(r, m->end, "số") && begins(r, m->end + 1, CLASS_NOUN);
}

/* "đề ra 13 chỉ tiêu …, giảm 6% tỷ lệ hộ nghèo": what moved stands behind the figure, and the anchor's words are
 * others. */
static bool names_another(const struct reading *r, const struct mention *m, const struct anchor *anchor)
{
    const struct hit *rate = hits_at(&r->hits, m->end, CLASS_RATE);
    bool count = moves_count(r, m);
    if (m->role != IND_ROLE_CHANGE || !is_percent(m) || !(rate || count) || anchor->mention == NONE)
        return false;
    uint32_t noun = count ? m->end + 1 : rate->first + rate->count, at = r->mentions.items[anchor->mention].first;
    for (uint32_t i = look_back(r, at); i < at; i++)
        if (same_word(r, i, noun) && same_word(r, i + 1, noun + 1))
            return false;
    return true;
}

/* "… trong tháng 5 tăng 47% về lượng, tăng 55% về giá trị": both are of what the first tells the time of. */
static bool follows_timed(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    return index && m[-1].sentence == m->sentence && m[-1].role == m->role && m[-1].owner == NONE &&
           aspect_of(r, m - 1);
}

/* By how much a plan was exceeded says a ratio only beside a level of the same unit that leaves something of a plan. */
static bool exceeds_alone(const struct reading *r, const struct mention *m)
{
    if (m->role != IND_ROLE_PLAN || !m->delta.known)
        return false;
    const struct mention *level = m->owner == NONE ? NULL : &r->mentions.items[m->owner];
    if (!level || level->role != IND_ROLE_LEVEL ||
        !((unit_is(level, "%") && unit_is(m, "[pp]")) || same_base(level, m)))
        return true;
    ind_decimal plan = decimal_subtract(level->value, m->delta);
    return !plan.known || plan.negative || decimal_is_zero(plan);
}

/* "vượt 12 lao động so với chỉ tiêu" with no level: what is over is all that is told. */
static void make_amount_level(struct mention *m)
{
    m->role = IND_ROLE_LEVEL;
    m->delta = DECIMAL_UNKNOWN;
    m->owner = NONE;
    m->cue = CLASS_COUNT;
    m->cue_first = m->cue_end = m->left;
    m->basis_first = m->basis_end = 0;
}

/* "tăng 47% về lượng", "lượng giảm 4% song kim ngạch tăng 46%": the level that is measured so, unless the figure tells
 * its time or its noun. */
static uint32_t level_by_aspect(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    char aspect = aspect_of(r, m);
    if (!aspect && m->role == IND_ROLE_CHANGE && is_percent(m))
        aspect = aspect_named(r, m->subject_first, m->subject_end);
    bool counts = named_noun(r, m) != NONE && level_of_noun(r, index) != NONE;
    if (!aspect || counts || has_time_of_own(r, index) || follows_timed(r, index))
        return NONE;
    return level_of_aspect(r, index, aspect);
}

/* "gieo trồng 1.200 ha; đôn đốc thu ngân sách, phấn đấu đạt 80% dự toán": words of its own stand between a semicolon
 * and the comma before it. */
static bool follows_clause(const struct reading *r, const struct mention *m, const struct anchor *anchor)
{
    uint32_t floor = r->mentions.items[anchor->mention].end, comma = m->cue_first, at;
    while (comma > floor && !is_separator(r, comma - 1) && r->use[comma - 1] != USE_MENTION)
        comma--;
    if (comma <= floor || !is_mark(r, comma - 1, ','))
        return false;
    for (at = comma - 1; at > floor && r->use[at - 1] == USE_FREE && !is_separator(r, at - 1);)
        at--;
    return at > floor && is_mark(r, at - 1, ';') && skip_empty(r, at, comma - 1) + 1 < comma - 1;
}

/* The figure is of what was told last: it names nothing, no time and no measure of its own. */
static bool hangs_on_anchor(struct reading *r, uint32_t index, const struct anchor *anchor)
{
    const struct mention *m = &r->mentions.items[index];
    if (has_subject(m) || !reaches(r, anchor, m) || is_next_of_group(r, index))
        return false;
    if (follows_clause(r, m, anchor) || has_time_of_own(r, index) || counts_another(r, m, anchor) ||
        names_another(r, m, anchor))
        return false;
    return !plan_names_another(r, m) && !(m->bare_growth && tells_earlier(r, m));
}

/* "số vụ giảm 04 vụ": the subject is but the noun that is counted. */
static bool names_counted(const struct reading *r, const struct mention *m)
{
    return is_count(m) && token_is(r, m->subject_first, "số") && same_word(r, m->subject_first + 1, m->counted_first);
}

/* "giảm 3 vụ", "tăng 7% số vụ": the level that counts the noun; NONE for a figure that names none. */
static uint32_t level_counted(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    bool counts = m->delta.known || named_noun(r, m) != NONE;
    bool own = has_subject(m) && !names_counted(r, m);
    if (!counts || m->role != IND_ROLE_CHANGE || own)
        return NONE;
    uint32_t level = level_of_noun(r, index);
    return level != NONE ? level : level_of_kind(r, index);
}

/* A few words stand in [first, end), and no separator. */
static bool runs_on(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (is_separator(r, i) || token_is(r, i, "và") || i > first + NOUN_TOKENS)
            return false;
    return first <= end;
}

/* "2.415 ca tại 148/184 xã của 15/15 huyện", "dư nợ 412 tỷ đồng của 17 chương trình": where or whose the level before
 * is. */
static bool is_circumstance(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    if (!index || !is_count(m) || m->role != IND_ROLE_LEVEL || m[-1].role != IND_ROLE_LEVEL ||
        m[-1].sentence != m->sentence)
        return false;
    bool led = m->left == m[-1].end + 1 && (token_is(r, m->left - 1, "của") || token_is(r, m->left - 1, "tại"));
    uint32_t noun = m->left - (m->left > 0);
    return led || (token_is(r, noun, "tại") && runs_on(r, m[-1].end, noun));
}

static uint32_t skip_circumstances(const struct reading *r, uint32_t level)
{
    while (is_circumstance(r, level))
        level--;
    return level;
}

/* What a figure hangs on: the level that counts its noun, what was told last, or the last level of its unit; NONE. */
static uint32_t level_of_figure(struct reading *r, uint32_t index, struct anchor *anchor)
{
    const struct mention *m = &r->mentions.items[index];
    bool linked = hangs_on_anchor(r, index, anchor);
    uint32_t level = level_counted(r, index);
    if (level != NONE || linked)
        return level != NONE ? level : skip_circumstances(r, anchor->mention);
    if (has_subject(m) || !counts_another(r, m, anchor))
        return NONE;
    level = level_of_unit(r, index);
    if (level != NONE)
        set_anchor(r, anchor, level);
    return level;
}

static void link_figure(struct reading *r, uint32_t index, struct anchor *anchor)
{
    struct mention *m = &r->mentions.items[index];
    m->owner = level_by_aspect(r, index);
    if (m->owner != NONE)
        return;
    uint32_t level = level_of_plan(r, index);
    if (level == NONE && !has_time_of_own(r, index))
        level = level_of_subject(r, index);
    if (level == NONE)
        level = level_of_figure(r, index, anchor);
    if (level != NONE) {
        uint32_t above = r->mentions.items[level].owner;
        m->owner = above != NONE ? above : level;
        join_stated_plan(r, index);
        return;
    }
    bool compared = m->bare_growth && is_percent(m) && go_on_comparing(r, index);
    if (m->bare_growth && moves_count(r, m) && !compared) { /* what may be counted in a time was counted in the one before */
        m->comparison = IND_COMPARISON_YEAR_ON_YEAR;
    } else if (m->bare_growth && is_percent(m) && !compared) {
        make_growth_level(m);
        if (m->cue_first + 1 == m->left && is_mark(r, m->cue_first, '(')) { /* "giảm mạnh như An Hải (12%)" */
            m->cue = CLASS_COUNT;
            m->cue_first = m->cue_end = m->subject_first = m->subject_end = m->left;
        }
    }
    set_anchor(r, anchor, index);
}

/* "2.758 tỷ đồng/98.081 hộ vay/2.592 tổ", "7.491 em đỗ/8.292 em dự thi": what follows is about the first. */
static bool is_beside_level(const struct reading *r, const struct mention *m, const struct anchor *anchor)
{
    return anchor->mention != NONE && is_count(m) && m->left == m->first && is_mark(r, m->left - 1, '/') &&
           m[-1].sentence == m->sentence && runs_on(r, m[-1].end, m->left - 1) && anchor->sentence == m->sentence;
}

/* "8.700 doanh nghiệp có vốn dưới 10 tỷ đồng, chiếm 93%", "25.219 bài trên 5 điểm, tăng 6%": a bound that tells which
 * are counted. */
static bool is_bound_of_counted(const struct reading *r, const struct mention *m)
{
    static const char *const words[] = {"có", "đạt", "bằng", "từ", "trên", "dưới"};
    const struct mention *counted = m > r->mentions.items ? m - 1 : NULL;
    bool bound = m->qualifier == IND_QUALIFIER_UNDER || m->qualifier == IND_QUALIFIER_OVER ||
                 m->qualifier == IND_QUALIFIER_AT_LEAST || m->qualifier == IND_QUALIFIER_AT_MOST;
    if (!bound || is_percent(m) || !counted || counted->sentence != m->sentence || !is_count(counted) ||
        counted->role != IND_ROLE_LEVEL || counted->owner != NONE || !runs_on(r, counted->end, m->left))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, counted->end, words[i]))
            return true;
    return m->left == counted->end;
}

/* "49.681 tỷ đồng (khoảng 2,15 tỷ USD), tăng 30%": the bracket says the level once more, and what follows is of the
 * level. */
static bool repeats_level(const struct reading *r, const struct mention *m, const struct anchor *anchor)
{
    const struct mention *before = m > r->mentions.items ? m - 1 : NULL;
    bool follows = before && before->role == IND_ROLE_LEVEL && before->owner == NONE && is_mark(r, before->end, '(') &&
                   anchor->mention == (uint32_t)(before - r->mentions.items);
    bool equal = follows && token_is(r, before->end + 1, "tương"); /* "(tương đương 309.000 tấn thịt xẻ)" */
    return equal || (follows && m->left == before->end + 1 && is_mark(r, m->end, ')') && m->cue == CLASS_COUNT);
}

/* "châu Á (chiếm 67,2% …) | tăng 12%": a level of its own. */
static bool precedes_move(const struct reading *r, uint32_t index)
{
    return index + 1 < r->mentions.count && moves_behind_share(r, index + 1);
}

/* "châu Á (chiếm 67,2% kim ngạch) tăng 12%": what moves is what stands before the bracket, and not its share. */
static void give_subject_to_moved(struct reading *r, uint32_t index)
{
    struct mention *m = &r->mentions.items[index], probe = m[-1];
    probe.cue_first--;
    find_subject(r, &probe, index > 1 ? m - 2 : NULL);
    m->subject_first = probe.subject_first;
    m->subject_end = probe.subject_end;
}

static void link_one(struct reading *r, uint32_t index, struct anchor *anchor)
{
    struct mention *m = &r->mentions.items[index];
    const struct mention *previous = index ? m - 1 : NULL;
    if (previous && is_amount_of(r, previous, m)) {
        m[-1].plan_amount = index;
        m->swallowed = true;
        return;
    }
    if (m->states_plan) {
        place_plan_amount(r, index, anchor);
        return;
    }
    if (moves_behind_share(r, index))
        give_subject_to_moved(r, index);
    else
        find_subject(r, m, previous);
    if (m->role == IND_ROLE_CHANGE && tells_which(r, m))
        make_growth_level(m);
    if (previous && (m->beside || restates_change(r, m, previous))) {
        m->owner = previous->owner != NONE ? previous->owner : index - 1;
        return;
    }
    if (m->role == IND_ROLE_LEVEL && (follows_change(r, index, anchor) || equals_plan(r, index, anchor))) {
        adopt_change(r, index);
    } else if (m->role == IND_ROLE_LEVEL && is_percent(m) && !precedes_move(r, index)) {
        read_lone_percentage(r, m, anchor);
        read_listed_plan(r, m, anchor);
    }
    if (m->owner != NONE)
        return;
    if (m->role == IND_ROLE_LEVEL && (is_beside_level(r, m, anchor) || is_bound_of_counted(r, m)))
        return;
    if (m->role == IND_ROLE_LEVEL && !repeats_level(r, m, anchor))
        set_anchor(r, anchor, index);
    else if (m->role != IND_ROLE_LEVEL && !(previous && is_percent(m) && is_predicated(r, index - 1)))
        link_figure(r, index, anchor);
    if (exceeds_alone(r, m)) {
        make_amount_level(m);
        set_anchor(r, anchor, index);
    }
}

int link_read(struct reading *r)
{
    struct anchor anchor = {.mention = NONE};
    for (uint32_t i = 0; i < r->mentions.count; i++) {
        if (r->mentions.items[i].tabular) {
            anchor = (struct anchor){.mention = NONE};
            continue;
        }
        distribute(r, i);
        link_one(r, i, &anchor);
        const struct mention *m = &r->mentions.items[i];
        if (m->role == IND_ROLE_CHANGE && m->owner != NONE && !is_percent(m) && m->basis_first >= m->basis_end)
            compare_as_list_ends(r, i);
    }
    return IND_OK;
}
