/* Codes, faults and TRY. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "daemon/base/error.h"

/* Each code is negative, stands once, and has a name and a sentence. */
static void test_codes_are_apart(void **state)
{
    (void)state;
    static const int codes[] = {
#define X(name, code, text) IND_E_##name,
        IND_ERRORS(X)
#undef X
    };
    size_t count = sizeof codes / sizeof *codes;
    for (size_t i = 0; i < count; i++) {
        assert_true(codes[i] < 0);
        assert_string_not_equal(ind_error_text(codes[i]), ind_error_text(1));
        assert_string_not_equal(ind_error_name(codes[i]), ind_error_name(1));
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(ind_error_text(codes[i]), ind_error_text(codes[j]));
    }
    assert_string_equal(ind_error_text(0), "success");
    assert_string_equal(ind_error_text(-9999), "unknown error");
    assert_string_equal(ind_error_name(IND_E_NOMEM), "NOMEM");
}

static void test_a_fault_is_filled_whole(void **state)
{
    (void)state;
    struct ind_fault fault = {0};
    assert_int_equal(fault_set(&fault, IND_E_INVALID, 17, "row %d of %s", 3, "units.tsv"), IND_E_INVALID);
    assert_int_equal(fault.code, IND_E_INVALID);
    assert_int_equal(fault.at, 17);
    assert_string_equal(fault.text, "row 3 of units.tsv");
    assert_int_equal(fault_set(NULL, IND_E_IO, 0, "nobody reads this"), IND_E_IO);
}

static void test_a_long_sentence_is_cut(void **state)
{
    (void)state;
    struct ind_fault fault;
    memset(&fault, 'x', sizeof fault);
    fault_set(&fault, IND_E_IO, FAULT_NOWHERE, "%0*d", 2000, 5);
    assert_int_equal(strlen(fault.text), sizeof fault.text - 1);
}

static int step(int code, int *steps)
{
    ++*steps;
    return code;
}

static int two_steps(int first, int second, int *steps)
{
    TRY(step(first, steps));
    TRY(step(second, steps));
    return 1;
}

static void test_try_returns_the_first_failure(void **state)
{
    (void)state;
    int steps = 0;
    assert_int_equal(two_steps(IND_E_IO, IND_E_FULL, &steps), IND_E_IO);
    assert_int_equal(steps, 1);
    assert_int_equal(two_steps(5, IND_E_FULL, &steps), IND_E_FULL);
    assert_int_equal(two_steps(0, 5, &steps), 1);
    assert_int_equal(steps, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codes_are_apart),
        cmocka_unit_test(test_a_fault_is_filled_whole),
        cmocka_unit_test(test_a_long_sentence_is_cut),
        cmocka_unit_test(test_try_returns_the_first_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
