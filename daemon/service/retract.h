/* Which observations of an earlier reading a new one no longer gives. The ledger remembers a reading as its
 * marks: the starts of its observations, the part of their ids behind the colon, one a line. */
#ifndef SERVICE_RETRACT_H
#define SERVICE_RETRACT_H

#include "daemon/base/buffer.h"

#include <indicatord/messages.h>

/* Appends the mark of an observation's id ("ARTICLE:START"). */
void retract_add_mark(struct buffer *marks, const char *id);

/* Calls `visit` with each mark that stands in `before` and not in `after`, in the order of `before`. Both have
 * their marks in rising order; what is out of order or malformed is passed over. */
typedef void retract_fn(void *user, ind_text mark);
void retract_missing(ind_text before, ind_text after, retract_fn *visit, void *user);

#endif
