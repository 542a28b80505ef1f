/* What the last run left in .work/, held against what the journal knows of it: to be read again, or only to be filed.
 * Decides; reads and files nothing. */
#ifndef SERVICE_RECOVER_H
#define SERVICE_RECOVER_H

#include "daemon/inbox/inbox.h"
#include "daemon/journal/journal.h"
#include "daemon/service/queue.h"

/* Appends a work for every claim in .work/ to ret_works, the caller's: of fate FILE where it was committed, else OPEN,
 * to be run with nothing beside it. The journal, which must have begun, forgets every other claim. Blocks; the
 * journal's thread. Errors: those of inbox_recover and the journal; ret_works is then empty. */
int recover_claims(struct inbox *inbox, struct journal *journal, struct work_list *ret_works, struct ind_fault *fault);

#endif
