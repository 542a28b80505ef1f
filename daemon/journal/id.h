/* SHA-256 ids: 64 hex digits in memory and on the wire, 32 bytes in the store. Pure. */
#ifndef JOURNAL_ID_H
#define JOURNAL_ID_H

#include "daemon/base/digest.h"

#include <stdbool.h>
#include <stddef.h>

#define ID_BYTES (DIGEST_HEX / 2)

/* True and the bytes for exactly 64 lower-case hex digits. */
bool id_pack(const char *hex, unsigned char ret_bytes[static ID_BYTES]);

/* Hex of 32 bytes; "" for bytes == NULL or another length. */
void id_print(const void *bytes, size_t length, char ret_hex[static DIGEST_HEX + 1]);

#endif
