/* The rows of patterns.tsv as one anchored expression, tried at a place in one call. The only part that knows
 * PCRE2: byte mode, explicit lengths, limits always set, JIT where the system allows it and the interpreter where
 * it does not. Not for what a match means. A set is immutable once compiled and may be shared by threads. */
#ifndef LANG_PATTERN_H
#define LANG_PATTERN_H

#include "daemon/lang/tables.h"

/* The most bytes behind its start that a match can see: what keeps the cost of a text linear. */
#define PATTERN_WINDOW 192

struct pattern_set;

/* Where a row came from, to tell a double from an override. */
struct origin {
    uint32_t source; /* which file, from 1 */
    uint32_t line;
};

struct pattern_fields {
    ind_text kind;
    ind_text name;
    ind_text pattern;
    struct origin origin;
};

/* An empty set. It keeps `arena` to allocate from until it is compiled; free it before the arena.
 * Errors: IND_E_LIMIT. */
int pattern_set_new(struct pattern_set **ret_set, struct arena *arena);

/* NULL is fine. */
void pattern_set_free(struct pattern_set *set);

/* Adds a row, or replaces the one of that name. Strings are copied. Kind "part" is no pattern of its own: others
 * write it as {name}, and it must stand before them. At most four groups.
 * Errors: IND_E_INVALID with the reason in the fault, IND_E_LIMIT, IND_E_NOMEM. */
int pattern_set_put(struct pattern_set *set, const struct pattern_fields *fields, struct ind_fault *fault);

struct pattern_row {
    const char *kind;
    const char *name;
    const char *pattern; /* as written */
    const char *rule;
    struct origin origin;
};

/* The row of a place or a name, for the digest and for refusing doubles. NULL for none. */
const struct pattern_row *pattern_set_row(const struct pattern_set *set, uint32_t index);
const struct pattern_row *pattern_set_find(const struct pattern_set *set, ind_text name);

/* Makes the one expression of all rows. Nothing may be put in afterwards. Errors: IND_E_INVALID (a row does not
 * fit with the parts that are now in force; the fault names it), IND_E_NOMEM, IND_E_LIMIT. */
int pattern_set_compile(struct pattern_set *set, struct ind_fault *fault);

/* Whether matches run as machine code. They are the same either way. */
bool pattern_set_is_jit(const struct pattern_set *set);

/* What pattern_worker_new (tables.h) does. */
int pattern_set_worker(const struct pattern_set *set, struct pattern_worker **ret_worker);

#endif
