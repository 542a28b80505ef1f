/* A claimed file's state, its bytes, and the last look before the commit. Where it goes is place.c's. */
#include "daemon/inbox/file.h"

#include "daemon/base/buffer.h"
#include "daemon/base/check.h"
#include "daemon/base/error.h"
#include "daemon/base/failpoint.h"
#include "daemon/inbox/name.h"
#include "daemon/inbox/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define READ_TRIES 3 /* of a file that changes while it is read, before somebody else's turn */

/* ---- refusals ---- */

static const struct {
    const char *code, *reason;
} refusals[] = {
    [FILE_NOT_REFUSED] = {"", ""},
#define X(name, code, text) [FILE_REFUSED_##name] = {code, text},
    FILE_REFUSALS(X)
#undef X
};

const char *file_refusal_code(enum file_refusal refusal)
{
    return refusals[refusal].code;
}

/* ---- states ---- */

/* Every step there is, and the fail point behind it; what is not here can't be unless the code is wrong. */
static const struct {
    enum file_state from;
    enum file_event event;
    enum file_state to;
    const char *point;
} steps[] = {
    {FILE_CLAIMED, FILE_WAS_READ, FILE_READ, "file.read"},
    {FILE_CLAIMED, FILE_WAS_REFUSED, FILE_REFUSED, "file.refused"},
    {FILE_CLAIMED, FILE_CHANGED, FILE_CLAIMED, "file.changed"},
    {FILE_READ, FILE_CHANGED, FILE_CLAIMED, "file.changed"},
    {FILE_SEALED, FILE_CHANGED, FILE_CLAIMED, "file.changed"},
    {FILE_REFUSED, FILE_CHANGED, FILE_CLAIMED, "file.changed"},
    {FILE_READ, FILE_WAS_SEALED, FILE_SEALED, "file.sealed"},
    {FILE_SEALED, FILE_WAS_SEALED, FILE_SEALED, "file.sealed"},
    {FILE_REFUSED, FILE_WAS_SEALED, FILE_REFUSED, "file.sealed"},
    {FILE_SEALED, FILE_WAS_COMMITTED, FILE_COMMITTED, "file.committed"},
    {FILE_REFUSED, FILE_WAS_COMMITTED, FILE_COMMITTED, "file.committed"},
    {FILE_CLAIMED, FILE_WAS_RESUMED, FILE_COMMITTED, "file.resumed"},
    {FILE_COMMITTED, FILE_WAS_MOVED, FILE_FILED, "file.filed"},
};

void file_step(struct file *file, enum file_event event)
{
    size_t i = 0;
    while (i < sizeof steps / sizeof *steps && (steps[i].from != file->state || steps[i].event != event))
        i++;
    CHECK(i < sizeof steps / sizeof *steps);
    file->state = steps[i].to;
    FAIL_POINT(steps[i].point);
}

/* ---- making, asking, freeing ---- */

int file_new(struct file **ret_file, struct inbox *inbox, struct folders *folders, const char *claim, const char *name,
             const struct print *print, struct ind_fault *fault)
{
    struct buffer shown;
    struct file *file = calloc(1, sizeof *file);
    buffer_init(&shown);
    name_print(&shown, name);
    if (!file || !buffer_string(&shown)) {
        free(file);
        buffer_done(&shown);
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "%s: out of memory", inbox->path);
    }
    file->shown = shown.bytes;
    file->inbox = inbox;
    file->folders = folders;
    snprintf(file->claim, sizeof file->claim, "%s", claim);
    snprintf(file->path, sizeof file->path, "%s/%s", claim, name);
    if (print) {
        file->has_print = true;
        file->print = *print;
    }
    pthread_mutex_lock(&inbox->mutex);
    folders->files++;
    pthread_mutex_unlock(&inbox->mutex);
    *ret_file = file;
    return IND_OK;
}

void file_free(struct file *file)
{
    if (!file)
        return;
    place_release(file);
    pthread_mutex_lock(&file->inbox->mutex);
    file->folders->files--;
    pthread_mutex_unlock(&file->inbox->mutex);
    file_drop_bytes(file);
    free(file->shown);
    free(file);
}

enum file_state file_state(const struct file *file)
{
    return file->state;
}

const char *file_claim(const struct file *file)
{
    return file->claim;
}

const char *file_name(const struct file *file)
{
    return file->path + CLAIM_DIGITS + 1;
}

const char *file_shown(const struct file *file)
{
    return file->shown;
}

const char *file_bytes(const struct file *file, size_t *ret_length)
{
    CHECK(file->bytes);
    *ret_length = file->length;
    return file->bytes;
}

void file_drop_bytes(struct file *file)
{
    free(file->bytes);
    file->bytes = NULL;
    file->length = 0;
}

enum file_refusal file_refusal(const struct file *file)
{
    return file->refusal;
}

const char *file_reason(const struct file *file)
{
    return file->reason;
}

/* ---- reading ---- */

static void refuse(struct file *file, enum file_refusal refusal, int number)
{
    file_drop_bytes(file);
    file->refusal = refusal;
    snprintf(file->reason, sizeof file->reason, "%s%s%s%s", refusals[refusal].reason, number ? " (" : "",
             number ? strerrordesc_np(number) : "", number ? ")" : "");
    file_step(file, FILE_WAS_REFUSED);
}

/* Whatever came of a reading before, this one begins anew. */
static void begin_again(struct file *file)
{
    if (file->state != FILE_CLAIMED)
        file_step(file, FILE_CHANGED);
    file->refusal = FILE_NOT_REFUSED;
    file->reason[0] = '\0';
}

void file_refuse(struct file *file, enum file_refusal refusal)
{
    CHECK(refusal != FILE_NOT_REFUSED);
    begin_again(file);
    refuse(file, refusal, 0);
}

static int failed(const struct file *file, const char *what, struct ind_fault *fault)
{
    return inbox_failed(file->inbox, ".work", file->path, what, fault);
}

static int busy(struct file *file, const char *what, struct ind_fault *fault)
{
    file_drop_bytes(file);
    file_step(file, FILE_CHANGED);
    return fault_set(fault, IND_E_BUSY, FAULT_NOWHERE, "%.200s: %s", file->shown, what);
}

/* Every byte there is, and no more than the limit; what it says of itself is not believed. */
static int read_all(struct file *file, int fd, size_t expected, struct ind_fault *fault)
{
    file_drop_bytes(file);
    char *bytes = malloc(expected + 2); /* one to see that there is more, one for the NUL */
    if (!bytes)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "%.200s: out of memory for %zu bytes", file->shown,
                         expected);
    size_t length = 0;
    while (length <= expected) {
        ssize_t got = read(fd, bytes + length, expected + 1 - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            free(bytes);
            refuse(file, FILE_REFUSED_UNREADABLE, errno);
            return IND_OK;
        }
        if (!got)
            break;
        length += (size_t)got;
    }
    bytes[length] = '\0';
    file->bytes = bytes;
    file->length = length;
    return IND_OK;
}

/* What the look before the claim has seen may not be what was claimed: somebody may have put another file in
 * its place, or go on writing. */
static bool is_quiet(struct file *file, int fd, const struct print *print)
{
    enum lease lease = lease_of(file->folders, fd);
    if (lease != LEASE_UNKNOWN || !file->has_print)
        return lease != LEASE_HELD;
    return print_same_content(&file->print, print);
}

/* One reading between two looks; *ret_same says that both saw the same. */
static int read_once(struct file *file, int fd, const struct stat *before, bool *ret_same, struct ind_fault *fault)
{
    struct stat after;
    TRY(read_all(file, fd, (size_t)before->st_size, fault));
    if (file->state == FILE_REFUSED)
        return IND_OK;
    if (fstat(fd, &after) < 0)
        return failed(file, "can't look at", fault);
    struct print one = print_of(before), two = print_of(&after);
    *ret_same = print_same(&one, &two) && file->length == (size_t)before->st_size;
    file->print = two;
    file->has_print = true;
    return IND_OK;
}

/* Refuses what can be told from outside; true when it did. */
static bool refuse_by_look(struct file *file, const struct stat *stat)
{
    if (!S_ISREG(stat->st_mode))
        refuse(file, FILE_REFUSED_NOT_A_FILE, 0);
    else if (!stat->st_size)
        refuse(file, FILE_REFUSED_EMPTY, 0);
    else if ((uint64_t)stat->st_size > file->inbox->options.max_file)
        refuse(file, FILE_REFUSED_TOO_LARGE, 0);
    return file->state == FILE_REFUSED;
}

static int read_open(struct file *file, int fd, struct ind_fault *fault)
{
    struct stat stat;
    bool same = false;
    if (fstat(fd, &stat) < 0)
        return failed(file, "can't look at", fault);
    struct print print = print_of(&stat);
    if (!is_quiet(file, fd, &print)) {
        file->print = print;
        file->has_print = true;
        return busy(file, "it is still being written", fault);
    }
    for (int i = 0; i < READ_TRIES && !same; i++) {
        if (lseek(fd, 0, SEEK_SET) < 0 || fstat(fd, &stat) < 0)
            return failed(file, "can't look at", fault);
        if (refuse_by_look(file, &stat))
            return IND_OK;
        TRY(read_once(file, fd, &stat, &same, fault));
        if (file->state == FILE_REFUSED)
            return IND_OK;
    }
    if (!same)
        return busy(file, "it keeps changing while it is read", fault);
    file_step(file, FILE_WAS_READ);
    return IND_OK;
}

/* Devices are never opened, links never followed. */
int file_read(struct file *file, struct ind_fault *fault)
{
    struct stat stat;
    int work = file->folders->fds[FOLDER_WORK];
    begin_again(file);
    if (fstatat(work, file->path, &stat, AT_SYMLINK_NOFOLLOW) < 0)
        return failed(file, "can't look at", fault);
    if (!S_ISREG(stat.st_mode)) {
        refuse(file, FILE_REFUSED_NOT_A_FILE, 0);
        return IND_OK;
    }
    int fd = open_plain(work, file->path);
    if (fd < 0) {
        if (errno == ENOENT || errno == EMFILE || errno == ENFILE || errno == ENOMEM)
            return failed(file, "can't open", fault);
        refuse(file, FILE_REFUSED_UNREADABLE, errno);
        return IND_OK;
    }
    int code = read_open(file, fd, fault);
    close(fd);
    return code;
}

/* ---- sealing ---- */

static int lost(struct file *file, const char *what, struct ind_fault *fault)
{
    atomic_store(&file->folders->storage_lost, true);
    return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "%.200s: %s: %s", file->shown, what, strerrordesc_np(errno));
}

/* The bytes; only a file that was read has any that matter. */
static int seal_bytes(struct file *file, bool *ret_changed, struct ind_fault *fault)
{
    struct stat stat;
    int fd = open_plain(file->folders->fds[FOLDER_WORK], file->path);
    if (fd < 0 && errno != ENOENT)
        return failed(file, "can't open", fault);
    bool there = fd >= 0 && fstat(fd, &stat) == 0;
    struct print now = there ? print_of(&stat) : file->print;
    *ret_changed = !there || !print_same(&file->print, &now);
    int code = !*ret_changed && fsync(fd) < 0 ? lost(file, "can't make it durable", fault) : IND_OK;
    if (fd >= 0)
        close(fd);
    return code;
}

static int seal_name(struct file *file, struct ind_fault *fault)
{
    int fd = openat(file->folders->fds[FOLDER_WORK], file->claim, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return failed(file, "can't open its claim", fault);
    int code = fsync(fd) < 0 ? lost(file, "can't make its claim durable", fault) : IND_OK;
    close(fd);
    return code;
}

static int seal_one(struct file *file, bool *ret_changed, struct ind_fault *fault)
{
    bool changed = false;
    CHECK(file->state == FILE_READ || file->state == FILE_SEALED || file->state == FILE_REFUSED);
    TRY(folders_trusted(file->inbox, file->folders, fault));
    if (file->state != FILE_REFUSED)
        TRY(seal_bytes(file, &changed, fault));
    FAIL_POINT("file.bytes-synced");
    if (changed)
        file_step(file, FILE_CHANGED);
    else
        TRY(seal_name(file, fault));
    *ret_changed = changed;
    return IND_OK;
}

/* Once for all files of the same folders: .work/ has the claims' names, the inbox must have lost the old ones. */
static int seal_folders(struct file *const *files, size_t count, struct ind_fault *fault)
{
    for (size_t i = 0; i < count; i++) {
        struct folders *folders = files[i]->folders;
        if (i && folders == files[i - 1]->folders)
            continue;
        TRY(folders_sync(files[i]->inbox, folders, FOLDER_WORK, fault));
        TRY(folders_sync(files[i]->inbox, folders, FOLDER_INBOX, fault));
    }
    return IND_OK;
}

int file_seal(struct file *const *files, size_t count, bool *ret_changed, struct ind_fault *fault)
{
    for (size_t i = 0; i < count; i++)
        TRY(seal_one(files[i], &ret_changed[i], fault));
    FAIL_POINT("file.claims-synced");
    TRY(seal_folders(files, count, fault));
    for (size_t i = 0; i < count; i++)
        if (!ret_changed[i])
            file_step(files[i], FILE_WAS_SEALED);
    return IND_OK;
}

void file_committed(struct file *file)
{
    file_step(file, FILE_WAS_COMMITTED);
    file_drop_bytes(file);
}
