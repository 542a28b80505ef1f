/* Looking an indicator up by its words: the wordings are one trie, so that a label is one walk however many indicators
 * there are. How the rows get there is taxonomy.c's. */
#include "daemon/lang/loader.h"

const struct taxon *tables_taxon(const ind_tables *tables, const struct tokens *tokens, enum taxon_lead lead,
                                 const uint32_t *at, uint32_t count, struct taxon_walk *ret_walk)
{
    uint32_t node = tables->leads[lead], value = 0, i = 0;
    *ret_walk = (struct taxon_walk){0};
    if (lead != LEAD_NONE && node == TRIE_ROOT)
        return NULL;
    for (; i < count; i++) {
        node = trie_step(&tables->wordings, node, tokens->items[at[i]].symbol);
        if (node == TRIE_ROOT)
            break;
        if (trie_value(&tables->wordings, node)) {
            value = trie_value(&tables->wordings, node);
            ret_walk->covered = i + 1;
        }
    }
    ret_walk->followed = i;
    return value ? &tables->taxa.items[value - 1].taxon : NULL;
}

bool taxon_allows(const struct taxon *taxon, const char *dimension)
{
    if (!taxon->dimensions)
        return true;
    ind_text piece, left = {taxon->dimensions, (uint32_t)strlen(taxon->dimensions)};
    while (rows_piece(&left, &piece))
        if (piece.length == strlen(dimension) && !memcmp(piece.bytes, dimension, piece.length))
            return true;
    return false;
}

uint32_t tables_about(const ind_tables *tables, const struct entry *entry)
{
    uint32_t about = 0, count = 0;
    for (; count < ABOUTS_MAX && tables->abouts[count]; count++)
        if (tables->abouts[count] == entry->value) /* as all entries of the taxonomy have it */
            return count;
    while (about < count && !(entry->value && strcmp(tables->abouts[about], entry->value) == 0))
        about++;
    return about < count ? about : ABOUTS_MAX;
}

void taxonomy_leads(ind_tables *tables)
{
    static const char *const words[][2] = {[LEAD_RATE] = {"tỷ", "lệ"}, [LEAD_NUMBER] = {"số"}};
    for (size_t lead = LEAD_RATE; lead <= LEAD_NUMBER; lead++) {
        uint32_t node = TRIE_ROOT;
        for (size_t i = 0; i < 2 && words[lead][i]; i++) {
            char fold[FOLD_MAX];
            size_t length = fold_word(words[lead][i], strlen(words[lead][i]), fold);
            node = trie_step(&tables->wordings, node, vocabulary_find(&tables->words, fold, length));
        }
        tables->leads[lead] = node;
    }
}
