/* Files of JSON through the whole extraction: which articles are in one, what their fields say, with the built-in table of
 * field names and with an operator's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <indicatord/extract.h>

#include "daemon/base/digest.h"
#include "tests/support/extracting.h"

#include <string.h>

static ind_records *open_file(const ind_tables *tables, const char *name, const char *bytes, size_t length)
{
    ind_records *records = NULL;
    struct ind_fault fault = {0};
    const ind_source file = {.name = name, .bytes = bytes, .length = length};
    if (ind_records_new(&records, tables, &file, 0, &fault) < 0)
        fail_msg("%s", fault.text);
    return records;
}

static bool text_is(ind_text text, const char *expected)
{
    return expected ? text.length == strlen(expected) && !memcmp(text.bytes, expected, text.length) : !text.bytes;
}

#define assert_text(text, expected)                                                             \
    do {                                                                                        \
        ind_text got_text = (text);                                                             \
        if (!text_is(got_text, expected))                                                       \
            fail_msg("'%.*s', not '%s'", (int)got_text.length, got_text.bytes ? got_text.bytes : "", expected); \
    } while (0)

/* --- one record ----------------------------------------------------------------------------------------------------- */

static const struct {
    const char *json, *text, *title, *url, *author;
    ind_date published;
} forms[] = {
    {"{\"title\":\"Họp báo quý\",\"text\":\"Thu 5 tỷ đồng.\",\"url\":\"http://a/1\",\"published\":\"2021-03-12T08:00:00\"}",
     "Họp báo quý\nThu 5 tỷ đồng.", "Họp báo quý", "http://a/1", NULL, {2021, 3, 12}},
    {"{\"Headline\":\"A\",\"article_body\":\"Thu 5 tỷ\",\"datePublished\":\"12/03/2021 10:00\",\"author\":{\"name\":\"Lan\"}}",
     "A\nThu 5 tỷ", "A", NULL, "Lan", {2021, 3, 12}},
    {"{\"title\":{\"rendered\":\"A b\"},\"content\":{\"rendered\":\"<p>Thu 5 tỷ.</p><p>Chi <b>6</b> tỷ.</p>\",\"protected\":false},"
     "\"date\":\"2021-03-12\"}",
     "A b\nThu 5 tỷ.\nChi 6 tỷ.", "A b", NULL, NULL, {2021, 3, 12}},
    {"{\"maintext\":[\"Thu 5 tỷ.\",\"Chi 6 tỷ.\"],\"authors\":[\"Lan\",\"Mai\"],\"timestamp\":1615507200}",
     "Thu 5 tỷ.\nChi 6 tỷ.", NULL, NULL, "Lan, Mai", {2021, 3, 12}},
    {"{\"text\":\"Thu 5 tỷ\",\"date\":1615570000000}", "Thu 5 tỷ", NULL, NULL, NULL, {2021, 3, 13}}, /* in Vietnam */
    {"{\"title\":\"Thu 5 tỷ\",\"text\":\"Thu 5 tỷ\\nChi 6 tỷ\"}", "Thu 5 tỷ\nChi 6 tỷ", "Thu 5 tỷ", NULL, NULL, {0}},
    {"{\"title\":\"A b\",\"description\":\"Tóm tắt\",\"body\":\"Thu 5 tỷ\"}", "A b\nTóm tắt\nThu 5 tỷ", "A b", NULL, NULL, {0}},
    {"{\"text\":\"\",\"body\":\" \\n\",\"content\":\"Thu 5 tỷ\"}", "Thu 5 tỷ", NULL, NULL, NULL, {0}}, /* the first with words */
    {"{\"status\":1,\"data\":{\"article\":{\"title\":\"A b\",\"text\":\"Thu 5 tỷ\"}},\"url\":\"http://a\"}", "A b\nThu 5 tỷ",
     "A b", "http://a", NULL, {0}},
    {"{\"title\":\"Chỉ có tên\",\"sapo\":\"Thu 5 tỷ\"}", "Chỉ có tên\nThu 5 tỷ", "Chỉ có tên", NULL, NULL, {0}},
    {"{\"text\":\"Thu \\ud800 5 tỷ\\u0000\",\"n\":NaN}", "Thu \xEF\xBF\xBD 5 tỷ\xEF\xBF\xBD", NULL, NULL, NULL, {0}},
    {"{\"text\":\"huy\\u00e1\\u00bb\\u2021n thu 5 t\\u00e1\\u00bb\\u00b7\"}", "huyện thu 5 tỷ", NULL, NULL, NULL, {0}}, /* mojibake */
    {"{\"title\":\"A &amp; B &#8220;c&#8221;\",\"url\":\"http://a?b=1&copy=2\",\"text\":\"Thu&nbsp;5 tỷ &lt; 6 tỷ\\nR&D\"}",
     "A & B “c”\nThu 5 tỷ < 6 tỷ\nR&D", "A & B “c”", "http://a?b=1&copy=2", NULL, {0}},
    {"{\"text\":\"&lt;p&gt;Thu 5 tỷ.&lt;/p&gt;\"}", "Thu 5 tỷ.", NULL, NULL, NULL, {0}},
    {"{\"_source\":{\"noi_dung\":\"Thu 5 tỷ\",\"Nguồn\":1}}", "Thu 5 tỷ", NULL, NULL, NULL, {0}},
};

/* Blank lines and blanks at the ends of lines are the layout's business. */
static void squeeze(ind_text text, char *ret_text)
{
    size_t length = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '\n' && (!length || ret_text[length - 1] == '\n'))
            continue;
        ret_text[length++] = text.bytes[i];
    }
    while (length && ret_text[length - 1] == '\n')
        length--;
    ret_text[length] = '\0';
}

static void reads_a_record(void **state)
{
    struct extracting *extracting = *state;
    static const char *const names[] = {"a.json", "A.JSON", NULL, "a.txt"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms * 4; i++) {
        const char *json = forms[i / 4].json;
        const ind_source source = {.name = names[i % 4], .bytes = json, .length = strlen(json)};
        const ind_result *result = NULL;
        struct ind_fault fault = {0};
        char text[1000];
        if (ind_extract(extracting->extractor, &source, &result, &fault) < 0)
            fail_msg("%s: %s", json, fault.text);
        squeeze(result->text, text);
        assert_string_equal(text, forms[i / 4].text);
        if (forms[i / 4].title)
            assert_text(result->article.title, forms[i / 4].title);
        assert_text(result->article.url, forms[i / 4].url);
        assert_text(result->article.author, forms[i / 4].author);
        assert_memory_equal(&result->article.published, &forms[i / 4].published, sizeof(ind_date));
        assert_string_equal(result->article.format, "json");
        assert_false(result->article.offsets_in_file);
        assert_int_equal(result->article.line, 0);
    }
}

/* --- several -------------------------------------------------------------------------------------------------------- */

static void assert_parts(const ind_tables *tables, const char *name, const char *bytes, size_t length, const char *const *parts,
                         const uint32_t *lines, size_t count)
{
    ind_records *records = open_file(tables, name, bytes, length);
    ind_source part;
    for (size_t i = 0; i < count; i++) {
        assert_true(ind_records_next(records, &part));
        assert_text(((ind_text){part.bytes, (uint32_t)part.length}), parts[i]);
        assert_int_equal(part.line, lines[i]);
    }
    assert_false(ind_records_next(records, &part));
    ind_records_free(records);
}

#define ONE "{\"text\":\"Thu 5 tỷ đồng\"}"
#define TWO "{\"text\":\"Chi 6 tỷ đồng\", \"x\":[1,{}]}"

static void finds_the_records_of_a_file(void **state)
{
    const struct extracting *extracting = *state;
    static const char *const both[] = {ONE, TWO}, *const broken[] = {ONE, "{", TWO};
    static const uint32_t lines[] = {1, 2}, apart[] = {2, 5}, three[] = {1, 2, 3};
    static const struct {
        const char *name, *bytes;
        const char *const *parts;
        const uint32_t *lines;
        size_t count;
    } files[] = {
        {"a.jsonl", ONE "\n" TWO "\n", both, lines, 2},
        {"a.ndjson", "\xEF\xBB\xBF" ONE "\r\n" TWO, both, lines, 2},
        {"a.jsonl", "\n" ONE " \n\n \t\n" TWO "\n\n", both, apart, 2},
        {"a.jsonl", ONE "\n{\n" TWO, broken, three, 3},
        {"a.json", ONE "\n" TWO "\n", both, lines, 2}, /* lines by mistake */
        {NULL, ONE "\n" TWO "\n", both, lines, 2},
        {"a.json", "[" ONE ",\n" TWO "]", both, lines, 2},
        {NULL, " [" ONE "," TWO "]", both, lines, 2},
        {"a.json", "{\"meta\":{\"n\":2},\"data\":{\"items\":[" ONE "," TWO "]}}", both, lines, 2},
        {"a.jsonl", "", NULL, NULL, 0},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_parts(extracting->tables, files[i].name, files[i].bytes, strlen(files[i].bytes), files[i].parts, files[i].lines,
                     files[i].count);
}

/* What only looks like JSON, or is another file, is one article. */
static void leaves_other_files_whole(void **state)
{
    const struct extracting *extracting = *state;
    static const char *const files[] = {"Thu 5 tỷ đồng", "[Infographic] Thu 5 tỷ", "{\"a\":1}", "[1,2]", ONE, "{{\"text\":\"Thu 5 tỷ đồng\"}"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        static const uint32_t zero;
        assert_parts(extracting->tables, "a.txt", files[i], strlen(files[i]), &files[i], &zero, 1);
    }
}

static void gives_each_record_an_id_of_its_own(void **state)
{
    struct extracting *extracting = *state;
    ind_records *records = open_file(extracting->tables, "a.jsonl", ONE "\n" TWO, strlen(ONE "\n" TWO));
    ind_source part;
    for (uint32_t line = 1; ind_records_next(records, &part); line++) {
        const ind_result *result = NULL;
        char id[DIGEST_HEX + 1];
        assert_int_equal(ind_extract(extracting->extractor, &part, &result, NULL), 0);
        digest_hex(line == 1 ? ONE : TWO, strlen(line == 1 ? ONE : TWO), id);
        assert_string_equal(result->article.id, id);
        assert_int_equal(result->article.line, line);
        assert_string_equal(result->article.format, "jsonl");
        assert_string_equal(result->article.encoding, "utf-8");
        assert_int_equal(result->count, 1);
    }
    ind_records_free(records);
}

/* UTF-16 halves the zeros of ASCII: lines are found in what it decodes to. */
static void decodes_before_it_looks_for_lines(void **state)
{
    const struct extracting *extracting = *state;
    static const char lines[] = "{\"text\":\"Thu 5 t\"}\n{\"text\":\"Chi 6 t\"}\n";
    static const char *const parts[] = {"{\"text\":\"Thu 5 t\"}", "{\"text\":\"Chi 6 t\"}"};
    static const uint32_t numbers[] = {1, 2};
    char wide[2 * sizeof lines];
    for (size_t i = 0; i < sizeof lines - 1; i++) {
        wide[2 * i] = lines[i];
        wide[2 * i + 1] = 0;
    }
    assert_parts(extracting->tables, "a.jsonl", wide, 2 * (sizeof lines - 1), parts, numbers, 2);
    assert_parts(extracting->tables, NULL, wide, 2 * (sizeof lines - 1), parts, numbers, 2);
}

/* --- refusals ------------------------------------------------------------------------------------------------------- */

static void refuses_a_file(void **state)
{
    const struct extracting *extracting = *state;
    static const struct {
        const char *bytes;
        size_t at;
    } files[] = {{"{\"text\":\"Thu\"", 13}, {"{\"port\":80}", SIZE_MAX}, {"Thu 5 tỷ", 0}, {ONE " x", sizeof ONE - 1}, {"", 0}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        ind_records *records = NULL;
        struct ind_fault fault = {0};
        const ind_source file = {.name = "a.json", .bytes = files[i].bytes, .length = strlen(files[i].bytes)};
        assert_int_equal(ind_records_new(&records, extracting->tables, &file, 0, &fault), IND_E_INVALID);
        assert_null(records);
        if (fault.at != files[i].at)
            fail_msg("%s: at %zu: %s", files[i].bytes, fault.at, fault.text);
    }
}

static void refuses_a_record(void **state)
{
    struct extracting *extracting = *state;
    static const struct {
        const char *line;
        int code;
    } lines[] = {{"{", IND_E_INVALID},         {ONE ONE, IND_E_INVALID},          {"[]", IND_E_EMPTY}, {"5", IND_E_EMPTY},
                 {"{\"text\":\" \"}", IND_E_EMPTY}, {"{\"text\":\"<p> </p>\"}", IND_E_EMPTY}, {"{\"title\":\"x\"}", IND_E_EMPTY}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        ind_records *records = open_file(extracting->tables, "a.jsonl", lines[i].line, strlen(lines[i].line));
        ind_source part;
        const ind_result *result = NULL;
        struct ind_fault fault = {0};
        assert_true(ind_records_next(records, &part));
        int code = ind_extract(extracting->extractor, &part, &result, &fault);
        if (code != lines[i].code)
            fail_msg("%s: %s %s", lines[i].line, ind_error_name(code), fault.text);
        assert_int_equal(fault.code, code);
        assert_null(result);
        ind_records_free(records);
    }
    const ind_source both = {.name = "a.jsonl", .bytes = ONE "\n" TWO, .length = strlen(ONE "\n" TWO)};
    const ind_result *result = NULL;
    assert_int_equal(ind_extract(extracting->extractor, &both, &result, NULL), IND_E_UNSUPPORTED);
}

/* --- the table -------------------------------------------------------------------------------------------------------- */

/* An extractor with a table of an operator's beside the built-in ones. */
struct extended {
    ind_tables *tables;
    ind_extractor *extractor;
};

static struct extended extended_by(const char *name, const char *rows)
{
    struct extended extended = {0};
    struct ind_fault fault = {0};
    const ind_table_file file = {.name = name, .bytes = rows, .length = strlen(rows)};
    if (ind_tables_new(&extended.tables, &file, 1, &fault) < 0)
        fail_msg("%s", fault.text);
    assert_int_equal(ind_extractor_new(&extended.extractor, extended.tables, 0), 0);
    return extended;
}

static void extended_free(struct extended extended)
{
    ind_extractor_free(extended.extractor);
    ind_tables_free(extended.tables);
}

static const ind_result *extract_by(struct extended extended, const char *article)
{
    const ind_source source = {.name = "a.txt", .bytes = article, .length = strlen(article)};
    const ind_result *result = NULL;
    assert_int_equal(ind_extract(extended.extractor, &source, &result, NULL), 0);
    return result;
}

static void takes_an_operators_names(void **state)
{
    const struct extracting *extracting = *state;
    struct extended extended = extended_by("fields.tsv", "role\tnames\ntext\tVăn bản;ruột\ntitle\ttua-đề\n");
    assert_string_not_equal(ind_tables_digest(extended.tables), ind_tables_digest(extracting->tables));
    static const char json[] = "{\"tuađề\":\"A b\",\"title\":\"C\",\"text\":\"Chi 6 tỷ\",\"ruột\":\"Thu 5 tỷ\"}";
    const ind_source source = {.name = "a.json", .bytes = json, .length = sizeof json - 1};
    ind_text text;
    assert_int_equal(ind_text_of(extended.extractor, &source, &text, NULL), 0);
    char squeezed[100];
    squeeze(text, squeezed);
    assert_string_equal(squeezed, "A b\nThu 5 tỷ");
    extended_free(extended);
}

/* A cue of the class 'about' may name a subject that no wording needs, or none. */
static void takes_an_operators_subjects(void **state)
{
    (void)state;
    struct extended extended = extended_by(
        "cues.tsv", "class\tvalue\tsurfaces\nabout\tseason\tvụ lấp\nabout\ttides\tcon nước\nabout\t-\tcon trăng\n");
    const ind_result *result =
        extract_by(extended, "Vụ lấp năm 2020, theo con nước và con trăng, xã thu hoạch 35 ha lúa.");
    assert_int_equal(result->count, 1);
    extended_free(extended);
}

/* Cues of classes that else have a value may come without one. */
static void takes_an_operators_cues_without_a_value(void **state)
{
    (void)state;
    struct extended extended =
        extended_by("cues.tsv", "class\tvalue\tsurfaces\nplace_kind\t-\tmiệt vườn\nfacet\t-\txe lam\n"
                                "assigner\t-\thội đình\nearlier\t-\tmùa cũ\nqualifier\t-\tsuýt soát\n");
    const ind_result *result = extract_by(
        extended,
        "Thu ngân sách của miệt vườn Lạc Dương đạt 39,2 tỷ đồng, bằng 95% kế hoạch hội đình giao, tăng 13% so với mùa "
        "cũ. Sản lượng lúa trên địa bàn miệt vườn đạt suýt soát 120 tấn. Vận tải xe lam vận chuyển 12 nghìn lượt hành "
        "khách. Tai nạn giao thông xe lam xảy ra 38 vụ.\n\n"
        "Chỉ tiêu | KH hội đình giao | % so với KH hội đình giao\nSản lượng lúa (tấn) | 120 | 95\n");
    assert_true(result->count >= 4);
    extended_free(extended);
}

/* … and a pattern of his may begin like none of the built-in ones. */
static void takes_an_operators_patterns(void **state)
{
    (void)state;
    struct extended extended =
        extended_by("patterns.tsv", "kind\tname\tpattern\ngrade\tpurity\t[0-9]+% nguyên chất\n");
    const ind_result *result =
        extract_by(extended, "Năm 2020, xã bán 35 tấn mật 95% nguyên chất, tăng 7% so với năm trước.");
    assert_int_equal(result->left_out_count, 1);
    assert_memory_equal(result->left_out[0].rule.bytes, "patterns:purity", result->left_out[0].rule.length);
    extended_free(extended);
}

static void refuses_a_wrong_row(void **state)
{
    (void)state;
    static const char *const rows[] = {"role\tnames\nkind\ta\n", "role\tnames\ntext\t_-\n"};
    for (size_t i = 0; i < 2; i++) {
        const ind_table_file file = {.name = "fields.tsv", .bytes = rows[i], .length = strlen(rows[i])};
        ind_tables *tables = NULL;
        struct ind_fault fault = {0};
        assert_int_equal(ind_tables_new(&tables, &file, 1, &fault), IND_E_INVALID);
        assert_non_null(strstr(fault.text, "fields.tsv:2"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_record),
        cmocka_unit_test(finds_the_records_of_a_file),
        cmocka_unit_test(leaves_other_files_whole),
        cmocka_unit_test(gives_each_record_an_id_of_its_own),
        cmocka_unit_test(decodes_before_it_looks_for_lines),
        cmocka_unit_test(refuses_a_file),
        cmocka_unit_test(refuses_a_record),
        cmocka_unit_test(takes_an_operators_names),
        cmocka_unit_test(takes_an_operators_subjects),
        cmocka_unit_test(takes_an_operators_cues_without_a_value),
        cmocka_unit_test(takes_an_operators_patterns),
        cmocka_unit_test(refuses_a_wrong_row),
    };
    return cmocka_run_group_tests(tests, extracting_set_up, extracting_tear_down);
}
