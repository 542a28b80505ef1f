/* SQLite behind one door: opening with the house's settings, statements, values, and its errors as faults. No
 * table of the journal is known here but the two numbers that say whose database it is. */
#ifndef JOURNAL_STORE_H
#define JOURNAL_STORE_H

#include <indicatord/error.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STORE_APPLICATION 0x494E444A /* "INDJ" */
#define STORE_VERSION 1

/* How long a statement waits for another connection's lock: only a checkpoint and a stranger's tool hold one. */
#define STORE_BUSY_MS 1000

struct store {
    sqlite3 *db;
    char *path;
};

/* READ and WRITE are for a sound journal. ALONE is WRITE for a full disk: the log's index lies in memory and not in a
 * file, which the process's other connections share and no other process gets at. RESCUE gives what can still be read
 * of a damaged one; LOOK does so without making, changing or locking any file, beside a daemon or without one. Neither
 * of them checks whose database it is. */
enum store_mode { STORE_READ, STORE_WRITE, STORE_ALONE, STORE_RESCUE, STORE_LOOK };

/* Opens DIRECTORY/journal.db; WRITE and ALONE create it empty where it is missing. Errors: IND_E_NOT_FOUND
 * (reading), IND_E_CORRUPT (no journal), IND_E_UNSUPPORTED (newer), IND_E_FULL, IND_E_IO, IND_E_NOMEM; LOOK: IND_E_BUSY
 * (its log can't be read without its index, which is not there). */
int store_open(struct store *store, const char *directory, enum store_mode mode, struct ind_fault *fault);

/* Every statement must be finalized. A zeroed store and a half-open one are fine. */
void store_close(struct store *store);

/* SQLite's last result on this connection as a code of ours, and the fault filled in. */
int store_fault(const struct store *store, struct ind_fault *fault);

/* IND_E_NOMEM, with the fault filled in, for memory of ours. */
int store_no_memory(const struct store *store, struct ind_fault *fault);

int store_prepare(struct store *store, const char *sql, sqlite3_stmt **ret_statement, struct ind_fault *fault);

/* Runs SQL text of our own without parameters or results. */
int store_run(struct store *store, const char *sql, struct ind_fault *fault);

/* One value to bind; what it points to must live until the statement is reset. */
struct store_value {
    enum { STORE_INT, STORE_TEXT, STORE_BLOB } kind;
    int64_t integer;
    const void *bytes; /* NULL binds null */
    size_t length;
};
struct store_value store_int(int64_t integer);
struct store_value store_count(uint64_t count); /* below 2^63 */
struct store_value store_text(const char *text);
struct store_value store_blob(const void *bytes, size_t length);

int store_bind(struct store *store, sqlite3_stmt *statement, const struct store_value *values, int count,
               struct ind_fault *fault);

/* 1: a row is there; 0: done, and the statement is reset; negative: a code, and the statement is reset. */
int store_step(struct store *store, sqlite3_stmt *statement, struct ind_fault *fault);

/* A column of the row at hand as a number of ours, which are none below zero. */
uint64_t store_column_count(sqlite3_stmt *row, int column);

/* Resets it and lets go of its values; to be called when the rows are not read to their end. */
void store_reset(sqlite3_stmt *statement);

#define STORE_BIND(store, statement, fault, ...)                                             \
    store_bind((store), (statement), (const struct store_value[]){__VA_ARGS__},              \
               (int)(sizeof((const struct store_value[]){__VA_ARGS__}) / sizeof(struct store_value)), (fault))

/* Binds and runs a statement that gives no rows. */
int store_execute(struct store *store, sqlite3_stmt *statement, const struct store_value *values, int count,
                  struct ind_fault *fault);

#define STORE_EXECUTE(store, statement, fault, ...)                                          \
    store_execute((store), (statement), (const struct store_value[]){__VA_ARGS__},           \
                  (int)(sizeof((const struct store_value[]){__VA_ARGS__}) / sizeof(struct store_value)), (fault))

#endif
