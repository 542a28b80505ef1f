/* Pages are read in a read transaction each, so that head, tail and records are of one moment, and no page
 * holds the log back for long. */
#include "daemon/journal/reader.h"

#include "daemon/base/check.h"
#include "daemon/base/error.h"
#include "daemon/journal/id.h"
#include "daemon/journal/record.h"
#include "daemon/journal/rows.h"
#include "daemon/journal/store.h"

#define PAGE_BYTES ((size_t)1 << 20)

#define READER_STATEMENTS(X)                                                                                       \
    X(BEGIN, "BEGIN")                                                                                              \
    X(END, "ROLLBACK")                                                                                             \
    X(STATE, "SELECT epoch, head FROM state")                                                                      \
    X(RECORD, "SELECT first, count, time_us, crc, frames FROM record WHERE first = ?1")                            \
    X(BEFORE, "SELECT first FROM record WHERE first <= ?1 ORDER BY first DESC LIMIT 1")                            \
    X(AFTER, "SELECT first FROM record WHERE first > ?1 ORDER BY first LIMIT 1")                                   \
    X(SEEN_ID, "SELECT id, revision, tables, marks, original FROM seen WHERE id = ?1")                             \
    X(SEEN_TEXT, "SELECT id, revision, tables, marks, original FROM seen WHERE text_id = ?1 AND original IS NULL " \
                 "LIMIT 1")

enum reader_statement {
#define X(name, sql) SQL_##name,
    READER_STATEMENTS(X)
#undef X
        SQL_COUNT
};

static const char *const sql_texts[SQL_COUNT] = {
#define X(name, sql) [SQL_##name] = sql,
    READER_STATEMENTS(X)
#undef X
};

struct reader {
    struct store store;
    sqlite3_stmt *statements[SQL_COUNT];
};

int reader_new(struct reader **ret_reader, const char *directory, struct ind_fault *fault)
{
    struct reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "%s: out of memory", directory);
    int code = store_open(&reader->store, directory, STORE_READ, fault);
    for (size_t i = 0; code >= 0 && i < SQL_COUNT; i++)
        code = store_prepare(&reader->store, sql_texts[i], &reader->statements[i], fault);
    if (code < 0) {
        reader_free(reader);
        return code;
    }
    *ret_reader = reader;
    return IND_OK;
}

void reader_free(struct reader *reader)
{
    if (!reader)
        return;
    for (size_t i = 0; i < SQL_COUNT; i++)
        sqlite3_finalize(reader->statements[i]);
    store_close(&reader->store);
    free(reader);
}

void reader_page_done(struct reader_page *page)
{
    if (!page)
        return;
    buffer_done(&page->bytes);
    buffer_done(&page->index);
    *page = (struct reader_page){0};
}

/* ---- one page ---- */

/* Where a page stands while it is filled. */
struct walk {
    struct reader *reader;
    const struct reader_query *query;
    struct reader_page *page;
    uint64_t to;   /* the last seq that is wanted and there is */
    size_t looked; /* bytes */
};

static int read_state(struct reader *reader, struct reader_page *page, struct ind_fault *fault)
{
    sqlite3_stmt *statement = reader->statements[SQL_STATE];
    int step = store_step(&reader->store, statement, fault);
    if (step < 0)
        return step;
    if (step == 0)
        return fault_set(fault, IND_E_CORRUPT, FAULT_NOWHERE, "%s: the journal has no state", reader->store.path);
    page->epoch = store_column_count(statement, 0);
    page->head = store_column_count(statement, 1);
    store_reset(statement);
    return IND_OK;
}

/* The key of the record before or after a seq; *ret_first is 0 where there is none. */
static int find_key(struct reader *reader, enum reader_statement which, uint64_t seq, uint64_t *ret_first,
                    struct ind_fault *fault)
{
    sqlite3_stmt *statement = reader->statements[which];
    TRY(STORE_BIND(&reader->store, statement, fault, store_count(seq)));
    int step = store_step(&reader->store, statement, fault);
    if (step < 0)
        return step;
    *ret_first = step ? store_column_count(statement, 0) : 0;
    if (step)
        store_reset(statement);
    return IND_OK;
}

/* The same, of the record after; one behind pages that SQLite can't follow where it must be. */
static int find_after(struct reader *reader, uint64_t seq, uint64_t *ret_first, struct ind_fault *fault)
{
    uint64_t first = 0;
    int code = find_key(reader, SQL_AFTER, seq, &first, fault);
    bool disordered = code == IND_OK && first && first <= seq;
    if (code == IND_E_CORRUPT || disordered)
        return rows_after(&reader->store, seq, ret_first, fault);
    TRY(code);
    *ret_first = first;
    return IND_OK;
}

static int read_tail(struct reader *reader, struct reader_page *page, struct ind_fault *fault)
{
    TRY(find_after(reader, 0, &page->tail, fault));
    if (!page->tail)
        page->tail = page->head + 1;
    else if (page->tail > page->head) /* a damaged key: what there is will be told as lost */
        page->tail = 1;
    return IND_OK;
}

static bool is_wanted(const struct reader_query *query, const struct record_message *message)
{
    for (size_t i = 0; i < query->prefix_count; i++) {
        const struct reader_prefix *prefix = &query->prefixes[i];
        if (prefix->length <= message->topic_length && !memcmp(prefix->bytes, message->topic, prefix->length))
            return true;
    }
    return query->prefix_count == 0;
}

static void keep_message(struct walk *walk, uint64_t seq, const struct record_message *message)
{
    struct reader_page *page = walk->page;
    const struct reader_message entry = {
        .seq = seq,
        .topic_length = message->topic_length,
        .header_length = message->header_length,
        .body_length = message->body_length,
    };
    buffer_append(&page->bytes, message->topic,
                  message->topic_length + message->header_length + message->body_length);
    buffer_append(&page->index, &entry, sizeof entry);
    page->count++;
}

/* Takes the wanted messages of a checked record; next is then behind the last one looked at. */
static void take_record(struct walk *walk, const struct record_key *key, const char *frames, size_t length)
{
    struct reader_page *page = walk->page;
    struct record_message message;
    size_t at = 0;
    for (uint64_t seq = key->first; record_next(frames, length, &at, &message); seq++) {
        if (seq < page->next)
            continue;
        if (seq > walk->to || (walk->query->max_messages && page->count == walk->query->max_messages))
            return;
        if (is_wanted(walk->query, &message))
            keep_message(walk, seq, &message);
        page->next = seq + 1;
    }
}

/* Everything up to the next record, or the head, is gone. */
static int lose(struct walk *walk, uint64_t from, struct ind_fault *fault)
{
    struct reader_page *page = walk->page;
    uint64_t after;
    TRY(find_after(walk->reader, from, &after, fault));
    uint64_t end = after ? after - 1 : page->head;
    page->lost_from = page->next;
    page->lost_to = end < walk->to ? end : walk->to;
    page->next = page->lost_to + 1;
    return IND_OK;
}

/* A record whose pages SQLite can't follow is as lost as one whose CRC does not hold. */
static int read_record(struct walk *walk, uint64_t first, bool *ret_whole, struct ind_fault *fault)
{
    struct reader *reader = walk->reader;
    sqlite3_stmt *row = reader->statements[SQL_RECORD];
    TRY(STORE_BIND(&reader->store, row, fault, store_count(first)));
    struct ind_fault damage;
    int step = store_step(&reader->store, row, &damage);
    *ret_whole = false;
    if (step <= 0) {
        if (step < 0 && step != IND_E_CORRUPT && fault)
            *fault = damage;
        return step == IND_E_CORRUPT ? IND_OK : step;
    }
    const struct record_key key = {
        .first = first,
        .count = (uint32_t)sqlite3_column_int64(row, 1),
        .time_us = sqlite3_column_int64(row, 2),
    };
    const void *frames = sqlite3_column_blob(row, 4);
    int read = frames ? SQLITE_OK : sqlite3_errcode(reader->store.db);
    size_t length = frames ? (size_t)sqlite3_column_bytes(row, 4) : 0;
    int code = (read & 0xff) == SQLITE_NOMEM ? store_no_memory(&reader->store, fault) : IND_OK;
    if (frames && sqlite3_column_int64(row, 3) == (int64_t)record_crc(&key, frames, length) &&
        record_whole(&key, frames, length)) {
        *ret_whole = true;
        walk->looked += length;
        take_record(walk, &key, frames, length);
    }
    store_reset(row);
    return code;
}

/* Looks at the record that has page->next: takes from it, or finds that it is lost. */
static int advance(struct walk *walk, struct ind_fault *fault)
{
    struct reader_page *page = walk->page;
    uint64_t first, next = page->next;
    bool whole = false;
    int code = find_key(walk->reader, SQL_BEFORE, next, &first, fault);
    if (code < 0 && code != IND_E_CORRUPT)
        return code;
    if (code < 0 || !first)
        return lose(walk, next, fault);
    TRY(read_record(walk, first, &whole, fault));
    if (page->bytes.failed || page->index.failed)
        return store_no_memory(&walk->reader->store, fault);
    if (!whole || page->next == next)
        return lose(walk, next, fault);
    return IND_OK;
}

static bool is_full(const struct walk *walk)
{
    const struct reader_query *query = walk->query;
    size_t most = query->max_bytes ? query->max_bytes : PAGE_BYTES;
    return walk->page->lost_to || walk->looked >= most ||
           (query->max_messages && walk->page->count == query->max_messages);
}

static int check_range(const struct reader *reader, const struct reader_query *query, const struct reader_page *page,
                       struct ind_fault *fault)
{
    if (query->from >= page->tail && query->from <= page->head + 1 && query->from > 0)
        return IND_OK;
    return fault_set(fault, IND_E_RANGE, FAULT_NOWHERE, "%s: there is no message %llu; the journal holds %llu to %llu",
                     reader->store.path, (unsigned long long)query->from, (unsigned long long)page->tail,
                     (unsigned long long)page->head);
}

static int fill(struct walk *walk, struct ind_fault *fault)
{
    struct reader_page *page = walk->page;
    TRY(read_state(walk->reader, page, fault));
    TRY(read_tail(walk->reader, page, fault));
    TRY(check_range(walk->reader, walk->query, page, fault));
    walk->to = walk->query->to < page->head ? walk->query->to : page->head;
    while (page->next <= walk->to && !is_full(walk))
        TRY(advance(walk, fault));
    return IND_OK;
}

static void point_at_frames(struct reader_page *page)
{
    struct reader_message *messages = (struct reader_message *)(void *)page->index.bytes;
    const char *at = page->bytes.bytes;
    for (size_t i = 0; i < page->count; i++) {
        messages[i].topic = at;
        messages[i].header = at + messages[i].topic_length;
        messages[i].body = at + messages[i].topic_length + messages[i].header_length;
        at += messages[i].topic_length + messages[i].header_length + messages[i].body_length;
    }
    page->messages = messages;
}

/* Nothing was written, so nothing is committed: a commit would tell of the damage that a statement met once more. */
static int end_page(struct reader *reader, struct ind_fault *fault)
{
    if (sqlite3_get_autocommit(reader->store.db))
        return IND_OK;
    return store_execute(&reader->store, reader->statements[SQL_END], NULL, 0, fault);
}

int reader_page(struct reader *reader, const struct reader_query *query, struct reader_page *page,
                struct ind_fault *fault)
{
    struct walk walk = {.reader = reader, .query = query, .page = page};
    struct buffer bytes = page->bytes, index = page->index;
    *page = (struct reader_page){.next = query->from, .bytes = bytes, .index = index};
    buffer_clear(&page->bytes);
    buffer_clear(&page->index);
    TRY(store_execute(&reader->store, reader->statements[SQL_BEGIN], NULL, 0, fault));
    int code = fill(&walk, fault);
    int ended = end_page(reader, code < 0 ? NULL : fault);
    if (code < 0 || ended < 0) {
        page->count = 0;
        return code < 0 ? code : ended;
    }
    point_at_frames(page);
    return IND_OK;
}

/* ---- the ledger ---- */

static void copy_id(sqlite3_stmt *row, int column, char ret_hex[static DIGEST_HEX + 1])
{
    id_print(sqlite3_column_blob(row, column), (size_t)sqlite3_column_bytes(row, column), ret_hex);
}

/* 1 and the row's content, or 0, or a code. */
static int look_up(struct reader *reader, enum reader_statement which, const unsigned char key[static ID_BYTES],
                   struct reader_seen *seen, struct buffer *marks, struct ind_fault *fault)
{
    sqlite3_stmt *row = reader->statements[which];
    TRY(STORE_BIND(&reader->store, row, fault, store_blob(key, ID_BYTES)));
    int step = store_step(&reader->store, row, fault);
    if (step <= 0)
        return step;
    bool repeat = sqlite3_column_type(row, 4) != SQLITE_NULL;
    copy_id(row, repeat ? 4 : 0, seen->id);
    copy_id(row, 2, seen->tables);
    seen->revision = (uint32_t)sqlite3_column_int64(row, 1);
    if (marks) {
        const void *bytes = sqlite3_column_blob(row, 3);
        buffer_clear(marks);
        buffer_append(marks, bytes, bytes ? (size_t)sqlite3_column_bytes(row, 3) : 0);
    }
    store_reset(row);
    return marks && marks->failed ? store_no_memory(&reader->store, fault) : 1;
}

int reader_find(struct reader *reader, const char *id, const char *text_id, struct reader_seen *ret_seen,
                struct buffer *marks, struct ind_fault *fault)
{
    unsigned char key[ID_BYTES];
    struct reader_seen seen = {.same_bytes = true};
    CHECK(id_pack(id, key));
    int found = look_up(reader, SQL_SEEN_ID, key, &seen, marks, fault);
    if (found == 0 && text_id) {
        CHECK(id_pack(text_id, key));
        seen.same_bytes = false;
        found = look_up(reader, SQL_SEEN_TEXT, key, &seen, marks, fault);
    }
    if (found < 0)
        return found;
    if (found == 0)
        return IND_E_NOT_FOUND;
    *ret_seen = seen;
    return IND_OK;
}
