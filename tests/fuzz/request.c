/* Requests of a stranger on the replay socket. What is taken is within every bound, and says the same when it is written
 * and read again; what is refused is refused with a sentence, and its id can still be echoed. */
#include "daemon/base/check.h"
#include "proto/envelope.h"
#include "proto/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static ind_frame frame_of(const struct buffer *buffer)
{
    return (ind_frame){buffer->bytes, buffer->length};
}

static void check_bounds(const ind_request *request, ind_frame frame)
{
    CHECK(request->topic_count <= IND_REQUEST_TOPICS);
    CHECK(request->id.length > 0 && request->id.length <= IND_REQUEST_ID_MAX);
    CHECK(request->op != IND_OP_REPLAY || request->from > 0);
    for (uint32_t i = 0; i < request->topic_count; i++) {
        const ind_text *topic = &request->topics[i];
        CHECK(topic->length <= IND_TOPIC_MAX);
        CHECK(!topic->length || (topic->bytes >= frame.bytes && topic->bytes + topic->length <= frame.bytes + frame.length));
        ind_topic_matches((ind_frame){"observation/-/", 14}, request->topics, request->topic_count);
    }
}

/* A request that is read can be written, and says the same when it is read again. */
static void round_trip_request(const ind_request *request)
{
    struct buffer id = {0}, out = {0};
    struct ind_writer writer = ind_msgpack_writer(&id);
    if (ind_transcode(request->id, &writer, NULL) == 0 && id.length <= IND_REQUEST_ID_MAX) {
        ind_request again;
        struct ind_fault fault;
        ind_request ours = *request;
        ours.id = frame_of(&id);
        ind_write_request(&out, &ours);
        int code = ind_read_request(frame_of(&out), &again, &fault);
        CHECK(code == 0 || code == IND_E_LIMIT); /* an id as deep as may be is too deep inside a map */
        if (code == 0) {
            CHECK(again.op == request->op && again.id.length == id.length);
            CHECK(again.op != IND_OP_REPLAY || (again.from == request->from && again.to == request->to));
            CHECK(again.op != IND_OP_REPLAY || again.topic_count == request->topic_count);
            CHECK(again.op == IND_OP_STATUS || again.credit == request->credit);
        }
    }
    buffer_done(&id);
    buffer_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    ind_frame frame = {(const char *)bytes, length};
    ind_request request;
    struct ind_fault fault = {0};
    CHECK(ind_check_value(ind_request_id(frame), NULL) == 0);
    if (ind_read_request(frame, &request, &fault) == 0) {
        check_bounds(&request, frame);
        round_trip_request(&request);
    } else
        CHECK(fault.code < 0 && fault.text[0]);
    return 0;
}
