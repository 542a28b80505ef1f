/* Start in an order in which each failure leaves nothing behind, serve, and end as shutdown.h says. */
#include "daemon/service/daemon.h"

#include "daemon/base/check.h"
#include "daemon/base/error.h"
#include "daemon/feed/publish.h"
#include "daemon/feed/replay.h"
#include "daemon/feed/socket.h"
#include "daemon/inbox/watch.h"
#include "daemon/service/access.h"
#include "daemon/service/crash.h"
#include "daemon/service/log.h"
#include "daemon/service/operator_tables.h"
#include "daemon/service/pipeline.h"
#include "daemon/service/shutdown.h"
#include "proto/bodies.h"
#include "proto/envelope.h"

#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <systemd/sd-daemon.h>
#include <time.h>
#include <unistd.h>
#include <zmq.h>

#define HEARTBEAT_MS 1000
#define NAME_MAX_BYTES 256

struct daemon {
    const struct config *config;
    char stream[NAME_MAX_BYTES];
    uint64_t started_ms;
    ind_tables *tables;
    void *zmq;
    struct guard *guard; /* NULL where no keys are asked for */
    struct pipeline *pipeline;
    struct publisher *publisher;
    struct replay *replay;
    struct watch *watch;
    bool watch_lost; /* the inbox is not where it was: looked for at every heartbeat */

    uv_loop_t loop;
    int signal_fd;
    uv_poll_t notices, signals;
    uv_timer_t heartbeat, rescan, watchdog;
    struct shutdown shutdown;
    int open_parts;

    struct buffer header, body; /* of the heartbeat */
    char last_error[LOG_LINE];
    char held[ROOM_SENTENCE];
};

/* ---- heartbeat and status ---- */

static int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static ind_text text_of(const char *text)
{
    return (ind_text){text, (uint32_t)strlen(text)};
}

static void write_heartbeat(struct daemon *daemon, const struct pipeline_status *status)
{
    char time[IND_TIME_TEXT];
    ind_time_print(now_us(), time);
    const struct heads_table *heads = pipeline_heads(daemon->pipeline);
    ind_header header = {.version = IND_HEADER_VERSION,
                         .stream = text_of(daemon->stream),
                         .epoch = status->epoch,
                         .time = text_of(time)};
    ind_heartbeat heartbeat = {.stream = header.stream,
                               .epoch = status->epoch,
                               .head = status->head,
                               .tail = status->tail,
                               .heads = heads->items,
                               .head_count = heads->count,
                               .backlog = status->backlog,
                               .time = header.time};
    buffer_clear(&daemon->header);
    buffer_clear(&daemon->body);
    struct ind_writer header_writer = ind_msgpack_writer(&daemon->header);
    struct ind_writer body_writer = ind_msgpack_writer(&daemon->body);
    ind_write_header(&header_writer, &header);
    ind_write_heartbeat(&body_writer, &heartbeat);
}

static void send_heartbeat(struct daemon *daemon)
{
    struct pipeline_status status = pipeline_status(daemon->pipeline);
    write_heartbeat(daemon, &status);
    if (daemon->header.failed || daemon->body.failed)
        return;
    ind_frames frames = {
        .topic = {IND_TOPIC_HEARTBEAT, strlen(IND_TOPIC_HEARTBEAT)},
        .header = {daemon->header.bytes, daemon->header.length},
        .body = {daemon->body.bytes, daemon->body.length},
    };
    publisher_send(daemon->publisher, &frames);
}

static void fill_status(void *user, ind_status_reply *ret_status)
{
    struct daemon *daemon = user;
    struct pipeline_status status = pipeline_status(daemon->pipeline);
    log_last_error(daemon->last_error);
    pipeline_held(daemon->pipeline, daemon->held);
    *ret_status = (ind_status_reply){
        .version = text_of(IND_VERSION),
        .uptime_s = (uv_now(&daemon->loop) - daemon->started_ms) / 1000,
        .stream = text_of(daemon->stream),
        .epoch = status.epoch,
        .head = status.head,
        .tail = status.tail,
        .backlog = status.backlog,
        .articles = status.since_start.articles,
        .observations = status.since_start.observations,
        .rejected = status.since_start.rejected,
        .duplicates = status.since_start.duplicates,
        .journal_bytes = status.journal_bytes,
        .last_error = daemon->last_error[0] ? text_of(daemon->last_error) : (ind_text){0},
        .held = daemon->held[0] ? text_of(daemon->held) : (ind_text){0},
        .tables = text_of(ind_tables_digest(daemon->tables)),
    };
}

/* ---- the end ---- */

static void step(struct daemon *daemon, enum shutdown_event event);

static void on_part_closed(void *owner)
{
    struct daemon *daemon = owner;
    if (--daemon->open_parts == 0)
        step(daemon, SHUTDOWN_CLOSED);
}

static void on_handle_closed(uv_handle_t *handle)
{
    on_part_closed(handle->data);
}

static void close_all(struct daemon *daemon)
{
    uv_handle_t *handles[] = {
        (uv_handle_t *)&daemon->notices, (uv_handle_t *)&daemon->signals,  (uv_handle_t *)&daemon->heartbeat,
        (uv_handle_t *)&daemon->rescan,  (uv_handle_t *)&daemon->watchdog,
    };
    size_t count = sizeof handles / sizeof *handles;
    daemon->open_parts = (int)count + 2 + (daemon->guard != NULL);
    for (size_t i = 0; i < count; i++)
        uv_close(handles[i], on_handle_closed);
    pipeline_close(daemon->pipeline, daemon, on_part_closed);
    publisher_stop(daemon->publisher, daemon, on_part_closed);
    if (daemon->guard)
        guard_stop(daemon->guard, daemon, on_part_closed);
}

/* Behind the last reader of the journal, so that its closing can put everything into the one file. */
static void on_replay_closed(void *owner)
{
    struct daemon *daemon = owner;
    pipeline_sync(daemon->pipeline);
}

static void drain(struct daemon *daemon)
{
    sd_notify(0, "STOPPING=1\nSTATUS=Finishing what was claimed");
    log_info("ending: what is claimed is finished first");
    uv_timer_stop(&daemon->rescan);
    uv_poll_stop(&daemon->notices);
    pipeline_stop(daemon->pipeline);
}

static void step(struct daemon *daemon, enum shutdown_event event)
{
    switch (shutdown_step(&daemon->shutdown, event)) {
    case SHUTDOWN_DO_DRAIN:
        drain(daemon);
        break;
    case SHUTDOWN_DO_HURRY:
        log_info("ending at once: what is not begun waits for the next start");
        pipeline_hurry(daemon->pipeline);
        break;
    case SHUTDOWN_DO_SYNC:
        replay_stop(daemon->replay, daemon, on_replay_closed);
        break;
    case SHUTDOWN_DO_CLOSE:
        send_heartbeat(daemon); /* the last word: where the stream stands */
        close_all(daemon);
        break;
    case SHUTDOWN_DO_END:
    case SHUTDOWN_DO_NOTHING:
        break;
    }
}

static void hang_up(struct daemon *daemon)
{
    if (daemon->guard)
        guard_reload(daemon->guard);
    else
        log_info("there are no curve-clients to read anew; other settings are read at the start");
}

static void on_signals(uv_poll_t *poll, int status, int events)
{
    struct daemon *daemon = poll->data;
    struct signalfd_siginfo signal;
    (void)status, (void)events;
    while (read(daemon->signal_fd, &signal, sizeof signal) == sizeof signal) {
        if (signal.ssi_signo == SIGHUP)
            hang_up(daemon);
        else
            step(daemon, SHUTDOWN_STOP);
    }
}

static void on_pipeline(void *user, enum pipeline_event event)
{
    static const enum shutdown_event events[] = {
        [PIPELINE_DRAINED] = SHUTDOWN_DRAINED,
        [PIPELINE_SYNCED] = SHUTDOWN_SYNCED,
        [PIPELINE_BROKEN] = SHUTDOWN_FAILURE,
    };
    step(user, events[event]);
}

/* ---- the inbox's notices ---- */

/* Watches what the path names now; where that fails, the next heartbeat tries again. */
static void attach(struct daemon *daemon)
{
    struct ind_fault fault = {0};
    bool lost = watch_attach(daemon->watch, &fault) < 0;
    if (lost && !daemon->watch_lost)
        log_error("the inbox cannot be watched: %s", fault.text);
    if (!lost && daemon->watch_lost)
        log_info("the inbox is watched again");
    if (lost != daemon->watch_lost)
        pipeline_rescan(daemon->pipeline);
    daemon->watch_lost = lost;
}

static void on_notice(void *user, enum watch_event event, const char *name)
{
    struct daemon *daemon = user;
    switch (event) {
    case WATCH_NAME:
        pipeline_notice(daemon->pipeline, name);
        break;
    case WATCH_MOVED:
        log_warning("the inbox was moved, deleted or unmounted; its path is looked at again");
        attach(daemon);
        pipeline_rescan(daemon->pipeline);
        break;
    case WATCH_SCAN:
        pipeline_rescan(daemon->pipeline);
        break;
    }
}

static void on_notices(uv_poll_t *poll, int status, int events)
{
    struct daemon *daemon = poll->data;
    struct ind_fault fault = {0};
    (void)status, (void)events;
    if (watch_read(daemon->watch, on_notice, daemon, &fault) < 0) {
        log_error("the inbox's notices cannot be read: %s", fault.text);
        pipeline_rescan(daemon->pipeline);
    }
}

/* ---- timers ---- */

static void on_heartbeat(uv_timer_t *timer)
{
    struct daemon *daemon = timer->data;
    send_heartbeat(daemon);
    if (daemon->watch_lost && daemon->shutdown.phase == SHUTDOWN_RUNNING)
        attach(daemon);
}

/* The scan that finds what no notice told of. */
static void on_rescan(uv_timer_t *timer)
{
    struct daemon *daemon = timer->data;
    attach(daemon);
    pipeline_rescan(daemon->pipeline);
}

static void on_watchdog(uv_timer_t *timer)
{
    (void)timer;
    sd_notify(0, "WATCHDOG=1");
}

static void start_timers(struct daemon *daemon)
{
    uint64_t watchdog_us = 0;
    uv_timer_init(&daemon->loop, &daemon->heartbeat);
    uv_timer_init(&daemon->loop, &daemon->rescan);
    uv_timer_init(&daemon->loop, &daemon->watchdog);
    daemon->heartbeat.data = daemon->rescan.data = daemon->watchdog.data = daemon;
    uv_timer_start(&daemon->heartbeat, on_heartbeat, 0, HEARTBEAT_MS);
    uv_timer_start(&daemon->rescan, on_rescan, daemon->config->rescan, daemon->config->rescan);
    if (sd_watchdog_enabled(0, &watchdog_us) > 0)
        uv_timer_start(&daemon->watchdog, on_watchdog, 0, watchdog_us / 2000 + 1);
}

/* ---- starting ---- */

static int name_stream(struct daemon *daemon, struct ind_fault *fault)
{
    const char *stream = daemon->config->stream;
    if (strlen(stream) >= sizeof daemon->stream)
        return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE, "the stream's name is longer than %zu bytes",
                         sizeof daemon->stream - 1);
    if (stream[0])
        snprintf(daemon->stream, sizeof daemon->stream, "%s", stream);
    else if (gethostname(daemon->stream, sizeof daemon->stream) < 0)
        return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "the host has no name; set the key stream");
    return IND_OK;
}

static int open_sockets(struct daemon *daemon, struct ind_fault *fault)
{
    const struct config *config = daemon->config;
    struct publish_options publish = {
        .endpoints = config->feed.items, .count = config->feed.count, .queue = (int)config->feed_queue};
    struct replay_options replay = {
        .endpoint = config->replay, .state = config->state, .status = fill_status, .user = daemon};
    daemon->zmq = zmq_ctx_new();
    if (!daemon->zmq)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for the sockets");
    zmq_ctx_set(daemon->zmq, ZMQ_IO_THREADS, SOCKET_IO_THREADS);
    if (!config->feed.count)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE,
                         "no endpoint to publish on: set the key feed, as in ipc:///run/indicatord/feed");
    TRY(access_guard_new(&daemon->guard, daemon->zmq, config, fault));
    publish.keys = replay.keys = guard_keys(daemon->guard);
    publish.heartbeat_ms = replay.heartbeat_ms = (int)config->zmtp_heartbeat;
    TRY(publisher_new(&daemon->publisher, daemon->zmq, &publish, fault));
    return replay_new(&daemon->replay, daemon->zmq, &replay, fault);
}

/* Signals are read, and interrupt nobody: a call of libzmq that one comes into fails (EINTR) like that of a broken
 * socket, and may leave half a message. Before the first thread, which all inherit it; behind what may take long, so
 * that until then a signal still ends the process. */
static int take_signals(struct daemon *daemon, struct ind_fault *fault)
{
    sigset_t taken;
    sigemptyset(&taken);
    sigaddset(&taken, SIGTERM);
    sigaddset(&taken, SIGINT);
    sigaddset(&taken, SIGHUP);
    daemon->signal_fd = signalfd(-1, &taken, SFD_CLOEXEC | SFD_NONBLOCK);
    if (daemon->signal_fd < 0 || pthread_sigmask(SIG_BLOCK, &taken, NULL) != 0)
        return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "the signals cannot be watched");
    return IND_OK;
}

/* What can be refused, before the first thread and the first byte on the wire. The journal first: its lock
 * keeps two daemons apart. */
static int open_parts(struct daemon *daemon, struct ind_fault *fault)
{
    const struct config *config = daemon->config;
    TRY(name_stream(daemon, fault));
    TRY(operator_tables_new(&daemon->tables, config->tables, fault));
    TRY(pipeline_new(&daemon->pipeline, config, daemon->stream, daemon->tables, fault));
    TRY(watch_new(&daemon->watch, config->inbox, fault));
    TRY(take_signals(daemon, fault));
    return open_sockets(daemon, fault);
}

static int watch_descriptor(struct daemon *daemon, uv_poll_t *poll, int fd, uv_poll_cb on_readable,
                            struct ind_fault *fault)
{
    poll->data = daemon;
    if (uv_poll_init(&daemon->loop, poll, fd) < 0 || uv_poll_start(poll, UV_READABLE, on_readable) < 0)
        return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "the signals, or the inbox's notices, cannot be polled");
    return IND_OK;
}

/* A failure from here on ends the process as a crash would, which everything on the disk is made for. */
static int start_parts(struct daemon *daemon, struct ind_fault *fault)
{
    if (uv_loop_init(&daemon->loop) < 0)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "no descriptor is left for the loop");
    daemon->started_ms = uv_now(&daemon->loop);
    TRY(watch_descriptor(daemon, &daemon->signals, daemon->signal_fd, on_signals, fault));
    TRY(watch_descriptor(daemon, &daemon->notices, watch_fd(daemon->watch), on_notices, fault));
    if (daemon->guard && guard_start(daemon->guard, &daemon->loop) < 0)
        return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "the list of clients cannot be watched");
    if (publisher_start(daemon->publisher, &daemon->loop) < 0)
        return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "the feed's socket cannot be polled");
    TRY(replay_start(daemon->replay, &daemon->loop, fault));
    TRY(pipeline_start(daemon->pipeline, &daemon->loop, daemon->publisher, on_pipeline, daemon, fault));
    start_timers(daemon);
    return IND_OK;
}

static void tell_ready(struct daemon *daemon)
{
    struct pipeline_status status = pipeline_status(daemon->pipeline);
    for (size_t i = 0; i < daemon->config->feed.count; i++)
        log_info("the feed is published on %s", publisher_endpoint(daemon->publisher, i));
    log_info("replays are answered on %s", replay_endpoint(daemon->replay));
    if (daemon->guard)
        log_info("clients need keys: %zu are known", guard_count(daemon->guard));
    log_info("ready: version %s, tables %.12s, stream %s at %llu, inbox %s", IND_VERSION,
             ind_tables_digest(daemon->tables), daemon->stream, (unsigned long long)status.head, daemon->config->inbox);
    sd_notifyf(0, "READY=1\nSTATUS=Reading %s", daemon->config->inbox);
}

static void close_parts(struct daemon *daemon)
{
    publisher_free(daemon->publisher);
    replay_free(daemon->replay);
    guard_free(daemon->guard);
    if (daemon->zmq)
        zmq_ctx_term(daemon->zmq);
    watch_free(daemon->watch);
    if (daemon->signal_fd >= 0)
        close(daemon->signal_fd);
    pipeline_free(daemon->pipeline);
    ind_tables_free(daemon->tables);
    buffer_done(&daemon->header);
    buffer_done(&daemon->body);
}

int daemon_run(const struct config *config, struct ind_fault *fault)
{
    static struct daemon daemon;
    daemon.config = config;
    daemon.signal_fd = -1;
    crash_init();
    int code = open_parts(&daemon, fault);
    if (code < 0) {
        close_parts(&daemon);
        return code;
    }
    TRY(start_parts(&daemon, fault));
    tell_ready(&daemon);
    uv_run(&daemon.loop, UV_RUN_DEFAULT);
    CHECK(daemon.shutdown.phase == SHUTDOWN_ENDED);
    CHECK(uv_loop_close(&daemon.loop) == 0);
    close_parts(&daemon);
    if (daemon.shutdown.failed)
        return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "ended because the storage failed; the next start goes on "
                                                         "from what is on the disk");
    log_info("ended");
    return IND_OK;
}
