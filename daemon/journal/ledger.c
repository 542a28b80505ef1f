/* The check stands in the same transaction as the messages: two workers may have read the same bytes at the same
 * time, and only here is it decided who was first. */
#include "daemon/journal/ledger.h"

#include "daemon/base/check.h"
#include "daemon/base/error.h"
#include "daemon/journal/id.h"

struct packed {
    unsigned char id[ID_BYTES], text_id[ID_BYTES], original[ID_BYTES], tables[ID_BYTES];
    bool has_text_id, has_original, has_tables;
};

static bool pack_optional(const char *hex, unsigned char ret_bytes[static ID_BYTES])
{
    if (!hex || !*hex)
        return false;
    CHECK(id_pack(hex, ret_bytes));
    return true;
}

static struct packed pack(const struct journal_article *article)
{
    struct packed packed;
    CHECK(id_pack(article->id, packed.id));
    packed.has_text_id = pack_optional(article->text_id, packed.text_id);
    packed.has_original = pack_optional(article->original, packed.original);
    packed.has_tables = pack_optional(article->tables, packed.tables);
    return packed;
}

static struct store_value id_value(const unsigned char *bytes, bool known)
{
    return store_blob(known ? bytes : NULL, ID_BYTES);
}

/* What the ledger has under these bytes: 0 nothing, else the revision, with the id of the one that was read. */
static int known_bytes(struct journal *journal, const struct packed *packed, uint32_t *ret_revision,
                       char original[static DIGEST_HEX + 1], struct ind_fault *fault)
{
    sqlite3_stmt *statement = journal->statements[SQL_SEEN_ID];
    TRY(STORE_BIND(&journal->store, statement, fault, store_blob(packed->id, ID_BYTES)));
    *ret_revision = 0;
    int step = store_step(&journal->store, statement, fault);
    if (step > 0) {
        id_print(sqlite3_column_blob(statement, 0), (size_t)sqlite3_column_bytes(statement, 0), original);
        *ret_revision = (uint32_t)sqlite3_column_int64(statement, 1);
        store_reset(statement);
    }
    return step < 0 ? step : IND_OK;
}

static int known_text(struct journal *journal, const struct packed *packed, char original[static DIGEST_HEX + 1],
                      struct ind_fault *fault)
{
    sqlite3_stmt *statement = journal->statements[SQL_SEEN_TEXT];
    original[0] = '\0';
    if (!packed->has_text_id)
        return IND_OK;
    TRY(STORE_BIND(&journal->store, statement, fault, store_blob(packed->text_id, ID_BYTES),
                   store_blob(packed->id, ID_BYTES)));
    int step = store_step(&journal->store, statement, fault);
    if (step > 0) {
        id_print(sqlite3_column_blob(statement, 0), (size_t)sqlite3_column_bytes(statement, 0), original);
        store_reset(statement);
    }
    return step < 0 ? step : IND_OK;
}

static void mark_seen(struct journal_article *article, const char *original)
{
    article->seen = true;
    memcpy(article->duplicate_of, *original ? original : article->id, DIGEST_HEX + 1);
}

static int add(struct journal *journal, const struct journal_batch *batch, const struct journal_article *article,
               const struct packed *packed, struct ind_fault *fault)
{
    return PARTS_DO(journal, SEEN_ADD, fault, store_blob(packed->id, ID_BYTES),
                    id_value(packed->text_id, packed->has_text_id), id_value(packed->original, packed->has_original),
                    store_int(article->line), store_int(article->revision),
                    id_value(packed->tables, packed->has_tables), store_blob(batch->file, strlen(batch->file)),
                    store_int(batch->time_us), store_blob(article->marks, article->marks_length));
}

/* A repeat is remembered under its own bytes, and what it repeats counts as seen just now. */
static int take_duplicate(struct journal *journal, const struct journal_batch *batch,
                          const struct journal_article *article, const struct packed *packed, struct ind_fault *fault)
{
    TRY(add(journal, batch, article, packed, fault));
    TRY(PARTS_DO(journal, SEEN_TOUCH, fault, store_blob(packed->id, ID_BYTES), store_int(batch->time_us)));
    return PARTS_DO(journal, SEEN_TOUCH, fault, store_blob(packed->original, ID_BYTES), store_int(batch->time_us));
}

static int take_again(struct journal *journal, const struct journal_batch *batch,
                      const struct journal_article *article, const struct packed *packed, struct ind_fault *fault)
{
    return PARTS_DO(journal, SEEN_AGAIN, fault, store_blob(packed->id, ID_BYTES),
                    id_value(packed->text_id, packed->has_text_id), store_int(article->revision),
                    id_value(packed->tables, packed->has_tables), store_int(batch->time_us),
                    store_blob(article->marks, article->marks_length));
}

static int take_one(struct journal *journal, const struct journal_batch *batch, struct journal_article *article,
                    struct ind_fault *fault)
{
    struct packed packed = pack(article);
    char original[DIGEST_HEX + 1];
    uint32_t revision;
    if (packed.has_original)
        return take_duplicate(journal, batch, article, &packed, fault);
    TRY(known_bytes(journal, &packed, &revision, original, fault));
    if (revision && !*original && article->revision == revision + 1)
        return take_again(journal, batch, article, &packed, fault);
    if (revision) {
        mark_seen(article, original);
        return IND_OK;
    }
    TRY(known_text(journal, &packed, original, fault));
    if (*original) {
        mark_seen(article, original);
        return IND_OK;
    }
    return add(journal, batch, article, &packed, fault);
}

int ledger_take(struct journal *journal, struct journal_batch *batch, bool *ret_seen, struct ind_fault *fault)
{
    bool seen = false;
    for (size_t i = 0; i < batch->article_count; i++) {
        struct journal_article *article = &batch->articles[i];
        article->seen = false;
        TRY(take_one(journal, batch, article, fault));
        seen |= article->seen;
    }
    *ret_seen = seen;
    return IND_OK;
}
