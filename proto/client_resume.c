/* The feed client's beginning: the daemon's status, what of it follows what the consumer knows, and the file in which
 * a consumer's place outlives it. */
#include <indicatord/feed_client.h>

#include "proto/client_parts.h"
#include "proto/reader.h"

#define ASK_AGAIN_MS 1000

int64_t client_earlier(int64_t deadline, int64_t other)
{
    return deadline < 0 || other < deadline ? other : deadline;
}

/* --- status ---------------------------------------------------------------------------------------------- */

static int send_status_request(ind_feed_client *client, struct ind_fault *fault)
{
    struct client_id id = client_id_of(++client->asked);
    ind_request request = {.op = IND_OP_STATUS, .id = {id.bytes, id.length}};
    return client_request_send(&client->asker, &request, fault);
}

/* The answer to the last request; others are passed over. */
static int receive_status(ind_feed_client *client, int64_t deadline, ind_frame *ret_body, struct ind_fault *fault)
{
    struct client_frames *answer = &client->answer;
    do
        TRY(client_receive(&client->asker, deadline, answer, fault));
    while (answer->count != 3 || !client_id_is(client_frame(answer, 1), client->asked));
    ind_frame body = client_frame(answer, 2);
    if (client_frame_is(client_frame(answer, 0), IND_REPLY_STATUS)) {
        TRY(ind_check_value(body, fault));
        *ret_body = body;
        return 0;
    }
    ind_reply_error error;
    TRY(ind_read_reply_error(body, &error, fault));
    return fault_set(fault, IND_E_REFUSED, FAULT_NOWHERE, "%s refuses: %.*s", client->options.replay,
                     (int)error.text.length, error.text.bytes);
}

int client_need_replay(const ind_feed_client *client, struct ind_fault *fault)
{
    return client->options.replay ? 0
                                  : fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "no replay endpoint was given");
}

int ind_feed_status(ind_feed_client *client, int timeout_ms, ind_frame *ret_body, struct ind_fault *fault)
{
    TRY(client_need_replay(client, fault));
    TRY(send_status_request(client, fault));
    int code = receive_status(client, client_deadline(timeout_ms), ret_body, fault);
    if (code == IND_E_TIMEOUT)
        fault_set(fault, code, FAULT_NOWHERE, "no answer from %s within %d ms", client->options.replay, timeout_ms);
    return code;
}

/* --- resuming -------------------------------------------------------------------------------------------- */

static uint64_t natural_at(ind_frame body, const char *path)
{
    ind_value value;
    bool found = ind_find_value(body, path, &value) == 0 && value.kind == IND_VALUE_NATURAL;
    return found ? value.natural : 0;
}

/* Nothing that this daemon has follows what the caller knows. */
static int not_to_resume(const ind_feed_client *client, ind_text stream, uint64_t epoch, uint64_t head,
                         struct ind_fault *fault)
{
    const ind_feed_options *options = &client->options;
    const struct position *position = &client->position;
    bool named = options->stream && stream.bytes;
    if (named &&
        (strlen(options->stream) != stream.length || memcmp(options->stream, stream.bytes, stream.length) != 0))
        return fault_set(fault, IND_E_NOT_FOUND, FAULT_NOWHERE,
                         "%s is the stream '%.*s', what is to be resumed is '%s'", options->replay, (int)stream.length,
                         stream.bytes, options->stream);
    if (named && epoch < position->epoch)
        return fault_set(
            fault, IND_E_NOT_FOUND, FAULT_NOWHERE,
            "%s is in epoch %llu, what is to be resumed is of the later epoch %llu: was an old journal put "
            "back?",
            options->replay, (unsigned long long)epoch, (unsigned long long)position->epoch);
    if (!position->epoch && position->known > head)
        return fault_set(fault, IND_E_NOT_FOUND, FAULT_NOWHERE, "%s has no message %llu yet: its head is %llu",
                         options->replay, (unsigned long long)position->known + 1, (unsigned long long)head);
    return 0;
}

/* The head of a daemon that is to be followed from now on. */
static bool begin_at_head(ind_feed_client *client, uint64_t epoch, uint64_t head)
{
    if (client->options.after != IND_SEQ_HEAD || client->position.epoch)
        return false;
    position_place(&client->position, epoch, head);
    client->state = FOLLOWING;
    return true;
}

/* Whether what the caller knows is of this history; a position beyond its head is not, whatever its epoch. */
static int resume_from(ind_feed_client *client, ind_frame status, ind_feed_message *ret_message,
                       struct ind_fault *fault)
{
    struct position *position = &client->position;
    ind_header header = {.version = IND_HEADER_VERSION, .epoch = natural_at(status, "epoch")};
    uint64_t head = natural_at(status, "head");
    ind_value stream = {0};
    if (ind_find_value(status, "stream", &stream) == 0 && stream.kind == IND_VALUE_TEXT)
        header.stream = stream.text;
    TRY(not_to_resume(client, header.stream, header.epoch, head, fault));
    if (client->kept)
        TRY(client_state_stream(client->kept, header.stream, fault));
    if (begin_at_head(client, header.epoch, head))
        return 0;
    bool other = (position->epoch && position->epoch != header.epoch) || position->known > head;
    if (other)
        client_enter_epoch(client, &header, ret_message);
    position->epoch = header.epoch;
    if (position->known < head)
        client_heal(client, IND_SEQ_HEAD);
    else
        client->state = FOLLOWING;
    return other;
}

/* Asks for the daemon's status until it answers: it may not be there yet. */
int client_resume_step(ind_feed_client *client, int64_t deadline, ind_feed_message *ret_message,
                       struct ind_fault *fault)
{
    if (client_now() >= client->not_before) {
        TRY(send_status_request(client, fault));
        client->not_before = client_now() + ASK_AGAIN_MS;
    }
    ind_frame status = {0};
    int code = receive_status(client, client_earlier(deadline, client->not_before), &status, fault);
    if (code == IND_E_TIMEOUT && client_now() >= client->not_before && (deadline < 0 || client_now() < deadline))
        return 0;
    TRY(code);
    return resume_from(client, status, ret_message, fault);
}

/* --- the file -------------------------------------------------------------------------------------------- */

int ind_feed_open(ind_feed_client **ret_client, const ind_feed_options *options, const char *state,
                  struct ind_fault *fault)
{
    ind_feed_options own = *options;
    struct client_place place = {0};
    struct client_state *kept = NULL;
    TRY(client_state_open(&kept, state, &place, fault));
    own.heal = own.resume = true;
    if (place.epoch) {
        own.stream = place.stream;
        own.epoch = place.epoch;
        own.after = place.seq;
    }
    int code = ind_feed_client_new(ret_client, &own, fault);
    if (code < 0)
        client_state_close(kept);
    else
        (*ret_client)->kept = kept;
    return code;
}

int ind_feed_keep(ind_feed_client *client, struct ind_fault *fault)
{
    const struct position *position = &client->position;
    if (!client->kept || client->state == RESUMING || !position->epoch)
        return 0;
    return client_state_keep(client->kept, position->epoch, position->base, fault);
}

ind_feed_position ind_feed_where(const ind_feed_client *client)
{
    return (ind_feed_position){client->position.epoch, client->position.base};
}
