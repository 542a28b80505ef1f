/* The publishing socket belongs to the test's thread, the answering one to a thread of its own; the journal
 * is shared under a lock. */
#include "tests/unit/proto/fake_daemon.h"

#include <errno.h>
#include <zmq.h>

#include "daemon/base/check.h"

#define MOST 5000
#define LONGEST 256

struct entry {
    char topic[64];
    uint64_t prev;
};

/* One replay a client runs: a fake daemon has one client. */
struct running {
    bool active;
    ind_request request;
    char id[IND_REQUEST_ID_MAX];
    char topics[IND_REQUEST_TOPICS][IND_TOPIC_MAX];
    uint64_t next, to;
    uint32_t credit;
};

struct fake_daemon {
    struct fake_options options;
    void *context, *publish, *answer;
    char publish_endpoint[LONGEST], replay_endpoint[LONGEST], public_key[41], secret_key[41];
    pthread_t thread;
    pthread_mutex_t lock;
    struct entry entries[MOST + 1]; /* by seq */
    uint64_t head;
    unsigned replays;
    struct running running;
    char peer[LONGEST];
    size_t peer_length;
};

static ind_frame frame_of(const struct buffer *buffer)
{
    return (ind_frame){buffer->bytes, buffer->length};
}

static void send_frames(void *socket, const ind_frame *frames, int count)
{
    for (int i = 0; i < count; i++)
        zmq_send(socket, frames[i].bytes, frames[i].length, i + 1 < count ? ZMQ_SNDMORE : 0);
}

static void make_header(struct fake_daemon *daemon, uint64_t seq, uint64_t prev, struct buffer *out)
{
    struct ind_writer writer = ind_msgpack_writer(out);
    ind_write_header(&writer, &(ind_header){.version = 1, .stream = {"fake", 4}, .epoch = daemon->options.epoch,
                                            .seq = seq, .prev = prev, .time = {"2026-07-01T00:00:00.000Z", 24}});
}

static void make_body(uint64_t seq, struct buffer *out)
{
    struct ind_writer writer = ind_msgpack_writer(out);
    ind_write_map(&writer, 1);
    ind_write_key(&writer, "n");
    ind_write_natural(&writer, seq);
    ind_write_end(&writer);
}

/* The message's three frames, behind `before`. */
static void send_entry(struct fake_daemon *daemon, void *socket, uint64_t seq, const ind_frame *before, int count)
{
    const struct entry *entry = &daemon->entries[seq];
    struct buffer header = {0}, body = {0};
    make_header(daemon, seq, entry->prev, &header);
    make_body(seq, &body);
    ind_frame frames[8];
    for (int i = 0; i < count; i++)
        frames[i] = before[i];
    frames[count] = (ind_frame){entry->topic, strlen(entry->topic)};
    frames[count + 1] = frame_of(&header);
    frames[count + 2] = frame_of(&body);
    send_frames(socket, frames, count + 3);
    buffer_done(&header);
    buffer_done(&body);
}

static void send_reply(struct fake_daemon *daemon, const char *name, ind_frame id, const struct buffer *map)
{
    ind_frame frames[] = {{daemon->peer, daemon->peer_length}, {name, strlen(name)}, id, frame_of(map)};
    send_frames(daemon->answer, frames, 4);
}

static void send_error(struct fake_daemon *daemon, ind_frame id, const char *code)
{
    struct buffer map = {0};
    struct ind_writer writer = ind_msgpack_writer(&map);
    ind_write_reply_error(&writer, &(ind_reply_error){.code = {code, (uint32_t)strlen(code)}, .text = {"not now", 7},
                                                      .tail = daemon->options.tail, .head = daemon->head});
    send_reply(daemon, IND_REPLY_ERROR, id, &map);
    buffer_done(&map);
}

static void send_lost(struct fake_daemon *daemon, ind_frame id)
{
    struct buffer map = {0};
    struct ind_writer writer = ind_msgpack_writer(&map);
    ind_write_reply_lost(&writer, &(ind_reply_lost){daemon->options.lost_from, daemon->options.lost_to});
    send_reply(daemon, IND_REPLY_LOST, id, &map);
    buffer_done(&map);
}

static void send_end(struct fake_daemon *daemon, ind_frame id, uint64_t next)
{
    struct buffer map = {0};
    struct ind_writer writer = ind_msgpack_writer(&map);
    ind_write_reply_end(&writer, &(ind_reply_end){.next = next, .head = daemon->head});
    send_reply(daemon, IND_REPLY_END, id, &map);
    buffer_done(&map);
}

/* Sends as far as the credit goes. */
static void go_on(struct fake_daemon *daemon)
{
    struct running *running = &daemon->running;
    const ind_request *request = &running->request;
    ind_frame before[] = {{daemon->peer, daemon->peer_length}, {IND_REPLY_RECORD, 6}, request->id};
    for (; running->active && running->next <= running->to; running->next++) {
        uint64_t seq = running->next;
        ind_frame topic = {daemon->entries[seq].topic, strlen(daemon->entries[seq].topic)};
        if (seq >= daemon->options.lost_from && seq <= daemon->options.lost_to) {
            if (seq == daemon->options.lost_from)
                send_lost(daemon, request->id);
            continue;
        }
        if (!ind_topic_matches(topic, request->topics, request->topic_count))
            continue;
        if (!running->credit)
            return;
        running->credit--;
        send_entry(daemon, daemon->answer, seq, before, 3);
    }
    if (running->active)
        send_end(daemon, request->id, running->next);
    running->active = false;
}

static void begin_replay(struct fake_daemon *daemon, const ind_request *request)
{
    struct running *running = &daemon->running;
    daemon->replays++;
    if (daemon->options.busy) {
        daemon->options.busy--;
        send_error(daemon, request->id, "busy");
        return;
    }
    if (request->from < daemon->options.tail) {
        send_error(daemon, request->id, "too_old");
        return;
    }
    if (request->from > daemon->head + 1) {
        send_error(daemon, request->id, "bad_request");
        return;
    }
    *running = (struct running){.active = true, .request = *request, .next = request->from,
                                .to = request->to < daemon->head ? request->to : daemon->head,
                                .credit = request->credit};
    memcpy(running->id, request->id.bytes, request->id.length);
    running->request.id.bytes = running->id;
    for (uint32_t i = 0; i < request->topic_count; i++) {
        memcpy(running->topics[i], request->topics[i].bytes, request->topics[i].length);
        running->request.topics[i].bytes = running->topics[i];
    }
    go_on(daemon);
}

static void send_status(struct fake_daemon *daemon, ind_frame id)
{
    struct buffer map = {0};
    struct ind_writer writer = ind_msgpack_writer(&map);
    ind_write_status(&writer, &(ind_status_reply){.version = {"fake", 4}, .stream = {"fake", 4}, .epoch = daemon->options.epoch,
                                                  .head = daemon->head, .tail = daemon->options.tail});
    send_reply(daemon, IND_REPLY_STATUS, id, &map);
    buffer_done(&map);
}

static void answer(struct fake_daemon *daemon, ind_frame frame)
{
    ind_request request;
    CHECK(ind_read_request(frame, &request, NULL) == 0);
    if (daemon->options.deaf) {
        daemon->options.deaf--;
        return;
    }
    if (request.op == IND_OP_STATUS)
        send_status(daemon, request.id);
    else if (request.op == IND_OP_REPLAY)
        begin_replay(daemon, &request);
    else if (daemon->running.active) {
        daemon->running.credit += request.credit;
        go_on(daemon);
    }
}

/* Runs until the context is shut down. */
static void *serve(void *argument)
{
    struct fake_daemon *daemon = argument;
    char request[4096];
    for (;;) {
        int peer = zmq_recv(daemon->answer, daemon->peer, sizeof daemon->peer, 0);
        if (peer < 0 && errno == EINTR)
            continue;
        if (peer < 0)
            return NULL;
        int length = zmq_recv(daemon->answer, request, sizeof request, 0);
        CHECK(length >= 0);
        pthread_mutex_lock(&daemon->lock);
        daemon->peer_length = (size_t)peer;
        answer(daemon, (ind_frame){request, (size_t)length});
        pthread_mutex_unlock(&daemon->lock);
    }
}

static void *bind_socket(struct fake_daemon *daemon, int type, char ret_endpoint[static LONGEST])
{
    void *socket = zmq_socket(daemon->context, type);
    int none = 0, serves = daemon->options.curve;
    zmq_setsockopt(socket, ZMQ_LINGER, &none, sizeof none);
    zmq_setsockopt(socket, ZMQ_SNDHWM, &none, sizeof none);
    if (serves) {
        zmq_setsockopt(socket, ZMQ_CURVE_SERVER, &serves, sizeof serves);
        zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, daemon->secret_key, 41);
    }
    CHECK(zmq_bind(socket, "tcp://127.0.0.1:*") == 0);
    size_t size = LONGEST;
    CHECK(zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, ret_endpoint, &size) == 0);
    return socket;
}

struct fake_daemon *fake_daemon_new(const struct fake_options *options)
{
    struct fake_daemon *daemon = calloc(1, sizeof *daemon);
    CHECK(daemon);
    daemon->options = *options;
    daemon->options.tail += !options->tail;
    daemon->context = zmq_ctx_new();
    if (options->curve)
        CHECK(zmq_curve_keypair(daemon->public_key, daemon->secret_key) == 0);
    daemon->publish = bind_socket(daemon, ZMQ_XPUB, daemon->publish_endpoint);
    daemon->answer = bind_socket(daemon, ZMQ_ROUTER, daemon->replay_endpoint);
    CHECK(pthread_mutex_init(&daemon->lock, NULL) == 0);
    CHECK(pthread_create(&daemon->thread, NULL, serve, daemon) == 0);
    return daemon;
}

void fake_daemon_free(struct fake_daemon *daemon)
{
    zmq_ctx_shutdown(daemon->context);
    pthread_join(daemon->thread, NULL);
    zmq_close(daemon->publish);
    zmq_close(daemon->answer);
    zmq_ctx_term(daemon->context);
    pthread_mutex_destroy(&daemon->lock);
    free(daemon);
}

const char *fake_publish_endpoint(const struct fake_daemon *daemon)
{
    return daemon->publish_endpoint;
}

const char *fake_replay_endpoint(const struct fake_daemon *daemon)
{
    return daemon->replay_endpoint;
}

const char *fake_public_key(const struct fake_daemon *daemon)
{
    return daemon->public_key;
}

void fake_await_subscriptions(struct fake_daemon *daemon, int count)
{
    char subscription[LONGEST];
    for (; count; count--)
        CHECK(zmq_recv(daemon->publish, subscription, sizeof subscription, 0) >= 0);
}

static uint64_t last_of(const struct fake_daemon *daemon, const char *topic)
{
    uint64_t seq = daemon->head;
    while (seq && strcmp(daemon->entries[seq].topic, topic) != 0)
        seq--;
    return seq;
}

uint64_t fake_add(struct fake_daemon *daemon, const char *topic, bool publish)
{
    pthread_mutex_lock(&daemon->lock);
    CHECK(daemon->head < MOST);
    uint64_t prev = last_of(daemon, topic), seq = ++daemon->head;
    snprintf(daemon->entries[seq].topic, sizeof daemon->entries[seq].topic, "%s", topic);
    daemon->entries[seq].prev = prev;
    if (publish)
        send_entry(daemon, daemon->publish, seq, NULL, 0);
    pthread_mutex_unlock(&daemon->lock);
    return seq;
}

void fake_repeat(struct fake_daemon *daemon, uint64_t seq)
{
    send_entry(daemon, daemon->publish, seq, NULL, 0);
}

void fake_heartbeat(struct fake_daemon *daemon)
{
    ind_topic_head heads[MOST];
    uint32_t count = 0;
    for (uint64_t seq = daemon->head; seq; seq--) {
        const char *topic = daemon->entries[seq].topic;
        if (last_of(daemon, topic) == seq)
            heads[count++] = (ind_topic_head){{topic, (uint32_t)strlen(topic)}, seq};
    }
    struct buffer header = {0}, body = {0};
    make_header(daemon, 0, 0, &header);
    struct ind_writer writer = ind_msgpack_writer(&body);
    ind_write_heartbeat(&writer, &(ind_heartbeat){.stream = {"fake", 4}, .epoch = daemon->options.epoch,
                                                  .head = daemon->head, .tail = daemon->options.tail, .heads = heads,
                                                  .head_count = count, .time = {"now", 3}});
    fake_send_raw(daemon, IND_TOPIC_HEARTBEAT, frame_of(&header), frame_of(&body));
    buffer_done(&header);
    buffer_done(&body);
}

void fake_new_epoch(struct fake_daemon *daemon, uint64_t epoch)
{
    pthread_mutex_lock(&daemon->lock);
    daemon->options.epoch = epoch;
    daemon->head = 0;
    pthread_mutex_unlock(&daemon->lock);
}

void fake_send_raw(struct fake_daemon *daemon, const char *topic, ind_frame header, ind_frame body)
{
    ind_frame frames[] = {{topic, strlen(topic)}, header, body};
    send_frames(daemon->publish, frames, 3);
}

unsigned fake_replays(struct fake_daemon *daemon)
{
    pthread_mutex_lock(&daemon->lock);
    unsigned replays = daemon->replays;
    pthread_mutex_unlock(&daemon->lock);
    return replays;
}
