/* Articles read one after the other with one set of tables: what every verb that looks into files shares. One
 * thread. */
#ifndef TOOLS_ARTICLES_H
#define TOOLS_ARTICLES_H

#include <indicatord/extract.h>

#include "daemon/base/buffer.h"
#include "daemon/tools/options.h"

struct articles {
    ind_tables *tables;
    ind_extractor *extractor;
    struct buffer bytes; /* of the file at hand */
};

/* The row that such a verb's option table holds. */
#define ARTICLES_OPTIONS {"tables", "DIR", "add the *.tsv in DIR to the built-in tables", 't'}

/* Builds tables and extractor as the call's --tables says. 0, or CTL_FAILED after one sentence on stderr; to be
 * ended by articles_done either way. */
int articles_init(struct articles *articles, const struct call *call);
void articles_done(struct articles *articles);

/* Reads the file ("-": stdin). The source points into it and is valid until the next load; its name is
 * NULL for stdin. On failure the fault is for articles_complain. */
int articles_load(struct articles *articles, const char *path, ind_source *ret_source, struct ind_fault *fault);

/* The sentence on stderr about a file: "NAME: reason". */
void articles_complain(const char *path, const struct ind_fault *fault);

#endif
