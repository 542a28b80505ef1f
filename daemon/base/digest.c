/* nettle does the hashing, with the processor's own instructions where it has them; this is only the shape that the
 * rest of the house uses. */
#include "daemon/base/digest.h"

#include <nettle/sha2.h>

static struct sha256_ctx *context(struct digest *digest)
{
    return (struct sha256_ctx *)(void *)digest->state;
}

_Static_assert(sizeof(struct sha256_ctx) <= sizeof((struct digest){0}.state), "the state holds nettle's context");

void digest_begin(struct digest *digest)
{
    sha256_init(context(digest));
}

void digest_add(struct digest *digest, const void *bytes, size_t length)
{
    if (length)
        sha256_update(context(digest), length, bytes);
}

void digest_end(struct digest *digest, char ret_hex[static DIGEST_HEX + 1])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char hash[SHA256_DIGEST_SIZE];
    sha256_digest(context(digest), sizeof hash, hash);
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
