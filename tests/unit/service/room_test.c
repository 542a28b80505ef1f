/* How much room is left, against how much is to stay free. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include "daemon/service/room.h"

#include <string.h>
#include <sys/statvfs.h>

static uint64_t free_now(void)
{
    struct statvfs disk;
    assert_int_equal(statvfs("/tmp", &disk), 0);
    return (uint64_t)disk.f_bavail * disk.f_frsize;
}

static void test_bytes(void **state)
{
    struct room room = {.inbox = "/tmp", .state = "/tmp", .min_free = 0};
    char sentence[ROOM_SENTENCE] = "";
    (void)state;
    assert_true(room_left(&room, false, sentence));
    assert_true(room_left(&room, true, sentence));
    assert_string_equal(sentence, "");
    room.min_free = free_now() * 2 + 1;
    assert_false(room_left(&room, false, sentence));
    assert_non_null(strstr(sentence, "the disk of /tmp has "));
    assert_non_null(strstr(sentence, "min-free"));
}

static void test_percent(void **state)
{
    struct room room = {.inbox = "/tmp", .state = "/tmp"};
    struct statvfs disk;
    char sentence[ROOM_SENTENCE] = "";
    (void)state;
    assert_int_equal(statvfs("/tmp", &disk), 0);
    uint64_t free_percent = disk.f_bavail * 100 / disk.f_blocks;
    room.min_free_percent = free_percent + 2;
    assert_false(room_left(&room, false, sentence));
    room.min_free_percent = free_percent / 2;
    assert_true(room_left(&room, false, sentence));
    room.min_free = free_now() * 2 + 1; /* the larger of both */
    assert_false(room_left(&room, false, sentence));
}

/* At the limit it holds until there is a little more. */
static void test_no_switching_to_and_fro(void **state)
{
    char sentence[ROOM_SENTENCE] = "";
    struct room room = {.inbox = "/tmp", .state = "/tmp", .min_free = free_now() / 33 * 32};
    (void)state;
    assert_true(room_left(&room, false, sentence));
    assert_false(room_left(&room, true, sentence));
}

static void test_either_disk(void **state)
{
    char sentence[ROOM_SENTENCE] = "";
    struct room room = {.inbox = "/proc", .state = "/tmp", .min_free = 1}; /* none of /proc is free */
    (void)state;
    assert_false(room_left(&room, false, sentence));
    assert_non_null(strstr(sentence, "/proc"));
    room.inbox = "/nowhere/inbox";
    assert_true(room_left(&room, false, sentence));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_percent),
        cmocka_unit_test(test_no_switching_to_and_fro),
        cmocka_unit_test(test_either_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
