/* The taxonomy's code of a label, for observe.c. */
#ifndef EXTRACT_CODE_H
#define EXTRACT_CODE_H

#include "daemon/extract/topic.h"

/* The indicator that the label names; NULL for none. *ret_match: just that indicator, or a part of it. What the words
 * leave out, they may share with the topic, which the label becomes where it names an indicator itself. Mentions come
 * in the order of the text. Linear in the label, no allocation. */
const struct taxon *code_find(const struct reading *r, const struct mention *m, const struct label *label,
                              struct topic *topic, ind_match *ret_match);

#endif
