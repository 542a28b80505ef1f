/* A disk that is full, fails to write, or fails to sync, under a journal that must neither lie nor use a seq
 * twice; and an encoder that fails. */
#include "support.h"

#include "daemon/base/error.h"
#include "fault_vfs.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int commit_topics(struct journal *journal, const char *claim, const char *topics, enum journal_verdict *verdict,
                         struct ind_fault *fault)
{
    struct journal_batch batch = batch_of(claim, topics);
    int code = commit_one(journal, &batch, fault);
    *verdict = batch.verdict;
    batch_done(&batch);
    return code;
}

static void test_full_disk_passes(void **state)
{
    struct journal *journal = open_journal(*state);
    struct ind_fault fault = {0};
    enum journal_verdict verdict;
    tell(journal, "c1", "a");
    for (int after = 0; after < 4; after++) {
        fault_vfs_set(FAULT_WRITE_FULL, after);
        assert_int_equal(commit_topics(journal, "c2", "a b", &verdict, &fault), IND_E_FULL);
        assert_int_equal(verdict, JOURNAL_NOT_TRIED);
        assert_int_equal(journal_state(journal).head, 1);
    }
    fault_vfs_set(FAULT_NONE, 0);
    struct journal_batch batch = batch_of("c2", "a b");
    assert_int_equal(commit_one(journal, &batch, &fault), IND_OK);
    assert_int_equal(batch.messages[0].seq, 2);
    assert_int_equal(batch.messages[0].prev, 1);
    assert_int_equal(batch.messages[1].prev, 0);
    batch_done(&batch);
    journal_free(journal);
    journal = open_journal(*state);
    assert_int_equal(journal_state(journal).head, 3);
    journal_free(journal);
}

static void break_with(const struct place *place, enum fault_kind kind)
{
    struct journal *journal = open_journal(place);
    struct ind_fault fault = {0};
    enum journal_verdict verdict;
    tell(journal, "c1", "a");
    fault_vfs_set(kind, 0);
    assert_int_equal(commit_topics(journal, "c2", "a", &verdict, &fault), IND_E_IO);
    assert_int_equal(verdict, JOURNAL_NOT_TRIED);
    assert_int_equal(journal_state(journal).head, 1);
    /* The disk works again, or says so: nothing is written all the same. */
    fault_vfs_set(FAULT_NONE, 0);
    assert_int_equal(commit_topics(journal, "c3", "a", &verdict, &fault), IND_E_IO);
    assert_non_null(strstr(fault.text, "no more writes"));
    bool more = true;
    assert_int_equal(journal_retain(journal, &more, &fault), IND_E_IO);
    assert_int_equal(journal_claims_keep(journal, NULL, 0, &fault), IND_E_IO);
    assert_true(more);
    assert_int_equal(fault_vfs_syncs(), 0);
    /* What was committed before can still be replayed. */
    struct reader *reader = open_reader(place);
    struct reader_page page = {0};
    struct reader_query query = {.from = 1, .to = UINT64_MAX};
    assert_int_equal(reader_page(reader, &query, &page, &fault), IND_OK);
    assert_int_equal(page.count, 1);
    reader_page_done(&page);
    reader_free(reader);
    journal_free(journal);
    assert_int_equal(fault_vfs_syncs(), 0);
}

static void go_on(const struct place *place)
{
    struct journal *journal = open_journal(place);
    uint64_t head = journal_state(journal).head;
    assert_true(head == 1 || head == 2); /* what the disk really held */
    struct journal_claim claim;
    assert_int_equal(journal_claim(journal, "c2", &claim, NULL), IND_OK);
    assert_int_equal(claim.committed, head == 2); /* and the claim says the same */
    tell(journal, "c4", "a");
    assert_int_equal(journal_state(journal).head, head + 1);
    journal_free(journal);
}

static void test_failed_sync_is_never_tried_again(void **state)
{
    break_with(*state, FAULT_SYNC);
    go_on(*state);
}

static void test_failed_write_breaks_it(void **state)
{
    break_with(*state, FAULT_WRITE_ERROR);
    go_on(*state);
}

static void test_a_commit_is_synced(void **state)
{
    struct journal *journal = open_journal(*state);
    tell(journal, "c0", "a");
    fault_vfs_set(FAULT_NONE, 0);
    struct journal_batch batches[] = {batch_of("c1", "a"), batch_of("c2", "b"), batch_of("c3", "a")};
    struct journal_group group = {.batches = batches, .count = 3};
    assert_int_equal(journal_commit(journal, &group, NULL), IND_OK);
    assert_int_equal(fault_vfs_syncs(), 1); /* one for all three */
    struct journal_group nothing = {.count = 0};
    assert_int_equal(journal_commit(journal, &nothing, NULL), IND_OK);
    assert_int_equal(fault_vfs_syncs(), 1);
    for (size_t i = 0; i < 3; i++)
        batch_done(&batches[i]);
    journal_free(journal);
}

static void test_failed_checkpoint_breaks_it_later(void **state)
{
    struct journal *journal = open_journal(*state);
    struct ind_fault fault = {0};
    enum journal_verdict verdict;
    static char body[5 << 20];
    struct journal_batch big = batch_of("big", "a");
    big.messages[0].body = body;
    big.messages[0].body_length = sizeof body;
    fault_vfs_set(FAULT_SYNC, 1); /* the commit's own sync passes, the checkpoint's does not */
    assert_int_equal(commit_one(journal, &big, &fault), IND_OK);
    assert_int_equal(big.verdict, JOURNAL_COMMITTED);
    journal_checkpoint(journal);
    fault_vfs_set(FAULT_NONE, 0);
    assert_int_equal(commit_topics(journal, "c2", "a", &verdict, &fault), IND_E_IO);
    batch_done(&big);
    journal_free(journal);
    journal = open_journal(*state);
    assert_int_equal(journal_state(journal).head, 1);
    journal_free(journal);
}

/* A reader that stays holds the log back, not the writer; when it goes the log is cut. */
static void test_log_is_cut_behind_a_slow_reader(void **state)
{
    const struct place *place = *state;
    struct journal *journal = open_journal(place);
    char path[160];
    struct stat log;
    sqlite3 *slow = NULL;
    static char body[8 << 20];
    tell(journal, "first", "a");
    snprintf(path, sizeof path, "%s/journal.db", place->state);
    assert_int_equal(sqlite3_open_v2(path, &slow, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(slow, "BEGIN; SELECT count(*) FROM record", NULL, NULL, NULL), SQLITE_OK);
    snprintf(path, sizeof path, "%s/journal.db-wal", place->state);
    for (int i = 0; i < 10; i++) {
        char claim[16];
        snprintf(claim, sizeof claim, "big%d", i);
        struct journal_batch big = batch_of(claim, "a");
        big.messages[0].body = body;
        big.messages[0].body_length = sizeof body;
        assert_int_equal(commit_one(journal, &big, NULL), IND_OK);
        journal_checkpoint(journal);
        batch_done(&big);
    }
    assert_int_equal(stat(path, &log), 0);
    assert_true(log.st_size > (64 << 20));
    assert_int_equal(sqlite3_close(slow), SQLITE_OK);
    tell(journal, "last", "a");
    journal_checkpoint(journal);
    tell(journal, "restart", "a");
    journal_free(journal);
    assert_int_equal(stat(path, &log), -1);
    journal = open_journal(place);
    assert_int_equal(journal_state(journal).head, 13);
    journal_free(journal);
}

static int failing_header(void *user, const struct journal_stamp *stamp, struct buffer *header)
{
    const bool *fails = user;
    if (*fails && stamp->seq == 3)
        return IND_E_NOMEM;
    return plain_header(NULL, stamp, header);
}

static void test_failing_encoder_uses_up_no_seq(void **state)
{
    struct journal_options options = plain_options(*state);
    struct journal *journal = NULL;
    struct ind_fault fault = {0};
    enum journal_verdict verdict;
    bool fails = true;
    options.header = failing_header;
    options.header_user = &fails;
    assert_int_equal(journal_new(&journal, &options, NULL), IND_OK);
    tell(journal, "c1", "a");
    assert_int_equal(commit_topics(journal, "c2", "a b", &verdict, &fault), IND_E_NOMEM);
    assert_int_equal(journal_state(journal).head, 1);
    fails = false;
    struct journal_batch batch = batch_of("c3", "b a");
    assert_int_equal(commit_one(journal, &batch, &fault), IND_OK);
    assert_int_equal(batch.messages[0].seq, 2);
    assert_int_equal(batch.messages[0].prev, 0);
    assert_int_equal(batch.messages[1].prev, 1);
    batch_done(&batch);
    journal_free(journal);
}

static void test_too_long_is_a_limit(void **state)
{
    struct journal *journal = open_journal(*state);
    struct ind_fault fault = {0};
    struct journal_batch batch = batch_of("c1", "a");
    batch.messages[0].body_length = JOURNAL_MESSAGE_MAX + 1;
    assert_int_equal(commit_one(journal, &batch, &fault), IND_E_LIMIT);
    assert_non_null(strstr(fault.text, "c1"));
    assert_int_equal(journal_state(journal).head, 0);
    batch_done(&batch);
    journal_free(journal);
}

/* Killed again and again while it commits: what is there is whole, in order, and without a hole. */
static void test_killed_while_committing(void **state)
{
    const struct place *place = *state;
    uint64_t least = 0;
    for (int round = 0; round < 5; round++) {
        int told[2];
        assert_int_equal(pipe(told), 0);
        pid_t child = fork();
        if (!child) {
            struct journal *journal = open_journal(place);
            for (int i = 0;; i++) {
                char claim[32];
                snprintf(claim, sizeof claim, "c%d-%d", round, i);
                tell(journal, claim, "a b a");
                uint64_t head = journal_state(journal).head;
                if (write(told[1], &head, sizeof head) != sizeof head)
                    _exit(1);
            }
        }
        close(told[1]);
        for (int i = 0; i < 10 + round; i++)
            assert_int_equal(read(told[0], &least, sizeof least), sizeof least);
        kill(child, SIGKILL);
        assert_int_equal(waitpid(child, NULL, 0), child);
        for (uint64_t head; read(told[0], &head, sizeof head) == sizeof head;)
            least = head;
        close(told[0]);
        struct journal *journal = open_journal(place);
        assert_true(journal_state(journal).head >= least);
        assert_int_equal(journal_state(journal).head % 3, 0);
        journal_free(journal);
    }
    struct reader *reader = open_reader(place);
    struct reader_page page = {0};
    struct reader_query query = {.from = 1, .to = UINT64_MAX};
    uint64_t seq = 0;
    do {
        assert_int_equal(reader_page(reader, &query, &page, NULL), IND_OK);
        assert_int_equal(page.lost_to, 0);
        for (size_t i = 0; i < page.count; i++)
            assert_int_equal(page.messages[i].seq, ++seq);
        query.from = page.next;
    } while (page.next <= page.head);
    assert_int_equal(seq, page.head);
    reader_page_done(&page);
    reader_free(reader);
}

static int setup(void **state)
{
    fault_vfs_set(FAULT_NONE, 0);
    return place_setup(state);
}

int main(void)
{
    fault_vfs_install();
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_full_disk_passes),
        TEST(test_failed_sync_is_never_tried_again),
        TEST(test_failed_write_breaks_it),
        TEST(test_a_commit_is_synced),
        TEST(test_failed_checkpoint_breaks_it_later),
        TEST(test_log_is_cut_behind_a_slow_reader),
        TEST(test_failing_encoder_uses_up_no_seq),
        TEST(test_too_long_is_a_limit),
        TEST(test_killed_while_committing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
