/* One loop: file what came back, bring up what is due, claim as much as may be in flight, sleep. Names are
 * remembered up to a limit; beyond it the next scan finds them again. */
#include "daemon/service/intake.h"

#include "daemon/base/check.h"
#include "daemon/base/error.h"
#include "daemon/base/failpoint.h"
#include "daemon/service/log.h"

#include <stdlib.h>
#include <string.h>

#define NAMES_MAX 8192      /* names remembered between two scans */
#define ROOM_WAIT_MS 2000   /* before claiming or filing is tried again on a full disk */
#define MEMORY_WAIT_MS 1000
#define ROOM_LOOK_MS 500    /* how often it is looked at, how much room is left */
#define EXPIRE_EVERY_MS 600000
#define EXPIRE_AGAIN_MS 1000
#define FILED_A_SYNC 256

struct name {
    char *text;
    enum inbox_hint hint;
};

struct intake {
    struct inbox *inbox;
    struct intake_options options;
    struct intake_calls calls;
    void *user;
    uv_thread_t thread;

    uv_mutex_t lock; /* of what follows */
    uv_cond_t wake;
    struct name *noticed;
    size_t noticed_count, noticed_room;
    struct work_list returned;
    bool rescan;
    bool full_asked, stop_asked;
    uint64_t backlog;
    char held[ROOM_SENTENCE];

    /* the thread's own */
    struct name names[NAMES_MAX]; /* a ring */
    size_t first, count;
    size_t beyond;           /* seen by the last scan, but not remembered */
    bool scan_again;         /* names were not remembered: scan when these are worked off */
    bool full, stopping;     /* as last asked */
    struct work *spare;      /* without a file yet: nothing is claimed for which there is no memory */
    struct work_list alone;  /* recovered: one by one, before anything else */
    bool alone_running;
    struct work_list later;  /* to be read again at their due_ms */
    struct work_list filing;
    size_t in_flight;        /* works that are not ours now, or in one of the lists above */
    size_t at_work;          /* of these, with a worker, the committer or the loop */
    uint64_t claim_at;       /* not before: room or memory was missing */
    uint64_t file_at;
    uint64_t expire_at;
    bool sync_failed;        /* filed claims may not be forgotten in this run */
    bool claiming_full;      /* the inbox's own disk is full */
    bool tight;              /* less room than is to stay free */
    uint64_t room_at;        /* when to look how much is left */
    bool filing_fails;       /* was told */
};

/* ---- names ---- */

static void push_name(struct intake *intake, const char *text, enum inbox_hint hint)
{
    char *copy = intake->count < NAMES_MAX ? strdup(text) : NULL;
    if (!copy) {
        intake->scan_again = true;
        return;
    }
    intake->names[(intake->first + intake->count++) % NAMES_MAX] = (struct name){copy, hint};
}

static struct name take_name(struct intake *intake)
{
    struct name name = intake->names[intake->first];
    intake->first = (intake->first + 1) % NAMES_MAX;
    intake->count--;
    return name;
}

static bool on_listed(void *user, const char *text)
{
    struct intake *intake = user;
    if (intake->count == NAMES_MAX)
        intake->beyond++;
    push_name(intake, text, INBOX_LISTED);
    return true;
}

static bool on_due(void *user, const char *text)
{
    struct intake *intake = user;
    if (intake->count == NAMES_MAX)
        return false;
    push_name(intake, text, INBOX_LISTED);
    return true;
}

static void scan(struct intake *intake)
{
    struct ind_fault fault = {0};
    bool changed = false;
    intake->scan_again = false;
    intake->beyond = 0;
    if (inbox_reopen(intake->inbox, &changed, &fault) < 0)
        log_error("the inbox cannot be opened: %s", fault.text);
    else if (changed)
        log_warning("the inbox was replaced; the new one is read from now on");
    if (inbox_scan(intake->inbox, on_listed, intake, NULL, &fault) < 0)
        log_error("the inbox cannot be read: %s", fault.text);
}

/* ---- claiming ---- */

/* But for the time. */
static bool has_place(const struct intake *intake)
{
    return !intake->full && !intake->tight && !intake->alone.first && !intake->alone_running &&
           intake->in_flight < intake->options.in_flight;
}

static bool may_claim(const struct intake *intake)
{
    return has_place(intake) && clock_ms() >= intake->claim_at;
}

static void hand_out(struct intake *intake, struct work *work)
{
    intake->at_work++;
    work->fate = WORK_OPEN;
    intake->calls.claimed(intake->user, work);
}

static void set_held(struct intake *intake, const char *sentence)
{
    uv_mutex_lock(&intake->lock);
    snprintf(intake->held, sizeof intake->held, "%s", sentence);
    uv_mutex_unlock(&intake->lock);
}

/* Before the disk is full: what is claimed already goes on, and has room to. */
static void look_at_room(struct intake *intake)
{
    char sentence[ROOM_SENTENCE] = "";
    if (clock_ms() < intake->room_at)
        return;
    intake->room_at = clock_ms() + ROOM_LOOK_MS;
    bool tight = !room_left(&intake->options.room, intake->tight, sentence);
    if (tight != intake->tight)
        room_tell(tight ? sentence : NULL);
    if (tight || intake->tight)
        set_held(intake, sentence);
    intake->tight = tight;
}

static void set_claiming_full(struct intake *intake, bool full, const char *sentence)
{
    if (full || intake->claiming_full)
        set_held(intake, full ? sentence : "");
    if (full != intake->claiming_full)
        room_tell(full ? sentence : NULL);
    intake->claiming_full = full;
    if (full)
        intake->claim_at = clock_ms() + ROOM_WAIT_MS;
}

static bool make_spare(struct intake *intake)
{
    if (!intake->spare)
        intake->spare = work_new(NULL);
    if (intake->spare)
        return true;
    log_warning("out of memory: claiming is tried again");
    intake->claim_at = clock_ms() + MEMORY_WAIT_MS;
    return false;
}

/* A name whose claim failed is not remembered: the file stays, and the next scan brings it up. */
static void look(struct intake *intake, const struct name *name)
{
    struct ind_fault fault = {0};
    struct file *file = NULL;
    if (!make_spare(intake)) {
        push_name(intake, name->text, name->hint);
        return;
    }
    int code = inbox_look(intake->inbox, name->text, name->hint, clock_ms(), &file, &fault);
    if (code == IND_E_FULL) {
        set_claiming_full(intake, true, fault.text);
        push_name(intake, name->text, name->hint);
        return;
    }
    if (code < 0)
        log_warning("a file could not be claimed: %s", fault.text);
    if (!file)
        return;
    set_claiming_full(intake, false, "");
    struct work *work = intake->spare;
    intake->spare = NULL;
    work->file = file;
    intake->in_flight++;
    hand_out(intake, work);
}

static void claim(struct intake *intake)
{
    while (intake->count && may_claim(intake)) {
        struct name name = take_name(intake);
        look(intake, &name);
        free(name.text);
    }
}

/* What was in flight when the daemon died runs with nothing beside it, so that a guilty one is found. */
static void run_next_alone(struct intake *intake)
{
    if (!intake->alone.first || intake->at_work || intake->full)
        return;
    intake->alone_running = true;
    hand_out(intake, work_list_take(&intake->alone));
}

static void run_due(struct intake *intake)
{
    struct work_list waiting = intake->later;
    intake->later = (struct work_list){0};
    for (struct work *work; (work = work_list_take(&waiting));) {
        if (work->due_ms > clock_ms())
            work_list_push(&intake->later, work);
        else if (work->alone)
            work_list_push(&intake->alone, work);
        else
            hand_out(intake, work);
    }
}

/* ---- filing ---- */

static void end_work(struct intake *intake, struct work *work)
{
    work_free(work);
    CHECK(intake->in_flight > 0);
    intake->in_flight--;
}

/* True when the file is where it belongs, or gone for good. */
static bool file_one(struct intake *intake, struct work *work)
{
    struct ind_fault fault = {0};
    const struct buffer *reason = &work->reason;
    int code = file_move(work->file, reason->length ? reason->bytes : NULL, reason->length, &fault);
    if (code >= 0 || code == IND_E_NOT_FOUND)
        return true;
    if (!intake->filing_fails)
        log_error("%s could not be filed, it is tried again: %s", file_shown(work->file), fault.text);
    intake->filing_fails = true;
    return false;
}

/* A daemon that ends leaves it to the next start: the journal knows where the file belongs. */
static void put_filing_off(struct intake *intake, struct work *work)
{
    intake->file_at = clock_ms() + ROOM_WAIT_MS;
    if (intake->stopping)
        end_work(intake, work);
    else
        work_list_push(&intake->filing, work);
}

/* Moves what is to be filed, then makes the moves durable with one sync. */
static void file_some(struct intake *intake)
{
    char claims[FILED_A_SYNC][WORK_CLAIM] = {{0}};
    struct ind_fault fault = {0};
    size_t count = 0;
    while (count < FILED_A_SYNC && intake->filing.first) {
        struct work *work = work_list_take(&intake->filing);
        if (!file_one(intake, work)) {
            put_filing_off(intake, work);
            break;
        }
        intake->filing_fails = false;
        snprintf(claims[count++], sizeof claims[0], "%s", file_claim(work->file));
        end_work(intake, work);
    }
    if (!count || intake->sync_failed)
        return;
    if (inbox_sync(intake->inbox, &fault) < 0) {
        log_error("what was filed could not be made durable: %s", fault.text);
        intake->sync_failed = true;
        return;
    }
    FAIL_POINT("file.filed-synced");
    intake->calls.filed(intake->user, claims, count);
}

static void file_all(struct intake *intake)
{
    while (intake->filing.first && clock_ms() >= intake->file_at)
        file_some(intake);
}

static void expire(struct intake *intake)
{
    struct ind_fault fault = {0};
    bool more = false;
    if (!intake->options.expire_done || clock_ms() < intake->expire_at)
        return;
    if (inbox_expire(intake->inbox, &more, &fault) < 0)
        log_warning("old articles in done/ could not be deleted: %s", fault.text);
    intake->expire_at = clock_ms() + (more ? EXPIRE_AGAIN_MS : EXPIRE_EVERY_MS);
}

/* ---- the loop ---- */

static void receive(struct intake *intake, struct work *work)
{
    intake->at_work--;
    if (work->alone)
        intake->alone_running = false;
    switch (work->fate) {
    case WORK_FILE:
        work_list_push(&intake->filing, work);
        break;
    case WORK_LATER:
        work_list_push(&intake->later, work);
        break;
    case WORK_GONE:
        log_warning("%s is gone: somebody took it out of .work/", file_shown(work->file));
        end_work(intake, work);
        break;
    case WORK_OPEN:
    case WORK_ABANDONED:
        end_work(intake, work);
        break;
    }
}

/* Takes what other threads left for us. True when a scan is wanted. */
static bool take_messages(struct intake *intake)
{
    uv_mutex_lock(&intake->lock);
    struct work_list returned = intake->returned;
    struct name *noticed = intake->noticed;
    size_t noticed_count = intake->noticed_count;
    bool rescan = intake->rescan;
    intake->returned = (struct work_list){0};
    intake->noticed = NULL;
    intake->noticed_count = intake->noticed_room = 0;
    intake->rescan = false;
    intake->full = intake->full_asked;
    intake->stopping = intake->stop_asked;
    uv_mutex_unlock(&intake->lock);
    for (struct work *work; (work = work_list_take(&returned));)
        receive(intake, work);
    for (size_t i = 0; i < noticed_count; i++) {
        push_name(intake, noticed[i].text, noticed[i].hint);
        free(noticed[i].text);
    }
    free(noticed);
    return rescan;
}

static void set_backlog(struct intake *intake)
{
    uv_mutex_lock(&intake->lock);
    intake->backlog = intake->in_flight + intake->count + intake->beyond + inbox_waiting(intake->inbox);
    uv_mutex_unlock(&intake->lock);
}

static uint64_t earlier(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* When something is to be done even if nobody calls. */
static uint64_t next_due(struct intake *intake)
{
    uint64_t due = intake->options.expire_done ? intake->expire_at : UINT64_MAX;
    if (intake->count < NAMES_MAX)
        due = earlier(due, inbox_next_due(intake->inbox));
    if (intake->filing.first)
        due = earlier(due, intake->file_at);
    if (intake->count && has_place(intake))
        due = earlier(due, intake->claim_at);
    if (intake->tight)
        due = earlier(due, intake->room_at);
    for (const struct work *work = intake->later.first; work; work = work->next)
        due = earlier(due, work->due_ms);
    return due;
}

static bool somebody_called(const struct intake *intake)
{
    return intake->returned.first || intake->noticed_count || intake->rescan ||
           intake->full != intake->full_asked || intake->stopping != intake->stop_asked;
}

static void sleep_until(struct intake *intake, uint64_t due)
{
    uint64_t now = clock_ms();
    uv_mutex_lock(&intake->lock);
    if (!somebody_called(intake) && due > now) {
        if (due == UINT64_MAX)
            uv_cond_wait(&intake->wake, &intake->lock);
        else
            uv_cond_timedwait(&intake->wake, &intake->lock, (due - now) * 1000000);
    }
    uv_mutex_unlock(&intake->lock);
}

/* What waits for a later reading stays in .work/ for the next start. */
static void abandon_waiting(struct intake *intake)
{
    for (struct work *work; (work = work_list_take(&intake->later));)
        end_work(intake, work);
    for (struct work *work; (work = work_list_take(&intake->alone));)
        end_work(intake, work);
}

static void turn(struct intake *intake)
{
    bool wanted = take_messages(intake) || (intake->scan_again && !intake->count);
    if (intake->stopping)
        intake->file_at = 0;
    file_all(intake);
    expire(intake);
    if (intake->stopping) {
        abandon_waiting(intake);
        return;
    }
    /* With names left over from the last scan another one would only list them anew. */
    if (wanted && !intake->count && !intake->alone.first)
        scan(intake);
    else if (wanted)
        intake->scan_again = true;
    inbox_due(intake->inbox, clock_ms(), on_due, intake);
    run_due(intake);
    run_next_alone(intake);
    look_at_room(intake);
    claim(intake);
}

static void run(void *argument)
{
    struct intake *intake = argument;
    for (;;) {
        turn(intake);
        set_backlog(intake);
        if (intake->stopping && !intake->in_flight)
            break;
        bool scan_now = intake->scan_again && !intake->count && !intake->alone.first && !intake->stopping;
        sleep_until(intake, scan_now ? 0 : next_due(intake));
    }
    intake->calls.drained(intake->user);
}

/* ---- from other threads ---- */

static void drop(struct intake *intake)
{
    while (intake->count)
        free(take_name(intake).text);
    for (size_t i = 0; i < intake->noticed_count; i++)
        free(intake->noticed[i].text);
    free(intake->noticed);
    abandon_waiting(intake);
    for (struct work *work; (work = work_list_take(&intake->filing));)
        end_work(intake, work);
    work_free(intake->spare);
    uv_mutex_destroy(&intake->lock);
    uv_cond_destroy(&intake->wake);
    free(intake);
}

int intake_start(struct intake **ret_intake, const struct intake_options *options, struct work_list *recovered,
                 const struct intake_calls *calls, void *user, struct ind_fault *fault)
{
    struct intake *intake = calloc(1, sizeof *intake);
    if (!intake)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for the intake");
    intake->inbox = options->inbox;
    intake->options = *options;
    intake->calls = *calls;
    intake->user = user;
    intake->rescan = true;
    for (struct work *work; (work = work_list_take(recovered)); intake->in_flight++)
        work_list_push(work->fate == WORK_FILE ? &intake->filing : &intake->alone, work);
    CHECK(uv_mutex_init(&intake->lock) == 0);
    CHECK(uv_cond_init(&intake->wake) == 0);
    *ret_intake = intake; /* before the thread, whose works come back through it */
    if (uv_thread_create(&intake->thread, run, intake) < 0) {
        *ret_intake = NULL;
        drop(intake);
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "the thread of the intake could not be started");
    }
    return IND_OK;
}

static bool add_notice(struct intake *intake, const char *text)
{
    if (intake->noticed_count == NAMES_MAX)
        return false;
    if (intake->noticed_count == intake->noticed_room) {
        size_t room = intake->noticed_room ? intake->noticed_room * 2 : 64;
        struct name *grown = reallocarray(intake->noticed, room, sizeof *grown);
        if (!grown)
            return false;
        intake->noticed = grown;
        intake->noticed_room = room;
    }
    char *copy = strdup(text);
    if (copy)
        intake->noticed[intake->noticed_count++] = (struct name){copy, INBOX_NOTICE};
    return copy != NULL;
}

void intake_notice(struct intake *intake, const char *name)
{
    uv_mutex_lock(&intake->lock);
    if (!intake->stop_asked && !add_notice(intake, name))
        intake->rescan = true;
    uv_mutex_unlock(&intake->lock);
    uv_cond_signal(&intake->wake);
}

void intake_rescan(struct intake *intake)
{
    uv_mutex_lock(&intake->lock);
    intake->rescan = true;
    uv_mutex_unlock(&intake->lock);
    uv_cond_signal(&intake->wake);
}

void intake_return(struct intake *intake, struct work *work)
{
    uv_mutex_lock(&intake->lock);
    work_list_push(&intake->returned, work);
    uv_mutex_unlock(&intake->lock);
    uv_cond_signal(&intake->wake);
}

void intake_set_full(struct intake *intake, bool full)
{
    uv_mutex_lock(&intake->lock);
    intake->full_asked = full;
    uv_mutex_unlock(&intake->lock);
    uv_cond_signal(&intake->wake);
}

void intake_held(struct intake *intake, char ret_sentence[static ROOM_SENTENCE])
{
    uv_mutex_lock(&intake->lock);
    const char *sentence = intake->full_asked ? "the journal finds no room" : intake->held;
    snprintf(ret_sentence, ROOM_SENTENCE, "%s", sentence);
    uv_mutex_unlock(&intake->lock);
}

uint64_t intake_backlog(struct intake *intake)
{
    uv_mutex_lock(&intake->lock);
    uint64_t backlog = intake->backlog;
    uv_mutex_unlock(&intake->lock);
    return backlog;
}

void intake_stop(struct intake *intake)
{
    uv_mutex_lock(&intake->lock);
    intake->stop_asked = true;
    uv_mutex_unlock(&intake->lock);
    uv_cond_signal(&intake->wake);
}

void intake_free(struct intake *intake)
{
    if (!intake)
        return;
    uv_thread_join(&intake->thread);
    drop(intake);
}
