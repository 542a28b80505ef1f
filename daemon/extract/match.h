/* Which level a figure is about by its own noun or unit. Pure; token numbers are the reading's, levels are told by
 * their number among the mentions. Each looks at a few mentions before the figure; nothing is allocated, and nothing
 * fails. */
#ifndef EXTRACT_MATCH_H
#define EXTRACT_MATCH_H

#include "daemon/extract/reading.h"

/* Tokens `a` and `b` are one word, whatever its case. */
bool same_word(const struct reading *r, uint32_t a, uint32_t b);

/* "tăng 7% số vụ", "43,6% về số dự án": the token of the noun that a percentage is about; NONE for none said. */
uint32_t named_noun(const struct reading *r, const struct mention *m);

/* The level before mention `index` that counts the noun which it counts or names; NONE for none. */
uint32_t level_of_noun(const struct reading *r, uint32_t index);

/* "So với cùng kỳ, số người chết giảm 3%": the level, of this sentence or the last, that counts the noun of the change's
 * subject and has all its other words beside it; NONE for none. */
uint32_t level_of_subject(const struct reading *r, uint32_t index);

/* The units agree but for what they are per: "triệu đồng/người" and "triệu đồng". */
bool same_base(const struct mention *level, const struct mention *m);

/* "xây dựng 73 mái ấm tình thương với 3,2 tỷ đồng, tăng 21 căn": the nearest level of the clause that counts things of the
 * same group of nouns as the change of mention `index` does, by a noun of one word; NONE for none. */
uint32_t level_of_kind(const struct reading *r, uint32_t index);

/* The level in the sentence of mention `index`, before it, in whose unit its absolute change is; NONE for none. */
uint32_t level_of_unit(const struct reading *r, uint32_t index);

/* "đạt 75,3% mục tiêu doanh thu": the level of this sentence or the one before whose words are the plan's; NONE for
 * none. */
uint32_t level_of_plan(const struct reading *r, uint32_t index);

#endif
