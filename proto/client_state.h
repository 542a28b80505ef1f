/* The file in which a consumer's place in the feed outlives it. It is one sector of text, written in place: whole or
 * not at all, for the process and for the disk, and a check sum tells where that did not hold. What the place means is
 * feed_client.h's. */
#ifndef PROTO_CLIENT_STATE_H
#define PROTO_CLIENT_STATE_H

#include <indicatord/error.h>
#include <indicatord/messages.h>

#define CLIENT_STATE_BYTES 512
#define CLIENT_STATE_STREAM 256 /* the longest name of a stream, and a NUL */

struct client_place {
    char stream[CLIENT_STATE_STREAM];
    uint64_t epoch; /* 0: nothing is known */
    uint64_t seq;
};

struct client_state;

/* Opens the file and locks it until client_state_close; where there is none it is made by the first
 * client_state_keep. Errors: IND_E_CORRUPT, IND_E_BUSY, IND_E_REFUSED, IND_E_IO, IND_E_NOMEM. */
int client_state_open(struct client_state **ret_state, const char *path, struct client_place *ret_place,
                      struct ind_fault *fault);

/* Makes what was kept durable. NULL is fine. */
void client_state_close(struct client_state *state);

/* The stream that places are of from now on. Errors: IND_E_LIMIT (too long a name, or one of several lines). */
int client_state_stream(struct client_state *state, ind_text stream, struct ind_fault *fault);

/* Writes the place; durable against a power cut once a second. Errors: IND_E_IO, IND_E_FULL, IND_E_REFUSED, IND_E_BUSY.
 */
int client_state_keep(struct client_state *state, uint64_t epoch, uint64_t seq, struct ind_fault *fault);

#endif
