/* What a percentage is that no word calls a share, a plan or a change, by the level that it stands beside. Decides the
 * role and the owner where that is no anchor; everything else of hanging is link.c's. */
#include "daemon/extract/lone.h"
#include "daemon/extract/basis.h"
#include "daemon/extract/match.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/ratio.h"
#include "daemon/extract/series.h"

/* How many mentions back a whole or a comparison is looked for. */
#define WHOLE_REACH 6

/* How many mentions on a list of levels with their changes is looked at. */
#define LIST_REACH 6

/* The name of a rate that a count is part of has more words before it than these. */
#define RATE_WORDS 3

/* The words of a share's whole are no more than these. */
#define WHOLE_TOKENS 8

static bool is_part_of(const struct mention *level, const struct mention *m)
{
    if (!level->parts || !m->value.known)
        return false;
    ind_decimal exact = decimal_shift(decimal_divide(level->part, level->whole), 2);
    ind_decimal off = decimal_subtract(exact, m->value);
    off.negative = false;
    return off.known && decimal_compare(off, decimal_of(11, -1)) < 0;
}

/* "phát hiện 64 ổ dịch, đã xử lý 61 ổ, đạt 95,3%": the whole is an earlier level that counts the same noun. */
static bool is_part_of_earlier(const struct reading *r, const struct mention *level, const struct mention *m)
{
    if (level->counted_first >= level->counted_end || !level->value.known)
        return false;
    uint32_t symbol = token_at(r, level->counted_first)->symbol;
    for (uint32_t n = 1; symbol && n <= WHOLE_REACH && level - n >= r->mentions.items; n++) {
        const struct mention *whole = level - n;
        bool same = is_count(whole) && token_at(r, whole->counted_first)->symbol == symbol;
        if (whole->role != IND_ROLE_LEVEL || !same || !whole->value.known || decimal_is_zero(whole->value))
            continue;
        struct mention parts = {.parts = true, .part = level->value, .whole = whole->value};
        if (is_part_of(&parts, m))
            return true;
    }
    return false;
}

/* "200/264 xã và 1 huyện đạt chuẩn (chiếm 75,75% tổng số xã)": the part of a whole that the percentage restates. */
static uint32_t level_of_share(const struct reading *r, const struct mention *m)
{
    for (uint32_t i = (uint32_t)(m - r->mentions.items), n = 0; i-- > 0 && n < WHOLE_REACH; n++) {
        const struct mention *level = &r->mentions.items[i];
        if (level->sentence != m->sentence)
            return NONE;
        if (level->role == IND_ROLE_LEVEL && level->owner == NONE && is_part_of(level, m))
            return i;
    }
    return NONE;
}

/* "7.491 em đỗ/8.292 em dự thi, đạt 90,34%": the whole stands behind a slash, in words of its own. */
static bool is_part_of_next(const struct reading *r, const struct mention *level, const struct mention *m)
{
    const struct mention *whole = level + 1;
    if (whole >= m || !is_count(whole) || whole->left == 0 || !is_mark(r, whole->left - 1, '/') ||
        decimal_is_zero(whole->value))
        return false;
    struct mention parts = {.parts = true, .part = level->value, .whole = whole->value};
    return is_part_of(&parts, m);
}

/* Behind the words of the whole that a share at `at` is of: "76% | tổng mức và tăng 10%". */
static uint32_t end_of_whole(const struct reading *r, uint32_t at)
{
    uint32_t end = at;
    while (end < at + WHOLE_TOKENS && is_kind(r, end, TOKEN_WORD) && r->use[end] == USE_FREE &&
           !begins(r, end, CLASS_EQUAL) && !begins(r, end, CLASS_RISE) && !begins(r, end, CLASS_FALL) &&
           !(token_is(r, end, "và") && (end == at || begins(r, end + 1, CLASS_RISE) || begins(r, end + 1, CLASS_FALL))))
        end++;
    return end > at && token_is(r, end - 1, "và") ? end - 1 : end;
}

/* "xi măng 5,9 triệu tấn, bằng 88,7%; giày da 3,9 triệu đôi, tăng 27,4%": what other levels of the list are told with.
 */
static bool is_listed_with_changes(const struct reading *r, const struct mention *m)
{
    const struct mention *end = r->mentions.items + r->mentions.count;
    uint32_t changes = 0;
    for (const struct mention *other = m + 1; other < end && other->sentence == m->sentence && other <= m + LIST_REACH;
         other++) {
        if (other->role == IND_ROLE_PLAN)
            return false;
        bool separate = other > m + 1 && other[-1].role == IND_ROLE_LEVEL;
        changes += separate && other->role == IND_ROLE_CHANGE && other->bare_growth;
    }
    return changes > 0;
}

/* "Trong đó, miền Bắc đạt 172 ha, bằng 98,7%": the parts of what the sentence before told. */
static bool tells_parts(const struct reading *r, uint32_t sentence)
{
    return begins(r, r->sentences.items[sentence].first, CLASS_PARTS);
}

/* "… tăng 6% so với quý II; 5.430 giao dịch, bằng 85,1%": the text compares already, and goes on with the same time. */
static bool goes_on_comparing(const struct reading *r, struct mention *m, const struct anchor *anchor)
{
    if (!token_is(r, m->cue_end - 1, "bằng"))
        return false;
    uint32_t earliest = m->sentence - (m->sentence > 0 && tells_parts(r, m->sentence));
    for (uint32_t n = 1, i = anchor->mention; n <= WHOLE_REACH && i-- > 0; n++) {
        const struct mention *before = &r->mentions.items[i];
        if (before->sentence < earliest)
            break;
        if (before->role != IND_ROLE_PLAN && before->role != IND_ROLE_CHANGE)
            continue;
        if (before->role == IND_ROLE_CHANGE && m->basis_first >= m->basis_end)
            copy_basis(m, before);
        return before->role == IND_ROLE_CHANGE;
    }
    return is_listed_with_changes(r, m);
}

/* "cây lương thực 71.838 ha (đạt 57,47%); cây có củ 19.604 ha (81,24%)": the first bracket of the list tells what they
 * are. */
static bool lists_plans(const struct reading *r, const struct mention *m)
{
    const struct mention *before = m - r->mentions.items >= 2 ? m - 2 : NULL;
    return before && before->role == IND_ROLE_PLAN && before->sentence == m->sentence && is_percent(before) &&
           (is_mark(r, before->end, ')') || is_mark(r, before->basis_end, ')')) && m[-1].role == IND_ROLE_LEVEL &&
           !m[-1].parts;
}

/* "12 địa phương có tỷ lệ giải ngân đạt trên 45%": the percentage is a rate's. */
static bool names_rate(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (begins(r, i, CLASS_RATE))
            return true;
    return false;
}

/* "11 tỉnh tăng trên 20%", "1 địa phương giải ngân đạt 20%": what those are that are counted, no figure of how many. */
bool tells_which(const struct reading *r, const struct mention *m)
{
    const struct mention *counted = m > r->mentions.items ? m - 1 : NULL;
    if (!counted || counted->sentence != m->sentence || !is_count(counted) || !is_percent(m) ||
        m->basis_first >= m->end)
        return false;
    if (!begins(r, counted->counted_first, CLASS_ADMIN) && !begins(r, counted->counted_first, CLASS_ACTOR))
        return false;
    for (uint32_t i = counted->end; i < m->left; i++)
        if (is_separator(r, i) || token_is(r, i, "và"))
            return false;
    return true;
}

/* "đạt 86%", "bằng 86%"; "mới đạt 18%". */
static bool says_reached(const struct reading *r, const struct mention *m)
{
    return m->cue == CLASS_EQUAL ||
           (m->cue == CLASS_LINK && m->cue_end > m->cue_first && token_is(r, m->cue_end - 1, "đạt"));
}

/* "tỷ lệ trẻ tiêm đủ 8 loại vắc xin | đạt 78,6%": a count that is part of the rate's name. */
static bool is_within_rate(const struct reading *r, const struct mention *level, const struct mention *m)
{
    uint32_t floor = r->sentences.items[m->sentence].first, at = level->left;
    for (uint32_t i = level->end; i < m->cue_first; i++)
        if (is_separator(r, i))
            return false;
    while (at > floor && !is_separator(r, at - 1) && r->use[at - 1] != USE_MENTION)
        at--;
    return is_count(level) && begins(r, at, CLASS_RATE) && at + RATE_WORDS < level->left;
}

/* "11 tổ chức đảng hoàn thành xuất sắc nhiệm vụ, đạt 18,6%", "đảng viên hoàn thành tốt nhiệm vụ là 6.999 đồng chí, đạt
 * 71%": those of a body that reached something are a part of it. Who does ("hoàn thành 12 nhà") does what was planned.
 */
static bool counts_who_reached(const struct reading *r, const struct mention *level, const struct mention *m)
{
    if (!is_count(level) || !m->value.known || decimal_compare(m->value, decimal_of(100, 0)) > 0)
        return false;
    bool reached = begins(r, level->counted_end, CLASS_EQUAL);
    for (uint32_t i = level->subject_first + 1; i < level->cue_first && !reached; i++)
        reached = begins(r, i, CLASS_EQUAL) && !begins(r, level->subject_first, CLASS_VERB);
    return reached;
}

/* "tăng 3,4%, đóng góp 6%": no share of a percentage, but a measure of its own, whose words the cue's are. */
static void take_for_indicator(struct mention *m)
{
    m->subject_first = m->cue_first;
    m->subject_end = m->cue_first = m->cue_end = m->left;
    m->cue = CLASS_COUNT;
}

/* "chiếm 62,5%", "(62,5%)", "đạt 99% số người …" behind a level: its share. "đạt 86%" behind one: its plan. */
void read_lone_percentage(struct reading *r, struct mention *m, const struct anchor *anchor)
{
    bool handed =
        m->cue == CLASS_SHARE && is_respective(r, m->left); /* "… lớn nhất, chiếm lần lượt 22,4%, 20% và 7,1%" */
    if (has_subject(m) || !reaches(r, anchor, m) || tells_which(r, m) || handed || tells_earlier(r, m))
        return;
    const struct mention *level = &r->mentions.items[anchor->mention];
    if (level->role != IND_ROLE_LEVEL)
        return;
    bool of_whole = token_is(r, m->end, "số") || token_is(r, m->end, "tổng") || token_is(r, m->end, "diện") ||
                    token_is(r, m->end, "dân");
    bool cued = m->cue == CLASS_SHARE || m->cue == CLASS_EQUAL || m->cue == CLASS_LINK;
    bool ends_clause = !is_kind(r, m->end, TOKEN_WORD) || begins(r, m->end, CLASS_CLAUSE) || token_is(r, m->end, "do");
    if (unit_is(level, "%") && m->cue == CLASS_SHARE && token_is(r, m->cue_first, "đóng")) {
        take_for_indicator(m);
        return;
    }
    if ((unit_is(level, "%") && m->cue != CLASS_SHARE) || names_rate(r, level->end, m->cue_first) ||
        (says_reached(r, m) && is_within_rate(r, level, m)))
        return;
    bool tells_own = m->cue == CLASS_LINK && (token_is(r, m->cue_first, "có") || token_is(r, m->cue_first, "với"));
    bool parts = is_part_of(level, m) || is_part_of_next(r, level, m);
    if (m->cue == CLASS_SHARE || parts || (cued && of_whole && !tells_own)) {
        if (!parts)
            m->owner = level_of_share(r, m);
        set_ratio(m, IND_ROLE_SHARE, 0);
        m->basis_first = m->end;
        m->basis_end = end_of_whole(r, m->end);
    } else if (says_reached(r, m) && ends_clause && (m->owner = level_of_share(r, m)) != NONE)
        set_ratio(m, IND_ROLE_SHARE, 0); /* "24/30 hộ đạt 8 tiêu chí, bằng 80%" */
    else if (is_part_of_earlier(r, level, m) || (says_reached(r, m) && ends_clause && counts_who_reached(r, level, m)))
        set_ratio(m, IND_ROLE_SHARE, 0);
    else if (says_reached(r, m) && ends_clause)
        set_ratio(m, goes_on_comparing(r, m, anchor) ? IND_ROLE_CHANGE : IND_ROLE_PLAN, 0);
    else if (m->left > 0 && bracket_around(r, m) == m->left - 1 && m->cue_first >= m->left &&
             !(m->left > 1 && (token_at(r, m->left - 2)->flags & TOKEN_CAPITAL)))
        set_ratio(m, lists_plans(r, m) ? IND_ROLE_PLAN : IND_ROLE_SHARE, 0);
}

bool moves_behind_share(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index], *share = index ? m - 1 : NULL;
    if (!share || m->role != IND_ROLE_CHANGE || share->role != IND_ROLE_LEVEL || share->cue != CLASS_SHARE ||
        !is_percent(share) || !share->cue_first || !is_mark(r, share->cue_first - 1, '(') ||
        (index > 1 && m[-2].end + 1 == share->cue_first))
        return false;
    uint32_t close = share->end;
    while (close < share->end + WHOLE_TOKENS + 2 && is_kind(r, close, TOKEN_WORD))
        close++;
    return is_mark(r, close, ')') && m->cue_first == close + 1;
}

/* The plan figure that hangs on a level, of those before `m`; NULL for none. */
static const struct mention *plan_of_level(const struct reading *r, uint32_t level, const struct mention *m)
{
    for (const struct mention *figure = &r->mentions.items[level] + 1; figure < m; figure++)
        if (figure->role == IND_ROLE_PLAN && figure->owner == level)
            return figure;
    return NULL;
}

/* "giải ngân đạt 41,7% kế hoạch, trong đó | chương trình giảm nghèo đạt 44,6%": parts of what was planned. */
static bool is_part_of_planned(const struct reading *r, const struct mention *planned, const struct mention *m)
{
    for (uint32_t i = planned->end; i <= m->subject_first; i++)
        if (begins(r, i, CLASS_PARTS))
            return true;
    return planned->owner == NONE && planned->listed_part;
}

/* "giá trị nông nghiệp đạt 41% kế hoạch; giá trị công nghiệp đạt 39%": the list tells what part of the plan was done.
 */
void read_listed_plan(const struct reading *r, struct mention *m, const struct anchor *anchor)
{
    const struct mention *before = anchor->mention == NONE ? NULL : &r->mentions.items[anchor->mention];
    bool amount = token_is(r, m->subject_first, "thu") || token_is(r, m->subject_first, "chi");
    if (before && before->role == IND_ROLE_LEVEL)
        before = plan_of_level(r, anchor->mention, m);
    if (!before || before->role != IND_ROLE_PLAN || before->sentence != m->sentence || before->states_plan ||
        m->role != IND_ROLE_LEVEL || m->cue != CLASS_EQUAL || !has_subject(m) ||
        (is_kind(r, m->end, TOKEN_WORD) && !begins(r, m->end, CLASS_CLAUSE)) ||
        names_rate(r, m->subject_first, m->cue_first) || names_rate(r, before->subject_first, before->cue_first))
        return;
    for (uint32_t i = m->subject_first; i < m->subject_end; i++)
        amount |= begins(r, i, CLASS_MEASURE);
    m->listed_part = is_part_of_planned(r, before, m);
    if (!amount && !m->listed_part)
        return;
    set_ratio(m, IND_ROLE_PLAN, 0);
    m->basis_code = before->basis_code;
}
