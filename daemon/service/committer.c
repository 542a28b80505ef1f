/* The disk before the wire: a message leaves here only after journal_commit said that it is durable, because
 * what a subscriber has seen can never be taken back. */
#include "daemon/service/committer.h"

#include "daemon/base/check.h"
#include "daemon/base/error.h"
#include "daemon/service/log.h"
#include "daemon/service/room.h"

#include <stdlib.h>
#include <string.h>

#define GROUP_WORKS 128
#define GROUP_BYTES ((size_t)1 << 20)
#define FULL_WAIT_MS 2000    /* between tries on a full disk */
#define IDLE_COMMIT_MS 1000  /* what was filed and published is noted at the latest then */
#define RETAIN_EVERY_MS 60000

struct committer {
    struct journal *journal;
    const struct reading_rules *rules;
    struct committer_calls calls;
    void *user;
    struct committer_options options;
    uv_thread_t thread;

    uv_mutex_t lock; /* of what follows */
    uv_cond_t wake;
    struct work_list waiting;
    size_t waiting_count, waiting_bytes;
    size_t expected;     /* works that are being read */
    struct buffer filed; /* claims of WORK_CLAIM bytes each */
    uint64_t published;
    struct journal_state state;
    bool draining, stopping;

    /* the thread's own */
    struct work *works[GROUP_WORKS];
    struct journal_batch batches[GROUP_WORKS];
    size_t count;
    struct buffer filing; /* the claims of the commit at hand */
    uint64_t noted;       /* the last `published` that was committed */
    uint64_t retain_at;   /* when the next step of retention is due */
    bool full, broken;
};

/* ---- gathering a group ---- */

static bool something_to_note(const struct committer *committer)
{
    return committer->filed.length > 0 || committer->published > committer->noted;
}

static void wait_for(struct committer *committer, uint64_t ms)
{
    uv_cond_timedwait(&committer->wake, &committer->lock, ms * 1000000);
}

/* Sleeps until there are works, or what was filed and published has waited long enough to be noted without
 * any, or retention is due. */
static void wait_for_something(struct committer *committer)
{
    uint64_t note_at = UINT64_MAX;
    while (!committer->waiting.first && !committer->stopping) {
        uint64_t now = clock_ms();
        if (note_at == UINT64_MAX && something_to_note(committer))
            note_at = now + IDLE_COMMIT_MS;
        uint64_t until = note_at < committer->retain_at ? note_at : committer->retain_at;
        if (now >= until)
            return;
        wait_for(committer, until - now);
    }
}

/* The more share a sync the better; but nobody waits where nothing else is coming. */
static void wait_for_company(struct committer *committer)
{
    uint64_t until = clock_ms() + committer->options.wait_ms;
    while (committer->waiting.first && committer->expected && !committer->stopping &&
           committer->waiting_count < GROUP_WORKS && committer->waiting_bytes < GROUP_BYTES) {
        uint64_t now = clock_ms();
        if (now >= until)
            return;
        wait_for(committer, until - now);
    }
}

static void put_waiting(struct committer *committer, struct work *work)
{
    work_list_push(&committer->waiting, work);
    committer->waiting_count++;
    committer->waiting_bytes += work_size(work);
}

static void take_waiting(struct committer *committer)
{
    size_t bytes = 0;
    while (committer->count < GROUP_WORKS && bytes < GROUP_BYTES && committer->waiting.first) {
        struct work *work = work_list_take(&committer->waiting);
        bytes += work_size(work);
        committer->works[committer->count++] = work;
    }
    committer->waiting_count -= committer->count;
    committer->waiting_bytes -= bytes;
}

static void swap_filed(struct committer *committer)
{
    struct buffer empty = committer->filing;
    committer->filing = committer->filed;
    committer->filed = empty;
    /* Out of memory some may be missing: their claims are forgotten at the next start. */
    if (committer->filing.failed)
        buffer_clear(&committer->filing);
}

/* Takes the next works and what is to be noted. False when nothing more will come. */
static bool gather(struct committer *committer, uint64_t *ret_published)
{
    uv_mutex_lock(&committer->lock);
    wait_for_something(committer);
    wait_for_company(committer);
    take_waiting(committer);
    swap_filed(committer);
    *ret_published = committer->published;
    bool more = !committer->stopping || committer->count;
    uv_mutex_unlock(&committer->lock);
    return more;
}

/* ---- one group ---- */

static void give_back(struct committer *committer, struct work *work, enum work_fate fate)
{
    work->fate = fate;
    work->due_ms = clock_ms() + FULL_WAIT_MS;
    committer->calls.given_back(committer->user, work);
}

static void give_all_back(struct committer *committer, enum work_fate fate)
{
    for (size_t i = 0; i < committer->count; i++)
        give_back(committer, committer->works[i], fate);
    committer->count = 0;
}

/* Takes works out of the group that are to be read again, and keeps the order of the others. */
static void keep_sealed(struct committer *committer, const bool *changed)
{
    size_t kept = 0;
    for (size_t i = 0; i < committer->count; i++) {
        if (changed[i])
            committer->calls.read_again(committer->user, committer->works[i]);
        else
            committer->works[kept++] = committer->works[i];
    }
    committer->count = kept;
}

static int seal(struct committer *committer, struct ind_fault *fault)
{
    struct file *files[GROUP_WORKS];
    bool changed[GROUP_WORKS] = {false};
    for (size_t i = 0; i < committer->count; i++)
        files[i] = committer->works[i]->file;
    if (!committer->count)
        return IND_OK;
    TRY(file_seal(files, committer->count, changed, fault));
    keep_sealed(committer, changed);
    return IND_OK;
}

/* Another article of the same bytes or text came first: told as its duplicate in the next group. A file of several is
 * read again: its reading sees what is known now. */
static void repeat_as_duplicate(struct committer *committer, struct work *work)
{
    if (work->article_count > 1 || work->articles[0].line) {
        committer->calls.read_again(committer->user, work);
        return;
    }
    if (!reading_make_duplicate(committer->rules, work, work->articles[0].duplicate_of)) {
        give_back(committer, work, WORK_LATER);
        return;
    }
    uv_mutex_lock(&committer->lock);
    put_waiting(committer, work);
    uv_mutex_unlock(&committer->lock);
}

static void hand_on(struct committer *committer, struct work *work)
{
    switch (work->batch.verdict) {
    case JOURNAL_COMMITTED:
        file_committed(work->file);
        work->fate = WORK_FILE;
        /* Without memory for the frames the message is durable all the same: subscribers see the gap. */
        if (work_frames(work) < 0)
            log_error("out of memory: the messages of %s are not published, only journaled", file_shown(work->file));
        committer->calls.committed(committer->user, work);
        break;
    case JOURNAL_SEEN:
        repeat_as_duplicate(committer, work);
        break;
    case JOURNAL_REPEATED:
        file_committed(work->file);
        give_back(committer, work, WORK_FILE);
        break;
    case JOURNAL_NOT_TRIED:
        check_failed("a batch of a committed group was not tried", __FILE__, __LINE__);
    }
}

static void hand_on_all(struct committer *committer)
{
    for (size_t i = 0; i < committer->count; i++) {
        committer->works[i]->batch = committer->batches[i];
        hand_on(committer, committer->works[i]);
    }
    committer->count = 0;
}

static int commit(struct committer *committer, uint64_t published, struct ind_fault *fault)
{
    size_t filed_count = committer->filing.length / WORK_CLAIM;
    const char **filed = calloc(filed_count + 1, sizeof *filed);
    if (!filed)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory");
    for (size_t i = 0; i < filed_count; i++)
        filed[i] = committer->filing.bytes + i * WORK_CLAIM;
    for (size_t i = 0; i < committer->count; i++)
        committer->batches[i] = committer->works[i]->batch;
    struct journal_group group = {.batches = committer->batches,
                                  .count = committer->count,
                                  .filed = filed,
                                  .filed_count = filed_count,
                                  .published = published};
    int code = journal_commit(committer->journal, &group, fault);
    /* The headers may have moved even where the commit failed. */
    for (size_t i = 0; i < committer->count; i++)
        committer->works[i]->batch.headers = committer->batches[i].headers;
    free(filed);
    return code;
}

static void set_state(struct committer *committer)
{
    uv_mutex_lock(&committer->lock);
    committer->state = journal_state(committer->journal);
    uv_mutex_unlock(&committer->lock);
}

static void set_full(struct committer *committer, bool full, const char *sentence)
{
    if (full == committer->full)
        return;
    committer->full = full;
    room_tell(full ? sentence : NULL);
    committer->calls.full(committer->user, full);
}

/* Nobody waits for room any more. */
static bool is_ending(struct committer *committer)
{
    uv_mutex_lock(&committer->lock);
    bool ending = committer->draining || committer->stopping;
    uv_mutex_unlock(&committer->lock);
    return ending;
}

static void break_down(struct committer *committer, const struct ind_fault *fault)
{
    committer->broken = true;
    committer->retain_at = UINT64_MAX;
    log_error("the storage failed, the daemon ends: %s", fault->text);
    give_all_back(committer, WORK_ABANDONED);
    committer->calls.broken(committer->user);
}

static void pause_a_while(struct committer *committer)
{
    uv_mutex_lock(&committer->lock);
    if (!committer->draining && !committer->stopping)
        wait_for(committer, FULL_WAIT_MS);
    uv_mutex_unlock(&committer->lock);
}

/* *ret_again: what is missing may come back (room, memory, descriptors). */
static int seal_and_commit(struct committer *committer, uint64_t published, bool *ret_again, struct ind_fault *fault)
{
    int code = seal(committer, fault);
    *ret_again = code != IND_E_IO;
    TRY(code);
    code = commit(committer, published, fault);
    *ret_again = code == IND_E_FULL || code == IND_E_NOMEM;
    return code;
}

static void commit_group(struct committer *committer, uint64_t published)
{
    struct ind_fault fault = {0};
    bool again;
    while (seal_and_commit(committer, published, &again, &fault) < 0) {
        if (!again) {
            break_down(committer, &fault);
            return;
        }
        set_full(committer, true, fault.text);
        if (is_ending(committer)) {
            give_all_back(committer, WORK_ABANDONED);
            return;
        }
        pause_a_while(committer);
    }
    set_full(committer, false, "");
    committer->noted = published;
    buffer_clear(&committer->filing);
    set_state(committer);
    hand_on_all(committer);
    journal_checkpoint(committer->journal);
}

static void retain(struct committer *committer)
{
    struct ind_fault fault = {0};
    bool more = false;
    if (committer->broken || clock_ms() < committer->retain_at)
        return;
    if (journal_retain(committer->journal, &more, &fault) < 0)
        log_warning("old messages could not be let go: %s", fault.text);
    committer->retain_at = clock_ms() + (more ? 0 : RETAIN_EVERY_MS);
    set_state(committer);
}

/* False where it could not be prepared before the end: nothing is to be written then. */
static bool prepare(struct committer *committer)
{
    struct ind_fault fault = {0};
    int code;
    while ((code = committer->calls.prepare(committer->user, committer->journal, &fault)) < 0) {
        if (code != IND_E_FULL && code != IND_E_NOMEM) {
            break_down(committer, &fault);
            return false;
        }
        pause_a_while(committer);
        if (is_ending(committer)) {
            committer->retain_at = UINT64_MAX;
            return false;
        }
    }
    room_tell(NULL);
    set_state(committer);
    committer->calls.prepared(committer->user);
    return true;
}

static void run(void *argument)
{
    struct committer *committer = argument;
    uint64_t published;
    bool prepared = !committer->options.prepares || prepare(committer);
    while (gather(committer, &published)) {
        if (committer->broken)
            give_all_back(committer, WORK_ABANDONED);
        else if (committer->count || committer->filing.length || published > committer->noted)
            commit_group(committer, published);
        retain(committer);
    }
    if (prepared && !committer->broken)
        commit_group(committer, published);
    journal_free(committer->journal);
    committer->calls.ended(committer->user);
}

/* ---- life ---- */

int committer_start(struct committer **ret_committer, struct journal *journal, const struct reading_rules *rules,
                    const struct committer_options *options, const struct committer_calls *calls, void *user,
                    struct ind_fault *fault)
{
    struct committer *committer = calloc(1, sizeof *committer);
    if (!committer)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for the journal's thread");
    committer->journal = journal;
    committer->rules = rules;
    committer->calls = *calls;
    committer->user = user;
    committer->options = *options;
    committer->state = journal_state(journal);
    committer->noted = committer->published = committer->state.published;
    CHECK(uv_mutex_init(&committer->lock) == 0);
    CHECK(uv_cond_init(&committer->wake) == 0);
    if (uv_thread_create(&committer->thread, run, committer) < 0) {
        free(committer);
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "the journal's thread could not be started");
    }
    *ret_committer = committer;
    return IND_OK;
}

void committer_expect(struct committer *committer)
{
    uv_mutex_lock(&committer->lock);
    committer->expected++;
    uv_mutex_unlock(&committer->lock);
}

static void arrived(struct committer *committer, struct work *work)
{
    uv_mutex_lock(&committer->lock);
    CHECK(committer->expected > 0);
    committer->expected--;
    if (work)
        put_waiting(committer, work);
    uv_mutex_unlock(&committer->lock);
    uv_cond_signal(&committer->wake);
}

void committer_miss(struct committer *committer)
{
    arrived(committer, NULL);
}

void committer_push(struct committer *committer, struct work *work)
{
    arrived(committer, work);
}

void committer_published(struct committer *committer, uint64_t seq)
{
    uv_mutex_lock(&committer->lock);
    if (seq > committer->published)
        committer->published = seq;
    uv_mutex_unlock(&committer->lock);
}

void committer_filed(struct committer *committer, const char (*claims)[WORK_CLAIM], size_t count)
{
    uv_mutex_lock(&committer->lock);
    buffer_append(&committer->filed, claims, count * sizeof *claims);
    uv_mutex_unlock(&committer->lock);
    uv_cond_signal(&committer->wake);
}

struct journal_state committer_state(struct committer *committer)
{
    uv_mutex_lock(&committer->lock);
    struct journal_state state = committer->state;
    uv_mutex_unlock(&committer->lock);
    return state;
}

void committer_drain(struct committer *committer)
{
    uv_mutex_lock(&committer->lock);
    committer->draining = true;
    uv_mutex_unlock(&committer->lock);
    uv_cond_signal(&committer->wake);
}

void committer_stop(struct committer *committer)
{
    uv_mutex_lock(&committer->lock);
    committer->stopping = true;
    uv_mutex_unlock(&committer->lock);
    uv_cond_signal(&committer->wake);
}

void committer_free(struct committer *committer)
{
    if (!committer)
        return;
    uv_thread_join(&committer->thread);
    uv_mutex_destroy(&committer->lock);
    uv_cond_destroy(&committer->wake);
    buffer_done(&committer->filed);
    buffer_done(&committer->filing);
    free(committer);
}
