/* The publisher on a real loop: order, whole batches, bounded turns, and an end that leaves no handle. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include "daemon/feed/publish.h"

#include <zmq.h>

#define MESSAGES 1000
#define BATCHES 3

static void *zmq;
static uv_loop_t loop;
static struct publisher *publisher;
static void *subscriber;
static int sent_batches, ticks_between;
static char bodies[BATCHES][MESSAGES][8];
static ind_frames messages[BATCHES][MESSAGES];
static struct publish_batch batches[BATCHES];
static uv_timer_t tick;
static uv_idle_t idle;

static void on_closed(void *owner)
{
    *(int *)owner = 1;
}

static void on_tick(uv_timer_t *timer)
{
    (void)timer;
    ticks_between++;
}

static void on_idle(uv_idle_t *handle)
{
    (void)handle;
    ticks_between++;
}

static void on_sent(struct publish_batch *batch)
{
    assert_ptr_equal(batch, &batches[sent_batches]);
    if (++sent_batches < BATCHES)
        return;
    uv_close((uv_handle_t *)&idle, NULL);
    uv_stop(&loop);
}

static void fill(int batch)
{
    for (int i = 0; i < MESSAGES; i++) {
        int length = snprintf(bodies[batch][i], sizeof bodies[batch][i], "%d", batch * MESSAGES + i);
        messages[batch][i] = (ind_frames){.topic = {"topic", 5}, .header = {"header", 6}, .body = {bodies[batch][i], (size_t)length}};
    }
    batches[batch] = (struct publish_batch){.messages = messages[batch], .count = MESSAGES, .on_sent = on_sent};
}

static void expect(const char *text)
{
    char bytes[64];
    int length = zmq_recv(subscriber, bytes, sizeof bytes, 0);
    assert_int_equal(length, strlen(text));
    assert_memory_equal(bytes, text, strlen(text));
}

/* Turns the loop until the subscription has arrived: a probe that is sent comes back. */
static void wait_for_subscriber(void)
{
    ind_frames probe = {.topic = {"topic", 5}, .header = {"probe", 5}, .body = {"", 0}};
    zmq_pollitem_t item = {.socket = subscriber, .events = ZMQ_POLLIN};
    do {
        uv_run(&loop, UV_RUN_NOWAIT);
        publisher_send(publisher, &probe);
    } while (zmq_poll(&item, 1, 10) == 0);
}

static void skip_probes(void)
{
    char bytes[64];
    for (;;) {
        assert_true(zmq_recv(subscriber, bytes, sizeof bytes, 0) == 5);
        int length = zmq_recv(subscriber, bytes, sizeof bytes, 0);
        if (length == 6)
            return; /* the first header of a batch */
        zmq_recv(subscriber, bytes, sizeof bytes, 0);
    }
}

static void open_all(void)
{
    char *endpoints[] = {"tcp://127.0.0.1:*"};
    struct publish_options options = {.endpoints = endpoints, .count = 1, .queue = 100000};
    int patience = 20000;
    zmq = zmq_ctx_new();
    assert_int_equal(uv_loop_init(&loop), 0);
    assert_int_equal(publisher_new(&publisher, zmq, &options, NULL), IND_OK);
    assert_int_equal(publisher_start(publisher, &loop), IND_OK);
    subscriber = zmq_socket(zmq, ZMQ_SUB);
    int room = 100000;
    zmq_setsockopt(subscriber, ZMQ_RCVHWM, &room, sizeof room);
    zmq_setsockopt(subscriber, ZMQ_RCVTIMEO, &patience, sizeof patience);
    zmq_setsockopt(subscriber, ZMQ_SUBSCRIBE, "topic", 5);
    assert_int_equal(zmq_connect(subscriber, publisher_endpoint(publisher, 0)), 0);
}

static void close_all(void)
{
    int closed = 0;
    publisher_stop(publisher, &closed, on_closed);
    uv_run(&loop, UV_RUN_DEFAULT);
    assert_int_equal(closed, 1);
    assert_int_equal(uv_loop_close(&loop), 0);
    publisher_free(publisher);
    zmq_close(subscriber);
    zmq_ctx_term(zmq);
}

static void test_order_in_bounded_turns(void **state)
{
    (void)state;
    open_all();
    wait_for_subscriber();
    uv_timer_init(&loop, &tick);
    uv_idle_init(&loop, &idle);
    uv_timer_start(&tick, on_tick, 0, 1);
    uv_idle_start(&idle, on_idle);
    for (int i = 0; i < BATCHES; i++) {
        fill(i);
        publisher_queue(publisher, &batches[i]);
    }
    assert_int_equal(sent_batches, 0);
    uv_run(&loop, UV_RUN_DEFAULT);
    assert_int_equal(sent_batches, BATCHES);
    assert_true(ticks_between >= BATCHES * MESSAGES / 256); /* the loop had its turns in between */
    skip_probes();
    expect(bodies[0][0]);
    for (int i = 1; i < BATCHES * MESSAGES; i++) {
        expect("topic");
        expect("header");
        expect(bodies[i / MESSAGES][i % MESSAGES]);
    }
    uv_close((uv_handle_t *)&tick, NULL);
    close_all();
}

static void test_nothing_is_left_of_a_failure(void **state)
{
    char *endpoints[] = {"tcp://127.0.0.1:*", "tcp://0.0.0.0:1"};
    struct publish_options options = {.endpoints = endpoints, .count = 2, .queue = 10};
    struct publisher *untouched = NULL;
    (void)state;
    void *context = zmq_ctx_new();
    assert_int_equal(publisher_new(&untouched, context, &options, NULL), IND_E_REFUSED);
    assert_null(untouched);
    assert_int_equal(zmq_ctx_term(context), 0); /* would wait for ever for a socket left open */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_in_bounded_turns),
        cmocka_unit_test(test_nothing_is_left_of_a_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
