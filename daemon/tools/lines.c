/* Header and body are told to JSON piece by piece, so that a line is one pass. */
#include "daemon/tools/lines.h"

#include "proto/reader.h"

int lines_add(struct buffer *out, const ind_frames *message)
{
    size_t before = out->length;
    struct ind_writer writer = ind_json_writer(out);
    ind_write_map(&writer, 3);
    ind_write_key(&writer, "topic");
    ind_write_text(&writer, message->topic.bytes, message->topic.length);
    ind_write_key(&writer, "header");
    int code = ind_transcode(message->header, &writer, NULL);
    if (code == 0) {
        ind_write_key(&writer, "body");
        code = ind_transcode(message->body, &writer, NULL);
    }
    if (code < 0) {
        out->length = before;
        return code;
    }
    ind_write_end(&writer);
    buffer_byte(out, '\n');
    return 0;
}
