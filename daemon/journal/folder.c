/* The state directory around the database: its lock, the epoch that outlives the database, and the file in
 * which a dying process says what it dies of. */
#include "daemon/journal/parts.h"

#include "daemon/base/disk.h"
#include "daemon/base/error.h"
#include "daemon/base/failpoint.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK "lock"
#define EPOCH "epoch"
#define EPOCH_NEW "epoch.new"
#define BLAME "blame"
#define BLAME_READ_MAX ((size_t)256 << 10) /* some ten thousand lines: more is no crash but a defect */

int folder_failed(const struct journal *journal, const char *name, const char *what, struct ind_fault *fault)
{
    int number = errno;
    int code = number == ENOSPC || number == EDQUOT ? IND_E_FULL : number == ENOENT ? IND_E_NOT_FOUND : IND_E_IO;
    return fault_set(fault, code, FAULT_NOWHERE, "%s%s%s: %s: %s", journal->directory, *name ? "/" : "", name, what,
                     strerrordesc_np(number));
}

static int open_folder(struct journal *journal, struct ind_fault *fault)
{
    if (mkdir(journal->directory, 0750) < 0 && errno != EEXIST)
        return folder_failed(journal, "", "can't make the state directory", fault);
    journal->folder_fd = open(journal->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (journal->folder_fd < 0)
        return folder_failed(journal, "", "can't open the state directory", fault);
    return IND_OK;
}

/* Whole small file as text; "" where it is missing or can't be read. */
static void read_small(int folder, const char *name, char *text, size_t size)
{
    ssize_t length = 0;
    int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd >= 0) {
        length = pread(fd, text, size - 1, 0);
        close(fd);
    }
    text[length > 0 ? length : 0] = '\0';
}

/* Digits at the beginning of the text; 0 where there are none or too many. */
static uint64_t number_of(const char *text)
{
    uint64_t number = 0;
    for (int i = 0; text[i] >= '0' && text[i] <= '9'; i++) {
        if (i == 18)
            return 0;
        number = number * 10 + (uint64_t)(text[i] - '0');
    }
    return number;
}

static int taken(const struct journal *journal, struct ind_fault *fault)
{
    char holder[32];
    read_small(journal->folder_fd, LOCK, holder, sizeof holder);
    uint64_t pid = number_of(holder);
    if (!pid)
        return fault_set(fault, IND_E_BUSY, FAULT_NOWHERE, "%s: another process holds this state directory",
                         journal->directory);
    return fault_set(fault, IND_E_BUSY, FAULT_NOWHERE, "%s: process %" PRIu64 " holds this state directory",
                     journal->directory, pid);
}

/* Over what stands there, which needs no room; on a full disk an empty file stays empty, for the lock counts and not
 * the number. */
static int write_holder(const struct journal *journal, struct ind_fault *fault)
{
    char text[32];
    int length = snprintf(text, sizeof text, "%ld\n", (long)getpid());
    bool written = disk_write(journal->lock_fd, text, (size_t)length);
    if ((written || errno == ENOSPC || errno == EDQUOT) && ftruncate(journal->lock_fd, written ? length : 0) == 0)
        return IND_OK;
    return folder_failed(journal, LOCK, "can't write", fault);
}

static int take_lock(struct journal *journal, struct ind_fault *fault)
{
    journal->lock_fd = openat(journal->folder_fd, LOCK, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (journal->lock_fd < 0)
        return folder_failed(journal, LOCK, "can't open", fault);
    if (flock(journal->lock_fd, LOCK_EX | LOCK_NB) < 0)
        return errno == EWOULDBLOCK ? taken(journal, fault) : folder_failed(journal, LOCK, "can't lock", fault);
    return write_holder(journal, fault);
}

static int open_blame(struct journal *journal, struct ind_fault *fault)
{
    journal->blame_fd =
        openat(journal->folder_fd, BLAME, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    return journal->blame_fd < 0 ? folder_failed(journal, BLAME, "can't open", fault) : IND_OK;
}

/* An empty file of the right mode: SQLite would make one that all can read. Its log takes the mode from it. */
static int shape_database(struct journal *journal, struct ind_fault *fault)
{
    int fd = openat(journal->folder_fd, "journal.db", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (fd < 0)
        return errno == EEXIST ? IND_OK : folder_failed(journal, "journal.db", "can't make", fault);
    close(fd);
    return IND_OK;
}

int folder_open(struct journal *journal, struct ind_fault *fault)
{
    int code = open_folder(journal, fault);
    if (code >= 0)
        code = take_lock(journal, fault);
    if (code >= 0)
        code = open_blame(journal, fault);
    if (code >= 0)
        code = shape_database(journal, fault);
    if (code < 0)
        folder_close(journal);
    return code;
}

static void close_one(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

void folder_close(struct journal *journal)
{
    close_one(&journal->blame_fd);
    close_one(&journal->lock_fd); /* the lock goes with its descriptor; the file stays, or two could hold it */
    close_one(&journal->folder_fd);
}

int folder_sync(struct journal *journal, struct ind_fault *fault)
{
    return fsync(journal->folder_fd) < 0 ? folder_failed(journal, "", "can't make it durable", fault) : IND_OK;
}

uint64_t folder_last_epoch(const struct journal *journal)
{
    char text[32];
    read_small(journal->folder_fd, EPOCH, text, sizeof text);
    return number_of(text);
}

int folder_reread(const struct journal *journal, const char *name, struct ind_fault *fault)
{
    int fd = openat(journal->folder_fd, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return errno == ENOENT ? IND_OK : folder_failed(journal, name, "can't open", fault);
    int code = fsync(fd) < 0 ? folder_failed(journal, name, "can't make it durable", fault) : IND_OK;
    if (code >= 0)
        posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    close(fd);
    return code;
}

bool folder_has(const struct journal *journal, const char *name)
{
    return faccessat(journal->folder_fd, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

int folder_mark(const struct journal *journal, const char *name, const char *text, struct ind_fault *fault)
{
    int fd = openat(journal->folder_fd, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (fd < 0)
        return folder_failed(journal, name, "can't make", fault);
    bool fine = disk_write(fd, text, strlen(text)) && fsync(fd) == 0 && fsync(journal->folder_fd) == 0;
    int code = fine ? IND_OK : folder_failed(journal, name, "can't write", fault);
    close(fd);
    return code;
}

void folder_unmark(const struct journal *journal, const char *name)
{
    unlinkat(journal->folder_fd, name, 0);
}

static int write_epoch(const struct journal *journal, uint64_t epoch, struct ind_fault *fault)
{
    char text[32];
    int length = snprintf(text, sizeof text, "%" PRIu64 "\n", epoch);
    int fd = openat(journal->folder_fd, EPOCH_NEW, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (fd < 0)
        return folder_failed(journal, EPOCH_NEW, "can't open", fault);
    bool written = disk_write(fd, text, (size_t)length) && fsync(fd) == 0;
    int code = written ? IND_OK : folder_failed(journal, EPOCH_NEW, "can't write", fault);
    close(fd);
    TRY(code);
    if (renameat(journal->folder_fd, EPOCH_NEW, journal->folder_fd, EPOCH) < 0 || fsync(journal->folder_fd) < 0)
        return folder_failed(journal, EPOCH, "can't replace", fault);
    return IND_OK;
}

int folder_epoch(struct journal *journal, uint64_t *ret_epoch, struct ind_fault *fault)
{
    uint64_t last = folder_last_epoch(journal);
    uint64_t now = (uint64_t)(parts_now() / 1000000);
    uint64_t epoch = now > last ? now : last + 1;
    TRY(write_epoch(journal, epoch, fault));
    *ret_epoch = epoch;
    return IND_OK;
}

/* Only calls that a signal handler may make. */
void journal_blame(const struct journal *journal, const char *claim)
{
    char line[128];
    size_t at = 0;
    for (size_t i = 0; claim[i] && at < 64; i++)
        line[at++] = claim[i];
    line[at++] = ' ';
    for (size_t i = 0; journal->run[i]; i++)
        line[at++] = journal->run[i];
    line[at++] = '\n';
    int kept = errno;
    ssize_t written = write(journal->blame_fd, line, at);
    (void)written; /* there is nobody left to tell */
    errno = kept;
}

/* "CLAIM RUN": cuts the line in two. */
static bool parse_line(char *line, uint64_t *ret_run)
{
    char *blank = strchr(line, ' ');
    if (!blank || blank == line || !number_of(blank + 1))
        return false;
    *blank = '\0';
    *ret_run = number_of(blank + 1);
    return true;
}

static int count_lines(struct journal *journal, char *text, struct ind_fault *fault)
{
    for (char *line = text, *end; (end = strchr(line, '\n')); line = end + 1) {
        uint64_t run;
        *end = '\0';
        if (parse_line(line, &run))
            TRY(PARTS_DO(journal, CLAIM_BLAME, fault, store_text(line), store_count(run)));
    }
    return IND_OK;
}

static int count_text(struct journal *journal, char *text, struct ind_fault *fault)
{
    struct journal_state before = journal->state;
    TRY(parts_begin(journal, fault));
    int code = count_lines(journal, text, fault);
    if (code < 0)
        return parts_rollback(journal, &before, code, fault);
    return parts_commit(journal, &before, fault);
}

int blame_settle(struct journal *journal, struct ind_fault *fault)
{
    struct stat stat;
    if (fstat(journal->blame_fd, &stat) < 0)
        return folder_failed(journal, BLAME, "can't look at", fault);
    if (!stat.st_size)
        return IND_OK;
    char *text = malloc(BLAME_READ_MAX + 1);
    if (!text)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "%s/%s: out of memory", journal->directory, BLAME);
    ssize_t length = pread(journal->blame_fd, text, BLAME_READ_MAX, 0);
    text[length > 0 ? length : 0] = '\0';
    int code = length < 0 ? folder_failed(journal, BLAME, "can't read", fault) : count_text(journal, text, fault);
    free(text);
    TRY(code);
    FAIL_POINT("journal.blamed");
    /* A crash before this only finds the lines again, whose runs are counted already. */
    return ftruncate(journal->blame_fd, 0) < 0 ? folder_failed(journal, BLAME, "can't empty", fault) : IND_OK;
}
