/* How fast each connection may ask: so many requests a second are looked at, some more are told to come too fast, and
 * the rest is not worth a word. Pure but for its memory; what a request is, it does not know. */
#ifndef FEED_PACE_H
#define FEED_PACE_H

#include <stddef.h>
#include <stdint.h>

#define PACE_REQUESTS_A_SECOND 5000
#define PACE_TOLD_A_SECOND 100
#define PACE_SLOTS 1024 /* connections share one where their names fall together: memory stays bounded */

struct pace {
    struct {
        uint64_t second;
        uint32_t count;
    } slots[PACE_SLOTS]; /* zeroed before the first use */
};

enum pace_verdict { PACE_FINE, PACE_TELL, PACE_DROP };

/* Counts one more request of the connection with that name, at `now_ms` of a clock that never goes back. */
enum pace_verdict pace_of(struct pace *pace, const void *name, size_t length, uint64_t now_ms);

#endif
