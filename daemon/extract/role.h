/* What role.c and link.c share: turning a percentage into a figure, and "lần lượt". */
#ifndef EXTRACT_ROLE_H
#define EXTRACT_ROLE_H

#include "daemon/extract/reading.h"

/* Makes the mention, a percentage, a figure of this role: sign 0 is x/100, 1 is 1 + x/100, -1 is 1 - x/100. */
void set_ratio(struct mention *m, ind_role role, int sign);

/* "lần lượt", "tương ứng" stands before token `end`. */
bool is_respective(const struct reading *r, uint32_t end);

/* What a figure is compared with: "so với cùng kỳ" behind it, before token `limit`. Fills basis and comparison. */
bool find_earlier(const struct reading *r, struct mention *m, uint32_t limit);

/* Two figures of one list: only "và" or a comma between them, and "về lượng" and the like behind the first. */
bool continues_list(const struct reading *r, const struct mention *before, const struct mention *m);

/* The comparison of a table's row, by its name; NONE for none. */
ind_comparison comparison_named(const char *name);

/* The plan noun that a figure is held against, and who assigned it where that stands behind it before `limit`. */
void set_plan_basis(const struct reading *r, struct mention *m, const struct hit *plan, uint32_t limit);

/* "(cùng kỳ năm 2023 giảm 0,8%)": the growth of the earlier period, not a comparison with it. */
bool tells_earlier(const struct reading *r, const struct mention *m);

#endif
