/* Articles read one after the other with one set of tables: what every verb that looks into files shares. One
 * thread. */
#ifndef TOOLS_READING_H
#define TOOLS_READING_H

#include <indicatord/extract.h>

#include "daemon/base/buffer.h"
#include "daemon/tools/options.h"

struct reading {
    ind_tables *tables;
    ind_extractor *extractor;
    struct buffer bytes; /* of the file at hand */
};

/* The row that such a verb's option table holds. */
#define READING_OPTIONS {"tables", "DIR", "add the *.tsv in DIR to the built-in tables", 't'}

/* Builds tables and extractor as the call's --tables says. 0, or CTL_FAILED after one sentence on stderr; to be
 * ended by reading_done either way. */
int reading_init(struct reading *reading, const struct call *call);
void reading_done(struct reading *reading);

/* Reads the file ("-": stdin). The source points into the reading and is valid until the next load; its name is
 * NULL for stdin. On failure the fault is for reading_complain. */
int reading_load(struct reading *reading, const char *path, ind_source *ret_source, struct ind_fault *fault);

/* The sentence on stderr about a file: "NAME: reason". */
void reading_complain(const char *path, const struct ind_fault *fault);

#endif
