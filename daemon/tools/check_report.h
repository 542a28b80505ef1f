/* Contradictions as a person reads them and as JSON lines (schema indicatord.contradiction/1). */
#ifndef TOOLS_CHECK_REPORT_H
#define TOOLS_CHECK_REPORT_H

#include "daemon/tools/check_facts.h"

/* Appends one contradiction: what does not fit, then each figure with file, byte offset and sentence. */
void report_text(struct buffer *out, const struct checkup *checkup, const struct contradiction *c);

/* Appends one contradiction as one line of JSON. */
void report_json(struct buffer *out, const struct checkup *checkup, const struct contradiction *c);

#endif
