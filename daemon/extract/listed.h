/* Numbers with no noun behind them that count something all the same: in a bracket behind a figure, or at the end
 * of a phrase that says what they count. Internal to extract/, called by mention.c. Pure. */
#ifndef EXTRACT_LISTED_H
#define EXTRACT_LISTED_H

#include "daemon/extract/reading.h"

/* Whether the bare number `m` counts what the figure before it counts; then takes its counted noun. */
bool read_listed(const struct reading *r, struct mention *m);

/* "số hợp đồng 312.000;", "tiêm cho phụ nữ có thai 97.": the number ends a phrase that names what is counted. */
bool ends_naming_phrase(const struct reading *r, const struct mention *m);

#endif
