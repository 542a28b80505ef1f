/* `indicatorctl subscribe`: the messages of a running daemon, each printed as it comes, or once and in order from a
 * place on that a file remembers. Messages go to stdout, what is said about the connection and of losses to stderr. Not
 * for the ways of the feed: the client library knows them. */
#include <signal.h>

#include <indicatord/feed_client.h>

#include "daemon/tools/body.h"
#include "daemon/tools/feed.h"
#include "daemon/tools/lines.h"
#include "daemon/tools/output.h"
#include "daemon/tools/table.h"
#include "daemon/tools/verbs.h"
#include "proto/reader.h"

enum { MOST_TOPICS = 64, WAIT_MS = 250, SILENT_WAITS = 12 };

struct subscriber {
    ind_feed_client *client;
    const char *endpoint;
    const char *state; /* the file that remembers the place, or NULL */
    bool json, heartbeats, heals;
    ind_feed_position before; /* where the client was before the message at hand */
    uint64_t left; /* messages to print before the end */
    bool live;     /* the first message or heartbeat came */
    int silent;    /* waits without anything since the start */
    bool headed;
    char told[sizeof((struct ind_fault *)0)->text]; /* the last failure */
    struct grid grid;
    struct buffer out;
};

static volatile sig_atomic_t stopping;

static void on_signal(int number)
{
    (void)number;
    stopping = 1;
}

/* Without SA_RESTART: the wait in hand ends. One that begins a moment later ends after WAIT_MS. */
static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

static void print_json(struct subscriber *subscriber, const ind_feed_message *message)
{
    int code = lines_add(&subscriber->out, &message->frames);
    if (code < 0)
        complain("a message (seq %llu) can't be shown: %s", (unsigned long long)message->header.seq,
                 ind_error_text(code));
}

static void print_observation(struct subscriber *subscriber, const ind_feed_message *message)
{
    grid_clear(&subscriber->grid);
    table_add(&subscriber->grid, message->frames.body);
    if (grid_print(&subscriber->grid, !subscriber->headed, terminal_width(), &subscriber->out) < 0)
        subscriber->out.failed = true;
    subscriber->headed = true;
}

/* A message that is no observation: one line, its own words. The grid cleans what came from outside. */
static const struct grid_column note_column = {"", false, 0};

static void print_note(struct subscriber *subscriber, const struct buffer *text)
{
    struct grid grid;
    grid_init(&grid, &note_column, 1);
    if (!text->failed)
        grid_cell(&grid, text->bytes, text->length);
    if (grid_print(&grid, false, terminal_width(), &subscriber->out) < 0)
        subscriber->out.failed = true;
    grid_done(&grid);
}

static void add(struct buffer *out, const char *before, ind_text text)
{
    if (!text.bytes)
        return;
    buffer_text(out, before);
    buffer_append(out, text.bytes, text.length);
}

static void note_article(struct buffer *out, ind_frame body)
{
    add(out, "-- article ", body_text(body, "file"));
    ind_text twin = body_text(body, "duplicate_of");
    if (twin.bytes)
        add(out, ": a duplicate of ", twin);
    else
        buffer_print(out, ": %llu observations", (unsigned long long)body_natural(body, "observations"));
    add(out, "; ", body_text(body, "title"));
}

static void note_rejected(struct buffer *out, ind_frame body)
{
    add(out, "-- rejected ", body_text(body, "file"));
    add(out, ": ", body_text(body, "code"));
    add(out, "; ", body_text(body, "reason"));
}

static void note_retracted(struct buffer *out, ind_frame body)
{
    add(out, "-- retracted ", body_text(body, "id"));
    add(out, ": ", body_text(body, "reason"));
}

static void note_heartbeat(struct buffer *out, ind_frame body)
{
    add(out, "-- heartbeat ", body_text(body, "stream"));
    buffer_print(out, ": head %llu, backlog %llu", (unsigned long long)body_natural(body, "head"),
                 (unsigned long long)body_natural(body, "backlog"));
}

static void print_table(struct subscriber *subscriber, const ind_feed_message *message)
{
    static void (*const notes[])(struct buffer *out, ind_frame body) = {
        [IND_FEED_ARTICLE] = note_article,
        [IND_FEED_REJECTED] = note_rejected,
        [IND_FEED_RETRACTED] = note_retracted,
        [IND_FEED_HEARTBEAT] = note_heartbeat,
    };
    if (message->kind == IND_FEED_OBSERVATION) {
        print_observation(subscriber, message);
        return;
    }
    struct buffer text;
    buffer_init(&text);
    if (message->kind == IND_FEED_OTHER)
        add(&text, "-- ", (ind_text){message->frames.topic.bytes, (uint32_t)message->frames.topic.length});
    else
        notes[message->kind](&text, message->frames.body);
    print_note(subscriber, &text);
    buffer_done(&text);
}

/* On stderr, once: that what follows is all that is published from now on. */
static void tell_live(struct subscriber *subscriber, const ind_feed_message *message)
{
    if (subscriber->live || message->kind != IND_FEED_HEARTBEAT)
        return;
    subscriber->live = true;
    complain("live at %s, head %llu", subscriber->endpoint,
             (unsigned long long)body_natural(message->frames.body, "head"));
}

static void tell_silence(struct subscriber *subscriber)
{
    if (!subscriber->live && ++subscriber->silent == SILENT_WAITS)
        complain("nothing is heard at %s yet: see whether indicatord runs (systemctl status indicatord) and "
                 "publishes there (its 'feed' key); waiting",
                 subscriber->endpoint);
}

static void tell_gap(const ind_feed_message *gap)
{
    static const char *const words[] = {
        [IND_FEED_LOSS_UNKNOWN] = "may be missing",
        [IND_FEED_LOSS_TOO_OLD] = "are lost: the daemon no longer holds them; it goes on with the oldest that it has",
        [IND_FEED_LOSS_DAMAGED] = "are lost: damage took them from the daemon's journal",
    };
    complain("messages %llu to %llu %s", (unsigned long long)gap->from, (unsigned long long)gap->to, words[gap->loss]);
}

static void tell_epoch(const struct subscriber *subscriber, const ind_feed_message *news)
{
    unsigned long long epoch = news->header.epoch, before = subscriber->before.epoch, known = news->to;
    if (!subscriber->heals || !known)
        complain("the daemon's history began anew: epoch %llu", epoch);
    else if (epoch == before)
        complain("the daemon's history was cut back: it no longer has message %llu of epoch %llu; all that it has "
                 "comes anew",
                 known, epoch);
    else
        complain("the daemon's history began anew: epoch %llu; what came behind message %llu of epoch %llu is lost; it "
                 "goes on with the oldest message of the new one", epoch, known, before);
}

/* What is no message but news about the feed; true where it was that. */
static bool tell_news(const struct subscriber *subscriber, const ind_feed_message *message)
{
    if (message->kind == IND_FEED_GAP)
        tell_gap(message);
    else if (message->kind == IND_FEED_NEW_EPOCH)
        tell_epoch(subscriber, message);
    else
        return false;
    return true;
}

static bool wanted(const struct subscriber *subscriber, const ind_feed_message *message)
{
    return message->kind != IND_FEED_HEARTBEAT || subscriber->heartbeats;
}

static bool print_message(struct subscriber *subscriber, const ind_feed_message *message)
{
    struct buffer *out = &subscriber->out;
    buffer_clear(out);
    (subscriber->json ? print_json : print_table)(subscriber, message);
    if (out->failed)
        complain("out of memory: message %llu is not shown", (unsigned long long)message->header.seq);
    else if (out->length)
        return output_write(out->bytes, out->length) && output_flush();
    return true;
}

/* What was dealt with is remembered; true unless that failed. */
static bool keep(struct subscriber *subscriber)
{
    struct ind_fault fault;
    if (ind_feed_keep(subscriber->client, &fault) == 0)
        return true;
    complain("%s: it would come again; ending", fault.text);
    return false;
}

/* 0 where the next message may be asked for all the same. */
static int tell_failure(struct subscriber *subscriber, int code, const struct ind_fault *fault)
{
    if (code == IND_E_NOT_FOUND && subscriber->state)
        complain("%s: name another file than %s, or take it away to begin anew", fault->text, subscriber->state);
    else if (strcmp(subscriber->told, fault->text) != 0) /* what is tried again fails again, in the same words */
        complain("%s", fault->text);
    snprintf(subscriber->told, sizeof subscriber->told, "%s", fault->text);
    return code == IND_E_INVALID || code == IND_E_UNSUPPORTED || code == IND_E_REFUSED ? 0 : code;
}

/* One wait: 0 to go on, 1 at the end, a negative code when it can't go on. */
static int follow_once(struct subscriber *subscriber)
{
    struct ind_fault fault;
    ind_feed_message message;
    subscriber->before = ind_feed_where(subscriber->client);
    int code = ind_feed_next(subscriber->client, WAIT_MS, &message, &fault);
    if (code == IND_E_TIMEOUT) {
        tell_silence(subscriber);
        return keep(subscriber) ? 0 : IND_E_IO;
    }
    if (code < 0)
        return tell_failure(subscriber, code, &fault);
    tell_live(subscriber, &message);
    bool shown = !tell_news(subscriber, &message) && wanted(subscriber, &message);
    if ((shown && !print_message(subscriber, &message)) || !keep(subscriber))
        return IND_E_IO;
    return shown && --subscriber->left == 0;
}

static int follow(struct subscriber *subscriber)
{
    int code = 0;
    while (!stopping && code == 0)
        code = follow_once(subscriber);
    return code < 0 ? CTL_FAILED : CTL_OK;
}

/* The topics given, into `topics`; their number, or -1 after a sentence. */
static int read_topics(const struct call *call, const char **topics, bool *ret_heartbeats)
{
    int count = 0;
    const char *topic;
    *ret_heartbeats = false;
    for (size_t i = 0; (topic = call_each(call, "topic", i)); i++) {
        if (count == MOST_TOPICS) {
            complain("at most %d topics can be followed: give shorter prefixes", MOST_TOPICS);
            return -1;
        }
        *ret_heartbeats |= *topic && !strncmp(IND_TOPIC_HEARTBEAT, topic, strlen(topic));
        topics[count++] = topic;
    }
    return count;
}

/* Where to begin: what the client calls `resume`, and `after`. False after a sentence. */
static bool read_from(const struct call *call, ind_feed_options *options)
{
    const char *from = call_value(call, "from", "last");
    options->resume = call_has(call, "from") || call_has(call, "state");
    options->after = IND_SEQ_HEAD;
    if (!strcmp(from, "last"))
        return true;
    if (!read_number(from, &options->after) || options->after == 0 || options->after > INT64_MAX) {
        complain("--from can't be '%s': give the seq of a message, from 1 on, or 'last'", from);
        return false;
    }
    options->after--;
    return true;
}

static int subscribe(struct subscriber *subscriber, const ind_feed_options *options)
{
    struct ind_fault fault;
    int code = subscriber->state ? ind_feed_open(&subscriber->client, options, subscriber->state, &fault)
                                 : ind_feed_client_new(&subscriber->client, options, &fault);
    if (code < 0) {
        complain("%s", fault.text);
        return CTL_FAILED;
    }
    int status = follow(subscriber);
    ind_feed_client_free(subscriber->client);
    return status;
}

static int run(const struct call *call)
{
    const char *topics[MOST_TOPICS];
    struct subscriber subscriber = {.endpoint = call_value(call, "feed", FEED_DEFAULT),
                                    .state = call_value(call, "state", NULL),
                                    .json = !strcmp(call_value(call, "format", "json"), "json")};
    ind_feed_options options = {.publish = subscriber.endpoint, .topics = topics, KEYS_OF(call)};
    int topic_count = read_topics(call, topics, &subscriber.heartbeats);
    if (topic_count < 0 || call_number(call, "count", 1, UINT64_MAX, UINT64_MAX, &subscriber.left) ||
        !read_from(call, &options))
        return CTL_USAGE;
    options.topic_count = (uint32_t)topic_count;
    options.replay = call_value(call, "replay", options.resume ? REPLAY_DEFAULT : NULL);
    options.heal = subscriber.heals = options.replay != NULL;
    catch_signals();
    grid_init(&subscriber.grid, table_live_columns, TABLE_COLUMNS);
    int status = subscribe(&subscriber, &options);
    grid_done(&subscriber.grid);
    buffer_done(&subscriber.out);
    return status;
}

static const struct option_row options[] = {
    {"topic", "PREFIX", "only topics that begin so; may stand several times (all but heartbeat)", 't'},
    {"format", "json|table", "JSON lines (the default), or a table for reading", 'f'},
    {"count", "N", "end after N messages", 'n'},
    FEED_OPTION,
    {"from", "SEQ", "begin with message SEQ, or behind the 'last' one there is; fills gaps", 0},
    {"state", "FILE", "remember the last message in FILE, and go on behind it; fills gaps", 0},
    {"replay", "ENDPOINT", "fill gaps from there (with --from or --state: " REPLAY_DEFAULT ")", 0},
    KEY_OPTIONS,
    {0},
};

const struct verb subscribe_verb = {
    .name = "subscribe",
    .arguments = "",
    .summary = "print the live feed of a running indicatord",
    .options = options,
    .run = run,
};
