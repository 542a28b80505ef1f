/* Bytes that are free to us, which are fewer than those that are free to root. */
#include "daemon/service/room.h"

#include "daemon/service/log.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/statvfs.h>

static uint64_t limit_of(const struct room *room, uint64_t size, bool held)
{
    uint64_t share = size / 100 * room->min_free_percent;
    uint64_t limit = share > room->min_free ? share : room->min_free;
    return held ? limit + limit / 16 : limit;
}

static bool is_enough(const struct room *room, const char *folder, bool held, char ret_sentence[static ROOM_SENTENCE])
{
    struct statvfs disk;
    if (statvfs(folder, &disk) < 0)
        return true;
    uint64_t free = (uint64_t)disk.f_bavail * disk.f_frsize;
    uint64_t limit = limit_of(room, (uint64_t)disk.f_blocks * disk.f_frsize, held);
    if (free >= limit)
        return true;
    snprintf(ret_sentence, ROOM_SENTENCE,
             "the disk of %.200s has %" PRIu64 " MiB free, and %" PRIu64 " MiB are to stay "
             "free (min-free, min-free-percent)",
             folder, free >> 20, limit >> 20);
    return false;
}

bool room_left(const struct room *room, bool held, char ret_sentence[static ROOM_SENTENCE])
{
    return is_enough(room, room->state, held, ret_sentence) && is_enough(room, room->inbox, held, ret_sentence);
}

void room_tell(const char *sentence)
{
    if (sentence)
        log_error("nothing is claimed until there is room again: %s", sentence);
    else
        log_info("there is room again");
}
