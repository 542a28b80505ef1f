/* A message as one line of JSON with its topic, header and body: what subscribe and journal export print. */
#ifndef TOOLS_LINES_H
#define TOOLS_LINES_H

#include <indicatord/messages.h>

#include "daemon/base/buffer.h"

/* Appends the line with its end. Errors: IND_E_INVALID (header or body can't be read; `out` is as before). Memory is
 * the buffer's to tell. */
int lines_add(struct buffer *out, const ind_frames *message);

#endif
