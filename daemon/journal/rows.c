/* A row at a time, each found anew by its key, so that the one behind a damaged page is found through the pages above
 * it: in leaps that double until one succeeds, then between the last two by halves. */
#include "daemon/journal/rows.h"

#include "daemon/base/check.h"
#include "daemon/base/error.h"

#define SQL_ROW                                                                                          \
    "SELECT first, count, time_us, crc, frames FROM record WHERE first > ?1 ORDER BY first LIMIT 1"
#define SQL_KEY "SELECT first FROM record WHERE first > ?1 ORDER BY first LIMIT 1"

struct walk {
    struct store *store;
    sqlite3_stmt *row, *key;
    rows_row_fn *on_row;
    rows_gap_fn *on_gap;
    void *user;
};

static bool is_damage(int code)
{
    return code == IND_E_CORRUPT || code == IND_E_IO;
}

/* What is wrong with the row at hand, or NULL. */
static const char *fault_of(const struct rows_row *row, sqlite3_stmt *at, int read)
{
    sqlite3_int64 count = sqlite3_column_int64(at, 1);
    if (!row->frames)
        return (read & 0xff) == SQLITE_OK ? "it has no frames" : "its pages can't be read";
    if (sqlite3_column_int64(at, 3) != (sqlite3_int64)record_crc(&row->key, row->frames, row->length))
        return "its CRC does not hold";
    if (count < 1 || count > UINT32_MAX || !record_whole(&row->key, row->frames, row->length))
        return "its frames are not what its count says";
    return NULL;
}

/* 1 and the row handed on, 0 where there is none, or a code. */
static int take_row(struct walk *walk, uint64_t after, uint64_t *ret_key, struct ind_fault *fault)
{
    struct store *store = walk->store;
    TRY(STORE_BIND(store, walk->row, fault, store_count(after)));
    int step = store_step(store, walk->row, fault);
    if (step <= 0)
        return step;
    sqlite3_int64 first = sqlite3_column_int64(walk->row, 0);
    struct rows_row row = {.key = {.first = (uint64_t)first,
                                   .count = (uint32_t)sqlite3_column_int64(walk->row, 1),
                                   .time_us = sqlite3_column_int64(walk->row, 2)}};
    row.frames = sqlite3_column_blob(walk->row, 4);
    int read = row.frames ? SQLITE_OK : sqlite3_errcode(store->db);
    row.length = row.frames ? (size_t)sqlite3_column_bytes(walk->row, 4) : 0;
    int code = IND_OK;
    if ((read & 0xff) == SQLITE_NOMEM)
        code = store_no_memory(store, fault);
    else if (first <= (sqlite3_int64)after) /* keys out of order: a walk by key would not end */
        code = fault_set(fault, IND_E_CORRUPT, FAULT_NOWHERE, "keys are not in order");
    else {
        row.reason = fault_of(&row, walk->row, read);
        *ret_key = row.key.first;
        code = walk->on_row(walk->user, &row, fault);
    }
    store_reset(walk->row);
    return code < 0 ? code : 1;
}

/* Whether the pages on the way to the row behind a key can be read. */
static bool can_read(struct walk *walk, uint64_t after)
{
    struct ind_fault fault;
    if (STORE_BIND(walk->store, walk->key, &fault, store_count(after)) < 0)
        return false;
    int step = store_step(walk->store, walk->key, &fault);
    bool fine = step == 0 || (step > 0 && sqlite3_column_int64(walk->key, 0) > (sqlite3_int64)after);
    if (step > 0)
        store_reset(walk->key);
    return fine;
}

/* The least key behind which reading goes on, 0 where there is none. */
static uint64_t leap(struct walk *walk, uint64_t after)
{
    uint64_t low = after, leap = 1;
    while (leap <= INT64_MAX - after && !can_read(walk, after + leap)) {
        low = after + leap;
        leap *= 2;
    }
    if (leap > INT64_MAX - after)
        return 0;
    uint64_t high = after + leap;
    while (high - low > 1) {
        uint64_t middle = low + (high - low) / 2;
        if (can_read(walk, middle))
            high = middle;
        else
            low = middle;
    }
    return high;
}

static int walk_on(struct walk *walk, uint64_t after, struct ind_fault *fault)
{
    for (;;) {
        struct ind_fault damage = {0};
        uint64_t key = 0;
        int step = take_row(walk, after, &key, &damage);
        if (step == 0)
            return IND_OK;
        if (step > 0) {
            after = key;
            continue;
        }
        if (key || !is_damage(step)) { /* the caller's */
            if (fault)
                *fault = damage;
            return step;
        }
        uint64_t next = leap(walk, after);
        TRY(walk->on_gap(walk->user, after, next ? next + 1 : 0, damage.text, fault));
        if (!next)
            return IND_OK;
        after = next;
    }
}

int rows_walk(struct store *store, uint64_t from, rows_row_fn *row, rows_gap_fn *gap, void *user,
              struct ind_fault *fault)
{
    struct walk walk = {.store = store, .on_row = row, .on_gap = gap, .user = user};
    CHECK(from > 0);
    int code = store_prepare(store, SQL_ROW, &walk.row, fault);
    if (code >= 0)
        code = store_prepare(store, SQL_KEY, &walk.key, fault);
    if (code >= 0)
        code = walk_on(&walk, from - 1, fault);
    sqlite3_finalize(walk.row);
    sqlite3_finalize(walk.key);
    return code;
}

int rows_after(struct store *store, uint64_t after, uint64_t *ret_first, struct ind_fault *fault)
{
    struct walk walk = {.store = store};
    TRY(store_prepare(store, SQL_KEY, &walk.key, fault));
    uint64_t first = 0;
    bool any = can_read(&walk, after);
    if (!any)
        any = (after = leap(&walk, after)) > 0;
    if (any && STORE_BIND(store, walk.key, fault, store_count(after)) == IND_OK &&
        store_step(store, walk.key, fault) > 0)
        first = (uint64_t)sqlite3_column_int64(walk.key, 0);
    sqlite3_finalize(walk.key);
    *ret_first = first;
    return IND_OK;
}
