/* A row of the journal as a damaged disk may give it: its key (first, count, time, little-endian) and its frames. Whatever
 * they say, no message lies outside of them; what is whole is what its messages, packed again, give. */
#include "daemon/base/check.h"
#include "daemon/journal/record.h"
#include "proto/envelope.h"
#include "proto/reader.h"

#define KEY 20

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static uint64_t little_endian(const uint8_t *at, size_t size)
{
    uint64_t value = 0;
    for (size_t i = size; i-- > 0;)
        value = value << 8 | at[i];
    return value;
}

/* What a replay hands out of it, and what the checker reads of that. */
static void look(const char *header, size_t header_length, const char *body, size_t body_length)
{
    ind_header read;
    ind_value schema;
    if (ind_read_header((ind_frame){header, header_length}, &read, NULL) == 0)
        CHECK(read.version == IND_HEADER_VERSION);
    ind_find_value((ind_frame){body, body_length}, "schema", &schema);
    ind_check_value((ind_frame){body, body_length}, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (length < KEY)
        return 0;
    struct record_key key = {.first = little_endian(bytes, 8),
                             .count = (uint32_t)little_endian(bytes + 8, 4),
                             .time_us = (int64_t)little_endian(bytes + 12, 8)};
    const char *frames = (const char *)bytes + KEY;
    size_t size = length - KEY, at = 0, before = 0;
    struct buffer again = {0};
    struct record_message message;
    uint32_t count = 0;
    while (record_next(frames, size, &at, &message)) {
        size_t all = message.topic_length + message.header_length + message.body_length;
        CHECK(at > before && at <= size && message.topic_length > 0);
        CHECK(message.topic >= frames + before && message.topic + all == frames + at);
        const char *header = message.topic + message.topic_length;
        look(header, message.header_length, header + message.header_length, message.body_length);
        record_append(&again, message.topic, message.topic_length, header, message.header_length,
                      header + message.header_length, message.body_length);
        before = at;
        count++;
    }
    CHECK(again.length == before && (!before || !memcmp(again.bytes, frames, before)));
    CHECK(record_whole(&key, frames, size) == (count == key.count && count > 0 && before == size));
    key.count = count;
    CHECK(record_whole(&key, frames, before) == (count > 0));
    CHECK(record_crc(&key, frames, before) == record_crc(&key, again.bytes, before));
    buffer_done(&again);
    return 0;
}
