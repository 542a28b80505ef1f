/* Group commit: the messages of several files, their ledger rows, their claims and the new state in one
 * transaction, so that they share one fsync and none of it is ever there without the rest. */
#include "daemon/base/check.h"
#include "daemon/base/error.h"
#include "daemon/journal/id.h"
#include "daemon/journal/ledger.h"
#include "daemon/journal/parts.h"
#include "daemon/journal/record.h"

/* ---- messages ---- */

/* Gives the message its seq and prev, and appends its header to the batch's. */
static int stamp(struct journal *journal, struct journal_batch *batch, struct journal_message *message,
                 struct ind_fault *fault)
{
    struct head *head = heads_at(&journal->heads, message->topic, message->topic_length);
    if (!head)
        return store_no_memory(&journal->store, fault);
    message->seq = ++journal->state.head;
    message->prev = head->seq;
    head->seq = message->seq;
    const struct journal_stamp stamp = {
        .stream = journal->stream,
        .epoch = journal->state.epoch,
        .seq = message->seq,
        .prev = message->prev,
        .time_us = batch->time_us,
    };
    size_t before = batch->headers.length;
    int code = journal->options.header(journal->options.header_user, &stamp, &batch->headers);
    if (code < 0)
        return fault_set(fault, code, FAULT_NOWHERE, "making the header of message %llu: %s",
                         (unsigned long long)message->seq, ind_error_text(code));
    if (batch->headers.failed)
        return store_no_memory(&journal->store, fault);
    message->header_length = batch->headers.length - before;
    return IND_OK;
}

static int put_record(struct journal *journal, const struct record_key *key, struct ind_fault *fault)
{
    const struct buffer *frames = &journal->frames;
    if (frames->failed)
        return store_no_memory(&journal->store, fault);
    journal->state.bytes += frames->length;
    return PARTS_DO(journal, RECORD_ADD, fault, store_count(key->first), store_int(key->count),
                    store_int(key->time_us), store_int(record_crc(key, frames->bytes, frames->length)),
                    store_blob(frames->bytes, frames->length));
}

static int put_messages(struct journal *journal, struct journal_batch *batch, struct ind_fault *fault)
{
    struct record_key key = {.count = 0};
    for (size_t i = 0; i < batch->message_count; i++) {
        struct journal_message *message = &batch->messages[i];
        TRY(stamp(journal, batch, message, fault));
        if (!key.count) {
            key = (struct record_key){.first = message->seq, .time_us = batch->time_us};
            buffer_clear(&journal->frames);
        }
        key.count++;
        record_append(&journal->frames, message->topic, message->topic_length,
                      batch->headers.bytes + batch->headers.length - message->header_length, message->header_length,
                      message->body, message->body_length);
        if (journal->frames.length < RECORD_CLOSED && i + 1 < batch->message_count)
            continue;
        TRY(put_record(journal, &key, fault));
        key.count = 0;
    }
    return IND_OK;
}

/* Only now do the headers stand still in memory. */
static void point_at_headers(struct journal_batch *batch)
{
    size_t at = 0;
    for (size_t i = 0; i < batch->message_count; i++) {
        batch->messages[i].header = batch->headers.bytes + at;
        at += batch->messages[i].header_length;
    }
}

/* ---- batches ---- */

static int is_committed(struct journal *journal, const char *claim, bool *ret_committed, struct ind_fault *fault)
{
    struct journal_claim known;
    TRY(journal_claim(journal, claim, &known, fault));
    *ret_committed = known.committed;
    return IND_OK;
}

static int put_claim(struct journal *journal, const struct journal_batch *batch, struct ind_fault *fault)
{
    unsigned char id[ID_BYTES];
    bool has_id = batch->id && *batch->id;
    if (has_id)
        CHECK(id_pack(batch->id, id));
    return PARTS_DO(journal, CLAIM_PUT, fault, store_text(batch->claim), store_int(batch->outcome),
                    store_blob(batch->moved_to, strlen(batch->moved_to)), store_text(batch->code),
                    store_text(batch->reason), store_blob(has_id ? id : NULL, ID_BYTES));
}

static void add_counts(struct journal_counts *total, const struct journal_counts *more)
{
    total->articles += more->articles;
    total->observations += more->observations;
    total->rejected += more->rejected;
    total->duplicates += more->duplicates;
}

/* The ledger first: once a message has its seq, nothing but the failure of the whole group takes it back. */
static int put_batch(struct journal *journal, struct journal_batch *batch, struct ind_fault *fault)
{
    bool seen = false, committed = false;
    batch->time_us = parts_now();
    buffer_clear(&batch->headers);
    TRY(is_committed(journal, batch->claim, &committed, fault));
    if (committed) {
        batch->verdict = JOURNAL_REPEATED;
        return IND_OK;
    }
    TRY(PARTS_RUN(journal, SAVE, fault));
    TRY(ledger_take(journal, batch, &seen, fault));
    if (seen) {
        batch->verdict = JOURNAL_SEEN;
        TRY(PARTS_RUN(journal, UNDO, fault));
        return PARTS_RUN(journal, RELEASE, fault);
    }
    TRY(PARTS_RUN(journal, RELEASE, fault));
    TRY(put_messages(journal, batch, fault));
    TRY(put_claim(journal, batch, fault));
    add_counts(&journal->state.counts, &batch->counts);
    batch->verdict = JOURNAL_COMMITTED;
    return IND_OK;
}

static int put_group(struct journal *journal, struct journal_group *group, struct ind_fault *fault)
{
    for (size_t i = 0; i < group->filed_count; i++)
        TRY(PARTS_DO(journal, CLAIM_DROP, fault, store_text(group->filed[i])));
    if (group->published > journal->state.published)
        journal->state.published = group->published;
    for (size_t i = 0; i < group->count; i++)
        TRY(put_batch(journal, &group->batches[i], fault));
    return IND_OK;
}

static int check_sizes(const struct journal_batch *batch, struct ind_fault *fault)
{
    for (size_t i = 0; i < batch->message_count; i++) {
        const struct journal_message *message = &batch->messages[i];
        CHECK(message->topic_length > 0);
        if (message->topic_length > UINT16_MAX)
            return fault_set(fault, IND_E_LIMIT, i, "a topic of claim %s has %zu bytes", batch->claim,
                             message->topic_length);
        if (message->body_length > JOURNAL_MESSAGE_MAX)
            return fault_set(fault, IND_E_LIMIT, i, "a message of claim %s has %zu bytes", batch->claim,
                             message->body_length);
    }
    CHECK(strlen(batch->moved_to) < JOURNAL_MOVED_TO);
    return IND_OK;
}

static void set_untried(struct journal_group *group)
{
    for (size_t i = 0; i < group->count; i++)
        group->batches[i].verdict = JOURNAL_NOT_TRIED;
}

static bool is_idle(const struct journal *journal, const struct journal_group *group)
{
    return !group->count && !group->filed_count && group->published <= journal->state.published;
}

int journal_commit(struct journal *journal, struct journal_group *group, struct ind_fault *fault)
{
    struct journal_state before = journal->state;
    set_untried(group);
    for (size_t i = 0; i < group->count; i++)
        TRY(check_sizes(&group->batches[i], fault));
    if (is_idle(journal, group))
        return IND_OK;
    TRY(parts_begin(journal, fault));
    int code = put_group(journal, group, fault);
    code = code < 0 ? parts_rollback(journal, &before, code, fault) : parts_commit(journal, &before, fault);
    if (code < 0) {
        set_untried(group);
        return code;
    }
    for (size_t i = 0; i < group->count; i++)
        if (group->batches[i].verdict == JOURNAL_COMMITTED)
            point_at_headers(&group->batches[i]);
    return IND_OK;
}
