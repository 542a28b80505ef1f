/* Topics, headers, heartbeats, requests: what is written reads back, and what is wrong is named. */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "tests/unit/proto/fixtures.h"

static void assert_text(ind_text text, const char *expected)
{
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.bytes, expected, text.length);
}

static ind_frame frame_of(const struct buffer *buffer)
{
    return (ind_frame){buffer->bytes, buffer->length};
}

static void test_topics(void **state)
{
    (void)state;
    struct buffer out = {0};
    ind_topic_of_observation(&out, TEXT("budget.revenue"));
    assert_string_equal(buffer_string(&out), "observation/budget.revenue/");
    ind_text prefixes[] = {TEXT("article"), TEXT("observation/budget.")};
    assert_true(ind_topic_matches(frame_of(&out), prefixes, 2));
    assert_false(ind_topic_matches(frame_of(&out), prefixes, 1));
    assert_true(ind_topic_matches(frame_of(&out), NULL, 0));
    assert_false(ind_topic_matches(FRAME("art"), prefixes, 1));
    buffer_clear(&out);
    ind_topic_of_observation(&out, (ind_text){0});
    assert_string_equal(buffer_string(&out), "observation/-/");
    buffer_done(&out);
}

static void test_header(void **state)
{
    (void)state;
    struct buffer out = {0};
    struct ind_writer writer = ind_msgpack_writer(&out);
    ind_write_header(&writer, &fixture_header);
    ind_header header;
    assert_int_equal(ind_read_header(frame_of(&out), &header, NULL), 0);
    assert_text(header.stream, "mẫu-1");
    assert_text(header.time, "2026-07-01T09:30:00.125Z");
    assert_int_equal(header.epoch, 1782900000);
    assert_int_equal(header.seq, 70000);
    assert_int_equal(header.prev, 69990);
    buffer_done(&out);
}

static void test_bad_headers(void **state)
{
    (void)state;
    static const struct {
        ind_frame frame;
        int code;
        const char *named;
    } cases[] = {
        {{"\x90", 1}, IND_E_INVALID, "no map"},
        {{"\x80", 1}, IND_E_INVALID, "\"v\" is missing"},
        {{"\x81\xa1v\xa1" "1", 5}, IND_E_INVALID, "\"v\" must be an integer"},
        {{"\x81\xa6stream\x01", 9}, IND_E_INVALID, "\"stream\" must be a string"},
        {{"\x81\xa3seq\xff", 6}, IND_E_INVALID, "\"seq\" must be an integer from 0 on"},
        {{"\x84\xa1v\x02\xa6stream\xa1s\xa5" "epoch\x01\xa4time\xa1t", 27}, IND_E_UNSUPPORTED, "version 2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_header header = {.seq = 77};
        struct ind_fault fault;
        assert_int_equal(ind_read_header(cases[i].frame, &header, &fault), cases[i].code);
        assert_non_null(strstr(fault.text, cases[i].named));
        assert_int_equal(header.seq, 77);
    }
}

/* What a later /1 may add, and keys that are no strings, are passed over. */
static void test_unknown_keys(void **state)
{
    (void)state;
    static const char bytes[] = "\x86\xa1v\x01\xa6stream\xa1s\xa5" "epoch\x01\xa4time\xa1t\xa3new\x82\x01\x02\xa1x\x90\x05\xc4\x01z";
    ind_header header;
    assert_int_equal(ind_read_header(FRAME(bytes), &header, NULL), 0);
    assert_int_equal(header.seq, 0);
}

static void test_heartbeat(void **state)
{
    (void)state;
    struct buffer out = {0};
    struct ind_writer writer = ind_msgpack_writer(&out);
    ind_write_heartbeat(&writer, &fixture_heartbeat);
    struct arena arena;
    arena_init(&arena, 1 << 20);
    ind_heartbeat heartbeat;
    assert_int_equal(ind_read_heartbeat(frame_of(&out), &arena, &heartbeat, NULL), 0);
    assert_int_equal(heartbeat.head, 70000);
    assert_int_equal(heartbeat.tail, 1);
    assert_int_equal(heartbeat.backlog, 12);
    assert_int_equal(heartbeat.head_count, 3);
    assert_text(heartbeat.heads[2].topic, "observation/budget.revenue/");
    assert_int_equal(heartbeat.heads[2].seq, 5);
    arena_done(&arena);
    arena_init(&arena, 16);
    heartbeat.head = 77;
    assert_int_equal(ind_read_heartbeat(frame_of(&out), &arena, &heartbeat, NULL), IND_E_LIMIT);
    assert_int_equal(heartbeat.head, 77);
    arena_done(&arena);
    buffer_done(&out);
}

static void test_request(void **state)
{
    (void)state;
    struct buffer out = {0};
    ind_request asked = {.op = IND_OP_REPLAY, .id = FRAME("\x93\x01\xa1" "a\xc0"), .from = 5, .to = IND_SEQ_HEAD,
                         .credit = 9, .topic_count = 1, .topics = {TEXT("article")}};
    ind_write_request(&out, &asked);
    ind_request request;
    assert_int_equal(ind_read_request(frame_of(&out), &request, NULL), 0);
    assert_int_equal(request.op, IND_OP_REPLAY);
    assert_int_equal(request.id.length, 5);
    assert_memory_equal(request.id.bytes, asked.id.bytes, 5);
    assert_int_equal(request.from, 5);
    assert_true(request.to == IND_SEQ_HEAD);
    assert_int_equal(request.credit, 9);
    assert_int_equal(request.topic_count, 1);
    assert_text(request.topics[0], "article");
    buffer_done(&out);
}

static void test_request_defaults(void **state)
{
    (void)state;
    ind_request request;
    static const char status[] = "\x81\xa2op\xa6status";
    assert_int_equal(ind_read_request(FRAME(status), &request, NULL), 0);
    assert_int_equal(request.op, IND_OP_STATUS);
    assert_int_equal(request.id.length, 1);
    assert_memory_equal(request.id.bytes, "\xc0", 1);
    static const char replay[] = "\x84\xa2op\xa6replay\xa4" "from\x01\xa6topics\xc0\xa6" "credit\xce\xff\xff\xff\xff";
    assert_int_equal(ind_read_request(FRAME(replay), &request, NULL), 0);
    assert_true(request.to == IND_SEQ_HEAD);
    assert_int_equal(request.topic_count, 0);
    assert_int_equal(request.credit, UINT32_MAX);
}

static void test_bad_requests(void **state)
{
    (void)state;
    static const struct {
        ind_frame frame;
        const char *named;
    } cases[] = {
        {{"", 0}, "cut short"},
        {{"\xc0", 1}, "no map"},
        {{"\x80", 1}, "\"op\" is missing"},
        {{"\x81\xa2op\x01", 5}, "\"op\" must be a string"},
        {{"\x81\xa2op\xa4kill", 9}, "\"op\" must be replay"},
        {{"\x81\xa2op\xa6replay", 11}, "\"from\" is missing"},
        {{"\x83\xa2op\xa6replay\xa4" "from\x00\xa6" "credit\x01", 25}, "at least 1"},
        {{"\x83\xa2op\xa6replay\xa4" "from\xff\xa6" "credit\x01", 25}, "\"from\" must be an integer"},
        {{"\x84\xa2op\xa6replay\xa4" "from\x01\xa6" "credit\x01\xa2to\xa1x", 30}, "\"to\" must be"},
        {{"\x84\xa2op\xa6replay\xa4" "from\x01\xa6" "credit\x01\xa6topics\xa1x", 34}, "\"topics\" must be an array"},
        {{"\x84\xa2op\xa6replay\xa4" "from\x01\xa6" "credit\x01\xa6topics\x91\x01", 34}, "\"topics\" must hold"},
        {{"\x81\xa2op\xa6" "credit", 11}, "\"credit\" is missing"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_request request = {.credit = 77};
        struct ind_fault fault;
        assert_int_equal(ind_read_request(cases[i].frame, &request, &fault), IND_E_INVALID);
        assert_non_null(strstr(fault.text, cases[i].named));
        assert_int_equal(request.credit, 77);
    }
}

/* Limits of messages.h: the id, the number of topics and the length of each, at and beyond. */
static void test_request_limits(void **state)
{
    (void)state;
    static char id[IND_REQUEST_ID_MAX + 1];
    id[0] = (char)0xda; /* str 16 */
    for (int over = 0; over < 2; over++) {
        size_t length = IND_REQUEST_ID_MAX + (size_t)over;
        id[1] = 0;
        id[2] = (char)(length - 3);
        struct buffer out = {0};
        ind_request request = {.op = IND_OP_STATUS, .id = {id, length}};
        memset(id + 3, 'x', length - 3);
        ind_write_request(&out, &request); /* shortens the head of the string by a byte */
        buffer_clear(&out);
        buffer_append(&out, "\x82\xa2op\xa6status\xa2id", 14);
        buffer_append(&out, id, length);
        assert_int_equal(ind_read_request(frame_of(&out), &request, NULL), over ? IND_E_INVALID : 0);
        assert_int_equal(ind_request_id(frame_of(&out)).length, over ? 1 : length);
        buffer_done(&out);
    }
    for (int over = 0; over < 2; over++) {
        struct buffer out = {0};
        buffer_append(&out, "\x84\xa2op\xa6replay\xa4" "from\x01\xa6" "credit\x01\xa6topics\xdc\x00", 34);
        buffer_byte(&out, (char)(IND_REQUEST_TOPICS + over));
        for (int i = 0; i < IND_REQUEST_TOPICS + over; i++)
            buffer_append(&out, "\xa1x", 2);
        ind_request request;
        assert_int_equal(ind_read_request(frame_of(&out), &request, NULL), over ? IND_E_INVALID : 0);
        buffer_done(&out);
    }
}

static void test_request_id_of_bad(void **state)
{
    (void)state;
    static const char bad[] = "\x82\xa2op\x01\xa2id\xa2me";
    ind_frame id = ind_request_id(FRAME(bad));
    assert_int_equal(id.length, 3);
    assert_memory_equal(id.bytes, "\xa2me", 3);
    assert_memory_equal(ind_request_id(FRAME("\xdf\xff\xff\xff\xff")).bytes, "\xc0", 1);
    assert_int_equal(ind_request_id(FRAME("\x80")).length, 1);
}

static void assert_time(int64_t us, const char *expected)
{
    char text[IND_TIME_TEXT];
    ind_time_print(us, text);
    assert_string_equal(text, expected);
}

static void test_times(void **state)
{
    (void)state;
    assert_time(0, "1970-01-01T00:00:00.000Z");
    assert_time(-1, "1969-12-31T23:59:59.999Z");
    assert_time(INT64_C(951827696789999), "2000-02-29T12:34:56.789Z");
    assert_time(INT64_C(1782898200125000), "2026-07-01T09:30:00.125Z");
    assert_time(INT64_MAX, "9999-12-31T23:59:59.999Z");
    assert_time(INT64_MIN, "0000-01-01T00:00:00.000Z");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_topics),          cmocka_unit_test(test_header),
        cmocka_unit_test(test_bad_headers),     cmocka_unit_test(test_unknown_keys),
        cmocka_unit_test(test_heartbeat),       cmocka_unit_test(test_request),
        cmocka_unit_test(test_request_defaults), cmocka_unit_test(test_bad_requests),
        cmocka_unit_test(test_request_limits),  cmocka_unit_test(test_request_id_of_bad),
        cmocka_unit_test(test_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
