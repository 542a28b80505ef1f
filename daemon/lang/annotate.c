/* The look-ups: one pass names the tokens, a second walks the trie from each of them, at most PHRASE_MAX steps. */
#include "daemon/lang/store.h"

#define MARK_PREFIX '\x01'

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

static void name_tokens(const ind_tables *tables, struct tokens *tokens)
{
    char name[TOKEN_NAME_MAX];
    for (uint32_t i = 0; i < tokens->count; i++) {
        size_t length = token_name(tokens->text, &tokens->items[i], name);
        tokens->items[i].symbol = length ? vocabulary_find(&tables->words, name, length) : 0;
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

struct finder {
    const ind_tables *tables;
    struct arena *arena;
    const struct tokens *tokens;
    LIST_OF(struct hit) hits;
    uint64_t classes; /* of the token at hand */
    uint64_t *ends;
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
        *hit = (struct hit){.first = first, .count = count, .entry = &stored->entry};
        finder->classes |= (uint64_t)1 << stored->entry.cls;
        finder->ends[first + count - 1] |= (uint64_t)1 << stored->entry.cls;
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

int tables_annotate(const ind_tables *tables, struct arena *arena, struct tokens *tokens, struct hits *ret_hits)
{
    uint32_t *begin = ARENA_ARRAY(arena, uint32_t, (size_t)tokens->count + 1);
    uint64_t *classes = ARENA_ARRAY(arena, uint64_t, tokens->count);
    uint64_t *ends = ARENA_ARRAY(arena, uint64_t, tokens->count);
    if (!begin || !classes || !ends)
        return IND_E_LIMIT;
    name_tokens(tables, tokens);
    struct finder finder = {.tables = tables, .arena = arena, .tokens = tokens, .ends = ends};
    for (uint32_t i = 0; i < tokens->count; i++) {
        begin[i] = finder.hits.count;
        finder.classes = 0;
        TRY(take_phrases(&finder, i));
        classes[i] = finder.classes;
    }
    begin[tokens->count] = finder.hits.count;
    *ret_hits = (struct hits){
        .items = finder.hits.items, .begin = begin, .classes = classes, .ends = ends, .count = finder.hits.count, .tokens = tokens->count};
    return IND_OK;
}

/* The hit of the class that begins at `at` and, unless `count` is 0, covers just that many tokens. */
static const struct hit *hit_of(const struct hits *hits, uint32_t at, enum entry_class cls, uint32_t count)
{
    if (at >= hits->tokens || !(hits->classes[at] >> cls & 1))
        return NULL;
    for (uint32_t i = hits->begin[at]; i < hits->begin[at + 1]; i++) {
        const struct hit *hit = &hits->items[i];
        if (hit->entry->cls == cls && (!count || hit->count == count))
            return hit;
    }
    return NULL;
}

const struct hit *hits_at(const struct hits *hits, uint32_t at, enum entry_class cls)
{
    return hit_of(hits, at, cls, 0);
}

const struct hit *hits_before(const struct hits *hits, uint32_t end, enum entry_class cls)
{
    if (!end || end > hits->tokens || !(hits->ends[end - 1] >> cls & 1))
        return NULL;
    for (uint32_t at = end > PHRASE_MAX ? end - PHRASE_MAX : 0; at < end; at++) {
        const struct hit *hit = hit_of(hits, at, cls, end - at);
        if (hit)
            return hit;
    }
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
