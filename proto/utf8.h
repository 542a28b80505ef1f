/* Is it UTF-8, byte by byte: what the writers need to know and no more (daemon/text reads files). Pure. */
#ifndef PROTO_UTF8_H
#define PROTO_UTF8_H

#include <stddef.h>

/* The length (1 to 4) of the well-formed character at `bytes`, of which `left` bytes may be read; 0 where there is
 * none: lone, overlong, a surrogate, beyond U+10FFFF or cut short. */
size_t ind_utf8_length(const char *bytes, size_t left);

/* How many bytes from the beginning are well-formed. */
size_t ind_utf8_valid(const char *bytes, size_t length);

#endif
