/* The encoding that a page or an XML file says it is in. Not for believing it: charset weighs it. Pure; any thread. */
#ifndef TEXT_CHARSET_DECLARED_H
#define TEXT_CHARSET_DECLARED_H

#include <stddef.h>

#include "daemon/text/charset_tables.h"

/* The number of the table that the head of the bytes names (<meta charset=…>, <meta … content="…; charset=…">,
 * <?xml encoding="…"?>); CHARSET_TABLES where it names none of ours. Windows-1252 and its like count as naming none:
 * pages in the old Vietnamese fonts say that. Reads no further than CHARSET_DECLARED_WITHIN bytes. */
#define CHARSET_DECLARED_WITHIN 4096
enum charset_number charset_declared(const char *bytes, size_t length);

#endif
