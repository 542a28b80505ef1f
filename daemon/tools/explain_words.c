/* The wording of figures. Names are tables in the order of the enumerations they are for. */
#include "daemon/tools/explain_words.h"

#include "daemon/base/decimal.h"
#include "proto/bodies.h"

/* Significant digits of what was computed: more would pretend to know more than the article says. */
#define DERIVED_DIGITS 4
#define RATIO_DIGITS 6

#define BILLION 9
#define MILLION 6

static const char *const qualifier_signs[] = {
    [IND_QUALIFIER_NONE] = "",     [IND_QUALIFIER_ABOUT] = "≈ ",    [IND_QUALIFIER_NEARLY] = "just under ",
    [IND_QUALIFIER_OVER] = "> ",   [IND_QUALIFIER_UNDER] = "< ",    [IND_QUALIFIER_AT_LEAST] = "≥ ",
    [IND_QUALIFIER_AT_MOST] = "≤ ",
};

const char *word_role(ind_role role)
{
    static const char *const words[] = {
        [IND_ROLE_LEVEL] = "level", [IND_ROLE_PLAN] = "plan", [IND_ROLE_CHANGE] = "change", [IND_ROLE_SHARE] = "share"};
    return words[role];
}

const char *word_status(ind_status status)
{
    static const char *const words[] = {
        [IND_STATUS_ACTUAL] = "actual", [IND_STATUS_ESTIMATE] = "estimate", [IND_STATUS_TARGET] = "target"};
    return words[status];
}

const char *word_source(ind_period_source source)
{
    static const char *const words[] = {
        [IND_SOURCE_NONE] = "",
        [IND_SOURCE_CLAUSE] = "its own clause",
        [IND_SOURCE_SENTENCE] = "its sentence",
        [IND_SOURCE_PARAGRAPH] = "its paragraph",
        [IND_SOURCE_CARRIED] = "an earlier paragraph",
        [IND_SOURCE_TITLE] = "the title",
        [IND_SOURCE_ARTICLE_DATE] = "the article's date",
    };
    return words[source];
}

const char *word_level(ind_admin_level level)
{
    static const char *const words[] = {
        [IND_LEVEL_NONE] = "",          [IND_LEVEL_COUNTRY] = "country", [IND_LEVEL_PROVINCE] = "province",
        [IND_LEVEL_DISTRICT] = "district", [IND_LEVEL_COMMUNE] = "commune", [IND_LEVEL_VILLAGE] = "village",
        [IND_LEVEL_OWN] = "",
    };
    return words[level];
}

void words_text(struct buffer *out, ind_text text)
{
    if (text.bytes)
        buffer_append(out, text.bytes, text.length);
}

static bool is(ind_text text, const char *word)
{
    return text.bytes && text.length == strlen(word) && !memcmp(text.bytes, word, text.length);
}

static bool begins(ind_text text, const char *word)
{
    return text.bytes && text.length >= strlen(word) && !memcmp(text.bytes, word, strlen(word));
}

/* --- numbers ---------------------------------------------------------------------------------------------------- */

/* Half away from zero, to so many significant digits. */
static ind_decimal rounded(ind_decimal number, int digits)
{
    unsigned __int128 limit = 1;
    unsigned last = 0;
    for (int i = 0; i < digits; i++)
        limit *= 10;
    while (digits && number.known && number.digits >= limit) {
        last = (unsigned)(number.digits % 10);
        number.digits /= 10;
        number.exponent++;
    }
    number.digits += last >= 5;
    return number;
}

void words_number(struct buffer *out, ind_decimal number, int digits)
{
    char text[DECIMAL_TEXT];
    if (!number.known)
        return;
    size_t length = decimal_print(rounded(number, digits), text), sign = text[0] == '-', whole = strcspn(text, ".");
    buffer_text(out, sign ? "−" : "");
    for (size_t i = sign; i < length; i++) {
        if (i > sign && i < whole && (whole - i) % 3 == 0)
            buffer_byte(out, ' ');
        buffer_byte(out, text[i]);
    }
}

/* Vietnamese money is thought of in tỷ and triệu: the power of ten that is put into words. */
static int scale_of(ind_decimal number, ind_text unit)
{
    ind_decimal size = number;
    size.negative = false;
    if (!begins(unit, "VND") || !size.known)
        return 0;
    if (decimal_compare(size, decimal_of(1, BILLION)) >= 0)
        return BILLION;
    return decimal_compare(size, decimal_of(1, MILLION)) >= 0 ? MILLION : 0;
}

static void unit_words(struct buffer *out, ind_text unit, ind_text counted, int scale)
{
    ind_text shown = is(unit, "1") ? counted : is(unit, "[pp]") ? (ind_text){"points of %", 11} : unit;
    buffer_text(out, scale == BILLION ? " tỷ" : scale == MILLION ? " triệu" : "");
    if (!shown.bytes)
        return;
    buffer_byte(out, ' ');
    words_text(out, shown);
}

void words_amount(struct buffer *out, ind_decimal number, ind_text unit, ind_text counted, int digits)
{
    if (!number.known)
        return;
    int scale = scale_of(number, unit);
    words_number(out, decimal_shift(number, -scale), digits);
    unit_words(out, unit, counted, scale);
}

void words_level(struct buffer *out, const ind_level *level)
{
    buffer_text(out, qualifier_signs[level->qualifier]);
    if (level->part.known && level->whole.known) {
        words_number(out, level->part, EXACT);
        buffer_text(out, " of ");
        words_amount(out, level->whole, level->unit, level->counted, EXACT);
    } else if (level->low.known && level->high.known) {
        int scale = scale_of(level->high, level->unit);
        words_number(out, decimal_shift(level->low, -scale), EXACT);
        buffer_text(out, "–");
        words_amount(out, level->high, level->unit, level->counted, EXACT);
    } else {
        words_amount(out, level->value, level->unit, level->counted, EXACT);
    }
}

/* --- figures ----------------------------------------------------------------------------------------------------- */

static ind_decimal percent_of(ind_decimal ratio, bool as_change)
{
    return decimal_shift(as_change ? decimal_subtract(ratio, decimal_of(1, 0)) : ratio, 2);
}

static void put_plus(struct buffer *out, ind_decimal number)
{
    if (number.known && !number.negative)
        buffer_byte(out, '+');
}

static void put_ratio(struct buffer *out, ind_decimal ratio, bool as_change)
{
    ind_decimal percent = percent_of(ratio, as_change);
    if (as_change)
        put_plus(out, percent);
    words_number(out, percent, RATIO_DIGITS);
}

static void put_delta(struct buffer *out, const ind_figure *f)
{
    if (f->low.known && f->high.known) {
        words_number(out, f->low, EXACT);
        buffer_text(out, "–");
        words_amount(out, f->high, f->unit, (ind_text){0}, EXACT);
        return;
    }
    put_plus(out, f->delta);
    words_amount(out, f->delta, f->unit, (ind_text){0}, EXACT);
}

void words_figure(struct buffer *out, const ind_figure *f)
{
    bool as_change = f->role == IND_ROLE_CHANGE;
    buffer_text(out, qualifier_signs[f->qualifier]);
    if (f->delta.known) {
        put_delta(out, f);
        return;
    }
    if (!f->ratio.known)
        return;
    bool range = f->low.known && f->high.known;
    put_ratio(out, range ? f->low : f->ratio, as_change);
    if (range) {
        buffer_text(out, "–");
        put_ratio(out, f->high, as_change);
    }
    buffer_text(out, " %");
}

static void put_quoted(struct buffer *out, const char *before, ind_text text, const char *otherwise)
{
    buffer_text(out, text.bytes ? before : otherwise);
    if (text.bytes) {
        buffer_text(out, "“");
        words_text(out, text);
        buffer_text(out, "”");
    }
}

static const char *comparison_words(ind_comparison comparison)
{
    static const char *const words[] = {
        [IND_COMPARISON_NONE] = "",
        [IND_COMPARISON_YEAR_ON_YEAR] = "year on year",
        [IND_COMPARISON_PREVIOUS_PERIOD] = "the period before",
        [IND_COMPARISON_PERIOD_START] = "the period's start",
        [IND_COMPARISON_TERM] = "the term",
        [IND_COMPARISON_FIXED] = "a fixed period",
    };
    return words[comparison];
}

static void change_basis(struct buffer *out, const ind_figure *f)
{
    put_quoted(out, "against ", f->basis, "against an earlier period");
    const char *comparison = comparison_words(f->comparison);
    bool dated = f->period.start.year != 0;
    if (!*comparison && !dated)
        return;
    buffer_print(out, " (%s%s", comparison, *comparison && dated ? ", " : "");
    words_period(out, &f->period);
    buffer_byte(out, ')');
}

static void plan_basis(struct buffer *out, const ind_figure *f)
{
    static const char *const kinds[] = {
        [IND_BASIS_NONE] = "",         [IND_BASIS_PLAN] = "of the plan",         [IND_BASIS_BUDGET] = "of the budget",
        [IND_BASIS_TARGET] = "of the target", [IND_BASIS_RESOLUTION] = "of the resolution",
    };
    const char *kind = kinds[f->basis_code];
    buffer_text(out, *kind ? kind : "of the plan");
    put_quoted(out, " ", f->basis, "");
    put_quoted(out, ", set by ", f->assigner, "");
    if (f->period.start.year) {
        buffer_text(out, ", for ");
        words_period(out, &f->period);
    }
}

void words_basis(struct buffer *out, const ind_figure *f)
{
    if (f->role == IND_ROLE_PLAN)
        plan_basis(out, f);
    else if (f->role == IND_ROLE_CHANGE)
        change_basis(out, f);
    else
        put_quoted(out, "of ", f->basis, "of the whole");
}

/* The unit that the base is in: the figure's own, else the level's. */
static ind_text base_unit(const ind_observation *o, const ind_figure *f)
{
    return f->unit.bytes || !o->has_level ? f->unit : o->level.unit;
}

/* A whole that the text states itself ("18/21") is not derived a second time from its share. */
static bool has_base(const ind_observation *o, const ind_figure *f)
{
    return f->value.known && !(f->role == IND_ROLE_SHARE && f->derived && o->level.whole.known);
}

void words_base(struct buffer *out, const ind_observation *o, const ind_figure *f)
{
    if (!has_base(o, f))
        return;
    buffer_text(out, f->derived && f->value_low.known ? "≈ " : "");
    words_amount(out, f->value, base_unit(o, f), o->level.counted,
                 f->derived && !f->delta.known ? DERIVED_DIGITS : EXACT);
}

void words_origin(struct buffer *out, const ind_observation *o, const ind_figure *f)
{
    if (!has_base(o, f))
        return;
    buffer_text(out, f->derived ? "derived" : "stated");
    if (!f->derived || !f->value_low.known || !f->value_high.known)
        return;
    buffer_text(out, "; rounding allows ");
    int scale = scale_of(f->value_high, base_unit(o, f));
    words_number(out, decimal_shift(f->value_low, -scale), DERIVED_DIGITS);
    buffer_text(out, " to ");
    words_amount(out, f->value_high, base_unit(o, f), o->level.counted, DERIVED_DIGITS);
}

/* The ratio that the amounts themselves give. */
static ind_decimal own_ratio(const ind_observation *o, const ind_figure *f)
{
    if (f->role == IND_ROLE_SHARE)
        return decimal_divide(o->level.part, o->level.whole);
    return decimal_divide(o->level.value, f->value);
}

void words_doubt(struct buffer *out, const ind_observation *o, const ind_figure *f)
{
    if (f->consistent == IND_TRISTATE_UNKNOWN)
        return;
    if (f->consistent == IND_TRISTATE_TRUE) {
        buffer_text(out, "agrees with the amounts");
        return;
    }
    buffer_text(out, "does not agree: the text says ");
    put_ratio(out, f->ratio, false);
    buffer_text(out, " %, its amounts give ");
    words_number(out, percent_of(own_ratio(o, f), false), DERIVED_DIGITS);
    buffer_text(out, " %");
}

/* --- periods ------------------------------------------------------------------------------------------------------ */

void words_period(struct buffer *out, const ind_period *period)
{
    if (!period->start.year)
        return;
    char code[IND_PERIOD_CODE], start[IND_DATE_TEXT], end[IND_DATE_TEXT];
    size_t length = ind_period_code(period, code);
    if (!memchr(code, '/', length)) {
        buffer_text(out, code);
        return;
    }
    ind_date_print(period->start, start);
    ind_date_print(period->end, end);
    buffer_print(out, "%s – %s", start, end);
}
