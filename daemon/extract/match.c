/* Which of the levels before it a figure is about by what it says itself: the noun that it counts or names, the unit
 * that it has. Only looks; whether it hangs there is link.c's. */
#include "daemon/extract/match.h"
#include "daemon/extract/plan_amount.h"

/* How many mentions back a level is looked for. */
#define LEVEL_REACH 6

/* … and one that counts the same noun: "18 vụ, 9 người chết; so với tháng trước giảm 4 vụ (18,2%), giảm 2 người chết
 * (18,2%); so với cùng kỳ tăng 2 vụ". */
#define NOUN_REACH 24

/* "số người bị thương": a subject that names a count has no more words than this behind its noun. */
#define SUBJECT_TOKENS 4

bool same_word(const struct reading *r, uint32_t a, uint32_t b)
{
    return is_kind(r, a, TOKEN_WORD) && is_kind(r, b, TOKEN_WORD) && token_at(r, a)->symbol &&
           token_at(r, a)->symbol == token_at(r, b)->symbol;
}

/* "tăng 7% số vụ", "43,6% về số dự án": the noun that the percentage is about. */
uint32_t named_noun(const struct reading *r, const struct mention *m)
{
    uint32_t at = m->end + token_is(r, m->end, "về");
    return token_is(r, at, "số") && is_kind(r, at + 1, TOKEN_WORD) ? at + 1 : NONE;
}

/* "làm chết 8 người; so với cùng kỳ giảm 3 vụ, giảm 2 người": the level that counts the same noun. */
uint32_t level_of_noun(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    uint32_t noun = is_count(m) ? m->counted_first : named_noun(r, m);
    if (noun == NONE)
        return NONE;
    uint32_t symbol = token_at(r, noun)->symbol, seen = 0, same_noun = NONE;
    for (uint32_t i = index; symbol && i-- > 0 && seen < NOUN_REACH; seen++) {
        const struct mention *level = &r->mentions.items[i];
        if (level->sentence + 1 < m->sentence)
            break;
        bool counts = level->role == IND_ROLE_LEVEL && is_count(level);
        if (!counts || level->swallowed || token_at(r, level->counted_first)->symbol != symbol)
            continue;
        bool told =
            level->left > 0 && same_word(r, level->left - 1, m->counted_end); /* "làm chết 9 người" … "1 người chết" */
        if (!is_count(m) || told ||
            same_word(r, level->counted_end, m->counted_end)) /* "5 người chết" … "1 người chết" */
            return i;
        if (same_noun == NONE)
            same_noun = i;
    }
    return same_noun;
}

/* The words between its neighbours, the level's own among them, contain the one at `word`. */
static bool is_told_with(const struct reading *r, uint32_t level, uint32_t word)
{
    const struct mention *m = &r->mentions.items[level];
    const struct sentence *s = &r->sentences.items[m->sentence];
    uint32_t first = level && m[-1].sentence == m->sentence ? m[-1].end : look_back(r, m->first);
    uint32_t end = level + 1 < r->mentions.count && m[1].sentence == m->sentence ? m[1].left : s->end;
    for (uint32_t i = first; i < end && i < m->end + 2 * SUBJECT_TOKENS; i++)
        if (same_word(r, i, word))
            return true;
    return false;
}

/* "15 ca tử vong … tử vong giảm 48 ca", "61.248 ca mắc … số mắc giảm 62%": all words of the subject are the noun's. */
static bool counts_subject(const struct reading *r, const struct mention *level, uint32_t first, uint32_t end)
{
    uint32_t at = level->counted_first;
    while (at < level->counted_end && !same_word(r, at, first))
        at++;
    for (uint32_t i = first; i < end; i++, at++)
        if (at >= level->counted_end || !same_word(r, at, i))
            return false;
    return first < end;
}

/* "so với cùng kỳ (163 ca mắc, 63 ca tử vong)": how much it was then. */
static bool is_bracketed(const struct reading *r, const struct mention *level)
{
    return (level->left && is_mark(r, level->left - 1, '(')) || is_mark(r, level->end, ')');
}

uint32_t level_of_subject(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    bool number = token_is(r, m->subject_first, "số");
    uint32_t noun = m->subject_first + number, seen = 0;
    if (m->role != IND_ROLE_CHANGE || m->cue_first <= noun || m->cue_first > noun + SUBJECT_TOKENS)
        return NONE;
    for (uint32_t i = index; i-- > 0 && seen < NOUN_REACH; seen++) {
        const struct mention *level = &r->mentions.items[i];
        if (level->sentence + 1 < m->sentence)
            break;
        if (level->role != IND_ROLE_LEVEL || !is_count(level) || level->swallowed)
            continue;
        bool counts = number && same_word(r, level->counted_first, noun);
        for (uint32_t word = noun + 1; counts && word < m->cue_first; word++)
            counts = is_told_with(r, i, word);
        if (counts || (counts_subject(r, level, noun, m->cue_first) && !is_bracketed(r, level)))
            return i;
    }
    return NONE;
}

/* "51 triệu đồng/người, tăng 4,5 triệu đồng": the same unit but for what it is per. */
bool same_base(const struct mention *level, const struct mention *m)
{
    size_t base = m->unit ? strcspn(m->unit, "/") : 0;
    return base && level->unit && strcspn(level->unit, "/") == base && strncmp(m->unit, level->unit, base) == 0;
}

/* The words right before a level contain the two tokens that begin at `noun`. */
static bool is_named(const struct reading *r, const struct mention *level, uint32_t noun)
{
    uint32_t floor = look_back(r, level->first);
    for (uint32_t i = level->left; i-- > floor && r->use[i] != USE_MENTION && !is_separator(r, i);)
        if (same_word(r, i, noun) && same_word(r, i + 1, noun + 1))
            return true;
    return false;
}

/* "doanh thu 3.918 tỷ đồng và lợi nhuận 341 tỷ đồng, đạt 75,3% mục tiêu doanh thu": the level that the plan's noun
 * names. */
uint32_t level_of_plan(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    if (m->role != IND_ROLE_PLAN || m->basis_first < m->end || !is_kind(r, m->basis_end, TOKEN_WORD))
        return NONE;
    for (uint32_t i = index, seen = 0; i-- > 0 && seen < LEVEL_REACH; seen++) {
        const struct mention *level = &r->mentions.items[i];
        if (level->sentence + 1 < m->sentence)
            return NONE;
        if (level->role == IND_ROLE_LEVEL && !level->swallowed && !is_percent(level) &&
            is_named(r, level, m->basis_end))
            return i;
    }
    return NONE;
}

/* "dư nợ 2.758 tỷ đồng/98.081 hộ vay, tăng 132 tỷ đồng": the level that is measured as the absolute change is. */
uint32_t level_of_kind(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    const struct hit *noun = is_count(m) ? hits_at(&r->hits, m->counted_first, CLASS_NOUN) : NULL;
    if (!m->delta.known || !noun || noun->count > 1)
        return NONE;
    for (uint32_t i = index, seen = 0; i-- > 0 && seen < LEVEL_REACH; seen++) {
        const struct mention *level = &r->mentions.items[i];
        if (level->sentence != m->sentence || is_mark(r, level->end, ';'))
            return NONE;
        const struct hit *other = is_count(level) ? hits_at(&r->hits, level->counted_first, CLASS_NOUN) : NULL;
        if (level->role == IND_ROLE_LEVEL && !level->swallowed && other &&
            strcmp(noun->entry->value, other->entry->value) == 0)
            return i;
    }
    return NONE;
}

uint32_t level_of_unit(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    if (!m->delta.known || is_count(m) || !m->unit)
        return NONE;
    for (uint32_t i = index, seen = 0; i-- > 0 && seen < LEVEL_REACH; seen++) {
        const struct mention *level = &r->mentions.items[i];
        if (level->sentence != m->sentence)
            return NONE;
        if (level->role == IND_ROLE_LEVEL && !level->swallowed && same_unit(level, m))
            return i;
    }
    return NONE;
}
