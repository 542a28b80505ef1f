/* Observations as rows for a person. */
#include "daemon/tools/table.h"

#include "daemon/base/decimal.h"
#include "daemon/tools/body.h"

const struct grid_column table_columns[TABLE_COLUMNS] = {
    {"value", true, 0},   {"unit", false, 0},   {"plan %", true, 0}, {"change", true, 0},
    {"period", false, 0}, {"status", false, 0}, {"label", false, 0},
};

const struct grid_column table_live_columns[TABLE_COLUMNS] = {
    {"value", true, 15},  {"unit", false, 12},  {"plan %", true, 6}, {"change", true, 7},
    {"period", false, 7}, {"status", false, 8}, {"label", false, 0},
};

/* How a qualifier reads in front of a number. */
static const struct {
    const char *name, *sign;
} qualifiers[] = {
    {"about", "≈"}, {"nearly", "≲"}, {"over", ">"}, {"under", "<"}, {"at_least", "≥"}, {"at_most", "≤"},
};

static bool same(ind_text text, const char *word)
{
    return text.bytes && text.length == strlen(word) && !memcmp(text.bytes, word, text.length);
}

static void add(struct buffer *out, ind_text text)
{
    if (text.bytes)
        buffer_append(out, text.bytes, text.length);
}

static void add_sign(struct buffer *out, ind_text qualifier)
{
    for (size_t i = 0; i < sizeof qualifiers / sizeof *qualifiers; i++)
        if (same(qualifier, qualifiers[i].name))
            buffer_text(out, qualifiers[i].sign);
}

void table_decimal(struct buffer *out, ind_text decimal)
{
    if (!decimal.bytes)
        return;
    size_t sign = decimal.length && decimal.bytes[0] == '-';
    const char *point = memchr(decimal.bytes, '.', decimal.length);
    size_t whole = point ? (size_t)(point - decimal.bytes) : decimal.length;
    buffer_append(out, decimal.bytes, sign);
    for (size_t i = sign; i < whole; i++) {
        if (i > sign && (whole - i) % 3 == 0)
            buffer_byte(out, ' ');
        buffer_byte(out, decimal.bytes[i]);
    }
    buffer_append(out, decimal.bytes + whole, decimal.length - whole);
}

void table_percent(struct buffer *out, ind_text ratio, bool as_change)
{
    ind_decimal times = ratio.bytes ? decimal_parse(ratio.bytes, ratio.length) : DECIMAL_UNKNOWN;
    ind_decimal percent = decimal_shift(as_change ? decimal_subtract(times, decimal_of(1, 0)) : times, 2);
    if (!percent.known)
        return;
    char text[64];
    int printed = snprintf(text, sizeof text, as_change ? "%+.2f" : "%.2f", decimal_to_double(percent));
    size_t length = printed > 0 && (size_t)printed < sizeof text ? (size_t)printed : 0;
    while (length > 1 && text[length - 1] == '0')
        length--;
    buffer_append(out, text, length && text[length - 1] == '.' ? length - 1 : length);
}

static void cell(struct grid *grid, struct buffer *text)
{
    if (text->length)
        grid_cell(grid, text->bytes, text->length);
    else
        grid_cell(grid, "-", 1);
    grid->failed |= text->failed;
    buffer_clear(text);
}

static void add_value(struct buffer *out, ind_frame body)
{
    ind_text low = body_text(body, "level.low"), high = body_text(body, "level.high");
    ind_text whole = body_text(body, "level.whole");
    add_sign(out, body_text(body, "level.qualifier"));
    table_decimal(out, low.bytes && high.bytes ? low : body_text(body, "level.value"));
    if (low.bytes && high.bytes) {
        buffer_text(out, "–");
        table_decimal(out, high);
    } else if (whole.bytes) {
        buffer_byte(out, '/');
        table_decimal(out, whole);
    }
}

/* A count's unit is the noun it counts: "1" says nothing to a reader. */
static void add_unit(struct buffer *out, ind_frame body)
{
    ind_text unit = body_text(body, "level.unit");
    add(out, same(unit, "1") ? body_text(body, "level.counted") : unit);
}

/* A figure's ratio with what is said of it, or its ends where it is a range. */
static void add_ratio(struct buffer *out, ind_frame body, const char *list, size_t at, bool as_change)
{
    ind_text low = body_item(body, list, at, "low"), high = body_item(body, list, at, "high");
    bool range = low.bytes && high.bytes;
    add_sign(out, body_item(body, list, at, "qualifier"));
    table_percent(out, range ? low : body_item(body, list, at, "ratio"), as_change);
    if (range) {
        buffer_text(out, "–");
        table_percent(out, high, as_change);
    }
}

static void add_plan(struct buffer *out, ind_frame body, size_t at)
{
    buffer_text(out, at ? ", " : "");
    add_ratio(out, body, "plan", at, false);
}

static void add_delta(struct buffer *out, ind_text delta, ind_text unit)
{
    if (delta.bytes && delta.length && delta.bytes[0] != '-')
        buffer_byte(out, '+');
    table_decimal(out, delta);
    if (unit.bytes && !same(unit, "1")) {
        buffer_byte(out, ' ');
        add(out, unit);
    }
}

static void add_change(struct buffer *out, ind_frame body, size_t at)
{
    buffer_text(out, at ? ", " : "");
    if (body_item(body, "change", at, "ratio").bytes) {
        add_ratio(out, body, "change", at, true);
        buffer_byte(out, '%');
        return;
    }
    add_sign(out, body_item(body, "change", at, "qualifier"));
    add_delta(out, body_item(body, "change", at, "delta"), body_item(body, "change", at, "unit"));
}

/* Where there is no code the days are told. */
static void add_period(struct buffer *out, ind_frame body)
{
    ind_text code = body_text(body, "period.code");
    if (code.bytes) {
        add(out, code);
        return;
    }
    add(out, body_text(body, "period.start"));
    buffer_text(out, body_text(body, "period.end").bytes ? "/" : "");
    add(out, body_text(body, "period.end"));
}

static void add_label(struct buffer *out, ind_frame body)
{
    ind_text head = body_text(body, "indicator.head");
    add(out, head);
    buffer_text(out, head.bytes ? " › " : "");
    add(out, body_text(body, "indicator.text"));
}

void table_add(struct grid *grid, ind_frame body)
{
    struct buffer text;
    buffer_init(&text);
    add_value(&text, body);
    cell(grid, &text);
    add_unit(&text, body);
    cell(grid, &text);
    for (size_t i = 0, count = body_count(body, "plan"); i < count; i++)
        add_plan(&text, body, i);
    cell(grid, &text);
    for (size_t i = 0, count = body_count(body, "change"); i < count; i++)
        add_change(&text, body, i);
    cell(grid, &text);
    add_period(&text, body);
    cell(grid, &text);
    add(&text, body_text(body, "status"));
    cell(grid, &text);
    add_label(&text, body);
    cell(grid, &text);
    buffer_done(&text);
}
