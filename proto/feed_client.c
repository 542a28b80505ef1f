/* The client put together: live messages are judged by position, gaps are told or healed by a replay before the
 * message that revealed them is handed out. Not for what bodies mean. */
#include <indicatord/feed_client.h>

#include "proto/client_parts.h"
#include "proto/reader.h"

/* A replay from which nothing is heard for so long is asked for again: the daemon was restarted. */
#define STALLED_MS 5000
#define BUSY_WAIT_MS 500
#define HEARTBEAT_MEMORY ((size_t)64 << 20)

/* --- life ------------------------------------------------------------------------------------------------ */

int client_no_memory(struct ind_fault *fault)
{
    return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for a feed client");
}

static int check_options(const ind_feed_options *options, struct ind_fault *fault)
{
    const char *wrong = client_keys_wrong(options);
    if (!options->publish && !options->replay)
        wrong = "a feed client needs an endpoint";
    else if (options->heal && !options->replay)
        wrong = "healing gaps needs the replay endpoint";
    else if (options->resume && !options->heal)
        wrong = "to resume needs healing";
    else if (options->topic_count > IND_REQUEST_TOPICS)
        wrong = "more topics than a request may name";
    for (uint32_t i = 0; !wrong && i < options->topic_count; i++)
        if (strlen(options->topics[i]) > IND_TOPIC_MAX)
            wrong = "a topic is longer than topics may be";
    return wrong ? fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "%s", wrong) : 0;
}

static int copy_topics(ind_feed_client *client, const ind_feed_options *options)
{
    size_t total = 1;
    for (uint32_t i = 0; i < options->topic_count; i++)
        total += strlen(options->topics[i]);
    char *at = client->topic_bytes = malloc(total);
    if (!at)
        return IND_E_NOMEM;
    for (uint32_t i = 0; i < options->topic_count; i++) {
        size_t length = strlen(options->topics[i]);
        memcpy(at, options->topics[i], length);
        client->topics[i] = (ind_text){at, (uint32_t)length};
        at += length;
    }
    client->options.topics = NULL;
    return 0;
}

static int copy_options(ind_feed_client *client, const ind_feed_options *options)
{
    client->options = *options;
    const char **members[] = {&client->options.publish, &client->options.replay, &client->options.stream};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        if (!*members[i])
            continue;
        *members[i] = client->strings[i] = strdup(*members[i]);
        if (!client->strings[i])
            return IND_E_NOMEM;
    }
    return copy_topics(client, options);
}

static int subscribe(ind_feed_client *client, struct ind_fault *fault)
{
    bool failed = zmq_setsockopt(client->live.zmq, ZMQ_SUBSCRIBE, IND_TOPIC_HEARTBEAT, strlen(IND_TOPIC_HEARTBEAT)) < 0;
    for (uint32_t i = 0; i < client->options.topic_count; i++)
        failed |=
            zmq_setsockopt(client->live.zmq, ZMQ_SUBSCRIBE, client->topics[i].bytes, client->topics[i].length) < 0;
    if (!client->options.topic_count)
        failed |= zmq_setsockopt(client->live.zmq, ZMQ_SUBSCRIBE, "", 0) < 0;
    return failed ? fault_set(fault, IND_E_IO, FAULT_NOWHERE, "subscribing at %s failed", client->options.publish) : 0;
}

static int open_sockets(ind_feed_client *client, struct ind_fault *fault)
{
    const ind_feed_options *options = &client->options;
    client->context = zmq_ctx_new();
    if (!client->context)
        return client_no_memory(fault);
    if (options->publish) {
        TRY(client_socket_open(client->context, ZMQ_SUB, options->publish, &client->keys, &client->live, fault));
        TRY(subscribe(client, fault));
    }
    if (options->replay) {
        TRY(client_socket_open(client->context, ZMQ_DEALER, options->replay, &client->keys, &client->replay.socket,
                               fault));
        TRY(client_socket_open(client->context, ZMQ_DEALER, options->replay, &client->keys, &client->asker, fault));
    }
    return 0;
}

static int set_up(ind_feed_client *client, const ind_feed_options *options, struct ind_fault *fault)
{
    if (copy_options(client, options) < 0)
        return client_no_memory(fault);
    TRY(client_keys_take(options, &client->keys, fault));
    if (options->resume) {
        position_place(&client->position, options->epoch, options->after == IND_SEQ_HEAD ? 0 : options->after);
        client->state = RESUMING;
    }
    return open_sockets(client, fault);
}

int ind_feed_client_new(ind_feed_client **ret_client, const ind_feed_options *options, struct ind_fault *fault)
{
    TRY(check_options(options, fault));
    ind_feed_client *client = calloc(1, sizeof *client);
    if (!client)
        return client_no_memory(fault);
    arena_init(&client->arena, HEARTBEAT_MEMORY);
    client_frames_init(&client->live_frames);
    client_frames_init(&client->answer);
    client_frames_init(&client->replay.frames);
    int code = set_up(client, options, fault);
    if (code < 0)
        ind_feed_client_free(client);
    else
        *ret_client = client;
    return code;
}

void ind_feed_client_free(ind_feed_client *client)
{
    if (!client)
        return;
    client_frames_done(&client->live_frames);
    client_frames_done(&client->answer);
    client_frames_done(&client->replay.frames);
    client_socket_close(&client->live);
    client_socket_close(&client->asker);
    client_socket_close(&client->replay.socket);
    if (client->context)
        zmq_ctx_term(client->context);
    client_state_close(client->kept);
    position_done(&client->position);
    arena_done(&client->arena);
    buffer_done(&client->json);
    for (size_t i = 0; i < sizeof client->strings / sizeof *client->strings; i++)
        free(client->strings[i]);
    client_keys_done(&client->keys);
    free(client->topic_bytes);
    free(client);
}

/* --- messages -------------------------------------------------------------------------------------------- */

static ind_feed_kind kind_of(ind_frame topic)
{
    static const struct {
        const char *topic;
        ind_feed_kind kind;
    } kinds[] = {
        {IND_TOPIC_ARTICLE, IND_FEED_ARTICLE},
        {IND_TOPIC_REJECTED, IND_FEED_REJECTED},
        {IND_TOPIC_RETRACTED, IND_FEED_RETRACTED},
        {IND_TOPIC_HEARTBEAT, IND_FEED_HEARTBEAT},
    };
    static const ind_text observation = {IND_TOPIC_OBSERVATION, sizeof IND_TOPIC_OBSERVATION - 1};
    if (ind_topic_matches(topic, &observation, 1))
        return IND_FEED_OBSERVATION;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (client_frame_is(topic, kinds[i].topic))
            return kinds[i].kind;
    return IND_FEED_OTHER;
}

/* The message is looked at as far as handing it out needs: its header, and that its body is one map's worth. */
static int read_message(ind_frames frames, ind_feed_message *ret_message, struct ind_fault *fault)
{
    ind_feed_message message = {.kind = kind_of(frames.topic), .frames = frames};
    TRY(ind_read_header(frames.header, &message.header, fault));
    if (!message.header.seq && message.kind != IND_FEED_HEARTBEAT)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "header: \"seq\" is missing");
    TRY(ind_check_value(frames.body, fault));
    *ret_message = message;
    return 0;
}

static int receive_live(ind_feed_client *client, int64_t deadline, struct ind_fault *fault)
{
    struct client_frames *frames = &client->live_frames;
    TRY(client_receive(&client->live, deadline, frames, fault));
    if (frames->count != 3)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "a message from %s has %d frames, not 3",
                         client->options.publish, frames->count);
    ind_frames received = {client_frame(frames, 0), client_frame(frames, 1), client_frame(frames, 2)};
    TRY(read_message(received, &client->pending, fault));
    client->has_pending = true;
    return 0;
}

static void hand_out_gap(uint64_t from, uint64_t to, ind_feed_loss loss, ind_feed_message *ret_message)
{
    *ret_message = (ind_feed_message){.kind = IND_FEED_GAP, .from = from, .to = to, .loss = loss};
}

/* Seq begins again: what was told and healed is of the past. */
void client_enter_epoch(ind_feed_client *client, const ind_header *header, ind_feed_message *ret_message)
{
    uint64_t known = client->position.base;
    position_restart(&client->position, header->epoch);
    client->told = 0;
    *ret_message = (ind_feed_message){.kind = IND_FEED_NEW_EPOCH, .header = *header, .to = known};
}

/* --- healing --------------------------------------------------------------------------------------------- */

void client_heal(ind_feed_client *client, uint64_t to)
{
    client->state = HEALING;
    client->heal_to = to;
    client->heal_id = 0;
    client->not_before = 0;
}

/* Behind the base nothing is missed, so that this is where a replay begins. */
static int begin_healing(ind_feed_client *client, uint64_t from, struct ind_fault *fault)
{
    TRY(client_replay_begin(&client->replay, client->topics, client->options.topic_count, from, client->heal_to,
                            fault));
    client->heal_id = client->replay.id;
    return 0;
}

/* The daemon said why not: what is too old is a gap for good; where its head lies before the range its history is
 * another one, which its status tells; any other bad request would stay one, so that its gap is left; a daemon that is
 * busy or cannot read for now is asked again. */
static int heal_error(ind_feed_client *client, const ind_reply_error *error, ind_feed_message *ret_message,
                      struct ind_fault *fault)
{
    struct position *position = &client->position;
    ind_frame code = {error->code.bytes, error->code.length};
    uint64_t from = position->base + 1, to = client->heal_to;
    client->heal_id = 0;
    if (client_frame_is(code, "too_old") && error->tail > from) {
        hand_out_gap(from, error->tail - 1, IND_FEED_LOSS_TOO_OLD, ret_message);
        position_settle(position, error->tail - 1);
        if (to < error->tail)
            client->state = FOLLOWING;
        return 1;
    }
    if (!client_frame_is(code, "bad_request")) {
        client->not_before = client_now() + BUSY_WAIT_MS;
        return 0;
    }
    client->not_before = 0;
    client->state = from > error->head + 1 ? RESUMING : FOLLOWING;
    if (client->state == RESUMING)
        return 0;
    position_settle(position, to == IND_SEQ_HEAD ? error->head : to);
    return fault_set(fault, IND_E_REFUSED, FAULT_NOWHERE, "%s refuses a replay from %llu on: %.*s",
                     client->options.replay, (unsigned long long)from, (int)error->text.length, error->text.bytes);
}

static int heal_record(ind_feed_client *client, const struct replay_reply *reply, ind_feed_message *ret_message,
                       struct ind_fault *fault)
{
    struct position *position = &client->position;
    if (!position->epoch)
        position->epoch = reply->header.epoch;
    if (reply->header.epoch != position->epoch) {
        client_enter_epoch(client, &reply->header, ret_message);
        client_heal(client, IND_SEQ_HEAD);
        return 1;
    }
    if (position_repeats(position, reply->record.topic, reply->header.seq))
        return 0;
    TRY(read_message(reply->record, ret_message, fault));
    ret_message->replayed = true;
    position_settle(position, reply->header.seq);
    return 1;
}

static int heal_reply(ind_feed_client *client, const struct replay_reply *reply, ind_feed_message *ret_message,
                      struct ind_fault *fault)
{
    switch (reply->kind) {
    case REPLAY_RECORD: return heal_record(client, reply, ret_message, fault);
    case REPLAY_ERROR: return heal_error(client, &reply->error, ret_message, fault);
    case REPLAY_LOST:
        hand_out_gap(reply->lost.from, reply->lost.to, IND_FEED_LOSS_DAMAGED, ret_message);
        position_settle(&client->position, reply->lost.to);
        return 1;
    default:
        position_settle(&client->position, reply->end.next ? reply->end.next - 1 : 0);
        if (client->heal_to != IND_SEQ_HEAD) /* whatever `next` says: a gap is asked for once */
            position_settle(&client->position, client->heal_to);
        client->state = FOLLOWING;
        return 0;
    }
}

/* Waits for a busy daemon's time to come, but not beyond the caller's. */
static int wait_until_asked_again(ind_feed_client *client, int64_t deadline, struct ind_fault *fault)
{
    int64_t now = client_now();
    if (now >= client->not_before)
        return 0;
    int code = client_receive(&client->replay.socket, client_earlier(deadline, client->not_before),
                              &client->replay.frames, fault);
    if (code == IND_E_TIMEOUT && client_now() < client->not_before)
        return fault_set(fault, IND_E_TIMEOUT, FAULT_NOWHERE, "%s is busy with other replays", client->options.replay);
    return code == IND_E_TIMEOUT ? 0 : code;
}

static int heal_step(ind_feed_client *client, int64_t deadline, ind_feed_message *ret_message,
                     struct ind_fault *fault)
{
    struct client_replay *replay = &client->replay;
    bool mine = client->heal_id && replay->running && replay->id == client->heal_id;
    if (!mine) {
        TRY(wait_until_asked_again(client, deadline, fault));
        return begin_healing(client, client->position.base + 1, fault);
    }
    int64_t stalled = replay->heard + STALLED_MS;
    struct replay_reply reply;
    int code = client_replay_receive(replay, client_earlier(deadline, stalled), &reply, fault);
    if (code == IND_E_TIMEOUT && client_now() >= stalled)
        return begin_healing(client, replay->next, fault);
    TRY(code);
    return heal_reply(client, &reply, ret_message, fault);
}

/* --- following ------------------------------------------------------------------------------------------- */

/* True where no other topic than the message's can be among those followed, so that `prev` tells all gaps. */
static bool is_alone(const ind_feed_client *client, ind_frame topic)
{
    const ind_text *only = client->topics;
    return client->options.topic_count == 1 && topic.length == only->length && topic.length > 0 &&
           topic.bytes[topic.length - 1] == '/' && !memcmp(topic.bytes, only->bytes, topic.length);
}

static int judge_pending(ind_feed_client *client, enum position_verdict *ret_verdict, uint64_t *ret_to,
                         struct ind_fault *fault)
{
    const ind_feed_message *pending = &client->pending;
    if (pending->kind != IND_FEED_HEARTBEAT) {
        bool strict = client->options.heal && !is_alone(client, pending->frames.topic);
        *ret_verdict = position_judge(&client->position, pending->frames.topic, &pending->header, strict, ret_to);
        return 0;
    }
    ind_heartbeat heartbeat;
    arena_reset(&client->arena);
    TRY(ind_read_heartbeat(pending->frames.body, &client->arena, &heartbeat, fault));
    heartbeat.epoch = pending->header.epoch; /* one source for both kinds of message */
    *ret_verdict = position_judge_heartbeat(&client->position, &heartbeat, client->topics,
                                            client->options.topic_count, ret_to);
    return 0;
}

static int hand_out_pending(ind_feed_client *client, ind_feed_message *ret_message, struct ind_fault *fault)
{
    const ind_feed_message *pending = &client->pending;
    if (pending->kind != IND_FEED_HEARTBEAT && client->options.heal)
        position_settle(&client->position, pending->header.seq);
    else if (pending->kind != IND_FEED_HEARTBEAT &&
             position_note(&client->position, pending->frames.topic, pending->header.seq) < 0)
        return client_no_memory(fault);
    client->has_pending = false;
    *ret_message = *pending;
    return 1;
}

/* 1 where the gap is handed out, 0 where it is healed first or was told before and the message may go. */
static int deal_with_gap(ind_feed_client *client, uint64_t to, ind_feed_message *ret_message)
{
    if (client->options.heal) {
        client_heal(client, to);
        return 0;
    }
    if (to <= client->told)
        return 0;
    client->told = to;
    hand_out_gap(client->position.base + 1, to, IND_FEED_LOSS_UNKNOWN, ret_message);
    return 1;
}

static int follow_step(ind_feed_client *client, int64_t deadline, ind_feed_message *ret_message,
                       struct ind_fault *fault)
{
    if (!client->live.zmq)
        return fault_set(fault, IND_E_CLOSED, FAULT_NOWHERE, "there is no live feed to follow");
    if (!client->has_pending)
        TRY(receive_live(client, deadline, fault));
    enum position_verdict verdict;
    uint64_t to;
    int code = judge_pending(client, &verdict, &to, fault);
    if (code < 0) {
        client->has_pending = false;
        return code;
    }
    if (verdict == POSITION_REPEAT) {
        client->has_pending = false;
        return 0;
    }
    if (verdict == POSITION_NEW_EPOCH) {
        client_enter_epoch(client, &client->pending.header, ret_message);
        return 1;
    }
    if (verdict == POSITION_GAP) {
        code = deal_with_gap(client, to, ret_message);
        if (code || client->state == HEALING)
            return code;
    }
    return hand_out_pending(client, ret_message, fault);
}

int ind_feed_next(ind_feed_client *client, int timeout_ms, ind_feed_message *ret_message, struct ind_fault *fault)
{
    static int (*const steps[])(ind_feed_client *, int64_t, ind_feed_message *, struct ind_fault *) = {
        [FOLLOWING] = follow_step, [RESUMING] = client_resume_step, [HEALING] = heal_step};
    int64_t deadline = client_deadline(timeout_ms);
    int code;
    do
        code = steps[client->state](client, deadline, ret_message, fault);
    while (!code);
    return code < 0 ? code : 0;
}

/* --- a caller's own replay ------------------------------------------------------------------------------- */

int ind_feed_replay(ind_feed_client *client, uint64_t from, uint64_t to, struct ind_fault *fault)
{
    TRY(client_need_replay(client, fault));
    return client_replay_begin(&client->replay, client->topics, client->options.topic_count, from, to, fault);
}

static int replay_refused(const ind_feed_client *client, const ind_reply_error *error, struct ind_fault *fault)
{
    static const struct {
        const char *name;
        int code;
    } codes[] = {{"too_old", IND_E_NOT_FOUND}, {"busy", IND_E_BUSY}};
    ind_frame name = {error->code.bytes, error->code.length};
    int code = IND_E_REFUSED;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (client_frame_is(name, codes[i].name))
            code = codes[i].code;
    return fault_set(fault, code, FAULT_NOWHERE, "%s refuses the replay: %.*s", client->options.replay,
                     (int)error->text.length, error->text.bytes);
}

int ind_feed_replay_next(ind_feed_client *client, int timeout_ms, ind_feed_message *ret_message, uint64_t *ret_next,
                         struct ind_fault *fault)
{
    struct replay_reply reply;
    if (!client->replay.running)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "no replay is running");
    TRY(client_replay_receive(&client->replay, client_deadline(timeout_ms), &reply, fault));
    switch (reply.kind) {
    case REPLAY_END: *ret_next = reply.end.next; return 0;
    case REPLAY_ERROR: return replay_refused(client, &reply.error, fault);
    case REPLAY_LOST: hand_out_gap(reply.lost.from, reply.lost.to, IND_FEED_LOSS_DAMAGED, ret_message); return 1;
    default: break;
    }
    TRY(read_message(reply.record, ret_message, fault));
    ret_message->replayed = true;
    if (position_note(&client->position, reply.record.topic, reply.header.seq) < 0)
        return client_no_memory(fault);
    return 1;
}

/* --- bodies ---------------------------------------------------------------------------------------------- */

int ind_feed_json(ind_feed_client *client, ind_frame body, ind_text *ret_json, struct ind_fault *fault)
{
    buffer_clear(&client->json);
    struct ind_writer writer = ind_json_writer(&client->json);
    TRY(ind_transcode(body, &writer, fault));
    const char *json = buffer_string(&client->json);
    if (!json)
        return client_no_memory(fault);
    *ret_json = (ind_text){json, (uint32_t)client->json.length};
    return 0;
}

int ind_feed_field(ind_frame body, const char *path, ind_value *ret_value)
{
    return ind_find_value(body, path, ret_value);
}
