/* A journal looked at from outside: every damage of its files with its place and reason, and its records past it.
 * Strictly read-only: no file is made, changed or locked, be a daemon running on it or not. What it finds, the daemon
 * lives with: its start sets aside a file that it can't go on with (mend.h), and its replays tell `lost` of the rest.
 * What headers and bodies hold is not known here. */
#ifndef JOURNAL_SCAN_H
#define JOURNAL_SCAN_H

#include "daemon/base/digest.h"
#include "daemon/journal/rows.h"

struct scan;

struct scan_facts {
    char stream[256];
    uint64_t epoch, head, tail; /* as `state` and the records have it; all 0 without a state */
    uint64_t published, bytes, run;
    uint64_t articles, observations, rejected, duplicates; /* since the journal's creation */
    int64_t file_bytes, log_bytes; /* journal.db and its -wal */
    bool running;                  /* a daemon held the folder's lock when it was opened */
};

/* One damage. `place` says where ("journal.db", "record 17", "topic 'article'"), `reason` what. */
typedef void scan_fault_fn(void *user, const char *place, const char *reason);

/* Opens the journal of a state directory. Errors: IND_E_NOT_FOUND (no journal), IND_E_CORRUPT (nothing of it can be
 * read), IND_E_BUSY (see store.h), IND_E_UNSUPPORTED (newer), IND_E_IO, IND_E_NOMEM. */
int scan_new(struct scan **ret_scan, const char *directory, struct ind_fault *fault);
void scan_free(struct scan *scan); /* NULL is fine */

struct scan_facts scan_facts(const struct scan *scan);

/* Finds the faults of files, tables and rows; `whole` (may be NULL) gets each record that is whole. IND_OK where the
 * look came to its end, whatever it found. Errors: IND_E_NOMEM, and those of `whole`. */
int scan_check(struct scan *scan, scan_fault_fn *found, rows_row_fn *whole, void *user, struct ind_fault *fault);

/* The whole records from that with message `from` on, without the rest of the check; `found` gets what is passed
 * over. Errors: as scan_check. */
int scan_records(struct scan *scan, uint64_t from, scan_fault_fn *found, rows_row_fn *whole, void *user,
                 struct ind_fault *fault);

/* Calls for each topic with the seq of its last message, as the table has it. Errors: IND_E_CORRUPT, IND_E_NOMEM. */
typedef void scan_topic_fn(void *user, const char *topic, size_t length, uint64_t last);
int scan_topics(struct scan *scan, scan_topic_fn *visit, void *user, struct ind_fault *fault);

/* What the ledger knows of an article by its id (64 hex digits). */
enum scan_seen { SCAN_SEEN_NOT, SCAN_SEEN_READ, SCAN_SEEN_REPEAT };

/* *ret_seen, and for READ the digest of the tables it was read with last. Errors: IND_E_CORRUPT, IND_E_IO. */
int scan_seen(struct scan *scan, const char *id, enum scan_seen *ret_seen, char ret_tables[static DIGEST_HEX + 1],
              struct ind_fault *fault);

#endif
