/* The codes every function of indicatord may return, in one list with their text. 0 is success; every
 * failure is negative. What went wrong with which input is said by struct ind_fault, not by the code. */
#ifndef INDICATORD_ERROR_H
#define INDICATORD_ERROR_H

#include <stddef.h>

#define IND_ERRORS(X)                                                     \
    X(NOMEM, -1, "out of memory")                                         \
    X(LIMIT, -2, "a configured limit is exceeded")                        \
    X(INVALID, -3, "the input is malformed")                              \
    X(NOT_TEXT, -4, "the bytes are not text")                             \
    X(EMPTY, -5, "there is nothing in it")                                \
    X(RANGE, -6, "a value is outside its range")                          \
    X(IO, -7, "reading or writing failed")                                \
    X(NOT_FOUND, -8, "it does not exist")                                 \
    X(BUSY, -9, "somebody else holds it")                                 \
    X(CORRUPT, -10, "stored data is damaged")                             \
    X(CLOSED, -11, "the other side is gone")                              \
    X(UNSUPPORTED, -12, "this is not supported")                          \
    X(FULL, -13, "no space is left")                                      \
    X(TIMEOUT, -14, "it took too long")                                   \
    X(REFUSED, -15, "it is not allowed")                                  \
    X(EXISTS, -16, "it exists already")

enum ind_error {
    IND_OK = 0,
#define X(name, code, text) IND_E_##name = code,
    IND_ERRORS(X)
#undef X
};

/* The sentence of a code, static storage; "unknown error" for a code that is not in the list. */
const char *ind_error_text(int code);

/* The name of a code as it stands in the list ("NOMEM"), static storage. */
const char *ind_error_name(int code);

/* What went wrong where. The caller owns it; a function that fails fills it in whole, one that succeeds
 * leaves it alone. A NULL fault is allowed everywhere and means that nobody wants the details. */
struct ind_fault {
    int code;
    size_t at;      /* byte offset into the input, (size_t)-1 where it makes no sense */
    char text[320]; /* one sentence that names the thing and the reason; UTF-8 */
};

#endif
