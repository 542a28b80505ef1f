/* The writing side: seqs, prevs, the ledger, claims, the lock, retention, and what survives a restart. */
#include "support.h"

#include "daemon/base/error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void test_new_is_empty(void **state)
{
    struct journal *journal = open_journal(*state);
    struct journal_state now = journal_state(journal);
    assert_int_equal(now.head, 0);
    assert_int_equal(now.tail, 1);
    assert_true(now.epoch > 1500000000);
    journal_free(journal);
    assert_int_equal(ask(*state, "PRAGMA auto_vacuum"), 2);
    assert_int_equal(ask(*state, "PRAGMA application_id"), 0x494E444A);
    assert_int_equal(ask(*state, "PRAGMA user_version"), 1);
}

static void test_database_is_not_for_all(void **state)
{
    const struct place *place = *state;
    struct stat stat_of;
    char path[160];
    journal_free(open_journal(place));
    snprintf(path, sizeof path, "%s/journal.db", place->state);
    assert_int_equal(stat(path, &stat_of), 0);
    assert_int_equal(stat_of.st_mode & 0007, 0);
}

static void test_seq_and_prev_across_reopen(void **state)
{
    struct journal *journal = open_journal(*state);
    tell(journal, "c1", "a b a");
    journal_free(journal);
    journal = open_journal(*state);
    uint64_t epoch = journal_state(journal).epoch;
    struct journal_batch batch = batch_of("c2", "b a c");
    assert_int_equal(commit_one(journal, &batch, NULL), IND_OK);
    static const uint64_t prevs[] = {2, 3, 0};
    for (size_t i = 0; i < 3; i++) {
        char header[96];
        assert_int_equal(batch.messages[i].seq, 4 + i);
        assert_int_equal(batch.messages[i].prev, prevs[i]);
        int length = snprintf(header, sizeof header, "test %llu %llu %llu", (unsigned long long)epoch,
                              (unsigned long long)(4 + i), (unsigned long long)prevs[i]);
        assert_int_equal(batch.messages[i].header_length, length);
        assert_memory_equal(batch.messages[i].header, header, (size_t)length);
    }
    assert_int_equal(journal_state(journal).head, 6);
    batch_done(&batch);
    journal_free(journal);
}

static void test_group_shares_one_order(void **state)
{
    struct journal *journal = open_journal(*state);
    struct journal_batch batches[] = {batch_of("c1", "a a"), batch_of("c2", ""), batch_of("c3", "a b")};
    struct journal_group group = {.batches = batches, .count = 3, .published = 0};
    assert_int_equal(journal_commit(journal, &group, NULL), IND_OK);
    assert_int_equal(batches[0].messages[1].seq, 2);
    assert_int_equal(batches[2].messages[0].seq, 3);
    assert_int_equal(batches[2].messages[0].prev, 2);
    assert_int_equal(batches[1].verdict, JOURNAL_COMMITTED);
    for (size_t i = 0; i < 3; i++)
        batch_done(&batches[i]);
    journal_free(journal);
}

struct seen_head {
    char text[128];
};

static void note_head(void *user, const char *topic, size_t length, uint64_t seq)
{
    struct seen_head *seen = user;
    size_t at = strlen(seen->text);
    snprintf(seen->text + at, sizeof seen->text - at, "%.*s=%llu ", (int)length, topic, (unsigned long long)seq);
}

static void test_heads_are_sorted_and_kept(void **state)
{
    struct journal *journal = open_journal(*state);
    tell(journal, "c1", "b a b article");
    journal_free(journal);
    journal = open_journal(*state);
    struct seen_head seen = {""};
    assert_int_equal(journal_heads(journal, note_head, &seen, NULL), IND_OK);
    assert_string_equal(seen.text, "a=2 article=4 b=3 ");
    journal_free(journal);
}

static void test_many_topics(void **state)
{
    struct journal *journal = open_journal(*state);
    for (int round = 0; round < 2; round++) {
        char topics[200 * 8] = "", claim[8];
        for (int i = 0; i < 200; i++)
            snprintf(topics + strlen(topics), 8, "t%d%s", i, i < 199 ? " " : "");
        snprintf(claim, sizeof claim, "c%d", round);
        struct journal_batch batch = batch_of(claim, topics);
        assert_int_equal(commit_one(journal, &batch, NULL), IND_OK);
        for (size_t i = 0; i < 200; i++)
            assert_int_equal(batch.messages[i].prev, round ? i + 1 : 0);
        batch_done(&batch);
    }
    journal_free(journal);
}

/* ---- the ledger ---- */

static void test_same_bytes_are_seen(void **state)
{
    struct journal *journal = open_journal(*state);
    struct journal_batch first = batch_of("c1", "a"), again = batch_of("c2", "a a");
    batch_article(&first, "one", "text");
    batch_article(&again, "new", NULL);
    batch_article(&again, "one", NULL);
    assert_int_equal(commit_one(journal, &first, NULL), IND_OK);
    assert_int_equal(commit_one(journal, &again, NULL), IND_OK);
    assert_int_equal(again.verdict, JOURNAL_SEEN);
    assert_false(again.articles[0].seen);
    assert_true(again.articles[1].seen);
    assert_string_equal(again.articles[1].duplicate_of, id_of("one"));
    assert_int_equal(journal_state(journal).head, 1);
    assert_int_equal(journal_state(journal).counts.articles, 1);
    batch_done(&first);
    batch_done(&again);
    /* "new" was taken back with its batch, so that it is new still. */
    struct journal_batch fresh = batch_of("c3", "a");
    batch_article(&fresh, "new", NULL);
    assert_int_equal(commit_one(journal, &fresh, NULL), IND_OK);
    assert_int_equal(fresh.verdict, JOURNAL_COMMITTED);
    assert_int_equal(fresh.messages[0].prev, 1);
    batch_done(&fresh);
    journal_free(journal);
}

static void test_same_text_is_seen(void **state)
{
    struct journal *journal = open_journal(*state);
    struct journal_batch first = batch_of("c1", "a"), again = batch_of("c2", "a"), third = batch_of("c3", "a");
    batch_article(&first, "one", "text");
    batch_article(&again, "two", "text");
    batch_article(&third, "two", NULL);
    assert_int_equal(commit_one(journal, &first, NULL), IND_OK);
    assert_int_equal(commit_one(journal, &again, NULL), IND_OK);
    assert_int_equal(again.verdict, JOURNAL_SEEN);
    assert_string_equal(again.articles[0].duplicate_of, id_of("one"));
    memcpy(again.articles[0].original, again.articles[0].duplicate_of, DIGEST_HEX + 1);
    again.counts = (struct journal_counts){.duplicates = 1};
    assert_int_equal(commit_one(journal, &again, NULL), IND_OK);
    assert_int_equal(again.verdict, JOURNAL_COMMITTED);
    /* The duplicate's own bytes lead to the one that was read. */
    assert_int_equal(commit_one(journal, &third, NULL), IND_OK);
    assert_int_equal(third.verdict, JOURNAL_SEEN);
    assert_string_equal(third.articles[0].duplicate_of, id_of("one"));
    assert_int_equal(journal_state(journal).counts.duplicates, 1);
    batch_done(&first);
    batch_done(&again);
    batch_done(&third);
    journal_free(journal);
}

static void test_twice_in_one_group(void **state)
{
    struct journal *journal = open_journal(*state);
    struct journal_batch batches[] = {batch_of("c1", "a"), batch_of("c2", "a"), batch_of("c3", "a")};
    batch_article(&batches[0], "one", "text");
    batch_article(&batches[1], "one", "text");
    batch_article(&batches[2], "three", NULL);
    batch_article(&batches[2], "three", NULL);
    struct journal_group group = {.batches = batches, .count = 3};
    assert_int_equal(journal_commit(journal, &group, NULL), IND_OK);
    assert_int_equal(batches[0].verdict, JOURNAL_COMMITTED);
    assert_int_equal(batches[1].verdict, JOURNAL_SEEN);
    assert_int_equal(batches[2].verdict, JOURNAL_SEEN);
    assert_false(batches[2].articles[0].seen);
    assert_true(batches[2].articles[1].seen);
    assert_int_equal(journal_state(journal).head, 1);
    for (size_t i = 0; i < 3; i++)
        batch_done(&batches[i]);
    journal_free(journal);
}

static void test_reading_again_with_other_tables(void **state)
{
    struct journal *journal = open_journal(*state);
    struct journal_batch first = batch_of("c1", "a"), again = batch_of("c2", "a"), stale = batch_of("c3", "a");
    batch_article(&first, "one", "text");
    batch_article(&again, "one", "text");
    batch_article(&stale, "one", "text");
    first.articles[0].tables = id_of("tables 1");
    first.articles[0].marks = "12 90";
    first.articles[0].marks_length = 5;
    assert_int_equal(commit_one(journal, &first, NULL), IND_OK);
    again.articles[0].tables = id_of("tables 2");
    again.articles[0].revision = 2;
    again.articles[0].marks = "12";
    again.articles[0].marks_length = 2;
    assert_int_equal(commit_one(journal, &again, NULL), IND_OK);
    assert_int_equal(again.verdict, JOURNAL_COMMITTED);
    stale.articles[0].revision = 2;
    assert_int_equal(commit_one(journal, &stale, NULL), IND_OK);
    assert_int_equal(stale.verdict, JOURNAL_SEEN);
    struct reader *reader = open_reader(*state);
    struct reader_seen seen;
    struct buffer marks;
    buffer_init(&marks);
    assert_int_equal(reader_find(reader, id_of("one"), NULL, &seen, &marks, NULL), IND_OK);
    assert_int_equal(seen.revision, 2);
    assert_string_equal(seen.tables, id_of("tables 2"));
    assert_string_equal(buffer_string(&marks), "12");
    buffer_done(&marks);
    reader_free(reader);
    batch_done(&first);
    batch_done(&again);
    batch_done(&stale);
    journal_free(journal);
}

/* ---- claims ---- */

static void test_commit_is_known_after_a_crash(void **state)
{
    struct place *place = *state;
    pid_t child = fork();
    if (!child) {
        /* Dies between the commit and the filing. */
        struct journal *journal = open_journal(place);
        struct journal_batch batch = batch_of("00112233aabbccdd", "rejected");
        batch.outcome = JOURNAL_REJECTED;
        batch.moved_to = "rejected/a\nb.2";
        batch.code = "not_text";
        batch.reason = "The file is no text.";
        batch.id = id_of("bytes");
        batch.counts.rejected = 1;
        _exit(commit_one(journal, &batch, NULL) == IND_OK ? 7 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(WEXITSTATUS(status), 7);
    struct journal *journal = open_journal(place);
    struct journal_claim claim;
    assert_int_equal(journal_claim(journal, "00112233aabbccdd", &claim, NULL), IND_OK);
    assert_true(claim.committed);
    assert_int_equal(claim.outcome, JOURNAL_REJECTED);
    assert_string_equal(claim.moved_to, "rejected/a\nb.2");
    assert_string_equal(claim.code, "not_text");
    assert_string_equal(claim.reason, "The file is no text.");
    assert_string_equal(claim.id, id_of("bytes"));
    /* A second commit of the same claim tells nothing. */
    struct journal_batch batch = batch_of("00112233aabbccdd", "rejected");
    assert_int_equal(commit_one(journal, &batch, NULL), IND_OK);
    assert_int_equal(batch.verdict, JOURNAL_REPEATED);
    assert_int_equal(journal_state(journal).head, 1);
    assert_int_equal(journal_state(journal).counts.rejected, 1);
    batch_done(&batch);
    journal_free(journal);
}

static void test_filed_claims_are_forgotten(void **state)
{
    struct journal *journal = open_journal(*state);
    tell(journal, "c1", "a");
    tell(journal, "c2", "a");
    tell(journal, "c3", "a");
    const char *filed[] = {"c1"};
    struct journal_group group = {.filed = filed, .filed_count = 1, .published = 2};
    struct journal_claim claim;
    assert_int_equal(journal_commit(journal, &group, NULL), IND_OK);
    assert_int_equal(journal_claim(journal, "c1", &claim, NULL), IND_OK);
    assert_false(claim.committed);
    const char *kept[] = {"c3", "unknown"};
    assert_int_equal(journal_claims_keep(journal, kept, 2, NULL), IND_OK);
    assert_int_equal(journal_claim(journal, "c2", &claim, NULL), IND_OK);
    assert_false(claim.committed);
    assert_int_equal(journal_claim(journal, "c3", &claim, NULL), IND_OK);
    assert_true(claim.committed);
    journal_free(journal);
    journal = open_journal(*state);
    assert_int_equal(journal_state(journal).published, 2);
    journal_free(journal);
}

static uint32_t attempts_of(struct journal *journal, const char *name)
{
    struct journal_claim claim;
    assert_int_equal(journal_claim(journal, name, &claim, NULL), IND_OK);
    assert_false(claim.committed);
    return claim.attempts;
}

static void die_of(const struct place *place, const char *claim)
{
    pid_t child = fork();
    if (!child) {
        struct journal *journal = open_journal(place);
        journal_blame(journal, claim);
        journal_blame(journal, claim); /* two threads may fall over the same article */
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void test_attempts_survive_the_crash(void **state)
{
    struct place *place = *state;
    die_of(place, "guilty");
    die_of(place, "guilty");
    struct journal *journal = open_journal(place);
    assert_int_equal(attempts_of(journal, "guilty"), 2);
    assert_int_equal(attempts_of(journal, "other"), 0);
    journal_free(journal);
    /* Opened again without a crash: not counted again, even where the lines had not been emptied. */
    char path[160];
    snprintf(path, sizeof path, "%s/blame", place->state);
    int fd = open(path, O_WRONLY | O_APPEND);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "guilty 2\nno line\n 3\nguilty x\ncut", 33), 33);
    close(fd);
    journal = open_journal(place);
    assert_int_equal(attempts_of(journal, "guilty"), 2);
    tell(journal, "innocent", "a");
    journal_free(journal);
    die_of(place, "guilty");
    journal = open_journal(place);
    assert_int_equal(attempts_of(journal, "guilty"), 3);
    journal_free(journal);
}

/* ---- the lock ---- */

static void test_second_is_told_who_holds_it(void **state)
{
    struct place *place = *state;
    struct journal *journal = open_journal(place), *second = NULL;
    struct journal_options options = plain_options(place);
    struct ind_fault fault = {0};
    char holder[48];
    assert_int_equal(journal_new(&second, &options, &fault), IND_E_BUSY);
    assert_null(second);
    snprintf(holder, sizeof holder, "process %ld holds", (long)getpid());
    assert_non_null(strstr(fault.text, holder));
    tell(journal, "c1", "a");
    journal_free(journal);
    journal_free(open_journal(place));
}

static void test_epoch_rises_when_history_is_lost(void **state)
{
    struct place *place = *state;
    struct journal *journal = open_journal(place);
    uint64_t before = journal_state(journal).epoch;
    journal_free(journal);
    journal = open_journal(place);
    assert_int_equal(journal_state(journal).epoch, before);
    journal_free(journal);
    char path[160];
    snprintf(path, sizeof path, "%s/journal.db", place->state);
    assert_int_equal(unlink(path), 0);
    journal = open_journal(place);
    assert_true(journal_state(journal).epoch > before);
    assert_int_equal(journal_state(journal).head, 0);
    journal_free(journal);
}

static void refuse_to_open(const struct place *place, int code)
{
    struct journal *journal = NULL;
    struct journal_options options = plain_options(place);
    struct ind_fault fault = {0};
    assert_int_equal(journal_new(&journal, &options, &fault), code);
    assert_null(journal);
    assert_int_equal(fault.code, code);
    assert_non_null(strstr(fault.text, place->state));
}

static void test_foreign_databases_are_refused(void **state)
{
    struct place *place = *state;
    journal_free(open_journal(place));
    meddle(place, "PRAGMA user_version=2");
    refuse_to_open(place, IND_E_UNSUPPORTED);
    char path[160];
    snprintf(path, sizeof path, "%s/epoch", place->state); /* no journal was ever begun here */
    assert_int_equal(unlink(path), 0);
    meddle(place, "PRAGMA application_id=1");
    refuse_to_open(place, IND_E_CORRUPT);
    snprintf(path, sizeof path, "%s/journal.db", place->state);
    assert_int_equal(truncate(path, 0), 0);
    int fd = open(path, O_WRONLY);
    for (int i = 0; i < 100; i++)
        assert_int_equal(write(fd, "no database at all, whatever its name ", 38), 38);
    close(fd);
    refuse_to_open(place, IND_E_CORRUPT);
}

static void test_state_directory_needs_its_parent(void **state)
{
    struct place place = *(struct place *)*state;
    snprintf(place.state, sizeof place.state, "%s/no/state", place.folder);
    refuse_to_open(&place, IND_E_NOT_FOUND);
}

/* ---- retention ---- */

static void test_size_moves_the_tail(void **state)
{
    struct place *place = *state;
    struct journal_options options = plain_options(place);
    struct journal *journal = NULL;
    bool more = true;
    options.keep_bytes = 250;
    assert_int_equal(journal_new(&journal, &options, NULL), IND_OK);
    for (int i = 0; i < 20; i++) {
        char claim[8];
        snprintf(claim, sizeof claim, "c%d", i);
        tell(journal, claim, "a b");
    }
    assert_int_equal(journal_retain(journal, &more, NULL), IND_OK);
    assert_false(more);
    struct journal_state now = journal_state(journal);
    assert_int_equal(now.head, 40);
    assert_true(now.tail > 30 && now.tail <= 40);
    assert_true(now.bytes <= 250 && now.bytes > 0);
    tell(journal, "next", "a");
    assert_int_equal(journal_state(journal).head, 41);
    journal_free(journal);
    assert_int_equal(ask(place, "SELECT sum(length(frames)) = (SELECT bytes FROM state) FROM record"), 1);
    journal = open_journal(place);
    assert_int_equal(journal_state(journal).tail, now.tail);
    journal_free(journal);
}

static void test_age_moves_the_tail_before_the_ledger(void **state)
{
    struct place *place = *state;
    struct journal_options options = plain_options(place);
    struct journal *journal = open_journal(place);
    struct journal_batch batch = batch_of("c1", "a");
    bool more = true;
    batch_article(&batch, "one", "text");
    assert_int_equal(commit_one(journal, &batch, NULL), IND_OK);
    batch_done(&batch);
    journal_free(journal);
    meddle(place, "UPDATE record SET time_us = time_us - 100000000; UPDATE seen SET time_us = time_us - 100000000");
    options.keep_seconds = 60;
    options.remember_seconds = 200;
    assert_int_equal(journal_new(&journal, &options, NULL), IND_OK);
    assert_int_equal(journal_retain(journal, &more, NULL), IND_OK);
    assert_false(more);
    assert_int_equal(journal_state(journal).tail, 2);
    assert_int_equal(journal_state(journal).head, 1);
    assert_int_equal(journal_state(journal).bytes, 0);
    batch = batch_of("c2", "a");
    batch_article(&batch, "one", "text");
    assert_int_equal(commit_one(journal, &batch, NULL), IND_OK);
    assert_int_equal(batch.verdict, JOURNAL_SEEN);
    journal_free(journal);
    options.remember_seconds = 30;
    assert_int_equal(journal_new(&journal, &options, NULL), IND_OK);
    assert_int_equal(journal_retain(journal, &more, NULL), IND_OK);
    assert_int_equal(commit_one(journal, &batch, NULL), IND_OK);
    assert_int_equal(batch.verdict, JOURNAL_COMMITTED);
    assert_int_equal(batch.messages[0].seq, 2);
    assert_int_equal(batch.messages[0].prev, 1);
    batch_done(&batch);
    journal_free(journal);
}

static void test_retention_goes_step_by_step(void **state)
{
    struct place *place = *state;
    struct journal_options options = plain_options(place);
    struct journal *journal = NULL;
    int steps = 0;
    options.keep_bytes = 1;
    assert_int_equal(journal_new(&journal, &options, NULL), IND_OK);
    for (int i = 0; i < 150; i++) {
        char claim[8];
        snprintf(claim, sizeof claim, "c%d", i);
        tell(journal, claim, "a");
    }
    for (bool more = true; more; steps++)
        assert_int_equal(journal_retain(journal, &more, NULL), IND_OK);
    assert_int_equal(steps, 3);
    assert_int_equal(journal_state(journal).tail, 151);
    assert_int_equal(journal_state(journal).bytes, 0);
    journal_free(journal);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_new_is_empty),
        TEST(test_database_is_not_for_all),
        TEST(test_seq_and_prev_across_reopen),
        TEST(test_group_shares_one_order),
        TEST(test_heads_are_sorted_and_kept),
        TEST(test_many_topics),
        TEST(test_same_bytes_are_seen),
        TEST(test_same_text_is_seen),
        TEST(test_twice_in_one_group),
        TEST(test_reading_again_with_other_tables),
        TEST(test_commit_is_known_after_a_crash),
        TEST(test_filed_claims_are_forgotten),
        TEST(test_attempts_survive_the_crash),
        TEST(test_second_is_told_who_holds_it),
        TEST(test_epoch_rises_when_history_is_lost),
        TEST(test_foreign_databases_are_refused),
        TEST(test_state_directory_needs_its_parent),
        TEST(test_size_moves_the_tail),
        TEST(test_age_moves_the_tail_before_the_ledger),
        TEST(test_retention_goes_step_by_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
