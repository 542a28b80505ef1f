/* A hash table that only grows: topics are few (one an indicator code) and never go. */
#include "daemon/journal/heads.h"

#include "daemon/base/crc32c.h"

#include <stdbool.h>

void heads_done(struct heads *heads)
{
    if (!heads)
        return;
    for (size_t i = 0; i < heads->room; i++)
        free(heads->places[i].topic);
    free(heads->places);
    *heads = (struct heads){0};
}

static struct head *find(struct head *places, size_t room, const char *topic, size_t length)
{
    for (size_t i = crc32c(0, topic, length);; i++) {
        struct head *head = &places[i & (room - 1)];
        if (!head->topic || (head->length == length && !memcmp(head->topic, topic, length)))
            return head;
    }
}

static bool grow(struct heads *heads)
{
    size_t room = heads->room ? heads->room * 2 : 64;
    struct head *places = calloc(room, sizeof *places);
    if (!places)
        return false;
    for (size_t i = 0; i < heads->room; i++)
        if (heads->places[i].topic)
            *find(places, room, heads->places[i].topic, heads->places[i].length) = heads->places[i];
    free(heads->places);
    heads->places = places;
    heads->room = room;
    return true;
}

struct head *heads_at(struct heads *heads, const char *topic, size_t length)
{
    if (heads->count * 2 >= heads->room && !grow(heads))
        return NULL;
    struct head *head = find(heads->places, heads->room, topic, length);
    if (head->topic)
        return head;
    char *copy = malloc(length + 1);
    if (!copy)
        return NULL;
    memcpy(copy, topic, length);
    copy[length] = '\0';
    *head = (struct head){.topic = copy, .length = length};
    heads->count++;
    return head;
}

void heads_commit(struct heads *heads)
{
    for (size_t i = 0; i < heads->room; i++)
        heads->places[i].durable = heads->places[i].seq;
}

void heads_rollback(struct heads *heads)
{
    for (size_t i = 0; i < heads->room; i++)
        heads->places[i].seq = heads->places[i].durable;
}
