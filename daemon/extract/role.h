/* What role.c and link.c share: turning a percentage into a figure, and "lần lượt". */
#ifndef EXTRACT_ROLE_H
#define EXTRACT_ROLE_H

#include "daemon/extract/reading.h"

/* Makes the mention, a percentage, a figure of this role: sign 0 is x/100, 1 is 1 + x/100, -1 is 1 - x/100. */
void set_ratio(struct mention *m, ind_role role, int sign);

/* Which way a cue moves what is measured: 1 up, -1 down, 0 neither. */
int sign_of(enum entry_class cue);

/* "lần lượt", "tương ứng" stands before token `end`. */
bool is_respective(const struct reading *r, uint32_t end);

/* Two figures of one list: only "và" or a comma between them, and "về lượng" and the like behind the first. */
bool continues_list(const struct reading *r, const struct mention *before, const struct mention *m);

#endif
