/* Finding rows in a text: spelling, case, length, place. */
#include "support.h"

#include "daemon/base/decimal.h"
#include "daemon/base/error.h"

static ind_tables *tables;

static int make_tables(void **state)
{
    (void)state;
    tables = tables_with("units.tsv", "dimension\tsurfaces\tunit\tfactor\n"
                                      "test\tzeta;zeta eta theta;=Kappa;kappa lambda\t{z}\t2.5\n"
                                      "per\tzeta eta\t{e}\t3\n"
                                      "test\tzeta/iota\t{i}\t4\n"
                                      "test\t1.250 zeta\t{n}\t5\n"
                                      "test\t=KAPPA\t{K}\t6\n");
    return 0;
}

static int free_tables(void **state)
{
    (void)state;
    ind_tables_free(tables);
    return 0;
}

static void assert_at(const char *source, uint32_t at, enum entry_class cls, const char *expected)
{
    struct reading reading;
    reading_init(&reading, tables, source);
    assert_string_equal(hit_text(&reading, hits_at(&reading.hits, at, cls)), expected);
    reading_done(&reading);
}

static void test_spelling(void **state)
{
    (void)state;
    assert_at("tỷ", 0, CLASS_MULTIPLIER, "tỷ [units:tỷ]");
    assert_at("TỈ đồng", 0, CLASS_MULTIPLIER, "TỈ [units:tỷ]");
    assert_at("nghìn  tỉ", 0, CLASS_MULTIPLIER, "nghìn  tỉ [units:nghìn tỷ]");
    assert_at("ty\xCC\x89", 0, CLASS_MULTIPLIER, "tỷ [units:tỷ]");
    assert_at("tấn", 0, CLASS_UNIT, "tấn [units:tấn]");
    assert_at("hàng", 0, CLASS_UNIT, "-");
    assert_at("km²", 0, CLASS_UNIT, "km² [units:km²]");
    assert_at("38 º C", 1, CLASS_UNIT, "º C [units:°C]");
    assert_at("Zeta", 0, CLASS_UNIT, "Zeta [units:zeta]");
}

static void test_longest_first(void **state)
{
    (void)state;
    assert_at("zeta eta theta", 0, CLASS_UNIT, "zeta eta theta [units:zeta eta theta]");
    assert_at("zeta eta iota", 0, CLASS_UNIT, "zeta [units:zeta]");
    assert_at("zeta eta theta", 0, CLASS_DENOMINATOR, "zeta eta [units:zeta eta]");
    assert_at("zeta/iota", 0, CLASS_UNIT, "zeta/iota [units:zeta/iota]");
    assert_at("zeta - iota", 0, CLASS_UNIT, "zeta [units:zeta]");
    assert_at("1.250 zeta", 0, CLASS_UNIT, "1.250 zeta [units:1.250 zeta]");
    assert_at("1250 zeta", 0, CLASS_UNIT, "-");
    struct reading reading;
    reading_init(&reading, tables, "x zeta eta theta");
    uint32_t length = UINT32_MAX;
    for (uint32_t i = hits_from(&reading.hits, 1); i < hits_from(&reading.hits, 2); i++) {
        assert_int_equal(reading.hits.items[i].first, 1);
        assert_true(reading.hits.items[i].count <= length);
        length = reading.hits.items[i].count;
    }
    assert_int_equal(hits_from(&reading.hits, 2) - hits_from(&reading.hits, 1), 3);
    assert_int_equal(hits_from(&reading.hits, reading.tokens.count), reading.hits.count);
    assert_int_equal(reading.hits.sets[reading.hits.starts[1]],
                     (uint64_t)1 << CLASS_UNIT | (uint64_t)1 << CLASS_DENOMINATOR);
    reading_done(&reading);
}

static void test_exact_case(void **state)
{
    (void)state;
    assert_at("5 T", 1, CLASS_UNIT, "T [units:T]");
    assert_at("5 t", 1, CLASS_UNIT, "-");
    assert_at("5 V", 1, CLASS_UNIT, "V [units:V]");
    assert_at("5 v", 1, CLASS_UNIT, "-");
    assert_at("5đ", 1, CLASS_UNIT, "đ [units:đ]");
    assert_at("5Đ", 1, CLASS_UNIT, "-");
    assert_at("Kappa", 0, CLASS_UNIT, "Kappa [units:Kappa]");
    assert_at("KAPPA", 0, CLASS_UNIT, "KAPPA [units:KAPPA]");
    assert_at("kappa", 0, CLASS_UNIT, "-");
    assert_at("KAPPA lambda", 0, CLASS_UNIT, "KAPPA lambda [units:kappa lambda]");
    struct reading reading;
    reading_init(&reading, tables, "5 T");
    const struct hit *hit = hits_at(&reading.hits, 1, CLASS_UNIT);
    assert_true(hit->entry->exact_case);
    reading_done(&reading);
}

static void test_lines_end_phrases(void **state)
{
    (void)state;
    assert_at("zeta\neta theta", 0, CLASS_UNIT, "zeta [units:zeta]");
    assert_at("zeta\neta theta", 0, CLASS_DENOMINATOR, "-");
}

static void assert_before(const char *source, uint32_t end, enum entry_class cls, const char *expected)
{
    struct reading reading;
    reading_init(&reading, tables, source);
    assert_string_equal(hit_text(&reading, hits_before(&reading.hits, end, cls)), expected);
    reading_done(&reading);
}

static void test_before(void **state)
{
    (void)state;
    assert_before("zeta eta theta 5", 3, CLASS_UNIT, "zeta eta theta [units:zeta eta theta]");
    assert_before("zeta eta theta 5", 1, CLASS_UNIT, "zeta [units:zeta]");
    assert_before("zeta eta theta 5", 2, CLASS_UNIT, "-");
    assert_before("zeta eta theta 5", 2, CLASS_DENOMINATOR, "zeta eta [units:zeta eta]");
    assert_before("zeta eta theta 5", 4, CLASS_UNIT, "-");
    assert_before("zeta eta theta 5", 0, CLASS_UNIT, "-");
    assert_before("nghìn tỷ", 2, CLASS_MULTIPLIER, "nghìn tỷ [units:nghìn tỷ]");
    assert_before("a b c d e f g h i j k l m n o p q r s t u v w x y z zeta", 27, CLASS_UNIT, "zeta [units:zeta]");
}

/* What the columns become, a row of each table. */
static void test_entries(void **state)
{
    (void)state;
    struct reading reading;
    reading_init(&reading, tables, "sào Bắc Bộ; vạn dân; hai mươi; đảng viên; khoảng; lẻ; triệu");
    const struct entry *entry = hits_at(&reading.hits, 0, CLASS_UNIT)->entry;
    assert_string_equal(entry->dimension, "area");
    assert_string_equal(entry->unit, "har");
    assert_null(entry->value);
    assert_int_equal(decimal_compare(entry->number, decimal_of(36, -3)), 0);
    entry = hits_at(&reading.hits, 4, CLASS_DENOMINATOR)->entry;
    assert_string_equal(entry->unit, "{person}");
    assert_int_equal(decimal_compare(entry->number, decimal_of(1, 4)), 0);
    entry = hits_at(&reading.hits, 7, CLASS_NUMBER)->entry;
    assert_string_equal(entry->value, "unit");
    assert_int_equal(decimal_compare(entry->number, decimal_of(2, 0)), 0);
    assert_string_equal(hits_at(&reading.hits, 8, CLASS_NUMBER)->entry->value, "tens");
    assert_string_equal(hits_at(&reading.hits, 10, CLASS_NOUN)->entry->value, "party");
    entry = hits_at(&reading.hits, 13, CLASS_QUALIFIER)->entry;
    assert_string_equal(entry->value, "about");
    assert_string_equal(entry->rule, "cues:qualifier:khoảng");
    assert_null(entry->unit);
    assert_false(entry->number.known);
    entry = hits_at(&reading.hits, 15, CLASS_NUMBER)->entry;
    assert_string_equal(entry->value, "zero_link");
    assert_false(entry->number.known);
    entry = hits_at(&reading.hits, 17, CLASS_MULTIPLIER)->entry;
    assert_null(entry->unit);
    assert_int_equal(decimal_compare(entry->number, decimal_of(1, 6)), 0);
    reading_done(&reading);
}

static void test_full_arena(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, (size_t)8 << 10);
    static char source[1200];
    memset(source, 'x', sizeof source - 1);
    for (size_t i = 0; i + 5 < sizeof source; i += 5)
        memcpy(source + i, "zeta ", 5);
    struct text text;
    struct tokens tokens;
    struct arena roomy;
    arena_init(&roomy, (size_t)1 << 20);
    assert_int_equal(text_read(&roomy, source, sizeof source - 1, &text, NULL), 0);
    assert_int_equal(tokens_read(&roomy, &text, &tokens), 0);
    struct hits hits = {.count = 12345};
    assert_int_equal(tables_annotate(tables, &arena, &tokens, &hits), IND_E_LIMIT);
    assert_int_equal(hits.count, 12345);
    arena_done(&arena);
    arena_done(&roomy);
}

/* Words that no table can hold name no symbol and match nothing. */
static void test_strange_words(void **state)
{
    (void)state;
    char source[600];
    memset(source, 'a', sizeof source - 1);
    source[sizeof source - 1] = '\0';
    assert_at(source, 0, CLASS_UNIT, "-");
    memset(source, '7', sizeof source - 1);
    assert_at(source, 0, CLASS_UNIT, "-");
    assert_at("\xF0\x9F\x8C\xBE zeta", 1, CLASS_UNIT, "zeta [units:zeta]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spelling),     cmocka_unit_test(test_longest_first),
        cmocka_unit_test(test_exact_case),   cmocka_unit_test(test_lines_end_phrases),
        cmocka_unit_test(test_before),       cmocka_unit_test(test_entries),
        cmocka_unit_test(test_full_arena),   cmocka_unit_test(test_strange_words),
    };
    return cmocka_run_group_tests(tests, make_tables, free_tables);
}
