/* The reading side of the journal: replay in bounded pages, and the ledger of what was seen. A reader has a
 * read-only connection of its own that never checkpoints (SQLite before 3.41 may damage a WAL that two
 * connections write), so that it never disturbs the writer. Damaged rows are told as lost, never served.
 *
 * Every call blocks; a reader belongs to one thread at a time. Any number of readers may be open, while a
 * writer is or not. */
#ifndef JOURNAL_READER_H
#define JOURNAL_READER_H

#include "daemon/base/buffer.h"
#include "daemon/base/digest.h"

#include <indicatord/error.h>
#include <stdbool.h>
#include <stdint.h>

struct reader;

/* Opens the journal in a state directory for reading. Errors: IND_E_NOT_FOUND (there is none),
 * IND_E_CORRUPT, IND_E_UNSUPPORTED, IND_E_IO, IND_E_NOMEM. */
int reader_new(struct reader **ret_reader, const char *directory, struct ind_fault *fault);

/* NULL is fine. Pages that it filled in stay valid. */
void reader_free(struct reader *reader);

struct reader_prefix {
    const char *bytes;
    size_t length;
};

struct reader_query {
    uint64_t from; /* first seq to look at, from 1 */
    uint64_t to;   /* last seq, inclusive; the head where it is beyond */
    const struct reader_prefix *prefixes; /* a message is wanted when its topic begins with one of them … */
    size_t prefix_count;                  /* … or when there are none */
    size_t max_messages; /* a page never holds more; 0: no limit */
    size_t max_bytes;    /* a page ends soon after this many bytes were looked at; 0: 1 MiB */
};

/* Frames as they were published; they point into the page. */
struct reader_message {
    uint64_t seq;
    const char *topic;
    const void *header;
    const void *body;
    size_t topic_length, header_length, body_length;
};

struct reader_page {
    const struct reader_message *messages; /* in seq order */
    size_t count;
    uint64_t next;                /* the first seq not looked at: the next page's `from` */
    uint64_t lost_from, lost_to;  /* a range that damage took, behind the messages; 0, 0 where none */
    uint64_t head, tail, epoch;   /* of the journal, as of this page */
    struct buffer bytes, index;   /* the reader's own */
};

/* A zeroed page is an empty one. */
void reader_page_done(struct reader_page *page); /* NULL is fine */

/* Fills in the next page, whose memory is used again. The range is done when page->next > to, or > page->head.
 * Errors: IND_E_RANGE (`from` is before the tail, 0, or beyond head + 1; head, tail and epoch are filled in),
 * IND_E_CORRUPT (the file is damaged beyond single rows), IND_E_IO, IND_E_NOMEM. */
int reader_page(struct reader *reader, const struct reader_query *query, struct reader_page *page,
                struct ind_fault *fault);

/* What is remembered of an article. */
struct reader_seen {
    char id[DIGEST_HEX + 1]; /* of the article that was read: the one to name in `duplicate_of` */
    char tables[DIGEST_HEX + 1];
    uint32_t revision;
    bool same_bytes; /* known by its bytes; else by its text */
};

/* Looks an article up by its bytes' id, then (where it is not NULL) by its text's. IND_E_NOT_FOUND without a
 * fault's being set when neither was seen. `marks` (may be NULL) is refilled with what the caller gave to be
 * remembered. A commit may come in between: journal_commit checks again. */
int reader_find(struct reader *reader, const char *id, const char *text_id, struct reader_seen *ret_seen,
                struct buffer *marks, struct ind_fault *fault);

#endif
