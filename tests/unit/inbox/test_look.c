/* From a name to a claim: what is left alone, what waits for how long, what is taken at once, and the scan. */
#include "support.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void test_taken_at_once_when_no_writer_is_left(void **state)
{
    const struct place *place = *state;
    drop(place, "a", "text");
    struct file *file = look(place, "a");
    assert_non_null(file);
    assert_int_equal(file_state(file), FILE_CLAIMED);
    assert_string_equal(file_name(file), "a");
    assert_int_equal(strlen(file_claim(file)), 16);
    assert_false(exists(place, "a"));
    char path[64];
    snprintf(path, sizeof path, ".work/%s/a", file_claim(file));
    assert_content(place, path, "text");
    file_free(file);
    assert_int_equal(inbox_waiting(place->inbox), 0);
}

static void test_waits_for_the_writer(void **state)
{
    const struct place *place = *state;
    int fd = open(path_of(place, "a"), O_WRONLY | O_CREAT, 0644);
    assert_int_equal(write(fd, "half", 4), 4);
    struct timespec long_ago[2] = {{.tv_sec = 1}, {.tv_sec = 1}};
    assert_int_equal(futimens(fd, long_ago), 0);
    /* However still it is. */
    for (uint64_t now = 1000; now < 100000; now += 10000)
        assert_null(look_at(place, "a", INBOX_LISTED, now));
    assert_int_equal(inbox_waiting(place->inbox), 1);
    assert_int_equal(inbox_next_due(place->inbox), 3000);
    assert_int_equal(write(fd, "+half", 5), 5);
    close(fd);
    struct file *file = look(place, "a");
    assert_non_null(file);
    assert_int_equal(inbox_waiting(place->inbox), 0);
    file_free(file);
}

static void test_waits_for_a_writing_map(void **state)
{
    const struct place *place = *state;
    int fd = open(path_of(place, "a"), O_RDWR | O_CREAT, 0644);
    assert_int_equal(write(fd, "mapped", 6), 6);
    char *map = mmap(NULL, 6, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    assert_true(map != MAP_FAILED);
    close(fd);
    assert_null(look(place, "a"));
    munmap(map, 6);
    struct file *file = look(place, "a");
    assert_non_null(file);
    file_free(file);
}

static void test_listed_files_settle(void **state)
{
    const struct place *place = *state;
    drop(place, "a", "text");
    assert_null(look_at(place, "a", INBOX_LISTED, 5000));
    assert_int_equal(inbox_waiting(place->inbox), 1);
    uint64_t due = inbox_next_due(place->inbox);
    assert_true(due > 5000 && due <= 5000 + SETTLE_MS);
    /* Still the same at its time: taken, whatever the file's own times say. */
    struct file *file = look_at(place, "a", INBOX_LISTED, 5000 + SETTLE_MS);
    assert_non_null(file);
    file_free(file);
}

static void test_a_change_settles_anew(void **state)
{
    const struct place *place = *state;
    drop(place, "a", "text");
    assert_null(look_at(place, "a", INBOX_LISTED, 5000));
    drop(place, "a", "longer text");
    assert_null(look_at(place, "a", INBOX_LISTED, 5000 + SETTLE_MS));
    struct file *file = look_at(place, "a", INBOX_LISTED, 5000 + 2 * SETTLE_MS);
    assert_non_null(file);
    file_free(file);
}

static void test_times_in_the_future_settle_too(void **state)
{
    const struct place *place = *state;
    struct timespec far[2] = {{.tv_sec = 4000000000}, {.tv_sec = 4000000000}};
    drop(place, "a", "text");
    assert_int_equal(utimensat(AT_FDCWD, path_of(place, "a"), far, 0), 0);
    assert_null(look_at(place, "a", INBOX_LISTED, 5000));
    assert_int_equal(inbox_next_due(place->inbox), 5000 + SETTLE_MS);
    struct file *file = look_at(place, "a", INBOX_LISTED, 5000 + SETTLE_MS);
    assert_non_null(file);
    file_free(file);
}

static void test_empty_files_settle_even_when_told(void **state)
{
    const struct place *place = *state;
    drop(place, "a", "");
    assert_null(look(place, "a"));
    drop(place, "a", "text after a touch");
    struct file *file = look(place, "a");
    assert_non_null(file);
    file_free(file);
}

struct names {
    char text[512];
    int most;
};

static bool note_name(void *user, const char *name)
{
    struct names *names = user;
    size_t at = strlen(names->text);
    if (names->most-- == 0)
        return false;
    snprintf(names->text + at, sizeof names->text - at, "%s ", name);
    return true;
}

static void test_due_calls_each_once(void **state)
{
    const struct place *place = *state;
    struct names none = {.most = -1}, one = {.most = 1}, rest = {.most = -1};
    drop(place, "a", "text");
    drop(place, "b", "text");
    assert_null(look_at(place, "a", INBOX_LISTED, 5000));
    assert_null(look_at(place, "b", INBOX_LISTED, 5000));
    inbox_due(place->inbox, 5000, note_name, &none);
    assert_string_equal(none.text, "");
    inbox_due(place->inbox, 5000 + SETTLE_MS, note_name, &one);
    assert_int_equal(strlen(one.text), 2);
    assert_true(inbox_next_due(place->inbox) <= 5000 + SETTLE_MS);
    inbox_due(place->inbox, 5000 + SETTLE_MS, note_name, &rest);
    assert_int_equal(strlen(rest.text), 2);
    assert_string_not_equal(one.text, rest.text);
    assert_true(inbox_next_due(place->inbox) == UINT64_MAX);
    /* A name that went meanwhile no longer waits. */
    assert_int_equal(unlink(path_of(place, "a")), 0);
    assert_null(look_at(place, "a", INBOX_LISTED, 5000 + SETTLE_MS));
    assert_int_equal(inbox_waiting(place->inbox), 1);
}

static void test_many_wait(void **state)
{
    const struct place *place = *state;
    for (int i = 0; i < 300; i++) {
        char name[16];
        snprintf(name, sizeof name, "n%d", i);
        drop(place, name, "text");
        assert_null(look_at(place, name, INBOX_LISTED, 5000));
    }
    assert_int_equal(inbox_waiting(place->inbox), 300);
    for (int i = 0; i < 300; i++) {
        char name[16];
        snprintf(name, sizeof name, "n%d", i);
        struct file *file = look_at(place, name, INBOX_LISTED, 5000 + SETTLE_MS);
        assert_non_null(file);
        file_free(file);
    }
    assert_int_equal(inbox_waiting(place->inbox), 0);
}

static void test_left_alone_and_gone(void **state)
{
    const struct place *place = *state;
    drop(place, "a.tmp", "text");
    drop(place, ".hidden", "text");
    assert_int_equal(mkdir(path_of(place, "folder"), 0755), 0);
    assert_null(look(place, "a.tmp"));
    assert_null(look(place, ".hidden"));
    assert_null(look(place, "folder"));
    assert_null(look(place, "never there"));
    assert_int_equal(rename(path_of(place, "a.tmp"), path_of(place, "a")), 0);
    struct file *file = look(place, "a");
    assert_non_null(file);
    file_free(file);
    assert_true(exists(place, ".hidden"));
    assert_true(exists(place, "folder"));
}

static void test_taken_once(void **state)
{
    const struct place *place = *state;
    drop(place, "a", "text");
    struct file *file = look(place, "a");
    assert_non_null(file);
    assert_null(look(place, "a"));
    assert_int_equal(count_in(place, ".work"), 1);
    file_free(file);
}

static void test_scan_lists_what_may_be_ours(void **state)
{
    const struct place *place = *state;
    struct names names = {.most = -1}, one = {.most = 1};
    size_t count = 0;
    drop(place, "a", "text");
    drop(place, "b.part", "text");
    drop(place, ".c", "text");
    assert_int_equal(mkdir(path_of(place, "folder"), 0755), 0);
    assert_int_equal(symlink("nowhere", path_of(place, "link")), 0);
    assert_int_equal(inbox_scan(place->inbox, note_name, &names, &count, NULL), IND_OK);
    assert_int_equal(count, 2);
    assert_true(!strcmp(names.text, "a link ") || !strcmp(names.text, "link a "));
    assert_int_equal(inbox_scan(place->inbox, note_name, &one, &count, NULL), IND_OK);
    assert_int_equal(count, 2); /* the second was refused */
}

static void test_replaced_inbox_is_opened_anew(void **state)
{
    const struct place *place = *state;
    struct ind_fault fault = {0};
    char moved[200];
    bool changed = true;
    assert_int_equal(inbox_reopen(place->inbox, &changed, NULL), IND_OK);
    assert_false(changed);
    struct file *old = take(place, "old", "old text");
    snprintf(moved, sizeof moved, "%s/moved", place->folder);
    assert_int_equal(rename(place->path, moved), 0);
    assert_int_equal(inbox_reopen(place->inbox, &changed, &fault), IND_E_NOT_FOUND);
    assert_int_equal(mkdir(place->path, 0755), 0);
    assert_int_equal(inbox_reopen(place->inbox, &changed, NULL), IND_OK);
    assert_true(changed);
    struct file *fresh = take(place, "new", "new text");
    /* Each goes where it was claimed. */
    assert_string_equal(finish(old, FILE_DONE, NULL), "done/old");
    assert_string_equal(finish(fresh, FILE_DONE, NULL), "done/new");
    assert_content(place, "done/new", "new text");
    assert_false(exists(place, "done/old"));
    assert_int_equal(inbox_sync(place->inbox, NULL), IND_OK);
    struct place there = *place;
    memcpy(there.path, moved, sizeof there.path);
    assert_content(&there, "done/old", "old text");
}

static void test_lost_folder_is_made_anew(void **state)
{
    const struct place *place = *state;
    bool changed = false;
    assert_int_equal(rmdir(path_of(place, ".work")), 0);
    assert_int_equal(inbox_reopen(place->inbox, &changed, NULL), IND_OK);
    assert_true(changed);
    struct file *file = take(place, "a", "text");
    assert_string_equal(finish(file, FILE_DONE, NULL), "done/a");
}

static void test_no_inbox(void **state)
{
    const struct place *place = *state;
    struct inbox *inbox = NULL;
    struct ind_fault fault = {0};
    char path[200];
    snprintf(path, sizeof path, "%s/missing", place->folder);
    struct inbox_options options = {.path = path};
    assert_int_equal(inbox_new(&inbox, &options, &fault), IND_E_NOT_FOUND);
    assert_null(inbox);
    assert_non_null(strstr(fault.text, path));
    drop(place, "plain", "x");
    options.path = path_of(place, "plain");
    assert_int_equal(inbox_new(&inbox, &options, &fault), IND_E_INVALID);
    /* A link in the place of done/ would lead the files out of the inbox. */
    assert_int_equal(rmdir(path_of(place, "done")), 0);
    assert_int_equal(symlink("/", path_of(place, "done")), 0);
    options.path = place->path;
    assert_int_equal(inbox_new(&inbox, &options, &fault), IND_E_INVALID);
    assert_non_null(strstr(fault.text, "done"));
    inbox_free(NULL);
}

/* Where no lease may be asked for, a file of another user settles by its stillness. */
static void test_without_leases(void **state)
{
    struct place *place = *state;
    if (geteuid() != 0) {
        print_message("only root can become another user here\n");
        skip();
    }
    assert_int_equal(chmod(place->folder, 0755), 0);
    assert_int_equal(chmod(place->path, 0777), 0);
    assert_int_equal(chmod(path_of(place, ".work"), 0777), 0);
    drop(place, "a", "text");
    pid_t child = fork();
    if (!child) {
        struct file *file = NULL;
        if (setresgid(65534, 65534, 65534) || setresuid(65534, 65534, 65534))
            _exit(9);
        /* A notice is not enough now, two looks with the settling between them are. */
        if (inbox_look(place->inbox, "a", INBOX_NOTICE, 5000, &file, NULL) || file)
            _exit(1);
        if (inbox_waiting(place->inbox) != 1)
            _exit(2);
        if (inbox_look(place->inbox, "a", INBOX_LISTED, 5000 + SETTLE_MS, &file, NULL) || !file)
            _exit(3);
        /* And what was put in its place, or was written on, is not taken for it. */
        char path[64];
        snprintf(path, sizeof path, ".work/%s/a", file_claim(file));
        int fd = open(path_of(place, path), O_WRONLY | O_APPEND);
        _exit(fd < 0 && file_read(file, NULL) == IND_OK ? 7 : 4);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(WEXITSTATUS(status), 7);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_taken_at_once_when_no_writer_is_left),
        TEST(test_waits_for_the_writer),
        TEST(test_waits_for_a_writing_map),
        TEST(test_listed_files_settle),
        TEST(test_a_change_settles_anew),
        TEST(test_times_in_the_future_settle_too),
        TEST(test_empty_files_settle_even_when_told),
        TEST(test_due_calls_each_once),
        TEST(test_many_wait),
        TEST(test_left_alone_and_gone),
        TEST(test_taken_once),
        TEST(test_scan_lists_what_may_be_ours),
        TEST(test_replaced_inbox_is_opened_anew),
        TEST(test_lost_folder_is_made_anew),
        TEST(test_no_inbox),
        TEST(test_without_leases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
