/* The reading side: pages, prefixes, ranges, damage, and that it neither sees half a file nor writes. */
#include "support.h"

#include "daemon/base/crc32c.h"
#include "daemon/base/error.h"
#include "daemon/journal/record.h"

#include <fcntl.h>
#include <unistd.h>

/* The page's messages as "seq:topic " text, a lost range as "[from-to]". */
static void assert_page(const struct reader_page *page, const char *expected)
{
    char text[512] = "";
    for (size_t i = 0; i < page->count; i++) {
        const struct reader_message *message = &page->messages[i];
        size_t at = strlen(text);
        assert_int_equal(message->body_length, message->topic_length);
        assert_memory_equal(message->body, message->topic, message->topic_length);
        snprintf(text + at, sizeof text - at, "%llu:%.*s ", (unsigned long long)message->seq,
                 (int)message->topic_length, message->topic);
    }
    size_t at = strlen(text);
    if (page->lost_to)
        snprintf(text + at, sizeof text - at, "[%llu-%llu]", (unsigned long long)page->lost_from,
                 (unsigned long long)page->lost_to);
    assert_string_equal(text, expected);
}

static void read_page(struct reader *reader, const struct reader_query *query, struct reader_page *page)
{
    struct ind_fault fault = {0};
    if (reader_page(reader, query, page, &fault) < 0)
        fail_msg("%s", fault.text);
}

static void test_all_in_order(void **state)
{
    struct journal *journal = open_journal(*state);
    tell(journal, "c1", "a b");
    tell(journal, "c2", "c");
    struct reader *reader = open_reader(*state);
    struct reader_page page = {0};
    struct reader_query query = {.from = 1, .to = UINT64_MAX};
    read_page(reader, &query, &page);
    assert_page(&page, "1:a 2:b 3:c ");
    assert_int_equal(page.next, 4);
    assert_int_equal(page.head, 3);
    assert_int_equal(page.tail, 1);
    assert_int_equal(page.epoch, journal_state(journal).epoch);
    char header[96];
    int length = snprintf(header, sizeof header, "test %llu 2 0", (unsigned long long)page.epoch);
    assert_int_equal(page.messages[1].header_length, length);
    assert_memory_equal(page.messages[1].header, header, (size_t)length);
    /* The writer goes on while the reader is open, and the reader sees it at once. */
    tell(journal, "c3", "d");
    query.from = page.next;
    read_page(reader, &query, &page);
    assert_page(&page, "4:d ");
    reader_page_done(&page);
    reader_free(reader);
    journal_free(journal);
}

static void test_prefixes_and_limits(void **state)
{
    struct journal *journal = open_journal(*state);
    tell(journal, "c1", "observation/a/ observation/ab/ article");
    tell(journal, "c2", "observation/a/ article observation/-/");
    struct reader *reader = open_reader(*state);
    struct reader_page page = {0};
    const struct reader_prefix prefixes[] = {{"observation/a/", 14}, {"art", 3}};
    struct reader_query query = {.from = 1, .to = 5, .prefixes = prefixes, .prefix_count = 2, .max_messages = 2};
    read_page(reader, &query, &page);
    assert_page(&page, "1:observation/a/ 3:article ");
    assert_int_equal(page.next, 4);
    query.from = page.next;
    query.max_messages = 0;
    read_page(reader, &query, &page);
    assert_page(&page, "4:observation/a/ 5:article ");
    assert_int_equal(page.next, 6);
    query = (struct reader_query){.from = 2, .to = 3, .max_bytes = 1};
    read_page(reader, &query, &page);
    assert_page(&page, "2:observation/ab/ 3:article ");
    assert_int_equal(page.next, 4);
    query = (struct reader_query){.from = 1, .to = 6, .max_bytes = 1};
    read_page(reader, &query, &page);
    assert_int_equal(page.next, 4);
    reader_page_done(&page);
    reader_free(reader);
    journal_free(journal);
}

static void assert_range(struct reader *reader, uint64_t from, uint64_t to, int code)
{
    struct reader_page page = {0};
    struct ind_fault fault = {0};
    struct reader_query query = {.from = from, .to = to};
    assert_int_equal(reader_page(reader, &query, &page, &fault), code);
    assert_int_equal(page.count, 0);
    assert_int_equal(page.head, 6);
    assert_int_equal(page.tail, 3);
    reader_page_done(&page);
}

static void test_ranges(void **state)
{
    struct journal *journal = open_journal(*state);
    tell(journal, "c1", "a b");
    tell(journal, "c2", "a b");
    tell(journal, "c3", "a b");
    journal_free(journal);
    meddle(*state, "DELETE FROM record WHERE first = 1");
    struct reader *reader = open_reader(*state);
    assert_range(reader, 0, 6, IND_E_RANGE);
    assert_range(reader, 2, 6, IND_E_RANGE);
    assert_range(reader, 8, 9, IND_E_RANGE);
    assert_range(reader, 7, 9, IND_OK);
    assert_range(reader, 5, 4, IND_OK);
    reader_free(reader);
}

static void test_long_files_are_split_and_joined(void **state)
{
    enum { COUNT = 700, SIZE = 10000 };
    struct journal *journal = open_journal(*state);
    struct journal_batch batch = {.claim = "big", .outcome = JOURNAL_DONE, .moved_to = "", .file = "big"};
    static char body[SIZE];
    batch.messages = calloc(COUNT, sizeof *batch.messages);
    batch.message_count = COUNT;
    memset(body, 'x', sizeof body);
    for (size_t i = 0; i < COUNT; i++)
        batch.messages[i] = (struct journal_message){"t", 1, body, SIZE, 0, 0, NULL, 0};
    assert_int_equal(commit_one(journal, &batch, NULL), IND_OK);
    batch_done(&batch);
    struct reader *reader = open_reader(*state);
    struct reader_page page = {0};
    struct reader_query query = {.from = 1, .to = UINT64_MAX};
    uint64_t seq = 1;
    int pages = 0;
    for (; query.from <= COUNT; query.from = page.next, pages++) {
        read_page(reader, &query, &page);
        assert_int_equal(page.lost_to, 0);
        for (size_t i = 0; i < page.count; i++) {
            assert_int_equal(page.messages[i].seq, seq++);
            assert_int_equal(page.messages[i].body_length, SIZE);
            assert_memory_equal(page.messages[i].body, body, SIZE);
        }
    }
    assert_int_equal(seq, COUNT + 1);
    assert_true(pages >= 6);
    reader_page_done(&page);
    reader_free(reader);
    journal_free(journal);
    assert_true(ask(*state, "SELECT count(*) FROM record") >= 6);
    assert_true(ask(*state, "SELECT max(length(frames)) FROM record") < (1 << 20) + 11000);
}

/* ---- damage ---- */

static void tell_five(const struct place *place)
{
    struct journal *journal = open_journal(place);
    for (int i = 0; i < 5; i++) {
        char claim[8];
        snprintf(claim, sizeof claim, "c%d", i);
        tell(journal, claim, "a b");
    }
    journal_free(journal);
}

static const struct {
    const char *sql;
    const char *first, *second; /* pages */
} damages[] = {
    {"UPDATE record SET frames = replace(frames, x'62', x'63') WHERE first = 5", "1:a 2:b 3:a 4:b [5-6]",
     "7:a 8:b 9:a 10:b "},
    {"UPDATE record SET crc = crc + 1 WHERE first = 1", "[1-2]", "3:a 4:b 5:a 6:b 7:a 8:b 9:a 10:b "},
    {"UPDATE record SET time_us = 0 WHERE first = 9", "1:a 2:b 3:a 4:b 5:a 6:b 7:a 8:b [9-10]", ""},
    {"UPDATE record SET count = 1000 WHERE first = 5", "1:a 2:b 3:a 4:b [5-6]", "7:a 8:b 9:a 10:b "},
    {"UPDATE record SET first = 6 WHERE first = 5", "1:a 2:b 3:a 4:b [5-5]", "[6-6]"},
    {"UPDATE record SET frames = x'' WHERE first = 5", "1:a 2:b 3:a 4:b [5-6]", "7:a 8:b 9:a 10:b "},
    {"UPDATE record SET frames = 'text' WHERE first = 5", "1:a 2:b 3:a 4:b [5-6]", "7:a 8:b 9:a 10:b "},
    {"DELETE FROM record WHERE first IN (3, 5)", "1:a 2:b [3-6]", "7:a 8:b 9:a 10:b "},
    {"DELETE FROM record WHERE first = 9", "1:a 2:b 3:a 4:b 5:a 6:b 7:a 8:b [9-10]", ""},
};

static void test_damaged_records_are_lost_not_served(void **state)
{
    struct place *place = *state;
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        snprintf(place->state, sizeof place->state, "%s/%zu", place->folder, i);
        tell_five(place);
        meddle(place, damages[i].sql);
        struct reader *reader = open_reader(place);
        struct reader_page page = {0};
        struct reader_query query = {.from = 1, .to = UINT64_MAX};
        read_page(reader, &query, &page);
        assert_page(&page, damages[i].first);
        query.from = page.next;
        read_page(reader, &query, &page);
        assert_page(&page, damages[i].second);
        reader_page_done(&page);
        reader_free(reader);
    }
}

static void test_lost_range_ends_with_the_query(void **state)
{
    tell_five(*state);
    meddle(*state, "UPDATE record SET crc = 0");
    struct reader *reader = open_reader(*state);
    struct reader_page page = {0};
    struct reader_query query = {.from = 4, .to = 4};
    read_page(reader, &query, &page);
    assert_page(&page, "[4-4]");
    assert_int_equal(page.next, 5);
    reader_page_done(&page);
    reader_free(reader);
}

/* Bytes flipped in the file itself, below SQLite. */
static void test_flipped_bytes_in_the_file(void **state)
{
    const struct place *place = *state;
    static char needle[] = "observation/needle-in-the-file/";
    struct journal *journal = open_journal(place);
    tell(journal, "c1", "a");
    tell(journal, "c2", needle);
    tell(journal, "c3", "b");
    journal_free(journal);
    char path[160];
    snprintf(path, sizeof path, "%s/journal.db", place->state);
    int fd = open(path, O_RDWR);
    static char bytes[1 << 20];
    ssize_t length = pread(fd, bytes, sizeof bytes, 0);
    assert_true(length > 0);
    char *at = bytes;
    int flipped = 0;
    while ((at = memmem(at, (size_t)(bytes + length - at), needle, sizeof needle - 1))) {
        assert_int_equal(pwrite(fd, "O", 1, at - bytes), 1);
        at++;
        flipped++;
    }
    close(fd);
    assert_true(flipped >= 1);
    struct reader *reader = open_reader(place);
    struct reader_page page = {0};
    struct reader_query query = {.from = 1, .to = UINT64_MAX};
    read_page(reader, &query, &page);
    assert_page(&page, "1:a [2-2]");
    query.from = page.next;
    read_page(reader, &query, &page);
    assert_page(&page, "3:b ");
    reader_page_done(&page);
    reader_free(reader);
}

static void test_crc_is_castagnoli(void **state)
{
    (void)state;
    assert_int_equal(crc32c(0, "123456789", 9), 0xE3069283u);
    assert_int_equal(crc32c(crc32c(0, "1234567", 7), "89", 2), 0xE3069283u);
    assert_int_equal(crc32c(0, "", 0), 0);
}

/* A length that points beyond the bytes must never be followed. */
static void test_cut_records(void **state)
{
    (void)state;
    struct buffer frames;
    struct record_key key = {.first = 1, .count = 2};
    buffer_init(&frames);
    record_append(&frames, "topic", 5, "header", 6, "body", 4);
    record_append(&frames, "t", 1, "", 0, "", 0);
    assert_true(record_whole(&key, frames.bytes, frames.length));
    for (size_t length = 0; length < frames.length; length++) {
        char *exact = malloc(length ? length : 1); /* so that the sanitizer sees one byte too far */
        memcpy(exact, frames.bytes, length);
        assert_false(record_whole(&key, exact, length));
        free(exact);
    }
    buffer_byte(&frames, 0);
    assert_false(record_whole(&key, frames.bytes, frames.length));
    buffer_done(&frames);
}

static void test_no_journal_is_not_found(void **state)
{
    const struct place *place = *state;
    struct reader *reader = NULL;
    struct ind_fault fault = {0};
    assert_int_equal(reader_new(&reader, place->state, &fault), IND_E_NOT_FOUND);
    assert_null(reader);
    assert_non_null(strstr(fault.text, place->state));
}

static void test_find(void **state)
{
    struct journal *journal = open_journal(*state);
    struct journal_batch batch = batch_of("c1", "a");
    batch_article(&batch, "one", "text");
    assert_int_equal(commit_one(journal, &batch, NULL), IND_OK);
    batch_done(&batch);
    struct reader *reader = open_reader(*state);
    struct reader_seen seen = {.revision = 99};
    assert_int_equal(reader_find(reader, id_of("two"), NULL, &seen, NULL, NULL), IND_E_NOT_FOUND);
    assert_int_equal(seen.revision, 99);
    assert_int_equal(reader_find(reader, id_of("two"), id_of("other"), &seen, NULL, NULL), IND_E_NOT_FOUND);
    assert_int_equal(reader_find(reader, id_of("two"), id_of("text"), &seen, NULL, NULL), IND_OK);
    assert_false(seen.same_bytes);
    assert_string_equal(seen.id, id_of("one"));
    assert_int_equal(reader_find(reader, id_of("one"), NULL, &seen, NULL, NULL), IND_OK);
    assert_true(seen.same_bytes);
    reader_free(reader);
    journal_free(journal);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_all_in_order),
        TEST(test_prefixes_and_limits),
        TEST(test_ranges),
        TEST(test_long_files_are_split_and_joined),
        TEST(test_damaged_records_are_lost_not_served),
        TEST(test_lost_range_ends_with_the_query),
        TEST(test_flipped_bytes_in_the_file),
        cmocka_unit_test(test_crc_is_castagnoli),
        cmocka_unit_test(test_cut_records),
        TEST(test_no_journal_is_not_found),
        TEST(test_find),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
