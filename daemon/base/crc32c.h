/* CRC-32C (Castagnoli), the check of stored records: finds damage, proves no origin. Pure; any thread. */
#ifndef BASE_CRC32C_H
#define BASE_CRC32C_H

#include <stddef.h>
#include <stdint.h>

/* Continues a check over more bytes; begin with 0. The value of "123456789" is 0xE3069283. */
uint32_t crc32c(uint32_t crc, const void *bytes, size_t length);

#endif
