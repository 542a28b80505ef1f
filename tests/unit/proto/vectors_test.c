/* The golden vectors, proto/vectors: each body, header and request as msgpack and JSON, byte for byte as a consumer
 * in another language finds them. With IND_VECTORS_WRITE in the environment they are written instead. */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "daemon/base/buffer.h"
#include "proto/reader.h"
#include "tests/unit/proto/fixtures.h"

static void full(struct ind_writer *writer)
{
    ind_write_observation(writer, &fixture_full, &fixture_article, &fixture_producer);
}

static void minimal(struct ind_writer *writer)
{
    static const ind_article bare = {.id = "ab"};
    static const ind_producer unknown;
    ind_write_observation(writer, &fixture_minimal, &bare, &unknown);
}

static void article(struct ind_writer *writer)
{
    ind_write_article(writer, &fixture_article_message);
}

static void duplicate(struct ind_writer *writer)
{
    ind_write_article(writer, &fixture_duplicate);
}

static void rejected(struct ind_writer *writer)
{
    ind_write_rejected(writer, &fixture_rejected);
}

static void rejected_line(struct ind_writer *writer)
{
    ind_write_rejected(writer, &fixture_rejected_line);
}

static void retracted(struct ind_writer *writer)
{
    ind_write_retracted(writer, &fixture_retracted);
}

static void heartbeat(struct ind_writer *writer)
{
    ind_write_heartbeat(writer, &fixture_heartbeat);
}

static void status(struct ind_writer *writer)
{
    ind_write_status(writer, &fixture_status);
}

static void header(struct ind_writer *writer)
{
    ind_write_header(writer, &fixture_header);
}

static void header_heartbeat(struct ind_writer *writer)
{
    ind_header bare = fixture_header;
    bare.seq = bare.prev = 0;
    ind_write_header(writer, &bare);
}

static void reply_end(struct ind_writer *writer)
{
    ind_write_reply_end(writer, &(ind_reply_end){.next = 70001, .head = 70000});
}

static void reply_lost(struct ind_writer *writer)
{
    ind_write_reply_lost(writer, &(ind_reply_lost){.from = 100, .to = 227});
}

static void reply_error(struct ind_writer *writer)
{
    ind_write_reply_error(writer, &(ind_reply_error){.code = TEXT("too_old"), .text = TEXT("seq 3 is no longer held"),
                                                     .tail = 51, .head = 70000});
}

/* Requests are told to the JSON writer from their msgpack, which ind_write_request alone writes. */
static void request(struct ind_writer *writer, const ind_request *asked)
{
    struct buffer out;
    buffer_init(&out);
    ind_write_request(&out, asked);
    assert_int_equal(ind_transcode((ind_frame){out.bytes, out.length}, writer, NULL), 0);
    buffer_done(&out);
}

static void replay(struct ind_writer *writer)
{
    request(writer, &(ind_request){.op = IND_OP_REPLAY, .id = FRAME("\x07"), .from = 50, .to = 69999, .credit = 512,
                                   .topic_count = 2,
                                   .topics = {TEXT("observation/budget."), TEXT("article")}});
}

static void replay_to_head(struct ind_writer *writer)
{
    request(writer, &(ind_request){.op = IND_OP_REPLAY, .id = FRAME("\xa2hi"), .from = 1, .to = IND_SEQ_HEAD,
                                   .credit = 1});
}

static void credit(struct ind_writer *writer)
{
    request(writer, &(ind_request){.op = IND_OP_CREDIT, .id = FRAME("\x07"), .credit = 256});
}

static void ask_status(struct ind_writer *writer)
{
    request(writer, &(ind_request){.op = IND_OP_STATUS, .id = FRAME("\xc0")});
}

static const struct vector {
    const char *name;
    void (*write)(struct ind_writer *writer);
} vectors[] = {
    {"observation", full},
    {"observation-minimal", minimal},
    {"article", article},
    {"article-duplicate", duplicate},
    {"rejected", rejected},
    {"rejected-line", rejected_line},
    {"retracted", retracted},
    {"heartbeat", heartbeat},
    {"status", status},
    {"header", header},
    {"header-heartbeat", header_heartbeat},
    {"reply-end", reply_end},
    {"reply-lost", reply_lost},
    {"reply-error", reply_error},
    {"request-replay", replay},
    {"request-replay-to-head", replay_to_head},
    {"request-credit", credit},
    {"request-status", ask_status},
};

static void write_vector(const char *path, const struct buffer *made)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(made->bytes, 1, made->length, file), made->length);
    assert_int_equal(fclose(file), 0);
}

static void compare_vector(const char *path, const struct buffer *made)
{
    static char golden[1 << 16];
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s is missing", path);
    size_t length = fread(golden, 1, sizeof golden, file);
    fclose(file);
    if (length != made->length || memcmp(golden, made->bytes, length) != 0)
        fail_msg("%s is no longer what is written", path);
}

static void hold(const char *name, const char *extension, const struct buffer *made)
{
    char path[512];
    snprintf(path, sizeof path, VECTORS "/%s.%s", name, extension);
    assert_false(made->failed);
    if (getenv("IND_VECTORS_WRITE"))
        write_vector(path, made);
    else
        compare_vector(path, made);
}

static void test_vectors(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        struct buffer msgpack = {0}, json = {0}, again = {0};
        struct ind_writer to_msgpack = ind_msgpack_writer(&msgpack), to_json = ind_json_writer(&json),
                          transcoded = ind_json_writer(&again);
        vectors[i].write(&to_msgpack);
        vectors[i].write(&to_json);
        assert_int_equal(ind_transcode((ind_frame){msgpack.bytes, msgpack.length}, &transcoded, NULL), 0);
        assert_int_equal(again.length, json.length);
        assert_memory_equal(again.bytes, json.bytes, json.length);
        buffer_byte(&json, '\n');
        hold(vectors[i].name, "msgpack", &msgpack);
        hold(vectors[i].name, "json", &json);
        buffer_done(&msgpack);
        buffer_done(&json);
        buffer_done(&again);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_vectors)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
