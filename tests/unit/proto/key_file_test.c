/* Files of keys: what is read, what is refused for who could read or change it, and the sentence about each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include "proto/key_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zmq.h>

#define KEY "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7" /* of ZeroMQ's own manual */
#define OTHER "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID"

static char folder[] = "/tmp/indicatord-keys-XXXXXX";
static char path[64];

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/key", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder);
}

static void write_file(const char *bytes, size_t length, mode_t mode)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
    assert_int_equal(chmod(path, mode), 0);
}

static void write_text(const char *text)
{
    write_file(text, strlen(text), 0600);
}

static void test_one_key(void **state)
{
    static const char *const good[] = {KEY, KEY "\n", "# whose\n\n  " KEY " the daemon\r\n", KEY "\tname # more\n\n"};
    char key[KEY_TEXT];
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        write_text(good[i]);
        memset(key, 0, sizeof key);
        assert_int_equal(key_file_read(path, KEY_SECRET, key, NULL), IND_OK);
        assert_string_equal(key, KEY);
    }
}

static void test_no_key(void **state)
{
    static const struct {
        const char *text, *says;
    } bad[] = {
        {"", "there is no key in"},
        {"# only words\n", "there is no key in"},
        {"name " KEY "\n", ":1: the line does not begin with a key"},
        {"\n" KEY "x\n", ":2: the line does not begin with a key"},
        {"%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%", ":1: the line does not begin with a key"},
        {KEY "\n" OTHER "\n", ":2: one key is wanted, and here is more"},
        {KEY "\nrubbish\n", ":2: one key is wanted, and here is more"},
    };
    char key[KEY_TEXT] = "untouched";
    struct ind_fault fault;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        write_text(bad[i].text);
        assert_int_equal(key_file_read(path, KEY_SECRET, key, &fault), IND_E_INVALID);
        assert_non_null(strstr(fault.text, bad[i].says));
        assert_non_null(strstr(fault.text, path));
        assert_null(strstr(fault.text, "Lns47E1")); /* a sentence goes to a log: no key stands in it */
        assert_string_equal(key, "untouched");
    }
    write_file(KEY "\0\n", strlen(KEY) + 2, 0600);
    assert_int_equal(key_file_read(path, KEY_SECRET, key, &fault), IND_E_INVALID);
    assert_int_equal(key_file_read("/nowhere/key", KEY_SECRET, key, &fault), IND_E_NOT_FOUND);
    assert_non_null(strstr(fault.text, "indicatorctl keygen"));
}

static void test_modes(void **state)
{
    static const struct {
        mode_t mode;
        int secret, public;
    } modes[] = {
        {0600, IND_OK, IND_OK},        {0400, IND_OK, IND_OK},        {0644, IND_E_REFUSED, IND_OK},
        {0604, IND_E_REFUSED, IND_OK}, {0660, IND_E_REFUSED, IND_OK}, {0602, IND_E_REFUSED, IND_E_REFUSED},
    };
    char key[KEY_TEXT];
    struct ind_fault fault;
    (void)state;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        write_file(KEY, strlen(KEY), modes[i].mode);
        assert_int_equal(key_file_read(path, KEY_SECRET, key, &fault), modes[i].secret);
        if (modes[i].secret < 0)
            assert_non_null(strstr(fault.text, "chmod 600"));
        assert_int_equal(key_file_read(path, KEY_PUBLIC, key, &fault), modes[i].public);
    }
    write_file(KEY, strlen(KEY), 0640); /* a group may read what root gives it, as a service's user */
    assert_int_equal(key_file_read(path, KEY_SECRET, key, NULL), geteuid() == 0 ? IND_OK : IND_E_REFUSED);
    if (geteuid() == 0 && chown(path, 12345, (gid_t)-1) == 0) {
        assert_int_equal(key_file_read(path, KEY_PUBLIC, key, &fault), IND_E_REFUSED);
        assert_non_null(strstr(fault.text, "belongs to another user"));
    }
    unlink(path);
}

static void test_what_is_no_file(void **state)
{
    char key[KEY_TEXT];
    (void)state;
    unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(key_file_read(path, KEY_SECRET, key, NULL), IND_E_REFUSED); /* and does not wait for a writer */
    unlink(path);
    assert_int_equal(key_file_read(folder, KEY_SECRET, key, NULL), IND_E_REFUSED);
}

static void test_list(void **state)
{
    uint8_t key[KEY_BYTES], other[KEY_BYTES];
    struct key_list list = {0};
    struct ind_fault fault;
    (void)state;
    zmq_z85_decode(key, KEY);
    zmq_z85_decode(other, OTHER);
    assert_false(key_list_has(&list, key));
    write_text("# who may read\n" OTHER " bob\n" KEY " alice\n" KEY " again\n");
    assert_int_equal(key_list_read(path, &list, NULL), IND_OK);
    assert_int_equal(list.count, 3);
    assert_true(key_list_has(&list, key) && key_list_has(&list, other));
    other[31] ^= 1;
    assert_false(key_list_has(&list, other));
    struct key_list before = list;
    write_text(KEY "\nbroken\n");
    assert_int_equal(key_list_read(path, &list, &fault), IND_E_INVALID);
    assert_non_null(strstr(fault.text, ":2: "));
    assert_memory_equal(&before, &list, sizeof list);
    key_list_done(&list);
    write_text("");
    assert_int_equal(key_list_read(path, &list, NULL), IND_OK);
    assert_int_equal(list.count, 0);
    assert_false(key_list_has(&list, key));
    key_list_done(&list);
}

static void test_limits_of_a_list(void **state)
{
    struct key_list list = {0};
    struct ind_fault fault;
    (void)state;
    FILE *file = fopen(path, "w");
    for (int i = 0; i <= KEY_LIST_MOST; i++)
        fputs(KEY "\n", file);
    fclose(file);
    assert_int_equal(key_list_read(path, &list, &fault), IND_E_LIMIT);
    assert_non_null(strstr(fault.text, ":10001: "));
    assert_int_equal(truncate(path, 2 << 20), 0);
    assert_int_equal(key_list_read(path, &list, &fault), IND_E_LIMIT);
    assert_null(list.keys);
}

static void test_pairs(void **state)
{
    char public[KEY_TEXT], secret[KEY_TEXT], derived[KEY_TEXT];
    (void)state;
    if (!zmq_has("curve"))
        skip();
    assert_int_equal(key_pair_make(public, secret, NULL), IND_OK);
    assert_int_equal(key_public_of(secret, derived, NULL), IND_OK);
    assert_string_equal(derived, public);
    assert_int_equal(key_public_of("short", derived, NULL), IND_E_INVALID);
    assert_string_equal(derived, public);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_key), cmocka_unit_test(test_no_key),
        cmocka_unit_test(test_modes),   cmocka_unit_test(test_what_is_no_file),
        cmocka_unit_test(test_list),    cmocka_unit_test(test_limits_of_a_list),
        cmocka_unit_test(test_pairs),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
