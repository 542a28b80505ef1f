/* The `frames` of a record (proto/JOURNAL.md, section 2): packing messages, checking and walking them. Pure. */
#ifndef JOURNAL_RECORD_H
#define JOURNAL_RECORD_H

#include "daemon/base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

/* A record is closed by the message that takes it to this size. */
#define RECORD_CLOSED ((size_t)1 << 20)

struct record_key {
    uint64_t first;
    uint32_t count;
    int64_t time_us;
};

/* One message's place in `frames`: three runs of bytes, one behind another from `topic` on. */
struct record_message {
    const char *topic;
    size_t topic_length, header_length, body_length;
};

/* Lengths must fit: topic 1..65535, the others below 2^32. */
void record_append(struct buffer *frames, const char *topic, size_t topic_length, const void *header,
                   size_t header_length, const void *body, size_t body_length);

uint32_t record_crc(const struct record_key *key, const void *frames, size_t length);

/* Takes the message at *at, moving *at behind it; false where there is none that lies within `length`. */
bool record_next(const char *frames, size_t length, size_t *at, struct record_message *ret_message);

/* True where the frames are exactly key->count messages. */
bool record_whole(const struct record_key *key, const char *frames, size_t length);

#endif
