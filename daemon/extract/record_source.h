/* The records of a file as sources of the extraction: text/records behind the public names. Pure. */
#ifndef EXTRACT_RECORD_SOURCE_H
#define EXTRACT_RECORD_SOURCE_H

#include <indicatord/extract.h>

#include "daemon/text/records.h"

/* The record that ind_records_next gave as `source`, as a document. Errors as records_read. */
int record_document(const ind_records *records, struct arena *arena, const ind_source *source,
                    struct document *ret_document, struct ind_fault *fault);

#endif
