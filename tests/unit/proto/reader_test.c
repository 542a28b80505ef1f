/* The reader against bytes that lie: counts, depths, ends; and against every value it can give. */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include <math.h>

#include "proto/reader.h"
#include "tests/unit/proto/fixtures.h"

static ind_value read_one(const char *bytes, size_t length)
{
    struct ind_reader reader = ind_reader_of((ind_frame){bytes, length});
    ind_value value;
    assert_int_equal(ind_reader_next(&reader, &value, NULL), 0);
    assert_int_equal(reader.at, length);
    return value;
}

#define ONE(literal) read_one(literal, sizeof(literal) - 1)

static void test_integers(void **state)
{
    (void)state;
    assert_int_equal(ONE("\x7f").natural, 127);
    assert_int_equal(ONE("\xcc\xff").natural, 255);
    assert_int_equal(ONE("\xcd\x01\x02").natural, 0x102);
    assert_int_equal(ONE("\xce\xff\xff\xff\xff").natural, 0xffffffff);
    assert_true(ONE("\xcf\xff\xff\xff\xff\xff\xff\xff\xff").natural == UINT64_MAX);
    assert_int_equal(ONE("\xff").negative, -1);
    assert_int_equal(ONE("\xe0").negative, -32);
    assert_int_equal(ONE("\xd0\x80").negative, -128);
    assert_int_equal(ONE("\xd1\xff\x00").negative, -256);
    assert_int_equal(ONE("\xd2\x80\x00\x00\x00").negative, INT32_MIN);
    assert_true(ONE("\xd3\x80\x00\x00\x00\x00\x00\x00\x00").negative == INT64_MIN);
    assert_int_equal(ONE("\xd0\x05").kind, IND_VALUE_NATURAL);
    assert_int_equal(ONE("\xd0\x05").natural, 5);
}

static void test_others(void **state)
{
    (void)state;
    assert_int_equal(ONE("\xc0").kind, IND_VALUE_NULL);
    assert_false(ONE("\xc2").boolean);
    assert_true(ONE("\xc3").boolean);
    assert_true(ONE("\xca\x3f\xc0\x00\x00").number == 1.5);
    assert_true(ONE("\xcb\xbf\xf8\x00\x00\x00\x00\x00\x00").number == -1.5);
    assert_int_equal(ONE("\xd9\x02hi").text.length, 2);
    assert_int_equal(ONE("\xda\x00\x02hi").text.length, 2);
    assert_memory_equal(ONE("\xdb\x00\x00\x00\x02hi").text.bytes, "hi", 2);
    assert_int_equal(ONE("\xc4\x01z").kind, IND_VALUE_OPAQUE);
    assert_int_equal(ONE("\xc7\x02\x01zz").kind, IND_VALUE_OPAQUE);
    assert_int_equal(ONE("\xd4\x01z").kind, IND_VALUE_OPAQUE);
    assert_int_equal(ONE("\xd8\x01" "0123456789abcdef").kind, IND_VALUE_OPAQUE);
}

/* Each is refused at the byte given, and nothing is written. */
static void test_refused(void **state)
{
    (void)state;
    static const struct {
        ind_frame frame;
        int code;
        size_t at;
    } cases[] = {
        {{"", 0}, IND_E_INVALID, 0},
        {{"\xc1", 1}, IND_E_INVALID, 0},
        {{"\xdd\xff\xff\xff\xff", 5}, IND_E_INVALID, 0},             /* 4 billion items in no bytes */
        {{"\xdf\x7f\xff\xff\xff", 5}, IND_E_INVALID, 0},             /* pairs */
        {{"\xdb\xff\xff\xff\xff", 5}, IND_E_INVALID, 0},             /* a string */
        {{"\xc9\xff\xff\xff\xff\x01", 6}, IND_E_INVALID, 0},         /* an ext */
        {{"\x81\xa1" "a", 3}, IND_E_INVALID, 3},                      /* a key without its value */
        {{"\x82\xa1" "a\x01", 4}, IND_E_INVALID, 0},                  /* a pair too few */
        {{"\x91\xcd\x01", 3}, IND_E_INVALID, 1},                     /* an integer cut short */
        {{"\x01\x02", 2}, IND_E_INVALID, 1},                         /* something behind */
        {{"\x91\x91\x91\x91\x91\x91\x91\x91\x91\x91\x91\x91\x91\x91\x91\x91\x91\xc0", 18}, IND_E_LIMIT, 16},
        {{"\x91\xc4\x00", 3}, IND_E_UNSUPPORTED, 1},                 /* bin */
        {{"\x81\x01\x02", 3}, IND_E_UNSUPPORTED, 1},                 /* a key that is a number */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer out = {0};
        struct ind_writer writer = ind_json_writer(&out);
        struct ind_fault fault = {0};
        assert_int_equal(ind_transcode(cases[i].frame, &writer, &fault), cases[i].code);
        assert_int_equal(fault.code, cases[i].code);
        assert_int_equal(fault.at, cases[i].at);
        assert_int_equal(out.length, 0);
        buffer_done(&out);
    }
}

static void test_deepest(void **state)
{
    (void)state;
    struct buffer out = {0};
    struct ind_writer writer = ind_json_writer(&out);
    ind_frame deepest = FRAME("\x91\x91\x91\x91\x91\x91\x91\x91\x91\x91\x91\x91\x91\x91\x91\x90");
    assert_int_equal(ind_transcode(deepest, &writer, NULL), 0);
    assert_string_equal(buffer_string(&out), "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]");
    buffer_clear(&out);
    writer = ind_json_writer(&out);
    ind_write_array(&writer, 1);
    assert_int_equal(ind_transcode(deepest, &writer, NULL), IND_E_LIMIT);
    buffer_done(&out);
}

/* A truncated body is refused wherever it ends, and outputs stay as they were. */
static void test_every_prefix(void **state)
{
    (void)state;
    struct buffer out = {0};
    struct ind_writer writer = ind_msgpack_writer(&out);
    ind_write_observation(&writer, &fixture_full, &fixture_article, &fixture_producer);
    for (size_t length = 0; length < out.length; length++) {
        ind_value untouched = {.natural = 77};
        char *exact = malloc(length ? length : 1); /* so that a sanitizer sees one byte too many */
        memcpy(exact, out.bytes, length);
        assert_true(ind_check_value((ind_frame){exact, length}, NULL) < 0);
        assert_true(ind_find_value((ind_frame){exact, length}, "level.value", &untouched) < 0);
        assert_int_equal(untouched.natural, 77);
        free(exact);
    }
    assert_int_equal(ind_check_value((ind_frame){out.bytes, out.length}, NULL), 0);
    buffer_done(&out);
}

static void test_find(void **state)
{
    (void)state;
    struct buffer out = {0};
    struct ind_writer writer = ind_msgpack_writer(&out);
    ind_write_observation(&writer, &fixture_full, &fixture_article, &fixture_producer);
    ind_frame body = {out.bytes, out.length};
    ind_value value;
    assert_int_equal(ind_find_value(body, "level.value", &value), 0);
    assert_int_equal(value.text.length, strlen("39200000000"));
    assert_memory_equal(value.text.bytes, "39200000000", value.text.length);
    assert_int_equal(ind_find_value(body, "plan.1.value_span.0", &value), 0);
    assert_int_equal(value.natural, 290);
    assert_int_equal(ind_find_value(body, "plan.0.value_span", &value), 0);
    assert_int_equal(value.kind, IND_VALUE_NULL);
    assert_int_equal(ind_find_value(body, "", &value), 0);
    assert_int_equal(value.kind, IND_VALUE_MAP);
    static const char *const absent[] = {"plan.2", "plan.x", "plan.", "plan.99999999999999999999", "level.nothing",
                                         "id.length", "lev", "."};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        assert_int_equal(ind_find_value(body, absent[i], &value), IND_E_NOT_FOUND);
    buffer_done(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_integers), cmocka_unit_test(test_others),       cmocka_unit_test(test_refused),
        cmocka_unit_test(test_deepest),  cmocka_unit_test(test_every_prefix), cmocka_unit_test(test_find),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
