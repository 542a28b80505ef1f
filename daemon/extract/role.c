/* What each mention is in its sentence: a level, or a figure that relates to a plan, an earlier period or a whole.
 * Looks at the cue before the mention and at what stands behind it. What it is held against is found in basis.c, what
 * the figures of a list lend each other in series.c; whether a figure finds its level is link.c's. */
#include "daemon/extract/basis.h"
#include "daemon/extract/move.h"
#include "daemon/extract/ratio.h"
#include "daemon/extract/series.h"

/* How many mentions back the head of a list of comparisons is looked for. */
#define LIST_REACH 2

/* Words that may stand between a cue and its figure. */
static bool is_filler(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"thêm",  "được", "mức", "khá", "mạnh", "cao",
                                        "nhanh", "đều",  "thứ", "con", "số",   "đạt"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, at, words[i]))
            return true;
    return false;
}

/* --- the cue before ----------------------------------------------------------------------------------------------- */

static const enum entry_class cue_classes[] = {CLASS_TIMES, CLASS_RISE,  CLASS_FALL,  CLASS_EXCEED,
                                               CLASS_SHORT, CLASS_SHARE, CLASS_EQUAL, CLASS_LINK};

/* "thuế giá trị gia tăng", "đối với": the cue's word is the end of a longer one. */
static bool is_name_tail(const struct reading *r, const struct hit *cue)
{
    const struct hit *name = hits_before(&r->hits, cue->first + cue->count, CLASS_MEASURE);
    const struct hit *word = hits_before(&r->hits, cue->first + cue->count, CLASS_COMPOUND);
    return (name && name->count > cue->count) || (word && word->count > cue->count);
}

/* The longest cue that ends before `end`; of equally long ones the first class of the list. */
static const struct hit *cue_before(const struct reading *r, uint32_t end)
{
    const struct hit *best = NULL;
    for (size_t i = 0; i < sizeof cue_classes / sizeof *cue_classes; i++) {
        const struct hit *hit = hits_before(&r->hits, end, cue_classes[i]);
        if (hit && r->use[hit->first] != USE_MENTION && !is_name_tail(r, hit) && (!best || hit->count > best->count))
            best = hit;
    }
    return best;
}

/* "tốc độ tăng trưởng 7,5%": the cue is part of the indicator's name. */
static bool is_rate_name(const struct reading *r, const struct hit *cue)
{
    const struct hit *rate = hits_before(&r->hits, cue->first + cue->count, CLASS_RATE);
    return rate && rate->count > cue->count;
}

/* "vốn đăng ký tăng thêm 6,5 tỷ USD": the move is part of the name of what is measured. */
static bool names_move(const struct reading *r, uint32_t end)
{
    static const enum entry_class moves[] = {CLASS_RISE, CLASS_FALL};
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        const struct hit *move = hits_before(&r->hits, end, moves[i]);
        if (move && is_name_tail(r, move))
            return true;
    }
    return false;
}

static void set_cue(struct mention *m, const struct hit *cue)
{
    m->cue = cue->entry->cls;
    m->cue_first = cue->first;
    m->cue_end = cue->first + cue->count;
}

/* "tội phạm giảm sâu (giảm 22,5%)": the bracket says once more what stands before it. "ở đàn trâu (giảm 5,8%) và đàn
 * lợn (giảm 6,5%)": what moved stands before the bracket, where no figure does. */
static void take_cue_before_bracket(const struct reading *r, struct mention *m)
{
    uint32_t at = m->cue_first ? m->cue_first - 1 : 0;
    bool held = m->cue == CLASS_EQUAL && is_percent(m); /* "thuế môi trường (đạt 91,5% dự toán)" */
    if ((m->cue != CLASS_RISE && m->cue != CLASS_FALL && !held) || !is_mark(r, at, '(') ||
        at <= r->sentences.items[m->sentence].first)
        return;
    const struct hit *said = held ? NULL : hits_before(&r->hits, at, m->cue);
    const struct mention *before = m > r->mentions.items && m[-1].sentence == m->sentence ? m - 1 : NULL;
    uint32_t close = !before ? 0 : before->basis_end > before->end ? before->basis_end : before->end;
    bool first = !before || (is_mark(r, close, ')') && close + 1 < at);
    if (said)
        m->cue_first = said->first;
    else if (first && is_kind(r, at - 1, TOKEN_WORD) && r->use[at - 1] == USE_FREE)
        m->cue_first = at;
}

/* A colon, an equals sign ("41 hộ = 1,96%"), or a cue that a plan or a time parts from its figure. */
static bool find_marked_cue(const struct reading *r, struct mention *m)
{
    uint32_t end = m->left;
    bool equals = end > 0 && is_mark(r, end - 1, '=');
    if (end > r->sentences.items[m->sentence].first + 1 && (equals || is_mark(r, end - 1, ':'))) {
        m->cue = equals ? CLASS_SHARE : CLASS_LINK;
        m->cue_first = end - 1;
        return true;
    }
    const struct hit *over = cue_before_plan(r, m);
    if (!over)
        over = cue_before_time(r, m);
    if (over)
        set_cue(m, over);
    return over != NULL;
}

/* "cao hơn cùng kỳ 5 tạ/ha": takes the earlier period for the basis; where the words before it end. */
static uint32_t take_earlier(const struct reading *r, struct mention *m, const struct hit *earlier)
{
    m->basis_first = earlier->first;
    m->basis_end = earlier->first + earlier->count;
    m->comparison = comparison_named(earlier->entry->value);
    const struct hit *season = hits_before(&r->hits, earlier->first, CLASS_TIME_UNIT); /* "vụ xuân | năm trước" */
    uint32_t first = season ? season->first : earlier->first;
    const struct hit *against = hits_before(&r->hits, first, CLASS_AGAINST);
    bool more = token_is(r, first - (first > 0), "hơn") && /* "tăng hơn năm trước 3%" */
                (hits_before(&r->hits, first - 1, CLASS_RISE) || hits_before(&r->hits, first - 1, CLASS_FALL));
    return against ? against->first : first - more;
}

/* Steps back from the figure over what may stand between it and its cue. */
static void find_cue(const struct reading *r, struct mention *m)
{
    uint32_t end = m->left;
    m->cue_first = m->cue_end = end;
    if (find_marked_cue(r, m))
        return;
    for (int skipped = 0; skipped < 3 && end > 0; skipped++) {
        const struct hit *respective = hits_before(&r->hits, end, CLASS_RESPECTIVE);
        if (respective) {
            end = respective->first;
            continue;
        }
        const struct hit *average = hits_before(&r->hits, end, CLASS_AVERAGE);
        const struct hit *cue = cue_before(r, end);
        bool amount = cue && is_rate_name(r, cue);
        if (amount && !is_amount_of_move(r, m, cue))
            return;
        if (cue) {
            set_cue(m, cue);
            m->cue_first -= amount; /* "mức giảm" */
            take_cue_before_bracket(r, m);
            return;
        }
        if (names_move(r, end) || find_weak_move(r, m, end))
            return;
        const struct hit *earlier = hits_before(&r->hits, end, CLASS_EARLIER);
        bool yearly = end > 1 && token_is(r, end - 1, "năm") &&
                      (token_is(r, end - 2, "hằng") || token_is(r, end - 2, "hàng")); /* "tăng bình quân hằng năm 11%" */
        if (average || yearly)
            end = average ? average->first : end - 2;
        else if (earlier)
            end = take_earlier(r, m, earlier);
        else if (is_filler(r, end - 1) || token_is(r, end - 1, "là") ||
                 (m->range && token_is(r, end - 1, "từ")) || /* "tăng từ 7 - 9%" */
                 (token_is(r, end - 1, "đến") && hits_before(&r->hits, end - 1, CLASS_EARLIER)))
            end--;
        else
            return;
    }
}

static uint32_t next_mention_left(const struct reading *r, uint32_t index)
{
    return index + 1 < r->mentions.count ? r->mentions.items[index + 1].left : r->tokens.count;
}

/* "(giảm 22%) so với cùng kỳ", "(52%) so với dự toán": what a bracket holds is compared behind it. */
static bool goes_on_behind(const struct reading *r, const struct mention *m, uint32_t at)
{
    const struct hit *against = hits_at(&r->hits, at, CLASS_AGAINST);
    return against && (sign_of(m->cue) != 0 || (is_percent(m) && begins(r, at + against->count, CLASS_PLAN)));
}

/* Where the words about a figure end: the next mention or the next separator, but for a comma before "so với". */
static uint32_t right_limit(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    uint32_t limit = next_mention_left(r, index), end = r->sentences.items[m->sentence].end;
    if (limit > end)
        limit = end;
    uint32_t i = m->end;
    if (is_mark(r, i, ',') && begins(r, i + 1, CLASS_AGAINST))
        i++;
    while (i < limit && !is_separator(r, i))
        i++;
    if (is_mark(r, i, '(') && i <= m->end + 1 && begins(r, i + 1, CLASS_AGAINST))
        while (i < limit && !is_mark(r, i, ')'))
            i++;
    else if (is_mark(r, i, ')') && goes_on_behind(r, m, i + 1)) /* "(giảm 22%) so với cùng kỳ" */
        for (i++; i < limit && !is_separator(r, i);)
            i++;
    return i;
}

/* --- deciding ------------------------------------------------------------------------------------------------------
 */

/* "2,14 lần", "gấp đôi", "gấp 3" — not "3 lần" that something was done. */
static bool is_multiple(const struct reading *r, const struct mention *m)
{
    if (strcmp(m->dimension, "times") == 0)
        return true;
    bool times = is_count(m) && token_is(r, m->counted_first, "lần");
    bool moved = m->cue == CLASS_TIMES || m->cue == CLASS_RISE || m->cue == CLASS_FALL;
    return (times && (moved || m->cue == CLASS_EQUAL)) || (m->cue == CLASS_TIMES && m->unit_first == m->unit_end);
}

static void decide_multiple(struct reading *r, struct mention *m, uint32_t limit)
{
    bool plan = find_plan(r, m, limit);
    bool before_plan = false;
    struct mention without = *m;
    if (!plan && !find_earlier(r, m, limit) && !find_year_behind(r, m) && find_basis_before(r, m, &before_plan) &&
        before_plan)
        *m = without;
    set_multiple(m, plan ? IND_ROLE_PLAN : IND_ROLE_CHANGE, m->cue == CLASS_FALL);
}

/* "giảm từ 1.250 hộ xuống còn 430 hộ": where it came from. "tăng từ 5 - 8% so với quý trước", "giảm từ 5 - 10% số vụ":
 * by how much. */
static bool comes_from(const struct reading *r, const struct mention *m)
{
    bool compared = begins(r, m->end, CLASS_AGAINST) || token_is(r, m->end, "số") ||
                    (m->cue_end < m->left && token_is(r, m->left - 1, "năm")); /* "giảm bình quân hằng năm từ 0,3 - 0,5%" */
    return token_is(r, m->left, "từ") && (!m->range || (is_percent(m) && !compared));
}

/* "12,2%, cao hơn mức tối thiểu 8%": a bound that the figure before it is held against, no change of anything. */
static bool is_bound(const struct reading *r, const struct mention *m)
{
    bool compares = token_is(r, m->cue_end - 1, "hơn");
    for (uint32_t i = m->cue_end; compares && i < m->left; i++)
        if (token_is(r, i, "mức") || token_is(r, i, "ngưỡng") || token_is(r, i, "chuẩn"))
            return true;
    return compares && (m->qualifier == IND_QUALIFIER_AT_LEAST || m->qualifier == IND_QUALIFIER_AT_MOST) &&
           token_is(r, m->left, "mức");
}

/* "so với cùng kỳ giảm 23 vụ (17%), giảm 14 người chết": what heads the list is compared with in all of it. */
static bool share_comparison(const struct reading *r, struct mention *m)
{
    for (uint32_t n = 1; n <= LIST_REACH && m - n >= r->mentions.items; n++) {
        const struct mention *before = m - n;
        if (before->sentence != m->sentence || before->role == IND_ROLE_PLAN || is_mark(r, before->end, ';'))
            return false;
        bool headed = before->role == IND_ROLE_CHANGE && before->basis_first < before->basis_end &&
                      before->basis_end <= before->cue_first;
        if (!headed)
            continue;
        m->basis_first = before->basis_first;
        m->basis_end = before->basis_end;
        m->comparison = before->comparison;
        return true;
    }
    return false;
}

static void decide_moved(struct reading *r, struct mention *m, uint32_t limit)
{
    bool before_plan = false, earlier = false;
    if (comes_from(r, m)) {
        m->cue = CLASS_LINK;
        return;
    }
    if (is_bound(r, m)) {
        m->cue = CLASS_COUNT;
        return;
    }
    bool plan = find_plan(r, m, limit);
    if (!plan)
        earlier = find_earlier(r, m, limit) || find_behind_bracket(r, m);
    if (!plan && !earlier && !tells_earlier(r, m) && find_basis_before(r, m, &before_plan)) {
        plan = before_plan;
        earlier = !before_plan;
    }
    if (!plan && !earlier && !tells_earlier(r, m) && (m->cue == CLASS_RISE || m->cue == CLASS_FALL))
        earlier = share_comparison(r, m);
    bool of_plan = (m->cue == CLASS_EXCEED || m->cue == CLASS_SHORT) && !earlier;
    set_ratio(m, plan || of_plan ? IND_ROLE_PLAN : IND_ROLE_CHANGE, sign_of(m->cue));
    m->bare_growth = m->role == IND_ROLE_CHANGE && !earlier;
}

/* The token before `at` of the words about a figure, over a bracket; NONE where a separator or a figure ends them. */
static uint32_t word_before(const struct reading *r, uint32_t first, uint32_t at)
{
    uint32_t open = at;
    if (open > first && is_mark(r, open - 1, ')'))
        while (open > first && !is_mark(r, open - 1, '('))
            open--;
    at = open > first + 1 ? open - (open < at) : at;
    return at > first && !is_separator(r, at - 1) && r->use[at - 1] != USE_MENTION ? at - 1 : NONE;
}

/* "tốc độ tăng trưởng (GRDP) đạt 7,5% so với cùng kỳ": what is compared is itself the percentage; but "mức tăng 7,5% so
 * với cùng kỳ" is by how much something rose. */
static bool measures_rate(const struct reading *r, const struct mention *m)
{
    uint32_t first = look_back(r, m->first);
    for (uint32_t i = m->cue_first; (i = word_before(r, first, i)) != NONE;)
        if (begins(r, i, CLASS_RATE))
            return !(token_is(r, i, "mức") && begins(r, m->end, CLASS_AGAINST));
    return false;
}

/* "tăng trưởng giá trị sản xuất công nghiệp 9,5% so với năm 2022", "có mức tăng cao nhất, với 12,8% so với cùng kỳ":
 * which way it moves stands before its name. */
static int sign_before(const struct reading *r, const struct mention *m)
{
    uint32_t first = look_back(r, m->first), i = m->cue_first;
    if (m->cue != CLASS_COUNT && !(m->cue == CLASS_LINK && token_is(r, m->cue_first, "với")))
        return 0;
    i -= i > first && m->cue == CLASS_LINK && is_mark(r, i - 1, ',');
    while ((i = word_before(r, first, i)) != NONE)
        if (begins(r, i, CLASS_RISE) || begins(r, i, CLASS_FALL))
            return begins(r, i, CLASS_RISE) ? 1 : -1;
    return 0;
}

/* "đạt 79% KH, = 103,4% CK"; but "giảm 62 vụ = 4,8% so với năm trước" says once more what stands before it. */
static bool equals_anew(const struct reading *r, const struct mention *m)
{
    return m->cue_first > 0 && is_mark(r, m->cue_first, '=') && is_mark(r, m->cue_first - 1, ',');
}

/* "tiến độ gieo sạ đạt 75% (cùng kỳ 60,6%)": the same rate, then. */
static bool is_rate_of_then(const struct reading *r, const struct mention *m)
{
    const struct mention *before = m > r->mentions.items ? m - 1 : NULL;
    const struct hit *earlier = hits_before(&r->hits, m->left, CLASS_EARLIER);
    return before && earlier && earlier->first > 0 && is_mark(r, earlier->first - 1, '(') &&
           before->end + 1 == earlier->first && is_percent(before) && before->role == IND_ROLE_LEVEL;
}

static void decide_equal(struct reading *r, struct mention *m, uint32_t limit)
{
    bool before_plan = false;
    if (is_rate_of_then(r, m)) {
        m->basis_first = m->basis_end = 0;
        m->comparison = IND_COMPARISON_NONE;
        return;
    }
    if (token_is(r, m->cue_end - (m->cue_end > 0), "còn") && !begins(r, m->end, CLASS_AGAINST))
        return; /* "giảm xuống còn 12,05% vào cuối năm 2014" */
    bool shares = m->cue == CLASS_SHARE && (token_is(r, m->cue_first, "chiếm") || token_is(r, m->cue_first, "đóng"));
    bool then = hits_before(&r->hits, m->left, CLASS_AGAINST); /* "44%, tăng so với 37% của cùng kỳ" */
    if (shares || then || is_former_level(r, m))
        return;
    if (find_year_behind(r, m)) {
        set_ratio(m, IND_ROLE_CHANGE, 0);
        return;
    }
    if (find_plan(r, m, limit))
        set_ratio(m, IND_ROLE_PLAN, 0);
    else if ((m->cue != CLASS_SHARE || equals_anew(r, m)) &&
             (token_is(r, m->cue_end - 1, "bằng") || !measures_rate(r, m)) && find_earlier(r, m, limit) &&
             m->comparison != IND_COMPARISON_FIXED)
        set_ratio(m, IND_ROLE_CHANGE, sign_before(r, m));
    else if (m->cue == CLASS_EQUAL && find_basis_before(r, m, &before_plan) && before_plan)
        set_ratio(m, IND_ROLE_PLAN, 0);
}

/* "thành phố được giao 79.263 tỷ đồng", "được giao phát triển mới | 26.000 người"; but who "đã phân bổ 16 tỷ đồng" has
 * handed it out. */
static bool assigns_amount(const struct reading *r, const struct mention *m)
{
    const struct hit *deed = hits_before(&r->hits, m->left, CLASS_VERB);
    const struct hit *task = deed ? hits_before(&r->hits, deed->first, CLASS_ASSIGN) : NULL;
    if (task && token_is(r, task->first, "được") &&
        !token_is(r, deed->first, "quản")) /* "được giao quản lý 12 trường" */
        return true;
    const struct hit *assign = hits_before(&r->hits, m->left, CLASS_ASSIGN);
    bool handed_out = assign && token_is(r, assign->first, "phân"); /* "đã phân bổ", "huyện được phân bổ" */
    return m->dimension && strcmp(m->dimension, "money") == 0 && assign && !handed_out;
}

/* "còn thiếu 7 biên chế so với định mức": what is lacking is measured. */
static bool lacks(const struct reading *r, const struct mention *m)
{
    return is_count(m) && token_is(r, m->cue_first, "thiếu");
}

static void decide_amount(struct reading *r, struct mention *m, uint32_t limit)
{
    if ((m->cue == CLASS_RISE || m->cue == CLASS_FALL) && m->unit && strncmp(m->unit, "%/", 2) == 0)
        return; /* "tăng bình quân 5,5%/năm": the growth is what is measured */
    if ((m->cue == CLASS_RISE || m->cue == CLASS_FALL) && comes_from(r, m)) {
        m->cue = CLASS_LINK;
    } else if (m->cue == CLASS_RISE || m->cue == CLASS_FALL) {
        bool before_plan = false;
        if (find_plan(r, m, limit)) {
            set_excess(m);
            return;
        }
        if (!find_earlier(r, m, limit) && !find_basis_before(r, m, &before_plan))
            share_comparison(r, m);
        set_delta(m);
    } else if ((m->cue == CLASS_EXCEED || m->cue == CLASS_SHORT) && !m->parts && !lacks(r, m) &&
               find_plan(r, m, limit)) {
        set_excess(m);
    } else if (!m->parts && (states_plan(r, m) || states_plan_behind(r, m))) {
        m->states_plan = true;
    } else if (assigns_amount(r, m)) {
        m->status = IND_STATUS_TARGET;
    } else if (m->cue == CLASS_SHARE && token_is(r, m->cue_first, "tương")) {
        m->cue = CLASS_LINK; /* "tăng 13%, tương đương 5,2 tỷ đồng": link.c asks what stands before */
    } else if (m->cue == CLASS_EXCEED || m->cue == CLASS_SHORT ||
               m->cue == CLASS_SHARE) { /* "thiếu 5.100 giáo viên" is a level */
        m->cue = CLASS_COUNT;
        m->cue_first = m->cue_end = m->left;
    }
}

/* "42,1%/KH 41,5%", "42,1% (kế hoạch năm 2023 là 41,5%)", "16,76%, kế hoạch là 16,5%": a slash, a bracket or a comma
 * before the plan's noun, and a percentage before that. */
static bool is_set_against(const struct reading *r, const struct mention *m)
{
    const struct mention *before = m > r->mentions.items ? m - 1 : NULL;
    if (m->basis_first == 0 || !before || before->sentence != m->sentence)
        return false;
    uint32_t at = m->basis_first - 1;
    bool marked = is_mark(r, at, '/') || is_mark(r, at, '(');
    bool near = before->end <= at && at - before->end < 2 && is_percent(before) && before->role == IND_ROLE_LEVEL;
    return marked || (near && (is_mark(r, at, ',') || begins(r, at, CLASS_EXCEED) || begins(r, at, CLASS_SHORT)));
}

/* "BHYT 91,8%, chưa đạt kế hoạch (93%)": the plan that a rate missed stands in a bracket behind its noun. */
static bool is_missed_plan(const struct reading *r, const struct mention *m)
{
    const struct mention *before = m > r->mentions.items ? m - 1 : NULL;
    bool bracketed = is_mark(r, m->left - 1, '(') && m->basis_end == m->left - 1 && is_mark(r, m->end, ')');
    if (!bracketed || !before || before->sentence != m->sentence || !is_percent(before) ||
        before->role != IND_ROLE_LEVEL)
        return false;
    return hits_before(&r->hits, m->basis_first, CLASS_SHORT) != NULL && m->basis_first <= before->end + 4;
}

/* "(chỉ tiêu kế hoạch là 3,88%)" beside a percentage is its plan, "chỉ tiêu đề ra là 95%" alone is aimed at. */
static bool decide_stated_percentage(const struct reading *r, struct mention *m)
{
    if (!is_percent(m) || sign_of(m->cue) != 0 || !states_plan(r, m))
        return false;
    if (is_set_against(r, m) || is_missed_plan(r, m)) {
        m->states_plan = true;
        return true;
    }
    m->basis_first = m->basis_end = 0;
    m->basis_code = IND_BASIS_NONE;
    if (!token_is(r, m->left - 1, "là"))
        return false;
    m->status = IND_STATUS_TARGET;
    return true;
}

/* "đàn trâu 141 nghìn con (-2,5%)", "(+1,8%)": a sign right behind a bracket. */
static bool is_signed(const struct reading *r, const struct mention *m)
{
    if (m->first < 2 || m->left != m->first || !is_mark(r, m->first - 2, '('))
        return false;
    return is_mark(r, m->first - 1, '+') ||
           (is_mark(r, m->first - 1, '-') && is_tight(r, m->first)); /* "(+ 1,5 tạ/ha)" */
}

static void decide_signed(const struct reading *r, struct mention *m, uint32_t limit)
{
    bool falls = is_mark(r, m->first - 1, '-');
    m->cue = falls ? CLASS_FALL : CLASS_RISE;
    m->cue_first = m->cue_end = m->left = m->first - 1;
    const struct hit *said = hits_before(&r->hits, m->first - 2, m->cue);
    if (said) /* "đàn trâu tiếp tục giảm (-3%)" */
        set_cue(m, said);
    bool compared = find_earlier(r, m, limit);
    if (m->unit && strcmp(m->unit, "%") == 0) {
        set_ratio(m, IND_ROLE_CHANGE, falls ? -1 : 1);
        m->bare_growth = !compared;
    } else {
        set_delta(m);
    }
}

/* "thấp hơn 0,8 điểm phần trăm so với kế hoạch", "… so với cùng kỳ" */
static void decide_points(const struct reading *r, struct mention *m, uint32_t limit)
{
    if (find_plan(r, m, limit)) {
        set_excess(m);
        return;
    }
    find_earlier(r, m, limit);
    set_delta(m);
}

static void decide(struct reading *r, uint32_t index)
{
    struct mention *m = &r->mentions.items[index];
    if (m->states_plan || m->tabular)
        return;
    if (is_signed(r, m)) {
        decide_signed(r, m, right_limit(r, index));
        return;
    }
    find_cue(r, m);
    find_parted_move(r, m);
    find_move_of_list(r, m);
    share_cue(r, m, index ? m - 1 : NULL);
    uint32_t limit = right_limit(r, index);
    if (is_multiple(r, m))
        decide_multiple(r, m, limit);
    else if (unit_is(m, "[pp]") && (m->cue == CLASS_RISE || m->cue == CLASS_FALL)) {
        decide_points(r, m, limit);
    } else if (decide_stated_percentage(r, m))
        ;
    else if (is_percent(m) && sign_of(m->cue) != 0)
        decide_moved(r, m, limit);
    else if (is_percent(m))
        decide_equal(r, m, limit);
    else
        decide_amount(r, m, limit);
    share_comparisons(r, index ? m - 1 : NULL, m);
    for (uint32_t i = index; i > 0 && !r->mentions.items[i].beside; i--)
        if (!share_basis(r, &r->mentions.items[i - 1], &r->mentions.items[i]))
            break;
}

int role_read(struct reading *r)
{
    for (uint32_t i = 0; i < r->mentions.count; i++)
        decide(r, i);
    return IND_OK;
}
