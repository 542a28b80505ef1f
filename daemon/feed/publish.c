/* Sending in bounded turns, so that a burst of thousands of messages leaves the loop time for the inbox,
 * replays and heartbeats. */
#include "daemon/feed/publish.h"

#include "daemon/base/check.h"
#include "daemon/base/error.h"
#include "daemon/feed/socket.h"

#include <stdbool.h>
#include <string.h>
#include <zmq.h>

#define MESSAGES_A_TURN 256
#define LINGER_MS 1000
#define LARGEST_SUBSCRIPTION 4096

struct publisher {
    void *socket;
    size_t count;
    char (*bound)[SOCKET_ENDPOINT];
    struct socket_watch watch;
    uv_idle_t turn; /* runs while there is something to send */
    struct publish_batch *first, *last;
    size_t sent; /* of the first batch */
    int open_handles;
    void *owner;
    void (*on_closed)(void *owner);
};

static int bind_all(struct publisher *publisher, const struct publish_options *options, struct ind_fault *fault)
{
    for (size_t i = 0; i < options->count; i++)
        TRY(socket_bind(publisher->socket, options->endpoints[i], publisher->bound[i], fault));
    return IND_OK;
}

int publisher_new(struct publisher **ret_publisher, void *zmq, const struct publish_options *options,
                  struct ind_fault *fault)
{
    struct socket_options wanted = {
        .type = ZMQ_PUB, .queue = options->queue, .largest = LARGEST_SUBSCRIPTION, .linger_ms = LINGER_MS,
        .heartbeat_ms = options->heartbeat_ms, .keys = options->keys};
    struct publisher *publisher = calloc(1, sizeof *publisher);
    if (!publisher)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for the publisher");
    publisher->count = options->count;
    publisher->bound = calloc(options->count, sizeof *publisher->bound);
    int code = publisher->bound ? socket_open(zmq, &wanted, &publisher->socket, fault)
                                : fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for the publisher");
    if (code == IND_OK)
        code = bind_all(publisher, options, fault);
    if (code < 0) {
        publisher_free(publisher);
        return code;
    }
    *ret_publisher = publisher;
    return IND_OK;
}

int publisher_start(struct publisher *publisher, uv_loop_t *loop)
{
    TRY(socket_watch_start(&publisher->watch, loop, publisher->socket, NULL));
    publisher->watch.owner = publisher;
    uv_idle_init(loop, &publisher->turn);
    publisher->turn.data = publisher;
    return IND_OK;
}

const char *publisher_endpoint(const struct publisher *publisher, size_t index)
{
    CHECK(index < publisher->count);
    return publisher->bound[index];
}

/* A PUB socket never blocks: at a subscriber's high-water mark it drops, in whole messages. What is left to
 * fail is a programming error. */
static void send_frame(void *socket, const ind_frame *frame, int flags)
{
    CHECK(zmq_send(socket, frame->bytes, frame->length, flags | ZMQ_DONTWAIT) >= 0);
}

void publisher_send(struct publisher *publisher, const ind_frames *message)
{
    send_frame(publisher->socket, &message->topic, ZMQ_SNDMORE);
    send_frame(publisher->socket, &message->header, ZMQ_SNDMORE);
    send_frame(publisher->socket, &message->body, 0);
}

/* Takes the sent batch out before its owner hears of it: the owner may free it. */
static void finish_batch(struct publisher *publisher)
{
    struct publish_batch *batch = publisher->first;
    publisher->first = batch->next;
    publisher->sent = 0;
    if (!publisher->first)
        publisher->last = NULL;
    batch->on_sent(batch);
}

static void on_turn(uv_idle_t *turn)
{
    struct publisher *publisher = turn->data;
    for (int left = MESSAGES_A_TURN; left > 0 && publisher->first; left--) {
        struct publish_batch *batch = publisher->first;
        if (publisher->sent < batch->count)
            publisher_send(publisher, &batch->messages[publisher->sent++]);
        if (publisher->sent == batch->count)
            finish_batch(publisher);
    }
    if (!publisher->first)
        uv_idle_stop(turn);
}

void publisher_queue(struct publisher *publisher, struct publish_batch *batch)
{
    batch->next = NULL;
    if (publisher->last)
        publisher->last->next = batch;
    else
        publisher->first = batch;
    publisher->last = batch;
    uv_idle_start(&publisher->turn, on_turn);
}

static void handle_closed(struct publisher *publisher)
{
    if (--publisher->open_handles == 0)
        publisher->on_closed(publisher->owner);
}

static void on_watch_closed(struct socket_watch *watch)
{
    handle_closed(watch->owner);
}

static void on_turn_closed(uv_handle_t *handle)
{
    handle_closed(handle->data);
}

void publisher_stop(struct publisher *publisher, void *owner, void (*on_closed)(void *owner))
{
    CHECK(!publisher->first);
    publisher->owner = owner;
    publisher->on_closed = on_closed;
    publisher->open_handles = 2;
    socket_watch_stop(&publisher->watch, on_watch_closed);
    uv_close((uv_handle_t *)&publisher->turn, on_turn_closed);
}

void publisher_free(struct publisher *publisher)
{
    if (!publisher)
        return;
    for (size_t i = 0; publisher->bound && i < publisher->count; i++)
        socket_remove_path(publisher->bound[i]);
    if (publisher->socket)
        zmq_close(publisher->socket);
    free(publisher->bound);
    free(publisher);
}
