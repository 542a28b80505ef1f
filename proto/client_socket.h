/* The feed client's way through libzmq: sockets that are set up, messages of several frames, waits with a
 * deadline, and a daemon that does not let the client in. It knows no message. */
#ifndef PROTO_CLIENT_SOCKET_H
#define PROTO_CLIENT_SOCKET_H

#include <zmq.h>

#include "proto/client_keys.h"

#define CLIENT_FRAMES 5

/* A message as received; frames belong to it until the next one. */
struct client_frames {
    zmq_msg_t parts[CLIENT_FRAMES];
    int count; /* that were received; more than CLIENT_FRAMES says that the rest was dropped */
};

/* Zeroed: none. */
struct client_socket {
    void *zmq;
    void *door;           /* tells of handshakes (a socket monitor) */
    const char *endpoint; /* the caller's, who keeps it */
    bool keyed;
    int broken;           /* handshakes in a row that broke off */
    int64_t knock_at;     /* when a daemon that refused is to be asked again; 0: it did not */
    const char *why;      /* it did, static storage */
};

/* A socket of the type, connected, under CURVE where there are keys. On failure nothing is left open. Errors: as for
 * ind_feed_client_new. */
int client_socket_open(void *context, int type, const char *endpoint, const struct client_keys *keys,
                       struct client_socket *ret_socket, struct ind_fault *fault);

/* A zeroed one is fine; what was not sent is dropped. */
void client_socket_close(struct client_socket *socket);

/* Milliseconds of the monotonic clock. */
int64_t client_now(void);

/* When a wait of `timeout_ms` ends; -1, for ever, stays -1. */
int64_t client_deadline(int timeout_ms);

/* The next message. Errors: IND_E_TIMEOUT (or a signal came), IND_E_REFUSED (the daemon and the client cannot agree on
 * keys: told once for each time it is tried, seconds apart; libzmq by itself would never try again), IND_E_IO. */
int client_receive(struct client_socket *socket, int64_t deadline, struct client_frames *frames,
                   struct ind_fault *fault);

/* Sends one frame without waiting. Errors: IND_E_BUSY (its queue is full), IND_E_IO. */
int client_send(struct client_socket *socket, const void *bytes, size_t length, struct ind_fault *fault);

ind_frame client_frame(struct client_frames *frames, int which);
void client_frames_init(struct client_frames *frames);
void client_frames_done(struct client_frames *frames);

#endif
