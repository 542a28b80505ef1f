/* What stands near a label and completes it, for label.c. */
#ifndef EXTRACT_LEND_H
#define EXTRACT_LEND_H

#include "daemon/extract/reading.h"

/* Gives labels that say too little of their own ("diện tích", "tổng số tiền") the heading over them or the deed before
 * them, and the items of a heading that is a measure their head. All labels are settled. Linear in the tokens. */
void lend_words(struct reading *r);

#endif
