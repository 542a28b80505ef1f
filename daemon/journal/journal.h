/* The durable outbox: what was told, in which order, of which article, and what is still in flight. This is
 * the writing side; reader.h is the reading side; proto/JOURNAL.md is the stored format. It is no queue and
 * no feed: it knows nothing of sockets, of the meaning of a body, or of files outside its state directory.
 *
 * Every call blocks (SQLite, fsync): a journal belongs to a thread of its own, never to the loop. Nothing here
 * is thread-safe but journal_blame. A message may go to the wire only after journal_commit returned IND_OK:
 * the disk comes before the wire, because what a subscriber has seen can never be taken back. */
#ifndef JOURNAL_JOURNAL_H
#define JOURNAL_JOURNAL_H

#include "daemon/base/buffer.h"
#include "daemon/base/digest.h"

#include <indicatord/error.h>
#include <stdbool.h>
#include <stdint.h>

struct journal;

/* What only the journal knows of a message; the caller's encoder makes the header frame of it. */
struct journal_stamp {
    const char *stream; /* UTF-8, the configured name */
    uint64_t epoch;     /* seconds since 1970 of the journal's creation */
    uint64_t seq;       /* from 1, no hole */
    uint64_t prev;      /* seq of the last message with this topic, 0 for none */
    int64_t time_us;    /* of the commit, microseconds since 1970, UTC */
};

/* Appends one header frame to `header`. Called on the journal's thread inside a transaction: no blocking. A
 * negative code fails the whole group. */
typedef int journal_header_fn(void *user, const struct journal_stamp *stamp, struct buffer *header);

struct journal_options {
    const char *directory; /* the state directory; made (0750) where its parent exists */
    const char *stream;
    journal_header_fn *header;
    void *header_user;
    uint64_t keep_seconds;      /* messages older than that may go; 0: no limit of age */
    uint64_t keep_bytes;        /* message bytes over that may go, the oldest first; 0: no limit of size */
    uint64_t remember_seconds;  /* what was seen is known that much longer; 0, or keep_seconds 0: for ever */
};

/* Opens or creates the journal and locks its directory until journal_free. The strings of `options` are
 * copied. Errors: IND_E_BUSY (another process holds it: the fault says which), IND_E_CORRUPT (somebody else's
 * database stands there), IND_E_UNSUPPORTED (a format newer than this program), IND_E_FULL (no room to create or mend
 * it), IND_E_IO, IND_E_NOMEM. On failure nothing is held. On a full disk a sound journal is opened all the same, and
 * has not begun: it can be read, by readers of this process as well, and nothing may be written until journal_begin. */
int journal_new(struct journal **ret_journal, const struct journal_options *options, struct ind_fault *fault);

/* The first writes of a run: counts it, and what the last one said that it died of. Nothing to do where journal_new
 * found room. IND_E_FULL: there is none yet, ask again later; IND_E_IO: broken, as by journal_commit. */
int journal_begin(struct journal *journal, struct ind_fault *fault);
bool journal_has_begun(const struct journal *journal);

/* What journal_new did about a file that it could not go on with: a sentence for the log, "" where it had nothing to
 * do. A damaged journal is set aside and what can be read of it is carried over (mend.h). */
const char *journal_mended(const struct journal *journal);

/* Checkpoints, closes, unlocks. NULL is fine. */
void journal_free(struct journal *journal);

struct journal_counts {
    uint64_t articles;     /* read and journaled, duplicates not counted */
    uint64_t observations;
    uint64_t rejected;     /* files */
    uint64_t duplicates;   /* articles */
};

struct journal_state {
    uint64_t epoch;
    uint64_t head;      /* last seq; 0 in a journal that never held a message */
    uint64_t tail;      /* first seq still held; head + 1 where none is */
    uint64_t published; /* the last journal_group.published that was committed */
    uint64_t bytes;     /* of the messages held, as stored */
    struct journal_counts counts; /* since the journal's creation */
};

/* The state as of the last successful call, from memory: no disk, no failure. */
struct journal_state journal_state(const struct journal *journal);

/* Calls `visit` for every topic with the seq of its last message, in byte order of the topics. */
typedef void journal_head_fn(void *user, const char *topic, size_t length, uint64_t seq);
int journal_heads(struct journal *journal, journal_head_fn *visit, void *user, struct ind_fault *fault);

/* ---- committing ---- */

/* One message. The caller owns topic and body; header points into the batch's `headers` after a commit. */
struct journal_message {
    const char *topic;
    size_t topic_length; /* 1..65535 */
    const void *body;
    size_t body_length;
    uint64_t seq;  /* out */
    uint64_t prev; /* out */
    const void *header;   /* out */
    size_t header_length; /* out */
};

/* One article of the batch, for the ledger of what was seen. A first reading has revision 1 and no original.
 * A reading again with other tables has the revision after the one that is known. A duplicate names the
 * article that it repeats in `original`. */
struct journal_article {
    char id[DIGEST_HEX + 1];
    char text_id[DIGEST_HEX + 1];  /* "" where the text is not known (a duplicate by its bytes) */
    char original[DIGEST_HEX + 1]; /* "" unless it is told as a duplicate */
    uint32_t line;                 /* of a .jsonl record, else 0 */
    uint32_t revision;
    const char *tables; /* digest of the tables it was read with; NULL for a duplicate */
    const void *marks;  /* what the caller wants back with it (its observations' starts); may be NULL */
    size_t marks_length;
    bool seen;                         /* out, with JOURNAL_SEEN: this is the one */
    char duplicate_of[DIGEST_HEX + 1]; /* out, with JOURNAL_SEEN: the article that it repeats */
};

enum journal_outcome { JOURNAL_DONE = 1, JOURNAL_REJECTED = 2 };

enum journal_verdict {
    JOURNAL_NOT_TRIED, /* the group failed as a whole: nothing of it is stored */
    JOURNAL_COMMITTED,
    /* Not stored: an article of it was journaled meanwhile (or stands twice in the batch) and is not told as
     * a duplicate. The articles concerned say so; encode those again as duplicates and commit again. */
    JOURNAL_SEEN,
    /* Not stored: this claim is committed already. Only its filing is left. */
    JOURNAL_REPEATED,
};

/* All that one file gives: journaled together or not at all. The caller owns everything in it; `headers` must
 * be an initialised buffer and is refilled by each commit. */
struct journal_batch {
    const char *claim;            /* the claim's name in .work/, unique for ever */
    enum journal_outcome outcome; /* what becomes of the file … */
    const char *moved_to;         /* … and where, relative to the inbox; "" when it is to be deleted */
    const char *code;             /* of a rejection, else NULL */
    const char *reason;           /* of a rejection, else NULL */
    const char *id;               /* SHA-256 of the file's bytes, or NULL: given back by journal_claim */
    const char *file;             /* name as dropped, raw bytes, NUL-terminated */
    struct journal_message *messages; /* in the order of their seqs; may be none */
    size_t message_count;
    struct journal_article *articles;
    size_t article_count;
    struct journal_counts counts; /* added to the totals */
    struct buffer headers;
    enum journal_verdict verdict; /* out */
    int64_t time_us;              /* out, as in the headers */
};

/* Several batches in one transaction, so that they share one fsync. */
struct journal_group {
    struct journal_batch *batches; /* may be none: then only what is below is stored */
    size_t count;
    const char *const *filed; /* claims whose filing is durable: nothing more is to be known of them */
    size_t filed_count;
    uint64_t published; /* every message up to this seq was handed to the wire; never goes back */
};

/* Commits the group; IND_OK means durable (synchronous FULL), and every batch has its verdict. On failure no
 * batch is stored and no seq is used up. IND_E_FULL: no room, try again when there is some. IND_E_LIMIT: a
 * message is longer than JOURNAL_MESSAGE_MAX or a topic than 65535. IND_E_IO: the storage failed; the journal
 * is broken from then on and refuses every further write (a failed fsync may have lost what it was asked to
 * keep, and a second one would not say so): the process must end, and the next open starts from what is
 * really on the disk. */
#define JOURNAL_MESSAGE_MAX ((size_t)64 << 20)
int journal_commit(struct journal *journal, struct journal_group *group, struct ind_fault *fault);

/* Moves what the log holds into the database where the log has grown long. Apart from the commit, so that what was
 * committed need not wait for it on its way to the wire; a replay that reads holds it up for 50 ms at the most. To be
 * called behind commits. A failure is none of what was committed: it closes the way for the next write. */
void journal_checkpoint(struct journal *journal);

/* ---- what is in flight ---- */

#define JOURNAL_MOVED_TO 300
#define JOURNAL_REASON 320

struct journal_claim {
    bool committed;    /* only its filing is left, as follows */
    uint32_t attempts; /* how often it took the process down with it */
    enum journal_outcome outcome;
    char moved_to[JOURNAL_MOVED_TO];
    char code[32];
    char reason[JOURNAL_REASON];
    char id[DIGEST_HEX + 1]; /* journal_batch.id, "" for NULL */
};

/* What is known of a claim found in .work/ at the start. A claim that nothing is known of is no error: all
 * zero. */
int journal_claim(struct journal *journal, const char *claim, struct journal_claim *ret_claim,
                  struct ind_fault *fault);

/* Forgets every claim but these: at the start, when .work/ was listed and synced. */
int journal_claims_keep(struct journal *journal, const char *const *claims, size_t count,
                        struct ind_fault *fault);

/* Writes that this claim is what the process dies of. Async-signal-safe, for the handler of SIGSEGV, SIGABRT
 * and the like; any thread; survives the process, not the machine, which is right: a power cut is no
 * article's fault. At the next open it is counted in the claim's `attempts`, once a run. */
void journal_blame(const struct journal *journal, const char *claim);

/* ---- keeping and forgetting ---- */

/* Lets go of what is older or more than the options allow, a bounded step at a time (tens of milliseconds);
 * *ret_more says that a further step is due. Moves the tail. Call it after commits and from a timer. */
int journal_retain(struct journal *journal, bool *ret_more, struct ind_fault *fault);

#endif
