/* File names as the inbox treats them: raw bytes that may be anything but '/' and NUL. Pure. */
#ifndef INBOX_NAME_H
#define INBOX_NAME_H

#include "daemon/base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

/* A name that is left alone until it is renamed: begins with '.', or ends in .tmp .part .partial .swp ~ */
bool name_left_alone(const char *name);

/* Appends the name as messages carry it (`file`): UTF-8; a byte that is no UTF-8 as \xhh, a backslash as \\. */
void name_print(struct buffer *out, const char *name);

/* The longest name in done/ and rejected/ before a number: leaves room for ".4294967295" and ".reason.json". */
#define NAME_FILED_MAX 232

/* Writes the name under which a file is filed: `name`, cut at a character and ended with '~' and 16 hex digits of
 * its SHA-256 where it is longer than NAME_FILED_MAX, then ".NUMBER" where number is over 1. */
void name_filed(const char *name, unsigned number, char ret_name[static 256]);

#endif
