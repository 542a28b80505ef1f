/* A progress bar on stderr for work over many files: shown only where stderr is a terminal and there is more
 * than one, redrawn at most ten times a second, gone when the work is done. One thread. */
#ifndef TOOLS_PROGRESS_H
#define TOOLS_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    size_t total;
    int64_t drawn_ms; /* when, on the monotonic clock */
    bool wanted;
    bool visible;
};

void progress_init(struct progress *progress, size_t total);

/* `done` of the total are done. */
void progress_show(struct progress *progress, size_t done);

/* Wipes the bar off before anything else is printed on that terminal, and at the end. */
void progress_hide(struct progress *progress);

/* The bar's text for a line of `columns` cells, without the escape codes, NUL-terminated. */
void progress_text(size_t done, size_t total, size_t columns, char *ret_text, size_t room);

#endif
