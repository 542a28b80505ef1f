/* The observation as a map: the keys of the observation contract, section 8, in its order. */
#include "proto/bodies.h"
#include "proto/pieces.h"

static void put_qualifier(struct ind_writer *writer, ind_qualifier qualifier)
{
    static const char *const names[] = {
        [IND_QUALIFIER_NONE] = NULL,    [IND_QUALIFIER_ABOUT] = "about",       [IND_QUALIFIER_NEARLY] = "nearly",
        [IND_QUALIFIER_OVER] = "over",  [IND_QUALIFIER_UNDER] = "under",       [IND_QUALIFIER_AT_LEAST] = "at_least",
        [IND_QUALIFIER_AT_MOST] = "at_most",
    };
    ind_put_name(writer, "qualifier", names[qualifier]);
}

static const char *basis_name(ind_basis basis)
{
    static const char *const names[] = {
        [IND_BASIS_NONE] = NULL,       [IND_BASIS_PLAN] = "plan",             [IND_BASIS_BUDGET] = "budget",
        [IND_BASIS_TARGET] = "target", [IND_BASIS_RESOLUTION] = "resolution",
    };
    return names[basis];
}

/* The country assigns as "central"; a village assigns nothing. */
static const char *assigner_name(ind_admin_level level)
{
    static const char *const names[] = {
        [IND_LEVEL_NONE] = NULL,           [IND_LEVEL_COUNTRY] = "central",  [IND_LEVEL_PROVINCE] = "province",
        [IND_LEVEL_DISTRICT] = "district", [IND_LEVEL_COMMUNE] = "commune",  [IND_LEVEL_VILLAGE] = NULL,
        [IND_LEVEL_OWN] = "own",
    };
    return names[level];
}

static const char *comparison_name(ind_comparison comparison)
{
    static const char *const names[] = {
        [IND_COMPARISON_NONE] = NULL,
        [IND_COMPARISON_YEAR_ON_YEAR] = "year_on_year",
        [IND_COMPARISON_PREVIOUS_PERIOD] = "previous_period",
        [IND_COMPARISON_PERIOD_START] = "period_start",
        [IND_COMPARISON_TERM] = "term",
        [IND_COMPARISON_FIXED] = "fixed",
    };
    return names[comparison];
}

static const char *status_name(ind_status status)
{
    static const char *const names[] = {
        [IND_STATUS_ACTUAL] = "actual", [IND_STATUS_ESTIMATE] = "estimate", [IND_STATUS_TARGET] = "target"};
    return names[status];
}

static const char *match_name(ind_match match)
{
    static const char *const names[] = {
        [IND_MATCH_NONE] = NULL, [IND_MATCH_EXACT] = "exact", [IND_MATCH_NARROWER] = "narrower"};
    return names[match];
}

static void put_indicator(struct ind_writer *writer, const ind_observation *observation)
{
    ind_write_key(writer, "indicator");
    ind_write_map(writer, 5);
    ind_put_text(writer, "text", observation->indicator);
    ind_put_text(writer, "head", observation->head);
    ind_put_text(writer, "code", observation->indicator_code);
    ind_put_name(writer, "match", match_name(observation->indicator_match));
    ind_put_span(writer, "span", observation->indicator_span);
    ind_write_end(writer);
}

static void put_level(struct ind_writer *writer, const ind_observation *observation)
{
    const ind_level *level = &observation->level;
    if (!observation->has_level) {
        ind_put_null(writer, "level");
        return;
    }
    ind_write_key(writer, "level");
    ind_write_map(writer, 14);
    ind_put_decimal(writer, "value", level->value);
    ind_put_double(writer, "number", level->value);
    ind_put_text(writer, "unit", level->unit);
    ind_put_text(writer, "unit_text", level->unit_text);
    ind_put_text(writer, "dimension", level->dimension);
    ind_put_text(writer, "counted", level->counted);
    ind_put_decimal(writer, "low", level->low);
    ind_put_decimal(writer, "high", level->high);
    ind_put_decimal(writer, "part", level->part);
    ind_put_decimal(writer, "whole", level->whole);
    put_qualifier(writer, level->qualifier);
    ind_put_text(writer, "rule", level->rule);
    ind_put_text(writer, "text", level->text);
    ind_put_span(writer, "span", level->span);
    ind_write_end(writer);
}

/* What ends every figure. */
static void put_origin(struct ind_writer *writer, const ind_figure *figure)
{
    ind_put_tristate(writer, "consistent", figure->consistent);
    ind_put_text(writer, "rule", figure->rule);
    ind_put_text(writer, "text", figure->text);
    ind_put_span(writer, "span", figure->span);
}

static void put_bounds(struct ind_writer *writer, const ind_figure *figure)
{
    ind_put_decimal(writer, "low", figure->low);
    ind_put_decimal(writer, "high", figure->high);
    put_qualifier(writer, figure->qualifier);
}

static void put_derived(struct ind_writer *writer, const ind_figure *figure)
{
    ind_put_boolean(writer, "derived", figure->derived);
    ind_put_decimal(writer, "value_low", figure->value_low);
    ind_put_decimal(writer, "value_high", figure->value_high);
}

static void write_plan(struct ind_writer *writer, const ind_figure *figure)
{
    ind_write_map(writer, 20);
    ind_put_decimal(writer, "ratio", figure->ratio);
    ind_put_double(writer, "number", figure->ratio);
    put_bounds(writer, figure);
    ind_put_text(writer, "basis", figure->basis);
    ind_put_name(writer, "basis_code", basis_name(figure->basis_code));
    ind_put_text(writer, "assigner", figure->assigner);
    ind_put_name(writer, "assigner_level", assigner_name(figure->assigner_level));
    ind_put_period(writer, "period", &figure->period);
    ind_put_decimal(writer, "value", figure->value);
    ind_put_text(writer, "unit", figure->unit);
    put_derived(writer, figure);
    ind_put_span(writer, "value_span", figure->value_span);
    put_origin(writer, figure);
    ind_write_end(writer);
}

/* `number` is the ratio's or, of an absolute change, the delta's. */
static void write_change(struct ind_writer *writer, const ind_figure *figure)
{
    ind_write_map(writer, 18);
    ind_put_decimal(writer, "ratio", figure->ratio);
    ind_put_double(writer, "number", figure->ratio.known ? figure->ratio : figure->delta);
    ind_put_decimal(writer, "delta", figure->delta);
    ind_put_text(writer, "unit", figure->unit);
    put_bounds(writer, figure);
    ind_put_text(writer, "against", figure->basis);
    ind_put_name(writer, "comparison", comparison_name(figure->comparison));
    ind_put_period(writer, "period", &figure->period);
    ind_put_decimal(writer, "value", figure->value);
    put_derived(writer, figure);
    put_origin(writer, figure);
    ind_write_end(writer);
}

/* A change without `delta`, with `of`; it is against nothing. */
static void write_share(struct ind_writer *writer, const ind_figure *figure)
{
    ind_write_map(writer, 18);
    ind_put_decimal(writer, "ratio", figure->ratio);
    ind_put_double(writer, "number", figure->ratio);
    ind_put_text(writer, "unit", figure->unit);
    put_bounds(writer, figure);
    ind_put_text(writer, "of", figure->basis);
    ind_put_null(writer, "against");
    ind_put_null(writer, "comparison");
    ind_put_period(writer, "period", &figure->period);
    ind_put_decimal(writer, "value", figure->value);
    put_derived(writer, figure);
    put_origin(writer, figure);
    ind_write_end(writer);
}

static void put_figures(struct ind_writer *writer, const char *key, const ind_observation *observation, ind_role role,
                        void (*write)(struct ind_writer *, const ind_figure *))
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < observation->figure_count; i++)
        count += observation->figures[i].role == role;
    ind_write_key(writer, key);
    ind_write_array(writer, count);
    for (uint32_t i = 0; i < observation->figure_count; i++)
        if (observation->figures[i].role == role)
            write(writer, &observation->figures[i]);
    ind_write_end(writer);
}

static void put_context(struct ind_writer *writer, const ind_observation *observation)
{
    ind_write_key(writer, "context");
    ind_write_map(writer, 2);
    ind_put_text(writer, "text", observation->context);
    ind_put_span(writer, "span", observation->context_span);
    ind_write_end(writer);
}

void ind_write_observation(struct ind_writer *writer, const ind_observation *observation, const ind_article *article,
                           const ind_producer *producer)
{
    ind_write_map(writer, 17);
    ind_put_name(writer, "schema", "indicatord.observation/1");
    ind_put_producer(writer, producer);
    ind_put_name(writer, "id", observation->id);
    ind_put_name(writer, "article", article->id);
    ind_put_natural(writer, "index", observation->index);
    ind_put_natural(writer, "revision", observation->revision);
    ind_put_name(writer, "language", article->language);
    ind_put_date(writer, "published", article->published);
    put_indicator(writer, observation);
    ind_put_place(writer, "place", &observation->place);
    ind_put_period(writer, "period", &observation->period);
    ind_put_name(writer, "status", status_name(observation->status));
    put_level(writer, observation);
    put_figures(writer, "plan", observation, IND_ROLE_PLAN, write_plan);
    put_figures(writer, "change", observation, IND_ROLE_CHANGE, write_change);
    put_figures(writer, "share", observation, IND_ROLE_SHARE, write_share);
    put_context(writer, observation);
    ind_write_end(writer);
}
