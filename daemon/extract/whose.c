/* Whose a figure is: a company's own, or that of some that were counted right before. That makes it no indicator of a
 * place, or but a part of one. */
#include "daemon/extract/whose.h"

/* A bracket behind what is counted is no longer than this. */
#define BRACKET_TOKENS 8

/* The name of a company is followed back no further, and so many coordinated nouns ahead. */
#define NAME_TOKENS 6
#define COORDINATED 4

bool tells_deed(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"bị", "được", "đã", "đang", "phải", "mà", "bỏ", "nghỉ", "thi", "mắc"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, at, words[i]))
            return true;
    return begins(r, at, CLASS_VERB) ||
           (token_is(r, at, "chưa") && !token_is(r, at + 1, "kể") && !token_is(r, at + 1, "tính"));
}

static bool tells_predicate(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"có", "còn", "do", "của", "thuộc"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, at, words[i]))
            return true;
    return is_kind(r, at, TOKEN_WORD) && tells_deed(r, at);
}

/* Behind a bracket that opens at `at`; `at` itself where none does. */
static uint32_t behind_bracket(const struct reading *r, uint32_t at)
{
    uint32_t end = at;
    while (is_mark(r, at, '(') && end < at + BRACKET_TOKENS && end < r->tokens.count && !is_mark(r, end, ')'))
        end++;
    return is_mark(r, end, ')') ? end + 1 : at;
}

/* Behind ", 103 doanh nghiệp" or ", cá nhân" at `at`; `at` itself where nothing is coordinated there. */
static uint32_t behind_coordinated(const struct reading *r, uint32_t at)
{
    if (!is_mark(r, at, ',') && !token_is(r, at, "và"))
        return at;
    uint32_t end = at + 1;
    while (end < r->tokens.count && r->use[end] == USE_MENTION)
        end++;
    const struct hit *noun = end == at + 1 ? hits_at(&r->hits, end, CLASS_NOUN) : NULL;
    end += noun ? noun->count : 0;
    return end > at + 1 ? end : at;
}

bool goes_on(const struct reading *r, const struct mention *m, const struct words *words)
{
    if (!is_count(m) || m->counted_first >= m->counted_end || words->at[words->count - 1] >= m->counted_end ||
        words->at[0] < m->counted_first)
        return false;
    uint32_t at = behind_bracket(r, m->end);
    for (uint32_t i = 0, next; i < COORDINATED && (next = behind_coordinated(r, at)) > at; i++)
        at = next;
    return at > m->end && tells_predicate(r, at);
}

static bool is_company(const struct hit *hit)
{
    return hit && entry_is(hit->entry, "company");
}

struct run company_at(const struct reading *r, uint32_t at)
{
    const struct hit *kind = hits_at(&r->hits, at, CLASS_ABOUT);
    struct run name = {at, at};
    if (!is_company(kind))
        return name;
    name.first = at + kind->count;
    uint32_t open = name.first;
    while (open < name.first + BRACKET_TOKENS && is_kind(r, open, TOKEN_WORD))
        open++;
    if (is_mark(r, open, '(') && is_capital(r, open + 1))
        name.first = open + 1;
    name.end = name.first;
    while (name.end < name.first + NAME_TOKENS && is_capital(r, name.end))
        name.end++;
    return name;
}

/* Before "đã", "cũng đã", "còn" and the like, which stand between who does something and what is done. */
static uint32_t before_modals(const struct reading *r, uint32_t at)
{
    static const char *const modals[] = {"vừa", "sẽ", "đã", "còn", "cũng"}; /* last first */
    uint32_t first = at;
    for (size_t i = 0; i < sizeof modals / sizeof *modals; i++)
        first -= first && token_is(r, first - 1, modals[i]);
    return first;
}

static bool ends_with_name(const struct reading *r, uint32_t end, const struct run *name)
{
    uint32_t count = name->end - name->first;
    if (!count || end < name->end + count)
        return false;
    for (uint32_t i = 1; i <= count; i++)
        if (token_at(r, end - i)->symbol != token_at(r, name->end - i)->symbol)
            return false;
    return true;
}

/* "trong tháng 5, tập đoàn | sản xuất", but "các công ty | sản xuất" are some of the place's. */
static bool is_the_company(const struct reading *r, uint32_t end)
{
    const struct hit *kind = hits_before(&r->hits, end, CLASS_ABOUT);
    return is_company(kind) && (token_is(r, end - 1, "đoàn") || token_is(r, end - 1, "ty")) && kind->first &&
           !begins(r, kind->first - 1, CLASS_PLACE_PLURAL);
}

bool is_companys(const struct reading *r, const struct mention *m, const struct words *words, const struct run *company)
{
    uint32_t first = words->at[0], at = first, end = before_modals(r, first);
    for (uint32_t i = first; i < m->left; i++)
        if (token_is(r, i, "của") && is_company(hits_at(&r->hits, i + 1, CLASS_ABOUT)))
            return true;
    while (at && first - at < NAME_TOKENS && is_capital(r, at - 1) && r->sentence_of[at - 1] == r->sentence_of[first])
        at--;
    return (at < first && is_company(hits_before(&r->hits, at, CLASS_ABOUT))) || is_the_company(r, end) ||
           ends_with_name(r, end, company);
}

bool is_customs(const struct reading *r, const struct words *words)
{
    uint32_t first = before_modals(r, words->at[0]);
    for (uint32_t i = first; i && first - i < NAME_TOKENS && is_kind(r, i - 1, TOKEN_WORD); i--)
        if (token_is(r, i - 1, "hải") && token_is(r, i, "quan"))
            return true;
    return false;
}

bool is_of_counted(const struct reading *r, const struct words *words)
{
    uint32_t at = words->at[0];
    return at >= 2 && token_is(r, at - 1, "có") && r->use[at - 2] == USE_MENTION;
}
