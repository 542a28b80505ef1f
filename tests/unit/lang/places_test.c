/* The lists of units: which units a name in a text may mean, however it is written; which list holds on a day; how large
 * regional land units are; what of a table is refused; and that the tables' own rows hang together. */
#include "support.h"

#include "daemon/base/decimal.h"
#include "daemon/lang/builtin.h"
#include "daemon/lang/places.h"

#define LIST "code\tkind\tname\tparent\n"
#define NAMES "level\tnames\tname\n"
#define REGIONS "list\tregion\tprovinces\tsao\tmau\tcong\n"

static int set_up(void **state)
{
    *state = tables_with(NULL, NULL);
    return 0;
}

static int tear_down(void **state)
{
    ind_tables_free(*state);
    return 0;
}

/* The units of the longest name at the text's first token: "202@2025-03 …", "-" for none; static storage. */
static const char *units_of(const ind_tables *tables, const char *source, uint32_t *ret_tokens)
{
    static char text[2048];
    struct reading reading;
    struct place_name names[PLACE_NAMES];
    reading_init(&reading, tables, source);
    uint32_t count = places_names_at(tables, &reading.tokens, 0, names);
    size_t length = 0;
    struct place_walk walk = {.name = count ? names[0].index : 0};
    text[0] = 0;
    for (const struct place_unit *unit; (unit = places_next(tables, &walk));)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s@%s", length ? " " : "", unit->code,
                                   place_vintage_name((enum place_vintage)unit->vintage));
    if (ret_tokens)
        *ret_tokens = count ? names[0].count : 0;
    reading_done(&reading);
    return length ? text : "-";
}

static void test_names(void **state)
{
    uint32_t tokens;
    assert_string_equal(units_of(*state, "Ba Chẽ thu ngân sách", &tokens), "06978@2026-07 06970@2025-03 202@2025-03");
    assert_int_equal(tokens, 2);
    assert_string_equal(units_of(*state, "Tam Dương Nguyễn Thanh", &tokens), "08869@2026-07 247@2025-03");
    assert_int_equal(tokens, 2);
    assert_string_equal(units_of(*state, "Bà Rịa – Vũng Tàu", &tokens), "77@2025-03");
    assert_int_equal(tokens, 5);
    assert_string_equal(units_of(*state, "Chẽ Ba", NULL), "-");
    assert_string_equal(units_of(*state, "nông dân", NULL), "-");
}

static void test_spellings(void **state)
{
    static const char *const same[][2] = {
        {"Hoà Bình", "Hòa Bình"},     {"Đăk Song", "Đắk Song"},   {"ĐAK SONG", "Đắk Song"},      {"Đăk R’lấp", "Đắk R'Lấp"},
        {"Đắk Rlấp", "Đắk R'Lấp"},    {"Cư Mgar", "Cư M'gar"},    {"Quy Nhơn", "Qui Nhơn"},      {"TPHCM", "Hồ Chí Minh"},
        {"TT-Huế", "Huế"},            {"Daklak", "Đắk Lắk"},      {"Đăk Lăk", "Đắk Lắk"},        {"BR-VT", "Bà Rịa - Vũng Tàu"},
        {"Buôn Mê Thuột", "Buôn Ma Thuột"}, {"Thừa Thiên - Huế", "Huế"}, {"Bắc Cạn", "Bắc Kạn"},
    };
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        char one[2048];
        snprintf(one, sizeof one, "%s", units_of(*state, same[i][0], NULL));
        const char *other = units_of(*state, same[i][1], NULL);
        assert_string_not_equal(other, "-");
        /* a spelling of one level has the units of that level alone */
        if (strncmp(one, other, strlen(one)) != 0 && !strstr(other, one))
            fail_msg("'%s' is %s, '%s' is %s", same[i][0], one, same[i][1], other);
    }
}

static uint32_t count_of(const ind_tables *tables, const char *name, enum place_kind kind, enum place_vintage vintage)
{
    struct reading reading;
    struct place_name names[PLACE_NAMES];
    reading_init(&reading, tables, name);
    uint32_t found = 0;
    assert_true(places_names_at(tables, &reading.tokens, 0, names) > 0);
    struct place_walk walk = {.name = names[0].index};
    for (const struct place_unit *unit; (unit = places_next(tables, &walk));)
        found += unit->kind == kind && unit->vintage == vintage;
    reading_done(&reading);
    return found;
}

static void test_namesakes(void **state)
{
    assert_int_equal(count_of(*state, "Thanh Sơn", PLACE_XA, PLACE_2025_03), 13);
    assert_int_equal(count_of(*state, "Thanh Sơn", PLACE_HUYEN, PLACE_2025_03), 1);
    assert_int_equal(count_of(*state, "Châu Thành", PLACE_HUYEN, PLACE_2025_03), 10);
    assert_int_equal(count_of(*state, "1", PLACE_QUAN, PLACE_2025_03), 1);
    assert_int_equal(count_of(*state, "01", PLACE_QUAN, PLACE_2025_03), 1);
}

static const struct place_unit *find(const ind_tables *tables, enum place_vintage vintage, const char *code)
{
    for (uint32_t number = 1; number <= places_count(tables); number++) {
        const struct place_unit *unit = places_unit(tables, number);
        if (unit->vintage == vintage && strcmp(unit->code, code) == 0)
            return unit;
    }
    return NULL;
}

static void test_units(void **state)
{
    const struct place_unit *unit = find(*state, PLACE_2025_03, "06973");
    assert_non_null(unit);
    assert_string_equal(unit->name, "Thanh Sơn");
    const struct place_unit *district = places_unit(*state, unit->parent), *province = places_unit(*state, district->parent);
    assert_string_equal(district->code, "202");
    assert_int_equal(district->level, IND_LEVEL_DISTRICT);
    assert_string_equal(province->code, "22");
    assert_int_equal(province->parent, 0);
    assert_null(find(*state, PLACE_2026_07, "202"));
    assert_null(places_unit(*state, 0));
    assert_int_equal(places_count(*state), 10794 + 3355);
}

static void test_vintages(void **state)
{
    (void)state;
    assert_int_equal(place_vintage_on((ind_date){2019, 7, 8}), PLACE_2025_03);
    assert_int_equal(place_vintage_on((ind_date){2025, 6, 30}), PLACE_2025_03);
    assert_int_equal(place_vintage_on((ind_date){2025, 7, 1}), PLACE_2026_07);
    assert_int_equal(place_vintage_on((ind_date){2025, 6, 0}), PLACE_2025_03);
    assert_int_equal(place_vintage_on((ind_date){2025, 0, 0}), PLACE_2026_07);
}

static void assert_hectares(const ind_tables *tables, enum place_vintage vintage, const char *code, const char *unit, const char *expected)
{
    const char *rule = "untouched";
    ind_decimal hectares = places_land_unit(tables, find(tables, vintage, code), unit, &rule);
    char text[DECIMAL_TEXT] = "-";
    if (hectares.known)
        decimal_print(hectares, text);
    assert_string_equal(text, expected);
    assert_int_equal(strcmp(rule, "untouched") == 0, strcmp(expected, "-") == 0 && strcmp(unit, "{cong}") != 0);
}

static void test_regions(void **state)
{
    assert_hectares(*state, PLACE_2025_03, "202", "{sao}", "0.036");   /* Ba Chẽ, Quảng Ninh */
    assert_hectares(*state, PLACE_2025_03, "40", "{sao}", "0.05");     /* Nghệ An */
    assert_hectares(*state, PLACE_2025_03, "40", "{mau}", "0.5");
    assert_hectares(*state, PLACE_2025_03, "40", "{cong}", "-");
    assert_hectares(*state, PLACE_2025_03, "87", "{cong}", "0.1");     /* Đồng Tháp */
    assert_hectares(*state, PLACE_2025_03, "66", "{sao}", "-");        /* Đắk Lắk: 500 or 1000 */
    assert_hectares(*state, PLACE_2026_07, "52", "{sao}", "-");        /* Gia Lai with Bình Định */
    assert_hectares(*state, PLACE_2026_07, "24", "{mau}", "0.36");
}

/* Every further name in a row of places-names.tsv, words aside, leads to some unit. */
static void follow_names(const ind_tables *tables, struct arena *arena, const char *row)
{
    if (*row == '#' || strncmp(row, "level", 5) == 0 || strncmp(row, "word", 4) == 0)
        return;
    for (const char *name = strchr(row, '\t') + 1; name[-1] != '\t' || name == strchr(row, '\t') + 1;) {
        size_t length = strcspn(name, ";\t");
        const char *copy = arena_copy(arena, name, length);
        if (strcmp(units_of(tables, copy, NULL), "-") == 0)
            fail_msg("'%s' leads to no unit", copy);
        name += length + 1;
    }
}

/* A slip of the pen there would be silent. */
static void test_every_name_leads_somewhere(void **state)
{
    struct arena arena;
    arena_init(&arena, (size_t)4 << 20);
    for (size_t i = 0; i < builtin_file_count; i++) {
        if (strcmp(builtin_files[i].name, "places-names.tsv") != 0)
            continue;
        const char *row = arena_copy(&arena, (const char *)builtin_files[i].bytes, builtin_files[i].length);
        for (; row && *row; row = strchr(row, '\n') + 1)
            follow_names(*state, &arena, row);
    }
    arena_done(&arena);
}

static void test_operators_rows(void **state)
{
    (void)state;
    ind_tables *more = tables_with("places-2026-07.tsv", LIST "24\tTỉnh\tKinh Bắc\t-\n99999\tXã\tVí Dụ\t24\n");
    assert_string_equal(units_of(more, "Ví Dụ", NULL), "99999@2026-07");
    assert_non_null(strstr(units_of(more, "Kinh Bắc", NULL), "24@2026-07"));
    assert_non_null(strstr(units_of(more, "Bắc Ninh", NULL), "24@2026-07"));
    ind_tables_free(more);
    more = tables_with("places-names.tsv", NAMES "district\tXứ Ba Chẽ;BaChẽ\tBa Chẽ\nword\tSởn\tSơn\n");
    assert_string_equal(units_of(more, "Xứ Ba Chẽ", NULL), "202@2025-03");
    assert_string_equal(units_of(more, "BaChẽ", NULL), "202@2025-03");
    assert_non_null(strstr(units_of(more, "Thanh Sởn", NULL), "06973@2025-03"));
    ind_tables_free(more);
}

static void test_digest(void **state)
{
    static const char *const files[][2] = {
        {"places-2025-03.tsv", LIST "202\tHuyện\tBa Chẹ\t22\n"},
        {"places-names.tsv", NAMES "district\tXứ Ba Chẽ\tBa Chẽ\n"},
        {"regions.tsv", REGIONS "2026-07\tfar\tGia Lai\t0.05\t-\t-\n"},
    };
    for (size_t i = 0; i < 3; i++) {
        ind_tables *other = tables_with(files[i][0], files[i][1]);
        assert_string_not_equal(ind_tables_digest(other), ind_tables_digest(*state));
        ind_tables_free(other);
    }
}

static void test_wrong_rows(void **state)
{
    (void)state;
    assert_refused("places-2025-03.tsv", LIST "9\tTổng\tVí Dụ\t-\n", "places-2025-03.tsv:2: there is no kind 'Tổng' of units");
    assert_refused("places-2025-03.tsv", LIST "9\tvillage\tVí Dụ\t-\n", "places-2025-03.tsv:2: there is no kind 'village' of units");
    assert_refused("places-2025-03.tsv", LIST "9\tTỉnh\tVí Dụ\t22\n", "places-2025-03.tsv:2: a Tỉnh has no parent");
    assert_refused("places-2025-03.tsv", LIST "9\tXã\tVí Dụ\t-\n", "places-2025-03.tsv:2: a Xã needs a parent");
    assert_refused("places-2025-03.tsv", LIST "9\tXã\tVí Dụ\t7777\n", "places-2025-03.tsv:2: no unit '7777' stands before it");
    assert_refused("places-2025-03.tsv", LIST "9\tTỉnh\tVí Dụ\t-\n9\tTỉnh\tVí\t-\n", "places-2025-03.tsv:3: '9' stands in line 2 already");
    assert_refused("places-2025-03.tsv", LIST "9\tTỉnh\t...\t-\n", "places-2025-03.tsv:2: '...' has no words");
    assert_refused("places-2025-03.tsv", LIST "0123456789012345678901234567890\tTỉnh\tA\t-\n",
                   "places-2025-03.tsv:2: '0123456789012345678901234567890' is too long for a code");
    assert_refused("places-2025-03.tsv", LIST "9\tTỉnh\ta b c d e f g h i j k l m\t-\n",
                   "places-2025-03.tsv:2: 'a b c d e f g h i j k l m' is too long");
    assert_refused("places-names.tsv", NAMES "planet\tA\tB\n", "places-names.tsv:2: there is no level 'planet'");
    assert_refused("places-names.tsv", NAMES "word\tA B\tC\n", "places-names.tsv:2: 'A B' is not one word for one word");
    assert_refused("regions.tsv", REGIONS "2024\tfar\tGia Lai\t1\t-\t-\n", "regions.tsv:2: there is no list '2024'");
    assert_refused("regions.tsv", REGIONS "2026-07\tfar\tHà Giang\t1\t-\t-\n", "regions.tsv:2: there is no province 'Hà Giang' in the list");
    assert_refused("regions.tsv", REGIONS "2026-07\tfar\tGia Lai\t0\t-\t-\n", "regions.tsv:2: '0' is no number above zero");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),          cmocka_unit_test(test_spellings), cmocka_unit_test(test_namesakes),
        cmocka_unit_test(test_units),          cmocka_unit_test(test_vintages),  cmocka_unit_test(test_regions),
        cmocka_unit_test(test_every_name_leads_somewhere), cmocka_unit_test(test_operators_rows),
        cmocka_unit_test(test_digest),         cmocka_unit_test(test_wrong_rows),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
