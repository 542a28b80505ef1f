/* Chunks that double in size; the newest serves. */
#include "daemon/base/arena.h"

#include <stdalign.h>

#define CHUNK_FIRST ((size_t)64 * 1024)
#define ALIGNMENT alignof(max_align_t)

struct arena_chunk {
    struct arena_chunk *older;
    size_t size; /* of data */
    size_t taken;
    alignas(max_align_t) unsigned char data[];
};

void arena_init(struct arena *arena, size_t limit)
{
    *arena = (struct arena){.limit = limit};
}

static void chunks_free(struct arena_chunk *chunk)
{
    while (chunk) {
        struct arena_chunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
}

void arena_done(struct arena *arena)
{
    if (!arena)
        return;
    chunks_free(arena->chunks);
    arena->chunks = NULL;
    arena->used = 0;
}

/* The newest chunk is the largest, for they double: it alone is kept. */
void arena_reset(struct arena *arena)
{
    struct arena_chunk *newest = arena->chunks;
    if (!newest)
        return;
    chunks_free(newest->older);
    newest->older = NULL;
    newest->taken = 0;
    arena->used = newest->size;
}

static struct arena_chunk *chunk_add(struct arena *arena, size_t need)
{
    size_t size = arena->chunks ? arena->chunks->size * 2 : CHUNK_FIRST;
    while (size < need)
        size *= 2;
    size_t left = arena->limit - arena->used;
    if (size > left)
        size = left;
    if (size < need)
        return NULL;
    struct arena_chunk *chunk = malloc(sizeof *chunk + size);
    if (!chunk)
        return NULL;
    *chunk = (struct arena_chunk){.older = arena->chunks, .size = size};
    arena->chunks = chunk;
    arena->used += size;
    return chunk;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    if (size > arena->limit)
        return NULL;
    size_t need = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct arena_chunk *chunk = arena->chunks;
    if (!chunk || chunk->size - chunk->taken < need)
        chunk = chunk_add(arena, need);
    if (!chunk)
        return NULL;
    void *memory = chunk->data + chunk->taken;
    chunk->taken += need;
    return memset(memory, 0, need);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        return NULL;
    return arena_alloc(arena, bytes);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    if (copy && length)
        memcpy(copy, bytes, length);
    return copy;
}

bool list_grow(struct arena *arena, void **items, size_t size, uint32_t count, uint32_t *room)
{
    uint32_t more = *room ? *room * 2 : 16;
    void *bigger = more > *room ? arena_array(arena, more, size) : NULL;
    if (!bigger)
        return false;
    if (count)
        memcpy(bigger, *items, count * size);
    *items = bigger;
    *room = more;
    return true;
}
