/* The buffer: appends of every kind and the sticky error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "daemon/base/buffer.h"

static void test_appends_in_order(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer);
    buffer_text(&buffer, "a");
    buffer_byte(&buffer, 'b');
    buffer_append(&buffer, "cde", 2);
    buffer_append(&buffer, NULL, 0);
    buffer_print(&buffer, "%d-%s", 42, "tỷ");
    assert_string_equal(buffer_string(&buffer), "abcd42-tỷ");
    assert_int_equal(buffer.length, strlen("abcd42-tỷ"));
    buffer_done(&buffer);
}

static void test_an_empty_string_is_a_string(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer);
    assert_null(buffer.bytes);
    assert_string_equal(buffer_string(&buffer), "");
    assert_int_equal(buffer.length, 0);
    buffer_done(&buffer);
    buffer_done(&buffer);
    buffer_done(NULL);
}

static void test_grows_and_keeps(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer);
    for (int i = 0; i < 10000; i++)
        buffer_byte(&buffer, (char)('a' + i % 26));
    assert_int_equal(buffer.length, 10000);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(buffer.bytes[i], 'a' + i % 26);
    char *memory = buffer.bytes;
    buffer_clear(&buffer);
    buffer_print(&buffer, "%0500d", 7);
    assert_int_equal(buffer.length, 500);
    assert_ptr_equal(buffer.bytes, memory);
    buffer_done(&buffer);
}

static void test_failure_sticks_until_cleared(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer);
    buffer_text(&buffer, "kept");
    buffer_append(&buffer, "x", SIZE_MAX - 2); /* the sum overflows, so no byte of "x" is read */
    assert_true(buffer.failed);
    buffer_text(&buffer, "ignored");
    buffer_print(&buffer, "%d", 1);
    assert_null(buffer_string(&buffer));
    assert_int_equal(buffer.length, 4);
    buffer_clear(&buffer);
    buffer_text(&buffer, "again");
    assert_string_equal(buffer_string(&buffer), "again");
    buffer_done(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_appends_in_order),
        cmocka_unit_test(test_an_empty_string_is_a_string),
        cmocka_unit_test(test_grows_and_keeps),
        cmocka_unit_test(test_failure_sticks_until_cleared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
