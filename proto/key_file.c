/* Opening with care, then line by line. What held a secret is wiped. */
#include "proto/key_file.h"

#include "daemon/base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zmq.h>

#define KEY_LENGTH (KEY_TEXT - 1)
#define LARGEST (1u << 20) /* of a list; its keys have names beside them */

/* A file's bytes while they are read. */
struct text {
    const char *path;
    char *bytes;
    size_t length;
    size_t at;     /* what is read up to */
    unsigned line; /* that was read last */
};

static int io_fault(const char *path, int error, struct ind_fault *fault)
{
    if (error == ENOENT)
        return fault_set(fault, IND_E_NOT_FOUND, FAULT_NOWHERE,
                         "there is no key file %.150s: 'indicatorctl keygen' makes one", path);
    return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "the key file %.150s cannot be read: %s", path, strerror(error));
}

/* Whoever may change a public key or a list lets himself in; whoever may read a secret one can pose as its owner. */
static int check_mode(const char *path, const struct stat *status, enum key_kind kind, struct ind_fault *fault)
{
    if (!S_ISREG(status->st_mode))
        return fault_set(fault, IND_E_REFUSED, FAULT_NOWHERE, "the key file %.150s is no regular file", path);
    if (status->st_uid != 0 && status->st_uid != geteuid())
        return fault_set(fault, IND_E_REFUSED, FAULT_NOWHERE,
                         "the key file %.150s belongs to another user: chown it to root or to the user who runs this",
                         path);
    if (kind == KEY_PUBLIC && (status->st_mode & S_IWOTH))
        return fault_set(fault, IND_E_REFUSED, FAULT_NOWHERE,
                         "the key file %.150s can be changed by others (mode %04o): chmod 644 it", path,
                         status->st_mode & 07777u);
    mode_t too_open = status->st_uid == 0 ? S_IWGRP | S_IXGRP | S_IRWXO : S_IRWXG | S_IRWXO;
    if (kind == KEY_SECRET && (status->st_mode & too_open))
        return fault_set(fault, IND_E_REFUSED, FAULT_NOWHERE,
                         "the secret key %.150s can be read by others (mode %04o): chmod 600 it, and make a new one "
                         "where somebody may have read it",
                         path, status->st_mode & 07777u);
    return IND_OK;
}

static int read_bytes(int fd, struct text *text, struct ind_fault *fault)
{
    while (text->length < LARGEST) {
        ssize_t got = read(fd, text->bytes + text->length, LARGEST - text->length);
        if (got < 0 && errno != EINTR)
            return io_fault(text->path, errno, fault);
        if (got == 0)
            return IND_OK;
        text->length += got > 0 ? (size_t)got : 0;
    }
    return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE, "the key file %.150s is larger than %u bytes", text->path,
                     LARGEST - 1);
}

static int load(struct text *text, enum key_kind kind, struct ind_fault *fault)
{
    int fd = open(text->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK); /* a FIFO must not hold us */
    if (fd < 0)
        return io_fault(text->path, errno, fault);
    struct stat status;
    int code = fstat(fd, &status) < 0 ? io_fault(text->path, errno, fault)
                                      : check_mode(text->path, &status, kind, fault);
    if (code == IND_OK && !(text->bytes = malloc(LARGEST)))
        code = fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for the key file %.150s", text->path);
    if (code == IND_OK)
        code = read_bytes(fd, text, fault);
    close(fd);
    return code;
}

static void wipe(struct text *text)
{
    if (text->bytes)
        explicit_bzero(text->bytes, text->length);
    free(text->bytes);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* The next line that holds something, blanks cut off its front: its length, 0 behind the last. */
static size_t next_line(struct text *text, const char **ret_line)
{
    while (text->at < text->length) {
        const char *line = text->bytes + text->at;
        const char *end = memchr(line, '\n', text->length - text->at);
        size_t length = end ? (size_t)(end - line) : text->length - text->at;
        text->at += length + (end != NULL);
        text->line++;
        for (; length && is_blank(*line); length--)
            line++;
        *ret_line = line;
        if (length && *line != '#')
            return length;
    }
    return 0;
}

/* The key that the next line begins with. 1, or 0 behind the last line. */
static int next_key(struct text *text, char ret_key[static KEY_TEXT], struct ind_fault *fault)
{
    uint8_t key[KEY_BYTES];
    const char *line;
    size_t length = next_line(text, &line), word = 0;
    if (!length)
        return 0;
    while (word < length && !is_blank(line[word]))
        word++;
    size_t taken = word < KEY_LENGTH ? word : KEY_LENGTH;
    memcpy(ret_key, line, taken);
    ret_key[taken] = 0;
    if (word == KEY_LENGTH && strlen(ret_key) == KEY_LENGTH && zmq_z85_decode(key, ret_key)) {
        explicit_bzero(key, sizeof key);
        return 1;
    }
    return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE,
                     "%.150s:%u: the line does not begin with a key (%d characters, as in the .pub file that "
                     "'indicatorctl keygen' makes)",
                     text->path, text->line, KEY_LENGTH);
}

static int only_key(struct text *text, char ret_key[static KEY_TEXT], struct ind_fault *fault)
{
    char key[KEY_TEXT], more[KEY_TEXT];
    int found = next_key(text, key, fault);
    TRY(found);
    if (!found)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "there is no key in %.150s", text->path);
    if (next_key(text, more, NULL) != 0)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "%.150s:%u: one key is wanted, and here is more",
                         text->path, text->line);
    memcpy(ret_key, key, sizeof key);
    explicit_bzero(key, sizeof key);
    explicit_bzero(more, sizeof more);
    return IND_OK;
}

int key_file_read(const char *path, enum key_kind kind, char ret_key[static KEY_TEXT], struct ind_fault *fault)
{
    struct text text = {.path = path};
    int code = load(&text, kind, fault);
    if (code == IND_OK)
        code = only_key(&text, ret_key, fault);
    wipe(&text);
    return code;
}

static int compare_keys(const void *a, const void *b)
{
    return memcmp(a, b, KEY_BYTES);
}

static int list_keys(struct text *text, struct key_list *list, struct ind_fault *fault)
{
    char key[KEY_TEXT];
    int found;
    list->keys = calloc(KEY_LIST_MOST, sizeof *list->keys);
    if (!list->keys)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for the list %.150s", text->path);
    while ((found = next_key(text, key, fault)) > 0) {
        if (list->count == KEY_LIST_MOST)
            return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE, "%.150s:%u: at most %d clients can be listed",
                             text->path, text->line, KEY_LIST_MOST);
        zmq_z85_decode(list->keys[list->count++], key);
    }
    qsort(list->keys, list->count, sizeof *list->keys, compare_keys);
    return found;
}

int key_list_read(const char *path, struct key_list *ret_list, struct ind_fault *fault)
{
    struct text text = {.path = path};
    struct key_list list = {0};
    int code = load(&text, KEY_PUBLIC, fault);
    if (code == IND_OK)
        code = list_keys(&text, &list, fault);
    wipe(&text);
    if (code < 0) {
        key_list_done(&list);
        return code;
    }
    *ret_list = list;
    return IND_OK;
}

void key_list_done(struct key_list *list)
{
    free(list->keys);
    *list = (struct key_list){0};
}

bool key_list_has(const struct key_list *list, const uint8_t key[static KEY_BYTES])
{
    return list->count && bsearch(key, list->keys, list->count, sizeof *list->keys, compare_keys);
}

static int no_curve(struct ind_fault *fault)
{
    return fault_set(fault, IND_E_UNSUPPORTED, FAULT_NOWHERE,
                     "this libzmq knows no CURVE: install one that was built with libsodium");
}

int key_pair_make(char ret_public[static KEY_TEXT], char ret_secret[static KEY_TEXT], struct ind_fault *fault)
{
    return zmq_curve_keypair(ret_public, ret_secret) == 0 ? IND_OK : no_curve(fault);
}

int key_public_of(const char *secret, char ret_public[static KEY_TEXT], struct ind_fault *fault)
{
    uint8_t bytes[KEY_BYTES];
    bool key = strlen(secret) == KEY_LENGTH && zmq_z85_decode(bytes, secret);
    explicit_bzero(bytes, sizeof bytes);
    if (!key)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "the secret key is none of %d characters (Z85)",
                         KEY_LENGTH);
    return zmq_curve_public(ret_public, secret) == 0 ? IND_OK : no_curve(fault);
}
