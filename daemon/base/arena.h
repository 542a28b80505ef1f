/* One arena an article: memory that is taken in pieces and given back all at once, with a hard limit.
 * A full arena is an error of the input (IND_E_LIMIT upward), not a crash. Not thread-safe: one owner. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *chunks; /* newest first */
    struct arena_chunk *large;  /* of one allocation each */
    size_t used;                /* bytes taken from the system, all chunks */
    size_t limit;               /* never more than this from the system */
};

/* No memory is taken before the first allocation. */
void arena_init(struct arena *arena, size_t limit);

/* Gives everything back; NULL and an arena of zeroes are fine. */
void arena_done(struct arena *arena);

/* Forgets every allocation but keeps the largest shared chunk (a few MiB at most) for the next article. */
void arena_reset(struct arena *arena);

/* Zeroed memory, aligned for anything; NULL when the limit or the system says no. size 0 gives a
 * valid pointer. */
void *arena_alloc(struct arena *arena, size_t size) __attribute__((malloc));

/* The same, but not zeroed: for bytes that are written before they are read. */
void *arena_raw(struct arena *arena, size_t size) __attribute__((malloc));

/* `count` zeroed objects of `size` bytes; NULL on overflow, too. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* A copy of `length` bytes with a NUL behind them. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);

/* Gives back a large allocation of the arena's at once, for what only some steps need; a small one, and NULL, stay as
 * they are. */
void arena_drop(struct arena *arena, const void *memory);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_array((arena), (count), sizeof(type)))

/* A list that grows inside an arena by doubling: declare with LIST_OF(type), zero it to begin. What it
 * leaves behind when it grows stays in the arena until the reset, at most a few hundred KiB: a large list grows where
 * it is, so that pointers into it last until the next push only. */
#define LIST_OF(type)   \
    struct {            \
        type *items;    \
        uint32_t count; \
        uint32_t room;  \
    }

/* A pointer to a new zeroed item at the end, or NULL when the arena is full. */
#define LIST_PUSH(arena, list)                                                                         \
    ((list)->count < (list)->room || list_grow((arena), (void **)&(list)->items, sizeof *(list)->items, \
                                               (list)->count, &(list)->room)                           \
         ? list_zeroed(&(list)->items[(list)->count++], sizeof *(list)->items)                          \
         : NULL)

/* Gives back the room that a full list does not need; only a large one has any to give. */
#define LIST_TRIM(arena, list) \
    list_trim((arena), (void **)&(list)->items, sizeof *(list)->items, (list)->count, &(list)->room)

/* Forgets the items, and gives back the room of a large list. */
#define LIST_DROP(arena, list) \
    (arena_drop((arena), (list)->items), (list)->items = NULL, (list)->count = (list)->room = 0)

static inline void *list_zeroed(void *item, size_t size)
{
    return item ? memset(item, 0, size) : NULL;
}

bool list_grow(struct arena *arena, void **items, size_t size, uint32_t count, uint32_t *room);
void list_trim(struct arena *arena, void **items, size_t size, uint32_t count, uint32_t *room);

#endif
