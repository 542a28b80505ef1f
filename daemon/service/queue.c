/* A mutex, a condition, a list. */
#include "daemon/service/queue.h"

#include "daemon/base/check.h"
#include "daemon/service/work.h"

#include <stddef.h>

void work_list_push(struct work_list *list, struct work *work)
{
    work->next = NULL;
    if (list->last)
        list->last->next = work;
    else
        list->first = work;
    list->last = work;
}

struct work *work_list_take(struct work_list *list)
{
    struct work *work = list->first;
    if (work && !(list->first = work->next))
        list->last = NULL;
    return work;
}

void queue_init(struct queue *queue)
{
    *queue = (struct queue){0};
    CHECK(uv_mutex_init(&queue->lock) == 0);
    CHECK(uv_cond_init(&queue->wake) == 0);
}

void queue_done(struct queue *queue)
{
    CHECK(!queue->list.first);
    uv_mutex_destroy(&queue->lock);
    uv_cond_destroy(&queue->wake);
}

void queue_push(struct queue *queue, struct work *work)
{
    uv_mutex_lock(&queue->lock);
    work_list_push(&queue->list, work);
    uv_mutex_unlock(&queue->lock);
    uv_cond_signal(&queue->wake);
}

void queue_close(struct queue *queue)
{
    uv_mutex_lock(&queue->lock);
    queue->closed = true;
    uv_mutex_unlock(&queue->lock);
    uv_cond_broadcast(&queue->wake);
}

struct work *queue_wait(struct queue *queue)
{
    uv_mutex_lock(&queue->lock);
    while (!queue->list.first && !queue->closed)
        uv_cond_wait(&queue->wake, &queue->lock);
    struct work *work = work_list_take(&queue->list);
    uv_mutex_unlock(&queue->lock);
    return work;
}

struct work *queue_take(struct queue *queue)
{
    uv_mutex_lock(&queue->lock);
    struct work *work = work_list_take(&queue->list);
    uv_mutex_unlock(&queue->lock);
    return work;
}

uint64_t clock_ms(void)
{
    return uv_hrtime() / 1000000;
}
