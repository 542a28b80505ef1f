/* Reading a folder of tables whole; once, at the start. */
#include "daemon/service/operator_tables.h"

#include "daemon/base/buffer.h"
#include "daemon/base/error.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILES_MAX 64
#define FILE_MAX ((size_t)64 << 20)

struct gathered {
    ind_table_file files[FILES_MAX];
    struct buffer bytes[FILES_MAX];
    size_t count;
};

static int is_table(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 4 && entry->d_name[0] != '.' && strcmp(entry->d_name + length - 4, ".tsv") == 0;
}

static int read_whole(int fd, struct buffer *bytes)
{
    char piece[1 << 16];
    ssize_t got;
    while ((got = read(fd, piece, sizeof piece)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return IND_E_IO;
        buffer_append(bytes, piece, (size_t)got);
        if (bytes->length > FILE_MAX)
            return IND_E_LIMIT;
    }
    return buffer_string(bytes) ? IND_OK : IND_E_NOMEM;
}

static int add_file(struct gathered *gathered, int folder_fd, const char *folder, const char *name,
                    struct ind_fault *fault)
{
    if (gathered->count == FILES_MAX)
        return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE, "%s holds more than %d tables", folder, FILES_MAX);
    struct buffer *bytes = &gathered->bytes[gathered->count];
    int fd = openat(folder_fd, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    int code = fd < 0 ? IND_E_IO : read_whole(fd, bytes);
    int error = errno;
    if (fd >= 0)
        close(fd);
    if (code < 0)
        return fault_set(fault, code, FAULT_NOWHERE, "the table %s/%s cannot be read: %s", folder, name,
                         code == IND_E_IO ? strerror(error) : ind_error_text(code));
    gathered->files[gathered->count++] = (ind_table_file){name, bytes->bytes, bytes->length};
    return IND_OK;
}

static int gather(struct gathered *gathered, struct dirent **entries, int count, const char *folder,
                  struct ind_fault *fault)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "the folder of tables %s cannot be opened: %s", folder,
                         strerror(errno));
    int code = IND_OK;
    for (int i = 0; i < count && code == IND_OK; i++)
        code = add_file(gathered, fd, folder, entries[i]->d_name, fault);
    close(fd);
    return code;
}

static int build(ind_tables **ret_tables, const char *folder, struct dirent **entries, int count,
                 struct ind_fault *fault)
{
    struct gathered *gathered = calloc(1, sizeof *gathered);
    if (!gathered)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for the tables");
    int code = gather(gathered, entries, count, folder, fault);
    if (code == IND_OK)
        code = ind_tables_new(ret_tables, gathered->files, gathered->count, fault);
    for (size_t i = 0; i < FILES_MAX; i++)
        buffer_done(&gathered->bytes[i]);
    free(gathered);
    return code;
}

int operator_tables_new(ind_tables **ret_tables, const char *folder, struct ind_fault *fault)
{
    struct dirent **entries = NULL;
    if (!folder[0])
        return ind_tables_new(ret_tables, NULL, 0, fault);
    int count = scandir(folder, &entries, is_table, alphasort);
    if (count < 0)
        return fault_set(fault, errno == ENOENT ? IND_E_NOT_FOUND : IND_E_IO, FAULT_NOWHERE,
                         "the folder of tables %s cannot be read (%s): make it, or leave out the key tables", folder,
                         strerror(errno));
    int code = build(ret_tables, folder, entries, count, fault);
    while (count > 0)
        free(entries[--count]);
    free(entries);
    return code;
}
