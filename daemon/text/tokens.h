/* The text cut into tokens: words, numbers, marks and line breaks, each with its place. What a token means is
 * for lang/ and extract/. Pure; any thread. */
#ifndef TEXT_TOKENS_H
#define TEXT_TOKENS_H

#include "daemon/text/text.h"

enum token_kind {
    TOKEN_WORD,   /* a letter, then letters, combining marks, digits, superscripts: "tỷ", "m2", "km²", "F0", "NTM" */
    TOKEN_NUMBER, /* digits, with single '.' or ',' between digits: "39,2", "12.278,27", "05" */
    TOKEN_MARK,   /* one punctuation or symbol character, or a tab that parts cells */
    TOKEN_BREAK,  /* one or more line ends with the blanks between them */
};

enum token_flag {
    TOKEN_SPACED = 1,     /* white space (or the start of the text) stands before it */
    TOKEN_CAPITAL = 2,    /* a word whose first letter is upper case */
    TOKEN_UPPER = 4,      /* a word of two or more letters, all upper case */
    TOKEN_LINE_START = 8, /* first of its line */
    TOKEN_PLAIN = 16,     /* a number without separators */
};

/* Twelve bytes: a large article has millions. */
struct token {
    uint32_t start; /* byte offsets into the clean text */
    uint32_t end;
    uint16_t symbol;   /* 0 until lang/ names it: the token's number in the tables' vocabulary, 0 for none */
    uint8_t kind : 2;  /* enum token_kind */
    uint8_t flags : 6; /* of enum token_flag */
    /* Of a mark: its ASCII stand-in. Dashes (- – — − ‐ ‑) '-'; quotes of all kinds '"'; apostrophes '\'';
     * ellipsis and two or more dots in a row (one token) 'e'; bullets (• ▪ ◦ ● ‣ · + at a line's start) '*';
     * a tab between cells '\t'; × and an x between two digits 'x'; % and ％ '%'; ‰ 'm'; ° º ⁰ 'o'; $ '$'; ₫ 'd'; € 'E';
     * £ 'P'; ¥ 'Y'; fraction slash ⁄ '/'; other ASCII as itself; anything else '?'. Of a break: the number of line
     * ends, at most 255. */
    uint8_t mark;
};

_Static_assert(sizeof(struct token) == 12, "a token is as small as it is meant to be");

struct tokens {
    const struct text *text;
    struct token *items;
    uint32_t count;
};

/* Tokens in text order, into the arena. Word boundaries are those of Unicode letters with their marks, never of
 * bytes. A '.' or ',' belongs to a number only between two digits. Errors: IND_E_LIMIT (arena full). Linear. */
int tokens_read(struct arena *arena, const struct text *text, struct tokens *ret_tokens);

#endif
