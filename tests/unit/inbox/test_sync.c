/* What is made durable, in which order, and that a failed fsync is never followed by one that is believed. The
 * program has an fsync of its own, which the inbox calls instead of the system's. */
#include "support.h"

#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

int fsync(int fd);

static char synced[2048];    /* what was synced, in order: the last part of each path */
static const char *failing; /* the one that fails */

int fsync(int fd)
{
    char link[64], path[600];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    assert_true(length > 0);
    path[length] = '\0';
    const char *name = strrchr(path, '/') + 1;
    size_t at = strlen(synced);
    snprintf(synced + at, sizeof synced - at, "%s ", strspn(name, "0123456789abcdef") == 16 ? "claim" : name);
    if (failing && !strcmp(failing, name)) {
        errno = EIO;
        return -1;
    }
    return (int)syscall(SYS_fsync, fd);
}

static int setup(void **state)
{
    failing = NULL;
    int code = place_setup(state);
    synced[0] = '\0';
    return code;
}

static void test_seal_syncs_bytes_then_names(void **state)
{
    const struct place *place = *state;
    bool changed[3];
    struct file *files[] = {take(place, "a.txt", "1"), take(place, "b.txt", "2"), NULL};
    assert_int_equal(symlink("x", path_of(place, "link")), 0);
    files[2] = look(place, "link");
    assert_int_equal(file_read(files[2], NULL), IND_OK);
    assert_int_equal(file_seal(files, 3, changed, NULL), IND_OK);
    assert_string_equal(synced, "a.txt claim b.txt claim claim .work inbox ");
    for (size_t i = 0; i < 3; i++)
        file_free(files[i]);
}

static void test_sync_syncs_what_was_filed(void **state)
{
    const struct place *place = *state;
    assert_int_equal(inbox_sync(place->inbox, NULL), IND_OK);
    assert_string_equal(synced, ""); /* nothing was filed */
    finish(take(place, "a.txt", "1"), FILE_DONE, NULL);
    synced[0] = '\0';
    assert_int_equal(inbox_sync(place->inbox, NULL), IND_OK);
    assert_string_equal(synced, "done rejected .work ");
    assert_int_equal(inbox_sync(place->inbox, NULL), IND_OK);
    assert_string_equal(synced, "done rejected .work ");
}

static const char *const steps[] = {"a.txt", ".work", "inbox"};

static void test_failed_seal_is_final(void **state)
{
    struct place *place = *state;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct ind_fault fault = {0};
        bool changed;
        reopen(place, SETTLE_MS, 0);
        struct file *file = take(place, "a.txt", "1");
        failing = steps[i];
        assert_int_equal(file_seal(&file, 1, &changed, &fault), IND_E_IO);
        assert_int_equal(file_state(file), FILE_READ);
        failing = NULL;
        assert_int_equal(file_seal(&file, 1, &changed, &fault), IND_E_IO);
        assert_int_equal(inbox_sync(place->inbox, &fault), IND_E_IO);
        assert_non_null(strstr(fault.text, "failed before"));
        file_free(file);
    }
}

static void test_failed_sync_is_final(void **state)
{
    const struct place *place = *state;
    struct ind_fault fault = {0};
    finish(take(place, "a.txt", "1"), FILE_DONE, NULL);
    failing = "done";
    assert_int_equal(inbox_sync(place->inbox, &fault), IND_E_IO);
    assert_non_null(strstr(fault.text, "done"));
    failing = NULL;
    assert_int_equal(inbox_sync(place->inbox, &fault), IND_E_IO);
}

static void test_reason_that_can_not_be_kept(void **state)
{
    const struct place *place = *state;
    char reason[64];
    const char *where;
    struct ind_fault fault = {0};
    struct file *file = take(place, "a.txt", "1");
    assert_int_equal(file_reserve(file, FILE_REJECTED, &where, NULL), IND_OK);
    commit(file);
    snprintf(reason, sizeof reason, "%s.reason", file_claim(file));
    failing = reason;
    assert_int_equal(file_move(file, "why", 3, &fault), IND_E_IO);
    assert_int_equal(file_state(file), FILE_COMMITTED);
    assert_int_equal(count_in(place, "rejected"), 0);
    failing = NULL;
    assert_int_equal(file_move(file, "why", 3, &fault), IND_OK);
    assert_content(place, "rejected/a.txt.reason.json", "why");
    file_free(file);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_seal_syncs_bytes_then_names), TEST(test_sync_syncs_what_was_filed),
        TEST(test_failed_seal_is_final),        TEST(test_failed_sync_is_final),
        TEST(test_reason_that_can_not_be_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
