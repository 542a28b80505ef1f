/* A REP socket on the address that libzmq asks at, answered from a sorted list in memory. */
#include "daemon/feed/guard.h"

#include "daemon/base/check.h"
#include "daemon/base/error.h"
#include "proto/key_file.h"

#include <errno.h>
#include <string.h>
#include <zmq.h>

#define ASKED_AT "inproc://zeromq.zap.01"
#define VERSION "1.0"
#define MECHANISM "CURVE"
#define DOMAIN "indicatord"
#define ANSWERS_A_TURN 16
#define LOOK_EVERY_MS 1000
#define TOLD_IN_A_ROW 5
#define TOLD_EVERY_MS 10000
#define ADDRESS_BYTES 64

/* The frames of a request, in their order. */
enum { ASK_VERSION, ASK_ID, ASK_DOMAIN, ASK_ADDRESS, ASK_IDENTITY, ASK_MECHANISM, ASK_KEY, ASK_FRAMES };

struct guard {
    char secret[KEY_TEXT];
    struct socket_keys keys;
    char *path; /* of the list */
    struct key_list clients;
    struct guard_events events;
    void *socket;
    zmq_msg_t frames[ASK_FRAMES];
    int frame_count; /* more than ASK_FRAMES where some were dropped */
    uv_loop_t *loop;
    struct socket_watch watch;
    uv_fs_poll_t file;
    uint64_t may_tell_at; /* loop's clock; each telling puts it off by TOLD_EVERY_MS */
    uint64_t unsaid;
    int open_handles;
    void *owner;
    void (*on_closed)(void *owner);
};

/* ---- answering ---- */

/* A whole request off the socket; false where there is none. */
static bool take_request(struct guard *guard)
{
    guard->frame_count = 0;
    zmq_msg_t *frame;
    do {
        frame = &guard->frames[guard->frame_count < ASK_FRAMES ? guard->frame_count : ASK_FRAMES - 1];
        if (zmq_msg_recv(frame, guard->socket, ZMQ_DONTWAIT) < 0)
            return false;
        guard->frame_count++;
    } while (zmq_msg_more(frame));
    return true;
}

static bool frame_is(struct guard *guard, int which, const char *text)
{
    zmq_msg_t *frame = &guard->frames[which];
    return zmq_msg_size(frame) == strlen(text) && memcmp(zmq_msg_data(frame), text, strlen(text)) == 0;
}

/* The key that asks to be let in, or NULL where this is not how CURVE on our sockets asks. */
static const uint8_t *asking_key(struct guard *guard)
{
    bool ours = guard->frame_count == ASK_FRAMES && frame_is(guard, ASK_VERSION, VERSION) &&
                frame_is(guard, ASK_DOMAIN, DOMAIN) && frame_is(guard, ASK_MECHANISM, MECHANISM) &&
                zmq_msg_size(&guard->frames[ASK_KEY]) == KEY_BYTES;
    return ours ? zmq_msg_data(&guard->frames[ASK_KEY]) : NULL;
}

static void send_answer(struct guard *guard, bool welcome)
{
    zmq_msg_t *id = &guard->frames[ASK_ID];
    const struct {
        const void *bytes;
        size_t length;
    } frames[] = {
        {VERSION, strlen(VERSION)},
        {guard->frame_count > ASK_ID ? zmq_msg_data(id) : "", guard->frame_count > ASK_ID ? zmq_msg_size(id) : 0},
        {welcome ? "200" : "400", 3},
        {welcome ? "OK" : "No", 2},
        {"", 0}, /* the user's name */
        {"", 0}, /* more about him */
    };
    size_t count = sizeof frames / sizeof *frames;
    for (size_t i = 0; i < count; i++)
        zmq_send(guard->socket, frames[i].bytes, frames[i].length, (i + 1 < count ? ZMQ_SNDMORE : 0) | ZMQ_DONTWAIT);
}

/* Few words however many are refused: a stranger who knocks without end must not fill the log. */
static bool may_tell(struct guard *guard)
{
    uint64_t now = uv_now(guard->loop);
    if (guard->may_tell_at < now)
        guard->may_tell_at = now;
    if (guard->may_tell_at > now + (uint64_t)(TOLD_IN_A_ROW - 1) * TOLD_EVERY_MS)
        return false;
    guard->may_tell_at += TOLD_EVERY_MS;
    return true;
}

static void tell_refused(struct guard *guard, const uint8_t *key)
{
    char text[KEY_TEXT] = "", address[ADDRESS_BYTES] = "";
    if (!may_tell(guard)) {
        guard->unsaid++;
        return;
    }
    if (key)
        zmq_z85_encode(text, key, KEY_BYTES);
    zmq_msg_t *from = &guard->frames[ASK_ADDRESS];
    if (guard->frame_count > ASK_ADDRESS)
        snprintf(address, sizeof address, "%.*s",
                 (int)(zmq_msg_size(from) < ADDRESS_BYTES ? zmq_msg_size(from) : ADDRESS_BYTES - 1),
                 (const char *)zmq_msg_data(from));
    guard->events.refused(guard->events.user, text, address, guard->unsaid);
    guard->unsaid = 0;
}

static void on_readable(struct socket_watch *watch)
{
    struct guard *guard = watch->owner;
    for (int left = ANSWERS_A_TURN; left > 0 && take_request(guard); left--) {
        const uint8_t *key = asking_key(guard);
        bool welcome = key && key_list_has(&guard->clients, key);
        send_answer(guard, welcome);
        if (!welcome)
            tell_refused(guard, key);
    }
}

/* ---- the list ---- */

void guard_reload(struct guard *guard)
{
    struct key_list list;
    struct ind_fault fault;
    int code = key_list_read(guard->path, &list, &fault);
    if (code == IND_OK) {
        key_list_done(&guard->clients);
        guard->clients = list;
    }
    guard->events.reloaded(guard->events.user, guard->clients.count, code < 0 ? &fault : NULL);
}

static void on_file(uv_fs_poll_t *file, int status, const uv_stat_t *before, const uv_stat_t *now)
{
    (void)status, (void)before, (void)now; /* gone, back or changed: reading it says which */
    guard_reload(file->data);
}

/* ---- life ---- */

static int open_socket(struct guard *guard, void *zmq, struct ind_fault *fault)
{
    int linger = 0;
    guard->socket = zmq_socket(zmq, ZMQ_REP);
    if (!guard->socket)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "no socket for the clients' keys could be opened: %s",
                         zmq_strerror(errno));
    if (zmq_setsockopt(guard->socket, ZMQ_LINGER, &linger, sizeof linger) < 0 || zmq_bind(guard->socket, ASKED_AT) < 0)
        return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "the clients' keys cannot be checked: %s",
                         zmq_strerror(errno));
    return IND_OK;
}

static int set_up(struct guard *guard, void *zmq, const struct guard_options *options, struct ind_fault *fault)
{
    if (!zmq_has("curve"))
        return fault_set(fault, IND_E_UNSUPPORTED, FAULT_NOWHERE,
                         "this libzmq knows no CURVE: install one that was built with libsodium");
    if (!(guard->path = strdup(options->clients)))
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for the clients' keys");
    TRY(key_file_read(options->server_key, KEY_SECRET, guard->secret, fault));
    TRY(key_list_read(options->clients, &guard->clients, fault));
    return open_socket(guard, zmq, fault);
}

int guard_new(struct guard **ret_guard, void *zmq, const struct guard_options *options, struct ind_fault *fault)
{
    struct guard *guard = calloc(1, sizeof *guard);
    if (!guard)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for the clients' keys");
    for (int i = 0; i < ASK_FRAMES; i++)
        zmq_msg_init(&guard->frames[i]);
    guard->events = options->events;
    guard->keys = (struct socket_keys){.secret = guard->secret, .domain = DOMAIN};
    int code = set_up(guard, zmq, options, fault);
    if (code < 0)
        guard_free(guard);
    else
        *ret_guard = guard;
    return code;
}

const struct socket_keys *guard_keys(const struct guard *guard)
{
    return guard ? &guard->keys : NULL;
}

size_t guard_count(const struct guard *guard)
{
    return guard->clients.count;
}

int guard_start(struct guard *guard, uv_loop_t *loop)
{
    guard->loop = loop;
    TRY(socket_watch_start(&guard->watch, loop, guard->socket, on_readable));
    guard->watch.owner = guard;
    uv_fs_poll_init(loop, &guard->file);
    guard->file.data = guard;
    return uv_fs_poll_start(&guard->file, on_file, guard->path, LOOK_EVERY_MS) < 0 ? IND_E_IO : IND_OK;
}

static void part_closed(struct guard *guard)
{
    if (--guard->open_handles == 0)
        guard->on_closed(guard->owner);
}

static void on_watch_closed(struct socket_watch *watch)
{
    part_closed(watch->owner);
}

static void on_file_closed(uv_handle_t *handle)
{
    part_closed(handle->data);
}

void guard_stop(struct guard *guard, void *owner, void (*on_closed)(void *owner))
{
    guard->owner = owner;
    guard->on_closed = on_closed;
    guard->open_handles = 2;
    socket_watch_stop(&guard->watch, on_watch_closed);
    uv_close((uv_handle_t *)&guard->file, on_file_closed);
}

void guard_free(struct guard *guard)
{
    if (!guard)
        return;
    if (guard->socket)
        zmq_close(guard->socket);
    for (int i = 0; i < ASK_FRAMES; i++)
        zmq_msg_close(&guard->frames[i]);
    key_list_done(&guard->clients);
    explicit_bzero(guard->secret, sizeof guard->secret);
    free(guard->path);
    free(guard);
}
