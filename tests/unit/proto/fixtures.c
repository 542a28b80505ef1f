/* Plain tables of test data. */
#include "tests/unit/proto/fixtures.h"

#define ID "3f6d1c0a9b8e7f60514233241506f7e8d9cacbbcad9e8f70615243342516f7e8"
#define OTHER_ID "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define TABLES_DIGEST "7a1e7a1e7a1e7a1e7a1e7a1e7a1e7a1e7a1e7a1e7a1e7a1e7a1e7a1e7a1e7a1e"
#define DECIMAL(d, e) {.digits = (d), .exponent = (e), .known = true}
#define NEGATIVE(d, e) {.digits = (d), .exponent = (e), .known = true, .negative = true}
#define T(literal) {(literal), sizeof(literal) - 1}

const ind_producer fixture_producer = {.version = T("0.1.0"), .tables = T(TABLES_DIGEST)};

const ind_article fixture_article = {
    .id = ID,
    .text_id = OTHER_ID,
    .title = T("Kinh tế huyện \"Mẫu\" năm 2020"),
    .published = {2021, 1, 11},
    .published_source = "head_line",
    .place = {.text = T("huyện Mẫu"), .level = IND_LEVEL_DISTRICT, .code = T("202"), .vintage = T("2025-03"),
              .parent = T("22"), .candidates = 1},
    .author = T("Nguyễn Văn A"),
    .source = T("Báo Mẫu"),
    .url = T("https://example.org/tin/1"),
    .language = "vi",
    .format = "text",
    .encoding = "utf-8",
    .encoding_source = "content",
    .encoding_sure = 99,
    .replaced = 2,
    .offsets_in_file = true,
    .bytes = 4096,
};

static const ind_figure full_figures[] = {
    {
        .role = IND_ROLE_PLAN,
        .ratio = DECIMAL(113, -2),
        .basis = T("dự toán"),
        .basis_code = IND_BASIS_BUDGET,
        .assigner = T("Trung ương"),
        .assigner_level = IND_LEVEL_COUNTRY,
        .period = {.start = {2020, 1, 1}, .end = {2020, 12, 31}, .source = IND_SOURCE_SENTENCE, .text = T("năm")},
        .value = DECIMAL(346902654867, -1),
        .unit = T("VND"),
        .derived = true,
        .value_low = DECIMAL(344933920705, -1),
        .value_high = DECIMAL(348888888889, -1),
        .rule = T("plan:bằng"),
        .text = T("113%"),
        .span = {274, 278},
    },
    {
        .role = IND_ROLE_PLAN,
        .ratio = DECIMAL(971978021978, -12),
        .qualifier = IND_QUALIFIER_OVER,
        .basis = T("kế hoạch"),
        .basis_code = IND_BASIS_PLAN,
        .assigner_level = IND_LEVEL_OWN,
        .value = DECIMAL(403, 8),
        .unit = T("VND"),
        .value_span = {290, 302},
        .consistent = IND_TRISTATE_TRUE,
        .rule = T("plan:stated"),
        .text = T("97,2%"),
        .span = {282, 287},
    },
    {
        .role = IND_ROLE_CHANGE,
        .ratio = DECIMAL(113, -2),
        .low = DECIMAL(112, -2),
        .high = DECIMAL(114, -2),
        .qualifier = IND_QUALIFIER_ABOUT,
        .basis = T("cùng kỳ"),
        .comparison = IND_COMPARISON_YEAR_ON_YEAR,
        .period = {.start = {2019, 1, 1}, .end = {2019, 12, 31}, .source = IND_SOURCE_CLAUSE, .text = T("cùng kỳ")},
        .value = DECIMAL(346902654867, -1),
        .derived = true,
        .rule = T("change:tăng"),
        .text = T("12-14%"),
        .span = {320, 326},
    },
    {
        .role = IND_ROLE_CHANGE,
        .delta = NEGATIVE(35, 0),
        .unit = T("[pp]"),
        .comparison = IND_COMPARISON_PREVIOUS_PERIOD,
        .basis = T("quý trước"),
        .consistent = IND_TRISTATE_FALSE,
        .rule = T("change:giảm"),
        .text = T("35 điểm %"),
        .span = {340, 352},
    },
    {
        .role = IND_ROLE_SHARE,
        .ratio = DECIMAL(625, -3),
        .basis = T("tổng thu"),
        .rule = T("share:chiếm"),
        .text = T("62,5%"),
        .span = {360, 365},
    },
};

const ind_observation fixture_full = {
    .id = ID ":248",
    .index = 3,
    .revision = 1,
    .indicator = T("thu ngân sách nhà nước"),
    .head = T("tổng thu"),
    .indicator_code = T("budget.revenue"),
    .indicator_match = IND_MATCH_EXACT,
    .indicator_span = {210, 238},
    .place = {.text = T("huyện Mẫu"), .level = IND_LEVEL_DISTRICT, .code = T("202"), .vintage = T("2025-03"),
              .parent = T("22"), .candidates = 1},
    .period = {.start = {2020, 1, 1}, .end = {2020, 9, 30}, .kind = IND_PERIOD_STOCK, .source = IND_SOURCE_PARAGRAPH,
               .text = T("9 tháng năm 2020")},
    .status = IND_STATUS_ESTIMATE,
    .has_level = true,
    .level = {.value = DECIMAL(392, 8), .low = DECIMAL(391, 8), .high = DECIMAL(393, 8), .part = DECIMAL(392, 8),
              .whole = DECIMAL(6272, 7), .unit = T("VND"), .dimension = T("money"), .unit_text = T("tỷ đồng"),
              .counted = T("khoản"), .qualifier = IND_QUALIFIER_AT_LEAST, .rule = T("units:đồng"),
              .text = T("39,2 tỷ đồng"), .span = {248, 266}},
    .figures = full_figures,
    .figure_count = sizeof full_figures / sizeof *full_figures,
    .context = T("Thu ngân sách\tnhà nước ước đạt 39,2 tỷ đồng\n…"),
    .context_span = {190, 380},
};

static const ind_figure minimal_figure = {
    .role = IND_ROLE_CHANGE, .ratio = DECIMAL(88, -2), .text = T("12%"), .span = {20, 23}};

const ind_observation fixture_minimal = {
    .id = ID ":20",
    .revision = 2,
    .indicator = T("số vụ"),
    .figures = &minimal_figure,
    .figure_count = 1,
};

const ind_article_message fixture_article_message = {
    .article = &fixture_article,
    .file = T("tin \xff\\1.txt"),
    .observations = 4,
    .counts = {4, 2, 2, 1},
    .producer = {.version = T("0.1.0"), .tables = T(TABLES_DIGEST)},
    .took_us = 1843,
};

static const ind_article unread = {.id = ID, .bytes = 4096, .line = 7};

const ind_article_message fixture_duplicate = {
    .article = &unread,
    .file = T("again.jsonl"),
    .duplicate = true,
    .duplicate_of = T(OTHER_ID),
    .producer = {.version = T("0.1.0"), .tables = T(TABLES_DIGEST)},
    .took_us = 41,
};

const ind_rejected fixture_rejected_line = {
    .file = T("day.jsonl"),
    .id = T(ID),
    .code = T("malformed"),
    .reason = T("the JSON ends where there should be a comma or }"),
    .moved_to = T("done/day.jsonl"),
    .line = 12,
    .has_at = true,
    .at = 97,
};

const ind_rejected fixture_rejected = {
    .file = T("big.txt"),
    .code = T("too_large"),
    .reason = T("the file has 20971520 bytes, more than max-file (16777216)"),
    .moved_to = T("rejected/big.txt"),
};

const ind_retracted fixture_retracted = {
    .id = T(ID ":248"),
    .article = T(ID),
    .revision = 2,
    .replaced_by = T(ID ":244"),
    .reason = T("tables changed"),
};

static const ind_topic_head heads[] = {
    {T("article"), 70000},
    {T("observation/-/"), 69999},
    {T("observation/budget.revenue/"), 5},
};

const ind_heartbeat fixture_heartbeat = {
    .stream = T("mẫu-1"),
    .epoch = 1782900000,
    .head = 70000,
    .tail = 1,
    .heads = heads,
    .head_count = 3,
    .backlog = 12,
    .time = T("2026-07-01T09:30:00.125Z"),
};

const ind_status_reply fixture_status = {
    .version = T("0.1.0"),
    .uptime_s = 86400,
    .stream = T("mẫu-1"),
    .epoch = 1782900000,
    .head = 70000,
    .tail = 1,
    .articles = 12000,
    .observations = 57990,
    .rejected = 10,
    .duplicates = 300,
    .journal_bytes = UINT64_C(5000000000),
    .tables = T("7aabe74cd62eedd85b73ab3b77b7e006281e714f3a2fbeb25729df0f6d559768"),
};

const ind_header fixture_header = {
    .version = 1,
    .stream = T("mẫu-1"),
    .epoch = 1782900000,
    .seq = 70000,
    .prev = 69990,
    .time = T("2026-07-01T09:30:00.125Z"),
};
