/* What the files of this folder share of a journal: its connection, its statements, and what it holds in
 * memory. No other folder includes it. */
#ifndef JOURNAL_PARTS_H
#define JOURNAL_PARTS_H

#include "daemon/journal/heads.h"
#include "daemon/journal/journal.h"
#include "daemon/journal/store.h"

/* Every statement of the writing side but the schema's. */
#define JOURNAL_STATEMENTS(X)                                                                                     \
    X(BEGIN, "BEGIN IMMEDIATE")                                                                                   \
    X(COMMIT, "COMMIT")                                                                                           \
    X(SAVE, "SAVEPOINT batch")                                                                                    \
    X(RELEASE, "RELEASE batch")                                                                                   \
    X(UNDO, "ROLLBACK TO batch")                                                                                  \
    X(RECORD_ADD, "INSERT INTO record (first, count, time_us, crc, frames) VALUES (?1, ?2, ?3, ?4, ?5)")          \
    X(RECORD_FIRST, "SELECT first, time_us, length(frames) FROM record WHERE first >= ?1 ORDER BY first LIMIT 1") \
    X(RECORD_DROP, "DELETE FROM record WHERE first = ?1")                                                         \
    X(TOPIC_PUT, "INSERT INTO topic (topic, last) VALUES (?1, ?2) "                                               \
                 "ON CONFLICT (topic) DO UPDATE SET last = excluded.last")                                        \
    X(STATE_PUT, "UPDATE state SET head = ?1, published = ?2, bytes = ?3, articles = ?4, observations = ?5, "     \
                 "rejected = ?6, duplicates = ?7")                                                                \
    X(SEEN_ID, "SELECT original, revision FROM seen WHERE id = ?1")                                               \
    X(SEEN_TEXT, "SELECT id FROM seen WHERE text_id = ?1 AND original IS NULL AND id <> ?2 LIMIT 1")              \
    X(SEEN_ADD, "INSERT INTO seen (id, text_id, original, line, revision, tables, file, time_us, marks) "         \
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id) DO NOTHING")                        \
    X(SEEN_AGAIN, "UPDATE seen SET text_id = ?2, revision = ?3, tables = ?4, time_us = ?5, marks = ?6 WHERE id = ?1") \
    X(SEEN_TOUCH, "UPDATE seen SET time_us = ?2 WHERE id = ?1")                                                   \
    X(SEEN_DROP, "DELETE FROM seen WHERE rowid IN (SELECT rowid FROM seen WHERE time_us < ?1 LIMIT ?2)")          \
    X(CLAIM_GET, "SELECT attempts, outcome, moved_to, code, reason, id FROM claim WHERE claim = ?1")              \
    X(CLAIM_PUT, "INSERT INTO claim (claim, attempts, blamed, outcome, moved_to, code, reason, id) "              \
                 "VALUES (?1, 0, 0, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (claim) DO UPDATE SET outcome = ?2, "         \
                 "moved_to = ?3, code = ?4, reason = ?5, id = ?6")                                                \
    X(CLAIM_BLAME, "INSERT INTO claim (claim, attempts, blamed, outcome) VALUES (?1, 1, ?2, 0) "                  \
                   "ON CONFLICT (claim) DO UPDATE SET attempts = attempts + 1, blamed = ?2 "                      \
                   "WHERE blamed < ?2 AND outcome = 0")                                                           \
    X(CLAIM_DROP, "DELETE FROM claim WHERE claim = ?1")                                                           \
    X(CLAIM_LIST, "SELECT claim FROM claim")

enum journal_statement {
#define X(name, sql) SQL_##name,
    JOURNAL_STATEMENTS(X)
#undef X
        SQL_COUNT
};

struct journal {
    struct store store;
    sqlite3_stmt *statements[SQL_COUNT];
    struct journal_options options; /* with strings of its own */
    char *directory;
    char *stream;
    int folder_fd;
    int lock_fd;
    int blame_fd;
    char run[24]; /* this run's number in decimal, for the line that blames */
    uint64_t run_number;
    struct journal_state state; /* as of the last commit, or as the open transaction has it */
    struct heads heads;
    struct buffer frames;       /* of the record being filled */
    int log_pages;              /* in the write-ahead log, as SQLite told last */
    int log_step;               /* its length in large steps, when it was last checkpointed */
    bool begun;                 /* this run is counted: what journal_begin writes is on the disk */
    bool broken;                /* the storage failed: no more writing */
    struct ind_fault breakage;  /* with what */
    char mended[400];           /* what was done about a damaged file at the start; "" for nothing */
};

/* Begins a transaction; a broken journal says what broke it. */
int parts_begin(struct journal *journal, struct ind_fault *fault);

/* Ends it: writes `state` and the heads, and commits. On failure nothing is
 * stored, and memory is as it was at parts_begin, given the state of then. */
int parts_commit(struct journal *journal, const struct journal_state *before, struct ind_fault *fault);

/* Takes the transaction back, memory too; returns `code`, having marked the journal as broken where it says that
 * the storage failed. */
int parts_rollback(struct journal *journal, const struct journal_state *before, int code, struct ind_fault *fault);

/* Binds, runs; for statements without rows. */
#define PARTS_DO(journal, name, fault, ...) \
    STORE_EXECUTE(&(journal)->store, (journal)->statements[SQL_##name], (fault), __VA_ARGS__)
#define PARTS_RUN(journal, name, fault) \
    store_execute(&(journal)->store, (journal)->statements[SQL_##name], NULL, 0, (fault))

/* Counts the lines of the blame file that were not counted before, commits, and empties it. */
int blame_settle(struct journal *journal, struct ind_fault *fault);

/* The state directory: made, opened and locked, with its files but for what SQLite makes; on failure nothing
 * is held. */
int folder_open(struct journal *journal, struct ind_fault *fault);
void folder_close(struct journal *journal);
int folder_sync(struct journal *journal, struct ind_fault *fault);

/* What a call on the file `name` there, "" for the folder itself, failed with (errno). IND_E_FULL, IND_E_NOT_FOUND,
 * IND_E_IO. */
int folder_failed(const struct journal *journal, const char *name, const char *what, struct ind_fault *fault);

/* A new epoch, above any before, kept in the directory before it is used. */
int folder_epoch(struct journal *journal, uint64_t *ret_epoch, struct ind_fault *fault);

/* Has the file, if it is there, read from the disk from here on: what the process before wrote is made durable, and what
 * the system holds of it in memory is let go. After a failed fsync that memory says what the disk does not hold, and no
 * later fsync fails. Before SQLite opens the file: closing it gives up the locks of the whole process. */
int folder_reread(const struct journal *journal, const char *name, struct ind_fault *fault);

/* The last epoch given, 0 where the directory does not say. */
uint64_t folder_last_epoch(const struct journal *journal);

/* A small file of the state directory: whether it is there, making it durably, removing it. */
bool folder_has(const struct journal *journal, const char *name);
int folder_mark(const struct journal *journal, const char *name, const char *text, struct ind_fault *fault);
void folder_unmark(const struct journal *journal, const char *name);

/* A schema for an empty database, and its one row of `state` (proto/JOURNAL.md). */
extern const char journal_schema[];
int parts_create(struct store *store, uint64_t epoch, struct ind_fault *fault);

/* Microseconds since 1970, UTC. */
int64_t parts_now(void);

#endif
