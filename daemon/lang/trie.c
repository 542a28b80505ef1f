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

/* Up to eight bytes as one number. */
static uint64_t some_bytes(const char *bytes, size_t length)
{
    uint64_t number = 0;
    if (length >= 8) {
        memcpy(&number, bytes, 8);
    } else if (length >= 4) {
        uint32_t head, tail;
        memcpy(&head, bytes, 4);
        memcpy(&tail, bytes + length - 4, 4);
        number = (uint64_t)head << 32 | tail;
    } else if (length) {
        number = (uint64_t)(unsigned char)bytes[0] << 16 | (uint64_t)(unsigned char)bytes[length / 2] << 8 |
                 (unsigned char)bytes[length - 1];
    }
    return number;
}

/* Eight bytes a turn, the last eight overlapping what went before. */
static uint32_t hash_bytes(const char *bytes, size_t length)
{
    uint64_t hash = length * 0xcbf29ce484222325u;
    for (size_t at = 0; length - at > 8; at += 8)
        hash = ((hash ^ some_bytes(bytes + at, 8)) * 0x9e3779b97f4a7c15u) ^ hash >> 29;
    hash ^= length > 8 ? some_bytes(bytes + length - 8, 8) : some_bytes(bytes, length);
    return (uint32_t)(hash * 0x9e3779b97f4a7c15u >> 32);
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
    uint32_t at = hash_bytes(bytes, length) & mask;
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
                                .taken = vocabulary->taken,
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

/* A free slot for these bytes, which are in none; NULL when the arena is full. The caller gives it its symbol. */
static struct word *slot_take(struct vocabulary *vocabulary, struct arena *arena, const char *bytes, size_t length)
{
    if (vocabulary->taken >= vocabulary->room / 2 && !vocabulary_grow(vocabulary, arena))
        return NULL;
    const char *copy = arena_copy(arena, bytes, length);
    if (!copy)
        return NULL;
    struct word *word = word_slot(vocabulary, bytes, length);
    *word = (struct word){.bytes = copy, .length = (uint32_t)length};
    vocabulary->taken++;
    return word;
}

uint32_t vocabulary_add(struct vocabulary *vocabulary, struct arena *arena, const char *bytes, size_t length)
{
    uint32_t symbol = vocabulary_find(vocabulary, bytes, length);
    if (symbol)
        return symbol;
    struct word *word = vocabulary->count < SYMBOLS_MOST ? slot_take(vocabulary, arena, bytes, length) : NULL;
    return word ? word->symbol = ++vocabulary->count : 0;
}

bool vocabulary_alias(struct vocabulary *vocabulary, struct arena *arena, const char *bytes, size_t length,
                      uint32_t symbol)
{
    CHECK(symbol && symbol <= vocabulary->count);
    if (vocabulary_find(vocabulary, bytes, length))
        return true;
    struct word *word = slot_take(vocabulary, arena, bytes, length);
    if (word)
        word->symbol = symbol;
    return word != NULL;
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

uint32_t trie_follow(const struct trie *trie, uint32_t node, uint32_t symbol)
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

static bool node_push(struct trie *trie, struct arena *arena)
{
    const struct trie_node *node = LIST_PUSH(arena, &trie->nodes);
    return node != NULL;
}

/* Room for an edge from the node. */
static bool edge_room(struct trie *trie, struct arena *arena, uint32_t node, uint32_t symbol)
{
    if (node != TRIE_ROOT)
        return trie->nodes.count < trie->room / 2 || edges_grow(trie, arena);
    while (trie->firsts.count <= symbol) {
        const uint32_t *first = LIST_PUSH(arena, &trie->firsts);
        if (!first)
            return false;
    }
    return true;
}

static void edge_add(struct trie *trie, uint32_t node, uint32_t symbol, uint32_t target)
{
    trie->nodes.items[node].onward |= UINT64_C(1) << symbol % 64;
    if (node == TRIE_ROOT)
        trie->firsts.items[symbol] = target;
    else
        trie->edges[edge_slot(trie->edges, trie->room, node, symbol)] = (struct edge){node, symbol, target};
}

/* A new node behind `node`; TRIE_ROOT when the arena is full. The root is made with the first. */
static uint32_t node_add(struct trie *trie, struct arena *arena, uint32_t node, uint32_t symbol)
{
    if (!trie->nodes.count && !node_push(trie, arena))
        return TRIE_ROOT;
    if (!edge_room(trie, arena, node, symbol) || !node_push(trie, arena))
        return TRIE_ROOT;
    uint32_t target = trie->nodes.count - 1;
    edge_add(trie, node, symbol, target);
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
    return &trie->nodes.items[node].value;
}
