/* `indicatorctl journal stats` and `export`: what a journal holds, counted, and message by message. */
#include <inttypes.h>
#include <time.h>

#include "daemon/base/error.h"
#include "daemon/tools/grid.h"
#include "daemon/tools/journal.h"
#include "daemon/tools/lines.h"
#include "daemon/tools/output.h"
#include "proto/envelope.h"
#include "proto/reader.h"

/* ---- stats ---- */

struct topic_count {
    char *name;
    size_t length;
    uint64_t messages, bytes;
};

struct counting {
    struct topic_count *topics; /* in the order of their names */
    size_t count, room;
    uint64_t records, messages, bytes, passed_over;
    int64_t oldest_us, newest_us;
};

static void count_fault(void *user, const char *place, const char *reason)
{
    struct counting *counting = user;
    (void)place;
    (void)reason;
    counting->passed_over++;
}

/* Where the topic is, or belongs. */
static size_t find_topic(const struct counting *counting, ind_frame topic, bool *ret_found)
{
    size_t low = 0, high = counting->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct topic_count *at = &counting->topics[middle];
        size_t shorter = at->length < topic.length ? at->length : topic.length;
        int order = memcmp(at->name, topic.bytes, shorter);
        order = order ? order : (at->length > topic.length) - (at->length < topic.length);
        if (order == 0) {
            *ret_found = true;
            return middle;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *ret_found = false;
    return low;
}

static struct topic_count *topic_at(struct counting *counting, ind_frame topic)
{
    bool found;
    size_t at = find_topic(counting, topic, &found);
    if (found)
        return &counting->topics[at];
    if (counting->count == counting->room) {
        size_t room = counting->room ? counting->room * 2 : 64;
        struct topic_count *grown = reallocarray(counting->topics, room, sizeof *grown);
        if (!grown)
            return NULL;
        counting->topics = grown;
        counting->room = room;
    }
    char *name = malloc(topic.length + 1);
    if (!name)
        return NULL;
    memcpy(name, topic.bytes, topic.length);
    memmove(counting->topics + at + 1, counting->topics + at, (counting->count - at) * sizeof *counting->topics);
    counting->topics[at] = (struct topic_count){.name = name, .length = topic.length};
    counting->count++;
    return &counting->topics[at];
}

static int count_message(void *user, uint64_t seq, const ind_frames *message, struct ind_fault *fault)
{
    struct counting *counting = user;
    struct topic_count *topic = topic_at(counting, message->topic);
    (void)seq;
    if (!topic)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory");
    topic->messages++;
    topic->bytes += message->topic.length + message->header.length + message->body.length;
    counting->messages++;
    return 0;
}

static int count_record(void *user, const struct rows_row *row, struct ind_fault *fault)
{
    struct counting *counting = user;
    if (!counting->records++)
        counting->oldest_us = row->key.time_us;
    counting->newest_us = row->key.time_us;
    counting->bytes += row->length;
    return journal_messages(row, count_message, counting, fault);
}

/* One value of the stats: a text where there is one. */
struct value {
    const char *key, *text;
    uint64_t number;
};

static const char *day_and_time(int64_t time_us, char *text, size_t size)
{
    time_t seconds = (time_t)(time_us / 1000000);
    struct tm parts;
    if (!time_us || !gmtime_r(&seconds, &parts) || !strftime(text, size, "%Y-%m-%dT%H:%M:%SZ", &parts))
        return "-";
    return text;
}

static void write_json(struct buffer *out, const struct value *values, size_t count, const struct counting *counting)
{
    struct ind_writer writer = ind_json_writer(out);
    ind_write_map(&writer, (uint32_t)count + 1);
    for (size_t i = 0; i < count; i++) {
        ind_write_key(&writer, values[i].key);
        if (values[i].text)
            ind_write_text(&writer, values[i].text, strlen(values[i].text));
        else
            ind_write_natural(&writer, values[i].number);
    }
    ind_write_key(&writer, "topics");
    ind_write_array(&writer, (uint32_t)counting->count);
    for (size_t i = 0; i < counting->count; i++) {
        ind_write_map(&writer, 3);
        ind_write_key(&writer, "topic");
        ind_write_text(&writer, counting->topics[i].name, counting->topics[i].length);
        ind_write_key(&writer, "messages");
        ind_write_natural(&writer, counting->topics[i].messages);
        ind_write_key(&writer, "bytes");
        ind_write_natural(&writer, counting->topics[i].bytes);
        ind_write_end(&writer);
    }
    ind_write_end(&writer);
    ind_write_end(&writer);
    buffer_byte(out, '\n');
}

static const struct grid_column value_columns[] = {{"", false, 0}, {"", false, 0}};
static const struct grid_column topic_columns[] = {{"topic", false, 0}, {"messages", true, 0}, {"bytes", true, 0}};

static void number_cell(struct grid *grid, uint64_t number)
{
    char text[24];
    grid_cell(grid, text, (size_t)snprintf(text, sizeof text, "%" PRIu64, number));
}

static void write_table(struct buffer *out, const struct value *values, size_t count, const struct counting *counting)
{
    struct grid grid;
    grid_init(&grid, value_columns, 2);
    for (size_t i = 0; i < count; i++) {
        grid_cell(&grid, values[i].key, strlen(values[i].key));
        if (values[i].text)
            grid_cell(&grid, values[i].text, strlen(values[i].text));
        else
            number_cell(&grid, values[i].number);
    }
    out->failed |= grid_print(&grid, false, 0, out) < 0;
    grid_done(&grid);
    grid_init(&grid, topic_columns, 3);
    for (size_t i = 0; i < counting->count; i++) {
        grid_cell(&grid, counting->topics[i].name, counting->topics[i].length);
        number_cell(&grid, counting->topics[i].messages);
        number_cell(&grid, counting->topics[i].bytes);
    }
    out->failed |= counting->count && grid_print(&grid, true, 0, out) < 0;
    grid_done(&grid);
}

static int print_stats(const struct scan *scan, const struct counting *counting, bool json)
{
    struct scan_facts facts = scan_facts(scan);
    char oldest[32], newest[32];
    const struct value values[] = {
        {"stream", facts.stream, 0},
        {"epoch", NULL, facts.epoch},
        {"head", NULL, facts.head},
        {"tail", NULL, facts.tail},
        {"published", NULL, facts.published},
        {"records", NULL, counting->records},
        {"messages", NULL, counting->messages},
        {"message_bytes", NULL, counting->bytes},
        {"passed_over", NULL, counting->passed_over},
        {"oldest", day_and_time(counting->oldest_us, oldest, sizeof oldest), 0},
        {"newest", day_and_time(counting->newest_us, newest, sizeof newest), 0},
        {"file_bytes", NULL, (uint64_t)facts.file_bytes},
        {"log_bytes", NULL, (uint64_t)facts.log_bytes},
        {"articles", NULL, facts.articles},
        {"observations", NULL, facts.observations},
        {"rejected", NULL, facts.rejected},
        {"duplicates", NULL, facts.duplicates},
        {"runs", NULL, facts.run},
        {"daemon", facts.running ? "running" : "none", 0},
    };
    struct buffer out;
    buffer_init(&out);
    (json ? write_json : write_table)(&out, values, sizeof values / sizeof *values, counting);
    bool fine = !out.failed && output_write(out.bytes, out.length);
    buffer_done(&out);
    return fine ? counting->passed_over ? JOURNAL_DAMAGED : CTL_OK : CTL_FAILED;
}

int journal_stats(struct scan *scan, const struct call *call)
{
    struct counting counting = {0};
    struct ind_fault fault = {0};
    int status = CTL_FAILED;
    if (scan_records(scan, 1, count_fault, count_record, &counting, &fault) < 0)
        complain("%s", fault.text);
    else
        status = print_stats(scan, &counting, !strcmp(call_value(call, "format", "table"), "json"));
    for (size_t i = 0; i < counting.count; i++)
        free(counting.topics[i].name);
    free(counting.topics);
    return status;
}

/* ---- export ---- */

enum { MOST_TOPICS = 64 };

struct exporting {
    uint64_t from, to, passed_over;
    ind_text topics[MOST_TOPICS];
    uint32_t topic_count;
    bool msgpack, ended;
    struct buffer out;
};

static void tell_fault(void *user, const char *place, const char *reason)
{
    struct exporting *exporting = user;
    complain("%s: %s", place, reason);
    exporting->passed_over++;
}

/* An array of three: the topic, and header and body as they are. */
static void add_msgpack(struct buffer *out, const ind_frames *message)
{
    struct ind_writer writer = ind_msgpack_writer(out);
    buffer_byte(out, (char)0x93);
    ind_write_text(&writer, message->topic.bytes, message->topic.length);
    buffer_append(out, message->header.bytes, message->header.length);
    buffer_append(out, message->body.bytes, message->body.length);
}

static int export_message(void *user, uint64_t seq, const ind_frames *message, struct ind_fault *fault)
{
    struct exporting *exporting = user;
    struct buffer *out = &exporting->out;
    exporting->ended |= seq > exporting->to;
    if (seq < exporting->from || seq > exporting->to ||
        !ind_topic_matches(message->topic, exporting->topics, exporting->topic_count))
        return 0;
    buffer_clear(out);
    if (exporting->msgpack)
        add_msgpack(out, message);
    else if (lines_add(out, message) < 0)
        tell_fault(exporting, "a message", "it can't be shown as JSON");
    if (out->failed)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory");
    return output_write(out->bytes, out->length) ? 0 : IND_E_CLOSED;
}

static int export_record(void *user, const struct rows_row *row, struct ind_fault *fault)
{
    struct exporting *exporting = user;
    int code = row->key.first > exporting->to ? 0 : journal_messages(row, export_message, exporting, fault);
    return code < 0 ? code : exporting->ended || row->key.first > exporting->to ? IND_E_EMPTY : 0;
}

static bool read_topics(const struct call *call, struct exporting *exporting)
{
    const char *topic;
    for (size_t i = 0; (topic = call_each(call, "topic", i)); i++) {
        if (i == MOST_TOPICS) {
            complain("at most %d topics can be exported: give shorter prefixes", MOST_TOPICS);
            return false;
        }
        exporting->topics[exporting->topic_count++] = (ind_text){topic, (uint32_t)strlen(topic)};
    }
    return true;
}

int journal_export(struct scan *scan, const struct call *call)
{
    struct exporting exporting = {.msgpack = !strcmp(call_value(call, "format", "json"), "msgpack")};
    struct ind_fault fault = {.text = ""};
    if (call_number(call, "from", 1, INT64_MAX, 1, &exporting.from) ||
        call_number(call, "to", 1, INT64_MAX, INT64_MAX, &exporting.to) || !read_topics(call, &exporting))
        return CTL_USAGE;
    int code = scan_records(scan, exporting.from, tell_fault, export_record, &exporting, &fault);
    buffer_done(&exporting.out);
    if (code == IND_E_NOMEM)
        complain("%s", fault.text);
    if (code < 0 && code != IND_E_EMPTY)
        return CTL_FAILED;
    return exporting.passed_over ? JOURNAL_DAMAGED : CTL_OK;
}
