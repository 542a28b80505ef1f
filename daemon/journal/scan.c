/* From the outside in: the files, SQLite's own pages, the tables, the state, the rows. A fault that hides what is
 * behind it ends that part of the look alone. */
#include "daemon/journal/scan.h"

#include "daemon/base/buffer.h"
#include "daemon/base/check.h"
#include "daemon/base/error.h"
#include "daemon/journal/frames.h"
#include "daemon/journal/id.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE_FAULTS "100" /* that are named, of SQLite's own pages */

struct scan {
    struct store store;
    char *directory;
    struct scan_facts facts;
    bool stated; /* `state` could be read */
    /* of the look at hand */
    scan_fault_fn *found;
    rows_row_fn *whole;
    void *user;
    uint64_t next;  /* the seq that the next record should begin with; 0 before the first */
    uint64_t bytes; /* of the frames seen */
    bool lossy;     /* some row was not whole */
};

static void tell_text(const struct scan *scan, const char *place, const char *reason)
{
    if (scan->found)
        scan->found(scan->user, place, reason);
}

#define tell(scan, place, ...)                            \
    do {                                                  \
        char reason_[512];                                \
        snprintf(reason_, sizeof reason_, __VA_ARGS__);   \
        tell_text((scan), (place), reason_);              \
    } while (0)

/* ---- opening ---- */

static int64_t file_size(const struct scan *scan, const char *name)
{
    struct stat stat_;
    char *path = NULL;
    if (asprintf(&path, "%s/%s", scan->directory, name) < 0)
        return 0;
    int64_t size = stat(path, &stat_) == 0 ? stat_.st_size : 0;
    free(path);
    return size;
}

/* A lock that is asked for without waiting and given back at once. */
static bool is_running(const struct scan *scan)
{
    char *path = NULL;
    if (asprintf(&path, "%s/lock", scan->directory) < 0)
        return false;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    free(path);
    if (fd < 0)
        return false;
    bool held = flock(fd, LOCK_SH | LOCK_NB) < 0 && errno == EWOULDBLOCK;
    close(fd);
    return held;
}

static void take_state(struct scan *scan, sqlite3_stmt *row)
{
    const unsigned char *stream = sqlite3_column_text(row, 0);
    struct scan_facts *facts = &scan->facts;
    snprintf(facts->stream, sizeof facts->stream, "%s", stream ? (const char *)stream : "");
    facts->epoch = store_column_count(row, 1);
    facts->head = store_column_count(row, 2);
    facts->published = store_column_count(row, 3);
    facts->bytes = store_column_count(row, 4);
    facts->run = store_column_count(row, 5);
    facts->articles = store_column_count(row, 6);
    facts->observations = store_column_count(row, 7);
    facts->rejected = store_column_count(row, 8);
    facts->duplicates = store_column_count(row, 9);
    facts->tail = facts->head + 1;
    scan->stated = true;
}

/* Runs a query of at most one row; 1 with the row still at hand, to be finalized by the caller in any case. */
static int ask(struct scan *scan, const char *sql, sqlite3_stmt **ret_row, struct ind_fault *fault)
{
    *ret_row = NULL;
    TRY(store_prepare(&scan->store, sql, ret_row, fault));
    return store_step(&scan->store, *ret_row, fault);
}

static uint64_t ask_number(struct scan *scan, const char *sql)
{
    sqlite3_stmt *row;
    struct ind_fault fault;
    uint64_t number = ask(scan, sql, &row, &fault) > 0 ? store_column_count(row, 0) : 0;
    sqlite3_finalize(row);
    return number;
}

static int read_state(struct scan *scan, struct ind_fault *fault)
{
    sqlite3_stmt *row;
    int step = ask(scan,
                   "SELECT stream, epoch, head, published, bytes, run, articles, observations, rejected, duplicates"
                   " FROM state",
                   &row, fault);
    if (step > 0)
        take_state(scan, row);
    sqlite3_finalize(row);
    return step;
}

static int open_all(struct scan *scan, struct ind_fault *fault)
{
    struct ind_fault damage;
    scan->facts.running = is_running(scan);
    TRY(store_open(&scan->store, scan->directory, STORE_LOOK, fault));
    scan->facts.file_bytes = file_size(scan, "journal.db");
    scan->facts.log_bytes = file_size(scan, "journal.db-wal");
    uint64_t version = ask_number(scan, "PRAGMA user_version");
    if (version > STORE_VERSION)
        return fault_set(fault, IND_E_UNSUPPORTED, FAULT_NOWHERE,
                         "%s: the journal has format %" PRIu64 ", this program knows up to %d", scan->store.path,
                         version, STORE_VERSION);
    if (read_state(scan, &damage) == IND_E_NOMEM)
        return store_no_memory(&scan->store, fault);
    uint64_t tail = ask_number(scan, "SELECT min(first) FROM record");
    if (tail)
        scan->facts.tail = tail;
    return IND_OK;
}

int scan_new(struct scan **ret_scan, const char *directory, struct ind_fault *fault)
{
    struct scan *scan = calloc(1, sizeof *scan);
    if (!scan || !(scan->directory = strdup(directory))) {
        free(scan);
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "%s: out of memory", directory);
    }
    int code = open_all(scan, fault);
    if (code < 0) {
        scan_free(scan);
        return code;
    }
    *ret_scan = scan;
    return IND_OK;
}

void scan_free(struct scan *scan)
{
    if (!scan)
        return;
    store_close(&scan->store);
    free(scan->directory);
    free(scan);
}

struct scan_facts scan_facts(const struct scan *scan)
{
    return scan->facts;
}

/* ---- files and pages ---- */

static uint64_t big_endian(const unsigned char *at, size_t size)
{
    uint64_t value = 0;
    for (size_t i = 0; i < size; i++)
        value = value << 8 | at[i];
    return value;
}

/* The first page's header says how long the file is, unless the log has a newer one. */
static void check_header(struct scan *scan)
{
    unsigned char header[100];
    int fd = open(scan->store.path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd >= 0 ? pread(fd, header, sizeof header, 0) : -1;
    if (fd >= 0)
        close(fd);
    if (got != sizeof header) {
        tell(scan, "journal.db", "it ends within its header");
        return;
    }
    uint64_t page = big_endian(header + 16, 2), pages = big_endian(header + 28, 4);
    page = page == 1 ? 65536 : page;
    uint64_t size = (uint64_t)scan->facts.file_bytes;
    if (page < 512)
        tell(scan, "journal.db", "its header has no length of pages");
    else if (size % page != 0 || (!scan->facts.log_bytes && size < page * pages))
        tell(scan, "journal.db", "it is cut off: %" PRIu64 " bytes are there, its header says %" PRIu64, size,
             page * pages);
    if (ask_number(scan, "PRAGMA application_id") != STORE_APPLICATION)
        tell(scan, "journal.db", "its application id is not a journal's");
}

/* A running daemon has read its log long ago, and writes over it. */
static void check_log(struct scan *scan)
{
    struct frames_look look;
    struct ind_fault fault;
    if (scan->facts.running)
        return;
    if (frames_look(scan->directory, &look, &fault) < 0)
        tell(scan, "journal.db-wal", "it can't be read: %s", fault.text);
    else if (look.lost)
        tell(scan, "journal.db-wal",
             "frame %" PRIu64 " of %" PRIu64 " is damaged: the commits in and behind it are lost", look.whole + 1,
             look.frames);
}

static void check_pages(struct scan *scan)
{
    sqlite3_stmt *row = NULL;
    struct ind_fault fault;
    int step = store_prepare(&scan->store, "PRAGMA integrity_check(" PAGE_FAULTS ")", &row, &fault);
    while (step >= 0 && (step = store_step(&scan->store, row, &fault)) > 0) {
        const char *text = (const char *)sqlite3_column_text(row, 0);
        if (text && strcmp(text, "ok") != 0)
            tell(scan, "journal.db", "%s", text);
    }
    sqlite3_finalize(row);
    if (step < 0)
        tell(scan, "journal.db", "its pages can't be checked: %s", fault.text);
}

static void check_epoch_file(struct scan *scan)
{
    char text[32] = "", *path = NULL;
    if (asprintf(&path, "%s/epoch", scan->directory) < 0)
        return;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    ssize_t length = fd >= 0 ? pread(fd, text, sizeof text - 1, 0) : 0;
    if (fd >= 0)
        close(fd);
    free(path);
    size_t digits = strspn(text, "0123456789");
    uint64_t epoch = 0;
    for (size_t i = 0; i < digits && i < 18; i++)
        epoch = epoch * 10 + (uint64_t)(text[i] - '0');
    if (length < 2 || digits + 1 != (size_t)length || text[digits] != '\n')
        tell(scan, "epoch", "it is missing, or holds no number and a line feed");
    else if (scan->stated && epoch != scan->facts.epoch)
        tell(scan, "epoch",
             "it holds %" PRIu64 ", the journal's own is %" PRIu64 ": one is damaged, or an old one was put back",
             epoch, scan->facts.epoch);
}

/* ---- tables ---- */

static void check_tables(struct scan *scan)
{
    static const struct {
        const char *table, *columns;
    } tables[] = {
        {"record", "first, count, time_us, crc, frames"},
        {"state", "one, stream, epoch, head, published, bytes, run, articles, observations, rejected, duplicates"},
        {"topic", "topic, last"},
        {"seen", "id, text_id, original, line, revision, tables, file, time_us, marks"},
        {"claim", "claim, attempts, blamed, outcome, moved_to, code, reason, id"},
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char sql[256];
        sqlite3_stmt *row = NULL;
        struct ind_fault fault;
        snprintf(sql, sizeof sql, "SELECT %s FROM %s", tables[i].columns, tables[i].table);
        if (store_prepare(&scan->store, sql, &row, &fault) < 0)
            tell(scan, tables[i].table, "the table or a column of it is missing: %s", fault.text);
        sqlite3_finalize(row);
    }
}

/* Rules that rows of a table keep; each counts those that don't. */
static void check_values(struct scan *scan)
{
    static const struct {
        const char *table, *sql, *reason;
    } rules[] = {
        {"state", "SELECT count(*) <> 1 FROM state", "it has not just one row"},
        {"state", "SELECT published > head FROM state", "more is published than was given"},
        {"topic", "SELECT coalesce(max(last), 0) > (SELECT head FROM state) FROM topic",
         "a topic's last message lies behind the head"},
        {"topic", "SELECT count(*) FROM topic WHERE typeof(topic) <> 'blob' OR last < 1", "a row that can't be"},
        {"seen", "SELECT count(*) FROM seen WHERE typeof(id) <> 'blob' OR length(id) <> 32 OR revision < 1",
         "a row that can't be"},
        {"claim", "SELECT count(*) FROM claim WHERE length(claim) <> 16 OR outcome NOT IN (0, 1, 2)",
         "a row that can't be"},
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        sqlite3_stmt *row;
        struct ind_fault fault;
        int step = ask(scan, rules[i].sql, &row, &fault);
        if (step > 0 && sqlite3_column_int64(row, 0) != 0)
            tell(scan, rules[i].table, "%s", rules[i].reason);
        if (step < 0)
            tell(scan, rules[i].table, "it can't be read: %s", fault.text);
        sqlite3_finalize(row);
    }
    if (!scan->stated)
        tell(scan, "state", "it can't be read: epoch and head are not known");
}

int scan_topics(struct scan *scan, scan_topic_fn *visit, void *user, struct ind_fault *fault)
{
    sqlite3_stmt *row = NULL;
    TRY(store_prepare(&scan->store, "SELECT topic, last FROM topic", &row, fault));
    int step;
    while ((step = store_step(&scan->store, row, fault)) > 0) {
        const char *topic = sqlite3_column_blob(row, 0);
        if (topic)
            visit(user, topic, (size_t)sqlite3_column_bytes(row, 0), store_column_count(row, 1));
    }
    sqlite3_finalize(row);
    return step;
}

/* ---- records ---- */

static void tell_lost(struct scan *scan, uint64_t from, uint64_t to, const char *reason)
{
    char place[64];
    snprintf(place, sizeof place, "messages %" PRIu64 " to %" PRIu64, from, to);
    tell(scan, place, "lost: %s", reason);
}

/* Everything before a record should be there; retention may have let it go while we looked. */
static void look_before(struct scan *scan, uint64_t first)
{
    if (!scan->next || first == scan->next)
        return;
    if (first < scan->next) {
        char place[32];
        snprintf(place, sizeof place, "record %" PRIu64, first);
        tell(scan, place, "it overlaps the one before, which ends with message %" PRIu64, scan->next - 1);
    } else if (ask_number(scan, "SELECT min(first) FROM record") < first)
        tell_lost(scan, scan->next, first - 1, "no record has them");
}

static int on_row(void *user, const struct rows_row *row, struct ind_fault *fault)
{
    struct scan *scan = user;
    uint64_t first = row->key.first;
    if (scan->stated && first > scan->facts.head && !scan->facts.running) {
        char place[32];
        snprintf(place, sizeof place, "record %" PRIu64, first);
        tell(scan, place, "it lies behind the head, %" PRIu64, scan->facts.head);
    }
    look_before(scan, first);
    if (row->reason) {
        char place[32];
        snprintf(place, sizeof place, "record %" PRIu64, first);
        tell(scan, place, "%s: its messages are lost", row->reason);
        scan->next = 0; /* its count is not believed: the next record is where it is */
        scan->lossy = true;
        return IND_OK;
    }
    scan->next = first + row->key.count;
    scan->bytes += row->length;
    return scan->whole ? scan->whole(scan->user, row, fault) : IND_OK;
}

static int on_gap(void *user, uint64_t after, uint64_t next, const char *reason, struct ind_fault *fault)
{
    struct scan *scan = user;
    char place[64];
    (void)fault;
    if (next)
        snprintf(place, sizeof place, "records %" PRIu64 " to %" PRIu64, after + 1, next - 1);
    else
        snprintf(place, sizeof place, "records from %" PRIu64 " on", after + 1);
    tell(scan, place, "a page can't be read: %s", reason);
    scan->next = 0;
    scan->lossy = true;
    return IND_OK;
}

static int walk(struct scan *scan, uint64_t from, struct ind_fault *fault)
{
    scan->next = scan->bytes = 0;
    scan->lossy = false;
    struct ind_fault damage = {0};
    int code = rows_walk(&scan->store, from, on_row, on_gap, scan, &damage);
    if (code == IND_E_CORRUPT) {
        tell(scan, "record", "it can't be read: %s", damage.text);
        return IND_OK;
    }
    if (code < 0 && fault)
        *fault = damage;
    return code;
}

/* The end of the walk beside what the state says; a running daemon writes on meanwhile. */
static void check_end(struct scan *scan)
{
    const struct scan_facts *facts = &scan->facts;
    if (!scan->stated || facts->running)
        return;
    if (scan->next && scan->next <= facts->head)
        tell_lost(scan, scan->next, facts->head, "no record has them");
    if (!scan->lossy && scan->bytes != facts->bytes)
        tell(scan, "state", "its records hold %" PRIu64 " bytes, it says %" PRIu64, scan->bytes, facts->bytes);
}

static void begin(struct scan *scan, scan_fault_fn *found, rows_row_fn *whole, void *user)
{
    scan->found = found;
    scan->whole = whole;
    scan->user = user;
}

int scan_records(struct scan *scan, uint64_t from, scan_fault_fn *found, rows_row_fn *whole, void *user,
                 struct ind_fault *fault)
{
    begin(scan, found, whole, user);
    char sql[96];
    snprintf(sql, sizeof sql, "SELECT max(first) FROM record WHERE first <= %" PRIu64,
             from < INT64_MAX ? from : INT64_MAX);
    uint64_t first = ask_number(scan, sql);
    return walk(scan, first ? first : from, fault);
}

int scan_check(struct scan *scan, scan_fault_fn *found, rows_row_fn *whole, void *user, struct ind_fault *fault)
{
    begin(scan, found, whole, user);
    check_header(scan);
    check_log(scan);
    check_epoch_file(scan);
    check_tables(scan);
    check_pages(scan);
    check_values(scan);
    TRY(walk(scan, 1, fault));
    check_end(scan);
    return IND_OK;
}

/* ---- the ledger ---- */

int scan_seen(struct scan *scan, const char *id, enum scan_seen *ret_seen, char ret_tables[static DIGEST_HEX + 1],
              struct ind_fault *fault)
{
    unsigned char key[ID_BYTES];
    sqlite3_stmt *row = NULL;
    CHECK(id_pack(id, key));
    TRY(store_prepare(&scan->store, "SELECT original, tables FROM seen WHERE id = ?1", &row, fault));
    int step = STORE_BIND(&scan->store, row, fault, store_blob(key, ID_BYTES));
    if (step == IND_OK)
        step = store_step(&scan->store, row, fault);
    if (step == 0)
        *ret_seen = SCAN_SEEN_NOT;
    if (step > 0) {
        *ret_seen = sqlite3_column_type(row, 0) == SQLITE_NULL ? SCAN_SEEN_READ : SCAN_SEEN_REPEAT;
        id_print(sqlite3_column_blob(row, 1), (size_t)sqlite3_column_bytes(row, 1), ret_tables);
    }
    sqlite3_finalize(row);
    return step < 0 ? step : IND_OK;
}
