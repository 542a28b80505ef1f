/* Files in flight, as the start after a crash asks for them. */
#include "daemon/base/error.h"
#include "daemon/journal/id.h"
#include "daemon/journal/parts.h"

static void copy_text(sqlite3_stmt *row, int column, char *text, size_t size)
{
    const void *bytes = sqlite3_column_blob(row, column);
    size_t length = bytes ? (size_t)sqlite3_column_bytes(row, column) : 0;
    if (length > size - 1)
        length = size - 1;
    if (length)
        memcpy(text, bytes, length);
    text[length] = '\0';
}

static void take_claim(sqlite3_stmt *row, struct journal_claim *ret_claim)
{
    struct journal_claim claim = {.attempts = (uint32_t)sqlite3_column_int64(row, 0)};
    int outcome = sqlite3_column_int(row, 1);
    claim.committed = outcome != 0;
    claim.outcome = outcome == JOURNAL_REJECTED ? JOURNAL_REJECTED : JOURNAL_DONE;
    copy_text(row, 2, claim.moved_to, sizeof claim.moved_to);
    copy_text(row, 3, claim.code, sizeof claim.code);
    copy_text(row, 4, claim.reason, sizeof claim.reason);
    id_print(sqlite3_column_blob(row, 5), (size_t)sqlite3_column_bytes(row, 5), claim.id);
    *ret_claim = claim;
}

int journal_claim(struct journal *journal, const char *claim, struct journal_claim *ret_claim,
                  struct ind_fault *fault)
{
    sqlite3_stmt *statement = journal->statements[SQL_CLAIM_GET];
    TRY(STORE_BIND(&journal->store, statement, fault, store_text(claim)));
    int step = store_step(&journal->store, statement, fault);
    if (step < 0)
        return step;
    if (step == 0) {
        *ret_claim = (struct journal_claim){.committed = false};
        return IND_OK;
    }
    take_claim(statement, ret_claim);
    store_reset(statement);
    return IND_OK;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Appends the claims that are in the table and not among the sorted ones, each with its NUL. */
static int list_others(struct journal *journal, const char **sorted, size_t count, struct buffer *others,
                       struct ind_fault *fault)
{
    sqlite3_stmt *statement = journal->statements[SQL_CLAIM_LIST];
    int step;
    while ((step = store_step(&journal->store, statement, fault)) > 0) {
        const char *claim = (const char *)sqlite3_column_text(statement, 0);
        if (claim && !bsearch(&claim, sorted, count, sizeof *sorted, by_name))
            buffer_append(others, claim, strlen(claim) + 1);
    }
    if (step == 0 && others->failed)
        return store_no_memory(&journal->store, fault);
    return step;
}

static int drop_claims(struct journal *journal, const char **sorted, size_t count, struct buffer *others,
                       struct ind_fault *fault)
{
    TRY(list_others(journal, sorted, count, others, fault));
    for (size_t at = 0; at < others->length; at += strlen(others->bytes + at) + 1)
        TRY(PARTS_DO(journal, CLAIM_DROP, fault, store_text(others->bytes + at)));
    return IND_OK;
}

int journal_claims_keep(struct journal *journal, const char *const *claims, size_t count, struct ind_fault *fault)
{
    struct journal_state before = journal->state;
    struct buffer others;
    const char **sorted = calloc(count + 1, sizeof *sorted);
    if (!sorted)
        return store_no_memory(&journal->store, fault);
    if (count)
        memcpy(sorted, claims, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_name);
    buffer_init(&others);
    int code = parts_begin(journal, fault);
    if (code >= 0) {
        code = drop_claims(journal, sorted, count, &others, fault);
        code = code < 0 ? parts_rollback(journal, &before, code, fault) : parts_commit(journal, &before, fault);
    }
    buffer_done(&others);
    free(sorted);
    return code;
}
