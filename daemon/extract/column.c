/* What a column of a table holds, told by the words of its header and by what its cells are. The words are rows of the
 * tables (plan nouns, comparisons, class `column`); here is only how they combine. */
#include "daemon/extract/basis.h"
#include "daemon/extract/calendar.h"
#include "daemon/extract/period.h"
#include "daemon/extract/table.h"

/* What the words of a header say. */
struct traits {
    const struct hit *plan, *earlier;
    bool against, slash, percent, percent_first, rate, moves, grows, share, actual, estimate, target, number, unit,
        note, reached, absolute, relative, compare, year_word;
    struct cell aim;      /* "Mục tiêu" */
    struct cell past;     /* "CK" */
    struct cell years[2]; /* "2020/2019", in this order */
    uint32_t year_count;
    uint8_t months; /* "9T/2023": of the first of them; 0 for all */
    uint32_t against_at;       /* where a comparison begins; NONE */
    const struct frame *frame; /* the last one before that */
    struct cell base_year;     /* "so với 2019" */
    const struct frame *base;  /* the first one behind it: what is compared with */
};

/* --- the words of a header ------------------------------------------------------------------------------------------
 */

static void note_column_cues(const struct reading *r, uint32_t at, struct traits *t)
{
    t->actual |= column_cue(r, at, "actual") > 0;
    t->number |= column_cue(r, at, "number") > 0;
    t->unit |= column_cue(r, at, "unit") > 0;
    t->note |= column_cue(r, at, "note") > 0;
    t->share |= column_cue(r, at, "share") > 0;
    t->reached |= column_cue(r, at, "reached") > 0;
    t->rate |= column_cue(r, at, "rate") > 0;
    t->grows |= column_cue(r, at, "growth") > 0;
    t->absolute |= column_cue(r, at, "absolute") > 0;
    t->relative |= column_cue(r, at, "relative") > 0;
    t->compare |= column_cue(r, at, "compare") > 0;
    t->year_word |= token_is(r, at, "năm");
}

static bool is_year(const struct reading *r, uint32_t at)
{
    int64_t year = small_number(r, at);
    return year >= 1950 && year <= 2100;
}

static void note_year(const struct reading *r, uint32_t at, struct traits *t)
{
    if (is_year(r, at) && t->against_at != NONE && cell_is_empty(t->base_year))
        t->base_year = (struct cell){at, at + 1};
    else if (is_year(r, at) && t->year_count < 2)
        t->years[t->year_count++] = (struct cell){at, at + 1};
}

/* "9T/2023", "6T 2022": so many months from a year's beginning; `at` is the number. True where they are. */
static bool note_months(const struct reading *r, uint32_t at, struct traits *t)
{
    int64_t months = small_number(r, at);
    uint32_t year = at + 2 + is_mark(r, at + 2, '/');
    if (months < 1 || months > 12 || !token_is(r, at + 1, "t") || !is_tight(r, at + 1) || !is_year(r, year) ||
        t->year_count)
        return false;
    t->months = (uint8_t)months;
    t->years[t->year_count++] = (struct cell){year, year + 1};
    return true;
}

static void note_past(const struct reading *r, uint32_t at, struct traits *t)
{
    uint32_t count = column_cue(r, at, "before");
    if (count)
        t->past = (struct cell){at, at + count};
}

static void note_token(const struct reading *r, uint32_t at, struct traits *t)
{
    const struct hit *plan = hits_at(&r->hits, at, CLASS_PLAN), *earlier = hits_at(&r->hits, at, CLASS_EARLIER);
    if (plan && !t->plan)
        t->plan = plan;
    if (earlier && !t->earlier)
        t->earlier = earlier;
    note_column_cues(r, at, t);
    note_past(r, at, t);
    t->against |= begins(r, at, CLASS_AGAINST);
    if ((begins(r, at, CLASS_AGAINST) || token_is(r, at, "với") || column_cue(r, at, "rate")) && t->against_at == NONE)
        t->against_at = at;
    t->slash |=
        is_mark(r, at, '/') && (r->use[at] != USE_TIME || is_year(r, at - 1)); /* "2020/2019", no "quý II/2020" */
    t->percent_first |= is_mark(r, at, '%') && !t->plan;
    t->percent |= is_mark(r, at, '%');
    t->moves |= begins(r, at, CLASS_RISE) || begins(r, at, CLASS_FALL);
    t->estimate |= begins(r, at, CLASS_ESTIMATE);
    if (begins(r, at, CLASS_TARGET) && !t->target)
        t->aim = (struct cell){at, at + hits_begun(&r->hits, at, CLASS_TARGET)->count};
    t->target |= begins(r, at, CLASS_TARGET);
    note_year(r, at, t);
}

/* The header's bracket that says a unit; what stands in it is no other word of the header. */
static void read_bracket(const struct reading *r, struct column *column, struct cell *cell)
{
    for (uint32_t i = cell->first; i < cell->end; i++) {
        if (!is_mark(r, i, '(') || !is_mark(r, cell->end - 1, ')'))
            continue;
        struct cell inside = {i + 1, cell->end - 1};
        if (is_unit_cell(r, inside) && !begins(r, inside.first, CLASS_RISE) && !begins(r, inside.first, CLASS_FALL)) {
            column->unit = inside;
            cell->end = i;
        }
        return;
    }
}

/* "Giá so sánh 2010": the prices that amounts are told in, and nothing that they are compared with. */
static struct cell without_prices(const struct reading *r, struct cell cell)
{
    for (uint32_t i = cell.first; i < cell.end; i++)
        if (column_cue(r, i, "prices"))
            cell.end = i;
    return cell;
}

/* Behind "Trong đó:". */
static uint32_t past_parts(const struct reading *r, struct cell name)
{
    const struct hit *parts = hits_at(&r->hits, name.first, CLASS_PARTS);
    uint32_t at = parts ? name.first + parts->count : name.first;
    at += parts && is_mark(r, at, ':');
    return at < name.end ? at : name.first;
}

/* What a cell of the header says of times. Below "So với cùng kỳ" a month is what is compared, no base. */
static void note_frames(const struct reading *r, struct cell cell, struct traits *t)
{
    const struct frame *frame = frame_within(r, cell.first, cell.end);
    bool below = t->against_at < cell.first && (t->earlier || !cell_is_empty(t->past));
    if (frame && (frame->first < t->against_at || below))
        t->frame = frame;
    uint32_t behind = t->against_at > cell.first ? t->against_at : cell.first;
    if (t->against_at != NONE && !t->base && !below && behind < cell.end)
        t->base = frame_within(r, behind, cell.end);
}

static struct traits traits_of(const struct reading *r, struct column *column)
{
    struct traits t = {.against_at = NONE};
    for (uint32_t k = 0; k < TABLE_HEADER_ROWS; k++) {
        struct cell cell = column->header[k];
        if (cell_is_empty(cell) || (k > 0 && cell.first == column->header[k - 1].first))
            continue;
        read_bracket(r, column, &cell);
        if (!cell_is_empty(cell))
            column->name = cell;
        column->name.first = past_parts(r, column->name);
        cell = without_prices(r, cell);
        for (uint32_t i = cell.first; i < cell.end; i++)
            if (note_months(r, i, &t))
                i = t.years[0].first;
            else
                note_token(r, i, &t);
        note_frames(r, cell, &t);
    }
    t.percent |= !cell_is_empty(column->unit) && is_mark(r, column->unit.first, '%');
    return t;
}

/* --- what it holds
 * ---------------------------------------------------------------------------------------------------- */

static ind_period period_said(struct reading *r, const struct traits *t)
{
    if (t->frame && !t->months)
        return table_period(r, t->frame, IND_SOURCE_CLAUSE);
    if (!t->year_count)
        return (ind_period){0};
    int16_t year = (int16_t)small_number(r, t->years[0].first);
    uint8_t month = t->months ? t->months : 12;
    return (ind_period){.start = {year, 1, 1},
                        .end = {year, month, days_of_month(year, month)},
                        .source = IND_SOURCE_CLAUSE,
                        .text = text_of(r, t->years[0].first, t->years[0].end)};
}

static void set_change(struct column *column, const struct traits *t)
{
    column->kind = COLUMN_CHANGE;
    column->delta = t->moves && !t->percent && !t->grows;
    column->growth = t->moves || t->grows;
    column->comparison = IND_COMPARISON_YEAR_ON_YEAR;
    if (t->earlier) {
        column->basis = (struct cell){t->earlier->first, t->earlier->first + t->earlier->count};
        column->comparison = comparison_named(t->earlier->entry->value);
    } else if (!cell_is_empty(t->past)) {
        column->basis = t->past;
    } else if (t->slash && t->year_count == 2) {
        column->basis = t->years[1];
    } else if (t->base) {
        column->basis = (struct cell){t->base->first, t->base->end};
    } else {
        column->basis = t->base_year;
    }
}

static void set_level(struct reading *r, struct column *column, const struct traits *t)
{
    column->kind = COLUMN_LEVEL;
    if (t->target)
        column->basis = t->aim;
    column->status = t->estimate ? IND_STATUS_ESTIMATE : t->target ? IND_STATUS_TARGET : IND_STATUS_ACTUAL;
    column->period = period_said(r, t);
    column->year_before = (t->earlier || !cell_is_empty(t->past)) && !column->period.start.year;
}

/* Of the words that may stand in one header the most telling decide. */
static void decide(struct reading *r, struct column *column, const struct traits *t)
{
    bool counts =
        t->reached && !t->percent && !t->rate && begins(r, column->name.first, CLASS_MEASURE); /* "Số tiêu chí đạt" */
    bool slash = t->slash && (t->year_count == 2 || t->percent || t->plan || t->actual);
    bool compares =
        t->against || slash || t->percent_first || t->rate || (t->reached && !counts) || t->moves || t->grows;
    bool past =
        t->earlier || !cell_is_empty(t->past) || t->frame || t->base || t->year_count || !cell_is_empty(t->base_year);
    column->total = column_cue(r, column->name.first, "total") == column->name.end - column->name.first;
    column->plan = t->plan;
    column->earlier = t->earlier;
    column->compared = t->absolute || t->relative || (t->compare && t->percent && !past && !t->plan);
    if (t->absolute || t->relative) {
        column->kind = COLUMN_CHANGE;
        column->delta = t->absolute;
    } else if (t->number || t->unit || t->note)
        column->kind = t->unit ? COLUMN_UNIT : COLUMN_IGNORED;
    else if (t->share)
        column->kind = COLUMN_SHARE;
    else if (!counts && (t->plan || t->reached) && compares && !(t->slash && t->year_count == 2))
        column->kind = COLUMN_RATIO;
    else if ((compares && past) || t->grows || t->moves)
        set_change(column, t);
    else if (t->plan) {
        column->kind = COLUMN_PLAN;
        column->period = period_said(r, t);
        column->yearly = t->year_word && !column->period.start.year;
    } else if (t->actual || t->estimate || past || t->target)
        set_level(r, column, t);
    else
        column->kind = cell_is_empty(column->name) ? COLUMN_IGNORED : COLUMN_INDICATOR;
    column->growth |= column->kind == COLUMN_RATIO && t->moves;
    column->proportion = t->rate || t->percent;
    if (column->kind == COLUMN_RATIO || column->kind == COLUMN_CHANGE)
        column->about = period_said(r, t);
}

/* --- which columns name the rows and their units ----------------------------------------------------------------- */

/* The label is the first column of words; of two, "TT | Chỉ tiêu", the second where the first only numbers. */
static void find_label(const struct reading *r, struct table *table)
{
    for (uint32_t c = 0; c < table->column_count && table->label == NONE; c++) {
        struct column *column = &table->columns[c];
        struct traits t = traits_of(r, column);
        bool numbers = t.number || (c == 0 && column->index_like && column->figures > 1);
        bool words = column->texts > column->figures;
        if (numbers)
            column->kind = COLUMN_NUMBER;
        else if (words)
            table->label = c;
    }
    if (table->label == NONE)
        return;
    struct column *label = &table->columns[table->label];
    label->kind = COLUMN_LABEL;
    table->by_place = label->places * 2 > label->texts;
    for (uint32_t k = 0; k < TABLE_HEADER_ROWS; k++)
        for (uint32_t i = label->header[k].first; i < label->header[k].end; i++)
            table->by_item |= column_cue(r, i, "item") > 0;
}

static void find_unit(const struct reading *r, struct table *table)
{
    for (uint32_t c = 0; c < table->column_count && table->unit == NONE; c++) {
        struct column *column = &table->columns[c];
        if (c == table->label || column->kind == COLUMN_NUMBER)
            continue;
        struct traits t = traits_of(r, column);
        bool words = column->texts > column->figures; /* "1000 m3" is none */
        if (t.unit ? column->units || words : words && column->units * 2 > column->texts) {
            column->kind = COLUMN_UNIT;
            table->unit = c;
        }
    }
}

bool columns_read(struct reading *r, struct table *table)
{
    bool any = false;
    find_label(r, table);
    if (table->label == NONE)
        return false;
    find_unit(r, table);
    for (uint32_t c = 0; c < table->column_count; c++) {
        struct column *column = &table->columns[c];
        if (column->kind != COLUMN_IGNORED)
            continue;
        struct traits t = traits_of(r, column);
        if (column->figures)
            decide(r, column, &t);
        bool filled = column->kind != COLUMN_INDICATOR || column->figures >= column->texts;
        any |= column->kind != COLUMN_IGNORED && filled;
    }
    columns_tie(r, table);
    return any;
}
