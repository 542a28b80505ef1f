/* Bytes of a stranger through every reader of messages and replies: header and body of each topic, `end`, `lost`, `error`
 * (requests have a target of their own). What is taken for well formed must survive a round: told
 * to msgpack and read again it is the same JSON, one line of valid UTF-8. */
#include "daemon/base/check.h"
#include "proto/envelope.h"
#include "proto/reader.h"
#include "proto/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static ind_frame frame_of(const struct buffer *buffer)
{
    return (ind_frame){buffer->bytes, buffer->length};
}

static void round_trip(ind_frame frame)
{
    struct buffer json = {0}, again = {0}, msgpack = {0};
    struct ind_writer to_json = ind_json_writer(&json), to_msgpack = ind_msgpack_writer(&msgpack),
                      to_again = ind_json_writer(&again);
    if (ind_transcode(frame, &to_json, NULL) == 0) {
        CHECK(ind_utf8_valid(json.bytes, json.length) == json.length);
        CHECK(!memchr(json.bytes, '\n', json.length));
        CHECK(ind_transcode(frame, &to_msgpack, NULL) == 0);
        CHECK(ind_transcode(frame_of(&msgpack), &to_again, NULL) == 0);
        CHECK(again.length == json.length && !memcmp(again.bytes, json.bytes, json.length));
    } else
        CHECK(!json.length);
    buffer_done(&json);
    buffer_done(&again);
    buffer_done(&msgpack);
}

static void read_typed(ind_frame frame)
{
    ind_header header;
    ind_heartbeat heartbeat;
    ind_reply_end end;
    ind_reply_lost lost;
    ind_reply_error error;
    struct arena arena;
    arena_init(&arena, 1 << 24);
    if (ind_read_header(frame, &header, NULL) == 0)
        CHECK(header.version == IND_HEADER_VERSION && header.stream.bytes && header.time.bytes);
    if (ind_read_heartbeat(frame, &arena, &heartbeat, NULL) == 0)
        CHECK(heartbeat.head_count <= frame.length);
    ind_read_reply_end(frame, &end, NULL);
    ind_read_reply_lost(frame, &lost, NULL);
    ind_read_reply_error(frame, &error, NULL);
    arena_done(&arena);
}

static void find(ind_frame frame)
{
    static const char *const paths[] = {"", "0", "id", "schema", "level.value", "plan.0.ratio", "place.code", "heads.article",
                                        "counts.level", "duplicate_of", "moved_to", "replaced_by", "last_error"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        ind_value value;
        ind_find_value(frame, paths[i], &value);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    ind_frame frame = {(const char *)bytes, length};
    round_trip(frame);
    read_typed(frame);
    find(frame);
    return 0;
}
