/* The end of a program whose own assumptions do not hold. */
#include "daemon/base/check.h"

void check_failed(const char *condition, const char *file, int line)
{
    fprintf(stderr, "indicatord: internal error: %s does not hold at %s:%d\n", condition, file, line);
    abort();
}
