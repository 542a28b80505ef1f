/* Requests that come too fast: counted a connection and a second. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include "daemon/feed/pace.h"

static struct pace pace;

static void expect(const char *name, int count, enum pace_verdict verdict, uint64_t now_ms)
{
    for (int i = 0; i < count; i++)
        assert_int_equal(pace_of(&pace, name, 4, now_ms), verdict);
}

static void test_a_second(void **state)
{
    (void)state;
    expect("ab01", PACE_REQUESTS_A_SECOND, PACE_FINE, 7000);
    expect("ab01", PACE_TOLD_A_SECOND, PACE_TELL, 7500);
    expect("ab01", 100000, PACE_DROP, 7999);
    expect("ab02", PACE_REQUESTS_A_SECOND, PACE_FINE, 7999); /* another is not concerned */
    expect("ab01", PACE_REQUESTS_A_SECOND, PACE_FINE, 8000);
    expect("ab01", 1, PACE_TELL, 8000);
}

static void test_names_spread(void **state)
{
    (void)state;
    pace = (struct pace){0};
    int used = 0;
    for (uint32_t number = 1; number <= PACE_SLOTS; number++) /* as libzmq counts connections */
        pace_of(&pace, &number, sizeof number, 9000);
    for (int i = 0; i < PACE_SLOTS; i++)
        used += pace.slots[i].count > 0;
    assert_true(used > PACE_SLOTS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_second), cmocka_unit_test(test_names_spread)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
