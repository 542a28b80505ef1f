/* From a name to a claim: is it ours, is it finished, and the rename that makes it ours. */
#include "daemon/inbox/parts.h"

#include "daemon/base/error.h"
#include "daemon/base/failpoint.h"
#include "daemon/inbox/name.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

/* ---- settling ---- */

static int64_t since_change_ms(const struct print *print)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    bool later = print->modified.tv_sec > print->changed.tv_sec ||
                 (print->modified.tv_sec == print->changed.tv_sec && print->modified.tv_nsec > print->changed.tv_nsec);
    const struct timespec *last = later ? &print->modified : &print->changed;
    return (int64_t)(now.tv_sec - last->tv_sec) * 1000 + (now.tv_nsec - last->tv_nsec) / 1000000;
}

static enum lease ask_lease(const struct folders *folders, const char *name)
{
    int fd = open_plain(folders->fds[FOLDER_INBOX], name);
    if (fd < 0)
        return LEASE_UNKNOWN;
    enum lease lease = lease_of(folders, fd);
    close(fd);
    return lease;
}

/* How soon a file with a writer is looked at again, at the least: its close is told by a notice, too. */
#define WRITER_MS 200

/* When to look again at a file that has been still for so long. */
static uint64_t wait_of(uint64_t settle_ms, uint64_t still_ms, enum lease lease)
{
    if (lease != LEASE_HELD)
        return settle_ms - still_ms;
    return settle_ms > WRITER_MS ? settle_ms : WRITER_MS;
}

/* True when the file may be taken; else it is put among those that wait. It has been still as long as its times
 * say or as we saw ourselves, whichever is longer: times may lie in the future. */
static bool is_settled(struct inbox *inbox, const char *name, const struct print *print, enum lease lease,
                       enum inbox_hint hint, uint64_t now_ms)
{
    const uint64_t settle = inbox->options.settle_ms;
    if (lease == LEASE_FREE && hint == INBOX_NOTICE && print->size > 0)
        return true;
    int64_t age = since_change_ms(print);
    pthread_mutex_lock(&inbox->mutex);
    uint64_t since = waitlist_since(&inbox->waitlist, name, print, now_ms);
    uint64_t still = now_ms - since;
    if (age > 0 && (uint64_t)age > still)
        still = (uint64_t)age;
    bool settled = lease != LEASE_HELD && still >= settle;
    if (!settled)
        waitlist_put(&inbox->waitlist, name, print, since, now_ms + wait_of(settle, still, lease));
    pthread_mutex_unlock(&inbox->mutex);
    return settled;
}

static void stop_waiting(struct inbox *inbox, const char *name)
{
    pthread_mutex_lock(&inbox->mutex);
    waitlist_drop(&inbox->waitlist, name);
    pthread_mutex_unlock(&inbox->mutex);
}

/* ---- claiming ---- */

/* Makes a folder in .work/ whose name was never used: random, because it outlives every counter. */
static int make_claim(const struct inbox *inbox, const struct folders *folders, char ret_claim[static CLAIM_DIGITS + 1],
                      struct ind_fault *fault)
{
    for (;;) {
        uint64_t random;
        if (getrandom(&random, sizeof random, 0) != sizeof random)
            return inbox_failed(inbox, ".work", "", "no random numbers", fault);
        snprintf(ret_claim, CLAIM_DIGITS + 1, "%016" PRIx64, random);
        if (mkdirat(folders->fds[FOLDER_WORK], ret_claim, 0700) == 0)
            return IND_OK;
        if (errno != EEXIST)
            return inbox_failed(inbox, ".work", ret_claim, "can't claim", fault);
    }
}

/* Leaves *ret_file alone where another took the name while we looked. */
static int claim(struct inbox *inbox, struct folders *folders, const char *name, const struct print *print,
                 struct file **ret_file, struct ind_fault *fault)
{
    struct file *file = NULL;
    bool gone = false;
    char claim_name[CLAIM_DIGITS + 1];
    TRY(make_claim(inbox, folders, claim_name, fault));
    FAIL_POINT("file.claim-made");
    int work = folders->fds[FOLDER_WORK];
    int code = file_new(&file, inbox, folders, claim_name, name, print, fault);
    if (code >= 0 && renameat(folders->fds[FOLDER_INBOX], name, work, file->path) < 0) {
        gone = errno == ENOENT;
        code = gone ? IND_OK : inbox_failed(inbox, "", name, "can't claim", fault);
    }
    if (code < 0 || gone) {
        unlinkat(work, claim_name, AT_REMOVEDIR);
        file_free(file);
        return code;
    }
    FAIL_POINT("file.claimed");
    *ret_file = file;
    return IND_OK;
}

/* ---- looking ---- */

static int look(struct inbox *inbox, struct folders *folders, const char *name, enum inbox_hint hint, uint64_t now_ms,
                struct file **ret_file, struct ind_fault *fault)
{
    struct stat stat;
    if (fstatat(folders->fds[FOLDER_INBOX], name, &stat, AT_SYMLINK_NOFOLLOW) < 0) {
        if (errno != ENOENT)
            return inbox_failed(inbox, "", name, "can't look at", fault);
        stop_waiting(inbox, name);
        return IND_OK;
    }
    if (S_ISDIR(stat.st_mode)) {
        stop_waiting(inbox, name);
        return IND_OK;
    }
    struct print print = print_of(&stat);
    FAIL_POINT("file.seen");
    if (S_ISREG(stat.st_mode) && !is_settled(inbox, name, &print, ask_lease(folders, name), hint, now_ms))
        return IND_OK;
    FAIL_POINT("file.settled");
    TRY(claim(inbox, folders, name, S_ISREG(stat.st_mode) ? &print : NULL, ret_file, fault));
    stop_waiting(inbox, name);
    return IND_OK;
}

int inbox_look(struct inbox *inbox, const char *name, enum inbox_hint hint, uint64_t now_ms, struct file **ret_file,
               struct ind_fault *fault)
{
    struct file *file = NULL;
    if (!name_left_alone(name)) {
        struct folders *folders = folders_enter(inbox);
        int code = look(inbox, folders, name, hint, now_ms, &file, fault);
        folders_leave(inbox, folders);
        TRY(code);
    }
    *ret_file = file;
    return IND_OK;
}

/* ---- what waits ---- */

void inbox_due(struct inbox *inbox, uint64_t now_ms, inbox_name_fn *visit, void *user)
{
    pthread_mutex_lock(&inbox->mutex);
    waitlist_due(&inbox->waitlist, now_ms, visit, user);
    pthread_mutex_unlock(&inbox->mutex);
}

uint64_t inbox_next_due(struct inbox *inbox)
{
    pthread_mutex_lock(&inbox->mutex);
    uint64_t due = inbox->waitlist.next_due;
    pthread_mutex_unlock(&inbox->mutex);
    return due;
}

size_t inbox_waiting(struct inbox *inbox)
{
    pthread_mutex_lock(&inbox->mutex);
    size_t count = inbox->waitlist.count;
    pthread_mutex_unlock(&inbox->mutex);
    return count;
}
