/* A journal's file that can't be gone on with: set aside under another name, and what can be read of it carried over
 * into a new one. The epoch stays where the state of the old one can be read, and what is missing is lost; else it is a
 * new one, without messages. What was seen and what is in flight is carried over in both cases. proto/JOURNAL.md,
 * section 8. Single damaged rows are no reason to mend: replay tells them as lost. */
#ifndef JOURNAL_MEND_H
#define JOURNAL_MEND_H

#include "daemon/journal/parts.h"

/* No journal gets that far; what says so is damaged. Numbers up to here are whole in every consumer's language. */
#define MEND_HEAD_MOST ((uint64_t)1 << 53)

/* A write met damage: the next start mends. Best effort: without it that start meets the damage again. */
void mend_ask(const struct journal *journal, const struct ind_fault *damage);
bool mend_is_asked(const struct journal *journal, struct ind_fault *ret_damage);

/* Mends; the journal's store is closed before and after. journal->mended tells what was done. Errors: `damage` again
 * where the directory is not a journal's, IND_E_FULL (there must be room for a second one), IND_E_IO, IND_E_NOMEM. */
int mend(struct journal *journal, const struct ind_fault *damage, struct ind_fault *fault);

/* Ends a change of files that a crash interrupted. */
int mend_finish(struct journal *journal, struct ind_fault *fault);

#endif
