/* JSON as it should be, as crawlers write it, and as it must be refused: each with the offset that is to blame. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "daemon/text/json.h"

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)1 << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_done(&arena);
    return 0;
}

static struct json read(const char *bytes)
{
    struct json value = {0};
    struct ind_fault fault = {0};
    uint32_t at = 0;
    if (json_read(bytes, (uint32_t)strlen(bytes), &at, &value, &fault) < 0)
        fail_msg("%s: %s", bytes, fault.text);
    assert_true(json_ends(bytes, (uint32_t)strlen(bytes), at));
    return value;
}

static void reads_values(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        enum json_kind kind;
        uint32_t length;
    } values[] = {
        {" null ", JSON_NULL, 4},      {"true", JSON_TRUE, 4},          {"false", JSON_FALSE, 5},
        {"-0.5e+10", JSON_NUMBER, 8},  {"0", JSON_NUMBER, 1},           {"1E-3", JSON_NUMBER, 4},
        {"NaN", JSON_NUMBER, 3},       {"-Infinity", JSON_NUMBER, 9},   {"\"\"", JSON_STRING, 2},
        {"\"a\tb\"", JSON_STRING, 5},  {"\"\\u00e1\\\"\"", JSON_STRING, 10}, {"[]", JSON_ARRAY, 2},
        {"[ ]\n", JSON_ARRAY, 3},      {"{ }", JSON_OBJECT, 3},         {"[[],{},[{}]]", JSON_ARRAY, 12},
        {"{\"a\":[1,{\"b\":null}],\"c\":\"}\"}", JSON_OBJECT, 28},
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct json value = read(values[i].bytes);
        if (value.kind != values[i].kind || value.length != values[i].length)
            fail_msg("%s: kind %d, length %u", values[i].bytes, value.kind, value.length);
    }
}

static void refuses_what_is_broken(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t at;
    } broken[] = {
        {"", 0},        {"  ", 2},       {"nul", 0},      {"{", 1},        {"[1,", 3},       {"[1 2]", 3},   {"{\"a\" 1}", 5},
        {"{\"a\":}", 5}, {"{a:1}", 1},    {"[1,]", 3},     {"{\"a\":1,}", 7}, {"\"abc", 4},    {"\"\\x\"", 2}, {"\"\\u12g4\"", 5},
        {"[1}", 2},     {"{\"a\":1]", 6}, {"-", 1},        {"1.", 2},       {"1e", 2},        {"+1", 0},      {"]", 0},
        {"\"\\", 2},    {"'a'", 0},
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct json value = {.length = 4711};
        struct ind_fault fault = {0};
        uint32_t at = 0;
        assert_int_equal(json_read(broken[i].bytes, (uint32_t)strlen(broken[i].bytes), &at, &value, &fault), IND_E_INVALID);
        if (fault.at != broken[i].at)
            fail_msg("%s: at %zu, not %zu: %s", broken[i].bytes, fault.at, broken[i].at, fault.text);
        assert_int_equal(at, 0);
        assert_int_equal(value.length, 4711);
    }
    assert_false(json_ends("1 2", 3, 1));
}

/* As deep as allowed, and a level deeper; a million levels cost no stack. */
static void bounds_nesting(void **state)
{
    (void)state;
    static char deep[1000000];
    struct json value;
    struct ind_fault fault = {0};
    uint32_t at = 0;
    memset(deep, '[', JSON_DEPTH_MAX);
    memset(deep + JSON_DEPTH_MAX, ']', JSON_DEPTH_MAX);
    assert_int_equal(json_read(deep, 2 * JSON_DEPTH_MAX, &at, &value, NULL), 0);
    assert_int_equal(value.length, 2 * JSON_DEPTH_MAX);
    memset(deep, '[', sizeof deep);
    at = 0;
    assert_int_equal(json_read(deep, sizeof deep, &at, &value, &fault), IND_E_INVALID);
    assert_int_equal(fault.at, JSON_DEPTH_MAX);
}

static void walks(void **state)
{
    (void)state;
    struct json object = read("{\"a\" : 1 , \"b\":[ true,\"x\" ,{}] }"), key, value;
    struct json_walk walk = json_walk(&object);
    assert_true(json_next(&walk, &key, &value));
    assert_memory_equal(key.bytes, "\"a\"", 3);
    assert_int_equal(value.kind, JSON_NUMBER);
    assert_true(json_next(&walk, &key, &value));
    assert_int_equal(value.kind, JSON_ARRAY);
    assert_false(json_next(&walk, &key, &value));
    walk = json_walk(&value);
    static const enum json_kind kinds[] = {JSON_TRUE, JSON_STRING, JSON_OBJECT};
    for (int i = 0; i < 3; i++) {
        assert_true(json_next(&walk, &key, &value));
        assert_int_equal(key.kind, JSON_NULL);
        assert_int_equal(value.kind, kinds[i]);
    }
    assert_false(json_next(&walk, &key, &value));
    struct json number = read("5");
    walk = json_walk(&number);
    assert_false(json_next(&walk, &key, &value));
}

static void decodes_strings(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *text;
    } strings[] = {
        {"\"\"", ""},
        {"\"tỷ\"", "tỷ"},
        {"\"t\\u1ef7 \\\"\\\\\\/\\b\\f\\n\\r\\t\"", "tỷ \"\\/\b\f\n\r\t"},
        {"\"\\uD83D\\ude00\"", "\xF0\x9F\x98\x80"},
        {"\"\\ud800x\"", "\xEF\xBF\xBDx"},                /* half a pair … */
        {"\"\\ud800\\u0041\"", "\xEF\xBF\xBD" "A"},       /* … with another character behind */
        {"\"\\ude00\\ud83d\"", "\xEF\xBF\xBD\xEF\xBF\xBD"}, /* … the wrong way round */
        {"\"a\\u0000b\"", "a\xEF\xBF\xBD" "b"},
    };
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        struct json value = read(strings[i].bytes);
        ind_text text = json_string(&arena, &value);
        assert_string_equal(text.bytes, strings[i].text);
        assert_int_equal(text.length, strlen(strings[i].text));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_values), cmocka_unit_test(refuses_what_is_broken), cmocka_unit_test(bounds_nesting),
        cmocka_unit_test(walks),        cmocka_unit_test(decodes_strings),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
