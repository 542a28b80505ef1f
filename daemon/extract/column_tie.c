/* What columns beside each other tell of one another: whose plan, proportion or change a column is, against which one,
 * and what a header leaves unsaid because its neighbours say it. What one header says alone is column.c's. */
#include <limits.h>

#include "daemon/extract/calendar.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/table.h"

/* --- whose it is ------------------------------------------------------------------------------------------------- */

/* The level column nearest to the left of `at`, else to the right; the other way round for a plan's amount. */
static uint32_t level_beside(const struct table *table, uint32_t at, enum column_kind kind, bool right_first)
{
    uint32_t left = NONE, right = NONE;
    for (uint32_t c = 0; c < table->column_count; c++) {
        const struct column *column = &table->columns[c];
        if (column->kind != kind || column->year_before || (column->part && !table->columns[at].part))
            continue;
        if (c < at)
            left = c;
        else if (right == NONE && c > at)
            right = c;
    }
    return right_first ? (right != NONE ? right : left) : left != NONE ? left : right;
}

/* "Năm 2020 | Năm 2021 | Tăng (%)": what is compared is the latest, of equally late ones the nearest on the left. */
static uint32_t latest_level(const struct table *table, uint32_t at)
{
    uint32_t found = NONE;
    for (uint32_t c = 0; c < table->column_count; c++) {
        const struct column *column = &table->columns[c];
        if (column->kind != COLUMN_LEVEL || column->year_before || !column->period.start.year)
            continue;
        int order = found == NONE ? 1 : date_compare(column->period.end, table->columns[found].period.end);
        if (order > 0 || (order == 0 && c < at))
            found = c;
    }
    return found;
}

/* "So với tháng trước": of levels of several lengths the shortest has a period right before it. */
static uint32_t shortest_level(const struct table *table)
{
    uint32_t found = NONE;
    int least = INT_MAX;
    for (uint32_t c = 0; c < table->column_count; c++) {
        const struct column *column = &table->columns[c];
        const ind_period *period = &column->period;
        int months = (period->end.year - period->start.year) * 12 + period->end.month - period->start.month;
        if (column->kind != COLUMN_LEVEL || column->year_before || !period->start.year || months > least)
            continue;
        found = c;
        least = months;
    }
    return found;
}

/* "10 tháng so cùng kỳ": the level column of the period that the header names first. */
static uint32_t level_of_period(const struct table *table, const ind_period *period)
{
    for (uint32_t c = 0; c < table->column_count && period->start.year; c++) {
        const struct column *column = &table->columns[c];
        if (column->kind == COLUMN_LEVEL && !date_compare(column->period.start, period->start) &&
            !date_compare(column->period.end, period->end))
            return c;
    }
    return NONE;
}

/* Under headers of their own two columns are called the same: "Kế hoạch: Tổng số | Giải ngân: Tổng số". */
static bool same_name(struct reading *r, const struct column *a, const struct column *b)
{
    return a->name.first != b->name.first && !cell_is_empty(a->name) && cells_agree(r, a->name, b->name);
}

/* "Lượng | Trị giá | So với cùng kỳ: Lượng | Trị giá": the amount whose header ends in the same words, the nearest before
 * it rather than one behind. */
static uint32_t level_of_name(struct reading *r, const struct table *table, uint32_t at)
{
    uint32_t found = NONE;
    for (uint32_t c = 0; c < table->column_count; c++) {
        const struct column *other = &table->columns[c];
        bool amount = other->kind == COLUMN_LEVEL || other->kind == COLUMN_INDICATOR;
        if (amount && (c < at || found == NONE) && same_name(r, other, &table->columns[at]))
            found = c;
    }
    return found;
}

/* "9T/2023 | 9T/2022 | KH 2023": of the levels in the plan's year the one that goes furthest, and is longest. */
static uint32_t level_within(const struct table *table, const ind_period *year)
{
    uint32_t found = NONE;
    for (uint32_t c = 0; c < table->column_count && year->start.year; c++) {
        const struct column *column = &table->columns[c];
        const ind_period *best = found == NONE ? NULL : &table->columns[found].period;
        bool within = column->period.start.year && date_compare(column->period.start, year->start) >= 0 &&
                      date_compare(column->period.end, year->end) <= 0;
        if (column->kind != COLUMN_LEVEL || column->year_before || column->part || !within)
            continue;
        int later = best ? date_compare(column->period.end, best->end) : 1;
        if (later > 0 || (!later && date_compare(column->period.start, best->start) < 0))
            found = c;
    }
    return found;
}

/* "KH 2023/ƯTH 2022": the plan of that year. */
static uint32_t target_of(const struct table *table, const struct column *change)
{
    for (uint32_t c = 0; c < table->column_count; c++) {
        const struct column *plan = &table->columns[c];
        if (plan->kind == COLUMN_PLAN && plan->level == NONE && plan->period.end.year == change->about.end.year)
            return c;
    }
    return NONE;
}

static uint32_t level_of_plan(struct reading *r, const struct table *table, uint32_t at)
{
    const struct column *plan = &table->columns[at];
    bool told = plan->part || plan->total || (plan->group.first == plan->name.first && !cell_is_empty(plan->group));
    uint32_t level = told ? level_of_name(r, table, at) : NONE;
    if (level == NONE && plan->period.start.year)
        level = level_of_period(table, &plan->period);
    if (level == NONE)
        level = level_within(table, &plan->period);
    return level == NONE ? level_beside(table, at, COLUMN_LEVEL, true) : level;
}

static uint32_t level_for(struct reading *r, const struct table *table, uint32_t at)
{
    const struct column *column = &table->columns[at];
    bool change = column->kind == COLUMN_CHANGE;
    if (column->kind == COLUMN_PLAN)
        return level_of_plan(r, table, at);
    uint32_t level = level_of_period(table, &column->about);
    if (level == NONE && (change || column->kind == COLUMN_RATIO))
        level = level_of_name(r, table, at);
    if (level == NONE && change && column->comparison == IND_COMPARISON_PREVIOUS_PERIOD)
        level = shortest_level(table);
    if (level == NONE && change)
        level = latest_level(table, at);
    if (level == NONE)
        level = level_beside(table, at, COLUMN_LEVEL, false);
    return level != NONE ? level : level_beside(table, at, COLUMN_INDICATOR, false);
}

static bool same_assigner(const struct reading *r, const struct column *a, const struct column *b)
{
    const char *of[2] = {NULL, NULL};
    const struct column *columns[2] = {a, b};
    for (size_t k = 0; k < 2; k++)
        for (uint32_t i = columns[k]->name.first; i < columns[k]->name.end && !of[k]; i++) {
            const struct hit *assigner = hits_at(&r->hits, i, CLASS_ASSIGNER);
            of[k] = assigner ? assigner->entry->value : NULL;
        }
    return !of[0] || !of[1] || strcmp(of[0], of[1]) == 0;
}

/* How well a plan fits the ratio at `at`: of its year, of its name, of the same level, on its left. */
static int plan_fits(struct reading *r, const struct table *table, uint32_t plan, uint32_t at)
{
    const struct column *column = &table->columns[plan], *ratio = &table->columns[at];
    bool year = ratio->against.start.year && column->period.end.year == ratio->against.end.year;
    bool group = !cell_is_empty(column->group) && column->group.first == ratio->group.first;
    return 8 * year + 4 * same_name(r, column, ratio) + 2 * (group || column->level == ratio->level) + (plan < at);
}

/* The plan's column that a ratio is about: of those that fit alike and that nobody has taken the nearest before it. */
static uint32_t plan_beside(struct reading *r, const struct table *table, uint32_t at)
{
    uint32_t found = NONE;
    int best = -1;
    for (uint32_t c = 0; c < table->column_count; c++) {
        const struct column *column = &table->columns[c];
        bool taken = column->kind != COLUMN_PLAN || column->partner != NONE || column->later;
        if (taken || !same_assigner(r, column, &table->columns[at]) || (column->part && !table->columns[at].part))
            continue;
        int fits = plan_fits(r, table, c, at);
        if (fits < best || (fits == best && c > at))
            continue;
        found = c;
        best = fits;
    }
    return found;
}

static void tie_levels(struct reading *r, struct table *table)
{
    for (uint32_t c = 0; c < table->column_count; c++)
        table->columns[c].level = table->columns[c].partner = NONE;
    for (uint32_t c = 0; c < table->column_count; c++) {
        struct column *column = &table->columns[c];
        bool related = column->kind == COLUMN_RATIO || column->kind == COLUMN_CHANGE || column->kind == COLUMN_SHARE;
        if ((related || column->kind == COLUMN_PLAN) && !column->of_target)
            column->level = level_for(r, table, c);
    }
}

static void tie_plans(struct reading *r, struct table *table)
{
    for (uint32_t c = 0; c < table->column_count; c++) {
        struct column *column = &table->columns[c];
        uint32_t plan = column->kind == COLUMN_RATIO ? plan_beside(r, table, c) : NONE;
        if (plan == NONE)
            continue;
        column->partner = plan;
        table->columns[plan].partner = c;
        if (!column->plan)
            column->plan = table->columns[plan].plan;
        if (!column->about.start.year && table->columns[plan].period.start.year && table->columns[plan].level != NONE)
            column->level = table->columns[plan].level;
    }
}

/* A change of a plan that is no target of its own changes nothing that is told. */
static void tie_targets(struct table *table)
{
    for (uint32_t c = 0; c < table->column_count; c++) {
        struct column *change = &table->columns[c];
        if (!change->of_target)
            continue;
        change->level = target_of(table, change);
        if (change->level == NONE)
            change->kind = COLUMN_IGNORED;
    }
}

/* "Năm 2020 | Năm 2021 | Tăng/giảm": a change that says nothing of it is against the level before. */
static void find_bases(struct table *table)
{
    for (uint32_t c = 0; c < table->column_count; c++) {
        struct column *change = &table->columns[c];
        if (change->kind != COLUMN_CHANGE || !cell_is_empty(change->basis) || change->level == NONE)
            continue;
        const struct column *now = &table->columns[change->level];
        for (uint32_t k = 0; k < table->column_count; k++) {
            const struct column *then = &table->columns[k];
            if (then->kind == COLUMN_LEVEL && then->period.start.year && now->period.start.year &&
                date_compare(then->period.end, now->period.end) < 0)
                change->basis = then->name;
        }
    }
}

/* What a level's header leaves unsaid: the year of its plan where nothing above the table says one, and for "cùng kỳ"
 * the period that it comes before. */
static void settle_periods(struct table *table)
{
    for (uint32_t c = 0; c < table->column_count; c++) {
        const struct column *plan = &table->columns[c];
        bool gives = plan->kind == COLUMN_PLAN && plan->level != NONE && !table->period.start.year;
        if (gives && !table->columns[plan->level].period.start.year)
            table->columns[plan->level].period = plan->period;
    }
    for (uint32_t c = 0; c < table->column_count; c++) {
        struct column *before = &table->columns[c];
        uint32_t level = before->year_before ? level_beside(table, c, COLUMN_LEVEL, true) : NONE;
        if (level != NONE)
            before->period = table->columns[level].period;
    }
}

/* A plan for a year that comes after every level's is told for itself: next year's targets. */
static void part_targets(struct table *table)
{
    for (uint32_t c = 0; c < table->column_count; c++) {
        struct column *plan = &table->columns[c];
        if (plan->kind != COLUMN_PLAN || plan->level == NONE || plan->measured)
            continue;
        const struct column *level = &table->columns[plan->level];
        if (plan->period.start.year && level->period.start.year && plan->period.start.year > level->period.end.year) {
            plan->level = NONE;
            plan->later = true;
        }
    }
}

/* A word that the tables know, in whatever case. */
static bool has_word(const struct reading *r, struct cell cell, uint32_t word)
{
    for (uint32_t i = cell.first; i < cell.end; i++)
        if (token_at(r, i)->symbol && token_at(r, i)->symbol == token_at(r, word)->symbol)
            return true;
    return false;
}

/* "Tỷ lệ (%)", and "Tỷ lệ giải ngân" beside "Giải ngân"; "Tỷ lệ hộ nghèo" is something of its own. */
static bool is_bare_rate(const struct reading *r, const struct table *table, uint32_t at)
{
    const struct column *rate = &table->columns[at];
    bool bare = true;
    for (uint32_t i = rate->name.first + column_cue(r, rate->name.first, "rate"); i < rate->name.end && bare; i++) {
        bare = !is_kind(r, i, TOKEN_WORD) || has_word(r, table->caption, i);
        for (uint32_t c = 0; c < table->column_count; c++)
            bare |= c != at && table->columns[c].figures && has_word(r, table->columns[c].name, i);
    }
    return bare;
}

/* A bare "Tỷ lệ (%)" speaks of the plan where the table has plans and no other ratio. */
static void settle_rates(const struct reading *r, struct table *table)
{
    bool plans = false, ratios = false;
    for (uint32_t c = 0; c < table->column_count; c++) {
        plans |= table->columns[c].kind == COLUMN_PLAN;
        ratios |= table->columns[c].kind == COLUMN_RATIO;
    }
    for (uint32_t c = 0; c < table->column_count && !ratios && plans; c++) {
        struct column *column = &table->columns[c];
        if (column->kind == COLUMN_INDICATOR && column->proportion && is_bare_rate(r, table, c)) {
            column->kind = COLUMN_RATIO;
            ratios = true;
        }
    }
}

/* "Dự toán | Quyết toán | So sánh: Tuyệt đối | Tương đối (%)": beside plans a ratio is to the plan, and an amount only
 * what plan and level tell; "Năm 2020 | Năm 2021 | So sánh (%)" is a change. */
static void settle_compared(struct table *table)
{
    uint32_t plans = 0, levels = 0;
    for (uint32_t c = 0; c < table->column_count; c++) {
        plans += table->columns[c].kind == COLUMN_PLAN;
        levels += table->columns[c].kind == COLUMN_LEVEL;
    }
    for (uint32_t c = 0; c < table->column_count; c++) {
        struct column *column = &table->columns[c];
        if (!column->compared || (column->kind != COLUMN_CHANGE && column->kind != COLUMN_INDICATOR))
            continue;
        if (plans)
            column->kind = column->delta ? COLUMN_IGNORED : COLUMN_RATIO;
        else if (levels > 1)
            column->kind = COLUMN_CHANGE;
    }
}

/* "Mục tiêu đến năm 2020 | … | Ước TH 2020": a target is the plan of a level for the same time. */
static void settle_targets(struct table *table)
{
    for (uint32_t c = 0; c < table->column_count; c++) {
        struct column *target = &table->columns[c];
        if (target->kind != COLUMN_LEVEL || target->status != IND_STATUS_TARGET)
            continue;
        for (uint32_t k = 0; k < table->column_count; k++) {
            const struct column *level = &table->columns[k];
            if (level->kind == COLUMN_LEVEL && level->status != IND_STATUS_TARGET && level->period.start.year &&
                !date_compare(level->period.start, target->period.start) &&
                !date_compare(level->period.end, target->period.end))
                target->kind = COLUMN_PLAN;
        }
    }
}

static bool is_held_against(const struct column *ratio, const struct column *plan)
{
    return ratio->kind == COLUMN_RATIO &&
           (!ratio->against.start.year || ratio->against.end.year == plan->period.end.year);
}

/* "NQ đại hội đến năm 2025 | Thực hiện đến 2022 | So với NQ (%)": what a proportion behind it is to is a plan, of
 * whatever year, where the table has no other. */
static void settle_held_targets(struct table *table)
{
    uint32_t held = NONE, levels = 0;
    for (uint32_t c = 0; c < table->column_count; c++) {
        const struct column *column = &table->columns[c];
        bool aim = column->kind == COLUMN_PLAN || (column->kind == COLUMN_LEVEL && column->status == IND_STATUS_TARGET);
        if (aim && held != NONE)
            return;
        held = aim ? c : held;
        levels += !aim && column->kind == COLUMN_LEVEL;
    }
    for (uint32_t c = held; held != NONE && levels && c < table->column_count; c++) {
        struct column *plan = &table->columns[held];
        if (!is_held_against(&table->columns[c], plan))
            continue;
        plan->kind = COLUMN_PLAN;
        plan->measured = true;
        plan->plan = plan->plan ? plan->plan : table->columns[c].plan;
    }
}

/* "Kế hoạch: Tổng số | Trong đó: NSTW | NSĐP": what is said of none of them is said of the first. */
static void settle_parts(struct table *table)
{
    for (uint32_t c = 0; c < table->column_count; c++) {
        struct column *column = &table->columns[c];
        for (uint32_t k = 0; k < table->column_count && !column->total; k++) {
            const struct column *whole = &table->columns[k];
            bool above = !cell_is_empty(whole->header[0]) && whole->header[0].first == column->header[0].first;
            bool alone = k < c && cell_is_empty(whole->header[1]) && !cell_is_empty(column->header[1]);
            column->part |= above && (alone || (whole->total && whole->name.first != whole->header[0].first));
        }
    }
}

/* Two levels of one time and status: only what stands above them tells one from the other. */
static void settle_groups(struct reading *r, struct table *table)
{
    for (uint32_t c = 0; c < table->column_count; c++) {
        struct column *column = &table->columns[c];
        bool level = column->kind == COLUMN_LEVEL && !column->named && !cell_is_empty(column->group);
        for (uint32_t k = 0; k < table->column_count && level; k++) {
            const struct column *other = &table->columns[k];
            column->grouped |= k != c && other->kind == COLUMN_LEVEL && other->status == column->status &&
                               other->year_before == column->year_before &&
                               !date_compare(other->period.start, column->period.start) &&
                               !date_compare(other->period.end, column->period.end) &&
                               !cells_agree(r, other->group, column->group);
        }
    }
}

/* "Kế hoạch vốn | Giải ngân": beside plans the first other amount is what was done of them. */
static void settle_levels(struct table *table)
{
    bool plans = false, levels = false;
    for (uint32_t c = 0; c < table->column_count; c++) {
        plans |= table->columns[c].kind == COLUMN_PLAN;
        levels |= table->columns[c].kind == COLUMN_LEVEL;
    }
    for (uint32_t c = 0; c < table->column_count && plans && !levels; c++) {
        struct column *column = &table->columns[c];
        if (column->kind != COLUMN_INDICATOR)
            continue;
        column->kind = COLUMN_LEVEL;
        column->named = column->lent = levels = true;
    }
}

/* "Số dự án | Vốn đăng ký | Vốn thực hiện": among headers that name what they hold this one does, too. */
static void settle_names(const struct reading *r, struct table *table)
{
    bool named = false;
    for (uint32_t c = 0; c < table->column_count; c++)
        named |= table->columns[c].kind == COLUMN_INDICATOR && table->columns[c].figures > 0;
    for (uint32_t c = 0; c < table->column_count && named; c++) {
        struct column *column = &table->columns[c];
        if (column->kind == COLUMN_LEVEL && !column->period.start.year && begins(r, column->name.first, CLASS_MEASURE))
            column->named = true;
    }
}

/* "So với cùng kỳ (%)" may hold 103,1 or 3,1: the cells tell. */
#define INDEX_LEAST 40

static void settle_growth(const struct reading *r, struct table *table)
{
    struct cell cells[TABLE_COLUMNS], rest;
    bool large[TABLE_COLUMNS] = {false};
    struct mention m;
    for (uint32_t row = table->data_row; row < table->end_row && row < table->data_row + 64; row++) {
        uint32_t count = table_cells(r, table, &r->rows.items[row], cells);
        for (uint32_t c = 0; c < count && c < table->column_count; c++)
            large[c] |=
                cell_amount(r, cells[c], &m, &rest) && decimal_compare(m.value, decimal_of(INDEX_LEAST, 0)) >= 0;
    }
    for (uint32_t c = 0; c < table->column_count; c++) {
        struct column *column = &table->columns[c];
        if (column->kind == COLUMN_CHANGE && !column->growth)
            column->growth = column->negative || !large[c];
    }
}

/* The whole year that a period is of. */
static ind_period year_of(ind_period period)
{
    if (!period.start.year || period.start.year != period.end.year)
        return period;
    period.start = (ind_date){period.start.year, 1, 1};
    period.end = (ind_date){period.start.year, 12, 31};
    return period;
}

/* "Kế hoạch năm": of the year that the level is of. */
static void settle_years(struct table *table)
{
    for (uint32_t c = 0; c < table->column_count; c++) {
        struct column *plan = &table->columns[c];
        if (!plan->yearly || (plan->kind != COLUMN_PLAN && plan->kind != COLUMN_RATIO))
            continue;
        ind_period of = plan->level != NONE ? table->columns[plan->level].period : table->period;
        of = year_of(of.start.year ? of : table->period);
        if (plan->kind == COLUMN_PLAN)
            plan->period = of;
        else
            plan->against = of;
    }
}

void columns_tie(struct reading *r, struct table *table)
{
    settle_compared(table);
    settle_rates(r, table);
    settle_levels(table);
    settle_targets(table);
    settle_names(r, table);
    settle_held_targets(table);
    settle_parts(table);
    settle_groups(r, table);
    tie_levels(r, table);
    part_targets(table);
    tie_targets(table);
    tie_plans(r, table);
    find_bases(table);
    settle_periods(table);
    settle_years(table);
    settle_growth(r, table);
}
