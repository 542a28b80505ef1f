/* The extraction as a library: bytes of one article in, observations out. Pure: the same bytes and tables
 * give the same result on every machine; no files, clocks, logging, locale or globals.
 *
 * Tables are immutable once built and may be shared by any number of threads. An extractor belongs to one
 * thread at a time. */
#ifndef INDICATORD_EXTRACT_H
#define INDICATORD_EXTRACT_H

#include <stdbool.h>

#include <indicatord/error.h>
#include <indicatord/observation.h>

typedef struct ind_tables ind_tables;
typedef struct ind_extractor ind_extractor;

/* One table file of an operator's own, e.g. the bytes of "units.tsv". Its rows are added to the built-in
 * table of that name; a row with the same surface and kind replaces the built-in one. */
typedef struct {
    const char *name;  /* file name, decides which table it extends; also used in faults */
    const char *bytes; /* UTF-8 */
    size_t length;
} ind_table_file;

/* Builds the built-in tables plus `extra` (count may be 0). On failure the fault names the file and the
 * line. Nothing of `extra` is kept. */
int ind_tables_new(ind_tables **ret_tables, const ind_table_file *extra, size_t count, struct ind_fault *fault);

/* NULL is fine. No extractor may be using them. */
void ind_tables_free(ind_tables *tables);

/* SHA-256 in hex over all rows in force; changes when any row does. Lives as long as the tables. */
const char *ind_tables_digest(const ind_tables *tables);

typedef struct {
    ind_article article;
    const ind_observation *observations; /* in text order */
    uint32_t count;
    const ind_left_out *left_out; /* in text order */
    uint32_t left_out_count;
    ind_text text; /* the text that offsets refer to where article.offsets_in_file is false */
} ind_result;

typedef struct ind_records ind_records;

typedef struct {
    const char *name;  /* file name as dropped, for the format; may be NULL */
    const char *bytes;
    size_t length;
    const ind_records *records; /* whose record it is, as ind_records_next gave it; NULL: a file by itself */
    uint32_t line;              /* of the record in its file, or its number in an array, from 1; 0: a file by itself */
} ind_source;

/* `memory` is the hard limit in bytes of what one article may take; 0 gives the default (208 MiB). */
int ind_extractor_new(ind_extractor **ret_extractor, const ind_tables *tables, size_t memory);
void ind_extractor_free(ind_extractor *extractor);

/* The most observations that one article may have, 10,000 unless said; 0 gives that back. An article with more is
 * refused, as soon as that is clear. */
void ind_extractor_set_observations(ind_extractor *extractor, uint32_t most);

/* The articles of a file: itself, or one for each line of a .jsonl and each item of an array in a .json. The file's
 * bytes and the tables must outlive them; `memory` is the hard limit in bytes of what decoding the file may take, 0
 * gives the default. Errors: IND_E_NOT_TEXT, IND_E_INVALID (named .json, but no JSON, or no article in it),
 * IND_E_LIMIT, IND_E_NOMEM. */
int ind_records_new(ind_records **ret_records, const ind_tables *tables, const ind_source *file, size_t memory,
                    struct ind_fault *fault);
void ind_records_free(ind_records *records); /* NULL is fine */

/* True and the next article, for ind_extract and ind_text_of; false behind the last one. A record's bytes are those of
 * the file as UTF-8, and live as long as the records. */
bool ind_records_next(ind_records *records, ind_source *ret_article);

/* Reads one article. *ret_result stays valid until the next call on the same extractor or its end.
 * Errors: IND_E_EMPTY (no bytes, only white space, a record without text), IND_E_NOT_TEXT (with the position),
 * IND_E_INVALID (a record or a .json that is none, with the position), IND_E_LIMIT (the article needs more memory or
 * has more observations than allowed), IND_E_UNSUPPORTED (a file of more than one article: ind_records). */
int ind_extract(ind_extractor *extractor, const ind_source *source, const ind_result **ret_result,
                struct ind_fault *fault);

/* The text that `ind_extract` would read, normalised, as `indicatorctl text` prints it. Same errors. */
int ind_text_of(ind_extractor *extractor, const ind_source *source, ind_text *ret_text, struct ind_fault *fault);

#endif
