/* The writers: separators, escapes, numbers, what can't be text, and a caller that counts wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include <math.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "proto/utf8.h"
#include "proto/writer.h"

static void assert_text(struct buffer *out, const char *expected)
{
    assert_string_equal(buffer_string(out), expected);
    buffer_done(out);
}

static void assert_number(double value, const char *expected)
{
    struct buffer out = {0};
    struct ind_writer writer = ind_json_writer(&out);
    ind_write_number(&writer, value);
    assert_text(&out, expected);
}

static void test_nesting(void **state)
{
    (void)state;
    struct buffer out = {0};
    struct ind_writer writer = ind_json_writer(&out);
    ind_write_map(&writer, 2);
    ind_write_key(&writer, "a");
    ind_write_array(&writer, 3);
    ind_write_integer(&writer, INT64_MIN);
    ind_write_natural(&writer, UINT64_MAX);
    ind_write_array(&writer, 0);
    ind_write_end(&writer);
    ind_write_end(&writer);
    ind_write_key(&writer, "b");
    ind_write_map(&writer, 1);
    ind_write_key(&writer, "c");
    ind_write_boolean(&writer, false);
    ind_write_end(&writer);
    ind_write_end(&writer);
    assert_text(&out, "{\"a\": [-9223372036854775808, 18446744073709551615, []], \"b\": {\"c\": false}}");
}

static void test_json_text(void **state)
{
    (void)state;
    struct buffer out = {0};
    struct ind_writer writer = ind_json_writer(&out);
    static const char text[] = "t\"\\/\b\f\n\r\t\x01\x1f\x7f ố 😀\0.";
    ind_write_text(&writer, text, sizeof text - 1);
    assert_text(&out, "\"t\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f ố 😀\\u0000.\"");
}

/* Lone, overlong, surrogate, too large and cut-off bytes, in both formats. */
static void test_invalid_utf8(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length, bad;
    } cases[] = {{"\x80", 1, 1},         {"\xc3", 1, 1},         {"\xc0\xaf", 2, 2}, {"\xed\xa0\x80", 3, 3},
                 {"\xf4\x90\x80\x80", 4, 4}, {"\xe1\xba", 2, 2}, {"\xff", 1, 1},     {"\xe0\x9f\xbf", 3, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer json = {0}, msgpack = {0}, input = {0};
        buffer_text(&input, "ă");
        buffer_append(&input, cases[i].bytes, cases[i].length);
        buffer_text(&input, "b");
        struct ind_writer to_json = ind_json_writer(&json), to_msgpack = ind_msgpack_writer(&msgpack);
        ind_write_text(&to_json, input.bytes, input.length);
        ind_write_text(&to_msgpack, input.bytes, input.length);
        size_t expected = 2 + 3 * cases[i].bad + 1;
        assert_int_equal(json.length, expected + 2);
        assert_int_equal(ind_utf8_valid(json.bytes, json.length), json.length);
        assert_int_equal(msgpack.length, expected + 1);
        assert_memory_equal(msgpack.bytes + 1, json.bytes + 1, expected);
        buffer_done(&json);
        buffer_done(&msgpack);
        buffer_done(&input);
    }
}

static void test_json_numbers(void **state)
{
    (void)state;
    assert_number(39200000000.0, "39200000000.0");
    assert_number(1.13, "1.13");
    assert_number(0.1 + 0.2, "0.30000000000000004");
    assert_number(1.0 / 3, "0.3333333333333333");
    assert_number(34690265486.7, "34690265486.7");
    assert_number(0, "0.0");
    assert_number(-0.5, "-0.5");
    assert_number(0.0001, "0.0001");
    assert_number(0.00001, "1e-05");
    assert_number(9007199254740993.0, "9007199254740992.0");
    assert_number(1e16, "1e+16");
    assert_number(1.25e22, "1.25e+22");
    assert_number(-1.5e-7, "-1.5e-07");
    assert_number(5e-324, "4.9406564584124654e-324");
    assert_number(1.7976931348623157e308, "1.7976931348623157e+308");
    assert_number(NAN, "null");
    assert_number(-INFINITY, "null");
}

/* A copy of the C library's reading, which is not for the daemon, is what holds ours. */
static double read_back(const char *text)
{
    double value = 0;
    assert_int_equal(sscanf(text, "%lf", &value), 1);
    return value;
}

static void test_numbers_read_back(void **state)
{
    (void)state;
    uint64_t random = 88172645463325252u;
    for (int i = 0; i < 200000; i++) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        double value;
        if (i & 1)
            value = (double)(random >> 12) / 1e5;
        else
            memcpy(&value, &random, sizeof value);
        if (!isfinite(value))
            continue;
        struct buffer out = {0};
        struct ind_writer writer = ind_json_writer(&out);
        ind_write_number(&writer, value);
        assert_true(read_back(buffer_string(&out)) == value);
        buffer_done(&out);
    }
}

static void test_msgpack_forms(void **state)
{
    (void)state;
    struct buffer out = {0};
    struct ind_writer writer = ind_msgpack_writer(&out);
    ind_write_array(&writer, 8);
    ind_write_natural(&writer, 127);
    ind_write_natural(&writer, 128);
    ind_write_integer(&writer, -32);
    ind_write_integer(&writer, -33);
    ind_write_number(&writer, 2);
    ind_write_text(&writer, "", 0);
    ind_write_boolean(&writer, true);
    ind_write_null(&writer);
    ind_write_end(&writer);
    static const char expected[] = "\x98\x7f\xcc\x80\xe0\xd0\xdf\xcb\x40\0\0\0\0\0\0\0\xa0\xc3\xc0";
    assert_int_equal(out.length, sizeof expected - 1);
    assert_memory_equal(out.bytes, expected, out.length);
    buffer_done(&out);
}

/* Runs `misuse` in a child, which must abort. */
static void assert_aborts(void (*misuse)(struct ind_writer *writer))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        fclose(stderr);
        struct buffer out = {0};
        struct ind_writer writer = ind_json_writer(&out);
        misuse(&writer);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

static void one_pair_short(struct ind_writer *writer)
{
    ind_write_map(writer, 2);
    ind_write_key(writer, "a");
    ind_write_null(writer);
    ind_write_end(writer);
}

static void one_item_more(struct ind_writer *writer)
{
    ind_write_array(writer, 0);
    ind_write_null(writer);
}

static void value_without_key(struct ind_writer *writer)
{
    ind_write_map(writer, 1);
    ind_write_null(writer);
}

static void key_without_value(struct ind_writer *writer)
{
    ind_write_map(writer, 1);
    ind_write_key(writer, "a");
    ind_write_end(writer);
}

static void test_wrong_counts_abort(void **state)
{
    (void)state;
    assert_aborts(one_pair_short);
    assert_aborts(one_item_more);
    assert_aborts(value_without_key);
    assert_aborts(key_without_value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nesting),        cmocka_unit_test(test_json_text),
        cmocka_unit_test(test_invalid_utf8),   cmocka_unit_test(test_json_numbers),
        cmocka_unit_test(test_numbers_read_back), cmocka_unit_test(test_msgpack_forms),
        cmocka_unit_test(test_wrong_counts_abort),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
