/* An observation as a row of a table that a person reads: value, unit, plan in percent, change, period, status
 * and label. Read from the body of a message, so that extract and subscribe show the same. Nothing exact is lost
 * elsewhere: JSON and CSV carry every key. */
#ifndef TOOLS_TABLE_H
#define TOOLS_TABLE_H

#include <indicatord/messages.h>

#include "daemon/tools/grid.h"

enum { TABLE_COLUMNS = 7 };

/* For rows whose widths are looked at together, and for rows that are printed as they come. */
extern const struct grid_column table_columns[TABLE_COLUMNS];
extern const struct grid_column table_live_columns[TABLE_COLUMNS];

/* Adds the row of an observation's body (msgpack). What is unknown is "-". Out of memory is kept by the grid. */
void table_add(struct grid *grid, ind_frame body);

/* A decimal string of the contract for reading: "39200000000" as "39 200 000 000", "-12.446" as it is; appended. */
void table_decimal(struct buffer *out, ind_text decimal);

/* A ratio in percent with at most two decimals: 1.13 is "113"; less 100 and with its sign where it is a change:
 * "+13". Appended; nothing for what is no decimal. */
void table_percent(struct buffer *out, ind_text ratio, bool as_change);

#endif
