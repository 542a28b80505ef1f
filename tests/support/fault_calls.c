/* System calls that may fail by a rule: defined in the program itself, they come before those of the C library, for
 * SQLite, too. Each hands on to the real one unless faults.h says otherwise. Only descriptors below the root count, so that
 * sockets, logs and the loader are left alone. */
#include "faults.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The C library's names of parameters begin with underscores. */
/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */

#define FDS 4096
#define PATH_ROOM 1024

static char root[512];
static atomic_bool watched[FDS];

void faults_root(const char *folder)
{
    char *real = folder ? realpath(folder, NULL) : NULL;
    snprintf(root, sizeof root, "%s", real ? real : "");
    free(real);
}

/* The real function behind ours: the next one of that name. */
static void *next(void *_Atomic *known, const char *name)
{
    void *function = atomic_load(known);
    if (!function) {
        function = dlsym(RTLD_NEXT, name);
        if (!function)
            abort();
        atomic_store(known, function);
    }
    return function;
}
#define REAL(name)                                        \
    ({                                                    \
        static void *_Atomic known_;                      \
        (__typeof__(&name))next(&known_, #name);          \
    })

static bool is_below(const char *path)
{
    size_t length = strlen(root);
    return length && !strncmp(path, root, length) && (path[length] == '/' || !path[length]);
}

static void path_of(int fd, char path[static PATH_ROOM])
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_ROOM - 1);
    path[length > 0 ? length : 0] = '\0';
}

static int watch(int fd)
{
    char path[PATH_ROOM];
    int number = errno;
    if (fd >= 0 && fd < FDS && root[0]) {
        path_of(fd, path);
        atomic_store(&watched[fd], is_below(path));
    }
    errno = number;
    return fd;
}

static bool is_watched(int fd)
{
    return fd >= 0 && fd < FDS && atomic_load(&watched[fd]);
}

static int at_fd(int fd, const char *name, const char *kind)
{
    char path[PATH_ROOM];
    const char *const kinds[] = {name, "call", kind, NULL};
    if (!is_watched(fd))
        return 0;
    int number = errno;
    path_of(fd, path);
    errno = number;
    return faults_at(kinds, path);
}

static int at_path(int folder, const char *path, const char *name)
{
    char whole[PATH_ROOM] = "";
    const char *const kinds[] = {name, "call", NULL};
    if (path[0] != '/') {
        if (!is_watched(folder))
            return 0;
        path_of(folder, whole);
        snprintf(whole + strlen(whole), sizeof whole - strlen(whole), "/%s", path);
    } else {
        snprintf(whole, sizeof whole, "%s", path);
    }
    return is_below(whole) ? faults_at(kinds, whole) : 0;
}

#define FAIL_IF(expression)       \
    do {                          \
        int fault_ = (expression); \
        if (fault_ > 0) {         \
            errno = fault_;       \
            return -1;            \
        }                         \
    } while (0)

/* ---- calls about a path ---- */

static mode_t mode_of(int flags, va_list arguments)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
}

#define OPEN(name)                                                    \
    int name(const char *path, int flags, ...)                        \
    {                                                                 \
        va_list arguments;                                            \
        va_start(arguments, flags);                                   \
        mode_t mode = mode_of(flags, arguments);                      \
        va_end(arguments);                                            \
        FAIL_IF(at_path(AT_FDCWD, path, "open"));                     \
        return watch(REAL(name)(path, flags, mode));                  \
    }
OPEN(open)
OPEN(open64)

int openat(int folder, const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    FAIL_IF(at_path(folder, path, "open"));
    return watch(REAL(openat)(folder, path, flags, mode));
}

int close(int fd)
{
    if (fd >= 0 && fd < FDS)
        atomic_store(&watched[fd], false);
    return REAL(close)(fd);
}

int closedir(DIR *listing)
{
    int fd = dirfd(listing);
    if (fd >= 0 && fd < FDS)
        atomic_store(&watched[fd], false);
    return REAL(closedir)(listing);
}

int mkdirat(int folder, const char *path, mode_t mode)
{
    FAIL_IF(at_path(folder, path, "mkdir"));
    return REAL(mkdirat)(folder, path, mode);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
    FAIL_IF(at_path(to_folder, to, "rename"));
    return REAL(renameat)(from_folder, from, to_folder, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    FAIL_IF(at_path(to_folder, to, "rename"));
    return REAL(renameat2)(from_folder, from, to_folder, to, flags);
}

int unlinkat(int folder, const char *path, int flags)
{
    FAIL_IF(at_path(folder, path, "unlink"));
    return REAL(unlinkat)(folder, path, flags);
}

int fstatat(int folder, const char *restrict path, struct stat *restrict stat, int flags)
{
    FAIL_IF(at_path(folder, path, "stat"));
    return REAL(fstatat)(folder, path, stat, flags);
}

/* ---- calls about a descriptor ---- */

int fstat(int fd, struct stat *stat)
{
    FAIL_IF(at_fd(fd, "stat", NULL));
    return REAL(fstat)(fd, stat);
}

int fsync(int fd)
{
    FAIL_IF(at_fd(fd, "fsync", NULL));
    return REAL(fsync)(fd);
}

int fdatasync(int fd)
{
    FAIL_IF(at_fd(fd, "fsync", NULL));
    return REAL(fdatasync)(fd);
}

struct dirent *readdir(DIR *listing)
{
    int fault = at_fd(dirfd(listing), "readdir", NULL);
    if (fault > 0) {
        errno = fault;
        return NULL;
    }
    return REAL(readdir)(listing);
}

#define TRUNCATE(name)                             \
    int name(int fd, __off_t length)               \
    {                                              \
        FAIL_IF(at_fd(fd, "truncate", NULL));      \
        return REAL(name)(fd, length);             \
    }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

/* Half of it where that is something. */
static size_t shorten(size_t length, int fault)
{
    return fault == FAULT_SHORT && length > 1 ? length / 2 : length;
}

ssize_t read(int fd, void *to, size_t length)
{
    int fault = at_fd(fd, "read", "io");
    FAIL_IF(fault);
    return REAL(read)(fd, to, shorten(length, fault));
}

ssize_t write(int fd, const void *from, size_t length)
{
    int fault = at_fd(fd, "write", "io");
    FAIL_IF(fault);
    return REAL(write)(fd, from, shorten(length, fault));
}

#define TRANSFER(name, word, type)                                     \
    ssize_t name(int fd, type bytes, size_t length, __off_t at)        \
    {                                                                  \
        int fault = at_fd(fd, word, "io");                             \
        FAIL_IF(fault);                                                \
        return REAL(name)(fd, bytes, shorten(length, fault), at);      \
    }
TRANSFER(pread, "read", void *)
TRANSFER(pread64, "read", void *)
TRANSFER(pwrite, "write", const void *)
TRANSFER(pwrite64, "write", const void *)

/* ---- the clock ---- */

int clock_gettime(clockid_t clock, struct timespec *ret_now)
{
    char jump[32];
    const char *link = getenv("IND_FAULT_CLOCK");
    int code = REAL(clock_gettime)(clock, ret_now);
    ssize_t length = link && clock == CLOCK_REALTIME ? readlink(link, jump, sizeof jump - 1) : 0;
    if (length > 0) {
        jump[length] = '\0';
        ret_now->tv_sec += strtol(jump, NULL, 10);
    }
    return code;
}

/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
