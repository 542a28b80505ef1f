/* From msgpack to any writer, and to one value by its path: readers that know no body. */
#include "proto/reader.h"

/* Looks through a frame that is known to be well formed for what a writer cannot say; `room` is how deep it may
 * still nest. */
static int check_speakable(struct ind_reader *reader, uint32_t room, struct ind_fault *fault)
{
    ind_value value, key;
    size_t at = reader->at;
    TRY(ind_reader_next(reader, &value, fault));
    bool map = value.kind == IND_VALUE_MAP, holds = map || value.kind == IND_VALUE_ARRAY;
    if (value.kind == IND_VALUE_OPAQUE)
        return fault_set(fault, IND_E_UNSUPPORTED, at, "the value at byte %zu is bin or ext, which no message holds",
                         at);
    if (holds && !room)
        return fault_set(fault, IND_E_LIMIT, at, "the value at byte %zu is nested deeper than %d", at, IND_DEPTH);
    for (uint32_t i = 0; i < value.count; i++) {
        at = reader->at;
        if (map)
            TRY(ind_reader_next(reader, &key, fault));
        if (map && key.kind != IND_VALUE_TEXT)
            return fault_set(fault, IND_E_UNSUPPORTED, at, "the key at byte %zu is no string", at);
        TRY(check_speakable(reader, room - 1, fault));
    }
    return 0;
}

static void tell_scalar(const ind_value *value, struct ind_writer *writer)
{
    switch (value->kind) {
    case IND_VALUE_BOOLEAN: ind_write_boolean(writer, value->boolean); break;
    case IND_VALUE_NATURAL: ind_write_natural(writer, value->natural); break;
    case IND_VALUE_NEGATIVE: ind_write_integer(writer, value->negative); break;
    case IND_VALUE_NUMBER: ind_write_number(writer, value->number); break;
    case IND_VALUE_TEXT: ind_write_text(writer, value->text.bytes, value->text.length); break;
    default: ind_write_null(writer); break;
    }
}

/* The depth is bounded, for the frame was checked. */
static int tell(struct ind_reader *reader, struct ind_writer *writer)
{
    ind_value value;
    TRY(ind_reader_next(reader, &value, NULL));
    if (value.kind != IND_VALUE_MAP && value.kind != IND_VALUE_ARRAY) {
        tell_scalar(&value, writer);
        return 0;
    }
    if (value.kind == IND_VALUE_MAP)
        ind_write_map(writer, value.count);
    else
        ind_write_array(writer, value.count);
    for (uint32_t i = 0; i < value.count; i++) {
        ind_value key;
        if (value.kind == IND_VALUE_MAP) {
            TRY(ind_reader_next(reader, &key, NULL));
            ind_write_key_bytes(writer, key.text.bytes, key.text.length);
        }
        TRY(tell(reader, writer));
    }
    ind_write_end(writer);
    return 0;
}

int ind_transcode(ind_frame frame, struct ind_writer *writer, struct ind_fault *fault)
{
    TRY(ind_check_value(frame, fault));
    struct ind_reader ahead = ind_reader_of(frame), reader = ahead;
    TRY(check_speakable(&ahead, IND_DEPTH - writer->depth, fault));
    TRY(tell(&reader, writer));
    if (writer->out->failed)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory while writing a message");
    return 0;
}

/* Moves the reader to the value of the key in a map of so many pairs. */
static int enter_map(struct ind_reader *reader, uint32_t pairs, const char *name, size_t length)
{
    for (; pairs; pairs--) {
        ind_value key;
        TRY(ind_reader_next(reader, &key, NULL));
        if (key.kind != IND_VALUE_TEXT)
            return IND_E_INVALID;
        if (key.text.length == length && !memcmp(key.text.bytes, name, length))
            return 0;
        TRY(ind_reader_skip(reader, NULL, NULL));
    }
    return IND_E_NOT_FOUND;
}

static int enter_array(struct ind_reader *reader, uint32_t items, const char *name, size_t length)
{
    uint64_t index = 0;
    for (size_t i = 0; i < length; i++) {
        if (name[i] < '0' || name[i] > '9' || index >= items)
            return IND_E_NOT_FOUND;
        index = index * 10 + (uint64_t)(name[i] - '0');
    }
    if (!length || index >= items)
        return IND_E_NOT_FOUND;
    for (; index; index--)
        TRY(ind_reader_skip(reader, NULL, NULL));
    return 0;
}

static int enter(struct ind_reader *reader, const char *name, size_t length)
{
    ind_value value;
    TRY(ind_reader_next(reader, &value, NULL));
    if (value.kind == IND_VALUE_MAP)
        return enter_map(reader, value.count, name, length);
    if (value.kind == IND_VALUE_ARRAY)
        return enter_array(reader, value.count, name, length);
    return IND_E_NOT_FOUND;
}

int ind_find_value(ind_frame frame, const char *path, ind_value *ret_value)
{
    TRY(ind_check_value(frame, NULL));
    struct ind_reader reader = ind_reader_of(frame);
    for (bool more = *path; more;) {
        size_t length = strcspn(path, ".");
        TRY(enter(&reader, path, length));
        more = path[length] == '.';
        path += length + more;
    }
    return ind_reader_next(&reader, ret_value, NULL);
}
