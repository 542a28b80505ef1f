/* The threads that read and extract: each takes works from one queue and hands them on. What is done with a
 * work is reading.h's. */
#ifndef SERVICE_WORKERS_H
#define SERVICE_WORKERS_H

#include "daemon/service/queue.h"
#include "daemon/service/reading.h"

#define WORKERS_MAX 64

/* Called on a worker's thread with a work that is done with: OPEN (ready to be committed), LATER, GONE or
 * ABANDONED. */
typedef void workers_done_fn(void *user, struct work *work);

struct workers {
    struct reading_rules rules;
    struct queue queue;
    workers_done_fn *done;
    void *user;
    _Atomic(bool) hurry; /* what is not begun stays for the next start */
    unsigned count;
    struct worker {
        struct workers *all;
        struct reading_desk desk;
        uv_thread_t thread;
    } each[WORKERS_MAX];
};

/* Starts `count` threads (1 to WORKERS_MAX). `rules` are copied, what they point at stays the caller's.
 * Errors: IND_E_NOMEM, those of reading_desk_init; then nothing runs. */
int workers_start(struct workers *workers, unsigned count, const struct reading_rules *rules, workers_done_fn *done,
                  void *user, struct ind_fault *fault);

/* Hands a work to the next idle thread. Any thread. */
void workers_push(struct workers *workers, struct work *work);

/* From now on works that are not begun come back as ABANDONED. Any thread. */
void workers_hurry(struct workers *workers);

/* Waits until everything pushed was handed on, and for the threads. */
void workers_stop(struct workers *workers);

#endif
