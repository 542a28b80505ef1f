/* What was extracted, written out in words that tests compare and people read: one item a line, every key of it.
 * Not the wire format: proto/ writes that. */
#ifndef TESTS_EXTRACT_SHOW_H
#define TESTS_EXTRACT_SHOW_H

#include <indicatord/extract.h>

#include "daemon/base/buffer.h"

/* Appends one line for each observation ("obs label='…' status=actual …"), then one for its level, one for each of
 * its figures ("plan ratio=1.13 …"), and behind all observations one for each numeral left out ("left …"). What is
 * null is "-"; texts stand in single quotes, single quotes in them become `. */
void show_result(struct buffer *out, const ind_result *result);

#endif
