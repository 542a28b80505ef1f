/* What among a label's words changes nothing, for code.c. */
#ifndef EXTRACT_ASIDE_H
#define EXTRACT_ASIDE_H

#include "daemon/extract/reading.h"

/* A label's words are looked at no further. */
#define LABEL_TOKENS 64

/* The tokens of a label's words, marks left out; not in the text's order where two labels are joined. */
struct words {
    uint32_t at[LABEL_TOKENS];
    uint32_t count;
};

/* The words without what changes nothing, from the word `from` on. All of these are linear in the words. */
struct words without_asides(const struct reading *r, const struct words *words, uint32_t from);

/* The words without those in brackets that explain: "(GDP)"; "(chưa kể lúa nương)" takes something out and stays. */
struct words without_brackets(const struct reading *r, const struct words *words);

/* A bracket opens right before the token. */
static inline bool opens_bracket(const struct reading *r, uint32_t at)
{
    return at && is_mark(r, at - 1, '(');
}

/* Most words begin nothing that could be left out: that is seen at a glance. */
bool may_open_aside(const struct reading *r, uint32_t at);

/* How many tokens the name of a unit of administration at token `at` has; 0 where none stands there. */
uint32_t place_words(const struct reading *r, uint32_t at);

/* "+ Huyện Cam Lộ: 38,1 ha", "Gia Lai 1.768 tỷ đồng": the words are places and nothing else. */
bool is_place(const struct reading *r, const struct words *words);

#endif
