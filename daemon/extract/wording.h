/* The words around a figure, for label.c. */
#ifndef EXTRACT_WORDING_H
#define EXTRACT_WORDING_H

#include "daemon/extract/reading.h"

/* Sets the tail: the counted noun or what follows the unit, up to the next figure or separator. */
void set_tail(const struct reading *r, uint32_t index);

/* "6 xã đạt 19/19 tiêu chí": the figure behind is part of what this one counts. */
bool is_predicated(const struct reading *r, uint32_t index);

/* Sets the label to the words between the figure before (or the nearest separator) and token `end`; `followed` says
 * that a tail comes behind, so that a last "cho" or "với" stays. Empty where there are none. */
void set_words(const struct reading *r, struct mention *m, const struct mention *previous, uint32_t end, bool followed);

/* "toàn huyện", "UBND tỉnh", "Sở …": who acts, not what is measured. */
bool begins_with_actor(const struct reading *r, uint32_t at);

/* "khu vực dịch vụ", "khối THPT", "nhóm giao thông", "ngành xây dựng": a part of a whole has the figure. */
bool names_group(const struct reading *r, uint32_t at);

/* Where the last chain of verbs of [first, end) begins; `end` for none. */
uint32_t verb_start(const struct reading *r, uint32_t first, uint32_t end);

/* What the words before a figure lead to. */
enum before {
    BEFORE_LINK,   /* a linking verb */
    BEFORE_NOUN,   /* a figure with a noun behind it, which the verb is about */
    BEFORE_AMOUNT, /* a figure alone */
};

/* The start of [first, end) without its actor and its frames. */
uint32_t cut_actor(const struct reading *r, uint32_t first, uint32_t end, enum before before);

#endif
