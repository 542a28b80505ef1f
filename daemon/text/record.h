/* An article as a crawler stores it: an object of JSON with a title, a date, a text. Finds it in what an interface
 * wraps around it, and reads it as a document. Which field names mean what is a table (lang/vi/fields.tsv). Pure; any
 * thread. */
#ifndef TEXT_RECORD_H
#define TEXT_RECORD_H

#include "daemon/text/document.h"
#include "daemon/text/json.h"

/* Roles as fields.tsv names them. `inner` is where a value is an object that holds the text proper ("rendered"). */
#define RECORD_ROLES(X)   \
    X(TITLE, "title")     \
    X(LEAD, "lead")       \
    X(TEXT, "text")       \
    X(DATE, "date")       \
    X(URL, "url")         \
    X(SOURCE, "source")   \
    X(AUTHOR, "author")   \
    X(PLACE, "place")     \
    X(INNER, "inner")

enum record_role {
#define X(name, text) RECORD_##name,
    RECORD_ROLES(X)
#undef X
    RECORD_ROLE_COUNT
};

/* Names without case, '_', '-' and blanks; of two fields of one role the one that stands earlier here is read, unless
 * there is nothing in it. */
struct record_field {
    enum record_role role;
    const char *name;
};

struct record_fields {
    const struct record_field *items;
    uint32_t count;
};

#define RECORD_NAME_MAX 48

/* A field's name as the table has it: into ret_name with a NUL; 0 for one too long, or with nothing in it. */
uint32_t record_name(const char *bytes, uint32_t length, char ret_name[static RECORD_NAME_MAX]);

/* What of a value are records: an object with a text, or an array with one in it; the value itself, or what stands up
 * to four levels below it. False where there is none. Linear. */
bool record_find(const struct record_fields *fields, const struct json *value, struct json *ret_found);

/* Fills the document from an object that record_find gives, or that it would find one in: title, lead and text as its
 * bytes, and the facts. A text that is HTML is read as HTML. encoding, its like and format are left as they are.
 * Errors: IND_E_EMPTY (no text in it), IND_E_LIMIT (arena full). */
int record_read(struct arena *arena, const struct record_fields *fields, const struct json *record,
                struct document *document, struct ind_fault *fault);

#endif
