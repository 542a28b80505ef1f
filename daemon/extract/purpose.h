/* What a time expression is for in its sentence: to set a period, or to say what a figure is compared with, when
 * something is due, which programme, document or cause is meant. Where a frame holds is frame.c's. */
#ifndef EXTRACT_PURPOSE_H
#define EXTRACT_PURPOSE_H

#include "daemon/extract/period.h"

/* How far before an expression a word may stand that tells what the expression is for. */
#define LOOK_BACK 6

/* Sets the flags of a frame whose tokens, shape and has_year are known (until, deadline, comparison, modifier, planned,
 * narrow, early); "đến" and the like become a part of it. */
void purpose_judge(const struct reading *r, struct frame *f);

#endif
