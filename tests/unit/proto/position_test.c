/* What is new, what repeats and what is missing, without a socket. */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "proto/position.h"
#include "tests/unit/proto/fixtures.h"

#define A FRAME("observation/a/")
#define B FRAME("observation/b/")

/* Judges, and notes what is fresh. */
static enum position_verdict arrive(struct position *position, ind_frame topic, uint64_t seq, uint64_t prev)
{
    uint64_t to;
    enum position_verdict verdict =
        position_judge(position, topic, &(ind_header){.epoch = 9, .seq = seq, .prev = prev}, false, &to);
    if (verdict == POSITION_FRESH)
        assert_int_equal(position_note(position, topic, seq), 0);
    return verdict;
}

static enum position_verdict beat(struct position *position, uint64_t head, uint64_t a, uint64_t b,
                                  const char *prefix, uint64_t *ret_to)
{
    ind_topic_head heads[] = {{TEXT("observation/a/"), a}, {TEXT("observation/b/"), b}};
    ind_text prefixes[] = {{prefix, (uint32_t)strlen(prefix)}};
    ind_heartbeat heartbeat = {.epoch = 9, .head = head, .heads = heads, .head_count = 2};
    return position_judge_heartbeat(position, &heartbeat, prefixes, 1, ret_to);
}

static void test_begins_anywhere(void **state)
{
    (void)state;
    struct position position = {0};
    assert_int_equal(arrive(&position, A, 50, 49), POSITION_FRESH);
    assert_int_equal(arrive(&position, B, 51, 40), POSITION_FRESH);
    assert_int_equal(arrive(&position, B, 51, 40), POSITION_REPEAT);
    assert_int_equal(arrive(&position, A, 53, 50), POSITION_FRESH);
    position_done(&position);
}

static void test_gap_by_prev(void **state)
{
    (void)state;
    struct position position = {0};
    uint64_t to = 0;
    assert_int_equal(arrive(&position, A, 50, 0), POSITION_FRESH);
    ind_header header = {.epoch = 9, .seq = 60, .prev = 55};
    assert_int_equal(position_judge(&position, A, &header, false, &to), POSITION_GAP);
    assert_int_equal(to, 55);
    assert_int_equal(position_judge(&position, B, &header, false, &to), POSITION_GAP); /* a topic never seen before */
    assert_int_equal(position.base, 49);
    position_settle(&position, 58);
    assert_int_equal(position_judge(&position, A, &header, false, &to), POSITION_FRESH);
    assert_int_equal(arrive(&position, B, 57, 0), POSITION_REPEAT);
    position_done(&position);
}

static void test_gap_by_heartbeat(void **state)
{
    (void)state;
    struct position position = {0};
    uint64_t to = 0;
    assert_int_equal(beat(&position, 50, 50, 40, "", &to), POSITION_FRESH);
    assert_int_equal(arrive(&position, A, 51, 50), POSITION_FRESH);
    assert_int_equal(beat(&position, 52, 51, 52, "", &to), POSITION_FRESH); /* 52 may be on its way */
    assert_int_equal(beat(&position, 52, 51, 52, "observation/a", &to), POSITION_FRESH);
    assert_int_equal(position.base, 52);
    assert_int_equal(beat(&position, 60, 60, 59, "", &to), POSITION_FRESH);
    assert_int_equal(beat(&position, 61, 60, 61, "", &to), POSITION_GAP);
    assert_int_equal(to, 60);
    position_done(&position);
}

/* A message that the first heartbeat knew before it was sent is not taken for a repeat. */
static void test_late_after_heartbeat(void **state)
{
    (void)state;
    struct position position = {0};
    uint64_t to;
    assert_int_equal(beat(&position, 50, 50, 0, "", &to), POSITION_FRESH);
    assert_int_equal(arrive(&position, A, 50, 49), POSITION_FRESH);
    position_done(&position);
}

static void test_resumed(void **state)
{
    (void)state;
    struct position position = {0};
    position_place(&position, 9, 40);
    assert_int_equal(arrive(&position, A, 40, 0), POSITION_REPEAT);
    assert_int_equal(arrive(&position, A, 41, 40), POSITION_FRESH);
    assert_int_equal(arrive(&position, B, 43, 42), POSITION_GAP);
    position_done(&position);
}

/* What another topic may have lost is no fresh message's to overtake. */
static void test_strict(void **state)
{
    (void)state;
    struct position position = {0};
    uint64_t to = 0;
    position_place(&position, 9, 40);
    ind_header header = {.epoch = 9, .seq = 43, .prev = 40};
    assert_int_equal(position_judge(&position, A, &header, false, &to), POSITION_FRESH);
    assert_int_equal(position_judge(&position, A, &header, true, &to), POSITION_GAP);
    assert_int_equal(to, 42);
    position_settle(&position, 42);
    assert_int_equal(position_judge(&position, A, &header, true, &to), POSITION_FRESH);
    position_done(&position);
}

static void test_epoch(void **state)
{
    (void)state;
    struct position position = {0};
    uint64_t to;
    assert_int_equal(arrive(&position, A, 50, 0), POSITION_FRESH);
    ind_header header = {.epoch = 10, .seq = 2, .prev = 1};
    assert_int_equal(position_judge(&position, A, &header, false, &to), POSITION_NEW_EPOCH);
    position_restart(&position, 10);
    assert_int_equal(position_judge(&position, A, &header, false, &to), POSITION_GAP);
    assert_int_equal(to, 1);
    position_done(&position);
}

/* Every topic keeps its own place through many growths of the table. */
static void test_many_topics(void **state)
{
    (void)state;
    struct position position = {0};
    position_place(&position, 9, 0);
    char name[32];
    for (uint64_t round = 0; round < 2; round++)
        for (uint64_t i = 1; i <= 3000; i++) {
            size_t length = (size_t)snprintf(name, sizeof name, "observation/%u/", (unsigned)i);
            uint64_t seq = round * 3000 + i;
            assert_int_equal(arrive(&position, (ind_frame){name, length}, seq, round ? i : 0), POSITION_FRESH);
            assert_true(position_repeats(&position, (ind_frame){name, length}, seq));
            assert_false(position_repeats(&position, (ind_frame){name, length}, seq + 1));
        }
    position_done(&position);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_begins_anywhere),      cmocka_unit_test(test_gap_by_prev),
        cmocka_unit_test(test_gap_by_heartbeat),     cmocka_unit_test(test_late_after_heartbeat),
        cmocka_unit_test(test_resumed),              cmocka_unit_test(test_epoch),
        cmocka_unit_test(test_many_topics),          cmocka_unit_test(test_strict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
