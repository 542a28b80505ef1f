/* A consumer's side of the feed: live messages from the PUB socket, replay and status from the ROUTER socket,
 * gaps seen from `prev` and the heartbeat and, if wished, healed by a replay. One client speaks to one daemon;
 * open more for more. It is a library of its own over libzmq; what a body means is not its business.
 *
 * A client belongs to one thread at a time. What a call hands out (frames, text, JSON) stays valid until the next
 * call on the same client. */
#ifndef INDICATORD_FEED_CLIENT_H
#define INDICATORD_FEED_CLIENT_H

#include <indicatord/error.h>
#include <indicatord/messages.h>

typedef struct ind_feed_client ind_feed_client;

typedef struct {
    const char *publish;       /* endpoint of the PUB socket ("ipc:///run/indicatord/feed"); NULL: no live part */
    const char *replay;        /* endpoint of the ROUTER socket; NULL: no replay, status or healing */
    const char *const *topics; /* prefixes of topics to receive; the heartbeat always comes as well */
    uint32_t topic_count;      /* 0: all topics */
    bool heal;                 /* gaps are replayed before ind_feed_next goes on; needs `replay` */
    bool resume;               /* begin with a replay of what followed `after` of `epoch`; needs heal */
    const char *stream;        /* resume: whose messages are known; NULL for whatever stream the daemon is */
    uint64_t epoch;            /* resume: 0 for whatever epoch the daemon has */
    uint64_t after;            /* resume: the last seq already known, 0 for none, IND_SEQ_HEAD for all there is now */
    const char *server_key;    /* CURVE, Z85 (40 characters each): the daemon's public key; NULL: no CURVE */
    const char *public_key;    /* the client's own pair; NULL: made from secret_key */
    const char *secret_key;
    const char *server_key_file; /* instead of keys, files that hold them (`indicatorctl keygen`): the daemon's */
    const char *secret_key_file; /* public key, and the client's secret one, which nobody else may be able to read */
} ind_feed_options;

typedef enum {
    IND_FEED_OBSERVATION,
    IND_FEED_ARTICLE,
    IND_FEED_REJECTED,
    IND_FEED_RETRACTED,
    IND_FEED_HEARTBEAT,
    IND_FEED_OTHER,    /* a topic that this library does not know: only frames and header */
    IND_FEED_GAP,      /* no message: some with seq in [from, to] are missing (with `heal`: for good) */
    IND_FEED_NEW_EPOCH, /* no message: the daemon lost its history; header.epoch is the new one, seq begins again */
} ind_feed_kind;

/* Why a GAP cannot be filled; UNKNOWN where it was not tried. */
typedef enum { IND_FEED_LOSS_UNKNOWN, IND_FEED_LOSS_TOO_OLD, IND_FEED_LOSS_DAMAGED } ind_feed_loss;

typedef struct {
    ind_feed_kind kind;
    ind_frames frames; /* as received; empty for GAP and NEW_EPOCH */
    ind_header header;
    bool replayed;      /* came by a replay */
    uint64_t from, to;  /* GAP; NEW_EPOCH: in `to` the last seq that was known of the history before */
    ind_feed_loss loss; /* GAP */
} ind_feed_message;

/* How far a client has come: all that it follows up to `seq` of the epoch was handed out or told as lost. */
typedef struct {
    uint64_t epoch; /* 0: nothing is known yet */
    uint64_t seq;
} ind_feed_position;

/* Options and their strings are copied; nothing is waited for: an endpoint that nobody serves yet is connected
 * to when it is. Errors: IND_E_INVALID (an option, an endpoint, a key), IND_E_NOMEM, IND_E_IO; of key files also
 * IND_E_NOT_FOUND, IND_E_REFUSED (its mode or owner), IND_E_LIMIT. */
int ind_feed_client_new(ind_feed_client **ret_client, const ind_feed_options *options, struct ind_fault *fault);

/* The same for a consumer that goes on where it ended: its place is kept in the file `state` by ind_feed_keep. Heals,
 * and resumes behind that place; where there is no file yet, as `resume`, `epoch` and `after` of the options say.
 * One process at a time may have the file. Errors: also IND_E_CORRUPT (the file is damaged, or none of ours),
 * IND_E_BUSY (another process has it), IND_E_REFUSED (it may not be written). */
int ind_feed_open(ind_feed_client **ret_client, const ind_feed_options *options, const char *state,
                  struct ind_fault *fault);

/* Writes down, in the file of ind_feed_open, that all that was handed out so far is dealt with: to be called when it
 * is. Survives the process at once, a power cut a second later (what came since is then handed out again). Does
 * nothing without such a file. Errors: IND_E_IO, IND_E_FULL, IND_E_LIMIT (the stream's name does not fit). */
int ind_feed_keep(ind_feed_client *client, struct ind_fault *fault);

/* Where the client is, for a consumer that keeps it elsewhere, beside what it did with the messages. Needs `heal`. */
ind_feed_position ind_feed_where(const ind_feed_client *client);

/* Closes the sockets; NULL is fine. */
void ind_feed_client_free(ind_feed_client *client);

/* The next message, waiting at most `timeout_ms` (-1: as long as it takes). A message that was handed out before
 * is not handed out again. With `heal` messages come in the order of seq, whatever is followed: where one may be
 * missing before another, the range between is asked for first. Without, a GAP comes before the message that revealed
 * it, so that a caller may replay the range first and has each topic in order.
 * Errors: IND_E_TIMEOUT (nothing came, or a signal: ask again), IND_E_INVALID (a message that cannot be read was
 * passed over: ask again), IND_E_UNSUPPORTED (likewise, of a newer wire format), IND_E_REFUSED (the daemon does
 * not let the client in, which is tried again every few seconds, or refuses to replay a gap, which is left: the fault
 * says why; ask again), IND_E_CLOSED (there is no live part, and the replay
 * that `resume` asked for is over), IND_E_NOT_FOUND (the daemon is not the one to resume with: another stream, an older
 * epoch than the file's, or `after` without an epoch lies beyond its head), IND_E_IO, IND_E_NOMEM. While the daemon is
 * busy with other replays or away, healing waits and tries again, and this is IND_E_TIMEOUT. */
int ind_feed_next(ind_feed_client *client, int timeout_ms, ind_feed_message *ret_message, struct ind_fault *fault);

/* Begins a replay of [from, to] (IND_SEQ_HEAD: up to the head) of the client's topics; one that was running is
 * forgotten. It gives all that the range holds, also what was handed out before; to have each message once, use
 * `heal`. Errors: IND_E_INVALID (no replay
 * endpoint), IND_E_IO, IND_E_NOMEM. */
int ind_feed_replay(ind_feed_client *client, uint64_t from, uint64_t to, struct ind_fault *fault);

/* The next record of the running replay: 1 with a message (a GAP where damage took a range), 0 at the end with
 * *ret_next the first seq not looked at. Errors: IND_E_TIMEOUT (the daemon sent nothing for `timeout_ms`),
 * IND_E_NOT_FOUND (the range is no longer held: `too_old`), IND_E_BUSY, IND_E_REFUSED (another error, its sentence in
 * the fault), IND_E_INVALID (an unreadable record was passed over; ask again), IND_E_IO. After one of them but TIMEOUT
 * and INVALID the replay is over. */
int ind_feed_replay_next(ind_feed_client *client, int timeout_ms, ind_feed_message *ret_message, uint64_t *ret_next,
                         struct ind_fault *fault);

/* Asks for the daemon's status; *ret_body is the msgpack map. Errors: IND_E_INVALID (no replay endpoint),
 * IND_E_TIMEOUT, IND_E_REFUSED, IND_E_IO. */
int ind_feed_status(ind_feed_client *client, int timeout_ms, ind_frame *ret_body, struct ind_fault *fault);

/* A body (or header) as one line of JSON, the same that `indicatorctl extract` prints, NUL-terminated, no line
 * end. Errors: IND_E_INVALID with the byte position, IND_E_NOMEM. */
int ind_feed_json(ind_feed_client *client, ind_frame body, ind_text *ret_json, struct ind_fault *fault);

/* One value of a body by its path, e.g. "level.value", "plan.0.ratio". Pure; any thread; no client needed.
 * Errors: IND_E_NOT_FOUND (no such key), IND_E_INVALID (the body cannot be read). A key that is there with null is
 * found: IND_VALUE_NULL. */
int ind_feed_field(ind_frame body, const char *path, ind_value *ret_value);

#endif
