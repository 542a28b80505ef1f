/* libzmq's calls, errno and events, turned into codes and sentences once. */
#include "proto/client_socket.h"

#include <errno.h>
#include <limits.h>
#include <time.h>

#include "daemon/base/error.h"

/* What a slow reader of the live feed may leave waiting before messages are lost (and then seen as a gap). */
#define QUEUE 50000
#define LARGEST_MESSAGE ((int64_t)64 << 20)
#define RECONNECT_MOST_MS 2000
#define KEEPALIVE_IDLE_S 30
#define KEEPALIVE_EVERY_S 10
#define KEEPALIVE_TRIES 3
#define KNOCK_AGAIN_MS 2000
#define BROKEN_HANDSHAKES 3 /* in a row are no accident */
#define DOOR_EVENTS                                                                                                    \
    (ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL |           \
     ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL)

/* No heartbeats of ZMTP: where QUEUE is full they make libzmq end the process (daemon/feed/socket.c tells more). The
 * feed has a heartbeat of its own, and TCP finds a host that is gone. */
static int set_numbers(void *socket)
{
    static const struct {
        int name, value;
    } numbers[] = {
        {ZMQ_LINGER, 0},
        {ZMQ_IPV6, 1},
        {ZMQ_RCVHWM, QUEUE},
        {ZMQ_RECONNECT_IVL_MAX, RECONNECT_MOST_MS},
        {ZMQ_TCP_KEEPALIVE, 1},
        {ZMQ_TCP_KEEPALIVE_IDLE, KEEPALIVE_IDLE_S},
        {ZMQ_TCP_KEEPALIVE_INTVL, KEEPALIVE_EVERY_S},
        {ZMQ_TCP_KEEPALIVE_CNT, KEEPALIVE_TRIES},
    };
    static const int64_t largest = LARGEST_MESSAGE;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (zmq_setsockopt(socket, numbers[i].name, &numbers[i].value, sizeof numbers[i].value) < 0)
            return -1;
    return zmq_setsockopt(socket, ZMQ_MAXMSGSIZE, &largest, sizeof largest);
}

static int set_keys(void *socket, const struct client_keys *keys, struct ind_fault *fault)
{
    const struct {
        int name;
        const char *key, *what;
    } rows[] = {
        {ZMQ_CURVE_SERVERKEY, keys->server, "daemon's public"},
        {ZMQ_CURVE_PUBLICKEY, keys->own_public, "client's public"},
        {ZMQ_CURVE_SECRETKEY, keys->own_secret, "client's secret"},
    };
    for (size_t i = 0; keys->server[0] && i < sizeof rows / sizeof *rows; i++)
        if (zmq_setsockopt(socket, rows[i].name, rows[i].key, KEY_TEXT) < 0)
            return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "the %s key is no CURVE key of %d characters (Z85)",
                             rows[i].what, KEY_TEXT - 1);
    return 0;
}

static int connect_socket(void *socket, const char *endpoint, const struct client_keys *keys, struct ind_fault *fault)
{
    if (set_numbers(socket) < 0)
        return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "a socket for %s could not be set up: %s", endpoint,
                         zmq_strerror(errno));
    TRY(set_keys(socket, keys, fault));
    if (zmq_connect(socket, endpoint) < 0)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE,
                         "%s cannot be connected to (%s): write tcp://HOST:PORT or ipc:///PATH", endpoint,
                         zmq_strerror(errno));
    return 0;
}

/* Events of the handshake alone, over a pair of sockets with a name of its own. */
static void *open_door(void *context, void *socket)
{
    char name[64];
    snprintf(name, sizeof name, "inproc://door-%p", socket);
    void *door = zmq_socket(context, ZMQ_PAIR);
    if (door && zmq_socket_monitor(socket, name, DOOR_EVENTS) == 0 && zmq_connect(door, name) == 0)
        return door;
    if (door)
        zmq_close(door);
    return NULL;
}

int client_socket_open(void *context, int type, const char *endpoint, const struct client_keys *keys,
                       struct client_socket *ret_socket, struct ind_fault *fault)
{
    struct client_socket socket = {.endpoint = endpoint, .keyed = keys->server[0], .zmq = zmq_socket(context, type)};
    if (socket.zmq)
        socket.door = open_door(context, socket.zmq);
    int code = socket.door ? connect_socket(socket.zmq, endpoint, keys, fault)
                           : fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "no socket for %s could be opened: %s",
                                       endpoint, zmq_strerror(errno));
    if (code < 0)
        client_socket_close(&socket);
    else
        *ret_socket = socket;
    return code;
}

void client_socket_close(struct client_socket *socket)
{
    if (socket->zmq) {
        zmq_socket_monitor(socket->zmq, NULL,
                           0); /* else libzmq loses the memory of an event that finds its door closed */
        zmq_close(socket->zmq);
    }
    if (socket->door)
        zmq_close(socket->door);
    *socket = (struct client_socket){0};
}

int64_t client_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t client_deadline(int timeout_ms)
{
    return timeout_ms < 0 ? -1 : client_now() + timeout_ms;
}

static long time_left(int64_t deadline)
{
    if (deadline < 0)
        return -1;
    int64_t left = deadline - client_now();
    return left <= 0 ? 0 : left > INT_MAX ? INT_MAX : (long)left;
}

/* The rest of a message of which no frame is wanted. */
static int drop_rest(void *socket, struct client_frames *frames)
{
    zmq_msg_t *part = &frames->parts[CLIENT_FRAMES - 1];
    while (zmq_msg_more(part)) {
        if (zmq_msg_recv(part, socket, 0) < 0)
            return -1;
        frames->count = CLIENT_FRAMES + 1;
    }
    return 0;
}

/* The frames of a message come all or none, so that only the first may have to be waited for. */
static int receive_parts(void *socket, struct client_frames *frames)
{
    frames->count = 0;
    do {
        if (zmq_msg_recv(&frames->parts[frames->count], socket, ZMQ_DONTWAIT) < 0)
            return -1;
    } while (zmq_msg_more(&frames->parts[frames->count++]) && frames->count < CLIENT_FRAMES);
    return frames->count == CLIENT_FRAMES ? drop_rest(socket, frames) : 0;
}

/* The next event of a handshake, or 0. */
static unsigned next_event(struct client_socket *socket)
{
    uint8_t bytes[6] = {0};
    uint16_t event;
    if (zmq_recv(socket->door, bytes, sizeof bytes, ZMQ_DONTWAIT) != sizeof bytes)
        return 0;
    zmq_recv(socket->door, NULL, 0, ZMQ_DONTWAIT); /* the endpoint */
    memcpy(&event, bytes, sizeof event);
    return event;
}

/* Why the daemon does not let us in, or NULL where it does, or may. */
static const char *judge_event(struct client_socket *socket, unsigned event)
{
    switch (event) {
    case ZMQ_EVENT_HANDSHAKE_SUCCEEDED:
        socket->broken = 0;
        return NULL;
    case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH:
        return "the client's key is not among its curve-clients";
    case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL:
        return socket->keyed ? "one side asks for keys (CURVE) and the other does not, or the daemon has another key"
                             : "it asks for keys (CURVE), or speaks no ZeroMQ";
    default: /* broken off: as it ends, or as it cannot read what was sealed for another key */
        return socket->keyed && ++socket->broken == BROKEN_HANDSHAKES ? "its key may be another than the client knows"
                                                                      : NULL;
    }
}

static int tell_refused(const struct client_socket *socket, struct ind_fault *fault)
{
    return fault_set(fault, IND_E_REFUSED, FAULT_NOWHERE, "%.120s does not let the client in: %s", socket->endpoint,
                     socket->why);
}

/* What happened at the door: a refusal, or nothing. */
static int look_at_door(struct client_socket *socket, struct ind_fault *fault)
{
    const char *why = NULL;
    for (unsigned event; !why && (event = next_event(socket));)
        why = judge_event(socket, event);
    if (!why)
        return 0;
    socket->broken = 0;
    socket->why = why;
    socket->knock_at = client_now() + KNOCK_AGAIN_MS;
    return tell_refused(socket, fault);
}

/* Connects anew, where that is due: libzmq gives up a connection that was refused. */
static void knock_again(struct client_socket *socket)
{
    if (!socket->knock_at || client_now() < socket->knock_at)
        return;
    socket->knock_at = 0;
    zmq_disconnect(socket->zmq, socket->endpoint);
    zmq_connect(socket->zmq, socket->endpoint);
}

static int64_t sooner(int64_t deadline, int64_t knock_at)
{
    return knock_at && (deadline < 0 || knock_at < deadline) ? knock_at : deadline;
}

static int wait_for_either(struct client_socket *socket, int64_t deadline, struct ind_fault *fault)
{
    zmq_pollitem_t items[] = {{.socket = socket->zmq, .events = ZMQ_POLLIN},
                              {.socket = socket->door, .events = ZMQ_POLLIN}};
    int ready = zmq_poll(items, 2, time_left(sooner(deadline, socket->knock_at)));
    if (ready < 0 && errno != EINTR)
        return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "waiting for a message failed: %s", zmq_strerror(errno));
    bool over = ready < 0 || (ready == 0 && (deadline >= 0 && client_now() >= deadline));
    return over ? fault_set(fault, IND_E_TIMEOUT, FAULT_NOWHERE, "no message came in time") : 0;
}

int client_receive(struct client_socket *socket, int64_t deadline, struct client_frames *frames,
                   struct ind_fault *fault)
{
    for (;;) {
        knock_again(socket);
        if (receive_parts(socket->zmq, frames) == 0)
            return 0;
        if (errno != EAGAIN && errno != EINTR)
            return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "receiving failed: %s", zmq_strerror(errno));
        TRY(look_at_door(socket, fault));
        TRY(wait_for_either(socket, deadline, fault));
    }
}

int client_send(struct client_socket *socket, const void *bytes, size_t length, struct ind_fault *fault)
{
    knock_again(socket);
    if (zmq_send(socket->zmq, bytes, length, ZMQ_DONTWAIT) >= 0)
        return 0;
    if (errno != EAGAIN)
        return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "sending a request failed: %s", zmq_strerror(errno));
    TRY(look_at_door(socket, fault)); /* a connection that was refused takes nothing */
    return socket->knock_at ? tell_refused(socket, fault)
                            : fault_set(fault, IND_E_BUSY, FAULT_NOWHERE, "the daemon takes no more requests for now");
}

ind_frame client_frame(struct client_frames *frames, int which)
{
    return (ind_frame){zmq_msg_data(&frames->parts[which]), zmq_msg_size(&frames->parts[which])};
}

void client_frames_init(struct client_frames *frames)
{
    for (int i = 0; i < CLIENT_FRAMES; i++)
        zmq_msg_init(&frames->parts[i]);
    frames->count = 0;
}

void client_frames_done(struct client_frames *frames)
{
    for (int i = 0; i < CLIENT_FRAMES; i++)
        zmq_msg_close(&frames->parts[i]);
}
