/* Where tables stand in the text: runs of lines with cells, their header rows, and what is said above them. Decides
 * whether a run is a table at all; what its columns hold is column.c's. */
#include "daemon/extract/period.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/table.h"

/* What stands above a table belongs to it within so many lines. */
#define ABOVE_LINES 3
#define CAPTION_TOKENS 60

/* A line without cells among rows is at most so long. */
#define HEADING_TOKENS 20

/* A line that is a unit is at most so long. */
#define UNIT_LINE_TOKENS 4

/* … and words behind an amount in its cell. */
#define AMOUNT_WORDS 6

/* So many rows tell what a column's cells are. */
#define CENSUS_ROWS 24

/* --- lines with cells -------------------------------------------------------------------------------------------- */

static uint32_t line_end(const struct reading *r, uint32_t at)
{
    while (at < r->tokens.count && !is_kind(r, at, TOKEN_BREAK))
        at++;
    return at;
}

/* What parts the cells of a line: 0 for a line without cells. Bars at its ends alone part nothing. */
static char cell_mark(const struct reading *r, uint32_t first, uint32_t end)
{
    bool bar = false;
    for (uint32_t i = first; i < end; i++) {
        if (is_mark(r, i, '\t'))
            return '\t';
        bar |= is_mark(r, i, '|') && i > first && i + 1 < end;
    }
    return bar ? '|' : 0;
}

static int row_add(struct reading *r, uint32_t first, uint32_t end, uint32_t table)
{
    struct table_row *row = LIST_PUSH(r->arena, &r->rows);
    if (!row)
        return IND_E_LIMIT;
    *row = (struct table_row){first, end, table};
    return IND_OK;
}

/* "II. Xã hội", "Trong đó:": a line without cells that heads the rows below it. `at` is its break. */
static bool heads_rows(const struct reading *r, uint32_t first, uint32_t at, char running)
{
    if (!running || at == first || at - first > HEADING_TOKENS || is_mark(r, at - 1, '.') ||
        at + 1 >= r->tokens.count || token_at(r, at)->mark > 1)
        return false;
    return cell_mark(r, at + 1, line_end(r, at + 1)) == running;
}

/* A single line with a bar or a tab is prose, a breadcrumb or a menu. */
static int run_close(struct reading *r, uint32_t first_row, char mark)
{
    if (r->rows.count < first_row + 2) {
        r->rows.count = first_row;
        return IND_OK;
    }
    struct table *table = LIST_PUSH(r->arena, &r->grids);
    if (!table)
        return IND_E_LIMIT;
    *table = (struct table){.first_row = first_row,
                            .end_row = r->rows.count,
                            .mark = mark,
                            .barred = is_mark(r, r->rows.items[first_row].first, '|'),
                            .label = NONE,
                            .unit = NONE};
    return IND_OK;
}

int table_find(struct reading *r)
{
    uint32_t first_row = 0;
    char running = 0;
    for (uint32_t at = 0; at < r->tokens.count;) {
        at += is_kind(r, at, TOKEN_BREAK);
        uint32_t end = line_end(r, at);
        char mark = cell_mark(r, at, end);
        if (!mark && heads_rows(r, at, end, running))
            mark = running;
        if (mark != running) {
            TRY(run_close(r, first_row, running));
            first_row = r->rows.count;
            running = mark;
        }
        if (mark)
            TRY(row_add(r, at, end, r->grids.count));
        else if (begins(r, at, CLASS_COLUMN)) {
            TRY(flat_find(r, at, &at));
            first_row = r->rows.count;
            end = at > end ? at : end;
        }
        at = end;
    }
    return run_close(r, first_row, running);
}

/* --- cells ------------------------------------------------------------------------------------------------------- */

uint32_t table_cells(const struct reading *r, const struct table *table, const struct table_row *row,
                     struct cell ret_cells[static TABLE_COLUMNS])
{
    uint32_t first = row->first, count = 0;
    if (table->flat)
        return flat_cells(r, table->flat, row, ret_cells);
    if (table->barred && is_mark(r, first, '|'))
        first++;
    for (uint32_t i = first; i <= row->end && count < TABLE_COLUMNS; i++) {
        if (i < row->end && !is_mark(r, i, table->mark))
            continue;
        if (i == row->end && first == i && table->mark == '|')
            break;
        ret_cells[count++] = (struct cell){first, i};
        first = i + 1;
    }
    return count;
}

/* "|---|:---:|" and "+====+": drawn, not said. */
static bool is_ruler(const struct reading *r, const struct table_row *row)
{
    for (uint32_t i = row->first; i < row->end; i++)
        if (!is_kind(r, i, TOKEN_MARK) || !memchr("-:|=+*\te_", token_at(r, i)->mark, 9))
            return false;
    return true;
}

static bool is_year(const struct reading *r, struct cell cell)
{
    int64_t year = cell.end == cell.first + 1 ? small_number(r, cell.first) : -1;
    return year >= 1950 && year <= 2100;
}

/* "A | B | 1 | 2 | 3=2/1": the columns' own numbers. */
static bool is_numbering(const struct reading *r, const struct cell *cells, uint32_t count)
{
    int64_t last = 0;
    uint32_t numbers = 0;
    for (uint32_t c = 0; c < count; c++) {
        uint32_t at = cells[c].first;
        if (at == cells[c].end)
            continue;
        at += is_mark(r, at, '(') || is_mark(r, at, '[');
        int64_t number = small_number(r, at);
        bool letter = is_kind(r, at, TOKEN_WORD) && token_at(r, at)->end - token_at(r, at)->start == 1;
        if (!letter && (number <= last || number > last + 2))
            return false;
        last = letter ? last : number;
        numbers += !letter;
    }
    return numbers >= 2 && last <= (int64_t)count + 1;
}

/* The signs and qualifiers before an amount; *ret_negative for a minus. */
static uint32_t amount_start(const struct reading *r, struct cell cell, struct mention *m, bool *ret_negative)
{
    static const struct {
        const char *sign;
        ind_qualifier qualifier;
    } signs[] = {{">", IND_QUALIFIER_OVER},
                 {"<", IND_QUALIFIER_UNDER},
                 {"≥", IND_QUALIFIER_AT_LEAST},
                 {"≤", IND_QUALIFIER_AT_MOST}};
    uint32_t at = cell.first;
    *ret_negative = false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (at < cell.end && token_is(r, at, signs[i].sign)) {
            m->qualifier = signs[i].qualifier;
            return at + 1;
        }
    const struct hit *qualifier = hits_at(&r->hits, at, CLASS_QUALIFIER);
    if (qualifier)
        m->qualifier = qualifier_named(qualifier->entry->value);
    at += qualifier ? qualifier->count : 0;
    bool bracketed = is_mark(r, at, '(') && is_kind(r, at + 1, TOKEN_NUMBER) && is_mark(r, cell.end - 1, ')');
    *ret_negative = is_mark(r, at, '-') || bracketed; /* "(4,2)" is how accountants write -4,2 */
    return at + (*ret_negative || is_mark(r, at, '+'));
}

/* "7-8", "18/21": what may follow the first number. */
static void read_second(const struct reading *r, struct cell cell, struct mention *m)
{
    struct numeral second;
    uint32_t at = m->number_end;
    bool range = is_mark(r, at, '-'), slash = is_mark(r, at, '/');
    if ((!range && !slash) || at + 1 >= cell.end || !is_kind(r, at + 1, TOKEN_NUMBER) ||
        !numeral_at(r, at + 1, &second) || !second.value.known)
        return;
    if (range && decimal_compare(m->value, second.value) < 0) {
        m->range = true;
        m->low = m->value;
        m->high = second.value;
        m->value = decimal_midpoint(m->low, m->high);
    } else if (slash && decimal_compare(m->value, second.value) <= 0 && !decimal_is_zero(second.value)) {
        m->parts = true;
        m->part = m->value;
        m->whole = second.value;
    } else {
        return;
    }
    m->number_end = second.end;
}

/* "98,7 tỷ đồng", "102%", "45 (ước)"; no "08:15", no "6 tháng 2022". */
static bool may_follow(const struct reading *r, uint32_t at)
{
    bool word = is_kind(r, at, TOKEN_WORD) && !begins(r, at, CLASS_TIME_UNIT);
    return word || is_mark(r, at, '%') || is_mark(r, at, '(') || is_mark(r, at, '*') || begins(r, at, CLASS_UNIT);
}

bool cell_amount(const struct reading *r, struct cell cell, struct mention *ret_m, struct cell *ret_rest)
{
    struct numeral n;
    struct mention m = mention_at(r, cell.first);
    bool negative;
    if (cell.first >= cell.end)
        return false;
    uint32_t at = amount_start(r, cell, &m, &negative);
    if (at >= cell.end || !is_kind(r, at, TOKEN_NUMBER) || !numeral_at(r, at, &n) || !n.value.known)
        return false;
    m.first = m.left = at;
    m.value = negative ? decimal_negate(n.value) : n.value;
    m.half = n.half;
    m.number_end = m.end = n.end;
    read_second(r, cell, &m);
    m.end = m.number_end;
    uint32_t end = cell.end;
    if (end > m.end && is_mark(r, end - 1, ')') && is_mark(r, cell.first, '('))
        end--;
    *ret_m = m;
    *ret_rest = (struct cell){m.end, end};
    return ret_rest->first == end || (end <= m.end + AMOUNT_WORDS && may_follow(r, ret_rest->first));
}

uint32_t column_cue(const struct reading *r, uint32_t at, const char *value)
{
    if (!begins(r, at, CLASS_COLUMN))
        return 0;
    for (uint32_t h = hits_from(&r->hits, at); h < hits_from(&r->hits, at + 1); h++)
        if (r->hits.items[h].entry->cls == CLASS_COLUMN && entry_is(r->hits.items[h].entry, value))
            return r->hits.items[h].count;
    return 0;
}

/* "tỷ đồng", "1.000 con", "%": a multiplier or a number that multiplies, then a unit or a noun. */
bool is_unit_cell(const struct reading *r, struct cell cell)
{
    static const enum entry_class classes[] = {CLASS_UNIT, CLASS_MULTIPLIER, CLASS_NOUN};
    struct numeral n;
    uint32_t at = cell.first;
    if (at < cell.end && is_kind(r, at, TOKEN_NUMBER) && numeral_at(r, at, &n) && n.end < cell.end)
        at = n.end;
    for (size_t i = 0; at < cell.end && i < sizeof classes / sizeof *classes; i++)
        if (begins(r, at, classes[i]))
            return true;
    return false;
}

/* --- headers ----------------------------------------------------------------------------------------------------- */

/* Whether a row states amounts: from its second cell on, and not only years. */
static bool has_amounts(const struct reading *r, const struct cell *cells, uint32_t count)
{
    struct mention m;
    struct cell rest;
    for (uint32_t c = 1; c < count; c++)
        if (cell_amount(r, cells[c], &m, &rest) && !is_year(r, cells[c]) && r->use[m.first] != USE_TIME)
            return true;
    return false;
}

/* A cell of the header that spans columns stands in the first of them; below it the others have cells of their own. */
static void spread_header(struct table *table, uint32_t rows)
{
    for (uint32_t k = 0; k + 1 < rows; k++)
        for (uint32_t c = 1; c < table->column_count; c++) {
            struct cell *cell = &table->columns[c].header[k];
            const struct cell *below = &table->columns[c].header[k + 1], *left = &table->columns[c - 1].header[k];
            bool empty = cell->first == cell->end, said = below->first < below->end;
            bool spans = table->columns[c - 1].header[k + 1].first < table->columns[c - 1].header[k + 1].end;
            if (empty && said && spans)
                *cell = *left;
        }
}

/* "Lúa" alone in its row, below a header: it heads the rows below it. */
static bool heads_group(const struct cell *cells, uint32_t count)
{
    for (uint32_t c = 1; c < count; c++)
        if (!cell_is_empty(cells[c]))
            return false;
    return count && !cell_is_empty(cells[0]);
}

/* The rows above the first one that states amounts; false when there are none or too many. */
static bool read_header(struct reading *r, struct table *table)
{
    struct cell cells[TABLE_COLUMNS];
    uint32_t rows = 0, at = table->first_row;
    for (; at < table->end_row; at++) {
        uint32_t count = table_cells(r, table, &r->rows.items[at], cells);
        if (is_ruler(r, &r->rows.items[at]) || is_numbering(r, cells, count))
            continue;
        if (has_amounts(r, cells, count) || (rows && heads_group(cells, count)))
            break;
        if (rows == TABLE_HEADER_ROWS)
            break;
        for (uint32_t c = 0; c < count && c < table->column_count; c++)
            table->columns[c].header[rows] = cells[c];
        rows++;
    }
    table->data_row = at;
    spread_header(table, rows);
    return rows > 0 && at < table->end_row;
}

static void count_cell(const struct reading *r, struct column *column, struct cell cell, uint32_t row)
{
    struct mention m;
    struct cell rest;
    if (cell.first >= cell.end || (cell.end == cell.first + 1 && is_kind(r, cell.first, TOKEN_MARK)))
        return;
    column->units += is_unit_cell(r, cell);
    column->places += begins(r, cell.first, CLASS_PLACE_KIND);
    if (!cell_amount(r, cell, &m, &rest)) {
        column->texts++;
        return;
    }
    column->figures++;
    column->negative |= m.value.negative;
    column->index_like &= small_number(r, m.first) == (int64_t)row + 1;
}

static void take_census(struct reading *r, struct table *table)
{
    struct cell cells[TABLE_COLUMNS];
    for (uint32_t c = 0; c < table->column_count; c++)
        table->columns[c].index_like = true;
    for (uint32_t k = 0; k < CENSUS_ROWS && table->data_row + k < table->end_row; k++) {
        uint32_t count = table_cells(r, table, &r->rows.items[table->data_row + k], cells);
        for (uint32_t c = 0; c < count && c < table->column_count; c++)
            count_cell(r, &table->columns[c], cells[c], k);
    }
}

/* --- what is said above a table ---------------------------------------------------------------------------------- */

/* "(ĐVT: tỷ đồng)", "Đơn vị tính: Triệu đồng". */
static bool read_unit_line(const struct reading *r, struct cell line, struct cell *ret_unit)
{
    for (uint32_t i = line.first; i < line.end; i++) {
        uint32_t cue = column_cue(r, i, "unit"), at = i + cue;
        if (!cue)
            continue;
        at += is_mark(r, at, ':');
        uint32_t end = at;
        while (end < line.end && !is_mark(r, end, ')') && !is_mark(r, end, ';'))
            end++;
        *ret_unit = (struct cell){at, end};
        return is_unit_cell(r, *ret_unit);
    }
    return false;
}

/* "Trồng rừng của các xã (ha)". */
static void read_caption_unit(const struct reading *r, struct table *table)
{
    struct cell *caption = &table->caption;
    uint32_t at = caption->end;
    if (caption->first == caption->end || !is_mark(r, caption->end - 1, ')'))
        return;
    while (at > caption->first && !is_mark(r, at - 1, '('))
        at--;
    struct cell inside = {at, caption->end - 1};
    if (at == caption->first || !is_unit_cell(r, inside) || table->unit_line.first < table->unit_line.end)
        return;
    table->unit_line = inside;
    caption->end = at - 1;
}

ind_period table_period(struct reading *r, const struct frame *frame, ind_period_source source)
{
    return (ind_period){.start = frame->start_date,
                        .end = frame->end_date,
                        .source = source,
                        .text = text_of(r, frame->first, frame->end)};
}

/* "Bảng 1. Kết quả thu ngân sách các huyện năm 2021": without its number and what is said of any table. */
static void trim_caption(const struct reading *r, struct cell *caption)
{
    uint32_t at = caption->first;
    while (at < caption->end) {
        uint32_t count = column_cue(r, at, "caption");
        bool ordering = at > caption->first && !count && (is_kind(r, at, TOKEN_MARK) || is_plain_number(r, at));
        if (!count && !ordering)
            break;
        at += count + ordering;
    }
    caption->first = skip_empty(r, at, caption->end);
    for (uint32_t i = caption->first + 2; i < caption->end; i++)
        if (r->use[i] == USE_TIME)
            caption->end = i;
    caption->end = trim_end(r, caption->first, caption->end, false);
}

/* "Tỷ đồng" on a line of its own. */
static bool is_unit_line(const struct reading *r, struct cell line)
{
    bool unit =
        begins(r, line.first, CLASS_UNIT) || begins(r, line.first, CLASS_MULTIPLIER) || is_mark(r, line.first, '%');
    return line.first < line.end && line.end - line.first <= UNIT_LINE_TOKENS && unit && is_unit_cell(r, line);
}

static void look_above(struct reading *r, struct table *table)
{
    uint32_t end = r->rows.items[table->first_row].first;
    for (uint32_t n = 0; n < ABOVE_LINES && end > 0; n++) {
        end -= is_kind(r, end - 1, TOKEN_BREAK);
        struct cell line = {end, end};
        while (line.first > 0 && !is_kind(r, line.first - 1, TOKEN_BREAK) && line.end - line.first <= CAPTION_TOKENS)
            line.first--;
        if (line.end - line.first > CAPTION_TOKENS)
            return;
        if (table->unit_line.first == table->unit_line.end && read_unit_line(r, line, &table->unit_line)) {
            if (line.end - line.first > 12 && table->caption.first == table->caption.end)
                table->caption = (struct cell){line.first, table->unit_line.first};
        } else if (table->unit_line.first == table->unit_line.end && is_unit_line(r, line)) {
            table->unit_line = line;
        } else if (table->caption.first == table->caption.end) {
            table->caption = line;
        }
        end = line.first;
    }
    const struct frame *frame = frame_within(r, table->caption.first, table->caption.end);
    if (frame)
        table->period = table_period(r, frame, IND_SOURCE_PARAGRAPH);
    read_caption_unit(r, table);
    trim_caption(r, &table->caption);
}

/* --- the step ---------------------------------------------------------------------------------------------------- */

/* Times in a table are of its columns and rows: they set nothing outside of it. */
static void shut_frames(struct reading *r, uint32_t first, uint32_t end)
{
    uint32_t low = 0, high = r->frames.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->frames.items[middle].first < first)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < r->frames.count && r->frames.items[low].first < end; low++)
        r->frames.items[low].tabular = true;
}

static int understand(struct reading *r, struct table *table)
{
    struct cell cells[TABLE_COLUMNS];
    for (uint32_t row = table->first_row; row < table->end_row && row < table->first_row + CENSUS_ROWS; row++) {
        uint32_t count = table_cells(r, table, &r->rows.items[row], cells);
        if (count > table->column_count)
            table->column_count = count;
    }
    table->columns = ARENA_ARRAY(r->arena, struct column, table->column_count);
    if (!table->columns)
        return IND_E_LIMIT;
    bool headed = table->flat || read_header(r, table);
    if (table->flat)
        flat_header(r, table);
    take_census(r, table);
    look_above(r, table);
    table->understood = headed && columns_read(r, table);
    return IND_OK;
}

int table_read(struct reading *r)
{
    for (uint32_t i = 0; i < r->grids.count; i++) {
        struct table *table = &r->grids.items[i];
        TRY(understand(r, table));
        if (!table->understood)
            continue;
        uint32_t first = r->rows.items[table->first_row].first, end = r->rows.items[table->end_row - 1].end;
        take(r, first, r->rows.items[table->data_row].first, USE_HEAD);
        take(r, r->rows.items[table->data_row].first, end, USE_TABLE);
        shut_frames(r, first, end);
    }
    return IND_OK;
}

int table_mentions(struct reading *r, uint32_t at, uint32_t *row, uint32_t *ret_end)
{
    while (r->rows.items[*row].end <= at)
        ++*row;
    const struct table_row *here = &r->rows.items[*row];
    struct table *table = &r->grids.items[here->table];
    *ret_end = here->end + (here->end < r->tokens.count && r->use[here->end] == USE_TABLE); /* its break */
    return is_ruler(r, here) ? IND_OK : table_row_read(r, table, here);
}
