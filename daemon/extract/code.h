/* The taxonomy's code of a label, for observe.c. */
#ifndef EXTRACT_CODE_H
#define EXTRACT_CODE_H

#include "daemon/extract/reading.h"

/* Tokens [first, end) of a label. */
struct run {
    uint32_t first, end;
};

/* A label: the head that a list hands down (or empty), then its own runs. */
struct label {
    struct run runs[4];
    uint32_t count;
};

/* The indicator that the label names; NULL for none. *ret_match: just that indicator, or a part of it. What the words
 * leave out, they may share with `topic`, the last label that named an indicator by its own words (count 0 for none),
 * which this one becomes where it does. Linear in the label, no allocation. */
const struct taxon *code_find(const struct reading *r, const struct mention *m, const struct label *label,
                              struct label *topic, ind_match *ret_match);

#endif
