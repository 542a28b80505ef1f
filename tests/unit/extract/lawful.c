/* The laws of lawful.h, one function each, as the observation contract's section 8 states them. */
#include "tests/unit/extract/lawful.h"

#include "daemon/base/decimal.h"
#include "daemon/text/text.h"

#define CONTEXT_BYTES 600
#define SLICE_MEMORY ((size_t)16 << 20)

/* What the laws look at, and where complaints go. */
struct court {
    const ind_result *result;
    const char *bytes; /* what spans point into */
    size_t length;
    struct buffer *complaints;
    const char *what; /* the record under trial */
    uint32_t index;
};

static void demand(struct court *c, bool holds, const char *law)
{
    if (!holds)
        buffer_print(c->complaints, "%s %u: %s\n", c->what, c->index, law);
}

/* --- spans and texts -------------------------------------------------------------------------------------------- */

static bool is_boundary(const struct court *c, uint32_t at)
{
    return at == c->length || (at < c->length && ((unsigned char)c->bytes[at] & 0xC0) != 0x80);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t';
}

/* The same bytes but for how much white space stands between words. */
static bool same_words(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t i = 0, j = 0;
    while (i < a_length && j < b_length) {
        if (is_blank(a[i]) != is_blank(b[j]) || (!is_blank(a[i]) && a[i] != b[j]))
            return false;
        bool blank = is_blank(a[i]);
        i++;
        j++;
        while (blank && i < a_length && is_blank(a[i]))
            i++;
        while (blank && j < b_length && is_blank(b[j]))
            j++;
    }
    return i == a_length && j == b_length;
}

static void span_in_bounds(struct court *c, ind_span span)
{
    if (!span.end)
        return;
    demand(c, span.start < span.end && span.end <= c->length, "a span is empty or out of bounds");
    if (span.start < span.end && span.end <= c->length)
        demand(c, is_boundary(c, span.start) && is_boundary(c, span.end), "a span cuts a character");
}

/* The text is what the bytes at its span normalise to. */
static void text_is_at(struct court *c, ind_text text, ind_span span)
{
    demand(c, text.bytes && text.length, "a text is missing");
    demand(c, span.end != 0, "a span is missing");
    span_in_bounds(c, span);
    if (!text.length || span.start >= span.end || span.end > c->length)
        return;
    struct arena arena;
    arena_init(&arena, SLICE_MEMORY);
    struct text slice;
    bool read = !text_read(&arena, c->bytes + span.start, span.end - span.start, &slice, NULL);
    demand(c, read && same_words(slice.bytes, slice.length, text.bytes, text.length),
           "a text is not what the bytes at its span normalise to");
    arena_done(&arena);
}

static void figure_text_is_at(struct court *c, ind_text text, ind_span span)
{
    text_is_at(c, text, span);
    if (text.length)
        demand(c, !is_blank(text.bytes[0]) && !is_blank(text.bytes[text.length - 1]), "a figure begins or ends with a blank");
}

/* --- numbers ------------------------------------------------------------------------------------------------------- */

static bool in_order(ind_decimal low, ind_decimal middle, ind_decimal high)
{
    if (!low.known && !high.known)
        return true;
    return low.known && high.known && middle.known && decimal_compare(low, middle) <= 0 && decimal_compare(middle, high) <= 0;
}

static bool same(ind_decimal a, ind_decimal b)
{
    return a.known && b.known && decimal_compare(a, b) == 0;
}

static void level_is_lawful(struct court *c, const ind_level *level)
{
    figure_text_is_at(c, level->text, level->span);
    demand(c, level->value.known, "a level has no value");
    demand(c, level->unit.length && level->dimension.length, "a level has no unit or no dimension");
    demand(c, level->rule.length != 0, "a level does not say what read it");
    demand(c, in_order(level->low, level->value, level->high), "low, value and high are out of order");
    if (level->low.known && level->high.known)
        demand(c, same(level->value, decimal_midpoint(level->low, level->high)), "a range's value is not its midpoint");
    demand(c, level->part.known == level->whole.known, "a part without its whole");
    if (level->part.known)
        demand(c, same(level->value, level->part), "a part of a whole's value is not the part");
}

/* --- figures ------------------------------------------------------------------------------------------------------- */

static void figure_fits_role(struct court *c, const ind_figure *f, bool has_level)
{
    demand(c, f->role != IND_ROLE_LEVEL, "a figure has the role of a level");
    if (f->role == IND_ROLE_CHANGE)
        demand(c, f->ratio.known != f->delta.known, "a change has not exactly one of ratio and delta");
    else
        demand(c, (f->ratio.known || f->value_span.end) && !f->delta.known, "a plan or share figure is not a ratio");
    if (f->role == IND_ROLE_SHARE)
        demand(c, has_level, "a share without a level");
    if (f->delta.known)
        demand(c, f->unit.length != 0, "a delta has no unit");
}

static void figure_is_lawful(struct court *c, const ind_figure *f, bool has_level)
{
    figure_text_is_at(c, f->text, f->span);
    span_in_bounds(c, f->value_span);
    figure_fits_role(c, f, has_level);
    demand(c, f->rule.length != 0, "a figure does not say what read it");
    demand(c, !f->low.known || !f->high.known || decimal_compare(f->low, f->high) <= 0, "low is above high");
    demand(c, !f->derived || (f->value.known && has_level), "a derived value is missing, or was derived from nothing");
    demand(c, in_order(f->value_low, f->value, f->value_high), "value_low, value and value_high are out of order");
    demand(c, !f->value_span.end || !f->derived, "a stated value is marked as derived");
}

static void figures_are_in_order(struct court *c, const ind_observation *o)
{
    for (uint32_t i = 1; i < o->figure_count; i++) {
        const ind_figure *before = &o->figures[i - 1], *f = &o->figures[i];
        bool ordered = before->role < f->role || (before->role == f->role && before->span.start < f->span.start);
        demand(c, ordered, "figures are not plans, then changes, then shares, each in text order");
    }
}

/* --- periods --------------------------------------------------------------------------------------------------------- */

static bool is_date(ind_date date)
{
    return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31;
}

static int compare_dates(ind_date a, ind_date b)
{
    int first = a.year * 10000 + a.month * 100 + a.day, second = b.year * 10000 + b.month * 100 + b.day;
    return (first > second) - (first < second);
}

static void period_is_lawful(struct court *c, const ind_period *period)
{
    demand(c, (period->start.year == 0) == (period->source == IND_SOURCE_NONE), "a period and its source do not go together");
    if (!period->start.year)
        return;
    demand(c, is_date(period->start) && is_date(period->end), "a period's day is none of the calendar");
    demand(c, compare_dates(period->start, period->end) <= 0, "a period ends before it begins");
}

/* --- observations ------------------------------------------------------------------------------------------------------ */

static uint32_t first_mention(const ind_observation *o)
{
    uint32_t first = o->has_level ? o->level.span.start : UINT32_MAX;
    for (uint32_t i = 0; i < o->figure_count; i++)
        if (o->figures[i].span.start < first)
            first = o->figures[i].span.start;
    return first;
}

static void id_is_lawful(struct court *c, const ind_observation *o)
{
    char expected[sizeof o->id];
    snprintf(expected, sizeof expected, "%s:%u", c->result->article.id, first_mention(o));
    demand(c, !strcmp(expected, o->id), "the id is not the article's and the start of the first mention");
}

static void context_is_lawful(struct court *c, const ind_observation *o)
{
    text_is_at(c, o->context, o->context_span);
    demand(c, o->context.length <= CONTEXT_BYTES, "the context is longer than 600 bytes");
    uint32_t at = first_mention(o);
    demand(c, o->context_span.start <= at && at < o->context_span.end, "the context is not around the first mention");
}

static void observation_is_lawful(struct court *c, const ind_observation *o)
{
    demand(c, o->index == c->index && o->revision == 1, "index or revision is wrong");
    demand(c, o->has_level || o->figure_count, "an observation without any figure");
    span_in_bounds(c, o->indicator_span);
    demand(c, (o->indicator.length == 0) == (o->indicator_span.end == 0), "label and its span do not go together");
    demand(c, (o->place.code.length == 0) == (o->place.vintage.length == 0), "a place's code without its vintage");
    id_is_lawful(c, o);
    context_is_lawful(c, o);
    period_is_lawful(c, &o->period);
    if (o->has_level)
        level_is_lawful(c, &o->level);
    for (uint32_t i = 0; i < o->figure_count; i++) {
        figure_is_lawful(c, &o->figures[i], o->has_level);
        period_is_lawful(c, &o->figures[i].period);
    }
    figures_are_in_order(c, o);
}

/* --- mentions of the whole article --------------------------------------------------------------------------------------- */

static int compare_spans(const void *a, const void *b)
{
    const ind_span *first = a, *second = b;
    return (first->start > second->start) - (first->start < second->start);
}

static size_t collect_spans(const ind_result *result, ind_span *spans)
{
    size_t count = 0;
    for (uint32_t i = 0; i < result->count; i++) {
        const ind_observation *o = &result->observations[i];
        if (o->has_level)
            spans[count++] = o->level.span;
        for (uint32_t k = 0; k < o->figure_count; k++) {
            spans[count++] = o->figures[k].span;
            bool apart = o->figures[k].value_span.end && o->figures[k].value_span.start != o->figures[k].span.start;
            if (apart)
                spans[count++] = o->figures[k].value_span;
        }
    }
    for (uint32_t i = 0; i < result->left_out_count; i++)
        spans[count++] = result->left_out[i].span;
    return count;
}

static size_t spans_at_most(const ind_result *result)
{
    size_t count = result->left_out_count;
    for (uint32_t i = 0; i < result->count; i++)
        count += 1 + 2 * (size_t)result->observations[i].figure_count;
    return count;
}

/* No piece of text is two mentions, or a mention and left out. */
static void spans_are_apart(struct court *c)
{
    ind_span *spans = calloc(spans_at_most(c->result) + 1, sizeof *spans);
    if (!spans) {
        buffer_text(c->complaints, "no memory to compare spans\n");
        return;
    }
    size_t count = collect_spans(c->result, spans);
    qsort(spans, count, sizeof *spans, compare_spans);
    for (size_t i = 1; i < count; i++) {
        c->index = (uint32_t)spans[i].start;
        demand(c, spans[i - 1].end <= spans[i].start, "a mention overlaps another one or a numeral left out");
    }
    free(spans);
}

static void left_out_is_lawful(struct court *c)
{
    for (uint32_t i = 0; i < c->result->left_out_count; i++) {
        const ind_left_out *left = &c->result->left_out[i];
        c->index = i;
        figure_text_is_at(c, left->text, left->span);
        demand(c, left->rule.length != 0, "no reason is given");
        demand(c, !i || left[-1].span.start < left->span.start, "not in text order");
    }
}

static void observations_are_in_order(struct court *c)
{
    for (uint32_t i = 1; i < c->result->count; i++) {
        c->index = i;
        demand(c, first_mention(&c->result->observations[i - 1]) < first_mention(&c->result->observations[i]),
               "observations are not in text order");
    }
}

void lawful_check(const ind_result *result, const ind_source *source, struct buffer *complaints)
{
    bool in_file = result->article.offsets_in_file;
    struct court c = {.result = result, .complaints = complaints,
                      .bytes = in_file ? source->bytes : result->text.bytes,
                      .length = in_file ? source->length : result->text.length};
    c.what = "observation";
    for (c.index = 0; c.index < result->count; c.index++)
        observation_is_lawful(&c, &result->observations[c.index]);
    observations_are_in_order(&c);
    c.what = "left out";
    left_out_is_lawful(&c);
    c.what = "mention at";
    spans_are_apart(&c);
}
