/* The journal's own thread: takes what waits, seals the files, commits the group with one fsync, and hands the
 * works on in the order of their seqs. The only one that touches the journal after its start. */
#ifndef SERVICE_COMMITTER_H
#define SERVICE_COMMITTER_H

#include "daemon/journal/journal.h"
#include "daemon/service/queue.h"
#include "daemon/service/reading.h"

/* All are called on the committer's thread. */
struct committer_calls {
    /* Committed works, in seq order, whose frames are ready to be published. */
    void (*committed)(void *user, struct work *work);
    /* A file changed behind its reading: to be read again. */
    void (*read_again)(void *user, struct work *work);
    /* FILE (was committed before; nothing to publish), LATER, or ABANDONED. */
    void (*given_back)(void *user, struct work *work);
    /* The disk is full (true), or has room again. */
    void (*full)(void *user, bool full);
    /* What is to be done with the journal before the first group, where committer_options.prepares; asked again while
     * it says IND_E_FULL or IND_E_NOMEM. */
    int (*prepare)(void *user, struct journal *journal, struct ind_fault *fault);
    /* It was done. */
    void (*prepared)(void *user);
    /* The storage failed: nothing can be committed in this run any more. */
    void (*broken)(void *user);
    /* The thread is at its end and the journal is closed. */
    void (*ended)(void *user);
};

struct committer_options {
    uint64_t wait_ms; /* a group waits at most so long for works that are being read, and not at all where none is */
    bool prepares;    /* nothing may be pushed before `prepared` was called */
};

struct committer;

/* Takes the journal: it closes it at its end. Errors: IND_E_NOMEM; the journal is then still the caller's. */
int committer_start(struct committer **ret_committer, struct journal *journal, const struct reading_rules *rules,
                    const struct committer_options *options, const struct committer_calls *calls, void *user,
                    struct ind_fault *fault);

/* All that follows: any thread. */

/* A work is being read: committer_push or committer_miss follows. */
void committer_expect(struct committer *committer);
void committer_miss(struct committer *committer);
void committer_push(struct committer *committer, struct work *work);

/* Messages up to `seq` were handed to the wire: told to the journal with the next commit. */
void committer_published(struct committer *committer, uint64_t seq);

/* The filing of these claims is durable; the journal may forget them. */
void committer_filed(struct committer *committer, const char (*claims)[WORK_CLAIM], size_t count);

/* The journal as of the last commit. */
struct journal_state committer_state(struct committer *committer);

/* From here on what finds no room, or was not prepared yet, is not tried again: works are given back as ABANDONED. */
void committer_drain(struct committer *committer);

/* Commits what is left, closes the journal, calls `ended`. Nothing may be pushed any more. */
void committer_stop(struct committer *committer);

/* Joins the thread, behind `ended`. NULL is fine. */
void committer_free(struct committer *committer);

#endif
