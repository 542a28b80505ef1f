/* `indicatorctl status`: asks a daemon how it is. */
#include <indicatord/feed_client.h>

#include "daemon/tools/feed.h"
#include "daemon/tools/grid.h"
#include "daemon/tools/output.h"
#include "daemon/tools/verbs.h"
#include "proto/reader.h"

static const struct grid_column columns[] = {{"", false, 0}, {"", false, 0}};

static void add_cell(struct grid *grid, const ind_value *value)
{
    char text[32];
    if (value->kind == IND_VALUE_TEXT)
        grid_cell(grid, value->text.bytes, value->text.length);
    else if (value->kind == IND_VALUE_NATURAL)
        grid_cell(grid, text, (size_t)snprintf(text, sizeof text, "%llu", (unsigned long long)value->natural));
    else
        grid_cell(grid, "-", 1);
}

/* A line a key, whatever keys there are: a newer daemon may have more. */
static int print_table(ind_frame body, struct buffer *out)
{
    struct ind_reader reader = ind_reader_of(body);
    struct grid grid;
    ind_value map, key, value;
    grid_init(&grid, columns, 2);
    int code = ind_reader_next(&reader, &map, NULL);
    for (uint32_t i = 0; code == 0 && map.kind == IND_VALUE_MAP && i < map.count; i++) {
        ind_frame piece;
        if ((code = ind_reader_next(&reader, &key, NULL)) < 0 ||
            (code = ind_reader_skip(&reader, &piece, NULL)) < 0)
            break;
        struct ind_reader inner = ind_reader_of(piece);
        code = ind_reader_next(&inner, &value, NULL);
        add_cell(&grid, &key);
        add_cell(&grid, &value);
    }
    if (code == 0)
        code = grid_print(&grid, false, 0, out);
    grid_done(&grid);
    return code;
}

static int print_json(ind_frame body, struct buffer *out)
{
    struct ind_writer writer = ind_json_writer(out);
    int code = ind_transcode(body, &writer, NULL);
    buffer_byte(out, '\n');
    return code;
}

static int print_status(const struct call *call, ind_frame body)
{
    struct buffer out;
    buffer_init(&out);
    bool json = !strcmp(call_value(call, "format", "table"), "json");
    int code = json ? print_json(body, &out) : print_table(body, &out);
    if (code < 0 || out.failed)
        complain("the daemon's answer can't be shown: %s", ind_error_text(code < 0 ? code : IND_E_NOMEM));
    bool fine = code == 0 && !out.failed && output_write(out.bytes, out.length);
    buffer_done(&out);
    return fine ? CTL_OK : CTL_FAILED;
}

static int ask(const struct call *call, const ind_feed_options *options, int timeout_ms)
{
    struct ind_fault fault;
    ind_feed_client *client = NULL;
    ind_frame body;
    int code = ind_feed_client_new(&client, options, &fault);
    if (code == 0)
        code = ind_feed_status(client, timeout_ms, &body, &fault);
    if (code == IND_E_TIMEOUT)
        complain("no answer from %s within %d s: see whether indicatord runs (systemctl status indicatord) and "
                 "replies there (its 'replay' key)",
                 options->replay, timeout_ms / 1000);
    else if (code < 0)
        complain("%s", fault.text);
    int status = code == 0 ? print_status(call, body) : CTL_FAILED;
    ind_feed_client_free(client);
    return status;
}

static int run(const struct call *call)
{
    uint64_t seconds;
    if (call_number(call, "timeout", 1, 3600, 5, &seconds))
        return CTL_USAGE;
    ind_feed_options options = {.replay = call_value(call, "replay", REPLAY_DEFAULT), KEYS_OF(call)};
    return ask(call, &options, (int)seconds * 1000);
}

static const struct option_row options[] = {
    {"replay", "ENDPOINT", "where the daemon answers (" REPLAY_DEFAULT ")", 0},
    {"format", "json|table", "a line a key (the default), or one line of JSON", 'f'},
    {"timeout", "SECONDS", "how long to wait for the answer (5)", 0},
    KEY_OPTIONS,
    {0},
};

const struct verb status_verb = {
    .name = "status",
    .arguments = "",
    .summary = "print the state of a running indicatord",
    .options = options,
    .run = run,
};
