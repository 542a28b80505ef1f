/* The ROUTER socket: answers `status`, and replays ranges of the journal with a client's credit
 * (proto/FEED.md). Everything a client sends is bounded: its size, how many requests are looked at a turn,
 * how many replays run. The journal is read by a thread of its own, so that neither the loop nor the writer
 * waits for it. */
#ifndef FEED_REPLAY_H
#define FEED_REPLAY_H

#include <indicatord/error.h>
#include <indicatord/messages.h>

#include <uv.h>

struct socket_keys;

/* Fills in what the daemon knows of itself; its text stays valid until the next call. Loop's thread. */
typedef void replay_status_fn(void *user, ind_status_reply *ret_status);

struct replay_options {
    const char *endpoint;
    const char *state; /* the journal's directory; must hold a journal by the time of replay_start */
    replay_status_fn *status;
    void *user;
    int heartbeat_ms; /* socket.h, both */
    const struct socket_keys *keys;
};

struct replay;

/* Opens and binds; before any thread that makes files (socket.h). The options' strings are copied. Errors:
 * those of socket_bind, IND_E_NOMEM. */
int replay_new(struct replay **ret_replay, void *zmq, const struct replay_options *options, struct ind_fault *fault);

/* Opens the reader and begins to answer. What follows is for the loop's thread. Errors: those of reader_new,
 * IND_E_NOMEM (no thread). On failure only replay_free is left to be called. */
int replay_start(struct replay *replay, uv_loop_t *loop, struct ind_fault *fault);

/* The endpoint as it was bound, with a wildcard port filled in. */
const char *replay_endpoint(const struct replay *replay);

/* Ends it, running replays in the middle: a client goes on where it was. on_closed is called from the loop when
 * the thread is gone and the handles are closed; then replay_free. */
void replay_stop(struct replay *replay, void *owner, void (*on_closed)(void *owner));

/* NULL is fine; one that was started must have been stopped. */
void replay_free(struct replay *replay);

#endif
