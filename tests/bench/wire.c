/* Both ends of a feed for the benchmark, or one end of a real daemon's. */
#include "tests/bench/wire.h"

#include "tests/bench/bench.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <zmq.h>

#define PATIENCE_S 120
#define POLL_MS 20
#define HELLO "heartbeat" /* what a daemon sends by itself, and a wire of one's own until it came through */

/* What the thread shares with the one that waits. */
struct listening {
    void *socket;
    pthread_mutex_t lock;
    pthread_cond_t more;
    size_t articles;
    bool heard; /* anything */
    bool stop;
};

static void *checked(void *thing, const char *what)
{
    if (!thing)
        give_up(what, IND_E_IO, NULL);
    return thing;
}

static void accept_message(struct listening *l, bool article)
{
    pthread_mutex_lock(&l->lock);
    l->articles += article;
    l->heard = true;
    if (article)
        pthread_cond_signal(&l->more);
    pthread_mutex_unlock(&l->lock);
}

static bool stopped(struct listening *l)
{
    pthread_mutex_lock(&l->lock);
    bool stop = l->stop;
    pthread_mutex_unlock(&l->lock);
    return stop;
}

/* Reads whole messages; only the first frame is looked at. */
static void *listen_to(void *user)
{
    struct listening *l = user;
    zmq_msg_t frame;
    zmq_msg_init(&frame);
    bool first = true;
    while (!stopped(l)) {
        if (zmq_msg_recv(&frame, l->socket, 0) < 0)
            continue;
        if (first)
            accept_message(l, zmq_msg_size(&frame) == 7 && memcmp(zmq_msg_data(&frame), "article", 7) == 0);
        first = !zmq_msg_more(&frame);
    }
    zmq_msg_close(&frame);
    return NULL;
}

/* A subscriber of everything, which loses nothing. */
static void listen_at(struct wire *wire, const char *endpoint)
{
    struct listening *l = room_for(1, sizeof *l);
    int unlimited = 0, poll = POLL_MS;
    pthread_mutex_init(&l->lock, NULL);
    pthread_cond_init(&l->more, NULL);
    l->socket = checked(zmq_socket(wire->context, ZMQ_SUB), "a socket");
    zmq_setsockopt(l->socket, ZMQ_RCVHWM, &unlimited, sizeof unlimited);
    zmq_setsockopt(l->socket, ZMQ_RCVTIMEO, &poll, sizeof poll);
    zmq_setsockopt(l->socket, ZMQ_SUBSCRIBE, "", 0);
    if (zmq_connect(l->socket, endpoint) != 0 || pthread_create(&wire->listener, NULL, listen_to, l) != 0)
        give_up(endpoint, IND_E_IO, NULL);
    wire->listening = l;
}

static void nap(void)
{
    nanosleep(&(struct timespec){.tv_nsec = POLL_MS * 1000000}, NULL);
}

/* Until the subscriber heard something, the connection is not known to stand. */
static void wait_heard(struct wire *wire)
{
    struct listening *l = wire->listening;
    double until = seconds() + PATIENCE_S;
    for (bool heard = false; !heard; nap()) {
        if (wire->publisher)
            wire_send(wire, HELLO, strlen(HELLO), "", 0);
        pthread_mutex_lock(&l->lock);
        heard = l->heard;
        pthread_mutex_unlock(&l->lock);
        if (seconds() > until)
            give_up("nothing comes over the feed", IND_E_TIMEOUT, NULL);
    }
}

static void endpoint_in(char *endpoint, size_t room, const char *folder, const char *name)
{
    if (snprintf(endpoint, room, "ipc://%s/%s", folder, name) >= (int)room)
        give_up("the folder's name is too long", IND_OK, NULL);
}

struct wire wire_new(const char *folder)
{
    char endpoint[256];
    int unlimited = 0;
    struct wire wire = {.context = checked(zmq_ctx_new(), "ZeroMQ")};
    endpoint_in(endpoint, sizeof endpoint, folder, "wire");
    wire.publisher = checked(zmq_socket(wire.context, ZMQ_PUB), "a socket");
    zmq_setsockopt(wire.publisher, ZMQ_SNDHWM, &unlimited, sizeof unlimited);
    if (zmq_bind(wire.publisher, endpoint) != 0)
        give_up(endpoint, IND_E_IO, NULL);
    listen_at(&wire, endpoint);
    wait_heard(&wire);
    return wire;
}

static void become_daemon(const char *folder, const char *program)
{
    char inbox[4096], state[4096], feed[256], replay[256], log[4096];
    snprintf(inbox, sizeof inbox, "%s/inbox", folder);
    snprintf(state, sizeof state, "%s/state", folder);
    snprintf(log, sizeof log, "%s/daemon.log", folder);
    endpoint_in(feed, sizeof feed, folder, "feed");
    endpoint_in(replay, sizeof replay, folder, "replay");
    int out = open(log, O_WRONLY | O_CREAT, 0600);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    execl(program, program, "--inbox", inbox, "--state", state, "--feed", feed, "--replay", replay, "--stream", "bench",
          "--feed-queue", "1000000", "--min-free", "0", "--min-free-percent", "0", (char *)NULL);
    _exit(127);
}

struct wire wire_of_daemon(const char *folder, const char *program)
{
    char feed[256];
    pid_t daemon = fork();
    if (daemon < 0)
        give_up("no process", IND_E_IO, NULL);
    if (daemon == 0)
        become_daemon(folder, program);
    struct wire wire = {.context = checked(zmq_ctx_new(), "ZeroMQ"), .daemon = daemon};
    endpoint_in(feed, sizeof feed, folder, "feed");
    listen_at(&wire, feed);
    wait_heard(&wire);
    return wire;
}

void wire_send(struct wire *wire, const char *topic, size_t topic_length, const void *body, size_t body_length)
{
    if (zmq_send(wire->publisher, topic, topic_length, ZMQ_SNDMORE) < 0 ||
        zmq_send(wire->publisher, "", 0, ZMQ_SNDMORE) < 0 || zmq_send(wire->publisher, body, body_length, 0) < 0)
        give_up("a message is not sent", IND_E_IO, NULL);
}

void wire_wait_articles(struct wire *wire, size_t count)
{
    struct listening *l = wire->listening;
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE_S;
    pthread_mutex_lock(&l->lock);
    int late = 0;
    while (l->articles < count && !late)
        late = pthread_cond_timedwait(&l->more, &l->lock, &until);
    pthread_mutex_unlock(&l->lock);
    if (late)
        give_up("articles are missing", IND_E_TIMEOUT, NULL);
}

void wire_done(struct wire *wire)
{
    struct listening *l = wire->listening;
    pthread_mutex_lock(&l->lock);
    l->stop = true;
    pthread_mutex_unlock(&l->lock);
    pthread_join(wire->listener, NULL);
    zmq_close(l->socket);
    if (wire->publisher)
        zmq_close(wire->publisher);
    zmq_ctx_term(wire->context);
    pthread_cond_destroy(&l->more);
    pthread_mutex_destroy(&l->lock);
    free(l);
    if (wire->daemon) {
        kill(wire->daemon, SIGTERM);
        waitpid(wire->daemon, NULL, 0);
    }
}
