/* One way to describe a message, two ways to write it: compact JSON or msgpack. A body is told to a writer once
 * (bodies.h), so that both hold the same keys and values in the same order. Not for reading (reader.h).
 * Pure; a writer belongs to one thread.
 *
 * Every map and array announces its count, and the writer holds the caller to it: a wrong count is a fault of
 * the code, and aborts. Out of memory sticks in the buffer: look at buffer.failed once, at the end. */
#ifndef PROTO_WRITER_H
#define PROTO_WRITER_H

#include <indicatord/messages.h>

#include "daemon/base/buffer.h"

/* The deepest nesting that is written or read. */
#define IND_DEPTH 16

struct ind_writer_calls;

struct ind_writer {
    const struct ind_writer_calls *calls;
    struct buffer *out; /* not owned */
    struct ind_writer_level {
        uint32_t left; /* items or pairs still to come */
        bool map;
        bool first;
        bool keyed; /* a key stands, its value is to come */
    } open[IND_DEPTH];
    uint32_t depth;
};

/* How one format writes; the order of calls is already right when they are made, the text valid UTF-8 and
 * numbers finite. */
struct ind_writer_calls {
    void (*map)(struct buffer *out, uint32_t count);
    void (*array)(struct buffer *out, uint32_t count);
    void (*end)(struct buffer *out, bool map);
    void (*between)(struct buffer *out);   /* before every item or pair but the first */
    void (*after_key)(struct buffer *out);
    void (*text)(struct buffer *out, const char *bytes, size_t length);
    void (*natural)(struct buffer *out, uint64_t value);
    void (*negative)(struct buffer *out, int64_t value);
    void (*number)(struct buffer *out, double value);
    void (*boolean)(struct buffer *out, bool value);
    void (*null)(struct buffer *out);
};

/* Writers append to `out`. JSON: ", " and ": " between, one line, UTF-8 kept, control characters escaped;
 * doubles as the shortest of 15, 16 or 17 digits that reads back equal, always with a point or an exponent. */
struct ind_writer ind_json_writer(struct buffer *out);
struct ind_writer ind_msgpack_writer(struct buffer *out);

void ind_write_map(struct ind_writer *writer, uint32_t pairs);
void ind_write_array(struct ind_writer *writer, uint32_t items);
/* Closes what was opened last. */
void ind_write_end(struct ind_writer *writer);

void ind_write_key(struct ind_writer *writer, const char *key);
void ind_write_key_bytes(struct ind_writer *writer, const char *bytes, size_t length);

/* Bytes that are no UTF-8 become U+FFFD, one each, in either format. */
void ind_write_text(struct ind_writer *writer, const char *bytes, size_t length);
void ind_write_natural(struct ind_writer *writer, uint64_t value);
void ind_write_integer(struct ind_writer *writer, int64_t value);
/* What is not finite is written as null. */
void ind_write_number(struct ind_writer *writer, double value);
void ind_write_boolean(struct ind_writer *writer, bool value);
void ind_write_null(struct ind_writer *writer);

#endif
