/* Chunks that double in size; the newest serves. */
#include "daemon/base/arena.h"

#include <stdalign.h>

/* Under AddressSanitizer every allocation gets a gap behind it that must not be touched: an arena would else hide what
 * reads or writes past its end. */
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_GUARD 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_GUARD 1
#endif
#endif
#ifdef ARENA_GUARD
#include <sanitizer/asan_interface.h>
#define GAP ALIGNMENT
#define GUARD(memory, size) __asan_poison_memory_region((memory), (size))
#define OPEN(memory, size) __asan_unpoison_memory_region((memory), (size))
#else
#define GAP 0
#define GUARD(memory, size) ((void)0)
#define OPEN(memory, size) ((void)0)
#endif

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
        OPEN(chunk->data, chunk->size);
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
    GUARD(newest->data, newest->size);
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
    GUARD(chunk->data, size);
    arena->chunks = chunk;
    arena->used += size;
    return chunk;
}

void *arena_raw(struct arena *arena, size_t size)
{
    if (size > arena->limit)
        return NULL;
    size_t need = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT + GAP;
    struct arena_chunk *chunk = arena->chunks;
    if (!chunk || chunk->size - chunk->taken < need)
        chunk = chunk_add(arena, need);
    if (!chunk)
        return NULL;
    void *memory = chunk->data + chunk->taken;
    chunk->taken += need;
    OPEN(memory, size);
    return memory;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    void *memory = arena_raw(arena, size);
    return memory ? memset(memory, 0, size) : NULL;
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
    size_t bytes;
    void *bigger = more > *room && !__builtin_mul_overflow((size_t)more, size, &bytes) ? arena_raw(arena, bytes) : NULL;
    if (!bigger)
        return false;
    if (count)
        memcpy(bigger, *items, count * size);
    *items = bigger;
    *room = more;
    return true;
}
