/* Notices: what is told, what is not, and that a directory which was moved or replaced is found again. */
#include "support.h"

#include "daemon/inbox/watch.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

struct heard {
    char text[4096];
    int scans, moves;
};

static void hear(void *user, enum watch_event event, const char *name)
{
    struct heard *heard = user;
    heard->scans += event == WATCH_SCAN;
    heard->moves += event == WATCH_MOVED;
    if (event != WATCH_NAME)
        return;
    size_t at = strlen(heard->text);
    snprintf(heard->text + at, sizeof heard->text - at, "%s ", name);
}

static struct heard listen_to(struct watch *watch)
{
    struct heard heard = {.scans = 0};
    struct pollfd poller = {.fd = watch_fd(watch), .events = POLLIN};
    while (poll(&poller, 1, 0) > 0)
        assert_int_equal(watch_read(watch, hear, &heard, NULL), IND_OK);
    return heard;
}

static struct watch *begin(const struct place *place)
{
    struct watch *watch = NULL;
    struct ind_fault fault = {0};
    if (watch_new(&watch, place->path, &fault) < 0)
        fail_msg("%s", fault.text);
    return watch;
}

static void test_tells_names(void **state)
{
    const struct place *place = *state;
    struct watch *watch = begin(place);
    assert_string_equal(listen_to(watch).text, "");
    drop(place, "a b", "x");
    assert_string_equal(listen_to(watch).text, "a b a b "); /* created, closed */
    assert_int_equal(rename(path_of(place, "a b"), path_of(place, "c\nd")), 0);
    assert_string_equal(listen_to(watch).text, "c\nd ");
    assert_int_equal(link(path_of(place, "c\nd"), path_of(place, "e")), 0);
    assert_string_equal(listen_to(watch).text, "e ");
    assert_int_equal(mkdir(path_of(place, "folder"), 0755), 0);
    assert_int_equal(unlink(path_of(place, "e")), 0);
    int fd = open(path_of(place, "c\nd"), O_RDONLY);
    close(fd);
    assert_string_equal(listen_to(watch).text, "");
    watch_free(watch);
}

static void test_overflow_asks_for_a_scan(void **state)
{
    const struct place *place = *state;
    struct watch *watch = begin(place);
    unsigned long most = 16384;
    FILE *limit = fopen("/proc/sys/fs/inotify/max_queued_events", "re");
    if (limit) {
        assert_int_equal(fscanf(limit, "%lu", &most), 1);
        fclose(limit);
    }
    if (most > 100000) {
        watch_free(watch);
        print_message("the queue of notices is too long here to overflow it\n");
        skip();
    }
    drop(place, "a", "x");
    drop(place, "b", "x");
    for (unsigned long i = 0; i <= most / 2; i++) {
        /* Two names in turn, because the same notice twice in a row is told once. */
        assert_int_equal(rename(path_of(place, i % 2 ? "b" : "a"), path_of(place, i % 2 ? "a" : "b")), 0);
        drop(place, i % 2 ? "b" : "a", "x");
    }
    struct heard heard = {.scans = 0};
    struct pollfd poller = {.fd = watch_fd(watch), .events = POLLIN};
    while (poll(&poller, 1, 0) > 0) {
        heard.text[0] = '\0';
        assert_int_equal(watch_read(watch, hear, &heard, NULL), IND_OK);
    }
    assert_int_equal(heard.scans, 1);
    assert_int_equal(heard.moves, 0);
    watch_free(watch);
}

static void test_moved_and_replaced(void **state)
{
    const struct place *place = *state;
    struct watch *watch = begin(place);
    char moved[200];
    struct ind_fault fault = {0};
    snprintf(moved, sizeof moved, "%s/moved", place->folder);
    assert_int_equal(rename(place->path, moved), 0);
    assert_int_equal(listen_to(watch).moves, 1);
    assert_int_equal(watch_attach(watch, &fault), IND_E_NOT_FOUND);
    assert_non_null(strstr(fault.text, place->path));
    assert_int_equal(mkdir(place->path, 0755), 0);
    int fd = watch_fd(watch);
    assert_int_equal(watch_attach(watch, NULL), IND_OK);
    assert_int_equal(watch_fd(watch), fd);
    drop(place, "new", "x");
    struct heard heard = listen_to(watch);
    assert_string_equal(heard.text, "new new ");
    assert_int_equal(heard.moves, 0);
    /* The old one is no longer listened to. */
    snprintf(moved, sizeof moved, "%s/moved/old", place->folder);
    close(open(moved, O_WRONLY | O_CREAT, 0644));
    heard = listen_to(watch);
    assert_string_equal(heard.text, "");
    assert_int_equal(heard.moves, 0);
    /* Attaching where it is attached already tells and changes nothing. */
    assert_int_equal(watch_attach(watch, NULL), IND_OK);
    drop(place, "again", "x");
    assert_string_equal(listen_to(watch).text, "again again ");
    watch_free(watch);
}

static void test_deleted(void **state)
{
    struct place place = *(struct place *)*state;
    snprintf(place.path, sizeof place.path, "%s/short-lived", place.folder);
    assert_int_equal(mkdir(place.path, 0755), 0);
    struct watch *watch = begin(&place);
    assert_int_equal(rmdir(place.path), 0);
    assert_true(listen_to(watch).moves >= 1);
    assert_int_equal(mkdir(place.path, 0755), 0);
    assert_int_equal(watch_attach(watch, NULL), IND_OK);
    drop(&place, "x", "x");
    assert_string_equal(listen_to(watch).text, "x x ");
    watch_free(watch);
}

static void test_missing_is_not_found(void **state)
{
    const struct place *place = *state;
    struct watch *watch = NULL;
    struct ind_fault fault = {0};
    char missing[200];
    snprintf(missing, sizeof missing, "%s/missing", place->folder);
    assert_int_equal(watch_new(&watch, missing, &fault), IND_E_NOT_FOUND);
    assert_null(watch);
    assert_non_null(strstr(fault.text, missing));
    watch_free(NULL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_tells_names),         TEST(test_overflow_asks_for_a_scan), TEST(test_moved_and_replaced),
        TEST(test_deleted),             TEST(test_missing_is_not_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
