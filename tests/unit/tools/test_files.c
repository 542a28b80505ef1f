/* Files read whole, and the sentence for those that can't be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <unistd.h>

#include "daemon/tools/files.h"

static int make_folder(void **state)
{
    char *folder = strdup("/tmp/indicatord-files-XXXXXX");
    *state = folder;
    return folder && mkdtemp(folder) ? 0 : -1;
}

static int drop_folder(void **state)
{
    int code = rmdir(*state);
    free(*state);
    return code;
}

static char *path_in(const char *folder, const char *name)
{
    char *path = NULL;
    assert_true(asprintf(&path, "%s/%s", folder, name) > 0);
    return path;
}

static void write_file(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void whole(void **state)
{
    char *path = path_in(*state, "a b.txt");
    size_t length = 200001; /* more than one read, with a NUL in it */
    char *bytes = calloc(length, 1);
    assert_non_null(bytes);
    memset(bytes, 'x', length / 2);
    write_file(path, bytes, length);
    struct buffer read;
    struct ind_fault fault;
    buffer_init(&read);
    assert_int_equal(files_read(path, &read, &fault), 0);
    assert_int_equal(read.length, length);
    assert_memory_equal(read.bytes, bytes, length);
    assert_int_equal(unlink(path), 0);
    buffer_done(&read);
    free(bytes);
    free(path);
}

static void not_there(void **state)
{
    struct buffer read;
    struct ind_fault fault;
    buffer_init(&read);
    char *path = path_in(*state, "none.txt");
    assert_int_equal(files_read(path, &read, &fault), IND_E_NOT_FOUND);
    assert_non_null(strstr(fault.text, "No such file"));
    assert_int_equal(files_read(*state, &read, &fault), IND_E_IO);
    assert_non_null(strstr(fault.text, "name the files in it"));
    assert_int_equal(read.length, 0);
    buffer_done(&read);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole),
        cmocka_unit_test(not_there),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
