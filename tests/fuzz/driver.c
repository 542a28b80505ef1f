/* Runs a fuzz target without a fuzzing engine: over every file of the folders (and every file) named on the
 * command line, and over every beginning of the short ones. Not for finding new inputs. */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <sys/stat.h>

#include "daemon/base/buffer.h"

/* Up to this length each prefix of a file is tried, too: parsers break where the input does. */
#define PREFIX_MAX 512

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void die(const char *what, const char *path)
{
    fprintf(stderr, "fuzz driver: %s %s: %s\n", what, path, strerror(errno));
    exit(2);
}

/* A copy of the exact size lets the sanitizer see a read behind the end. */
static void run_one(const char *bytes, size_t size)
{
    uint8_t *copy = malloc(size ? size : 1);
    if (!copy)
        die("no memory for", "an input");
    if (size)
        memcpy(copy, bytes, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void read_file(const char *path, struct buffer *ret_bytes)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        die("cannot open", path);
    char piece[4096];
    size_t got;
    while ((got = fread(piece, 1, sizeof piece, file)) > 0)
        buffer_append(ret_bytes, piece, got);
    if (ferror(file) || ret_bytes->failed)
        die("cannot read", path);
    fclose(file);
}

static void run_file(const char *path)
{
    struct buffer bytes;
    buffer_init(&bytes);
    read_file(path, &bytes);
    for (size_t size = 0; bytes.length <= PREFIX_MAX && size < bytes.length; size++)
        run_one(bytes.bytes, size);
    run_one(bytes.bytes, bytes.length);
    buffer_done(&bytes);
}

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static unsigned run_path(const char *path);

static unsigned run_folder(const char *path)
{
    struct dirent **entries;
    int count = scandir(path, &entries, visible, alphasort);
    if (count < 0)
        die("cannot list", path);
    unsigned files = 0;
    for (int i = 0; i < count; i++) {
        struct buffer inside;
        buffer_init(&inside);
        buffer_print(&inside, "%s/%s", path, entries[i]->d_name);
        const char *name = buffer_string(&inside);
        if (!name)
            die("no memory for the names in", path);
        files += run_path(name);
        buffer_done(&inside);
        free(entries[i]);
    }
    free(entries);
    return files;
}

/* How many files it ran. */
static unsigned run_path(const char *path)
{
    struct stat status;
    if (stat(path, &status))
        die("cannot find", path);
    if (S_ISDIR(status.st_mode))
        return run_folder(path);
    run_file(path);
    return 1;
}

/* A corpus without files would be a test that cannot fail: exit code 2. */
int main(int count, char **arguments)
{
    unsigned files = 0;
    for (int i = 1; i < count; i++)
        files += run_path(arguments[i]);
    printf("%u files\n", files);
    return files ? 0 : 2;
}
