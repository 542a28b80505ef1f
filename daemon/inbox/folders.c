/* The inbox and its folders: opened, opened anew when the path names another directory, synced, listed. */
#include "daemon/inbox/parts.h"

#include "daemon/base/buffer.h"
#include "daemon/base/check.h"
#include "daemon/base/error.h"
#include "daemon/base/failpoint.h"
#include "daemon/inbox/name.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#define EXPIRE_STEP 1000
#define REASON_LEFT ".reason" /* a reason file that was being written: CLAIM.reason in .work/ */

static const char *const below[FOLDER_COUNT] = {
    [FOLDER_INBOX] = ".",
    [FOLDER_WORK] = ".work",
    [FOLDER_DONE] = "done",
    [FOLDER_REJECTED] = "rejected",
};

/* File systems where a refused lease may mean a server's mood (f_type, statfs(2)). */
static const unsigned long remote_types[] = {
    0x6969 /* nfs */,     0x517B /* smb */,      0xFF534D42 /* cifs */,    0xFE534D42 /* smb2 */,
    0x65735546 /* fuse */, 0x01021997 /* 9p */,  0x00C36400 /* ceph */,    0x5346414F /* afs */,
};

static const struct {
    int number;
    int code;
} codes[] = {
    {ENOSPC, IND_E_FULL},      {EDQUOT, IND_E_FULL},   {ENOENT, IND_E_NOT_FOUND}, {ENOMEM, IND_E_NOMEM},
    {EMFILE, IND_E_LIMIT},     {ENFILE, IND_E_LIMIT},  {ENOTDIR, IND_E_INVALID},  {ELOOP, IND_E_INVALID},
    {EROFS, IND_E_FULL}, /* waited for alike: it can't be written now */
};

/* The name for a fault: printable, and short enough to leave room for the reason. */
static void shorten(const char *name, char *text, size_t size)
{
    struct buffer shown;
    buffer_init(&shown);
    name_print(&shown, name);
    const char *whole = buffer_string(&shown);
    size_t length = whole ? shown.length : 0;
    if (whole && length >= size) {
        length = size - 4;
        while (length && ((unsigned char)whole[length] & 0xC0) == 0x80)
            length--;
    }
    snprintf(text, size, "%.*s%s", (int)length, whole ? whole : "", whole && length < shown.length ? "…" : "");
    buffer_done(&shown);
}

int inbox_failed(const struct inbox *inbox, const char *where, const char *name, const char *what,
                 struct ind_fault *fault)
{
    int number = errno, code = IND_E_IO;
    char shown[80];
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i].number == number)
            code = codes[i].code;
    shorten(name, shown, sizeof shown);
    return fault_set(fault, code, FAULT_NOWHERE, "%.100s/%s%s%s: %s: %s", inbox->path, where,
                     *where && *name ? "/" : "", shown, what, strerrordesc_np(number));
}

/* ---- open folders ---- */

static void folders_free(struct folders *folders)
{
    for (int i = 0; i < FOLDER_COUNT; i++)
        if (folders->fds[i] >= 0)
            close(folders->fds[i]);
    free(folders);
}

static int open_below(const struct inbox *inbox, struct folders *folders, enum folder which, struct ind_fault *fault)
{
    int top = folders->fds[FOLDER_INBOX];
    struct stat above, here;
    if (mkdirat(top, below[which], 0750) < 0 && errno != EEXIST)
        return inbox_failed(inbox, below[which], "", "can't make the folder", fault);
    int fd = openat(top, below[which], O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    folders->fds[which] = fd;
    if (fd < 0 || fstat(top, &above) < 0 || fstat(fd, &here) < 0)
        return inbox_failed(inbox, below[which], "", "can't open the folder", fault);
    if (above.st_dev != here.st_dev)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE,
                         "%.200s/%s: must be on the inbox's own file system, so that files can be renamed into it",
                         inbox->path, below[which]);
    return IND_OK;
}

static bool is_remote(int fd)
{
    struct statfs system;
    if (fstatfs(fd, &system) < 0)
        return true;
    for (size_t i = 0; i < sizeof remote_types / sizeof *remote_types; i++)
        if ((unsigned long)system.f_type == remote_types[i])
            return true;
    return false;
}

static int open_all(const struct inbox *inbox, struct folders *folders, struct ind_fault *fault)
{
    folders->fds[FOLDER_INBOX] = open(inbox->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folders->fds[FOLDER_INBOX] < 0)
        return inbox_failed(inbox, "", "", "can't open the inbox, make it or name another folder", fault);
    folders->leases_tell = !is_remote(folders->fds[FOLDER_INBOX]);
    for (int i = FOLDER_WORK; i < FOLDER_COUNT; i++)
        TRY(open_below(inbox, folders, (enum folder)i, fault));
    return IND_OK;
}

static int folders_new(struct folders **ret_folders, const struct inbox *inbox, struct ind_fault *fault)
{
    struct folders *folders = calloc(1, sizeof *folders);
    if (!folders)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "%s: out of memory", inbox->path);
    for (int i = 0; i < FOLDER_COUNT; i++)
        folders->fds[i] = -1;
    int code = open_all(inbox, folders, fault);
    if (code < 0) {
        folders_free(folders);
        return code;
    }
    *ret_folders = folders;
    return IND_OK;
}

/* Does the path still lead to these very folders? */
static bool still_there(const struct inbox *inbox, const struct folders *folders)
{
    int top = open(inbox->path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    bool same = top >= 0;
    for (int i = 0; same && i < FOLDER_COUNT; i++) {
        struct stat now, then;
        same = fstatat(top, below[i], &now, AT_SYMLINK_NOFOLLOW) == 0 && fstat(folders->fds[i], &then) == 0 &&
               now.st_dev == then.st_dev && now.st_ino == then.st_ino;
    }
    if (top >= 0)
        close(top);
    return same;
}

int inbox_reopen(struct inbox *inbox, bool *ret_changed, struct ind_fault *fault)
{
    struct folders *fresh = NULL;
    int code = IND_OK;
    pthread_mutex_lock(&inbox->mutex);
    bool changed = !still_there(inbox, inbox->folders);
    if (changed && (code = folders_new(&fresh, inbox, fault)) >= 0) {
        fresh->next = inbox->folders;
        inbox->folders = fresh;
    }
    pthread_mutex_unlock(&inbox->mutex);
    if (code >= 0 && ret_changed)
        *ret_changed = changed;
    return code;
}

int inbox_new(struct inbox **ret_inbox, const struct inbox_options *options, struct ind_fault *fault)
{
    struct inbox *inbox = calloc(1, sizeof *inbox);
    char *path = strdup(options->path);
    if (!inbox || !path) {
        free(inbox);
        free(path);
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "%s: out of memory", options->path);
    }
    inbox->options = *options;
    inbox->options.path = inbox->path = path;
    inbox->waitlist.next_due = UINT64_MAX;
    pthread_mutex_init(&inbox->mutex, NULL);
    int code = folders_new(&inbox->folders, inbox, fault);
    if (code < 0) {
        inbox_free(inbox);
        return code;
    }
    *ret_inbox = inbox;
    return IND_OK;
}

void inbox_free(struct inbox *inbox)
{
    if (!inbox)
        return;
    while (inbox->folders) {
        struct folders *folders = inbox->folders;
        CHECK(!folders->files);
        inbox->folders = folders->next;
        folders_free(folders);
    }
    waitlist_done(&inbox->waitlist);
    pthread_mutex_destroy(&inbox->mutex);
    free(inbox->path);
    free(inbox);
}

/* ---- durability ---- */

int folders_trusted(const struct inbox *inbox, struct folders *folders, struct ind_fault *fault)
{
    if (!atomic_load(&folders->storage_lost))
        return IND_OK;
    return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "%s: an fsync failed before: none is believed any more",
                     inbox->path);
}

int folders_sync(const struct inbox *inbox, struct folders *folders, enum folder which, struct ind_fault *fault)
{
    if (fsync(folders->fds[which]) == 0)
        return IND_OK;
    atomic_store(&folders->storage_lost, true);
    return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "%s/%s: can't make the folder durable: %s", inbox->path,
                     below[which], strerrordesc_np(errno));
}

/* The new places before the old one: a name may be in both for a moment, never in neither. */
static int sync_moves(const struct inbox *inbox, struct folders *folders, struct ind_fault *fault)
{
    TRY(folders_trusted(inbox, folders, fault));
    if (!atomic_exchange(&folders->moved, false))
        return IND_OK;
    TRY(folders_sync(inbox, folders, FOLDER_DONE, fault));
    TRY(folders_sync(inbox, folders, FOLDER_REJECTED, fault));
    return folders_sync(inbox, folders, FOLDER_WORK, fault);
}

/* Lets go of directories that the path left and whose last file was filed. */
static void drop_old(struct inbox *inbox)
{
    for (struct folders **link = &inbox->folders->next; *link;) {
        struct folders *old = *link;
        if (old->files || atomic_load(&old->moved)) {
            link = &old->next;
            continue;
        }
        *link = old->next;
        folders_free(old);
    }
}

int inbox_sync(struct inbox *inbox, struct ind_fault *fault)
{
    int code = IND_OK;
    pthread_mutex_lock(&inbox->mutex);
    struct folders *first = inbox->folders;
    pthread_mutex_unlock(&inbox->mutex);
    /* Only this call takes folders out of the list, and they are only ever put in before the first. */
    for (struct folders *folders = first; folders && code >= 0; folders = folders->next)
        code = sync_moves(inbox, folders, fault);
    if (code < 0)
        return code;
    pthread_mutex_lock(&inbox->mutex);
    drop_old(inbox);
    pthread_mutex_unlock(&inbox->mutex);
    return IND_OK;
}

/* ---- listing ---- */

/* Opens a listing of its own, so that no other reader's position is shared. */
static DIR *open_listing(int folder, const char *path)
{
    int fd = openat(folder, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *listing = fd >= 0 ? fdopendir(fd) : NULL;
    if (fd >= 0 && !listing)
        close(fd);
    return listing;
}

/* The next entry but . and ..; NULL at the end (errno 0) or on failure. */
static const struct dirent *next_entry(DIR *listing)
{
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(listing);
        if (!entry || (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0))
            return entry;
    }
}

struct folders *folders_enter(struct inbox *inbox)
{
    pthread_mutex_lock(&inbox->mutex);
    struct folders *folders = inbox->folders;
    folders->files++;
    pthread_mutex_unlock(&inbox->mutex);
    return folders;
}

void folders_leave(struct inbox *inbox, struct folders *folders)
{
    pthread_mutex_lock(&inbox->mutex);
    folders->files--;
    pthread_mutex_unlock(&inbox->mutex);
}

static int finish_listing(struct inbox *inbox, DIR *listing, const char *where, struct ind_fault *fault)
{
    int number = errno;
    if (listing)
        closedir(listing);
    errno = number;
    return number ? inbox_failed(inbox, where, "", "can't list the folder", fault) : IND_OK;
}

int inbox_scan(struct inbox *inbox, inbox_name_fn *visit, void *user, size_t *ret_count, struct ind_fault *fault)
{
    struct folders *folders = folders_enter(inbox);
    DIR *listing = open_listing(folders->fds[FOLDER_INBOX], ".");
    const struct dirent *entry;
    size_t count = 0;
    bool wanted = true;
    while (listing && wanted && (entry = next_entry(listing))) {
        if (entry->d_type == DT_DIR || name_left_alone(entry->d_name))
            continue;
        count++;
        wanted = visit(user, entry->d_name);
    }
    if (!wanted)
        errno = 0;
    int code = finish_listing(inbox, listing, "", fault);
    folders_leave(inbox, folders);
    if (code >= 0 && ret_count)
        *ret_count = count;
    return code;
}

/* ---- at the start ---- */

static bool is_claim(const char *name)
{
    size_t digits = strspn(name, "0123456789abcdef");
    return digits == CLAIM_DIGITS && !name[digits];
}

/* Hands the file of one claim to `visit`; a claim without one is removed. */
static int recover_one(struct inbox *inbox, struct folders *folders, const char *claim, inbox_claim_fn *visit,
                       void *user, struct ind_fault *fault)
{
    struct file *file = NULL;
    DIR *listing = open_listing(folders->fds[FOLDER_WORK], claim);
    if (!listing && (errno == ENOTDIR || errno == ELOOP))
        return IND_OK;
    const struct dirent *entry = listing ? next_entry(listing) : NULL;
    int code = entry ? file_new(&file, inbox, folders, claim, entry->d_name, NULL, fault) : IND_OK;
    if (entry)
        errno = 0;
    int listed = finish_listing(inbox, listing, ".work", fault);
    if (code < 0 || listed < 0)
        return code < 0 ? code : listed;
    FAIL_POINT("file.found");
    if (file)
        return visit(user, file);
    unlinkat(folders->fds[FOLDER_WORK], claim, AT_REMOVEDIR);
    return IND_OK;
}

static void remove_left_reason(struct folders *folders, const char *name)
{
    size_t length = strlen(name), tail = strlen(REASON_LEFT);
    if (length > tail && !strcmp(name + length - tail, REASON_LEFT))
        unlinkat(folders->fds[FOLDER_WORK], name, 0);
}

static int recover_all(struct inbox *inbox, struct folders *folders, inbox_claim_fn *visit, void *user,
                       struct ind_fault *fault)
{
    int code = IND_OK;
    const struct dirent *entry;
    DIR *listing = open_listing(folders->fds[FOLDER_WORK], ".");
    while (listing && code >= 0 && (entry = next_entry(listing))) {
        if (is_claim(entry->d_name))
            code = recover_one(inbox, folders, entry->d_name, visit, user, fault);
        else
            remove_left_reason(folders, entry->d_name);
    }
    if (code < 0)
        errno = 0;
    int listed = finish_listing(inbox, listing, ".work", fault);
    return code < 0 ? code : listed;
}

int inbox_recover(struct inbox *inbox, inbox_claim_fn *visit, void *user, struct ind_fault *fault)
{
    struct folders *folders = folders_enter(inbox);
    atomic_store(&folders->moved, true); /* by the process before this one, perhaps */
    int code = sync_moves(inbox, folders, fault);
    if (code >= 0)
        code = folders_sync(inbox, folders, FOLDER_INBOX, fault);
    if (code >= 0)
        code = recover_all(inbox, folders, visit, user, fault);
    folders_leave(inbox, folders);
    return code;
}

/* ---- keep-done ---- */

/* Filed before the limit: the rename into done/ was the inode's last change. */
static bool is_expired(int folder, const char *name, int64_t limit_s)
{
    struct stat stat;
    return fstatat(folder, name, &stat, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISDIR(stat.st_mode) &&
           stat.st_ctim.tv_sec < limit_s;
}

int inbox_expire(struct inbox *inbox, bool *ret_more, struct ind_fault *fault)
{
    int removed = 0, code = IND_OK;
    const struct dirent *entry;
    if (!inbox->options.keep_done_ms) {
        *ret_more = false;
        return IND_OK;
    }
    int64_t limit_s = (int64_t)time(NULL) - (int64_t)(inbox->options.keep_done_ms / 1000);
    struct folders *folders = folders_enter(inbox);
    int done = folders->fds[FOLDER_DONE];
    DIR *listing = open_listing(done, ".");
    while (listing && removed < EXPIRE_STEP && code >= 0 && (entry = next_entry(listing))) {
        if (!is_expired(done, entry->d_name, limit_s))
            continue;
        if (unlinkat(done, entry->d_name, 0) < 0 && errno != ENOENT)
            code = inbox_failed(inbox, below[FOLDER_DONE], entry->d_name, "can't delete", fault);
        removed++;
    }
    if (code < 0 || removed == EXPIRE_STEP)
        errno = 0;
    int listed = finish_listing(inbox, listing, below[FOLDER_DONE], fault);
    folders_leave(inbox, folders);
    if (code < 0 || listed < 0)
        return code < 0 ? code : listed;
    *ret_more = removed == EXPIRE_STEP;
    return IND_OK;
}
