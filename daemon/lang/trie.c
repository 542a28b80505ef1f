/* Two open-addressing hashes, kept at most half full. Only tables fill them, so a hostile text can make a look-up
 * no longer than the longest run that the tables themselves left. */
#include "daemon/lang/trie.h"

#include "daemon/base/check.h"

#define ROOM_FIRST 1024u

struct word {
    const char *bytes; /* NULL: the slot is free */
    uint32_t length;
    uint32_t symbol;
};

struct edge {
    uint32_t node;
    uint32_t symbol;
    uint32_t target; /* 0: the slot is free, for no edge leads to the root */
};

static uint64_t hash_bytes(const char *bytes, size_t length)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    return hash ^ hash >> 32;
}

static uint32_t hash_edge(uint32_t node, uint32_t symbol)
{
    uint64_t key = ((uint64_t)node << 32 | symbol) * 0x9e3779b97f4a7c15u;
    return (uint32_t)(key >> 32);
}

/* The slot of these bytes, or the free one where they belong. room is not 0. */
static struct word *word_slot(const struct vocabulary *vocabulary, const char *bytes, size_t length)
{
    uint32_t mask = vocabulary->room - 1;
    uint32_t at = (uint32_t)hash_bytes(bytes, length) & mask;
    for (;; at = (at + 1) & mask) {
        struct word *word = &vocabulary->slots[at];
        if (!word->bytes || (word->length == length && !memcmp(word->bytes, bytes, length)))
            return word;
    }
}

uint32_t vocabulary_find(const struct vocabulary *vocabulary, const char *bytes, size_t length)
{
    return vocabulary->room ? word_slot(vocabulary, bytes, length)->symbol : 0;
}

static bool vocabulary_grow(struct vocabulary *vocabulary, struct arena *arena)
{
    struct vocabulary bigger = {.room = vocabulary->room ? vocabulary->room * 2 : ROOM_FIRST,
                                .count = vocabulary->count};
    bigger.slots = ARENA_ARRAY(arena, struct word, bigger.room);
    if (!bigger.slots)
        return false;
    for (uint32_t i = 0; i < vocabulary->room; i++) {
        const struct word *word = &vocabulary->slots[i];
        if (word->bytes)
            *word_slot(&bigger, word->bytes, word->length) = *word;
    }
    *vocabulary = bigger;
    return true;
}

uint32_t vocabulary_add(struct vocabulary *vocabulary, struct arena *arena, const char *bytes, size_t length)
{
    uint32_t symbol = vocabulary_find(vocabulary, bytes, length);
    if (symbol)
        return symbol;
    if (vocabulary->count >= vocabulary->room / 2 && !vocabulary_grow(vocabulary, arena))
        return 0;
    const char *copy = arena_copy(arena, bytes, length);
    if (!copy)
        return 0;
    symbol = ++vocabulary->count;
    *word_slot(vocabulary, bytes, length) =
        (struct word){.bytes = copy, .length = (uint32_t)length, .symbol = symbol};
    return symbol;
}

/* Where the edge is, or the free slot where it belongs. room is not 0. */
static uint32_t edge_slot(const struct edge *edges, uint32_t room, uint32_t node, uint32_t symbol)
{
    uint32_t mask = room - 1;
    uint32_t at = hash_edge(node, symbol) & mask;
    while (edges[at].target && (edges[at].node != node || edges[at].symbol != symbol))
        at = (at + 1) & mask;
    return at;
}

uint32_t trie_step(const struct trie *trie, uint32_t node, uint32_t symbol)
{
    if (!symbol || !trie->room)
        return TRIE_ROOT;
    return trie->edges[edge_slot(trie->edges, trie->room, node, symbol)].target;
}

static bool edges_grow(struct trie *trie, struct arena *arena)
{
    uint32_t room = trie->room ? trie->room * 2 : ROOM_FIRST;
    struct edge *bigger = ARENA_ARRAY(arena, struct edge, room);
    if (!bigger)
        return false;
    for (uint32_t i = 0; i < trie->room; i++)
        if (trie->edges[i].target)
            bigger[edge_slot(bigger, room, trie->edges[i].node, trie->edges[i].symbol)] = trie->edges[i];
    trie->edges = bigger;
    trie->room = room;
    return true;
}

static bool value_add(struct trie *trie, struct arena *arena)
{
    const uint32_t *value = LIST_PUSH(arena, &trie->values);
    return value != NULL;
}

/* A new node behind `node`; TRIE_ROOT when the arena is full. The root is made with the first. */
static uint32_t node_add(struct trie *trie, struct arena *arena, uint32_t node, uint32_t symbol)
{
    if (!trie->values.count && !value_add(trie, arena))
        return TRIE_ROOT;
    if (trie->values.count >= trie->room / 2 && !edges_grow(trie, arena))
        return TRIE_ROOT;
    if (!value_add(trie, arena))
        return TRIE_ROOT;
    uint32_t target = trie->values.count - 1;
    trie->edges[edge_slot(trie->edges, trie->room, node, symbol)] = (struct edge){node, symbol, target};
    return target;
}

uint32_t trie_extend(struct trie *trie, struct arena *arena, uint32_t node, uint32_t symbol)
{
    CHECK(symbol);
    uint32_t next = trie_step(trie, node, symbol);
    return next == TRIE_ROOT ? node_add(trie, arena, node, symbol) : next;
}

uint32_t *trie_add(struct trie *trie, struct arena *arena, const uint32_t *symbols, uint32_t count)
{
    CHECK(count > 0 && count <= PHRASE_MAX);
    uint32_t node = TRIE_ROOT;
    for (uint32_t i = 0; i < count; i++) {
        node = trie_extend(trie, arena, node, symbols[i]);
        if (node == TRIE_ROOT)
            return NULL;
    }
    return &trie->values.items[node];
}
