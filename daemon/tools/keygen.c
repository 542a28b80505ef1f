/* `indicatorctl keygen`: a key pair for a daemon or for one of its clients, in two files that it never writes over. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "daemon/base/disk.h"
#include "daemon/tools/output.h"
#include "daemon/tools/verbs.h"
#include "proto/key_file.h"

struct pair {
    char public[KEY_TEXT], secret[KEY_TEXT];
    char key_path[PATH_MAX], pub_path[PATH_MAX];
    const char *name; /* of the owner, for whoever reads the list */
};

/* The paths and the name; false after a sentence. */
static bool name_files(struct pair *pair, const char *path)
{
    const char *slash = strrchr(path, '/');
    pair->name = slash ? slash + 1 : path;
    for (const char *at = path; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 127) {
            complain("a name may hold no control characters: choose another");
            return false;
        }
    if (!*pair->name || strlen(path) > PATH_MAX - 8) {
        complain("'%.100s' is no name for two files: give one as in /etc/indicatord/daemon", path);
        return false;
    }
    snprintf(pair->key_path, sizeof pair->key_path, "%s.key", path);
    snprintf(pair->pub_path, sizeof pair->pub_path, "%s.pub", path);
    return true;
}

static bool write_line(int fd, const char *key, const char *name)
{
    size_t length = strlen(key) + strlen(name) + 3;
    char *line = malloc(length);
    if (!line)
        return false;
    snprintf(line, length, "%s %s\n", key, name);
    bool written = disk_write(fd, line, length - 1);
    explicit_bzero(line, length);
    free(line);
    return written;
}

/* A new file, durable; where one stands already, it stays. False after a sentence, with nothing left behind. */
static bool make_file(const char *path, mode_t mode, const char *key, const char *name)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 && errno == EEXIST)
        complain("%s is there already and is left as it is: choose another name, or move it away", path);
    else if (fd < 0)
        complain("%s cannot be made: %s", path, strerror(errno));
    if (fd < 0)
        return false;
    bool fine = write_line(fd, key, name) && fchmod(fd, mode) == 0 && fsync(fd) == 0;
    if (!fine) {
        complain("%s cannot be written: %s", path, strerror(errno));
        unlink(path);
    }
    close(fd);
    return fine;
}

static bool make_files(const struct pair *pair)
{
    if (!make_file(pair->key_path, 0600, pair->secret, pair->name))
        return false;
    if (make_file(pair->pub_path, 0644, pair->public, pair->name))
        return true;
    unlink(pair->key_path);
    return false;
}

static void tell_next(const struct pair *pair, bool daemon)
{
    char path[PATH_MAX];
    const char *key = realpath(pair->key_path, path) ? path : pair->key_path;
    printf("%s\n%s is the secret half, %s the public one.\n", pair->public, pair->key_path, pair->pub_path);
    if (daemon)
        printf("Next: set in indicatord.conf\n"
               "  curve-server-key = %s\n"
               "  curve-clients = /etc/indicatord/clients\n"
               "and give %s to every client.\n",
               key, pair->pub_path);
    else
        printf(
            "Next: append %s to the file that curve-clients in the daemon's indicatord.conf names, and connect with\n"
            "  indicatorctl subscribe --feed tcp://HOST:PORT --server-key DAEMON.pub --key %s\n",
            pair->pub_path, pair->key_path);
}

static int run(const struct call *call)
{
    struct pair pair;
    struct ind_fault fault;
    if (!name_files(&pair, call->arguments[0]))
        return CTL_USAGE;
    bool made = key_pair_make(pair.public, pair.secret, &fault) == IND_OK;
    if (!made)
        complain("%s", fault.text);
    made = made && make_files(&pair);
    explicit_bzero(pair.secret, sizeof pair.secret);
    if (made)
        tell_next(&pair, call_has(call, "daemon"));
    return made ? CTL_OK : CTL_FAILED;
}

static const struct option_row options[] = {
    {"daemon", NULL, "a pair for the daemon, not for a client", 'd'},
    {0},
};

const struct verb keygen_verb = {
    .name = "keygen",
    .arguments = "NAME",
    .summary = "make a key pair: NAME.key, which stays secret, and NAME.pub",
    .options = options,
    .least = 1,
    .most = 1,
    .run = run,
};
