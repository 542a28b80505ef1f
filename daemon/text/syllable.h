/* Whether a word is built like a Vietnamese syllable: an initial, a rhyme, one tone at most. It is how a guess at an
 * encoding is held against the text; not for folding (fold) and not for meaning. Pure; any thread. */
#ifndef TEXT_SYLLABLE_H
#define TEXT_SYLLABLE_H

#include <stdbool.h>
#include <stdint.h>

/* `codes` are the letters of one word, capitals or not, composed or with combining marks behind them. */
bool syllable_is(const int32_t *codes, uint32_t count);

#endif
