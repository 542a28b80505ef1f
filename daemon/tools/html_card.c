/* The card of one observation. Its chart sets the actual amount beside the plans, the earlier amounts and the whole
 * that it is compared with, all on one scale; what rounding leaves open is drawn lighter. */
#include "daemon/tools/explain_words.h"
#include "daemon/tools/html_parts.h"

#include "daemon/base/decimal.h"

/* More bars would be a chart of something else. */
#define BARS 8

struct bar {
    const char *kind; /* the class: level, plan, change, share */
    const ind_figure *figure; /* NULL for the actual amount */
    double value, low, high; /* low == high where nothing is left open */
};

struct card {
    struct buffer *out;
    struct buffer words;
    const ind_observation *o;
};

/* --- chart ----------------------------------------------------------------------------------------------------------
 */

static bool same_text(ind_text a, ind_text b)
{
    return a.bytes && b.bytes && a.length == b.length && !memcmp(a.bytes, b.bytes, a.length);
}

static bool is_positive(ind_decimal number)
{
    return number.known && !number.negative && !decimal_is_zero(number);
}

/* The amount that a figure compares with, in the level's unit, or relative to an actual of 1 where there is no level.
 */
static bool bar_of(const ind_observation *o, const ind_figure *f, struct bar *bar)
{
    *bar = (struct bar){.kind = word_role(f->role), .figure = f};
    if (!o->has_level) {
        if (!is_positive(f->ratio))
            return false;
        bar->value = bar->low = bar->high = 1 / decimal_to_double(f->ratio);
        return true;
    }
    if (f->role == IND_ROLE_SHARE && is_positive(o->level.whole)) {
        bar->value = bar->low = bar->high = decimal_to_double(o->level.whole);
        return true;
    }
    if (!is_positive(f->value) || (f->unit.bytes && !same_text(f->unit, o->level.unit)))
        return false;
    bar->value = bar->low = bar->high = decimal_to_double(f->value);
    if (is_positive(f->value_low) && is_positive(f->value_high)) {
        bar->low = decimal_to_double(f->value_low);
        bar->high = decimal_to_double(f->value_high);
    }
    return true;
}

static size_t find_bars(const ind_observation *o, struct bar *bars)
{
    size_t count = 0;
    if (o->has_level && !is_positive(o->level.value))
        return 0;
    double actual = o->has_level ? decimal_to_double(o->level.value) : 1;
    bars[count++] = (struct bar){.kind = "level", .value = actual, .low = actual, .high = actual};
    for (uint32_t i = 0; i < o->figure_count && count < BARS; i++)
        count += bar_of(o, &o->figures[i], &bars[count]);
    return count > 1 ? count : 0;
}

static const char *bar_name(const struct card *card, const struct bar *bar)
{
    if (!bar->figure)
        return card->o->status == IND_STATUS_ACTUAL ? "actual" : word_status(card->o->status);
    switch (bar->figure->role) {
    case IND_ROLE_PLAN: return "plan";
    case IND_ROLE_CHANGE: return "earlier";
    default: return "whole";
    }
}

static void put_bar_value(struct card *card, const struct bar *bar)
{
    if (!card->o->has_level && bar->figure)
        words_figure(&card->words, bar->figure);
    else if (!bar->figure && card->o->has_level)
        words_amount(&card->words, card->o->level.value, card->o->level.unit, card->o->level.counted, EXACT);
    else if (bar->figure && bar->figure->role == IND_ROLE_SHARE && card->o->level.whole.known)
        words_amount(&card->words, card->o->level.whole, card->o->level.unit, card->o->level.counted, EXACT);
    else if (bar->figure)
        words_base(&card->words, card->o, bar->figure);
    html_take(card->out, &card->words);
}

/* The sure part is full, what rounding leaves open lighter. */
static void put_bar(struct card *card, const struct bar *bar, double scale)
{
    buffer_print(card->out,
                 "<div class=\"row %s\"><span class=\"name\">%s</span><svg class=\"bar\" viewBox=\"0 0 100 8\" "
                 "preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"fill\" width=\"%.2f\" height=\"8\"/>",
                 bar->kind, bar_name(card, bar), bar->low * scale);
    if (bar->high > bar->low)
        buffer_print(card->out, "<rect class=\"may\" x=\"%.2f\" width=\"%.2f\" height=\"8\"/>", bar->low * scale,
                     (bar->high - bar->low) * scale);
    buffer_text(card->out, "</svg><span class=\"val\">");
    put_bar_value(card, bar);
    buffer_text(card->out, "</span></div>\n");
}

static void put_chart(struct card *card)
{
    struct bar bars[BARS];
    size_t count = find_bars(card->o, bars);
    double longest = 0;
    for (size_t i = 0; i < count; i++)
        longest = bars[i].high > longest ? bars[i].high : longest;
    if (!count)
        return;
    buffer_text(card->out, "<div class=\"chart\">\n");
    for (size_t i = 0; i < count; i++)
        put_bar(card, &bars[i], 100 / longest);
    buffer_text(card->out, "</div>\n");
}

/* --- figures --------------------------------------------------------------------------------------------------------
 */

/* What was read, and the row that decided. */
static void put_rule(struct card *card, ind_text text, ind_text rule)
{
    buffer_text(card->out, "<p class=\"rule\">");
    html_quote(card->out, text);
    buffer_text(card->out, " <code>");
    html_text(card->out, rule.bytes, rule.length);
    buffer_text(card->out, "</code> ");
    words_rule(&card->words, rule);
    html_take(card->out, &card->words);
    buffer_text(card->out, "</p>\n");
}

static void put_level(struct card *card)
{
    const ind_level *level = &card->o->level;
    buffer_print(card->out, "<div class=\"fig level\">\n<p class=\"value\"><b>");
    words_level(&card->words, level);
    html_take(card->out, &card->words);
    buffer_print(card->out, "</b> <span class=\"pill %s\">%s</span></p>\n", word_status(card->o->status),
                 word_status(card->o->status));
    put_rule(card, level->text, level->rule);
    buffer_text(card->out, "</div>\n");
}

static void put_base(struct card *card, const ind_figure *f)
{
    words_base(&card->words, card->o, f);
    if (!card->words.length)
        return;
    static const char *const names[] = {
        [IND_ROLE_LEVEL] = "", [IND_ROLE_PLAN] = "Plan ", [IND_ROLE_CHANGE] = "Earlier ", [IND_ROLE_SHARE] = "Whole "};
    buffer_print(card->out, "<p class=\"base\">%s<b>", names[f->role]);
    html_take(card->out, &card->words);
    buffer_text(card->out, "</b> <small>");
    words_origin(&card->words, card->o, f);
    html_take(card->out, &card->words);
    buffer_text(card->out, "</small></p>\n");
}

static void put_doubt(struct card *card, const ind_figure *f)
{
    if (f->consistent == IND_TRISTATE_UNKNOWN)
        return;
    buffer_text(card->out, f->consistent == IND_TRISTATE_TRUE ? "<p class=\"fine\">✓ " : "<p class=\"wrong\">≠ ");
    words_doubt(&card->words, card->o, f);
    html_take(card->out, &card->words);
    buffer_text(card->out, "</p>\n");
}

static void put_figure(struct card *card, const ind_figure *f)
{
    buffer_print(card->out, "<div class=\"fig %s\">\n<p class=\"say\"><span class=\"tag\">%s</span> <b>",
                 word_role(f->role), word_role(f->role));
    words_figure(&card->words, f);
    html_take(card->out, &card->words);
    buffer_text(card->out, "</b> ");
    words_basis(&card->words, f);
    html_take(card->out, &card->words);
    buffer_text(card->out, "</p>\n");
    put_base(card, f);
    put_doubt(card, f);
    put_rule(card, f->text, f->rule);
    buffer_text(card->out, "</div>\n");
}

/* --- frame ----------------------------------------------------------------------------------------------------------
 */

static void put_period(struct card *card)
{
    const ind_period *period = &card->o->period;
    buffer_text(card->out, "<div><dt>Period</dt><dd>");
    words_period(&card->words, period);
    if (!card->words.length) {
        buffer_text(card->out, "not known</dd></div>\n");
        return;
    }
    html_take(card->out, &card->words);
    buffer_print(card->out, " <small>%s", period->kind == IND_PERIOD_STOCK ? "at its end, from " : "from ");
    html_quote(card->out, period->text);
    buffer_print(card->out, "%s%s</small></dd></div>\n", *word_source(period->source) ? ", " : "",
                 word_source(period->source));
}

static void put_place(struct card *card)
{
    const ind_place *place = &card->o->place;
    buffer_text(card->out, "<div><dt>Place</dt><dd>");
    if (place->text.bytes) {
        buffer_text(card->out, "<span lang=\"vi\">");
        html_text(card->out, place->text.bytes, place->text.length);
        buffer_print(card->out, "</span> <small>%s", word_level(place->level));
        if (place->code.bytes) {
            buffer_text(card->out, ", code ");
            html_text(card->out, place->code.bytes, place->code.length);
            buffer_text(card->out, " of ");
            html_text(card->out, place->vintage.bytes, place->vintage.length);
        }
        buffer_text(card->out, "</small>");
    } else {
        buffer_text(card->out, "not known");
    }
    buffer_text(card->out, "</dd></div>\n");
}

static void put_frame(struct card *card)
{
    buffer_text(card->out, "<dl class=\"frame\">\n");
    put_period(card);
    put_place(card);
    buffer_print(card->out, "<div><dt>Status</dt><dd>%s</dd></div>\n</dl>\n", word_status(card->o->status));
}

static void put_heading(struct card *card, uint32_t number)
{
    const ind_observation *o = card->o;
    buffer_print(
        card->out,
        "<header><h3><a class=\"num\" href=\"#m%u\" aria-label=\"Observation %u, to its figure in the text\">%u</a> "
        "<span lang=\"vi\">",
        number, number, number);
    if (o->head.bytes) {
        html_text(card->out, o->head.bytes, o->head.length);
        buffer_text(card->out, " › ");
    }
    if (o->indicator.bytes)
        html_text(card->out, o->indicator.bytes, o->indicator.length);
    else
        buffer_text(card->out, "—");
    buffer_text(card->out, "</span></h3>");
    if (o->indicator_code.bytes) {
        buffer_text(card->out, "<code class=\"code\">");
        html_text(card->out, o->indicator_code.bytes, o->indicator_code.length);
        buffer_text(card->out, o->indicator_match == IND_MATCH_NARROWER ? " (a part of it)</code>" : "</code>");
    }
    buffer_text(card->out, "</header>\n");
}

void html_card(struct buffer *out, const struct view *view, uint32_t index)
{
    struct card card = {.out = out, .o = &view->result->observations[index]};
    buffer_print(out, "<section class=\"card\" id=\"o%u\" data-o=\"%u\">\n", index + 1, index + 1);
    put_heading(&card, index + 1);
    if (card.o->has_level)
        put_level(&card);
    put_chart(&card);
    for (uint32_t i = 0; i < card.o->figure_count; i++)
        put_figure(&card, &card.o->figures[i]);
    put_frame(&card);
    buffer_text(out, "</section>\n");
    buffer_done(&card.words);
}
