/* A table by the digests themselves, whose digits are as good as a hash. */
#include "daemon/service/twins.h"

#include <stdlib.h>
#include <string.h>

void twins_done(struct twins *twins)
{
    free(twins->places);
    *twins = (struct twins){0};
}

static size_t hash_of(const char *key)
{
    size_t hash = 0;
    for (int i = 0; i < 16 && key[i]; i++)
        hash = hash << 4 | (size_t)(key[i] <= '9' ? key[i] - '0' : key[i] - 'a' + 10);
    return hash;
}

static struct twin *place_of(const struct twins *twins, const char *key)
{
    size_t at = hash_of(key) & (twins->room - 1);
    while (twins->places[at].key[0] && strcmp(twins->places[at].key, key) != 0)
        at = (at + 1) & (twins->room - 1);
    return &twins->places[at];
}

const char *twins_find(const struct twins *twins, const char *key)
{
    if (!twins->room)
        return NULL;
    const struct twin *twin = place_of(twins, key);
    return twin->key[0] ? twin->id : NULL;
}

static bool grow(struct twins *twins)
{
    struct twins larger = {.room = twins->room ? twins->room * 2 : 64, .count = twins->count};
    larger.places = calloc(larger.room, sizeof *larger.places);
    if (!larger.places)
        return false;
    for (size_t i = 0; i < twins->room; i++)
        if (twins->places[i].key[0])
            *place_of(&larger, twins->places[i].key) = twins->places[i];
    free(twins->places);
    *twins = larger;
    return true;
}

bool twins_add(struct twins *twins, const char *key, const char *id)
{
    if (2 * twins->count >= twins->room && !grow(twins))
        return false;
    struct twin *twin = place_of(twins, key);
    if (twin->key[0])
        return true;
    memcpy(twin->key, key, sizeof twin->key);
    memcpy(twin->id, id, sizeof twin->id);
    twins->count++;
    return true;
}
