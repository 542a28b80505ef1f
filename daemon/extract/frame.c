/* Which period is in force at each figure: the nearest frame of its clause, its sentence, its paragraph, then the last
 * one that an earlier paragraph set, then the title's, then the article's date (observation contract, section 6). */
#include "daemon/extract/bounds.h"
#include "daemon/extract/calendar.h"
#include "daemon/extract/period.h"
#include "daemon/extract/phrase.h"

/* A step looks at no more frames than this around a figure. */
#define FRAMES_MAX 64

const struct frame *frame_within(const struct reading *r, uint32_t first, uint32_t end)
{
    uint32_t low = 0, high = r->frames.count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (r->frames.items[middle].first < first)
            low = middle + 1;
        else
            high = middle;
    }
    while (low < r->frames.count && !r->frames.items[low].resolved && r->frames.items[low].first < end)
        low++;
    return low < r->frames.count && r->frames.items[low].first < end ? &r->frames.items[low] : NULL;
}

/* "19,72% năm 2019 xuống còn 14,05%": the year is the first figure's. */
static bool is_for(const struct frame *f, const struct mention *m)
{
    bool bracketed = f->bracket_first < f->bracket_end;
    bool shut_in = bracketed && (m->first < f->bracket_first || m->first >= f->bracket_end);
    return frame_is_usable(f) && !shut_in &&
           (!f->attached || f->first == m->end || f->first == m->end + 1 || f->bracket_end == m->end);
}

static void piece_of(const struct reading *r, const struct mention *m, uint32_t *ret_first, uint32_t *ret_end)
{
    const struct sentence *s = &r->sentences.items[m->sentence];
    uint32_t first = m->first, end = m->end, floor = look_back(r, m->first);
    while (first > floor && !is_separator(r, first - 1) && r->use[first - 1] != USE_MENTION)
        first--;
    while (end < s->end && end < m->end + LOOK_BACK_MAX && !is_separator(r, end) && r->use[end] != USE_MENTION &&
           !begins(r, end, CLASS_CLAUSE) && !token_is(r, end, "nhằm"))
        end++;
    *ret_first = first;
    *ret_end = end;
}

/* The frames of the article walked beside its mentions: `next` is the first frame behind the mention. */
struct walk {
    uint32_t next;
    uint32_t passed;      /* frames of earlier paragraphs looked at */
    uint32_t carried;     /* the last of them that carries over paragraphs, NONE */
    uint32_t before_list; /* what was carried when a planned frame took over, NONE */
    bool in_list;         /* the last figure's line was an item of the list that a planned frame heads */
};

/* "Phấn đấu tăng trưởng từ 12% trở lên trong năm 2022": one aim holds the figure and its time. */
static bool is_aim_of(const struct reading *r, const struct mention *m, const struct frame *f)
{
    if (!token_is(r, f->first - 1, "trong") && !token_is(r, f->first - 1, "vào"))
        return false;
    for (uint32_t i = m->first, floor = look_back(r, m->first); i-- > floor && !is_separator(r, i);)
        if (begins(r, i, CLASS_TARGET) && token_is(r, i, "phấn"))
            return true;
    return token_is(r, look_back(r, m->first), "phấn");
}

/* "giảm từ 35,4% trong 11 tháng năm 2019 xuống 24,7%": the time is the first figure's alone. */
static bool is_left_behind(const struct reading *r, const struct frame *f)
{
    return f->first > 1 && token_is(r, f->first - 1, "trong") && r->use[f->first - 2] == USE_MENTION &&
           begins(r, f->end, CLASS_RESULT);
}

/* "dân số (năm 2016) là …", "vốn đầu tư giai đoạn 2021-2025: 5.000 tỷ đồng". */
static bool is_right_before(const struct reading *r, const struct frame *f, uint32_t first)
{
    bool parted = first > 0 && f->end + 1 == first && (is_mark(r, first - 1, ')') || is_mark(r, first - 1, ':'));
    return parted && f->narrow && f->resolved && !f->modifier;
}

static uint32_t find_in_clause(const struct reading *r, const struct mention *m, uint32_t next)
{
    uint32_t first, end;
    piece_of(r, m, &first, &end);
    if (next < r->frames.count && r->frames.items[next].attached && is_for(&r->frames.items[next], m))
        return next;
    if (next > 0 && is_right_before(r, &r->frames.items[next - 1], first))
        return next - 1;
    for (uint32_t i = next; i-- > 0 && r->frames.items[i].first >= first && !is_left_behind(r, &r->frames.items[i]);)
        if (r->frames.items[i].narrow ? r->frames.items[i].resolved && !r->frames.items[i].modifier
                                      : is_for(&r->frames.items[i], m))
            return i;
    for (uint32_t i = next; i < r->frames.count && r->frames.items[i].first < end; i++)
        if (is_for(&r->frames.items[i], m) && (!r->frames.items[i].planned || r->frames.items[i].first <= m->end + 1 ||
                                               is_aim_of(r, m, &r->frames.items[i])))
            return i; /* "đạt 8% vào năm 2024" */
    return NONE;
}

/* A semicolon stands between the two. */
static bool is_of_other_item(const struct reading *r, const struct frame *f, const struct mention *m)
{
    uint32_t floor = look_back(r, m->first);
    for (uint32_t i = m->first; i-- > floor && i >= f->end;)
        if (is_mark(r, i, ';'))
            return true;
    return false;
}

/* "Nhiệm kỳ 2020-2025: thu nhập đến năm 2025 đạt …; trồng 500 ha": the year is that of its own item alone. */
static bool is_of_item(const struct reading *r, const struct frame *f, const struct mention *m)
{
    uint32_t opens = f->first - (f->first > 0 && token_is(r, f->first - 1, "từ"));
    if (opens == 0 || is_separator(r, opens - 1) || f->first <= r->sentences.items[f->sentence].first + 4)
        return false;
    return is_of_other_item(r, f, m);
}

/* "đông nhất là ngày 23/2 với 28 nghìn lượt; …" */
static bool is_a_day(const struct frame *f)
{
    return f->shape == SHAPE_DAY && !f->until;
}

/* Of what another item of the list says, its first goes before what earlier paragraphs set ("Đến năm 2025 thu nhập …;
 * hộ nghèo …"), a later one, `ret_late`, behind it. Both stand behind what the figure's own item says. */
static uint32_t find_in_sentence(const struct reading *r, const struct mention *m, uint32_t next, uint32_t *ret_first,
                                 uint32_t *ret_late)
{
    const struct sentence *s = &r->sentences.items[m->sentence];
    *ret_first = *ret_late = NONE;
    for (uint32_t i = next, n = 0; i-- > 0 && n < FRAMES_MAX && r->frames.items[i].first >= s->first; n++) {
        const struct frame *f = &r->frames.items[i];
        bool for_it = is_for(f, m),
             last_said = frame_is_usable(f) && is_mark(r, f->end, ';'); /* "còn 31,2% năm 2024; dịch vụ 35%" */
        if (for_it && !is_of_item(r, f, m))
            return i;
        if (is_a_day(f) || !(for_it || last_said))
            continue;
        uint32_t *item = frame_is_late_item(r, i) ? ret_late : ret_first;
        *item = *item == NONE ? i : *item;
    }
    return NONE;
}

/* "…, trong khi quý 3/2022 lãi 112 tỷ đồng": another time for another figure. */
static bool contrasts(const struct reading *r, uint32_t at)
{
    const struct hit *clause = at && is_mark(r, at - 1, ',') ? hits_at(&r->hits, at, CLASS_CLAUSE) : NULL;
    return clause && clause->count > 1;
}

/* "CPI tăng 2,4%, kéo theo CPI bình quân sáu tháng tăng 1,7%": a clause of its own holds the time and a figure of it.
 */
static bool is_of_next(const struct reading *r, const struct mention *m, const struct frame *f)
{
    bool parted = false;
    for (uint32_t i = m->end; i < f->first; i++)
        parted |= is_mark(r, i, ',');
    const struct mention *next = f->behind < r->mentions.count ? &r->mentions.items[f->behind] : NULL;
    bool told = parted && next && next->sentence == f->sentence;
    for (uint32_t i = f->end; told && i < next->first; i++)
        told = !is_separator(r, i);
    return told;
}

/* "tặng giấy khen cho 20 tập thể, 15 cá nhân … năm 2018": a frame behind, before the next semicolon. */
static uint32_t find_behind(const struct reading *r, const struct mention *m, uint32_t next)
{
    uint32_t end = m->end, last = r->sentences.items[m->sentence].end;
    while (end < last && end < m->end + LOOK_BACK_MAX && !is_mark(r, end, ';') && !contrasts(r, end) &&
           !token_is(r, end, "nhằm")) /* "… với 135 xã nhằm đánh giá tình hình tháng 8" */
        end++;
    for (uint32_t i = next; i < r->frames.count && r->frames.items[i].first < end; i++)
        if (is_for(&r->frames.items[i], m) && r->frames.items[i].shape != SHAPE_DAY &&
            !is_of_next(r, m, &r->frames.items[i]) &&
            (!r->frames.items[i].planned || is_aim_of(r, m, &r->frames.items[i])))
            return i;
    return NONE;
}

static uint32_t find_in_paragraph(const struct reading *r, const struct mention *m, uint32_t next)
{
    uint32_t paragraph = r->sentences.items[m->sentence].paragraph;
    for (uint32_t i = next, n = 0; i-- > 0 && n < FRAMES_MAX; n++) {
        const struct frame *f = &r->frames.items[i];
        if (r->sentences.items[f->sentence].paragraph != paragraph)
            return NONE;
        if (frame_carries(r, f, true))
            return i;
    }
    return NONE;
}

static uint32_t find_in_title(const struct reading *r)
{
    for (uint32_t i = 0; i < r->frames.count; i++)
        if (r->sentences.items[r->frames.items[i].sentence].title && frame_carries(r, &r->frames.items[i], false))
            return i;
    return NONE;
}

/* The article's date as an end of a period: the month's last day where only the month is known. */
static ind_date published_end(const struct reading *r)
{
    ind_date end = r->published;
    if (end.month && !end.day)
        end.day = days_of_month(end.year, end.month);
    return end;
}

/* "lũy kế năm 2024": the year that it runs in; 0 for none said. */
static int16_t year_behind(const struct reading *r, uint32_t index)
{
    const struct frame *f = &r->frames.items[index];
    bool said = index + 1 < r->frames.count && f[1].shape == SHAPE_YEAR && f[1].first == f->end && f[1].has_year;
    return said ? f[1].start_date.year : 0;
}

/* "sơ kết 9 tháng" on 28/9: what is told of runs to the month's end, though it has not come. */
static bool is_reported_month(const struct frame *f, ind_date now)
{
    return f->shape == SHAPE_MONTHS && f->start_date.month == 1 && f->end_date.year == now.year &&
           f->end_date.month == now.month;
}

/* "Năm học 2021-2022, …; lũy kế …": a year that turns within is the year that is summed up. */
static ind_date start_of(const struct frame *base, ind_date end)
{
    bool turns = base && base->start_date.year < base->end_date.year;
    return turns ? base->start_date : (ind_date){end.year, 1, 1};
}

/* "lũy kế": up to the end of what was said last; "từ đầu năm đến nay": at the latest up to the article's date. */
static bool find_cumulated(const struct reading *r, uint32_t index, ind_date *ret_start, ind_date *ret_end)
{
    const struct frame *f = &r->frames.items[index];
    ind_date now = published_end(r);
    bool to_now = now.month && f->end > f->first && (token_is(r, f->end - 1, "nay"));
    int16_t year = year_behind(r, index);
    for (uint32_t i = index, n = 0; i-- > 0 && n < FRAMES_MAX; n++) {
        const struct frame *base = &r->frames.items[i];
        if (!base->resolved || !frame_is_usable(base) || base->shape == SHAPE_TERM || base->planned)
            continue;
        if (year && base->end_date.year != year)
            continue;
        bool past = to_now && date_compare(base->end_date, now) > 0 && !is_reported_month(base, now);
        *ret_end = past ? now : base->end_date;
        *ret_start = start_of(base, *ret_end);
        return true;
    }
    *ret_end = year && now.year != year ? (ind_date){year, 12, 31} : now;
    *ret_start = start_of(NULL, *ret_end);
    return ret_end->month != 0;
}

static void set_period(struct reading *r, struct mention *m, uint32_t index, ind_period_source source)
{
    struct frame *f = &r->frames.items[index];
    f->aside |= f->narrow;
    f->planned |= f->narrow; /* a figure is of it: its parts in the sentence are, too */
    f->narrow = false;
    ind_date start = f->start_date, end = f->end_date;
    if (f->shape == SHAPE_CUMULATIVE && !find_cumulated(r, index, &start, &end))
        return;
    m->frame = index;
    m->frame_source = source;
    m->period = (ind_period){.start = start, .end = end, .source = source, .text = text_of(r, f->first, f->end)};
}

static void set_article_date(struct reading *r, struct mention *m)
{
    if (!r->published.year || !r->published.month)
        return;
    ind_date start = r->published, end = r->published;
    if (!start.day) {
        start.day = 1;
        end.day = days_of_month(end.year, end.month);
    }
    m->period = (ind_period){.start = start, .end = end, .source = IND_SOURCE_ARTICLE_DATE};
}

static bool is_of_plan(const struct reading *r, const struct frame *f)
{
    bool past = r->published.year && f->end_date.year < r->published.year;
    return f->planned && f->resolved && !f->comparison && !f->deadline && !f->tabular && !f->modifier && !past;
}

void period_aim(struct reading *r, struct mention *m)
{
    bool carried = m->period.source == IND_SOURCE_CARRIED && m->frame != NONE; /* over an aim's year that lies nearer */
    if (m->period.start.year && m->period.source != IND_SOURCE_ARTICLE_DATE && !carried)
        return;
    uint32_t next = 0;
    while (next < r->frames.count && r->frames.items[next].first < m->first)
        next++;
    for (uint32_t i = next, n = 0; i-- > 0 && n < FRAMES_MAX && !(carried && i <= m->frame); n++) {
        const struct frame *f = &r->frames.items[i];
        if (!is_of_plan(r, f))
            continue;
        set_period(r, m, i, r->sentences.items[f->sentence].title ? IND_SOURCE_TITLE : IND_SOURCE_CARRIED);
        return;
    }
}

/* "đạt 58,33%, thấp hơn so với cùng kỳ năm 2021 (63,86%)": the bracket says what it was then. */
static const struct hit *compared_in_front(const struct reading *r, const struct mention *m)
{
    uint32_t at = m->left, floor = look_back(r, m->first);
    if (at <= floor || !is_mark(r, at - 1, '(') || !is_mark(r, m->end, ')'))
        return NULL;
    for (at--; at > floor && r->use[at - 1] == USE_TIME && !hits_before(&r->hits, at, CLASS_EARLIER);)
        at--;
    const struct hit *earlier = hits_before(&r->hits, at, CLASS_EARLIER);
    uint32_t first = earlier ? earlier->first : 0;
    while (first > floor &&
           (token_is(r, first - 1, "với") || token_is(r, first - 1, "so") || token_is(r, first - 1, "mức")))
        first--;
    return first > floor && token_is(r, first - 1, "hơn") ? earlier : NULL;
}

/* "So với cùng kỳ năm 2022 (163 ca mắc, 63 ca tử vong), …": the bracket of the comparison that opens a sentence. */
static const struct hit *compared_at_first(const struct reading *r, const struct mention *m)
{
    uint32_t first = r->sentences.items[m->sentence].first, at = m->left;
    if (!begins(r, first, CLASS_AGAINST) || first < look_back(r, m->first))
        return NULL;
    while (at > first && !is_mark(r, at - 1, '(') && !is_mark(r, at - 1, ')'))
        at--;
    if (at == first || is_mark(r, at - 1, ')'))
        return NULL;
    for (at--; at > first && r->use[at - 1] == USE_TIME && !hits_before(&r->hits, at, CLASS_EARLIER);)
        at--;
    return hits_before(&r->hits, at, CLASS_EARLIER);
}

/* "(cùng kỳ năm trước xuất siêu 10,2 tỷ)": the figure itself is of the earlier period. */
static bool is_of_year_before(const struct reading *r, const struct mention *m)
{
    uint32_t first, end;
    if (m->role != IND_ROLE_LEVEL)
        return false;
    piece_of(r, m, &first, &end);
    const struct hit *clause = hits_at(&r->hits, first, CLASS_CLAUSE); /* "…, trong khi cùng kỳ năm ngoái lãi" */
    const struct hit *earlier = hits_at(&r->hits, clause ? first + clause->count : first, CLASS_EARLIER);
    if (!earlier) /* "mức tăng 7,2% của cùng kỳ", "so với 79 tỷ đồng cùng kỳ năm trước" */
        earlier = hits_at(&r->hits, m->end + token_is(r, m->end, "của"), CLASS_EARLIER);
    bool bracketed = first > 0 && is_mark(r, first - 1, '('); /* "(cùng kỳ 60,6%)" */
    bool before =
        earlier && (earlier->first >= m->end || earlier->first + earlier->count < m->first + (bracketed ? 1 : 0));
    if (!before && ((earlier = compared_in_front(r, m)) || (earlier = compared_at_first(r, m))))
        before = true;
    return before && entry_is(earlier->entry, "year_on_year");
}

static bool is_within(const struct frame *f, const ind_period *period)
{
    return date_compare(f->start_date, period->start) >= 0 && date_compare(f->end_date, period->end) <= 0;
}

/* "CPI tháng 12 tăng 0,5%. Trong đó, nhóm may mặc tăng 0,9%" in a review of the year: parts are of the time that the
 * sentence before begins with, where it is a part of what is in force. */
static void take_time_of_whole(struct reading *r, struct mention *m)
{
    uint32_t index = (uint32_t)(m - r->mentions.items);
    const struct mention *whole = NULL;
    if (!begins(r, r->sentences.items[m->sentence].first, CLASS_PARTS))
        return;
    while (index > 0 && r->mentions.items[index - 1].sentence == m->sentence)
        index--;
    for (; index > 0 && r->mentions.items[index - 1].sentence + 1 == m->sentence; index--)
        whole = r->mentions.items[index - 1].owner == NONE ? &r->mentions.items[index - 1] : whole;
    const struct frame *f = whole && whole->frame != NONE ? &r->frames.items[whole->frame] : NULL;
    if (f && f->aside && f->resolved && is_within(f, &m->period))
        set_period(r, m, whole->frame, IND_SOURCE_PARAGRAPH);
}

/* "giảm 1,2%/năm", "mỗi năm kết nạp 20 đảng viên". */
static bool is_yearly(const struct reading *r, const struct mention *m)
{
    size_t length = m->unit ? strlen(m->unit) : 0;
    if (length > 2 && strcmp(m->unit + length - 2, "/a") == 0)
        return true;
    uint32_t floor = look_back(r, m->first);
    for (uint32_t i = m->left; i-- > floor && !is_separator(r, i) && r->use[i] != USE_MENTION;)
        if (token_is(r, i + 1, "năm") && (token_is(r, i, "mỗi") || token_is(r, i, "hằng") || token_is(r, i, "hàng")))
            return true;
    return false;
}

/* "Nhiệm kỳ 2025-2030, thu nhập đến năm 2030 đạt 72 triệu đồng; hộ nghèo giảm 1,2%/năm": what is done year by year is
 * of the term, not of the year that another item reaches. */
static void take_term_of_yearly(struct reading *r, struct mention *m)
{
    const struct frame *year = m->frame != NONE ? &r->frames.items[m->frame] : NULL;
    if (!year || !year->until || year->shape != SHAPE_YEAR || year->end > m->first || !is_yearly(r, m) ||
        !is_of_other_item(r, year, m))
        return;
    uint32_t paragraph = r->sentences.items[m->sentence].paragraph;
    for (uint32_t i = m->frame, n = 0; i-- > 0 && n < FRAMES_MAX; n++) {
        const struct frame *f = &r->frames.items[i];
        if (r->sentences.items[f->sentence].paragraph != paragraph)
            return;
        if (f->shape == SHAPE_TERM && f->resolved && f->end_date.year == year->end_date.year) {
            set_period(r, m, i, IND_SOURCE_PARAGRAPH);
            return;
        }
    }
}

/* The comparison that is told of a figure: behind it, before the next figure of its own, or before it in a list:
 * "tăng cao so với 5 tháng đầu năm 2017 như: …". NULL for none. */
static const struct frame *compared_part(const struct reading *r, const struct mention *m, uint32_t next)
{
    const struct sentence *s = &r->sentences.items[m->sentence];
    uint32_t end = s->end;
    for (const struct mention *other = m + 1; other < r->mentions.items + r->mentions.count; other++)
        if (other->owner == NONE && !other->swallowed) {
            end = other->first < end ? other->first : end;
            break;
        }
    if (next < r->frames.count && r->frames.items[next].first < end && r->frames.items[next].comparison)
        return &r->frames.items[next];
    const struct frame *f = next > 0 ? &r->frames.items[next - 1] : NULL;
    return f && f->first >= s->first && f->comparison ? f : NULL;
}

/* "đạt 26 triệu USD, tăng 19% so với tháng 8/2017" among eight months: of the August that they end with. */
static void take_compared_part(struct reading *r, struct mention *m, uint32_t next)
{
    const struct frame *f = compared_part(r, m, next);
    bool part = f && f->resolved && f->has_year &&
                (f->shape == SHAPE_MONTH || f->shape == SHAPE_MONTHS || f->shape == SHAPE_QUARTER);
    if (!part || m->period.end.year != f->end_date.year + 1 || m->period.end.month != f->end_date.month)
        return;
    m->period.start = f->start_date;
    m->period.end = f->end_date;
    m->period.start.year++;
    m->period.end.year++;
    m->period.end.day = days_of_month(m->period.end.year, m->period.end.month);
    m->period.text = text_of(r, f->first, f->end);
}

/* What an item before the figure's own, or anything further away, says of its time. */
static void assign_in_force(struct reading *r, struct mention *m, const struct walk *walk, uint32_t title,
                            uint32_t first, uint32_t late)
{
    uint32_t found;
    if ((found = find_behind(r, m, walk->next)) != NONE)
        set_period(r, m, found, IND_SOURCE_SENTENCE);
    else if (first != NONE)
        set_period(r, m, first, IND_SOURCE_SENTENCE);
    else if ((found = find_in_paragraph(r, m, walk->next)) != NONE)
        set_period(r, m, found, IND_SOURCE_PARAGRAPH);
    else if (walk->carried != NONE)
        set_period(r, m, walk->carried, IND_SOURCE_CARRIED);
    else if (late != NONE)
        set_period(r, m, late, IND_SOURCE_SENTENCE);
    else if (title != NONE)
        set_period(r, m, title, IND_SOURCE_TITLE);
    else
        set_article_date(r, m);
}

/* "Hiện toàn tỉnh có 12 khu công nghiệp" behind "Năm 2025, ngành phấn đấu …": of the time before the aim's. */
static void take_time_before_aim(struct reading *r, struct mention *m)
{
    const struct frame *aim = m->frame != NONE ? &r->frames.items[m->frame] : NULL;
    if (!aim || !aim->planned || aim->sentence == m->sentence || !sentence_tells_now(r, m->sentence))
        return;
    for (uint32_t i = m->frame, n = 0; i-- > 0 && n < FRAMES_MAX; n++)
        if (frame_carries(r, &r->frames.items[i], false) && !r->frames.items[i].planned) {
            set_period(r, m, i, IND_SOURCE_CARRIED);
            return;
        }
    set_article_date(r, m);
}

static void assign(struct reading *r, struct mention *m, const struct walk *walk, uint32_t title)
{
    uint32_t found, first, late;
    if ((found = find_in_clause(r, m, walk->next)) != NONE) {
        set_period(r, m, found, IND_SOURCE_CLAUSE);
    } else if ((found = find_in_sentence(r, m, walk->next, &first, &late)) != NONE) {
        set_period(r, m, found, IND_SOURCE_SENTENCE);
    } else {
        assign_in_force(r, m, walk, title, first, late);
        take_time_of_whole(r, m);
        take_compared_part(r, m, walk->next);
        take_term_of_yearly(r, m);
        take_time_before_aim(r, m);
    }
}

/* "nâng tổng số lên 483", "hiện có", "tính đến": what stands, not what happened. */
static void read_kind(const struct reading *r, struct mention *m)
{
    bool result = m->cue == CLASS_LINK && hits_before(&r->hits, m->cue_end, CLASS_RESULT);
    bool has =
        m->cue == CLASS_LINK && hits_before(&r->hits, m->cue_end, CLASS_HAVE) && m->counted_first < m->counted_end;
    m->period.kind = result || has ? IND_PERIOD_STOCK : IND_PERIOD_FLOW;
}

static void pass_paragraphs(const struct reading *r, struct walk *walk, uint32_t paragraph)
{
    for (; walk->passed < walk->next; walk->passed++) {
        const struct frame *f = &r->frames.items[walk->passed];
        const struct sentence *s = &r->sentences.items[f->sentence];
        if (s->paragraph >= paragraph)
            return;
        if (s->title || !frame_carries(r, f, false))
            continue;
        if (!f->planned)
            walk->before_list = walk->passed;
        walk->carried = walk->passed;
        walk->in_list = false;
    }
}

static bool is_in_item(const struct reading *r, uint32_t sentence)
{
    uint32_t paragraph = r->sentences.items[sentence].paragraph;
    while (sentence > 0 && r->sentences.items[sentence - 1].paragraph == paragraph &&
           !r->sentences.items[sentence].item)
        sentence--;
    return r->sentences.items[sentence].item;
}

/* "… thống nhất các chỉ tiêu năm 2024 như sau:" goes no further than the list behind it. */
static void leave_list(const struct reading *r, struct walk *walk, uint32_t sentence)
{
    if (walk->carried == NONE || !r->frames.items[walk->carried].planned)
        return;
    bool item = is_in_item(r, sentence);
    if (walk->in_list && !item)
        walk->carried = walk->before_list;
    walk->in_list = item;
}

int period_assign(struct reading *r)
{
    struct walk walk = {.carried = NONE, .before_list = NONE};
    bounds_mark(r);
    uint32_t title = find_in_title(r);
    for (uint32_t i = 0; i < r->mentions.count; i++) {
        struct mention *m = &r->mentions.items[i];
        while (walk.next < r->frames.count && r->frames.items[walk.next].first < m->first)
            walk.next++;
        pass_paragraphs(r, &walk, r->sentences.items[m->sentence].paragraph);
        leave_list(r, &walk, m->sentence);
        if (m->owner != NONE || m->swallowed)
            continue;
        if (!m->period.start.year) /* a table's cell may have brought its own */
            assign(r, m, &walk, title);
        if (m->period.start.year && (m->year_before || is_of_year_before(r, m))) {
            m->period.start.year--;
            m->period.end.year--;
            m->period.end.day =
                m->period.end.day > 28 ? days_of_month(m->period.end.year, m->period.end.month) : m->period.end.day;
        }
        read_kind(r, m);
    }
    return IND_OK;
}
