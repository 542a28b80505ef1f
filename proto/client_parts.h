/* What the files of the feed client share of it. No other folder includes it. */
#ifndef PROTO_CLIENT_PARTS_H
#define PROTO_CLIENT_PARTS_H

#include <indicatord/feed_client.h>

#include "proto/client_keys.h"
#include "proto/client_replay.h"
#include "proto/client_state.h"
#include "proto/position.h"

/* RESUMING asks what the daemon has; HEALING fills (base, heal_to] by a replay; FOLLOWING reads what is published. */
enum client_phase { FOLLOWING, RESUMING, HEALING };

struct ind_feed_client {
    char *strings[3]; /* owned: see copy_options */
    struct client_keys keys;
    ind_feed_options options;
    char *topic_bytes;
    ind_text topics[IND_REQUEST_TOPICS];
    void *context;
    struct client_socket live, asker;
    struct client_frames live_frames, answer;
    struct client_replay replay;
    struct position position;
    struct client_state *kept; /* the file of ind_feed_open; NULL for none */
    struct arena arena;        /* of one heartbeat */
    struct buffer json;
    ind_feed_message pending; /* received live, not handed out yet */
    bool has_pending;
    uint64_t told;    /* gaps up to here were told */
    uint64_t asked;   /* id of the last status request */
    enum client_phase state;
    int64_t not_before; /* when a busy or silent daemon may be asked again */
    uint64_t heal_to;
    uint64_t heal_id; /* the replay that heals, 0 for none: a caller may have begun another */
};

int client_no_memory(struct ind_fault *fault);

/* The earlier of two deadlines, of which the first may be -1, never. */
int64_t client_earlier(int64_t deadline, int64_t other);

int client_need_replay(const ind_feed_client *client, struct ind_fault *fault);

/* From now on HEALING up to `to`. */
void client_heal(ind_feed_client *client, uint64_t to);

/* Seq begins again: what was told and healed is of the past. The message says so. */
void client_enter_epoch(ind_feed_client *client, const ind_header *header, ind_feed_message *ret_message);

/* One step of RESUMING: 1 with a message, 0 to go on, or a code. */
int client_resume_step(ind_feed_client *client, int64_t deadline, ind_feed_message *ret_message,
                       struct ind_fault *fault);

#endif
