/* The articles that a file has given: found by either digest, the first one stays, thousands of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "daemon/service/twins.h"

static void finds_what_was_added(void **state)
{
    (void)state;
    struct twins twins = {0};
    char key[DIGEST_HEX + 1], text_key[DIGEST_HEX + 1], unknown[DIGEST_HEX + 1];
    digest_hex("unknown", 7, unknown);
    assert_null(twins_find(&twins, unknown));
    for (int i = 0; i < 5000; i++) {
        digest_hex(&i, sizeof i, key);
        digest_hex(key, 7, text_key);
        assert_true(twins_add(&twins, key, key));
        assert_true(twins_add(&twins, text_key, key));
        assert_true(twins_add(&twins, key, unknown));
        assert_string_equal(twins_find(&twins, key), key);
        assert_string_equal(twins_find(&twins, text_key), key);
        assert_null(twins_find(&twins, unknown));
    }
    int first = 0;
    digest_hex(&first, sizeof first, key);
    assert_string_equal(twins_find(&twins, key), key);
    twins_done(&twins);
    assert_null(twins_find(&twins, key));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_what_was_added)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
