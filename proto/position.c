/* A hash table of the last seq of each topic, above a base that holds for all. */
#include "proto/position.h"

#define ROOM_FIRST 64

struct position_topic {
    char *name; /* NULL: free */
    size_t length;
    uint64_t seq;
};

static uint64_t larger(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

static void forget_topics(struct position *position)
{
    for (size_t i = 0; i < position->room; i++)
        free(position->topics[i].name);
    free(position->topics);
    position->topics = NULL;
    position->room = position->count = 0;
}

void position_done(struct position *position)
{
    forget_topics(position);
}

void position_place(struct position *position, uint64_t epoch, uint64_t after)
{
    position->placed = true;
    position->epoch = epoch;
    position->known = position->base = after;
    position->beat = 0;
}

void position_restart(struct position *position, uint64_t epoch)
{
    forget_topics(position);
    position_place(position, epoch, 0);
}

void position_settle(struct position *position, uint64_t seq)
{
    position->known = larger(position->known, seq);
    position->base = larger(position->base, seq);
}

/* FNV-1a. */
static uint64_t hash(const char *bytes, size_t length)
{
    uint64_t value = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < length; i++)
        value = (value ^ (uint8_t)bytes[i]) * UINT64_C(0x100000001b3);
    return value;
}

/* The topic's place or the free one where it belongs; the table is never full. */
static struct position_topic *slot(struct position_topic *topics, size_t room, const char *name, size_t length)
{
    size_t at = hash(name, length) & (room - 1);
    while (topics[at].name && (topics[at].length != length || memcmp(topics[at].name, name, length) != 0))
        at = (at + 1) & (room - 1);
    return &topics[at];
}

static int grow(struct position *position)
{
    size_t room = position->room ? position->room * 2 : ROOM_FIRST;
    struct position_topic *topics = calloc(room, sizeof *topics);
    if (!topics)
        return IND_E_NOMEM;
    for (size_t i = 0; i < position->room; i++) {
        struct position_topic *old = &position->topics[i];
        if (old->name)
            *slot(topics, room, old->name, old->length) = *old;
    }
    free(position->topics);
    position->topics = topics;
    position->room = room;
    return 0;
}

int position_note(struct position *position, ind_frame topic, uint64_t seq)
{
    if (2 * (position->count + 1) > position->room)
        TRY(grow(position));
    struct position_topic *place = slot(position->topics, position->room, topic.bytes, topic.length);
    if (!place->name) {
        place->name = malloc(topic.length + 1);
        if (!place->name)
            return IND_E_NOMEM;
        memcpy(place->name, topic.bytes, topic.length);
        place->length = topic.length;
        position->count++;
    }
    place->seq = larger(place->seq, seq);
    return 0;
}

/* The last seq of a topic that was handed out, 0 for none. */
static uint64_t last_of(const struct position *position, ind_frame topic)
{
    return position->room ? slot(position->topics, position->room, topic.bytes, topic.length)->seq : 0;
}

/* True where the epoch is another one; the first that is heard is adopted. */
static bool leaves_epoch(struct position *position, uint64_t epoch)
{
    if (!position->epoch)
        position->epoch = epoch;
    return position->epoch != epoch;
}

static void place_first(struct position *position, uint64_t base)
{
    if (!position->placed)
        position->base = base;
    position->placed = true;
}

bool position_repeats(const struct position *position, ind_frame topic, uint64_t seq)
{
    return seq <= larger(last_of(position, topic), position->known);
}

enum position_verdict position_judge(struct position *position, ind_frame topic, const ind_header *header, bool strict,
                                     uint64_t *ret_to)
{
    if (leaves_epoch(position, header->epoch))
        return POSITION_NEW_EPOCH;
    place_first(position, header->seq - 1);
    if (position_repeats(position, topic, header->seq))
        return POSITION_REPEAT;
    if (strict ? header->seq <= position->base + 1 : header->prev <= larger(last_of(position, topic), position->base))
        return POSITION_FRESH;
    *ret_to = strict ? header->seq - 1 : header->prev;
    return POSITION_GAP;
}

enum position_verdict position_judge_heartbeat(struct position *position, const ind_heartbeat *heartbeat,
                                               const ind_text *prefixes, uint32_t count, uint64_t *ret_to)
{
    if (leaves_epoch(position, heartbeat->epoch))
        return POSITION_NEW_EPOCH;
    place_first(position, heartbeat->head);
    uint64_t missing = 0;
    bool complete = true;
    for (uint32_t i = 0; i < heartbeat->head_count; i++) {
        const ind_topic_head *head = &heartbeat->heads[i];
        ind_frame topic = {head->topic.bytes, head->topic.length};
        bool behind = head->seq > larger(last_of(position, topic), position->base);
        if (!behind || !ind_topic_matches(topic, prefixes, count))
            continue;
        complete = false;
        if (head->seq <= position->beat)
            missing = larger(missing, head->seq);
    }
    position->beat = heartbeat->head;
    if (complete)
        position->base = larger(position->base, heartbeat->head);
    if (!missing)
        return POSITION_FRESH;
    *ret_to = missing;
    return POSITION_GAP;
}
