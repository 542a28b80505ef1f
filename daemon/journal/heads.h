/* The last seq of every topic, in memory: what `prev` is made of. Each head has the value that is committed and
 * the one that the open transaction gave it. One thread. */
#ifndef JOURNAL_HEADS_H
#define JOURNAL_HEADS_H

#include <stddef.h>
#include <stdint.h>

struct head {
    char *topic; /* NULL: an empty place */
    size_t length;
    uint64_t seq;     /* as of the open transaction */
    uint64_t durable; /* as of the last commit; 0 for none */
};

struct heads {
    struct head *places; /* open addressing; room is a power of two */
    size_t count, room;
};

/* A zeroed table is an empty one; NULL is fine. */
void heads_done(struct heads *heads);

/* The head of a topic, made with both seqs 0 where it is new; valid until the next call. NULL: no memory. */
struct head *heads_at(struct heads *heads, const char *topic, size_t length);

/* Makes what the transaction gave the committed value, or takes it back. */
void heads_commit(struct heads *heads);
void heads_rollback(struct heads *heads);

#endif
