/* A table of phases and events. */
#include "daemon/service/shutdown.h"

#include "daemon/base/check.h"

static const struct {
    enum shutdown_phase phase;
    enum shutdown_event event;
    enum shutdown_phase next;
    enum shutdown_action action;
} steps[] = {
    {SHUTDOWN_RUNNING, SHUTDOWN_STOP, SHUTDOWN_DRAINING, SHUTDOWN_DO_DRAIN},
    {SHUTDOWN_RUNNING, SHUTDOWN_FAILURE, SHUTDOWN_DRAINING, SHUTDOWN_DO_DRAIN},
    {SHUTDOWN_DRAINING, SHUTDOWN_STOP, SHUTDOWN_DRAINING, SHUTDOWN_DO_HURRY},
    {SHUTDOWN_DRAINING, SHUTDOWN_FAILURE, SHUTDOWN_DRAINING, SHUTDOWN_DO_HURRY},
    {SHUTDOWN_DRAINING, SHUTDOWN_DRAINED, SHUTDOWN_SYNCING, SHUTDOWN_DO_SYNC},
    {SHUTDOWN_SYNCING, SHUTDOWN_SYNCED, SHUTDOWN_CLOSING, SHUTDOWN_DO_CLOSE},
    {SHUTDOWN_CLOSING, SHUTDOWN_CLOSED, SHUTDOWN_ENDED, SHUTDOWN_DO_END},
};

enum shutdown_action shutdown_step(struct shutdown *shutdown, enum shutdown_event event)
{
    if (event == SHUTDOWN_FAILURE)
        shutdown->failed = true;
    for (unsigned i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (steps[i].phase != shutdown->phase || steps[i].event != event)
            continue;
        shutdown->phase = steps[i].next;
        return steps[i].action;
    }
    CHECK(event == SHUTDOWN_STOP || event == SHUTDOWN_FAILURE);
    return SHUTDOWN_DO_NOTHING;
}
