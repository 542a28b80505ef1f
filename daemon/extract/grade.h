/* Numerals that measure or count something and still are no amount of anything: how long a deposit runs, how large a
 * bag is, what a rate is per, a rank's whole, a score. Internal to extract/, called by reject.c. Pure. */
#ifndef EXTRACT_GRADE_H
#define EXTRACT_GRADE_H

#include "daemon/extract/reading.h"

/* Why the numeral in digits at `at` is such a one, a rule's name in static memory; NULL where it is none. *ret_end:
 * behind what is left out with it, untouched for NULL. */
const char *grade_at(const struct reading *r, uint32_t at, uint32_t *ret_end);

/* Behind the number, or the two numbers of a range, that begin at `at`: "12", "12 - 17", "12 đến dưới 18". */
uint32_t range_end(const struct reading *r, uint32_t at);

#endif
