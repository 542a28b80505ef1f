/* The observation: what an article says about one indicator in one place and period. Plain data, filled in
 * by the extraction (extract.h) and written by the codecs of proto/. Nothing here has behaviour.
 *
 * Every pointer reaches into memory owned by the result that the observation came from. Text is UTF-8, NFC,
 * with plain spaces, given by pointer and length, never NUL-terminated; bytes == NULL says "null". Spans are
 * byte offsets into the file or the extracted text (ind_article.offsets says which), end exclusive; a span
 * whose end is 0 is null. */
#ifndef INDICATORD_OBSERVATION_H
#define INDICATORD_OBSERVATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The most significant digits a numeral may have (observation contract, section 4). */
#define IND_DECIMAL_DIGITS 34

/* An exact decimal: (negative ? -1 : 1) * digits * 10^exponent. known == false is null. */
typedef struct {
    unsigned __int128 digits;
    int32_t exponent;
    bool negative;
    bool known;
} ind_decimal;

typedef struct {
    const char *bytes;
    uint32_t length;
} ind_text;

typedef struct {
    uint32_t start;
    uint32_t end;
} ind_span;

typedef enum {
    IND_QUALIFIER_NONE,
    IND_QUALIFIER_ABOUT,
    IND_QUALIFIER_NEARLY,
    IND_QUALIFIER_OVER,
    IND_QUALIFIER_UNDER,
    IND_QUALIFIER_AT_LEAST,
    IND_QUALIFIER_AT_MOST,
} ind_qualifier;

/* How far a label is the indicator that its code names: just that one, or a part of it ("lao động nữ"). */
typedef enum { IND_MATCH_NONE, IND_MATCH_EXACT, IND_MATCH_NARROWER } ind_match;

typedef enum { IND_STATUS_ACTUAL, IND_STATUS_ESTIMATE, IND_STATUS_TARGET } ind_status;

typedef enum { IND_ROLE_LEVEL, IND_ROLE_PLAN, IND_ROLE_CHANGE, IND_ROLE_SHARE } ind_role;

typedef enum {
    IND_BASIS_NONE,
    IND_BASIS_PLAN,
    IND_BASIS_BUDGET,
    IND_BASIS_TARGET,
    IND_BASIS_RESOLUTION,
} ind_basis;

/* Levels of administration; also who assigned a plan (OWN: the body itself). */
typedef enum {
    IND_LEVEL_NONE,
    IND_LEVEL_COUNTRY,
    IND_LEVEL_PROVINCE,
    IND_LEVEL_DISTRICT,
    IND_LEVEL_COMMUNE,
    IND_LEVEL_VILLAGE,
    IND_LEVEL_OWN,
} ind_admin_level;

typedef enum {
    IND_COMPARISON_NONE,
    IND_COMPARISON_YEAR_ON_YEAR,
    IND_COMPARISON_PREVIOUS_PERIOD,
    IND_COMPARISON_PERIOD_START,
    IND_COMPARISON_TERM,
    IND_COMPARISON_FIXED,
} ind_comparison;

typedef enum { IND_PERIOD_FLOW, IND_PERIOD_STOCK } ind_period_kind;

typedef enum {
    IND_SOURCE_NONE,
    IND_SOURCE_CLAUSE,
    IND_SOURCE_SENTENCE,
    IND_SOURCE_PARAGRAPH,
    IND_SOURCE_CARRIED,
    IND_SOURCE_TITLE,
    IND_SOURCE_ARTICLE_DATE,
} ind_period_source;

typedef enum { IND_TRISTATE_UNKNOWN, IND_TRISTATE_FALSE, IND_TRISTATE_TRUE } ind_tristate;

typedef struct {
    int16_t year; /* 1..9999; 0 is null */
    uint8_t month;
    uint8_t day;
} ind_date;

/* An interval of whole days, both ends in it. start.year == 0 is null. */
typedef struct {
    ind_date start;
    ind_date end;
    ind_period_kind kind;
    ind_period_source source;
    ind_text text; /* the words that set it */
} ind_period;

typedef struct {
    ind_text text;  /* null: no place is known */
    ind_admin_level level;
    ind_text code;    /* official code, null where not resolved */
    ind_text vintage; /* the list the code is of ("2025-03"); null with code */
    ind_text parent;  /* the parent's code */
    uint32_t candidates; /* units that the name could mean, 1 where code is known; 0, null: none in the lists */
} ind_place;

typedef struct {
    ind_decimal value; /* in `unit`; a range's midpoint, a part of a whole's part */
    ind_decimal low, high;
    ind_decimal part, whole;
    ind_text unit;      /* canonical code: UCUM, ISO 4217, "%", "[pp]", "1", "{person}/har" … */
    ind_text dimension; /* "money", "area", "count", "unknown" … */
    ind_text unit_text; /* the unit as written */
    ind_text counted;   /* the counted noun, null but for counts */
    ind_qualifier qualifier;
    ind_text rule; /* the rule or table row that read it */
    ind_text text; /* numeral and unit as written, normalised */
    ind_span span;
} ind_level;

/* One plan, change or share figure tied to an observation. Which fields may be known depends on `role`,
 * as the observation contract's sections 2 and 8 say. */
typedef struct {
    ind_role role;
    ind_decimal ratio; /* actual / plan, now / then, part / whole */
    ind_decimal delta; /* change: absolute, in `unit` */
    ind_decimal low, high;
    ind_qualifier qualifier;
    ind_text basis;    /* plan: "dự toán"; change: `against`; share: `of` */
    ind_basis basis_code;
    ind_text assigner;
    ind_admin_level assigner_level;
    ind_comparison comparison;
    ind_period period;
    ind_decimal value; /* the plan, the earlier amount or the whole, in `unit` of the level or `unit` */
    ind_text unit;
    bool derived; /* value was computed from level and ratio */
    ind_decimal value_low, value_high;
    ind_span value_span;
    ind_tristate consistent;
    ind_text rule;
    ind_text text;
    ind_span span;
} ind_figure;

typedef struct {
    char id[64 + 1 + 20 + 1]; /* article id, colon, start of the first mention; NUL-terminated */
    uint32_t index;           /* in text order, from 0 */
    uint32_t revision;        /* from 1 */
    ind_text indicator;
    ind_text head;
    ind_text indicator_code;
    ind_match indicator_match; /* NONE without a code */
    ind_span indicator_span;
    ind_place place;
    ind_period period;
    ind_status status;
    bool has_level;
    ind_level level;
    const ind_figure *figures; /* plans, then changes, then shares, each in text order */
    uint32_t figure_count;
    ind_text context;
    ind_span context_span;
} ind_observation;

/* What is known of the article itself. */
typedef struct {
    char id[65];      /* SHA-256 of the bytes, hex */
    char text_id[65]; /* SHA-256 of the composed, white-space-folded text, hex */
    ind_text title;
    ind_date published;
    const char *published_source; /* "head_line", "meta", "json_ld", "field"; NULL without a date */
    ind_place place;
    ind_text author;
    ind_text source; /* the site or paper that it is from */
    ind_text url;
    const char *language;   /* "vi" */
    const char *format;     /* "text", "html", "markdown", "json" */
    const char *encoding;   /* "utf-8", "tcvn3" … as FEED.md has them */
    const char *encoding_source; /* what told it: "content", "bom", "declaration", "statistics" */
    uint32_t encoding_sure; /* how sure that is, in percent */
    uint64_t replaced;      /* bytes that could not be decoded and were read as U+FFFD */
    bool offsets_in_file; /* spans are offsets into the file, else into the extracted text */
    uint64_t bytes;
    uint32_t line; /* of a .jsonl record, from 1; 0 is null */
} ind_article;

/* A numeral that is no mention, and why: what `explain` greys out. */
typedef struct {
    ind_span span;
    ind_text text;
    ind_text rule;
} ind_left_out;

#endif
