/* Assertions that stay on: for what can't be unless the code itself is wrong, never for input. */
#ifndef BASE_CHECK_H
#define BASE_CHECK_H

/* Prints where and what to stderr and aborts, so that a core and a journal entry are left. */
_Noreturn void check_failed(const char *condition, const char *file, int line);

#define CHECK(condition)                                       \
    do {                                                       \
        if (__builtin_expect(!(condition), 0))                 \
            check_failed(#condition, __FILE__, __LINE__);      \
    } while (0)

#endif
