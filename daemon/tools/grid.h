/* A table of text for a terminal: columns aligned by how wide a terminal shows the text, which for Vietnamese is
 * neither bytes nor code points (combining marks take no cell, East-Asian characters two). Not for what stands
 * in the cells. One thread. */
#ifndef TOOLS_GRID_H
#define TOOLS_GRID_H

#include "daemon/base/buffer.h"

enum { GRID_COLUMNS = 8 };

/* `least` is the width a column has even when its cells are narrower: for rows that are printed one by one. */
struct grid_column {
    const char *title;
    bool right; /* aligned to the right, as numbers are */
    size_t least;
};

struct grid {
    const struct grid_column *columns;
    size_t column_count;
    struct buffer text;                /* all cells, one behind the other */
    size_t *ends;                      /* where each cell ends in it */
    size_t cell_count, cell_room;
    size_t widths[GRID_COLUMNS];
    bool failed; /* out of memory once: told by grid_print */
};

/* The columns (at most GRID_COLUMNS) must outlive the grid. */
void grid_init(struct grid *grid, const struct grid_column *columns, size_t column_count);
void grid_done(struct grid *grid);

/* Forgets the rows and their widths. */
void grid_clear(struct grid *grid);

/* The next cell, left to right, row by row, as text_clean gives it. */
void grid_cell(struct grid *grid, const char *bytes, size_t length);

/* All rows, each ended by a line feed, behind what `out` holds; a head line with the titles first where wanted.
 * The last column is not padded and is cut with "…" so that no line is wider than `terminal` cells (0: never
 * cut), but never to less than 30 cells. IND_E_NOMEM when memory ran out anywhere, `out` then holds a part. */
int grid_print(const struct grid *grid, bool head, size_t terminal, struct buffer *out);

/* How many cells of a terminal the text takes. */
size_t text_width(const char *bytes, size_t length);

/* The longest beginning of the text, in bytes, that takes at most `width` cells; whole characters with their
 * combining marks. */
size_t text_fit(const char *bytes, size_t length, size_t width);

/* Appends the text as a terminal may be given it: control characters become spaces, bytes that are no UTF-8 and marks
 * that turn the direction of writing U+FFFD. */
void text_clean(struct buffer *text, const char *bytes, size_t length);

/* The columns of the terminal behind stdout, else what COLUMNS in the environment says, else 0. */
size_t terminal_width(void);

#endif
