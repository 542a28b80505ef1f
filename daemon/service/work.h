/* One file on its way through the daemon: the claimed file, the messages that it gives, and what is to be
 * committed and published of it. A work belongs to one thread at a time and is handed on through queues:
 * intake -> worker -> committer -> loop -> intake. */
#ifndef SERVICE_WORK_H
#define SERVICE_WORK_H

#include "daemon/base/buffer.h"
#include "daemon/feed/publish.h"
#include "daemon/inbox/file.h"
#include "daemon/journal/journal.h"

#include <indicatord/extract.h>
#include <indicatord/messages.h>

/* Room for a claim's name (file_claim) with its NUL, where names travel without their file. */
#define WORK_CLAIM 24

/* What the thread that hands a work back to the intake says of it. */
enum work_fate {
    WORK_OPEN,      /* on its way */
    WORK_FILE,      /* committed: only its filing is left */
    WORK_LATER,     /* could not be read now: try again */
    WORK_GONE,      /* somebody took the file out of .work/ */
    WORK_ABANDONED, /* the daemon ends: the claim stays in .work/ for the next start */
};

struct work {
    struct work *next; /* of whichever list it is in */
    struct file *file; /* owned */
    enum work_fate fate;
    uint32_t crashes;  /* how often reading it took the daemon down */
    bool alone;        /* was in flight when the daemon died: runs with no other beside it */
    uint64_t due_ms;   /* WORK_LATER: when to try again */
    uint64_t bytes;    /* of the file, once it was read */

    struct journal_batch batch;     /* points into what follows */
    struct journal_article *articles; /* one, or one a record of a file of several */
    size_t article_count, article_room;
    struct journal_message *messages;
    size_t message_count, message_room;
    struct buffer content; /* topics and bodies, one behind the other */
    size_t end;            /* of the last whole message in it */
    struct buffer marks;   /* of the articles, one behind the other */
    struct buffer reason;  /* JSON to lie beside a rejected file */
    char code[32];
    char sentence[320];
    char rejected_id[DIGEST_HEX + 1]; /* "" where the bytes were not read */
    bool failed;           /* out of memory while it was put together */

    ind_frames *frames;
    struct publish_batch publish;
    void *user;            /* the pipeline, for on_sent */
};

/* Takes the file; NULL where it comes later. NULL when out of memory; the file is then still the caller's. */
struct work *work_new(struct file *file);
void work_free(struct work *work); /* NULL is fine; the file itself stays where it is */

/* Forgets the messages, so that they can be put together anew. */
void work_clear(struct work *work);

/* A message: first its topic is appended to work->content, then work_topic_done called, then its body is
 * appended, then work_body_done. */
void work_topic_done(struct work *work);
void work_body_done(struct work *work);

/* Begins the next article: zeroed, its marks are what is appended to work->marks until work_article_done. NULL when out
 * of memory; the work is failed then. */
struct journal_article *work_article(struct work *work);
void work_article_done(struct work *work);

/* Bytes of the messages put together so far. */
size_t work_size(const struct work *work);

/* Points batch at what was put together. IND_E_NOMEM where that failed. */
int work_seal(struct work *work, enum journal_outcome outcome, const char *moved_to);

/* Behind a commit: frames and publish point at the committed messages. IND_E_NOMEM. */
int work_frames(struct work *work);

#endif
