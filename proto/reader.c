/* Each byte is looked at once and each count is believed only as far as bytes are left: what a hostile frame
 * can cost is bounded by its length. */
#include "proto/reader.h"

#include <math.h>

struct ind_reader ind_reader_of(ind_frame frame)
{
    return (struct ind_reader){.frame = frame};
}

static int cut_short(size_t at, struct ind_fault *fault)
{
    return fault_set(fault, IND_E_INVALID, at, "the msgpack value at byte %zu is cut short", at);
}

/* What follows the first byte: a big-endian payload of `width` bytes. */
enum follows { NOTHING, COUNT, SIGNED, UNSIGNED, FLOATING, EXTENSION, RESERVED };

struct form {
    uint8_t first, last; /* bytes that begin it */
    ind_value_kind kind;
    uint8_t follows;
    uint8_t width;
};

static const struct form forms[] = {
    {0x00, 0x7f, IND_VALUE_NATURAL, NOTHING, 0},   {0x80, 0x8f, IND_VALUE_MAP, NOTHING, 0},
    {0x90, 0x9f, IND_VALUE_ARRAY, NOTHING, 0},     {0xa0, 0xbf, IND_VALUE_TEXT, NOTHING, 0},
    {0xc0, 0xc0, IND_VALUE_NULL, NOTHING, 0},      {0xc1, 0xc1, IND_VALUE_OPAQUE, RESERVED, 0},
    {0xc2, 0xc3, IND_VALUE_BOOLEAN, NOTHING, 0},   {0xc4, 0xc4, IND_VALUE_OPAQUE, COUNT, 1},
    {0xc5, 0xc5, IND_VALUE_OPAQUE, COUNT, 2},      {0xc6, 0xc6, IND_VALUE_OPAQUE, COUNT, 4},
    {0xc7, 0xc7, IND_VALUE_OPAQUE, EXTENSION, 1},  {0xc8, 0xc8, IND_VALUE_OPAQUE, EXTENSION, 2},
    {0xc9, 0xc9, IND_VALUE_OPAQUE, EXTENSION, 4},  {0xca, 0xca, IND_VALUE_NUMBER, FLOATING, 4},
    {0xcb, 0xcb, IND_VALUE_NUMBER, FLOATING, 8},   {0xcc, 0xcc, IND_VALUE_NATURAL, UNSIGNED, 1},
    {0xcd, 0xcd, IND_VALUE_NATURAL, UNSIGNED, 2},  {0xce, 0xce, IND_VALUE_NATURAL, UNSIGNED, 4},
    {0xcf, 0xcf, IND_VALUE_NATURAL, UNSIGNED, 8},  {0xd0, 0xd0, IND_VALUE_NEGATIVE, SIGNED, 1},
    {0xd1, 0xd1, IND_VALUE_NEGATIVE, SIGNED, 2},   {0xd2, 0xd2, IND_VALUE_NEGATIVE, SIGNED, 4},
    {0xd3, 0xd3, IND_VALUE_NEGATIVE, SIGNED, 8},   {0xd4, 0xd8, IND_VALUE_OPAQUE, NOTHING, 0},
    {0xd9, 0xd9, IND_VALUE_TEXT, COUNT, 1},        {0xda, 0xda, IND_VALUE_TEXT, COUNT, 2},
    {0xdb, 0xdb, IND_VALUE_TEXT, COUNT, 4},        {0xdc, 0xdc, IND_VALUE_ARRAY, COUNT, 2},
    {0xdd, 0xdd, IND_VALUE_ARRAY, COUNT, 4},       {0xde, 0xde, IND_VALUE_MAP, COUNT, 2},
    {0xdf, 0xdf, IND_VALUE_MAP, COUNT, 4},         {0xe0, 0xff, IND_VALUE_NEGATIVE, NOTHING, 0},
};

/* Every byte begins exactly one form. */
static const struct form *form_of(uint8_t byte)
{
    const struct form *form = forms;
    while (byte > form->last)
        form++;
    return form;
}

static uint64_t big_endian(const uint8_t *bytes, size_t width)
{
    uint64_t value = 0;
    for (size_t i = 0; i < width; i++)
        value = value << 8 | bytes[i];
    return value;
}

static double floating(uint64_t payload, size_t width)
{
    if (width == 4) {
        uint32_t half = (uint32_t)payload;
        float value;
        memcpy(&value, &half, sizeof value);
        return (double)value;
    }
    double value;
    memcpy(&value, &payload, sizeof value);
    return value;
}

/* The payload's sign bit carried upward. */
static int64_t sign_extended(uint64_t payload, size_t width)
{
    uint64_t sign = (uint64_t)1 << (8 * width - 1);
    return (int64_t)((payload ^ sign) - sign);
}

/* What the first byte of a form without payload says by itself: a small number, a count or a length. */
static uint64_t own_payload(const struct form *form, uint8_t byte)
{
    switch (form->first) {
    case 0x80:
    case 0x90: return byte & 0x0f;
    case 0xa0: return byte & 0x1f;
    case 0xc2: return byte & 1;
    case 0xd4: return (uint64_t)1 << (byte - 0xd4);
    default: return byte;
    }
}

static void set_integer(ind_value *value, int64_t integer)
{
    value->kind = integer < 0 ? IND_VALUE_NEGATIVE : IND_VALUE_NATURAL;
    if (integer < 0)
        value->negative = integer;
    else
        value->natural = (uint64_t)integer;
}

static void set_scalar(ind_value *value, const struct form *form, uint64_t payload)
{
    switch (form->kind) {
    case IND_VALUE_BOOLEAN: value->boolean = payload; break;
    case IND_VALUE_NATURAL: value->natural = payload; break;
    case IND_VALUE_NUMBER: value->number = floating(payload, form->width); break;
    case IND_VALUE_NEGATIVE: set_integer(value, sign_extended(payload, form->width ? form->width : 1)); break;
    default: break;
    }
}

/* Bytes that a string, bin or ext still has behind its head: its length, and an ext's type byte. */
static size_t tail_length(const struct form *form, uint64_t payload)
{
    if (form->kind != IND_VALUE_TEXT && form->kind != IND_VALUE_OPAQUE)
        return 0;
    return (size_t)payload + (form->follows == EXTENSION || form->first == 0xd4);
}

/* The fewest bytes that so many items can be. */
static uint64_t least_bytes(const struct form *form, uint64_t count)
{
    if (form->kind == IND_VALUE_MAP)
        return 2 * count;
    return form->kind == IND_VALUE_ARRAY ? count : 0;
}

int ind_reader_next(struct ind_reader *reader, ind_value *ret_value, struct ind_fault *fault)
{
    const uint8_t *bytes = (const uint8_t *)reader->frame.bytes;
    size_t at = reader->at;
    if (at >= reader->frame.length)
        return cut_short(at, fault);
    size_t left = reader->frame.length - at - 1;
    const struct form *form = form_of(bytes[at]);
    if (form->follows == RESERVED)
        return fault_set(fault, IND_E_INVALID, at, "byte %zu is 0xc1, which is no msgpack", at);
    if (form->width > left)
        return cut_short(at, fault);
    uint64_t payload = form->width ? big_endian(bytes + at + 1, form->width) : own_payload(form, bytes[at]);
    left -= form->width;
    size_t tail = tail_length(form, payload);
    if (tail > left)
        return cut_short(at, fault);
    if (least_bytes(form, payload) > left)
        return fault_set(fault, IND_E_INVALID, at, "the count at byte %zu is larger than the bytes that follow", at);
    *ret_value = (ind_value){.kind = form->kind};
    size_t behind = at + 1 + form->width;
    if (form->kind == IND_VALUE_TEXT)
        ret_value->text = (ind_text){reader->frame.bytes + behind, (uint32_t)payload};
    else if (form->kind == IND_VALUE_MAP || form->kind == IND_VALUE_ARRAY)
        ret_value->count = (uint32_t)payload;
    else
        set_scalar(ret_value, form, payload);
    reader->at = behind + tail;
    return 0;
}

/* The values that a value holds directly. */
static uint64_t children(const ind_value *value)
{
    if (value->kind == IND_VALUE_MAP)
        return 2 * (uint64_t)value->count;
    return value->kind == IND_VALUE_ARRAY ? value->count : 0;
}

int ind_reader_skip(struct ind_reader *reader, ind_frame *ret_piece, struct ind_fault *fault)
{
    struct ind_reader ahead = *reader;
    uint64_t left[IND_DEPTH + 1] = {1}; /* values still to come, by depth */
    for (int depth = 0; depth >= 0;) {
        if (!left[depth]) {
            depth--;
            continue;
        }
        left[depth]--;
        ind_value value = {0};
        size_t at = ahead.at;
        TRY(ind_reader_next(&ahead, &value, fault));
        bool holds = value.kind == IND_VALUE_MAP || value.kind == IND_VALUE_ARRAY;
        if (holds && depth == IND_DEPTH)
            return fault_set(fault, IND_E_LIMIT, at, "the value at byte %zu is nested deeper than %d", at, IND_DEPTH);
        if (holds)
            left[++depth] = children(&value);
    }
    if (ret_piece)
        *ret_piece = (ind_frame){reader->frame.bytes + reader->at, ahead.at - reader->at};
    reader->at = ahead.at;
    return 0;
}

int ind_check_value(ind_frame frame, struct ind_fault *fault)
{
    struct ind_reader reader = ind_reader_of(frame);
    TRY(ind_reader_skip(&reader, NULL, fault));
    if (reader.at != frame.length)
        return fault_set(fault, IND_E_INVALID, reader.at, "%zu bytes follow the msgpack value",
                         frame.length - reader.at);
    return 0;
}
