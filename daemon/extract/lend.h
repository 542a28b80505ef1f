/* What stands near a label and completes it, for label.c. */
#ifndef EXTRACT_LEND_H
#define EXTRACT_LEND_H

#include "daemon/extract/reading.h"

/* Gives labels that say too little of their own ("diện tích", "tổng số tiền") the heading over them or the deed before
 * them, and the items of a heading that is a measure their head. All labels are settled. Linear in the tokens. */
void lend_words(struct reading *r);

/* "Khấu trừ các khoản chi phí, công ty lãi sau thuế": drops what stands before the clause that who acts opens. */
void drop_clause_before_actor(const struct reading *r, struct mention *m);

/* "tiến độ cấp giấy còn chậm, mới đạt 62% kế hoạch": a plan's figure takes what the clause before tells of; false for
 * none. */
bool use_clause_before(const struct reading *r, struct mention *m);

#endif
