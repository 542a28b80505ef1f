/* Time expressions as frames: which interval each is, and whether it can set a period at all (what a figure is compared
 * with, deadlines and names of programmes do not). Years left unsaid are taken from what else
 * the article says, or stay unknown. Which frame holds for which figure is frame.c's business. */
#include "daemon/extract/calendar.h"
#include "daemon/extract/spoken.h"

/* How far before an expression a word may stand that tells what the expression is for. */
#define LOOK_BACK 6
#define DOCUMENT_REACH 10
#define PLAN_REACH 12
#define CAUSE_REACH 16
#define AIM_REACH 12

/* So many months back, an aimed-at month is that of the year to come. */
#define YEAR_TURN 9

/* --- what an expression is for --------------------------------------------------------------------------------- */

static uint32_t piece_start(const struct reading *r, uint32_t at)
{
    uint32_t first = r->sentences.items[r->sentence_of[at]].first;
    while (at > first && !is_separator(r, at - 1))
        at--;
    return at;
}

static bool is_compared(const struct reading *r, uint32_t first)
{
    uint32_t floor = first > LOOK_BACK ? first - LOOK_BACK : 0;
    if (first > 1 && token_is(r, first - 1, "lần") && is_kind(r, first - 2, TOKEN_NUMBER)) /* "gấp 1,9 lần năm 2023" */
        return true;
    for (uint32_t end = first; end > floor; end--) {
        const struct hit *earlier = hits_before(&r->hits, end, CLASS_EARLIER);
        if (earlier && earlier->first > 0 && token_is(r, earlier->first - 1, "từ")) /* "từ đầu năm đến hết ngày 25/6" */
            return false;
        const struct hit *rise = hits_before(&r->hits, end, CLASS_RISE), *fall = hits_before(&r->hits, end, CLASS_FALL);
        bool comparative = (rise && token_is(r, rise->first + rise->count - 1, "hơn")) ||
                           (fall && token_is(r, fall->first + fall->count - 1, "hơn"));
        if (comparative || hits_before(&r->hits, end, CLASS_AGAINST) || hits_before(&r->hits, end, CLASS_EARLIER))
            return true;
        if (!is_kind(r, end - 1, TOKEN_WORD) || begins(r, end - 1, CLASS_LINK))
            return false;
    }
    return false;
}

/* A word of the point class with this value ends within reach before `first`, in the same comma piece. */
static bool led_by(const struct reading *r, uint32_t first, const char *value, uint32_t reach)
{
    uint32_t floor = piece_start(r, first);
    if (first - floor > reach)
        floor = first - reach;
    for (uint32_t i = floor; i < first; i++)
        for (uint32_t h = hits_from(&r->hits, i); h < hits_from(&r->hits, i + 1); h++) {
            const struct hit *hit = &r->hits.items[h];
            if (hit->entry->cls == CLASS_TIME_POINT && entry_is(hit->entry, value) && i + hit->count <= first)
                return true;
        }
    return false;
}

/* "Trong quý II", "Tính chung cả năm", "Đóng cửa phiên 28/7": words before a time that say nothing else. */
static bool leads_in(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"trong", "cả",   "của",  "tính", "chung", "riêng",
                                        "đóng",  "chốt", "khép", "kết",  "thúc",  "mở"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, at, words[i]))
            return true;
    return begins(r, at, CLASS_CONNECTIVE) || is_mark(r, at, '"') ||
           (token_is(r, at, "cửa") && at > 0 && token_is(r, at - 1, "đóng"));
}

static bool opens_clause(const struct reading *r, uint32_t first)
{
    uint32_t start = piece_start(r, first);
    uint32_t i = first;
    while (i > start && leads_in(r, i - 1))
        i--;
    return i == start;
}

/* "Nghị quyết số 13-NQ/HU ngày 12/12/2019": the day is the document's. */
static bool follows_document(const struct reading *r, uint32_t first)
{
    uint32_t floor = piece_start(r, first);
    if (floor + 1 >= first && floor > 1 && is_mark(r, floor - 1, ',') && is_kind(r, floor - 2, TOKEN_NUMBER))
        floor = piece_start(r, floor - 1); /* "Nghị định 116, ngày 07/9/2018" */
    if (first - floor > DOCUMENT_REACH)
        floor = first - DOCUMENT_REACH;
    for (uint32_t i = floor; i < first; i++) {
        const struct hit *name = hits_at(&r->hits, i, CLASS_NUMBERED);
        bool numbered = name && is_kind(r, i + name->count, TOKEN_NUMBER) && i + name->count < first;
        if (name && entry_is(name->entry, "strict") && (numbered || name->count > 1)) /* not "đóng cửa phiên 28/7" */
            return true;
    }
    return false;
}

/* "Nhiệm kỳ 2015-2020, …", "Trong giai đoạn …": elsewhere such a period is part of a name. */
static bool opens_sentence(const struct reading *r, uint32_t first)
{
    uint32_t start = r->sentences.items[r->sentence_of[first]].first;
    return opens_clause(r, first) && piece_start(r, first) <= start + 2;
}

/* "Theo đánh giá tại Đại hội, trong nhiệm kỳ 2015-2020, xã …", "Với phương châm …, nhiệm kỳ 2025-2030, Đảng bộ đề ra":
 * a clause of its own behind another, where that names nothing that has such a period. */
static bool opens_later_clause(const struct reading *r, uint32_t first, uint32_t end)
{
    uint32_t start = piece_start(r, first);
    if (!opens_clause(r, first))
        return false;
    const struct hit *told = start > 1 ? hits_before(&r->hits, start - 1, CLASS_CONNECTIVE) : NULL;
    if ((first > start && token_is(r, start, "trong")) ||
        (told && entry_is(told->entry, "say"))) /* "… nêu rõ, nhiệm kỳ 2020-2025, …" */
        return true;
    for (uint32_t i = look_back(r, first); i < start; i++) {
        const struct hit *point = hits_at(&r->hits, i, CLASS_TIME_POINT);
        if (r->use[i] != USE_FREE || (point && entry_is(point->entry, "modifier")))
            return false;
    }
    return is_mark(r, end, ',');
}

/* "hoàn thành 12/12 chỉ tiêu năm 2023". */
static bool is_done(const struct reading *r, uint32_t first)
{
    for (uint32_t i = piece_start(r, first); i < first; i++)
        if (token_is(r, i, "hoàn") || token_is(r, i, "Hoàn"))
            return true;
    return false;
}

/* "triển khai nhiệm vụ năm 2021" looks ahead; "đánh giá tình hình thực hiện nhiệm vụ năm 2020" looks back. */
static bool is_planned(const struct reading *r, uint32_t first)
{
    if (led_by(r, first, "planned", PLAN_REACH) || led_by(r, first, "modifier", 2))
        return true;
    return led_by(r, first, "task", PLAN_REACH) && !led_by(r, first, "review", 2 * PLAN_REACH) && !is_done(r, first);
}

/* "bị ngập 120 công do vỡ đê ngày 2/3": when it came about, behind the figure that is of the time in force. */
static bool is_of_cause(const struct reading *r, uint32_t first)
{
    if (!led_by(r, first, "cause", CAUSE_REACH))
        return false;
    uint32_t start = piece_start(r, first), at = first;
    while (at > start && !led_by(r, at, "cause", 1))
        if (begins(r, --at, CLASS_ASSIGN)) /* "do HĐND tỉnh giao năm 2023" */
            return false;
    uint32_t sentence = r->sentences.items[r->sentence_of[first]].first, floor = look_back(r, first);
    for (uint32_t i = at; at > start && i-- > floor && i >= sentence;)
        if (is_kind(r, i, TOKEN_NUMBER) && r->use[i] == USE_FREE)
            return true;
    return false;
}

/* "phấn đấu về đích cuối năm 2022": when it is to be done. */
static bool is_aimed_at(const struct reading *r, uint32_t first)
{
    for (uint32_t i = piece_start(r, first); i < first; i++) {
        const struct hit *target = hits_at(&r->hits, i, CLASS_TARGET);
        if (target && entry_is(target->entry, "strong") && i + target->count < first && token_is(r, i, "phấn"))
            return true;
    }
    return false;
}

static void judge(const struct reading *r, struct frame *f)
{
    const struct hit *point = hits_before(&r->hits, f->first, CLASS_TIME_POINT);
    if (!point && f->shape == SHAPE_DAY) { /* "tại ngày 31/3": "ngày" is of both */
        point = hits_before(&r->hits, f->first + 1, CLASS_TIME_POINT);
        point = point && point->count > 1 ? point : NULL;
    }
    f->until = point && entry_is(point->entry, "until");
    f->deadline = point && entry_is(point->entry, "deadline");
    uint32_t from = f->until ? point->first : f->first;
    f->comparison = is_compared(r, from);
    bool adverbial = opens_clause(r, from);
    if (f->shape == SHAPE_TERM) {
        bool season = begins(r, f->first, CLASS_TIME_UNIT) &&
                      entry_is(hits_at(&r->hits, f->first, CLASS_TIME_UNIT)->entry, "year");
        bool apposed = adverbial && is_separator(r, f->end); /* "Đề án nhà ở, giai đoạn 2021-2030, …" */
        bool of_last = !f->has_year && adverbial; /* "Về xây dựng Đảng, cả nhiệm kỳ đảng bộ kết nạp …" */
        bool holds = opens_sentence(r, from) || opens_later_clause(r, from, f->end) || of_last;
        bool during =
            from > 0 && token_is(r, from - 1, "trong"); /* "vốn của chương trình trong giai đoạn 2021-2025 là …" */
        f->narrow = !holds && !(season && apposed);
        f->modifier =
            f->narrow && !during && (apposed || led_by(r, f->first, "modifier", 10) || follows_document(r, f->first));
    } else if (f->shape == SHAPE_BARE_YEAR || (from > 0 && token_is(r, from - 1, "sinh"))) /* "trẻ sinh năm 2018" */
        f->modifier = true;
    else if (f->shape == SHAPE_DAY)
        f->modifier =
            !f->until && (follows_document(r, f->first) || (!adverbial && led_by(r, f->first, "modifier", LOOK_BACK)));
    else if (f->shape != SHAPE_CUMULATIVE)
        f->planned = !adverbial && is_planned(r, f->first);
    bool crop = token_is(r, f->first, "vụ") || token_is(r, f->first, "Vụ") || token_is(r, f->first, "đông") ||
                token_is(r, f->first, "hè") || token_is(r, f->first + 1, "học") || token_is(r, f->first, "niên");
    bool alone = f->first > 0 && (token_is(r, f->first - 1, "riêng"));
    f->planned |= (f->shape == SHAPE_TERM && crop) || alone || (!adverbial && is_aimed_at(r, f->first));
    f->early = f->shape == SHAPE_YEAR && f->first > 0 &&
               (token_is(r, f->first - 1, "đầu") || token_is(r, f->first - 1, "Đầu"));
    f->modifier |= (f->early && r->published.year == 0) || is_of_cause(r, from);
    if (f->until)
        f->first = from;
}

/* --- years ------------------------------------------------------------------------------------------------------ */

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
        end.day = days_of_month(end.year, end.month);
    }
    if (f->until)
        start = (ind_date){(int16_t)year, 1, 1};
    if (f->early && r->published.year == year)
        end = (ind_date){(int16_t)year, r->published.month,
                         r->published.day ? r->published.day : days_of_month((int16_t)year, r->published.month)};
    f->modifier |= f->early && r->published.year != year;
    f->start_date = start;
    f->end_date = end;
    f->resolved = true;
}

/* What is known of years around an expression that says none. */
struct years {
    int64_t same_sentence; /* before the expression */
    int64_t behind;        /* in its sentence, behind it */
    int64_t earlier;       /* the last one said before, by a frame that may set one */
    uint32_t earlier_paragraph;
    int64_t compared; /* the year that something is compared with */
    int64_t same_part; /* of the same months or quarter as the expression's */
    int64_t latest;    /* not of a plan */
    int64_t any;
};

static bool gives_year(const struct frame *f)
{
    return f->has_year && !f->comparison && !f->modifier && !f->deadline && f->shape != SHAPE_TERM;
}

/* "…, trong khi quý 3/2022 lãi 112 tỷ đồng". */
static bool is_contrasted(const struct reading *r, const struct frame *f)
{
    return f->first > 1 && token_is(r, f->first - 1, "khi") && token_is(r, f->first - 2, "trong");
}

/* Within its sentence a text may look back, and goes on where it was. */
static bool looks_back(const struct reading *r, const struct frame *f, const struct years *known)
{
    bool late = f->first > r->sentences.items[f->sentence].first + LOOK_BACK;
    return known->earlier && f->start_date.year < known->earlier && (late || is_contrasted(r, f));
}

static bool is_same_part(const struct frame *f, const struct spoken *s)
{
    return f->shape == s->shape && f->start_date.month == s->first_month && f->end_date.month == s->last_month;
}

static struct years years_around(const struct reading *r, uint32_t index, const struct spoken *s)
{
    struct years known = {0};
    const struct frame *self = &r->frames.items[index];
    uint32_t from = index > 64 ? index - 64 : 0, to = index + 64 < r->frames.count ? index + 64 : r->frames.count;
    for (uint32_t i = from; i < to; i++) {
        const struct frame *f = &r->frames.items[i];
        if (!f->has_year || i == index)
            continue;
        if (f->comparison && f->shape != SHAPE_TERM && (!known.compared || i < index))
            known.compared = f->start_date.year;
        if (!gives_year(f))
            continue;
        if (f->sentence == self->sentence && i < index && (!f->planned || self->planned))
            known.same_sentence = f->start_date.year;
        if (f->sentence == self->sentence && i > index && !known.behind && !is_contrasted(r, f))
            known.behind = f->start_date.year;
        if (i < index && !f->planned && !looks_back(r, f, &known)) {
            known.earlier = f->start_date.year;
            known.earlier_paragraph = r->sentences.items[f->sentence].paragraph;
        }
        if (is_same_part(f, s) && !f->planned && s->shape != SHAPE_DAY)
            known.same_part = f->start_date.year;
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

/* "Tháng 11, công an tỉnh phấn đấu …": an aim stands behind it in its sentence. */
static bool looks_ahead(const struct reading *r, const struct frame *f)
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
    if (s->shape == SHAPE_MONTHS)
        return r->published.year;
    if (looks_ahead(r, f))
        return r->published.year + (now - month >= YEAR_TURN ? 1 : 0);
    return r->published.year - (month > now ? 1 : 0);
}

static int64_t year_unsaid(const struct reading *r, uint32_t index, const struct spoken *s)
{
    const struct frame *f = &r->frames.items[index];
    struct years known = years_around(r, index, s);
    if (token_is(r, f->end, "qua") && r->published.year) /* "9 tháng qua" */
        return year_by_date(r, f, s);
    if (known.same_sentence)
        return known.same_sentence;
    if (known.earlier && known.earlier_paragraph == r->sentences.items[f->sentence].paragraph)
        return known.earlier;
    if (known.behind)
        return known.behind;
    if (r->published.year) {
        int64_t year = year_by_date(r, f, s);
        return known.earlier && known.earlier + 1 == year && s->shape != SHAPE_DAY ? known.earlier : year;
    }
    if (known.earlier)
        return known.earlier;
    int64_t title = year_of_title(r);
    if (title || known.compared)
        return title ? title : known.compared + 1;
    return known.same_part ? known.same_part : known.latest ? known.latest : known.any;
}

/* "quý III năm trước" is a year before the quarter that the article would mean. */
static int64_t settle_year(const struct reading *r, uint32_t index, const struct spoken *s)
{
    const struct hit *earlier = hits_at(&r->hits, r->frames.items[index].end, CLASS_EARLIER);
    bool before = earlier && earlier->count == 2 && entry_is(earlier->entry, "year_on_year") &&
                  token_is(r, earlier->first, "năm");
    int64_t year = year_unsaid(r, index, s);
    bool passed = r->published.year && year + 1 == r->published.year && s->first_month > r->published.month;
    return year && before && !passed ? year - 1
                                     : year; /* "tháng 12 năm trước" in October is of the year before already */
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
    judge(r, f);
    f->modifier |= s->length;
    f->narrow |= s->narrow;
    f->planned |= s->later && s->shape == SHAPE_TERM;
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

static bool may_be_meant(const struct reading *r, const struct frame *named, const struct frame *f)
{
    if (is_since(r, named))
        return false;
    if (named->shape != f->shape || !named->resolved)
        return false;
    if (f->shape == SHAPE_TERM)
        return named->has_year && named->end_date.year - named->start_date.year >= 4;
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

/* "nhiệm kỳ qua", "nhiệm kỳ tới": where the article names two terms, one behind the other, the first or the second of
 * them. Else an article about a congress names the term that begins, a later one the term that it is in. */
static void take_term_beside(struct reading *r, uint32_t index, bool next)
{
    const struct frame *named = term_from(r, index, 0);
    if (!named)
        return;
    int length = named->end_date.year - named->start_date.year;
    bool before = term_from(r, index, named->start_date.year - length),
         behind = term_from(r, index, named->end_date.year);
    bool begun = r->published.year && r->published.year > named->start_date.year + 1;
    bool told =
        !named->modifier && !named->narrow && !looks_ahead(r, named); /* "Nhiệm kỳ 2017-2022, huyện trồng 50 ha" */
    bool last = behind || ((begun || told) && !before); /* what is named first lies behind */
    set_term(&r->frames.items[index], named, next ? (last ? length : 0) : (last ? 0 : -length));
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
        take_month_of_day(r, index);
    }
    if (s.past || !s.first_month)
        return;
    int64_t year = settle_year(r, index, &s);
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

/* "từ ngày 15/3 đến ngày 20/4/2021", "từ năm 2016 đến năm 2020", "15/4 - 14/5/2022": two expressions, one period. */
static void join_frames(struct reading *r)
{
    for (uint32_t i = 0; i + 1 < r->frames.count; i++) {
        struct frame *from = &r->frames.items[i], *to = from + 1;
        if (!runs_to(r, from, to) || !from->resolved || !to->resolved)
            continue;
        if (!from->has_year)
            from->start_date.year = to->end_date.year;
        if (date_compare(from->start_date, to->end_date) > 0)
            continue;
        to->first = from->first;
        to->start_date = from->start_date;
        to->until = false;
        to->shape = SHAPE_TERM;
        from->modifier = true;
    }
}

/* "từ năm 2021 đến nay": up to the article's date; without one, of no known time. */
static void run_to_now(struct reading *r)
{
    ind_date now = r->published;
    if (now.month && !now.day)
        now.day = days_of_month(now.year, now.month);
    for (uint32_t i = 0; i < r->frames.count; i++) {
        struct frame *f = &r->frames.items[i];
        if (!is_since(r, f) || !f->resolved || f->shape == SHAPE_TERM)
            continue;
        f->modifier |= !now.month || date_compare(f->start_date, now) > 0;
        f->end_date = now;
        f->shape = SHAPE_TERM;
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
    run_to_now(r);
    yield_to_cumulative(r);
    return IND_OK;
}
