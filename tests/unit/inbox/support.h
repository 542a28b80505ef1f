/* What the tests of the inbox share: an inbox of their own in a temporary folder, dropping into it, and looking
 * at what became of it. Every helper fails the test by itself where the world does not play along. */
#ifndef TESTS_INBOX_SUPPORT_H
#define TESTS_INBOX_SUPPORT_H

#include "daemon/inbox/inbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct place {
    char folder[128];
    char path[160]; /* of the inbox */
    struct inbox *inbox;
};
int place_setup(void **ret_place); /* cmocka setup and teardown */
int place_teardown(void **state);

/* The inbox anew, with other options; the old one is freed. */
#define SETTLE_MS 2000
#define MAX_FILE 1000
void reopen(struct place *place, uint64_t settle_ms, uint64_t keep_done_ms);

/* Writes the file whole, closed at the end, `name` below the inbox. */
void drop(const struct place *place, const char *name, const char *text);

/* "PATH/NAME" in a ring of eight. */
const char *path_of(const struct place *place, const char *name);

/* Looks as after a notice; what was claimed, or NULL. */
struct file *look(const struct place *place, const char *name);
struct file *look_at(const struct place *place, const char *name, enum inbox_hint hint, uint64_t now_ms);

/* Drops, looks, reads: a file in state READ. */
struct file *take(const struct place *place, const char *name, const char *text);

/* Seals, says that it is committed. */
void commit(struct file *file);

/* Reserves, commits, moves, frees: the whole way. Returns where it went, in static memory. */
const char *finish(struct file *file, enum file_place where, const char *reason);

bool exists(const struct place *place, const char *name);
void assert_content(const struct place *place, const char *name, const char *text);

/* How many entries there are in a folder below the inbox. */
int count_in(const struct place *place, const char *folder);

#endif
