/* A thread that reads pages of the journal for the replay socket, one after the other in the order asked. It
 * knows nothing of clients. */
#ifndef FEED_PAGER_H
#define FEED_PAGER_H

#include "daemon/journal/reader.h"

#include <uv.h>

/* One page wanted. The caller owns it and leaves it alone from pager_submit until it comes back. */
struct pager_job {
    struct reader_query query;
    struct reader_page page; /* zeroed before its first use; filled in anew each time */
    int code;                /* of reader_page, with its fault */
    struct ind_fault fault;
    struct pager_job *next;  /* the pager's */
};

typedef void pager_done_fn(void *user, struct pager_job *job);

struct pager;

/* Opens the journal in `directory` for reading and starts the thread; done jobs are handed to `done` on the
 * loop's thread. Errors: those of reader_new, IND_E_NOMEM. */
int pager_new(struct pager **ret_pager, const char *directory, uv_loop_t *loop, pager_done_fn *done, void *user,
              struct ind_fault *fault);

/* Loop's thread. */
void pager_submit(struct pager *pager, struct pager_job *job);

/* Ends the thread after the page it is at; jobs that were not begun do not come back. The pager frees itself and
 * then calls on_closed from the loop. */
void pager_stop(struct pager *pager, void *owner, void (*on_closed)(void *owner));

#endif
