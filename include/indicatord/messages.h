/* What travels on the feed, as plain data: the header and the bodies beside the observation, requests and
 * replies (proto/FEED.md says how they look on the wire). proto/ writes and reads them; nothing here has
 * behaviour.
 *
 * Text is given by pointer and length and owned by whoever filled the struct in; after a reader filled it in,
 * it points into the frame that was read. bytes == NULL is null on the wire. */
#ifndef INDICATORD_MESSAGES_H
#define INDICATORD_MESSAGES_H

#include <indicatord/observation.h>

/* One frame, or a piece of one: bytes that may hold anything. */
typedef struct {
    const char *bytes;
    size_t length;
} ind_frame;

/* A message: three ZeroMQ frames, the same bytes in the journal, on PUB and in a replay. */
typedef struct {
    ind_frame topic;  /* no NUL */
    ind_frame header; /* msgpack map */
    ind_frame body;   /* msgpack map */
} ind_frames;

#define IND_TOPIC_OBSERVATION "observation/" /* then CODE and a slash */
#define IND_TOPIC_ARTICLE "article"
#define IND_TOPIC_REJECTED "rejected"
#define IND_TOPIC_RETRACTED "retracted"
#define IND_TOPIC_HEARTBEAT "heartbeat"

/* The longest topic or topic prefix in bytes; longer ones in a request are refused. */
#define IND_TOPIC_MAX 255

#define IND_HEADER_VERSION 1

typedef struct {
    uint32_t version; /* IND_HEADER_VERSION; key "v" */
    ind_text stream;  /* the instance's configured name */
    uint64_t epoch;   /* seconds of the journal's creation, always rising */
    uint64_t seq;     /* from 1; 0 in a heartbeat, whose header has neither seq nor prev */
    uint64_t prev;    /* seq of the last message with the same topic, 0 for none */
    ind_text time;    /* RFC 3339, UTC */
} ind_header;

/* Who read the article: part of observation and article bodies. */
typedef struct {
    ind_text version; /* of the program */
    ind_text tables;  /* ind_tables_digest */
} ind_producer;

#define IND_ROLES 4 /* of ind_role */

/* The body of `article`. What a duplicate was not read for is null in `article` (zeroes). */
typedef struct {
    const ind_article *article;
    ind_text file;               /* the name as dropped, raw bytes; escaped by the writer */
    uint32_t observations;       /* how many messages went before this one */
    uint32_t counts[IND_ROLES];  /* mentions by ind_role */
    bool duplicate;
    ind_text duplicate_of;       /* an article's id; null where duplicate is false */
    ind_producer producer;
    uint64_t took_us;
} ind_article_message;

typedef struct {
    ind_text file;     /* raw bytes; escaped by the writer */
    ind_text id;       /* null where the bytes were not read */
    ind_text code;     /* "empty", "too_large" … */
    ind_text reason;   /* a sentence */
    ind_text moved_to; /* relative to the inbox, raw bytes; escaped by the writer */
    uint32_t line;     /* of one record in the file, whose others live; 0 is null: the whole file */
    bool has_at;
    uint64_t at; /* the byte of the record that is the reason, where has_at */
} ind_rejected;

typedef struct {
    ind_text id;      /* of the observation */
    ind_text article; /* id */
    uint32_t revision;
    ind_text replaced_by; /* an observation's id, or null */
    ind_text reason;
} ind_retracted;

/* The last seq of one topic. */
typedef struct {
    ind_text topic;
    uint64_t seq;
} ind_topic_head;

typedef struct {
    ind_text stream;
    uint64_t epoch;
    uint64_t head, tail; /* last and first seq held; 0 and 1 in an empty journal */
    const ind_topic_head *heads;
    uint32_t head_count;
    uint64_t backlog; /* files claimed or waiting */
    ind_text time;
} ind_heartbeat;

typedef struct {
    ind_text version;
    uint64_t uptime_s;
    ind_text stream;
    uint64_t epoch;
    uint64_t head, tail;
    uint64_t backlog;
    uint64_t articles, observations, rejected, duplicates; /* since the daemon started */
    uint64_t journal_bytes;
    ind_text last_error; /* a sentence, or null */
    ind_text held;       /* why nothing is claimed now, a sentence; null where all is well */
    ind_text tables; /* digest of the tables that articles are read with now; null from an older daemon */
} ind_status_reply;

typedef enum { IND_OP_REPLAY, IND_OP_CREDIT, IND_OP_STATUS } ind_op;

/* The most topic prefixes one request may name, and the most bytes its id may have. */
#define IND_REQUEST_TOPICS 64
#define IND_REQUEST_ID_MAX 256

/* No upper end: the head at the time of asking. */
#define IND_SEQ_HEAD UINT64_MAX

typedef struct {
    ind_op op;
    ind_frame id;    /* one msgpack value as the client wrote it, echoed in each reply; nil where absent */
    uint64_t from;   /* replay: at least 1 */
    uint64_t to;     /* replay: inclusive; IND_SEQ_HEAD for nil */
    uint32_t credit; /* replay, credit: how many records more may be sent; larger numbers count as UINT32_MAX */
    uint32_t topic_count; /* replay: 0 means all */
    ind_text topics[IND_REQUEST_TOPICS];
} ind_request;

/* First frames of replies. */
#define IND_REPLY_RECORD "record" /* then id, topic, header, body */
#define IND_REPLY_END "end"       /* then id, ind_reply_end */
#define IND_REPLY_LOST "lost"     /* then id, ind_reply_lost */
#define IND_REPLY_ERROR "error"   /* then id, ind_reply_error */
#define IND_REPLY_STATUS "status" /* then id, ind_status_reply */

typedef struct {
    uint64_t next; /* the first seq not looked at */
    uint64_t head;
} ind_reply_end;

typedef struct {
    uint64_t from, to; /* inclusive: taken by damage */
} ind_reply_lost;

typedef struct {
    ind_text code; /* "too_old", "bad_request", "busy", "failed" */
    ind_text text; /* a sentence */
    uint64_t tail, head;
} ind_reply_error;

/* One msgpack value as a reader gives it. */
typedef enum {
    IND_VALUE_NULL,
    IND_VALUE_BOOLEAN,
    IND_VALUE_NATURAL, /* an integer from 0 on */
    IND_VALUE_NEGATIVE,
    IND_VALUE_NUMBER,
    IND_VALUE_TEXT,
    IND_VALUE_ARRAY,
    IND_VALUE_MAP,
    IND_VALUE_OPAQUE, /* bin or ext: no message of this project holds one */
} ind_value_kind;

typedef struct {
    ind_value_kind kind;
    bool boolean;
    uint64_t natural;
    int64_t negative;
    double number;
    ind_text text;  /* TEXT */
    uint32_t count; /* ARRAY: items, MAP: pairs */
} ind_value;

#endif
