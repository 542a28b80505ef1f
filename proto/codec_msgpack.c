/* msgpack through msgpack-c's packer: every integer, string and count in its shortest form, doubles as float 64,
 * so that equal bodies are equal bytes. */
#include <msgpack/pack.h>

#include "proto/writer.h"

/* The buffer's failure sticks, so the packer need not hear of it. */
static int append(void *data, const char *bytes, size_t length)
{
    buffer_append(data, bytes, length);
    return 0;
}

static msgpack_packer packer_of(struct buffer *out)
{
    msgpack_packer packer;
    msgpack_packer_init(&packer, out, append);
    return packer;
}

static void msgpack_map(struct buffer *out, uint32_t count)
{
    msgpack_packer packer = packer_of(out);
    msgpack_pack_map(&packer, count);
}

static void msgpack_array(struct buffer *out, uint32_t count)
{
    msgpack_packer packer = packer_of(out);
    msgpack_pack_array(&packer, count);
}

/* msgpack has nothing to close and nothing between. */
static void msgpack_end(struct buffer *out, bool map)
{
    (void)out;
    (void)map;
}

static void msgpack_between(struct buffer *out)
{
    (void)out;
}

static void msgpack_text(struct buffer *out, const char *bytes, size_t length)
{
    msgpack_packer packer = packer_of(out);
    msgpack_pack_str_with_body(&packer, bytes, length);
}

static void msgpack_natural(struct buffer *out, uint64_t value)
{
    msgpack_packer packer = packer_of(out);
    msgpack_pack_uint64(&packer, value);
}

static void msgpack_negative(struct buffer *out, int64_t value)
{
    msgpack_packer packer = packer_of(out);
    msgpack_pack_int64(&packer, value);
}

static void msgpack_number(struct buffer *out, double value)
{
    msgpack_packer packer = packer_of(out);
    msgpack_pack_double(&packer, value);
}

static void msgpack_boolean(struct buffer *out, bool value)
{
    msgpack_packer packer = packer_of(out);
    if (value)
        msgpack_pack_true(&packer);
    else
        msgpack_pack_false(&packer);
}

static void msgpack_null(struct buffer *out)
{
    msgpack_packer packer = packer_of(out);
    msgpack_pack_nil(&packer);
}

struct ind_writer ind_msgpack_writer(struct buffer *out)
{
    static const struct ind_writer_calls calls = {
        .map = msgpack_map,
        .array = msgpack_array,
        .end = msgpack_end,
        .between = msgpack_between,
        .after_key = msgpack_between,
        .text = msgpack_text,
        .natural = msgpack_natural,
        .negative = msgpack_negative,
        .number = msgpack_number,
        .boolean = msgpack_boolean,
        .null = msgpack_null,
    };
    return (struct ind_writer){.calls = &calls, .out = out};
}
