/* Movements that no plain cue stands beside: "với mức giảm 30 đồng", "mất 12,3 USD, còn …", "nâng lãi suất 0,25 điểm
 * phần trăm". Internal to extract/, called by role.c. Pure. */
#ifndef EXTRACT_MOVE_H
#define EXTRACT_MOVE_H

#include "daemon/extract/reading.h"

/* `cue` ends the name of a rate ("mức tăng") that is said of a figure beside it, so that it tells how that moved. */
bool is_amount_of_move(const struct reading *r, const struct mention *m, const struct hit *cue);

/* Sets the cue of `m`, whose own words end at `end`, where they end with a word such as "mất" or "nhích", which tells
 * of movements of percentages, prices and indices only. False leaves it untouched. */
bool find_weak_move(const struct reading *r, struct mention *m, uint32_t end);

/* Sets the cue of `m` that has none, where what moved stands between the verb and the figure. */
void find_parted_move(const struct reading *r, struct mention *m);

/* "các nhóm đều tăng so với cùng kỳ: chế biến (6%), điện (5%)": what heads a list of items tells how those moved whose
 * percentage stands alone in brackets. */
void find_move_of_list(const struct reading *r, struct mention *m);

/* "từ mức chỉ 0,84% hồi đầu năm": the level that something was at. */
bool is_former_level(const struct reading *r, const struct mention *m);

#endif
