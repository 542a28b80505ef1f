/* Observations as rows of a table and as CSV, from the body that the feed carries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "daemon/base/decimal.h"
#include "daemon/tools/csv.h"
#include "daemon/tools/table.h"
#include "proto/bodies.h"

static ind_text text(const char *bytes)
{
    return (ind_text){bytes, (uint32_t)strlen(bytes)};
}

static const ind_article article = {.id = "a1", .language = "vi", .format = "text", .encoding = "utf-8",
                                    .published = {2021, 1, 11}, .offsets_in_file = true};

/* Revenue: a level with a budget, a relative and an absolute change. */
static ind_observation revenue(ind_figure *figures)
{
    figures[0] = (ind_figure){.role = IND_ROLE_PLAN, .ratio = decimal_of(1135, -3), .basis = text("dự toán"),
                              .basis_code = IND_BASIS_BUDGET, .value = decimal_of(34500000000, 0), .unit = text("VND"),
                              .derived = true, .rule = text("plan"), .text = text("113,5%"), .span = {30, 36}};
    figures[1] = (ind_figure){.role = IND_ROLE_CHANGE, .ratio = decimal_of(93, -2), .rule = text("change"),
                              .qualifier = IND_QUALIFIER_OVER, .text = text("7%"), .span = {40, 42}};
    figures[2] = (ind_figure){.role = IND_ROLE_CHANGE, .delta = decimal_of(35, 0), .unit = text("VND"),
                              .rule = text("change"), .text = text("35 đồng"), .span = {50, 58}};
    return (ind_observation){
        .id = "a1:10", .revision = 1, .indicator = text("thu \"ngân sách\", nội địa"), .head = text("thu"),
        .indicator_code = text("budget.revenue"), .indicator_match = IND_MATCH_EXACT, .status = IND_STATUS_ESTIMATE,
        .period = {.start = {2020, 1, 1}, .end = {2020, 12, 31}, .source = IND_SOURCE_PARAGRAPH, .text = text("Năm 2020")},
        .has_level = true,
        .level = {.value = decimal_of(39200000000, 0), .unit = text("VND"), .dimension = text("money"),
                  .unit_text = text("tỷ đồng"), .qualifier = IND_QUALIFIER_ABOUT, .rule = text("units:tỷ đồng"),
                  .text = text("39,2 tỷ đồng"), .span = {10, 28}},
        .figures = figures, .figure_count = 3,
        .context = text("…"), .context_span = {0, 60}};
}

/* A count as a part of a whole, or as a range. */
static ind_observation schools(bool range)
{
    ind_observation observation = {.id = "a1:99", .revision = 1, .indicator = text("trường đạt chuẩn"),
                                   .has_level = true, .context = text("…"), .context_span = {90, 120}};
    observation.level = (ind_level){.value = decimal_of(79, 0), .unit = text("1"), .dimension = text("count"),
                                    .counted = text("trường"), .text = text("79/88 trường"), .span = {99, 112}};
    if (range)
        observation.level.low = decimal_of(7, 0), observation.level.high = decimal_of(1205, -1);
    else
        observation.level.part = decimal_of(79, 0), observation.level.whole = decimal_of(88, 0);
    return observation;
}

static ind_frame body_of(struct buffer *out, const ind_observation *observation)
{
    const ind_producer producer = {text("0.1.0"), text("t1")};
    struct ind_writer writer = ind_msgpack_writer(out);
    ind_write_observation(&writer, observation, &article, &producer);
    assert_false(out->failed);
    return (ind_frame){out->bytes, out->length};
}

static void expect_row(const ind_observation *observation, const char *wanted)
{
    struct grid grid;
    struct buffer body, out;
    buffer_init(&body);
    buffer_init(&out);
    grid_init(&grid, table_columns, TABLE_COLUMNS);
    table_add(&grid, body_of(&body, observation));
    assert_int_equal(grid_print(&grid, false, 0, &out), 0);
    assert_string_equal(buffer_string(&out), wanted);
    grid_done(&grid);
    buffer_done(&body);
    buffer_done(&out);
}

static void table_rows(void **state)
{
    (void)state;
    ind_figure figures[3];
    ind_observation observation = revenue(figures);
    expect_row(&observation,
               "≈39 200 000 000  VND    113.5  >-7%, +35 VND  2020    estimate  thu › thu \"ngân sách\", nội địa\n");
    observation = schools(false);
    expect_row(&observation, "79/88  trường       -       -  -       actual  trường đạt chuẩn\n");
    observation = schools(true);
    expect_row(&observation, "7–120.5  trường       -       -  -       actual  trường đạt chuẩn\n");
}

static void a_broken_body_is_all_dashes(void **state)
{
    (void)state;
    struct grid grid;
    struct buffer out;
    buffer_init(&out);
    grid_init(&grid, table_columns, TABLE_COLUMNS);
    table_add(&grid, (ind_frame){"\xdf\xff\xff\xff\xff", 5});
    assert_int_equal(grid_print(&grid, false, 0, &out), 0);
    assert_string_equal(buffer_string(&out), "    -  -          -       -  -       -       -\n");
    grid_done(&grid);
    buffer_done(&out);
}

static void expect_decimal(const char *decimal, const char *wanted)
{
    struct buffer out;
    buffer_init(&out);
    table_decimal(&out, text(decimal));
    assert_string_equal(buffer_string(&out), wanted);
    buffer_done(&out);
}

static void decimals(void **state)
{
    (void)state;
    expect_decimal("0", "0");
    expect_decimal("999", "999");
    expect_decimal("1000", "1 000");
    expect_decimal("-1234567.8901", "-1 234 567.8901");
    expect_decimal("-123", "-123");
}

static void expect_percent(const char *ratio, bool as_change, const char *wanted)
{
    struct buffer out;
    buffer_init(&out);
    table_percent(&out, text(ratio), as_change);
    assert_string_equal(buffer_string(&out), wanted);
    buffer_done(&out);
}

static void percents(void **state)
{
    (void)state;
    expect_percent("1.13", false, "113");
    expect_percent("1.3", false, "130");
    expect_percent("0.9166666667", false, "91.67");
    expect_percent("1.125", true, "+12.5");
    expect_percent("0.95", true, "-5");
    expect_percent("1", true, "+0");
    expect_percent("no", true, "");
}

static void expect_field(const char *field, const char *wanted)
{
    struct buffer out;
    buffer_init(&out);
    csv_field(&out, field, strlen(field));
    assert_string_equal(buffer_string(&out), wanted);
    buffer_done(&out);
}

static void quoting(void **state)
{
    (void)state;
    expect_field("diện tích", "diện tích");
    expect_field("a,b", "\"a,b\"");
    expect_field("\"trong\"", "\"\"\"trong\"\"\"");
    expect_field("a\nb", "\"a\nb\"");
    expect_field("a\rb", "\"a\rb\"");
    expect_field(" a", "\" a\"");
    expect_field("a ", "\"a \"");
    expect_field("", "\"\"");
}

/* Reads one CSV field as RFC 4180 says; returns what follows its comma, or the line's end. */
static const char *take_field(const char *at, char *ret_field)
{
    bool quoted = *at == '"';
    at += quoted;
    while (quoted ? *at != '"' || at[1] == '"' : *at != ',' && *at != '\r') {
        at += quoted && *at == '"';
        *ret_field++ = *at++;
    }
    *ret_field = '\0';
    at += quoted;
    assert_true(*at == ',' || !strncmp(at, "\r\n", 2));
    return at + 1;
}

/* The field of a named column in row `row` (0: the first below the head). */
static void expect_column(const char *csv, int row, const char *column, const char *wanted)
{
    char name[256], field[256];
    const char *head = csv, *at = csv;
    for (int line = 0; line <= row; line++)
        at = strstr(at, "\r\n") + 2;
    do {
        head = take_field(head, name);
        at = take_field(at, field);
    } while (strcmp(name, column) && *head != '\n');
    assert_string_equal(name, column);
    assert_string_equal(field, wanted);
}

static void csv_tidy(void **state)
{
    (void)state;
    ind_figure figures[3];
    ind_observation observation = revenue(figures);
    struct buffer body, out;
    buffer_init(&body);
    buffer_init(&out);
    csv_head(&out);
    ind_frame frame = body_of(&body, &observation);
    csv_rows(&out, frame, "tin, 1.txt", 0);
    csv_rows(&out, frame, "tin.jsonl", 12);
    const char *csv = buffer_string(&out);
    static const char *const roles[] = {"level", "plan", "change", "change"};
    for (int row = 0; row < 4; row++) {
        expect_column(csv, row, "observation_id", "a1:10");
        expect_column(csv, row, "role", roles[row]);
        expect_column(csv, row, "indicator", "thu \"ngân sách\", nội địa");
        expect_column(csv, row, "period_code", "2020");
        expect_column(csv, row, "published", "2021-01-11");
        expect_column(csv, row, "file", "tin, 1.txt");
        expect_column(csv, row, "line", "");
        expect_column(csv, row + 4, "file", "tin.jsonl");
        expect_column(csv, row + 4, "line", "12");
    }
    expect_column(csv, 0, "value", "39200000000");
    expect_column(csv, 0, "number", "39200000000.0");
    expect_column(csv, 0, "ratio", "");
    expect_column(csv, 0, "span_start", "10");
    expect_column(csv, 1, "value", "34500000000");
    expect_column(csv, 1, "ratio", "1.135");
    expect_column(csv, 1, "derived", "true");
    expect_column(csv, 1, "basis_code", "budget");
    expect_column(csv, 1, "dimension", "");
    expect_column(csv, 2, "qualifier", "over");
    expect_column(csv, 3, "delta", "35");
    expect_column(csv, 3, "span_end", "58");
    buffer_done(&body);
    buffer_done(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_rows), cmocka_unit_test(a_broken_body_is_all_dashes),
        cmocka_unit_test(decimals),   cmocka_unit_test(percents),
        cmocka_unit_test(quoting),    cmocka_unit_test(csv_tidy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
