/* Numerals that count nothing: numbers of documents, roads and groups, ranks, list numbers, telephone numbers, idioms.
 * Dates and periods are period.c's. A numeral that something countable follows is given the benefit of the doubt
 * where the word before it is a weak sign only. */
#include "daemon/extract/grade.h"
#include "daemon/lang/places.h"

/* A rank goes on with another at most so far behind it. */
#define RANK_REACH 12

/* The name of a place that ends with a number has at most so many words before it. */
#define PLACE_WORDS 4

/* A name in quotation marks has at most so many tokens before a number in it. */
#define QUOTED_TOKENS 12

/* The name of a measure before a number of years has at most so many. */
#define NAME_WORDS 8

static bool is_counted(const struct reading *r, uint32_t at)
{
    return begins(r, at, CLASS_NOUN) || begins(r, at, CLASS_UNIT) || begins(r, at, CLASS_MULTIPLIER);
}

/* A unit behind the number; not of time: "lần thứ 3 năm 2019". */
static bool is_measured(const struct reading *r, uint32_t at)
{
    const struct hit *unit = hits_at(&r->hits, at, CLASS_UNIT);
    bool measured = unit && strcmp(unit->entry->dimension, "time") != 0;
    return measured || begins(r, at, CLASS_MULTIPLIER) || is_mark(r, at, '%');
}

/* "18, 19-NQ/TW", "31/10/2020", but not "98,7%" or "312; …": a pattern may go on with the mark behind a number. */
static bool goes_on_with_mark(const struct reading *r, uint32_t at)
{
    if (is_mark(r, at, ',') || is_mark(r, at, ';') || is_mark(r, at, '.'))
        return is_kind(r, at + 1, TOKEN_NUMBER);
    return is_kind(r, at, TOKEN_MARK) && !is_mark(r, at, '%') && !is_mark(r, at, '(') && !is_mark(r, at, ')') &&
           !is_mark(r, at, '"');
}

/* What no pattern of the built-in ones can begin like need not be tried: all go on with a mark, a clock word or years of
 * age, or begin like a telephone number. */
static bool may_be_pattern(const struct reading *r, uint32_t at)
{
    const char *digits = r->text.bytes + token_at(r, at)->start;
    bool letters =
        is_kind(r, at + 1, TOKEN_WORD) && (is_tight(r, at + 1) || (token_at(r, at + 1)->flags & TOKEN_CAPITAL));
    return digits[0] == '0' || digits[0] == '1' || digits[0] == '8' || letters || goes_on_with_mark(r, at + 1) ||
           token_is(r, at + 1, "giờ") || token_is(r, at + 1, "độ") || token_is(r, at + 1, "không") ||
           (token_is(r, at + 1, "năm") && token_is(r, at + 2, "tuổi"));
}

static const char *rejected_by_pattern(struct reading *r, uint32_t at, uint32_t *ret_end)
{
    struct pattern_match match;
    if (!is_kind(r, at, TOKEN_NUMBER) || !(may_be_pattern(r, at) || pattern_is_extended(r->patterns)) ||
        !pattern_at(r->patterns, &r->text, token_at(r, at)->start, &match))
        return NULL;
    uint32_t end = at + 1;
    while (end < r->tokens.count && token_at(r, end)->start < match.end)
        end++;
    *ret_end = end;
    return match.rule;
}

/* "Covid-19", "QH-2020": a number tied to a word by a dash. */
static bool is_tied(const struct reading *r, uint32_t at)
{
    bool joined =
        at >= 2 &&
        (is_mark(r, at - 1, '-') || is_mark(r, at - 1, '+') || is_mark(r, at - 1, ':') || is_mark(r, at - 1, '.')) &&
        is_tight(r, at) && is_tight(r, at - 1);
    bool ratio = joined && !is_mark(r, at - 1, '-') && !is_mark(r, at - 1, '.') && is_kind(r, at - 2, TOKEN_NUMBER);
    return ratio || (joined && !is_mark(r, at - 1, ':') && is_kind(r, at - 2, TOKEN_WORD)) ||
           (joined && r->use[at - 2] == USE_LEFT_OUT);
}

/* "9A", "4G", "5S": a letter tied to the number that is no unit. */
static bool has_suffix(const struct reading *r, uint32_t at)
{
    return is_kind(r, at, TOKEN_NUMBER) && is_kind(r, at + 1, TOKEN_WORD) && is_tight(r, at + 1) &&
           !is_counted(r, at + 1) && !begins(r, at + 1, CLASS_DENOMINATOR) &&
           (token_at(r, at + 1)->flags & TOKEN_CAPITAL);
}

static bool is_list_number(const struct reading *r, uint32_t at)
{
    int64_t value = small_number(r, at);
    if (value < 0 || value > 99)
        return false;
    bool bracketed = at && is_mark(r, at - 1, '(') && is_mark(r, at + 1, ')') && value <= 20;
    bool opens = r->sentences.items[r->sentence_of[at]].first == at;
    bool closed = (is_mark(r, at + 1, '.') || is_mark(r, at + 1, ')')) && is_tight(r, at + 1);
    return bracketed || (opens && closed);
}

/* "1 An Giang …", "2 Bà Rịa - Vũng Tàu …" at the beginning of a line: a row of a table, whose number counts nothing. */
static bool is_row_number(const struct reading *r, uint32_t at)
{
    int64_t value = small_number(r, at);
    struct place_name names[PLACE_NAMES];
    uint32_t count = 0;
    if (value > 0 && value < 100 && r->sentences.items[r->sentence_of[at]].first == at &&
        is_kind(r, at, TOKEN_NUMBER) && is_kind(r, at + 1, TOKEN_WORD) && is_kind(r, at + 2, TOKEN_WORD) &&
        (token_at(r, at + 1)->flags & token_at(r, at + 2)->flags & TOKEN_CAPITAL))
        count = places_names_at(r->tables, &r->tokens, at + 1, names);
    return count && names[0].count > 1;
}

/* "tổng số 35 hộ", "con số 12": here "số" is no sign of a name. */
static bool is_amount_word(const struct reading *r, uint32_t before)
{
    static const char *const words[] = {"tổng", "trong", "con", "dân", "doanh", "quân", "sĩ", "tham"};
    for (size_t i = 0; before && i < sizeof words / sizeof *words; i++)
        if (token_is(r, before - 1, words[i]))
            return true;
    return false;
}

/* "tiêm phòng 12.500 con", "hạng mục 5": the word that numbers follow is the tail of a longer one. */
static bool is_tail(const struct reading *r, const struct hit *name)
{
    static const enum entry_class classes[] = {CLASS_VERB, CLASS_NOUN, CLASS_MEASURE};
    uint32_t end = name->first + name->count;
    bool tail = entry_is(name->entry, "none");
    for (size_t i = 0; i < sizeof classes / sizeof *classes && !tail; i++) {
        const struct hit *whole = hits_before(&r->hits, end, classes[i]);
        tail = whole && whole->count > name->count;
    }
    return tail;
}

static bool is_numbered(const struct reading *r, uint32_t at)
{
    const struct hit *name = hits_before(&r->hits, at, CLASS_NUMBERED);
    if (!name || is_tail(r, name))
        return false;
    if (name->count == 1 && name->first > r->sentences.items[r->sentence_of[at]].first &&
        (token_at(r, name->first)->flags & TOKEN_CAPITAL) && is_kind(r, name->first - 1, TOKEN_WORD) &&
        (token_at(r, name->first - 1)->flags & TOKEN_CAPITAL) &&
        !begins(r, name->first, CLASS_ADMIN)) /* "Hải Phòng 9" */
        return false;
    if (name->count == 1 && token_is(r, name->first, "số"))
        return !is_amount_word(r, name->first) && !is_measured(r, at + 1);
    if (entry_is(name->entry, "strict") && is_kind(r, at + 1, TOKEN_WORD) && is_tight(r, at + 1) &&
        token_at(r, at + 1)->flags & TOKEN_CAPITAL)
        return true;
    bool deed = name->count == 2 && token_is(r, name->first, "kết") && token_is(r, name->first + 1, "luận");
    if (entry_is(name->entry, "strict")) /* "kết luận 6 tổ chức có vi phạm" */
        return !is_measured(r, at + 1) && !is_mark(r, at + 1, '/') && !(deed && begins(r, at + 1, CLASS_NOUN));
    bool named = begins(r, name->first, CLASS_ADMIN) && (token_at(r, name->first)->flags & TOKEN_CAPITAL) &&
                 name->first + 1 == at && r->sentences.items[r->sentence_of[at]].first != name->first &&
                 name->first > 0 &&
                 !(token_at(r, name->first - 1)->flags &
                   TOKEN_CAPITAL); /* "Đảng bộ Quận 7 tổ chức …", but "Nhật Bản 62 dự án" */
    if (named && small_number(r, at) >= 0)
        return true;
    if (begins(r, at + 1, CLASS_PLACE_KIND) && token_at(r, at + 2)->flags & TOKEN_CAPITAL &&
        begins(r, name->first, CLASS_PLACE_KIND)) /* "tổ dân phố 4 phường Phú Lãm" */
        return small_number(r, at) >= 0;
    bool ranged = is_mark(r, at + 1, '-') && is_kind(r, at + 2, TOKEN_NUMBER) && is_counted(r, at + 3);
    return !ranged && !is_counted(r, at + 1) && !is_measured(r, at + 1) && small_number(r, at) >= 0;
}

static bool is_ranked(const struct reading *r, uint32_t at)
{
    const struct hit *rank = hits_before(&r->hits, at, CLASS_ORDINAL);
    return rank && !is_measured(r, at + 1);
}

/* "xếp 9/63 tỉnh"; "xếp thứ 19/63 tỉnh, thành phố, | 4/14 tỉnh miền Trung": one rank more, of how many. */
static bool is_rank_among(const struct reading *r, uint32_t at)
{
    if (at > 0 && (token_is(r, at - 1, "xếp") || token_is(r, at - 1, "hạng")) && is_mark(r, at + 1, '/'))
        return true;
    bool joined = at > 0 && (is_mark(r, at - 1, ',') || token_is(r, at - 1, "và"));
    uint32_t floor = at > RANK_REACH ? at - RANK_REACH : 0;
    for (uint32_t i = joined && is_mark(r, at + 1, '/') ? at : floor; i-- > floor && r->use[i] != USE_MENTION;)
        if (is_kind(r, i, TOKEN_NUMBER) && hits_before(&r->hits, i, CLASS_ORDINAL))
            return is_mark(r, i + 1, '/');
    return false;
}

/* "000.00.16": groups that no number has. */
static bool is_code(const struct reading *r, uint32_t at)
{
    const struct token *token = token_at(r, at);
    uint32_t dots = 0, run = 0, groups = 0;
    for (uint32_t i = token->start; i <= token->end; i++) {
        char byte = i < token->end ? r->text.bytes[i] : '.';
        if (byte == ',')
            return false;
        if (byte != '.') {
            run++;
            continue;
        }
        dots++;
        groups += run == 3;
        run = 0;
    }
    bool zeros = token->end - token->start > 3 && memcmp(r->text.bytes + token->start, "000", 3) == 0;
    return dots > 2 && (zeros || groups < dots - 1);
}

/* "Thông tư 55/2015": a number of a year, not a part of a whole. */
static bool is_of_year(const struct reading *r, uint32_t at)
{
    int64_t year = small_number(r, at + 2), value = small_number(r, at);
    return is_mark(r, at + 1, '/') && is_tight(r, at + 1) && is_tight(r, at + 2) && year >= 1945 && year <= 2100 &&
           value >= 0 && value < 1945 && !is_counted(r, at + 3);
}

/* "iPhone 15 Pro", "lúa OM 18 tươi 8.600 đồng/kg": behind a foreign or abbreviated name, and nothing known is counted.
 */
static bool is_model(const struct reading *r, uint32_t at)
{
    if (!at || small_number(r, at) < 0 || is_counted(r, at + 1) || !is_kind(r, at - 1, TOKEN_WORD) ||
        !is_kind(r, at + 1, TOKEN_WORD))
        return false;
    const struct token *name = token_at(r, at - 1), *next = token_at(r, at + 1);
    bool short_name = (name->flags & TOKEN_UPPER) && name->end - name->start <= 3 && !name->symbol;
    bool edition = !name->symbol && !next->symbol && (next->flags & TOKEN_CAPITAL);
    return edition || (short_name && is_kind(r, at + 2, TOKEN_NUMBER));
}

/* "Lượt xem: 2.317". */
static bool is_page_counter(const struct reading *r, uint32_t at)
{
    uint32_t end = at && is_mark(r, at - 1, ':') ? at - 1 : at;
    return hits_before(&r->hits, end, CLASS_FURNITURE) != NULL;
}

/* "khách sạn 4 - 5 sao", "OCOP 3 sao". */
static bool is_rating(const struct reading *r, uint32_t at, uint32_t *ret_end)
{
    uint32_t end = at + 1;
    if ((is_mark(r, end, '-') || token_is(r, end, "đến")) && is_kind(r, end + 1, TOKEN_NUMBER))
        end += 2;
    if (!token_is(r, end, "sao"))
        return false;
    *ret_end = end;
    return true;
}

/* Clock times in words: "lúc 8 giờ". */
static bool is_clock(const struct reading *r, uint32_t at)
{
    int64_t hour = small_number(r, at);
    if (hour >= 0 && hour <= 24 && token_is(r, at + 1, "h") && is_tight(r, at + 1)) /* "15h hôm nay" */
        return true;
    return at && (token_is(r, at - 1, "lúc") || token_is(r, at - 1, "hồi")) && token_is(r, at + 1, "giờ");
}

/* "hàng trăm", "vài chục", "những năm": nothing definite. */
static bool is_indefinite(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"hàng", "vài", "mấy", "nhiều", "những", "từng"};
    for (size_t i = 0; at && i < sizeof words / sizeof *words; i++)
        if (token_is(r, at - 1, words[i]))
            return true;
    return false;
}

/* "năm" behind such words is the year, not five: "trong năm", "cả năm", "hai năm". */
static bool is_year_word(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"cả",   "mỗi", "hàng",  "hằng", "nửa",  "đầu", "cuối",
                                        "giữa", "các", "quanh", "giao", "theo", "qua", "mấy"};
    if (!at || is_kind(r, at - 1, TOKEN_NUMBER) || begins(r, at - 1, CLASS_STOP) || begins(r, at - 1, CLASS_NUMBER))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, at - 1, words[i]))
            return true;
    return false;
}

/* A word numeral is taken only where it must be one. */
static const char *rejected_word(const struct reading *r, uint32_t at, const struct numeral *numeral, uint32_t *ret_end)
{
    const struct hit *idiom = hits_at(&r->hits, at, CLASS_IDIOM);
    bool fraction = token_is(r, numeral->end, "phần") && begins(r, numeral->end + 1, CLASS_NUMBER);
    if (idiom && !fraction && idiom->first + idiom->count >= numeral->end) {
        *ret_end = idiom->first + idiom->count;
        return idiom->entry->rule;
    }
    *ret_end = numeral->end;
    bool opens = r->sentences.items[r->sentence_of[at]].first == at;
    if (!opens && (token_at(r, at)->flags & TOKEN_CAPITAL))
        return "words:name";
    if (is_indefinite(r, at))
        return "words:indefinite";
    if (fraction)
        return NULL;
    if (hits_before(&r->hits, at, CLASS_ORDINAL))
        return "words:ordinal";
    bool counted = is_counted(r, numeral->end) || is_mark(r, numeral->end, '%');
    if (numeral->scaled && numeral->scale.known && decimal_compare(numeral->scale, decimal_of(1000, 0)) >= 0)
        return NULL;
    if (!counted)
        return "words:uncounted";
    if (numeral->end == at + 1 && (token_is(r, at, "một") || token_is(r, at, "không")))
        return "words:one";
    if (numeral->end == at + 1 && token_is(r, at, "năm") && is_year_word(r, at))
        return "words:year";
    return NULL;
}

/* "14 và 15/8", "(14/8", "từ 1 - 5/8", "từ ngày 1": which days. */
static bool names_days(const struct reading *r, uint32_t at)
{
    at += is_mark(r, at, '(') || token_is(r, at, "từ");
    at += token_is(r, at, "ngày");
    return is_kind(r, at, TOKEN_NUMBER);
}

/* "5 năm qua", "ba tháng gần đây", "cách đây 10 năm", "trong 2 ngày 14 và 15/8": when, not how much. */
static bool is_span_of_time(const struct reading *r, uint32_t at, const struct numeral *numeral, uint32_t *ret_end)
{
    static const char *const words[] = {"qua", "gần", "trở", "vừa", "nay", "tới", "trước", "tiếp", "liên", "liền"};
    if (numeral->scaled)
        return false;
    uint32_t behind =
        is_kind(r, at, TOKEN_NUMBER) && numeral->end == at + 1 ? range_end(r, at) : numeral->end; /* "5-7 năm" */
    const struct hit *unit = hits_at(&r->hits, behind, CLASS_UNIT);
    if (!unit || strcmp(unit->entry->dimension, "time") != 0)
        return false;
    uint32_t end = unit->first + unit->count;
    bool said = at > 1 && ((token_is(r, at - 1, "đây") && token_is(r, at - 2, "cách")) ||
                           (token_is(r, at - 1, "kết") && token_is(r, at - 2, "tổng")) ||
                           (token_is(r, at - 1, "kết") && token_is(r, at - 2, "sơ")));
    said |= at > 0 && token_is(r, at - 1, "trong") && token_is(r, unit->first, "ngày") && names_days(r, end);
    said |= at > 0 && token_is(r, at - 1, "trong") && /* "vốn huy động trong 3 năm đạt 124 tỷ đồng" */
            (begins(r, end, CLASS_LINK) || begins(r, end, CLASS_EQUAL) || begins(r, end, CLASS_ESTIMATE));
    for (size_t i = 0; i < sizeof words / sizeof *words && !said; i++)
        said = token_is(r, end, words[i]);
    if (said)
        *ret_end = end;
    return said;
}

/* "Qua 12 năm thực hiện, …", "Chỉ trong 2 ngày, …" in front of a sentence; "tổng vốn đầu tư 5 năm trên địa bàn đạt". */
static bool is_lapse(const struct reading *r, uint32_t at, const struct numeral *numeral, uint32_t *ret_end)
{
    static const char *const words[] = {"qua", "sau", "trong", "suốt"};
    const struct hit *unit = numeral->scaled ? NULL : hits_at(&r->hits, numeral->end, CLASS_UNIT);
    if (!unit || strcmp(unit->entry->dimension, "time") != 0)
        return false;
    uint32_t end = unit->first + unit->count, first = r->sentences.items[r->sentence_of[at]].first, name = at;
    while (name > first && at - name < NAME_WORDS && is_kind(r, name - 1, TOKEN_WORD) &&
           !begins(r, name, CLASS_MEASURE))
        name--;
    bool of_measure = at > name + 1 && begins(r, name, CLASS_MEASURE) && token_is(r, end - 1, "năm");
    bool lapse = of_measure && (begins(r, end, CLASS_PLACE_LEAD) || begins(r, end, CLASS_LINK));
    uint32_t lead = at - (at > first && begins(r, at - 1, CLASS_QUALIFIER));
    for (size_t i = 0; !of_measure && lead > first && lead <= first + 2 && i < sizeof words / sizeof *words; i++)
        lapse |= token_is(r, lead - 1, words[i]);
    if (lapse)
        *ret_end = end;
    return lapse;
}

/* "1 số địa phương": "một số" in digits. */
static bool is_some(const struct reading *r, uint32_t at)
{
    return small_number(r, at) == 1 && token_is(r, at + 1, "số") &&
           token_at(r, at)->end - token_at(r, at)->start == 1 && is_kind(r, at + 2, TOKEN_WORD);
}

/* "xã Tam Xuân 2 | lần thứ VII": the number ends a name, which a rank follows. */
static bool precedes_rank(const struct reading *r, uint32_t end)
{
    return token_is(r, end, "lần") && token_is(r, end + 1, "thứ");
}

/* "số giường bệnh bình quân 1 vạn dân", "bác sĩ bình quân trên 10.000 dân": per how many, which the label says. */
static bool is_per_people(const struct reading *r, uint32_t at, uint32_t end, uint32_t *ret_end)
{
    bool over = at > 2 && token_is(r, at - 1, "trên");
    uint32_t lead = at - over;
    bool people = token_is(r, end, "dân") && !token_is(r, end + 1, "tộc");
    bool one = small_number(r, at) == 1 && begins(r, end, CLASS_NOUN); /* "mức vay bình quân 1 dự án" */
    bool per = (people || one) && lead > 1 && token_is(r, lead - 1, "quân") && token_is(r, lead - 2, "bình");
    if (per)
        *ret_end = end;
    return per;
}

/* "tỷ lệ 3:1". */
static bool is_proportion(const struct reading *r, uint32_t at)
{
    return is_mark(r, at + 1, ':') && is_tight(r, at + 1) && is_tight(r, at + 2) && is_kind(r, at + 2, TOKEN_NUMBER);
}

/* "Đảng bộ xã Quế Xuân 1 họp": the number ends the name of a unit of administration that the tables know; "Hà Giang 2
 * nhà" has a noun for it. */
static bool ends_place_name(const struct reading *r, uint32_t at)
{
    struct place_name names[PLACE_NAMES];
    if (is_counted(r, at + 1) || is_measured(r, at + 1))
        return false;
    for (uint32_t first = at; first-- > 0 && at - first <= PLACE_WORDS && token_at(r, first)->flags & TOKEN_CAPITAL;) {
        uint32_t count = places_names_at(r->tables, &r->tokens, first, names);
        for (uint32_t i = 0; i < count; i++)
            if (first + names[i].count == at + 1)
                return true;
    }
    return false;
}

/* "chiến dịch “500 km đường cao tốc”", "phong trào “3 giảm, 3 tăng”": a name in quotation marks. */
static bool is_quoted_name(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"trào", "dịch", "động", "trình", "án", "thi", "đề", "hiệu", "điệp", "việc"};
    uint32_t first = r->sentences.items[r->sentence_of[at]].first, open = at;
    while (open > first && at - open < QUOTED_TOKENS && !is_mark(r, open - 1, '"'))
        open--;
    if (open < first + 2 || !is_mark(r, open - 1, '"'))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, open - 2, words[i]))
            return true;
    return false;
}

/* What a numeral in digits is, that is no figure; the first that fits tells. */
static const struct {
    bool (*is)(const struct reading *r, uint32_t at);
    const char *rule;
} kinds[] = {
    {is_code, "numbers:code"},          {is_page_counter, "numbers:page"},
    {is_tied, "numbers:tied"},          {has_suffix, "numbers:suffix"},
    {is_model, "numbers:code"},         {ends_place_name, "numbers:place"},
    {is_list_number, "numbers:list"},   {is_row_number, "numbers:list"},
    {is_clock, "numbers:clock"},        {is_proportion, "numbers:proportion"},
    {is_quoted_name, "numbers:quoted"},
};

/* A numeral in digits. */
static const char *rejected_number(struct reading *r, uint32_t at, const struct numeral *numeral, uint32_t *ret_end)
{
    if (is_some(r, at))
        return "words:indefinite";
    if (precedes_rank(r, numeral->end))
        return "numbers:code";
    const char *rule = rejected_by_pattern(r, at, ret_end);
    if (rule || (rule = grade_at(r, at, ret_end)))
        return rule;
    if (is_of_year(r, at)) {
        *ret_end = at + 3;
        return "numbers:of_year";
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].is(r, at))
            return kinds[i].rule;
    if (is_numbered(r, at))
        return hits_before(&r->hits, at, CLASS_NUMBERED)->entry->rule;
    if (is_ranked(r, at))
        return hits_before(&r->hits, at, CLASS_ORDINAL)->entry->rule;
    if (is_rank_among(r, at)) {
        *ret_end = at + 3;
        return "numbers:rank";
    }
    return is_rating(r, at, ret_end) ? "numbers:rating" : NULL;
}

const char *reject_at(struct reading *r, uint32_t at, const struct numeral *numeral, uint32_t *ret_end)
{
    *ret_end = at + 1;
    if (!numeral)
        return "words:none";
    if (is_span_of_time(r, at, numeral, ret_end))
        return "numbers:span_of_time";
    if (is_lapse(r, at, numeral, ret_end))
        return "numbers:lapse";
    if (is_per_people(r, at, numeral->end, ret_end))
        return "numbers:base";
    return is_kind(r, at, TOKEN_NUMBER) ? rejected_number(r, at, numeral, ret_end)
                                        : rejected_word(r, at, numeral, ret_end);
}
