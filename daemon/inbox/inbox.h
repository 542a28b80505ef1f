/* The directory that articles are dropped into: which names may be taken, when, and the folders .work/ done/
 * rejected/ below it. The directory is the truth; watch.h's notices only say where to look first. It claims
 * files; what becomes of a claimed one is file.h's.
 *
 * Every call but inbox_next_due and inbox_waiting reads or writes the disk and is for worker threads; all may be
 * called from several threads at once. `now_ms` is a monotonic clock's. */
#ifndef INBOX_INBOX_H
#define INBOX_INBOX_H

#include "daemon/inbox/file.h"

struct inbox_options {
    const char *path;      /* must exist; the folders below it are made (0750) */
    uint64_t max_file;     /* bytes */
    uint64_t settle_ms;
    uint64_t keep_done_ms; /* 0: for ever */
};

/* Opens the inbox. Errors: IND_E_NOT_FOUND, IND_E_INVALID (no directory; a folder below it on another file
 * system), IND_E_FULL, IND_E_IO, IND_E_NOMEM. */
int inbox_new(struct inbox **ret_inbox, const struct inbox_options *options, struct ind_fault *fault);

/* NULL is fine. Every file of it must have been freed. */
void inbox_free(struct inbox *inbox);

/* Opens the path anew where it names another directory than before (moved, replaced). Files claimed before are
 * still read and filed where they are. *ret_changed (may be NULL) says whether it did. Errors: as inbox_new;
 * the old directory then stays in use. To be called after WATCH_MOVED and before each scan by timer. */
int inbox_reopen(struct inbox *inbox, bool *ret_changed, struct ind_fault *fault);

/* What brings a name up: a notice (its writer closed it, or it was renamed here), or only a listing. */
enum inbox_hint { INBOX_NOTICE, INBOX_LISTED };

/* Looks at a name and claims it if it may be taken. IND_OK with *ret_file set: claimed, the caller owns it.
 * IND_OK with NULL: nothing to take now: it is gone, a folder, to be left alone, or waits for its settling or
 * its writer's close (a notice or inbox_due brings it up again). IND_E_FULL: no room to claim; the file stays.
 * Other errors: the file stays, too. */
int inbox_look(struct inbox *inbox, const char *name, enum inbox_hint hint, uint64_t now_ms,
               struct file **ret_file, struct ind_fault *fault);

/* Return false to end the walk. */
typedef bool inbox_name_fn(void *user, const char *name);

/* Calls `visit` for every name in the inbox that is not left alone, in no order. *ret_count (may be NULL) is
 * how many there were, or were until visit said false. Errors: IND_E_IO, IND_E_NOMEM. */
int inbox_scan(struct inbox *inbox, inbox_name_fn *visit, void *user, size_t *ret_count, struct ind_fault *fault);

/* Calls `visit` once for each waiting name whose time has come: to be looked at with INBOX_LISTED. Where visit
 * says false the walk ends, and that name and what follows stay due. No disk; `visit` must not call the inbox. */
void inbox_due(struct inbox *inbox, uint64_t now_ms, inbox_name_fn *visit, void *user);

/* When the next waiting name is due; UINT64_MAX for none. Any thread, short. */
uint64_t inbox_next_due(struct inbox *inbox);

/* How many names wait for their settling or their writer's close. Any thread, short. */
size_t inbox_waiting(struct inbox *inbox);

/* At the start: every claim in .work/ as a file in state CLAIMED, which `visit` owns from then on. Empty claims
 * are removed, what is no claim is left alone. Syncs .work/ and its neighbours first, so that a claim which is
 * not there may be forgotten (journal_claims_keep). Errors: IND_E_IO, IND_E_NOMEM; or a negative code
 * of visit, which ends the walk. */
typedef int inbox_claim_fn(void *user, struct file *file);
int inbox_recover(struct inbox *inbox, inbox_claim_fn *visit, void *user, struct ind_fault *fault);

/* Makes every file_move so far durable; afterwards the journal may forget their claims. IND_E_IO: the storage
 * failed, and every later call fails, too: no claim may be forgotten in this run. Not by two threads at once. */
int inbox_sync(struct inbox *inbox, struct ind_fault *fault);

/* Deletes from done/ what was filed longer than keep_done ago, at most 1,000 a call; *ret_more says whether
 * more is left. Errors: IND_E_IO. */
int inbox_expire(struct inbox *inbox, bool *ret_more, struct ind_fault *fault);

#endif
