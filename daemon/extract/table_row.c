/* From a row of a table to mentions: each amount with the unit of its row or column, the plan, ratio and changes on the
 * level beside them, and the row's words as the label. */
#include "daemon/extract/basis.h"
#include "daemon/extract/calendar.h"
#include "daemon/extract/period.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/ratio.h"
#include "daemon/extract/table.h"

/* One row while it is read. */
struct line {
    struct table *table;
    uint32_t grid; /* its index */
    uint32_t sentence;
    struct cell cells[TABLE_COLUMNS];
    uint32_t count;
    struct cell label;
    struct cell unit;  /* of the row; empty for none */
    struct cell head;
    bool part; /* of the row that the head names */
    bool total; /* its label says no more than that: "Tổng cộng" */
    const struct frame *frame; /* rows that are periods */
    struct frame year;         /* … or bare years */
    uint32_t mentions[TABLE_COLUMNS]; /* of each column; NONE */
};

/* --- the label ------------------------------------------------------------------------------------------------------
 */

/* "1.2. ", "a)", "-", "+", "II -": what only orders the rows. *ret_part: the row is a part of one above it. */
static uint32_t skip_marks(const struct reading *r, struct cell cell, bool *ret_part)
{
    uint32_t at = cell.first;
    *ret_part = is_mark(r, at, '-') || is_mark(r, at, '+') || is_mark(r, at, '*');
    while (at < cell.end) {
        bool ordering = is_kind(r, at, TOKEN_MARK) && !is_mark(r, at, '(') && !is_mark(r, at, '"');
        bool counted = (is_kind(r, at, TOKEN_NUMBER) ||
                        (is_kind(r, at, TOKEN_WORD) && (token_at(r, at)->end - token_at(r, at)->start == 1 ||
                                                        (token_at(r, at)->flags & TOKEN_UPPER)))) &&
                       at + 1 < cell.end && is_tight(r, at + 1) &&
                       (is_mark(r, at + 1, '.') || is_mark(r, at + 1, ')') || is_mark(r, at + 1, '-'));
        if (!ordering && !counted)
            break;
        at++;
    }
    const struct hit *parts = hits_at(&r->hits, at, CLASS_PARTS);
    if (parts) {
        *ret_part = true;
        at += parts->count;
        at += is_mark(r, at, ':');
    }
    return at;
}

static bool has_unit(const struct line *line)
{
    const struct table *table = line->table;
    return !cell_is_empty(line->unit) || !cell_is_empty(table->group_unit) || !cell_is_empty(table->unit_line);
}

/* "Tổng đàn lợn (con)", "Sản lượng lúa, tấn": a unit that ends the label. */
static void split_unit(const struct reading *r, struct line *line)
{
    struct cell *label = &line->label;
    for (uint32_t i = label->end; i-- > label->first + 1;) {
        bool bracket = is_mark(r, i, '(') && is_mark(r, label->end - 1, ')');
        if (!bracket && !is_mark(r, i, ','))
            continue;
        struct cell inside = {i + 1, label->end - bracket};
        bool measured = !cell_is_empty(inside) && is_unit_cell(r, inside);
        if (!measured || (!bracket && begins(r, inside.first, CLASS_NOUN) && !begins(r, inside.first, CLASS_UNIT) &&
                          has_unit(line))) /* "Đàn trâu, bò" */
            return;
        if (cell_is_empty(line->unit))
            line->unit = inside;
        label->end = i;
        return;
    }
}

/* "2019", "Sơ bộ 2021". */
static void read_year(const struct reading *r, struct line *line)
{
    struct cell last = {line->label.end - 1, line->label.end};
    if (!cell_is_year(r, last))
        return;
    int16_t year = (int16_t)small_number(r, last.first);
    line->year = (struct frame){
        .first = last.first, .end = last.end, .start_date = {year, 1, 1}, .end_date = {year, 12, 31}, .resolved = true};
    line->frame = &line->year;
}

static void read_label(const struct reading *r, struct line *line)
{
    const struct table *table = line->table;
    bool part;
    if (table->label >= line->count)
        return;
    struct cell cell = line->cells[table->label];
    line->label = (struct cell){skip_marks(r, cell, &part), cell.end};
    line->label = cell_without_notes(r, line->label);
    while (!cell_is_empty(line->label) && is_kind(r, line->label.end - 1, TOKEN_MARK) &&
           !is_mark(r, line->label.end - 1, ')'))
        line->label.end--;
    split_unit(r, line);
    line->total =
        column_cue(r, line->label.first, "total") == line->label.end - line->label.first && !cell_is_empty(line->label);
    line->part = part;
    if (part)
        line->head = table->head;
    const struct frame *frame = frame_within(r, line->label.first, line->label.end);
    if (frame && frame->first == line->label.first && frame->end == line->label.end)
        line->frame = frame;
    else if (table->by_year && !cell_is_empty(line->label))
        read_year(r, line);
}

/* --- amounts
 * ---------------------------------------------------------------------------------------------------------- */

/* "1.000 con", "nghìn tỷ đồng": the multiplier of a unit that stands apart from its amounts. */
static ind_decimal unit_scale(const struct reading *r, struct cell *unit)
{
    struct numeral n;
    ind_decimal scale = decimal_of(1, 0);
    if (is_kind(r, unit->first, TOKEN_NUMBER) && numeral_at(r, unit->first, &n) && n.value.known && n.end < unit->end) {
        scale = n.value;
        unit->first = n.end;
    }
    const struct hit *more;
    while (unit->first < unit->end && (more = hits_at(&r->hits, unit->first, CLASS_MULTIPLIER))) {
        scale = decimal_multiply(scale, more->entry->number);
        unit->first += more->count;
    }
    return scale;
}

/* The amount's unit from tokens that stand elsewhere: the unit's column, a bracket, the line above. */
static int use_unit(struct reading *r, struct mention *m, struct cell unit)
{
    uint32_t number_end = m->number_end, end = m->end;
    ind_decimal scale = unit_scale(r, &unit);
    bool scaled = decimal_compare(scale, decimal_of(1, 0)) != 0;
    m->number_end = unit.first;
    if (scaled)
        quantity_scale(m, scale);
    TRY(unit_read(r, m, scaled));
    m->number_end = number_end;
    m->end = end;
    return IND_OK;
}

/* "Số hộ nghèo": an amount without a unit counts the noun that its name has. */
static void count_named(const struct reading *r, struct cell name, struct mention *m)
{
    for (uint32_t i = name.first; i < name.end; i++) {
        const struct hit *noun = hits_at(&r->hits, i, CLASS_NOUN);
        if (!noun)
            continue;
        m->counted_first = m->unit_first = noun->first;
        m->counted_end = m->unit_end = noun->first + noun->count;
        m->rule = noun->entry->rule;
        return;
    }
}

static int read_unit(struct reading *r, const struct line *line, const struct column *column, struct cell rest,
                     struct mention *m)
{
    if (!cell_is_empty(rest)) {
        TRY(unit_read(r, m, m->end > m->first + 1));
        if (m->end <= rest.end)
            return IND_OK;
        m->end = m->number_end;
    }
    const struct cell *sources[] = {&line->unit, &column->unit, &line->table->group_unit, &line->table->unit_line};
    bool own = !cell_is_empty(column->unit) && !is_mark(r, column->unit.first, '%');
    if (column->kind == COLUMN_INDICATOR || own) /* its header is nearer than what is said of all */
        sources[0] = &column->unit;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        if (!cell_is_empty(*sources[i]))
            return use_unit(r, m, *sources[i]);
    m->unit_first = m->unit_end = m->end;
    count_named(r, column->kind == COLUMN_INDICATOR || column->named ? column->name : line->label, m);
    return IND_OK;
}

static void set_percent(struct mention *m, struct cell rest)
{
    m->unit = "%";
    m->dimension = "percentage";
    m->rule = "table:percent";
    m->unit_first = m->unit_end = m->end;
    if (!cell_is_empty(rest))
        m->unit_end = m->end = rest.end;
}

/* --- what they are
 * ---------------------------------------------------------------------------------------------------- */

/* What the row's own words make of the label, where the column leaves it to them. */
static struct cell row_label(const struct line *line, bool by_place, struct cell *head)
{
    const struct table *table = line->table;
    if (by_place || (line->total && !cell_is_empty(table->caption))) {
        *head = by_place ? *head : (struct cell){0, 0};
        return table->caption;
    }
    return line->label;
}

static void set_label(struct mention *m, struct cell label, struct cell tail, struct cell head)
{
    m->label_first = label.first;
    m->label_end = label.end;
    m->tail_first = tail.first;
    m->tail_end = tail.end;
    m->head_first = head.first;
    m->head_end = head.end;
}

/* "Diện tích" of the row "Lúa": the column says what is measured, the row of what. */
static void name_by_column(const struct line *line, const struct column *column, struct cell name, bool by_place,
                           struct mention *m)
{
    const struct cell none = {0, 0}, top = column->header[0];
    struct cell tail = by_place || line->total ? none : line->label, head = line->head;
    if (line->frame && cell_is_empty(head)) /* "Nam" of 2019: of what, the caption says */
        head = line->table->caption;
    if (top.first < name.first && top.end < name.first)
        head = top;
    set_label(m, name, tail, head);
}

static void name_mention(const struct reading *r, const struct line *line, const struct column *column,
                         struct mention *m)
{
    const struct table *table = line->table;
    const struct cell none = {0, 0};
    bool by_place = table->by_place || line->frame;
    bool named = (column->kind == COLUMN_INDICATOR && !column->total) || column->named;
    bool share = column->kind == COLUMN_SHARE && column->level == NONE;
    bool measure = column->grouped && begins(r, column->group.first, CLASS_MEASURE) &&
                   !column_cue(r, column->group.first, "prices");
    if (by_place && column->lent && !cell_is_empty(table->caption))
        set_label(m, table->caption, none, line->head);
    else if (named || share)
        name_by_column(line, column, column->name, by_place, m);
    else if (column->grouped && (by_place || measure))
        set_label(m, column->group, by_place || line->total ? none : line->label, table->caption);
    else {
        struct cell head = line->head, label = row_label(line, by_place, &head);
        if (table->by_item && !line->total && cell_is_empty(head))
            head = table->caption;
        set_label(m, label, none, head);
        if (column->grouped) {
            m->topic_first = column->group.first;
            m->topic_end = column->group.end;
        }
    }
}

static void set_basis(const struct reading *r, const struct column *column, struct mention *m)
{
    m->comparison = column->comparison;
    m->basis_first = column->basis.first;
    m->basis_end = column->basis.end;
    if (column->kind != COLUMN_CHANGE && column->plan)
        set_plan_basis(r, m, column->plan,
                       column->name.end > column->plan->first ? column->name.end
                                                              : column->plan->first + column->plan->count);
}

static void set_role(const struct reading *r, const struct column *column, struct mention *m)
{
    bool falls = column->falls && !m->value.negative; /* "Giảm" | 41, and "-41" */
    int sign = !column->growth ? 0 : falls ? -1 : 1;
    m->cue = CLASS_COLUMN;
    m->status = column->status;
    set_basis(r, column, m);
    if (column->kind == COLUMN_RATIO)
        set_ratio(m, IND_ROLE_PLAN, sign);
    else if (column->kind == COLUMN_CHANGE && column->delta && !is_percent(m)) {
        m->role = IND_ROLE_CHANGE;
        m->delta = falls ? decimal_negate(m->value) : m->value;
    } else if (column->kind == COLUMN_CHANGE)
        set_ratio(m, IND_ROLE_CHANGE, sign);
}

static ind_period period_of(struct reading *r, const struct line *line, const struct column *column)
{
    if (column->period.start.year)
        return column->period;
    if (line->frame)
        return table_period(r, line->frame, IND_SOURCE_CLAUSE);
    return line->table->period;
}

static int read_cell(struct reading *r, struct line *line, uint32_t c)
{
    const struct column *column = &line->table->columns[c];
    struct mention m;
    struct cell rest;
    bool held = column->kind >= COLUMN_LEVEL && cell_amount(r, line->cells[c], &m, &rest);
    if (!held)
        return IND_OK;
    m.sentence = line->sentence;
    m.tabular = true;
    m.grid = line->grid;
    m.sums = line->total && line->table->by_place;
    bool percent = column->kind == COLUMN_RATIO || column->kind == COLUMN_SHARE ||
                   (column->kind == COLUMN_CHANGE && (!column->delta || is_mark(r, rest.first, '%')));
    if (percent)
        set_percent(&m, rest);
    else
        TRY(read_unit(r, line, column, rest, &m));
    if (m.parts)
        m.value = m.part;
    if (!m.value.known)
        return leave_out(r, m.first, m.end, "numbers:too_long");
    set_role(r, column, &m);
    name_mention(r, line, column, &m);
    m.period = period_of(r, line, column);
    m.year_before = column->year_before;
    line->mentions[c] = r->mentions.count;
    return mention_keep(r, &m);
}

/* --- what hangs on what
 * -------------------------------------------------------------------------------------------------- */

/* The plan's own period: "KH 2021", "Kế hoạch năm", "% KH năm 2021". Months against the year's plan are no months' plan.
 */
static const ind_period *plan_period(const struct line *line, uint32_t c)
{
    const struct column *column = &line->table->columns[c];
    bool paired = column->kind == COLUMN_RATIO && column->partner != NONE;
    const struct column *plan = paired ? &line->table->columns[column->partner] : column;
    const ind_period *said = plan->kind == COLUMN_PLAN ? &plan->period : &plan->against;
    if (!said->start.year)
        said = &column->against;
    return said->start.year ? said : NULL;
}

/* A plan's amount beside its ratio is told by the ratio; alone it is the plan; without an actual it is a target. */
static void place_plan(struct reading *r, const struct line *line, uint32_t c)
{
    const struct column *column = &line->table->columns[c];
    struct mention *m = &r->mentions.items[line->mentions[c]];
    uint32_t ratio = column->partner != NONE ? line->mentions[column->partner] : NONE;
    uint32_t level = column->level != NONE ? line->mentions[column->level] : NONE;
    if (level == NONE) {
        m->role = IND_ROLE_LEVEL;
        m->status = IND_STATUS_TARGET;
    } else if (ratio != NONE) {
        r->mentions.items[ratio].plan_amount = line->mentions[c];
        m->swallowed = true;
    } else {
        m->role = IND_ROLE_PLAN;
        m->states_plan = true;
        m->owner = level;
    }
}

/* The period of a change that has no level: "Bình quân 5 tháng so với cùng kỳ" is of five months. */
static ind_period own_period(const struct line *line, uint32_t c, const struct mention *m)
{
    const struct column *column = &line->table->columns[c];
    if (column->kind == COLUMN_CHANGE && column->about.start.year)
        return column->about;
    if (!m->period.start.year && column->level != NONE)
        return line->table->columns[column->level].period;
    return m->period;
}

static bool same_period(const ind_period *a, const ind_period *b)
{
    return !date_compare(a->start, b->start) && !date_compare(a->end, b->end);
}

/* An index that stands without a level is one observation with all that it is held against. */
static uint32_t change_beside(const struct reading *r, const struct line *line, uint32_t c)
{
    const struct column *column = &line->table->columns[c];
    for (uint32_t k = 0; k < c && column->kind == COLUMN_CHANGE && column->level == NONE; k++) {
        const struct column *other = &line->table->columns[k];
        if (other->kind == COLUMN_CHANGE && other->level == NONE && line->mentions[k] != NONE &&
            r->mentions.items[line->mentions[k]].owner == NONE && same_period(&other->about, &column->about))
            return line->mentions[k];
    }
    return NONE;
}

static void tie_row(struct reading *r, const struct line *line)
{
    for (uint32_t c = 0; c < line->count && c < line->table->column_count; c++) {
        const struct column *column = &line->table->columns[c];
        if (line->mentions[c] == NONE)
            continue;
        struct mention *m = &r->mentions.items[line->mentions[c]];
        uint32_t level = column->level != NONE ? line->mentions[column->level] : NONE;
        m->plan_period = plan_period(line, c);
        if (column->kind == COLUMN_PLAN) {
            place_plan(r, line, c);
        } else if (column->kind == COLUMN_RATIO || column->kind == COLUMN_CHANGE) {
            m->owner = level != NONE ? level : change_beside(r, line, c);
        } else if (column->kind == COLUMN_SHARE && level != NONE) {
            set_ratio(m, IND_ROLE_SHARE, 0);
            m->owner = level;
        }
        if (m->owner == NONE)
            m->period = own_period(line, c, m);
    }
}

/* Numerals of cells that hold no amount: numbers of rows, notes. */
static int leave_rest(struct reading *r, const struct line *line)
{
    for (uint32_t c = 0; c < line->count; c++) {
        bool held = c < line->table->column_count && line->table->columns[c].kind != COLUMN_NUMBER;
        for (uint32_t i = line->cells[c].first; i < line->cells[c].end; i++)
            if (is_kind(r, i, TOKEN_NUMBER) && r->use[i] == USE_TABLE)
                TRY(leave_out(r, i, i + 1, held ? "table:words" : "table:row"));
    }
    return IND_OK;
}

/* The unit's cell; a ditto mark repeats the one above. */
static void read_row_unit(const struct reading *r, struct line *line)
{
    struct table *table = line->table;
    if (table->unit >= line->count)
        return;
    struct cell cell = line->cells[table->unit];
    if (is_unit_cell(r, cell))
        line->unit = table->unit_above = cell;
    else if (cell_repeats(r, cell))
        line->unit = table->unit_above;
}

int table_row_read(struct reading *r, struct table *table, const struct table_row *row)
{
    struct line line = {.table = table, .grid = row->table, .sentence = r->sentence_of[row->first]};
    line.count = table_cells(r, table, row, line.cells);
    read_row_unit(r, &line);
    read_label(r, &line);
    uint32_t before = r->mentions.count;
    for (uint32_t c = 0; c < TABLE_COLUMNS; c++)
        line.mentions[c] = NONE;
    for (uint32_t c = 0; c < line.count && c < table->column_count; c++)
        TRY(read_cell(r, &line, c));
    if (r->mentions.count == before && !cell_is_empty(line.label)) /* "Các loại cây khác (ha)" */
        table->group_unit = line.unit;
    tie_row(r, &line);
    if (!line.part && !cell_is_empty(line.label) &&
        (!table->flat || r->mentions.count > before)) /* a note on a line of its own heads nothing */
        table->head = line.label;
    return leave_rest(r, &line);
}
