/* `indicatorctl journal`: looks into a journal's files, beside a running daemon or without one, and never writes. What
 * can be wrong with them is found by daemon/journal/scan.h; this tells it, counts what is there, and prints it. */
#include "daemon/tools/journal.h"

#include "daemon/journal/record.h"
#include "daemon/tools/output.h"
#include "daemon/tools/verbs.h"

#define STATE_DEFAULT "/var/lib/indicatord/state"

int journal_messages(const struct rows_row *row, journal_message_fn *visit, void *user, struct ind_fault *fault)
{
    struct record_message message;
    size_t at = 0;
    for (uint64_t seq = row->key.first; record_next(row->frames, row->length, &at, &message); seq++) {
        const char *header = message.topic + message.topic_length;
        ind_frames frames = {{message.topic, message.topic_length},
                             {header, message.header_length},
                             {header + message.header_length, message.body_length}};
        int code = visit(user, seq, &frames, fault);
        if (code < 0)
            return code;
    }
    return 0;
}

static const struct {
    const char *name;
    int (*run)(struct scan *scan, const struct call *call);
} looks[] = {{"check", journal_check}, {"stats", journal_stats}, {"export", journal_export}};

/* A file of which nothing can be read is damage, too; the daemon sets it aside. */
static int run_look(int (*look)(struct scan *scan, const struct call *call), const char *directory,
                    const struct call *call)
{
    struct scan *scan = NULL;
    struct ind_fault fault = {0};
    int code = scan_new(&scan, directory, &fault);
    if (code == IND_E_CORRUPT)
        printf("journal.db: nothing of it can be read: %s\n", fault.text);
    else if (code < 0)
        complain("%s", fault.text);
    int status = code == IND_E_CORRUPT ? JOURNAL_DAMAGED : code < 0 ? CTL_FAILED : look(scan, call);
    scan_free(scan);
    return status;
}

static int run(const struct call *call)
{
    const char *directory = call->argument_count > 1 ? call->arguments[1] : STATE_DEFAULT;
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
        if (!strcmp(call->arguments[0], looks[i].name))
            return run_look(looks[i].run, directory, call);
    complain("journal can't '%s': it can check, stats and export", call->arguments[0]);
    return CTL_USAGE;
}

static const struct option_row options[] = {
    {"format", "json|table|msgpack", "stats: a line a key, or json; export: json lines, or msgpack", 'f'},
    {"from", "SEQ", "export: the first message (the oldest)", 0},
    {"to", "SEQ", "export: the last one (the newest)", 0},
    {"topic", "PREFIX", "export: only topics that begin so; may stand several times", 't'},
    {0},
};

const struct verb journal_verb = {
    .name = "journal",
    .arguments = "check|stats|export [DIR]",
    .summary = "look into the journal in the state folder DIR (" STATE_DEFAULT ")",
    .options = options,
    .least = 1,
    .most = 2,
    .run = run,
};
