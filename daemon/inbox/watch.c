/* What inotify is asked for: the close of a writer, names that arrive whole (renamed, linked), and the fate of
 * the directory itself. A name that is created is asked for, too: a link arrives with no other notice. */
#include "daemon/inbox/watch.h"

#include "daemon/base/error.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <sys/inotify.h>
#include <unistd.h>

#define NAMES (IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE)
#define FATES (IN_MOVE_SELF | IN_DELETE_SELF | IN_UNMOUNT | IN_IGNORED)
#define MASK (NAMES | IN_MOVE_SELF | IN_DELETE_SELF | IN_ONLYDIR)

#define READ_SIZE 65536

struct watch {
    char *path;
    int fd;
    int descriptor; /* of the directory that is watched; -1 for none */
    _Alignas(struct inotify_event) char bytes[READ_SIZE];
};

static int failed(const struct watch *watch, const char *what, struct ind_fault *fault)
{
    switch (errno) {
    case ENOENT:
    case ENOTDIR:
        return fault_set(fault, IND_E_NOT_FOUND, FAULT_NOWHERE, "%s: the inbox is not there: %s", watch->path,
                         strerrordesc_np(errno));
    case ENOSPC:
        return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE,
                         "%s: no more inotify watches for this user (fs.inotify.max_user_watches)", watch->path);
    case EMFILE:
        return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE,
                         "%s: no more inotify instances (fs.inotify.max_user_instances) or descriptors", watch->path);
    case ENOMEM:
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "%s: out of memory", watch->path);
    default:
        return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "%s: %s: %s", watch->path, what, strerrordesc_np(errno));
    }
}

int watch_attach(struct watch *watch, struct ind_fault *fault)
{
    int descriptor = inotify_add_watch(watch->fd, watch->path, MASK);
    if (descriptor < 0)
        return failed(watch, "can't watch", fault);
    if (watch->descriptor >= 0 && descriptor != watch->descriptor)
        inotify_rm_watch(watch->fd, watch->descriptor);
    watch->descriptor = descriptor;
    return IND_OK;
}

static int start(struct watch *watch, struct ind_fault *fault)
{
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->fd < 0)
        return failed(watch, "can't watch", fault);
    return watch_attach(watch, fault);
}

int watch_new(struct watch **ret_watch, const char *path, struct ind_fault *fault)
{
    struct watch *watch = malloc(sizeof *watch);
    char *copy = strdup(path);
    if (!watch || !copy) {
        free(watch);
        free(copy);
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "%s: out of memory", path);
    }
    watch->path = copy;
    watch->fd = watch->descriptor = -1;
    int code = start(watch, fault);
    if (code < 0) {
        watch_free(watch);
        return code;
    }
    *ret_watch = watch;
    return IND_OK;
}

void watch_free(struct watch *watch)
{
    if (!watch)
        return;
    if (watch->fd >= 0)
        close(watch->fd);
    free(watch->path);
    free(watch);
}

int watch_fd(const struct watch *watch)
{
    return watch->fd;
}

static void tell(struct watch *watch, const struct inotify_event *event, watch_fn *visit, void *user)
{
    if (event->mask & IN_Q_OVERFLOW) {
        visit(user, WATCH_SCAN, NULL);
        return;
    }
    if (event->wd != watch->descriptor)
        return; /* of a directory that was let go */
    if (event->mask & IN_IGNORED)
        watch->descriptor = -1;
    if (event->mask & FATES)
        visit(user, WATCH_MOVED, NULL);
    else if (event->mask & NAMES && !(event->mask & IN_ISDIR) && event->len)
        visit(user, WATCH_NAME, event->name);
}

int watch_read(struct watch *watch, watch_fn *visit, void *user, struct ind_fault *fault)
{
    ssize_t length = read(watch->fd, watch->bytes, sizeof watch->bytes);
    if (length < 0)
        return errno == EAGAIN || errno == EINTR ? IND_OK : failed(watch, "can't read notices", fault);
    for (size_t at = 0; at < (size_t)length;) {
        const struct inotify_event *event = (const struct inotify_event *)(const void *)(watch->bytes + at);
        at += sizeof *event + event->len;
        tell(watch, event, visit, user);
    }
    return IND_OK;
}
