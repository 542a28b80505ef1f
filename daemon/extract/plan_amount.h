/* Which percentage or level a stated plan amount belongs to. Pure: reads mentions, changes none. */
#ifndef EXTRACT_PLAN_AMOUNT_H
#define EXTRACT_PLAN_AMOUNT_H

#include "daemon/extract/reading.h"

/* "tương đương 253.000 tỷ đồng", "tương ứng với …": the same in another measure. */
bool is_called_equal(const struct reading *r, const struct mention *m);

/* `m` is the amount of the plan that `figure`, the mention right before it, is a percentage of. */
bool is_amount_of(const struct reading *r, const struct mention *figure, const struct mention *m);

/* Both have a unit, and it is the same. */
bool same_unit(const struct mention *a, const struct mention *b);

/* The level, right before or behind, that the plan amount `index` was planned for; NONE for none. */
uint32_t level_planned(const struct reading *r, uint32_t index);

#endif
