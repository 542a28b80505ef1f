/* Who may reach a socket: which addresses the daemon may bind at all, and that no ipc path is taken from a
 * process that still serves it. It opens no ZeroMQ socket itself. */
#ifndef FEED_SECURITY_H
#define FEED_SECURITY_H

#include <indicatord/error.h>

#include <stdbool.h>

/* Whether `endpoint` may be bound: "ipc:///path", or "tcp://" with a loopback address, or, where the socket asks for
 * keys (`keyed`), with any. The fault says what to do instead. Errors: IND_E_REFUSED, IND_E_INVALID. Pure. */
int security_check_endpoint(const char *endpoint, bool keyed, struct ind_fault *fault);

/* Whether an ipc path is free: nothing there, or a socket that nobody answers on. libzmq would silently
 * take over a served path and unlink any file in its way, so ask first. Other transports pass.
 * Errors: IND_E_BUSY (served; names the process), IND_E_EXISTS (a file that is no socket), IND_E_NOT_FOUND
 * (its folder is missing), IND_E_IO. Blocks only as long as connecting to a local socket does. */
int security_check_path(const char *endpoint, struct ind_fault *fault);

#endif
