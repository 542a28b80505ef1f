/* SHA-256 against the values of FIPS 180-4, whole and in pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "daemon/base/digest.h"

static const struct {
    const char *bytes, *hex;
} cases[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};

static void test_known_values(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char hex[DIGEST_HEX + 1];
        digest_hex(cases[i].bytes, strlen(cases[i].bytes), hex);
        assert_string_equal(hex, cases[i].hex);
    }
}

static void test_pieces_are_the_whole(void **state)
{
    (void)state;
    const char *bytes = cases[2].bytes;
    size_t length = strlen(bytes);
    for (size_t cut = 0; cut <= length; cut++) {
        struct digest digest;
        char hex[DIGEST_HEX + 1];
        digest_begin(&digest);
        digest_add(&digest, bytes, cut);
        digest_add(&digest, NULL, 0);
        digest_add(&digest, bytes + cut, length - cut);
        digest_end(&digest, hex);
        assert_string_equal(hex, cases[2].hex);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_values),
        cmocka_unit_test(test_pieces_are_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
