/* The look-ups: one pass names the tokens, a second walks the trie from each of them, at most PHRASE_MAX steps. */
#include "daemon/lang/store.h"

#define MARK_PREFIX '\x01'
#define NO_HITS UINT32_MAX

_Static_assert(PHRASE_MAX <= UINT8_MAX, "a hit holds the length of any phrase");

static size_t mark_name(const char *bytes, size_t length, uint8_t mark, char ret_name[static TOKEN_NAME_MAX])
{
    ret_name[0] = MARK_PREFIX;
    bool stands_for_itself = mark != '?';
    if (!stands_for_itself && length >= TOKEN_NAME_MAX)
        return 0;
    if (stands_for_itself)
        ret_name[1] = (char)mark;
    else
        memcpy(ret_name + 1, bytes, length);
    return stands_for_itself ? 2 : length + 1;
}

static size_t number_name(const char *bytes, size_t length, char ret_name[static TOKEN_NAME_MAX])
{
    if (length > TOKEN_NAME_MAX)
        return 0;
    memcpy(ret_name, bytes, length);
    return length;
}

size_t token_name(const struct text *text, const struct token *token, char ret_name[static TOKEN_NAME_MAX])
{
    const char *bytes = text->bytes + token->start;
    size_t length = token->end - token->start;
    switch (token->kind) {
    case TOKEN_WORD: return fold_word(bytes, length, ret_name);
    case TOKEN_NUMBER: return number_name(bytes, length, ret_name);
    case TOKEN_MARK: return mark_name(bytes, length, token->mark, ret_name);
    default: return 0;
    }
}

/* By its own writing, for that is how most words stand in the vocabulary; 0 where only its name can tell. */
static uint32_t written_symbol(const struct vocabulary *words, const struct text *text, const struct token *token)
{
    bool small = (token->kind == TOKEN_WORD && !(token->flags & TOKEN_CAPITAL)) || token->kind == TOKEN_NUMBER;
    return small ? vocabulary_find(words, text->bytes + token->start, token->end - token->start) : 0;
}

static uint32_t named_symbol(const struct vocabulary *words, const struct text *text, const struct token *token)
{
    char name[TOKEN_NAME_MAX];
    size_t length = token->kind == TOKEN_NUMBER ? 0 : token_name(text, token, name); /* a number's is its writing */
    return length ? vocabulary_find(words, name, length) : 0;
}

static void name_tokens(const ind_tables *tables, struct tokens *tokens)
{
    for (uint32_t i = 0; i < tokens->count; i++) {
        struct token *token = &tokens->items[i];
        uint32_t symbol = written_symbol(&tables->words, tokens->text, token);
        token->symbol = (uint16_t)(symbol ? symbol : named_symbol(&tables->words, tokens->text, token));
    }
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Whether the bytes are the writing, blanks aside. */
static bool same_writing(const char *bytes, const char *end, const char *writing)
{
    for (;; bytes++, writing++) {
        while (bytes < end && is_blank(*bytes))
            bytes++;
        while (is_blank(*writing))
            writing++;
        if (bytes == end || !*writing)
            return bytes == end && !*writing;
        if (*bytes != *writing)
            return false;
    }
}

/* Sets of classes by number: there are few different ones, so that a token needs two bytes for each of its own. */
struct sets {
    LIST_OF(uint64_t) items;
    uint16_t *slots; /* numbers by hash, 0 is free; never more than half full */
    uint32_t mask;
};

static uint32_t slot_of(const struct sets *sets, uint64_t set)
{
    uint64_t folded = set ^ set >> 32; /* a product's middle bits know nothing of the factor's highest */
    uint32_t slot = (uint32_t)((folded * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & sets->mask;
    while (sets->slots[slot] && sets->items.items[sets->slots[slot]] != set)
        slot = (slot + 1) & sets->mask;
    return slot;
}

/* Room for twice as many. The numbers stay. */
static int sets_grow(struct sets *sets, struct arena *arena)
{
    uint32_t size = sets->mask ? 2 * (sets->mask + 1) : 256;
    sets->slots = ARENA_ARRAY(arena, uint16_t, size);
    if (!sets->slots)
        return IND_E_LIMIT;
    sets->mask = size - 1;
    for (uint32_t number = 1; number < sets->items.count; number++)
        sets->slots[slot_of(sets, sets->items.items[number])] = (uint16_t)number;
    return IND_OK;
}

static int sets_init(struct sets *sets, struct arena *arena)
{
    return LIST_PUSH(arena, &sets->items) ? sets_grow(sets, arena) : IND_E_LIMIT;
}

/* The number of a set that is not empty. */
static int set_number(struct sets *sets, struct arena *arena, uint64_t set, uint16_t *ret_number)
{
    uint32_t slot = slot_of(sets, set);
    *ret_number = sets->slots[slot];
    if (*ret_number)
        return IND_OK;
    uint64_t *item = sets->items.count < UINT16_MAX ? LIST_PUSH(arena, &sets->items) : NULL;
    if (!item)
        return IND_E_LIMIT;
    *item = set;
    *ret_number = (uint16_t)(sets->items.count - 1);
    if (2 * sets->items.count > sets->mask)
        return sets_grow(sets, arena);
    sets->slots[slot] = *ret_number;
    return IND_OK;
}

struct finder {
    const ind_tables *tables;
    struct arena *arena;
    const struct tokens *tokens;
    LIST_OF(struct hit) hits;
    uint64_t classes;          /* of which a hit begins at the token at hand */
    uint64_t ends[PHRASE_MAX]; /* of which one ends with that token or one of the next, by the token's number */
    uint32_t longest;          /* of the hits so far, in tokens */
};

static int take_phrase(struct finder *finder, uint32_t first, uint32_t count, uint32_t chain)
{
    const struct token *tokens = finder->tokens->items;
    const char *bytes = finder->tokens->text->bytes;
    for (const struct stored_entry *stored; chain; chain = stored->next) {
        stored = &finder->tables->entries.items[chain - 1];
        if (stored->writing &&
            !same_writing(bytes + tokens[first].start, bytes + tokens[first + count - 1].end, stored->writing))
            continue;
        struct hit *hit = LIST_PUSH(finder->arena, &finder->hits);
        if (!hit)
            return IND_E_LIMIT;
        *hit = (struct hit){.first = first, .count = (uint8_t)count, .entry = &stored->entry};
        finder->longest = count > finder->longest ? count : finder->longest;
        finder->classes |= (uint64_t)1 << stored->entry.cls;
        finder->ends[(first + count - 1) % PHRASE_MAX] |= (uint64_t)1 << stored->entry.cls;
    }
    return IND_OK;
}

/* All phrases that begin at `first`, the longest first. */
static int take_phrases(struct finder *finder, uint32_t first)
{
    const struct trie *trie = &finder->tables->phrases;
    uint32_t chains[PHRASE_MAX], node = TRIE_ROOT, length = 0;
    while (length < PHRASE_MAX && first + length < finder->tokens->count) {
        node = trie_step(trie, node, finder->tokens->items[first + length].symbol);
        if (node == TRIE_ROOT)
            break;
        chains[length++] = trie_value(trie, node);
    }
    for (; length; length--)
        TRY(take_phrase(finder, first, length, chains[length - 1]));
    return IND_OK;
}

/* Where the hits of a token begin. Only tables with thousands of values for one phrase could make a block too long. */
static int mark_begin(uint32_t *blocks, uint16_t *offsets, uint32_t token, uint32_t hits)
{
    if (token % HITS_BLOCK == 0)
        blocks[token / HITS_BLOCK] = hits;
    uint32_t offset = hits - blocks[token / HITS_BLOCK];
    offsets[token] = (uint16_t)offset;
    return offset <= UINT16_MAX ? IND_OK : IND_E_LIMIT;
}

int tables_annotate(const ind_tables *tables, struct arena *arena, struct tokens *tokens, struct hits *ret_hits)
{
    uint32_t *blocks = ARENA_ARRAY(arena, uint32_t, (size_t)tokens->count / HITS_BLOCK + 1);
    uint16_t *offsets = ARENA_ARRAY(arena, uint16_t, (size_t)tokens->count + 1);
    uint16_t *starts = ARENA_ARRAY(arena, uint16_t, tokens->count);
    uint16_t *ends = ARENA_ARRAY(arena, uint16_t, tokens->count);
    struct sets sets = {0};
    if (!blocks || !offsets || !starts || !ends)
        return IND_E_LIMIT;
    TRY(sets_init(&sets, arena));
    name_tokens(tables, tokens);
    struct finder finder = {.tables = tables, .arena = arena, .tokens = tokens};
    for (uint32_t i = 0; i < tokens->count; i++) {
        TRY(mark_begin(blocks, offsets, i, finder.hits.count));
        finder.classes = 0;
        TRY(take_phrases(&finder, i));
        uint64_t *ended = &finder.ends[i % PHRASE_MAX];
        if (finder.classes)
            TRY(set_number(&sets, arena, finder.classes, &starts[i]));
        if (*ended)
            TRY(set_number(&sets, arena, *ended, &ends[i]));
        *ended = 0;
    }
    TRY(mark_begin(blocks, offsets, tokens->count, finder.hits.count));
    LIST_TRIM(arena, &finder.hits);
    *ret_hits = (struct hits){.items = finder.hits.items,
                              .blocks = blocks,
                              .offsets = offsets,
                              .starts = starts,
                              .ends = ends,
                              .sets = sets.items.items,
                              .count = finder.hits.count,
                              .tokens = tokens->count,
                              .longest = finder.longest};
    return IND_OK;
}

void hits_drop(struct hits *hits, struct arena *arena)
{
    const void *const parts[] = {hits->items, hits->blocks, hits->offsets, hits->starts, hits->ends};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        arena_drop(arena, parts[i]);
    *hits = (struct hits){0};
}

const struct hit *hits_begun(const struct hits *hits, uint32_t at, enum entry_class cls)
{
    for (uint32_t i = hits_from(hits, at), end = hits_from(hits, at + 1); i < end; i++)
        if (hits->items[i].entry->cls == cls)
            return &hits->items[i];
    return NULL;
}

const struct hit *hits_ended(const struct hits *hits, uint32_t end, enum entry_class cls)
{
    for (uint32_t at = end > hits->longest ? end - hits->longest : 0; at < end; at++)
        for (uint32_t i = hits_begin(hits, at, cls) ? hits_from(hits, at) : NO_HITS; i < hits_from(hits, at + 1); i++)
            if (hits->items[i].entry->cls == cls && hits->items[i].count == end - at)
                return &hits->items[i];
    return NULL;
}

int pattern_worker_new(struct pattern_worker **ret_worker, const ind_tables *tables)
{
    return pattern_set_worker(tables->patterns, ret_worker);
}

const char *ind_tables_digest(const ind_tables *tables)
{
    return tables->digest;
}
