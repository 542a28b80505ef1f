/* The wire of the benchmark: a PUB and a SUB socket of its own, or a running daemon and a SUB socket on its feed. The
 * subscriber has a thread of its own, which counts the articles that were told of. */
#ifndef BENCH_WIRE_H
#define BENCH_WIRE_H

#include <pthread.h>
#include <stddef.h>
#include <sys/types.h>

struct wire {
    void *context;
    void *publisher; /* NULL where a daemon publishes */
    pid_t daemon;    /* 0 where there is none */
    pthread_t listener;
    struct listening *listening;
};

/* Both end the program where something fails, and return when a first message came through. */
struct wire wire_new(const char *folder);
struct wire wire_of_daemon(const char *folder, const char *program); /* inbox/ must be in `folder` */

/* Three frames, as on the feed; the header is empty. */
void wire_send(struct wire *wire, const char *topic, size_t topic_length, const void *body, size_t body_length);

/* Waits until so many article messages came, two minutes at most. */
void wire_wait_articles(struct wire *wire, size_t count);

/* Ends the daemon, too. */
void wire_done(struct wire *wire);

#endif
