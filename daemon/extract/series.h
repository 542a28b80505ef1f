/* Figures that stand as one list, and what they lend each other. Pure; mentions belong to the reading, `previous` is
 * the one right before `m` or NULL for none. Nothing is allocated, and nothing fails. */
#ifndef EXTRACT_SERIES_H
#define EXTRACT_SERIES_H

#include "daemon/extract/reading.h"

/* "lần lượt", "tương ứng" stands before token `end`. */
bool is_respective(const struct reading *r, uint32_t end);

/* Two figures of one list: only "và" or a comma between them, and "về lượng" and the like behind the first. */
bool continues_list(const struct reading *r, const struct mention *before, const struct mention *m);

/* A figure without a cue takes that of the figure before it in its list. Before `m` has a role. */
void share_cue(const struct reading *r, struct mention *m, const struct mention *previous);

/* Two earlier periods and two percentages: one figure each, and `m` is marked as standing beside `previous`. */
void share_comparisons(struct reading *r, struct mention *previous, struct mention *m);

/* `to` is held against what `from` is. */
void copy_basis(struct mention *to, const struct mention *from);

/* A figure without a basis takes that of the figure behind it in its list, and the role that follows from it. False:
 * it has one, or they stand in no list. */
bool share_basis(const struct reading *r, struct mention *previous, const struct mention *m);

/* "tăng 38,4% (tương đương 1.435 tỷ đồng)": `m` says the change before it once more. Then it becomes that change in its
 * own unit, and both share what they are compared with; else nothing is touched. */
bool restates_change(const struct reading *r, struct mention *m, const struct mention *previous);

/* "về lượng", "về giá trị": 'q' or 'v' for the level of that kind, 0 for none said. */
char aspect_of(const struct reading *r, const struct mention *m);

/* The same for the words [first, end) before a figure, where they say nothing else: "lượng", "kim ngạch". */
char aspect_named(const struct reading *r, uint32_t first, uint32_t end);

/* Of the sentence's last two levels before mention `index` the one whose dimension the aspect names; NONE for none. */
uint32_t level_of_aspect(const struct reading *r, uint32_t index, char aspect);

/* The list that begins with mention `first` hangs on the levels right before it, one on one: sets their owners. Does
 * nothing where no such list begins. */
void distribute(struct reading *r, uint32_t first);

#endif
