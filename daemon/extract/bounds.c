/* Marks what is a frame's reach: its bracket, the figure that it is attached to, what it says in passing. Looks at each
 * frame beside the figures around it; nothing is assigned here. */
#include "daemon/extract/bounds.h"

#include "daemon/extract/calendar.h"
#include "daemon/extract/phrase.h"

/* A bracket opens at most this far before a frame in it, in tokens. */
#define BRACKET_REACH 24

/* A caption and who took the picture. */
#define CAPTION_SENTENCES 2

/* An event's name before its year, in tokens. */
#define EVENT_REACH 10

/* Words that may stand before a time that opens a sentence: "Cũng trong …", "Theo đó, …". */
#define LEAD_TOKENS 6

bool frame_is_usable(const struct frame *f)
{
    bool dated = f->resolved || f->shape == SHAPE_CUMULATIVE;
    return dated && !f->tabular && !f->comparison && !f->deadline && !f->modifier && !f->narrow;
}

/* A planned frame ("nhiệm vụ năm 2021") holds in its sentence; where it opens its paragraph, for that paragraph. Not so
 * "Về văn hóa, năm học 2018-2019 …". */
static bool leads_paragraph(const struct reading *r, const struct frame *f)
{
    const struct sentence *s = &r->sentences.items[f->sentence];
    bool first = f->sentence == 0 || r->sentences.items[f->sentence - 1].paragraph != s->paragraph;
    bool aimed =
        f->until && !f->preceded && f->first > 0 && token_is(r, f->first - 1, "tiêu"); /* "đặt mục tiêu đến …" */
    return first && (aimed || f->first < s->first + (f->season ? 2 : 8));
}

/* "Ngày 16/2, giá cà phê ở mức …", "Theo báo cáo, trong ngày 26/1, cả nước xảy ra …": a day goes on where its sentence
 * opens with it, or tells what happened during it, and tells figures of it. */
static bool opens_with_figures(const struct reading *r, const struct frame *f)
{
    bool during = f->first > 0 && token_is(r, f->first - 1, "trong") && !f->preceded;
    return f->measured && (during || f->first <= r->sentences.items[f->sentence].first + 4);
}

static bool is_one_day(const struct frame *f)
{
    return f->shape == SHAPE_DAY && date_compare(f->start_date, f->end_date) == 0;
}

bool frame_carries(const struct reading *r, const struct frame *f, bool same_paragraph)
{
    bool of_one = f->attached && !r->sentences.items[f->sentence].title;
    if (!frame_is_usable(f) || of_one || f->aside || f->bracket_first < f->bracket_end ||
        (is_one_day(f) && !f->until && !opens_with_figures(r, f)) || (f->inner && !same_paragraph))
        return false;
    return !f->planned || r->sentences.items[f->sentence].continued || (same_paragraph && leads_paragraph(r, f));
}

/* "(năm 2019 đạt 480 tấn)": the frame holds inside its bracket. */
static void find_bracket(const struct reading *r, struct frame *f)
{
    const struct sentence *s = &r->sentences.items[f->sentence];
    for (uint32_t i = f->first, n = 0; i-- > s->first && n < BRACKET_REACH && !is_mark(r, i, ')'); n++)
        if (is_mark(r, i, '(')) {
            if (f->first <= i + 4 &&
                is_mark(r, f->end, ')')) { /* "4 ngày nghỉ lễ (từ 31/8 đến 3/9)": the bracket says when */
                f->attached |= i > 0 && r->use[i - 1] == USE_MENTION &&
                               !begins(r, i - 1, CLASS_TIME_UNIT);   /* "12,3% (năm 2016)" */
                f->narrow |= !f->attached && f->shape == SHAPE_YEAR; /* "dân số (năm 2016) là 179.889 người" */
                f->bracket_first = f->bracket_end = i;
                return;
            }
            f->bracket_first = i;
            f->bracket_end = f->end;
            while (f->bracket_end < s->end && !is_mark(r, f->bracket_end, ')'))
                f->bracket_end++;
            return;
        }
}

bool frame_is_late_item(const struct reading *r, uint32_t index)
{
    const struct frame *f = &r->frames.items[index];
    if (f->first == 0 || is_separator(r, f->first - 1))
        return false;
    uint32_t floor = look_back(r, f->first);
    for (uint32_t i = f->first; i-- > floor;)
        if (is_mark(r, i, ';'))
            return true;
    return false;
}

/* "thiệt hại do độ mặn tăng cao hồi tháng 4": looked back at, once. */
static bool is_recalled(const struct reading *r, const struct frame *f)
{
    return f->shape != SHAPE_DAY && f->first > 0 && token_is(r, f->first - 1, "hồi");
}

/* "hoàn thành 98,9% kế hoạch tăng trưởng năm 2025": the year is the plan's. */
static bool is_year_of_plan(const struct reading *r, const struct mention *m, const struct frame *f)
{
    if (m->role != IND_ROLE_PLAN || f->shape != SHAPE_YEAR || m->basis_first < m->end || f->first < m->basis_first ||
        f->first > m->basis_end + 3)
        return false;
    for (uint32_t i = m->basis_first; i < f->first; i++)
        if (is_separator(r, i))
            return false;
    return true;
}

/* "Theo báo cáo “Xu hướng quý III”, 38% doanh nghiệp …": what is quoted without a figure is a name. */
static bool is_quoted(const struct reading *r, const struct frame *f)
{
    const struct sentence *s = &r->sentences.items[f->sentence];
    uint32_t opens = f->first, closes = f->end;
    while (opens > s->first && f->first - opens < BRACKET_REACH && !is_mark(r, opens - 1, '"') &&
           r->use[opens - 1] != USE_MENTION)
        opens--;
    while (closes < s->end && closes - f->end < BRACKET_REACH && !is_mark(r, closes, '"') &&
           r->use[closes] != USE_MENTION)
        closes++;
    if (opens == s->first || !is_mark(r, opens - 1, '"') || !is_mark(r, closes, '"'))
        return false;
    bool open = false;
    for (uint32_t i = look_back(r, f->first); i < f->first; i++)
        open ^= is_mark(r, i, '"');
    return open;
}

/* Which frames are one figure's own, and which have figures behind them in their sentence. */
static void mark_attached(struct reading *r)
{
    uint32_t next = 0;
    for (uint32_t i = 0; i < r->frames.count; i++) {
        struct frame *f = &r->frames.items[i];
        while (next < r->mentions.count && r->mentions.items[next].first < f->end)
            next++;
        f->measured = next < r->mentions.count && r->mentions.items[next].sentence == f->sentence;
        f->aside = frame_is_late_item(r, i) || is_recalled(r, f) ||
                   (!f->measured && i > 0 && f[-1].sentence == f->sentence && (f[-1].measured || f[-1].aside));
        f->behind = next;
        f->preceded = next > 0 && r->mentions.items[next - 1].sentence == f->sentence;
        f->trails = !f->measured && f->preceded;
        f->modifier |= (f->preceded && is_year_of_plan(r, &r->mentions.items[next - 1], f)) || is_quoted(r, f);
        bool of = f->first > 1 && token_is(r, f->first - 1, "của"); /* "mức tăng 6,3% của 6 tháng đầu năm" */
        bool heads = is_mark(r, f->end, ':') || is_mark(r, f->end + 1, ':'); /* "21 chỉ tiêu năm 2019 như: …" */
        f->attached =
            !heads && f->first > of && r->use[f->first - 1 - of] == USE_MENTION && f->shape != SHAPE_CUMULATIVE;
        if (f->attached && next > 0 && r->mentions.items[next - 1].role != IND_ROLE_LEVEL) /* "gấp 1,9 lần năm 2023" */
            f->comparison = true;
        find_bracket(r, f);
    }
}

/* "Xuất khẩu rau quả tháng 10/2018 tăng hơn 11% – Ảnh: VGP": what the picture shows is not what the text goes on with.
 */
static bool is_in_caption(const struct reading *r, const struct frame *f)
{
    const struct sentence *s = &r->sentences.items[f->sentence];
    uint32_t paragraph = s->paragraph;
    for (uint32_t n = 0; n < CAPTION_SENTENCES; n++, s++) {
        if (s == r->sentences.items + r->sentences.count || s->paragraph != paragraph)
            return false;
        uint32_t end = s->end < s->first + LOOK_BACK_MAX ? s->end : s->first + LOOK_BACK_MAX;
        for (uint32_t i = s->first; i < end; i++)
            if ((token_is(r, i, "ảnh") || token_is(r, i, "Ảnh")) && is_mark(r, i + 1, ':'))
                return true;
    }
    return false;
}

/* "Kỳ thi tốt nghiệp THPT năm 2024, tỷ lệ đỗ …" in a review of nine months of 2024: the year is the event's name. */
static bool is_of_event(const struct reading *r, const struct frame *f, const struct frame *now)
{
    if (f->shape != SHAPE_YEAR || !now || now->start_date.year != f->start_date.year)
        return false;
    uint32_t floor = r->sentences.items[f->sentence].first;
    for (uint32_t i = f->first; i-- > floor && i + EVENT_REACH >= f->first && !is_separator(r, i);) {
        const struct hit *point = hits_at(&r->hits, i, CLASS_TIME_POINT);
        if (point && entry_is(point->entry, "event"))
            return true;
    }
    return false;
}

static bool same_paragraph(const struct reading *r, const struct frame *a, const struct frame *b)
{
    return a && r->sentences.items[a->sentence].paragraph == r->sentences.items[b->sentence].paragraph;
}

/* "Cũng trong 9 tháng, …" and not "Thu nhập năm 2019 đạt …", where the time is said of one thing. */
static bool leads_sentence(const struct reading *r, const struct frame *f)
{
    uint32_t first = r->sentences.items[f->sentence].first;
    bool summed = f->shape == SHAPE_CUMULATIVE; /* "Tích lũy từ đầu năm đến nay, …" */
    return f->first <= first + LEAD_TOKENS && (summed || skip_empty(r, first, f->first) >= f->first);
}

/* Two things or more are measured between two frames: the second is said of the last of them alone. */
static bool tells_several(const struct reading *r, const struct frame *now, const struct frame *f)
{
    uint32_t count = 0;
    for (uint32_t i = f->behind; i-- > 0 && r->mentions.items[i].first > now->first && count < 2;)
        count += r->mentions.items[i].owner == NONE && !r->mentions.items[i].swallowed;
    return count > 1;
}

/* "- Thu ngân sách ước đạt …. Giải ngân đến ngày 20/9 đạt …": behind what the paragraph began with. */
static bool is_later_day(const struct reading *r, const struct frame *f)
{
    bool later =
        f->sentence > 0 && r->sentences.items[f->sentence - 1].paragraph == r->sentences.items[f->sentence].paragraph;
    return later && f->until && f->shape == SHAPE_DAY;
}

/* "(5) Thu nhập đến năm 2025: 45 triệu đồng": of its item alone. */
static bool is_of_list_item(const struct reading *r, const struct frame *f)
{
    return f->until && f->shape == SHAPE_YEAR && r->sentences.items[f->sentence].item;
}

static bool is_part(const struct frame *f, const struct frame *whole)
{
    int start = date_compare(f->start_date, whole->start_date), end = date_compare(f->end_date, whole->end_date);
    return start >= 0 && end <= 0 && (start || end);
}

/* "Chỉ số giá tiêu dùng tháng 12 giảm 0,11%" in a review of the year: of the index alone. */
static bool is_month_of_year(const struct reading *r, const struct frame *f, const struct frame *now)
{
    bool year =
        now && now->start_date.month == 1 && now->end_date.month == 12 && now->start_date.year == now->end_date.year;
    uint32_t first = r->sentences.items[f->sentence].first;
    return year && f->shape == SHAPE_MONTH && f->start_date.year == now->start_date.year &&
           !is_mark(r, f->first - 1, ',') && skip_empty(r, first, f->first) < f->first;
}

/* An article about a school year or a crop goes on with its seasons: it names no other time before one. */
static bool is_seasonal(const struct reading *r)
{
    for (uint32_t i = 0; i < r->frames.count; i++) {
        const struct frame *f = &r->frames.items[i];
        if (f->season && !f->comparison && !f->modifier)
            return true;
        if (f->resolved && f->shape != SHAPE_DAY)
            return false;
    }
    return false;
}

static void release_seasons(struct reading *r)
{
    if (!is_seasonal(r))
        return;
    for (uint32_t i = 0; i < r->frames.count; i++) {
        struct frame *f = &r->frames.items[i];
        if (!f->season)
            continue;
        f->planned = false;
        f->narrow &= r->sentences.items[f->sentence].title || f->modifier;
    }
}

/* "Điển hình, ngày 28/12, công an bắt 5 đối tượng": an example's time is that of its paragraph at the most. */
static bool is_of_example(const struct reading *r, const struct frame *f)
{
    static const char *const firsts[] = {"điển", "đơn", "ví", "chẳng"}, *const seconds[] = {"hình", "cử", "dụ", "hạn"};
    uint32_t first = r->sentences.items[f->sentence].first;
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++)
        if (token_is(r, first, firsts[i]) && token_is(r, first + 1, seconds[i]))
            return true;
    return false;
}

/* A sentence before in its paragraph tells a figure. */
static bool tells_before(const struct reading *r, const struct frame *f)
{
    uint32_t index = f->behind;
    while (index > 0 && r->mentions.items[index - 1].sentence == f->sentence)
        index--;
    return index > 0 && r->sentences.items[r->mentions.items[index - 1].sentence].paragraph ==
                            r->sentences.items[f->sentence].paragraph;
}

/* "Năm 2020, …. Trong quý IV, …" and a new paragraph: within the year, or before it, and behind what the paragraph
 * began with. */
static bool is_inner(const struct reading *r, const struct frame *f, const struct frame *now)
{
    bool later =
        f->sentence > 0 && r->sentences.items[f->sentence - 1].paragraph == r->sentences.items[f->sentence].paragraph;
    int start = now ? date_compare(f->start_date, now->start_date) : 0,
        end = now ? date_compare(f->end_date, now->end_date) : 0;
    bool back = now && !r->sentences.items[now->sentence].title && date_compare(f->end_date, now->start_date) < 0 &&
                tells_before(r, f);
    return now && later && !f->until && (back || (start >= 0 && end <= 0 && (start || end)));
}

/* "… trong khi quý 3/2022 lãi 112 tỷ đồng. Trích lập dự phòng 846 tỷ": within its sentence a text looks back at an
 * earlier time, or at a part of the time that it is about, and goes on afterwards where it was. */
static void mark_asides(struct reading *r)
{
    const struct frame *now = NULL, *whole = NULL;
    for (uint32_t i = 0; i < r->frames.count; i++) {
        struct frame *f = &r->frames.items[i];
        if (now && now->inner && !same_paragraph(r, now, f))
            now = whole;
        if (f->alone && now && f->resolved && !f->comparison && date_compare(f->end_date, now->end_date) > 0)
            f->planned = false; /* "Năm 2018, …. Riêng 5 tháng đầu năm 2019, …": the text goes on there */
        if (f->shape == SHAPE_CUMULATIVE)
            f->aside |= same_paragraph(r, now, f) && !leads_sentence(r, f) && tells_several(r, now, f);
        if (!f->resolved || !frame_carries(r, f, true))
            continue;
        bool day = now && date_compare(now->start_date, now->end_date) == 0; /* of the news, most often */
        bool back = now && !day && date_compare(f->end_date, now->start_date) < 0;
        bool part = now && is_part(f, now);
        bool of_item = is_of_list_item(r, f) || (part && f->shape == SHAPE_YEAR && /* "* Hộ nghèo năm 2020 còn 1,9%" */
                                                 r->sentences.items[f->sentence].item);
        bool leads =
            leads_sentence(r, f) || (!same_paragraph(r, now, f) && !f->preceded && !is_later_day(r, f) && !of_item);
        leads = leads && !(part && begins(r, r->sentences.items[f->sentence].first, CLASS_PARTS));
        f->aside =
            (!leads && (back || part)) || is_month_of_year(r, f, now) || is_in_caption(r, f) || is_of_event(r, f, now);
        if (f->aside)
            continue;
        f->inner = is_inner(r, f, now && now->inner ? whole : now) || is_of_example(r, f);
        whole = f->inner && now && now->inner ? whole : now;
        now = f;
    }
}

/* "II. NHIỆM VỤ 6 THÁNG CUỐI NĂM": a heading without figures of its own goes on as a line with a colon does. */
static void continue_headings(struct reading *r)
{
    uint32_t next = 0;
    for (uint32_t i = 0; i < r->sentences.count; i++) {
        struct sentence *s = &r->sentences.items[i];
        while (next < r->mentions.count && r->mentions.items[next].sentence < i)
            next++;
        bool measured = next < r->mentions.count && r->mentions.items[next].sentence == i;
        s->continued |= s->heading && !s->title && !s->furniture && !measured;
    }
}

void bounds_mark(struct reading *r)
{
    continue_headings(r);
    mark_attached(r);
    release_seasons(r);
    mark_asides(r);
}
