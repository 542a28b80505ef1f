/* Writing CSV, column by column from one list. */
#include "daemon/tools/csv.h"

#include "daemon/tools/body.h"
#include "proto/bodies.h"
#include "proto/reader.h"

/* A column and where its value stands: in the observation, or in the figure whose row it is. A figure without
 * that key leaves the field empty. */
struct column {
    const char *name;
    const char *path;
    bool of_figure;
};

static const struct column columns[] = {
    {"article", "article", false},
    {"index", "index", false},
    {"revision", "revision", false},
    {"published", "published", false},
    {"language", "language", false},
    {"indicator", "indicator.text", false},
    {"indicator_head", "indicator.head", false},
    {"indicator_code", "indicator.code", false},
    {"indicator_match", "indicator.match", false},
    {"place", "place.text", false},
    {"place_level", "place.level", false},
    {"place_code", "place.code", false},
    {"place_vintage", "place.vintage", false},
    {"place_parent", "place.parent", false},
    {"period_start", "period.start", false},
    {"period_end", "period.end", false},
    {"period_code", "period.code", false},
    {"period_kind", "period.kind", false},
    {"period_source", "period.source", false},
    {"status", "status", false},
    {"value", "value", true},
    {"unit", "unit", true},
    {"unit_text", "unit_text", true},
    {"dimension", "dimension", true},
    {"counted", "counted", true},
    {"ratio", "ratio", true},
    {"delta", "delta", true},
    {"number", "number", true},
    {"low", "low", true},
    {"high", "high", true},
    {"part", "part", true},
    {"whole", "whole", true},
    {"qualifier", "qualifier", true},
    {"basis", "basis", true},
    {"basis_code", "basis_code", true},
    {"assigner", "assigner", true},
    {"assigner_level", "assigner_level", true},
    {"against", "against", true},
    {"comparison", "comparison", true},
    {"of", "of", true},
    {"figure_period_start", "period.start", true},
    {"figure_period_end", "period.end", true},
    {"figure_period_code", "period.code", true},
    {"derived", "derived", true},
    {"value_low", "value_low", true},
    {"value_high", "value_high", true},
    {"consistent", "consistent", true},
    {"rule", "rule", true},
    {"text", "text", true},
    {"span_start", "span.0", true},
    {"span_end", "span.1", true},
    {"context", "context.text", false},
    {"producer_version", "producer.version", false},
    {"producer_tables", "producer.tables", false},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static const char *const lists[] = {"plan", "change", "share"};

void csv_field(struct buffer *out, const char *bytes, size_t length)
{
    bool plain = length > 0 && bytes[0] != ' ' && bytes[length - 1] != ' ';
    for (size_t i = 0; plain && i < length; i++)
        plain = !strchr("\",\r\n", bytes[i]); /* NUL is found, too */
    if (plain) {
        buffer_append(out, bytes, length);
        return;
    }
    buffer_byte(out, '"');
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '"')
            buffer_byte(out, '"');
        buffer_byte(out, bytes[i]);
    }
    buffer_byte(out, '"');
}

void csv_head(struct buffer *out)
{
    buffer_text(out, "observation_id,role");
    for (size_t i = 0; i < COLUMNS; i++) {
        buffer_byte(out, ',');
        buffer_text(out, columns[i].name);
    }
    buffer_text(out, ",file,line\r\n");
}

/* Which article of the user's files a row is of. */
struct origin {
    const char *file;
    uint32_t line;
};

/* Scalars as JSON writes them, so that a number reads the same in both. */
static void add_value(struct buffer *out, ind_frame body, const char *path)
{
    ind_value value;
    if (ind_find_value(body, path, &value) < 0)
        return;
    struct ind_writer writer = ind_json_writer(out);
    switch (value.kind) {
    case IND_VALUE_TEXT:
        csv_field(out, value.text.bytes, value.text.length);
        break;
    case IND_VALUE_BOOLEAN:
        ind_write_boolean(&writer, value.boolean);
        break;
    case IND_VALUE_NATURAL:
        ind_write_natural(&writer, value.natural);
        break;
    case IND_VALUE_NEGATIVE:
        ind_write_integer(&writer, value.negative);
        break;
    case IND_VALUE_NUMBER:
        ind_write_number(&writer, value.number);
        break;
    default:
        break;
    }
}

static void add_row(struct buffer *out, ind_frame body, const char *role, ind_frame figure, struct origin origin)
{
    add_value(out, body, "id");
    buffer_byte(out, ',');
    buffer_text(out, role);
    for (size_t i = 0; i < COLUMNS; i++) {
        buffer_byte(out, ',');
        add_value(out, columns[i].of_figure ? figure : body, columns[i].path);
    }
    buffer_byte(out, ',');
    if (origin.file)
        csv_field(out, origin.file, strlen(origin.file));
    buffer_byte(out, ',');
    if (origin.line)
        buffer_print(out, "%u", origin.line);
    buffer_text(out, "\r\n");
}

void csv_rows(struct buffer *out, ind_frame body, const char *file, uint32_t line)
{
    const struct origin origin = {file, line};
    ind_value level;
    if (ind_find_value(body, "level", &level) == 0 && level.kind == IND_VALUE_MAP)
        add_row(out, body, "level", body_member(body, "level"), origin);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        ind_frame list = body_member(body, lists[i]);
        for (size_t at = 0, count = body_count(body, lists[i]); at < count; at++)
            add_row(out, body, lists[i], body_at(list, at), origin);
    }
}
