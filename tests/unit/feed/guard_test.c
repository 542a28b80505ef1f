/* The guard by itself: what it answers libzmq, how often it speaks of refusals, and a list that changes under it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include "daemon/feed/guard.h"
#include "proto/key_file.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zmq.h>

struct key {
    char public[KEY_TEXT], secret[KEY_TEXT];
    uint8_t bytes[KEY_BYTES];
};

struct told {
    int refused, reloaded;
    uint64_t unsaid;
    char key[KEY_TEXT], address[64], fault[320];
    size_t count;
};

struct fixture {
    char folder[40], server[64], clients[64];
    struct key daemon, alice, bob;
    struct told told;
    void *zmq, *asker;
    uv_loop_t loop;
    struct guard *guard;
};

static void make_key(struct key *key)
{
    assert_int_equal(key_pair_make(key->public, key->secret, NULL), IND_OK);
    zmq_z85_decode(key->bytes, key->public);
}

static void write_list(const char *path, const char *first, const char *second)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "%s\n%s\n", first, second);
    fclose(file);
    assert_int_equal(chmod(path, 0600), 0);
}

static void on_refused(void *user, const char *key, const char *address, uint64_t unsaid)
{
    struct told *told = user;
    told->refused++;
    told->unsaid = unsaid;
    snprintf(told->key, sizeof told->key, "%s", key);
    snprintf(told->address, sizeof told->address, "%s", address);
}

static void on_reloaded(void *user, size_t count, const struct ind_fault *fault)
{
    struct told *told = user;
    told->reloaded++;
    told->count = count;
    snprintf(told->fault, sizeof told->fault, "%s", fault ? fault->text : "");
}

static struct guard_options options_of(struct fixture *all)
{
    return (struct guard_options){
        .server_key = all->server,
        .clients = all->clients,
        .events = {.user = &all->told, .refused = on_refused, .reloaded = on_reloaded},
    };
}

static int set_up(void **state)
{
    struct fixture *all = calloc(1, sizeof *all);
    if (!zmq_has("curve"))
        skip();
    snprintf(all->folder, sizeof all->folder, "/tmp/indicatord-guard-XXXXXX");
    assert_non_null(mkdtemp(all->folder));
    snprintf(all->server, sizeof all->server, "%s/server.key", all->folder);
    snprintf(all->clients, sizeof all->clients, "%s/clients", all->folder);
    make_key(&all->daemon);
    make_key(&all->alice);
    make_key(&all->bob);
    write_list(all->server, all->daemon.secret, "");
    write_list(all->clients, all->alice.public, "# nobody else");
    all->zmq = zmq_ctx_new();
    struct guard_options options = options_of(all);
    assert_int_equal(guard_new(&all->guard, all->zmq, &options, NULL), IND_OK);
    assert_string_equal(guard_keys(all->guard)->secret, all->daemon.secret);
    assert_int_equal(uv_loop_init(&all->loop), 0);
    assert_int_equal(guard_start(all->guard, &all->loop), IND_OK);
    all->asker = zmq_socket(all->zmq, ZMQ_REQ);
    assert_int_equal(zmq_connect(all->asker, "inproc://zeromq.zap.01"), 0);
    *state = all;
    return 0;
}

static void on_closed(void *owner)
{
    *(bool *)owner = true;
}

static int tear_down(void **state)
{
    struct fixture *all = *state;
    bool closed = false;
    guard_stop(all->guard, &closed, on_closed);
    uv_run(&all->loop, UV_RUN_DEFAULT);
    assert_true(closed);
    assert_int_equal(uv_loop_close(&all->loop), 0);
    zmq_close(all->asker);
    guard_free(all->guard);
    zmq_ctx_term(all->zmq);
    unlink(all->server);
    unlink(all->clients);
    rmdir(all->folder);
    free(all);
    return 0;
}

/* Asks as libzmq does; the status that is answered, its other frames looked at. */
static int ask(struct fixture *all, const char *version, const char *domain, const char *mechanism, const uint8_t *key,
               size_t length, int more)
{
    const struct {
        const void *bytes;
        size_t length;
    } frames[] = {{version, strlen(version)}, {"id", 2},  {domain, strlen(domain)}, {"10.0.0.7", 8}, {"", 0},
                  {mechanism, strlen(mechanism)}, {key, length}};
    for (size_t i = 0; i < 7; i++)
        zmq_send(all->asker, frames[i].bytes, frames[i].length, i < 6 || more ? ZMQ_SNDMORE : 0);
    for (; more > 0; more--)
        zmq_send(all->asker, "more", 4, more > 1 ? ZMQ_SNDMORE : 0);
    char answer[6][64] = {0};
    zmq_pollitem_t item = {.socket = all->asker, .events = ZMQ_POLLIN};
    while (zmq_poll(&item, 1, 1) == 0)
        uv_run(&all->loop, UV_RUN_NOWAIT);
    for (int i = 0; i < 6; i++)
        assert_true(zmq_recv(all->asker, answer[i], sizeof answer[i] - 1, 0) >= 0);
    assert_string_equal(answer[0], "1.0");
    assert_string_equal(answer[1], "id");
    assert_string_equal(answer[4], "");
    assert_string_equal(answer[5], "");
    return answer[2][0] - '0';
}

static int ask_key(struct fixture *all, const struct key *key)
{
    return ask(all, "1.0", "indicatord", "CURVE", key->bytes, KEY_BYTES, 0);
}

static void test_who_is_let_in(void **state)
{
    struct fixture *all = *state;
    assert_int_equal(ask_key(all, &all->alice), 2);
    assert_int_equal(all->told.refused, 0);
    assert_int_equal(ask_key(all, &all->bob), 4);
    assert_int_equal(all->told.refused, 1);
    assert_string_equal(all->told.key, all->bob.public);
    assert_string_equal(all->told.address, "10.0.0.7");
    assert_int_equal(ask_key(all, &all->daemon), 4); /* the daemon's own key opens nothing */
}

static void test_what_is_no_question_of_ours(void **state)
{
    struct fixture *all = *state;
    const uint8_t *key = all->alice.bytes;
    assert_int_equal(ask(all, "2.0", "indicatord", "CURVE", key, KEY_BYTES, 0), 4);
    assert_int_equal(ask(all, "1.0", "another", "CURVE", key, KEY_BYTES, 0), 4);
    assert_int_equal(ask(all, "1.0", "indicatord", "PLAIN", key, KEY_BYTES, 0), 4);
    assert_int_equal(ask(all, "1.0", "indicatord", "NULL", key, KEY_BYTES, 0), 4);
    assert_int_equal(ask(all, "1.0", "indicatord", "CURVE", key, KEY_BYTES - 1, 0), 4);
    assert_int_equal(ask(all, "1.0", "indicatord", "CURVE", key, 0, 0), 4);
    assert_int_equal(ask(all, "1.0", "indicatord", "CURVE", key, KEY_BYTES, 100), 4);
    assert_string_equal(all->told.key, "");
    assert_int_equal(ask_key(all, &all->alice), 2);
}

static void test_few_words(void **state)
{
    struct fixture *all = *state;
    for (int i = 0; i < 1000; i++)
        assert_int_equal(ask_key(all, &all->bob), 4);
    assert_int_equal(all->told.refused, 5);
    assert_int_equal(all->told.unsaid, 0);
}

static void test_the_list_is_read_anew(void **state)
{
    struct fixture *all = *state;
    write_list(all->clients, all->bob.public, "");
    guard_reload(all->guard);
    assert_int_equal(all->told.reloaded, 1);
    assert_int_equal(ask_key(all, &all->alice), 4);
    assert_int_equal(ask_key(all, &all->bob), 2);
    write_list(all->clients, all->alice.public, "broken");
    guard_reload(all->guard);
    assert_non_null(strstr(all->told.fault, ":2: "));
    assert_int_equal(all->told.count, 1);
    assert_int_equal(ask_key(all, &all->alice), 4);
    assert_int_equal(ask_key(all, &all->bob), 2); /* the old list stays */
    write_list(all->clients, "", "");
    guard_reload(all->guard);
    assert_string_equal(all->told.fault, "");
    assert_int_equal(ask_key(all, &all->bob), 4);
}

static void test_a_change_is_seen(void **state)
{
    struct fixture *all = *state;
    for (int i = 0; i < 20; i++) /* the first look has to be over */
        uv_run(&all->loop, UV_RUN_NOWAIT), usleep(5000);
    write_list(all->clients, all->alice.public, all->bob.public);
    for (int i = 0; i < 2000 && all->told.count != 2; i++)
        uv_run(&all->loop, UV_RUN_NOWAIT), usleep(5000);
    assert_int_equal(all->told.count, 2);
    assert_int_equal(ask_key(all, &all->bob), 2);
}

static void test_no_guard_without_its_files(void **state)
{
    struct fixture *all = *state;
    struct guard *untouched = NULL;
    struct ind_fault fault;
    struct guard_options options = options_of(all);
    void *zmq = zmq_ctx_new();
    assert_int_equal(chmod(all->server, 0644), 0);
    assert_int_equal(guard_new(&untouched, zmq, &options, &fault), IND_E_REFUSED);
    assert_int_equal(chmod(all->server, 0600), 0);
    options.clients = "/nowhere/clients";
    assert_int_equal(guard_new(&untouched, zmq, &options, &fault), IND_E_NOT_FOUND);
    assert_null(untouched);
    assert_int_equal(zmq_ctx_term(zmq), 0); /* would wait for ever for a socket left open */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_who_is_let_in, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_no_question_of_ours, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_few_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_list_is_read_anew, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_change_is_seen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_guard_without_its_files, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
