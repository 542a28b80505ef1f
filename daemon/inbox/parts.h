/* What the files of this folder share: the open folders, the names that wait, the reserved names, and the
 * innards of a file. No other folder includes it. */
#ifndef INBOX_PARTS_H
#define INBOX_PARTS_H

#include "daemon/inbox/inbox.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/stat.h>

#define CLAIM_DIGITS 16
#define CLAIM_PATH (CLAIM_DIGITS + 1 + 256) /* "0123456789abcdef/NAME" */

enum folder { FOLDER_INBOX, FOLDER_WORK, FOLDER_DONE, FOLDER_REJECTED, FOLDER_COUNT };

/* One inbox directory and what is below it, open. After a reopen the old one lives as long as its files. */
struct folders {
    struct folders *next;
    int fds[FOLDER_COUNT];
    unsigned files;           /* under the inbox's mutex */
    bool leases_tell;         /* a refused lease means a writer; not so over a network */
    atomic_bool moved;        /* something was filed since the last sync */
    atomic_bool storage_lost; /* an fsync failed: none is believed any more */
};

/* A file's state from outside, to see whether it is the same still. */
struct print {
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec modified, changed;
};
struct print print_of(const struct stat *stat);
bool print_same(const struct print *a, const struct print *b);         /* all of it */
bool print_same_content(const struct print *a, const struct print *b); /* but for `changed`, which a rename moves */

/* ---- leases ---- */

enum lease { LEASE_FREE, LEASE_HELD, LEASE_UNKNOWN };

/* Whether a writer has the open file: free and held are certain. */
enum lease lease_of(const struct folders *folders, int fd);

/* Opens a regular file for reading without following, waiting or becoming its terminal's owner; -1 and errno. */
int open_plain(int folder, const char *path);

/* ---- names that wait ---- */

struct waiting {
    struct waiting *next; /* in its bucket */
    uint64_t since_ms;    /* still since then, as far as was seen */
    uint64_t due_ms;      /* UINT64_MAX once it was called */
    struct print print;
    char name[];
};

struct waitlist {
    struct waiting **buckets;
    size_t count, room;  /* room is a power of two */
    uint64_t next_due;   /* never later than the earliest due */
};

void waitlist_done(struct waitlist *list);

/* Since when the name is known to be as this print says; now where it is not known. */
uint64_t waitlist_since(const struct waitlist *list, const char *name, const struct print *print, uint64_t now_ms);

/* Puts the name in, or anew. Where memory or room fails it is left out: the next scan finds it. */
void waitlist_put(struct waitlist *list, const char *name, const struct print *print, uint64_t since_ms,
                  uint64_t due_ms);
void waitlist_drop(struct waitlist *list, const char *name);
void waitlist_due(struct waitlist *list, uint64_t now_ms, inbox_name_fn *visit, void *user);

/* ---- inbox and file ---- */

struct inbox {
    struct inbox_options options; /* with a path of its own */
    char *path;
    pthread_mutex_t mutex;    /* over all below */
    struct folders *folders;  /* the current one first */
    struct waitlist waitlist;
    struct file *reserved;    /* files with a reserved name */
};

struct file {
    struct inbox *inbox;
    struct folders *folders;
    enum file_state state;
    char claim[CLAIM_DIGITS + 1];
    char path[CLAIM_PATH]; /* relative to .work/ */
    char *shown;
    bool has_print;
    struct print print;    /* as of the look that claimed it, then of each reading */
    char *bytes;           /* NULL when dropped or not read */
    size_t length;
    enum file_refusal refusal;
    char reason[160];
    struct file *next_reserved;
    enum file_place place;
    bool has_place;
    bool reason_is_ours;   /* one that stands under its name: of a try before, or of the process before */
    char moved_to[300];    /* "done/NAME"; "" */
};

/* A file for a claim that is there, in state CLAIMED; `print` may be NULL. */
int file_new(struct file **ret_file, struct inbox *inbox, struct folders *folders, const char *claim, const char *name,
             const struct print *print, struct ind_fault *fault);

/* What happens to a file; which state follows is a table in file.c. */
enum file_event {
    FILE_WAS_READ,
    FILE_WAS_REFUSED,
    FILE_CHANGED,
    FILE_WAS_SEALED,
    FILE_WAS_COMMITTED,
    FILE_WAS_RESUMED,
    FILE_WAS_MOVED,
};
void file_step(struct file *file, enum file_event event);

/* Gives the reserved name back, if there is one. */
void place_release(struct file *file);

/* The current folders, held against being let go until folders_leave. */
struct folders *folders_enter(struct inbox *inbox);
void folders_leave(struct inbox *inbox, struct folders *folders);

/* Errno as a code and a sentence: "INBOX/WHERE/NAME: what: why". `where` and name may be "". */
int inbox_failed(const struct inbox *inbox, const char *where, const char *name, const char *what,
                 struct ind_fault *fault);

/* fsync of a folder's descriptor; a failure is remembered for ever. */
int folders_sync(const struct inbox *inbox, struct folders *folders, enum folder which, struct ind_fault *fault);

/* Fails when an earlier fsync did. */
int folders_trusted(const struct inbox *inbox, struct folders *folders, struct ind_fault *fault);

#endif
