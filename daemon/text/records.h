/* Files of JSON: which articles are in one. An object is an article; each line of a .jsonl and each item of an array is
 * one of its own. Whatever else a file is, it is one article as document reads it. Not for what a record says (record).
 * Pure; any thread. */
#ifndef TEXT_RECORDS_H
#define TEXT_RECORDS_H

#include "daemon/text/record.h"

enum records_kind {
    RECORDS_FILE,  /* one article: the file itself */
    RECORDS_LINES, /* a record a line */
    RECORDS_ITEMS, /* a record an item of an array */
};

/* One article: the file, or a record as it stands in the decoded text. */
struct record_part {
    const char *bytes;
    uint32_t length;
    uint32_t line; /* of the record in the file, or its number in the array, from 1; 0 for the file itself */
    uint32_t at;   /* where it begins in the decoded text */
};

struct records {
    const struct record_fields *fields;
    struct charset_text text; /* of RECORDS_LINES and RECORDS_ITEMS */
    enum records_kind kind;
    struct json_walk walk;
    uint32_t at, line;
    bool done;
};

/* Finds out what the file is, by its name's ending (json; jsonl, ndjson; NULL: no name) or its content, and decodes
 * what is more than one article. The bytes must outlive the records. Errors: those of charset_read; IND_E_INVALID
 * (named .json, but no JSON, or none with an article in it). Linear in length. */
int records_open(struct records *records, struct arena *arena, const struct record_fields *fields, const char *name,
                 const char *bytes, size_t length, struct ind_fault *fault);

/* False behind the last part. Blank lines are passed over. A part may be no record: records_read tells. */
bool records_next(struct records *records, struct record_part *ret_part);

/* A record as a document; format "jsonl" or "json". Errors: IND_E_INVALID (broken, with the offset in it), IND_E_EMPTY,
 * IND_E_LIMIT. */
int records_read(struct arena *arena, const struct records *records, const struct record_part *part,
                 struct document *ret_document, struct ind_fault *fault);

/* The file itself as a document: its one record where it is JSON, else as document_read. Errors: those of
 * document_read; IND_E_UNSUPPORTED where it is more than one article. */
int records_read_file(struct arena *arena, const struct record_fields *fields, const char *name, const char *bytes,
                      size_t length, struct document *ret_document, struct ind_fault *fault);

#endif
