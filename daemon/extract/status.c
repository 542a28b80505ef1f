/* Whether a figure is done, estimated or aimed at. "Phấn đấu …" holds to the end of its sentence, a heading such as
 * "Mục tiêu năm 2021:" for its paragraph and its list; "ước đạt" for the figure beside it and its parts, "ước số …" for
 * the rest of the sentence. Runs after the periods are known: what lies after the article's date is aimed at. */
#include "daemon/extract/calendar.h"
#include "daemon/extract/period.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/target.h"

/* "yêu cầu …:" stands at most so far before the colon of its list. */
#define DEMAND_TOKENS 10

/* Behind "đến năm 2023" the deed that tells of it is this near. */
#define REACHED_TOKENS 6

/* What a session did is named no further than this behind a figure: "14 cá nhân được Chủ tịch huyện tặng Giấy khen". */
#define ACT_REACH 14

/* "đáp ứng yêu cầu", "đáp ứng được yêu cầu", "theo yêu cầu của": a noun. */
static bool is_need(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"ứng", "theo", "đạt", "các", "những", "với", "số", "nhu", "sự", "ban"};
    at -= at > 1 && token_is(r, at - 1, "được");
    for (size_t i = 0; at && i < sizeof words / sizeof *words; i++)
        if (token_is(r, at - 1, words[i]))
            return true;
    return false;
}

static bool session_at(const struct reading *r, uint32_t at, const char *value)
{
    const struct hit *hit = hits_at(&r->hits, at, CLASS_SESSION);
    return hit && entry_is(hit->entry, value);
}

/* What is in force from one sentence to the next. */
struct outlook {
    bool heading;        /* a target heading holds */
    uint32_t paragraph;  /* of the heading */
    uint32_t plan_told;  /* the sentence tells a plan from this token on; NONE */
    bool list;           /* … and goes on over the lines of its list */
    bool estimate_parts; /* the last figure was an estimate: its parts are, too */
    bool parts_apart;    /* … in a paragraph of their own */
    const char *estimate_unit;
    bool aimed; /* a figure of the paragraph was aimed at, and none of that time was done before it */
    uint32_t aimed_paragraph;
    ind_period aimed_period;
    uint32_t done_paragraph; /* of the last figure that was done; NONE */
    ind_period done_period;
    bool estimate_list; /* "Ước kết quả … như sau:" */
};

/* "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU 6 THÁNG", "tình hình thực hiện kế hoạch": of targets, how far they were reached. */
static bool tells_results_of(const struct reading *r, uint32_t first, uint32_t target)
{
    for (uint32_t i = first; i + 1 < target; i++)
        if ((token_is(r, i, "kết") && token_is(r, i + 1, "quả")) ||
            (token_is(r, i, "tình") && token_is(r, i + 1, "hình")))
            return true;
    return false;
}

/* "HĐND huyện thông qua các chỉ tiêu năm 2022 như sau:" */
static bool names_target(const struct reading *r, const struct sentence *s)
{
    for (uint32_t i = s->classes & CLASS_BIT(TARGET) ? s->first : s->end; i < s->end; i++) {
        const struct hit *hit = hits_at(&r->hits, i, CLASS_TARGET);
        bool names = hit && (entry_is(hit->entry, "heading") || entry_is(hit->entry, "strong"));
        if (names && !hits_before(&r->hits, i, CLASS_EQUAL) && !hits_before(&r->hits, i, CLASS_EXCEED) &&
            !(i && token_is(r, i - 1, "độ")) && !tells_results_of(r, s->first, i))
            return true;
    }
    return false;
}

/* "Chủ tịch UBND huyện yêu cầu:", "yêu cầu các đơn vị như sau:" */
static bool names_demand(const struct reading *r, const struct sentence *s)
{
    uint32_t from = s->end - s->first > DEMAND_TOKENS ? s->end - DEMAND_TOKENS : s->first;
    for (uint32_t i = from; i < s->end; i++)
        if (session_at(r, i, "demand") && !is_need(r, i))
            return true;
    return false;
}

/* "Ước kết quả quý II như sau:" */
static bool names_estimate(const struct sentence *s)
{
    return s->classes & CLASS_BIT(ESTIMATE);
}

static bool said_between(const struct reading *r, uint32_t first, uint32_t end, enum entry_class cls)
{
    if (first >= end || !sentence_has(r, first, (uint64_t)1 << cls))
        return false;
    for (uint32_t i = first; i < end; i++)
        if (begins(r, i, cls) && r->use[i] == USE_FREE)
            return true;
    return false;
}

/* "Đại hội bầu 15 đồng chí", "chất vấn": what the session itself did, whatever it aims at. */
static bool is_session_act(const struct reading *r, const struct mention *m)
{
    uint32_t end = r->sentences.items[m->sentence].end;
    uint32_t first = sentence_has(r, m->first, CLASS_BIT(SESSION)) ? look_back(r, m->first) : end;
    for (uint32_t i = first; i < m->end + ACT_REACH && i < end; i++) {
        if (session_at(r, i, "act"))
            return true;
        bool lists = i + 1 < end && is_mark(r, i, ',') && r->use[i + 1] == USE_MENTION; /* "12 tập thể, 46 cá nhân" */
        if (i >= m->end && is_separator(r, i) && !lists)
            break;
    }
    const struct hit *adopted = hits_before(&r->hits, m->left, CLASS_SESSION);
    return adopted && entry_is(adopted->entry, "adopt") &&
           !hits_before(&r->hits, adopted->first, CLASS_TARGET); /* "dự kiến thông qua 9 nghị quyết" */
}

/* A price or a score of one day is none that a heading aims at. */
static bool is_of_a_day(const struct mention *m)
{
    return m->period.start.year && date_compare(m->period.start, m->period.end) == 0;
}

/* "Một số chỉ tiêu về y tế năm 2021: …" in November 2022: what a list of a time that is over tells is no aim. */
static bool is_over(const struct reading *r, const struct mention *m)
{
    return r->published.month && m->period.start.year && m->period.source != IND_SOURCE_ARTICLE_DATE &&
           m->period.end.year < r->published.year;
}

/* Under a heading such as "Mục tiêu năm 2021:", and nothing says that it is done. */
static bool is_headed(const struct reading *r, const struct mention *m, const struct outlook *o)
{
    bool told = o->plan_told != NONE && m->first > o->plan_told;
    return (o->heading || told) && !is_of_a_day(m) && !is_over(r, m) && !is_session_act(r, m) &&
           !said_between(r, look_back(r, m->first), m->left, CLASS_ACHIEVED);
}

static void enter_sentence(const struct reading *r, uint32_t index, struct outlook *o)
{
    const struct sentence *s = &r->sentences.items[index];
    bool same_paragraph = index > 0 && r->sentences.items[index - 1].paragraph == s->paragraph;
    bool list_goes_on = o->list && s->item;
    o->parts_apart = o->estimate_parts && (o->parts_apart || !(same_paragraph || s->item));
    if (!same_paragraph && !list_goes_on && !(index > 0 && r->sentences.items[index - 1].continued)) {
        o->heading = o->list = false;
        o->estimate_list = false;
    }
    const struct sentence *before = index > 0 ? s - 1 : NULL;
    if (before && before->continued) {
        o->list = true;
        o->estimate_list |= names_estimate(before);
        o->heading |= (names_target(r, before) || names_demand(r, before)) && !names_estimate(before);
    }
    if (before && same_paragraph && begins(r, s->first, CLASS_PARTS) && !o->heading &&
        sets_targets(r, before->first, before->end - 1)) /* "… thông qua 16 chỉ tiêu. Cụ thể, …" */
        o->heading = true;
    o->plan_told = find_plan_told(r, s);
    if (opens_with_heading(r, s) && !tells_met(r, s)) {
        o->heading = true;
        o->paragraph = s->paragraph;
    }
}

static bool is_aimed(const struct reading *r, const struct mention *m, const char *value)
{
    uint32_t first = look_back(r, m->first);
    bool quoted = false;
    for (uint32_t i = sentence_has(r, m->first, CLASS_BIT(TARGET)) ? m->left : first; i-- > first;) {
        quoted ^= is_mark(r, i, '"');
        if (!quoted && begins(r, i, CLASS_TARGET) && target_at(r, i, value))
            return !said_between(r, i + 1, m->left, CLASS_ACHIEVED);
    }
    return false;
}

/* "yêu cầu các ngành", "yêu cầu UBND huyện": not "yêu cầu truy đóng". */
static bool is_addressed(const struct reading *r, uint32_t behind)
{
    return begins(r, behind, CLASS_ACTOR) || token_is(r, behind, "các") || token_is(r, behind, "mỗi") ||
           token_is(r, behind, "từng") || token_is(r, behind, "cấp");
}

static bool is_word_between(const struct reading *r, uint32_t first, uint32_t end, const char *word)
{
    for (uint32_t i = first; i < end; i++)
        if (token_is(r, i, word))
            return true;
    return false;
}

/* "yêu cầu các chủ đầu tư giải ngân đạt trên 95%; bảo đảm gieo trồng 500 ha": what somebody demands of somebody; of
 * nobody, with a bound or a measure of it. */
static bool is_demanded(const struct reading *r, const struct mention *m)
{
    bool bound = m->qualifier == IND_QUALIFIER_AT_LEAST || m->qualifier == IND_QUALIFIER_AT_MOST ||
                 m->qualifier == IND_QUALIFIER_OVER || m->role == IND_ROLE_PLAN || m->cue == CLASS_EQUAL;
    uint32_t first = sentence_has(r, m->first, CLASS_BIT(SESSION)) ? look_back(r, m->first) : m->left;
    for (uint32_t i = m->left; i-- > first;) {
        const struct hit *demand = session_at(r, i, "demand") ? hits_at(&r->hits, i, CLASS_SESSION) : NULL;
        if (demand)
            return !is_need(r, i) && (bound || is_addressed(r, i + demand->count)) &&
                   !is_word_between(r, i, m->left, "mà") && !said_between(r, i + 1, m->left, CLASS_ACHIEVED) &&
                   !said_between(r, i + 1, m->left, CLASS_SHORT);
    }
    return false;
}

static uint32_t piece_start(const struct reading *r, const struct mention *m)
{
    uint32_t first = look_back(r, m->first), i = m->left;
    while (i > first && !is_separator(r, i - 1) && r->use[i - 1] != USE_MENTION)
        i--;
    return i;
}

/* "Ước sản lượng một số cây ăn quả như: vải 65 nghìn tấn; xoài 2 nghìn tấn". */
static bool is_before_colon(const struct reading *r, const struct hit *estimate, const struct mention *m)
{
    for (uint32_t i = estimate->first + estimate->count; i < m->left && r->use[i] != USE_MENTION; i++)
        if (is_mark(r, i, ':'))
            return true;
    return false;
}

/* "ước" whose figure is not beside it but a list: "ước số người tham gia … là …; … là …". */
static bool is_list_estimate(const struct reading *r, const struct hit *estimate)
{
    uint32_t next = estimate->first + estimate->count;
    if (r->use[next] == USE_TIME || begins(r, next, CLASS_TIME_POINT) || token_is(r, estimate->first, "dự"))
        return true;
    return token_is(r, next, "cả") || token_is(r, next, "số") || token_is(r, next, "tổng") ||
           token_is(r, next, "kết") || token_is(r, next, "các");
}

/* "ước giảm 12,4%, đạt 1,9 tỷ USD": where the words begin that tell of a figure and of what hangs on it before it. */
static uint32_t told_start(const struct reading *r, const struct mention *m)
{
    const struct mention *first = m;
    uint32_t index = (uint32_t)(m - r->mentions.items);
    while (first > r->mentions.items && first[-1].sentence == m->sentence && first[-1].owner == index)
        first--;
    return piece_start(r, first);
}

/* "ước đạt 80 nghìn tấn với giá trị 438 triệu USD": the same thing in another measure. */
static bool measures_again(const struct reading *r, const struct mention *m)
{
    const struct mention *before = m > r->mentions.items ? m - 1 : NULL;
    bool joined = before && before->sentence == m->sentence && before->status == IND_STATUS_ESTIMATE &&
                  (token_is(r, before->end, "với") || token_is(r, before->end, "tương"));
    for (uint32_t i = joined ? before->end : m->left; i < m->left; i++)
        joined = joined && !is_separator(r, i);
    return joined;
}

static bool says_estimate(const struct reading *r, const struct mention *m)
{
    if (!sentence_has(r, m->first, CLASS_BIT(ESTIMATE)))
        return false;
    if (measures_again(r, m))
        return true;
    uint32_t piece = told_start(r, m);
    for (uint32_t i = look_back(r, m->first); i < m->left; i++) {
        const struct hit *estimate = hits_at(&r->hits, i, CLASS_ESTIMATE);
        if (estimate && r->use[i] == USE_FREE &&
            (i >= piece || is_list_estimate(r, estimate) || is_before_colon(r, estimate, m)))
            return true;
    }
    return false;
}

/* "trong đó" stands before the figure: whether its whole was an estimate goes on to the next. */
static bool opens_parts(const struct reading *r, const struct mention *m)
{
    return said_between(r, look_back(r, m->first), m->left, CLASS_PARTS);
}

static bool is_unlike(const struct mention *m, const char *unit)
{
    return m->role == IND_ROLE_LEVEL && m->unit && unit && strcmp(m->unit, unit) != 0;
}

/* "ước đạt 11 nghìn tấn, trong đó thóc 5 nghìn tấn; năng suất đạt 58 tạ/ha": a later item of another unit is no part.
 */
static bool is_part_of_estimate(const struct reading *r, const struct mention *m, const struct outlook *o)
{
    if (!o->estimate_parts || !opens_parts(r, m) || (o->parts_apart && (!m->unit || is_unlike(m, o->estimate_unit))))
        return false;
    uint32_t first = look_back(r, m->first), at = m->left;
    while (at > first && !is_mark(r, at - 1, ';') && !begins(r, at - 1, CLASS_PARTS))
        at--;
    return at == first || begins(r, at - 1, CLASS_PARTS) || !is_unlike(m, o->estimate_unit);
}

static bool is_estimated(const struct reading *r, const struct mention *m, const struct outlook *o)
{
    if (says_estimate(r, m))
        return true;
    return is_part_of_estimate(r, m, o) || o->estimate_list;
}

/* "Đại hội thông qua nghị quyết với một số chỉ tiêu chủ yếu thương mại tăng 10%; …": named, and listed without a colon.
 */
static bool follows_named_targets(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = sentence_has(r, first, CLASS_BIT(TARGET)) ? first + 2 : end; i < end; i++) {
        const struct hit *target = hits_at(&r->hits, i, CLASS_TARGET);
        if (!target)
            continue;
        bool several = token_is(r, i - 1, "số") || token_is(r, i - 1, "các") || token_is(r, i - 1, "những");
        bool listed = token_is(r, i - 2, "với") || (token_is(r, i - 2, "một") && token_is(r, i - 3, "với"));
        if (several && listed && sets_targets(r, first, i + target->count))
            return true;
    }
    return false;
}

/* "Kỳ họp thông qua 21 chỉ tiêu năm 2019 như: …; …": what stands behind the colon is aimed at. */
static bool is_listed_target(const struct reading *r, const struct mention *m)
{
    static const uint64_t named = CLASS_BIT(TARGET);
    uint32_t first = look_back(r, m->first), colon = sentence_has(r, m->first, named) ? m->left : first;
    while (colon > first && !is_mark(r, colon - 1, ':') &&
           !(is_separator(r, colon - 1) && begins(r, colon, CLASS_PARTS))) /* "đề ra 24 chỉ tiêu; trong đó, …" */
        colon--;
    return (colon > first && sets_targets(r, first, colon - 1)) || follows_named_targets(r, first, m->left);
}

/* "6 tháng cuối năm", "quý IV": what is left of a year whose first part the article looks back at, with less than a
 * third of it gone. Without a date the part that it looks back at says so. */
static bool is_rest_of_year(const struct reading *r, const struct mention *m)
{
    const struct frame *f = m->frame != NONE ? &r->frames.items[m->frame] : NULL;
    ind_date start = m->period.start, now = r->published;
    bool rest = f && (f->shape == SHAPE_MONTHS || f->shape == SHAPE_QUARTER) && start.month > 3 &&
                m->period.end.month == 12 && !f->until && date_compare(start, f->start_date) == 0;
    if (!rest || said_between(r, look_back(r, m->first), m->left, CLASS_ACHIEVED))
        return false;
    if (now.month)
        return now.year == start.year && 3 * (now.month - start.month) < 13 - start.month;
    for (uint32_t i = 0; i < m->frame && i < LOOK_BACK_MAX; i++) {
        const struct frame *done = &r->frames.items[i];
        bool first_part = done->resolved && !done->comparison && !done->planned && !done->modifier &&
                          done->end_date.year == start.year && done->end_date.month == start.month - 1 &&
                          done->start_date.month == 1;
        if (first_part)
            return true;
    }
    return false;
}

/* The period begins behind the article's date, or is the year that has just begun. */
static bool is_ahead(const struct reading *r, const struct mention *m)
{
    if (is_rest_of_year(r, m))
        return true;
    if (!r->published.month || !m->period.start.year)
        return false;
    ind_date latest = r->published;
    if (!latest.day)
        latest.day = days_of_month(latest.year, latest.month);
    if (m->frame != NONE && r->frames.items[m->frame].season) /* "Năm học 2020-2021, tỉnh có …", in August */
        return false;
    bool young_year = m->period.start.year == r->published.year && m->period.end.month == 12 &&
                      m->period.start.month == 1 && r->published.month <= 2;
    return date_compare(m->period.start, latest) > 0 || (young_year && m->period.source != IND_SOURCE_ARTICLE_DATE);
}

/* Without a date the article's latest year else tells where it stands. */
static bool is_last_year(const struct reading *r, const struct frame *year)
{
    for (uint32_t i = 0; i < r->frames.count && i < 256; i++) {
        const struct frame *f = &r->frames.items[i];
        if (f != year && f->has_year && f->shape != SHAPE_TERM && f->end_date.year >= year->end_date.year)
            return false;
    }
    return true;
}

/* "Đến cuối năm 2023, xã đã đạt 19/19 tiêu chí. Thu nhập đạt …": what is said of the year first has been reached. */
static bool is_reached(const struct reading *r, const struct frame *year)
{
    uint32_t end = r->sentences.items[year->sentence].end;
    if (end > year->end + REACHED_TOKENS)
        end = year->end + REACHED_TOKENS;
    return said_between(r, year->end, end, CLASS_ACHIEVED);
}

/* "Kết thúc năm học 2013-2014", in September 2014, lies behind; the year of an article without a month may not. */
static bool lies_ahead(const struct reading *r, ind_date end)
{
    ind_date now = r->published;
    return now.month && now.day ? date_compare(end, now) >= 0 : end.year >= now.year;
}

/* Its own paragraph, and the list behind it, are about a year to be reached: "Ước cuối năm 2020, còn 8,6% hộ nghèo." */
static bool reaches_to(const struct reading *r, const struct frame *year, const struct mention *m)
{
    const struct sentence *own = &r->sentences.items[year->sentence], *s = &r->sentences.items[m->sentence];
    return own->paragraph == s->paragraph || s->item;
}

/* "Đến năm 2025, tỷ lệ hộ nghèo còn dưới 1%": a year to be reached, unless it lies behind the article. */
static bool is_deadline_year(const struct reading *r, const struct mention *m)
{
    if (m->frame == NONE)
        return false;
    const struct frame *f = &r->frames.items[m->frame];
    bool coming = r->published.year ? lies_ahead(r, f->end_date) : is_last_year(r, f);
    return f->until && f->shape == SHAPE_YEAR && coming && reaches_to(r, f, m) &&
           f->first <= r->sentences.items[f->sentence].first + 4 &&
           !said_between(r, look_back(r, m->first), m->left, CLASS_ACHIEVED) && !is_reached(r, f);
}

static bool is_same_time(ind_period one, ind_period other)
{
    return date_compare(one.start, other.start) == 0 && date_compare(one.end, other.end) == 0;
}

/* "Năm 2020, tỉnh phấn đấu … Tỉnh cũng đào tạo nghề cho 3.800 người": the aim goes on while its period and paragraph
 * do. */
static bool goes_on(const struct reading *r, const struct mention *m, const struct outlook *o)
{
    return o->aimed && r->sentences.items[m->sentence].paragraph == o->aimed_paragraph &&
           is_same_time(o->aimed_period, m->period) &&
           !said_between(r, look_back(r, m->first), m->left, CLASS_ACHIEVED);
}

/* "doanh thu 2.350 tỷ đồng, | lợi nhuận 180 tỷ đồng": the list goes on with the amount of another measure. */
static bool joins_amounts(const struct reading *r, uint32_t at)
{
    return is_mark(r, at, ',') && at > 0 && r->use[at - 1] == USE_MENTION && begins(r, at + 1, CLASS_MEASURE);
}

/* "cổ đông đã thông qua kế hoạch doanh thu 2.350 tỷ đồng và lợi nhuận 180 tỷ đồng". */
static bool is_adopted(const struct reading *r, const struct mention *m)
{
    uint32_t first = look_back(r, m->first);
    for (uint32_t i = sentence_has(r, m->first, CLASS_BIT(TARGET)) ? m->left : first;
         i-- > first && (!is_separator(r, i) || joins_amounts(r, i));)
        if (target_at(r, i, "adopted"))
            return !is_session_act(r, m);
    return false;
}

static ind_status status_of(const struct reading *r, struct mention *m, struct outlook *o)
{
    if (m->status == IND_STATUS_TARGET || is_aimed(r, m, "strong") || is_adopted(r, m) || is_listed_target(r, m))
        return IND_STATUS_TARGET;
    if (is_headed(r, m, o) || is_demanded(r, m))
        return IND_STATUS_TARGET;
    if (is_estimated(r, m, o))
        return IND_STATUS_ESTIMATE;
    bool acted = is_session_act(r, m) && /* not "sẽ xem xét 15 báo cáo, thông qua 7 nghị quyết" */
                 !is_word_between(r, look_back(r, m->first), m->left, "sẽ");
    if (acted || sentence_tells_now(r, m->sentence))
        return IND_STATUS_ACTUAL;
    if (is_deadline_year(r, m) || (is_aimed(r, m, "weak") && !token_is(r, m->cue_first, "thực")) || is_ahead(r, m) ||
        goes_on(r, m, o))
        return IND_STATUS_TARGET;
    return IND_STATUS_ACTUAL;
}

/* What the paragraph aims at, or has done. "đạt 78,6%, phấn đấu cuối năm đạt trên 95%. Tiêm vắc xin đạt 74,2% kế
 * hoạch": an aim put in among what was done is the one figure's. */
static void remember_time(const struct reading *r, const struct mention *m, struct outlook *o)
{
    uint32_t paragraph = r->sentences.items[m->sentence].paragraph;
    if (!m->period.start.year)
        return;
    if (m->status == IND_STATUS_ACTUAL) {
        o->done_paragraph = paragraph;
        o->done_period = m->period;
    }
    bool aims = m->cue != CLASS_PLAN && (is_aimed(r, m, "strong") || (o->heading && m->status == IND_STATUS_TARGET));
    if (aims && !(o->done_paragraph == paragraph && is_same_time(o->done_period, m->period))) {
        o->aimed = true;
        o->aimed_paragraph = paragraph;
        o->aimed_period = m->period;
    }
}

int status_read(struct reading *r)
{
    struct outlook o = {.plan_told = NONE, .done_paragraph = NONE};
    uint32_t sentence = NONE;
    for (uint32_t i = 0; i < r->mentions.count; i++) {
        struct mention *m = &r->mentions.items[i];
        for (uint32_t s = sentence == NONE ? 0 : sentence + 1; s <= m->sentence; s++)
            enter_sentence(r, s, &o);
        sentence = m->sentence;
        if (m->owner != NONE || m->swallowed || m->tabular)
            continue;
        m->status = status_of(r, m, &o);
        if (m->status == IND_STATUS_TARGET)
            period_aim(r, m);
        remember_time(r, m, &o);
        if (bracket_around(r, m) == NONE && /* "ước tăng 9,3% (cùng kỳ năm 2018 tăng 10,1%). Trong đó, …" */
            (!opens_parts(r, m) || (o.parts_apart && m->status != IND_STATUS_ESTIMATE))) {
            o.estimate_parts = m->status == IND_STATUS_ESTIMATE;
            o.parts_apart = false;
            o.estimate_unit = m->unit;
        }
    }
    return IND_OK;
}
