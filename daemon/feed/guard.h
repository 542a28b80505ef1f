/* Who is let in where CURVE is on: the daemon's own key, the list of its clients' public keys, and the answers to
 * libzmq, which asks for each handshake (ZAP, RFC 27). A key that leaves the list is refused at its next handshake;
 * a connection that stands is not cut. Not for what a client may do once it is in. */
#ifndef FEED_GUARD_H
#define FEED_GUARD_H

#include "daemon/feed/socket.h"

#include <uv.h>

/* What the owner is told, on the loop's thread. */
struct guard_events {
    void *user;

    /* A client was refused. `key`: its public key in Z85, or "" where it has none that can be read; `address`: where it
     * came from, of an ipc socket its user, group and process. Told a few times in a row, then every ten seconds at
     * most; `unsaid`: how many were not told since the last one. */
    void (*refused)(void *user, const char *key, const char *address, uint64_t unsaid);

    /* The list was read anew and holds `count` keys; or, with a fault, it could not be and the old one stays. */
    void (*reloaded)(void *user, size_t count, const struct ind_fault *fault);
};

struct guard_options {
    const char *server_key; /* file of the daemon's secret key */
    const char *clients;    /* file of the clients' public keys */
    struct guard_events events;
};

struct guard;

/* Reads both files and takes up its place between libzmq and the clients: before the first socket is bound, for
 * without it libzmq would let everybody in. Errors: those of key_file.h, IND_E_UNSUPPORTED, IND_E_NOMEM, IND_E_IO. */
int guard_new(struct guard **ret_guard, void *zmq, const struct guard_options *options, struct ind_fault *fault);

/* For socket_options; the guard's. NULL for a NULL guard. */
const struct socket_keys *guard_keys(const struct guard *guard);

size_t guard_count(const struct guard *guard);

/* Begins to answer, and to look every second whether the list has changed. Loop's thread, as all below. Errors:
 * IND_E_IO. */
int guard_start(struct guard *guard, uv_loop_t *loop);

/* Reads the list anew, now; what came of it is told as an event. */
void guard_reload(struct guard *guard);

/* No handshake is answered from here on, so that none succeeds. on_closed is called from the loop; then guard_free. */
void guard_stop(struct guard *guard, void *owner, void (*on_closed)(void *owner));

/* NULL is fine; one that was started must have been stopped. Behind the sockets that it guards. */
void guard_free(struct guard *guard);

#endif
