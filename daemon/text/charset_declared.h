/* The encoding that a page or an XML file says it is in. Not for believing it: charset weighs it. Pure; any thread. */
#ifndef TEXT_CHARSET_DECLARED_H
#define TEXT_CHARSET_DECLARED_H

#include <stdbool.h>
#include <stddef.h>

#include "daemon/text/charset_tables.h"

/* The labels that the head of the bytes names (<meta charset=…>, <meta … content="…; charset=…">, <?xml
 * encoding="…"?>), one after the other: the next from *at on, in lower case; false where there are no more. Reads no
 * further than CHARSET_DECLARED_WITHIN bytes. */
#define CHARSET_DECLARED_WITHIN 4096
#define CHARSET_LABEL_MAX 32 /* with the NUL; longer ones are none */
bool charset_declared_next(const char *bytes, size_t length, size_t *at, char ret_label[static CHARSET_LABEL_MAX]);

/* The number of the table that the first label names which names one of ours, CHARSET_TABLES where none does.
 * Windows-1252 and its like count as naming none: pages in the old Vietnamese fonts say that. */
enum charset_number charset_declared(const char *bytes, size_t length);

#endif
