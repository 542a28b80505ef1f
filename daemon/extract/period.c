/* Time expressions as frames: which interval each is, once its purpose (purpose.c) and its year (years.c) are known.
 * Terms and months that are but pointed at ("cả nhiệm kỳ", "trong tháng") are the last that was named. Which frame
 * holds for which figure is frame.c's business. */
#include "daemon/extract/calendar.h"
#include "daemon/extract/purpose.h"
#include "daemon/extract/years.h"

/* An aim that a year is told with stands at most so far behind it. */
#define AIM_REACH 24

static void set_dates(const struct reading *r, struct frame *f, const struct spoken *s, int64_t year)
{
    ind_date start = {(int16_t)year, (uint8_t)s->first_month, 1};
    ind_date end = {(int16_t)year, (uint8_t)s->last_month, 0};
    if (s->shape == SHAPE_TERM) {
        start.month = 1;
        end = (ind_date){(int16_t)s->last_year, 12, 31};
    } else if (s->shape == SHAPE_DAY) {
        start.day = (uint8_t)(s->first_day ? s->first_day : s->day);
        end.day = (uint8_t)s->day;
    } else {
        end.year = (int16_t)(s->last_year ? s->last_year : year);
        end.day = days_of_month(end.year, end.month);
    }
    if (f->until && start.year == end.year)
        start = (ind_date){(int16_t)year, 1, 1};
    if (f->early && r->published.year == year)
        end = (ind_date){(int16_t)year, r->published.month,
                         r->published.day ? r->published.day : days_of_month((int16_t)year, r->published.month)};
    f->modifier |= f->early && r->published.year != year;
    f->start_date = start;
    f->end_date = end;
    f->resolved = true;
}

static int frame_add(struct reading *r, uint32_t at, const struct spoken *s)
{
    struct frame *f = LIST_PUSH(r->arena, &r->frames);
    if (!f)
        return IND_E_LIMIT;
    *f = (struct frame){.first = at,
                        .said = at,
                        .end = s->end,
                        .sentence = r->sentence_of[at],
                        .shape = (uint8_t)s->shape,
                        .has_year = s->year != 0};
    purpose_judge(r, f);
    f->modifier |= s->length;
    f->narrow |= s->narrow;
    f->planned |= s->planned || (s->later && s->shape == SHAPE_TERM);
    if (s->year)
        set_dates(r, f, s, s->year);
    if (!s->within)
        take(r, at, s->end, USE_TIME);
    return IND_OK;
}

/* "nhiệm kỳ 2020-2025", not "giai đoạn 2016-2020". */
static bool is_called_term(const struct reading *r, const struct frame *f)
{
    const struct hit *unit = hits_at(&r->hits, f->said, CLASS_TIME_UNIT);
    return unit && entry_is(unit->entry, "term");
}

/* "từ ngày 15/4/2021 đến nay". */
static bool is_since(const struct reading *r, const struct frame *f)
{
    return f->first > 0 && token_is(r, f->first - 1, "từ") && token_is(r, f->end, "đến") &&
           token_is(r, f->end + 1, "nay");
}

/* "tính từ đầu tháng 8": up to the article's day in it. */
static bool is_from_start(const struct reading *r, const struct frame *f)
{
    return f->shape == SHAPE_MONTH && f->first > 1 && token_is(r, f->first - 1, "đầu") &&
           token_is(r, f->first - 2, "từ") && r->published.month == f->start_date.month &&
           r->published.year == f->start_date.year;
}

static bool may_be_meant(const struct reading *r, const struct frame *named, const struct frame *f)
{
    if (is_since(r, named))
        return false;
    if (named->shape != f->shape || !named->resolved)
        return false;
    bool pointed = token_is(r, named->end - 1, "qua"); /* "Trong nhiệm kỳ qua, …. Trong 5 năm có …" */
    if (f->shape == SHAPE_TERM)
        return (named->has_year || pointed) && named->end_date.year - named->start_date.year >= 4;
    bool range = date_compare(named->start_date, named->end_date) < 0; /* a week, unless "trong ngày" */
    bool days = f->shape != SHAPE_DAY || (!named->until && range != token_is(r, f->said, "ngày"));
    return days && !named->comparison && !named->planned;
}

/* "Trong tháng" where only a day was named: "tính đến ngày 20/11". */
static void take_month_of_day(struct reading *r, uint32_t index)
{
    struct frame *f = &r->frames.items[index];
    for (uint32_t i = index, n = 0; f->shape == SHAPE_MONTH && !f->resolved && i-- > 0 && n < 64; n++) {
        const struct frame *named = &r->frames.items[i];
        if (named->shape != SHAPE_DAY || !named->resolved || named->comparison || named->modifier)
            continue;
        f->start_date = (ind_date){named->end_date.year, named->end_date.month, 1};
        f->end_date = (ind_date){named->end_date.year, named->end_date.month,
                                 days_of_month(named->end_date.year, named->end_date.month)};
        f->resolved = true;
    }
}

/* "cả nhiệm kỳ", "trong tháng": the last of that shape that was named, a term rather than a stage. */
static void take_last(struct reading *r, uint32_t index)
{
    struct frame *f = &r->frames.items[index];
    for (uint32_t i = index, n = 0; i-- > 0 && n < 64; n++) {
        const struct frame *named = &r->frames.items[i];
        bool called = f->shape == SHAPE_TERM && is_called_term(r, named);
        if (!may_be_meant(r, named, f) || (f->resolved && !called))
            continue;
        f->start_date = named->start_date;
        f->end_date = named->end_date;
        f->resolved = true;
        if (called || f->shape != SHAPE_TERM)
            return;
    }
}

/* Four to six years, and not called a stage: "giai đoạn 2021-2025". */
static bool is_term(const struct reading *r, const struct frame *f)
{
    int length = f->end_date.year - f->start_date.year;
    const struct hit *unit = hits_at(&r->hits, f->said, CLASS_TIME_UNIT);
    bool stage = unit && entry_is(unit->entry, "phase");
    return f->shape == SHAPE_TERM && f->resolved && !stage && length >= 4 && length <= 6;
}

static void set_term(struct frame *f, const struct frame *named, int shift)
{
    f->start_date = (ind_date){(int16_t)(named->start_date.year + shift), 1, 1};
    f->end_date = (ind_date){(int16_t)(named->end_date.year + shift), 12, 31};
    f->resolved = true;
}

/* The term among the first frames, but for `self`, that begins with this year; of several or of any year (0) the first.
 */
static const struct frame *term_from(const struct reading *r, uint32_t self, int year)
{
    for (uint32_t i = 0; i < r->frames.count && i < 64; i++) {
        const struct frame *named = &r->frames.items[i];
        if (i != self && is_term(r, named) && (!year || named->start_date.year == year))
            return named;
    }
    return NULL;
}

/* "5 năm qua" at a meeting about the years 2015-2020, which are just over. */
static void take_stage(struct reading *r, uint32_t index)
{
    for (uint32_t i = 0; i < r->frames.count && i < 64; i++) {
        const struct frame *stage = &r->frames.items[i];
        int length = stage->end_date.year - stage->start_date.year;
        bool over = r->published.year == 0 || stage->end_date.year == r->published.year ||
                    stage->end_date.year + 1 == r->published.year;
        if (stage->shape != SHAPE_TERM || !stage->resolved || i == index || length < 4 || length > 5 || !over)
            continue;
        set_term(&r->frames.items[index], stage, 0);
        return;
    }
}

/* "nhiệm kỳ qua", "nhiệm kỳ tới": where the article names two terms, one behind the other, the first or the second of
 * them. Else an article about a congress names the term that begins, a later one the term that it is in. */
static void take_term_beside(struct reading *r, uint32_t index, bool next)
{
    const struct frame *named = term_from(r, index, 0);
    if (!named && !next)
        take_stage(r, index);
    if (!named)
        return;
    int length = named->end_date.year - named->start_date.year;
    bool before = term_from(r, index, named->start_date.year - length),
         behind = term_from(r, index, named->end_date.year);
    bool begun = r->published.year && r->published.year > named->start_date.year + 1;
    bool told =
        !named->modifier && !named->narrow && !years_look_ahead(r, named); /* "Nhiệm kỳ 2017-2022, huyện trồng 50 ha" */
    bool last = behind || ((begun || told) && !before);                    /* what is named first lies behind */
    set_term(&r->frames.items[index], named, next ? (last ? length : 0) : (last ? 0 : -length));
}

/* "Thu ngân sách 5 năm đạt …" at the congress that begins a term: the five years before it. */
static void step_back(const struct reading *r, struct frame *f)
{
    bool counted = is_kind(r, f->said, TOKEN_NUMBER) || begins(r, f->said, CLASS_NUMBER);
    bool begins_now = r->published.year && f->start_date.year >= r->published.year;
    if (f->shape == SHAPE_TERM && f->resolved && counted && begins_now && !years_look_ahead(r, f))
        set_term(f, f, f->start_date.year - f->end_date.year);
}

/* Reads an expression again to settle its year: nothing but the first token is needed for that. */
static void settle(struct reading *r, uint32_t index)
{
    struct frame *f = &r->frames.items[index];
    if (f->resolved || f->shape == SHAPE_CUMULATIVE)
        return;
    struct spoken s;
    if (!spoken_at(r, f->said, &s))
        return;
    if (s.past || (s.shape == SHAPE_TERM && s.later))
        take_term_beside(r, index, s.later);
    else if (!s.first_month) {
        take_last(r, index);
        step_back(r, f);
        take_month_of_day(r, index);
    }
    if (s.past || !s.first_month)
        return;
    int64_t year = years_settle(r, index, &s);
    year += year ? s.later : 0;
    if (year && (s.shape != SHAPE_DAY || s.day <= days_of_month((int16_t)year, (uint8_t)s.first_month)))
        set_dates(r, f, &s, year);
}

static bool runs_to(const struct reading *r, const struct frame *from, const struct frame *to)
{
    if (from->shape == SHAPE_DAY && to->shape == SHAPE_DAY && to->first == from->end + 1 && is_mark(r, from->end, '-'))
        return true;
    return from->first > 0 && token_is(r, from->first - 1, "từ") && to->until && to->first == from->end;
}

/* "kỷ niệm 41 năm Ngày Nhà giáo Việt Nam (20/11/1982 - 20/11/2023)": the same day of two years, far apart. */
static bool is_anniversary(const struct frame *from, const struct frame *to)
{
    ind_date one = from->start_date, other = to->end_date;
    return one.day == other.day && one.month == other.month && one.year + 1 < other.year;
}

/* "từ ngày 15/3 đến ngày 20/4/2021", "từ năm 2016 đến năm 2020", "15/4 - 14/5/2022": two expressions, one period. */
static void join_frames(struct reading *r)
{
    for (uint32_t i = 0; i + 1 < r->frames.count; i++) {
        struct frame *from = &r->frames.items[i], *to = from + 1;
        if (!runs_to(r, from, to) || !from->resolved || !to->resolved)
            continue;
        if (!from->has_year)
            from->start_date.year = to->end_date.year;
        to->modifier |= is_anniversary(from, to);
        if (date_compare(from->start_date, to->end_date) > 0)
            continue;
        to->first = from->first;
        to->start_date = from->start_date;
        to->until = false;
        to->shape = SHAPE_TERM;
        from->modifier = true;
    }
}

/* "niên vụ 2021-2022", where the text told the days of "niên vụ 2020-2021": as many years on or back. */
static void take_days_of_other_year(struct reading *r, const struct frame *told)
{
    uint32_t word = told->said;
    for (uint32_t i = 0; i < r->frames.count; i++) {
        struct frame *f = &r->frames.items[i];
        bool same = f->shape == SHAPE_TERM && f->resolved && f->start_date.month == 1 && f->start_date.day == 1 &&
                    f->end_date.year == f->start_date.year + 1 &&
                    token_at(r, f->said)->symbol == token_at(r, word)->symbol &&
                    token_at(r, f->said + 1)->symbol == token_at(r, word + 1)->symbol;
        if (!same)
            continue;
        int16_t year = f->start_date.year;
        f->start_date = told->start_date;
        f->end_date = told->end_date;
        f->start_date.year = year;
        f->end_date.year = (int16_t)(year + 1);
    }
}

/* "niên vụ 2009-2010 (từ 1/10/2009 đến 30/9/2010)": the bracket says which days the years are. */
static void take_days_of_bracket(struct reading *r)
{
    const struct frame *crop_year = NULL;
    for (uint32_t i = 1; i < r->frames.count; i++) {
        struct frame *days = &r->frames.items[i], *named = days - 1;
        uint32_t open = days->first - (days->first > 0);
        open -= open > 0 && token_is(r, open, "từ");
        if (!days->resolved || !is_mark(r, open, '(') || !is_mark(r, days->end, ')'))
            continue;
        if (named->end > open && i > 1) /* the first of two days */
            named--;
        bool within = named->end == open && named->shape == SHAPE_TERM && named->resolved &&
                      date_compare(named->start_date, days->start_date) <= 0 &&
                      date_compare(days->end_date, named->end_date) <= 0;
        if (!within)
            continue;
        named->start_date = days->start_date;
        named->end_date = days->end_date;
        days->modifier = true;
        if (!crop_year && named->end_date.year == named->start_date.year + 1 && token_is(r, named->said, "niên"))
            crop_year = named;
    }
    if (crop_year)
        take_days_of_other_year(r, crop_year);
}

/* "từ năm 2021 đến nay": up to the article's date; without one, of no known time. */
static void run_to_now(struct reading *r)
{
    ind_date now = r->published;
    if (now.month && !now.day)
        now.day = days_of_month(now.year, now.month);
    for (uint32_t i = 0; i < r->frames.count; i++) {
        struct frame *f = &r->frames.items[i];
        if (!(is_since(r, f) || is_from_start(r, f)) || !f->resolved || f->shape == SHAPE_TERM)
            continue;
        f->modifier |= !now.month || date_compare(f->start_date, now) > 0;
        f->end_date = now;
        f->shape = SHAPE_TERM;
    }
}

/* Of an aim the sentence speaks behind the time: "Năm 2025, ngành phấn đấu …". */
static bool is_year_of_aim(const struct reading *r, const struct frame *f)
{
    uint32_t end = r->sentences.items[f->sentence].end;
    for (uint32_t i = sentence_has(r, f->first, CLASS_BIT(TARGET)) ? f->end : end; i < end && i < f->end + AIM_REACH; i++) {
        const struct hit *target = hits_at(&r->hits, i, CLASS_TARGET);
        if (target && entry_is(target->entry, "strong"))
            return true;
    }
    return false;
}

/* "Phấn đấu đến năm 2030 …", "Năm 2025, ngành phấn đấu …": a year to be reached is not what the text goes on with. */
static void plan_years_ahead(struct reading *r)
{
    for (uint32_t i = 0; i < r->frames.count; i++) {
        struct frame *f = &r->frames.items[i];
        bool ahead = f->shape == SHAPE_YEAR && f->resolved && r->published.year && f->end_date.year > r->published.year;
        f->planned |= ahead && (f->until || is_year_of_aim(r, f));
    }
}

/* "lũy kế năm 2024" is no whole year: the words before it say how far it goes. */
static void yield_to_cumulative(struct reading *r)
{
    for (uint32_t i = 1; i < r->frames.count; i++) {
        struct frame *year = &r->frames.items[i];
        bool led = year[-1].shape == SHAPE_CUMULATIVE && year->first == year[-1].end;
        year->modifier |= led && year->shape == SHAPE_YEAR;
    }
}

int period_read(struct reading *r)
{
    for (uint32_t i = 0; i < r->tokens.count;) {
        struct spoken s;
        if (r->use[i] == USE_FREE && spoken_at(r, i, &s)) {
            TRY(frame_add(r, i, &s));
            i = s.end;
        } else {
            i++;
        }
    }
    LIST_TRIM(r->arena, &r->frames);
    for (uint32_t i = 0; i < r->frames.count; i++)
        settle(r, i);
    join_frames(r);
    take_days_of_bracket(r);
    run_to_now(r);
    yield_to_cumulative(r);
    plan_years_ahead(r);
    return IND_OK;
}
