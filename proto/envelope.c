/* Topics, headers, heartbeats and the maps of replies: what is known of a message without knowing its body. */
#include "proto/envelope.h"

#include "proto/fields.h"
#include "proto/pieces.h"

void ind_topic_of_observation(struct buffer *out, ind_text code)
{
    buffer_text(out, IND_TOPIC_OBSERVATION);
    if (code.bytes)
        buffer_append(out, code.bytes, code.length);
    else
        buffer_byte(out, '-');
    buffer_byte(out, '/');
}

bool ind_topic_matches(ind_frame topic, const ind_text *prefixes, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (prefixes[i].length <= topic.length && !memcmp(topic.bytes, prefixes[i].bytes, prefixes[i].length))
            return true;
    return !count;
}

void ind_write_header(struct ind_writer *writer, const ind_header *header)
{
    ind_write_map(writer, header->seq ? 6 : 4);
    ind_put_natural(writer, "v", header->version);
    ind_put_text(writer, "stream", header->stream);
    ind_put_natural(writer, "epoch", header->epoch);
    if (header->seq) {
        ind_put_natural(writer, "seq", header->seq);
        ind_put_natural(writer, "prev", header->prev);
    }
    ind_put_text(writer, "time", header->time);
    ind_write_end(writer);
}

#define FIELD(type, member, key, kind, required) {key, IND_FIELD_##kind, offsetof(type, member), required}

int ind_read_header(ind_frame frame, ind_header *ret_header, struct ind_fault *fault)
{
    struct wire {
        uint64_t v, epoch, seq, prev;
        ind_text stream, time;
    } wire = {0};
    static const struct ind_field fields[] = {
        FIELD(struct wire, v, "v", NATURAL, true),
        FIELD(struct wire, stream, "stream", TEXT, true),
        FIELD(struct wire, epoch, "epoch", NATURAL, true),
        FIELD(struct wire, seq, "seq", NATURAL, false),
        FIELD(struct wire, prev, "prev", NATURAL, false),
        FIELD(struct wire, time, "time", TEXT, true),
    };
    TRY(ind_read_fields(frame, "header", fields, sizeof fields / sizeof *fields, &wire, fault));
    if (wire.v != IND_HEADER_VERSION)
        return fault_set(fault, IND_E_UNSUPPORTED, FAULT_NOWHERE, "header: version %llu is not known here",
                         (unsigned long long)wire.v);
    *ret_header = (ind_header){.version = IND_HEADER_VERSION, .stream = wire.stream, .epoch = wire.epoch,
                               .seq = wire.seq, .prev = wire.prev, .time = wire.time};
    return 0;
}

/* The map {topic: last seq}, into the arena: no more entries than it has bytes. */
static int read_heads(ind_frame frame, struct arena *arena, ind_heartbeat *heartbeat, struct ind_fault *fault)
{
    struct ind_reader reader = ind_reader_of(frame);
    ind_value map, topic, seq;
    TRY(ind_reader_next(&reader, &map, fault));
    if (map.kind != IND_VALUE_MAP)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "heartbeat: \"heads\" must be a map");
    ind_topic_head *heads = ARENA_ARRAY(arena, ind_topic_head, map.count);
    if (!heads)
        return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE, "heartbeat: no room for %u heads", map.count);
    for (uint32_t i = 0; i < map.count; i++) {
        TRY(ind_reader_next(&reader, &topic, fault));
        TRY(ind_reader_next(&reader, &seq, fault));
        if (topic.kind != IND_VALUE_TEXT || seq.kind != IND_VALUE_NATURAL)
            return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE,
                             "heartbeat: \"heads\" must map strings to integers");
        heads[i] = (ind_topic_head){.topic = topic.text, .seq = seq.natural};
    }
    heartbeat->heads = heads;
    heartbeat->head_count = map.count;
    return 0;
}

int ind_read_heartbeat(ind_frame body, struct arena *arena, ind_heartbeat *ret_heartbeat, struct ind_fault *fault)
{
    struct wire {
        ind_heartbeat heartbeat;
        ind_frame heads;
    } wire = {0};
    static const struct ind_field fields[] = {
        FIELD(struct wire, heartbeat.stream, "stream", TEXT, true),
        FIELD(struct wire, heartbeat.epoch, "epoch", NATURAL, true),
        FIELD(struct wire, heartbeat.head, "head", NATURAL, true),
        FIELD(struct wire, heartbeat.tail, "tail", NATURAL, true),
        FIELD(struct wire, heads, "heads", PIECE, true),
        FIELD(struct wire, heartbeat.backlog, "backlog", NATURAL, true),
        FIELD(struct wire, heartbeat.time, "time", TEXT, true),
    };
    TRY(ind_read_fields(body, "heartbeat", fields, sizeof fields / sizeof *fields, &wire, fault));
    TRY(read_heads(wire.heads, arena, &wire.heartbeat, fault));
    *ret_heartbeat = wire.heartbeat;
    return 0;
}

int ind_read_reply_end(ind_frame frame, ind_reply_end *ret_end, struct ind_fault *fault)
{
    ind_reply_end end;
    static const struct ind_field fields[] = {
        FIELD(ind_reply_end, next, "next", NATURAL, true),
        FIELD(ind_reply_end, head, "head", NATURAL, true),
    };
    TRY(ind_read_fields(frame, "end", fields, sizeof fields / sizeof *fields, &end, fault));
    *ret_end = end;
    return 0;
}

int ind_read_reply_lost(ind_frame frame, ind_reply_lost *ret_lost, struct ind_fault *fault)
{
    ind_reply_lost lost;
    static const struct ind_field fields[] = {
        FIELD(ind_reply_lost, from, "from", NATURAL, true),
        FIELD(ind_reply_lost, to, "to", NATURAL, true),
    };
    TRY(ind_read_fields(frame, "lost", fields, sizeof fields / sizeof *fields, &lost, fault));
    *ret_lost = lost;
    return 0;
}

int ind_read_reply_error(ind_frame frame, ind_reply_error *ret_error, struct ind_fault *fault)
{
    ind_reply_error error;
    static const struct ind_field fields[] = {
        FIELD(ind_reply_error, code, "code", TEXT, true),
        FIELD(ind_reply_error, text, "text", TEXT, true),
        FIELD(ind_reply_error, tail, "tail", NATURAL, true),
        FIELD(ind_reply_error, head, "head", NATURAL, true),
    };
    TRY(ind_read_fields(frame, "error", fields, sizeof fields / sizeof *fields, &error, fault));
    *ret_error = error;
    return 0;
}

struct civil {
    int64_t year;
    unsigned month, day;
};

/* The Gregorian date of a day counted from 1970-01-01 (H. Hinnant's civil_from_days): the C library's way goes
 * through the time zone's files. */
static struct civil civil_of(int64_t day)
{
    day += 719468; /* from 0000-03-01 */
    int64_t era = (day >= 0 ? day : day - 146096) / 146097;
    int64_t day_of_era = day - era * 146097;
    int64_t year = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * day_of_year + 2) / 153; /* March is 0 */
    return (struct civil){
        .year = year + era * 400 + (month >= 10),
        .month = (unsigned)(month < 10 ? month + 3 : month - 9),
        .day = (unsigned)(day_of_year - (153 * month + 2) / 5 + 1),
    };
}

#define TIME_FIRST INT64_C(-62167219200000000) /* 0000-01-01T00:00:00Z */
#define TIME_LAST INT64_C(253402300799999999)  /* 9999-12-31T23:59:59.999999Z */

void ind_time_print(int64_t unix_us, char ret_text[static IND_TIME_TEXT])
{
    int64_t held = unix_us < TIME_FIRST ? TIME_FIRST : unix_us > TIME_LAST ? TIME_LAST : unix_us;
    int64_t ms = (held - TIME_FIRST) / 1000; /* never negative, so that division rounds down */
    int64_t day = ms / 86400000, rest = ms % 86400000;
    struct civil date = civil_of(day + TIME_FIRST / 1000 / 86400000);
    snprintf(ret_text, IND_TIME_TEXT, "%04u-%02u-%02uT%02u:%02u:%02u.%03uZ", (unsigned)date.year % 10000,
             date.month % 100, date.day % 100, (unsigned)(rest / 3600000) % 100, (unsigned)(rest / 60000 % 60),
             (unsigned)(rest / 1000 % 60), (unsigned)(rest % 1000));
}
