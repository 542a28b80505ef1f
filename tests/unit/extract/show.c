/* The writing of show.h: names of the enumerations and one function a kind of item. */
#include "tests/unit/extract/show.h"

#include "daemon/base/decimal.h"

static const char *const qualifiers[] = {"-", "about", "nearly", "over", "under", "at_least", "at_most"};
static const char *const matches[] = {"-", "exact", "narrower"};
static const char *const statuses[] = {"actual", "estimate", "target"};
static const char *const roles[] = {"level", "plan", "change", "share"};
static const char *const bases[] = {"-", "plan", "budget", "target", "resolution"};
static const char *const levels[] = {"-", "country", "province", "district", "commune", "village", "own"};
static const char *const comparisons[] = {"-", "year_on_year", "previous_period", "period_start", "term", "fixed"};
static const char *const kinds[] = {"flow", "stock"};
static const char *const sources[] = {"-", "clause", "sentence", "paragraph", "carried", "title", "article_date"};
static const char *const tristates[] = {"-", "false", "true"};

static void show_text(struct buffer *out, const char *key, ind_text text)
{
    if (!text.bytes) {
        buffer_print(out, " %s=-", key);
        return;
    }
    buffer_print(out, " %s='", key);
    for (uint32_t i = 0; i < text.length; i++)
        buffer_byte(out, text.bytes[i] == '\'' ? '`' : text.bytes[i] == '\n' ? ' ' : text.bytes[i]);
    buffer_byte(out, '\'');
}

static void show_decimal(struct buffer *out, const char *key, ind_decimal value)
{
    char text[DECIMAL_TEXT] = "-";
    if (value.known)
        decimal_print(value, text);
    buffer_print(out, " %s=%s", key, text);
}

static void show_span(struct buffer *out, const char *key, ind_span span)
{
    if (span.end)
        buffer_print(out, " %s=%u..%u", key, span.start, span.end);
    else
        buffer_print(out, " %s=-", key);
}

static void show_period(struct buffer *out, const ind_period *period)
{
    if (!period->start.year) {
        buffer_text(out, " period=- source=-");
        return;
    }
    buffer_print(out, " period=%04d-%02u-%02u/%04d-%02u-%02u source=%s", period->start.year, period->start.month,
                 period->start.day, period->end.year, period->end.month, period->end.day, sources[period->source]);
    buffer_print(out, " kind=%s", kinds[period->kind]);
    show_text(out, "period_text", period->text);
}

static void show_place(struct buffer *out, const ind_place *place)
{
    show_text(out, "place", place->text);
    buffer_print(out, " place_level=%s", levels[place->level]);
    show_text(out, "place_code", place->code);
    show_text(out, "vintage", place->vintage);
    show_text(out, "parent", place->parent);
    buffer_print(out, " candidates=%u", place->candidates);
}

static void show_level(struct buffer *out, const ind_level *level)
{
    buffer_text(out, "level");
    show_text(out, "text", level->text);
    show_decimal(out, "value", level->value);
    show_text(out, "unit", level->unit);
    show_text(out, "dimension", level->dimension);
    show_text(out, "written", level->unit_text);
    show_text(out, "counted", level->counted);
    show_decimal(out, "low", level->low);
    show_decimal(out, "high", level->high);
    show_decimal(out, "part", level->part);
    show_decimal(out, "whole", level->whole);
    buffer_print(out, " qualifier=%s", qualifiers[level->qualifier]);
    show_span(out, "span", level->span);
    show_text(out, "rule", level->rule);
    buffer_byte(out, '\n');
}

static void show_basis(struct buffer *out, const ind_figure *f)
{
    show_text(out, "basis", f->basis);
    buffer_print(out, " basis_code=%s", bases[f->basis_code]);
    show_text(out, "assigner", f->assigner);
    bool central = f->assigner_level == IND_LEVEL_COUNTRY;
    buffer_print(out, " assigner_level=%s comparison=%s", central ? "central" : levels[f->assigner_level],
                 comparisons[f->comparison]);
}

static void show_base_value(struct buffer *out, const ind_figure *f)
{
    show_decimal(out, "value", f->value);
    show_text(out, "unit", f->unit);
    buffer_print(out, " derived=%s", f->derived ? "true" : "false");
    show_decimal(out, "value_low", f->value_low);
    show_decimal(out, "value_high", f->value_high);
    show_span(out, "value_span", f->value_span);
    buffer_print(out, " consistent=%s", tristates[f->consistent]);
}

static void show_figure(struct buffer *out, const ind_figure *f)
{
    buffer_text(out, roles[f->role]);
    show_text(out, "text", f->text);
    show_decimal(out, "ratio", f->ratio);
    show_decimal(out, "delta", f->delta);
    show_decimal(out, "low", f->low);
    show_decimal(out, "high", f->high);
    buffer_print(out, " qualifier=%s", qualifiers[f->qualifier]);
    show_basis(out, f);
    show_base_value(out, f);
    show_period(out, &f->period);
    show_span(out, "span", f->span);
    show_text(out, "rule", f->rule);
    buffer_byte(out, '\n');
}

static void show_observation(struct buffer *out, const ind_observation *o)
{
    buffer_text(out, "obs");
    show_text(out, "label", o->indicator);
    show_text(out, "head", o->head);
    show_text(out, "code", o->indicator_code);
    buffer_print(out, " match=%s", matches[o->indicator_match]);
    buffer_print(out, " status=%s", statuses[o->status]);
    show_period(out, &o->period);
    show_place(out, &o->place);
    show_span(out, "label_span", o->indicator_span);
    show_text(out, "context", o->context);
    show_span(out, "context_span", o->context_span);
    buffer_print(out, " id=%s\n", o->id);
    if (o->has_level)
        show_level(out, &o->level);
    for (uint32_t i = 0; i < o->figure_count; i++)
        show_figure(out, &o->figures[i]);
}

void show_result(struct buffer *out, const ind_result *result)
{
    for (uint32_t i = 0; i < result->count; i++)
        show_observation(out, &result->observations[i]);
    for (uint32_t i = 0; i < result->left_out_count; i++) {
        buffer_text(out, "left");
        show_text(out, "text", result->left_out[i].text);
        show_span(out, "span", result->left_out[i].span);
        show_text(out, "rule", result->left_out[i].rule);
        buffer_byte(out, '\n');
    }
}
