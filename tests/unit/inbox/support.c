/* See support.h. */
#include "support.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

void reopen(struct place *place, uint64_t settle_ms, uint64_t keep_done_ms)
{
    struct ind_fault fault = {0};
    struct inbox_options options = {place->path, MAX_FILE, settle_ms, keep_done_ms};
    inbox_free(place->inbox);
    place->inbox = NULL;
    if (inbox_new(&place->inbox, &options, &fault) < 0)
        fail_msg("%s", fault.text);
}

int place_setup(void **ret_place)
{
    const char *temporary = getenv("TMPDIR");
    struct place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    snprintf(place->folder, sizeof place->folder, "%s/ind-inbox-XXXXXX", temporary ? temporary : P_tmpdir);
    assert_non_null(mkdtemp(place->folder));
    snprintf(place->path, sizeof place->path, "%s/inbox", place->folder);
    assert_int_equal(mkdir(place->path, 0755), 0);
    reopen(place, SETTLE_MS, 0);
    *ret_place = place;
    return 0;
}

static int remove_one(const char *path, const struct stat *stat, int flag, struct FTW *at)
{
    (void)stat;
    (void)flag;
    (void)at;
    return remove(path);
}

int place_teardown(void **state)
{
    struct place *place = *state;
    inbox_free(place->inbox);
    int removed = nftw(place->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(place);
    return removed;
}

const char *path_of(const struct place *place, const char *name)
{
    static char ring[8][600];
    static int at;
    char *path = ring[at++ % 8];
    snprintf(path, sizeof ring[0], "%s/%s", place->path, name);
    return path;
}

void drop(const struct place *place, const char *name, const char *text)
{
    int fd = open(path_of(place, name), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    assert_int_equal(close(fd), 0);
}

struct file *look_at(const struct place *place, const char *name, enum inbox_hint hint, uint64_t now_ms)
{
    struct ind_fault fault = {0};
    struct file *file = NULL;
    if (inbox_look(place->inbox, name, hint, now_ms, &file, &fault) < 0)
        fail_msg("%s", fault.text);
    return file;
}

struct file *look(const struct place *place, const char *name)
{
    return look_at(place, name, INBOX_NOTICE, 1000);
}

struct file *take(const struct place *place, const char *name, const char *text)
{
    struct ind_fault fault = {0};
    drop(place, name, text);
    struct file *file = look(place, name);
    assert_non_null(file);
    if (file_read(file, &fault) < 0)
        fail_msg("%s", fault.text);
    assert_int_equal(file_state(file), FILE_READ);
    return file;
}

void commit(struct file *file)
{
    struct ind_fault fault = {0};
    bool changed = true;
    if (file_seal(&file, 1, &changed, &fault) < 0)
        fail_msg("%s", fault.text);
    assert_false(changed);
    file_committed(file);
    assert_int_equal(file_state(file), FILE_COMMITTED);
}

const char *finish(struct file *file, enum file_place where, const char *reason)
{
    static char moved_to[300];
    struct ind_fault fault = {0};
    const char *at;
    assert_int_equal(file_reserve(file, where, &at, &fault), IND_OK);
    snprintf(moved_to, sizeof moved_to, "%s", at);
    commit(file);
    if (file_move(file, reason, reason ? strlen(reason) : 0, &fault) < 0)
        fail_msg("%s", fault.text);
    assert_int_equal(file_state(file), FILE_FILED);
    file_free(file);
    return moved_to;
}

bool exists(const struct place *place, const char *name)
{
    struct stat stat;
    return lstat(path_of(place, name), &stat) == 0;
}

void assert_content(const struct place *place, const char *name, const char *text)
{
    char bytes[2048];
    int fd = open(path_of(place, name), O_RDONLY);
    if (fd < 0)
        fail_msg("%s is not there", name);
    ssize_t length = read(fd, bytes, sizeof bytes - 1);
    close(fd);
    assert_true(length >= 0);
    bytes[length] = '\0';
    assert_string_equal(bytes, text);
}

int count_in(const struct place *place, const char *folder)
{
    int count = 0;
    DIR *listing = opendir(path_of(place, folder));
    assert_non_null(listing);
    for (const struct dirent *entry; (entry = readdir(listing));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(listing);
    return count;
}
