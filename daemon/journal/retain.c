/* Forgetting: the oldest records by age and by size, then what was seen too long ago, then the pages that
 * became free. Each call is a bounded step, because commits wait behind it. */
#include "daemon/base/error.h"
#include "daemon/journal/parts.h"

#define STEP_RECORDS 64
#define STEP_BYTES ((uint64_t)32 << 20)
#define STEP_SEEN 500
#define STEP_PAGES "256" /* given back to the file system */

struct oldest {
    uint64_t first, length;
    int64_t time_us;
};

/* The first record from `from` on: 1 and the record, or 0. */
static int find_record(struct journal *journal, uint64_t from, struct oldest *ret_oldest, struct ind_fault *fault)
{
    sqlite3_stmt *statement = journal->statements[SQL_RECORD_FIRST];
    TRY(STORE_BIND(&journal->store, statement, fault, store_count(from)));
    int step = store_step(&journal->store, statement, fault);
    if (step <= 0)
        return step;
    *ret_oldest = (struct oldest){
        .first = (uint64_t)sqlite3_column_int64(statement, 0),
        .time_us = sqlite3_column_int64(statement, 1),
        .length = (uint64_t)sqlite3_column_int64(statement, 2),
    };
    store_reset(statement);
    return 1;
}

static int64_t limit_of(uint64_t seconds)
{
    int64_t now = parts_now();
    return seconds && seconds < (uint64_t)now / 1000000 ? now - (int64_t)seconds * 1000000 : INT64_MIN;
}

static bool is_due(const struct journal *journal, const struct oldest *oldest, int64_t limit)
{
    const struct journal_options *options = &journal->options;
    return oldest->time_us < limit || (options->keep_bytes && journal->state.bytes > options->keep_bytes);
}

/* Drops what is due, at most a step's worth; *ret_more: the step ended before the due ones did. */
static int drop_records(struct journal *journal, bool *ret_more, struct ind_fault *fault)
{
    int64_t limit = limit_of(journal->options.keep_seconds);
    uint64_t dropped = 0;
    for (int i = 0;; i++) {
        struct oldest oldest;
        int found = find_record(journal, journal->state.tail, &oldest, fault);
        if (found < 0)
            return found;
        journal->state.tail = found ? oldest.first : journal->state.head + 1;
        if (!found || !is_due(journal, &oldest, limit))
            return IND_OK;
        if (i == STEP_RECORDS || dropped > STEP_BYTES) {
            *ret_more = true;
            return IND_OK;
        }
        TRY(PARTS_DO(journal, RECORD_DROP, fault, store_count(oldest.first)));
        uint64_t held = journal->state.bytes;
        journal->state.bytes = held > oldest.length ? held - oldest.length : 0;
        dropped += oldest.length;
    }
}

static int drop_seen(struct journal *journal, bool *ret_more, struct ind_fault *fault)
{
    int64_t limit = limit_of(journal->options.remember_seconds);
    if (limit == INT64_MIN)
        return IND_OK;
    TRY(PARTS_DO(journal, SEEN_DROP, fault, store_int(limit), store_int(STEP_SEEN)));
    *ret_more |= sqlite3_changes(journal->store.db) == STEP_SEEN;
    return IND_OK;
}

static int drop_all(struct journal *journal, bool *ret_more, struct ind_fault *fault)
{
    TRY(drop_records(journal, ret_more, fault));
    TRY(drop_seen(journal, ret_more, fault));
    return store_run(&journal->store, "PRAGMA incremental_vacuum(" STEP_PAGES ")", fault);
}

int journal_retain(struct journal *journal, bool *ret_more, struct ind_fault *fault)
{
    struct journal_state before = journal->state;
    bool more = false;
    TRY(parts_begin(journal, fault));
    int code = drop_all(journal, &more, fault);
    if (code < 0)
        return parts_rollback(journal, &before, code, fault);
    TRY(parts_commit(journal, &before, fault));
    *ret_more = more;
    return IND_OK;
}
