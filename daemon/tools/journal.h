/* What the files of the verb `journal` share. */
#ifndef TOOLS_JOURNAL_H
#define TOOLS_JOURNAL_H

#include <indicatord/messages.h>

#include "daemon/journal/scan.h"
#include "daemon/tools/options.h"

/* The exit status where damage was found, beside CTL_*. */
enum { JOURNAL_DAMAGED = 3 };

/* Each looks at an open journal and returns an exit status. */
int journal_check(struct scan *scan, const struct call *call);
int journal_stats(struct scan *scan, const struct call *call);
int journal_export(struct scan *scan, const struct call *call);

/* Calls for each message of a whole row. `seq` counts from the row's first. A negative code ends the walk. */
typedef int journal_message_fn(void *user, uint64_t seq, const ind_frames *message, struct ind_fault *fault);
int journal_messages(const struct rows_row *row, journal_message_fn *visit, void *user, struct ind_fault *fault);

#endif
