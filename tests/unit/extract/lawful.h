/* What must hold of any extraction, whatever the bytes were: order, bounds, and that the parts of a record fit each
 * other. Shared by the unit tests and the fuzz targets. Not for whether a figure was understood. */
#ifndef TESTS_EXTRACT_LAWFUL_H
#define TESTS_EXTRACT_LAWFUL_H

#include <indicatord/extract.h>

#include "daemon/base/buffer.h"

/* Appends one line to `complaints` for each law that the result breaks; nothing when it breaks none. The source is
 * what the result was extracted from. */
void lawful_check(const ind_result *result, const ind_source *source, struct buffer *complaints);

#endif
