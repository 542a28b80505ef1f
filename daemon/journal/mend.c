/* The new file grows in a folder of its own, where a crash costs nothing. When it is whole and durable the mark
 * `mending` is made, which holds the old one's new name; from then on every start ends the renames. */
#include "daemon/journal/mend.h"

#include "daemon/base/error.h"
#include "daemon/base/failpoint.h"
#include "daemon/journal/frames.h"
#include "daemon/journal/rows.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

#define ASKED "damaged"
#define MENDING "mending"
#define FOLDER "mended"
#define LEAST_MESSAGE 64 /* bytes: a message with its topic, header and body has more */
#define COMMIT_EVERY ((uint64_t)16 << 20) /* bytes carried over */

struct mend {
    struct journal *journal;
    struct store old, fresh;
    bool readable; /* something of the old one can be read by SQL */
    bool stated;
    struct journal_state state; /* of the old one; then of the new one */
    uint64_t run;
    sqlite3_stmt *add_record, *put_topic;
    uint64_t last;              /* the last seq of a whole record */
    int64_t oldest_us;          /* the least time of one */
    uint64_t records, lost_rows;
    uint64_t uncommitted;       /* bytes */
    struct frames_look log;     /* of the old one */
};

/* ---- marks and files ---- */

void mend_ask(const struct journal *journal, const struct ind_fault *damage)
{
    folder_mark(journal, ASKED, damage->text, NULL);
}

bool mend_is_asked(const struct journal *journal, struct ind_fault *ret_damage)
{
    if (!folder_has(journal, ASKED))
        return false;
    fault_set(ret_damage, IND_E_CORRUPT, FAULT_NOWHERE, "%s/journal.db: an earlier write met damage",
              journal->directory);
    return true;
}

/* Renames where there is something to rename. */
static bool move(const struct journal *journal, const char *from, const char *to, const char *ending)
{
    char old[64], new[64];
    snprintf(old, sizeof old, "%s%s", from, ending);
    snprintf(new, sizeof new, "%s%s", to, ending);
    return renameat(journal->folder_fd, old, journal->folder_fd, new) == 0 || errno == ENOENT;
}

static void clear_folder(const struct journal *journal)
{
    static const char *const names[] = {FOLDER "/journal.db", FOLDER "/journal.db-wal", FOLDER "/journal.db-shm"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlinkat(journal->folder_fd, names[i], 0);
    unlinkat(journal->folder_fd, FOLDER, AT_REMOVEDIR);
}

/* The log goes first: beside the new file it would be taken for that one's. */
static int change_files(const struct journal *journal, const char *aside, struct ind_fault *fault)
{
    if (folder_has(journal, FOLDER "/journal.db")) {
        if (!move(journal, "journal.db", aside, "-wal") || !move(journal, "journal.db", aside, ""))
            return folder_failed(journal, "", "can't set the damaged journal aside", fault);
        unlinkat(journal->folder_fd, "journal.db-shm", 0);
        FAIL_POINT("journal.set-aside");
        if (renameat(journal->folder_fd, FOLDER "/journal.db", journal->folder_fd, "journal.db") < 0)
            return folder_failed(journal, "", "can't put the mended journal in place", fault);
    }
    if (fsync(journal->folder_fd) < 0)
        return folder_failed(journal, "", "can't make the mended journal durable", fault);
    clear_folder(journal);
    folder_unmark(journal, ASKED);
    folder_unmark(journal, MENDING);
    return IND_OK;
}

int mend_finish(struct journal *journal, struct ind_fault *fault)
{
    char aside[48] = "";
    if (!folder_has(journal, MENDING)) {
        clear_folder(journal);
        return IND_OK;
    }
    int fd = openat(journal->folder_fd, MENDING, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    ssize_t length = fd >= 0 ? pread(fd, aside, sizeof aside - 1, 0) : -1;
    if (fd >= 0)
        close(fd);
    if (length <= 0 || strspn(aside, "journal.db-damaged0123456789") != (size_t)length) {
        folder_unmark(journal, MENDING); /* it was not whole yet: nothing was renamed */
        return IND_OK;
    }
    return change_files(journal, aside, fault);
}

/* ---- carrying over ---- */

/* One transaction after the other, each with its checkpoint, so that the log stays small. */
static int commit(struct mend *mend, const char *next, struct ind_fault *fault)
{
    mend->uncommitted = 0;
    TRY(store_run(&mend->fresh, "COMMIT", fault));
    if (sqlite3_wal_checkpoint_v2(mend->fresh.db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK)
        return store_fault(&mend->fresh, fault);
    return store_run(&mend->fresh, next, fault);
}

static int add_topics(struct mend *mend, const struct rows_row *row, struct ind_fault *fault)
{
    struct record_message message;
    size_t at = 0;
    for (uint64_t seq = row->key.first; record_next(row->frames, row->length, &at, &message); seq++)
        TRY(STORE_EXECUTE(&mend->fresh, mend->put_topic, fault, store_blob(message.topic, message.topic_length),
                          store_count(seq)));
    return IND_OK;
}

static int on_row(void *user, const struct rows_row *row, struct ind_fault *fault)
{
    struct mend *mend = user;
    uint64_t end = row->key.first + row->key.count;
    if (row->reason || row->key.first <= mend->last || end > MEND_HEAD_MOST) {
        mend->lost_rows++;
        return IND_OK;
    }
    TRY(STORE_EXECUTE(&mend->fresh, mend->add_record, fault, store_count(row->key.first), store_int(row->key.count),
                      store_int(row->key.time_us), store_int(record_crc(&row->key, row->frames, row->length)),
                      store_blob(row->frames, row->length)));
    TRY(add_topics(mend, row, fault));
    mend->last = end - 1;
    if (!mend->records || row->key.time_us < mend->oldest_us)
        mend->oldest_us = row->key.time_us;
    mend->state.bytes += row->length;
    mend->records++;
    mend->uncommitted += row->length;
    return mend->uncommitted < COMMIT_EVERY ? IND_OK : commit(mend, "BEGIN IMMEDIATE", fault);
}

static int on_gap(void *user, uint64_t after, uint64_t next, const char *reason, struct ind_fault *fault)
{
    struct mend *mend = user;
    (void)after;
    (void)next;
    (void)reason;
    (void)fault;
    mend->lost_rows++;
    return IND_OK;
}

static int put_row(struct mend *mend, sqlite3_stmt *put, sqlite3_stmt *row, struct ind_fault *fault)
{
    for (int i = 0; i < sqlite3_column_count(row); i++)
        if (sqlite3_bind_value(put, i + 1, sqlite3_column_value(row, i)) != SQLITE_OK)
            return store_fault(&mend->fresh, fault);
    return store_step(&mend->fresh, put, fault);
}

/* Rows in one order up to where they can't be read; what of the old file fails is no failure. */
static int carry_in_order(struct mend *mend, const char *get, const char *put, struct ind_fault *fault)
{
    struct ind_fault damage;
    sqlite3_stmt *from = NULL, *to = NULL;
    if (store_prepare(&mend->old, get, &from, &damage) < 0)
        return IND_OK;
    int code = store_prepare(&mend->fresh, put, &to, fault);
    while (code == IND_OK && store_step(&mend->old, from, &damage) > 0)
        code = put_row(mend, to, from, fault);
    sqlite3_finalize(from);
    sqlite3_finalize(to);
    return code;
}

/* The small tables and the ledger: from the front to the damage and from the back to it. */
static int carry_tables(struct mend *mend, struct ind_fault *fault)
{
    static const struct {
        const char *get, *back, *put;
    } tables[] = {
        {"SELECT topic, last FROM topic WHERE typeof(topic) = 'blob' AND last > 0 ORDER BY topic", " DESC",
         "INSERT INTO topic VALUES (?1, ?2) ON CONFLICT (topic) DO UPDATE SET last = max(last, excluded.last)"},
        {"SELECT claim, attempts, blamed, outcome, moved_to, code, reason, id FROM claim WHERE outcome IN (0, 1, 2)"
         " ORDER BY claim", " DESC", "INSERT OR IGNORE INTO claim VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"},
        {"SELECT id, text_id, original, line, revision, tables, file, time_us, marks FROM seen"
         " WHERE typeof(id) = 'blob' AND length(id) = 32 AND revision > 0 ORDER BY rowid", " DESC",
         "INSERT OR IGNORE INTO seen VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"},
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char back[320];
        snprintf(back, sizeof back, "%s%s", tables[i].get, tables[i].back);
        TRY(carry_in_order(mend, tables[i].get, tables[i].put, fault));
        TRY(carry_in_order(mend, back, tables[i].put, fault));
    }
    return IND_OK;
}

static void read_state(struct mend *mend)
{
    sqlite3_stmt *row = NULL;
    struct ind_fault damage;
    if (store_prepare(&mend->old,
                      "SELECT epoch, head, published, articles, observations, rejected, duplicates, run FROM state",
                      &row, &damage) < 0)
        return;
    if (store_step(&mend->old, row, &damage) > 0) {
        mend->state = (struct journal_state){.epoch = store_column_count(row, 0),
                                             .head = store_column_count(row, 1),
                                             .published = store_column_count(row, 2),
                                             .counts = {.articles = store_column_count(row, 3),
                                                        .observations = store_column_count(row, 4),
                                                        .rejected = store_column_count(row, 5),
                                                        .duplicates = store_column_count(row, 6)}};
        mend->run = store_column_count(row, 7);
        mend->stated = true;
    }
    sqlite3_finalize(row);
}

static int prepare(struct mend *mend, struct ind_fault *fault)
{
    TRY(store_prepare(&mend->fresh,
                      "INSERT INTO record (first, count, time_us, crc, frames) VALUES (?1, ?2, ?3, ?4, ?5)",
                      &mend->add_record, fault));
    return store_prepare(
        &mend->fresh,
        "INSERT INTO topic VALUES (?1, ?2) ON CONFLICT (topic) DO UPDATE SET last = max(last, excluded.last)",
        &mend->put_topic, fault);
}

static int carry_messages(struct mend *mend, struct ind_fault *fault)
{
    struct ind_fault damage = {0};
    int code = rows_walk(&mend->old, 1, on_row, on_gap, mend, &damage);
    if (code == IND_E_CORRUPT && sqlite3_errcode(mend->fresh.db) == SQLITE_OK)
        return IND_OK; /* the table is not there at all */
    if (code < 0 && fault)
        *fault = damage;
    return code;
}

static uint64_t ask_number(struct mend *mend, const char *sql)
{
    sqlite3_stmt *row = NULL;
    struct ind_fault fault;
    uint64_t number = 0;
    if (store_prepare(&mend->fresh, sql, &row, &fault) == IND_OK && store_step(&mend->fresh, row, &fault) > 0)
        number = store_column_count(row, 0);
    sqlite3_finalize(row);
    return number;
}

/* Whether the messages are of the epoch that was given last: as the state says, or as no message is older than that; an
 * old journal that was put back has none that young. */
static bool is_of_last_epoch(const struct mend *mend)
{
    uint64_t epoch = folder_last_epoch(mend->journal);
    return mend->state.epoch == epoch ||
           (mend->records && epoch < MEND_HEAD_MOST / 1000000 && mend->oldest_us >= (int64_t)epoch * 1000000);
}

/* Nothing that was given is given again: the head is the highest that anything knows of. Without the old state it is
 * not known, and the history is lost. */
static int decide_head(struct mend *mend, struct ind_fault *fault)
{
    struct journal_state *state = &mend->state;
    mend->stated = mend->stated && is_of_last_epoch(mend);
    if (!mend->stated) {
        *state = (struct journal_state){0};
        mend->records = 0;
        TRY(store_run(&mend->fresh, "DELETE FROM record; DELETE FROM topic", fault));
        return folder_epoch(mend->journal, &state->epoch, fault);
    }
    state->epoch = folder_last_epoch(mend->journal);
    if (state->head >= MEND_HEAD_MOST)
        state->head = 0;
    uint64_t told = ask_number(mend, "SELECT max(last) FROM topic WHERE last < 9007199254740992");
    state->head = mend->last > state->head ? mend->last : state->head;
    state->head = told > state->head ? told : state->head;
    if (state->published > state->head)
        state->published = state->head;
    state->head += mend->log.lost_bytes / LEAST_MESSAGE; /* so many may have been given in what the log lost */
    return store_run(&mend->fresh, "DELETE FROM topic WHERE last >= 9007199254740992", fault);
}

static int put_state(struct mend *mend, struct ind_fault *fault)
{
    const struct journal_state *state = &mend->state;
    const struct journal_counts *counts = &state->counts;
    sqlite3_stmt *put = NULL;
    uint64_t blamed = ask_number(mend, "SELECT max(blamed) FROM claim");
    TRY(store_prepare(&mend->fresh,
                      "UPDATE state SET epoch = ?1, head = ?2, published = ?3, bytes = ?4, run = ?5, articles = ?6,"
                      " observations = ?7, rejected = ?8, duplicates = ?9",
                      &put, fault));
    int code = STORE_EXECUTE(&mend->fresh, put, fault, store_count(state->epoch), store_count(state->head),
                             store_count(state->published), store_count(state->bytes),
                             store_count(mend->run > blamed ? mend->run : blamed), store_count(counts->articles),
                             store_count(counts->observations), store_count(counts->rejected),
                             store_count(counts->duplicates));
    sqlite3_finalize(put);
    return code;
}

static int carry_all(struct mend *mend, struct ind_fault *fault)
{
    TRY(parts_create(&mend->fresh, 1, fault));
    TRY(prepare(mend, fault));
    TRY(store_run(&mend->fresh, "BEGIN IMMEDIATE", fault));
    if (mend->readable) {
        read_state(mend);
        TRY(carry_messages(mend, fault));
        TRY(carry_tables(mend, fault));
    }
    TRY(decide_head(mend, fault));
    TRY(put_state(mend, fault));
    return commit(mend, "PRAGMA optimize", fault);
}

/* ---- the whole ---- */

static int build(struct mend *mend, struct ind_fault *fault)
{
    struct journal *journal = mend->journal;
    struct ind_fault damage;
    char path[4096];
    clear_folder(journal);
    if (mkdirat(journal->folder_fd, FOLDER, 0750) < 0)
        return folder_failed(journal, "", "can't make the folder " FOLDER, fault);
    snprintf(path, sizeof path, "%s/" FOLDER, journal->directory);
    TRY(frames_look(journal->directory, &mend->log, fault));
    mend->readable = store_open(&mend->old, journal->directory, STORE_RESCUE, &damage) == IND_OK;
    int code = store_open(&mend->fresh, path, STORE_WRITE, fault);
    if (code >= 0)
        code = carry_all(mend, fault);
    sqlite3_finalize(mend->add_record);
    sqlite3_finalize(mend->put_topic);
    store_close(&mend->fresh);
    store_close(&mend->old);
    return code;
}

/* A name that is free: the damaged one is kept for whoever wants to look into it. */
static void name_aside(const struct journal *journal, char *ret_name, size_t size)
{
    for (unsigned number = 1;; number++) {
        snprintf(ret_name, size, "journal.db-damaged%u", number);
        if (!folder_has(journal, ret_name))
            return;
    }
}

static void tell(const struct mend *mend, const char *aside, const struct ind_fault *damage)
{
    struct journal *journal = mend->journal;
    if (mend->stated)
        snprintf(journal->mended, sizeof journal->mended,
                 "the journal was damaged (%.160s) and is set aside as %s; %" PRIu64
                 " records were carried over, what is "
                 "missing up to message %" PRIu64 " is lost",
                 damage->text, aside, mend->records, mend->state.head);
    else
        snprintf(journal->mended, sizeof journal->mended,
                 "the journal was damaged (%.160s) and is set aside as %s; its messages are lost, a new epoch begins: "
                 "%" PRIu64,
                 damage->text, aside, mend->state.epoch);
}

int mend(struct journal *journal, const struct ind_fault *damage, struct ind_fault *fault)
{
    struct mend mend_ = {.journal = journal};
    char aside[48];
    if (!folder_last_epoch(journal)) { /* no journal was ever begun here: the file is somebody else's */
        if (fault)
            *fault = *damage;
        return IND_E_CORRUPT;
    }
    TRY(build(&mend_, fault));
    FAIL_POINT("journal.mended");
    name_aside(journal, aside, sizeof aside);
    TRY(folder_mark(journal, MENDING, aside, fault));
    TRY(change_files(journal, aside, fault));
    tell(&mend_, aside, damage);
    return IND_OK;
}
