/* How much room the file systems of the inbox and of the journal have left, against how much is to stay free: so
 * that the daemon stops taking articles while there is room to finish those that it has. Decides and tells; claims
 * nothing. */
#ifndef SERVICE_ROOM_H
#define SERVICE_ROOM_H

#include <stdbool.h>
#include <stdint.h>

#define ROOM_SENTENCE 400

struct room {
    const char *inbox, *state; /* folders; the owner's */
    uint64_t min_free;         /* bytes … */
    uint64_t min_free_percent; /* … and parts of the file system: the larger of both counts */
};

/* Says whether there is room; where not, why, in a sentence. With `held` a sixteenth more is asked for, so that a disk
 * at its limit does not switch to and fro. A folder that can't be asked has room: others tell what ails it. Blocks as
 * statvfs(3) does; any thread. */
bool room_left(const struct room *room, bool held, char ret_sentence[static ROOM_SENTENCE]);

/* Tells the log that nothing is claimed for what the sentence says, or (NULL) that there is room
 * again. */
void room_tell(const char *sentence);

#endif
