/* The order of calls, the counts and the validity of text, held for every format alike. */
#include "proto/writer.h"

#include <math.h>

#include "daemon/base/check.h"
#include "proto/utf8.h"

/* Before a value: where it stands, and whether something must stand between. A pair was counted by its key. */
static void begin_value(struct ind_writer *writer)
{
    if (!writer->depth)
        return;
    struct ind_writer_level *inside = &writer->open[writer->depth - 1];
    if (inside->map) {
        CHECK(inside->keyed);
        inside->keyed = false;
        return;
    }
    CHECK(inside->left);
    inside->left--;
    if (!inside->first)
        writer->calls->between(writer->out);
    inside->first = false;
}

static void open_container(struct ind_writer *writer, bool map, uint32_t count)
{
    begin_value(writer);
    CHECK(writer->depth < IND_DEPTH);
    struct ind_writer_level *opened = &writer->open[writer->depth++];
    opened->left = count;
    opened->map = map;
    opened->first = true;
    opened->keyed = false;
}

void ind_write_map(struct ind_writer *writer, uint32_t pairs)
{
    open_container(writer, true, pairs);
    writer->calls->map(writer->out, pairs);
}

void ind_write_array(struct ind_writer *writer, uint32_t items)
{
    open_container(writer, false, items);
    writer->calls->array(writer->out, items);
}

void ind_write_end(struct ind_writer *writer)
{
    CHECK(writer->depth);
    struct ind_writer_level *closed = &writer->open[--writer->depth];
    CHECK(!closed->left && !closed->keyed);
    writer->calls->end(writer->out, closed->map);
}

/* One U+FFFD for each byte that is no part of a character. */
static void repair(struct buffer *ret_text, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length; at++) {
        size_t valid = ind_utf8_valid(bytes + at, length - at);
        buffer_append(ret_text, bytes + at, valid);
        at += valid;
        if (at < length)
            buffer_text(ret_text, "\xef\xbf\xbd");
    }
}

static void put_text(struct ind_writer *writer, const char *bytes, size_t length)
{
    if (ind_utf8_valid(bytes, length) == length) {
        writer->calls->text(writer->out, bytes, length);
        return;
    }
    struct buffer repaired;
    buffer_init(&repaired);
    repair(&repaired, bytes, length);
    writer->calls->text(writer->out, repaired.bytes, repaired.length);
    writer->out->failed |= repaired.failed;
    buffer_done(&repaired);
}

void ind_write_key_bytes(struct ind_writer *writer, const char *bytes, size_t length)
{
    CHECK(writer->depth);
    struct ind_writer_level *inside = &writer->open[writer->depth - 1];
    CHECK(inside->map && !inside->keyed && inside->left);
    inside->left--;
    inside->keyed = true;
    if (!inside->first)
        writer->calls->between(writer->out);
    inside->first = false;
    put_text(writer, bytes, length);
    writer->calls->after_key(writer->out);
}

void ind_write_key(struct ind_writer *writer, const char *key)
{
    ind_write_key_bytes(writer, key, strlen(key));
}

void ind_write_text(struct ind_writer *writer, const char *bytes, size_t length)
{
    begin_value(writer);
    put_text(writer, bytes, length);
}

void ind_write_natural(struct ind_writer *writer, uint64_t value)
{
    begin_value(writer);
    writer->calls->natural(writer->out, value);
}

void ind_write_integer(struct ind_writer *writer, int64_t value)
{
    begin_value(writer);
    if (value < 0)
        writer->calls->negative(writer->out, value);
    else
        writer->calls->natural(writer->out, (uint64_t)value);
}

void ind_write_number(struct ind_writer *writer, double value)
{
    begin_value(writer);
    if (isfinite(value))
        writer->calls->number(writer->out, value);
    else
        writer->calls->null(writer->out);
}

void ind_write_boolean(struct ind_writer *writer, bool value)
{
    begin_value(writer);
    writer->calls->boolean(writer->out, value);
}

void ind_write_null(struct ind_writer *writer)
{
    begin_value(writer);
    writer->calls->null(writer->out);
}
