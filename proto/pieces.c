/* Null wherever nothing is known, so that every key is always there. */
#include "proto/pieces.h"

#include "daemon/base/decimal.h"
#include "proto/bodies.h"
#include "proto/utf8.h"

void ind_put_null(struct ind_writer *writer, const char *key)
{
    ind_write_key(writer, key);
    ind_write_null(writer);
}

void ind_put_text(struct ind_writer *writer, const char *key, ind_text text)
{
    ind_write_key(writer, key);
    if (text.bytes)
        ind_write_text(writer, text.bytes, text.length);
    else
        ind_write_null(writer);
}

void ind_put_name(struct ind_writer *writer, const char *key, const char *name)
{
    ind_put_text(writer, key, (ind_text){.bytes = name, .length = name ? (uint32_t)strlen(name) : 0});
}

void ind_put_natural(struct ind_writer *writer, const char *key, uint64_t value)
{
    ind_write_key(writer, key);
    ind_write_natural(writer, value);
}

void ind_put_boolean(struct ind_writer *writer, const char *key, bool value)
{
    ind_write_key(writer, key);
    ind_write_boolean(writer, value);
}

void ind_put_tristate(struct ind_writer *writer, const char *key, ind_tristate value)
{
    if (value == IND_TRISTATE_UNKNOWN)
        ind_put_null(writer, key);
    else
        ind_put_boolean(writer, key, value == IND_TRISTATE_TRUE);
}

void ind_put_decimal(struct ind_writer *writer, const char *key, ind_decimal value)
{
    char text[DECIMAL_TEXT];
    ind_write_key(writer, key);
    if (value.known)
        ind_write_text(writer, text, decimal_print(value, text));
    else
        ind_write_null(writer);
}

void ind_put_double(struct ind_writer *writer, const char *key, ind_decimal value)
{
    ind_write_key(writer, key);
    if (value.known)
        ind_write_number(writer, decimal_to_double(value));
    else
        ind_write_null(writer);
}

void ind_put_span(struct ind_writer *writer, const char *key, ind_span span)
{
    ind_write_key(writer, key);
    if (!span.end) {
        ind_write_null(writer);
        return;
    }
    ind_write_array(writer, 2);
    ind_write_natural(writer, span.start);
    ind_write_natural(writer, span.end);
    ind_write_end(writer);
}

void ind_date_print(ind_date date, char ret_text[static IND_DATE_TEXT])
{
    snprintf(ret_text, IND_DATE_TEXT, "%04d-%02u-%02u", date.year, date.month, date.day);
}

void ind_put_date(struct ind_writer *writer, const char *key, ind_date date)
{
    char text[IND_DATE_TEXT];
    ind_date_print(date, text);
    ind_put_name(writer, key, date.year ? text : NULL);
}

void ind_put_period(struct ind_writer *writer, const char *key, const ind_period *period)
{
    static const char *const sources[] = {
        [IND_SOURCE_CLAUSE] = "clause",       [IND_SOURCE_SENTENCE] = "sentence",
        [IND_SOURCE_PARAGRAPH] = "paragraph", [IND_SOURCE_CARRIED] = "carried",
        [IND_SOURCE_TITLE] = "title",         [IND_SOURCE_ARTICLE_DATE] = "article_date",
    };
    if (!period->start.year) {
        ind_put_null(writer, key);
        return;
    }
    char code[IND_PERIOD_CODE];
    ind_period_code(period, code);
    ind_write_key(writer, key);
    ind_write_map(writer, 6);
    ind_put_date(writer, "start", period->start);
    ind_put_date(writer, "end", period->end);
    ind_put_name(writer, "code", code);
    ind_put_name(writer, "kind", period->kind == IND_PERIOD_STOCK ? "stock" : "flow");
    ind_put_name(writer, "source", sources[period->source]);
    ind_put_text(writer, "text", period->text);
    ind_write_end(writer);
}

void ind_put_place(struct ind_writer *writer, const char *key, const ind_place *place)
{
    static const char *const levels[] = {
        [IND_LEVEL_COUNTRY] = "country", [IND_LEVEL_PROVINCE] = "province", [IND_LEVEL_DISTRICT] = "district",
        [IND_LEVEL_COMMUNE] = "commune", [IND_LEVEL_VILLAGE] = "village",   [IND_LEVEL_OWN] = NULL,
    };
    if (!place->text.bytes) {
        ind_put_null(writer, key);
        return;
    }
    ind_write_key(writer, key);
    ind_write_map(writer, 6);
    ind_put_text(writer, "text", place->text);
    ind_put_name(writer, "level", levels[place->level]);
    ind_put_text(writer, "code", place->code);
    ind_put_text(writer, "vintage", place->vintage);
    ind_put_text(writer, "parent", place->parent);
    if (place->candidates)
        ind_put_natural(writer, "candidates", place->candidates);
    else
        ind_put_null(writer, "candidates");
    ind_write_end(writer);
}

void ind_put_producer(struct ind_writer *writer, const ind_producer *producer)
{
    ind_write_key(writer, "producer");
    ind_write_map(writer, 2);
    ind_put_text(writer, "version", producer->version);
    ind_put_text(writer, "tables", producer->tables);
    ind_write_end(writer);
}

void ind_escape_name(struct buffer *out, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t step = ind_utf8_length(bytes + at, length - at);
        if (!step)
            buffer_print(out, "\\x%02x", (unsigned)(unsigned char)bytes[at]);
        else if (bytes[at] == '\\')
            buffer_text(out, "\\\\");
        else
            buffer_append(out, bytes + at, step);
        at += step ? step : 1;
    }
}

void ind_put_escaped(struct ind_writer *writer, const char *key, ind_text name)
{
    struct buffer escaped;
    buffer_init(&escaped);
    ind_escape_name(&escaped, name.bytes, name.length);
    ind_write_key(writer, key);
    if (name.bytes)
        ind_write_text(writer, escaped.bytes, escaped.length);
    else
        ind_write_null(writer);
    writer->out->failed |= escaped.failed;
    buffer_done(&escaped);
}
