/* Damaged files: what the checker finds and what the daemon's side makes of the same file must agree. The journal opens
 * on each (mended where it must be, at the latest at the start after a write that met the damage), takes a new message,
 * and serves no message that differs from what was told; where one is missing, the checker says that something is. */
#include "daemon/base/error.h"
#include "daemon/journal/scan.h"
#include "tests/unit/journal/support.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define BATCHES 24
#define MESSAGES 200
#define ROOM ((size_t)1 << 20)

/* A file of the state directory as it was before the damage. */
struct image {
    char name[32];
    unsigned char *bytes;
    size_t length;
};

/* What was told, and the files that hold it. */
struct original {
    struct image images[5];
    size_t image_count;
    uint64_t epoch, head;
    struct {
        char *bytes;
        size_t topic, header, body;
    } messages[MESSAGES + 1]; /* by seq */
};

static void path_of(const struct place *place, const char *name, char *path, size_t size)
{
    snprintf(path, size, "%s/%s", place->state, name);
}

static void save(const struct place *place, struct original *original, const char *name)
{
    char path[200];
    struct image *image = &original->images[original->image_count];
    path_of(place, name, path, sizeof path);
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return;
    image->bytes = malloc(ROOM);
    assert_non_null(image->bytes);
    ssize_t length = read(fd, image->bytes, ROOM);
    close(fd);
    assert_true(length >= 0 && length < (ssize_t)ROOM);
    image->length = (size_t)length;
    snprintf(image->name, sizeof image->name, "%s", name);
    original->image_count++;
}

static void restore(const struct place *place, const struct original *original)
{
    char path[200];
    assert_int_equal(place_clear(place), 0);
    assert_int_equal(mkdir(place->state, 0700), 0);
    for (size_t i = 0; i < original->image_count; i++) {
        const struct image *image = &original->images[i];
        path_of(place, image->name, path, sizeof path);
        int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        assert_true(fd >= 0);
        assert_int_equal(write(fd, image->bytes, image->length), (ssize_t)image->length);
        close(fd);
    }
}

static void keep_messages(const struct place *place, struct original *original)
{
    struct reader *reader = open_reader(place);
    struct reader_page page = {0};
    struct reader_query query = {.from = 1, .to = UINT64_MAX, .max_bytes = SIZE_MAX};
    assert_int_equal(reader_page(reader, &query, &page, NULL), IND_OK);
    original->epoch = page.epoch;
    original->head = page.head;
    assert_int_equal(page.count, page.head);
    assert_true(page.head < MESSAGES);
    for (size_t i = 0; i < page.count; i++) {
        const struct reader_message *message = &page.messages[i];
        size_t length = message->topic_length + message->header_length + message->body_length;
        original->messages[message->seq].bytes = malloc(length);
        assert_non_null(original->messages[message->seq].bytes);
        memcpy(original->messages[message->seq].bytes, message->topic, length);
        original->messages[message->seq].topic = message->topic_length;
        original->messages[message->seq].header = message->header_length;
        original->messages[message->seq].body = message->body_length;
    }
    reader_page_done(&page);
    reader_free(reader);
}

/* Batches of a few small messages each, some with one that fills several pages. */
static void fill(struct journal *journal)
{
    static char large[12000];
    memset(large, 'x', sizeof large);
    for (int i = 0; i < BATCHES; i++) {
        struct ind_fault fault = {0};
        char claim[24], word[24];
        snprintf(claim, sizeof claim, "%016x", (unsigned)i + 1);
        snprintf(word, sizeof word, "article %d", i);
        struct journal_batch batch = batch_of(claim, i % 3 ? "observation/a/ observation/b/ article" : "observation/c/ article");
        batch_article(&batch, word, word);
        if (i % 5 == 0) {
            batch.messages[0].body = large;
            batch.messages[0].body_length = sizeof large - (size_t)i;
        }
        if (commit_one(journal, &batch, &fault) < 0)
            fail_msg("%s", fault.text);
        batch_done(&batch);
    }
}

/* `log`: as after a kill, with all of it still in the write-ahead log. */
static struct original *make_original(const struct place *place, bool log)
{
    struct original *original = calloc(1, sizeof *original);
    assert_non_null(original);
    struct journal *journal = open_journal(place);
    fill(journal);
    if (!log)
        journal_free(journal);
    static const char *const names[] = {"journal.db", "journal.db-wal", "journal.db-shm", "epoch"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        save(place, original, names[i]);
    if (log)
        journal_free(journal);
    keep_messages(place, original);
    return original;
}

static void original_done(struct original *original)
{
    for (size_t i = 0; i < original->image_count; i++)
        free(original->images[i].bytes);
    for (size_t i = 0; i <= MESSAGES; i++)
        free(original->messages[i].bytes);
    free(original);
}

/* ---- one damaged file ---- */

static const char *at_hand = ""; /* for the sentence of a failure */

static void count(void *user, const char *place, const char *reason)
{
    if (getenv("SHOW_FAULTS"))
        print_message("%s: %s: %s\n", at_hand, place, reason);
    assert_true(*place && *reason);
    ++*(size_t *)user;
}

/* How many faults the checker finds; one that it can't open is one. */
static size_t find_faults(const struct place *place, int *ret_code)
{
    struct scan *scan = NULL;
    struct ind_fault fault = {0};
    size_t found = 0;
    *ret_code = scan_new(&scan, place->state, &fault);
    if (*ret_code < 0)
        return assert_true(fault.text[0]), (size_t)1;
    if (scan_check(scan, count, NULL, &found, &fault) < 0)
        fail_msg("%s: %s", at_hand, fault.text);
    scan_free(scan);
    return found;
}

/* Reads all there is in pages, as a replay does: every message as it was told. Returns how many of the original's were
 * served; lost ranges are passed over, an end that is no end fails. `reused`: the last may be the new one. */
static size_t serve_from(const struct place *place, const struct original *original, bool reused)
{
    struct reader *reader = open_reader(place);
    struct reader_page page = {0};
    struct reader_query query = {.from = 1, .to = UINT64_MAX};
    struct ind_fault fault = {0};
    size_t served = 0;
    int code = reader_page(reader, &query, &page, &fault);
    if (code == IND_E_RANGE && page.tail > 1) { /* too old: told, too */
        query.from = page.tail;
        code = reader_page(reader, &query, &page, &fault);
    }
    while (code == IND_OK) {
        for (size_t i = 0; i < page.count && page.epoch == original->epoch; i++) {
            const struct reader_message *message = &page.messages[i];
            uint64_t seq = message->seq;
            if (seq > original->head)
                continue;
            size_t length = message->topic_length + message->header_length + message->body_length;
            bool same = message->topic_length == original->messages[seq].topic &&
                        memcmp(message->topic, original->messages[seq].bytes, length) == 0;
            if (!same && reused && seq == page.head)
                continue;
            if (!same)
                fail_msg("%s: message %llu is not what was told", at_hand, (unsigned long long)seq);
            served++;
        }
        if (page.next > page.head)
            break;
        query.from = page.next;
        code = reader_page(reader, &query, &page, &fault);
    }
    if (code < 0)
        fail_msg("%s: replay: %s", at_hand, fault.text);
    reader_page_done(&page);
    reader_free(reader);
    return served;
}

static size_t serve(const struct place *place, const struct original *original)
{
    return serve_from(place, original, false);
}

static int commit_new(const struct place *place, struct ind_fault *fault)
{
    struct journal *journal = NULL;
    struct journal_options options = plain_options(place);
    int code = journal_new(&journal, &options, fault);
    if (code < 0)
        return code;
    struct journal_batch batch = batch_of("ffffffffffffffff", "article");
    batch_article(&batch, "a new one", "a new one");
    code = commit_one(journal, &batch, fault);
    if (code == IND_OK && batch.verdict == JOURNAL_COMMITTED)
        assert_true(batch.messages[0].seq > 0);
    batch_done(&batch);
    journal_free(journal);
    return code;
}

/* The file is as it is: the checker, then two starts of the daemon's side. Returns whether it was told as damaged. */
static bool try_damaged(const struct place *place, const struct original *original, bool may_be_newer)
{
    struct ind_fault fault = {0};
    int scanned;
    size_t faults = find_faults(place, &scanned);
    int code = commit_new(place, &fault);
    if (code == IND_E_UNSUPPORTED && may_be_newer) {
        assert_int_equal(scanned, IND_E_UNSUPPORTED);
        return true;
    }
    if (code == IND_E_CORRUPT)
        code = commit_new(place, &fault);
    if (code < 0)
        fail_msg("%s: it does not start: %s", at_hand, fault.text);
    size_t served = serve(place, original);
    if (served < original->head && !faults)
        fail_msg("%s: %zu of %llu messages are served, and no fault is told", at_hand, served,
                 (unsigned long long)original->head);
    int again;
    find_faults(place, &again); /* it comes to an end on the mended one, too */
    assert_int_equal(again, IND_OK);
    return faults > 0;
}

/* The same of a log, whose last commit may be gone for any reason: `last` says that only that may be missing. */
static bool try_damaged_log(const struct place *place, const struct original *original, bool last)
{
    struct ind_fault fault = {0};
    int scanned;
    size_t faults = find_faults(place, &scanned);
    if (commit_new(place, &fault) < 0)
        fail_msg("%s: it does not start: %s", at_hand, fault.text);
    struct journal *journal = open_journal(place);
    struct journal_state after = journal_state(journal);
    journal_free(journal);
    size_t served = serve_from(place, original, !faults);
    if (faults)
        assert_true(after.epoch != original->epoch || after.head > original->head);
    else if (served < original->head && !last)
        fail_msg("%s: %zu messages are served, and no fault is told", at_hand, served);
    return faults > 0;
}

static void test_whole(void **state)
{
    struct place *place = *state;
    for (int log = 0; log < 2; log++) {
        struct original *original = make_original(place, log);
        restore(place, original);
        int code;
        at_hand = "nothing is damaged";
        assert_int_equal(find_faults(place, &code), 0);
        assert_int_equal(code, IND_OK);
        assert_int_equal(serve(place, original), original->head);
        original_done(original);
        assert_int_equal(place_clear(place), 0);
    }
}

static void test_truncated(void **state)
{
    struct place *place = *state;
    struct original *original = make_original(place, false);
    char path[200], name[64];
    path_of(place, "journal.db", path, sizeof path);
    size_t told = 0, tried = 0;
    for (size_t length = 0; length < original->images[0].length; length += 512, tried++) {
        snprintf(name, sizeof name, "cut at %zu", length);
        at_hand = name;
        restore(place, original);
        assert_int_equal(truncate(path, (off_t)length), 0);
        told += try_damaged(place, original, false);
    }
    assert_true(tried > 100);
    assert_int_equal(told, tried);
    original_done(original);
}

static void flip(const char *path, size_t at, int bit)
{
    unsigned char byte;
    int fd = open(path, O_RDWR);
    assert_true(fd >= 0);
    assert_int_equal(pread(fd, &byte, 1, (off_t)at), 1);
    byte ^= (unsigned char)(1 << bit);
    assert_int_equal(pwrite(fd, &byte, 1, (off_t)at), 1);
    close(fd);
}

/* Bits of each page: of its header, of the cells' places, and of what lies further back. */
static void test_flipped(void **state)
{
    static const size_t places[] = {0, 1, 3, 5, 8, 11, 40, 60, 97, 101, 104, 900, 2047, 3500, 4000, 4090, 4095};
    struct place *place = *state;
    struct original *original = make_original(place, false);
    char path[200], name[64];
    path_of(place, "journal.db", path, sizeof path);
    size_t told = 0, tried = 0;
    for (size_t page = 0; page < original->images[0].length; page += 4096)
        for (size_t i = 0; i < sizeof places / sizeof *places; i++, tried++) {
            size_t at = page + places[i];
            int bit = (int)((at * 7 + page / 4096) % 8);
            snprintf(name, sizeof name, "bit %d of byte %zu (page %zu)", bit, at, page / 4096 + 1);
            at_hand = name;
            restore(place, original);
            flip(path, at, bit);
            told += try_damaged(place, original, at >= 60 && at < 64);
        }
    assert_true(tried > 200);
    assert_true(told > tried / 2);
    original_done(original);
}

static const struct image *image_of(const struct original *original, const char *name)
{
    for (size_t i = 0; i < original->image_count; i++)
        if (!strcmp(original->images[i].name, name))
            return &original->images[i];
    fail_msg("there is no %s", name);
    return NULL;
}

/* Within the log: what was durable is not taken back without a word, and no seq is given again. */
static void test_log_flipped(void **state)
{
    static const size_t places[] = {0, 5, 9, 17, 23, 30, 700, 4100};
    struct place *place = *state;
    struct original *original = make_original(place, true);
    const struct image *log = image_of(original, "journal.db-wal");
    char path[200], name[64];
    path_of(place, "journal.db-wal", path, sizeof path);
    size_t tried = 0, told = 0;
    for (size_t frame = 32; frame < log->length; frame += 5 * 4120)
        for (size_t i = 0; i < sizeof places / sizeof *places; i++, tried++) {
            size_t at = frame + places[i];
            snprintf(name, sizeof name, "bit of byte %zu of the log", at);
            at_hand = name;
            restore(place, original);
            flip(path, at, (int)(at % 8));
            bool known = try_damaged_log(place, original, log->length - at < 12 * 4120);
            told += known;
        }
    assert_true(tried > 50);
    assert_true(told > tried * 3 / 4);
    original_done(original);
}

/* A log that lost its end looks as it would after a crash: what is left is served, whole. */
static void test_log_truncated(void **state)
{
    struct place *place = *state;
    struct original *original = make_original(place, true);
    const struct image *log = image_of(original, "journal.db-wal");
    char path[200], name[64];
    path_of(place, "journal.db-wal", path, sizeof path);
    for (size_t length = 0; length < log->length; length += 512 * 7) {
        snprintf(name, sizeof name, "log cut at %zu", length);
        at_hand = name;
        restore(place, original);
        assert_int_equal(truncate(path, (off_t)length), 0);
        try_damaged_log(place, original, true);
    }
    original_done(original);
}

/* A table that is gone, a state that is gone, keys that were given already. */
static void test_meddled(void **state)
{
    static const char *const sqls[] = {
        "DROP TABLE topic", "DROP TABLE seen", "DROP TABLE claim", "DROP TABLE record", "DROP TABLE state", "DELETE FROM state",
        "UPDATE state SET head = 5", "UPDATE state SET head = 9000000000000000000", "UPDATE state SET published = 100000",
        "UPDATE topic SET last = 77777 WHERE topic = CAST('article' AS BLOB)", "DELETE FROM topic",
        "DELETE FROM record WHERE first > 20 AND first < 30", "UPDATE record SET count = count + 1 WHERE first > 10",
        "UPDATE record SET frames = zeroblob(10) WHERE first = (SELECT max(first) FROM record)",
        "DELETE FROM record WHERE first = (SELECT max(first) FROM record)", "PRAGMA application_id = 7",
    };
    struct place *place = *state;
    struct original *original = make_original(place, false);
    for (size_t i = 0; i < sizeof sqls / sizeof *sqls; i++) {
        at_hand = sqls[i];
        restore(place, original);
        meddle(place, sqls[i]);
        bool told = try_damaged(place, original, false);
        if (!told && strcmp(sqls[i], "DELETE FROM topic") != 0)
            fail_msg("%s: nothing is told", sqls[i]);
    }
    original_done(original);
}

/* No seq is given twice within an epoch, whatever the state says; and what was seen is still known. */
static void test_mended_goes_on(void **state)
{
    struct place *place = *state;
    struct original *original = make_original(place, false);
    restore(place, original);
    meddle(place, "UPDATE state SET head = 5");
    struct journal *journal = open_journal(place);
    assert_non_null(strstr(journal_mended(journal), "set aside as journal.db-damaged1"));
    assert_int_equal(journal_state(journal).epoch, original->epoch);
    assert_int_equal(journal_state(journal).head, original->head);
    struct journal_batch batch = batch_of("eeeeeeeeeeeeeeee", "article");
    batch_article(&batch, "article 3", "article 3");
    assert_int_equal(commit_one(journal, &batch, NULL), IND_OK);
    assert_int_equal(batch.verdict, JOURNAL_SEEN);
    batch_done(&batch);
    tell(journal, "dddddddddddddddd", "article");
    assert_int_equal(journal_state(journal).head, original->head + 1);
    journal_free(journal);
    journal = open_journal(place);
    assert_string_equal(journal_mended(journal), "");
    journal_free(journal);
    assert_int_equal(serve(place, original), original->head);
    meddle(place, "DROP TABLE state");
    journal = open_journal(place);
    assert_non_null(strstr(journal_mended(journal), "journal.db-damaged2"));
    assert_true(journal_state(journal).epoch > original->epoch);
    assert_int_equal(journal_state(journal).head, 0);
    journal_free(journal);
    original_done(original);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_whole, place_setup, place_teardown),
        cmocka_unit_test_setup_teardown(test_truncated, place_setup, place_teardown),
        cmocka_unit_test_setup_teardown(test_flipped, place_setup, place_teardown),
        cmocka_unit_test_setup_teardown(test_log_flipped, place_setup, place_teardown),
        cmocka_unit_test_setup_teardown(test_log_truncated, place_setup, place_teardown),
        cmocka_unit_test_setup_teardown(test_meddled, place_setup, place_teardown),
        cmocka_unit_test_setup_teardown(test_mended_goes_on, place_setup, place_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
