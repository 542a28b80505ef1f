/* The knowledge of a language as rows: the built-in tables and an operator's additions, read by one loader,
 * held as one trie over interned words, so that what a text costs does not depend on how many rows there are.
 * Immutable once built: any number of threads may read. */
#ifndef LANG_TABLES_H
#define LANG_TABLES_H

#include <indicatord/extract.h>

#include "daemon/base/arena.h"
#include "daemon/lang/classes.h"
#include "daemon/text/record.h"
#include "daemon/text/tokens.h"

/* What one surface of one row says. Strings live as long as the tables; what a table lacks is NULL/unknown. */
struct entry {
    enum entry_class cls;
    const char *rule;      /* "units:tạ/ha", "cues:qualifier:khoảng": table, class of cues, surface */
    const char *value;     /* cues, nouns, numbers: the value column */
    const char *dimension; /* units */
    const char *unit;      /* units: the canonical code of one surface form */
    ind_decimal number;    /* units and multipliers: the factor to canonical; numbers: the value */
    bool exact_case;       /* surface written "=T" in the table: matches only in that writing */
};

/* An entry that stands in the text at `first` and covers `count` tokens. Packed, for most tokens have one. */
struct __attribute__((packed)) hit {
    const struct entry *entry;
    uint32_t first;
    uint8_t count;
};

/* All hits of a text, grouped by the token they begin at; the longest of a group first. */
struct hits {
    const struct hit *items;
    const uint32_t *blocks;   /* where the hits of every HITS_BLOCKth token begin */
    const uint16_t *offsets;  /* … and those of each, from there; token count + 1 entries */
    const uint16_t *starts;   /* of each token: the number of the set of classes of which a hit begins there */
    const uint16_t *ends;     /* … and of which one ends with it */
    const uint64_t *sets;     /* the sets by number, bit CLASS_x for a class; 0 is the empty one */
    uint32_t count;
    uint32_t tokens;  /* of the text: what lies behind them has no hits */
    uint32_t longest; /* no hit of the text has more tokens */
};

/* The hits at token `at` are those from hits_from(at) to hits_from(at + 1); `at` is at most the count of tokens. */
#define HITS_BLOCK 16u
static inline uint32_t hits_from(const struct hits *hits, uint32_t at)
{
    return hits->blocks[at / HITS_BLOCK] + hits->offsets[at];
}

/* Gives the hits' memory back before the arena ends: nobody may ask for one again. */
void hits_drop(struct hits *hits, struct arena *arena);

/* Whether a hit of the class begins at token `at`, and whether one ends just before token `end`. */
static inline bool hits_begin(const struct hits *hits, uint32_t at, enum entry_class cls)
{
    return at < hits->tokens && (hits->sets[hits->starts[at]] >> cls & 1);
}

static inline bool hits_end(const struct hits *hits, uint32_t end, enum entry_class cls)
{
    return end && end <= hits->tokens && (hits->sets[hits->ends[end - 1]] >> cls & 1);
}

/* A class as a bit of a set, by its name without the prefix. */
#define CLASS_BIT(name) ((uint64_t)1 << CLASS_##name)

/* The classes of which a hit begins at token `at`, as bits; and whether one of these does. */
static inline uint64_t hits_classes(const struct hits *hits, uint32_t at)
{
    return at < hits->tokens ? hits->sets[hits->starts[at]] : 0;
}

static inline bool hits_begin_any(const struct hits *hits, uint32_t at, uint64_t classes)
{
    return (hits_classes(hits, at) & classes) != 0;
}

/* The first of some classes, given as bits; not of none. */
static inline enum entry_class lowest_class(uint64_t classes)
{
    return (enum entry_class)__builtin_ctzll(classes);
}

/* Names every token's symbol and finds all entries in one pass, into the arena. A phrase never matches across a
 * break. Errors: IND_E_LIMIT. Linear in tokens, independent of the number of rows. */
int tables_annotate(const ind_tables *tables, struct arena *arena, struct tokens *tokens, struct hits *ret_hits);

/* The hit of the class that begins at `at`, for whom hits_begin holds; and the longest that ends before `end`, for whom
 * hits_end does. */
const struct hit *hits_begun(const struct hits *hits, uint32_t at, enum entry_class cls);
const struct hit *hits_ended(const struct hits *hits, uint32_t end, enum entry_class cls);

/* The longest hit of the class that begins at token `at`; NULL for none. Most tokens have none: that costs one look. */
static inline const struct hit *hits_at(const struct hits *hits, uint32_t at, enum entry_class cls)
{
    return hits_begin(hits, at, cls) ? hits_begun(hits, at, cls) : NULL;
}

/* The longest hit of the class that ends just before token `end` (first + count == end); NULL for none. */
static inline const struct hit *hits_before(const struct hits *hits, uint32_t end, enum entry_class cls)
{
    return hits_end(hits, end, cls) ? hits_ended(hits, end, cls) : NULL;
}

/* What the fields of a record mean (fields.tsv). Lives as long as the tables. */
const struct record_fields *tables_fields(const ind_tables *tables);

/* An indicator of the taxonomy. */
struct taxon {
    const char *code;
    const char *name; /* the national statistical indicator system's name, or the usual one */
    const char *rule;
    const char *dimensions; /* what it is measured in, separated by ';'; NULL where that is not said */
    bool whole; /* the wording says too little to have parts: nothing may go on behind it */
    bool part;  /* the wording names but a part of the indicator */
};

/* A word that a wording may begin with though the text leaves it to the figure: "98% hộ dân dùng nước sạch" is a rate,
 * "35 hộ thoát nghèo" a number. LEAD_ABOUT and the index of a subject stand for the wordings that are an indicator's
 * only where the text speaks of that subject: "làm chết 5 người" where it speaks of traffic. */
#define ABOUTS_MAX 64
enum taxon_lead { LEAD_NONE, LEAD_RATE, LEAD_NUMBER, LEAD_ABOUT, LEADS = LEAD_ABOUT + ABOUTS_MAX };

/* The index of the subject that a hit of the class 'about' tells; ABOUTS_MAX where an operator's cue has the name of
 * one that no wording of the taxonomy needs. */
uint32_t tables_about(const ind_tables *tables, const struct entry *entry);

/* How far a label's words go: so many of them are the wording's that was found (all where they name just this
 * indicator), and with no more of them does any wording begin. */
struct taxon_walk {
    uint32_t covered;
    uint32_t followed;
};

/* The indicator whose wording is the longest beginning of the `count` tokens at `at`, none a mark, case aside; NULL for
 * none. */
const struct taxon *tables_taxon(const ind_tables *tables, const struct tokens *tokens, enum taxon_lead lead,
                                 const uint32_t *at, uint32_t count, struct taxon_walk *ret_walk);

/* The taxonomy allows a figure of the dimension to be of this indicator. */
bool taxon_allows(const struct taxon *taxon, const char *dimension);

/* Patterns (patterns.tsv) for what is truly a pattern: document numbers, dates, times, telephone numbers. */
struct pattern_worker; /* one a thread: match data and limits */

int pattern_worker_new(struct pattern_worker **ret_worker, const ind_tables *tables);
void pattern_worker_free(struct pattern_worker *worker);

/* An operator has rows of his own, of which nobody knows what they begin like. */
bool pattern_is_extended(const struct pattern_worker *worker);

struct pattern_match {
    uint32_t end;     /* offset behind the match */
    const char *kind; /* "date", "document", "time", "phone", "ratio_scale" … the row's kind */
    const char *rule; /* "patterns:NAME" */
    ind_span group[4]; /* what the row's groups 1 to 4 caught; end 0 for none */
};

/* Tries all patterns at once, anchored at byte `at` of the clean text; true and *ret_match when one matches (the
 * first row that does). A match that runs into its limit counts as none. */
bool pattern_at(struct pattern_worker *worker, const struct text *text, uint32_t at, struct pattern_match *ret_match);

#endif
