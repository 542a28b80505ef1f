/* What labels get from outside their own words, for label.c. */
#ifndef EXTRACT_HANDED_H
#define EXTRACT_HANDED_H

#include "daemon/extract/reading.h"

/* "Sản lượng điện và tinh bột sắn lần lượt đạt 1.102 triệu kWh và 61 nghìn tấn": each level gets its name, and the noun
 * that the first begins with. Returns how many levels are labelled; 1 where names and levels do not match. */
uint32_t hand_out_names(struct reading *r, uint32_t first);

/* The measure that the head of a list begins with, where the item has none of its own; `head` NULL for none. */
void inherit_head(const struct reading *r, struct mention *m, const struct mention *head);

/* A bare amount is money unless its label counts something. */
void read_bare_amount(const struct reading *r, struct mention *m);

/* "bình quân đầu người" before an amount becomes part of its unit. Errors: IND_E_LIMIT. */
int read_average(struct reading *r, struct mention *m);

/* The label is nothing but names of places: "thị trấn Ea T'ling", "Hà Tĩnh". */
bool names_places(const struct reading *r, const struct mention *m);

/* Figures whose words only tell where they hold share the label of the one before. All other labels are settled. */
void inherit_labels(struct reading *r);

#endif
