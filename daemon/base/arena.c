/* Small allocations share chunks that double in size up to a bound, the newest of which serves. A large one has a chunk
 * of its own: nothing is lost behind it, and a list in it grows where it is. */
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
#define CHUNK_LAST ((size_t)4 * 1024 * 1024)
#define LARGE ((size_t)256 * 1024) /* from here on an allocation has a chunk of its own */
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
    chunks_free(arena->large);
    arena->chunks = arena->large = NULL;
    arena->used = 0;
}

/* The newest chunk is the largest, for they double: it alone is kept. */
void arena_reset(struct arena *arena)
{
    struct arena_chunk *newest = arena->chunks;
    chunks_free(arena->large);
    arena->large = NULL;
    arena->used = newest ? newest->size : 0;
    if (!newest)
        return;
    chunks_free(newest->older);
    newest->older = NULL;
    newest->taken = 0;
    GUARD(newest->data, newest->size);
}

static struct arena_chunk *chunk_add(struct arena *arena, size_t need)
{
    size_t size = arena->chunks ? arena->chunks->size * 2 : CHUNK_FIRST;
    if (size > CHUNK_LAST)
        size = CHUNK_LAST;
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

/* Zeroed by the system, which does it at the first touch. */
static void *large_add(struct arena *arena, size_t size)
{
    if (size > arena->limit - arena->used)
        return NULL;
    struct arena_chunk *chunk = calloc(1, sizeof *chunk + size);
    if (!chunk)
        return NULL;
    *chunk = (struct arena_chunk){.older = arena->large, .size = size, .taken = size};
    arena->large = chunk;
    arena->used += size;
    return chunk->data;
}

/* The link to the large chunk that holds just this; there are few of them. */
static struct arena_chunk **large_find(struct arena *arena, const void *memory)
{
    struct arena_chunk **link = &arena->large;
    while (*link && (*link)->data != memory)
        link = &(*link)->older;
    return *link ? link : NULL;
}

/* NULL leaves it as it is. */
static void *large_resize(struct arena *arena, struct arena_chunk **link, size_t size)
{
    size_t others = arena->used - (*link)->size;
    struct arena_chunk *chunk = size <= arena->limit - others ? realloc(*link, sizeof *chunk + size) : NULL;
    if (!chunk)
        return NULL;
    chunk->size = chunk->taken = size;
    arena->used = others + size;
    *link = chunk;
    return chunk->data;
}

void arena_drop(struct arena *arena, const void *memory)
{
    struct arena_chunk **link = large_find(arena, memory), *chunk = link ? *link : NULL;
    if (!chunk)
        return;
    *link = chunk->older;
    arena->used -= chunk->size;
    free(chunk);
}

static void *small_add(struct arena *arena, size_t size)
{
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

void *arena_raw(struct arena *arena, size_t size)
{
    if (size > arena->limit)
        return NULL;
    return size < LARGE ? small_add(arena, size) : large_add(arena, size);
}

void *arena_alloc(struct arena *arena, size_t size)
{
    void *memory = arena_raw(arena, size);
    return memory && size < LARGE ? memset(memory, 0, size) : memory;
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

/* Twice as many while that is little, half as many more when it is much, and what the limit leaves when that is less.
 */
static size_t more_room(const struct arena *arena, size_t size, uint32_t room)
{
    size_t bytes = (size_t)room * size, more = bytes < LARGE ? room : room / 2,
           left = (arena->limit - arena->used) / size;
    if (bytes >= LARGE && more > left)
        more = left;
    size_t all = room ? room + more : 16;
    return all <= UINT32_MAX && more <= SIZE_MAX / size - room ? all : 0;
}

bool list_grow(struct arena *arena, void **items, size_t size, uint32_t count, uint32_t *room)
{
    size_t all = more_room(arena, size, *room);
    if (all <= *room)
        return false;
    struct arena_chunk **chunk = (size_t)*room * size >= LARGE ? large_find(arena, *items) : NULL;
    void *bigger = chunk ? large_resize(arena, chunk, all * size) : arena_raw(arena, all * size);
    if (!bigger)
        return false;
    if (count && !chunk)
        memcpy(bigger, *items, count * size);
    *items = bigger;
    *room = (uint32_t)all;
    return true;
}

void list_trim(struct arena *arena, void **items, size_t size, uint32_t count, uint32_t *room)
{
    struct arena_chunk **chunk = (size_t)*room * size >= LARGE && count < *room ? large_find(arena, *items) : NULL;
    void *smaller = chunk && count ? large_resize(arena, chunk, count * size) : NULL;
    if (!smaller)
        return;
    *items = smaller;
    *room = count;
}
