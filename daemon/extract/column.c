/* What a column of a table holds, told by the words of its header and by what its cells are. The words are rows of the
 * tables (plan nouns, comparisons, class `column`); here is only how they combine. */
#include "daemon/extract/basis.h"
#include "daemon/extract/calendar.h"
#include "daemon/extract/period.h"
#include "daemon/extract/table.h"

/* What the words of a header say. */
struct traits {
    const struct hit *plan, *earlier;
    bool against, slash, percent, percent_first, rate, rises, falls, moves_first, moves, grows, shifts, share, actual, estimate, target, number, unit,
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
    struct cell over, under;   /* what stands on either side of "/", "so với" */
    const struct hit *plan_over, *plan_under;
    struct cell group;
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
    t->shifts |= column_cue(r, at, "shift") > 0;
    t->absolute |= column_cue(r, at, "absolute") > 0;
    t->relative |= column_cue(r, at, "relative") > 0;
    t->compare |= column_cue(r, at, "compare") > 0;
    t->estimate |= column_cue(r, at, "estimate") > 0;
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

/* "2020/2019", "TH/KH", no "quý II/2020". */
static bool is_slash(const struct reading *r, uint32_t at)
{
    return is_mark(r, at, '/') && (r->use[at] != USE_TIME || is_year(r, at - 1));
}

static void note_token(const struct reading *r, uint32_t at, struct traits *t)
{
    const struct hit *plan = hits_at(&r->hits, at, CLASS_PLAN), *earlier = hits_at(&r->hits, at, CLASS_EARLIER);
    if (plan && (!t->plan || token_is(r, t->plan->first, "dt")))
        t->plan = plan;
    if (earlier && !t->earlier)
        t->earlier = earlier;
    note_column_cues(r, at, t);
    note_past(r, at, t);
    t->against |= begins(r, at, CLASS_AGAINST);
    if ((begins(r, at, CLASS_AGAINST) || token_is(r, at, "với") || column_cue(r, at, "rate")) && t->against_at == NONE)
        t->against_at = at;
    t->slash |= is_slash(r, at);
    t->percent_first |= is_mark(r, at, '%') && !t->plan;
    t->percent |= is_mark(r, at, '%');
    t->rises |= begins(r, at, CLASS_RISE);
    t->falls |= begins(r, at, CLASS_FALL);
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
    bool earlier = (t->earlier && t->earlier->first < cell.first) ||
                   (!cell_is_empty(t->past) && t->past.first < cell.first);
    bool below = t->against_at < cell.first && earlier;
    if (frame && (frame->first < t->against_at || below))
        t->frame = frame;
    uint32_t behind = t->against_at > cell.first ? t->against_at : cell.first;
    if (t->against_at != NONE && !t->base && !below && behind < cell.end)
        t->base = frame_within(r, behind, cell.end);
}

static const struct hit *plan_within(const struct reading *r, struct cell cell)
{
    for (uint32_t i = cell.first; i < cell.end; i++)
        if (begins(r, i, CLASS_PLAN))
            return hits_begun(&r->hits, i, CLASS_PLAN);
    return NULL;
}

/* "KH 2023/ƯTH 2022", "ƯTH 2022 với KH 2022": what is compared, and with what. */
static void note_sides(const struct reading *r, struct cell cell, struct traits *t)
{
    uint32_t seam = cell.first + 1;
    while (seam < cell.end && !is_slash(r, seam) && !begins(r, seam, CLASS_AGAINST) && !token_is(r, seam, "với"))
        seam++;
    if (seam >= cell.end)
        return;
    t->over = (struct cell){cell.first, seam};
    t->under = (struct cell){seam + 1, cell.end};
    t->plan_over = plan_within(r, t->over);
    t->plan_under = plan_within(r, t->under);
}

/* Words that tell what a column holds, of which time or compared with what. */
static bool is_telling(const struct reading *r, uint32_t at)
{
    static const enum entry_class telling[] = {CLASS_PLAN, CLASS_EARLIER, CLASS_ESTIMATE, CLASS_AGAINST,
                                               CLASS_TARGET, CLASS_RISE, CLASS_FALL};
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
        if (begins(r, at, telling[i]))
            return true;
    bool silent = column_cue(r, at, "item") || column_cue(r, at, "label");
    return (begins(r, at, CLASS_COLUMN) && !silent) || r->use[at] == USE_TIME || is_mark(r, at, '%') || is_year(r, at);
}

/* "Lúa mùa", "NSTW", "Giá so sánh 2010": nothing of all that. */
static bool is_group(const struct reading *r, struct cell cell)
{
    for (uint32_t i = cell.first; i < cell.end && !column_cue(r, i, "prices"); i++)
        if (is_telling(r, i))
            return false;
    return !cell_is_empty(cell);
}

static bool is_move(const struct reading *r, uint32_t at)
{
    return begins(r, at, CLASS_RISE) || begins(r, at, CLASS_FALL);
}

/* "Hộ nghèo đầu năm": of what time an amount is, where nothing is compared and the header is not that alone. */
static bool dates_amount(const struct reading *r, const struct column *column, const struct traits *t)
{
    if (!t->earlier || !entry_is(t->earlier->entry, "period_start") || t->against || t->slash)
        return false;
    for (uint32_t k = 0; k < TABLE_HEADER_ROWS; k++)
        if (column->header[k].first == t->earlier->first)
            return false;
    uint32_t last = t->earlier->first + t->earlier->count - 1;
    return !token_is(r, last, "trước") && !token_is(r, last, "ngoái");
}

/* What the words of all its cells say together. */
static void sum_up(const struct reading *r, const struct column *column, struct traits *t)
{
    t->percent |= !cell_is_empty(column->unit) && is_mark(r, column->unit.first, '%');
    if (t->plan && token_is(r, t->plan->first, "dt") && (t->actual || t->estimate) && !t->against && !t->slash &&
        !t->percent)
        t->plan = NULL; /* "DT thực hiện (ha)" is of an area, no budget's */
    bool told = t->moves_first || t->percent || t->against || t->slash; /* "Vốn tăng thêm" is an amount */
    t->moves = (t->rises || t->falls) && told;
    t->grows |= t->shifts && t->percent;
    t->absolute |= t->shifts && !t->percent;
    if (dates_amount(r, column, t))
        t->earlier = NULL;
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
        if (is_group(r, column->name))
            t.group = column->name;
        note_sides(r, cell, &t);
        t.moves_first |= is_move(r, cell.first + token_is(r, cell.first, "mức"));
        cell = without_prices(r, cell);
        for (uint32_t i = cell.first; i < cell.end; i++)
            if (note_months(r, i, &t))
                i = t.years[0].first;
            else
                note_token(r, i, &t);
        note_frames(r, cell, &t);
    }
    sum_up(r, column, &t);
    return t;
}

/* --- what it holds
 * ---------------------------------------------------------------------------------------------------- */

/* So many months of a year from its first on. */
static ind_period period_of_year(struct reading *r, struct cell said, uint8_t months)
{
    int16_t year = (int16_t)small_number(r, said.first);
    return (ind_period){.start = {year, 1, 1},
                        .end = {year, months, days_of_month(year, months)},
                        .source = IND_SOURCE_CLAUSE,
                        .text = text_of(r, said.first, said.end)};
}

static struct cell year_within(const struct reading *r, struct cell cell)
{
    uint32_t at = cell.first;
    while (at < cell.end && !is_year(r, at))
        at++;
    return (struct cell){at, at < cell.end ? at + 1 : at};
}

/* Its words for a time. */
static struct cell time_within(const struct reading *r, struct cell cell)
{
    const struct frame *frame = frame_within(r, cell.first, cell.end);
    return frame ? (struct cell){frame->first, frame->end} : year_within(r, cell);
}

/* The period that one side of a comparison says; year 0 for none. */
static ind_period period_within(struct reading *r, struct cell side)
{
    const struct frame *frame = frame_within(r, side.first, side.end);
    struct cell year = year_within(r, side);
    if (frame)
        return table_period(r, frame, IND_SOURCE_CLAUSE);
    return cell_is_empty(year) ? (ind_period){0} : period_of_year(r, year, 12);
}

static ind_period period_said(struct reading *r, const struct traits *t)
{
    if (t->frame && !t->months)
        return table_period(r, t->frame, IND_SOURCE_CLAUSE);
    return t->year_count ? period_of_year(r, t->years[0], t->months ? t->months : 12) : (ind_period){0};
}

/* The period of the level that a ratio or a change is about. */
static ind_period period_about(struct reading *r, const struct traits *t)
{
    ind_period said = t->months ? (ind_period){0} : period_within(r, t->over);
    return said.start.year ? said : period_said(r, t);
}

static void set_change(const struct reading *r, struct column *column, const struct traits *t)
{
    column->kind = COLUMN_CHANGE;
    column->delta = t->moves && !t->percent && !t->grows;
    column->growth = t->moves || t->grows;
    column->falls = t->falls && !t->rises;
    column->comparison = IND_COMPARISON_YEAR_ON_YEAR;
    if (t->earlier && t->base && t->base->end == t->earlier->first) { /* "Tháng 12 năm trước" */
        column->basis = (struct cell){t->base->first, t->earlier->first + t->earlier->count};
    } else if (t->earlier) {
        column->basis = (struct cell){t->earlier->first, t->earlier->first + t->earlier->count};
        column->comparison = comparison_named(t->earlier->entry->value);
    } else if (!cell_is_empty(t->past)) {
        column->basis = t->past;
    } else if (!cell_is_empty(time_within(r, t->under))) {
        column->basis = time_within(r, t->under);
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

/* "KH 2023/ƯTH 2022": the plan of one year beside what another gave, where "KH/TH" only turns the proportion round. */
static bool is_of_target(struct reading *r, const struct traits *t)
{
    ind_period over = period_within(r, t->over), under = period_within(r, t->under);
    return t->plan_over && !t->plan_under && over.start.year && under.start.year && over.end.year != under.end.year;
}

/* "% KH năm 2021": what stands behind the plan noun, in its cell. */
static struct cell behind_plan(const struct column *column)
{
    struct cell behind = {column->plan->first + column->plan->count, column->plan->first + column->plan->count};
    for (uint32_t k = 0; k < TABLE_HEADER_ROWS; k++)
        if (column->header[k].first <= column->plan->first && column->header[k].end > column->plan->first)
            behind.end = column->header[k].end;
    return behind;
}

/* What the header says of a comparison: with a plan, or with an earlier time; false for none. */
static bool decide_compared(struct reading *r, struct column *column, const struct traits *t, bool counts, bool past)
{
    bool slash = t->slash && (t->year_count == 2 || t->percent || t->plan || t->actual);
    bool compares =
        t->against || slash || t->percent_first || t->rate || (t->reached && !counts) || t->moves || t->grows;
    bool to_plan = t->plan_under || !(t->slash && t->year_count == 2);
    column->of_target = is_of_target(r, t);
    if (column->of_target)
        set_change(r, column, t);
    else if (!counts && (t->plan || t->reached) && compares && to_plan) {
        column->kind = COLUMN_RATIO;
        column->plan = t->plan_under ? t->plan_under : t->plan;
        column->growth = t->moves;
        column->falls = t->falls && !t->rises;
        column->against = column->plan ? period_within(r, behind_plan(column)) : (ind_period){0};
        column->yearly = column->plan && t->year_word && !t->earlier && !column->against.start.year;
    } else if ((compares && past) || t->grows || t->moves)
        set_change(r, column, t);
    else
        return false;
    column->about = period_about(r, t);
    return true;
}

static void decide_amount(struct reading *r, struct column *column, const struct traits *t, bool counts, bool past)
{
    if (counts) {
        set_level(r, column, t);
        column->status = t->estimate ? IND_STATUS_ESTIMATE : IND_STATUS_ACTUAL; /* "Số chỉ tiêu đạt" is no target */
        column->basis = (struct cell){0, 0};
        column->named = true;
    } else if (t->plan) {
        column->kind = COLUMN_PLAN;
        column->period = period_said(r, t);
        column->yearly = t->year_word && !column->period.start.year;
    } else if (t->actual || t->estimate || past || t->target)
        set_level(r, column, t);
    else
        column->kind = cell_is_empty(column->name) ? COLUMN_IGNORED : COLUMN_INDICATOR;
}

/* Of the words that may stand in one header the most telling decide. */
static void decide(struct reading *r, struct column *column, const struct traits *t)
{
    bool counts =
        t->reached && !t->percent && !t->rate && begins(r, column->name.first, CLASS_MEASURE); /* "Số tiêu chí đạt" */
    bool past =
        t->earlier || !cell_is_empty(t->past) || t->frame || t->base || t->year_count || !cell_is_empty(t->base_year);
    column->total = column_cue(r, column->name.first, "total") == column->name.end - column->name.first;
    column->group = t->group;
    column->plan = t->plan;
    column->earlier = t->earlier;
    column->proportion = t->rate || t->percent;
    column->compared = t->absolute || t->relative || (t->compare && t->percent && !past && !t->plan);
    if (t->absolute || t->relative) {
        column->kind = COLUMN_CHANGE;
        column->delta = t->absolute;
        column->about = period_said(r, t);
    } else if (t->number || t->unit || t->note)
        column->kind = t->unit ? COLUMN_UNIT : COLUMN_IGNORED;
    else if (t->share)
        column->kind = COLUMN_SHARE;
    else if (!decide_compared(r, column, t, counts, past))
        decide_amount(r, column, t, counts, past);
}

/* --- which columns name the rows and their units ----------------------------------------------------------------- */

/* The label is the first column of words; of two, "TT | Chỉ tiêu", the second where the first only numbers. */
static void find_label(const struct reading *r, struct table *table)
{
    for (uint32_t c = 0; c < table->column_count && table->label == NONE; c++) {
        struct column *column = &table->columns[c];
        struct traits t = traits_of(r, column);
        bool years = c == 0 && column->years * 2 > column->figures + column->texts;
        bool numbers = t.number || (c == 0 && column->index_like && column->figures > 1);
        bool words = column->texts > column->figures || years;
        table->by_year |= years && !numbers;
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
