/* Tables in the text: lines whose cells a tab or a bar parts, as HTML, Markdown and office exports come to it. table.c
 * (with table_flat.c) finds them, table_cell.c reads one cell and table_above.c the lines above, column.c tells from its
 * header what a column holds and column_tie.c what its neighbours tell of it, table_row.c turns a row into mentions that
 * are linked and labelled already. Internal to extract/. */
#ifndef EXTRACT_TABLE_H
#define EXTRACT_TABLE_H

#include "daemon/extract/reading.h"

/* What lies beyond is not read. */
#define TABLE_COLUMNS 32
#define TABLE_HEADER_ROWS 3

/* Tokens [first, end); empty when they are equal. */
struct cell {
    uint32_t first;
    uint32_t end;
};

enum column_kind {
    COLUMN_IGNORED,
    COLUMN_NUMBER,    /* TT, STT: numbers of the rows */
    COLUMN_LABEL,     /* what the rows are about: an indicator, a place, a period */
    COLUMN_UNIT,      /* ĐVT */
    COLUMN_LEVEL,     /* the measured amount: actual, estimate, of a year, of the year before */
    COLUMN_PLAN,      /* the plan's own amount */
    COLUMN_RATIO,     /* actual / plan in per cent */
    COLUMN_CHANGE,    /* against an earlier period: a per cent, or an amount where `delta` is set */
    COLUMN_SHARE,     /* a part of the whole in per cent */
    COLUMN_INDICATOR, /* the header names an indicator: rows are places or items */
};

struct column {
    enum column_kind kind;
    struct cell header[TABLE_HEADER_ROWS]; /* from the top; a cell that spans columns stands in each of them */
    struct cell name;   /* the lowest header cell that says something, without its bracket */
    struct cell group;  /* what its header says beside what a column holds: "Lúa mùa (ha)" above "Kế hoạch" */
    struct cell unit;   /* what its bracket says: "(tỷ đồng)" */
    const struct hit *plan;    /* the plan noun of its header, NULL for none */
    const struct hit *earlier; /* "cùng kỳ", NULL for none */
    struct cell basis;  /* what a change is against */
    ind_comparison comparison;
    struct cell assigner; /* where to look for one: behind the plan noun */
    ind_period period;    /* year 0: none said */
    ind_period about;     /* of a ratio or change: the period of the level that it is about; year 0: none said */
    ind_period against;   /* of a ratio: the period of the plan that it is to; year 0: none said */
    bool of_target;       /* "KH 2023/ƯTH 2022": a change of the plan, not of what was done */
    bool named;           /* its level is named by the header and the row: "Giải ngân" of "Ban QLDA huyện" */
    bool lent;            /* … or, of places, by what stands above the table */
    bool grouped;         /* another level is told apart by `group` alone */
    bool part;            /* "Trong đó: NSTW", beside "Tổng số" under one header */
    bool later;           /* a plan for a year after every level's: next year's target */
    bool measured;        /* a target that a ratio is held against, whatever its year */
    ind_status status;
    bool year_before; /* "cùng kỳ" without a year: a level of the period before */
    bool falls;       /* "Giảm": 3,1 says - 3,1 % */
    bool growth;      /* 3,1 says + 3,1 %, where another column would say 103,1 */
    bool delta;       /* an absolute change */
    bool proportion;  /* "Tỷ lệ", "(%)" */
    bool compared;    /* "Tuyệt đối", "Tương đối", "So sánh": with what, the columns beside it tell */
    bool total;       /* its header says no more than that: "Tổng số" */
    bool yearly;      /* "Kế hoạch năm": of the whole year, whichever part of it the table is of */
    uint32_t level;   /* the column of the level that a plan, ratio, change or share is about; NONE */
    uint32_t partner; /* of a ratio: the column of the plan's amount; NONE */
    /* what its cells are, in the first rows */
    uint32_t figures, texts, units, places, years;
    bool negative, index_like;
};

/* Of a table whose cells stand on lines of their own: which column is what (table_flat.c). */
struct flat {
    uint32_t columns;
    uint32_t label, unit, number; /* columns; NONE */
    uint32_t amount_count;
    uint8_t amounts[TABLE_COLUMNS]; /* columns, from the left */
};

/* A line of a table, or the lines of one row. */
struct table_row {
    uint32_t first;
    uint32_t end;
    uint32_t table; /* into reading.grids */
};

struct table {
    uint32_t first_row; /* into reading.rows */
    uint32_t end_row;
    uint32_t data_row;  /* the first below the header */
    char mark;          /* what parts its cells: '\t' or '|' */
    bool barred;        /* its rows begin with a bar that parts nothing */
    const struct flat *flat; /* its cells are lines; else NULL */
    bool understood;    /* its rows are read as a table, not as prose */
    bool by_place;      /* its rows are places */
    bool by_year;       /* its rows are years, and say no more: "2019" */
    bool by_item;       /* its rows are sectors, goods, bodies: what is measured of them is said above */
    struct column *columns;
    uint32_t column_count;
    uint32_t label;     /* the label's column, and the unit's; NONE */
    uint32_t unit;
    struct cell caption;   /* the words above it */
    ind_period period;     /* that those words say; year 0: none */
    struct cell unit_line; /* "ĐVT: tỷ đồng" above it */
    struct cell group_unit; /* what a row without amounts says of those below it: "Các loại cây khác (ha)" */
    struct cell unit_above; /* of the last row that said one, for ditto marks */
    struct cell head;      /* of the rows read so far: the label that "- Trong nước" is a part of */
};

static inline bool cell_is_empty(struct cell cell)
{
    return cell.first >= cell.end;
}

/* The cells of a row from the left, at most TABLE_COLUMNS; returns how many. */
uint32_t table_cells(const struct reading *r, const struct table *table, const struct table_row *row,
                     struct cell ret_cells[static TABLE_COLUMNS]);

/* Finds a table whose header begins at token `at` and whose cells are lines; *ret_end is `at` when there is none, else
 * behind its last row. Errors: IND_E_LIMIT. */
int flat_find(struct reading *r, uint32_t at, uint32_t *ret_end);
void flat_header(const struct reading *r, struct table *table);
uint32_t flat_cells(const struct reading *r, const struct flat *flat, const struct table_row *row,
                    struct cell ret_cells[static TABLE_COLUMNS]);

/* A year and nothing else. */
bool cell_is_year(const struct reading *r, struct cell cell);

/* The amount that a cell states and nothing else, without its unit: number_end is behind the numeral, `ret_rest` what
 * stands behind it in the cell. False for words, for an empty cell, "-" and "x". */
bool cell_amount(const struct reading *r, struct cell cell, struct mention *ret_m, struct cell *ret_rest);

/* The cell up to the marks of footnotes that it ends with; never empty where the cell is not. */
struct cell cell_without_notes(const struct reading *r, struct cell cell);

/* The same words, letter by letter; false for empty cells. */
bool cells_agree(struct reading *r, struct cell a, struct cell b);

/* A ditto mark. */
bool cell_repeats(const struct reading *r, struct cell cell);

/* Reads a unit with its multiplier ("tỷ đồng", "1.000 con", "%") from tokens of its own; false where none begins there.
 */
bool is_unit_cell(const struct reading *r, struct cell cell);

/* What the lines above the table say of all its rows: caption, unit, period (table_above.c). */
void table_look_above(struct reading *r, struct table *table);

/* The interval of a frame as a period that `source` set. */
ind_period table_period(struct reading *r, const struct frame *frame, ind_period_source source);

/* How many tokens the word of this value of class `column` has that begins at `at`; 0 for none. */
uint32_t column_cue(const struct reading *r, uint32_t at, const char *value);

/* What the columns hold, from their headers and cells (column.c). False when the header makes no sense. */
bool columns_read(struct reading *r, struct table *table);

/* What they say of each other, once each has its kind (column_tie.c). */
void columns_tie(struct reading *r, struct table *table);

/* Turns the cells of one row of an understood table into mentions (table_row.c). Errors: IND_E_LIMIT. */
int table_row_read(struct reading *r, struct table *table, const struct table_row *row);

#endif
