/* What the tables hold once they are loaded, for the loader that fills it and the look-ups that read it; nobody
 * else includes this. */
#ifndef LANG_STORE_H
#define LANG_STORE_H

#include "daemon/lang/pattern.h"
#include "daemon/lang/places.h"
#include "daemon/lang/tables.h"
#include "daemon/lang/trie.h"
#include "daemon/text/fold.h"

/* One surface of one row; a rule of NULL says that an operator's row has taken its place. What a text is annotated by
 * stands in front, close together in memory. */
struct stored_entry {
    const char *writing; /* of an exact-case surface: the writing it must have; else NULL */
    uint32_t next;       /* the next entry of the same phrase, 1-based; 0 ends the chain */
    struct origin origin;
    struct entry entry;
};

struct stored_taxon {
    struct taxon taxon;
    struct origin origin;
};

/* The units of administration (places.c). Numbers of units, names and aliases are 1-based; 0 ends a chain. */
struct stored_unit {
    struct place_unit unit;
    uint32_t name; /* whose chain it hangs in */
    struct origin origin;
};

struct stored_name {
    uint32_t unit;
    uint32_t alias;
};

/* The units of `level` that another name has. */
struct place_alias {
    uint32_t name;
    uint32_t next;
    uint8_t level;
};

#define PLACE_LAND_UNITS 3

struct place_region {
    const char *rule;
    ind_decimal hectares[PLACE_LAND_UNITS];
};

struct places {
    struct trie trie; /* values: 1-based into names */
    LIST_OF(struct stored_name) names;
    LIST_OF(struct stored_unit) units;
    LIST_OF(struct place_alias) aliases;
    LIST_OF(struct place_region) regions;
    LIST_OF(uint32_t) spellings; /* by symbol of a word: the symbol it is read as, 0 for itself */
    struct vocabulary codes;     /* "2025-03:202"; a code's symbol is its unit's number */
};

struct stored_field {
    struct record_field field;
    uint32_t source; /* number of the file that it is from */
};

struct ind_tables {
    struct arena arena; /* everything below lives in it */
    struct vocabulary words;
    struct trie phrases;                /* values: 1-based into entries */
    LIST_OF(struct stored_entry) entries;
    struct trie wordings;               /* values: 1-based into taxa */
    LIST_OF(struct stored_taxon) taxa;
    uint32_t leads[LEADS];              /* the node behind the words of a lead; TRIE_ROOT where no wording has them */
    const char *abouts[ABOUTS_MAX];     /* names of subjects; NULL behind the last */
    struct pattern_set *patterns;
    struct places places;
    LIST_OF(struct stored_field) fields;
    struct record_fields record_fields; /* the same, an operator's first */
    char digest[65];
};

/* A token's name in the vocabulary as bytes: a word's fold, a number's own text, a mark's stand-in behind a byte
 * that no word begins with. Returns the length, 0 for a token that no table can hold (a break, a word too long). */
#define TOKEN_NAME_MAX FOLD_MAX
size_t token_name(const struct text *text, const struct token *token, char ret_name[static TOKEN_NAME_MAX]);

#endif
