/* Looking at the tokens of a reading: the small questions that every step asks. No knowledge of the language. */
#include "daemon/extract/reading.h"

#include "daemon/text/fold.h"

bool token_equals(const struct reading *r, uint32_t at, const char *word)
{
    const struct token *token = token_at(r, at);
    const char *bytes = r->text.bytes + token->start;
    size_t length = token->end - token->start;
    return !memcmp(bytes, word, length) || ((token->flags & TOKEN_CAPITAL) && fold_case_equals(bytes, word, length));
}

bool entry_is(const struct entry *entry, const char *value)
{
    return entry->value && strcmp(entry->value, value) == 0;
}

/* The tokens stand side by side or one blank apart, and none of them is white space itself. */
static bool is_single_spaced(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const struct token *token = token_at(r, i);
        uint32_t gap = i > first ? token->start - token[-1].end : 0;
        if (gap > 1 || (gap && r->text.bytes[token->start - 1] != ' ') || token->kind == TOKEN_BREAK ||
            token->mark == '\t')
            return false;
    }
    return true;
}

ind_text text_of(struct reading *r, uint32_t first, uint32_t end)
{
    if (first >= end)
        return (ind_text){0};
    uint32_t from = token_at(r, first)->start, to = token_at(r, end - 1)->end;
    if (is_single_spaced(r, first, end))
        return (ind_text){r->text.bytes + from, to - from};
    char *copy = arena_alloc(r->arena, to - from + 1);
    uint32_t length = 0;
    for (uint32_t i = from; copy && i < to; i++) {
        bool blank = r->text.bytes[i] == ' ' || r->text.bytes[i] == '\n' || r->text.bytes[i] == '\t';
        if (!blank)
            copy[length++] = r->text.bytes[i];
        else if (length && copy[length - 1] != ' ')
            copy[length++] = ' ';
    }
    return (ind_text){copy, length};
}

ind_span span_of(const struct reading *r, uint32_t first, uint32_t end)
{
    if (first >= end)
        return (ind_span){0};
    return (ind_span){text_source_start(&r->text, token_at(r, first)->start),
                      text_source_end(&r->text, token_at(r, end - 1)->end)};
}

int64_t small_number(const struct reading *r, uint32_t at)
{
    if (!is_plain_number(r, at))
        return -1;
    const struct token *token = token_at(r, at);
    if (token->end - token->start > 9)
        return -1;
    int64_t value = 0;
    for (uint32_t i = token->start; i < token->end; i++)
        value = value * 10 + (r->text.bytes[i] - '0');
    return value;
}

/* "T.P Sông Công", "TP.HCM": the dot at `at` stands inside an abbreviation. */
static bool is_inside_abbreviation(const struct reading *r, uint32_t at)
{
    return at > 0 && is_tight(r, at) && is_tight(r, at + 1) && is_kind(r, at + 1, TOKEN_WORD) &&
           (token_at(r, at + 1)->flags & TOKEN_CAPITAL) && (token_at(r, at - 1)->flags & TOKEN_CAPITAL) &&
           ((token_at(r, at - 1)->flags & TOKEN_UPPER) || token_at(r, at - 1)->end - token_at(r, at - 1)->start == 1);
}

bool mark_separates(const struct reading *r, uint32_t at)
{
    static const bool separating[UINT8_MAX + 1] = {
        [','] = true, [';'] = true, [':'] = true, ['('] = true, [')'] = true, ['.'] = true, ['!'] = true,
        ['?'] = true, ['e'] = true, ['*'] = true, ['|'] = true, ['['] = true, [']'] = true, ['\t'] = true,
    };
    if (token_at(r, at)->mark != '.')
        return separating[token_at(r, at)->mark];
    return !hits_end(&r->hits, at + 1, CLASS_PLACE_KIND) && !is_inside_abbreviation(r, at); /* "H. | Tuy Phong" */
}

uint32_t look_back(const struct reading *r, uint32_t at)
{
    uint32_t first = r->sentences.items[r->sentence_of[at]].first;
    return at - first > LOOK_BACK_MAX ? at - LOOK_BACK_MAX : first;
}

void take(struct reading *r, uint32_t first, uint32_t end, enum token_use use)
{
    memset(r->use + first, (int)use, end - first);
}

int leave_out(struct reading *r, uint32_t first, uint32_t end, const char *rule)
{
    ind_left_out *left = LIST_PUSH(r->arena, &r->left_out);
    if (!left)
        return IND_E_LIMIT;
    *left = (ind_left_out){
        .span = span_of(r, first, end), .text = text_of(r, first, end), .rule = {rule, (uint32_t)strlen(rule)}};
    take(r, first, end, USE_LEFT_OUT);
    return IND_OK;
}

uint32_t line_end(const struct reading *r, uint32_t at)
{
    while (at < r->tokens.count && !is_kind(r, at, TOKEN_BREAK))
        at++;
    return at;
}
