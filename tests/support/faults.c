/* The rule: read from its words, counted, carried out. Calls nothing that allocates, since allocations ask here,
 * too. */
#include "faults.h"

#include "daemon/base/failpoint.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum action { ACTION_NONE, ACTION_KILL, ACTION_ABORT, ACTION_STOP, ACTION_SHORT, ACTION_FAIL };

static struct {
    char name[64], part[128];
    unsigned long at;
    bool ever_after;
    enum action action;
    int number; /* errno of ACTION_FAIL */
} rule;
static atomic_uint reached;
static atomic_bool met;

static int number_of(const char *name)
{
    for (int number = 1; number < 134; number++) {
        const char *known = strerrorname_np(number);
        if (known && !strcmp(known, name))
            return number;
    }
    return 0;
}

static bool set_action(const char *text)
{
    rule.number = strcmp(text, "fail") ? number_of(text) : ENOMEM;
    rule.action = !strcmp(text, "kill")    ? ACTION_KILL
                  : !strcmp(text, "abort") ? ACTION_ABORT
                  : !strcmp(text, "stop")  ? ACTION_STOP
                  : !strcmp(text, "short") ? ACTION_SHORT
                  : rule.number            ? ACTION_FAIL
                                           : ACTION_NONE;
    return rule.action != ACTION_NONE;
}

void faults_set(const char *text)
{
    char place[192], action[32], plus[2] = "";
    memset(&rule, 0, sizeof rule);
    atomic_store(&reached, 0);
    atomic_store(&met, false);
    if (!text)
        return;
    int count = sscanf(text, "%191s %lu%1[+] %31s", place, &rule.at, plus, action);
    if (count < 4)
        count = sscanf(text, "%191s %lu %31s", place, &rule.at, action) + 1;
    char *part = strchr(place, '@');
    if (count < 4 || !set_action(action) || (size_t)(part ? part - place : (long)strlen(place)) >= sizeof rule.name) {
        fprintf(stderr, "fault: \"%s\" is no rule\n", text);
        abort();
    }
    rule.ever_after = *plus;
    if (part) {
        *part = '\0';
        snprintf(rule.part, sizeof rule.part, "%s", part + 1);
    }
    snprintf(rule.name, sizeof rule.name, "%.63s", place);
}

unsigned faults_reached(void)
{
    return atomic_load(&reached);
}

bool faults_met(void)
{
    return atomic_load(&met);
}

static bool is_meant(const char *const *kinds, const char *path)
{
    if (!rule.action || (rule.part[0] && (!path || !strstr(path, rule.part))))
        return false;
    for (; *kinds; kinds++)
        if (!strcmp(*kinds, rule.name))
            return true;
    return false;
}

static void tell(const char *kind, unsigned long count, const char *path)
{
    char line[512];
    int length = snprintf(line, sizeof line, "fault: %s for the %luth time%s%.300s\n", kind, count, path ? ": " : "",
                          path ? path : "");
    ssize_t written = write(STDERR_FILENO, line, (size_t)length);
    (void)written;
}

int faults_at(const char *const *kinds, const char *path)
{
    if (!is_meant(kinds, path))
        return 0;
    unsigned long count = atomic_fetch_add(&reached, 1) + 1ul;
    if (!rule.at || (rule.ever_after ? count < rule.at : count != rule.at))
        return 0;
    if (!atomic_exchange(&met, true))
        tell(kinds[0], count, path);
    if (rule.action == ACTION_KILL)
        kill(getpid(), SIGKILL);
    if (rule.action == ACTION_ABORT)
        abort();
    if (rule.action == ACTION_STOP)
        raise(SIGSTOP); /* to this thread, which goes no step further; the others stop with it */
    return rule.action == ACTION_SHORT ? FAULT_SHORT : rule.number;
}

void failpoint_reached(const char *name)
{
    const char *const kinds[] = {name, NULL};
    faults_at(kinds, NULL);
}

/* ---- a program's own rule ---- */

__attribute__((constructor)) static void begin(void)
{
    faults_set(getenv("IND_FAULT"));
    faults_root(getenv("IND_FAULT_ROOT"));
    if (rule.action && !strcmp(rule.name, "sqlite"))
        faults_watch_sqlite();
}

__attribute__((destructor)) static void end(void)
{
    if (rule.action && getenv("IND_FAULT"))
        fprintf(stderr, "fault: %s was reached %u times\n", rule.name, faults_reached());
}
