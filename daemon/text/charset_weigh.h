/* How well a text reads as Vietnamese under one table: its different words outside ASCII, and how many of them are
 * Vietnamese syllables. A word that stands a hundred times ("m²") tells no more than once. Not for choosing (charset).
 * Pure; any thread. */
#ifndef TEXT_CHARSET_WEIGH_H
#define TEXT_CHARSET_WEIGH_H

#include "daemon/text/charset_tables.h"

/* Words are weighed up to so many. */
#define CHARSET_WEIGHED 4000

struct charset_weight {
    uint32_t good; /* words with a letter outside ASCII that are Vietnamese syllables */
    uint32_t bad;  /* such words that are none, signs inside a word, bytes without a character */
    uint32_t torn; /* the last two alone */
};

/* `table` NULL: the bytes are valid UTF-8. */
struct charset_weight charset_weigh(const struct charset_table *table, const char *bytes, size_t length);

/* good in percent of all; one word less than all counts as sure. 0 for none. */
uint32_t charset_weight_percent(struct charset_weight weight);

#endif
