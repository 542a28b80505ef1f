/* libmd does the hashing; this is only the shape that the rest of the house uses. */
#include "daemon/base/digest.h"

#include <sys/types.h>

#include <sha2.h>

static SHA2_CTX *context(struct digest *digest)
{
    return (SHA2_CTX *)(void *)digest->state;
}

_Static_assert(sizeof(SHA2_CTX) <= sizeof((struct digest){0}.state), "the state holds libmd's context");

void digest_begin(struct digest *digest)
{
    SHA256Init(context(digest));
}

void digest_add(struct digest *digest, const void *bytes, size_t length)
{
    if (length)
        SHA256Update(context(digest), bytes, length);
}

void digest_end(struct digest *digest, char ret_hex[static DIGEST_HEX + 1])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char hash[SHA256_DIGEST_LENGTH];
    SHA256Final(hash, context(digest));
    for (size_t i = 0; i < sizeof hash; i++) {
        ret_hex[2 * i] = digits[hash[i] >> 4];
        ret_hex[2 * i + 1] = digits[hash[i] & 15];
    }
    ret_hex[DIGEST_HEX] = '\0';
}

void digest_hex(const void *bytes, size_t length, char ret_hex[static DIGEST_HEX + 1])
{
    struct digest digest;
    digest_begin(&digest);
    digest_add(&digest, bytes, length);
    digest_end(&digest, ret_hex);
}
