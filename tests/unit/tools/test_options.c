/* The command line of a verb, read from its table; what is wrong is refused with the usage status. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "daemon/service/config.h"
#include "daemon/tools/feed.h"
#include "daemon/tools/options.h"

static const struct option_row options[] = {
    {"format", "json|table|csv", "how", 'f'}, {"topic", "PREFIX", "which", 't'},
    {"count", "N", "how many", 'n'},          {"quiet", NULL, "less", 'q'},
    {0},
};

static const struct verb verb = {.name = "show", .arguments = "[FILE…]", .summary = "", .options = options, .most = 2};

/* Words ended by NULL, behind the verb's name. */
static int read_words(struct call *call, char **words)
{
    char *argv[16] = {"show"};
    int argc = 1;
    for (; *words; words++)
        argv[argc++] = *words;
    static char *kept[16];
    memcpy(kept, argv, sizeof kept);
    return call_read(call, &verb, argc, kept);
}

#define WORDS(...) (char *[]){__VA_ARGS__, NULL}

static void values(void **state)
{
    (void)state;
    struct call call;
    assert_int_equal(read_words(&call, WORDS("--topic=a", "x", "-t", "b", "-qf", "csv", "--count", "7", "--", "-y")), 0);
    assert_string_equal(call_each(&call, "topic", 0), "a");
    assert_string_equal(call_each(&call, "topic", 1), "b");
    assert_null(call_each(&call, "topic", 2));
    assert_string_equal(call_value(&call, "format", "json"), "csv");
    assert_true(call_has(&call, "quiet"));
    assert_int_equal(call.argument_count, 2);
    assert_string_equal(call.arguments[0], "x");
    assert_string_equal(call.arguments[1], "-y");
    uint64_t count = 0;
    assert_int_equal(call_number(&call, "count", 1, 9, 3, &count), 0);
    assert_int_equal(count, 7);
    assert_int_equal(call_number(&call, "count", 1, 6, 3, &count), CTL_USAGE);
    assert_int_equal(count, 7); /* untouched */
    call_done(&call);
}

static void nothing_given(void **state)
{
    (void)state;
    struct call call;
    uint64_t count;
    assert_int_equal(read_words(&call, (char *[]){NULL}), 0);
    assert_string_equal(call_value(&call, "format", "json"), "json");
    assert_false(call_has(&call, "quiet"));
    assert_int_equal(call_number(&call, "count", 1, 9, 3, &count), 0);
    assert_int_equal(count, 3);
    call_done(&call);
}

static void help(void **state)
{
    (void)state;
    struct call call;
    assert_int_equal(read_words(&call, WORDS("--help", "--nonsense")), 0);
    assert_true(call.help);
    call_done(&call);
}

static void refused(void **state)
{
    (void)state;
    char **const wrong[] = {
        WORDS("--format", "xml"), WORDS("--format=js"), WORDS("--format", ""), WORDS("--format"), WORDS("-t"),
        WORDS("--nonsense"),      WORDS("-z"),          WORDS("--quiet=yes"),  WORDS("a", "b", "c"),
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct call call;
        assert_int_equal(read_words(&call, wrong[i]), CTL_USAGE);
        call_done(&call);
    }
    static const char *const numbers[] = {"", "x", "1x", "-1", "+1", "0x2", "99999999999999999999", "0"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char word[64];
        snprintf(word, sizeof word, "--count=%s", numbers[i]);
        struct call call;
        uint64_t count = 5;
        assert_int_equal(read_words(&call, WORDS(word)), 0);
        assert_int_equal(call_number(&call, "count", 1, 9, 3, &count), CTL_USAGE);
        assert_int_equal(count, 5);
        call_done(&call);
    }
}

/* The tool looks for the daemon where the daemon is by default. */
static void defaults_meet(void **state)
{
    (void)state;
#define X(field, key, type, initial, least, most, help)  \
    if (!strcmp(key, "feed"))                            \
        assert_string_equal((const char *)initial, FEED_DEFAULT); \
    if (!strcmp(key, "replay"))                          \
        assert_string_equal((const char *)initial, REPLAY_DEFAULT);
    CONFIG_KEYS(X)
#undef X
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values),  cmocka_unit_test(nothing_given), cmocka_unit_test(help),
        cmocka_unit_test(refused), cmocka_unit_test(defaults_meet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
