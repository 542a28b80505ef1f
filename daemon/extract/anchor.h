/* What was told last, that a figure without words of its own hangs on: the state of link.c's walk over the mentions.
 * Pure. */
#ifndef EXTRACT_ANCHOR_H
#define EXTRACT_ANCHOR_H

#include "daemon/extract/reading.h"

struct anchor {
    uint32_t mention; /* the last level, or figure that opened an observation; NONE */
    uint32_t sentence;
    uint32_t paragraph;
};

/* The mention `index` is what was told last. */
void set_anchor(const struct reading *r, struct anchor *anchor, uint32_t index);

/* The figure may hang on the anchor: nothing of its own lies between them. */
bool reaches(const struct reading *r, const struct anchor *anchor, const struct mention *m);

/* The figure has words of its own before its cue. */
static inline bool has_subject(const struct mention *m)
{
    return m->subject_first < m->subject_end;
}

#endif
