/* See support.h. */
#include "support.h"

#include "daemon/base/error.h"

#include <ftw.h>
#include <sqlite3.h>
#include <unistd.h>

int place_setup(void **ret_place)
{
    struct place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    const char *temporary = getenv("TMPDIR");
    snprintf(place->folder, sizeof place->folder, "%s/ind-journal-XXXXXX", temporary ? temporary : P_tmpdir);
    assert_non_null(mkdtemp(place->folder));
    snprintf(place->state, sizeof place->state, "%s/state", place->folder);
    *ret_place = place;
    return 0;
}

static int remove_one(const char *path, const struct stat *stat, int flag, struct FTW *at)
{
    (void)stat;
    (void)flag;
    (void)at;
    return remove(path);
}

int place_teardown(void **place)
{
    int removed = nftw(((struct place *)*place)->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(*place);
    return removed;
}

int place_clear(const struct place *place)
{
    return access(place->state, F_OK) < 0 ? 0 : nftw(place->state, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

int plain_header(void *user, const struct journal_stamp *stamp, struct buffer *header)
{
    (void)user;
    buffer_print(header, "%s %llu %llu %llu", stamp->stream, (unsigned long long)stamp->epoch,
                 (unsigned long long)stamp->seq, (unsigned long long)stamp->prev);
    return IND_OK;
}

struct journal_options plain_options(const struct place *place)
{
    return (struct journal_options){.directory = place->state, .stream = "test", .header = plain_header};
}

struct journal *open_journal(const struct place *place)
{
    struct journal *journal = NULL;
    struct ind_fault fault = {0};
    struct journal_options options = plain_options(place);
    if (journal_new(&journal, &options, &fault) < 0)
        fail_msg("%s", fault.text);
    return journal;
}

struct reader *open_reader(const struct place *place)
{
    struct reader *reader = NULL;
    struct ind_fault fault = {0};
    if (reader_new(&reader, place->state, &fault) < 0)
        fail_msg("%s", fault.text);
    return reader;
}

const char *id_of(const char *word)
{
    static char ring[8][DIGEST_HEX + 1];
    static int at;
    char *id = ring[at++ % 8];
    digest_hex(word, strlen(word), id);
    return id;
}

struct journal_batch batch_of(const char *claim, const char *topics)
{
    struct journal_batch batch = {.claim = claim, .outcome = JOURNAL_DONE, .moved_to = "done/x", .file = "x.txt"};
    batch.messages = calloc(strlen(topics) + 1, sizeof *batch.messages);
    assert_non_null(batch.messages);
    while (*topics) {
        size_t length = strcspn(topics, " ");
        batch.messages[batch.message_count++] = (struct journal_message){
            .topic = topics, .topic_length = length, .body = topics, .body_length = length};
        topics += length + (topics[length] == ' ');
    }
    return batch;
}

void batch_article(struct journal_batch *batch, const char *word, const char *text_word)
{
    batch->articles = realloc(batch->articles, (batch->article_count + 1) * sizeof *batch->articles);
    assert_non_null(batch->articles);
    struct journal_article *article = &batch->articles[batch->article_count++];
    *article = (struct journal_article){.revision = 1};
    memcpy(article->id, id_of(word), DIGEST_HEX + 1);
    if (text_word)
        memcpy(article->text_id, id_of(text_word), DIGEST_HEX + 1);
    batch->counts.articles++;
}

void batch_done(struct journal_batch *batch)
{
    buffer_done(&batch->headers);
    free(batch->messages);
    free(batch->articles);
}

int commit_one(struct journal *journal, struct journal_batch *batch, struct ind_fault *fault)
{
    struct journal_group group = {.batches = batch, .count = 1};
    return journal_commit(journal, &group, fault);
}

void tell(struct journal *journal, const char *claim, const char *topics)
{
    struct ind_fault fault = {0};
    struct journal_batch batch = batch_of(claim, topics);
    if (commit_one(journal, &batch, &fault) < 0)
        fail_msg("%s", fault.text);
    assert_int_equal(batch.verdict, JOURNAL_COMMITTED);
    batch_done(&batch);
}

static sqlite3 *outside(const struct place *place)
{
    char path[160];
    sqlite3 *db = NULL;
    snprintf(path, sizeof path, "%s/journal.db", place->state);
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    return db;
}

void meddle(const struct place *place, const char *sql)
{
    sqlite3 *db = outside(place);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

long long ask(const struct place *place, const char *sql)
{
    sqlite3 *db = outside(place);
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    long long value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return value;
}
