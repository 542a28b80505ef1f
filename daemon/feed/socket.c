/* Opening, binding and watching; the traps of libzmq are dealt with here, once. */
#include "daemon/feed/socket.h"

#include "daemon/base/check.h"
#include "daemon/base/error.h"
#include "daemon/feed/security.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zmq.h>

#define NO_LIMIT 0
#define KEEPALIVE_IDLE_S 30
#define KEEPALIVE_EVERY_S 10
#define KEEPALIVE_TRIES 3
#define UNHEARD_MS 30000  /* TCP: a peer that takes nothing for so long is cut off */
#define HANDSHAKE_MS 5000 /* what has not said by then who it is, is cut off */
#define WAITING_CONNECTIONS 512
#define HEARTBEATS_MISSED 2 /* a peer that says nothing for so many intervals behind a PING is cut off */

static int set_keys(void *socket, const struct socket_keys *keys)
{
    int serves = 1;
    if (zmq_setsockopt(socket, ZMQ_ZAP_DOMAIN, keys->domain, strlen(keys->domain)) < 0 ||
        zmq_setsockopt(socket, ZMQ_CURVE_SERVER, &serves, sizeof serves) < 0 ||
        zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, keys->secret, strlen(keys->secret) + 1) < 0)
        return IND_E_IO;
    return IND_OK;
}

static bool has_keys(void *socket)
{
    int serves = 0;
    size_t size = sizeof serves;
    return zmq_getsockopt(socket, ZMQ_CURVE_SERVER, &serves, &size) == 0 && serves;
}

/* Incoming queues have no limit, and heartbeats of ZMTP are off unless they are asked for. In libzmq up to 4.3.5 a
 * connection whose incoming queue is full has stopped reading; when it then breaks, and a heartbeat of its own is due
 * or a PING is in what was read, an assertion ends the whole process ("!_io_error" in stream_engine_base.cpp). It is
 * always the side of the full queue that ends: not ours, without a limit, whatever clients send; but a slow client with
 * the usual limit, were it to get a PING. Broken connections are found by TCP's own means, a silent feed by the
 * heartbeat message, and too many requests are thrown away by who reads them. */
static int set_heartbeat(void *socket, int every_ms)
{
    const int patience_ms = every_ms * HEARTBEATS_MISSED;
    if (!every_ms)
        return IND_OK;
    if (zmq_setsockopt(socket, ZMQ_HEARTBEAT_IVL, &every_ms, sizeof every_ms) < 0 ||
        zmq_setsockopt(socket, ZMQ_HEARTBEAT_TIMEOUT, &patience_ms, sizeof patience_ms) < 0)
        return IND_E_IO;
    return IND_OK;
}

static int set_options(void *socket, const struct socket_options *options)
{
    const struct {
        int name, value;
    } numbers[] = {
        {ZMQ_SNDHWM, options->queue},
        {ZMQ_RCVHWM, NO_LIMIT},
        {ZMQ_LINGER, options->linger_ms},
        {ZMQ_BACKLOG, WAITING_CONNECTIONS},
        {ZMQ_HANDSHAKE_IVL, HANDSHAKE_MS},
        {ZMQ_TCP_KEEPALIVE, 1},
        {ZMQ_TCP_KEEPALIVE_IDLE, KEEPALIVE_IDLE_S},
        {ZMQ_TCP_KEEPALIVE_INTVL, KEEPALIVE_EVERY_S},
        {ZMQ_TCP_KEEPALIVE_CNT, KEEPALIVE_TRIES},
        {ZMQ_TCP_MAXRT, UNHEARD_MS},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (zmq_setsockopt(socket, numbers[i].name, &numbers[i].value, sizeof numbers[i].value) < 0)
            return IND_E_IO;
    uint64_t affinity = UINT64_C(1) << options->io_thread;
    if (zmq_setsockopt(socket, ZMQ_AFFINITY, &affinity, sizeof affinity) < 0 ||
        zmq_setsockopt(socket, ZMQ_MAXMSGSIZE, &options->largest, sizeof options->largest) < 0)
        return IND_E_IO;
    TRY(set_heartbeat(socket, options->heartbeat_ms));
    /* Without it a reply to a peer that is gone would vanish without a word. */
    int mandatory = 1;
    if (options->type == ZMQ_ROUTER &&
        zmq_setsockopt(socket, ZMQ_ROUTER_MANDATORY, &mandatory, sizeof mandatory) < 0)
        return IND_E_IO;
    return options->keys ? set_keys(socket, options->keys) : IND_OK;
}

int socket_open(void *zmq, const struct socket_options *options, void **ret_socket, struct ind_fault *fault)
{
    void *socket = zmq_socket(zmq, options->type);
    if (!socket)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "no socket could be opened: %s", zmq_strerror(errno));
    if (set_options(socket, options) < 0) {
        zmq_close(socket);
        return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "a socket could not be set up: %s", zmq_strerror(errno));
    }
    *ret_socket = socket;
    return IND_OK;
}

static int bind_fault(const char *endpoint, int error, struct ind_fault *fault)
{
    if (error == EADDRINUSE)
        return fault_set(fault, IND_E_BUSY, FAULT_NOWHERE,
                         "%s is in use by another process: end that one or choose another endpoint", endpoint);
    if (error == EACCES)
        return fault_set(fault, IND_E_REFUSED, FAULT_NOWHERE,
                         "%s may not be bound by this user: choose another endpoint or a port above 1023", endpoint);
    return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "%s cannot be bound (%s): choose another endpoint", endpoint,
                     zmq_strerror(error));
}

int socket_bind(void *socket, const char *endpoint, char ret_bound[static SOCKET_ENDPOINT], struct ind_fault *fault)
{
    TRY(security_check_endpoint(endpoint, has_keys(socket), fault));
    TRY(security_check_path(endpoint, fault));
    int ipv6 = strncmp(endpoint, "tcp://[", 7) == 0;
    zmq_setsockopt(socket, ZMQ_IPV6, &ipv6, sizeof ipv6);
    mode_t before = umask(0117);
    int bound = zmq_bind(socket, endpoint);
    int error = errno;
    umask(before);
    if (bound < 0)
        return bind_fault(endpoint, error, fault);
    size_t size = SOCKET_ENDPOINT;
    if (zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, ret_bound, &size) < 0)
        snprintf(ret_bound, SOCKET_ENDPOINT, "%s", endpoint);
    return IND_OK;
}

void socket_remove_path(const char *bound)
{
    if (strncmp(bound, "ipc://", 6) == 0)
        unlink(bound + 6);
}

/* Reading ZMQ_EVENTS also lets the socket work off its own commands: new peers, subscriptions. */
static bool readable(const struct socket_watch *watch)
{
    int events = 0;
    size_t size = sizeof events;
    CHECK(zmq_getsockopt(watch->socket, ZMQ_EVENTS, &events, &size) == 0);
    return watch->on_readable && (events & ZMQ_POLLIN);
}

static void on_poll(uv_poll_t *poll, int status, int events)
{
    (void)poll, (void)status, (void)events; /* it only wakes the loop: on_check looks */
}

static void on_idle(uv_idle_t *idle)
{
    (void)idle; /* its being there keeps the loop from sleeping */
}

static void on_prepare(uv_prepare_t *prepare)
{
    struct socket_watch *watch = prepare->data;
    if (readable(watch))
        uv_idle_start(&watch->idle, on_idle);
}

static void on_check(uv_check_t *check)
{
    struct socket_watch *watch = check->data;
    uv_idle_stop(&watch->idle);
    if (readable(watch))
        watch->on_readable(watch);
}

int socket_watch_start(struct socket_watch *watch, uv_loop_t *loop, void *socket, socket_readable on_readable)
{
    int fd;
    size_t size = sizeof fd;
    CHECK(zmq_getsockopt(socket, ZMQ_FD, &fd, &size) == 0);
    watch->socket = socket;
    watch->on_readable = on_readable;
    if (uv_poll_init(loop, &watch->poll, fd) < 0)
        return IND_E_IO;
    uv_prepare_init(loop, &watch->prepare);
    uv_check_init(loop, &watch->check);
    uv_idle_init(loop, &watch->idle);
    watch->open_handles = 4;
    watch->poll.data = watch->prepare.data = watch->check.data = watch->idle.data = watch;
    uv_prepare_start(&watch->prepare, on_prepare);
    uv_check_start(&watch->check, on_check);
    return uv_poll_start(&watch->poll, UV_READABLE, on_poll) < 0 ? IND_E_IO : IND_OK;
}

static void on_handle_closed(uv_handle_t *handle)
{
    struct socket_watch *watch = handle->data;
    if (--watch->open_handles == 0)
        watch->on_closed(watch);
}

void socket_watch_stop(struct socket_watch *watch, socket_closed on_closed)
{
    watch->on_closed = on_closed;
    uv_close((uv_handle_t *)&watch->poll, on_handle_closed);
    uv_close((uv_handle_t *)&watch->prepare, on_handle_closed);
    uv_close((uv_handle_t *)&watch->check, on_handle_closed);
    uv_close((uv_handle_t *)&watch->idle, on_handle_closed);
}
