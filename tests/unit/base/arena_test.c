/* The arena: alignment, limit, reset, lists. */
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "daemon/base/arena.h"

static void test_memory_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    unsigned char *before = NULL;
    for (size_t size = 1; size < 300; size++) {
        unsigned char *memory = arena_alloc(&arena, size);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xFF, size);
        if (before)
            assert_true(before[0] == 0xFF && before[size - 2] == 0xFF);
        before = memory;
    }
    arena_done(&arena);
}

static void test_takes_nothing_before_the_first_use(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    assert_int_equal(arena.used, 0);
    assert_non_null(arena_alloc(&arena, 0));
    assert_true(arena.used > 0);
    arena_done(&arena);
    assert_int_equal(arena.used, 0);
}

static void test_keeps_its_limit(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 200000);
    size_t got = 0;
    while (arena_alloc(&arena, 1000))
        got++;
    assert_in_range(got, 100, 200);
    assert_true(arena.used <= 200000);
    assert_null(arena_alloc(&arena, SIZE_MAX));
    assert_null(arena_array(&arena, SIZE_MAX / 2, 3));
    arena_done(&arena);
}

static void test_reset_memory_is_zeroed_again(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    memset(arena_alloc(&arena, 50000), 0xAA, 50000);
    memset(arena_alloc(&arena, 90000), 0xAA, 90000);
    arena_reset(&arena);
    size_t kept = arena.used;
    assert_true(kept >= 90000);
    const unsigned char *memory = arena_alloc(&arena, 80000);
    assert_non_null(memory);
    assert_int_equal(arena.used, kept);
    for (size_t i = 0; i < 80000; i++)
        assert_int_equal(memory[i], 0);
    arena_done(&arena);
}

static void test_empty_arenas_may_end(void **state)
{
    (void)state;
    struct arena arena = {0};
    arena_done(NULL);
    arena_done(&arena);
    arena_reset(&arena);
    assert_null(arena_alloc(&arena, 1));
    arena_done(&arena);
}

static void test_copies_end_in_nul(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    assert_string_equal(arena_copy(&arena, "tỷ lệ", 4), "tỷ");
    assert_string_equal(arena_copy(&arena, NULL, 0), "");
    arena_done(&arena);
}

static void test_lists_grow(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    LIST_OF(uint64_t) list = {0};
    for (uint64_t i = 0; i < 1000; i++) {
        uint64_t *item = LIST_PUSH(&arena, &list);
        assert_non_null(item);
        assert_int_equal(*item, 0);
        *item = i;
    }
    assert_int_equal(list.count, 1000);
    for (uint64_t i = 0; i < 1000; i++)
        assert_int_equal(list.items[i], i);
    arena_done(&arena);
}

static void test_large_memory_is_given_back_at_once(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, (size_t)4 << 20);
    char *small = arena_alloc(&arena, 100), *first = arena_alloc(&arena, (size_t)1 << 20);
    char *second = arena_alloc(&arena, (size_t)1 << 20), *third = arena_alloc(&arena, (size_t)1 << 20);
    assert_true(small && first && second && third);
    assert_null(arena_alloc(&arena, (size_t)1 << 20));
    memset(third, 3, (size_t)1 << 20);
    size_t used = arena.used;
    arena_drop(&arena, second); /* between two others */
    assert_int_equal(arena.used, used - ((size_t)1 << 20));
    arena_drop(&arena, small); /* stays, like what is none of the arena's */
    arena_drop(&arena, NULL);
    assert_int_equal(arena.used, used - ((size_t)1 << 20));
    assert_non_null(arena_alloc(&arena, (size_t)1 << 20));
    arena_drop(&arena, first);
    assert_true(third[0] == 3 && third[((size_t)1 << 20) - 1] == 3);
    arena_done(&arena);
}

static void test_dropped_lists_begin_anew(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, (size_t)8 << 20);
    LIST_OF(uint64_t) list = {0};
    for (int round = 0; round < 10; round++) { /* ten of them would not fit */
        for (uint64_t i = 0; i < 200000; i++)
            assert_non_null(LIST_PUSH(&arena, &list));
        LIST_DROP(&arena, &list);
        assert_true(!list.items && !list.count && !list.room);
    }
    arena_done(&arena);
}

static void test_a_full_arena_leaves_a_list_whole(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 4096);
    LIST_OF(uint64_t) list = {0};
    uint64_t *item;
    while ((item = LIST_PUSH(&arena, &list)))
        *item = list.count;
    assert_in_range(list.count, 16, 512);
    for (uint32_t i = 0; i < list.count; i++)
        assert_int_equal(list.items[i], i + 1);
    arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(test_takes_nothing_before_the_first_use),
        cmocka_unit_test(test_keeps_its_limit),
        cmocka_unit_test(test_reset_memory_is_zeroed_again),
        cmocka_unit_test(test_empty_arenas_may_end),
        cmocka_unit_test(test_copies_end_in_nul),
        cmocka_unit_test(test_lists_grow),
        cmocka_unit_test(test_large_memory_is_given_back_at_once),
        cmocka_unit_test(test_dropped_lists_begin_anew),
        cmocka_unit_test(test_a_full_arena_leaves_a_list_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
