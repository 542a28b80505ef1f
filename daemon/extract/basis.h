/* What a figure is held against: plans and earlier periods. Pure; each function fills the basis of the mention it is
 * given (basis_first, basis_end and what they say), and leaves the mention as it was where it returns false. Token
 * numbers are the reading's; `limit` is where the words about the figure end. Nothing is allocated or kept. */
#ifndef EXTRACT_BASIS_H
#define EXTRACT_BASIS_H

#include "daemon/extract/reading.h"

/* A plan noun, or who gave the plan, within reach behind the figure. */
bool find_plan(const struct reading *r, struct mention *m, uint32_t limit);

/* "cao hơn năm 2020 1,7 tạ/ha": the cue before a time that stands between it and the figure; sets the basis. NULL for
 * none. */
const struct hit *cue_before_time(const struct reading *r, struct mention *m);

/* The plan noun that a figure is held against, and who assigned it where that stands behind it before `limit`. */
void set_plan_basis(const struct reading *r, struct mention *m, const struct hit *plan, uint32_t limit);

/* "cao hơn kế hoạch 12%": the cue before a plan that stands between it and the figure; sets the basis. NULL for none.
 */
const struct hit *cue_before_plan(const struct reading *r, struct mention *m);

/* "kế hoạch 500 ha": the figure is itself the plan, its noun before it. */
bool states_plan(const struct reading *r, struct mention *m);

/* "…; hoàn thành 100% chỉ tiêu trồng rừng": the plan of something that is named behind it, in an item of its own. */
bool plan_names_another(const struct reading *r, const struct mention *m);

/* "520 ha/500 ha kế hoạch": the same behind a slash; without a noun, the basis is set empty even where it is false. */
bool states_plan_behind(const struct reading *r, struct mention *m);

/* The comparison of a table's row, by its name; NONE for none. */
ind_comparison comparison_named(const char *name);

/* What a figure is compared with: "so với cùng kỳ" behind it, before token `limit`. Fills basis and comparison; true
 * at once where the cue has told it already. */
bool find_earlier(const struct reading *r, struct mention *m, uint32_t limit);

/* "(cùng kỳ năm 2023 giảm 0,8%)": the growth of the earlier period, not a comparison with it. Fills nothing. */
bool tells_earlier(const struct reading *r, const struct mention *m);

/* "bằng 41% năm 2021": compared with the year right behind it. */
bool find_year_behind(const struct reading *r, struct mention *m);

/* "tăng 38% (tương đương 1.435 tỷ đồng) so với cùng kỳ": the comparison stands behind the bracket. */
bool find_behind_bracket(const struct reading *r, struct mention *m);

/* "So với cùng kỳ năm trước, thu ngân sách tăng 13%": the basis stands before the cue. *ret_plan: it is a plan. */
bool find_basis_before(const struct reading *r, struct mention *m, bool *ret_plan);

#endif
