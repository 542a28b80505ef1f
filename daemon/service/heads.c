/* A sorted array: topics are as few as the codes of the taxonomy. */
#include "daemon/service/heads.h"

#include <stdlib.h>
#include <string.h>

static int compare(const ind_text *a, const char *bytes, size_t length)
{
    size_t common = a->length < length ? a->length : length;
    int order = memcmp(a->bytes, bytes, common);
    return order ? order : (a->length > length) - (a->length < length);
}

/* Where the topic stands or belongs. */
static uint32_t find(const struct heads_table *table, const char *topic, size_t length)
{
    uint32_t low = 0, high = table->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare(&table->items[middle].topic, topic, length) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int grow(struct heads_table *table)
{
    if (table->count < table->room)
        return IND_OK;
    uint32_t room = table->room ? table->room * 2 : 32;
    ind_topic_head *grown = reallocarray(table->items, room, sizeof *grown);
    if (!grown)
        return IND_E_NOMEM;
    table->items = grown;
    table->room = room;
    return IND_OK;
}

int heads_table_set(struct heads_table *table, const char *topic, size_t length, uint64_t seq)
{
    uint32_t at = find(table, topic, length);
    if (at < table->count && compare(&table->items[at].topic, topic, length) == 0) {
        table->items[at].seq = seq;
        return IND_OK;
    }
    char *copy = malloc(length + 1);
    if (!copy || grow(table) < 0) {
        free(copy);
        return IND_E_NOMEM;
    }
    memcpy(copy, topic, length); /* the frame's bytes have no NUL behind them */
    copy[length] = '\0';
    memmove(&table->items[at + 1], &table->items[at], (table->count - at) * sizeof *table->items);
    table->items[at] = (ind_topic_head){.topic = {copy, (uint32_t)length}, .seq = seq};
    table->count++;
    return IND_OK;
}

void heads_table_done(struct heads_table *table)
{
    for (uint32_t i = 0; i < table->count; i++)
        free((void *)(uintptr_t)table->items[i].topic.bytes);
    free(table->items);
    *table = (struct heads_table){0};
}
