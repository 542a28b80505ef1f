/* Where a file is filed: choosing a free name before the commit, keeping it, and going there after it. */
#include "daemon/base/check.h"
#include "daemon/base/disk.h"
#include "daemon/base/error.h"
#include "daemon/base/failpoint.h"
#include "daemon/inbox/name.h"
#include "daemon/inbox/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define REASON ".reason.json"
#define REASON_NEW ".reason" /* in .work/, behind the claim */

static const struct {
    const char *name;
    enum folder folder;
} places[] = {
    [FILE_DONE] = {"done", FOLDER_DONE},
    [FILE_REJECTED] = {"rejected", FOLDER_REJECTED},
};

/* The name below the folder of a place that is not FILE_DELETED. */
static const char *name_of(const struct file *file)
{
    return file->moved_to + strlen(places[file->place].name) + 1;
}

static int folder_of(const struct file *file)
{
    return file->folders->fds[places[file->place].folder];
}

/* ---- reserving, under the inbox's mutex ---- */

static void release(struct file *file)
{
    struct file **link = &file->inbox->reserved;
    while (*link && *link != file)
        link = &(*link)->next_reserved;
    if (*link)
        *link = file->next_reserved;
    file->next_reserved = NULL;
    file->has_place = false;
}

void place_release(struct file *file)
{
    pthread_mutex_lock(&file->inbox->mutex);
    release(file);
    pthread_mutex_unlock(&file->inbox->mutex);
}

static void keep(struct file *file)
{
    file->next_reserved = file->inbox->reserved;
    file->inbox->reserved = file;
    file->has_place = true;
}

/* "NAME.reason.json" for one of the names, the other name itself. */
static bool is_reason_of(const char *reason, const char *name)
{
    size_t length = strlen(name);
    return !strncmp(reason, name, length) && !strcmp(reason + length, REASON);
}

static bool is_reserved(const struct file *file, const char *name)
{
    for (const struct file *other = file->inbox->reserved; other; other = other->next_reserved) {
        if (other == file || other->folders != file->folders || other->place != file->place)
            continue;
        const char *taken = name_of(other);
        if (!strcmp(taken, name) || is_reason_of(taken, name) || is_reason_of(name, taken))
            return true;
    }
    return false;
}

static int is_there(const struct file *file, const char *name, bool *ret_there, struct ind_fault *fault)
{
    struct stat stat;
    if (fstatat(folder_of(file), name, &stat, AT_SYMLINK_NOFOLLOW) == 0)
        *ret_there = true;
    else if (errno == ENOENT)
        *ret_there = false;
    else
        return inbox_failed(file->inbox, places[file->place].name, name, "can't look at", fault);
    return IND_OK;
}

/* Whether the name with this number is taken, on the disk or by a file on its way, or its reason's name is. */
static int is_taken(const struct file *file, unsigned number, bool *ret_taken, struct ind_fault *fault)
{
    char name[256], reason[256 + sizeof REASON];
    bool taken;
    name_filed(file_name(file), number, name);
    TRY(is_there(file, name, &taken, fault));
    if (!taken && file->place == FILE_REJECTED) {
        snprintf(reason, sizeof reason, "%s" REASON, name);
        TRY(is_there(file, reason, &taken, fault));
    }
    *ret_taken = taken || is_reserved(file, name);
    return IND_OK;
}

/* The first free number where the taken ones have no holes, a free one in any case: by doubling, then halving,
 * because a name that is dropped every minute has half a million numbers after a year. */
static int free_number(const struct file *file, unsigned *ret_number, struct ind_fault *fault)
{
    unsigned taken = 0, candidate = 1;
    bool is;
    for (;; candidate *= 2) {
        TRY(is_taken(file, candidate, &is, fault));
        if (!is)
            break;
        taken = candidate;
        if (candidate > UINT32_MAX / 4)
            return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE, "%.200s: no name is free", file->shown);
    }
    while (candidate - taken > 1) {
        unsigned middle = taken + (candidate - taken) / 2;
        TRY(is_taken(file, middle, &is, fault));
        *(is ? &taken : &candidate) = middle;
    }
    *ret_number = candidate;
    return IND_OK;
}

static int reserve(struct file *file, enum file_place place, struct ind_fault *fault)
{
    unsigned number = 0;
    char name[256];
    release(file);
    file->place = place;
    if (place == FILE_DELETED) {
        file->moved_to[0] = '\0';
        file->has_place = true;
        return IND_OK;
    }
    TRY(free_number(file, &number, fault));
    name_filed(file_name(file), number, name);
    snprintf(file->moved_to, sizeof file->moved_to, "%s/%s", places[place].name, name);
    keep(file);
    return IND_OK;
}

static int reserve_locked(struct file *file, enum file_place place, struct ind_fault *fault)
{
    pthread_mutex_lock(&file->inbox->mutex);
    int code = reserve(file, place, fault);
    pthread_mutex_unlock(&file->inbox->mutex);
    return code;
}

int file_reserve(struct file *file, enum file_place place, const char **ret_moved_to, struct ind_fault *fault)
{
    CHECK(file->state < FILE_COMMITTED);
    TRY(reserve_locked(file, place, fault));
    *ret_moved_to = file->moved_to;
    return IND_OK;
}

/* ---- taken up after a crash ---- */

static bool parse_place(const char *moved_to, enum file_place *ret_place)
{
    if (!*moved_to) {
        *ret_place = FILE_DELETED;
        return true;
    }
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        size_t length = strlen(places[i].name);
        if (strncmp(moved_to, places[i].name, length) != 0 || moved_to[length] != '/')
            continue;
        const char *name = moved_to + length + 1;
        *ret_place = (enum file_place)i;
        return *name && strlen(name) < 256 && !strchr(name, '/') && strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
    }
    return false;
}

int file_resume(struct file *file, const char *moved_to, struct ind_fault *fault)
{
    enum file_place place;
    if (!parse_place(moved_to, &place))
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "%.100s: can't be filed as \"%.100s\"", file->shown,
                         moved_to);
    file_step(file, FILE_WAS_RESUMED);
    file->reason_is_ours = true;
    pthread_mutex_lock(&file->inbox->mutex);
    file->place = place;
    snprintf(file->moved_to, sizeof file->moved_to, "%s", moved_to);
    if (place == FILE_DELETED)
        file->has_place = true;
    else
        keep(file);
    pthread_mutex_unlock(&file->inbox->mutex);
    return IND_OK;
}

/* ---- going there ---- */

/* Renames without replacing. Where the file system has no such rename, looking first is enough: the folders are
 * the daemon's own. */
static int rename_fresh(int from_folder, const char *from, int to_folder, const char *to)
{
    if (renameat2(from_folder, from, to_folder, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    if (faccessat(to_folder, to, F_OK, AT_SYMLINK_NOFOLLOW) == 0) {
        errno = EEXIST;
        return -1;
    }
    return renameat(from_folder, from, to_folder, to);
}

/* Written aside first, so that no half of a reason is ever seen in rejected/. */
static int write_reason(const struct file *file, const char *path, const char *reason, size_t length,
                        struct ind_fault *fault)
{
    int work = file->folders->fds[FOLDER_WORK];
    int fd = openat(work, path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0640);
    if (fd < 0)
        return inbox_failed(file->inbox, ".work", path, "can't write the reason", fault);
    int code = IND_OK;
    if (!disk_write(fd, reason, length) || fsync(fd) < 0) {
        code = inbox_failed(file->inbox, ".work", path, "can't write the reason", fault);
        unlinkat(work, path, 0);
    }
    close(fd);
    return code;
}

/* Puts the reason in its place. *ret_taken: a stranger's file has that name. */
static int place_reason(struct file *file, const char *reason, size_t length, bool *ret_taken,
                        struct ind_fault *fault)
{
    char path[CLAIM_DIGITS + sizeof REASON_NEW], name[256 + sizeof REASON];
    int work = file->folders->fds[FOLDER_WORK], folder = folder_of(file);
    snprintf(path, sizeof path, "%s" REASON_NEW, file->claim);
    snprintf(name, sizeof name, "%s" REASON, name_of(file));
    TRY(write_reason(file, path, reason, length, fault));
    FAIL_POINT("file.reason-written");
    int result = file->reason_is_ours ? renameat(work, path, folder, name) : rename_fresh(work, path, folder, name);
    *ret_taken = result < 0 && errno == EEXIST;
    if (result == 0) {
        file->reason_is_ours = true;
        return IND_OK;
    }
    int code = *ret_taken ? IND_OK : inbox_failed(file->inbox, "rejected", name, "can't place the reason", fault);
    unlinkat(work, path, 0);
    return code;
}

static void remove_reason(const struct file *file)
{
    char name[256 + sizeof REASON];
    snprintf(name, sizeof name, "%s" REASON, name_of(file));
    unlinkat(folder_of(file), name, 0);
}

/* A power cut may leave a file under both names: then the place is not a stranger's. */
static bool is_there_already(const struct file *file)
{
    struct stat here, there;
    return fstatat(file->folders->fds[FOLDER_WORK], file->path, &here, AT_SYMLINK_NOFOLLOW) == 0 &&
           fstatat(folder_of(file), name_of(file), &there, AT_SYMLINK_NOFOLLOW) == 0 &&
           here.st_dev == there.st_dev && here.st_ino == there.st_ino &&
           unlinkat(file->folders->fds[FOLDER_WORK], file->path, 0) == 0;
}

/* One try at the reserved name; *ret_taken: a stranger has it. */
static int try_place(struct file *file, const char *reason, size_t length, bool *ret_taken,
                     struct ind_fault *fault)
{
    bool explain = file->place == FILE_REJECTED && reason;
    *ret_taken = false;
    if (explain)
        TRY(place_reason(file, reason, length, ret_taken, fault));
    if (*ret_taken)
        return IND_OK;
    FAIL_POINT("file.explained");
    if (rename_fresh(file->folders->fds[FOLDER_WORK], file->path, folder_of(file), name_of(file)) == 0 ||
        (errno == EEXIST && is_there_already(file)))
        return IND_OK;
    *ret_taken = errno == EEXIST;
    if (!*ret_taken)
        return inbox_failed(file->inbox, ".work", file->path, "can't file", fault);
    if (explain)
        remove_reason(file);
    return IND_OK;
}

static int go(struct file *file, const char *reason, size_t length, struct ind_fault *fault)
{
    if (file->place == FILE_DELETED) {
        if (unlinkat(file->folders->fds[FOLDER_WORK], file->path, 0) < 0)
            return inbox_failed(file->inbox, ".work", file->path, "can't delete", fault);
        return IND_OK;
    }
    for (;;) {
        bool taken;
        TRY(try_place(file, reason, length, &taken, fault));
        if (!taken)
            return IND_OK;
        file->reason_is_ours = false;
        TRY(reserve_locked(file, file->place, fault));
    }
}

int file_move(struct file *file, const char *reason, size_t reason_length, struct ind_fault *fault)
{
    CHECK(file->state == FILE_COMMITTED && file->has_place);
    int code = go(file, reason, reason_length, fault);
    /* Not found may also be the folder that it was to go to. */
    bool gone = code == IND_E_NOT_FOUND &&
                faccessat(file->folders->fds[FOLDER_WORK], file->path, F_OK, AT_SYMLINK_NOFOLLOW) < 0;
    if (code < 0 && !gone)
        return code == IND_E_NOT_FOUND ? IND_E_IO : code;
    FAIL_POINT("file.moved");
    /* What a stranger put into the claim stays, and is found at the next start. */
    unlinkat(file->folders->fds[FOLDER_WORK], file->claim, AT_REMOVEDIR);
    atomic_store(&file->folders->moved, true);
    place_release(file);
    file_step(file, FILE_WAS_MOVED);
    return code;
}
