/* Looks for the year that an expression leaves unsaid. Never guesses: what nothing tells stays 0. */
#include "daemon/extract/years.h"

#include "daemon/extract/purpose.h"

#define AIM_REACH 12

/* A text leaves no year unsaid that lies so far behind the newest it says: "ngày thành lập (22/12/1944 - 22/12/2024)".
 */
#define YEARS_KEPT 15

/* So many months back, an aimed-at month is that of the year to come. */
#define YEAR_TURN 9

/* What is known of years around an expression that says none. */
struct years {
    int64_t same_sentence; /* before the expression */
    int64_t behind;        /* in its sentence, behind it */
    int64_t earlier;       /* the last one said before, by a frame that may set one */
    uint32_t earlier_paragraph;
    int64_t compared;  /* the year that something is compared with */
    int64_t same_part; /* of the same months or quarter as the expression's */
    int64_t same_end;  /* … that end with the same month: "tháng 11" beside "11 tháng năm 2014" */
    int64_t latest;    /* not of a plan */
    int64_t any;
};

static bool gives_year(const struct reading *r, const struct frame *f)
{
    if (token_is(r, f->end, "đến") && token_is(r, f->end + 1, "nay")) /* "từ năm 2012 đến nay" */
        return false;
    if (f->first > 0 && token_is(r, f->first - 1, "cho")) /* "mở thầu 250.000 tấn cho năm 2010" */
        return false;
    if (f->first > 0 && is_mark(r, f->first - 1, '(') && !is_mark(r, f->end, ')')) /* "(9 tháng năm 2008 tăng 12,9%)" */
        return false;
    bool one = f->shape != SHAPE_TERM && f->start_date.year == f->end_date.year;
    bool named = f->modifier && !f->early; /* "từ đầu năm 2018" tells the year, if not how far */
    return f->has_year && !f->comparison && !named && !f->deadline && one;
}

/* "…, trong khi quý 3/2022 lãi 112 tỷ đồng". */
static bool is_contrasted(const struct reading *r, const struct frame *f)
{
    return f->first > 1 && token_is(r, f->first - 1, "khi") && token_is(r, f->first - 2, "trong");
}

/* "thấp hơn mức tăng 5,75% của 6 tháng năm 2016". */
static bool is_of_percentage(const struct reading *r, const struct frame *f)
{
    return f->first > 1 && token_is(r, f->first - 1, "của") && is_mark(r, f->first - 2, '%');
}

/* Within its sentence a text may look back, and goes on where it was. */
static bool looks_back(const struct reading *r, const struct frame *f, const struct years *known)
{
    bool late = f->first > r->sentences.items[f->sentence].first + LOOK_BACK;
    if (is_of_percentage(r, f) && f->start_date.year < r->published.year)
        return true;
    return known->earlier && f->start_date.year < known->earlier && (late || is_contrasted(r, f));
}

static bool is_same_part(const struct frame *f, const struct spoken *s)
{
    return f->shape == s->shape && f->start_date.month == s->first_month && f->end_date.month == s->last_month;
}

static int64_t newest_year(const struct reading *r, uint32_t from, uint32_t to)
{
    int64_t newest = r->published.year;
    for (uint32_t i = from; !r->published.year && i < to; i++)
        if (gives_year(r, &r->frames.items[i]) && r->frames.items[i].start_date.year > newest)
            newest = r->frames.items[i].start_date.year;
    return newest;
}

/* An aim is told between the two. */
static bool aims_between(const struct reading *r, const struct frame *from, const struct frame *to)
{
    for (uint32_t i = from->end; i < to->first; i++) {
        const struct hit *target = hits_at(&r->hits, i, CLASS_TARGET);
        if (target && entry_is(target->entry, "strong"))
            return true;
    }
    return false;
}

static struct years years_around(const struct reading *r, uint32_t index, const struct spoken *s)
{
    struct years known = {0};
    const struct frame *self = &r->frames.items[index];
    uint32_t from = index > 64 ? index - 64 : 0, to = index + 64 < r->frames.count ? index + 64 : r->frames.count;
    int64_t oldest = newest_year(r, from, to) - YEARS_KEPT;
    for (uint32_t i = from; i < to; i++) {
        const struct frame *f = &r->frames.items[i];
        if (!f->has_year || i == index || f->start_date.year < oldest)
            continue;
        if (f->comparison && f->shape != SHAPE_TERM && (!known.compared || i < index))
            known.compared = f->start_date.year;
        if (!gives_year(r, f))
            continue;
        if (f->sentence == self->sentence && i < index && (!f->planned || self->planned))
            known.same_sentence = f->start_date.year;
        bool reached = f->first > 0 && token_is(r, f->first - 1, "đến"); /* "…, phấn đấu đến năm 2015 …" */
        if (f->sentence == self->sentence && i > index && !known.behind && !is_contrasted(r, f) &&
            !(reached && aims_between(r, self, f)))
            known.behind = f->start_date.year;
        if (i < index && !f->planned && !looks_back(r, f, &known)) {
            known.earlier = f->start_date.year;
            known.earlier_paragraph = r->sentences.items[f->sentence].paragraph;
        }
        if (is_same_part(f, s) && !f->planned && s->shape != SHAPE_DAY)
            known.same_part = f->start_date.year;
        if (f->end_date.month == s->last_month && s->last_month < 12 && !f->planned && f->shape != SHAPE_DAY)
            known.same_end = f->start_date.year;
        if (f->start_date.year > known.latest && !f->planned)
            known.latest = f->start_date.year;
        if (!known.any)
            known.any = f->start_date.year;
    }
    return known;
}

/* "Du lịch Cô Tô mùa hè 2023": the one year that the title says, of whatever. */
static int64_t year_of_title(const struct reading *r)
{
    int64_t year = 0;
    for (uint32_t i = 0; i < r->frames.count && r->frames.items[i].first < r->title.end; i++) {
        const struct frame *f = &r->frames.items[i];
        if (!f->has_year || f->comparison || f->shape == SHAPE_TERM)
            continue;
        if (year && year != f->start_date.year)
            return 0;
        year = f->start_date.year;
    }
    return year;
}

bool years_look_ahead(const struct reading *r, const struct frame *f)
{
    uint32_t end = r->sentences.items[f->sentence].end;
    for (uint32_t i = f->end; i < end && i < f->end + AIM_REACH; i++) {
        const struct hit *target = hits_at(&r->hits, i, CLASS_TARGET);
        if (target && (entry_is(target->entry, "strong") || entry_is(target->entry, "weak")))
            return true;
    }
    return false;
}

/* The year of a month, going by the article's date: the last one that has begun, or the next one for an aim. */
static int64_t year_by_date(const struct reading *r, const struct frame *f, const struct spoken *s)
{
    int month = s->first_month, now = r->published.month;
    if (s->shape == SHAPE_MONTHS || s->shape == SHAPE_YEAR)
        return r->published.year;
    if (years_look_ahead(r, f))
        return r->published.year + (now - month >= YEAR_TURN ? 1 : 0);
    return r->published.year - (month > now ? 1 : 0);
}

/* "9 tháng" in October: of this year, whatever year was named before. */
static bool is_just_over(const struct reading *r, const struct spoken *s)
{
    int month = r->published.month;
    return s->shape == SHAPE_MONTHS && s->first_month == 1 && month > s->last_month && month <= s->last_month + 1;
}

static int64_t year_unsaid(const struct reading *r, uint32_t index, const struct spoken *s)
{
    const struct frame *f = &r->frames.items[index];
    struct years known = years_around(r, index, s);
    if (token_is(r, f->end, "qua") && r->published.year) /* "9 tháng qua" */
        return year_by_date(r, f, s);
    if (s->shape == SHAPE_YEAR && s->later <= 0 && !s->within) /* "năm nay", "năm ngoái", "đến hết năm" */
        return r->published.year ? r->published.year : known.latest;
    if (known.same_sentence)
        return known.same_sentence;
    if (known.earlier && known.earlier_paragraph == r->sentences.items[f->sentence].paragraph)
        return known.earlier;
    if (known.behind)
        return known.behind;
    if (r->published.year) {
        int64_t year = year_by_date(r, f, s);
        if (is_just_over(r, s))
            return year;
        return known.earlier && known.earlier + 1 == year && s->shape != SHAPE_DAY ? known.earlier : year;
    }
    if (known.earlier)
        return known.earlier;
    int64_t title = year_of_title(r);
    if (title || known.compared)
        return title ? title : known.compared + 1;
    int64_t same = known.same_part ? known.same_part : known.same_end;
    return same ? same : known.latest ? known.latest : known.any;
}

/* "quý III năm trước" is a year before the quarter that the article would mean. */
int64_t years_settle(const struct reading *r, uint32_t index, const struct spoken *s)
{
    const struct hit *earlier = hits_at(&r->hits, r->frames.items[index].end, CLASS_EARLIER);
    bool before = earlier && earlier->count == 2 && entry_is(earlier->entry, "year_on_year") &&
                  token_is(r, earlier->first, "năm");
    int64_t year = year_unsaid(r, index, s);
    bool passed = r->published.year && year + 1 == r->published.year && s->first_month > r->published.month;
    return year && before && !passed ? year - 1
                                     : year; /* "tháng 12 năm trước" in October is of the year before already */
}
