/* The vocabulary and the trie by themselves, with enough words to make both grow. */
#include "support.h"

#include "daemon/lang/trie.h"

static void test_vocabulary(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, (size_t)8 << 20);
    struct vocabulary words = {0};
    assert_int_equal(vocabulary_find(&words, "ha", 2), 0);
    for (uint32_t i = 0; i < 5000; i++) {
        char word[16];
        int length = snprintf(word, sizeof word, "w%u", i);
        assert_int_equal(vocabulary_add(&words, &arena, word, (size_t)length), i + 1);
    }
    assert_int_equal(vocabulary_add(&words, &arena, "w77", 3), 78);
    assert_int_equal(vocabulary_find(&words, "w4999", 5), 5000);
    assert_int_equal(vocabulary_find(&words, "w4999x", 5), 5000);
    assert_int_equal(vocabulary_find(&words, "w5000", 5), 0);
    assert_int_equal(vocabulary_find(&words, "w", 1), 0);
    arena_done(&arena);
}

/* Words of every length from 1 to 40 that differ in one byte only, wherever that stands. */
static void test_words_of_all_lengths(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, (size_t)8 << 20);
    struct vocabulary words = {0};
    char word[40];
    memset(word, 'a', sizeof word);
    uint32_t count = 0;
    for (size_t length = 1; length <= sizeof word; length++)
        for (size_t at = 0; at < length; at++) {
            word[at] = 'b';
            assert_int_equal(vocabulary_find(&words, word, length), 0);
            assert_int_equal(vocabulary_add(&words, &arena, word, length), ++count);
            assert_int_equal(vocabulary_find(&words, word, length), count);
            word[at] = 'a';
        }
    arena_done(&arena);
}

static void test_other_writings(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, (size_t)8 << 20);
    struct vocabulary words = {0};
    for (uint32_t i = 0; i < 3000; i++) {
        char word[16];
        int length = snprintf(word, sizeof word, "w%u", i);
        uint32_t symbol = vocabulary_add(&words, &arena, word, (size_t)length);
        word[0] = 'W';
        assert_true(vocabulary_alias(&words, &arena, word, (size_t)length, symbol));
        assert_int_equal(vocabulary_find(&words, word, (size_t)length), symbol);
    }
    assert_int_equal(vocabulary_add(&words, &arena, "last", 4), 3001); /* writings take no numbers */
    assert_true(vocabulary_alias(&words, &arena, "w5", 2, 3001));
    assert_int_equal(vocabulary_find(&words, "w5", 2), 6); /* what is taken stays */
    assert_int_equal(vocabulary_add(&words, &arena, "W7", 2), 8);
    arena_done(&arena);
}

static uint32_t walk(const struct trie *trie, const uint32_t *symbols, uint32_t count)
{
    uint32_t node = TRIE_ROOT;
    for (uint32_t i = 0; i < count; i++) {
        node = trie_step(trie, node, symbols[i]);
        if (node == TRIE_ROOT)
            return 0;
    }
    return trie_value(trie, node);
}

static void test_phrases(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, (size_t)8 << 20);
    struct trie trie = {0};
    assert_int_equal(trie_step(&trie, TRIE_ROOT, 1), TRIE_ROOT);
    for (uint32_t a = 1; a <= 40; a++)
        for (uint32_t b = 1; b <= 40; b++) {
            uint32_t *value = trie_add(&trie, &arena, (uint32_t[]){a, b}, 2);
            assert_non_null(value);
            assert_int_equal(*value, 0);
            *value = a * 100 + b;
        }
    *trie_add(&trie, &arena, (uint32_t[]){7}, 1) = 7;
    *trie_add(&trie, &arena, (uint32_t[]){7, 8, 9}, 3) = 789;
    assert_int_equal(walk(&trie, (uint32_t[]){7, 8}, 2), 708);
    assert_int_equal(walk(&trie, (uint32_t[]){8, 7}, 2), 807);
    assert_int_equal(walk(&trie, (uint32_t[]){7}, 1), 7);
    assert_int_equal(walk(&trie, (uint32_t[]){7, 8, 9}, 3), 789);
    assert_int_equal(walk(&trie, (uint32_t[]){8}, 1), 0);
    assert_int_equal(walk(&trie, (uint32_t[]){7, 41}, 2), 0);
    assert_int_equal(trie_step(&trie, TRIE_ROOT, 0), TRIE_ROOT);
    arena_done(&arena);
}

static void test_full_arena(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, (size_t)64 << 10);
    struct trie trie = {0};
    struct vocabulary words = {0};
    uint32_t symbol = 1;
    while (trie_add(&trie, &arena, &symbol, 1))
        symbol++;
    assert_true(symbol > 100 && symbol < 100000);
    arena_done(&arena);
    arena_init(&arena, 1000);
    assert_int_equal(vocabulary_add(&words, &arena, "ha", 2), 0);
    assert_int_equal(vocabulary_find(&words, "ha", 2), 0);
    arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vocabulary),
        cmocka_unit_test(test_words_of_all_lengths),
        cmocka_unit_test(test_other_writings),
        cmocka_unit_test(test_phrases),
        cmocka_unit_test(test_full_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
