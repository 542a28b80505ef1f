/* What the figures of a list are said to be, for label.c. */
#ifndef EXTRACT_PREDICATE_H
#define EXTRACT_PREDICATE_H

#include "daemon/extract/reading.h"

/* "200 xã và 1 huyện được công nhận đạt chuẩn": gives `before` what is said of `m`, the figure right behind it, where
 * both stand in one list and nothing is said of `before` itself. Both have their own labels. Pure. */
void lend_predicate(const struct reading *r, struct mention *before, const struct mention *m);

#endif
