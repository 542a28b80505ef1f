/* Little-endian lengths by hand, so that the format is the same on every machine. */
#include "daemon/journal/record.h"

#include "daemon/base/check.h"
#include "daemon/base/crc32c.h"

#define LENGTHS 10 /* bytes before the topic: 2 + 4 + 4 */

static void put(unsigned char *at, uint64_t value, size_t size)
{
    for (size_t i = 0; i < size; i++)
        at[i] = (unsigned char)(value >> 8 * i);
}

static uint64_t get(const char *at, size_t size)
{
    uint64_t value = 0;
    for (size_t i = size; i-- > 0;)
        value = value << 8 | (unsigned char)at[i];
    return value;
}

void record_append(struct buffer *frames, const char *topic, size_t topic_length, const void *header,
                   size_t header_length, const void *body, size_t body_length)
{
    CHECK(topic_length > 0 && topic_length <= UINT16_MAX);
    CHECK(header_length <= UINT32_MAX && body_length <= UINT32_MAX);
    unsigned char lengths[LENGTHS];
    put(lengths, topic_length, 2);
    put(lengths + 2, header_length, 4);
    put(lengths + 6, body_length, 4);
    buffer_append(frames, lengths, sizeof lengths);
    buffer_append(frames, topic, topic_length);
    buffer_append(frames, header, header_length);
    buffer_append(frames, body, body_length);
}

uint32_t record_crc(const struct record_key *key, const void *frames, size_t length)
{
    unsigned char bytes[20];
    put(bytes, key->first, 8);
    put(bytes + 8, key->count, 4);
    put(bytes + 12, (uint64_t)key->time_us, 8);
    return crc32c(crc32c(0, bytes, sizeof bytes), frames, length);
}

bool record_next(const char *frames, size_t length, size_t *at, struct record_message *ret_message)
{
    size_t left = length - *at;
    if (left < LENGTHS)
        return false;
    const char *lengths = frames + *at;
    struct record_message message = {
        .topic = lengths + LENGTHS,
        .topic_length = (size_t)get(lengths, 2),
        .header_length = (size_t)get(lengths + 2, 4),
        .body_length = (size_t)get(lengths + 6, 4),
    };
    size_t size = message.topic_length + message.header_length + message.body_length;
    if (!message.topic_length || size > left - LENGTHS)
        return false;
    *at += LENGTHS + size;
    *ret_message = message;
    return true;
}

bool record_whole(const struct record_key *key, const char *frames, size_t length)
{
    struct record_message message;
    size_t at = 0;
    uint32_t count = 0;
    while (count < key->count && record_next(frames, length, &at, &message))
        count++;
    return count == key->count && count > 0 && at == length;
}
