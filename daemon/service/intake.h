/* The thread at both ends of a file's way: it reads the inbox and claims, and it files what was published. So
 * it alone knows how many files are in flight, and keeps them within bounds: what is over waits in the inbox,
 * where the directory remembers it. */
#ifndef SERVICE_INTAKE_H
#define SERVICE_INTAKE_H

#include "daemon/inbox/inbox.h"
#include "daemon/service/queue.h"
#include "daemon/service/room.h"
#include "daemon/service/work.h"

/* All are called on the intake's thread. */
struct intake_calls {
    /* A claimed work, to be read by a worker. */
    void (*claimed)(void *user, struct work *work);
    /* The filing of these claims is durable. */
    void (*filed)(void *user, const char (*claims)[WORK_CLAIM], size_t count);
    /* Stopped, and nothing is in flight any more; the thread is at its end. */
    void (*drained)(void *user);
};

struct intake_options {
    struct inbox *inbox;
    size_t in_flight;      /* at most so many claims at one time */
    bool expire_done;      /* delete from done/ what is too old */
    struct room room;      /* nothing is claimed without it */
};

struct intake;

/* Starts the thread; it begins with what was found in .work/ (`recovered`, works of fate OPEN, run one by one,
 * and FILE; taken), then scans the inbox. Errors: IND_E_NOMEM; the process must end then. */
int intake_start(struct intake **ret_intake, const struct intake_options *options, struct work_list *recovered,
                 const struct intake_calls *calls, void *user, struct ind_fault *fault);

/* All that follows: any thread. */

/* A notice: look at this name. */
void intake_notice(struct intake *intake, const char *name);

/* Read the whole inbox, wherever its path leads now. */
void intake_rescan(struct intake *intake);

/* A work comes back: FILE, LATER, GONE or ABANDONED. */
void intake_return(struct intake *intake, struct work *work);

/* Claims nothing while the disk is full. */
void intake_set_full(struct intake *intake, bool full);

/* Why nothing is claimed now, a sentence; "" where all is well. */
void intake_held(struct intake *intake, char ret_sentence[static ROOM_SENTENCE]);

/* Files that are claimed or known to wait. */
uint64_t intake_backlog(struct intake *intake);

/* Claims no more; `drained` follows when every claimed work came back and is filed. */
void intake_stop(struct intake *intake);

/* Joins the thread, behind `drained`. NULL is fine. */
void intake_free(struct intake *intake);

#endif
