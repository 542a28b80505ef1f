/* Cutting by character class: a table for ASCII, ranges for the Latin letters that Vietnamese uses, the Unicode
 * tables only for what is rare. */
#include "daemon/text/tokens.h"

#include <utf8proc.h>

#include "daemon/text/utf8.h"

/* From LETTER on: what may stand in a word. EXTENDER is a superscript or subscript digit. */
enum class { OTHER, BLANK, LINE_END, LETTER, CAPITAL, DIGIT, EXTENDER, COMBINING };

static const uint8_t ascii_classes[128] = {
    ['\t'] = BLANK, [' '] = BLANK, ['\n'] = LINE_END,
    ['0'] = DIGIT, ['1'] = DIGIT, ['2'] = DIGIT, ['3'] = DIGIT, ['4'] = DIGIT,
    ['5'] = DIGIT, ['6'] = DIGIT, ['7'] = DIGIT, ['8'] = DIGIT, ['9'] = DIGIT,
    ['A'] = CAPITAL, ['B'] = CAPITAL, ['C'] = CAPITAL, ['D'] = CAPITAL, ['E'] = CAPITAL, ['F'] = CAPITAL,
    ['G'] = CAPITAL, ['H'] = CAPITAL, ['I'] = CAPITAL, ['J'] = CAPITAL, ['K'] = CAPITAL, ['L'] = CAPITAL,
    ['M'] = CAPITAL, ['N'] = CAPITAL, ['O'] = CAPITAL, ['P'] = CAPITAL, ['Q'] = CAPITAL, ['R'] = CAPITAL,
    ['S'] = CAPITAL, ['T'] = CAPITAL, ['U'] = CAPITAL, ['V'] = CAPITAL, ['W'] = CAPITAL, ['X'] = CAPITAL,
    ['Y'] = CAPITAL, ['Z'] = CAPITAL,
    ['a'] = LETTER, ['b'] = LETTER, ['c'] = LETTER, ['d'] = LETTER, ['e'] = LETTER, ['f'] = LETTER,
    ['g'] = LETTER, ['h'] = LETTER, ['i'] = LETTER, ['j'] = LETTER, ['k'] = LETTER, ['l'] = LETTER,
    ['m'] = LETTER, ['n'] = LETTER, ['o'] = LETTER, ['p'] = LETTER, ['q'] = LETTER, ['r'] = LETTER,
    ['s'] = LETTER, ['t'] = LETTER, ['u'] = LETTER, ['v'] = LETTER, ['w'] = LETTER, ['x'] = LETTER,
    ['y'] = LETTER, ['z'] = LETTER,
};

/* The ASCII stand-ins of marks beyond ASCII, by code point. */
static const struct {
    uint16_t first, last;
    uint8_t mark;
} stand_ins[] = {
    {0x00A3, 0x00A3, 'P'},  /* £ */
    {0x00A5, 0x00A5, 'Y'},  /* ¥ */
    {0x00AB, 0x00AB, '"'},  /* « */
    {0x00B0, 0x00B0, 'o'},  /* ° */
    {0x00B4, 0x00B4, '\''}, /* ´ */
    {0x00B7, 0x00B7, '*'},  /* · */
    {0x00BA, 0x00BA, 'o'},  /* º */
    {0x00BB, 0x00BB, '"'},  /* » */
    {0x00D7, 0x00D7, 'x'},  /* × */
    {0x02B9, 0x02B9, '\''}, /* ʹ */
    {0x02BA, 0x02BA, '"'},  /* ʺ */
    {0x02BB, 0x02BD, '\''}, /* ʻ ʼ ʽ */
    {0x02DA, 0x02DA, 'o'},  /* ˚ */
    {0x066A, 0x066A, '%'},  /* ٪ */
    {0x2010, 0x2015, '-'},  /* ‐ ‑ ‒ – — ― */
    {0x2018, 0x2019, '\''}, /* ‘ ’ */
    {0x201A, 0x201A, '"'},  /* ‚ */
    {0x201B, 0x201B, '\''}, /* ‛ */
    {0x201C, 0x201F, '"'},  /* “ ” „ ‟ */
    {0x2022, 0x2023, '*'},  /* • ‣ */
    {0x2026, 0x2026, 'e'},  /* … */
    {0x2030, 0x2030, 'm'},  /* ‰ */
    {0x2032, 0x2032, '\''}, /* ′ */
    {0x2033, 0x2033, '"'},  /* ″ */
    {0x2039, 0x203A, '"'},  /* ‹ › */
    {0x2043, 0x2043, '*'},  /* ⁃ */
    {0x2044, 0x2044, '/'},  /* ⁄ */
    {0x2070, 0x2070, 'o'},  /* ⁰ */
    {0x20AB, 0x20AB, 'd'},  /* ₫ */
    {0x20AC, 0x20AC, 'E'},  /* € */
    {0x2212, 0x2212, '-'},  /* − */
    {0x2215, 0x2215, '/'},  /* ∕ */
    {0x2219, 0x2219, '*'},  /* ∙ */
    {0x22C5, 0x22C5, '*'},  /* ⋅ */
    {0x25A0, 0x25A1, '*'},  /* ■ □ */
    {0x25AA, 0x25AB, '*'},  /* ▪ ▫ */
    {0x25B6, 0x25B6, '*'},  /* ▶ */
    {0x25BA, 0x25BA, '*'},  /* ► */
    {0x25C6, 0x25C7, '*'},  /* ◆ ◇ */
    {0x25CB, 0x25CB, '*'},  /* ○ */
    {0x25CF, 0x25CF, '*'},  /* ● */
    {0x25E6, 0x25E6, '*'},  /* ◦ */
    {0x2666, 0x2666, '*'},  /* ♦ */
    {0x27A2, 0x27A2, '*'},  /* ➢ */
    {0x301D, 0x301F, '"'},  /* 〝 〞 〟 */
    {0xF020, 0xF0FF, '*'},  /* bullets of a symbol font, as word processors leave them */
    {0xFE58, 0xFE58, '-'},  /* ﹘ */
    {0xFE63, 0xFE63, '-'},  /* ﹣ */
    {0xFE6A, 0xFE6A, '%'},  /* ﹪ */
    {0xFF05, 0xFF05, '%'},  /* ％ */
    {0xFFE1, 0xFFE1, 'P'},  /* ￡ */
    {0xFFE5, 0xFFE5, 'Y'},  /* ￥ */
};

struct cutter {
    struct arena *arena;
    const char *bytes;
    uint32_t length;
    uint32_t at;
    LIST_OF(struct token) tokens;
};

static void set_flags(struct token *token, unsigned flags)
{
    token->flags = (token->flags | flags) & 0x3F;
}

static enum class rare_class(uint32_t code)
{
    switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LT: return CAPITAL;
    case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LM: case UTF8PROC_CATEGORY_LO: return LETTER;
    case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ME: return COMBINING;
    default: return OTHER;
    }
}

/* Latin-1 and the modifiers: letters that serve as marks are marks, superscript digits extend a word. */
static enum class latin_class(uint32_t code)
{
    switch (code) {
    case 0xB2: case 0xB3: case 0xB9: return EXTENDER;
    case 0xD7: case 0xF7: case 0xAA: case 0xBA: return OTHER;
    case 0x2B9: case 0x2BA: case 0x2BB: case 0x2BC: case 0x2BD: return OTHER;
    case 0x110: case 0x1A0: case 0x1AF: return CAPITAL;
    case 0x111: case 0x1A1: case 0x1B0: return LETTER;
    default: break;
    }
    if (code >= 0xC0 && code <= 0xFF)
        return code <= 0xDE ? CAPITAL : LETTER;
    return code < 0xC0 && code != 0xB5 ? OTHER : rare_class(code);
}

static enum class class_of(uint32_t code)
{
    if (code < 0x80)
        return (enum class)ascii_classes[code];
    if (code >= 0x1EA0 && code <= 0x1EFF)
        return code & 1 ? LETTER : CAPITAL;
    if (code < 0x300)
        return latin_class(code);
    if (code >= 0x2070 && code <= 0x2089) /* superscripts and subscripts: km², CO₂ */
        return (code >= 0x2074 && code <= 0x2079) || code >= 0x2080 || code == 0x2070 ? EXTENDER : rare_class(code);
    if (code >= 0x2010 && code <= 0x205E)
        return OTHER;
    return rare_class(code);
}

static enum class class_at(const struct cutter *cutter, uint32_t at, uint32_t *ret_step)
{
    return class_of(utf8_decode(cutter->bytes + at, ret_step));
}

static bool is_digit(const struct cutter *cutter, uint32_t at)
{
    return at < cutter->length && cutter->bytes[at] >= '0' && cutter->bytes[at] <= '9';
}

/* Reads on from behind the first letter; says whether all letters are capitals and there are two or more. */
static uint32_t word_end(const struct cutter *cutter, uint32_t at, bool capital, bool *ret_upper)
{
    uint32_t letters = 1, step;
    bool upper = capital;
    for (; at < cutter->length; at += step) {
        unsigned char byte = (unsigned char)cutter->bytes[at];
        step = 1;
        enum class class = byte < 0x80 ? (enum class)ascii_classes[byte] : class_at(cutter, at, &step);
        if (class < LETTER)
            break;
        letters += class <= CAPITAL;
        upper &= class != LETTER;
    }
    *ret_upper = upper && letters > 1;
    return at;
}

static uint32_t number_end(const struct cutter *cutter, uint32_t at, bool *ret_plain)
{
    for (*ret_plain = true;; *ret_plain = false) {
        while (is_digit(cutter, at))
            at++;
        if (at == cutter->length || (cutter->bytes[at] != '.' && cutter->bytes[at] != ',') || !is_digit(cutter, at + 1))
            return at;
        at++;
    }
}

/* Behind a run of dots and ellipses; *ret_dots is what it amounts to in single dots. */
static uint32_t dots_end(const struct cutter *cutter, uint32_t at, uint32_t *ret_dots)
{
    static const char ellipsis[] = "\xE2\x80\xA6";
    uint32_t dots = 0;
    for (;;) {
        if (at < cutter->length && cutter->bytes[at] == '.') {
            at++;
            dots++;
        } else if (cutter->length - at >= 3 && !memcmp(cutter->bytes + at, ellipsis, 3)) {
            at += 3;
            dots += 3;
        } else {
            *ret_dots = dots;
            return at;
        }
    }
}

static uint8_t stand_in(uint32_t code)
{
    size_t low = 0, high = sizeof stand_ins / sizeof *stand_ins;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (stand_ins[middle].last < code)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < sizeof stand_ins / sizeof *stand_ins && stand_ins[low].first <= code;
    return found ? stand_ins[low].mark : '?';
}

static uint32_t combining_end(const struct cutter *cutter, uint32_t at)
{
    uint32_t step;
    while (at < cutter->length && class_at(cutter, at, &step) == COMBINING)
        at += step;
    return at;
}

/* Combining marks stay with the mark that they stand on. */
static void cut_mark(const struct cutter *cutter, struct token *token, uint32_t code, uint32_t step)
{
    uint32_t dots = 0, end = dots_end(cutter, token->start, &dots);
    token->kind = TOKEN_MARK;
    if (dots > 1)
        token->mark = 'e';
    else if (code == '+' && token->flags & TOKEN_LINE_START)
        token->mark = '*';
    else
        token->mark = code < 0x80 ? (uint8_t)code : stand_in(code);
    token->end = combining_end(cutter, dots ? end : token->start + step);
}

static void cut_number(const struct cutter *cutter, struct token *token)
{
    bool plain;
    token->kind = TOKEN_NUMBER;
    token->end = number_end(cutter, token->start, &plain);
    set_flags(token, plain ? TOKEN_PLAIN : 0);
}

static void cut_word(const struct cutter *cutter, struct token *token, bool capital, uint32_t step)
{
    bool upper;
    token->kind = TOKEN_WORD;
    token->end = word_end(cutter, token->start + step, capital, &upper);
    set_flags(token, (capital ? TOKEN_CAPITAL : 0) | (upper ? TOKEN_UPPER : 0));
}

/* Ends behind the last line end, so that a line's indent stays outside. */
static void cut_break(const struct cutter *cutter, struct token *token)
{
    uint32_t lines = 0;
    for (uint32_t at = token->start; at < cutter->length; at++) {
        if (cutter->bytes[at] == '\n') {
            token->end = at + 1;
            lines++;
        } else if (cutter->bytes[at] != ' ' && cutter->bytes[at] != '\t')
            break;
    }
    token->kind = TOKEN_BREAK;
    token->flags = token->flags & (0x3F & ~TOKEN_LINE_START);
    token->mark = lines < 255 ? (uint8_t)lines : 255;
}

/* "2x63", "2X600MW": an x between two digits is the times sign, not the first letter of a word. */
static bool is_times(const struct cutter *cutter, uint32_t at)
{
    char byte = cutter->bytes[at];
    return (byte == 'x' || byte == 'X') && at > 0 && is_digit(cutter, at - 1) && is_digit(cutter, at + 1);
}

/* The token at the cursor, which stands on no blank. */
static void cut(struct cutter *cutter, struct token *token)
{
    uint32_t step;
    uint32_t code = utf8_decode(cutter->bytes + cutter->at, &step);
    enum class class = is_times(cutter, cutter->at) ? OTHER : class_of(code);
    switch (class) {
    case LINE_END: cut_break(cutter, token); break;
    case LETTER: case CAPITAL: cut_word(cutter, token, class == CAPITAL, step); break;
    case DIGIT:
        cut_number(cutter, token);
        break;
    default: cut_mark(cutter, token, code == 'X' ? 'x' : code, step);
    }
    cutter->at = token->end;
}

static uint32_t skip_blanks(const struct cutter *cutter, uint32_t at)
{
    while (at < cutter->length && (cutter->bytes[at] == ' ' || cutter->bytes[at] == '\t'))
        at++;
    return at;
}

static bool has_tab(const struct cutter *cutter, uint32_t from, uint32_t to)
{
    while (from < to && cutter->bytes[from] != '\t')
        from++;
    return from < to;
}

/* Whether another tab with something behind it stands on the line, from `at` on. */
static bool has_cell_behind(const struct cutter *cutter, uint32_t at)
{
    const char *from = cutter->bytes + at, *end = memchr(from, '\n', cutter->length - at);
    size_t left = end ? (size_t)(end - from) : cutter->length - at;
    const char *tab = memchr(from, '\t', left);
    if (!tab)
        return false;
    uint32_t behind = skip_blanks(cutter, (uint32_t)(tab - cutter->bytes));
    return behind < at + left;
}

/* "-", "1.", "a)": all that the line has so far, so that one tab behind it is only a blank. */
static bool is_item_marker(const struct cutter *cutter)
{
    const struct token *last = &cutter->tokens.items[cutter->tokens.count - 1];
    if (last->kind != TOKEN_MARK || last->mark == '\t' || last->mark == '|')
        return false;
    return last->flags & TOKEN_LINE_START || (!(last->flags & TOKEN_SPACED) && last[-1].flags & TOKEN_LINE_START);
}

/* Whether tabs in [from, to) part cells: something stands before and behind them on their line, or they lead a line
 * that other tabs part. An indent does not, nor does a blank behind a bullet. */
static bool parts_cells(const struct cutter *cutter, uint32_t from, uint32_t to, bool line_start)
{
    if (to == cutter->length || cutter->bytes[to] == '\n' || !has_tab(cutter, from, to))
        return false;
    return (!line_start && !is_item_marker(cutter)) || has_cell_behind(cutter, to);
}

/* One mark a tab, so that an empty cell can be told. */
static int cut_tabs(struct cutter *cutter, uint32_t from, uint32_t to, bool line_start)
{
    for (uint32_t at = from; at < to; at++) {
        if (cutter->bytes[at] != '\t')
            continue;
        struct token *token = LIST_PUSH(cutter->arena, &cutter->tokens);
        if (!token)
            return IND_E_LIMIT;
        *token = (struct token){.start = at, .end = at + 1, .kind = TOKEN_MARK, .mark = '\t', .flags = TOKEN_SPACED};
        set_flags(token, line_start ? TOKEN_LINE_START : 0);
        line_start = false;
    }
    return 0;
}

int tokens_read(struct arena *arena, const struct text *text, struct tokens *ret_tokens)
{
    struct cutter cutter = {.arena = arena, .bytes = text->bytes, .length = text->length};
    bool line_start = true;
    for (;;) {
        uint32_t behind = cutter.at;
        cutter.at = skip_blanks(&cutter, behind);
        if (cutter.at == cutter.length)
            break;
        bool spaced = line_start || cutter.at > behind;
        if (cutter.at > behind && parts_cells(&cutter, behind, cutter.at, line_start)) {
            TRY(cut_tabs(&cutter, behind, cutter.at, line_start));
            line_start = false;
        }
        struct token *token = LIST_PUSH(arena, &cutter.tokens);
        if (!token)
            return IND_E_LIMIT;
        token->start = cutter.at;
        set_flags(token, (spaced ? TOKEN_SPACED : 0) | (line_start ? TOKEN_LINE_START : 0));
        cut(&cutter, token);
        line_start = token->kind == TOKEN_BREAK;
    }
    LIST_TRIM(arena, &cutter.tokens);
    *ret_tokens = (struct tokens){.text = text, .items = cutter.tokens.items, .count = cutter.tokens.count};
    return 0;
}
