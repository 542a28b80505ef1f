/* What the parts of the loader share while a file is read: tables.c knows the tables, surfaces.c puts surfaces into
 * the trie, taxonomy.c puts wordings into theirs. Not for anybody outside the loader. */
#ifndef LANG_LOADER_H
#define LANG_LOADER_H

#include "daemon/lang/rows.h"
#include "daemon/lang/store.h"

struct phrase {
    uint32_t symbols[PHRASE_MAX];
    uint32_t count;
};

/* A phrase of the taxonomy's that wordings share, written {name} in them. */
struct wording_part {
    const char *name;
    const char *wordings; /* as written */
    LIST_OF(struct phrase) choices;
};

struct loader {
    ind_tables *tables;
    struct arena scratch; /* of the file at hand */
    struct rows rows;
    uint32_t source; /* number of the file at hand, from 1 */
    LIST_OF(struct wording_part) parts; /* in the tables' arena, for all files */
    struct ind_fault *fault;
};

struct table {
    const char *name;
    const char *prefix; /* of the rules that its rows give */
    struct column columns[ROW_COLUMNS + 1];
    int (*load_row)(struct loader *loader, const struct table *table);
};

/* All of these return 0 or a negative code with the fault filled in; IND_E_LIMIT alone leaves that to the caller. */

/* A copy in the tables' arena; NULL for an empty field, or when the arena is full. */
char *loader_copy(struct loader *loader, ind_text text);

/* "prefix:middle:name", or "prefix:name" where there is no middle; NULL when the arena is full. */
const char *loader_rule(struct loader *loader, const char *prefix, const char *middle, ind_text name);

/* The symbol of token `at` of the file, taken into the vocabulary; `piece` is what the fault shows. */
int loader_symbol(struct loader *loader, uint32_t at, ind_text piece, uint32_t *ret_symbol);

/* The fault for what the same file has said before. */
int refuse_double(struct loader *loader, ind_text piece, const struct origin *other);

/* One entry for each surface of the field, after the model. */
int store_surfaces(struct loader *loader, ind_text field, const struct entry *model, const char *prefix,
                   const char *middle);

/* The row reader of taxonomy.tsv; its columns are code, name, dimensions, wordings. */
int load_taxon(struct loader *loader, const struct table *table);

/* When all wordings are in: finds those that begin with the words of a lead. */
void taxonomy_leads(ind_tables *tables);

/* The row readers of the lists of units, of their other names and of regions (places.c), and what they add to the
 * tables' digest. */
struct digest;
int load_place(struct loader *loader, const struct table *table);
int load_place_name(struct loader *loader, const struct table *table);
int load_region(struct loader *loader, const struct table *table);
void places_digest(const ind_tables *tables, struct digest *digest);
int load_field(struct loader *loader, const struct table *table);
int fields_arrange(ind_tables *tables); /* behind the last file */
void fields_digest(const ind_tables *tables, struct digest *digest);

static inline bool text_is(ind_text text, const char *word)
{
    return text.length == strlen(word) && !memcmp(text.bytes, word, text.length);
}

#endif
