/* The taxonomy: labels that have a code, labels that must not, and the grammar of wordings. */
#include "support.h"

#define HEADER "code\tname\twordings\n"

static const char *code_of(const ind_tables *tables, const char *label)
{
    struct reading reading;
    reading_init(&reading, tables, label);
    const struct taxon *taxon = taxon_of(tables, &reading, 0, reading.tokens.count);
    reading_done(&reading);
    return taxon ? taxon->code : "-";
}

static void test_labels(void **state)
{
    (void)state;
    static const char *const labels[][2] = {
        {"thu ngân sách nhà nước trên địa bàn", "budget.revenue"},
        {"Tổng thu ngân sách", "budget.revenue"},
        {"Thu nội địa", "budget.revenue.domestic"},
        {"thu tiền sử dụng đất", "budget.revenue.land"},
        {"tỷ lệ hộ nghèo", "poverty.rate"},
        {"tỉ lệ hộ nghèo", "poverty.rate"},
        {"tỷ lệ hộ cận nghèo", "poverty.near_rate"},
        {"năng suất lúa cả năm", "rice.yield"},
        {"năng suất lúa đông xuân", "rice.winter_spring.yield"},
        {"sản lượng cà phê nhân xô", "coffee.output"},
        {"kết nạp đảng viên mới", "party.members.admitted"},
        {"giải quyết việc làm mới cho lao động", "labour.jobs.created"},
        {"xã đạt chuẩn Nông thôn mới", "rural.communes_standard"},
        {"xã đạt chuẩn NTM nâng cao", "rural.communes_advanced"},
        {"tỷ lệ che phủ rừng", "forest.coverage"},
        {"thu nhập bình quân đầu người", "income.per_capita"},
        {"kim ngạch xuất khẩu", "trade.exports"},
        {"tổng kim ngạch xuất nhập khẩu", "trade.total"},
        {"tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng", "retail.total"},
        {"giá trị sản xuất công nghiệp - tiểu thủ công nghiệp", "industry.value"},
        {"giá trị sản xuất công nghiệp, tiểu thủ công nghiệp", "industry.value"},
        {"số ca mắc mới Covid-19", "health.covid.cases"},
        {"thu ngân sách của bà con", "-"},
        {"thu", "-"},
        {"tỷ lệ hộ", "-"},
        {"lúa", "-"},
        {"chỉ tiêu", "-"},
        {"giá trị", "-"},
        {"- , ;", "-"},
    };
    ind_tables *tables = tables_with(NULL, NULL);
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        if (strcmp(code_of(tables, labels[i][0]), labels[i][1]) != 0)
            fail_msg("\"%s\" has the code %s, not %s", labels[i][0], code_of(tables, labels[i][0]), labels[i][1]);
    struct reading reading;
    reading_init(&reading, tables, "còn tỷ lệ hộ nghèo thì");
    const struct taxon *taxon = taxon_of(tables, &reading, 1, 5);
    assert_non_null(taxon);
    assert_string_equal(taxon->name, "Tỷ lệ hộ nghèo");
    assert_memory_equal(taxon->rule, "taxonomy:", 9);
    assert_null(taxon_of(tables, &reading, 1, 4));
    assert_null(taxon_of(tables, &reading, 0, 5));
    assert_null(taxon_of(tables, &reading, 5, 5));
    reading_done(&reading);
    ind_tables_free(tables);
}

/* How far a wording goes into a label, and what a figure leaves unsaid. */
static void test_beginnings(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        enum taxon_lead lead;
        const char *code;
        uint32_t covered;
    } examples[] = {
        {"tỷ lệ hộ nghèo của đồng bào", LEAD_NONE, "poverty.rate", 4},
        {"kết nạp đảng viên nữ", LEAD_NONE, "party.members.admitted", 4},
        {"hộ nghèo", LEAD_RATE, "poverty.rate", 2},
        {"hộ nghèo", LEAD_NUMBER, "poverty.households", 2},
        {"nghèo hộ", LEAD_RATE, "poverty.rate", 1},
        {"hộ nghèo", LEAD_NONE, "poverty.households", 2},
        {"hộ", LEAD_NONE, NULL, 0},
        {".", LEAD_RATE, NULL, 0},
    };
    ind_tables *tables = tables_with(NULL, NULL);
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        struct reading reading;
        uint32_t at[8];
        struct taxon_walk walk;
        reading_init(&reading, tables, examples[i].label);
        for (uint32_t k = 0; k < 8; k++)
            at[k] = k;
        const struct taxon *taxon =
            tables_taxon(tables, &reading.tokens, examples[i].lead, at, reading.tokens.count, &walk);
        assert_string_equal(taxon ? taxon->code : "-", examples[i].code ? examples[i].code : "-");
        assert_int_equal(walk.covered, examples[i].covered);
        assert_true(walk.followed >= walk.covered && walk.followed <= reading.tokens.count);
        reading_done(&reading);
    }
    ind_tables_free(tables);
}

static const struct taxon *wording(const ind_tables *tables, const char *label)
{
    struct reading reading;
    reading_init(&reading, tables, label);
    const struct taxon *taxon = taxon_of(tables, &reading, 0, reading.tokens.count);
    reading_done(&reading);
    assert_non_null(taxon);
    return taxon;
}

/* '!' says too little to have parts, '<' is but a part. */
static void test_marks(void **state)
{
    (void)state;
    ind_tables *tables = tables_with("taxonomy.tsv", HEADER "zeta\tZeta\t!zeta;zeta eta;<theta\n");
    assert_true(wording(tables, "zeta")->whole && !wording(tables, "zeta")->part);
    assert_false(wording(tables, "zeta eta")->whole || wording(tables, "zeta eta")->part);
    assert_true(wording(tables, "theta")->part && !wording(tables, "theta")->whole);
    ind_tables_free(tables);
    assert_refused("taxonomy.tsv", HEADER "zeta\tZ\t!\n", "taxonomy.tsv:2: '' may stand for no words at all");
}

/* One phrase may be two indicators', each where the text speaks of its own subject. */
static void test_subjects(void **state)
{
    (void)state;
    ind_tables *tables = tables_with("taxonomy.tsv", HEADER "about\tsea\twaves;tide\nabout\thill\tslope\n"
                                                     "zeta.sea\tZ\t@sea lost [boats]\nzeta.hill\tZ\t<@hill lost\n");
    struct reading reading;
    reading_init(&reading, tables, "tide lost slope");
    const uint32_t lost = 1;
    struct taxon_walk walk;
    assert_null(taxon_of(tables, &reading, 1, 2));
    for (uint32_t i = 0; i <= 2; i += 2) {
        const struct hit *hit = hits_at(&reading.hits, i, CLASS_ABOUT);
        assert_non_null(hit);
        const struct taxon *taxon = tables_taxon(tables, &reading.tokens, (enum taxon_lead)(LEAD_ABOUT + tables_about(tables, hit->entry)), &lost, 1, &walk);
        assert_string_equal(taxon->code, i ? "zeta.hill" : "zeta.sea");
        assert_int_equal(taxon->part, i != 0);
    }
    reading_done(&reading);
    ind_tables_free(tables);
}

static void test_dimensions(void **state)
{
    (void)state;
    struct taxon taxon = {.dimensions = "mass;money"};
    assert_true(taxon_allows(&taxon, "mass") && taxon_allows(&taxon, "money"));
    assert_false(taxon_allows(&taxon, "mas") || taxon_allows(&taxon, "percentage") || taxon_allows(&taxon, ""));
    taxon.dimensions = NULL;
    assert_true(taxon_allows(&taxon, "percentage"));
}

static void test_grammar(void **state)
{
    (void)state;
    ind_tables *tables = tables_with("taxonomy.tsv", HEADER "part\tpart\tof (this|that);here\n"
                                                     "zeta.one\tZeta\t[the|a] (zeta|z) [eta, theta] {part}\n"
                                                     "zeta.two\tEta\tmuch zeta;tỷ lệ hộ nghèo\n"
                                                     "part\tpart\tthere\nzeta.three\tTheta\ttheta {part}\n");
    static const char *const labels[][2] = {
        {"zeta", "zeta.one"},          {"the zeta", "zeta.one"},      {"a z eta theta", "zeta.one"},
        {"z eta - theta", "zeta.one"}, {"zeta of that", "zeta.one"},  {"the z eta theta here", "zeta.one"},
        {"zeta eta", "-"},             {"the a zeta", "-"},           {"zeta of", "-"},
        {"zeta z", "-"},               {"much zeta", "zeta.two"},     {"tỷ lệ hộ nghèo", "zeta.two"},
        {"theta there", "zeta.three"}, {"theta here", "-"},           {"tỷ lệ hộ cận nghèo", "poverty.near_rate"},
    };
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        if (strcmp(code_of(tables, labels[i][0]), labels[i][1]) != 0)
            fail_msg("\"%s\" has the code %s, not %s", labels[i][0], code_of(tables, labels[i][0]), labels[i][1]);
    ind_tables_free(tables);
}

static void test_wrong_rows(void **state)
{
    (void)state;
    assert_refused("taxonomy.tsv", HEADER "Zeta\tZ\tzeta\n",
                   "taxonomy.tsv:2: 'Zeta' is no code: lower-case words joined by dots");
    assert_refused("taxonomy.tsv", HEADER "zeta..one\tZ\tzeta\n",
                   "taxonomy.tsv:2: 'zeta..one' is no code: lower-case words joined by dots");
    assert_refused("taxonomy.tsv", HEADER "zeta\tZ\tzeta;eta\neta\tE\ttheta;[the] eta\n",
                   "taxonomy.tsv:3: '[the] eta' stands in line 2 already");
    assert_refused("taxonomy.tsv", HEADER "zeta\tZ\t@nowhere eta\n",
                   "taxonomy.tsv:2: '@nowhere eta' needs a subject that there is not");
    assert_refused("taxonomy.tsv", HEADER "about\tsea\twaves\nzeta\tZ\t@sea eta\neta\tE\t@sea [the] eta\n",
                   "taxonomy.tsv:4: ' [the] eta' stands in line 3 already");
    assert_refused("taxonomy.tsv", HEADER "zeta\tZ\t[zeta\n", "taxonomy.tsv:2: '[zeta' has a group without an end");
    assert_refused("taxonomy.tsv", HEADER "zeta\tZ\tzeta)\n", "taxonomy.tsv:2: 'zeta)' has a group without a beginning");
    assert_refused("taxonomy.tsv", HEADER "zeta\tZ\t(a [b])\n", "taxonomy.tsv:2: '(a [b])' has a group inside a group");
    assert_refused("taxonomy.tsv", HEADER "zeta\tZ\t[zeta]\n", "taxonomy.tsv:2: '[zeta]' may stand for no words at all");
    assert_refused("taxonomy.tsv", HEADER "zeta\tZ\tz {nothing}\n",
                   "taxonomy.tsv:2: 'z {nothing}' names a part that there is not");
    assert_refused("taxonomy.tsv", HEADER "zeta\tZ\tz {}\n", "taxonomy.tsv:2: 'z {}' names a part that there is not");
    assert_refused("taxonomy.tsv", HEADER "zeta\tZ\tz [a|b|c|d|e|f|g] [a|b|c|d|e|f|g] [a|b|c|d|e|f|g] [a|b|c|d|e|f|g]\n",
                   "taxonomy.tsv:2: 'z [a|b|c|d|e|f|g] [a|b|c|d|e|f|g] [a|b|c|d|e|f|g] [a|b|c|d|e|f|g]' "
                   "stands for too many phrases");
    assert_refused("taxonomy.tsv", HEADER "zeta\tZ\tz [a] [b] [c] [d] [e] [f] [g] [h] [i] [j] [k] [l] [m]\n",
                   "taxonomy.tsv:2: 'z [a] [b] [c] [d] [e] [f] [g] [h] [i] [j] [k] [l] [m]' has too many groups");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_beginnings),
        cmocka_unit_test(test_subjects),
        cmocka_unit_test(test_dimensions),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_grammar),
        cmocka_unit_test(test_wrong_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
