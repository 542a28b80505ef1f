/* One article as the reader of its format hands it on: UTF-8 for text_read, what kind of line each is where the format
 * says so, and what the file tells beside its prose (title, date, author …). Not for what a figure means, nor for the
 * layout of plain text, whose lines nobody has named: that is extract/layout's. Pure; any thread. */
#ifndef TEXT_DOCUMENT_H
#define TEXT_DOCUMENT_H

#include <indicatord/observation.h>

#include "daemon/text/charset.h"
#include "daemon/text/text.h"

/* Where the date of an article was found: values of document.published_source and of the article message. */
#define PUBLISHED_HEAD_LINE "head_line" /* a line at the head of the text: found by extract/layout */
#define PUBLISHED_META "meta"           /* <meta> or <time> of a page */
#define PUBLISHED_JSON_LD "json_ld"     /* JSON-LD of a page */
#define PUBLISHED_FIELD "field"         /* a field of a record or of a front matter */

/* All lives in the arena or is static, unless said otherwise. */
struct document {
    const char *bytes; /* the text, before cleaning; the file's own bytes where in_file */
    uint32_t length;
    const struct text_line *lines; /* ascending offsets into bytes; none: nothing is known of any line */
    uint32_t line_count;
    const char *format;    /* static: "text", "html", "markdown", "json" */
    const char *encoding;  /* static, lower case: "utf-8" */
    uint32_t encoding_sure; /* how sure that is, in percent */
    const char *encoding_source; /* static, what told it: as charset_text.source */
    uint64_t replaced;     /* bytes that could not be decoded and stand as U+FFFD */
    bool in_file;          /* bytes are the file's: offsets refer to it, else to the clean text */
    /* What the file tells beside the prose; clean (document_fact), null where unknown. */
    ind_text title, author, url, source, place;
    ind_date published;           /* year 0 unknown; day 0 where only the month is known */
    const char *published_source; /* static, one of the above; NULL with no date */
};

/* Reads the bytes of one article, at most 2^31 - 1. The format is found by the name's ending (NULL: no name) and by the
 * content. *ret_document may point into `bytes`, which must outlive it.
 *
 * A reader of a format is `int NAME_read(struct arena *, struct document *document, struct ind_fault *)`: it finds the
 * whole file, decoded to UTF-8, in document->bytes and puts the article's text, lines and facts in its place; on
 * failure the document is worth nothing. It sets in_file to false when it changes the bytes. Readers are rows of the
 * table in document.c. Errors: IND_E_EMPTY, IND_E_NOT_TEXT (fault->at is the first bad byte), IND_E_INVALID (no such
 * format as its name says), IND_E_LIMIT (arena full, or a limit of the format, which the fault names). Linear in
 * length. */
int document_read(struct arena *arena, const char *name, const char *bytes, size_t length,
                  struct document *ret_document, struct ind_fault *fault);

/* The same of bytes that are decoded, which must outlive the document; and such a text as a document that no reader has
 * looked at. */
int document_from(struct arena *arena, const char *name, const struct charset_text *text,
                  struct document *ret_document, struct ind_fault *fault);
struct document document_decoded(const struct charset_text *text);

/* text_read over a document: the clean text with its lines. Where the document's bytes are not the file's, source
 * offsets are the clean ones. Errors as text_read. */
int document_clean(struct arena *arena, const struct document *document, struct text *ret_text,
                   struct ind_fault *fault);

/* The clean form of a fact (text_read, white space folded to single blanks and trimmed) in the arena; null when there
 * is nothing in it, it is no UTF-8, is longer than DOCUMENT_FACT_MAX, or the arena is full. */
#define DOCUMENT_FACT_MAX 2000
ind_text document_fact(struct arena *arena, const char *bytes, size_t length);

#endif
