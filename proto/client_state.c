/* Numbers have a fixed width, so that the file never changes its length. Reading is writing backwards: the file is
 * whole where what was read of it, written again, gives the same bytes. */
#include "proto/client_state.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "daemon/base/crc32c.h"
#include "daemon/base/error.h"
#include "proto/client_socket.h"

#define SYNC_EVERY_MS 1000

static const char form[] =
    "indicatord position 1\nepoch %020" PRIu64 "\nseq %020" PRIu64 "\ncrc %08" PRIx32 "\nstream %s\n";

struct client_state {
    char *path;
    int fd; /* -1: the file is not there yet */
    struct client_place place;
    int64_t synced; /* when it was last made durable */
};

static int failed(const struct client_state *state, const char *what, struct ind_fault *fault)
{
    int code = errno == ENOSPC || errno == EDQUOT               ? IND_E_FULL
               : errno == EACCES || errno == EPERM || errno == EROFS ? IND_E_REFUSED
                                                                : IND_E_IO;
    return fault_set(fault, code, FAULT_NOWHERE, "%.200s: %s: %s", state->path, what, strerrordesc_np(errno));
}

static void format(const struct client_place *place, char ret_bytes[static CLIENT_STATE_BYTES])
{
    uint64_t numbers[2] = {htole64(place->epoch), htole64(place->seq)};
    uint32_t crc = crc32c(crc32c(0, numbers, sizeof numbers), place->stream, strlen(place->stream));
    char text[CLIENT_STATE_BYTES + 1];
    int length = snprintf(text, sizeof text, form, place->epoch, place->seq, crc, place->stream);
    memset(ret_bytes, ' ', CLIENT_STATE_BYTES);
    memcpy(ret_bytes, text, (size_t)length);
    ret_bytes[CLIENT_STATE_BYTES - 1] = '\n';
}

/* The decimal digits behind a word; 0 where there are none. */
static uint64_t number_behind(const char *text, const char *word)
{
    const char *at = strstr(text, word);
    uint64_t number = 0;
    for (at = at ? at + strlen(word) : ""; *at >= '0' && *at <= '9'; at++)
        number = number * 10 + (uint64_t)(*at - '0');
    return number;
}

static bool parse(const char *bytes, struct client_place *ret_place)
{
    char text[CLIENT_STATE_BYTES + 1], again[CLIENT_STATE_BYTES];
    memcpy(text, bytes, CLIENT_STATE_BYTES);
    text[CLIENT_STATE_BYTES] = '\0';
    struct client_place place = {.epoch = number_behind(text, "\nepoch "), .seq = number_behind(text, "\nseq ")};
    const char *stream = strstr(text, "\nstream ");
    size_t length = stream ? strcspn(stream += strlen("\nstream "), "\n") : 0;
    if (!stream || length >= sizeof place.stream)
        return false;
    memcpy(place.stream, stream, length);
    format(&place, again);
    *ret_place = place;
    return place.epoch && !memcmp(bytes, again, CLIENT_STATE_BYTES);
}

static int lock(const struct client_state *state, int fd, struct ind_fault *fault)
{
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        return 0;
    if (errno != EWOULDBLOCK)
        return failed(state, "can't lock", fault);
    return fault_set(fault, IND_E_BUSY, FAULT_NOWHERE,
                     "%.200s: another process has this file: give each subscriber its own", state->path);
}

static int read_place(const struct client_state *state, struct client_place *ret_place, struct ind_fault *fault)
{
    char bytes[CLIENT_STATE_BYTES + 1];
    ssize_t length = pread(state->fd, bytes, sizeof bytes, 0);
    if (length < 0)
        return failed(state, "can't read", fault);
    if (length != CLIENT_STATE_BYTES || !parse(bytes, ret_place))
        return fault_set(fault, IND_E_CORRUPT, FAULT_NOWHERE,
                         "%.200s: it is damaged, or no place in a feed: take it away to begin anew", state->path);
    return 0;
}

static int open_file(struct client_state *state, struct ind_fault *fault)
{
    state->fd = open(state->path, O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (state->fd < 0)
        return errno == ENOENT ? 0 : failed(state, "can't open", fault);
    TRY(lock(state, state->fd, fault));
    return read_place(state, &state->place, fault);
}

int client_state_open(struct client_state **ret_state, const char *path, struct client_place *ret_place,
                      struct ind_fault *fault)
{
    struct client_state *state = calloc(1, sizeof *state);
    if (!state || !(state->path = strdup(path))) {
        free(state);
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for a feed client");
    }
    int code = open_file(state, fault);
    if (code < 0) {
        client_state_close(state);
        return code;
    }
    *ret_place = state->place;
    *ret_state = state;
    return 0;
}

void client_state_close(struct client_state *state)
{
    if (!state)
        return;
    if (state->fd >= 0) {
        fdatasync(state->fd);
        close(state->fd);
    }
    free(state->path);
    free(state);
}

int client_state_stream(struct client_state *state, ind_text stream, struct ind_fault *fault)
{
    if (stream.length >= CLIENT_STATE_STREAM || memchr(stream.bytes, '\n', stream.length))
        return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE, "%.200s: the stream's name does not fit into it",
                         state->path);
    memset(state->place.stream, 0, sizeof state->place.stream);
    memcpy(state->place.stream, stream.bytes, stream.length);
    return 0;
}

/* The first time the file is written aside, so that it is never there without its content. */
static int make_file(struct client_state *state, const char *bytes, struct ind_fault *fault)
{
    char *aside = NULL;
    if (asprintf(&aside, "%s.new", state->path) < 0)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for a feed client");
    int fd = open(aside, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    int code = fd < 0 ? failed(state, "can't make it", fault) : lock(state, fd, fault);
    if (code == 0 && (pwrite(fd, bytes, CLIENT_STATE_BYTES, 0) != CLIENT_STATE_BYTES ||
                      ftruncate(fd, CLIENT_STATE_BYTES) < 0 || fsync(fd) < 0 || rename(aside, state->path) < 0))
        code = failed(state, "can't make it", fault);
    if (code == 0)
        state->fd = fd;
    else if (fd >= 0)
        close(fd);
    free(aside);
    return code;
}

static int overwrite(struct client_state *state, const char *bytes, struct ind_fault *fault)
{
    int64_t now = client_now();
    if (pwrite(state->fd, bytes, CLIENT_STATE_BYTES, 0) != CLIENT_STATE_BYTES)
        return failed(state, "can't write", fault);
    if (now - state->synced < SYNC_EVERY_MS)
        return 0;
    state->synced = now;
    return fdatasync(state->fd) < 0 ? failed(state, "can't make it durable", fault) : 0;
}

int client_state_keep(struct client_state *state, uint64_t epoch, uint64_t seq, struct ind_fault *fault)
{
    char bytes[CLIENT_STATE_BYTES];
    if (state->fd >= 0 && state->place.epoch == epoch && state->place.seq == seq)
        return 0;
    struct client_place place = state->place;
    place.epoch = epoch;
    place.seq = seq;
    format(&place, bytes);
    TRY(state->fd < 0 ? make_file(state, bytes, fault) : overwrite(state, bytes, fault));
    state->place = place;
    return 0;
}
