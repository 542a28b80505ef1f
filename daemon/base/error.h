/* Filling in faults and handing codes upward. Nothing here prints or logs. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <indicatord/error.h>

#define FAULT_NOWHERE ((size_t)-1)

/* Writes the fault (when it is not NULL) and returns `code`, so that failing reads
 * `return fault_set(fault, IND_E_INVALID, at, "…", …);`. A sentence too long is cut. */
int fault_set(struct ind_fault *fault, int code, size_t at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Returns at once with the callee's code when it failed. */
#define TRY(expression)             \
    do {                            \
        int try_code = (expression); \
        if (try_code < 0)           \
            return try_code;        \
    } while (0)

#endif
