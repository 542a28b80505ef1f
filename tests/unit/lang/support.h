/* What the tests of lang/ share: tables made of the built-in rows and a few of a test's own, and a text looked up
 * in them. */
#ifndef TESTS_LANG_SUPPORT_H
#define TESTS_LANG_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "daemon/lang/tables.h"

/* The built-in tables with one file more; fails the test when they don't load. name NULL: none. */
ind_tables *tables_with(const char *name, const char *bytes);

/* Loads one file more, expects it to be refused with IND_E_INVALID, and the fault to be just this sentence. */
void assert_refused(const char *name, const char *bytes, const char *sentence);

struct reading {
    struct arena arena;
    struct text text;
    struct tokens tokens;
    struct hits hits;
};

/* Cuts and annotates; reading_done gives it back. */
void reading_init(struct reading *reading, const ind_tables *tables, const char *source);
void reading_done(struct reading *reading);

/* The indicator that the tokens [first, end) name, all of them but for marks; NULL for none. */
const struct taxon *taxon_of(const ind_tables *tables, const struct reading *reading, uint32_t first, uint32_t end);

/* "words [rule]" of the longest hit of a class at a token, "-" for none; static storage. */
const char *hit_text(const struct reading *reading, const struct hit *hit);

#endif
