/* The PUB socket: sends what is already durable, in the order it is given. It never waits for a subscriber;
 * a slow one loses messages and sees that for itself. Knows nothing of the journal. */
#ifndef FEED_PUBLISH_H
#define FEED_PUBLISH_H

#include <indicatord/error.h>
#include <indicatord/messages.h>

#include <stddef.h>
#include <stdint.h>
#include <uv.h>

struct socket_keys;

/* Messages that belong together. Memory is the caller's, stays untouched until on_sent, which is called from
 * the loop when the last of them was handed to the socket. */
struct publish_batch {
    const ind_frames *messages;
    size_t count;
    void (*on_sent)(struct publish_batch *batch);
    struct publish_batch *next; /* the publisher's */
};

struct publish_options {
    char *const *endpoints;
    size_t count;
    int queue;     /* messages kept for one slow subscriber */
    int heartbeat_ms; /* socket.h, both */
    const struct socket_keys *keys;
};

struct publisher;

/* Opens and binds; before any thread that makes files (socket.h). Errors: those of socket_bind. */
int publisher_new(struct publisher **ret_publisher, void *zmq, const struct publish_options *options,
                  struct ind_fault *fault);

/* Everything below on the loop's thread. */
int publisher_start(struct publisher *publisher, uv_loop_t *loop);

/* Endpoint `index` as it was bound, with a wildcard port filled in. */
const char *publisher_endpoint(const struct publisher *publisher, size_t index);

/* Sends the batch behind what is queued, a bounded number of messages a turn of the loop. */
void publisher_queue(struct publisher *publisher, struct publish_batch *batch);

/* Sends one message at once, past the queue: for heartbeats. */
void publisher_send(struct publisher *publisher, const ind_frames *message);

/* Ends it: what is queued must have been sent. on_closed is called from the loop when its handles are
 * closed; then publisher_free. */
void publisher_stop(struct publisher *publisher, void *owner, void (*on_closed)(void *owner));

/* NULL is fine; a publisher that was started must have been stopped. Closes the socket, whose last messages
 * go out while the context ends. */
void publisher_free(struct publisher *publisher);

#endif
