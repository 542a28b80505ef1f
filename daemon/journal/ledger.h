/* What was seen, on the writing side: is this article new, and remembering it. No other folder includes it. */
#ifndef JOURNAL_LEDGER_H
#define JOURNAL_LEDGER_H

#include "daemon/journal/parts.h"

/* Remembers every article of the batch within the open transaction. *ret_seen says that one of them was seen
 * already without being told as a duplicate; these are marked, and the caller takes the batch back. */
int ledger_take(struct journal *journal, struct journal_batch *batch, bool *ret_seen, struct ind_fault *fault);

#endif
