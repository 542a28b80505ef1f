/* The rows of `record` in the order of their keys, past what damage took: what a checker tells of and what is carried
 * over into a new file. Not for replay, which knows its range: that is reader.h's. */
#ifndef JOURNAL_ROWS_H
#define JOURNAL_ROWS_H

#include "daemon/journal/record.h"
#include "daemon/journal/store.h"

struct rows_row {
    struct record_key key; /* only `first` is to be believed of a row that is not whole */
    const char *frames;    /* NULL where they can't be read */
    size_t length;
    const char *reason;    /* what is wrong with it; NULL: it is whole */
};

/* A negative code ends the walk. */
typedef int rows_row_fn(void *user, const struct rows_row *row, struct ind_fault *fault);

/* Rows behind the key `after` could not be read: the next that can have keys from `next` on (0: there are none). */
typedef int rows_gap_fn(void *user, uint64_t after, uint64_t next, const char *reason, struct ind_fault *fault);

/* Walks the rows with keys of at least `from`. Errors: IND_E_CORRUPT (there is no such table), IND_E_NOMEM, and
 * those of the calls. */
int rows_walk(struct store *store, uint64_t from, rows_row_fn *row, rows_gap_fn *gap, void *user,
              struct ind_fault *fault);

/* The key of the next row behind `after` that can be read, past damage; 0 where there is none. Errors: as rows_walk. */
int rows_after(struct store *store, uint64_t after, uint64_t *ret_first, struct ind_fault *fault);

#endif
