/* Patterns: what the built-in rows take and leave, groups, an operator's rows, limits, and life without JIT. */
#include "support.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "daemon/base/error.h"
#include "daemon/lang/pattern.h"

#define HEADER "kind\tname\tpattern\n"

/* "kind:text" of what matches at byte `at`, "-" for nothing; static storage. */
static const char *matched(struct pattern_worker *worker, const char *source, uint32_t at, struct pattern_match *ret_match)
{
    static char text[300];
    struct text plain = {.bytes = source, .length = (uint32_t)strlen(source)};
    struct pattern_match untouched = {.end = 4711};
    *ret_match = untouched;
    if (!pattern_at(worker, &plain, at, ret_match)) {
        assert_int_equal(ret_match->end, 4711);
        return "-";
    }
    assert_true(ret_match->end > at && ret_match->end <= plain.length);
    snprintf(text, sizeof text, "%s:%.*s", ret_match->kind, (int)(ret_match->end - at), source + at);
    return text;
}

/* Where the numeral does not begin the text, '@' stands before it. */
static const struct example {
    const char *source;
    const char *expected;
} examples[] = {
    {"15/2021/NQ-HĐND ngày", "document:15/2021/NQ-HĐND"},
    {"13-NQ/HU của", "document:13-NQ/HU"},
    {"1234/QĐ-UBND,", "document:1234/QĐ-UBND"},
    {"18, 19 – NQ/TW", "document:18, 19 – NQ/TW"},
    {"18, @19 – NQ/TW", "document:19 – NQ/TW"},
    {"18,19 – NQ, TW", "document:18,19 – NQ, TW"},
    {"18 NQ/ TU", "document:18 NQ/ TU"},
    {"27/2019/NĐ-CP.", "document:27/2019/NĐ-CP"},
    {"62/2015/NĐ-CP", "document:62/2015/NĐ-CP"},
    {"30a/2008/NQ-CP", "document:30a/2008/NQ-CP"},
    {"120/2020/QH14)", "document:120/2020/QH14"},
    {"05-CT/TW", "document:05-CT/TW"},
    {"1523/SYT-NVY", "document:1523/SYT-NVY"},
    {"12/GP-TTĐT cấp", "document:12/GP-TTĐT"},
    {"02:2009/BYT", "document:02:2009/BYT"},
    {"18/21 chỉ tiêu", "-"},
    {"520/500 ha", "-"},
    {"12.300 ha/KH 15.000 ha", "-"},
    {"42,1%/KH 41,5%", "-"},
    {"88.450/91.000 ha", "-"},
    {"31/10", "-"},
    {"9/2021", "-"},
    {"31/10/2020.", "date:31/10/2020"},
    {"08/01/2021", "date:08/01/2021"},
    {"8/7/21 ", "date:8/7/21"},
    {"8-7-2021", "date:8-7-2021"},
    {"12.5.2021", "date:12.5.2021"},
    {"2019-12-25", "date:2019-12-25"},
    {"2019-13-25", "-"},
    {"32/10/2020", "-"},
    {"31/10/20201", "-"},
    {"08 08 2019 08:51", "date:08 08 2019"},
    {"08 08 2019 @08:51", "time:08:51"},
    {"16:04", "time:16:04"},
    {"16:64", "-"},
    {"7h30", "time:7h30"},
    {"7h", "-"},
    {"7g30'", "time:7g30'"},
    {"7 giờ 30", "time:7 giờ 30"},
    {"14 giờ 30 phút.", "time:14 giờ 30 phút"},
    {"7 giờ 350 người", "-"},
    {"8h-11h30", "time:8h"},
    {"7 giờ sáng", "time:7 giờ"},
    {"18 giờ ngày 12/10", "time:18 giờ"},
    {"lúc @9h.", "time:9h"},
    {"trong @9h", "-"},
    {"5 giờ/ngày", "-"},
    {"24/24 giờ", "idiom:24/24 giờ"},
    {"24/24 chỉ tiêu", "-"},
    {"1903 2045 6789 01", "account:1903 2045 6789 01"},
    {"1903 2045 6789", "account:1903 2045 6789"},
    {"14A-123.45", "plate:14A-123.45"},
    {"105°30'", "coordinate:105°30'"},
    {"1:500", "-"},
    {"0262.3861234", "phone:0262.3861234"},
    {"0238.3844.115.", "phone:0238.3844.115"},
    {"(@0211) 3839 268 - Fax", "phone:0211) 3839 268"},
    {"0296 3 955 115 hoặc", "phone:0296 3 955 115"},
    {"0912345678", "phone:0912345678"},
    {"+@84 262 386 1234", "phone:84 262 386 1234"},
    {"84 262 386 1234", "-"},
    {"1900 9095.", "phone:1900 9095"},
    {"1900 ha", "-"},
    {"1900 66xx", "phone:1900 66xx"},
    {"54/KH 75", "-"},
    {"54/KH của", "document:54/KH"},
    {"18K,", "karat:18K"},
    {"18K/ly", "-"},
    {"0.851", "-"},
    {"02 xã", "-"},
    {"01/01/2021", "date:01/01/2021"},
    {"12.278,27 tỷ", "-"},
    {"tỷ lệ @1/500", "ratio_scale:1/500"},
    {"chi tiết @1/2.000,", "ratio_scale:1/2.000"},
    {"tỷ lệ @1/10.000 của", "ratio_scale:1/10.000"},
    {"có @1/500 hộ", "-"},
    {"39,2%", "-"},
    {"2,14 lần", "-"},
    {"7-10%", "-"},
    {"2016-2020", "-"},
    {"2020-2025", "-"},
    {"350 người/km2", "-"},
};

static void assert_examples(struct pattern_worker *worker)
{
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        const struct example *example = &examples[i];
        struct pattern_match match;
        char source[100];
        size_t at = strcspn(example->source, "@");
        bool marked = example->source[at] != '\0';
        snprintf(source, sizeof source, "%.*s%s", (int)at, example->source, example->source + at + marked);
        const char *got = matched(worker, source, marked ? (uint32_t)at : 0, &match);
        if (strcmp(got, example->expected) != 0)
            fail_msg("\"%s\": %s, not %s", example->source, got, example->expected);
    }
}

static struct pattern_worker *worker_of(ind_tables *tables)
{
    struct pattern_worker *worker = NULL;
    assert_int_equal(pattern_worker_new(&worker, tables), 0);
    return worker;
}

static void test_builtin(void **state)
{
    (void)state;
    ind_tables *tables = tables_with(NULL, NULL);
    struct pattern_worker *worker = worker_of(tables);
    assert_examples(worker);
    struct pattern_match match;
    matched(worker, "ngày 31/10/2020", 6, &match);
    assert_string_equal(match.rule, "patterns:day-month-year");
    assert_int_equal(match.group[0].start, 6);
    assert_int_equal(match.group[0].end, 8);
    assert_int_equal(match.group[1].start, 9);
    assert_int_equal(match.group[2].start, 12);
    assert_int_equal(match.group[2].end, 16);
    assert_int_equal(match.group[3].end, 0);
    matched(worker, "2019-12-25", 0, &match);
    assert_int_equal(match.group[0].start, 8);
    assert_int_equal(match.group[1].start, 5);
    assert_int_equal(match.group[2].start, 0);
    assert_string_equal(matched(worker, "7h30", 4, &match), "-");
    pattern_worker_free(worker);
    pattern_worker_free(NULL);
    ind_tables_free(tables);
}

static void test_own_rows(void **state)
{
    (void)state;
    ind_tables *tables = tables_with("patterns.tsv", HEADER "part\tvowel\t[aeiou]\n"
                                                     "syllable\tzeta\tz({vowel}){1,2}\n"
                                                     "other\tiso\tnever-so\n");
    struct pattern_worker *worker = worker_of(tables);
    struct pattern_match match;
    assert_string_equal(matched(worker, "zeus", 0, &match), "syllable:zeu");
    assert_string_equal(match.rule, "patterns:zeta");
    assert_int_equal(match.group[0].start, 2);
    assert_string_equal(matched(worker, "2019-12-25", 0, &match), "-");
    assert_string_equal(matched(worker, "never-so", 0, &match), "other:never-so");
    pattern_worker_free(worker);
    ind_tables_free(tables);
}

static void test_wrong_rows(void **state)
{
    (void)state;
    assert_refused("patterns.tsv", HEADER "x\ta\t[0-9\n",
                   "patterns.tsv:2: missing terminating ] for character class");
    assert_refused("patterns.tsv", HEADER "x\ta\t1)|(2\n", "patterns.tsv:2: unmatched closing parenthesis");
    assert_refused("patterns.tsv", HEADER "x\ta\t(?x) 1 # 2\n", "patterns.tsv:2: missing closing parenthesis");
    assert_refused("patterns.tsv", HEADER "x\ta\t(1)(2)(3)(4)(5)\n", "patterns.tsv:2: more than 4 groups");
    assert_refused("patterns.tsv", HEADER "x\ta\t[0-9]*\n", "patterns.tsv:2: it may match nothing at all");
    assert_refused("patterns.tsv", HEADER "x\ta\t{nothing}\n", "patterns.tsv:2: there is no part 'nothing'");
    assert_refused("patterns.tsv", HEADER "part\ta\t{dash}\n", "patterns.tsv:2: a part must not be made of parts");
    assert_refused("patterns.tsv", HEADER "x\ta\t1\nx\ta\t2\n", "patterns.tsv:3: 'a' stands in line 2 already");
    assert_refused("patterns.tsv", HEADER "part\tyear\t(1)(2)(3)\n",
                   "patterns.tsv: with the parts in force, 'day-month-year' fails: more than 4 groups");
}

/* A row that goes back and forth for ever counts as no match, soon. */
static void test_limits(void **state)
{
    (void)state;
    ind_tables *tables = tables_with("patterns.tsv", HEADER "x\tslow\tz(?:(?:a|aa)+)+b\nx\tdeep\ty(?:(a|b|c)(?1)?)+d\n");
    struct pattern_worker *worker = worker_of(tables);
    char source[4096];
    memset(source, 'a', sizeof source - 1);
    source[sizeof source - 1] = '\0';
    struct pattern_match match;
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    source[0] = 'z';
    assert_string_equal(matched(worker, source, 0, &match), "-");
    source[0] = 'y';
    assert_string_equal(matched(worker, source, 0, &match), "-");
    clock_gettime(CLOCK_MONOTONIC, &end);
    assert_true(end.tv_sec - begin.tv_sec < 5);
    assert_string_equal(matched(worker, "zaab", 0, &match), "x:zaab");
    pattern_worker_free(worker);
    ind_tables_free(tables);
}

/* No match reaches further than the window. */
static void test_window(void **state)
{
    (void)state;
    ind_tables *tables = tables_with("patterns.tsv", HEADER "x\trun\tz+\n");
    struct pattern_worker *worker = worker_of(tables);
    static char source[1000];
    memset(source, 'z', sizeof source - 1);
    struct pattern_match match;
    matched(worker, source, 100, &match);
    assert_int_equal(match.end, 100 + PATTERN_WINDOW);
    pattern_worker_free(worker);
    ind_tables_free(tables);
}

#ifdef __x86_64__
#define THIS_AUDIT_ARCH AUDIT_ARCH_X86_64
#else
#define THIS_AUDIT_ARCH AUDIT_ARCH_AARCH64
#endif

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))

/* From here on this process gets no memory that can be run, as under MemoryDenyWriteExecute. */
static bool deny_code(void)
{
    struct sock_filter filter[] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_AUDIT_ARCH, 0, 6),
        LOAD(nr),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mmap, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mprotect, 0, 3),
        LOAD(args[2]),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = sizeof filter / sizeof filter[0], .filter = filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
        return false;
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
}

enum { CHILD_RIGHT, CHILD_WRONG, CHILD_JITTED, CHILD_NO_FILTER };

static int run_without_jit(void)
{
    if (!deny_code())
        return CHILD_NO_FILTER;
    struct arena arena;
    arena_init(&arena, (size_t)1 << 20);
    struct pattern_set *set;
    struct pattern_worker *worker;
    struct pattern_fields row = {{"date", 4}, {"iso", 3}, {"([0-9]{4})-[0-9]{2}", 19}, {1, 1}};
    if (pattern_set_new(&set, &arena) < 0 || pattern_set_put(set, &row, NULL) < 0 ||
        pattern_set_compile(set, NULL) < 0 || pattern_set_worker(set, &worker) < 0)
        return CHILD_WRONG;
    struct text text = {.bytes = "in 2019-12", .length = 10};
    struct pattern_match match = {0};
    bool right = pattern_at(worker, &text, 3, &match) && match.end == 10 && match.group[0].end == 7;
    return !right ? CHILD_WRONG : pattern_set_is_jit(set) ? CHILD_JITTED : CHILD_RIGHT;
}

static void test_without_jit(void **state)
{
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(run_without_jit());
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == CHILD_NO_FILTER)
        skip();
    assert_int_equal(WEXITSTATUS(status), CHILD_RIGHT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_jit), /* first: PCRE2 keeps memory that it once got for code */
        cmocka_unit_test(test_builtin),    cmocka_unit_test(test_own_rows), cmocka_unit_test(test_wrong_rows),
        cmocka_unit_test(test_limits),     cmocka_unit_test(test_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
