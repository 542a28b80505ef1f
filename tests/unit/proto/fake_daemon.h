/* A daemon for the client's tests: a journal in memory, a PUB socket that loses what it is told to lose, a
 * ROUTER socket that keeps to the replay protocol and misbehaves on demand. */
#ifndef TEST_PROTO_FAKE_DAEMON_H
#define TEST_PROTO_FAKE_DAEMON_H

#include <pthread.h>

#include "proto/bodies.h"
#include "proto/envelope.h"

struct fake_daemon;

struct fake_options {
    uint64_t epoch;
    uint64_t tail;                /* the first seq that a replay still has; 0 counts as 1 */
    uint64_t lost_from, lost_to;  /* taken by damage */
    unsigned busy;                /* so many replays are refused first */
    unsigned deaf;                /* so many requests are left without an answer first */
    bool curve;
};

struct fake_daemon *fake_daemon_new(const struct fake_options *options);
void fake_daemon_free(struct fake_daemon *daemon);

const char *fake_publish_endpoint(const struct fake_daemon *daemon);
const char *fake_replay_endpoint(const struct fake_daemon *daemon);
const char *fake_public_key(const struct fake_daemon *daemon);

/* Waits until so many subscriptions have come. */
void fake_await_subscriptions(struct fake_daemon *daemon, int count);

/* Journals a message of the topic; sends it where `publish` says so. Returns its seq. */
uint64_t fake_add(struct fake_daemon *daemon, const char *topic, bool publish);

/* Sends a journaled message again. */
void fake_repeat(struct fake_daemon *daemon, uint64_t seq);

void fake_heartbeat(struct fake_daemon *daemon);

/* Begins a new history. */
void fake_new_epoch(struct fake_daemon *daemon, uint64_t epoch);

/* Three frames as they are. */
void fake_send_raw(struct fake_daemon *daemon, const char *topic, ind_frame header, ind_frame body);

/* How many replays were asked for. */
unsigned fake_replays(struct fake_daemon *daemon);

#endif
