/* Settings from defaults, file and command line, and the sentence about each way to write them wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include "daemon/service/config.h"
#include "daemon/service/log.h"

#include <stdio.h>
#include <unistd.h>

static char folder[] = "/tmp/indicatord-config-XXXXXX";
static char path[64];

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/conf", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder);
}

static void write_file(const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

#define READ(config, action, fault, ...)                                                             \
    ({                                                                                               \
        char *arguments[] = {"indicatord", __VA_ARGS__, NULL};                                       \
        config_read((int)(sizeof arguments / sizeof *arguments) - 1, arguments, config, action, fault); \
    })

static void test_defaults(void **state)
{
    struct config config;
    enum config_action action;
    char *arguments[] = {"indicatord", NULL};
    (void)state;
    assert_int_equal(config_read(1, arguments, &config, &action, NULL), IND_OK);
    assert_int_equal(action, CONFIG_RUN);
    assert_int_equal(config.settle, 2000);
    assert_int_equal(config.rescan, 30000);
    assert_int_equal(config.max_file, 16u << 20);
    assert_int_equal(config.max_observations, 10000);
    assert_int_equal(config.keep_done, 30 * CONFIG_DAY);
    assert_int_equal(config.retention_days, 30);
    assert_int_equal(config.min_free, 1u << 30);
    assert_int_equal(config.min_free_percent, 5);
    assert_int_equal(config.group_wait, 5);
    assert_int_equal(config.feed.count, 1);
    assert_int_equal(config.log_level, LEVEL_INFO);
    assert_false(config.delete_done);
    assert_string_equal(config.stream, "");
    config_done(&config);
}

static void test_file_then_command_line(void **state)
{
    struct config config;
    enum config_action action;
    (void)state;
    write_file("# a comment\n"
               "\n"
               "inbox = /srv/news#1/in   # behind a blank it is a comment\r\n"
               "  state=/srv/state\n"
               "feed = ipc:///a, tcp://127.0.0.1:1\n"
               "feed = ipc:///b\n"
               "settle = 500ms\n"
               "max-file = 2MiB\n"
               "delete-done = yes\n"
               "log-level = debug");
    assert_int_equal(READ(&config, &action, NULL, "--settle", "0.25", "--config", path, "--max-file=1K"), IND_OK);
    assert_string_equal(config.inbox, "/srv/news#1/in");
    assert_string_equal(config.state, "/srv/state");
    assert_int_equal(config.feed.count, 3);
    assert_string_equal(config.feed.items[1], "tcp://127.0.0.1:1");
    assert_string_equal(config.feed.items[2], "ipc:///b");
    assert_int_equal(config.settle, 250);
    assert_int_equal(config.max_file, 1024);
    assert_true(config.delete_done);
    assert_int_equal(config.log_level, LEVEL_DEBUG);
    config_done(&config);
}

static void test_list_on_the_command_line(void **state)
{
    struct config config;
    enum config_action action;
    (void)state;
    write_file("feed = ipc:///from-the-file\n");
    assert_int_equal(READ(&config, &action, NULL, "--config", path, "--feed", "ipc:///a", "ipc:///b", "--replay", "ipc:///r",
                          "--feed=ipc:///c"),
                     IND_OK);
    assert_int_equal(config.feed.count, 3);
    assert_string_equal(config.feed.items[0], "ipc:///a");
    assert_string_equal(config.feed.items[1], "ipc:///b");
    assert_string_equal(config.feed.items[2], "ipc:///c");
    assert_string_equal(config.replay, "ipc:///r");
    config_done(&config);
}

static void test_units(void **state)
{
    static const struct {
        const char *settle;
        uint64_t ms;
    } durations[] = {{"2", 2000},      {"2s", 2000},         {"1.5 s", 1500}, {"90ms", 90},
                     {"2min", 120000}, {"0.001", 1},         {"1h", 3600000}, {"0", 0}};
    struct config config;
    enum config_action action;
    (void)state;
    for (size_t i = 0; i < sizeof durations / sizeof *durations; i++) {
        char option[32];
        snprintf(option, sizeof option, "--settle=%s", durations[i].settle);
        assert_int_equal(READ(&config, &action, NULL, option), IND_OK);
        assert_int_equal(config.settle, durations[i].ms);
        config_done(&config);
    }
}

static void test_actions(void **state)
{
    struct config config;
    enum config_action action;
    (void)state;
    assert_int_equal(READ(&config, &action, NULL, "--help"), IND_OK);
    assert_int_equal(action, CONFIG_HELP);
    config_done(&config);
    assert_int_equal(READ(&config, &action, NULL, "--version"), IND_OK);
    assert_int_equal(action, CONFIG_VERSION);
    config_done(&config);
}

static void test_file_faults(void **state)
{
    static const struct {
        const char *text, *says;
        int code;
    } cases[] = {
        {"inbox = /a\nsetle = 2\n", ":2: there is no key \"setle\"; the nearest is \"settle\"", IND_E_INVALID},
        {"max_file = 2\n", ":1: there is no key \"max_file\"; the nearest is \"max-file\"", IND_E_INVALID},
        {"\n\nsettle\n", ":3: \"settle\" is no \"key = value\"", IND_E_INVALID},
        {"settle = 2\nsettle = 3\n", ":2: settle is set twice, first on line 1", IND_E_INVALID},
        {"settle = soon\n", ":1: settle: \"soon\" is not a number of seconds (2, 0.5, 30min, 12h and 30d are)", IND_E_INVALID},
        {"settle = 2 weeks\n", ":1: settle: \"2 weeks\" is not a number", IND_E_INVALID},
        {"settle = -1\n", ":1: settle: \"-1\" is not a number", IND_E_INVALID},
        {"settle = 2h\n", ":1: settle: 2h is out of range: 0 to 3600 seconds are allowed", IND_E_RANGE},
        {"max-file = 0\n", ":1: max-file: 0 is out of range: 1 to 1073741824 bytes are allowed", IND_E_RANGE},
        {"max-file = 99999999999999999999\n", ":1: max-file: ", IND_E_INVALID},
        {"max-file = 900000000000000G\n", ":1: max-file: 900000000000000G is out of range", IND_E_RANGE},
        {"workers = 1.5\n", ":1: workers: \"1.5\" is not a number (a whole one is wanted)", IND_E_INVALID},
        {"delete-done = perhaps\n", ":1: delete-done: \"perhaps\" is neither yes nor no", IND_E_INVALID},
        {"log-level = loud\n", ":1: log-level: \"loud\" is none of error, warning, info, debug", IND_E_INVALID},
        {"feed = 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n", ":1: feed: at most 16 values are allowed", IND_E_LIMIT},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct config config = {.settle = 77};
        enum config_action action = CONFIG_VERSION;
        struct ind_fault fault = {0};
        write_file(cases[i].text);
        assert_int_equal(READ(&config, &action, &fault, "--config", path), cases[i].code);
        assert_int_equal(fault.code, cases[i].code);
        assert_memory_equal(fault.text, path, strlen(path));
        assert_memory_equal(fault.text + strlen(path), cases[i].says, strlen(cases[i].says));
        assert_int_equal(config.settle, 77);
        assert_int_equal(action, CONFIG_VERSION);
    }
}

static void test_command_line_faults(void **state)
{
    struct config config;
    enum config_action action;
    struct ind_fault fault;
    (void)state;
    assert_int_equal(READ(&config, &action, &fault, "--inbx", "/a"), IND_E_INVALID);
    assert_string_equal(fault.text, "command line: there is no option --inbx; the nearest is --inbox");
    assert_int_equal(READ(&config, &action, &fault, "--inbox"), IND_E_INVALID);
    assert_string_equal(fault.text, "command line: --inbox needs a value");
    assert_int_equal(READ(&config, &action, &fault, "stray"), IND_E_INVALID);
    assert_string_equal(fault.text, "command line: \"stray\" is no option; --help lists them");
    assert_int_equal(READ(&config, &action, &fault, "--settle", "1", "--settle", "2"), IND_E_INVALID);
    assert_string_equal(fault.text, "command line: --settle stands there twice");
    assert_int_equal(READ(&config, &action, &fault, "--config", "/nowhere/at/all"), IND_E_NOT_FOUND);
    assert_non_null(strstr(fault.text, "/nowhere/at/all"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),      cmocka_unit_test(test_file_then_command_line),
        cmocka_unit_test(test_list_on_the_command_line), cmocka_unit_test(test_units),
        cmocka_unit_test(test_actions),       cmocka_unit_test(test_file_faults),
        cmocka_unit_test(test_command_line_faults),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
