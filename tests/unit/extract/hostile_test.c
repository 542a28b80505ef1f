/* Files that are meant to hurt: each is read or refused with a sentence, in bounded memory, and four times as much of it
 * takes about four times as long. How long that is beside an ordinary article is the bench's to tell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <time.h>

#include "daemon/base/buffer.h"
#include "tests/support/extracting.h"

#define KIB ((size_t)1 << 10)
#define MIB ((size_t)1 << 20)

/* Processor time is not the same in every run: what is quadratic takes sixteen times as long. */
#define TIMES_MOST 12
#define SLACK_SECONDS 0.1

static const struct shape {
    const char *what, *name, *front, *unit, *back;
} shapes[] = {
    {"a million tags", "a.html", "<p>", "<b>", ""},
    {"tags that close nothing", "a.html", "<p>", "</i></td>", ""},
    {"tables in tables", "a.html", "<p>", "<table><tr><td>1", ""},
    {"one tag of attributes", "a.html", "<p ", "a=1 ", ">5 ha</p>"},
    {"a comment without an end", "a.html", "<p>5 ha</p><!--", "-<!", ""},
    {"references", "a.html", "<p>", "&amp;&#x1F600;&nhoxyz;", "</p>"},
    {"entities that a document makes up", "a.html",
     "<!DOCTYPE x [<!ENTITY a \"5 ha, 5 ha, 5 ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><p>", "&b;", "</p>"},
    {"arrays in arrays", "a.json", "", "[", ""},
    {"halves of surrogates in a record", "a.json", "{\"text\": \"5 ha ", "\\ud800", "\"}"},
    {"lines of broken records", "a.jsonl", "", "{\"text\": \"5 ha\n", ""},
    {"surrogates in UTF-8", "a.txt", "Trồng 5 ha. ", "\xED\xA0\x80", ""},
    {"marks on one letter", "a.txt", "Trồng 5 ha. a", "\xCC\x81\xCC\xA3", ""},
    {"one line", "a.txt", "", "thực hiện nhiệm vụ phát triển kinh tế ", ""},
    {"a row of bars", "a.txt", "Chỉ tiêu | Kế hoạch\n", "1|", "\n2 | 3\n"},
    {"rows without a header", "a.txt", "", "-\t1\n", ""},
    {"a header of all columns", "a.txt", "Chỉ tiêu", "\tKế hoạch", "\nLúa\t5\t6\nNgô\t7\t8\n"},
    {"cells on lines", "a.txt", "", "Chỉ tiêu\nĐVT\nKH năm 2020\n", ""},
    {"quotes in quotes", "a.md", "# A\n\n", "> ", "5 ha"},
    {"stars", "a.md", "", "**_`", ""},
};

static void fill(const struct shape *shape, size_t length, struct buffer *ret_bytes)
{
    buffer_init(ret_bytes);
    buffer_text(ret_bytes, shape->front);
    while (ret_bytes->length < length)
        buffer_text(ret_bytes, shape->unit);
    buffer_text(ret_bytes, shape->back);
    assert_false(ret_bytes->failed);
}

static void read_articles(const struct extracting *extracting, const ind_source *file, const char *what)
{
    ind_records *records = NULL;
    struct ind_fault fault = {0};
    ind_source article;
    if (ind_records_new(&records, extracting->tables, file, 0, &fault) < 0 && !fault.text[0])
        fail_msg("%s: refused without a word", what);
    while (records && ind_records_next(records, &article)) {
        const ind_result *result;
        fault = (struct ind_fault){0};
        if (ind_extract(extracting->extractor, &article, &result, &fault) < 0 && !fault.text[0])
            fail_msg("%s: refused without a word", what);
    }
    ind_records_free(records);
}

static double seconds_of(const struct extracting *extracting, const struct shape *shape, size_t length)
{
    struct buffer bytes;
    fill(shape, length, &bytes);
    const ind_source file = {.name = shape->name, .bytes = bytes.bytes, .length = bytes.length};
    clock_t begun = clock();
    read_articles(extracting, &file, shape->what);
    double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
    buffer_done(&bytes);
    return seconds;
}

static void takes_as_long_as_it_is(void **state)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        double little = seconds_of(*state, &shapes[i], 256 * KIB), much = seconds_of(*state, &shapes[i], MIB);
        if (much > little * TIMES_MOST + SLACK_SECONDS)
            fail_msg("%s: %.3f s, and %.3f s for four times as much", shapes[i].what, little, much);
    }
}

/* What a document makes up stays as it is written: nothing of it grows. */
static void expands_no_entity_of_a_document(void **state)
{
    static const char page[] = "<!DOCTYPE x [<!ENTITY a \"5 ha\"><!ENTITY b \"&a;&a;&a;\">]><p>Xã trồng &b; rừng, 12 ha ngô.</p>";
    const ind_source source = {.name = "a.html", .bytes = page, .length = sizeof page - 1};
    const ind_result *result = extracting_read(*state, &source);
    assert_int_equal(result->count, 1);
    assert_true(result->text.length < sizeof page);
}

/* As large as the daemon takes one. */
static void reads_a_line_of_sixteen_mebibytes(void **state)
{
    const struct shape line = {.front = "Xã trồng 12 ha ngô, ", .unit = "thực hiện nhiệm vụ phát triển kinh tế ", .back = ""};
    struct buffer bytes;
    fill(&line, 16 * MIB - KIB, &bytes);
    assert_int_equal(extracting_text(*state, bytes.bytes, bytes.length)->count, 1);
    buffer_done(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_as_long_as_it_is),
        cmocka_unit_test(expands_no_entity_of_a_document),
        cmocka_unit_test(reads_a_line_of_sixteen_mebibytes),
    };
    return cmocka_run_group_tests(tests, extracting_set_up, extracting_tear_down);
}
