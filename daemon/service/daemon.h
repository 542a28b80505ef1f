/* The daemon as a whole: the loop with its sockets, timers and signals around the pipeline. Everything that may
 * block is on the pipeline's threads. */
#ifndef SERVICE_DAEMON_H
#define SERVICE_DAEMON_H

#include "daemon/service/config.h"

/* Runs until a signal or a failure of the storage ends it. IND_OK: asked to end, and everything that was claimed
 * is filed or left to the next start. Otherwise the fault says in one sentence what stands in the way. Once a
 * process. */
int daemon_run(const struct config *config, struct ind_fault *fault);

#endif
