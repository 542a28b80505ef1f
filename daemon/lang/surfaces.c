/* Surfaces into the trie: named token by token as a text is, chained where several classes share one phrase, and an
 * operator's row in the place of the built-in one of the same class and writing. */
#include "daemon/lang/loader.h"

char *loader_copy(struct loader *loader, ind_text text)
{
    return text.bytes ? arena_copy(&loader->tables->arena, text.bytes, text.length) : NULL;
}

const char *loader_rule(struct loader *loader, const char *prefix, const char *middle, ind_text name)
{
    size_t room = strlen(prefix) + (middle ? strlen(middle) + 1 : 0) + name.length + 2;
    char *rule = arena_alloc(&loader->tables->arena, room);
    if (rule)
        snprintf(rule, room, "%s:%s%s%.*s", prefix, middle ? middle : "", middle ? ":" : "", (int)name.length,
                 name.bytes);
    return rule;
}

/* How the tables write a word is how most texts do. */
static bool keep_writing(struct loader *loader, const struct token *token, uint32_t symbol)
{
    const char *bytes = loader->rows.text.bytes + token->start;
    return token->kind != TOKEN_WORD ||
           vocabulary_alias(&loader->tables->words, &loader->tables->arena, bytes, token->end - token->start, symbol);
}

int loader_symbol(struct loader *loader, uint32_t at, ind_text piece, uint32_t *ret_symbol)
{
    struct rows *rows = &loader->rows;
    const struct token *token = &rows->tokens.items[at];
    char name[TOKEN_NAME_MAX];
    size_t length = token_name(&rows->text, token, name);
    if (!length)
        return rows_fault(rows, loader->fault, "'%.*s' has a word that is too long", (int)piece.length, piece.bytes);
    uint32_t symbol = vocabulary_add(&loader->tables->words, &loader->tables->arena, name, length);
    if (!symbol || !keep_writing(loader, token, symbol))
        return IND_E_LIMIT;
    *ret_symbol = symbol;
    return IND_OK;
}

static int read_phrase(struct loader *loader, ind_text piece, struct phrase *ret_phrase)
{
    uint32_t first, end;
    rows_tokens(&loader->rows, piece, &first, &end);
    ret_phrase->count = end - first;
    if (!ret_phrase->count || ret_phrase->count > PHRASE_MAX)
        return rows_fault(&loader->rows, loader->fault, "'%.*s' %s", (int)piece.length, piece.bytes,
                          ret_phrase->count ? "is too long" : "has no words");
    for (uint32_t i = 0; i < ret_phrase->count; i++)
        TRY(loader_symbol(loader, first + i, piece, &ret_phrase->symbols[i]));
    return IND_OK;
}

int refuse_double(struct loader *loader, ind_text piece, const struct origin *other)
{
    return rows_fault(&loader->rows, loader->fault, "'%.*s' stands in line %u already", (int)piece.length, piece.bytes,
                      other->line);
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

/* At the end of the chain, or at its head where the writing is exact: what is said of just this writing goes
 * before what is said of any. */
static int chain_entry(ind_tables *tables, uint32_t *head, const struct stored_entry *entry)
{
    struct stored_entry *place = LIST_PUSH(&tables->arena, &tables->entries);
    if (!place)
        return IND_E_LIMIT;
    *place = *entry;
    uint32_t *link = head;
    while (!entry->writing && *link)
        link = &tables->entries.items[*link - 1].next;
    place->next = *link;
    *link = tables->entries.count;
    return IND_OK;
}

/* The entry of one link, when it is of the same class and writing as the new one; else NULL. */
static struct stored_entry *rival(ind_tables *tables, uint32_t link, const struct stored_entry *entry)
{
    struct stored_entry *other = &tables->entries.items[link - 1];
    return other->entry.cls == entry->entry.cls && same_text(other->writing, entry->writing) ? other : NULL;
}

/* Takes out what an earlier file says of this surface in this class. */
static void override_entries(ind_tables *tables, uint32_t *head, const struct stored_entry *entry)
{
    for (uint32_t *link = head; *link;) {
        struct stored_entry *other = rival(tables, *link, entry);
        if (other && other->origin.source != entry->origin.source) {
            *link = other->next;
            other->entry.rule = NULL;
        } else {
            link = &tables->entries.items[*link - 1].next;
        }
    }
}

static int store_entry(struct loader *loader, ind_text piece, const struct phrase *phrase,
                       const struct stored_entry *entry)
{
    ind_tables *tables = loader->tables;
    uint32_t *head = trie_add(&tables->phrases, &tables->arena, phrase->symbols, phrase->count);
    if (!head)
        return IND_E_LIMIT;
    override_entries(tables, head, entry);
    bool cue = entry->entry.cls > CLASS_DENOMINATOR;
    for (uint32_t link = *head; link; link = tables->entries.items[link - 1].next) {
        const struct stored_entry *other = rival(tables, link, entry);
        /* A cue may have several values; two spellings of one row may fold to the same. */
        if (!other || (cue && !same_text(other->entry.value, entry->entry.value)))
            continue;
        return other->origin.line == entry->origin.line ? IND_OK : refuse_double(loader, piece, &other->origin);
    }
    return chain_entry(tables, head, entry);
}

int store_surfaces(struct loader *loader, ind_text field, const struct entry *model, const char *prefix,
                   const char *middle)
{
    ind_text piece;
    bool any = false;
    for (; rows_piece(&field, &piece); any = true) {
        bool exact = piece.bytes[0] == '=' && piece.length > 1;
        piece.bytes += exact;
        piece.length -= exact;
        struct stored_entry stored = {.entry = *model, .origin = {loader->source, loader->rows.line}};
        stored.entry.exact_case = exact;
        stored.entry.rule = loader_rule(loader, prefix, middle, piece);
        stored.writing = exact ? loader_copy(loader, piece) : NULL;
        if (!stored.entry.rule || (exact && !stored.writing))
            return IND_E_LIMIT;
        struct phrase phrase;
        TRY(read_phrase(loader, piece, &phrase));
        TRY(store_entry(loader, piece, &phrase, &stored));
    }
    return any ? IND_OK : rows_fault(&loader->rows, loader->fault, "there are no surfaces");
}
