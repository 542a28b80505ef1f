/* How something moved where no cue stands right before the figure, or only one that elsewhere means something else.
 * What role follows is role.c's to decide. */
#include "daemon/extract/move.h"

/* How far before a figure the verb may stand that moved it, in tokens. */
#define VERB_REACH 7

/* How strongly it moved is told in no more tokens. */
#define DEGREE_REACH 4

/* … and how far before the colon of a list. */
#define HEAD_REACH 16

static void set_move(struct mention *m, bool rises, uint32_t first, uint32_t end)
{
    m->cue = rises ? CLASS_RISE : CLASS_FALL;
    m->cue_first = first;
    m->cue_end = end;
}

static const struct mention *before_in_sentence(const struct reading *r, const struct mention *m)
{
    return m > r->mentions.items && m[-1].sentence == m->sentence ? m - 1 : NULL;
}

bool is_amount_of_move(const struct reading *r, const struct mention *m, const struct hit *cue)
{
    const struct hit *rate = hits_before(&r->hits, cue->first + cue->count, CLASS_RATE);
    if (!rate || rate->count != 2 || !token_is(r, rate->first, "mức"))
        return false;
    const struct hit *against = hits_before(&r->hits, rate->first, CLASS_AGAINST); /* "thấp hơn so với mức tăng 9,5%" */
    bool said =
        rate->first > 0 && !against && (token_is(r, rate->first - 1, "với") || token_is(r, rate->first - 1, "đương"));
    if (hits_at(&r->hits, m->end + token_is(r, m->end, "của"),
                CLASS_EARLIER)) /* "tương đương mức tăng 10,5% của cùng kỳ" */
        return false;
    return !is_percent(m) || (said && before_in_sentence(r, m));
}

/* "mất 12,3 USD, còn 1.923 USD": a result, or what it is compared with, follows the figure. */
static bool leads_on(const struct reading *r, uint32_t end)
{
    uint32_t next = end + is_mark(r, end, ',');
    return begins(r, next, CLASS_RESULT) || begins(r, end, CLASS_AGAINST) || token_is(r, next, "về");
}

bool find_weak_move(const struct reading *r, struct mention *m, uint32_t end)
{
    const struct hit *move = hits_before(&r->hits, end, CLASS_MOVE);
    bool priced = m->unit && (strchr(m->unit, '/') || unit_is(m, "[pp]") || is_percent(m));
    bool points = is_count(m) && token_is(r, m->counted_first, "điểm");
    bool money = m->dimension && strcmp(m->dimension, "money") == 0 && leads_on(r, m->end);
    if (!move || !(priced || points || money))
        return false;
    set_move(m, entry_is(move->entry, "rise"), move->first, move->first + move->count);
    return true;
}

void find_parted_move(const struct reading *r, struct mention *m)
{
    if (m->cue != CLASS_COUNT)
        return;
    bool points = unit_is(m, "[pp]"), money = m->dimension && strcmp(m->dimension, "money") == 0;
    if (!points && !(money && leads_on(r, m->end)))
        return;
    uint32_t floor = look_back(r, m->first);
    for (uint32_t i = m->left, steps = 0; i-- > floor && steps < VERB_REACH; steps++) {
        if (is_separator(r, i) || r->use[i] == USE_MENTION)
            return;
        bool rises = begins(r, i, CLASS_RISE) || (points && token_is(r, i, "nâng"));
        if (!rises && !begins(r, i, CLASS_FALL))
            continue;
        set_move(m, rises, m->left, m->left);
        return;
    }
}

/* "mặt hàng tăng | là nhựa (62%), giày (12%)": what moved stands behind its verb. */
static bool follows_verb(const struct reading *r, uint32_t at)
{
    return token_is(r, at, "là") && (hits_before(&r->hits, at, CLASS_RISE) || hits_before(&r->hits, at, CLASS_FALL));
}

/* Where the words end that head a list of items before `at`: behind "…: A (69%); B", "… như, A (69%); B" or "tăng là A
 * (69%)"; NONE. */
static uint32_t head_of_items(const struct reading *r, uint32_t floor, uint32_t at)
{
    while (at > floor && !is_mark(r, at - 1, ':') && !token_is(r, at - 1, "như") && !follows_verb(r, at - 1))
        at--;
    return at > floor ? at - 1 : NONE;
}

void find_move_of_list(const struct reading *r, struct mention *m)
{
    uint32_t floor = look_back(r, m->first), open = m->left ? m->left - 1 : 0;
    bool alone = m->cue == CLASS_COUNT && is_percent(m) && is_mark(r, open, '(') && is_mark(r, m->end, ')');
    if (!alone || open <= floor || !is_kind(r, open - 1, TOKEN_WORD))
        return;
    for (uint32_t i = open; i-- > floor && i + DEGREE_REACH >= open;) { /* "giá vốn tăng nhanh hơn (12,1%)" */
        if (begins(r, i, CLASS_RISE) || begins(r, i, CLASS_FALL)) {
            set_move(m, begins(r, i, CLASS_RISE), i, m->left);
            return;
        }
        if (!begins(r, i, CLASS_DEGREE) && !token_is(r, i, "hơn"))
            break;
    }
    uint32_t head = head_of_items(r, floor, open);
    for (uint32_t i = head, steps = 0; head != NONE && i-- > floor && steps < HEAD_REACH; steps++) {
        if (r->use[i] == USE_MENTION)
            return;
        bool rises = begins(r, i, CLASS_RISE);
        if (!rises && !begins(r, i, CLASS_FALL))
            continue;
        set_move(m, rises, open, m->left);
        return;
    }
}

bool is_former_level(const struct reading *r, const struct mention *m)
{
    uint32_t at = m->left;
    while (at > 0 && (token_is(r, at - 1, "chỉ") || token_is(r, at - 1, "mức") || token_is(r, at - 1, "còn")))
        at--;
    return token_is(r, at, "từ") || (at > 0 && token_is(r, at - 1, "từ"));
}
