/* The inbox's notices: an inotify descriptor of its own, because libuv's watcher asks for no close-write and
 * drops the overflow. A notice is a hint and may be wrong or missing; the directory is the truth (inbox.h).
 *
 * No call blocks for longer than a path look-up. One thread at a time: the loop's. */
#ifndef INBOX_WATCH_H
#define INBOX_WATCH_H

#include <indicatord/error.h>

struct watch;

/* Begins to watch the directory. Watch first, then scan: nothing can fall between. Errors: IND_E_NOT_FOUND,
 * IND_E_LIMIT (the user's inotify instances or watches are used up; the fault names the sysctl), IND_E_IO,
 * IND_E_NOMEM. */
int watch_new(struct watch **ret_watch, const char *path, struct ind_fault *fault);

/* NULL is fine. */
void watch_free(struct watch *watch);

/* The descriptor to poll for reading; the same until watch_free; never closed by the caller. */
int watch_fd(const struct watch *watch);

enum watch_event {
    WATCH_NAME, /* look at this name: inbox_look */
    WATCH_SCAN, /* notices were lost: inbox_scan */
    WATCH_MOVED /* the directory was moved, deleted or unmounted: inbox_reopen, watch_attach, inbox_scan */
};

/* `name` (raw bytes, NUL-terminated) only with WATCH_NAME, valid during the call. */
typedef void watch_fn(void *user, enum watch_event event, const char *name);

/* Reads what is there (at most 64 KiB a call, so that a storm does not hold the loop: the descriptor stays
 * readable) and calls `visit` for each event. Nothing to read is no error. Errors: IND_E_IO. */
int watch_read(struct watch *watch, watch_fn *visit, void *user, struct ind_fault *fault);

/* Watches what the path names now; without effect where that is watched already. To be called after
 * WATCH_MOVED until it succeeds, and before each scan by timer, since a parent that was moved tells nothing.
 * Errors: as watch_new. */
int watch_attach(struct watch *watch, struct ind_fault *fault);

#endif
