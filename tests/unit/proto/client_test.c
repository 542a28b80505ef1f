/* The feed client against a daemon that loses, repeats, forgets and is busy. */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <indicatord/feed_client.h>
#include <zmq.h>

#include "tests/unit/proto/fake_daemon.h"
#include "tests/unit/proto/fixtures.h"

#define WAIT_MS 20000 /* of something that comes */
#define A "observation/a/"
#define B "observation/b/"

struct pair {
    struct fake_daemon *daemon;
    ind_feed_client *client;
};

/* A client of the daemon with these options; both endpoints are filled in. */
static struct pair open_pair(const struct fake_options *fake, ind_feed_options options)
{
    struct pair pair = {.daemon = fake_daemon_new(fake)};
    struct ind_fault fault;
    options.publish = fake_publish_endpoint(pair.daemon);
    options.replay = fake_replay_endpoint(pair.daemon);
    assert_int_equal(ind_feed_client_new(&pair.client, &options, &fault), 0);
    fake_await_subscriptions(pair.daemon, options.topic_count ? 1 + (int)options.topic_count : 2);
    return pair;
}

static void close_pair(struct pair *pair)
{
    ind_feed_client_free(pair->client);
    fake_daemon_free(pair->daemon);
}

static ind_feed_message next(struct pair *pair)
{
    struct ind_fault fault = {0};
    ind_feed_message message = {0};
    int code = ind_feed_next(pair->client, WAIT_MS, &message, &fault);
    if (code < 0)
        fail_msg("%s: %s", ind_error_name(code), fault.text);
    return message;
}

static void expect_message(struct pair *pair, uint64_t seq, bool replayed)
{
    ind_feed_message message = next(pair);
    ind_value number;
    assert_int_equal(message.kind, IND_FEED_OBSERVATION);
    assert_int_equal(message.header.seq, seq);
    assert_int_equal(message.replayed, replayed);
    assert_int_equal(ind_feed_field(message.frames.body, "n", &number), 0);
    assert_int_equal(number.natural, seq);
}

static void expect_gap(struct pair *pair, uint64_t from, uint64_t to)
{
    ind_feed_message message = next(pair);
    assert_int_equal(message.kind, IND_FEED_GAP);
    assert_int_equal(message.from, from);
    assert_int_equal(message.to, to);
}

static void expect_kind(struct pair *pair, ind_feed_kind kind)
{
    assert_int_equal(next(pair).kind, kind);
}

static void expect_nothing(struct pair *pair)
{
    ind_feed_message message = {.from = 77};
    struct ind_fault fault;
    assert_int_equal(ind_feed_next(pair->client, 50, &message, &fault), IND_E_TIMEOUT);
    assert_int_equal(message.from, 77);
}

static void test_live(void **state)
{
    (void)state;
    struct pair pair = open_pair(&(struct fake_options){.epoch = 9}, (ind_feed_options){0});
    expect_nothing(&pair);
    fake_add(pair.daemon, A, true);
    fake_add(pair.daemon, B, true);
    fake_repeat(pair.daemon, 1);
    fake_add(pair.daemon, "article", true);
    fake_add(pair.daemon, "later", true);
    fake_heartbeat(pair.daemon);
    expect_message(&pair, 1, false);
    expect_message(&pair, 2, false);
    ind_feed_message message = next(&pair);
    assert_int_equal(message.kind, IND_FEED_ARTICLE);
    ind_text json;
    assert_int_equal(ind_feed_json(pair.client, message.frames.body, &json, NULL), 0);
    assert_string_equal(json.bytes, "{\"n\": 3}");
    assert_int_equal(ind_feed_json(pair.client, FRAME("\x91"), &json, NULL), IND_E_INVALID);
    expect_kind(&pair, IND_FEED_OTHER);
    expect_kind(&pair, IND_FEED_HEARTBEAT);
    expect_nothing(&pair);
    close_pair(&pair);
}

static void test_topics(void **state)
{
    (void)state;
    static const char *const topics[] = {"observation/b"};
    struct pair pair =
        open_pair(&(struct fake_options){.epoch = 9}, (ind_feed_options){.topics = topics, .topic_count = 1});
    fake_add(pair.daemon, A, true);
    fake_add(pair.daemon, B, true);
    fake_add(pair.daemon, A, false);
    fake_heartbeat(pair.daemon);
    fake_heartbeat(pair.daemon);
    expect_message(&pair, 2, false);
    expect_kind(&pair, IND_FEED_HEARTBEAT);
    expect_kind(&pair, IND_FEED_HEARTBEAT);
    close_pair(&pair);
}

/* Without healing a gap is told once, before the message that shows it. */
static void test_gap_is_told(void **state)
{
    (void)state;
    struct pair pair = open_pair(&(struct fake_options){.epoch = 9}, (ind_feed_options){0});
    fake_add(pair.daemon, A, true);
    fake_add(pair.daemon, A, false);
    fake_add(pair.daemon, B, true);
    fake_add(pair.daemon, A, true);
    expect_message(&pair, 1, false);
    expect_message(&pair, 3, false);
    expect_gap(&pair, 1, 2);
    expect_message(&pair, 4, false);
    expect_nothing(&pair);
    close_pair(&pair);
}

static void test_heal_before_the_message(void **state)
{
    (void)state;
    struct pair pair = open_pair(&(struct fake_options){.epoch = 9}, (ind_feed_options){.heal = true});
    fake_add(pair.daemon, A, true);
    fake_add(pair.daemon, A, false);
    fake_add(pair.daemon, B, true);
    fake_add(pair.daemon, A, false);
    fake_add(pair.daemon, A, true);
    expect_message(&pair, 1, false);
    expect_message(&pair, 2, true);
    expect_message(&pair, 3, false);
    expect_message(&pair, 4, true);
    expect_message(&pair, 5, false);
    expect_nothing(&pair);
    assert_int_equal(fake_replays(pair.daemon), 2);
    close_pair(&pair);
}

/* Of several topics none overtakes another, though `prev` alone would not have told. */
static void test_heal_in_order_of_several_topics(void **state)
{
    (void)state;
    static const char *const topics[] = {"observation/", "article"};
    struct pair pair = open_pair(&(struct fake_options){.epoch = 9},
                                 (ind_feed_options){.heal = true, .topics = topics, .topic_count = 2});
    fake_add(pair.daemon, A, true);
    fake_add(pair.daemon, "rejected", true);
    fake_add(pair.daemon, A, false);
    fake_add(pair.daemon, B, false);
    fake_add(pair.daemon, "article", true);
    expect_message(&pair, 1, false);
    expect_message(&pair, 3, true);
    expect_message(&pair, 4, true);
    expect_kind(&pair, IND_FEED_ARTICLE);
    assert_int_equal(ind_feed_where(pair.client).seq, 5);
    expect_nothing(&pair);
    close_pair(&pair);
}

/* One whole topic needs no replay where nothing of it is missing. */
static void test_heal_one_topic_alone(void **state)
{
    (void)state;
    static const char *const topics[] = {B};
    struct pair pair = open_pair(&(struct fake_options){.epoch = 9},
                                 (ind_feed_options){.heal = true, .topics = topics, .topic_count = 1});
    for (int i = 0; i < 3; i++) {
        fake_add(pair.daemon, B, true);
        fake_add(pair.daemon, A, true);
    }
    fake_add(pair.daemon, B, false);
    fake_add(pair.daemon, B, true);
    for (uint64_t seq = 1; seq <= 5; seq += 2)
        expect_message(&pair, seq, false);
    expect_message(&pair, 7, true);
    expect_message(&pair, 8, false);
    assert_int_equal(fake_replays(pair.daemon), 1);
    close_pair(&pair);
}

/* What is lost at the end shows at the second heartbeat. */
static void test_heal_by_heartbeat(void **state)
{
    (void)state;
    struct pair pair = open_pair(&(struct fake_options){.epoch = 9}, (ind_feed_options){.heal = true});
    fake_add(pair.daemon, A, true);
    fake_add(pair.daemon, B, false);
    fake_heartbeat(pair.daemon);
    fake_heartbeat(pair.daemon);
    expect_message(&pair, 1, false);
    expect_kind(&pair, IND_FEED_HEARTBEAT);
    expect_message(&pair, 2, true);
    expect_kind(&pair, IND_FEED_HEARTBEAT);
    fake_repeat(pair.daemon, 2);
    expect_nothing(&pair);
    close_pair(&pair);
}

static void test_resume(void **state)
{
    (void)state;
    struct pair pair = open_pair(&(struct fake_options){.epoch = 9, .deaf = 1, .busy = 1},
                                 (ind_feed_options){.heal = true, .resume = true, .epoch = 9, .after = 2});
    for (int i = 0; i < 5; i++)
        fake_add(pair.daemon, A, false);
    expect_message(&pair, 3, true);
    expect_message(&pair, 4, true);
    expect_message(&pair, 5, true);
    fake_repeat(pair.daemon, 1);
    fake_repeat(pair.daemon, 5);
    fake_add(pair.daemon, A, true);
    expect_message(&pair, 6, false);
    assert_int_equal(fake_replays(pair.daemon), 2); /* the first was refused as busy */
    close_pair(&pair);
}

/* More than a window of credit, in order and once. */
static void test_long_replay(void **state)
{
    (void)state;
    struct pair pair = open_pair(&(struct fake_options){.epoch = 9},
                                 (ind_feed_options){.heal = true, .resume = true});
    for (int i = 0; i < 3000; i++)
        fake_add(pair.daemon, A, false);
    for (uint64_t seq = 1; seq <= 3000; seq++)
        expect_message(&pair, seq, true);
    expect_nothing(&pair);
    close_pair(&pair);
}

static void test_resume_too_old(void **state)
{
    (void)state;
    struct pair pair = open_pair(&(struct fake_options){.epoch = 9, .tail = 4, .lost_from = 5, .lost_to = 6},
                                 (ind_feed_options){.heal = true, .resume = true, .after = 1});
    for (int i = 0; i < 7; i++)
        fake_add(pair.daemon, A, false);
    expect_gap(&pair, 2, 3);
    expect_message(&pair, 4, true);
    expect_gap(&pair, 5, 6);
    expect_message(&pair, 7, true);
    fake_add(pair.daemon, A, true);
    expect_message(&pair, 8, false);
    close_pair(&pair);
}

/* The daemon's history is another one: everything of it is new. */
static void test_resume_in_another_epoch(void **state)
{
    (void)state;
    struct pair pair = open_pair(&(struct fake_options){.epoch = 10},
                                 (ind_feed_options){.heal = true, .resume = true, .epoch = 9, .after = 70});
    fake_add(pair.daemon, A, false);
    ind_feed_message message = next(&pair);
    assert_int_equal(message.kind, IND_FEED_NEW_EPOCH);
    assert_int_equal(message.header.epoch, 10);
    expect_message(&pair, 1, true);
    close_pair(&pair);
}

/* From the head on: what was before is not asked for, what comes then is not missed. */
static void test_resume_at_the_head(void **state)
{
    (void)state;
    struct pair pair = open_pair(&(struct fake_options){.epoch = 9},
                                 (ind_feed_options){.heal = true, .resume = true, .after = IND_SEQ_HEAD});
    fake_add(pair.daemon, A, false);
    fake_add(pair.daemon, A, false);
    expect_nothing(&pair);
    assert_int_equal(ind_feed_where(pair.client).seq, 2);
    fake_add(pair.daemon, A, false);
    fake_add(pair.daemon, A, true);
    expect_message(&pair, 3, true);
    expect_message(&pair, 4, false);
    close_pair(&pair);
}

static void expect_not_resumed(const char *stream, uint64_t epoch, uint64_t after, const char *said)
{
    struct pair pair = open_pair(
        &(struct fake_options){.epoch = 9},
        (ind_feed_options){.heal = true, .resume = true, .stream = stream, .epoch = epoch, .after = after});
    struct ind_fault fault;
    ind_feed_message message;
    fake_add(pair.daemon, A, false);
    assert_int_equal(ind_feed_next(pair.client, WAIT_MS, &message, &fault), IND_E_NOT_FOUND);
    assert_non_null(strstr(fault.text, said));
    close_pair(&pair);
}

static void test_resume_with_another_daemon(void **state)
{
    (void)state;
    expect_not_resumed("other", 9, 1, "is the stream 'fake'");
    expect_not_resumed("fake", 10, 1, "later epoch 10");
    expect_not_resumed(NULL, 0, 7, "no message 8 yet");
}

static void open_kept(struct pair *pair, const char *path)
{
    struct ind_fault fault = {0};
    ind_feed_options options = {.publish = fake_publish_endpoint(pair->daemon),
                                .replay = fake_replay_endpoint(pair->daemon)};
    if (ind_feed_open(&pair->client, &options, path, &fault) < 0)
        fail_msg("%s", fault.text);
}

static void keep(struct pair *pair)
{
    struct ind_fault fault = {0};
    if (ind_feed_keep(pair->client, &fault) < 0)
        fail_msg("%s", fault.text);
}

static int open_code(const char *path, struct ind_fault *fault)
{
    ind_feed_client *client = NULL;
    ind_feed_options options = {.publish = "ipc:///tmp/none", .replay = "ipc:///tmp/none"};
    int code = ind_feed_open(&client, &options, path, fault);
    ind_feed_client_free(client);
    return code;
}

/* A consumer that ended goes on behind what it kept, and not behind what it was only given. */
static void test_place_in_a_file(void **state)
{
    (void)state;
    char folder[] = "/tmp/indicatord-client-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/place", folder);
    struct pair pair = {.daemon = fake_daemon_new(&(struct fake_options){.epoch = 9})};
    for (int i = 0; i < 4; i++)
        fake_add(pair.daemon, A, false);
    struct ind_fault fault;
    open_kept(&pair, path);
    expect_message(&pair, 1, true);
    assert_int_equal(access(path, F_OK), -1);
    keep(&pair);
    expect_message(&pair, 2, true);
    keep(&pair);
    expect_message(&pair, 3, true);
    assert_int_equal(open_code(path, &fault), IND_E_BUSY);
    ind_feed_client_free(pair.client);
    open_kept(&pair, path);
    keep(&pair); /* nothing was handed out: nothing changes */
    expect_message(&pair, 3, true);
    expect_message(&pair, 4, true);
    keep(&pair);
    ind_feed_client_free(pair.client);
    fake_new_epoch(pair.daemon, 11);
    fake_add(pair.daemon, B, false);
    open_kept(&pair, path);
    ind_feed_message message = next(&pair);
    assert_int_equal(message.kind, IND_FEED_NEW_EPOCH);
    assert_int_equal(message.to, 4);
    expect_message(&pair, 1, true);
    close_pair(&pair);
    unlink(path);
    assert_int_equal(rmdir(folder), 0);
}

/* Every byte of the file counts, and so does its length. */
static void test_damaged_place(void **state)
{
    (void)state;
    char folder[] = "/tmp/indicatord-client-XXXXXX", path[64], bytes[600] = {0};
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/place", folder);
    struct pair pair = {.daemon = fake_daemon_new(&(struct fake_options){.epoch = 9})};
    fake_add(pair.daemon, A, false);
    open_kept(&pair, path);
    expect_message(&pair, 1, true);
    keep(&pair);
    close_pair(&pair);
    FILE *file = fopen(path, "r+");
    assert_non_null(file);
    size_t length = fread(bytes, 1, sizeof bytes, file);
    assert_int_equal(length, 512);
    struct ind_fault fault;
    for (size_t i = 0; i < length; i++) {
        char was = bytes[i];
        bytes[i] = (char)(was ^ 1);
        rewind(file);
        assert_int_equal(fwrite(bytes, 1, length, file), length);
        fflush(file);
        assert_int_equal(open_code(path, &fault), IND_E_CORRUPT);
        bytes[i] = was;
    }
    assert_non_null(strstr(fault.text, path));
    rewind(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fflush(file);
    assert_int_equal(open_code(path, &fault), 0);
    for (long size = 0; size < 512; size += 73) {
        assert_int_equal(ftruncate(fileno(file), size), 0);
        assert_int_equal(open_code(path, &fault), IND_E_CORRUPT);
    }
    fclose(file);
    assert_int_equal(open_code(folder, &fault), IND_E_IO);
    unlink(path);
    assert_int_equal(rmdir(folder), 0);
}

static void test_new_epoch_while_live(void **state)
{
    (void)state;
    struct pair pair = open_pair(&(struct fake_options){.epoch = 9}, (ind_feed_options){.heal = true});
    fake_add(pair.daemon, A, true);
    expect_message(&pair, 1, false);
    fake_new_epoch(pair.daemon, 10);
    fake_add(pair.daemon, A, false);
    fake_add(pair.daemon, A, true);
    expect_kind(&pair, IND_FEED_NEW_EPOCH);
    expect_message(&pair, 1, true);
    expect_message(&pair, 2, false);
    close_pair(&pair);
}

static void test_own_replay(void **state)
{
    (void)state;
    struct pair pair = open_pair(&(struct fake_options){.epoch = 9, .tail = 2}, (ind_feed_options){0});
    ind_feed_message message;
    uint64_t after = 0;
    struct ind_fault fault;
    for (int i = 0; i < 4; i++)
        fake_add(pair.daemon, A, false);
    assert_int_equal(ind_feed_replay(pair.client, 1, IND_SEQ_HEAD, &fault), 0);
    assert_int_equal(ind_feed_replay_next(pair.client, WAIT_MS, &message, &after, &fault), IND_E_NOT_FOUND);
    assert_int_equal(ind_feed_replay_next(pair.client, WAIT_MS, &message, &after, &fault), IND_E_INVALID);
    assert_int_equal(ind_feed_replay(pair.client, 9, IND_SEQ_HEAD, &fault), 0);
    assert_int_equal(ind_feed_replay_next(pair.client, WAIT_MS, &message, &after, &fault), IND_E_REFUSED);
    assert_non_null(strstr(fault.text, "not now"));
    assert_int_equal(ind_feed_replay(pair.client, 4, 4, &fault), 0); /* forgotten at once */
    assert_int_equal(ind_feed_replay(pair.client, 2, 3, &fault), 0);
    for (uint64_t seq = 2; seq <= 3; seq++) {
        assert_int_equal(ind_feed_replay_next(pair.client, WAIT_MS, &message, &after, &fault), 1);
        assert_int_equal(message.header.seq, seq);
        assert_int_equal(after, 0);
    }
    assert_int_equal(ind_feed_replay_next(pair.client, WAIT_MS, &message, &after, &fault), 0);
    assert_int_equal(after, 4);
    close_pair(&pair);
}

static void test_only_replay(void **state)
{
    (void)state;
    struct fake_daemon *daemon = fake_daemon_new(&(struct fake_options){.epoch = 9});
    ind_feed_options options = {.replay = fake_replay_endpoint(daemon), .heal = true, .resume = true};
    struct pair pair = {.daemon = daemon};
    struct ind_fault fault;
    ind_feed_message message;
    fake_add(daemon, A, false);
    assert_int_equal(ind_feed_client_new(&pair.client, &options, &fault), 0);
    expect_message(&pair, 1, true);
    assert_int_equal(ind_feed_next(pair.client, WAIT_MS, &message, &fault), IND_E_CLOSED);
    close_pair(&pair);
}

static void test_status(void **state)
{
    (void)state;
    struct pair pair = open_pair(&(struct fake_options){.epoch = 9, .deaf = 1}, (ind_feed_options){0});
    ind_frame body = {0};
    struct ind_fault fault;
    assert_int_equal(ind_feed_status(pair.client, 100, &body, &fault), IND_E_TIMEOUT);
    assert_null(body.bytes);
    assert_non_null(strstr(fault.text, fake_replay_endpoint(pair.daemon)));
    assert_int_equal(ind_feed_status(pair.client, WAIT_MS, &body, &fault), 0);
    ind_value version;
    assert_int_equal(ind_feed_field(body, "version", &version), 0);
    assert_memory_equal(version.text.bytes, "fake", 4);
    close_pair(&pair);
}

/* A message that cannot be read is passed over, and the next one comes. */
static void test_unreadable(void **state)
{
    (void)state;
    struct pair pair = open_pair(&(struct fake_options){.epoch = 9}, (ind_feed_options){0});
    ind_feed_message message;
    struct ind_fault fault;
    fake_send_raw(pair.daemon, A, FRAME("\xc1"), FRAME("\x80"));
    fake_add(pair.daemon, A, true);
    assert_int_equal(ind_feed_next(pair.client, WAIT_MS, &message, &fault), IND_E_INVALID);
    expect_message(&pair, 1, false);
    close_pair(&pair);
}

static void test_curve(void **state)
{
    (void)state;
    if (!zmq_has("curve"))
        skip();
    char public_key[41], secret_key[41];
    assert_int_equal(zmq_curve_keypair(public_key, secret_key), 0);
    struct fake_daemon *daemon = fake_daemon_new(&(struct fake_options){.epoch = 9, .curve = true});
    ind_feed_options options = {.publish = fake_publish_endpoint(daemon), .replay = fake_replay_endpoint(daemon),
                                .server_key = fake_public_key(daemon), .public_key = public_key,
                                .secret_key = secret_key};
    struct pair pair = {.daemon = daemon};
    assert_int_equal(ind_feed_client_new(&pair.client, &options, NULL), 0);
    fake_await_subscriptions(daemon, 2);
    fake_add(daemon, A, true);
    expect_message(&pair, 1, false);
    ind_frame body;
    assert_int_equal(ind_feed_status(pair.client, WAIT_MS, &body, NULL), 0);
    close_pair(&pair);
}

/* A daemon that asks for keys, and a client without or with those of another: told, not waited for. */
static void test_curve_refusals(void **state)
{
    (void)state;
    if (!zmq_has("curve"))
        skip();
    char public_key[41], secret_key[41];
    assert_int_equal(zmq_curve_keypair(public_key, secret_key), 0);
    struct fake_daemon *daemon = fake_daemon_new(&(struct fake_options){.epoch = 9, .curve = true});
    ind_feed_options strangers[] = {
        {.publish = fake_publish_endpoint(daemon), .replay = fake_replay_endpoint(daemon)},
        {.publish = fake_publish_endpoint(daemon), .replay = fake_replay_endpoint(daemon), .server_key = public_key,
         .secret_key = secret_key},
    };
    for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++) {
        ind_feed_client *client;
        ind_feed_message message;
        struct ind_fault fault;
        ind_frame body;
        assert_int_equal(ind_feed_client_new(&client, &strangers[i], NULL), 0);
        assert_int_equal(ind_feed_next(client, WAIT_MS, &message, &fault), IND_E_REFUSED);
        assert_non_null(strstr(fault.text, strangers[i].publish));
        assert_int_equal(ind_feed_next(client, WAIT_MS, &message, &fault), IND_E_REFUSED); /* tried again */
        assert_int_equal(ind_feed_status(client, WAIT_MS, &body, &fault), IND_E_REFUSED);
        ind_feed_client_free(client);
    }
    fake_daemon_free(daemon);
}

static void write_key(const char *path, const char *key)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "# a key\n%s of a test\n", key);
    fclose(file);
    assert_int_equal(chmod(path, 0600), 0);
}

/* Keys from files; the public half of the own one is made from the secret half. */
static void test_key_files(void **state)
{
    (void)state;
    if (!zmq_has("curve"))
        skip();
    char public_key[41], secret_key[41], folder[] = "/tmp/indicatord-client-XXXXXX", server[64], own[64];
    assert_int_equal(zmq_curve_keypair(public_key, secret_key), 0);
    assert_non_null(mkdtemp(folder));
    snprintf(server, sizeof server, "%s/server.pub", folder);
    snprintf(own, sizeof own, "%s/own.key", folder);
    struct pair pair = {.daemon = fake_daemon_new(&(struct fake_options){.epoch = 9, .curve = true})};
    write_key(server, fake_public_key(pair.daemon));
    write_key(own, secret_key);
    ind_feed_options options = {.publish = fake_publish_endpoint(pair.daemon),
                                .replay = fake_replay_endpoint(pair.daemon),
                                .server_key_file = server, .secret_key_file = own};
    assert_int_equal(ind_feed_client_new(&pair.client, &options, NULL), 0);
    ind_frame body;
    assert_int_equal(ind_feed_status(pair.client, WAIT_MS, &body, NULL), 0);
    close_pair(&pair);
    struct ind_fault fault;
    options = (ind_feed_options){.publish = "tcp://127.0.0.1:9", .server_key_file = server, .secret_key_file = own};
    assert_int_equal(chmod(own, 0644), 0);
    assert_int_equal(ind_feed_client_new(&pair.client, &options, &fault), IND_E_REFUSED);
    assert_non_null(strstr(fault.text, own));
    unlink(own);
    assert_int_equal(ind_feed_client_new(&pair.client, &options, &fault), IND_E_NOT_FOUND);
    unlink(server);
    assert_int_equal(rmdir(folder), 0);
}

static void test_refused_options(void **state)
{
    (void)state;
    static const char *const topic = "a";
    static const ind_feed_options refused[] = {
        {0},
        {.publish = "tcp://127.0.0.1:9", .heal = true},
        {.publish = "tcp://127.0.0.1:9", .replay = "tcp://127.0.0.1:9", .resume = true},
        {.publish = "nowhere"},
        {.publish = "tcp://127.0.0.1:9", .topics = &topic, .topic_count = IND_REQUEST_TOPICS + 1},
        {.publish = "tcp://127.0.0.1:9", .server_key = "short"},
        {.publish = "tcp://127.0.0.1:9", .server_key = "short", .secret_key = "short"},
        {.publish = "tcp://127.0.0.1:9", .secret_key_file = "/nowhere/key"},
        {.publish = "tcp://127.0.0.1:9", .public_key = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"},
        {.publish = "tcp://127.0.0.1:9", .server_key_file = "/a", .server_key = "b", .secret_key = "c"},
        {.publish = "tcp://127.0.0.1:9", .server_key = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"},
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        ind_feed_client *client = NULL;
        struct ind_fault fault = {0};
        assert_int_equal(ind_feed_client_new(&client, &refused[i], &fault), IND_E_INVALID);
        assert_null(client);
        assert_true(fault.text[0]);
    }
    ind_feed_client_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_live),
        cmocka_unit_test(test_topics),
        cmocka_unit_test(test_gap_is_told),
        cmocka_unit_test(test_heal_before_the_message),
        cmocka_unit_test(test_heal_in_order_of_several_topics),
        cmocka_unit_test(test_heal_one_topic_alone),
        cmocka_unit_test(test_heal_by_heartbeat),
        cmocka_unit_test(test_resume),
        cmocka_unit_test(test_long_replay),
        cmocka_unit_test(test_resume_too_old),
        cmocka_unit_test(test_resume_in_another_epoch),
        cmocka_unit_test(test_resume_at_the_head),
        cmocka_unit_test(test_resume_with_another_daemon),
        cmocka_unit_test(test_place_in_a_file),
        cmocka_unit_test(test_damaged_place),
        cmocka_unit_test(test_new_epoch_while_live),
        cmocka_unit_test(test_own_replay),
        cmocka_unit_test(test_only_replay),
        cmocka_unit_test(test_status),
        cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_curve),
        cmocka_unit_test(test_curve_refusals),
        cmocka_unit_test(test_key_files),
        cmocka_unit_test(test_refused_options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
