/* The taxonomy's code of a label, for observe.c. */
#ifndef EXTRACT_CODE_H
#define EXTRACT_CODE_H

#include "daemon/extract/reading.h"

/* Tokens [first, end) of a label. */
struct run {
    uint32_t first, end;
};

/* The indicator that the label's runs name, the first of them the head that a list hands down (or empty); NULL for none.
 * *ret_match: just that indicator, or a part of it. Linear in the label, no allocation. */
const struct taxon *code_find(const struct reading *r, const struct mention *m, const struct run *runs, uint32_t count,
                              ind_match *ret_match);

#endif
