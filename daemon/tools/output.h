/* What the tool prints: results on stdout, where a failed write is noticed, and complaints on stderr in one
 * form. Not for what is printed. One thread. */
#ifndef TOOLS_OUTPUT_H
#define TOOLS_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

/* One sentence on stderr behind "indicatorctl: ". Control characters in it are printed as '?', so that an odd
 * file name can't play with the terminal. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Writes to stdout; false when this or an earlier write failed. */
bool output_write(const void *bytes, size_t length);

/* Hands on what was written; false when that or an earlier write failed. */
bool output_flush(void);

/* Flushes and closes stdout. Returns `status`, at least CTL_FAILED when the output is not whole: told on stderr, but
 * for a reader that has gone away, which knows. */
int output_finish(int status);

#endif
