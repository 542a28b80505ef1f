/* Which figure hangs on which level. A figure without words of its own belongs to the last level (or the last figure
 * that opened an observation) of its sentence; one with words of its own opens an observation without a level. Where a
 * stated plan amount belongs is looked up in plan_amount.c, which level a figure names in match.c, what stands as a list in
 * series.c. */
#include "daemon/extract/basis.h"
#include "daemon/extract/match.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/plan_amount.h"
#include "daemon/extract/role.h"
#include "daemon/extract/series.h"

/* How many mentions back a whole or a comparison is looked for. */
#define WHOLE_REACH 6

/* How many mentions on a list of levels with their changes is looked at. */
#define LIST_REACH 6

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

static bool has_subject(const struct mention *m)
{
    return m->subject_first < m->subject_end;
}

/* --- anchors ------------------------------------------------------------------------------------------------------- */

/* The state of the walk over the mentions. */
struct anchor {
    uint32_t mention; /* the last level, or figure that opened an observation; NONE */
    uint32_t sentence;
    uint32_t paragraph;
};

/* "trong 5 năm tăng 12%": no percentage is of how long something took. */
static bool is_duration(const struct mention *level, const struct mention *m)
{
    return is_percent(m) && level->role == IND_ROLE_LEVEL && level->dimension && strcmp(level->dimension, "time") == 0;
}

/* "đề ra 13 chỉ tiêu, phấn đấu hoàn thành thêm một số tiêu chí; giảm 6%": between the figures lies a clause of its own
 * without a figure, and a semicolon behind it. */
static bool is_parted(const struct reading *r, const struct mention *m)
{
    if (m == r->mentions.items || m[-1].sentence != m->sentence)
        return false;
    uint32_t from = m[-1].basis_end > m[-1].end && m[-1].basis_end <= m->cue_first ? m[-1].basis_end : m[-1].end;
    uint32_t words = 0, floor = look_back(r, m->first);
    bool clause = false;
    for (uint32_t i = from > floor ? from : floor; i < m->cue_first; i++) {
        if (is_mark(r, i, ';') && clause && words > 4)
            return true;
        clause |= is_mark(r, i, ',');
        words += clause && is_kind(r, i, TOKEN_WORD);
    }
    return false;
}

/* A figure may reach back over a full stop only where its sentence begins with it. */
static bool reaches(const struct reading *r, const struct anchor *anchor, const struct mention *m)
{
    if (anchor->mention == NONE || is_duration(&r->mentions.items[anchor->mention], m))
        return false;
    if (anchor->sentence == m->sentence)
        return !is_parted(r, m);
    const struct sentence *sentence = &r->sentences.items[m->sentence];
    return anchor->sentence + 1 == m->sentence && sentence->paragraph == anchor->paragraph && !sentence->item &&
           skip_empty(r, sentence->first, m->cue_first) >= m->cue_first;
}

static void set_anchor(const struct reading *r, struct anchor *anchor, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    *anchor = (struct anchor){index, m->sentence, r->sentences.items[m->sentence].paragraph};
}

/* --- percentages that look like levels ----------------------------------------------------------------------------- */

static bool is_part_of(const struct mention *level, const struct mention *m)
{
    if (!level->parts || !m->value.known)
        return false;
    ind_decimal exact = decimal_shift(decimal_divide(level->part, level->whole), 2);
    ind_decimal off = decimal_subtract(exact, m->value);
    off.negative = false;
    return off.known && decimal_compare(off, decimal_of(11, -1)) < 0;
}

/* "phát hiện 64 ổ dịch, đã xử lý 61 ổ, đạt 95,3%": the whole is an earlier level that counts the same noun. */
static bool is_part_of_earlier(const struct reading *r, const struct mention *level, const struct mention *m)
{
    if (level->counted_first >= level->counted_end || !level->value.known)
        return false;
    uint32_t symbol = token_at(r, level->counted_first)->symbol;
    for (uint32_t n = 1; symbol && n <= WHOLE_REACH && level - n >= r->mentions.items; n++) {
        const struct mention *whole = level - n;
        bool same = is_count(whole) && token_at(r, whole->counted_first)->symbol == symbol;
        if (whole->role != IND_ROLE_LEVEL || !same || !whole->value.known || decimal_is_zero(whole->value))
            continue;
        struct mention parts = {.parts = true, .part = level->value, .whole = whole->value};
        if (is_part_of(&parts, m))
            return true;
    }
    return false;
}

/* "200/264 xã và 1 huyện đạt chuẩn (chiếm 75,75% tổng số xã)": the part of a whole that the percentage restates. */
static uint32_t level_of_share(const struct reading *r, const struct mention *m)
{
    for (uint32_t i = (uint32_t)(m - r->mentions.items), n = 0; i-- > 0 && n < WHOLE_REACH; n++) {
        const struct mention *level = &r->mentions.items[i];
        if (level->sentence != m->sentence)
            return NONE;
        if (level->role == IND_ROLE_LEVEL && level->owner == NONE && is_part_of(level, m))
            return i;
    }
    return NONE;
}

/* "xi măng 5,9 triệu tấn, bằng 88,7%; giày da 3,9 triệu đôi, tăng 27,4%": what other levels of the list are told with. */
static bool is_listed_with_changes(const struct reading *r, const struct mention *m)
{
    const struct mention *end = r->mentions.items + r->mentions.count;
    uint32_t changes = 0;
    for (const struct mention *other = m + 1; other < end && other->sentence == m->sentence && other <= m + LIST_REACH; other++) {
        if (other->role == IND_ROLE_PLAN)
            return false;
        bool separate = other > m + 1 && other[-1].role == IND_ROLE_LEVEL;
        changes += separate && other->role == IND_ROLE_CHANGE && other->bare_growth;
    }
    return changes > 0;
}

/* "Trong đó, miền Bắc đạt 172 ha, bằng 98,7%": the parts of what the sentence before told. */
static bool tells_parts(const struct reading *r, uint32_t sentence)
{
    return begins(r, r->sentences.items[sentence].first, CLASS_PARTS);
}

/* "… tăng 6% so với quý II; 5.430 giao dịch, bằng 85,1%": the text compares already, and goes on with the same time. */
static bool goes_on_comparing(const struct reading *r, struct mention *m, const struct anchor *anchor)
{
    if (!token_is(r, m->cue_end - 1, "bằng"))
        return false;
    uint32_t earliest = m->sentence - (m->sentence > 0 && tells_parts(r, m->sentence));
    for (uint32_t n = 1, i = anchor->mention; n <= WHOLE_REACH && i-- > 0; n++) {
        const struct mention *before = &r->mentions.items[i];
        if (before->sentence < earliest)
            break;
        if (before->role != IND_ROLE_PLAN && before->role != IND_ROLE_CHANGE)
            continue;
        if (before->role == IND_ROLE_CHANGE && m->basis_first >= m->basis_end)
            copy_basis(m, before);
        return before->role == IND_ROLE_CHANGE;
    }
    return is_listed_with_changes(r, m);
}

static bool in_brackets(const struct reading *r, const struct mention *m)
{
    return m->left > 0 && is_mark(r, m->left - 1, '(');
}

/* "cây lương thực 71.838 ha (đạt 57,47%); cây có củ 19.604 ha (81,24%)": the first bracket of the list tells what they
 * are. */
static bool lists_plans(const struct reading *r, const struct mention *m)
{
    const struct mention *before = m - r->mentions.items >= 2 ? m - 2 : NULL;
    return before && before->role == IND_ROLE_PLAN && before->sentence == m->sentence && is_percent(before) &&
           is_mark(r, before->end, ')') && m[-1].role == IND_ROLE_LEVEL && !m[-1].parts;
}

/* "12 địa phương có tỷ lệ giải ngân đạt trên 45%": the percentage is a rate's. */
static bool names_rate(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (begins(r, i, CLASS_RATE))
            return true;
    return false;
}

/* "11 tỉnh tăng trên 20%", "1 địa phương giải ngân đạt 20%": what those are that are counted, no figure of how many. */
static bool tells_which(const struct reading *r, const struct mention *m)
{
    const struct mention *counted = m > r->mentions.items ? m - 1 : NULL;
    if (!counted || counted->sentence != m->sentence || !is_count(counted) || !is_percent(m) || m->basis_first >= m->end)
        return false;
    if (!begins(r, counted->counted_first, CLASS_ADMIN) && !begins(r, counted->counted_first, CLASS_ACTOR))
        return false;
    for (uint32_t i = counted->end; i < m->left; i++)
        if (is_separator(r, i) || token_is(r, i, "và"))
            return false;
    return true;
}

/* "chiếm 62,5%", "(62,5%)", "đạt 99% số người …" behind a level: its share. "đạt 86%" behind one: its plan. */
static void read_lone_percentage(struct reading *r, struct mention *m, const struct anchor *anchor)
{
    bool handed = m->cue == CLASS_SHARE && is_respective(r, m->left); /* "… lớn nhất, chiếm lần lượt 22,4%, 20% và 7,1%" */
    if (has_subject(m) || !reaches(r, anchor, m) || tells_which(r, m) || handed)
        return;
    const struct mention *level = &r->mentions.items[anchor->mention];
    if (level->role != IND_ROLE_LEVEL)
        return;
    bool of_whole = token_is(r, m->end, "số") || token_is(r, m->end, "tổng") || token_is(r, m->end, "diện") ||
                    token_is(r, m->end, "dân");
    bool cued = m->cue == CLASS_SHARE || m->cue == CLASS_EQUAL || m->cue == CLASS_LINK;
    if ((unit_is(level, "%") && m->cue != CLASS_SHARE) || names_rate(r, level->end, m->cue_first))
        return;
    if (m->cue == CLASS_SHARE || is_part_of(level, m) || (cued && of_whole)) {
        if (!is_part_of(level, m))
            m->owner = level_of_share(r, m);
        set_ratio(m, IND_ROLE_SHARE, 0);
        m->basis_first = m->end;
        m->basis_end = m->end;
        while (is_kind(r, m->basis_end, TOKEN_WORD) && r->use[m->basis_end] == USE_FREE && m->basis_end < m->end + 8)
            m->basis_end++;
    } else if (is_part_of_earlier(r, level, m))
        set_ratio(m, IND_ROLE_SHARE, 0);
    else if (m->cue == CLASS_EQUAL && (!is_kind(r, m->end, TOKEN_WORD) || begins(r, m->end, CLASS_CLAUSE) || token_is(r, m->end, "do")))
        set_ratio(m, goes_on_comparing(r, m, anchor) ? IND_ROLE_CHANGE : IND_ROLE_PLAN, 0);
    else if (in_brackets(r, m) && is_mark(r, m->end, ')') && !(m->left > 1 && (token_at(r, m->left - 2)->flags & TOKEN_CAPITAL)))
        set_ratio(m, lists_plans(r, m) ? IND_ROLE_PLAN : IND_ROLE_SHARE, 0);
}

/* The plan figure that hangs on a level, of those before `m`; NULL for none. */
static const struct mention *plan_of_level(const struct reading *r, uint32_t level, const struct mention *m)
{
    for (const struct mention *figure = &r->mentions.items[level] + 1; figure < m; figure++)
        if (figure->role == IND_ROLE_PLAN && figure->owner == level)
            return figure;
    return NULL;
}

/* "giá trị nông nghiệp đạt 41% kế hoạch; giá trị công nghiệp đạt 39%": the list tells what part of the plan was done. */
static void read_listed_plan(const struct reading *r, struct mention *m, const struct anchor *anchor)
{
    const struct mention *before = anchor->mention == NONE ? NULL : &r->mentions.items[anchor->mention];
    bool amount = token_is(r, m->subject_first, "thu") || token_is(r, m->subject_first, "chi");
    if (before && before->role == IND_ROLE_LEVEL)
        before = plan_of_level(r, anchor->mention, m);
    if (!before || before->role != IND_ROLE_PLAN || before->sentence != m->sentence || before->states_plan ||
        m->role != IND_ROLE_LEVEL || m->cue != CLASS_EQUAL || !has_subject(m) ||
        (is_kind(r, m->end, TOKEN_WORD) && !begins(r, m->end, CLASS_CLAUSE)) ||
        names_rate(r, m->subject_first, m->cue_first) || names_rate(r, before->subject_first, before->cue_first))
        return;
    for (uint32_t i = m->subject_first; i < m->subject_end; i++)
        amount |= begins(r, i, CLASS_MEASURE);
    if (!amount)
        return;
    set_ratio(m, IND_ROLE_PLAN, 0);
    m->basis_code = before->basis_code;
}

/* --- stated plan amounts ------------------------------------------------------------------------------------------- */

/* "so với kế hoạch tỉnh giao (8.412 tỷ đồng), tỷ lệ giải ngân đạt 24,5%": the percentage behind is of that plan. */
static bool is_amount_of_next(struct reading *r, uint32_t index)
{
    struct mention *m = &r->mentions.items[index], *next = m + 1;
    bool bracketed = m->left > 0 && is_mark(r, m->left - 1, '(') && is_mark(r, m->end, ')') && is_mark(r, m->end + 1, ',');
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

static void place_plan_amount(struct reading *r, uint32_t index, struct anchor *anchor)
{
    struct mention *m = &r->mentions.items[index];
    if (is_amount_of_next(r, index))
        return;
    uint32_t level = m->owner != NONE ? m->owner : level_planned(r, index);
    if (level != NONE) {
        m->role = IND_ROLE_PLAN;
        m->owner = level;
        return;
    }
    m->states_plan = false;
    m->status = IND_STATUS_TARGET;
    m->cue = CLASS_PLAN;
    set_anchor(r, anchor, index);
}

/* --- the walk ------------------------------------------------------------------------------------------------------ */

/* "GRDP tăng 7,5%" with nothing it is compared with and no level beside it: the growth is what is measured. */
static void make_growth_level(struct mention *m)
{
    m->role = IND_ROLE_LEVEL;
    m->ratio = DECIMAL_UNKNOWN;
    if (m->range) {
        ind_decimal one = decimal_of(1, 0);
        bool falls = m->cue == CLASS_FALL;
        ind_decimal low = decimal_shift(falls ? decimal_subtract(one, m->high) : decimal_subtract(m->low, one), 2);
        m->high = decimal_shift(falls ? decimal_subtract(one, m->low) : decimal_subtract(m->high, one), 2);
        m->low = low;
    }
}

/* "A và B lần lượt đạt 97% và 94,5% kế hoạch": each opens an observation of its own. */
static bool is_next_of_group(struct reading *r, uint32_t index)
{
    struct mention *m = &r->mentions.items[index];
    if (!index || m[-1].role != m->role || m[-1].owner != NONE || !continues_list(r, m - 1, m))
        return false;
    m->grouped = m[-1].grouped || is_respective(r, m[-1].left) || is_respective(r, m[-1].cue_first);
    return m->grouped;
}

/* "lợi nhuận giảm 23% còn 512 tỷ đồng": the level follows the change that has the words. */
static bool follows_change(const struct reading *r, uint32_t index, const struct anchor *anchor)
{
    struct mention *m = &r->mentions.items[index];
    uint32_t at = index && is_mark(r, m[-1].end, ',') ? m[-1].end + 1 : index ? m[-1].end : 0;
    bool back = index && m->left == at + 1 && token_is(r, at, "về"); /* "giảm 4,1% về 17.650 đồng" */
    if (back) {
        m->cue = CLASS_LINK;
        m->cue_first = at;
        m->cue_end = m->left;
        m->subject_first = m->subject_end = m->cue_first;
    }
    bool reached = m->cue == CLASS_LINK || (m->cue == CLASS_EQUAL && !is_percent(m) && is_mark(r, m->cue_first - 1, ',')); /* "giảm 12,4%, đạt 1,9 tỷ USD" */
    if (!index || anchor->mention != index - 1 || !reached || has_subject(m) || m[-1].sentence != m->sentence)
        return false;
    bool moved = m[-1].cue == CLASS_RISE || m[-1].cue == CLASS_FALL;
    uint32_t from = m[-1].basis_end > m[-1].end && m[-1].basis_end <= m->cue_first ? m[-1].basis_end : m[-1].end;
    if (skip_empty(r, from, m->cue_first) < m->cue_first)
        return false;
    for (uint32_t i = m[-1].end; i < m->cue_first; i++)
        if (is_mark(r, i, ';') || is_mark(r, i, '('))
            return false;
    return moved && has_subject(&m[-1]) && m[-1].owner == NONE;
}

/* "giải ngân đạt 46,7% kế hoạch, tương đương 253.000 tỷ đồng": the level behind the plan figure that has the words. */
static bool equals_plan(struct reading *r, uint32_t index, const struct anchor *anchor)
{
    struct mention *m = &r->mentions.items[index];
    if (!index || anchor->mention != index - 1 || is_percent(m) || !is_called_equal(r, m) || m[-1].sentence != m->sentence)
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

static void adopt_change(struct mention *m)
{
    struct mention *change = m - 1;
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

/* "IIP tháng 8 giảm 12%; lũy kế 8 tháng giảm 19,8%": a period of its own makes an observation of its own. */
static bool has_time_of_own(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    bool separated;
    if (!index || m->role != IND_ROLE_CHANGE || m[-1].sentence != m->sentence || m->delta.known)
        return false;
    for (uint32_t i = words_start(r, m, m - 1, &separated); i < m->cue_first; i++)
        if (r->use[i] == USE_TIME && r->use[i - 1] != USE_TIME && separated && !hits_before(&r->hits, i, CLASS_EARLIER) &&
            !hits_before(&r->hits, i, CLASS_AGAINST))
            return true;
    return false;
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
    if (level->sentence != m->sentence && is_count(m) && is_count(level) &&
        token_at(r, m->counted_first)->symbol != token_at(r, level->counted_first)->symbol)
        return true;
    return strcmp(m->unit, "[pp]") != 0 && !same_base(level, m);
}

/* "đề ra 13 chỉ tiêu …, giảm 6% tỷ lệ hộ nghèo": what moved stands behind the figure, and the anchor's words are others. */
static bool names_another(const struct reading *r, const struct mention *m, const struct anchor *anchor)
{
    const struct hit *rate = hits_at(&r->hits, m->end, CLASS_RATE);
    if (m->role != IND_ROLE_CHANGE || !is_percent(m) || !rate || anchor->mention == NONE)
        return false;
    uint32_t noun = rate->first + rate->count, at = r->mentions.items[anchor->mention].first;
    for (uint32_t i = look_back(r, at); i < at; i++)
        if (same_word(r, i, noun) && same_word(r, i + 1, noun + 1))
            return false;
    return true;
}

/* "… trong tháng 5 tăng 47% về lượng, tăng 55% về giá trị": both are of what the first tells the time of. */
static bool follows_timed(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    return index && m[-1].sentence == m->sentence && m[-1].role == m->role && m[-1].owner == NONE && aspect_of(r, m - 1);
}

/* By how much a plan was exceeded says a ratio only beside a level of the same unit that leaves something of a plan. */
static bool exceeds_alone(const struct reading *r, const struct mention *m)
{
    if (m->role != IND_ROLE_PLAN || !m->delta.known)
        return false;
    const struct mention *level = m->owner == NONE ? NULL : &r->mentions.items[m->owner];
    if (!level || level->role != IND_ROLE_LEVEL || !((unit_is(level, "%") && unit_is(m, "[pp]")) || same_base(level, m)))
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

/* "tăng 47% về lượng", "lượng giảm 4% song kim ngạch tăng 46%": the level that is measured so, unless the figure tells its
 * time or its noun. */
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

/* The figure is of what was told last: it names nothing, no time and no measure of its own. */
static bool hangs_on_anchor(struct reading *r, uint32_t index, const struct anchor *anchor)
{
    const struct mention *m = &r->mentions.items[index];
    if (has_subject(m) || !reaches(r, anchor, m) || is_next_of_group(r, index))
        return false;
    if (has_time_of_own(r, index) || counts_another(r, m, anchor) || names_another(r, m, anchor))
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
    return counts && m->role == IND_ROLE_CHANGE && !own ? level_of_noun(r, index) : NONE;
}

/* "2.415 ca tại 148/184 xã của 15/15 huyện", "dư nợ 412 tỷ đồng của 17 chương trình": where or whose the level before is. */
static bool is_circumstance(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    if (!index || !is_count(m) || m->role != IND_ROLE_LEVEL || m[-1].role != IND_ROLE_LEVEL || m[-1].sentence != m->sentence)
        return false;
    bool led = m->left == m[-1].end + 1 && (token_is(r, m->left - 1, "của") || token_is(r, m->left - 1, "tại"));
    uint32_t noun = m->left - (m->left > 0);
    return led || (m->left <= m[-1].end + 3 && token_is(r, noun, "tại"));
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
    if (level == NONE)
        level = level_of_figure(r, index, anchor);
    if (level != NONE) {
        uint32_t above = r->mentions.items[level].owner;
        m->owner = above != NONE ? above : level;
        join_stated_plan(r, index);
        return;
    }
    if (m->bare_growth && is_percent(m))
        make_growth_level(m);
    set_anchor(r, anchor, index);
}

/* "2.758 tỷ đồng/98.081 hộ vay/2.592 tổ": what follows is about the first. */
static bool is_beside_level(const struct reading *r, const struct mention *m, const struct anchor *anchor)
{
    return anchor->mention != NONE && is_count(m) && m->left == m->first && is_mark(r, m->left - 1, '/') &&
           m[-1].end == m->left - 1 && anchor->sentence == m->sentence;
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
    find_subject(r, m, previous);
    if (m->role == IND_ROLE_CHANGE && tells_which(r, m))
        make_growth_level(m);
    if (previous && (m->beside || restates_change(r, m, previous))) {
        m->owner = previous->owner != NONE ? previous->owner : index - 1;
        return;
    }
    if (m->role == IND_ROLE_LEVEL && (follows_change(r, index, anchor) || equals_plan(r, index, anchor))) {
        adopt_change(m);
        m[-1].owner = index;
    } else if (m->role == IND_ROLE_LEVEL && is_percent(m)) {
        read_lone_percentage(r, m, anchor);
        read_listed_plan(r, m, anchor);
    }
    if (m->owner != NONE)
        return;
    if (m->role == IND_ROLE_LEVEL && is_beside_level(r, m, anchor))
        return;
    if (m->role == IND_ROLE_LEVEL)
        set_anchor(r, anchor, index);
    else
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
    }
    return IND_OK;
}
