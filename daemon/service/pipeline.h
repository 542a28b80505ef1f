/* The way of every file through the daemon, put together: intake -> workers -> committer -> publisher -> intake.
 * Owns the inbox, the journal and their threads; the sockets and the loop are daemon.h's. */
#ifndef SERVICE_PIPELINE_H
#define SERVICE_PIPELINE_H

#include "daemon/feed/publish.h"
#include "daemon/service/config.h"
#include "daemon/service/heads.h"
#include "daemon/service/room.h"

#include <indicatord/extract.h>
#include <uv.h>

enum pipeline_event {
    PIPELINE_DRAINED, /* after pipeline_stop: nothing is in flight any more */
    PIPELINE_SYNCED,  /* after pipeline_sync: the journal is closed */
    PIPELINE_BROKEN,  /* the storage failed: stop it */
};

/* Called on the loop's thread. */
typedef void pipeline_event_fn(void *user, enum pipeline_event event);

struct pipeline;

/* Opens journal and inbox and looks at what the last run left in flight; starts nothing. Config, tables and
 * stream must outlive the pipeline. On a full disk with a journal there it succeeds as well: what is held is then
 * served, and the rest of the opening, and the inbox, wait for room. Errors: those of journal_new, inbox_new,
 * inbox_recover; nothing is held then. */
int pipeline_new(struct pipeline **ret_pipeline, const struct config *config, const char *stream,
                 const ind_tables *tables, struct ind_fault *fault);

/* Starts the threads. Loop's thread, as everything below. Errors: no memory, no thread; the process must end then,
 * threads may be running. */
int pipeline_start(struct pipeline *pipeline, uv_loop_t *loop, struct publisher *publisher, pipeline_event_fn *on_event,
                   void *user, struct ind_fault *fault);

/* The inbox: a name to look at; all of it to be read. */
void pipeline_notice(struct pipeline *pipeline, const char *name);
void pipeline_rescan(struct pipeline *pipeline);

/* Why nothing is claimed now, a sentence; "" where all is well. */
void pipeline_held(struct pipeline *pipeline, char ret_sentence[static ROOM_SENTENCE]);

/* What status and heartbeat say. */
struct pipeline_status {
    uint64_t epoch;
    uint64_t head, tail; /* published, and held */
    uint64_t backlog;
    uint64_t journal_bytes;
    struct {
        uint64_t articles, observations, rejected, duplicates;
    } since_start;
};
struct pipeline_status pipeline_status(struct pipeline *pipeline);
const struct heads_table *pipeline_heads(const struct pipeline *pipeline);

/* Claims no more; then PIPELINE_DRAINED. */
void pipeline_stop(struct pipeline *pipeline);
/* What is not begun stays for the next start. */
void pipeline_hurry(struct pipeline *pipeline);
/* Behind PIPELINE_DRAINED: ends the workers, commits what is left, closes the journal; then PIPELINE_SYNCED. */
void pipeline_sync(struct pipeline *pipeline);
/* Behind PIPELINE_SYNCED: closes its handle in the loop, then calls on_closed. */
void pipeline_close(struct pipeline *pipeline, void *owner, void (*on_closed)(void *owner));

/* NULL is fine; one that was started must have been closed. */
void pipeline_free(struct pipeline *pipeline);

#endif
