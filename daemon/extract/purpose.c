/* Reads what stands around a time expression for what it is for. Looks at words and marks alone, so that it can be
 * asked before any year is known. */
#include "daemon/extract/purpose.h"

#define COMPARE_REACH 9
#define LAW_REACH 10
#define DOCUMENT_REACH 10
#define PLAN_REACH 12
#define CAUSE_REACH 16
#define TARGETS_REACH 5
#define AIM_REACH 12

#define DUE_REACH 40

/* A field of a task ("quốc phòng - an ninh") has no more tokens. */
#define FIELD_TOKENS 8

/* Where the comma piece begins that `at` stands in, or where looking back for it ends. */
static uint32_t piece_start(const struct reading *r, uint32_t at)
{
    uint32_t floor = look_back(r, at);
    while (at > floor && !is_separator(r, at - 1))
        at--;
    return at;
}

/* "so với dịp | 30/4 - 1/5 | năm 2022". */
static bool is_of_date(const struct reading *r, uint32_t at)
{
    bool number = is_kind(r, at, TOKEN_NUMBER) && (is_mark(r, at + 1, '/') || (at > 0 && is_mark(r, at - 1, '/')));
    return number || is_mark(r, at, '/') || is_mark(r, at, '-');
}

/* "so với tháng trước và | 7 tháng/2023 đạt 141,6 tỷ", "… và trong | 7 tháng tăng 8%": behind "và" a clause of its own
 * begins. */
static bool opens_coordinate(const struct reading *r, uint32_t first, uint32_t end)
{
    static const uint64_t verbs = CLASS_BIT(LINK) | CLASS_BIT(EQUAL) | CLASS_BIT(ESTIMATE),
                          moves = CLASS_BIT(RISE) | CLASS_BIT(FALL);
    bool during = first > 0 && token_is(r, first - 1, "trong");
    first -= during;
    return first > 0 && token_is(r, first - 1, "và") && hits_begin_any(&r->hits, end, during ? verbs | moves : verbs);
}

static bool is_compared(const struct reading *r, uint32_t first)
{
    uint32_t floor = first > COMPARE_REACH ? first - COMPARE_REACH : 0;
    if (first > 1 && token_is(r, first - 1, "lần") && is_kind(r, first - 2, TOKEN_NUMBER)) /* "gấp 1,9 lần năm 2023" */
        return true;
    if (first > 1 && token_is(r, first - 1, "nửa") && !token_is(r, first - 2, "hơn")) /* "chưa bằng một nửa quý III" */
        return true;
    for (uint32_t end = first; end > floor; end--) {
        if (is_mark(r, end - 1, ')')) /* "so với cùng tháng (tháng 10) | năm 2012" */
            while (end > floor + 1 && !is_mark(r, end, '('))
                end--;
        const struct hit *earlier = hits_before(&r->hits, end, CLASS_EARLIER);
        if (earlier && earlier->first > 0 && token_is(r, earlier->first - 1, "từ")) /* "từ đầu năm đến hết ngày 25/6" */
            return false;
        const struct hit *rise = hits_before(&r->hits, end, CLASS_RISE), *fall = hits_before(&r->hits, end, CLASS_FALL);
        bool comparative = (rise && token_is(r, rise->first + rise->count - 1, "hơn")) ||
                           (fall && token_is(r, fall->first + fall->count - 1, "hơn"));
        bool times = token_is(r, end - 1, "lần") && end > 1 && first - end <= 3 && !token_is(r, first - 1, "trong") &&
                     is_kind(r, end - 2, TOKEN_NUMBER) && /* "gấp 1,4 lần kỳ lễ" */
                     (hits_before(&r->hits, end - 2, CLASS_TIMES) || hits_before(&r->hits, end - 2, CLASS_QUALIFIER));
        if (comparative || times || hits_before(&r->hits, end, CLASS_AGAINST) || hits_before(&r->hits, end, CLASS_EARLIER))
            return true;
        if (!(is_kind(r, end - 1, TOKEN_WORD) || is_of_date(r, end - 1)) || begins(r, end - 1, CLASS_LINK) ||
            token_is(r, end - 1, "nên")) /* "do các tháng trước tăng tốt nên 8 tháng …" */
            return false;
    }
    return false;
}

/* "nhiệm vụ phát triển kinh tế - xã hội, quốc phòng - an ninh năm 2024": what is named goes on over commas with a few
 * words, none of which tells a time or a figure. */
static uint32_t named_start(const struct reading *r, uint32_t first)
{
    uint32_t start = piece_start(r, first), floor = r->sentences.items[r->sentence_of[first]].first;
    while (start > floor && first - start <= FIELD_TOKENS && is_mark(r, start - 1, ',')) {
        uint32_t before = start - 1;
        for (; before > floor && start - before <= PLAN_REACH && !is_separator(r, before - 1); before--)
            if (r->use[before - 1] != USE_FREE || is_kind(r, before - 1, TOKEN_NUMBER))
                return start;
        start = before;
    }
    return start;
}

/* A word of the point class with this value ends within reach before `first`, in what is named there. */
static bool led_by(const struct reading *r, uint32_t first, const char *value, uint32_t reach)
{
    bool task = strcmp(value, "cause") != 0 && strcmp(value, "modifier") != 0;
    uint32_t piece = piece_start(r, first), floor = task ? named_start(r, first) : piece;
    reach += floor < piece ? FIELD_TOKENS : 0;
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
    static const char *const words[] = {"trong", "cả",   "của",  "tính", "chung", "riêng", "từ",
                                        "sau",   "đóng", "chốt", "khép", "kết",   "thúc",  "mở"};
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

/* The end of "116", "109/KH-BTV". */
static bool is_number_of_paper(const struct reading *r, uint32_t at)
{
    return is_kind(r, at, TOKEN_NUMBER) || (is_kind(r, at, TOKEN_WORD) && (token_at(r, at)->flags & TOKEN_UPPER));
}

/* "Nghị quyết số 13-NQ/HU ngày 12/12/2019": the day is the document's. */
static bool follows_document(const struct reading *r, uint32_t first)
{
    uint32_t floor = piece_start(r, first);
    if (floor + 1 >= first && floor > 1 && is_mark(r, floor - 1, ',') && is_number_of_paper(r, floor - 2))
        floor = piece_start(r, floor - 1); /* "Nghị định 116, ngày 07/9/2018", "Kế hoạch số 109/KH-BTV, ngày 25/01" */
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

/* Where the time begins that "và" goes on with what stands at `first`; `first` itself without one. */
static uint32_t joined_start(const struct reading *r, uint32_t first)
{
    if (first < 2 || !token_is(r, first - 1, "và") || r->use[first - 2] != USE_TIME)
        return first;
    for (first--; first > 0 && r->use[first - 1] == USE_TIME;)
        first--;
    return first;
}

/* "hoàn thành cổ phần hóa trong quý III", "đáo hạn vào quý II/2026 và quý IV/2027": by when, with no figure of it. */
static bool is_due(const struct reading *r, uint32_t first)
{
    static const char *const firsts[] = {"hoàn", "đáo", "khởi", "khánh", "vận", "về"}, *const seconds[] = {
                                                                                           "thành", "hạn",  "công",
                                                                                           "thành", "hành", "đích"};
    first = joined_start(r, first);
    if (first < 2 || !(token_is(r, first - 1, "trong") || token_is(r, first - 1, "vào")))
        return false;
    bool due = false;
    uint32_t start = piece_start(r, first), floor = first > DUE_REACH ? first - DUE_REACH : 0;
    for (uint32_t i = start > floor ? start : floor; i + 1 < first; i++) {
        for (size_t k = 0; k < sizeof firsts / sizeof *firsts; k++)
            due |= token_is(r, i, firsts[k]) && token_is(r, i + 1, seconds[k]);
        due &= !is_kind(r, i, TOKEN_NUMBER); /* "hoàn thành 12 km đường trong quý III" */
    }
    return due;
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

/* Its word counts years: "vụ", "năm học", "niên vụ", "năm". */
static bool counts_years(const struct reading *r, uint32_t at)
{
    const struct hit *unit = hits_at(&r->hits, at, CLASS_TIME_UNIT);
    return unit && unit->entry->value && strncmp(unit->entry->value, "year", 4) == 0;
}

/* "vụ đông xuân 2020-2021", "năm học 2022-2023": a year of its own, beside the calendar's. */
static bool is_season(const struct reading *r, const struct frame *f)
{
    bool calendar = token_is(r, f->first, "năm") && !token_is(r, f->first + 1, "học");
    return f->has_year && !calendar && counts_years(r, f->first);
}

/* "CÁC CHỈ TIÊU CHỦ YẾU NHIỆM KỲ 2020-2025": what a heading names is of its time. */
static bool is_headed(const struct reading *r, uint32_t first)
{
    const struct sentence *s = &r->sentences.items[r->sentence_of[first]];
    bool named = false;
    for (uint32_t i = s->first; s->heading && !s->title && i < first; i++) {
        const struct hit *point = hits_at(&r->hits, i, CLASS_TIME_POINT);
        named |= point && (entry_is(point->entry, "planned") || entry_is(point->entry, "task") ||
                           entry_is(point->entry, "review"));
    }
    return named;
}

/* "thông qua 16 chỉ tiêu | nhiệm kỳ 2020-2025": targets that are counted, or several. */
static bool is_of_targets(const struct reading *r, uint32_t first)
{
    for (uint32_t i = first, floor = piece_start(r, first); i > floor && i + TARGETS_REACH > first; i--) {
        const struct hit *target = hits_at(&r->hits, i, CLASS_TARGET);
        bool several = is_kind(r, i - 1, TOKEN_NUMBER) || token_is(r, i - 1, "các") || token_is(r, i - 1, "những");
        if (target && several && entry_is(target->entry, "heading"))
            return true;
    }
    return false;
}

static void judge_term(const struct reading *r, struct frame *f, uint32_t from)
{
    bool adverbial = opens_clause(r, from);
    bool apposed = adverbial && is_separator(r, f->end); /* "Đề án nhà ở, giai đoạn 2021-2030, …" */
    bool of_last = !f->has_year && adverbial; /* "Về xây dựng Đảng, cả nhiệm kỳ đảng bộ kết nạp …" */
    bool during =
        from > 0 && token_is(r, from - 1, "trong"); /* "vốn của chương trình trong giai đoạn 2021-2025 là …" */
    bool titled = during && r->sentences.items[r->sentence_of[from]].title; /* "Thành tựu trong nhiệm kỳ 2015-2020" */
    bool holds = opens_sentence(r, from) || opens_later_clause(r, from, f->end) || of_last || titled ||
                 is_headed(r, f->first);
    bool aimed = is_of_targets(r, f->first);
    f->planned |= aimed && !holds;
    f->narrow = !holds && !aimed && !(counts_years(r, f->first) && apposed);
    f->modifier =
        f->narrow && !during && (apposed || led_by(r, f->first, "modifier", 10) || follows_document(r, f->first));
}

/* What stands right before it: "đến", "trước", "tại ngày" … */
static const struct hit *point_of(const struct reading *r, const struct frame *f)
{
    const struct hit *point = hits_before(&r->hits, f->first, CLASS_TIME_POINT);
    if (point || f->shape != SHAPE_DAY)
        return point;
    point = hits_before(&r->hits, f->first + 1, CLASS_TIME_POINT); /* "tại ngày 31/3": "ngày" is of both */
    return point && point->count > 1 ? point : NULL;
}

/* "(giá so sánh năm 2010)": the year whose prices an amount is told in, one of those that statistics are based on. */
static bool is_of_prices(const struct reading *r, const struct frame *f)
{
    uint32_t first = f->first;
    int64_t year = small_number(r, f->end - 1);
    return first > 2 && token_is(r, first - 3, "giá") &&
           (token_is(r, first - 1, "sánh") || token_is(r, first - 1, "định")) && (year == 1994 || year == 2010);
}

/* "Bộ luật Hình sự năm 2015 sửa đổi, bổ sung năm 2017": the years are the law's. */
static bool is_of_law(const struct reading *r, uint32_t first)
{
    uint32_t floor = look_back(r, first);
    for (uint32_t i = first; i-- > floor && i + LAW_REACH >= first;) {
        bool listed = is_mark(r, i, ',') && token_is(r, i + 1, "bổ");
        if ((is_separator(r, i) && !listed) || r->use[i] == USE_MENTION)
            return false;
        const struct hit *point = hits_at(&r->hits, i, CLASS_TIME_POINT);
        if (point && entry_is(point->entry, "law"))
            return !token_is(r, i + point->count, "gia") && !token_is(r, i + point->count, "sư");
    }
    return false;
}

/* "trẻ sinh năm 2018", but not "học sinh năm học 2022-2023", "tuyển sinh năm 2024". */
static bool is_of_birth(const struct reading *r, uint32_t first)
{
    static const char *const others[] = {"học",  "thí", "vệ",  "dân", "tuyển", "phát", "an",
                                         "giáo", "tái", "thú", "nhi", "mưu",   "hy",   "hộ"};
    if (first < 2 || !token_is(r, first - 1, "sinh"))
        return false;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (token_is(r, first - 2, others[i]))
            return false;
    return true;
}

/* "bão số 3 | từ ngày 7 đến 12/9": no document or meeting has such days. */
static bool runs_from(const struct reading *r, uint32_t first)
{
    return first > 0 && token_is(r, first - 1, "từ");
}

void purpose_judge(const struct reading *r, struct frame *f)
{
    const struct hit *point = point_of(r, f);
    f->until = point && entry_is(point->entry, "until");
    bool delivered =
        f->shape == SHAPE_MONTH && f->first > 0 && token_is(r, f->first - 1, "giao"); /* "Robusta giao tháng 7" */
    f->deadline = (point && entry_is(point->entry, "deadline")) || is_due(r, f->first) || delivered;
    uint32_t from = f->until ? point->first : f->first;
    f->comparison = !opens_coordinate(r, from, f->end) && is_compared(r, from);
    bool adverbial = opens_clause(r, from);
    if (f->shape == SHAPE_TERM)
        judge_term(r, f, from);
    else if (f->shape == SHAPE_BARE_YEAR || is_of_birth(r, from) ||
             (f->shape == SHAPE_YEAR && !adverbial && (is_of_law(r, f->first) || is_of_prices(r, f))))
        f->modifier = true;
    else if (f->shape == SHAPE_DAY && !runs_from(r, f->first))
        f->modifier =
            !f->until && (follows_document(r, f->first) || (!adverbial && led_by(r, f->first, "modifier", LOOK_BACK)));
    else if (f->shape != SHAPE_DAY && f->shape != SHAPE_CUMULATIVE)
        f->planned = !adverbial && is_planned(r, f->first);
    f->alone = f->first > 0 && token_is(r, f->first - 1, "riêng");
    f->planned |= f->alone || (!adverbial && is_aimed_at(r, f->first));
    f->season = !f->planned && is_season(r, f);
    f->planned |= f->season;
    f->early = f->shape == SHAPE_YEAR && !f->season && f->first > 0 &&
               (token_is(r, f->first - 1, "đầu") || token_is(r, f->first - 1, "Đầu"));
    bool during = f->has_year && from > 0 && token_is(r, from - 1, "trong"); /* "chết vì tai nạn trong tháng 3/2019" */
    f->modifier |= (f->early && r->published.year == 0) || (!during && is_of_cause(r, from));
    if (f->until)
        f->first = from;
}
