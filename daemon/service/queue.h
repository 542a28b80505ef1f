/* A first-in first-out list of works between two threads, and the monotonic clock that all of them share. Its
 * length is bounded by the works that may be in flight, not by itself. */
#ifndef SERVICE_QUEUE_H
#define SERVICE_QUEUE_H

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

struct work;

/* A list of works by their `next`; zeroed it is empty. Not thread-safe by itself. */
struct work_list {
    struct work *first, *last;
};

void work_list_push(struct work_list *list, struct work *work);
struct work *work_list_take(struct work_list *list);

struct queue {
    uv_mutex_t lock;
    uv_cond_t wake;
    struct work_list list;
    bool closed;
};

void queue_init(struct queue *queue);
void queue_done(struct queue *queue); /* must be empty */

/* Any thread. */
void queue_push(struct queue *queue, struct work *work);

/* Nothing more will come: whoever waits gets what is left, then NULL. */
void queue_close(struct queue *queue);

/* Waits for a work; NULL when the queue is closed and empty. */
struct work *queue_wait(struct queue *queue);

/* What is there now, or NULL. */
struct work *queue_take(struct queue *queue);

/* Milliseconds of the monotonic clock. Any thread. */
uint64_t clock_ms(void);

#endif
