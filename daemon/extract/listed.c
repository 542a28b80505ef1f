/* Brackets and lists behind a figure that alone says what is counted, and phrases that a number ends. A number that nothing of
 * the kind speaks for is left out by mention.c. */
#include "daemon/extract/listed.h"

/* How many words may stand in a phrase before its number and in a name, and tokens between a figure and its list. */
#define PHRASE_WORDS 10
#define NAME_WORDS 8
#define LIST_REACH 14

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

/* The first token of the name that ends before `at`, its kind before it and a colon behind it; `at` for none. */
static uint32_t name_before(const struct reading *r, uint32_t at, uint32_t floor)
{
    uint32_t end = at > floor && is_mark(r, at - 1, ':') ? at - 1 : at, first = end;
    while (first > floor && is_kind(r, first - 1, TOKEN_WORD) && (token_at(r, first - 1)->flags & TOKEN_CAPITAL))
        first--;
    if (first == end)
        return at;
    const struct hit *kind = hits_before(&r->hits, first, CLASS_ADMIN);
    return kind && kind->first >= floor ? kind->first : first;
}

/* Another name and its number stand behind the separator at `at`: one alone may be a name with a number in it. */
static bool another_follows(const struct reading *r, uint32_t at)
{
    if (!is_mark(r, at, ',') && !is_mark(r, at, ';') && !token_is(r, at, "và"))
        return false;
    uint32_t first = at + 1, end = first;
    const struct hit *kind = hits_at(&r->hits, first, CLASS_ADMIN);
    end += kind ? kind->count : 0;
    while (end - first < NAME_WORDS && is_kind(r, end, TOKEN_WORD) && (token_at(r, end)->flags & TOKEN_CAPITAL))
        end++;
    return end > first && is_kind(r, end + is_mark(r, end, ':'), TOKEN_NUMBER);
}

/* "(", "gồm", "gồm:" before the first name, at most a few words behind the figure. */
static bool opens_list(const struct reading *r, const struct mention *head, const struct mention *m, uint32_t name)
{
    if (name - head->end >= LIST_REACH)
        return false;
    if (is_mark(r, name - 1, '('))
        return another_follows(r, m->end) || (is_count(head) && is_mark(r, m->end, ','));
    uint32_t before = name - 1 - is_mark(r, name - 1, ':');
    return before > head->end && token_is(r, before, "gồm") && another_follows(r, m->end);
}

/* "155 người (53 người chết, 102 người mất tích), gồm:": what stands before the bracket is listed, not the last in it. */
static const struct mention *whole_of(const struct reading *r, const struct mention *last, uint32_t name)
{
    uint32_t at = last->end;
    while (at < name && is_kind(r, at, TOKEN_WORD))
        at++;
    if (has_rule(last, "count:listed") || !is_mark(r, at, ')'))
        return last;
    const struct mention *whole = last;
    while (whole > r->mentions.items && whole[-1].sentence == last->sentence) {
        whole--;
        if (is_mark(r, whole[1].left - 1, '('))
            return whole;
    }
    return last;
}

/* Parts take the unit of their whole where it was written in that very unit, so that nothing is to be scaled. */
static bool lends_unit(const struct reading *r, const struct mention *head, const struct mention *m)
{
    struct numeral written;
    if (head->range || head->parts || is_percent(head) || strcmp(head->dimension, "money") == 0 || !head->value.known ||
        decimal_compare(m->value, head->value) > 0)
        return false;
    return is_count(head) ||
           (numeral_at(r, head->first, &written) && !written.scaled && written.value.known &&
            decimal_compare(written.value, head->value) == 0 && head->unit_first < head->unit_end);
}

/* "82 người bị thương (Lào Cai 2, Quảng Ninh 9, …)", "27 sự cố, gồm: Bắc Ninh 2, Hà Nội 1": a number behind a name.
 * Returns the figure whose unit it takes; NULL for none. */
static const struct mention *listed_under(const struct reading *r, const struct mention *head, const struct mention *m)
{
    uint32_t floor = head->end, name = name_before(r, m->first, floor);
    int64_t plain = small_number(r, m->first);
    if (m->word || m->range || m->parts || name == m->first || name <= floor || !is_closed(r, m->end) ||
        (plain >= 1900 && plain <= 2100))
        return NULL;
    bool parted = is_mark(r, name - 1, ',') || is_mark(r, name - 1, ';') || token_is(r, name - 1, "và");
    if (has_rule(head, "count:listed"))
        return parted && head->end == name - 1 ? head : NULL;
    const struct mention *whole = whole_of(r, head, name);
    return opens_list(r, head, m, name) && lends_unit(r, whole, m) ? whole : NULL;
}

/* A year, or a digit that is a name as likely as not. */
static bool is_doubtful(const struct reading *r, const struct mention *m)
{
    int64_t value = small_number(r, m->first);
    bool led = r->text.bytes[token_at(r, m->first)->start] == '0';
    return m->word || led || (value >= 0 && value < 10) || (value >= 1900 && value <= 2100);
}

/* "cây dài ngày | 42.107": no day of a date. */
static bool tells_term(const struct reading *r, uint32_t end)
{
    return token_is(r, end - 1, "ngày") && (token_is(r, end - 2, "dài") || token_is(r, end - 2, "ngắn"));
}

/* Plain words stand from `first` up to the number, the last in small letters, none of which a number follows as a name.
 */
static bool only_words(const struct reading *r, uint32_t first, uint32_t end)
{
    const struct hit *numbered = hits_before(&r->hits, end, CLASS_NUMBERED);
    if (first >= end || end - first > PHRASE_WORDS || (token_at(r, end - 1)->flags & TOKEN_CAPITAL) ||
        (numbered && !entry_is(numbered->entry, "none")) || token_is(r, end - 1, "điểm") ||
        (hits_before(&r->hits, end, CLASS_TIME_UNIT) && !tells_term(r, end)))
        return false;
    for (uint32_t i = first; i < end; i++)
        if (!is_kind(r, i, TOKEN_WORD) || r->use[i] != USE_FREE)
            return false;
    return true;
}

bool read_listed(const struct reading *r, struct mention *m)
{
    const struct mention *last = head_of(r, m), *head = last ? listed_under(r, last, m) : NULL;
    if (!head)
        return false;
    m->unit = head->unit;
    m->dimension = head->dimension;
    m->counted_first = head->counted_first;
    m->counted_end = head->counted_end;
    m->rule = "count:listed";
    return true;
}

/* "42.107 | đạt 101% kế hoạch": a proportion follows, of this amount. */
static bool is_held_against(const struct reading *r, uint32_t end)
{
    uint32_t at = end + is_mark(r, end, ',');
    const struct hit *equal = hits_at(&r->hits, at, CLASS_EQUAL);
    at += equal ? equal->count : 0;
    return equal && is_kind(r, at, TOKEN_NUMBER) && is_mark(r, at + 1, '%');
}

bool ends_naming_phrase(const struct reading *r, const struct mention *m)
{
    uint32_t at = m->left, floor = look_back(r, m->first);
    bool held = is_held_against(r, m->end);
    if ((!is_closed(r, m->end) && !held) || m->left != m->first || is_doubtful(r, m))
        return false;
    while (at > floor && !is_separator(r, at - 1) && r->use[at - 1] != USE_MENTION && r->use[at - 1] != USE_TIME)
        at--;
    bool names =
        token_is(r, at, "số") || (token_is(r, at, "tổng") && token_is(r, at + 1, "số")) || begins(r, at, CLASS_VERB);
    names |= held && (begins(r, at, CLASS_MEASURE) || begins(r, at, CLASS_RATE));
    return names && at + 1 < m->first && only_words(r, at, m->first);
}
