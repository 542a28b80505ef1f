/* The indicator that words name by themselves, for code.c. Nothing here allocates; all is linear in the words. */
#ifndef EXTRACT_NAMED_H
#define EXTRACT_NAMED_H

#include "daemon/extract/topic.h"

/* A beginning of fewer words says too little to be narrowed: "thu", "lúa". */
#define NARROWED_TOKENS 2

/* Puts so many more tokens behind the words; what does not fit is left out. */
void words_append(struct words *words, const uint32_t *at, uint32_t count);

/* A figure of this dimension or unit may be of the indicator; a part of a whole tells a rate, too, and a proportion
 * alone may be of any. */
bool named_fits(const struct reading *r, const struct taxon *taxon, const struct mention *m);

/* The indicator that the first of the words name, as many as do; *ret_walk: how many. NULL for none. `lead` is an enum
 * taxon_lead, or LEAD_ABOUT plus a subject. */
const struct taxon *named_by_first(const struct reading *r, uint32_t lead, const struct words *words,
                                   struct taxon_walk *ret_walk);

/* The indicator that all of the words name, none left over. NULL for none. */
const struct taxon *named_by_all(const struct reading *r, uint32_t lead, const struct words *words);

/* The same, but for words that change nothing. */
const struct taxon *named_exactly(const struct reading *r, uint32_t lead, const struct words *words);

/* The indicator that the words of a figure name and that it may be of: as a rate or a number where only its unit says
 * so, and of the season in force. NULL for none. *ret_known: the words are an indicator's, even if the figure is none
 * of it. */
const struct taxon *named_by(const struct reading *r, const struct mention *m, const struct words *words,
                             const struct topic *topic, bool *ret_known);

/* "Nếu trừ tiền sử dụng đất thì | thu ngân sách": the token that says what is left out of what the words name; NONE. */
uint32_t left_out_before(const struct reading *r, const struct mention *m, const struct words *words);

/* The indicator of words that are one's where the text speaks of its subject; what it spoke of last goes first. NULL
 * for none. */
const struct taxon *named_about(const struct reading *r, const struct mention *m, const struct words *words,
                                const struct abouts *abouts);

#endif
