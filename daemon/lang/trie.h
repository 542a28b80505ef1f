/* Words as numbers and phrases as paths: an interned vocabulary and a trie whose edges are one hash, so that a
 * step costs the same however many phrases there are. Not for what a phrase means: a node carries one number that
 * belongs to the caller. Built by one owner, then only read, by any thread. */
#ifndef LANG_TRIE_H
#define LANG_TRIE_H

#include "daemon/base/arena.h"

/* The most tokens a phrase may have. */
#define PHRASE_MAX 24

struct vocabulary {
    struct word *slots;
    uint32_t room;  /* a power of two, or 0 */
    uint32_t taken; /* slots */
    uint32_t count; /* words: fewer than that by the other writings of some */
};

/* The symbol of these bytes, from 1; 0 for a word that is not in it. */
uint32_t vocabulary_find(const struct vocabulary *vocabulary, const char *bytes, size_t length);

/* A symbol has two bytes in a token, and no language more syllables. */
#define SYMBOLS_MOST UINT16_MAX

/* The same, but takes a new word in; 0 when the arena is full or there are SYMBOLS_MOST. */
uint32_t vocabulary_add(struct vocabulary *vocabulary, struct arena *arena, const char *bytes, size_t length);

/* Another writing of a word that is in it, so that one look finds the word by that, too. A writing that is taken stays
 * what it is. False only when the arena is full. */
bool vocabulary_alias(struct vocabulary *vocabulary, struct arena *arena, const char *bytes, size_t length,
                      uint32_t symbol);

#define TRIE_ROOT 0u

struct trie_node {
    uint64_t onward; /* a bit for each symbol that an edge from here has, symbols of one remainder by 64 sharing it */
    uint32_t value;  /* the caller's, 0 to begin with */
};

struct trie {
    LIST_OF(uint32_t)
    firsts; /* the node behind the root by symbol: most tokens begin no phrase, which costs one look */
    struct edge *edges; /* all others; far apart in memory, so a node's `onward` is asked first: most texts leave the phrase */
    uint32_t room;      /* a power of two, or 0 */
    LIST_OF(struct trie_node) nodes;
};

/* The node one symbol further, TRIE_ROOT when no phrase goes on that way. */
uint32_t trie_follow(const struct trie *trie, uint32_t node, uint32_t symbol);
static inline uint32_t trie_step(const struct trie *trie, uint32_t node, uint32_t symbol)
{
    if (node == TRIE_ROOT)
        return symbol < trie->firsts.count ? trie->firsts.items[symbol] : TRIE_ROOT;
    bool may_go_on = trie->nodes.items[node].onward >> symbol % 64 & 1;
    return may_go_on ? trie_follow(trie, node, symbol) : TRIE_ROOT;
}

/* The same, but makes the node where there is none; TRIE_ROOT only when the arena is full. No symbol is 0. */
uint32_t trie_extend(struct trie *trie, struct arena *arena, uint32_t node, uint32_t symbol);

/* Where the caller keeps the number of the phrase's last node: good until the next trie_add. NULL when the arena
 * is full. `count` is 1 to PHRASE_MAX, no symbol is 0. */
uint32_t *trie_add(struct trie *trie, struct arena *arena, const uint32_t *symbols, uint32_t count);

/* The caller's number at a node. */
static inline uint32_t trie_value(const struct trie *trie, uint32_t node)
{
    return trie->nodes.items[node].value;
}

#endif
