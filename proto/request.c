/* Requests on the replay socket, as clients write them and as the daemon reads them. Whoever sent one may be
 * hostile: everything is bounded before it is believed. */
#include "proto/envelope.h"

#include "daemon/base/check.h"
#include "proto/fields.h"
#include "proto/pieces.h"

static const char *const op_names[] = {
    [IND_OP_REPLAY] = "replay", [IND_OP_CREDIT] = "credit", [IND_OP_STATUS] = "status"};

static const ind_frame nil = {"\xc0", 1};

static void put_topics(struct ind_writer *writer, const ind_request *request)
{
    ind_write_key(writer, "topics");
    ind_write_array(writer, request->topic_count);
    for (uint32_t i = 0; i < request->topic_count; i++)
        ind_write_text(writer, request->topics[i].bytes, request->topics[i].length);
    ind_write_end(writer);
}

static void put_range(struct ind_writer *writer, const ind_request *request)
{
    ind_put_natural(writer, "from", request->from);
    if (request->to == IND_SEQ_HEAD)
        ind_put_null(writer, "to");
    else
        ind_put_natural(writer, "to", request->to);
}

void ind_write_request(struct buffer *out, const ind_request *request)
{
    static const uint32_t pairs[] = {[IND_OP_REPLAY] = 6, [IND_OP_CREDIT] = 3, [IND_OP_STATUS] = 2};
    CHECK(request->topic_count <= IND_REQUEST_TOPICS);
    struct ind_writer writer = ind_msgpack_writer(out);
    ind_write_map(&writer, pairs[request->op]);
    ind_put_name(&writer, "op", op_names[request->op]);
    ind_write_key(&writer, "id");
    int told = ind_transcode(request->id, &writer, NULL);
    CHECK(told == 0 || out->failed);
    if (request->op == IND_OP_REPLAY) {
        put_range(&writer, request);
        put_topics(&writer, request);
    }
    if (request->op != IND_OP_STATUS)
        ind_put_natural(&writer, "credit", request->credit);
    ind_write_end(&writer);
}

/* What the wire gives, before it is known which op needs which of it. */
struct wire {
    ind_text op;
    ind_frame id, topics;
    uint64_t from, to, credit;
};

ind_frame ind_request_id(ind_frame request)
{
    struct wire wire = {.id = nil};
    static const struct ind_field fields[] = {{"id", IND_FIELD_PIECE, offsetof(struct wire, id), false}};
    int code = ind_read_fields(request, "request", fields, 1, &wire, NULL);
    return code < 0 || wire.id.length > IND_REQUEST_ID_MAX ? nil : wire.id;
}

static int read_op(ind_text name, ind_op *ret_op, struct ind_fault *fault)
{
    for (size_t op = 0; op < sizeof op_names / sizeof *op_names; op++)
        if (name.length == strlen(op_names[op]) && !memcmp(name.bytes, op_names[op], name.length)) {
            *ret_op = (ind_op)op;
            return 0;
        }
    return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "request: \"op\" must be replay, credit or status");
}

static int read_topic(struct ind_reader *reader, ind_text *ret_topic, struct ind_fault *fault)
{
    ind_value topic;
    TRY(ind_reader_next(reader, &topic, fault));
    if (topic.kind != IND_VALUE_TEXT)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "request: \"topics\" must hold strings");
    if (topic.text.length > IND_TOPIC_MAX)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "request: \"topics\" has one longer than %d bytes",
                         IND_TOPIC_MAX);
    *ret_topic = topic.text;
    return 0;
}

/* nil, like an absent key, means all. */
static int read_topics(ind_frame frame, ind_request *request, struct ind_fault *fault)
{
    struct ind_reader reader = ind_reader_of(frame);
    ind_value list;
    TRY(ind_reader_next(&reader, &list, fault));
    if (list.kind == IND_VALUE_NULL)
        return 0;
    if (list.kind != IND_VALUE_ARRAY)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "request: \"topics\" must be an array of strings");
    if (list.count > IND_REQUEST_TOPICS)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "request: \"topics\" has more than %d prefixes",
                         IND_REQUEST_TOPICS);
    for (uint32_t i = 0; i < list.count; i++)
        TRY(read_topic(&reader, &request->topics[i], fault));
    request->topic_count = list.count;
    return 0;
}

/* Replays say where from; replays and credit say how many; the rest of the keys may be missing. */
static int read_by_op(ind_frame frame, struct wire *wire, ind_op op, struct ind_fault *fault)
{
    const struct ind_field fields[] = {
        {"from", IND_FIELD_NATURAL, offsetof(struct wire, from), op == IND_OP_REPLAY},
        {"to", IND_FIELD_NATURAL_OR_NULL, offsetof(struct wire, to), false},
        {"topics", IND_FIELD_PIECE, offsetof(struct wire, topics), false},
        {"credit", IND_FIELD_NATURAL, offsetof(struct wire, credit), true},
    };
    if (op == IND_OP_STATUS)
        return 0;
    TRY(ind_read_fields(frame, "request", fields, sizeof fields / sizeof *fields, wire, fault));
    if (op == IND_OP_REPLAY && !wire->from)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "request: \"from\" must be at least 1");
    return 0;
}

int ind_read_request(ind_frame frame, ind_request *ret_request, struct ind_fault *fault)
{
    struct wire wire = {.id = nil, .topics = nil, .to = IND_SEQ_HEAD};
    static const struct ind_field fields[] = {
        {"op", IND_FIELD_TEXT, offsetof(struct wire, op), true},
        {"id", IND_FIELD_PIECE, offsetof(struct wire, id), false},
    };
    TRY(ind_read_fields(frame, "request", fields, sizeof fields / sizeof *fields, &wire, fault));
    if (wire.id.length > IND_REQUEST_ID_MAX)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "request: \"id\" has more than %d bytes",
                         IND_REQUEST_ID_MAX);
    ind_op op = IND_OP_STATUS;
    TRY(read_op(wire.op, &op, fault));
    TRY(read_by_op(frame, &wire, op, fault));
    ind_request request = {.op = op, .id = wire.id, .from = wire.from, .to = wire.to};
    request.credit = wire.credit < UINT32_MAX ? (uint32_t)wire.credit : UINT32_MAX;
    TRY(read_topics(wire.topics, &request, fault));
    *ret_request = request;
    return 0;
}
