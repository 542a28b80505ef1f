/* What columns beside each other tell of one another: whose plan, proportion or change a column is, against which one,
 * and what a header leaves unsaid because its neighbours say it. What one header says alone is column.c's. */
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
        if (column->kind != kind || column->year_before)
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

/* "Lượng | Trị giá | So với cùng kỳ: Lượng | Trị giá": the amount whose header ends in the same words. */
static uint32_t level_of_name(struct reading *r, const struct table *table, uint32_t at)
{
    const struct column *column = &table->columns[at];
    ind_text name = text_of(r, column->name.first, column->name.end);
    for (uint32_t c = 0; c < table->column_count && name.bytes; c++) {
        const struct column *other = &table->columns[c];
        if (other->name.first == column->name.first || (other->kind != COLUMN_LEVEL && other->kind != COLUMN_INDICATOR))
            continue;
        ind_text its = text_of(r, other->name.first, other->name.end);
        if (its.length == name.length && !memcmp(its.bytes, name.bytes, name.length))
            return c;
    }
    return NONE;
}

static uint32_t level_for(struct reading *r, const struct table *table, uint32_t at)
{
    const struct column *column = &table->columns[at];
    bool compares = column->kind == COLUMN_RATIO || column->kind == COLUMN_CHANGE;
    uint32_t named = level_of_period(table, &column->about);
    if (named == NONE && compares)
        named = level_of_name(r, table, at);
    if (named == NONE && column->kind == COLUMN_CHANGE)
        named = latest_level(table, at);
    if (named == NONE)
        named =
            column->kind == COLUMN_PLAN && column->period.start.year ? level_of_period(table, &column->period) : NONE;
    if (named == NONE)
        named = level_beside(table, at, COLUMN_LEVEL, column->kind == COLUMN_PLAN);
    return named != NONE || column->kind == COLUMN_PLAN ? named : level_beside(table, at, COLUMN_INDICATOR, false);
}

static bool same_assigner(const struct reading *r, const struct column *a, const struct column *b)
{
    const struct hit *of[2] = {NULL, NULL};
    const struct column *columns[2] = {a, b};
    for (size_t k = 0; k < 2; k++)
        for (uint32_t i = columns[k]->name.first; i < columns[k]->name.end && !of[k]; i++)
            of[k] = hits_at(&r->hits, i, CLASS_ASSIGNER);
    return !of[0] || !of[1] || strcmp(of[0]->entry->value, of[1]->entry->value) == 0;
}

/* The plan's column that a ratio is about: the nearest before it that nobody has taken, of the same assigner. */
static uint32_t plan_beside(const struct reading *r, const struct table *table, uint32_t at)
{
    uint32_t found = NONE;
    for (uint32_t c = 0; c < table->column_count; c++) {
        const struct column *column = &table->columns[c];
        bool taken = column->kind != COLUMN_PLAN || column->partner != NONE;
        if (!taken && (found == NONE || c < at) && same_assigner(r, column, &table->columns[at]))
            found = c;
    }
    return found;
}

static void tie(struct reading *r, struct table *table)
{
    for (uint32_t c = 0; c < table->column_count; c++)
        table->columns[c].level = table->columns[c].partner = NONE;
    for (uint32_t c = 0; c < table->column_count; c++) {
        struct column *column = &table->columns[c];
        bool related = column->kind == COLUMN_RATIO || column->kind == COLUMN_CHANGE || column->kind == COLUMN_SHARE;
        if (related || column->kind == COLUMN_PLAN)
            column->level = level_for(r, table, c);
        uint32_t plan = column->kind == COLUMN_RATIO ? plan_beside(r, table, c) : NONE;
        if (plan == NONE)
            continue;
        column->partner = plan;
        table->columns[plan].partner = c;
        if (!column->plan)
            column->plan = table->columns[plan].plan;
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
        if (plan->kind != COLUMN_PLAN || plan->level == NONE)
            continue;
        const struct column *level = &table->columns[plan->level];
        if (plan->period.start.year && level->period.start.year && plan->period.start.year > level->period.end.year)
            plan->level = NONE;
    }
}

/* A bare "Tỷ lệ (%)" speaks of the plan where the table has plans and no other ratio. */
static void settle_rates(struct table *table)
{
    bool plans = false, ratios = false;
    for (uint32_t c = 0; c < table->column_count; c++) {
        plans |= table->columns[c].kind == COLUMN_PLAN;
        ratios |= table->columns[c].kind == COLUMN_RATIO;
    }
    for (uint32_t c = 0; c < table->column_count && !ratios && plans; c++) {
        struct column *column = &table->columns[c];
        if (column->kind == COLUMN_INDICATOR && column->proportion) {
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
        column->named = levels = true;
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

void columns_tie(struct reading *r, struct table *table)
{
    settle_compared(table);
    settle_rates(table);
    settle_levels(table);
    settle_targets(table);
    settle_names(r, table);
    tie(r, table);
    part_targets(table);
    find_bases(table);
    settle_periods(table);
    settle_growth(r, table);
}
