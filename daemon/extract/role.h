/* What role.c lends its neighbours: turning a percentage into a figure of a role. Pure. */
#ifndef EXTRACT_ROLE_H
#define EXTRACT_ROLE_H

#include "daemon/extract/reading.h"

/* Makes the mention, a percentage, a figure of this role: sign 0 is x/100, 1 is 1 + x/100, -1 is 1 - x/100. */
void set_ratio(struct mention *m, ind_role role, int sign);

/* Which way a cue moves what is measured: 1 up, -1 down, 0 neither. */
int sign_of(enum entry_class cue);

#endif
