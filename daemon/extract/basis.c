/* What a figure is held against: a plan noun and who assigned it, or an earlier period; behind the figure, or before
 * its cue. Fills the mention's basis and decides nothing: what role follows is role.c's, which level it hangs on
 * link.c's. */
#include "daemon/extract/basis.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/ratio.h"

/* How far behind a percentage its plan or comparison may begin, in tokens. */
#define BASIS_REACH 5
#define EARLIER_REACH 14

/* "vụ đông xuân năm trước": the earlier time stands at most so far behind the season's first word. */
#define SEASON_TOKENS 5

/* --- plans -------------------------------------------------------------------------------------------------------- */

static ind_basis basis_named(const char *name)
{
    static const char *const names[] = {"", "plan", "budget", "target", "resolution"};
    for (int i = 1; name && i < 5; i++)
        if (strcmp(name, names[i]) == 0)
            return (ind_basis)i;
    return IND_BASIS_NONE;
}

static ind_admin_level level_named(const char *name)
{
    static const struct {
        const char *name;
        ind_admin_level level;
    } names[] = {
        {"central", IND_LEVEL_COUNTRY}, {"province", IND_LEVEL_PROVINCE}, {"district", IND_LEVEL_DISTRICT},
        {"commune", IND_LEVEL_COMMUNE}, {"own", IND_LEVEL_OWN},
    };
    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i].name) == 0)
            return names[i].level;
    return IND_LEVEL_NONE;
}

/* "tỉnh giao", "được Tổng cục giao", "của Bộ Tài chính giao", "HĐND huyện giao": the words between the plan noun and
 * the verb of giving, or the assigner's own words where the verb is left out. */
static void read_assigner(const struct reading *r, struct mention *m, uint32_t limit)
{
    uint32_t first = m->basis_end;
    while (first < limit && (token_is(r, first, "của") || token_is(r, first, "được") || token_is(r, first, "do") ||
                             token_is(r, first, "mà") || token_is(r, first, "năm") || r->use[first] == USE_TIME))
        first++;
    uint32_t verb = first;
    while (verb < limit && verb < first + 9 && !begins(r, verb, CLASS_ASSIGN))
        verb++;
    bool given = verb < limit && begins(r, verb, CLASS_ASSIGN);
    for (uint32_t i = first; i < limit && i <= (given ? verb : first); i++) {
        const struct hit *hit = hits_at(&r->hits, i, CLASS_ASSIGNER);
        if (!hit)
            continue;
        m->assigner_first = first;
        m->assigner_end = given && verb > i ? verb : i + hit->count;
        m->assigner_level = level_named(hit->entry->value);
        break;
    }
    const struct hit *assign = given ? hits_at(&r->hits, verb, CLASS_ASSIGN) : NULL;
    uint32_t end = assign ? verb + assign->count : m->assigner_end;
    if (end > m->basis_end)
        m->basis_end = end;
}

void set_plan_basis(const struct reading *r, struct mention *m, const struct hit *plan, uint32_t limit)
{
    m->basis_first = plan->first;
    m->basis_end = plan->first + plan->count;
    m->basis_code = basis_named(plan->entry->value);
    read_assigner(r, m, limit);
}

/* "tỉnh giao", "Trung ương giao": a plan by whom it was given alone. */
static bool set_given_plan(const struct reading *r, struct mention *m, uint32_t at)
{
    const struct hit *giver = hits_at(&r->hits, at, CLASS_ASSIGNER);
    uint32_t verb = giver ? at + giver->count : at;
    if (!giver || !token_is(r, verb, "giao"))
        return false;
    m->basis_first = at;
    m->basis_end = verb + 1;
    m->basis_code = IND_BASIS_PLAN;
    m->assigner_first = at;
    m->assigner_end = verb;
    m->assigner_level = level_named(giver->entry->value);
    return true;
}

/* "cao hơn kế hoạch 12%", "thấp hơn so với dự toán tỉnh giao 5 tỷ đồng": the plan stands between the cue and the
 * figure. */
const struct hit *cue_before_plan(const struct reading *r, struct mention *m)
{
    static const enum entry_class cues[] = {CLASS_EXCEED, CLASS_SHORT, CLASS_RISE, CLASS_FALL};
    struct mention said = *m;
    if (m->left == 0 || token_is(r, m->left - 1, "là") || is_mark(r, m->left - 1, ':') || !states_plan(r, &said))
        return NULL;
    uint32_t end = said.basis_first;
    const struct hit *plan = hits_at(&r->hits, end, CLASS_PLAN), *against = hits_before(&r->hits, end, CLASS_AGAINST);
    if (against)
        end = against->first;
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
        const struct hit *cue = hits_before(&r->hits, end, cues[i]);
        bool compares = cue && (against || cues[i] == CLASS_EXCEED || token_is(r, end - 1, "hơn"));
        if (!compares || !plan)
            continue;
        set_plan_basis(r, m, plan, m->left);
        return cue;
    }
    return NULL;
}

/* "cao hơn vụ xuân năm 2020 1,7 tạ/ha": the time it is compared with stands between the cue and the figure. */
const struct hit *cue_before_time(const struct reading *r, struct mention *m)
{
    static const enum entry_class cues[] = {CLASS_RISE, CLASS_FALL};
    uint32_t floor = look_back(r, m->first), end = m->left;
    while (end > floor && r->use[end - 1] == USE_TIME)
        end--;
    uint32_t time = end;
    const struct hit *against = hits_before(&r->hits, end, CLASS_AGAINST);
    if (against)
        end = against->first;
    for (size_t i = 0; time < m->left && i < sizeof cues / sizeof *cues; i++) {
        const struct hit *cue = hits_before(&r->hits, end, cues[i]);
        if (!cue || !(against || token_is(r, end - 1, "hơn")))
            continue;
        m->basis_first = time;
        m->basis_end = m->left;
        m->comparison = IND_COMPARISON_YEAR_ON_YEAR;
        return cue;
    }
    return NULL;
}

/* Words and marks between a figure and its plan: "so với", "cả", "tỉnh", a time, a bracket. */
static bool leads_to_plan(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"với", "của", "tổng", "các", "mức", "cả", "theo"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, at, words[i]))
            return true;
    return begins(r, at, CLASS_AGAINST) || begins(r, at, CLASS_ASSIGNER) || r->use[at] == USE_TIME ||
           is_mark(r, at, ',') || is_mark(r, at, '(') || is_mark(r, at, ')');
}

/* A plan noun within reach behind the figure, with only words between; or one that its cue is said of already. */
bool find_plan(const struct reading *r, struct mention *m, uint32_t limit)
{
    if (m->basis_code != IND_BASIS_NONE && m->basis_first < m->basis_end && m->basis_end <= m->left)
        return true;
    for (uint32_t i = m->end; i < limit && i <= m->end + BASIS_REACH; i++) {
        const struct hit *plan = hits_at(&r->hits, i, CLASS_PLAN);
        if (plan) {
            set_plan_basis(r, m, plan, limit);
            return true;
        }
        if (set_given_plan(r, m, i)) /* "vượt 51% so với tỉnh giao" */
            return true;
        const struct hit *measure = hits_at(&r->hits, i, CLASS_MEASURE);
        if (measure && i == m->end) { /* "80% diện tích so với kế hoạch" */
            i += measure->count - 1;
            continue;
        }
        if (!leads_to_plan(r, i))
            return false;
    }
    return false;
}

/* "kế hoạch 500 ha", "dự toán năm 2019 là 650 tấn": walking back over time, assigner and "là" meets a plan noun. */
bool states_plan(const struct reading *r, struct mention *m)
{
    uint32_t first = r->sentences.items[m->sentence].first, end = m->left;
    while (end > first) {
        const struct hit *plan = hits_before(&r->hits, end, CLASS_PLAN);
        if (plan && r->use[plan->first] == USE_FREE) {
            m->basis_first = plan->first;
            m->basis_end = plan->first + plan->count;
            m->basis_code = basis_named(plan->entry->value);
            return true;
        }
        const struct hit *skip = hits_before(&r->hits, end, CLASS_ASSIGNER);
        if (!skip)
            skip = hits_before(&r->hits, end, CLASS_ASSIGN);
        if (skip)
            end = skip->first;
        else if (token_is(r, end - 1, "cả") || token_is(r, end - 1, "năm") || r->use[end - 1] == USE_TIME ||
                 token_is(r, end - 1, "là") || is_mark(r, end - 1, ':') || token_is(r, end - 1, "được") ||
                 (end == m->left && is_mark(r, end - 1, '(') && is_mark(r, m->end, ')')))
            end--;
        else
            return false;
    }
    return false;
}

/* "520 ha/500 ha kế hoạch": the plan behind a slash, its noun behind it. */
bool states_plan_behind(const struct reading *r, struct mention *m)
{
    const struct hit *plan = hits_at(&r->hits, m->end, CLASS_PLAN);
    if (m->left == 0 || !is_mark(r, m->left - 1, '/'))
        return false;
    if (!plan) { /* "46.230 ha/45.800 ha" */
        m->basis_first = m->basis_end = m->end;
        return m > r->mentions.items && m[-1].end == m->left - 1 && !is_count(m) && m->unit && unit_is(&m[-1], m->unit);
    }
    set_plan_basis(r, m, plan, m->end + plan->count);
    return true;
}

/* "mía 232 ha, đạt 58% kế hoạch; hoàn thành 100% chỉ tiêu trồng rừng": the plan of something else, named behind it. */
bool plan_names_another(const struct reading *r, const struct mention *m)
{
    uint32_t at = m->basis_end;
    uint32_t first = r->sentences.items[m->sentence].first;
    if (m->cue_first == first + 2 && token_is(r, first + 1, "năm")) /* "Hằng năm hoàn thành 100% chỉ tiêu giao quân" */
        first += 2;
    bool opens = m->cue_first == first || (m->cue_first && is_mark(r, m->cue_first - 1, ';'));
    return m->role == IND_ROLE_PLAN && is_percent(m) && opens && m->basis_first >= m->end &&
           is_kind(r, at, TOKEN_WORD) && r->use[at] == USE_FREE && skip_empty(r, at, at + 1) == at &&
           !begins(r, at, CLASS_TIME_UNIT) && !begins(r, at, CLASS_CLAUSE) && !begins(r, at, CLASS_STOP) &&
           !begins(r, at, CLASS_ASSIGNER);
}

/* --- earlier periods ---------------------------------------------------------------------------------------------- */

ind_comparison comparison_named(const char *name)
{
    static const char *const names[] = {"", "year_on_year", "previous_period", "period_start", "term", "fixed"};
    for (int i = 1; name && i < 6; i++)
        if (strcmp(name, names[i]) == 0)
            return (ind_comparison)i;
    return IND_COMPARISON_NONE;
}

/* A comparison begins; "giá so sánh" begins none. */
static const struct hit *against_at(const struct reading *r, uint32_t at)
{
    const struct hit *against = hits_at(&r->hits, at, CLASS_AGAINST);
    return against && against->count == 1 && token_is(r, at + 1, "sánh") ? NULL : against;
}

/* "so với tháng 12/2022 tăng 3,12% và so với cùng kỳ …": the figure's own comparison opens its comma piece. */
static bool compares_before(const struct reading *r, const struct mention *m)
{
    uint32_t at = m->cue_first, floor = look_back(r, m->first);
    while (at > floor && !is_separator(r, at - 1) && r->use[at - 1] != USE_MENTION)
        at--;
    return at < m->cue_first && against_at(r, at) != NULL;
}

/* "so với ước thực hiện năm 2021", "so với bình quân cùng kỳ": words before the period itself. */
static bool is_said_of_basis(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"bình", "quân", "ước", "thực", "hiện", "mức", "số"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, at, words[i]))
            return true;
    return false;
}

static uint32_t skip_said_of_basis(const struct reading *r, uint32_t at, uint32_t limit)
{
    while (at < limit && is_said_of_basis(r, at))
        at++;
    return at;
}

/* "tăng 5% so với tháng 12 và so với cùng kỳ tăng 7%": the comparison behind "và" has a figure of its own. */
static bool is_of_next_figure(const struct reading *r, uint32_t at)
{
    if (!token_is(r, at, "và") || !against_at(r, at + 1))
        return false;
    for (uint32_t i = at + 1; i < at + EARLIER_REACH && i < r->tokens.count && !is_separator(r, i); i++)
        if (begins(r, i, CLASS_RISE) || begins(r, i, CLASS_FALL))
            return true;
    return false;
}

/* The earlier period of a comparison [first, end), or right behind it: "so với cùng kỳ" has it within. */
static const struct hit *earlier_named(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (begins(r, i, CLASS_EARLIER))
            return hits_at(&r->hits, i, CLASS_EARLIER);
    const struct hit *named = hits_at(&r->hits, end, CLASS_EARLIER);
    for (uint32_t i = end; token_is(r, end, "vụ") && !named && i < end + SEASON_TOKENS && is_kind(r, i, TOKEN_WORD); i++)
        named = hits_at(&r->hits, i, CLASS_EARLIER); /* "vụ đông xuân | năm trước" */
    return named;
}

/* Behind the time that an earlier period is said with: "cùng kỳ năm 2019", "tháng 12 năm trước". */
static uint32_t earlier_end(const struct reading *r, uint32_t at, uint32_t limit)
{
    while (at < limit &&
           (r->use[at] == USE_TIME || token_is(r, at, "trước") || token_is(r, at, "cuối") || token_is(r, at, "đầu")))
        at++;
    return at;
}

/* The basis that stands at `at`: an earlier period by its name, a time, or whatever the words up to a stop say. */
static void set_earlier_basis(const struct reading *r, struct mention *m, const struct hit *named, uint32_t at,
                              uint32_t limit)
{
    if (named && named->first + named->count > at)
        at = named->first + named->count;
    m->basis_first = named ? named->first : at;
    m->basis_end = earlier_end(r, at, limit);
    m->comparison = named ? comparison_named(named->entry->value) : IND_COMPARISON_YEAR_ON_YEAR;
    if (named || m->basis_end > at)
        return;
    uint32_t before = at;
    while (before < at + SEASON_TOKENS && !token_is(r, before, "trước"))
        before++;
    if (token_is(r, at, "vụ") && token_is(r, before, "trước")) { /* "vụ đông xuân trước" */
        m->basis_end = before + 1;
        return;
    }
    m->comparison = IND_COMPARISON_FIXED;
    while (m->basis_end < limit && !begins(r, m->basis_end, CLASS_STOP))
        m->basis_end++;
}

/* "so với cùng kỳ", "cùng kỳ năm 2019", "so với năm 2019": what a figure is compared with. */
bool find_earlier(const struct reading *r, struct mention *m, uint32_t limit)
{
    if (m->basis_first < m->basis_end && m->basis_end <= m->left)
        return true;
    if (is_of_next_figure(r, m->end) || (token_is(r, m->end, "và") && compares_before(r, m)))
        return false;
    for (uint32_t i = m->end; i < limit && i < m->end + EARLIER_REACH; i++) {
        const struct hit *against = against_at(r, i), *earlier = hits_at(&r->hits, i, CLASS_EARLIER);
        if (!against && (!earlier || r->use[i] == USE_TIME)) /* "trong 9 tháng đầu năm nay" */
            continue;
        uint32_t at = against ? skip_said_of_basis(r, i + against->count, limit) : i;
        if (against && begins(r, at, CLASS_PLAN))
            return false;
        bool within = against && against->count > 1;
        set_earlier_basis(r, m, earlier ? earlier : earlier_named(r, within ? i : at, at), at, limit);
        return true;
    }
    return false;
}

/* "Các mặt hàng tăng so với cùng kỳ: thép tăng 21%; dầu tăng 14%": a colon, "như" or "trong đó" parts the comparison
 * from the list. */
static bool heads_list(const struct reading *r, uint32_t at, uint32_t end)
{
    for (uint32_t i = at; i < end && r->use[i] != USE_MENTION; i++)
        if (is_mark(r, i, ':') || token_is(r, i, "như") || (token_is(r, i, "trong") && token_is(r, i + 1, "đó")))
            return true;
    return false;
}

bool tells_earlier(const struct reading *r, const struct mention *m)
{
    uint32_t at = m->cue_first, floor = look_back(r, m->first);
    while (at > floor && !is_separator(r, at - 1) && r->use[at - 1] != USE_MENTION)
        at--;
    return begins(r, at, CLASS_EARLIER) && at < m->cue_first;
}

/* "bằng 41% năm 2021": of the year right behind. */
bool find_year_behind(const struct reading *r, struct mention *m)
{
    bool compares = m->cue == CLASS_TIMES || (m->dimension && strcmp(m->dimension, "times") == 0) ||
                    (m->cue == CLASS_EQUAL && token_is(r, m->cue_end - 1, "bằng"));
    if (!compares || m->end >= r->tokens.count || r->use[m->end] != USE_TIME)
        return false;
    m->basis_first = m->basis_end = m->end;
    while (m->basis_end < r->tokens.count && r->use[m->basis_end] == USE_TIME)
        m->basis_end++;
    m->comparison = IND_COMPARISON_YEAR_ON_YEAR;
    return true;
}

/* "tăng 38% (tương đương 1.435 tỷ đồng) so với cùng kỳ": the comparison stands behind the bracket. */
bool find_behind_bracket(const struct reading *r, struct mention *m)
{
    uint32_t close = m->end;
    if (!is_mark(r, m->end, '('))
        return false;
    while (close < m->end + 12 && !is_kind(r, close, TOKEN_BREAK) && !is_mark(r, close, ')'))
        close++;
    if (!is_mark(r, close, ')') || !begins(r, close + 1, CLASS_AGAINST))
        return false;
    struct mention behind = {.end = close + 1, .first = m->first, .left = m->left};
    if (!find_earlier(r, &behind, close + 9))
        return false;
    m->basis_first = behind.basis_first;
    m->basis_end = behind.basis_end;
    m->comparison = behind.comparison;
    return true;
}

/* --- either, before the cue --------------------------------------------------------------------------------------- */

/* Behind "cùng kỳ" and the time that goes with it: "cùng kỳ năm 2019". */
static uint32_t time_end(const struct reading *r, const struct hit *earlier, uint32_t limit)
{
    uint32_t end = earlier->first + earlier->count;
    while (end < limit && (r->use[end] == USE_TIME || token_is(r, end, "trước") || token_is(r, end, "của")))
        end++;
    return end < limit ? end : limit;
}

/* What the comparison before the cue names, at `at` behind "so với": an earlier period, a time, or a phrase. */
static void set_compared_before(const struct reading *r, struct mention *m, const struct hit *earlier, uint32_t at)
{
    m->basis_first = earlier ? earlier->first : at;
    m->comparison = earlier ? comparison_named(earlier->entry->value) : IND_COMPARISON_YEAR_ON_YEAR;
    uint32_t end = earlier ? time_end(r, earlier, m->cue_first) : earlier_end(r, at, m->cue_first);
    bool told = earlier || end > at;
    while (!told && end < m->cue_first && !is_separator(r, end))
        end++;
    m->basis_end = end;
}

/* The earlier period of the words "so với": within them ("so với cùng kỳ") or behind. */
static const struct hit *earlier_of(const struct reading *r, const struct hit *against)
{
    uint32_t end = against->first + against->count;
    return earlier_named(r, against->count > 1 ? against->first : end, end);
}

/* "đạt 41% so kế hoạch, tăng 10,6%": the plan at `at` is of the figure before. */
static bool is_plan_of_another(const struct mention *m, const struct reading *r, uint32_t at, bool listed)
{
    bool others = m > r->mentions.items && m[-1].sentence == m->sentence && at >= m[-1].end && at < m[-1].basis_end;
    return (others || listed) && sign_of(m->cue) != 0;
}

/* Where the bracket opens that closes at `at`; `at` itself where none does, or it goes further back than `first`. */
static uint32_t bracket_open(const struct reading *r, uint32_t first, uint32_t at)
{
    uint32_t open = at;
    while (is_mark(r, at, ')') && open > first && !is_mark(r, open, '('))
        open--;
    return is_mark(r, open, '(') ? open : at;
}

/* "So với cùng kỳ năm trước, thu ngân sách tăng 13%": the basis stands before the cue, in its sentence. */
bool find_basis_before(const struct reading *r, struct mention *m, bool *ret_plan)
{
    uint32_t first = look_back(r, m->first), commas = 0;
    bool listed = false; /* only what heads the whole list may stand before other figures, or farther off */
    for (uint32_t i = m->cue_first; i-- > first;) {
        i = bracket_open(r, first, i); /* "so với cùng kỳ (163 ca mắc, 63 ca tử vong), số mắc giảm 62%" */
        commas += is_mark(r, i, ',');
        listed |= r->use[i] == USE_MENTION || is_mark(r, i, ';') || commas > 1;
        const struct hit *against = against_at(r, i);
        if (!against || (listed && !heads_list(r, i, m->cue_first)))
            continue;
        const struct hit *plan = hits_at(&r->hits, i + against->count, CLASS_PLAN);
        if (plan && is_plan_of_another(m, r, i, listed))
            continue;
        *ret_plan = plan != NULL;
        if (plan)
            set_plan_basis(r, m, plan, m->cue_first);
        else
            set_compared_before(r, m, earlier_of(r, against), i + against->count);
        return true;
    }
    return false;
}
