/* HTML cut into text, start tags and end tags as its standard says, whatever the bytes are. Not for what is nested in
 * what (html_page).
 *
 * Written here because the parsers at hand take more than linear time: both libxml2 2.9 and gumbo 0.10 hold each
 * attribute against all before it and each end tag against all that is open, and take hours for a hostile page of 16
 * MiB; gumbo keeps the whole tree outside of any limit, too. Here each byte is looked at a fixed number of times and
 * nothing is allocated. Pure; any thread. */
#ifndef TEXT_HTML_TOKEN_H
#define TEXT_HTML_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum html_kind {
    HTML_END,   /* of the bytes */
    HTML_TEXT,  /* with its references as they stand; several may follow each other */
    HTML_START,
    HTML_CLOSE, /* an end tag */
};

/* Points into the bytes that are read. */
struct html_token {
    enum html_kind kind;
    const char *bytes;      /* of a text itself, of a tag its name, in either case of letters */
    size_t length;
    const char *attributes; /* of a start tag: what stands behind its name */
    const char *attributes_end;
    bool closed;            /* a start tag that ends in "/>" */
};

struct html_attribute {
    const char *name;
    size_t name_length;
    const char *value; /* references as they stand; NULL without one */
    size_t value_length;
};

/* Set `at` and `end` to begin. */
struct html_reader {
    const char *at;
    const char *end;
};

/* The next token. A tag that nothing ends, a comment, a doctype are passed over. */
struct html_token html_next(struct html_reader *reader);

/* What stands up to the end tag of `name` (lower case), with everything in it that looks like markup; all that is left
 * where there is none. For script, style, title and their like, after their start tag; the end tag comes next. */
struct html_token html_raw(struct html_reader *reader, const char *name);

/* The next attribute behind *at, which begins as token.attributes; false at their end. */
bool html_attribute_next(const char **at, const char *end, struct html_attribute *ret_attribute);

/* The bytes are `word`, which is in lower case, in either case of letters. */
bool html_is(const char *bytes, size_t length, const char *word);

#endif
