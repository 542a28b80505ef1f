/* Where the keys of the feed come from, the settings or systemd's credentials, and what the log says of clients
 * that are refused. Who is let in, the guard knows (feed/guard.h). */
#ifndef SERVICE_ACCESS_H
#define SERVICE_ACCESS_H

#include "daemon/feed/guard.h"
#include "daemon/service/config.h"

/* The guard that the settings ask for; *ret_guard is NULL where they name no keys, and nor does
 * $CREDENTIALS_DIRECTORY. One of both files without the other is an error. Errors: those of guard_new, IND_E_INVALID.
 */
int access_guard_new(struct guard **ret_guard, void *zmq, const struct config *config, struct ind_fault *fault);

#endif
