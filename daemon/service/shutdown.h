/* How the daemon ends, as a state machine of its own: stop intake, drain, sync, close. It says what is to be
 * done next and does nothing itself. Pure; one thread. */
#ifndef SERVICE_SHUTDOWN_H
#define SERVICE_SHUTDOWN_H

#include <stdbool.h>

/* RUNNING -stop-> DRAINING -drained-> SYNCING -synced-> CLOSING -closed-> ENDED */
enum shutdown_phase {
    SHUTDOWN_RUNNING,
    SHUTDOWN_DRAINING, /* nothing more is claimed; what is claimed runs to its end */
    SHUTDOWN_SYNCING,  /* replays end, the journal makes its last commit and closes */
    SHUTDOWN_CLOSING,  /* the feed, timers and signals close */
    SHUTDOWN_ENDED,    /* nothing is left in the loop */
};

enum shutdown_event {
    SHUTDOWN_STOP,    /* somebody asked for the end */
    SHUTDOWN_FAILURE, /* the daemon can not go on; it ends in order, and badly */
    SHUTDOWN_DRAINED,
    SHUTDOWN_SYNCED,
    SHUTDOWN_CLOSED,
};

enum shutdown_action {
    SHUTDOWN_DO_NOTHING,
    SHUTDOWN_DO_DRAIN, /* stop the intake and let the rest run out */
    SHUTDOWN_DO_HURRY, /* asked twice: leave what is not begun to the next start */
    SHUTDOWN_DO_SYNC,  /* end replays and workers, then the journal */
    SHUTDOWN_DO_CLOSE, /* close every handle of the loop */
    SHUTDOWN_DO_END,
};

struct shutdown {
    enum shutdown_phase phase;
    bool failed; /* the process's status is to say so */
};

/* What is to be done about `event`. STOP and FAILURE may come at any time; another event that comes out of its
 * order is a fault of the code. */
enum shutdown_action shutdown_step(struct shutdown *shutdown, enum shutdown_event event);

#endif
