/* The year of an expression that says none: from its sentence, its paragraph, the article's date, the title. What
 * interval the expression then is, is period.c's. */
#ifndef EXTRACT_YEARS_H
#define EXTRACT_YEARS_H

#include "daemon/extract/spoken.h"

/* The year of the frame `index`, which was read as `s`; 0 where the article does not tell it. */
int64_t years_settle(const struct reading *r, uint32_t index, const struct spoken *s);

/* "Tháng 11, công an tỉnh phấn đấu …": an aim stands behind it in its sentence. */
bool years_look_ahead(const struct reading *r, const struct frame *f);

#endif
