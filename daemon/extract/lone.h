/* Percentages that look like levels: shares, plans and changes without a word that says so. */
#ifndef EXTRACT_LONE_H
#define EXTRACT_LONE_H

#include "daemon/extract/anchor.h"

/* "chiếm 62,5%", "(62,5%)", "đạt 86%" behind the anchor: gives the percentage the role that it has there, and its level
 * where that is not the anchor's; leaves it a level where it is one. */
void read_lone_percentage(struct reading *r, struct mention *m, const struct anchor *anchor);

/* "11 tỉnh tăng trên 20%", "1 địa phương giải ngân đạt 20%": what those are that are counted, no figure of how many. */
bool tells_which(const struct reading *r, const struct mention *m);

/* "châu Á (chiếm 67,2% kim ngạch) tăng 12%": mention `index` tells how that moved whose share stands in the bracket before
 * it. */
bool moves_behind_share(const struct reading *r, uint32_t index);

/* "nông nghiệp đạt 41% kế hoạch; công nghiệp đạt 39%": the second is of a plan, too. */
void read_listed_plan(const struct reading *r, struct mention *m, const struct anchor *anchor);

#endif
