/* Short ways to ask a message's body for a value by its path. What is missing, null or of another kind is a null
 * text or 0: a body may come from an older or newer daemon. Pure. */
#ifndef TOOLS_BODY_H
#define TOOLS_BODY_H

#include <indicatord/messages.h>

/* The text at the path. */
ind_text body_text(ind_frame body, const char *path);

/* The number from 0 on at the path. */
uint64_t body_natural(ind_frame body, const char *path);

/* How many items the array at the path has. */
size_t body_count(ind_frame body, const char *path);

/* The text at "list.at.key". */
ind_text body_item(ind_frame body, const char *list, size_t at, const char *key);

/* The bytes of a map's value by its key, or of an array's item: a part that is asked for many values. An empty
 * frame, in which nothing is found, where there is none. */
ind_frame body_member(ind_frame map, const char *key);
ind_frame body_at(ind_frame array, size_t at);

#endif
