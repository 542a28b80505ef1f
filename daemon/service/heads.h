/* The last published seq of every topic, for the heartbeat: what a subscriber can hold against what it saw. */
#ifndef SERVICE_HEADS_H
#define SERVICE_HEADS_H

#include <indicatord/error.h>
#include <indicatord/messages.h>

struct heads_table {
    ind_topic_head *items; /* in byte order of the topics, whose bytes it owns */
    uint32_t count, room;
};

/* Sets the topic's last seq. IND_E_NOMEM. */
int heads_table_set(struct heads_table *table, const char *topic, size_t length, uint64_t seq);

void heads_table_done(struct heads_table *table); /* a zeroed table is fine */

#endif
