/* One replay over a DEALER socket: asks, gives credit, sorts out what belongs to it. It neither judges positions
 * nor tries again. */
#ifndef PROTO_CLIENT_REPLAY_H
#define PROTO_CLIENT_REPLAY_H

#include "proto/client_socket.h"
#include "proto/envelope.h"

struct client_replay {
    struct client_socket socket;
    bool running;
    uint64_t id;     /* of the last one that was begun, from 1 */
    uint64_t to;
    uint64_t next;   /* the first seq that has not come yet */
    uint32_t credit; /* records that may come before more must be asked for */
    int64_t heard;   /* when it was begun or the last reply came */
    struct client_frames frames;
};

enum replay_kind { REPLAY_RECORD, REPLAY_LOST, REPLAY_END, REPLAY_ERROR };

struct replay_reply {
    enum replay_kind kind;
    ind_frames record;  /* RECORD; with the header below */
    ind_header header;
    ind_reply_lost lost;
    ind_reply_end end;
    ind_reply_error error;
};

/* Sends the request. Errors: those of client_send, IND_E_NOMEM. */
int client_replay_begin(struct client_replay *replay, const ind_text *topics, uint32_t count, uint64_t from,
                        uint64_t to, struct ind_fault *fault);

/* The next reply of the running replay, which is over after END, ERROR and IND_E_REFUSED. Errors: IND_E_TIMEOUT,
 * IND_E_INVALID and IND_E_UNSUPPORTED (a reply that cannot be read; the replay goes on), IND_E_IO. */
int client_replay_receive(struct client_replay *replay, int64_t deadline, struct replay_reply *ret_reply,
                          struct ind_fault *fault);

/* One msgpack value that is the natural number. */
struct client_id {
    char bytes[9];
    size_t length;
};
struct client_id client_id_of(uint64_t number);

/* True where the frame is that value. */
bool client_id_is(ind_frame frame, uint64_t number);

/* Sends one request. Errors: those of client_send, IND_E_NOMEM. */
int client_request_send(struct client_socket *socket, const ind_request *request, struct ind_fault *fault);

bool client_frame_is(ind_frame frame, const char *text);

#endif
