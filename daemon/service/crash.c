/* Signal handling in the narrow sense: nothing here but async-signal-safe calls once a signal came. */
#include "daemon/service/crash.h"

#include "daemon/service/log.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

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

/* A page of a mapped file that can't be had, the index of the journal's log above all (SQLite has no other way to share
 * it): the storage failed, and no article did. Nothing can be finished, for whoever holds a lock may be the one that met
 * it. */
static void on_bus(int number, siginfo_t *info, void *context)
{
    (void)context;
    if (info->si_code != BUS_ADRERR) {
        on_crash(number);
        return;
    }
    log_dying("the storage failed, the daemon ends: a page of a mapped file can't be had (SIGBUS); the next start goes on "
              "from what is on the disk");
    _exit(EXIT_FAILURE);
}

void crash_init(void)
{
    struct sigaction crash = {.sa_handler = on_crash, .sa_flags = (int)(SA_RESETHAND | SA_ONSTACK)};
    struct sigaction bus = {.sa_sigaction = on_bus, .sa_flags = (int)(SA_RESETHAND | SA_ONSTACK | SA_SIGINFO)};
    for (size_t i = 0; i < sizeof crash_signals / sizeof *crash_signals; i++)
        sigaction(crash_signals[i], crash_signals[i] == SIGBUS ? &bus : &crash, NULL);
}

void crash_watch(const struct journal *journal)
{
    crash_journal = journal;
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
