/* The consumer as a process of its own, its lines read from a pipe. */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/proto/fake_daemon.h"
#include "tests/unit/proto/fixtures.h"

/* Runs the consumer; what it prints is read from *ret_lines. */
static pid_t run_consumer(struct fake_daemon *daemon, FILE **ret_lines)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        execl(CONSUMER, "consumer", fake_publish_endpoint(daemon), fake_replay_endpoint(daemon), (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    *ret_lines = fdopen(ends[0], "r");
    assert_non_null(*ret_lines);
    return child;
}

static void publish(struct fake_daemon *daemon, const ind_observation *observation, uint64_t seq)
{
    struct buffer header = {0}, body = {0};
    ind_header at = fixture_header;
    at.seq = seq;
    at.prev = 0;
    struct ind_writer to_header = ind_msgpack_writer(&header), to_body = ind_msgpack_writer(&body);
    ind_write_header(&to_header, &at);
    ind_write_observation(&to_body, observation, &fixture_article, &fixture_producer);
    fake_send_raw(daemon, "observation/-/", (ind_frame){header.bytes, header.length},
                  (ind_frame){body.bytes, body.length});
    buffer_done(&header);
    buffer_done(&body);
}

static void test_consumer(void **state)
{
    (void)state;
    struct fake_daemon *daemon = fake_daemon_new(&(struct fake_options){.epoch = 9});
    FILE *lines;
    char line[512];
    pid_t child = run_consumer(daemon, &lines);
    fake_await_subscriptions(daemon, 2);
    publish(daemon, &fixture_full, 1);
    publish(daemon, &fixture_minimal, 2);
    assert_non_null(fgets(line, sizeof line, lines));
    assert_string_equal(line, "huyện Mẫu\t2020-01-01/P9M\tthu ngân sách nhà nước\t39200000000 VND\n");
    assert_non_null(fgets(line, sizeof line, lines));
    assert_string_equal(line, "-\t-\tsố vụ\t- -\n");
    kill(child, SIGTERM);
    assert_int_equal(waitpid(child, NULL, 0), child);
    fclose(lines);
    fake_daemon_free(daemon);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_consumer)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
