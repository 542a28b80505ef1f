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
    uint64_t key; /* node and symbol; 0: the slot is free, for no symbol is 0 */
    uint32_t target;
};

static uint64_t hash_bytes(const char *bytes, size_t length)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    return hash ^ hash >> 32;
}

static uint64_t hash_edge(uint64_t key)
{
    key *= 0x9e3779b97f4a7c15u;
    return key ^ key >> 32;
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

static uint64_t edge_key(uint32_t node, uint32_t symbol)
{
    return (uint64_t)node << 32 | symbol;
}

static struct edge *edge_slot(const struct edge *edges, uint32_t room, uint64_t key)
{
    uint32_t mask = room - 1;
    uint32_t at = (uint32_t)hash_edge(key) & mask;
    while (edges[at].key && edges[at].key != key)
        at = (at + 1) & mask;
    return (struct edge *)(uintptr_t)&edges[at];
}

uint32_t trie_step(const struct trie *trie, uint32_t node, uint32_t symbol)
{
    if (!symbol || !trie->room)
        return TRIE_ROOT;
    return edge_slot(trie->edges, trie->room, edge_key(node, symbol))->target;
}

static bool edges_grow(struct trie *trie, struct arena *arena)
{
    uint32_t room = trie->room ? trie->room * 2 : ROOM_FIRST;
    struct edge *bigger = ARENA_ARRAY(arena, struct edge, room);
    if (!bigger)
        return false;
    for (uint32_t i = 0; i < trie->room; i++)
        if (trie->edges[i].key)
            *edge_slot(bigger, room, trie->edges[i].key) = trie->edges[i];
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
    uint64_t key = edge_key(node, symbol);
    *edge_slot(trie->edges, trie->room, key) = (struct edge){.key = key, .target = target};
    return target;
}

uint32_t *trie_add(struct trie *trie, struct arena *arena, const uint32_t *symbols, uint32_t count)
{
    CHECK(count > 0 && count <= PHRASE_MAX);
    uint32_t node = TRIE_ROOT;
    for (uint32_t i = 0; i < count; i++) {
        CHECK(symbols[i]);
        uint32_t next = trie_step(trie, node, symbols[i]);
        if (next == TRIE_ROOT)
            next = node_add(trie, arena, node, symbols[i]);
        if (next == TRIE_ROOT)
            return NULL;
        node = next;
    }
    return &trie->values.items[node];
}
