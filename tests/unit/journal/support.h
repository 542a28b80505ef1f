/* What the tests of the journal share: a state directory of their own, options, and batches that are short to
 * write. Every helper fails the test by itself where the world does not play along. */
#ifndef TESTS_JOURNAL_SUPPORT_H
#define TESTS_JOURNAL_SUPPORT_H

#include "daemon/journal/journal.h"
#include "daemon/journal/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* A fresh state directory (not made yet) in a folder of its own; support_done removes all of it. */
struct place {
    char folder[100];
    char state[128];
};
int place_setup(void **ret_place);    /* cmocka setup and teardown */
int place_teardown(void **place);

/* Removes the state directory with all that is in it, if it is there; 0, or nftw's. */
int place_clear(const struct place *place);

/* Writes "seq prev time topic" style text, so that a test can look at a header. */
int plain_header(void *user, const struct journal_stamp *stamp, struct buffer *header);

struct journal_options plain_options(const struct place *place);
struct journal *open_journal(const struct place *place);
struct reader *open_reader(const struct place *place);

/* SHA-256 of a word, in static memory (a ring of eight): the id of an article that is called so. */
const char *id_of(const char *word);

/* Messages with the given topics ("a b c") and the topic's name as body; the arrays are the batch's own, to be
 * given to batch_done. */
struct journal_batch batch_of(const char *claim, const char *topics);
void batch_article(struct journal_batch *batch, const char *word, const char *text_word);
void batch_done(struct journal_batch *batch);

/* Commits one batch in a group of its own and returns the code. */
int commit_one(struct journal *journal, struct journal_batch *batch, struct ind_fault *fault);

/* Commits one batch of these topics and lets go of it; fails the test where it isn't committed. */
void tell(struct journal *journal, const char *claim, const char *topics);

/* Runs SQL on the journal's database from outside, the journal being closed. */
void meddle(const struct place *place, const char *sql);

/* One number from outside. */
long long ask(const struct place *place, const char *sql);

#endif
