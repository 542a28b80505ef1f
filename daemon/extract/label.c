/* What is measured, in the article's own words (observation contract, section 7): the words before the linking verb, or
 * the verb and the noun phrase around the figure, or the noun phrase behind it; items of a list take the verb of the
 * first. A label is kept as up to three runs of tokens; observe.c joins them. This file chooses the case of each figure
 * and holds the one of figures without a level; the others are label_linked.c's and label_plain.c's. */
#include "daemon/extract/label.h"

#include "daemon/extract/basis.h"
#include "daemon/extract/handed.h"
#include "daemon/extract/lend.h"
#include "daemon/extract/lone.h"
#include "daemon/extract/match.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/wording.h"

/* A bracket with so many words before its figure's cue holds a clause of its own. */
#define INSERTED_WORDS 4

/* "bình quân mỗi năm giảm 3%", "tăng bình quân": no subject of its own. */
static bool tells_only_how(const struct reading *r, const struct mention *m)
{
    for (uint32_t i = m->label_first; i < m->label_end; i++)
        if (r->use[i] != USE_TIME && !token_is(r, i, "bình") && !token_is(r, i, "quân") && !token_is(r, i, "mỗi") &&
            !token_is(r, i, "hàng") && !token_is(r, i, "hằng") && !token_is(r, i, "năm") && !token_is(r, i, "tháng"))
            return false;
    return m->label_first < m->label_end;
}

/* "…; đôn đốc thu ngân sách, phấn đấu đạt trên 80% dự toán": a semicolon parts it from the figure before. */
static bool is_parted(const struct reading *r, const struct mention *m, const struct mention *previous)
{
    for (uint32_t i = previous ? previous->end : m->cue_first; i < m->cue_first; i++)
        if (is_mark(r, i, ';'))
            return true;
    return false;
}

/* "ngành du lịch đã đạt 83% kế hoạch năm về đón khách quốc tế": what the plan of somebody is about. */
static bool use_field_of_plan(const struct reading *r, struct mention *m)
{
    uint32_t at = m->basis_end, end;
    if (m->role != IND_ROLE_PLAN || m->basis_first < m->end || at <= m->end || !begins_with_actor(r, m->label_first))
        return false;
    while (r->use[at] == USE_TIME || token_is(r, at, "cả") || token_is(r, at, "năm"))
        at++;
    if (!token_is(r, at, "về"))
        return false;
    for (end = ++at; is_kind(r, end, TOKEN_WORD) && r->use[end] == USE_FREE && !begins(r, end, CLASS_CLAUSE);)
        end++;
    m->label_first = at;
    m->label_end = trim_end(r, at, end, false);
    return m->label_first < m->label_end;
}

/* "IIP vẫn ghi nhận giảm 0,7%", "trị giá tiếp tục ghi nhận mức tăng": that it was recorded is none of its name. */
static void drop_recorded(const struct reading *r, struct mention *m)
{
    uint32_t end = m->label_end;
    if (end > m->label_first + 2 && token_is(r, end - 2, "ghi") && token_is(r, end - 1, "nhận"))
        m->label_end = trim_end(r, m->label_first, end - 2, false);
}

/* "…, giảm 50% số hộ nghèo", "xã phấn đấu tăng 20% tỷ lệ che phủ": what moved stands behind, and before it nothing of
 * its own or who acts. */
static bool moves_what_follows(const struct reading *r, const struct mention *m)
{
    bool told = named_noun(r, m) != NONE || begins(r, m->end, CLASS_RATE) || begins(r, m->end, CLASS_MEASURE);
    bool opens = m->label_first >= m->label_end || begins_with_actor(r, m->label_first) ||
                 (m->cue_first > 0 && is_mark(r, m->cue_first - 1, ','));
    return told && opens && is_percent(m) && (m->cue == CLASS_RISE || m->cue == CLASS_FALL);
}

/* "nhóm thuốc và dịch vụ y tế tăng mạnh nhất (+10,07%)": growth alone in a bracket is of what stands before it. */
static bool use_name_before_growth(const struct reading *r, struct mention *m, const struct mention *previous)
{
    uint32_t open = m->cue_first - 1, first = m->label_first;
    if (first < m->label_end || !m->cue_first || !is_mark(r, open, '(') || !is_mark(r, m->end, ')') ||
        m->role != IND_ROLE_LEVEL)
        return false;
    set_words(r, m, previous, open, false);
    for (uint32_t i = m->label_first + 1; i < m->label_end; i++)
        if (begins(r, i, CLASS_RISE) || begins(r, i, CLASS_FALL))
            m->label_end = i;
    return m->label_first < m->label_end;
}

/* A figure without a level, or growth that is itself the level: its subject. */
static void label_subject(const struct reading *r, uint32_t index, const struct mention *previous,
                          const struct mention *head)
{
    struct mention *m = &r->mentions.items[index];
    bool growth = m->role == IND_ROLE_LEVEL && (m->cue == CLASS_RISE || m->cue == CLASS_FALL);
    if (plan_names_another(r, m)) {
        set_tail(r, index);
        if (m->tail_first < m->basis_end && m->basis_end < m->tail_end)
            m->tail_first = m->basis_end;
        return;
    }
    set_words(r, m, previous, m->cue_first, false);
    if (m->label_end > m->label_first + 1 && token_is(r, m->label_end - 1, "lại")) /* "giá trị lại tăng" */
        m->label_end--;
    drop_recorded(r, m);
    if (use_field_of_plan(r, m) || use_name_before_growth(r, m, previous))
        return;
    if (moves_what_follows(r, m)) {
        m->label_first = m->label_end = 0;
        if (growth)
            use_cue_as_verb(r, m);
        set_tail(r, index);
        return;
    }
    bool bare = tells_only_how(r, m);
    if (head && is_percent(head) && m->label_first >= m->label_end && is_count(m) &&
        token_is(r, m->counted_first, "điểm")) {
        inherit(m, head); /* "chỉ số đúng giờ đạt 91,6%, tăng 6,2 điểm" */
        return;
    }
    bool deed =
        is_count(m) && growth &&
        (m->label_first >= m->label_end || begins_with_actor(r, m->label_first)); /* "thành phố giảm được hai phòng" */
    if (deed || (m->label_first >= m->label_end && m->delta.known && is_count(m))) { /* "giảm 5 hộ nghèo" */
        m->label_first = m->label_end = 0;
        m->verb_first = m->cue_first;
        m->verb_end = token_is(r, m->cue_end - 1, "được") ? m->cue_end - 1 : m->cue_end;
        set_tail(r, index);
        return;
    }
    if (bare && head)
        inherit(m, head);
    else if (bare)
        use_sentence_subject(r, m);
    else if (m->label_first < m->label_end)
        m->label_first = cut_actor(r, m->label_first, m->label_end, BEFORE_LINK);
    else if (head && !(is_parted(r, m, previous) && use_clause_before(r, m)))
        inherit(m, head);
    else if (!head && !use_clause_before(r, m) && !use_moved_subject(r, m))
        m->subject_first = m->subject_end = m->label_first = m->label_end = 0;
    if (growth)
        use_cue_as_verb(r, m);
}

/* "Khu vực dịch vụ tăng 6,96%, đóng góp 2,3 điểm phần trăm", "…, làm giảm 0,2 điểm phần trăm": what the figure before
 * is about does it. */
static void use_contributor(const struct reading *r, struct mention *m, const struct mention *head)
{
    bool named = m->label_first < m->label_end;
    uint32_t first = named ? m->label_first : m->verb_first, end = named ? m->label_end : m->verb_end;
    bool gives = end > first && end <= first + 2 && token_is(r, end - 1, "góp");
    bool makes = end == first + 1 && token_is(r, first, "làm") && m->cue_first == end;
    if (!head || !m->unit || !(strcmp(m->unit, "[pp]") == 0 || (is_percent(m) && gives)) || !(gives || makes) ||
        head->label_first >= head->label_end)
        return;
    m->label_first = head->label_first;
    m->label_end = head->label_end;
    m->verb_first = first;
    m->verb_end = makes ? m->cue_end : end;
    m->tail_first = m->tail_end = 0;
}

/* "Hải Phòng xếp thứ hai với 2,47 tỷ USD": the same as of the first. */
static bool names_rank(const struct reading *r, const struct mention *m)
{
    for (uint32_t i = m->label_first; i + 1 < m->label_end; i++)
        if (token_is(r, i, "thứ") &&
            (token_is(r, i + 1, "nhất") || token_is(r, i + 1, "hai") || token_is(r, i + 1, "ba") ||
             token_is(r, i + 1, "tư") || token_is(r, i + 1, "năm")))
            return i + 2 == m->label_end && !is_count(m);
    return false;
}

/* "tăng 7% (KH tăng 8 - 9%)": the plan of what stands before the bracket. */
static bool is_plan_aside(const struct reading *r, const struct mention *m)
{
    const struct hit *plan = m->label_first < m->label_end ? hits_at(&r->hits, m->label_first, CLASS_PLAN) : NULL;
    return plan && m->label_first + plan->count == m->label_end && m->label_first > 0 &&
           is_mark(r, m->label_first - 1, '(');
}

/* "châu Á (chiếm 67,2% kim ngạch) tăng 12%": both figures are of what stands before the bracket; false for others. */
static bool use_name_before_share(const struct reading *r, uint32_t index)
{
    struct mention *m = &r->mentions.items[index];
    bool moved = moves_behind_share(r, index);
    if (!moved && !(index + 1 < r->mentions.count && moves_behind_share(r, index + 1)))
        return false;
    const struct mention *share = m - moved;
    set_words(r, m, share > r->mentions.items ? share - 1 : NULL, share->cue_first - 1, false);
    return m->label_first < m->label_end;
}

/* "thấp hơn nhiều so với mức tăng 9,5% cùng kỳ năm trước": of what stands before. */
static bool is_movement(const struct reading *r, const struct mention *m)
{
    const struct hit *rate = hits_at(&r->hits, m->label_first, CLASS_RATE);
    bool moves = token_is(r, m->label_first + 1, "tăng") || token_is(r, m->label_first + 1, "giảm") ||
                 token_is(r, m->label_first + 2, "tăng"); /* "mức tăng", "tốc độ tăng" */
    bool held = hits_before(&r->hits, m->label_first, CLASS_RISE) ||
                hits_before(&r->hits, m->label_first, CLASS_FALL) ||
                hits_before(&r->hits, m->label_first, CLASS_AGAINST); /* "thấp hơn | tốc độ tăng 8,6%" */
    bool bare = token_is(r, m->label_first, "mức") || held;
    return rate && m->label_first + rate->count == m->label_end && rate->count > 1 && moves && bare;
}

/* `head` is the observation before it in the same sentence, whose words it may share; NULL for none. */
static void label_one(struct reading *r, uint32_t index, const struct mention *head)
{
    struct mention *m = &r->mentions.items[index];
    const struct mention *previous = index ? m - 1 : NULL;
    bool moved = m->cue == CLASS_RISE || m->cue == CLASS_FALL || m->cue == CLASS_EXCEED || m->cue == CLASS_TIMES ||
                 m->cue == CLASS_SHORT;
    if (use_name_before_share(r, index))
        return;
    if (m->role != IND_ROLE_LEVEL || moved)
        label_subject(r, index, previous, head);
    else if (is_linked(m) && m->cue_first < m->left)
        label_linked(r, index, previous, head);
    else
        label_plain(r, index, previous, head);
    drop_clause_before_actor(r, m);
    bool bare = head && is_percent(m) && (token_is(r, m->label_first, "nếu") || is_movement(r, m));
    if (head && (names_rank(r, m) || is_plan_aside(r, m) || bare)) /* "nếu loại trừ yếu tố giá thì tăng 8,5%" */
        inherit(m, head);
    use_contributor(r, m, head);
    if (m->tail_first >= m->tail_end && m->verb_first >= m->verb_end && is_percent(m) && !head && tells_only_how(r, m))
        m->label_first = m->label_end = 0; /* "hằng năm trên 90% chi bộ hoàn thành nhiệm vụ" */
    if (m->label_first >= m->label_end && m->verb_first >= m->verb_end && m->tail_first >= m->tail_end)
        set_tail(r, index);
    bool joined = head && head == previous && head->end + 1 == m->left && token_is(r, head->end, "và");
    if (joined && m->tail_first >= m->tail_end && m->label_first >= m->label_end && m->verb_first >= m->verb_end &&
        is_percent(m) && is_percent(head)) /* "lần lượt là 36,5% và 29,2%" */
        inherit(m, head);
}

static int label_next(struct reading *r, uint32_t index, const struct mention *head, bool named)
{
    struct mention *m = &r->mentions.items[index];
    if (!named)
        label_one(r, index, head);
    inherit_head(r, m, head);
    read_bare_amount(r, m);
    return read_average(r, m);
}

/* "giảm 5% (trùng kỳ nghỉ Tết dài 9 ngày) và tăng 2%": a clause in a bracket; what stands behind goes on with what
 * stands before it. */
static bool is_inserted(const struct reading *r, const struct mention *m)
{
    uint32_t open = bracket_around(r, m), first = m->cue_first < m->left ? m->cue_first : m->left;
    return open != NONE && first - open > INSERTED_WORDS;
}

int label_read(struct reading *r)
{
    const struct mention *head = NULL;
    uint32_t named = 0; /* labels up to this mention are handed out already */
    for (uint32_t i = 0; i < r->mentions.count; i++) {
        const struct mention *m = &r->mentions.items[i];
        if (m->owner != NONE || m->swallowed || m->tabular)
            continue;
        TRY(label_next(r, i, head && head->sentence == m->sentence ? head : NULL, i < named));
        if (i >= named)
            named = i + hand_out_names(r, i);
        if (head && head->sentence == m->sentence && (is_inserted(r, m) || (is_count(m) && names_places(r, m))))
            continue;
        bool nameless = m->label_first >= m->label_end && m->verb_first >= m->verb_end && m->tail_first >= m->tail_end;
        if (!nameless || !head || head->sentence != m->sentence) /* "xuống còn 12,1%, mỗi năm giảm 3,8%" */
            head = m;
    }
    inherit_labels(r);
    lend_words(r);
    return IND_OK;
}
