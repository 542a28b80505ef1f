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
    struct buffer bytes;  /* of the file at hand */
    ind_records *records; /* in it */
};

/* The row that such a verb's option table holds. */
#define ARTICLES_OPTIONS {"tables", "DIR", "add the *.tsv in DIR to the built-in tables", 't'}

/* … and that of those which extract: an article with more observations is refused. Memory stays bounded either way. */
#define ARTICLES_MOST {"max-observations", "N", "refuse an article with more than that many (10000)", 0}

/* Builds tables and extractor as the call's --tables and --max-observations say. 0, or CTL_FAILED or CTL_USAGE after
 * one sentence on stderr; to be ended by articles_done either way. */
int articles_init(struct articles *articles, const struct call *call);
void articles_done(struct articles *articles);

/* The row of those verbs that look at one article of a file, and the article that it names: of a file of several the
 * one with that line (or number), and with no --line none. On failure the fault is for articles_complain. */
#define ARTICLES_LINE {"line", "N", "the article in line N of a .jsonl, or the N-th of an array in a .json", 'l'}
int articles_one(struct articles *articles, const struct call *call, const char *path, ind_source *ret_source,
                 struct ind_fault *fault);

/* Reads the file ("-": stdin), whose articles articles_next then gives, until the next load; their name is NULL for
 * stdin. On failure the fault is for articles_complain. */
int articles_load(struct articles *articles, const char *path, struct ind_fault *fault);
bool articles_next(struct articles *articles, ind_source *ret_source);

/* The sentence on stderr about a file, or about one record in it (line 0: none): "NAME: reason", "NAME: line 3:
 * reason". */
void articles_complain(const char *path, uint32_t line, const struct ind_fault *fault);

#endif
