/* A claimed file: refusals, reading while somebody writes, sealing, and what is found again after a crash. */
#include "support.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static void test_read(void **state)
{
    const struct place *place = *state;
    size_t length = 0;
    struct file *file = take(place, "a", "some text");
    const char *bytes = file_bytes(file, &length);
    assert_int_equal(length, 9);
    assert_memory_equal(bytes, "some text", 10); /* a NUL behind them */
    assert_int_equal(file_refusal(file), FILE_NOT_REFUSED);
    assert_string_equal(file_reason(file), "");
    assert_string_equal(finish(file, FILE_DONE, NULL), "done/a");
    assert_content(place, "done/a", "some text");
    assert_int_equal(count_in(place, ".work"), 0);
}

/* Looks, reads, expects a refusal, and files it as rejected; returns where it is. */
static void assert_refused(const struct place *place, const char *name, uint64_t now_ms, const char *code)
{
    struct ind_fault fault = {0};
    struct file *file = look_at(place, name, INBOX_LISTED, now_ms);
    char where[300], shown[300];
    assert_non_null(file);
    if (file_read(file, &fault) < 0)
        fail_msg("%s", fault.text);
    assert_int_equal(file_state(file), FILE_REFUSED);
    assert_string_equal(file_refusal_code(file_refusal(file)), code);
    assert_true(strlen(file_reason(file)) > 10);
    snprintf(where, sizeof where, "rejected/%s", name);
    assert_string_equal(finish(file, FILE_REJECTED, "{\"code\": 1}\n"), where);
    assert_true(exists(place, where));
    assert_false(exists(place, name));
    snprintf(shown, sizeof shown, "%.280s.reason.json", where);
    assert_content(place, shown, "{\"code\": 1}\n");
    assert_int_equal(count_in(place, ".work"), 0);
}

static void test_what_is_no_file_is_refused(void **state)
{
    const struct place *place = *state;
    char target[200], link[300];
    snprintf(target, sizeof target, "%s/secret", place->folder);
    int fd = open(target, O_WRONLY | O_CREAT, 0600);
    close(fd);
    assert_int_equal(symlink(target, path_of(place, "link")), 0);
    assert_int_equal(symlink("nowhere", path_of(place, "broken")), 0);
    assert_int_equal(symlink(".", path_of(place, "loop")), 0);
    assert_int_equal(mkfifo(path_of(place, "pipe"), 0666), 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%.100s", path_of(place, "socket"));
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
    assert_refused(place, "link", 1000, "not_a_file");
    assert_refused(place, "broken", 1000, "not_a_file");
    assert_refused(place, "loop", 1000, "not_a_file");
    assert_refused(place, "pipe", 1000, "not_a_file");
    assert_refused(place, "socket", 1000, "not_a_file");
    close(listener);
    /* The link itself moved, what it points at did not. */
    ssize_t length = readlink(path_of(place, "rejected/link"), link, sizeof link - 1);
    assert_true(length > 0);
    link[length] = '\0';
    assert_string_equal(link, target);
    assert_int_equal(access(target, F_OK), 0);
}

static void test_device_is_refused(void **state)
{
    const struct place *place = *state;
    if (mknod(path_of(place, "null"), S_IFCHR | 0666, 0x103) < 0) {
        print_message("no devices can be made here\n");
        skip();
    }
    assert_refused(place, "null", 1000, "not_a_file");
}

static void test_empty_and_too_large_are_refused(void **state)
{
    const struct place *place = *state;
    char text[MAX_FILE + 2];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    drop(place, "empty", "");
    drop(place, "large", text);
    drop(place, "fits", text + 1);
    assert_null(look_at(place, "empty", INBOX_LISTED, 1000));
    assert_null(look_at(place, "large", INBOX_LISTED, 1000));
    assert_refused(place, "empty", 1000 + SETTLE_MS, "empty");
    assert_refused(place, "large", 1000 + SETTLE_MS, "too_large");
    struct file *file = look(place, "fits");
    assert_int_equal(file_read(file, NULL), IND_OK);
    assert_int_equal(file_state(file), FILE_READ);
    file_free(file);
}

static void test_unreadable_is_refused(void **state)
{
    struct place *place = *state;
    drop(place, "a", "text");
    assert_int_equal(chmod(path_of(place, "a"), 0), 0);
    if (geteuid() != 0) {
        assert_null(look_at(place, "a", INBOX_LISTED, 1000));
        assert_refused(place, "a", 1000 + SETTLE_MS, "unreadable");
        return;
    }
    /* Root reads all, so another user has to try. */
    static const char *const folders[] = {"", ".work", "rejected"};
    assert_int_equal(chmod(place->folder, 0755), 0);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(chmod(path_of(place, folders[i]), 0777), 0);
    pid_t child = fork();
    if (!child) {
        struct file *file = NULL;
        if (setresgid(65534, 65534, 65534) || setresuid(65534, 65534, 65534))
            _exit(9);
        inbox_look(place->inbox, "a", INBOX_NOTICE, 1000, &file, NULL);
        inbox_look(place->inbox, "a", INBOX_NOTICE, 1000 + SETTLE_MS, &file, NULL);
        if (!file || file_read(file, NULL) != IND_OK)
            _exit(1);
        _exit(file_refusal(file) == FILE_REFUSED_UNREADABLE && strstr(file_reason(file), "denied") ? 7 : 2);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(WEXITSTATUS(status), 7);
}

static void test_guilty_file_is_refused_unread(void **state)
{
    const struct place *place = *state;
    drop(place, "a", "text");
    struct file *file = look(place, "a");
    file_refuse(file, FILE_REFUSED_CRASHED);
    assert_string_equal(file_refusal_code(file_refusal(file)), "crashed");
    assert_string_equal(finish(file, FILE_REJECTED, NULL), "rejected/a");
    assert_false(exists(place, "rejected/a.reason.json"));
}

/* A refusal that could not be told yet is no verdict: the next reading begins anew. */
static void test_refused_file_is_read_again(void **state)
{
    const struct place *place = *state;
    char path[300];
    drop(place, "a", "");
    struct file *file = look_at(place, "a", INBOX_LISTED, 0);
    assert_null(file);
    file = look_at(place, "a", INBOX_LISTED, SETTLE_MS);
    assert_non_null(file);
    assert_int_equal(file_read(file, NULL), IND_OK);
    assert_int_equal(file_state(file), FILE_REFUSED);
    assert_int_equal(file_read(file, NULL), IND_OK);
    assert_int_equal(file_refusal(file), FILE_REFUSED_EMPTY);
    snprintf(path, sizeof path, ".work/%s/a", file_claim(file));
    drop(place, path, "text");
    assert_int_equal(file_read(file, NULL), IND_OK);
    assert_int_equal(file_state(file), FILE_READ);
    assert_int_equal(file_refusal(file), FILE_NOT_REFUSED);
    assert_string_equal(file_reason(file), "");
    file_refuse(file, FILE_REFUSED_CRASHED);
    assert_string_equal(finish(file, FILE_REJECTED, NULL), "rejected/a");
}

/* ---- writers ---- */

static const char *claim_path(const struct place *place, const struct file *file)
{
    char path[300];
    snprintf(path, sizeof path, ".work/%s/%s", file_claim(file), file_name(file));
    return path_of(place, path);
}

static void test_writer_after_the_claim_is_waited_for(void **state)
{
    const struct place *place = *state;
    struct ind_fault fault = {0};
    size_t length;
    drop(place, "a", "text");
    struct file *file = look(place, "a");
    int fd = open(claim_path(place, file), O_WRONLY | O_APPEND);
    assert_true(fd >= 0);
    assert_int_equal(file_read(file, &fault), IND_E_BUSY);
    assert_non_null(strstr(fault.text, "a: "));
    assert_int_equal(file_state(file), FILE_CLAIMED);
    assert_int_equal(write(fd, " and more", 9), 9);
    close(fd);
    assert_int_equal(file_read(file, NULL), IND_OK);
    assert_memory_equal(file_bytes(file, &length), "text and more", 14);
    file_free(file);
}

static void test_change_after_the_reading_is_seen_before_the_commit(void **state)
{
    const struct place *place = *state;
    size_t length;
    struct file *files[] = {take(place, "a", "text"), take(place, "b", "text")};
    bool changed[] = {true, false};
    int fd = open(claim_path(place, files[1]), O_WRONLY);
    assert_int_equal(write(fd, "TEXT", 4), 4); /* as long as before */
    close(fd);
    assert_int_equal(file_seal(files, 2, changed, NULL), IND_OK);
    assert_false(changed[0]);
    assert_true(changed[1]);
    assert_int_equal(file_state(files[0]), FILE_SEALED);
    assert_int_equal(file_state(files[1]), FILE_CLAIMED);
    assert_int_equal(file_read(files[1], NULL), IND_OK);
    assert_memory_equal(file_bytes(files[1], &length), "TEXT", 5);
    assert_string_equal(finish(files[1], FILE_DONE, NULL), "done/b");
    /* Changed while it waited for the next group. */
    fd = open(claim_path(place, files[0]), O_WRONLY | O_APPEND);
    assert_int_equal(write(fd, "!", 1), 1);
    close(fd);
    assert_int_equal(file_seal(files, 1, changed, NULL), IND_OK);
    assert_true(changed[0]);
    assert_int_equal(file_state(files[0]), FILE_CLAIMED);
    file_free(files[0]);
}

static void test_taken_away_from_the_claim(void **state)
{
    const struct place *place = *state;
    bool changed = false;
    drop(place, "a", "text");
    struct file *file = look(place, "a");
    assert_int_equal(unlink(claim_path(place, file)), 0);
    assert_int_equal(file_read(file, NULL), IND_E_NOT_FOUND);
    file_free(file);
    file = take(place, "b", "text");
    assert_int_equal(unlink(claim_path(place, file)), 0);
    assert_int_equal(file_seal(&file, 1, &changed, NULL), IND_OK);
    assert_true(changed);
    file_free(file);
    /* Removed between the commit and the filing: filed, as far as one can. */
    file = take(place, "c", "text");
    const char *where;
    assert_int_equal(file_reserve(file, FILE_DONE, &where, NULL), IND_OK);
    commit(file);
    assert_int_equal(unlink(claim_path(place, file)), 0);
    assert_int_equal(file_move(file, NULL, 0, NULL), IND_E_NOT_FOUND);
    assert_int_equal(file_state(file), FILE_FILED);
    file_free(file);
}

/* A file that grows while it is read is never read in half. */
static void test_growing_while_it_is_read(void **state)
{
    const struct place *place = *state;
    drop(place, "a", "0123456789");
    struct file *file = look(place, "a");
    int go[2];
    assert_int_equal(pipe(go), 0);
    pid_t child = fork();
    if (!child) {
        int fd = open(claim_path(place, file), O_WRONLY | O_APPEND);
        if (fd < 0 || write(go[1], "g", 1) != 1)
            _exit(1);
        for (int i = 0; i < 50; i++)
            if (write(fd, "0123456789", 10) != 10)
                _exit(2);
        _exit(0);
    }
    char started;
    assert_int_equal(read(go[0], &started, 1), 1);
    int code, tries = 0;
    while ((code = file_read(file, NULL)) == IND_E_BUSY)
        if (tries++ == 0) {
            int status;
            assert_int_equal(waitpid(child, &status, 0), child);
            assert_int_equal(status, 0);
        }
    if (tries == 0)
        waitpid(child, NULL, 0);
    close(go[0]);
    close(go[1]);
    assert_int_equal(code, IND_OK);
    size_t length;
    file_bytes(file, &length);
    assert_int_equal(length, 510);
    file_free(file);
}

/* ---- after a crash ---- */

struct found {
    struct file *files[8];
    int count;
};

static int note_file(void *user, struct file *file)
{
    struct found *found = user;
    if (found->count == 8) {
        file_free(file);
        return IND_E_LIMIT;
    }
    found->files[found->count++] = file;
    return IND_OK;
}

static void test_claims_are_found_again(void **state)
{
    struct place *place = *state;
    struct found found = {.count = 0};
    drop(place, "odd\n\xff name", "text");
    struct file *file = look(place, "odd\n\xff name");
    char claim[32];
    snprintf(claim, sizeof claim, "%s", file_claim(file));
    file_free(file);
    assert_int_equal(mkdir(path_of(place, ".work/0123456789abcdef"), 0700), 0); /* claimed nothing */
    drop(place, ".work/fedcba9876543210", "no folder");
    drop(place, ".work/fedcba9876543210.reason", "half a reas");
    reopen(place, SETTLE_MS, 0);
    assert_int_equal(inbox_recover(place->inbox, note_file, &found, NULL), IND_OK);
    assert_int_equal(found.count, 1);
    assert_string_equal(file_claim(found.files[0]), claim);
    assert_string_equal(file_name(found.files[0]), "odd\n\xff name");
    assert_string_equal(file_shown(found.files[0]), "odd\n\\xff name");
    assert_int_equal(file_read(found.files[0], NULL), IND_OK);
    assert_string_equal(finish(found.files[0], FILE_DONE, NULL), "done/odd\n\xff name");
    assert_false(exists(place, ".work/0123456789abcdef"));
    assert_false(exists(place, ".work/fedcba9876543210.reason"));
    assert_true(exists(place, ".work/fedcba9876543210"));
}

static void test_committed_before_the_crash_is_only_filed(void **state)
{
    struct place *place = *state;
    struct found found = {.count = 0};
    struct ind_fault fault = {0};
    const char *where;
    struct file *file = take(place, "a", "text");
    assert_int_equal(file_reserve(file, FILE_REJECTED, &where, NULL), IND_OK);
    commit(file);
    file_free(file); /* the crash, after the reason was placed */
    drop(place, "rejected/a.reason.json", "half");
    reopen(place, SETTLE_MS, 0);
    assert_int_equal(inbox_recover(place->inbox, note_file, &found, NULL), IND_OK);
    assert_int_equal(found.count, 1);
    file = found.files[0];
    assert_int_equal(file_resume(file, "elsewhere/a", &fault), IND_E_INVALID);
    assert_int_equal(file_resume(file, "done/../a", &fault), IND_E_INVALID);
    assert_int_equal(file_resume(file, "done/..", &fault), IND_E_INVALID);
    assert_int_equal(file_resume(file, "done/", &fault), IND_E_INVALID);
    assert_int_equal(file_state(file), FILE_CLAIMED);
    assert_int_equal(file_resume(file, "rejected/a", &fault), IND_OK);
    assert_int_equal(file_state(file), FILE_COMMITTED);
    assert_int_equal(file_move(file, "whole", 5, &fault), IND_OK);
    file_free(file);
    assert_content(place, "rejected/a", "text");
    assert_content(place, "rejected/a.reason.json", "whole");
    assert_int_equal(count_in(place, ".work"), 0);
    found.count = 0;
    assert_int_equal(inbox_recover(place->inbox, note_file, &found, NULL), IND_OK);
    assert_int_equal(found.count, 0);
}

static void test_recover_hands_on_refusal(void **state)
{
    struct place *place = *state;
    struct found found = {.count = 8};
    drop(place, "a", "text");
    file_free(look(place, "a"));
    assert_int_equal(inbox_recover(place->inbox, note_file, &found, NULL), IND_E_LIMIT);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_read),
        TEST(test_what_is_no_file_is_refused),
        TEST(test_device_is_refused),
        TEST(test_empty_and_too_large_are_refused),
        TEST(test_unreadable_is_refused),
        TEST(test_guilty_file_is_refused_unread),
        TEST(test_refused_file_is_read_again),
        TEST(test_writer_after_the_claim_is_waited_for),
        TEST(test_change_after_the_reading_is_seen_before_the_commit),
        TEST(test_taken_away_from_the_claim),
        TEST(test_growing_while_it_is_read),
        TEST(test_claims_are_found_again),
        TEST(test_committed_before_the_crash_is_only_filed),
        TEST(test_recover_hands_on_refusal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
