/* A window of credit keeps the daemon sending without ever having more than a window under way. */
#include "proto/client_replay.h"

#include "proto/reader.h"

#define CREDIT 512

struct client_id client_id_of(uint64_t number)
{
    struct client_id id = {.length = sizeof id.bytes};
    id.bytes[0] = (char)0xcf; /* uint 64 */
    for (int i = 0; i < 8; i++)
        id.bytes[1 + i] = (char)(number >> (56 - 8 * i) & 0xff);
    return id;
}

bool client_id_is(ind_frame frame, uint64_t number)
{
    struct ind_reader reader = ind_reader_of(frame);
    ind_value value;
    return ind_reader_next(&reader, &value, NULL) == 0 && value.kind == IND_VALUE_NATURAL && value.natural == number;
}

bool client_frame_is(ind_frame frame, const char *text)
{
    return frame.length == strlen(text) && !memcmp(frame.bytes, text, frame.length);
}

int client_request_send(struct client_socket *socket, const ind_request *request, struct ind_fault *fault)
{
    struct buffer out;
    buffer_init(&out);
    ind_write_request(&out, request);
    int code = out.failed ? fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory while writing a request")
                          : client_send(socket, out.bytes, out.length, fault);
    buffer_done(&out);
    return code;
}

int client_replay_begin(struct client_replay *replay, const ind_text *topics, uint32_t count, uint64_t from,
                        uint64_t to, struct ind_fault *fault)
{
    replay->running = false;
    struct client_id id = client_id_of(++replay->id);
    ind_request request = {.op = IND_OP_REPLAY,
                           .id = {id.bytes, id.length},
                           .from = from,
                           .to = to,
                           .credit = CREDIT,
                           .topic_count = count};
    for (uint32_t i = 0; i < count; i++)
        request.topics[i] = topics[i];
    TRY(client_request_send(&replay->socket, &request, fault));
    replay->running = true;
    replay->to = to;
    replay->next = from;
    replay->credit = CREDIT;
    replay->heard = client_now();
    return 0;
}

/* Half of the window is spent: it is filled again. */
static int give_credit(struct client_replay *replay, struct ind_fault *fault)
{
    replay->credit -= replay->credit > 0;
    if (replay->credit > CREDIT / 2)
        return 0;
    struct client_id id = client_id_of(replay->id);
    ind_request request = {
        .op = IND_OP_CREDIT, .id = {id.bytes, id.length}, .credit = CREDIT - replay->credit};
    TRY(client_request_send(&replay->socket, &request, fault));
    replay->credit = CREDIT;
    return 0;
}

static int read_record(struct client_replay *replay, struct replay_reply *reply, struct ind_fault *fault)
{
    struct client_frames *frames = &replay->frames;
    TRY(give_credit(replay, fault));
    if (frames->count != 5)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "a record of a replay has %d frames", frames->count);
    reply->kind = REPLAY_RECORD;
    reply->record = (ind_frames){client_frame(frames, 2), client_frame(frames, 3), client_frame(frames, 4)};
    TRY(ind_read_header(reply->record.header, &reply->header, fault));
    if (reply->header.seq >= replay->next)
        replay->next = reply->header.seq + 1;
    return 0;
}

static int read_map(struct client_replay *replay, struct replay_reply *reply, struct ind_fault *fault)
{
    struct client_frames *frames = &replay->frames;
    ind_frame name = client_frame(frames, 0), map = client_frame(frames, 2);
    if (client_frame_is(name, IND_REPLY_LOST)) {
        reply->kind = REPLAY_LOST;
        return ind_read_reply_lost(map, &reply->lost, fault);
    }
    replay->running = false;
    if (client_frame_is(name, IND_REPLY_END)) {
        reply->kind = REPLAY_END;
        return ind_read_reply_end(map, &reply->end, fault);
    }
    reply->kind = REPLAY_ERROR;
    return ind_read_reply_error(map, &reply->error, fault);
}

int client_replay_receive(struct client_replay *replay, int64_t deadline, struct replay_reply *ret_reply,
                          struct ind_fault *fault)
{
    struct client_frames *frames = &replay->frames;
    do { /* replies to a replay that was forgotten are passed over */
        int code = client_receive(&replay->socket, deadline, frames, fault);
        replay->running = code != IND_E_REFUSED; /* what was asked went down with the connection */
        TRY(code);
    } while (frames->count < 3 || !client_id_is(client_frame(frames, 1), replay->id));
    replay->heard = client_now();
    struct replay_reply reply = {0};
    if (client_frame_is(client_frame(frames, 0), IND_REPLY_RECORD))
        TRY(read_record(replay, &reply, fault));
    else
        TRY(read_map(replay, &reply, fault));
    *ret_reply = reply;
    return 0;
}
