/* What a growth is compared with that says nothing of it itself. Pure; fills the mention's own fields, allocates
 * nothing, and nothing fails. */
#ifndef EXTRACT_COMPARED_H
#define EXTRACT_COMPARED_H

#include "daemon/extract/reading.h"

/* "IIP tăng 13% so với cùng kỳ, trong đó khai khoáng giảm 5%": the text compared the growth before mention `index`, and
 * goes on with it; or it compares those of a list at its end, "thép tăng 12% và xi măng tăng 4% so với cùng kỳ". True: it
 * is a change; its basis is the one told before, or none where two were told side by side and neither is meant more
 * than the other. False: nothing holds for it, and it is left as it was. */
bool go_on_comparing(struct reading *r, uint32_t index);

/* "(tăng 2 vụ, giảm 3 người chết, tăng 5 người bị thương so với cùng kỳ)": mention `index`, a change that compares with
 * nothing, takes the basis of the change that ends its list; where a level stands between them, or none compares, it
 * is left as it was. */
void compare_as_list_ends(struct reading *r, uint32_t index);

#endif
