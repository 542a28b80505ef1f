/* What a new reading no longer gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include "daemon/service/retract.h"

static void note(void *user, ind_text mark)
{
    struct buffer *seen = user;
    buffer_append(seen, mark.bytes, mark.length);
    buffer_byte(seen, ' ');
}

static void assert_missing(const char *before, const char *after, const char *expected)
{
    struct buffer seen;
    buffer_init(&seen);
    retract_missing((ind_text){before, (uint32_t)strlen(before)}, (ind_text){after, (uint32_t)strlen(after)}, note,
                    &seen);
    assert_string_equal(buffer_string(&seen), expected);
    buffer_done(&seen);
}

static void test_missing(void **state)
{
    (void)state;
    assert_missing("1\n20\n300\n", "1\n20\n300\n", "");
    assert_missing("1\n20\n300\n", "1\n300\n", "20 ");
    assert_missing("1\n20\n300\n", "", "1 20 300 ");
    assert_missing("", "1\n2\n", "");
    assert_missing("9\n10\n", "10\n", "9 ");
    assert_missing("5\n", "1\n2\n3\n6\n", "5 ");
    assert_missing("5\n7", "7", "5 ");
}

static void test_marks(void **state)
{
    struct buffer marks;
    (void)state;
    buffer_init(&marks);
    retract_add_mark(&marks, "9fe1:248");
    retract_add_mark(&marks, "9fe1:1000");
    assert_string_equal(buffer_string(&marks), "248\n1000\n");
    buffer_done(&marks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_missing), cmocka_unit_test(test_marks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
