/* The indicator of words that leave something out, which stands before, for code.c. Nothing here allocates. */
#ifndef EXTRACT_SHARED_H
#define EXTRACT_SHARED_H

#include "daemon/extract/named.h"

/* One of the words is this one, told as token_is does. */
bool words_have(const struct reading *r, const struct words *words, const char *word);

/* The words [first, end) of the earlier label and these together, `before` these or behind; what does not fit is left
 * out. */
struct words words_joined(const struct words *earlier, uint32_t first, uint32_t end, const struct words *words,
                          bool before);

/* The indicator of the words with as much of an earlier label as makes one: with its beginning (`before`: "xuất khẩu
 * gạo đạt …; cà phê …") or its end ("diện tích lúa …, năng suất …"). NULL for none. */
const struct taxon *shared_by(const struct reading *r, const struct mention *m, const struct words *words,
                              const struct words *earlier, bool before, const struct topic *topic);

/* The indicator of the words with what the sentence, the figure before or the paragraph's first one names. `whole`:
 * they name one themselves, but say too little. NULL for none. */
const struct taxon *shared_fuller(const struct reading *r, const struct mention *m, const struct words *words,
                                  const struct topic *topic, bool whole);

#endif
