/* Half a write is none that failed, and neither is one that a signal came into. */
#include "daemon/base/disk.h"

#include <errno.h>
#include <unistd.h>

bool disk_write(int fd, const char *bytes, size_t length)
{
    while (length) {
        ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}
