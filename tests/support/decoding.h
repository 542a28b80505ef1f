/* An arena for a group of tests, and the decoding of bytes that must succeed. */
#ifndef TESTS_SUPPORT_DECODING_H
#define TESTS_SUPPORT_DECODING_H

#include "daemon/text/charset.h"

/* Set-up and tear-down for cmocka: *state is a struct arena of 16 MiB. */
int decoding_set_up(void **state);
int decoding_tear_down(void **state);

/* What the bytes say, in the arena's memory; the test fails where they are refused. */
struct charset_text decoding_read(struct arena *arena, const char *bytes, size_t length);

#endif
