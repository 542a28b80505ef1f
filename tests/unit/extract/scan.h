/* A reading as far as numerals and dates need it: text, tokens and the tables' hits. For tests and fuzz targets of the
 * scanners of extract/, which work on tokens. */
#ifndef TESTS_EXTRACT_SCAN_H
#define TESTS_EXTRACT_SCAN_H

#include "daemon/extract/reading.h"

/* Reads the bytes into *ret_reading, in the arena; every token is free. Errors: those of text_read, IND_E_LIMIT. */
int scan_read(struct arena *arena, const ind_tables *tables, const char *bytes, size_t length, struct reading *ret_reading);

#endif
