/* SHA-256 in hex, the identity of articles, texts and tables. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>

#define DIGEST_HEX 64

/* Writes 64 lower-case hex digits and a NUL. Any thread. */
void digest_hex(const void *bytes, size_t length, char ret_hex[static DIGEST_HEX + 1]);

/* The same over several pieces: `state` is owned by the caller and needs no end. */
struct digest {
    _Alignas(8) unsigned char state[256];
};
void digest_begin(struct digest *digest);
void digest_add(struct digest *digest, const void *bytes, size_t length);
void digest_end(struct digest *digest, char ret_hex[static DIGEST_HEX + 1]);

#endif
