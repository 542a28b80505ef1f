/* Observations as tidy CSV (RFC 4180): one row a figure, each with its observation's columns, so that pandas,
 * DuckDB or COPY need no nesting. A null is an empty field, an empty text "" (as COPY tells them apart). */
#ifndef TOOLS_CSV_H
#define TOOLS_CSV_H

#include <indicatord/messages.h>

#include "daemon/base/buffer.h"

/* The names of the columns, one line. */
void csv_head(struct buffer *out);

/* A row for the level and for each plan, change and share of an observation's body (msgpack). The last
 * columns are `file`, which of the user's files it came from, NULL where that is not known, and `line`, which record of
 * it, from 1, 0 where the file is one article. */
void csv_rows(struct buffer *out, ind_frame body, const char *file, uint32_t line);

/* One field: quoted where it holds a quote, a comma, a line end or a blank at an end, or is empty. */
void csv_field(struct buffer *out, const char *bytes, size_t length);

#endif
