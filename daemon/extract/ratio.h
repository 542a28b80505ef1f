/* Turns the value of a mention into that of a figure that relates to a level, and back. Pure: each function changes but
 * the mention it is given; nothing is allocated, and nothing fails. */
#ifndef EXTRACT_RATIO_H
#define EXTRACT_RATIO_H

#include "daemon/extract/reading.h"

/* Which way a cue moves what is measured: 1 up, -1 down, 0 neither. */
int sign_of(enum entry_class cue);

/* Makes the mention, a percentage, a figure of this role: sign 0 is x/100, 1 is 1 + x/100, -1 is 1 - x/100. */
void set_ratio(struct mention *m, ind_role role, int sign);

/* "gấp 2,1 lần": the value is the ratio; `inverse` for "giảm 2 lần". */
void set_multiple(struct mention *m, ind_role role, bool inverse);

/* "tăng 35 người": a change in the mention's own unit, negative where its cue falls. */
void set_delta(struct mention *m);

/* "vượt 5 tỷ đồng so với dự toán": by how much of its own unit the plan was missed or exceeded. */
void set_excess(struct mention *m);

/* "GRDP tăng 7,5%" with nothing it is compared with and no level beside it: the growth is what is measured. */
void make_growth_level(struct mention *m);

#endif
