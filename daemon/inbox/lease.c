/* A read lease is granted only while nobody has the file open for writing: the kernel's own answer to whether a
 * writer is left. It is taken and let go at once. */
#include "daemon/inbox/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

int open_plain(int folder, const char *path)
{
    return openat(folder, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

enum lease lease_of(const struct folders *folders, int fd)
{
    /* A writer that opens the file in between breaks the lease by a signal. The default one, SIGIO, would end the
     * process; SIGURG is ignored by default. */
    if (fcntl(fd, F_SETSIG, SIGURG) < 0)
        return LEASE_UNKNOWN;
    if (fcntl(fd, F_SETLEASE, F_RDLCK) == 0) {
        fcntl(fd, F_SETLEASE, F_UNLCK);
        return LEASE_FREE;
    }
    return errno == EAGAIN && folders->leases_tell ? LEASE_HELD : LEASE_UNKNOWN;
}

struct print print_of(const struct stat *stat)
{
    return (struct print){
        .device = stat->st_dev,
        .inode = stat->st_ino,
        .size = stat->st_size,
        .modified = stat->st_mtim,
        .changed = stat->st_ctim,
    };
}

static bool same_time(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

bool print_same_content(const struct print *a, const struct print *b)
{
    return a->device == b->device && a->inode == b->inode && a->size == b->size &&
           same_time(&a->modified, &b->modified);
}

bool print_same(const struct print *a, const struct print *b)
{
    return print_same_content(a, b) && same_time(&a->changed, &b->changed);
}
