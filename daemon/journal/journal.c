/* Opening and closing, the transaction around every write, and what is kept in memory between them. */
#include "daemon/journal/journal.h"

#include "daemon/base/error.h"
#include "daemon/base/failpoint.h"
#include "daemon/journal/frames.h"
#include "daemon/journal/mend.h"
#include "daemon/journal/parts.h"

#include <inttypes.h>
#include <time.h>

/* proto/JOURNAL.md */
const char journal_schema[] =
    "CREATE TABLE record (first INTEGER PRIMARY KEY, count INTEGER NOT NULL, time_us INTEGER NOT NULL,"
    " crc INTEGER NOT NULL, frames BLOB NOT NULL);"
    "CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 1), stream TEXT NOT NULL, epoch INTEGER NOT NULL,"
    " head INTEGER NOT NULL, published INTEGER NOT NULL, bytes INTEGER NOT NULL, run INTEGER NOT NULL,"
    " articles INTEGER NOT NULL, observations INTEGER NOT NULL, rejected INTEGER NOT NULL,"
    " duplicates INTEGER NOT NULL);"
    "CREATE TABLE topic (topic BLOB PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE seen (id BLOB NOT NULL UNIQUE, text_id BLOB, original BLOB, line INTEGER NOT NULL,"
    " revision INTEGER NOT NULL, tables BLOB, file BLOB NOT NULL, time_us INTEGER NOT NULL, marks BLOB);"
    "CREATE INDEX seen_text ON seen (text_id) WHERE original IS NULL;"
    "CREATE INDEX seen_time ON seen (time_us);"
    "CREATE TABLE claim (claim TEXT PRIMARY KEY, attempts INTEGER NOT NULL, blamed INTEGER NOT NULL,"
    " outcome INTEGER NOT NULL, moved_to BLOB, code TEXT, reason TEXT, id BLOB) WITHOUT ROWID;";

/* The log is checkpointed from this many pages on; from so many, and then at each such step, it is cut by waiting
 * for readers, for a while. */
#define LOG_PAGES 1000
#define LOG_PAGES_MUCH 16384
#define LOG_WAIT_MS 50

static const char *const sql_texts[SQL_COUNT] = {
#define X(name, sql) [SQL_##name] = sql,
    JOURNAL_STATEMENTS(X)
#undef X
};

int64_t parts_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* ---- transactions ---- */

static void mark_broken(struct journal *journal, int code, const struct ind_fault *fault)
{
    if (journal->broken || (code != IND_E_IO && code != IND_E_CORRUPT))
        return;
    journal->broken = true;
    journal->breakage = *fault;
    if (code == IND_E_CORRUPT) /* the next start mends it before it writes */
        mend_ask(journal, fault);
}

int parts_begin(struct journal *journal, struct ind_fault *fault)
{
    if (journal->broken)
        return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "the journal takes no more writes since: %.200s",
                         journal->breakage.text);
    return PARTS_RUN(journal, BEGIN, fault);
}

int parts_rollback(struct journal *journal, const struct journal_state *before, int code, struct ind_fault *fault)
{
    struct ind_fault here = {.code = code};
    mark_broken(journal, code, fault ? fault : &here);
    /* SQLite has rolled back already after some failures. */
    if (!sqlite3_get_autocommit(journal->store.db) && store_run(&journal->store, "ROLLBACK", &here) < 0)
        mark_broken(journal, IND_E_IO, &here);
    heads_rollback(&journal->heads);
    journal->state = *before;
    return code;
}

static int put_heads(struct journal *journal, struct ind_fault *fault)
{
    for (size_t i = 0; i < journal->heads.room; i++) {
        const struct head *head = &journal->heads.places[i];
        if (head->seq != head->durable)
            TRY(PARTS_DO(journal, TOPIC_PUT, fault, store_blob(head->topic, head->length), store_count(head->seq)));
    }
    return IND_OK;
}

static int put_state(struct journal *journal, struct ind_fault *fault)
{
    const struct journal_state *state = &journal->state;
    const struct journal_counts *counts = &state->counts;
    TRY(PARTS_DO(journal, STATE_PUT, fault, store_count(state->head), store_count(state->published),
                 store_count(state->bytes), store_count(counts->articles), store_count(counts->observations),
                 store_count(counts->rejected), store_count(counts->duplicates)));
    return IND_OK;
}

void journal_checkpoint(struct journal *journal)
{
    if (journal->broken || journal->log_pages < LOG_PAGES)
        return;
    int step = journal->log_pages / LOG_PAGES_MUCH;
    int mode = step > journal->log_step ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    journal->log_step = step;
    sqlite3_busy_timeout(journal->store.db, LOG_WAIT_MS);
    int result = sqlite3_wal_checkpoint_v2(journal->store.db, NULL, mode, NULL, NULL);
    sqlite3_busy_timeout(journal->store.db, STORE_BUSY_MS);
    FAIL_POINT("journal.checkpointed");
    if (result == SQLITE_OK)
        return;
    struct ind_fault fault;
    mark_broken(journal, store_fault(&journal->store, &fault), &fault);
}

int parts_commit(struct journal *journal, const struct journal_state *before, struct ind_fault *fault)
{
    int code = put_heads(journal, fault);
    if (code >= 0)
        code = put_state(journal, fault);
    FAIL_POINT("journal.written");
    if (code >= 0)
        code = PARTS_RUN(journal, COMMIT, fault);
    FAIL_POINT("journal.committed");
    if (code < 0)
        return parts_rollback(journal, before, code, fault);
    heads_commit(&journal->heads);
    return IND_OK;
}

static int note_log(void *user, sqlite3 *db, const char *name, int pages)
{
    struct journal *journal = user;
    (void)db;
    (void)name;
    journal->log_pages = pages;
    return SQLITE_OK;
}

/* ---- opening ---- */

int parts_create(struct store *store, uint64_t epoch, struct ind_fault *fault)
{
    char numbers[160];
    snprintf(numbers, sizeof numbers,
             "PRAGMA application_id=%d; PRAGMA user_version=%d;"
             "INSERT INTO state VALUES (1, '', %" PRIu64 ", 0, 0, 0, 0, 0, 0, 0, 0); COMMIT",
             STORE_APPLICATION, STORE_VERSION, epoch);
    TRY(store_run(store, "BEGIN IMMEDIATE", fault));
    int code = store_run(store, journal_schema, fault);
    if (code >= 0)
        code = store_run(store, numbers, fault);
    return code;
}

static int create(struct journal *journal, struct ind_fault *fault)
{
    uint64_t epoch;
    TRY(folder_epoch(journal, &epoch, fault));
    FAIL_POINT("journal.epoch-kept");
    TRY(parts_create(&journal->store, epoch, fault));
    return folder_sync(journal, fault);
}

static int prepare_all(struct journal *journal, struct ind_fault *fault)
{
    for (size_t i = 0; i < SQL_COUNT; i++)
        TRY(store_prepare(&journal->store, sql_texts[i], &journal->statements[i], fault));
    return IND_OK;
}

/* Runs a query of one row, hands it to `take`. */
static int query_one(struct journal *journal, const char *sql, void (*take)(struct journal *, sqlite3_stmt *),
                     struct ind_fault *fault)
{
    sqlite3_stmt *statement = NULL;
    TRY(store_prepare(&journal->store, sql, &statement, fault));
    int step = store_step(&journal->store, statement, fault);
    if (step > 0)
        take(journal, statement);
    sqlite3_finalize(statement);
    if (step == 0)
        return fault_set(fault, IND_E_CORRUPT, FAULT_NOWHERE, "%s: the journal has no state", journal->store.path);
    return step < 0 ? step : IND_OK;
}

static void take_state(struct journal *journal, sqlite3_stmt *row)
{
    journal->state = (struct journal_state){
        .epoch = store_column_count(row, 0),
        .head = store_column_count(row, 1),
        .published = store_column_count(row, 2),
        .bytes = store_column_count(row, 3),
        .counts = {.articles = store_column_count(row, 4),
                   .observations = store_column_count(row, 5),
                   .rejected = store_column_count(row, 6),
                   .duplicates = store_column_count(row, 7)},
    };
    journal->run_number = store_column_count(row, 8);
    journal->state.tail = store_column_count(row, 9);
    if (!journal->state.tail)
        journal->state.tail = journal->state.head + 1;
}

static int load_heads(struct journal *journal, struct ind_fault *fault)
{
    sqlite3_stmt *statement = NULL;
    TRY(store_prepare(&journal->store, "SELECT topic, last FROM topic", &statement, fault));
    int step;
    while ((step = store_step(&journal->store, statement, fault)) > 0) {
        const void *topic = sqlite3_column_blob(statement, 0);
        struct head *head = topic ? heads_at(&journal->heads, topic, (size_t)sqlite3_column_bytes(statement, 0)) : NULL;
        if (!head) {
            step = store_no_memory(&journal->store, fault);
            break;
        }
        head->seq = head->durable = store_column_count(statement, 1);
    }
    sqlite3_finalize(statement);
    return step;
}

static int count_run(struct journal *journal, struct ind_fault *fault)
{
    sqlite3_stmt *statement = NULL;
    if (*journal->run)
        return IND_OK;
    uint64_t number = journal->run_number + 1;
    TRY(store_prepare(&journal->store, "UPDATE state SET run = ?1, stream = ?2", &statement, fault));
    int code = STORE_EXECUTE(&journal->store, statement, fault, store_count(number), store_text(journal->stream));
    sqlite3_finalize(statement);
    TRY(code);
    journal->run_number = number;
    snprintf(journal->run, sizeof journal->run, "%" PRIu64, number);
    return IND_OK;
}

static int open_database(struct journal *journal, enum store_mode mode, struct ind_fault *fault)
{
    TRY(store_open(&journal->store, journal->directory, mode, fault));
    sqlite3_wal_hook(journal->store.db, note_log, journal);
    sqlite3_stmt *statement = NULL;
    TRY(store_prepare(&journal->store, "SELECT 1 FROM sqlite_schema", &statement, fault));
    int any = store_step(&journal->store, statement, fault);
    sqlite3_finalize(statement);
    if (any == 0)
        any = create(journal, fault);
    return any < 0 ? any : IND_OK;
}

/* Seqs that were given must lie at or before the head, or they would be given twice; so for a journal of another epoch
 * than the last one, which somebody put back. */
static int check_head(struct journal *journal, struct ind_fault *fault)
{
    sqlite3_stmt *statement = NULL;
    uint64_t head = journal->state.head, most = 0;
    TRY(store_prepare(&journal->store, "SELECT max(first) FROM record", &statement, fault));
    int step = store_step(&journal->store, statement, fault);
    if (step > 0)
        most = store_column_count(statement, 0);
    sqlite3_finalize(statement);
    if (step < 0)
        return step;
    for (size_t i = 0; i < journal->heads.room; i++)
        if (journal->heads.places[i].durable > most)
            most = journal->heads.places[i].durable;
    uint64_t epoch = folder_last_epoch(journal);
    if (epoch && epoch != journal->state.epoch)
        return fault_set(fault, IND_E_CORRUPT, FAULT_NOWHERE,
                         "%s: its epoch is %" PRIu64 ", the last one given %" PRIu64, journal->store.path,
                         journal->state.epoch, epoch);
    if (most <= head && head < MEND_HEAD_MOST && journal->state.tail <= head + 1)
        return IND_OK;
    return fault_set(fault, IND_E_CORRUPT, FAULT_NOWHERE,
                     "%s: its head is %" PRIu64 ", but message %" PRIu64 " was given", journal->store.path, head, most);
}

/* SQLite would go on from where the log breaks off, and give the seqs behind it again. */
static int check_log(const struct journal *journal, struct ind_fault *fault)
{
    struct frames_look look;
    TRY(frames_look(journal->directory, &look, fault));
    if (!look.lost)
        return IND_OK;
    return fault_set(fault, IND_E_CORRUPT, FAULT_NOWHERE,
                     "%s/journal.db-wal: frame %" PRIu64 " of %" PRIu64 " is damaged", journal->directory,
                     look.whole + 1, look.frames);
}

static int load(struct journal *journal, enum store_mode mode, struct ind_fault *fault)
{
    TRY(check_log(journal, fault));
    TRY(open_database(journal, mode, fault));
    TRY(prepare_all(journal, fault));
    TRY(query_one(journal,
                  "SELECT epoch, head, published, bytes, articles, observations, rejected, duplicates, run,"
                  " (SELECT min(first) FROM record) FROM state",
                  take_state, fault));
    FAIL_POINT("journal.made");
    TRY(load_heads(journal, fault));
    return check_head(journal, fault);
}

static void unload(struct journal *journal)
{
    for (size_t i = 0; i < SQL_COUNT; i++)
        sqlite3_finalize(journal->statements[i]);
    memset(journal->statements, 0, sizeof journal->statements);
    store_close(&journal->store);
    heads_done(&journal->heads);
    journal->state = (struct journal_state){0};
    journal->run[0] = '\0';
}

/* Where the disk has no room for the log's index, with one in memory; the file would make others believe that they can
 * read along. */
static int load_anyhow(struct journal *journal, struct ind_fault *fault)
{
    int code = load(journal, STORE_WRITE, fault);
    if (code != IND_E_FULL)
        return code;
    unload(journal);
    folder_unmark(journal, "journal.db-shm");
    return load(journal, STORE_ALONE, fault);
}

/* The first write is of the opening: what it meets is mended, too. Only room may be missing. */
static int load_and_count(struct journal *journal, struct ind_fault *fault)
{
    TRY(load_anyhow(journal, fault));
    int code = count_run(journal, fault);
    return code == IND_E_FULL ? IND_OK : code;
}

static int open_mended(struct journal *journal, struct ind_fault *fault)
{
    struct ind_fault damage = {0};
    TRY(mend_finish(journal, fault));
    int code = mend_is_asked(journal, &damage) ? IND_E_CORRUPT : load_and_count(journal, &damage);
    if (code == IND_E_CORRUPT) {
        unload(journal);
        TRY(mend(journal, &damage, fault));
        code = load_and_count(journal, &damage);
    }
    if (code < 0 && fault)
        *fault = damage;
    return code;
}

int journal_begin(struct journal *journal, struct ind_fault *fault)
{
    if (journal->begun)
        return IND_OK;
    TRY(count_run(journal, fault));
    TRY(blame_settle(journal, fault));
    journal->begun = true;
    return IND_OK;
}

static int start(struct journal *journal, struct ind_fault *fault)
{
    TRY(folder_reread(journal, "journal.db", fault));
    TRY(folder_reread(journal, "journal.db-wal", fault));
    TRY(open_mended(journal, fault));
    int code = journal_begin(journal, fault);
    return code == IND_E_FULL ? IND_OK : code;
}

bool journal_has_begun(const struct journal *journal)
{
    return journal->begun;
}

const char *journal_mended(const struct journal *journal)
{
    return journal->mended;
}

int journal_new(struct journal **ret_journal, const struct journal_options *options, struct ind_fault *fault)
{
    struct journal *journal = calloc(1, sizeof *journal);
    if (!journal)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "%s: out of memory", options->directory);
    journal->options = *options;
    if (options->remember_seconds)
        journal->options.remember_seconds =
            options->keep_seconds ? options->keep_seconds + options->remember_seconds : 0;
    journal->folder_fd = journal->lock_fd = journal->blame_fd = -1;
    journal->directory = strdup(options->directory);
    journal->stream = strdup(options->stream);
    int code = journal->directory && journal->stream
                   ? folder_open(journal, fault)
                   : fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "%s: out of memory", options->directory);
    if (code >= 0)
        code = start(journal, fault);
    if (code < 0) {
        journal_free(journal);
        return code;
    }
    *ret_journal = journal;
    return IND_OK;
}

void journal_free(struct journal *journal)
{
    if (!journal)
        return;
    /* A broken store must not be told to fsync once more and believed. */
    if (journal->broken)
        sqlite3_db_config(journal->store.db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    unload(journal);
    folder_close(journal);
    buffer_done(&journal->frames);
    free(journal->directory);
    free(journal->stream);
    free(journal);
}

/* ---- what is asked of memory ---- */

struct journal_state journal_state(const struct journal *journal)
{
    return journal->state;
}

static int by_topic(const void *a, const void *b)
{
    const struct head *one = *(const struct head *const *)a, *two = *(const struct head *const *)b;
    size_t shorter = one->length < two->length ? one->length : two->length;
    int order = memcmp(one->topic, two->topic, shorter);
    return order ? order : (one->length > two->length) - (one->length < two->length);
}

int journal_heads(struct journal *journal, journal_head_fn *visit, void *user, struct ind_fault *fault)
{
    const struct heads *heads = &journal->heads;
    const struct head **sorted = calloc(heads->count + 1, sizeof *sorted);
    if (!sorted)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for %zu topics", heads->count);
    size_t count = 0;
    for (size_t i = 0; i < heads->room; i++)
        if (heads->places[i].durable)
            sorted[count++] = &heads->places[i];
    qsort(sorted, count, sizeof *sorted, by_topic);
    for (size_t i = 0; i < count; i++)
        visit(user, sorted[i]->topic, sorted[i]->length, sorted[i]->durable);
    free(sorted);
    return IND_OK;
}
