/* One fixture for all tests that decode or clean a text. */
#include "tests/support/decoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MEMORY ((size_t)16 << 20)

int decoding_set_up(void **state)
{
    static struct arena arena;
    arena_init(&arena, MEMORY);
    *state = &arena;
    return 0;
}

int decoding_tear_down(void **state)
{
    arena_done(*state);
    return 0;
}

struct charset_text decoding_read(struct arena *arena, const char *bytes, size_t length)
{
    struct charset_text text = {0};
    struct ind_fault fault = {0};
    if (charset_read(arena, bytes, length, &text, &fault))
        fail_msg("refused: %s", fault.text);
    return text;
}
