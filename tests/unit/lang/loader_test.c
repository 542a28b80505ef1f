/* The loader: what it refuses and how it says so, what an operator's file may do, what changes the digest. */
#include "support.h"

#include "daemon/base/decimal.h"
#include "daemon/base/error.h"

#define UNITS "dimension\tsurfaces\tunit\tfactor\n"
#define CUES "class\tvalue\tsurfaces\n"

static void test_wrong_shape(void **state)
{
    (void)state;
    assert_refused("prices.tsv", "a\tb\n", "prices.tsv: there is no table of this name");
    assert_refused("units.tsv", "# mine\n\ndimension\tunit\tfactor\n",
                   "units.tsv:3: the first line must name the columns, and 'surfaces' is missing");
    assert_refused("units.tsv", "dimension\tsurfaces\tunits\tfactor\n", "units.tsv:1: this table has no column 'units'");
    assert_refused("units.tsv", "dimension\tunit\tunit\n", "units.tsv:1: the column 'unit' is named twice");
    assert_refused("units.tsv", "a\tb\tc\td\te\tf\tg\n", "units.tsv:1: the line that names the columns has more than 6");
    assert_refused("units.tsv", UNITS "area\tzeta\thar\t1\tmore\n", "units.tsv:2: more fields than the 4 columns");
    assert_refused("units.tsv", UNITS "\r\narea\tzeta\thar\n", "units.tsv:3: the field 'factor' is empty");
    assert_refused("units.tsv", UNITS "-\tzeta\thar\t1\n", "units.tsv:2: the field 'dimension' is empty");
}

static void test_wrong_units(void **state)
{
    (void)state;
    assert_refused("units.tsv", UNITS "# a comment\narea\tzeta\thar\t1,5\n",
                   "units.tsv:3: '1,5' is no number in plain notation");
    assert_refused("units.tsv", UNITS "area\tzeta\thar\t1e3\n", "units.tsv:2: '1e3' is no number in plain notation");
    assert_refused("units.tsv", UNITS "area\tzeta\thar\t-1\n", "units.tsv:2: a factor must be above zero");
    assert_refused("units.tsv", UNITS "area\tzeta\thar\t0.00\n", "units.tsv:2: a factor must be above zero");
    assert_refused("units.tsv", UNITS "area\tzeta\t-\t1\n", "units.tsv:2: '' is no code of a unit");
    assert_refused("units.tsv", UNITS "area\tzeta\thá\t1\n", "units.tsv:2: 'há' is no code of a unit");
    assert_refused("units.tsv", UNITS "area\t;;\thar\t1\n", "units.tsv:2: there are no surfaces");
    assert_refused("units.tsv", UNITS "area\tzeta;eta\thar\t1\narea\ttheta;Zeta\thar\t2\n",
                   "units.tsv:3: 'Zeta' stands in line 2 already");
    assert_refused("units.tsv",
                   UNITS "area\ta b c d e f g h i j k l m n o p q r s t u v w x y\thar\t1\n",
                   "units.tsv:2: 'a b c d e f g h i j k l m n o p q r s t u v w x y' is too long");
}

static void test_long_word(void **state)
{
    (void)state;
    char bytes[200] = UNITS "area\t", *at = bytes + strlen(bytes);
    memset(at, 'a', 70);
    snprintf(at + 70, 40, "\thar\t1\n");
    char sentence[200];
    snprintf(sentence, sizeof sentence, "units.tsv:2: '%.70s' has a word that is too long", at);
    assert_refused("units.tsv", bytes, sentence);
}

static void test_wrong_rows_of_others(void **state)
{
    (void)state;
    assert_refused("numbers.tsv", "kind\tsurfaces\tvalue\ncrowd\tzeta\t3\n",
                   "numbers.tsv:2: there is no kind 'crowd' of number words");
    assert_refused("numbers.tsv", "kind\tsurfaces\tvalue\nunit\tzeta\t-\n",
                   "numbers.tsv:2: the kind 'unit' needs a value");
    assert_refused("numbers.tsv", "kind\tsurfaces\tvalue\nzero_link\tzeta\t1\n",
                   "numbers.tsv:2: the kind 'zero_link' has no value");
    assert_refused("cues.tsv", CUES "hope\t-\tzeta\n", "cues.tsv:2: there is no class 'hope' of cues");
    assert_refused("cues.tsv", CUES "unit\t-\tzeta\n", "cues.tsv:2: there is no class 'unit' of cues");
    assert_refused("cues.tsv", CUES "rise\t-\tzeta\nrise\t-\tzeta\n", "cues.tsv:3: 'zeta' stands in line 2 already");
    assert_refused("nouns.tsv", "group\tsurfaces\nperson\t-\n", "nouns.tsv:2: the field 'surfaces' is empty");
}

static void test_not_text(void **state)
{
    (void)state;
    ind_table_file file = {.name = "nouns.tsv", .bytes = "group\tsurfaces\nx\t\xFFz\n", .length = 20};
    struct ind_fault fault;
    ind_tables *tables = NULL;
    assert_int_equal(ind_tables_new(&tables, &file, 1, &fault), IND_E_NOT_TEXT);
    assert_string_equal(fault.text, "nouns.tsv:2: the bytes are not text");
    assert_int_equal(fault.at, 17);
    assert_null(tables);
}

/* However an editor left the file. */
static void test_lenient_bytes(void **state)
{
    (void)state;
    ind_tables *tables = tables_with("cues.tsv", "\xEF\xBB\xBF# mine\r\nclass\tsurfaces\r\n"
                                                 "rise\t ho\xCC\x80" "a zeta ; ;eta\r\n\r\n");
    struct reading reading;
    reading_init(&reading, tables, "hoà zeta, eta");
    assert_string_equal(hit_text(&reading, hits_at(&reading.hits, 0, CLASS_RISE)), "hoà zeta [cues:rise:hòa zeta]");
    assert_string_equal(hit_text(&reading, hits_at(&reading.hits, 3, CLASS_RISE)), "eta [cues:rise:eta]");
    reading_done(&reading);
    ind_tables_free(tables);
    ind_tables_free(tables_with("cues.tsv", "# nothing but this\n"));
    ind_tables_free(tables_with("cues.tsv", ""));
    ind_tables_free(NULL);
}

static void assert_unit(const ind_tables *tables, const char *source, const char *unit, int64_t factor)
{
    struct reading reading;
    reading_init(&reading, tables, source);
    const struct hit *hit = hits_at(&reading.hits, 0, CLASS_UNIT);
    assert_non_null(hit);
    assert_string_equal(hit->entry->unit, unit);
    assert_int_equal(decimal_compare(hit->entry->number, decimal_of(factor, 0)), 0);
    uint32_t same = 0;
    for (uint32_t i = 0; i < hits_from(&reading.hits, 1); i++)
        same += reading.hits.items[i].entry->cls == CLASS_UNIT && reading.hits.items[i].count == hit->count;
    assert_int_equal(same, 1);
    reading_done(&reading);
}

static void test_override(void **state)
{
    (void)state;
    ind_tables *tables = tables_with("units.tsv", UNITS "area\tSào\thar\t7\nmass\tzeta\tt\t2\n");
    assert_unit(tables, "sào", "har", 7);
    assert_unit(tables, "sào Bắc", "har", 7);
    assert_unit(tables, "zeta", "t", 2);
    struct reading reading;
    reading_init(&reading, tables, "sào");
    assert_string_equal(hits_at(&reading.hits, 0, CLASS_DENOMINATOR)->entry->unit, "{sao}");
    assert_string_equal(hits_at(&reading.hits, 0, CLASS_UNIT)->entry->rule, "units:Sào");
    reading_done(&reading);
    ind_tables_free(tables);
}

/* The later of two files wins, and a cue that has several values is replaced with all of them. */
static void test_override_order(void **state)
{
    (void)state;
    static const char first[] = UNITS "mass\tzeta\tt\t2\n", second[] = UNITS "mass\tzeta\tt\t3\n";
    static const char cues[] = CUES "plan\tplan\tzeta\nplan\tbudget\tzeta\n", over[] = CUES "plan\ttarget\tzeta\n";
    const ind_table_file files[] = {
        {"units.tsv", first, sizeof first - 1},
        {"units.tsv", second, sizeof second - 1},
        {"cues.tsv", cues, sizeof cues - 1},
        {"cues.tsv", over, sizeof over - 1},
    };
    ind_tables *tables;
    struct reading reading;
    assert_int_equal(ind_tables_new(&tables, files, 3, NULL), 0);
    assert_unit(tables, "zeta", "t", 3);
    reading_init(&reading, tables, "zeta");
    assert_int_equal(reading.hits.count, 3);
    assert_string_equal(hits_at(&reading.hits, 0, CLASS_PLAN)->entry->value, "plan");
    reading_done(&reading);
    ind_tables_free(tables);
    assert_int_equal(ind_tables_new(&tables, files, 4, NULL), 0);
    reading_init(&reading, tables, "zeta");
    assert_int_equal(reading.hits.count, 2);
    assert_string_equal(hits_at(&reading.hits, 0, CLASS_PLAN)->entry->value, "target");
    reading_done(&reading);
    ind_tables_free(tables);
}

static void digest_with(const char *name, const char *bytes, char ret_digest[65])
{
    ind_tables *tables = tables_with(name, bytes);
    snprintf(ret_digest, 65, "%s", ind_tables_digest(tables));
    assert_int_equal(strlen(ret_digest), 64);
    ind_tables_free(tables);
}

static void test_digest(void **state)
{
    (void)state;
    static const char *const files[][2] = {
        {NULL, NULL},
        {"units.tsv", UNITS "mass\tzeta\tt\t2\n"},
        {"units.tsv", UNITS "mass\tzeta\tt\t3\n"},
        {"units.tsv", UNITS "mass\tzeta\tg\t3\n"},
        {"units.tsv", UNITS "length\tzeta\tg\t3\n"},
        {"units.tsv", UNITS "length\t=zeta\tg\t3\n"},
        {"units.tsv", UNITS "length\teta\tg\t3\n"},
        {"nouns.tsv", "group\tsurfaces\nperson\tzeta\n"},
        {"taxonomy.tsv", "code\tname\twordings\nzeta\tZeta\tzeta\n"},
        {"taxonomy.tsv", "code\tname\twordings\npart\tzeta\tzeta\n"},
        {"taxonomy.tsv", "code\tname\twordings\npart\tzeta\teta\n"},
        {"patterns.tsv", "kind\tname\tpattern\nzeta\tzeta\tzeta\n"},
        {"patterns.tsv", "kind\tname\tpattern\nzeta\tzeta\teta\n"},
    };
    enum { COUNT = sizeof files / sizeof files[0] };
    char digests[COUNT][65], again[65];
    for (size_t i = 0; i < COUNT; i++) {
        digest_with(files[i][0], files[i][1], digests[i]);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(digests[i], digests[k]);
    }
    digest_with("units.tsv", "# a comment, and columns in another order\nunit\tfactor\tsurfaces\tdimension\nt\t2\tzeta\tmass\n",
                again);
    assert_string_equal(again, digests[1]);
    digest_with("units.tsv", "# nothing\n", again);
    assert_string_equal(again, digests[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wrong_shape),    cmocka_unit_test(test_wrong_units),
        cmocka_unit_test(test_long_word),      cmocka_unit_test(test_wrong_rows_of_others),
        cmocka_unit_test(test_not_text),       cmocka_unit_test(test_lenient_bytes),
        cmocka_unit_test(test_override),       cmocka_unit_test(test_override_order),
        cmocka_unit_test(test_digest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
