/* Signal handling in the narrow sense: nothing here but async-signal-safe calls once a signal came. */
#include "daemon/service/crash.h"

#include <signal.h>
#include <stdlib.h>

#define STACK_BYTES (64 << 10)

static const struct journal *volatile crash_journal;
static _Thread_local const char *volatile crash_claim;

static const int crash_signals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};

/* SA_RESETHAND: the signal's own way to end the process is in force again when it is raised anew. */
static void on_crash(int number)
{
    const struct journal *journal = crash_journal;
    const char *claim = crash_claim;
    if (journal && claim)
        journal_blame(journal, claim);
    raise(number);
}

void crash_watch(const struct journal *journal)
{
    struct sigaction action = {.sa_handler = on_crash, .sa_flags = (int)(SA_RESETHAND | SA_ONSTACK)};
    crash_journal = journal;
    for (size_t i = 0; journal && i < sizeof crash_signals / sizeof *crash_signals; i++)
        sigaction(crash_signals[i], &action, NULL);
}

void *crash_thread_init(void)
{
    stack_t stack = {.ss_sp = malloc(STACK_BYTES), .ss_size = STACK_BYTES};
    if (stack.ss_sp)
        sigaltstack(&stack, NULL);
    return stack.ss_sp;
}

void crash_thread_done(void *memory)
{
    stack_t off = {.ss_flags = SS_DISABLE};
    if (memory)
        sigaltstack(&off, NULL);
    free(memory);
}

void crash_reading(const char *claim)
{
    crash_claim = claim;
}
