/* The heads of topics: set, set again, and in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include "daemon/service/heads.h"

static void set(struct heads_table *table, const char *topic, uint64_t seq)
{
    assert_int_equal(heads_table_set(table, topic, strlen(topic), seq), IND_OK);
}

static void test_order_and_update(void **state)
{
    static const char *const expected[] = {"article", "observation/", "observation/-/", "observation/a/", "rejected"};
    struct heads_table table = {0};
    (void)state;
    set(&table, "rejected", 1);
    set(&table, "observation/a/", 2);
    set(&table, "article", 3);
    set(&table, "observation/-/", 4);
    set(&table, "observation/", 5);
    set(&table, "article", 6);
    assert_int_equal(table.count, 5);
    for (uint32_t i = 0; i < table.count; i++) {
        assert_int_equal(table.items[i].topic.length, strlen(expected[i]));
        assert_memory_equal(table.items[i].topic.bytes, expected[i], strlen(expected[i]));
    }
    assert_int_equal(table.items[0].seq, 6);
    heads_table_done(&table);
    assert_int_equal(table.count, 0);
}

static void test_many(void **state)
{
    struct heads_table table = {0};
    char topic[32];
    (void)state;
    for (uint64_t i = 0; i < 1000; i++) {
        snprintf(topic, sizeof topic, "observation/%llu/", (unsigned long long)(i * 7919 % 500));
        set(&table, topic, i + 1);
    }
    assert_int_equal(table.count, 500);
    for (uint32_t i = 0; i < table.count; i++)
        assert_true(table.items[i].seq > 500);
    heads_table_done(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_order_and_update), cmocka_unit_test(test_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
