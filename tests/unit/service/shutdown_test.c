/* The end of the daemon as a state machine: its way, a second signal, failures, and what may not be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include "daemon/service/shutdown.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void test_way(void **state)
{
    struct shutdown shutdown = {0};
    (void)state;
    assert_int_equal(shutdown_step(&shutdown, SHUTDOWN_STOP), SHUTDOWN_DO_DRAIN);
    assert_int_equal(shutdown_step(&shutdown, SHUTDOWN_DRAINED), SHUTDOWN_DO_SYNC);
    assert_int_equal(shutdown_step(&shutdown, SHUTDOWN_SYNCED), SHUTDOWN_DO_CLOSE);
    assert_int_equal(shutdown_step(&shutdown, SHUTDOWN_CLOSED), SHUTDOWN_DO_END);
    assert_int_equal(shutdown.phase, SHUTDOWN_ENDED);
    assert_false(shutdown.failed);
}

static void test_second_signal_hurries_while_it_drains_only(void **state)
{
    struct shutdown shutdown = {0};
    (void)state;
    shutdown_step(&shutdown, SHUTDOWN_STOP);
    assert_int_equal(shutdown_step(&shutdown, SHUTDOWN_STOP), SHUTDOWN_DO_HURRY);
    assert_int_equal(shutdown_step(&shutdown, SHUTDOWN_STOP), SHUTDOWN_DO_HURRY);
    shutdown_step(&shutdown, SHUTDOWN_DRAINED);
    assert_int_equal(shutdown_step(&shutdown, SHUTDOWN_STOP), SHUTDOWN_DO_NOTHING);
    assert_int_equal(shutdown.phase, SHUTDOWN_SYNCING);
    shutdown_step(&shutdown, SHUTDOWN_SYNCED);
    assert_int_equal(shutdown_step(&shutdown, SHUTDOWN_STOP), SHUTDOWN_DO_NOTHING);
    shutdown_step(&shutdown, SHUTDOWN_CLOSED);
    assert_int_equal(shutdown_step(&shutdown, SHUTDOWN_STOP), SHUTDOWN_DO_NOTHING);
    assert_false(shutdown.failed);
}

static void test_failure_ends_in_order_and_is_remembered(void **state)
{
    struct shutdown shutdown = {0};
    (void)state;
    assert_int_equal(shutdown_step(&shutdown, SHUTDOWN_FAILURE), SHUTDOWN_DO_DRAIN);
    shutdown_step(&shutdown, SHUTDOWN_DRAINED);
    shutdown_step(&shutdown, SHUTDOWN_SYNCED);
    shutdown_step(&shutdown, SHUTDOWN_CLOSED);
    assert_true(shutdown.failed);
}

static void test_failure_while_it_ends(void **state)
{
    struct shutdown draining = {0}, syncing = {0};
    (void)state;
    shutdown_step(&draining, SHUTDOWN_STOP);
    assert_int_equal(shutdown_step(&draining, SHUTDOWN_FAILURE), SHUTDOWN_DO_HURRY);
    assert_true(draining.failed);
    shutdown_step(&syncing, SHUTDOWN_STOP);
    shutdown_step(&syncing, SHUTDOWN_DRAINED);
    assert_int_equal(shutdown_step(&syncing, SHUTDOWN_FAILURE), SHUTDOWN_DO_NOTHING);
    assert_true(syncing.failed);
}

/* Whether the step ends a child of ours with SIGABRT. */
static bool aborts(enum shutdown_phase phase, enum shutdown_event event)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct shutdown shutdown = {.phase = phase};
        signal(SIGABRT, SIG_DFL);
        close(STDERR_FILENO);
        shutdown_step(&shutdown, event);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void test_out_of_order_is_a_fault_of_the_code(void **state)
{
    (void)state;
    assert_true(aborts(SHUTDOWN_RUNNING, SHUTDOWN_DRAINED));
    assert_true(aborts(SHUTDOWN_DRAINING, SHUTDOWN_SYNCED));
    assert_true(aborts(SHUTDOWN_SYNCING, SHUTDOWN_DRAINED));
    assert_true(aborts(SHUTDOWN_ENDED, SHUTDOWN_CLOSED));
    assert_false(aborts(SHUTDOWN_ENDED, SHUTDOWN_STOP));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_way),
        cmocka_unit_test(test_second_signal_hurries_while_it_drains_only),
        cmocka_unit_test(test_failure_ends_in_order_and_is_remembered),
        cmocka_unit_test(test_failure_while_it_ends),
        cmocka_unit_test(test_out_of_order_is_a_fault_of_the_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
