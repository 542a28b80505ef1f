/* The rules of what may be bound: what is local, and anything where CURVE asks for keys. */
#include "daemon/feed/security.h"

#include "daemon/base/error.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static const char ipc[] = "ipc://";
static const char tcp[] = "tcp://";

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* 127.a.b.c or [::1] in front of the port's colon. Names are not resolved: they may change their meaning. */
static bool is_loopback(const char *host, size_t length)
{
    if (length == 5 && memcmp(host, "[::1]", 5) == 0)
        return true;
    unsigned part = 0, digits = 0, value = 0;
    for (size_t i = 0; i <= length; i++) {
        if (i < length && host[i] >= '0' && host[i] <= '9' && digits < 3) {
            value = value * 10 + (unsigned)(host[i] - '0');
            digits++;
        } else if ((i == length || host[i] == '.') && digits && value < 256 && (part > 0 || value == 127)) {
            part++;
            digits = value = 0;
        } else {
            return false;
        }
    }
    return part == 4;
}

static int check_ipc(const char *endpoint, struct ind_fault *fault)
{
    const char *path = endpoint + strlen(ipc);
    if (path[0] != '/')
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE,
                         "%s needs an absolute path, as in ipc:///run/indicatord/feed", endpoint);
    if (strlen(path) >= sizeof((struct sockaddr_un *)0)->sun_path)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "the path of %s is longer than the %zu bytes of a socket",
                         endpoint, sizeof((struct sockaddr_un *)0)->sun_path - 1);
    return IND_OK;
}

static bool is_port(const char *text)
{
    if (strcmp(text, "*") == 0)
        return true;
    unsigned value = 0;
    const char *at = text;
    for (; *at >= '0' && *at <= '9' && at - text < 5; at++)
        value = value * 10 + (unsigned)(*at - '0');
    return at > text && !*at && value > 0 && value < 65536;
}

static int check_tcp(const char *endpoint, bool keyed, struct ind_fault *fault)
{
    const char *host = endpoint + strlen(tcp);
    const char *colon = strrchr(host, ':');
    if (!colon || colon == host || !is_port(colon + 1))
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "%s needs a port, as in tcp://127.0.0.1:5560", endpoint);
    if (!keyed && !is_loopback(host, (size_t)(colon - host)))
        return fault_set(fault, IND_E_REFUSED, FAULT_NOWHERE,
                         "%.60s would be open to other machines without keys: make one with 'indicatorctl keygen', set "
                         "curve-server-key and curve-clients (indicatord.conf(5)), or bind tcp://127.0.0.1:%s or an "
                         "ipc:// path",
                         endpoint, colon + 1);
    return IND_OK;
}

int security_check_endpoint(const char *endpoint, bool keyed, struct ind_fault *fault)
{
    if (begins(endpoint, ipc))
        return check_ipc(endpoint, fault);
    if (begins(endpoint, tcp))
        return check_tcp(endpoint, keyed, fault);
    return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE,
                     "\"%.120s\" is no endpoint: write ipc:///PATH or tcp://127.0.0.1:PORT", endpoint);
}

/* Asks the socket at `path` whether somebody is there. */
static int probe(const char *endpoint, const char *path, struct ind_fault *fault)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    memcpy(address.sun_path, path, strlen(path) + 1);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "%s cannot be probed: %s", endpoint, strerror(errno));
    int code = IND_OK;
    /* EAGAIN: somebody listens and its queue is full. */
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0 || errno == EAGAIN) {
        struct ucred peer = {0};
        socklen_t size = sizeof peer;
        getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size);
        code = fault_set(fault, IND_E_BUSY, FAULT_NOWHERE,
                         "%s is served by another process (pid %d): end that one or choose another endpoint", endpoint,
                         (int)peer.pid);
    } else if (errno != ECONNREFUSED && errno != ENOENT) {
        code = fault_set(fault, IND_E_IO, FAULT_NOWHERE, "%s cannot be probed: %s", endpoint, strerror(errno));
    }
    close(fd);
    return code;
}

static int check_folder(const char *endpoint, const char *path, struct ind_fault *fault)
{
    char folder[sizeof((struct sockaddr_un *)0)->sun_path];
    size_t length = (size_t)(strrchr(path, '/') - path);
    memcpy(folder, path, length);
    folder[length] = 0;
    if (access(length ? folder : "/", W_OK | X_OK) == 0)
        return IND_OK;
    return fault_set(fault, errno == ENOENT ? IND_E_NOT_FOUND : IND_E_IO, FAULT_NOWHERE,
                     "the folder of %s cannot be written to (%s): make it, or choose another endpoint", endpoint,
                     strerror(errno));
}

int security_check_path(const char *endpoint, struct ind_fault *fault)
{
    struct stat status;
    if (!begins(endpoint, ipc))
        return IND_OK;
    const char *path = endpoint + strlen(ipc);
    if (lstat(path, &status) < 0)
        return check_folder(endpoint, path, fault);
    if (!S_ISSOCK(status.st_mode))
        return fault_set(fault, IND_E_EXISTS, FAULT_NOWHERE,
                         "%s is a file that is no socket: move it away or choose another endpoint", path);
    return probe(endpoint, path, fault);
}
