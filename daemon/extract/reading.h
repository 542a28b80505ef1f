/* One article while it is being read: what every step of the extraction finds and the later ones use. The steps
 * run in the order of this file, each once, each linear in the tokens; none of them looks ahead to a later one.
 * Internal to extract/. All memory is the reading's arena. */
#ifndef EXTRACT_READING_H
#define EXTRACT_READING_H

#include "daemon/base/arena.h"
#include "daemon/base/decimal.h"
#include "daemon/lang/tables.h"
#include "daemon/text/document.h"

#define NONE UINT32_MAX

/* What a token has been taken for. */
enum token_use {
    USE_FREE,
    USE_HEAD,      /* head line, furniture: not the article's prose */
    USE_TIME,      /* part of a time expression */
    USE_LEFT_OUT,  /* a numeral that counts nothing */
    USE_MENTION,   /* part of a mention */
    USE_TABLE,     /* part of a table that is read by its columns */
};

/* A sentence, as tokens [first, end), its final mark included. */
struct sentence {
    uint32_t first;
    uint32_t end;
    uint32_t paragraph; /* number of its line */
    uint64_t classes;   /* of which a hit begins in it, by CLASS_BIT */
    bool title;
    bool furniture;
    bool continued; /* ends with a colon or is a list item: the next line goes on with what it set */
    bool item;      /* begins with a bullet or a list number */
    bool heading;   /* a line of its own with a number of a chapter or in capitals, that ends as no sentence does */
};

/* A time expression and the interval it stands for. */
struct frame {
    uint32_t first;
    uint32_t said; /* where the expression itself begins, behind "đến" and the like */
    uint32_t end;
    uint32_t sentence;
    ind_date start_date;
    ind_date end_date;
    uint8_t shape;      /* enum frame_shape of period.c */
    bool has_year;      /* the text says the year here */
    bool comparison;    /* what a figure is compared with: sets nothing */
    bool deadline;      /* "trước 31/10": sets nothing */
    bool modifier;      /* of a programme, congress, plan …: sets nothing */
    bool planned;       /* of a task or plan: holds in its own sentence only */
    bool season;        /* planned, but only as a crop's or a school's year beside the calendar's */
    bool alone;         /* planned, but only as "riêng tháng 9" */
    bool aside; /* goes no further than its sentence: behind its figures, with none of its own, or looking back */
    bool inner; /* a part of what is in force, told in the middle of its paragraph: goes no further than that */
    bool early;         /* "đầu năm 2023": of an article of that year, up to its date */
    bool until;         /* "đến 31/10": runs from the year's start */
    bool narrow;        /* "nguồn vốn giai đoạn 2016-2020 là …": holds in its clause only */
    bool measured;      /* a figure stands in its sentence behind it */
    bool preceded;      /* … before it */
    uint32_t behind;    /* the first mention behind it */
    bool trails;        /* … before it, and none behind */
    bool attached;      /* stands right behind a figure and is about that one alone */
    bool tabular;       /* of a table's column or row: sets nothing outside of it */
    uint32_t bracket_first, bracket_end; /* tokens of the bracket it stands in; equal outside of one */
    bool resolved;      /* the dates are known */
};

struct place_unit;

struct mention {
    uint32_t first;      /* tokens [first, end): numeral and unit */
    uint32_t number_end; /* behind the numeral and its multipliers */
    uint32_t end;
    uint32_t whole_first; /* first token of the whole or the plan behind a slash */
    uint32_t left; /* first token of the qualifiers and cues before it; == first without any */
    uint32_t sentence;
    /* quantity, canonical */
    ind_decimal value, low, high, part, whole;
    ind_decimal half; /* half of the last printed place, for what rounding allows */
    bool range;
    bool parts;           /* part/whole */
    bool word;            /* a word numeral */
    const char *unit;     /* canonical code, in static or arena memory */
    const char *dimension;
    uint32_t unit_first, unit_end;       /* tokens; equal when there is none */
    uint32_t counted_first, counted_end; /* tokens; equal when there is none */
    const char *rule;
    ind_qualifier qualifier;
    /* role */
    ind_role role;
    enum entry_class cue; /* of the cue that decided; CLASS_COUNT for none */
    uint32_t cue_first, cue_end; /* tokens */
    uint32_t basis_first, basis_end;       /* plan noun, earlier period or whole, tokens */
    ind_basis basis_code;
    ind_comparison comparison;
    uint32_t assigner_first, assigner_end;
    ind_admin_level assigner_level;
    ind_decimal ratio, delta;
    ind_decimal ratio_half;
    bool bare_growth;      /* "tăng 7,5%" with nothing it is compared with */
    bool states_plan;      /* a plan's own amount */
    bool beside; /* hangs where the figure before it does: "tăng 5,4% và 17,2% so với tháng trước và cùng kỳ" */
    bool grouped;          /* one of several figures that "lần lượt" hands out */
    bool listed_part;      /* of a plan figure: of a part of what the figure before was planned for */
    bool swallowed;        /* told by another mention: no figure of its own */
    bool tabular;          /* of a table's cell: role, links, label and status are settled with it */
    uint32_t grid;         /* … and the table it is of, into reading.grids */
    bool sums;             /* of the total row of a table of places */
    bool year_before;      /* of the period before the one in force */
    const ind_period *plan_period; /* of a plan figure in a table: what its header says; NULL for nothing */
    uint32_t plan_amount;  /* of a plan figure: the mention that states its amount, NONE */
    /* links */
    uint32_t owner;        /* the mention this one hangs on, NONE for none (then it opens an observation) */
    uint32_t subject_first, subject_end; /* own words before the cue, tokens; equal when there are none */
    bool borrowed; /* the label is that of the figure before it */
    bool lent_rate; /* … and names another class of its rate: "tỷ lệ tuyển sinh", "lớp 6" */
    bool rated;    /* one of the places that a rate is listed for, the rate its label */
    /* label, as pieces of tokens */
    uint32_t label_first, label_end;
    uint32_t tail_first, tail_end;
    uint32_t verb_first, verb_end;
    uint32_t head_first, head_end; /* the head that a list hands down */
    uint32_t topic_first, topic_end; /* the heading that completes the label: behind all else of it */
    ind_status status;
    uint32_t frame; /* NONE: no period */
    ind_period_source frame_source;
    ind_period period;
    const ind_place *place; /* NULL: unknown */
    const struct taxon *taxon; /* of a head: its indicator, NULL for none */
    ind_match match;
    bool against_earlier; /* its basis begins with a word for an earlier time */
    const struct place_unit *lies_in; /* the official unit of the place, or one that it lies in; NULL for none */
};

struct table;
struct table_row;

struct reading {
    struct arena *arena;
    const ind_tables *tables;
    struct pattern_worker *patterns;
    struct document document; /* what its file says beside the text */
    struct text text;
    struct tokens tokens;
    struct hits hits;
    uint8_t *use; /* enum token_use, one a token */
    uint8_t *asides; /* while codes are sought: 1 + how many tokens of an aside begin at each; 0 is not known yet */
    bool english; /* numerals are read the English way */
    uint32_t mentions_most; /* an article with more is refused */
    LIST_OF(struct table_row) rows; /* lines with cells, of all tables */
    LIST_OF(struct table) grids;
    LIST_OF(struct sentence) sentences;
    uint32_t *sentence_of; /* of each token */
    LIST_OF(struct frame) frames;
    LIST_OF(struct mention) mentions;
    LIST_OF(ind_left_out) left_out;
    ind_span title;     /* tokens as a span */
    ind_date published; /* year 0 unknown; day 0 where only the month is known */
    const char *published_source; /* static; NULL without a date */
    ind_place place;    /* the article's own */
};

/* --- looking at tokens (reading.c) ---------------------------------------------------------------------------- */

static inline const struct token *token_at(const struct reading *r, uint32_t at)
{
    return &r->tokens.items[at];
}

static inline bool is_mark(const struct reading *r, uint32_t at, char mark)
{
    return at < r->tokens.count && token_at(r, at)->kind == TOKEN_MARK && token_at(r, at)->mark == (uint8_t)mark;
}

static inline bool is_kind(const struct reading *r, uint32_t at, enum token_kind kind)
{
    return at < r->tokens.count && token_at(r, at)->kind == kind;
}

/* A word that is written with a capital first. */
static inline bool is_capital(const struct reading *r, uint32_t at)
{
    return is_kind(r, at, TOKEN_WORD) && (token_at(r, at)->flags & TOKEN_CAPITAL);
}

static inline bool begins(const struct reading *r, uint32_t at, enum entry_class cls)
{
    return hits_begin(&r->hits, at, cls);
}

/* Whether a hit of one of these classes, given by CLASS_BIT, begins in the sentence of the token: where none does,
 * nobody need look for it. */
static inline bool sentence_has(const struct reading *r, uint32_t at, uint64_t classes)
{
    return (r->sentences.items[r->sentence_of[at]].classes & classes) != 0;
}

/* No white space between the token and the one before it. */
static inline bool is_tight(const struct reading *r, uint32_t at)
{
    return at < r->tokens.count && !(token_at(r, at)->flags & TOKEN_SPACED);
}

/* The token is `word`, which is in lower case and as long; the text's may be in upper. */
bool token_equals(const struct reading *r, uint32_t at, const char *word);
static inline bool token_is(const struct reading *r, uint32_t at, const char *word)
{
    if (at >= r->tokens.count)
        return false;
    const struct token *token = token_at(r, at);
    unsigned differs = (unsigned char)r->text.bytes[token->start] ^ (unsigned char)*word;
    if (differs & ~0x20u) /* but for its case the first byte must fit: seldom anything else is looked at */
        return false;
    return token->end - token->start == strlen(word) && token_equals(r, at, word);
}

static inline bool unit_is(const struct mention *m, const char *unit)
{
    return m->unit && *m->unit == *unit && strcmp(m->unit, unit) == 0;
}

static inline bool is_percent(const struct mention *m)
{
    return unit_is(m, "%");
}

/* It counts a noun. */
static inline bool is_count(const struct mention *m)
{
    return m->counted_first < m->counted_end;
}

/* The value column of an entry is exactly `value`. */
bool entry_is(const struct entry *entry, const char *value);

/* The clean text of tokens [first, end), white space folded to single spaces; null for none. */
ind_text text_of(struct reading *r, uint32_t first, uint32_t end);

/* Source span of tokens [first, end). */
ind_span span_of(const struct reading *r, uint32_t first, uint32_t end);

/* A plain integer token's value; -1 for anything else or more than nine digits. */
int64_t small_number(const struct reading *r, uint32_t at);

/* Digits only, no separators. */
static inline bool is_plain_number(const struct reading *r, uint32_t at)
{
    return at < r->tokens.count && (token_at(r, at)->flags & TOKEN_PLAIN);
}

/* The break that ends the line of token `at`, and the first token of the line behind it. */
uint32_t line_end(const struct reading *r, uint32_t at);
static inline uint32_t line_behind(const struct reading *r, uint32_t end)
{
    return end + (end < r->tokens.count);
}

/* Where a comma piece that holds `at` begins / ends within its sentence: behind the nearest , ; : ( ) … */
bool mark_separates(const struct reading *r, uint32_t at);
static inline bool is_separator(const struct reading *r, uint32_t at)
{
    return is_kind(r, at, TOKEN_BREAK) || (is_kind(r, at, TOKEN_MARK) && mark_separates(r, at));
}

/* The token from which on a step looks when it looks back from `at` in its sentence: at most LOOK_BACK_MAX tokens, so
 * that what a figure costs does not grow with its sentence. */
#define LOOK_BACK_MAX 160
uint32_t look_back(const struct reading *r, uint32_t at);

/* Marks tokens [first, end) as taken. */
void take(struct reading *r, uint32_t first, uint32_t end, enum token_use use);

/* Notes a numeral that is no mention. */
int leave_out(struct reading *r, uint32_t first, uint32_t end, const char *rule);

/* --- the steps --------------------------------------------------------------------------------------------------- */

int layout_read(struct reading *r);          /* layout.c: sentences, title, date, furniture */
int period_read(struct reading *r);          /* period.c: time expressions */
int table_read(struct reading *r);           /* table.c: tables, and what their columns hold */
int mention_read(struct reading *r);         /* mention.c: numerals that count something, with their units */
int role_read(struct reading *r);            /* role.c: what each mention is */
int link_read(struct reading *r);            /* link.c: which figure hangs on which level */
int label_read(struct reading *r);           /* label.c: what is measured */
int status_read(struct reading *r);          /* status.c */
int period_assign(struct reading *r);        /* frame.c: the period in force at each mention */
int place_read(struct reading *r);           /* place.c */
int place_sum(struct reading *r);            /* place_sum.c: the places of total rows */
int region_read(struct reading *r);          /* region.c: regional land units, by the place */
int observation_build(struct reading *r, const ind_article *article, ind_result *result); /* observe.c */

/* --- parts shared by steps --------------------------------------------------------------------------------------- */

/* A numeral as written (numeral.c). */
struct numeral {
    uint32_t end; /* behind its last token */
    ind_decimal value;
    ind_decimal half;
    bool scaled;   /* has a multiplier */
    bool word;
    ind_decimal scale; /* the last multiplier */
};

/* A bare "39 tỷ" is money; a bare "2 tá", "3 chục" is not. */
static inline bool scales_money(const struct numeral *n)
{
    return n->scaled && decimal_compare(n->scale, decimal_of(1000, 0)) >= 0;
}

/* Reads digits the article's way; unknown for more than 34 digits. */
ind_decimal digits_read(const struct reading *r, const char *bytes, size_t length);

/* Decides whether the article's numerals are written the English way. */
bool digits_are_english(const struct reading *r);

/* Reads the numeral that begins at token `at` (digits or words, with multipliers); false when there is none. */
bool numeral_at(const struct reading *r, uint32_t at, struct numeral *ret_numeral);

/* Why the numeral at `at`, as numeral_at read it (NULL: it is none), is no mention; NULL when nothing speaks against
 * it. *ret_end: behind what is left out. */
const char *reject_at(struct reading *r, uint32_t at, const struct numeral *numeral, uint32_t *ret_end);

/* A mention that begins at token `at`, with nothing known of it yet (mention.c). */
struct mention mention_at(const struct reading *r, uint32_t at);

/* Puts a mention behind the others and takes its tokens. Errors: IND_E_LIMIT. */
int mention_keep(struct reading *r, const struct mention *m);

ind_qualifier qualifier_named(const char *name);

/* Finds the lines that are rows of tables, before sentences are cut (table.c). Errors: IND_E_LIMIT. */
int table_find(struct reading *r);

/* The mentions of the table's row that token `at` lies in; `row` is the caller's place among the rows, from 0.
 * *ret_end: behind the row. Errors: IND_E_LIMIT. */
int table_mentions(struct reading *r, uint32_t at, uint32_t *row, uint32_t *ret_end);

/* Multiplies every part of the quantity (unit.c). */
void quantity_scale(struct mention *m, ind_decimal factor);

/* The unit of measure that begins at the token, unless a noun that is counted is meant; NULL for none (unit.c). */
const struct hit *unit_at(const struct reading *r, uint32_t at);

/* Unit, counted noun and denominators behind a numeral (unit.c); fills the unit fields of the mention and scales
 * its quantity. */
int unit_read(struct reading *r, struct mention *m, bool scaled);

#endif
