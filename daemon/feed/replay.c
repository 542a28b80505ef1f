/* Requests in, records out: a small table of running replays, each a cursor over the journal with a credit.
 * A client that is slow, gone or hostile costs its own replay at most. */
#include "daemon/feed/replay.h"

#include "daemon/base/check.h"
#include "daemon/base/error.h"
#include "daemon/feed/pace.h"
#include "daemon/feed/pager.h"
#include "daemon/feed/socket.h"
#include "proto/bodies.h"
#include "proto/envelope.h"

#include <errno.h>
#include <string.h>
#include <zmq.h>

#define SESSIONS 64            /* replays that run at one time … */
#define SESSIONS_OF_A_PEER 8   /* … and of one connection */
#define REQUESTS_A_TURN 64     /* that are looked at … */
#define RECEIVED_A_TURN 16384  /* … and with those that are thrown away: libzmq's queue of them has no limit */
#define REQUEST_BYTES (32 << 10)
#define RECORDS_A_TURN 64      /* of one replay … */
#define RECORDS_OF_ALL 512     /* … and of all, so that what is live waits for milliseconds and no more, … */
#define BYTES_OF_ALL (2u << 20) /* … however large the records are */
#define REPLY_QUEUE 1000       /* messages in a client's pipe before the replay pauses */
#define PAUSE_MS 20
#define STALLED_MS 30000       /* without progress so long, a replay gives way to a newcomer */
#define PAGE_BYTES (1u << 20)
#define PAGE_MESSAGES 1000
#define LINGER_MS 500
#define PEER_BYTES 256

struct peer {
    char bytes[PEER_BYTES];
    size_t length;
};

enum phase { PHASE_FREE, PHASE_READING, PHASE_SENDING };

struct session {
    enum phase phase;
    struct peer peer;
    struct buffer request_bytes; /* what request and prefixes point into */
    ind_request request;
    struct reader_prefix prefixes[IND_REQUEST_TOPICS];
    struct pager_job job;
    size_t sent;        /* of the page */
    uint64_t credit;
    uint64_t to;
    bool to_fixed;      /* `to` was held against the head at the time of asking */
    bool blocked;       /* the client's pipe is full */
    uint64_t progress_at; /* loop's clock, ms */
};

struct replay {
    void *socket;
    char bound[SOCKET_ENDPOINT];
    char *state;
    replay_status_fn *status;
    void *user;
    uv_loop_t *loop;
    struct socket_watch watch;
    struct pager *pager;
    uv_idle_t turn;   /* runs while a record can be sent */
    uv_timer_t pause; /* looks again at clients whose pipe was full */
    struct pace pace;
    struct session sessions[SESSIONS];
    size_t whose_turn; /* of the sessions, when a turn could not serve all */
    struct buffer reply;
    int open_handles;
    void *owner;
    void (*on_closed)(void *owner);
};

/* ---- sending ---- */

/* The frames of one reply behind the client's identity. IND_OK; IND_E_BUSY: the pipe is full, nothing was sent;
 * IND_E_CLOSED: the client is gone. Both are known from the first frame alone: what a pipe has taken the
 * beginning of, it takes whole. */
static int send_reply(struct replay *replay, const struct peer *peer, const ind_frame *frames, size_t count)
{
    if (zmq_send(replay->socket, peer->bytes, peer->length, ZMQ_SNDMORE | ZMQ_DONTWAIT) < 0)
        return errno == EAGAIN ? IND_E_BUSY : IND_E_CLOSED;
    for (size_t i = 0; i < count; i++)
        if (zmq_send(replay->socket, frames[i].bytes, frames[i].length,
                     (i + 1 < count ? ZMQ_SNDMORE : 0) | ZMQ_DONTWAIT) < 0)
            return IND_E_CLOSED;
    return IND_OK;
}

static ind_frame frame_of(const char *text)
{
    return (ind_frame){text, strlen(text)};
}

/* A reply of three frames: a word, the id, and the map in replay->reply. */
static int send_map(struct replay *replay, const struct peer *peer, const char *word, ind_frame id)
{
    if (replay->reply.failed)
        return IND_E_NOMEM;
    ind_frame frames[] = {frame_of(word), id, {replay->reply.bytes, replay->reply.length}};
    return send_reply(replay, peer, frames, 3);
}

static struct ind_writer begin_map(struct replay *replay)
{
    buffer_clear(&replay->reply);
    return ind_msgpack_writer(&replay->reply);
}

static void send_error(struct replay *replay, const struct peer *peer, ind_frame id, const char *code, const char *text)
{
    ind_status_reply status;
    replay->status(replay->user, &status);
    ind_reply_error error = {
        .code = {code, (uint32_t)strlen(code)},
        .text = {text, (uint32_t)strlen(text)},
        .tail = status.tail,
        .head = status.head,
    };
    struct ind_writer writer = begin_map(replay);
    ind_write_reply_error(&writer, &error);
    send_map(replay, peer, IND_REPLY_ERROR, id);
}

/* ---- sessions ---- */

static bool same_peer(const struct peer *a, const struct peer *b)
{
    return a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0;
}

static struct session *find_session(struct replay *replay, const struct peer *peer, ind_frame id)
{
    for (struct session *at = replay->sessions; at < replay->sessions + SESSIONS; at++)
        if (at->phase != PHASE_FREE && same_peer(&at->peer, peer) && at->request.id.length == id.length &&
            memcmp(at->request.id.bytes, id.bytes, id.length) == 0)
            return at;
    return NULL;
}

static size_t count_sessions(const struct replay *replay, const struct peer *peer)
{
    size_t count = 0;
    for (size_t i = 0; i < SESSIONS; i++)
        count += replay->sessions[i].phase != PHASE_FREE && same_peer(&replay->sessions[i].peer, peer);
    return count;
}

static void end_session(struct session *session)
{
    buffer_done(&session->request_bytes);
    reader_page_done(&session->job.page);
    *session = (struct session){.phase = PHASE_FREE};
}

/* A free place in the table; where there is none, that of a replay which nobody seems to want any more. */
static struct session *make_room(struct replay *replay)
{
    struct session *stalled = NULL;
    for (struct session *at = replay->sessions; at < replay->sessions + SESSIONS; at++) {
        if (at->phase == PHASE_FREE)
            return at;
        if (at->phase == PHASE_SENDING && (!stalled || at->progress_at < stalled->progress_at))
            stalled = at;
    }
    if (!stalled || uv_now(replay->loop) - stalled->progress_at < STALLED_MS)
        return NULL;
    send_error(replay, &stalled->peer, stalled->request.id, "busy", "The replay stood still and gave way to another.");
    end_session(stalled);
    return stalled;
}

static void read_page(struct replay *replay, struct session *session, uint64_t from)
{
    session->phase = PHASE_READING;
    session->sent = 0;
    session->job.query = (struct reader_query){
        .from = from,
        .to = session->to,
        .prefixes = session->prefixes,
        .prefix_count = session->request.topic_count,
        .max_messages = PAGE_MESSAGES,
        .max_bytes = PAGE_BYTES,
    };
    pager_submit(replay->pager, &session->job);
}

/* The request is read again from the session's own copy of its bytes, which outlives the socket's. */
static int fill_session(struct session *session, const struct peer *peer, ind_frame bytes)
{
    buffer_append(&session->request_bytes, bytes.bytes, bytes.length);
    if (session->request_bytes.failed)
        return IND_E_NOMEM;
    ind_frame own = {session->request_bytes.bytes, session->request_bytes.length};
    TRY(ind_read_request(own, &session->request, NULL));
    for (uint32_t i = 0; i < session->request.topic_count; i++)
        session->prefixes[i] =
            (struct reader_prefix){session->request.topics[i].bytes, session->request.topics[i].length};
    session->peer = *peer;
    session->credit = session->request.credit;
    session->to = session->request.to;
    return IND_OK;
}

static void begin_replay(struct replay *replay, const struct peer *peer, const ind_request *request, ind_frame bytes)
{
    if (find_session(replay, peer, request->id)) {
        send_error(replay, peer, request->id, "bad_request", "A replay with this id is still running.");
        return;
    }
    struct session *session = count_sessions(replay, peer) < SESSIONS_OF_A_PEER ? make_room(replay) : NULL;
    if (!session) {
        send_error(replay, peer, request->id, "busy", "Too many replays are running; ask again later.");
        return;
    }
    if (fill_session(session, peer, bytes) < 0) {
        send_error(replay, peer, request->id, "busy", "There is no memory for another replay; ask again later.");
        end_session(session);
        return;
    }
    session->progress_at = uv_now(replay->loop);
    read_page(replay, session, request->from);
}

/* ---- the cursor ---- */

static int send_record(struct replay *replay, struct session *session)
{
    const struct reader_message *message = &session->job.page.messages[session->sent];
    ind_frame frames[] = {
        frame_of(IND_REPLY_RECORD),
        session->request.id,
        {message->topic, message->topic_length},
        {message->header, message->header_length},
        {message->body, message->body_length},
    };
    return send_reply(replay, &session->peer, frames, sizeof frames / sizeof *frames);
}

static int send_lost(struct replay *replay, struct session *session)
{
    struct reader_page *page = &session->job.page;
    if (!page->lost_from)
        return IND_OK;
    ind_reply_lost lost = {.from = page->lost_from, .to = page->lost_to};
    struct ind_writer writer = begin_map(replay);
    ind_write_reply_lost(&writer, &lost);
    TRY(send_map(replay, &session->peer, IND_REPLY_LOST, session->request.id));
    page->lost_from = page->lost_to = 0;
    return IND_OK;
}

static int send_end(struct replay *replay, struct session *session)
{
    ind_reply_end end = {.next = session->job.page.next, .head = session->job.page.head};
    struct ind_writer writer = begin_map(replay);
    ind_write_reply_end(&writer, &end);
    return send_map(replay, &session->peer, IND_REPLY_END, session->request.id);
}

/* Behind the last record of a page: what is lost, then the end or the next page. */
static int finish_page(struct replay *replay, struct session *session)
{
    TRY(send_lost(replay, session));
    if (session->job.page.next <= session->to) {
        read_page(replay, session, session->job.page.next);
        return IND_OK;
    }
    TRY(send_end(replay, session));
    end_session(session);
    return IND_OK;
}

/* What all sessions together may send in the turn at hand. */
struct budget {
    size_t records, bytes;
};

static bool spend(struct budget *budget, size_t bytes)
{
    budget->bytes -= bytes < budget->bytes ? bytes : budget->bytes;
    budget->records--;
    return budget->records && budget->bytes;
}

static bool can_send(const struct session *session)
{
    return session->phase == PHASE_SENDING && !session->blocked &&
           (session->credit > 0 || session->sent == session->job.page.count);
}

/* As many records as credit, turn and budget allow. */
static int advance(struct replay *replay, struct session *session, struct budget *budget)
{
    bool more = true;
    for (int left = RECORDS_A_TURN; left > 0 && more && can_send(session); left--) {
        session->progress_at = uv_now(replay->loop);
        if (session->sent == session->job.page.count)
            return finish_page(replay, session);
        TRY(send_record(replay, session));
        const struct reader_message *message = &session->job.page.messages[session->sent++];
        more = spend(budget, message->header_length + message->body_length);
        session->credit--;
    }
    return IND_OK;
}

static void on_pause_over(uv_timer_t *timer);

static void serve(struct replay *replay, struct session *session, struct budget *budget)
{
    int code = can_send(session) ? advance(replay, session, budget) : IND_OK;
    if (code == IND_E_BUSY) {
        session->blocked = true;
        uv_timer_start(&replay->pause, on_pause_over, PAUSE_MS, 0);
    } else if (code < 0) {
        end_session(session);
    }
}

/* Each session once, as far as the budget goes; the next turn begins where it went out. */
static void on_turn(uv_idle_t *turn)
{
    struct replay *replay = turn->data;
    struct budget budget = {.records = RECORDS_OF_ALL, .bytes = BYTES_OF_ALL};
    bool more = false;
    size_t begin = replay->whose_turn;
    for (size_t i = 0; i < SESSIONS && budget.records && budget.bytes; i++) {
        serve(replay, &replay->sessions[(begin + i) % SESSIONS], &budget);
        replay->whose_turn = (begin + i + 1) % SESSIONS;
    }
    for (size_t i = 0; i < SESSIONS; i++)
        more |= can_send(&replay->sessions[i]);
    if (!more)
        uv_idle_stop(turn);
}

/* libzmq tells nobody that a ROUTER's one full pipe has room again. */
static void on_pause_over(uv_timer_t *timer)
{
    struct replay *replay = timer->data;
    for (size_t i = 0; i < SESSIONS; i++)
        replay->sessions[i].blocked = false;
    uv_idle_start(&replay->turn, on_turn);
}

static void fail_session(struct replay *replay, struct session *session)
{
    const char *word = "failed", *text = session->job.fault.text;
    if (session->job.code == IND_E_RANGE && session->job.query.from <= session->job.page.head) {
        word = "too_old";
        text = "The journal no longer holds the beginning of this range.";
    } else if (session->job.code == IND_E_RANGE) {
        word = "bad_request";
        text = "`from` lies more than one beyond the head.";
    }
    send_error(replay, &session->peer, session->request.id, word, text);
    end_session(session);
}

static void on_page(void *user, struct pager_job *job)
{
    struct replay *replay = user;
    struct session *session = (struct session *)(void *)((char *)job - offsetof(struct session, job));
    if (job->code < 0) {
        fail_session(replay, session);
        return;
    }
    if (!session->to_fixed && session->to > job->page.head)
        session->to = job->page.head;
    session->to_fixed = true;
    session->phase = PHASE_SENDING;
    uv_idle_start(&replay->turn, on_turn);
}

/* ---- requests ---- */

static void give_credit(struct replay *replay, const struct peer *peer, const ind_request *request)
{
    struct session *session = find_session(replay, peer, request->id);
    if (!session)
        return; /* it came late: the replay is over */
    session->credit += request->credit;
    uv_idle_start(&replay->turn, on_turn);
}

static void send_status(struct replay *replay, const struct peer *peer, ind_frame id)
{
    ind_status_reply status;
    replay->status(replay->user, &status);
    struct ind_writer writer = begin_map(replay);
    ind_write_status(&writer, &status);
    send_map(replay, peer, IND_REPLY_STATUS, id);
}

static void answer(struct replay *replay, const struct peer *peer, ind_frame bytes)
{
    ind_request request;
    struct ind_fault fault;
    if (ind_read_request(bytes, &request, &fault) < 0) {
        send_error(replay, peer, ind_request_id(bytes), "bad_request", fault.text);
        return;
    }
    switch (request.op) {
    case IND_OP_REPLAY:
        begin_replay(replay, peer, &request, bytes);
        break;
    case IND_OP_CREDIT:
        give_credit(replay, peer, &request);
        break;
    case IND_OP_STATUS:
        send_status(replay, peer, request.id);
        break;
    }
}

/* Takes the rest of a message off the socket. */
static size_t drop_frames(void *socket, zmq_msg_t *message)
{
    size_t dropped = 0;
    while (zmq_msg_more(message) && zmq_msg_recv(message, socket, ZMQ_DONTWAIT) >= 0)
        dropped++;
    return dropped;
}

static void take_request(struct replay *replay, const struct peer *peer, zmq_msg_t *message)
{
    static const char nil[] = "\xc0";
    if (zmq_msg_recv(message, replay->socket, ZMQ_DONTWAIT) < 0)
        return;
    ind_frame bytes = {zmq_msg_data(message), zmq_msg_size(message)};
    if (!zmq_msg_more(message))
        answer(replay, peer, bytes);
    else if (drop_frames(replay->socket, message))
        send_error(replay, peer, (ind_frame){nil, 1}, "bad_request", "A request is one frame: is this a REQ socket?");
}

/* What follows the peer's identity: looked at, told to come too fast, or dropped. True where it took time. */
static bool take_message(struct replay *replay, const struct peer *peer, zmq_msg_t *message)
{
    switch (pace_of(&replay->pace, peer->bytes, peer->length, uv_now(replay->loop))) {
    case PACE_FINE:
        take_request(replay, peer, message);
        return true;
    case PACE_TELL:
        if (zmq_msg_recv(message, replay->socket, ZMQ_DONTWAIT) >= 0)
            send_error(replay, peer, ind_request_id((ind_frame){zmq_msg_data(message), zmq_msg_size(message)}), "busy",
                       "Requests come too fast on this connection; ask again later.");
        drop_frames(replay->socket, message);
        return true;
    case PACE_DROP:
        drop_frames(replay->socket, message);
        break;
    }
    return false;
}

static void on_readable(struct socket_watch *watch)
{
    struct replay *replay = watch->owner;
    zmq_msg_t message;
    zmq_msg_init(&message);
    int left = REQUESTS_A_TURN;
    for (int received = 0; left > 0 && received < RECEIVED_A_TURN; received++) {
        if (zmq_msg_recv(&message, replay->socket, ZMQ_DONTWAIT) < 0)
            break;
        struct peer peer = {.length = zmq_msg_size(&message)};
        CHECK(peer.length <= sizeof peer.bytes); /* an identity has at most 255 bytes */
        memcpy(peer.bytes, zmq_msg_data(&message), peer.length);
        if (zmq_msg_more(&message))
            left -= take_message(replay, &peer, &message);
    }
    zmq_msg_close(&message);
}

/* ---- life ---- */

int replay_new(struct replay **ret_replay, void *zmq, const struct replay_options *options, struct ind_fault *fault)
{
    struct socket_options wanted = {
        .type = ZMQ_ROUTER, .io_thread = 1, .queue = REPLY_QUEUE, .largest = REQUEST_BYTES, .linger_ms = LINGER_MS,
        .heartbeat_ms = options->heartbeat_ms, .keys = options->keys};
    struct replay *replay = calloc(1, sizeof *replay);
    if (!replay || !(replay->state = strdup(options->state))) {
        replay_free(replay);
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for the replay socket");
    }
    replay->status = options->status;
    replay->user = options->user;
    buffer_init(&replay->reply);
    int code = socket_open(zmq, &wanted, &replay->socket, fault);
    if (code == IND_OK)
        code = socket_bind(replay->socket, options->endpoint, replay->bound, fault);
    if (code < 0) {
        replay_free(replay);
        return code;
    }
    *ret_replay = replay;
    return IND_OK;
}

int replay_start(struct replay *replay, uv_loop_t *loop, struct ind_fault *fault)
{
    replay->loop = loop;
    TRY(pager_new(&replay->pager, replay->state, loop, on_page, replay, fault));
    if (socket_watch_start(&replay->watch, loop, replay->socket, on_readable) < 0)
        return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "the replay socket cannot be watched");
    replay->watch.owner = replay;
    uv_idle_init(loop, &replay->turn);
    uv_timer_init(loop, &replay->pause);
    replay->turn.data = replay->pause.data = replay;
    return IND_OK;
}

const char *replay_endpoint(const struct replay *replay)
{
    return replay->bound;
}

static void part_closed(void *owner)
{
    struct replay *replay = owner;
    if (--replay->open_handles == 0)
        replay->on_closed(replay->owner);
}

static void on_watch_closed(struct socket_watch *watch)
{
    part_closed(watch->owner);
}

static void on_handle_closed(uv_handle_t *handle)
{
    part_closed(handle->data);
}

void replay_stop(struct replay *replay, void *owner, void (*on_closed)(void *owner))
{
    replay->owner = owner;
    replay->on_closed = on_closed;
    replay->open_handles = 4;
    socket_watch_stop(&replay->watch, on_watch_closed);
    uv_close((uv_handle_t *)&replay->turn, on_handle_closed);
    uv_close((uv_handle_t *)&replay->pause, on_handle_closed);
    pager_stop(replay->pager, replay, part_closed);
}

void replay_free(struct replay *replay)
{
    if (!replay)
        return;
    socket_remove_path(replay->bound);
    if (replay->socket)
        zmq_close(replay->socket);
    for (size_t i = 0; i < SESSIONS; i++)
        end_session(&replay->sessions[i]);
    buffer_done(&replay->reply);
    free(replay->state);
    free(replay);
}
