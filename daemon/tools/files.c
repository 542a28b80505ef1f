/* Reading a file whole. */
#include "daemon/tools/files.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "daemon/base/error.h"

static int fault_errno(struct ind_fault *fault, const char *remedy)
{
    int code = errno == ENOENT ? IND_E_NOT_FOUND : errno == EACCES ? IND_E_REFUSED : IND_E_IO;
    return fault_set(fault, code, FAULT_NOWHERE, "%s: %s", strerror(errno), remedy);
}

static const char *remedy_of(int error)
{
    switch (error) {
    case EISDIR:
        return "name the files in it";
    case EACCES:
        return "run as a user who may read it";
    case ENOENT:
        return "check the name";
    default:
        return "check the file and its disk";
    }
}

static int read_all(int fd, struct buffer *bytes, struct ind_fault *fault)
{
    char piece[1 << 16];
    for (;;) {
        ssize_t got = read(fd, piece, sizeof piece);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fault_errno(fault, remedy_of(errno));
        if (got == 0)
            return bytes->failed ? fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory") : 0;
        if (bytes->length + (size_t)got > FILES_LARGEST)
            return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE, "larger than %zu MiB: an article is not, split it",
                             FILES_LARGEST >> 20);
        buffer_append(bytes, piece, (size_t)got);
    }
}

int files_read(const char *path, struct buffer *bytes, struct ind_fault *fault)
{
    if (!strcmp(path, "-"))
        return read_all(STDIN_FILENO, bytes, fault);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return fault_errno(fault, remedy_of(errno));
    int code = read_all(fd, bytes, fault);
    close(fd);
    return code;
}
