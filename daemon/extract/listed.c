/* Brackets behind a figure that alone says what is counted, and phrases that a number ends. A number that nothing of
 * the kind speaks for is left out by mention.c. */
#include "daemon/extract/listed.h"

/* How many words may stand in a phrase before its number, and tokens between a figure and its bracket. */
#define PHRASE_WORDS 10
#define BRACKET_WORDS 8

static const struct mention *head_of(const struct reading *r, const struct mention *m)
{
    const struct mention *head = r->mentions.count ? &r->mentions.items[r->mentions.count - 1] : NULL;
    return head && head->sentence == m->sentence && m->left == m->first ? head : NULL;
}

static bool has_rule(const struct mention *m, const char *rule)
{
    return m->rule && strcmp(m->rule, rule) == 0;
}

static bool is_closed(const struct reading *r, uint32_t at)
{
    return is_mark(r, at, ',') || is_mark(r, at, ';') || is_mark(r, at, ')') || is_mark(r, at, '.') ||
           is_kind(r, at, TOKEN_BREAK) || token_is(r, at, "và") || at >= r->tokens.count;
}

/* "82 người bị thương (Lào Cai 2, Quảng Ninh 9, …)": a number behind a name in a bracket. */
static bool stands_in_bracket(const struct reading *r, const struct mention *head, const struct mention *m)
{
    uint32_t at = m->first, floor = look_back(r, m->first);
    if (small_number(r, m->first) < 0 ||
        !(is_mark(r, m->end, ',') || is_mark(r, m->end, ')') || is_mark(r, m->end, ';')))
        return false;
    while (at > floor && is_kind(r, at - 1, TOKEN_WORD) && (token_at(r, at - 1)->flags & TOKEN_CAPITAL))
        at--;
    if (at == m->first || at == floor)
        return false;
    bool parted = is_mark(r, at - 1, ',') || is_mark(r, at - 1, ';');
    bool listed = has_rule(head, "count:listed") && parted && head->end == at - 1;
    return listed ||
           (is_count(head) && is_mark(r, at - 1, '(') && at - head->end < BRACKET_WORDS && is_mark(r, m->end, ','));
}

/* A year, or a digit that is a name as likely as not. */
static bool is_doubtful(const struct reading *r, const struct mention *m)
{
    int64_t value = small_number(r, m->first);
    bool led = r->text.bytes[token_at(r, m->first)->start] == '0';
    return m->word || led || (value >= 0 && value < 10) || (value >= 1900 && value <= 2100);
}

/* Plain words stand from `first` up to the number, the last in small letters, none of which a number follows as a name.
 */
static bool only_words(const struct reading *r, uint32_t first, uint32_t end)
{
    const struct hit *numbered = hits_before(&r->hits, end, CLASS_NUMBERED);
    if (first >= end || end - first > PHRASE_WORDS || (token_at(r, end - 1)->flags & TOKEN_CAPITAL) ||
        (numbered && !entry_is(numbered->entry, "none")) || hits_before(&r->hits, end, CLASS_TIME_UNIT) ||
        token_is(r, end - 1, "điểm"))
        return false;
    for (uint32_t i = first; i < end; i++)
        if (!is_kind(r, i, TOKEN_WORD) || r->use[i] != USE_FREE)
            return false;
    return true;
}

bool read_listed(const struct reading *r, struct mention *m)
{
    const struct mention *head = head_of(r, m);
    if (!head || !stands_in_bracket(r, head, m))
        return false;
    m->counted_first = head->counted_first;
    m->counted_end = head->counted_end;
    m->rule = "count:listed";
    return true;
}

bool ends_naming_phrase(const struct reading *r, const struct mention *m)
{
    uint32_t at = m->left, floor = look_back(r, m->first);
    if (!is_closed(r, m->end) || m->left != m->first || is_doubtful(r, m))
        return false;
    while (at > floor && !is_separator(r, at - 1) && r->use[at - 1] != USE_MENTION && r->use[at - 1] != USE_TIME)
        at--;
    bool names =
        token_is(r, at, "số") || (token_is(r, at, "tổng") && token_is(r, at + 1, "số")) || begins(r, at, CLASS_VERB);
    return names && at + 1 < m->first && only_words(r, at, m->first);
}
