/* The write-ahead log looked at by its own check sums (SQLite's file format, section 4), before SQLite does. SQLite
 * takes a log as far as it is whole, which is right after a crash; damage within it would so take commits back that
 * were durable and told, without a word. A log that was cut off looks like one that was never longer: nothing tells. */
#ifndef JOURNAL_FRAMES_H
#define JOURNAL_FRAMES_H

#include <indicatord/error.h>
#include <stdint.h>

struct frames_look {
    uint64_t frames; /* that the log has */
    uint64_t whole;  /* of these from the first on */
    uint64_t lost;   /* behind, where commits are among them that were durable; 0: what is behind never was */
    uint64_t lost_bytes;
};

/* A log that is not there is an empty one. Errors: IND_E_IO, IND_E_NOMEM. */
int frames_look(const char *directory, struct frames_look *ret_look, struct ind_fault *fault);

#endif
