/* A table file as rows of named fields: the only reader of the format. A line that begins with '#' is a comment,
 * the first other line names the columns, fields are parted by tabs and '-' alone is an empty field. Not for what
 * the fields mean. Pure; one owner. */
#ifndef LANG_ROWS_H
#define LANG_ROWS_H

#include "daemon/base/arena.h"
#include "daemon/base/error.h"
#include "daemon/text/tokens.h"

#include <indicatord/observation.h>

#define ROW_COLUMNS 6

struct column {
    const char *name; /* NULL ends a list of columns */
    bool optional;    /* the column may be missing and its field empty */
};

struct rows {
    const char *name; /* of the file, as faults say it */
    struct text text; /* the whole file, clean */
    struct tokens tokens;
    const struct column *columns;
    uint8_t place[ROW_COLUMNS]; /* which column of the file holds columns[i]; ROW_COLUMNS for none */
    uint8_t count;              /* columns of the file */
    uint32_t next;              /* where the next line starts */
    uint32_t start;             /* where the current line starts */
    uint32_t line;              /* its number, from 1 */
    ind_text fields[ROW_COLUMNS]; /* of the current row, in the order of `columns`; bytes NULL where empty */
};

/* Reads the header. `columns` (at most ROW_COLUMNS, ended by a NULL name) and `name` must outlive the rows; bytes
 * are not kept, the clean text lives in the arena. Errors: IND_E_NOT_TEXT, IND_E_INVALID, IND_E_LIMIT, each with a
 * fault that names file and line. A file of comments alone has no rows and is fine. */
int rows_open(struct rows *rows, struct arena *arena, const char *name, const char *bytes, size_t length,
              const struct column *columns, struct ind_fault *fault);

/* 1 and the fields of the next row, 0 at the end, IND_E_INVALID for a row of the wrong shape. */
int rows_next(struct rows *rows, struct ind_fault *fault);

/* Fills in the fault as "FILE:LINE: reason" for the current row and returns IND_E_INVALID. */
int rows_fault(const struct rows *rows, struct ind_fault *fault, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Cuts the next piece of a field whose pieces are parted by ';' off its front, without the blanks around it.
 * False when nothing is left; empty pieces are passed over. */
bool rows_piece(ind_text *field, ind_text *ret_piece);

/* The tokens that a piece of a field consists of: [*ret_first, *ret_end). */
void rows_tokens(const struct rows *rows, ind_text piece, uint32_t *ret_first, uint32_t *ret_end);

#endif
