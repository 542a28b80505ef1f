/* How far a consumer has come, topic by topic: tells what is new, what repeats and what is missing from the seq
 * and prev of messages and from heartbeats. Part of the feed client, but pure: no sockets, no clock. */
#ifndef PROTO_POSITION_H
#define PROTO_POSITION_H

#include "daemon/base/error.h"
#include "proto/envelope.h"

struct position_topic;

struct position {
    bool placed;    /* some place in the stream is known; before, the first message or heartbeat sets it */
    uint64_t epoch; /* 0: whatever comes first */
    uint64_t known; /* all up to here was handed out, or is lost for good: repeats of it are dropped */
    uint64_t base;  /* nothing up to here is missed, be it handed out or before the consumer's time */
    uint64_t beat;  /* the head in the last heartbeat */
    struct position_topic *topics; /* open addressing, by name */
    size_t room, count;
};

enum position_verdict { POSITION_FRESH, POSITION_REPEAT, POSITION_GAP, POSITION_NEW_EPOCH };

/* Frees the topics; a zeroed position is fine. */
void position_done(struct position *position);

/* Begins behind `after` in the epoch (0: any). */
void position_place(struct position *position, uint64_t epoch, uint64_t after);

/* A message with seq. GAP: something of its topic is missing up to *ret_to, and what may be missing of any topic is
 * (base, *ret_to]; `strict` takes any hole before it for that, as another topic's message may be in it. Changes nothing
 * but the first place and epoch. */
enum position_verdict position_judge(struct position *position, ind_frame topic, const ind_header *header, bool strict,
                                     uint64_t *ret_to);

/* A heartbeat, which shows what was lost at the end of topics that begin with one of the prefixes (none: all). What
 * the journal had not had yet at the heartbeat before is still given time to arrive. Never REPEAT. */
enum position_verdict position_judge_heartbeat(struct position *position, const ind_heartbeat *heartbeat,
                                               const ind_text *prefixes, uint32_t count, uint64_t *ret_to);

/* True where the message was handed out or settled before. */
bool position_repeats(const struct position *position, ind_frame topic, uint64_t seq);

/* A message was handed out. Errors: IND_E_NOMEM. */
int position_note(struct position *position, ind_frame topic, uint64_t seq);

/* Everything up to `seq` was handed out or is lost for good. */
void position_settle(struct position *position, uint64_t seq);

/* A new epoch: seq begins again and nothing of it is known. */
void position_restart(struct position *position, uint64_t epoch);

#endif
