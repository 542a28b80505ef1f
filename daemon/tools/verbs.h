/* The verbs of indicatorctl, one file each. A new verb is a row here and in ctl.c's table. */
#ifndef TOOLS_VERBS_H
#define TOOLS_VERBS_H

#include "daemon/tools/options.h"

extern const struct verb extract_verb;
extern const struct verb text_verb;
extern const struct verb explain_verb;
extern const struct verb check_verb;
extern const struct verb subscribe_verb;
extern const struct verb status_verb;
extern const struct verb journal_verb;
extern const struct verb reextract_verb;
extern const struct verb keygen_verb;

#endif
