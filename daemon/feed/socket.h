/* A ZeroMQ socket as the daemon wants it: bounded, without libzmq's traps, bound with the right file mode, and
 * watched by a libuv loop. Knows nothing of what is sent over it. */
#ifndef FEED_SOCKET_H
#define FEED_SOCKET_H

#include <indicatord/error.h>

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

#define SOCKET_ENDPOINT 256
#define SOCKET_IO_THREADS 2 /* for zmq_ctx_set, before the first socket */

/* CURVE: the daemon's secret key (Z85), and the name under which its guard is asked about a client. */
struct socket_keys {
    const char *secret;
    const char *domain;
};

struct socket_options {
    int type;              /* ZMQ_PUB, ZMQ_ROUTER */
    int queue;             /* messages kept for one slow peer */
    int64_t largest;       /* bytes of the largest message that a peer may send */
    unsigned io_thread;    /* of libzmq: who floods one socket must not slow the other */
    int linger_ms;         /* how long zmq_close waits for what is still to be sent */
    int heartbeat_ms;      /* between ZMTP's PINGs; 0: none are sent (socket.c says why that is the rule) */
    const struct socket_keys *keys; /* NULL: anybody who reaches the socket is let in, and nothing is encrypted */
};

/* Opens one socket. Errors: IND_E_NOMEM, IND_E_IO. */
int socket_open(void *zmq, const struct socket_options *options, void **ret_socket, struct ind_fault *fault);

/* Checks and binds `endpoint`, which without keys must be local; an ipc socket gets mode 0660, whatever the umask.
 * Changes the process's umask for a moment: before any other thread that makes files. ret_bound: the endpoint as it
 * came out, with a wildcard port filled in. Errors: those of security.h, and IND_E_BUSY for a port in use. */
int socket_bind(void *socket, const char *endpoint, char ret_bound[static SOCKET_ENDPOINT], struct ind_fault *fault);

/* Removes the file of an ipc endpoint as socket_bind returned it; libzmq leaves it behind. To be called while the
 * socket is still open: as long as it answers, no other process takes the path. "" and tcp are fine. */
void socket_remove_path(const char *bound);

/* ZMQ_FD tells of a change only once, and any send or receive may swallow it. So the socket's own
 * ZMQ_EVENTS are read before the loop sleeps and after it wakes; while something can be received the loop
 * does not sleep. */
struct socket_watch;
typedef void (*socket_readable)(struct socket_watch *watch);
typedef void (*socket_closed)(struct socket_watch *watch);

struct socket_watch {
    void *owner;           /* the user's */
    void *socket;
    socket_readable on_readable; /* NULL: only the socket's own commands are seen to */
    socket_closed on_closed;
    uv_poll_t poll;
    uv_prepare_t prepare;
    uv_check_t check;
    uv_idle_t idle;
    int open_handles;
};

/* Loop's thread. on_readable is called once a turn and takes a bounded number of messages, but so many that it keeps up
 * with whoever sends: what is not taken waits in memory. The watch must
 * not move until on_closed. On failure nothing is left in the loop that the loop's end would not close. */
int socket_watch_start(struct socket_watch *watch, uv_loop_t *loop, void *socket, socket_readable on_readable);

/* on_closed is called from the loop when every handle is closed; only then may the socket be closed. */
void socket_watch_stop(struct socket_watch *watch, socket_closed on_closed);

#endif
