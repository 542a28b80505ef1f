/* Where tables stand in the text: runs of lines with cells, and their header rows. Decides whether a run is a table at
 * all; what its columns hold is column.c's. */
#include "daemon/extract/period.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/table.h"

/* A line without cells among rows is at most so long. */
#define HEADING_TOKENS 20

/* So many rows tell what a column's cells are. */
#define CENSUS_ROWS 24

/* --- lines with cells -------------------------------------------------------------------------------------------- */

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

/* --- headers ----------------------------------------------------------------------------------------------------- */

/* "|---|:---:|" and "+====+": drawn, not said. */
static bool is_ruler(const struct reading *r, const struct table_row *row)
{
    for (uint32_t i = row->first; i < row->end; i++)
        if (!is_kind(r, i, TOKEN_MARK) || !memchr("-:|=+*\te_", token_at(r, i)->mark, 9))
            return false;
    return true;
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

/* Whether a row states amounts: from its second cell on, and not only years. */
static bool has_amounts(const struct reading *r, const struct cell *cells, uint32_t count)
{
    struct mention m;
    struct cell rest;
    for (uint32_t c = 1; c < count; c++)
        if (cell_amount(r, cells[c], &m, &rest) && !cell_is_year(r, cells[c]) && r->use[m.first] != USE_TIME)
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

/* "Kế hoạch | Trong đó:" above "Rừng phòng hộ": what stands below those words is a part of what stands before them. */
static void part_below(const struct reading *r, struct table *table, uint32_t rows)
{
    for (uint32_t k = 0; k + 1 < rows; k++)
        for (uint32_t c = 1; c < table->column_count; c++) {
            struct cell *cell = &table->columns[c].header[k];
            const struct hit *parts = cell_is_empty(*cell) ? NULL : hits_at(&r->hits, cell->first, CLASS_PARTS);
            uint32_t end = parts ? cell->first + parts->count : 0;
            if (parts && end + is_mark(r, end, ':') >= cell->end)
                *cell = table->columns[c - 1].header[k];
        }
}

/* "Hộ nghèo: Số hộ" in one cell is what two rows of header would say, but for "Trong đó: …". */
static void part_header(struct reading *r, struct table *table, uint32_t rows)
{
    for (uint32_t c = 0; c < table->column_count && rows == 1; c++) {
        struct cell *cell = table->columns[c].header;
        uint32_t colon = cell->first;
        while (colon < cell->end && !is_mark(r, colon, ':'))
            colon++;
        if (colon == cell->first || colon + 1 >= cell->end || begins(r, cell->first, CLASS_PARTS))
            continue;
        cell[1] = (struct cell){colon + 1, cell->end};
        cell->end = colon;
        const struct cell *left = c ? table->columns[c - 1].header : cell;
        if (cells_agree(r, *left, *cell)) /* one header above both */
            *cell = *left;
    }
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
    part_below(r, table, rows);
    part_header(r, table, rows);
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
    column->years += cell_is_year(r, cell);
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
    table_look_above(r, table);
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
        if (table->unit_line.end <= first)
            take(r, table->unit_line.first, table->unit_line.end, USE_HEAD);
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
