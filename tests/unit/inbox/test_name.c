/* Names: left alone, printed, cut. */
#include "support.h"

#include "daemon/base/buffer.h"
#include "daemon/inbox/name.h"

static void test_left_alone(void **state)
{
    (void)state;
    static const char *const left[] = {".x", ".", "a.tmp", "a.part", "a.partial", "a.swp", "a~", "~", ".tmp"};
    static const char *const taken[] = {"a", "a.tmp2", "tmp", "a.TMP.txt", "~a", "a.txt", "part"};
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        assert_true(name_left_alone(left[i]));
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        assert_false(name_left_alone(taken[i]));
}

static void assert_printed(const char *name, const char *expected)
{
    struct buffer out;
    buffer_init(&out);
    name_print(&out, name);
    assert_string_equal(buffer_string(&out), expected);
    buffer_done(&out);
}

static void test_printed(void **state)
{
    (void)state;
    assert_printed("bài báo.txt", "bài báo.txt");
    assert_printed("a\nb", "a\nb");
    assert_printed("a\\b", "a\\\\b");
    assert_printed("\xff", "\\xff");
    assert_printed("a\xc3", "a\\xc3");
    assert_printed("\xc3(", "\\xc3(");
    assert_printed("\xe1\xba", "\\xe1\\xba");
    assert_printed("\xe1\xba\xbf!", "ế!");
    assert_printed("\xc0\xaf", "\\xc0\\xaf");         /* an overlong slash */
    assert_printed("\xed\xa0\x80", "\\xed\\xa0\\x80"); /* a surrogate */
    assert_printed("\xf0\x9f\x98\x80", "😀");
    assert_printed("\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"); /* beyond U+10FFFF */
    assert_printed("\xf0\x80\x80\x80", "\\xf0\\x80\\x80\\x80");
}

static void test_filed(void **state)
{
    (void)state;
    char name[256], filed[256], other[256];
    name_filed("a.txt", 1, filed);
    assert_string_equal(filed, "a.txt");
    name_filed("a.txt", 4294967295u, filed);
    assert_string_equal(filed, "a.txt.4294967295");
    memset(name, 'x', 255);
    name[255] = '\0';
    name_filed(name, 1, filed);
    assert_int_equal(strlen(filed), NAME_FILED_MAX);
    assert_memory_equal(filed + NAME_FILED_MAX - 17, "~", 1);
    name[254] = 'y';
    name_filed(name, 1, other);
    assert_string_not_equal(filed, other);
    name_filed(name, 4294967295u, filed);
    assert_true(strlen(filed) + strlen(".reason.json") <= 255);
    name[NAME_FILED_MAX] = '\0';
    name_filed(name, 1, filed);
    assert_string_equal(filed, name);
}

static void test_cut_between_characters(void **state)
{
    (void)state;
    char name[256], filed[256];
    for (size_t shift = 0; shift < 3; shift++) {
        struct buffer shown;
        memset(name, 'x', shift);
        for (size_t i = shift; i + 3 <= 255; i += 3)
            memcpy(name + i, "ế", 4);
        name_filed(name, 2, filed);
        buffer_init(&shown);
        name_print(&shown, filed);
        assert_string_equal(buffer_string(&shown), filed); /* valid still */
        buffer_done(&shown);
    }
    memset(name, 0xBF, 255); /* nothing but halves */
    name[255] = '\0';
    name_filed(name, 1, filed);
    assert_int_equal(strlen(filed), NAME_FILED_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_left_alone),
        cmocka_unit_test(test_printed),
        cmocka_unit_test(test_filed),
        cmocka_unit_test(test_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
