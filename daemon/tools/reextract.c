/* `indicatorctl reextract`: gives articles of done/ back to the inbox, so that a daemon whose tables have changed reads
 * them again: the same ids come under a higher revision, and what is no longer given is retracted.
 *
 * A file is renamed from done/ into the inbox, not linked or copied: the daemon takes it as it takes any that arrives,
 * and files it back under its old name, which is free. A rename is whole or not at all, so that an article is in one
 * place whatever dies when; there is no second copy to be told as a duplicate, no request that a full queue could lose,
 * and nothing in the daemon that could be in the way of the live feed. What the ledger says was read with the daemon's
 * tables already is left where it is. Not for refused files, nor for articles that are no longer kept. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <indicatord/extract.h>
#include <indicatord/feed_client.h>

#include "daemon/base/buffer.h"
#include "daemon/journal/heads.h"
#include "daemon/journal/scan.h"
#include "daemon/service/operator_tables.h"
#include "daemon/tools/body.h"
#include "daemon/tools/feed.h"
#include "daemon/tools/output.h"
#include "daemon/tools/verbs.h"

#define INBOX_DEFAULT "/var/lib/indicatord/inbox"
#define STATE_DEFAULT "/var/lib/indicatord/state"
#define ANSWER_MS 5000
#define LOOK_EVERY_US 100000
#define RECORDS_MEMORY ((size_t)256 << 20)
#define FILE_LARGEST ((size_t)256 << 20)

struct reextract {
    int inbox, done;
    struct scan *scan;
    ind_tables *own_tables; /* built-in: what a record is */
    ind_feed_client *client;
    char tables[DIGEST_HEX + 1]; /* the daemon's */
    int64_t since;               /* seconds; filed before is left alone */
    bool dry;
    struct buffer bytes; /* of the file at hand */
    struct buffer taken; /* names to give back, each with its NUL */
    struct buffer given; /* those that were */
    struct heads ids;    /* of these: their bytes need not be read twice */
    uint64_t count, current, repeats, failed;
};

/* ---- what the ledger says ---- */

enum fate { TAKE, CURRENT, REPEAT, UNKNOWN };

static enum fate fate_of(struct reextract *reextract, const char *bytes, size_t length)
{
    char id[DIGEST_HEX + 1], tables[DIGEST_HEX + 1] = "";
    enum scan_seen seen;
    struct ind_fault fault;
    digest_hex(bytes, length, id);
    if (scan_seen(reextract->scan, id, &seen, tables, &fault) < 0 || seen == SCAN_SEEN_NOT)
        return UNKNOWN;
    if (seen == SCAN_SEEN_READ && !strcmp(tables, reextract->tables))
        return CURRENT;
    struct head *taken = seen == SCAN_SEEN_READ ? heads_at(&reextract->ids, id, DIGEST_HEX) : NULL;
    if (seen == SCAN_SEEN_REPEAT || (taken && taken->seq))
        return REPEAT;
    if (taken)
        taken->seq = 1;
    return TAKE;
}

/* All articles of the file, as the daemon would see them; one that is to be read, or that the ledger has forgotten, is
 * enough. A file that can't be taken apart is the daemon's to look at. */
static enum fate fate_of_file(struct reextract *reextract, const char *name)
{
    ind_records *records = NULL;
    ind_source source = {.name = name, .bytes = reextract->bytes.bytes, .length = reextract->bytes.length};
    if (ind_records_new(&records, reextract->own_tables, &source, RECORDS_MEMORY, NULL) < 0)
        return TAKE;
    bool any[UNKNOWN + 1] = {false};
    while (ind_records_next(records, &source))
        any[fate_of(reextract, source.bytes, source.length)] = true;
    ind_records_free(records);
    return any[TAKE] || any[UNKNOWN] ? TAKE : any[CURRENT] ? CURRENT : any[REPEAT] ? REPEAT : TAKE;
}

/* ---- one file ---- */

static void fail(struct reextract *reextract, const char *name, const char *reason)
{
    complain("done/%s: %s", name, reason);
    reextract->failed++;
}

static bool read_all(struct reextract *reextract, int fd)
{
    char piece[1 << 16];
    ssize_t got;
    buffer_clear(&reextract->bytes);
    while ((got = read(fd, piece, sizeof piece)) > 0 && reextract->bytes.length < FILE_LARGEST)
        buffer_append(&reextract->bytes, piece, (size_t)got);
    return got == 0 && !reextract->bytes.failed;
}

/* False after a sentence; *ret_chosen says whether it is a file of the time asked for. */
static bool read_file(struct reextract *reextract, const char *name, bool *ret_chosen)
{
    struct stat stat_;
    int fd = openat(reextract->done, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    bool fine = fd >= 0 && fstat(fd, &stat_) == 0;
    *ret_chosen = fine && S_ISREG(stat_.st_mode) && stat_.st_ctim.tv_sec >= reextract->since;
    if (*ret_chosen)
        fine = read_all(reextract, fd);
    if (!fine)
        fail(reextract, name, strerror(errno));
    if (fd >= 0)
        close(fd);
    return fine;
}

/* Nothing in the inbox is written over. */
static bool give_back(struct reextract *reextract, const char *name)
{
    if (renameat2(reextract->done, name, reextract->inbox, name, RENAME_NOREPLACE) == 0)
        return true;
    if (errno == EINVAL || errno == ENOSYS) { /* a file system without that: a link does not replace either */
        if (linkat(reextract->done, name, reextract->inbox, name, 0) == 0 && unlinkat(reextract->done, name, 0) == 0)
            return true;
    }
    fail(reextract, name, errno == EEXIST ? "a file of that name waits in the inbox: try again when it is taken"
                                          : strerror(errno));
    return false;
}

static void take(struct reextract *reextract, const char *name)
{
    if (reextract->dry) {
        output_write(name, strlen(name));
        output_write("\n", 1);
    } else if (!give_back(reextract, name))
        return;
    buffer_append(&reextract->given, name, strlen(name) + 1);
    reextract->count++;
}

/* All at once at the end: the daemon begins with the first, and the ledger must not change under the looks at the
 * others. */
static void take_all(struct reextract *reextract)
{
    for (size_t at = 0; at < reextract->taken.length; at += strlen(reextract->taken.bytes + at) + 1)
        take(reextract, reextract->taken.bytes + at);
}

static void look_at(struct reextract *reextract, const char *name)
{
    bool chosen;
    if (!read_file(reextract, name, &chosen) || !chosen)
        return;
    enum fate fate = fate_of_file(reextract, name);
    if (fate == CURRENT)
        reextract->current++;
    else if (fate == REPEAT)
        reextract->repeats++;
    else
        buffer_append(&reextract->taken, name, strlen(name) + 1);
}

/* ---- which files ---- */

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static bool look_at_all(struct reextract *reextract)
{
    struct dirent **entries;
    int count = scandirat(reextract->done, ".", &entries, visible, alphasort);
    if (count < 0) {
        complain("done/ can't be listed: %s", strerror(errno));
        return false;
    }
    for (int i = 0; i < count; i++) {
        look_at(reextract, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    return true;
}

static bool look_at_chosen(struct reextract *reextract, const struct call *call)
{
    if (!call->argument_count)
        return look_at_all(reextract);
    for (int i = 0; i < call->argument_count; i++)
        if (strchr(call->arguments[i], '/'))
            fail(reextract, call->arguments[i], "name files as they stand in done/, without a folder");
        else
            look_at(reextract, call->arguments[i]);
    return true;
}

/* ---- the end of it ---- */

static bool ask_status(struct reextract *reextract, ind_frame *ret_status)
{
    struct ind_fault fault;
    if (ind_feed_status(reextract->client, ANSWER_MS, ret_status, &fault) == 0)
        return true;
    complain("%s: the daemon must be running", fault.text);
    return false;
}

/* How many of the names given back are still in the inbox. */
static size_t count_waiting(const struct reextract *reextract)
{
    size_t waiting = 0;
    for (size_t at = 0; at < reextract->given.length; at += strlen(reextract->given.bytes + at) + 1)
        waiting += faccessat(reextract->inbox, reextract->given.bytes + at, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
    return waiting;
}

static bool wait_until_read(struct reextract *reextract)
{
    ind_frame status;
    do {
        usleep(LOOK_EVERY_US);
        if (!ask_status(reextract, &status))
            return false;
    } while (count_waiting(reextract) || body_natural(status, "backlog"));
    return true;
}

static void sum_up(const struct reextract *reextract)
{
    char line[240];
    int length =
        snprintf(line, sizeof line,
                 "%llu files %s, %llu read with these tables already, %llu that repeat another, %llu failed\n",
                 (unsigned long long)reextract->count, reextract->dry ? "would be read again" : "are read again",
                 (unsigned long long)reextract->current, (unsigned long long)reextract->repeats,
                 (unsigned long long)reextract->failed);
    output_write(line, (size_t)length);
    output_flush();
}

static int work(struct reextract *reextract, const struct call *call)
{
    ind_frame status;
    if (!ask_status(reextract, &status))
        return CTL_FAILED;
    ind_text tables = body_text(status, "tables");
    if (tables.length != DIGEST_HEX) {
        complain("the daemon does not say which tables it reads with: it is an older version");
        return CTL_FAILED;
    }
    memcpy(reextract->tables, tables.bytes, DIGEST_HEX);
    bool looked = look_at_chosen(reextract, call);
    take_all(reextract);
    if (!looked)
        return CTL_FAILED;
    sum_up(reextract);
    bool wait = call_has(call, "wait") && !reextract->dry && reextract->count;
    if (wait && !wait_until_read(reextract))
        return CTL_FAILED;
    return reextract->failed || reextract->taken.failed || reextract->given.failed ? CTL_FAILED : CTL_OK;
}

/* ---- beginning ---- */

/* YYYY-MM-DD, midnight of this machine's clock. */
static bool read_day(const char *text, int64_t *ret_since)
{
    struct tm day = {.tm_isdst = -1};
    const char *end = strptime(text, "%Y-%m-%d", &day);
    int64_t since = end && !*end ? (int64_t)mktime(&day) : -1;
    if (since < 0) {
        complain("--since can't be '%s': give a day as 2026-11-28", text);
        return false;
    }
    *ret_since = since;
    return true;
}

static int open_folder(int above, const char *path)
{
    int fd = openat(above, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        complain("%s: %s", path, strerror(errno));
    return fd;
}

static bool open_all(struct reextract *reextract, const struct call *call)
{
    struct ind_fault fault;
    ind_feed_options options = {.replay = call_value(call, "replay", REPLAY_DEFAULT), KEYS_OF(call)};
    reextract->inbox = open_folder(AT_FDCWD, call_value(call, "inbox", INBOX_DEFAULT));
    if (reextract->inbox < 0 || (reextract->done = open_folder(reextract->inbox, "done")) < 0)
        return false;
    if (operator_tables_new(&reextract->own_tables, "", &fault) < 0 ||
        scan_new(&reextract->scan, call_value(call, "state", STATE_DEFAULT), &fault) < 0 ||
        ind_feed_client_new(&reextract->client, &options, &fault) < 0) {
        complain("%s", fault.text);
        return false;
    }
    return true;
}

static int run(const struct call *call)
{
    struct reextract reextract = {.inbox = -1, .done = -1, .dry = call_has(call, "dry-run")};
    const char *since = call_value(call, "since", NULL);
    if (!call->argument_count && !since && !call_has(call, "all")) {
        complain("reextract needs names of files in done/, --since DAY or --all: see 'indicatorctl reextract --help'");
        return CTL_USAGE;
    }
    if (since && !read_day(since, &reextract.since))
        return CTL_USAGE;
    int status = open_all(&reextract, call) ? work(&reextract, call) : CTL_FAILED;
    ind_feed_client_free(reextract.client);
    scan_free(reextract.scan);
    ind_tables_free(reextract.own_tables);
    buffer_done(&reextract.bytes);
    buffer_done(&reextract.taken);
    buffer_done(&reextract.given);
    heads_done(&reextract.ids);
    if (reextract.done >= 0)
        close(reextract.done);
    if (reextract.inbox >= 0)
        close(reextract.inbox);
    return status;
}

static const struct option_row options[] = {
    {"all", NULL, "every article in done/", 'a'},
    {"since", "DAY", "those filed on that day or later (2026-11-28)", 0},
    {"dry-run", NULL, "only name what would be read again", 'n'},
    {"wait", NULL, "end when they are read", 'w'},
    {"inbox", "DIR", "the daemon's inbox (" INBOX_DEFAULT ")", 0},
    {"state", "DIR", "the daemon's state folder (" STATE_DEFAULT ")", 0},
    {"replay", "ENDPOINT", "where the daemon answers (" REPLAY_DEFAULT ")", 0},
    KEY_OPTIONS,
    {0},
};

const struct verb reextract_verb = {
    .name = "reextract",
    .arguments = "[NAME…]",
    .summary = "have articles in done/ read again, after the tables have changed",
    .options = options,
    .most = -1,
    .run = run,
};
