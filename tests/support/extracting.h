/* Tables and an extractor for a group of tests, and the reading of an article that must succeed. For tests of what an
 * extraction gives; not for those of how one is refused. */
#ifndef TESTS_SUPPORT_EXTRACTING_H
#define TESTS_SUPPORT_EXTRACTING_H

#include <indicatord/extract.h>

struct extracting {
    ind_tables *tables;
    ind_extractor *extractor;
};

/* A group's set-up and tear-down for cmocka: *state is a struct extracting with the built-in tables. */
int extracting_set_up(void **state);
int extracting_tear_down(void **state);

/* The article's result, which holds until the next reading; the test fails where it is refused, or where what it gives
 * breaks the laws of an extraction (lawful.h). */
const ind_result *extracting_read(const struct extracting *extracting, const ind_source *source);

/* The same of bytes as an article.txt. */
const ind_result *extracting_text(const struct extracting *extracting, const char *bytes, size_t length);

#endif
