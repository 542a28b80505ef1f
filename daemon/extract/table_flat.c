/* Tables that lost their lines: a page turned into plain text with each cell on a line of its own. The header is a run
 * of short lines that only a table has ("TT", "Chỉ tiêu", "ĐVT", "KH năm 2019" …); a row is a label, perhaps a unit,
 * and as many amounts as the header has columns for. A row with fewer, where an empty cell left no trace, states
 * nothing. */
#include "daemon/extract/table.h"

#define HEADER_TOKENS 14
#define BODY_TOKENS 40
#define SENTENCE_WORDS 12
#define IDLE_LINES 8   /* so many lines without an amount are no rows any more */
#define TORN_LINES 24  /* … nor so many without a whole row: what is looked at twice stays short */

enum flat_kind { FLAT_NUMBER, FLAT_TEXT, FLAT_UNIT, FLAT_AMOUNT };

static struct cell line_of(const struct reading *r, uint32_t at)
{
    return (struct cell){at, line_end(r, at)};
}

/* "5", "2.", "IV", "a)": only a number, with what orders. */
static bool is_number_line(const struct reading *r, struct cell line)
{
    uint32_t at = line.first, length = line.end - line.first;
    bool marked = length == 2 && is_kind(r, at + 1, TOKEN_MARK) && (is_mark(r, at + 1, '.') || is_mark(r, at + 1, ')'));
    if (length != 1 && !marked)
        return false;
    const struct token *token = token_at(r, at);
    bool letters = token->kind == TOKEN_WORD && token->end - token->start <= 4 &&
                   (token->end - token->start == 1 || (token->flags & TOKEN_UPPER));
    return letters || (small_number(r, at) >= 0 && small_number(r, at) < 1000);
}

static bool is_amount_line(const struct reading *r, struct cell line)
{
    struct mention m;
    struct cell rest;
    return cell_amount(r, line, &m, &rest);
}

/* --- the header
 * -------------------------------------------------------------------------------------------------------- */

static bool is_header_line(const struct reading *r, struct cell line)
{
    static const enum entry_class classes[] = {CLASS_COLUMN, CLASS_PLAN, CLASS_EARLIER, CLASS_ESTIMATE, CLASS_AGAINST};
    if (line.end == line.first || line.end - line.first > HEADER_TOKENS || is_amount_line(r, line) ||
        is_mark(r, line.end - 1, '.') || is_mark(r, line.end - 1, ':'))
        return false;
    for (uint32_t i = line.first; i < line.end; i++)
        for (size_t k = 0; k < sizeof classes / sizeof *classes; k++)
            if (begins(r, i, classes[k]))
                return true;
    return false;
}

/* A header begins with the rows' numbers or their labels, and nothing else on the line. */
static bool opens_header(const struct reading *r, struct cell line)
{
    uint32_t number = column_cue(r, line.first, "number"), label = column_cue(r, line.first, "label");
    return line.first < line.end && (line.first + number == line.end || line.first + label == line.end);
}

static enum column_kind fixed_kind(const struct reading *r, struct cell line)
{
    if (column_cue(r, line.first, "number"))
        return COLUMN_NUMBER;
    if (column_cue(r, line.first, "unit") && line.end - line.first <= 4)
        return COLUMN_UNIT;
    return column_cue(r, line.first, "note") ? COLUMN_IGNORED : COLUMN_LEVEL;
}

/* How the header's lines share out what a row has. */
static uint32_t read_header(const struct reading *r, uint32_t at, struct flat *ret_flat)
{
    struct flat flat = {.label = NONE, .unit = NONE, .number = NONE};
    struct cell line = line_of(r, at);
    for (; flat.columns < TABLE_COLUMNS && (flat.columns ? is_header_line(r, line) : opens_header(r, line));
         line = line_of(r, line_behind(r, line.end))) {
        enum column_kind kind = fixed_kind(r, line);
        if (kind == COLUMN_NUMBER)
            flat.number = flat.columns;
        else if (flat.label == NONE)
            flat.label = flat.columns;
        else if (kind == COLUMN_UNIT)
            flat.unit = flat.columns;
        else if (kind != COLUMN_IGNORED)
            flat.amounts[flat.amount_count++] = (uint8_t)flat.columns;
        flat.columns++;
    }
    *ret_flat = flat;
    return flat.label != NONE && flat.amount_count && flat.columns >= 3 ? line.first : at;
}

/* --- rows
 * -------------------------------------------------------------------------------------------------------------- */

static enum flat_kind kind_of(const struct reading *r, const struct flat *flat, struct cell line, bool begun,
                              uint32_t amounts)
{
    bool numbered = flat->number != NONE && is_number_line(r, line);
    if (numbered && (!begun || amounts >= flat->amount_count))
        return FLAT_NUMBER;
    if (begun && is_amount_line(r, line))
        return FLAT_AMOUNT;
    if (begun && !amounts && flat->unit != NONE && is_unit_cell(r, line) && line.end - line.first <= 6)
        return FLAT_UNIT;
    return FLAT_TEXT;
}

uint32_t flat_cells(const struct reading *r, const struct flat *flat, const struct table_row *row,
                    struct cell ret_cells[static TABLE_COLUMNS])
{
    struct cell amounts[TABLE_COLUMNS];
    uint32_t count = 0;
    bool begun = false;
    memset(ret_cells, 0, sizeof *ret_cells * TABLE_COLUMNS);
    for (uint32_t at = row->first; at < row->end;) {
        struct cell line = line_of(r, at);
        enum flat_kind kind = kind_of(r, flat, line, begun, count);
        if (kind == FLAT_NUMBER)
            ret_cells[flat->number] = line;
        else if (kind == FLAT_UNIT)
            ret_cells[flat->unit] = line;
        else if (kind == FLAT_AMOUNT && count < TABLE_COLUMNS)
            amounts[count++] = line;
        else if (!begun)
            ret_cells[flat->label] = line;
        begun |= kind == FLAT_TEXT;
        at = line_behind(r, line.end);
    }
    for (uint32_t i = 0; i < count && count == flat->amount_count; i++)
        ret_cells[flat->amounts[i]] = amounts[i];
    return flat->columns;
}

static bool is_prose(const struct reading *r, struct cell line)
{
    uint32_t length = line.end - line.first;
    return length > BODY_TOKENS || (length > SENTENCE_WORDS && is_mark(r, line.end - 1, '.'));
}

struct body {
    struct table_row row; /* at hand; empty before the first */
    bool begun;           /* it has its label */
    uint32_t amounts;
    uint32_t idle;  /* lines since the last amount */
    uint32_t torn;  /* lines since the last whole row */
    uint32_t whole; /* rows with all their amounts */
    uint32_t end;   /* behind the last of them */
    uint32_t rows;  /* of the reading, up to it */
};

static int close_row(struct reading *r, const struct flat *flat, struct body *body)
{
    if (body->row.first == body->row.end)
        return IND_OK;
    struct table_row *row = LIST_PUSH(r->arena, &r->rows);
    if (!row)
        return IND_E_LIMIT;
    *row = body->row;
    if (body->amounts == flat->amount_count) {
        body->whole++;
        body->torn = 0;
        body->end = row->end;
        body->rows = r->rows.count;
    }
    body->row.first = body->row.end;
    body->begun = false;
    body->amounts = 0;
    return IND_OK;
}

static int read_body(struct reading *r, const struct flat *flat, struct body *body, uint32_t at)
{
    for (struct cell line = line_of(r, at);
         line.first < line.end && !is_prose(r, line) && body->idle < IDLE_LINES && body->torn < TORN_LINES;
         line = line_of(r, line_behind(r, line.end)), body->torn++) {
        enum flat_kind kind = kind_of(r, flat, line, body->begun, body->amounts);
        if (kind == FLAT_NUMBER || (kind == FLAT_TEXT && body->begun))
            TRY(close_row(r, flat, body));
        if (body->row.first == body->row.end)
            body->row.first = line.first;
        body->row.end = line.end;
        body->begun |= kind == FLAT_TEXT;
        body->amounts += kind == FLAT_AMOUNT;
        body->idle = kind == FLAT_AMOUNT ? 0 : body->idle + 1;
    }
    return close_row(r, flat, body);
}

int flat_find(struct reading *r, uint32_t at, uint32_t *ret_end)
{
    struct flat flat;
    uint32_t first_row = r->rows.count, data = read_header(r, at, &flat);
    *ret_end = at;
    if (data == at)
        return IND_OK;
    struct body body = {.row = {data, data, r->grids.count}};
    struct table_row *header = LIST_PUSH(r->arena, &r->rows);
    if (!header)
        return IND_E_LIMIT;
    *header = (struct table_row){at, data - 1, r->grids.count};
    TRY(read_body(r, &flat, &body, data));
    if (body.whole < 2) {
        r->rows.count = first_row;
        return IND_OK;
    }
    r->rows.count = body.rows; /* what follows the last whole row is no row */
    struct table *table = LIST_PUSH(r->arena, &r->grids);
    struct flat *kept = ARENA_NEW(r->arena, struct flat);
    if (!table || !kept)
        return IND_E_LIMIT;
    *kept = flat;
    *table = (struct table){.first_row = first_row,
                            .end_row = body.rows,
                            .flat = kept,
                            .label = NONE,
                            .unit = NONE,
                            .data_row = first_row + 1};
    *ret_end = body.end;
    return IND_OK;
}

/* Each line of the header is a column's. */
void flat_header(const struct reading *r, struct table *table)
{
    uint32_t at = r->rows.items[table->first_row].first;
    for (uint32_t c = 0; c < table->column_count; c++) {
        struct cell line = line_of(r, at);
        table->columns[c].header[0] = line;
        at = line_behind(r, line.end);
    }
}
