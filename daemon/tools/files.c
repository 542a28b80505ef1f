/* Reading files and folders of tables. */
#include "daemon/tools/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "daemon/base/error.h"

struct table_files {
    struct dirent **entries;
    int count;
    struct buffer *bytes;
    ind_table_file *files;
};

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

static int is_table(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return entry->d_name[0] != '.' && length > 4 && !strcmp(entry->d_name + length - 4, ".tsv");
}

static void table_files_done(struct table_files *tables)
{
    for (int i = 0; i < tables->count; i++) {
        free(tables->entries[i]);
        if (tables->bytes)
            buffer_done(&tables->bytes[i]);
    }
    free(tables->entries);
    free(tables->bytes);
    free(tables->files);
}

static int read_table(const char *folder, struct table_files *tables, int at, struct ind_fault *fault)
{
    const char *name = tables->entries[at]->d_name;
    struct buffer *bytes = &tables->bytes[at];
    char *path = NULL;
    if (asprintf(&path, "%s/%s", folder, name) < 0)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory");
    struct ind_fault reason;
    int code = files_read(path, bytes, &reason);
    if (code < 0)
        fault_set(fault, code, reason.at, "%s: %s", path, reason.text);
    free(path);
    tables->files[at] = (ind_table_file){.name = name, .bytes = bytes->bytes, .length = bytes->length};
    return code;
}

static int read_folder(const char *folder, struct table_files *tables, struct ind_fault *fault)
{
    tables->count = scandir(folder, &tables->entries, is_table, alphasort);
    if (tables->count < 0) {
        tables->count = 0;
        return fault_set(fault, IND_E_IO, FAULT_NOWHERE, "the table folder %s can't be read: %s", folder,
                         strerror(errno));
    }
    if (!tables->count)
        return fault_set(fault, IND_E_NOT_FOUND, FAULT_NOWHERE, "the table folder %s has no *.tsv", folder);
    tables->bytes = calloc((size_t)tables->count, sizeof *tables->bytes);
    tables->files = calloc((size_t)tables->count, sizeof *tables->files);
    if (!tables->bytes || !tables->files)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory");
    for (int i = 0; i < tables->count; i++)
        TRY(read_table(folder, tables, i, fault));
    return 0;
}

int folder_tables(const char *folder, ind_tables **ret_tables, struct ind_fault *fault)
{
    struct table_files tables = {0};
    int code = folder ? read_folder(folder, &tables, fault) : 0;
    if (code == 0)
        code = ind_tables_new(ret_tables, tables.files, (size_t)tables.count, fault);
    table_files_done(&tables);
    return code;
}
