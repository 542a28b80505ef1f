/* Filing: names that are taken, reserved, long or odd; deletion; and the end of done/. */
#include "support.h"

#include "daemon/inbox/name.h"

#include <pthread.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void test_taken_names_are_numbered(void **state)
{
    const struct place *place = *state;
    for (int i = 1; i <= 40; i++) {
        char expected[32], text[16];
        snprintf(expected, sizeof expected, i > 1 ? "done/a.txt.%d" : "done/a.txt", i);
        snprintf(text, sizeof text, "text %d", i);
        assert_string_equal(finish(take(place, "a.txt", text), FILE_DONE, NULL), expected);
        assert_content(place, expected, text);
    }
    assert_int_equal(count_in(place, "done"), 40);
}

static void test_reserved_names_are_taken(void **state)
{
    const struct place *place = *state;
    const char *where;
    struct file *first = take(place, "a", "1"), *second = take(place, "a", "2"), *third = take(place, "a", "3");
    assert_int_equal(file_reserve(first, FILE_DONE, &where, NULL), IND_OK);
    assert_string_equal(where, "done/a");
    assert_int_equal(file_reserve(second, FILE_DONE, &where, NULL), IND_OK);
    assert_string_equal(where, "done/a.2");
    assert_int_equal(file_reserve(third, FILE_REJECTED, &where, NULL), IND_OK);
    assert_string_equal(where, "rejected/a");
    assert_int_equal(file_reserve(third, FILE_DONE, &where, NULL), IND_OK);
    assert_string_equal(where, "done/a.3");
    /* What is given back may be had again, by itself, too. */
    file_free(first);
    assert_int_equal(file_reserve(third, FILE_DONE, &where, NULL), IND_OK);
    assert_string_equal(where, "done/a");
    commit(second);
    assert_int_equal(file_move(second, NULL, 0, NULL), IND_OK);
    assert_content(place, "done/a.2", "2");
    file_free(second);
    file_free(third);
}

static void test_reasons_do_not_collide(void **state)
{
    const struct place *place = *state;
    const char *where;
    struct file *reason_like = take(place, "a.reason.json", "1"), *plain = take(place, "a", "2");
    assert_int_equal(file_reserve(reason_like, FILE_REJECTED, &where, NULL), IND_OK);
    assert_string_equal(where, "rejected/a.reason.json");
    assert_int_equal(file_reserve(plain, FILE_REJECTED, &where, NULL), IND_OK);
    assert_string_equal(where, "rejected/a.2");
    file_free(reason_like);
    assert_string_equal(finish(plain, FILE_REJECTED, "why"), "rejected/a");
    assert_content(place, "rejected/a.reason.json", "why");
    assert_string_equal(finish(take(place, "a.reason.json", "3"), FILE_REJECTED, "why not"),
                        "rejected/a.reason.json.2");
    assert_content(place, "rejected/a.reason.json.2.reason.json", "why not");
}

static void test_nothing_is_overwritten(void **state)
{
    const struct place *place = *state;
    const char *where;
    struct file *file = take(place, "a", "ours");
    assert_int_equal(file_reserve(file, FILE_REJECTED, &where, NULL), IND_OK);
    commit(file);
    drop(place, "rejected/a", "a stranger's");
    assert_int_equal(file_move(file, "why", 3, NULL), IND_OK);
    file_free(file);
    assert_content(place, "rejected/a", "a stranger's");
    assert_false(exists(place, "rejected/a.reason.json"));
    assert_content(place, "rejected/a.2", "ours");
    assert_content(place, "rejected/a.2.reason.json", "why");
    file = take(place, "b", "ours");
    assert_int_equal(file_reserve(file, FILE_REJECTED, &where, NULL), IND_OK);
    commit(file);
    drop(place, "rejected/b.reason.json", "a stranger's");
    assert_int_equal(file_move(file, "why", 3, NULL), IND_OK);
    file_free(file);
    assert_content(place, "rejected/b.reason.json", "a stranger's");
    assert_content(place, "rejected/b.2", "ours");
    assert_int_equal(count_in(place, ".work"), 0);
}

static void test_deleted(void **state)
{
    const struct place *place = *state;
    assert_string_equal(finish(take(place, "a", "text"), FILE_DELETED, NULL), "");
    assert_int_equal(count_in(place, ".work"), 0);
    assert_int_equal(count_in(place, "done"), 0);
    assert_false(exists(place, "a"));
}

static void test_odd_names_are_kept(void **state)
{
    const struct place *place = *state;
    static const char *const names[] = {"new\nline", "\xff\xfe", "-rf", "a b", "*", "%s%n", "back\\slash", "ế", "\x01"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char expected[64];
        snprintf(expected, sizeof expected, "done/%s", names[i]);
        assert_string_equal(finish(take(place, names[i], "text"), FILE_DONE, NULL), expected);
        assert_content(place, expected, "text");
    }
}

static void test_long_names_are_cut(void **state)
{
    const struct place *place = *state;
    char name[256], filed[256], expected[300], reason[300];
    memset(name, 'x', 255);
    name[255] = '\0';
    name_filed(name, 1, filed);
    snprintf(expected, sizeof expected, "rejected/%s", filed);
    snprintf(reason, sizeof reason, "rejected/%s.reason.json", filed);
    assert_string_equal(finish(take(place, name, "text"), FILE_REJECTED, "why"), expected);
    assert_content(place, expected, "text");
    assert_content(place, reason, "why");
    snprintf(expected, sizeof expected, "rejected/%s.2", filed);
    assert_string_equal(finish(take(place, name, "text"), FILE_REJECTED, "why"), expected);
}

static void test_lost_folder_keeps_the_file(void **state)
{
    const struct place *place = *state;
    const char *where;
    char path[64];
    struct ind_fault fault = {0};
    struct file *file = take(place, "a", "text");
    assert_int_equal(file_reserve(file, FILE_DONE, &where, NULL), IND_OK);
    commit(file);
    assert_int_equal(rmdir(path_of(place, "done")), 0);
    assert_int_equal(file_move(file, NULL, 0, &fault), IND_E_IO);
    assert_int_equal(file_state(file), FILE_COMMITTED);
    snprintf(path, sizeof path, ".work/%s/a", file_claim(file));
    assert_content(place, path, "text");
    file_free(file);
}

/* Workers file at the same time: no two get the same name. */
enum { WORKERS = 4, EACH = 25 };

struct work {
    struct file *files[EACH];
    const char *failure;
};

static void *file_all(void *user)
{
    struct work *work = user;
    for (int i = 0; i < EACH; i++) {
        struct file *file = work->files[i];
        const char *where;
        bool changed = false;
        if (file_read(file, NULL) < 0 || file_reserve(file, FILE_DONE, &where, NULL) < 0)
            work->failure = "read and reserve";
        else if (file_seal(&file, 1, &changed, NULL) < 0 || changed)
            work->failure = "seal";
        else {
            file_committed(file);
            if (file_move(file, NULL, 0, NULL) < 0)
                work->failure = "move";
        }
    }
    return NULL;
}

static void test_workers_at_once(void **state)
{
    const struct place *place = *state;
    static struct work works[WORKERS];
    pthread_t threads[WORKERS];
    for (int i = 0; i < WORKERS * EACH; i++) {
        drop(place, "same", "text");
        works[i % WORKERS].files[i / WORKERS] = look(place, "same");
        assert_non_null(works[i % WORKERS].files[i / WORKERS]);
    }
    for (int i = 0; i < WORKERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, file_all, &works[i]), 0);
    for (int i = 0; i < WORKERS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        if (works[i].failure)
            fail_msg("a worker failed to %s", works[i].failure);
        for (int k = 0; k < EACH; k++)
            file_free(works[i].files[k]);
    }
    assert_int_equal(count_in(place, "done"), WORKERS * EACH);
    assert_int_equal(count_in(place, ".work"), 0);
    assert_int_equal(inbox_sync(place->inbox, NULL), IND_OK);
}

static void test_done_expires(void **state)
{
    struct place *place = *state;
    bool more = true;
    finish(take(place, "a", "text"), FILE_DONE, NULL);
    finish(take(place, "b", "text"), FILE_REJECTED, NULL);
    reopen(place, SETTLE_MS, 60000);
    assert_int_equal(inbox_expire(place->inbox, &more, NULL), IND_OK);
    assert_false(more);
    assert_true(exists(place, "done/a"));
    reopen(place, SETTLE_MS, 0); /* for ever */
    assert_int_equal(inbox_expire(place->inbox, &more, NULL), IND_OK);
    assert_true(exists(place, "done/a"));
    assert_true(exists(place, "rejected/b"));
    /* A change can't be dated back, but a keep of a millisecond ends within a second or two. */
    reopen(place, SETTLE_MS, 1);
    while (exists(place, "done/a")) {
        const struct timespec tick = {.tv_nsec = 50000000};
        nanosleep(&tick, NULL);
        assert_int_equal(inbox_expire(place->inbox, &more, NULL), IND_OK);
        assert_false(more);
    }
    assert_true(exists(place, "rejected/b"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_taken_names_are_numbered),
        TEST(test_reserved_names_are_taken),
        TEST(test_reasons_do_not_collide),
        TEST(test_nothing_is_overwritten),
        TEST(test_deleted),
        TEST(test_odd_names_are_kept),
        TEST(test_long_names_are_cut),
        TEST(test_lost_folder_keeps_the_file),
        TEST(test_workers_at_once),
        TEST(test_done_expires),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
