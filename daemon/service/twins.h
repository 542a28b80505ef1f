/* Which articles a file has given already: a record whose bytes or text stand twice in one file is told as the
 * duplicate of the first. Not for what other files gave: that is the ledger's. One thread. */
#ifndef SERVICE_TWINS_H
#define SERVICE_TWINS_H

#include "daemon/base/digest.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct twin {
    char key[DIGEST_HEX + 1]; /* an id or a text id; "" for a free place */
    char id[DIGEST_HEX + 1];  /* of the article that has it */
};

/* Zeroed it is empty. */
struct twins {
    struct twin *places; /* open addressing, at most half full */
    size_t room;         /* a power of two */
    size_t count;
};

void twins_done(struct twins *twins);

/* The id of the article with this id or text id; NULL for none. */
const char *twins_find(const struct twins *twins, const char *key);

/* The article has this key, unless another has it. False when out of memory. */
bool twins_add(struct twins *twins, const char *key, const char *id);

#endif
