/* Stated plan amounts, "kế hoạch 500 ha": which percentage or which level they were planned for. Only looks; to tie
 * them, or to make targets of those that belong to none, is link.c's. */
#include "daemon/extract/plan_amount.h"

/* "tương đương 253.000 tỷ đồng", "tương ứng với …": the same in another measure. */
bool is_called_equal(const struct reading *r, const struct mention *m)
{
    uint32_t end = m->left - (m->left > 0 && (token_is(r, m->left - 1, "với") || token_is(r, m->left - 1, "khoảng")));
    return end > 1 && token_is(r, end - 2, "tương") && (token_is(r, end - 1, "đương") || token_is(r, end - 1, "ứng"));
}

/* The amount belongs to the percentage right before it: "53,0% dự toán pháp lệnh 115.000 tỷ", "… giao (67.000 tỷ
 * đồng)". */
bool is_amount_of(const struct reading *r, const struct mention *figure, const struct mention *m)
{
    if (figure->role != IND_ROLE_PLAN || figure->sentence != m->sentence || figure->plan_amount != NONE ||
        is_percent(m) || m->parts)
        return false;
    uint32_t words = 0;
    for (uint32_t i = figure->basis_end; i < m->left; i++) {
        if (is_separator(r, i) && !is_mark(r, i, '('))
            return false;
        words += is_kind(r, i, TOKEN_WORD);
    }
    if (is_called_equal(r, m)) /* what was done, not what was planned */
        return false;
    uint32_t lead = m->left - (token_is(r, m->left - 1, "đạt") && m->left > 1); /* "mục tiêu đề ra (đạt 263 tỷ USD)" */
    bool bracketed = is_mark(r, lead - 1, '(') || token_is(r, m->left - 1, "là");
    return m->cue != CLASS_RISE && m->cue != CLASS_FALL &&
           (bracketed ? words <= 6 : m->states_plan || m->left <= figure->basis_end);
}

bool same_unit(const struct mention *a, const struct mention *b)
{
    return a->unit && b->unit && strcmp(a->unit, b->unit) == 0;
}

/* The level of the plan's unit right before it. */
static const struct mention *level_before(const struct reading *r, uint32_t index)
{
    const struct mention *plan = &r->mentions.items[index], *level = plan - 1;
    bool measured = index && level->sentence == plan->sentence && same_unit(level, plan);
    return measured && level->role == IND_ROLE_LEVEL ? level : NULL;
}

/* "thực hiện 520 ha, kế hoạch 500 ha", "520 ha/KH 500 ha", "16,76%, vượt kế hoạch là 16,5%". */
static bool is_planned_before(const struct reading *r, const struct mention *plan, const struct mention *level)
{
    uint32_t noun = plan->basis_first;
    return is_percent(plan) || is_mark(r, plan->left - 1, '/') ||
           (noun > 0 && (is_mark(r, noun - 1, '/') || is_mark(r, noun - 1, '('))) ||
           (noun > 0 && noun - 1 == level->end && is_mark(r, noun - 1, ',') && level->cue != CLASS_COUNT &&
            !begins(r, level->subject_first, CLASS_PLAN)); /* "dự toán thu là 520 tỷ, dự toán chi 598 tỷ" */
}

/* "kế hoạch 500 ha, thực hiện 520 ha": what was done stands behind. */
static bool is_done_behind(const struct reading *r, const struct mention *plan, const struct mention *next)
{
    bool done = next->cue == CLASS_EQUAL || next->cue == CLASS_LINK;
    if (next->sentence != plan->sentence || !same_unit(next, plan) || next->states_plan || !done)
        return false;
    for (uint32_t i = plan->end; i < next->left; i++)
        if (is_mark(r, i, ';') || (is_kind(r, i, TOKEN_WORD) && next->cue_first > i && i + 4 < next->cue_first))
            return false;
    return true;
}

/* The level that a stated plan amount was planned for; NONE for none. */
uint32_t level_planned(const struct reading *r, uint32_t index)
{
    const struct mention *plan = &r->mentions.items[index], *level = level_before(r, index);
    if (level && is_planned_before(r, plan, level))
        return index - 1;
    return index + 1 < r->mentions.count && is_done_behind(r, plan, plan + 1) ? index + 1 : NONE;
}
