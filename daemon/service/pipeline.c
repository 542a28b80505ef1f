/* Wiring: which thread hands a work to which, and the loop's own part, publishing in seq order. */
#include "daemon/service/pipeline.h"

#include "daemon/base/check.h"
#include "daemon/base/error.h"
#include "daemon/base/failpoint.h"
#include "daemon/service/committer.h"
#include "daemon/service/crash.h"
#include "daemon/service/intake.h"
#include "daemon/service/log.h"
#include "daemon/service/recover.h"
#include "daemon/service/workers.h"
#include "proto/envelope.h"

#include <stdlib.h>
#include <string.h>

#define WORKERS_BY_DEFAULT 4
#define DAY_SECONDS UINT64_C(86400)

struct pipeline {
    const struct config *config;
    const ind_tables *tables;
    struct inbox *inbox;
    struct journal *journal; /* the committer's from the start on */
    struct work_list recovered; /* the committer's until it is prepared */
    char waits[ROOM_SENTENCE];  /* what the opening found no room for; "" where it was prepared at once */
    struct reading_rules rules;
    struct workers workers;
    struct committer *committer;
    struct intake *intake; /* NULL until all is prepared */
    struct publisher *publisher;

    struct queue committed; /* to be published */
    _Atomic(bool) prepared, drained, synced, broken;
    bool told_drained, told_synced, told_broken, stopping;
    uv_async_t async;
    pipeline_event_fn *on_event;
    void *user;
    void *owner;
    void (*on_closed)(void *owner);

    struct heads_table heads;
    struct pipeline_status status; /* the loop's part of it */
};

/* ---- opening ---- */

static int write_header(void *user, const struct journal_stamp *stamp, struct buffer *header)
{
    (void)user;
    char time[IND_TIME_TEXT];
    ind_time_print(stamp->time_us, time);
    ind_header data = {
        .version = IND_HEADER_VERSION,
        .stream = {stamp->stream, (uint32_t)strlen(stamp->stream)},
        .epoch = stamp->epoch,
        .seq = stamp->seq,
        .prev = stamp->prev,
        .time = {time, (uint32_t)strlen(time)},
    };
    struct ind_writer writer = ind_msgpack_writer(header);
    ind_write_header(&writer, &data);
    return header->failed ? IND_E_NOMEM : IND_OK;
}

static void on_head(void *user, const char *topic, size_t length, uint64_t seq)
{
    struct pipeline *pipeline = user;
    if (heads_table_set(&pipeline->heads, topic, length, seq) < 0)
        log_warning("out of memory: a heartbeat will not name every topic");
}

static int open_journal(struct pipeline *pipeline, const char *stream, struct ind_fault *fault)
{
    const struct config *config = pipeline->config;
    struct journal_options options = {
        .directory = config->state,
        .stream = stream,
        .header = write_header,
        .keep_seconds = config->retention_days * DAY_SECONDS,
        .keep_bytes = config->retention_bytes,
        .remember_seconds = config->remember_days * DAY_SECONDS,
    };
    TRY(journal_new(&pipeline->journal, &options, fault));
    if (*journal_mended(pipeline->journal))
        log_error("%s", journal_mended(pipeline->journal));
    struct journal_state state = journal_state(pipeline->journal);
    pipeline->status.head = state.head;
    return journal_heads(pipeline->journal, on_head, pipeline, fault);
}

static int open_inbox(struct pipeline *pipeline, struct ind_fault *fault)
{
    const struct config *config = pipeline->config;
    struct inbox_options options = {
        .path = config->inbox,
        .max_file = config->max_file,
        .settle_ms = config->settle,
        .keep_done_ms = config->keep_done,
    };
    return inbox_new(&pipeline->inbox, &options, fault);
}

/* The part of the opening that writes. */
static int prepare(struct pipeline *pipeline, struct journal *journal, struct ind_fault *fault)
{
    TRY(journal_begin(journal, fault));
    if (!pipeline->inbox)
        TRY(open_inbox(pipeline, fault));
    return recover_claims(pipeline->inbox, journal, &pipeline->recovered, fault);
}

/* On a full disk it is put off: what can be read is served. */
static int prepare_or_wait(struct pipeline *pipeline, struct ind_fault *fault)
{
    struct ind_fault missing = {0};
    int code = prepare(pipeline, pipeline->journal, &missing);
    if (code == IND_E_FULL) {
        snprintf(pipeline->waits, sizeof pipeline->waits, "%s", missing.text);
        room_tell(pipeline->waits);
        return IND_OK;
    }
    if (code < 0 && fault)
        *fault = missing;
    return code;
}

int pipeline_new(struct pipeline **ret_pipeline, const struct config *config, const char *stream,
                 const ind_tables *tables, struct ind_fault *fault)
{
    struct pipeline *pipeline = calloc(1, sizeof *pipeline);
    if (!pipeline)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for the pipeline");
    pipeline->config = config;
    pipeline->tables = tables;
    queue_init(&pipeline->committed);
    int code = open_journal(pipeline, stream, fault);
    if (code == IND_OK)
        code = prepare_or_wait(pipeline, fault);
    if (code < 0) {
        pipeline_free(pipeline);
        return code;
    }
    *ret_pipeline = pipeline;
    return IND_OK;
}

/* ---- between the threads ---- */

static void on_claimed(void *user, struct work *work)
{
    struct pipeline *pipeline = user;
    committer_expect(pipeline->committer);
    workers_push(&pipeline->workers, work);
}

static void on_read(void *user, struct work *work)
{
    struct pipeline *pipeline = user;
    work->user = pipeline;
    FAIL_POINT("file.extracted");
    if (work->fate == WORK_OPEN) {
        committer_push(pipeline->committer, work);
    } else {
        committer_miss(pipeline->committer);
        intake_return(pipeline->intake, work);
    }
}

static void on_committed(void *user, struct work *work)
{
    struct pipeline *pipeline = user;
    queue_push(&pipeline->committed, work);
    uv_async_send(&pipeline->async);
}

static void on_given_back(void *user, struct work *work)
{
    struct pipeline *pipeline = user;
    intake_return(pipeline->intake, work);
}

static void on_full(void *user, bool full)
{
    struct pipeline *pipeline = user;
    intake_set_full(pipeline->intake, full);
}

static void on_filed(void *user, const char (*claims)[WORK_CLAIM], size_t count)
{
    struct pipeline *pipeline = user;
    committer_filed(pipeline->committer, claims, count);
}

static int on_prepare(void *user, struct journal *journal, struct ind_fault *fault)
{
    return prepare(user, journal, fault);
}

static void on_prepared(void *user)
{
    struct pipeline *pipeline = user;
    pipeline->prepared = true;
    uv_async_send(&pipeline->async);
}

static void on_broken(void *user)
{
    struct pipeline *pipeline = user;
    pipeline->broken = true;
    uv_async_send(&pipeline->async);
}

static void on_ended(void *user)
{
    struct pipeline *pipeline = user;
    pipeline->synced = true;
    uv_async_send(&pipeline->async);
}

static void on_drained(void *user)
{
    struct pipeline *pipeline = user;
    pipeline->drained = true;
    uv_async_send(&pipeline->async);
}

/* ---- the loop's part ---- */

static void tell(const struct work *work)
{
    const struct journal_batch *batch = &work->batch;
    if (batch->outcome == JOURNAL_REJECTED)
        log_info("rejected %s: %s %s", file_shown(work->file), work->code, work->sentence);
    else if (batch->counts.duplicates && work->article_count == 1)
        log_debug("%s repeats %s", file_shown(work->file), work->articles[0].original);
    else
        log_debug("%s: %llu observations", file_shown(work->file), (unsigned long long)batch->counts.observations);
}

static void count(struct pipeline *pipeline, const struct journal_batch *batch)
{
    pipeline->status.since_start.articles += batch->counts.articles;
    pipeline->status.since_start.observations += batch->counts.observations;
    pipeline->status.since_start.rejected += batch->counts.rejected;
    pipeline->status.since_start.duplicates += batch->counts.duplicates;
    for (size_t i = 0; i < batch->message_count; i++) {
        const struct journal_message *message = &batch->messages[i];
        pipeline->status.head = message->seq;
        on_head(pipeline, message->topic, message->topic_length, message->seq);
    }
}

static void on_sent(struct publish_batch *batch)
{
    struct work *work = (struct work *)(void *)((char *)batch - offsetof(struct work, publish));
    struct pipeline *pipeline = work->user;
    FAIL_POINT("file.published");
    count(pipeline, &work->batch);
    tell(work);
    committer_published(pipeline->committer, pipeline->status.head);
    intake_return(pipeline->intake, work);
}

static void tell_once(struct pipeline *pipeline, bool happened, bool *told, enum pipeline_event event)
{
    if (!happened || *told)
        return;
    *told = true;
    pipeline->on_event(pipeline->user, event);
}

/* ---- starting and ending ---- */

static unsigned worker_count(const struct config *config)
{
    if (config->workers)
        return (unsigned)config->workers;
    unsigned processors = uv_available_parallelism();
    return processors < WORKERS_BY_DEFAULT ? processors : WORKERS_BY_DEFAULT;
}

static int start_committer(struct pipeline *pipeline, struct ind_fault *fault)
{
    static const struct committer_calls calls = {
        .committed = on_committed,
        .read_again = on_claimed,
        .given_back = on_given_back,
        .full = on_full,
        .prepare = on_prepare,
        .prepared = on_prepared,
        .broken = on_broken,
        .ended = on_ended,
    };
    struct committer_options options = {.wait_ms = pipeline->config->group_wait,
                                        .prepares = pipeline->waits[0] != '\0'};
    TRY(committer_start(&pipeline->committer, pipeline->journal, &pipeline->rules, &options, &calls, pipeline, fault));
    pipeline->journal = NULL;
    return IND_OK;
}

static int start_intake(struct pipeline *pipeline, struct ind_fault *fault)
{
    const struct config *config = pipeline->config;
    static const struct intake_calls calls = {.claimed = on_claimed, .filed = on_filed, .drained = on_drained};
    struct intake_options options = {
        .inbox = pipeline->inbox,
        .in_flight = config->in_flight,
        .expire_done = config->keep_done > 0,
        .room = {.inbox = config->inbox,
                 .state = config->state,
                 .min_free = config->min_free,
                 .min_free_percent = config->min_free_percent},
    };
    return intake_start(&pipeline->intake, &options, &pipeline->recovered, &calls, pipeline, fault);
}

/* There is room at last. */
static void start_late(struct pipeline *pipeline)
{
    struct ind_fault fault = {0};
    if (start_intake(pipeline, &fault) == IND_OK)
        return;
    log_error("%s", fault.text);
    pipeline->broken = true;
}

static void on_async(uv_async_t *async)
{
    struct pipeline *pipeline = async->data;
    if (pipeline->prepared && !pipeline->intake && !pipeline->stopping)
        start_late(pipeline);
    for (struct work *work; (work = queue_take(&pipeline->committed));) {
        work->publish.on_sent = on_sent;
        publisher_queue(pipeline->publisher, &work->publish);
    }
    tell_once(pipeline, pipeline->broken, &pipeline->told_broken, PIPELINE_BROKEN);
    tell_once(pipeline, pipeline->drained, &pipeline->told_drained, PIPELINE_DRAINED);
    tell_once(pipeline, pipeline->synced, &pipeline->told_synced, PIPELINE_SYNCED);
}

int pipeline_start(struct pipeline *pipeline, uv_loop_t *loop, struct publisher *publisher, pipeline_event_fn *on_event,
                   void *user, struct ind_fault *fault)
{
    const struct config *config = pipeline->config;
    pipeline->publisher = publisher;
    pipeline->on_event = on_event;
    pipeline->user = user;
    pipeline->async.data = pipeline;
    pipeline->rules = (struct reading_rules){
        .tables = pipeline->tables,
        .state = config->state,
        .memory = config->memory,
        .max_observations = config->max_observations,
        .settle_ms = config->settle,
        .delete_done = config->delete_done,
    };
    if (uv_async_init(loop, &pipeline->async, on_async) < 0)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "no descriptor is left for the pipeline");
    crash_watch(pipeline->journal);
    TRY(start_committer(pipeline, fault));
    TRY(workers_start(&pipeline->workers, worker_count(config), &pipeline->rules, on_read, pipeline, fault));
    return pipeline->waits[0] ? IND_OK : start_intake(pipeline, fault);
}

/* Without an intake nobody need be told: it begins with a scan. */
void pipeline_notice(struct pipeline *pipeline, const char *name)
{
    if (pipeline->intake)
        intake_notice(pipeline->intake, name);
}

void pipeline_rescan(struct pipeline *pipeline)
{
    if (pipeline->intake)
        intake_rescan(pipeline->intake);
}

struct pipeline_status pipeline_status(struct pipeline *pipeline)
{
    struct journal_state state = committer_state(pipeline->committer);
    struct pipeline_status status = pipeline->status;
    status.epoch = state.epoch;
    status.tail = state.tail;
    status.journal_bytes = state.bytes;
    status.backlog = pipeline->intake ? intake_backlog(pipeline->intake) : 0;
    return status;
}

void pipeline_held(struct pipeline *pipeline, char ret_sentence[static ROOM_SENTENCE])
{
    if (pipeline->intake)
        intake_held(pipeline->intake, ret_sentence);
    else
        snprintf(ret_sentence, ROOM_SENTENCE, "%s", pipeline->waits);
}

const struct heads_table *pipeline_heads(const struct pipeline *pipeline)
{
    return &pipeline->heads;
}

void pipeline_stop(struct pipeline *pipeline)
{
    pipeline->stopping = true;
    committer_drain(pipeline->committer);
    if (pipeline->intake)
        intake_stop(pipeline->intake);
    else
        on_drained(pipeline);
}

void pipeline_hurry(struct pipeline *pipeline)
{
    workers_hurry(&pipeline->workers);
}

void pipeline_sync(struct pipeline *pipeline)
{
    workers_stop(&pipeline->workers);
    crash_watch(NULL);
    committer_stop(pipeline->committer);
}

static void on_async_closed(uv_handle_t *handle)
{
    struct pipeline *pipeline = handle->data;
    pipeline->on_closed(pipeline->owner);
}

void pipeline_close(struct pipeline *pipeline, void *owner, void (*on_closed)(void *owner))
{
    pipeline->owner = owner;
    pipeline->on_closed = on_closed;
    uv_close((uv_handle_t *)&pipeline->async, on_async_closed);
}

void pipeline_free(struct pipeline *pipeline)
{
    if (!pipeline)
        return;
    intake_free(pipeline->intake);
    committer_free(pipeline->committer);
    for (struct work *work; (work = work_list_take(&pipeline->recovered));)
        work_free(work);
    inbox_free(pipeline->inbox);
    journal_free(pipeline->journal);
    heads_table_done(&pipeline->heads);
    queue_done(&pipeline->committed);
    free(pipeline);
}
