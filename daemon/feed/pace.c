/* A counter a second and slot. */
#include "daemon/feed/pace.h"

/* FNV-1a. Who picks a name to fall together with another's shares its pace; libzmq gives names by itself. */
static uint32_t hash(const uint8_t *bytes, size_t length)
{
    uint32_t value = 2166136261u;
    for (size_t i = 0; i < length; i++)
        value = (value ^ bytes[i]) * 16777619u;
    return value;
}

enum pace_verdict pace_of(struct pace *pace, const void *name, size_t length, uint64_t now_ms)
{
    uint32_t which = hash(name, length);
    which = (which ^ which >> 16) % PACE_SLOTS;
    uint64_t second = now_ms / 1000;
    if (pace->slots[which].second != second) {
        pace->slots[which].second = second;
        pace->slots[which].count = 0;
    }
    uint32_t count = pace->slots[which].count++;
    if (count < PACE_REQUESTS_A_SECOND)
        return PACE_FINE;
    return count < PACE_REQUESTS_A_SECOND + PACE_TOLD_A_SECOND ? PACE_TELL : PACE_DROP;
}
