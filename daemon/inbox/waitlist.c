/* A hash table by name: thousands of names may wait at once where no lease can tell that they are finished. */
#include "daemon/base/crc32c.h"
#include "daemon/inbox/parts.h"

#define COUNT_MAX 100000 /* the rest is found by the next scan */

void waitlist_done(struct waitlist *list)
{
    for (size_t i = 0; i < list->room; i++)
        while (list->buckets[i]) {
            struct waiting *waiting = list->buckets[i];
            list->buckets[i] = waiting->next;
            free(waiting);
        }
    free(list->buckets);
    *list = (struct waitlist){.next_due = UINT64_MAX};
}

/* The link that points, or would point, at the name. */
static struct waiting **find(const struct waitlist *list, const char *name)
{
    struct waiting **link = &list->buckets[crc32c(0, name, strlen(name)) & (list->room - 1)];
    while (*link && strcmp((*link)->name, name) != 0)
        link = &(*link)->next;
    return link;
}

static void grow(struct waitlist *list)
{
    struct waitlist grown = {
        .room = list->room ? list->room * 2 : 64, .count = list->count, .next_due = list->next_due};
    grown.buckets = calloc(grown.room, sizeof *grown.buckets);
    if (!grown.buckets)
        return; /* longer chains, if there are any */
    for (size_t i = 0; i < list->room; i++)
        for (struct waiting *waiting = list->buckets[i], *next; waiting; waiting = next) {
            next = waiting->next;
            waiting->next = NULL;
            *find(&grown, waiting->name) = waiting;
        }
    free(list->buckets);
    *list = grown;
}

uint64_t waitlist_since(const struct waitlist *list, const char *name, const struct print *print, uint64_t now_ms)
{
    const struct waiting *known = list->room ? *find(list, name) : NULL;
    return known && print_same(&known->print, print) ? known->since_ms : now_ms;
}

static struct waiting *add(struct waitlist *list, const char *name)
{
    if (list->count >= list->room)
        grow(list);
    if (!list->room || list->count >= COUNT_MAX)
        return NULL;
    size_t size = strlen(name) + 1;
    struct waiting *waiting = calloc(1, sizeof *waiting + size);
    if (!waiting)
        return NULL;
    memcpy(waiting->name, name, size);
    *find(list, name) = waiting;
    list->count++;
    return waiting;
}

void waitlist_put(struct waitlist *list, const char *name, const struct print *print, uint64_t since_ms,
                  uint64_t due_ms)
{
    struct waiting *waiting = list->room ? *find(list, name) : NULL;
    if (!waiting)
        waiting = add(list, name);
    if (!waiting)
        return;
    waiting->print = *print;
    waiting->since_ms = since_ms;
    waiting->due_ms = due_ms;
    if (due_ms < list->next_due)
        list->next_due = due_ms;
}

void waitlist_drop(struct waitlist *list, const char *name)
{
    struct waiting **link = list->room ? find(list, name) : NULL;
    if (!link || !*link)
        return;
    struct waiting *gone = *link;
    *link = gone->next;
    free(gone);
    list->count--;
}

/* A name that was called stays in, so that its stillness is still known when it is looked at. */
void waitlist_due(struct waitlist *list, uint64_t now_ms, inbox_name_fn *visit, void *user)
{
    uint64_t next = UINT64_MAX;
    bool wanted = true;
    if (now_ms < list->next_due)
        return;
    for (size_t i = 0; i < list->room; i++)
        for (struct waiting *waiting = list->buckets[i]; waiting; waiting = waiting->next) {
            if (wanted && waiting->due_ms <= now_ms && (wanted = visit(user, waiting->name)))
                waiting->due_ms = UINT64_MAX;
            if (waiting->due_ms < next)
                next = waiting->due_ms;
        }
    list->next_due = next;
}
