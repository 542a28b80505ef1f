/* One thread, two lists and a wake-up. */
#include "daemon/feed/pager.h"

#include "daemon/base/error.h"

#include <stdlib.h>

struct list {
    struct pager_job *first, *last;
};

struct pager {
    struct reader *reader;
    pager_done_fn *done;
    void *user;
    uv_thread_t thread;
    uv_mutex_t lock; /* of what follows */
    uv_cond_t wake;
    struct list wanted, finished;
    bool stopping;
    bool ended;
    uv_async_t async;
    void *owner;
    void (*on_closed)(void *owner);
};

static void append(struct list *list, struct pager_job *job)
{
    job->next = NULL;
    if (list->last)
        list->last->next = job;
    else
        list->first = job;
    list->last = job;
}

static struct pager_job *take(struct list *list)
{
    struct pager_job *job = list->first;
    if (job && !(list->first = job->next))
        list->last = NULL;
    return job;
}

/* The next job, or NULL when the thread is to end. */
static struct pager_job *wait_for_job(struct pager *pager)
{
    uv_mutex_lock(&pager->lock);
    while (!pager->stopping && !pager->wanted.first)
        uv_cond_wait(&pager->wake, &pager->lock);
    struct pager_job *job = pager->stopping ? NULL : take(&pager->wanted);
    uv_mutex_unlock(&pager->lock);
    return job;
}

static void run(void *argument)
{
    struct pager *pager = argument;
    for (struct pager_job *job; (job = wait_for_job(pager));) {
        job->code = reader_page(pager->reader, &job->query, &job->page, &job->fault);
        uv_mutex_lock(&pager->lock);
        append(&pager->finished, job);
        uv_mutex_unlock(&pager->lock);
        uv_async_send(&pager->async);
    }
    uv_mutex_lock(&pager->lock);
    pager->ended = true;
    uv_mutex_unlock(&pager->lock);
    uv_async_send(&pager->async);
}

static void on_async_closed(uv_handle_t *handle)
{
    struct pager *pager = handle->data;
    void *owner = pager->owner;
    void (*on_closed)(void *owner) = pager->on_closed;
    reader_free(pager->reader);
    uv_mutex_destroy(&pager->lock);
    uv_cond_destroy(&pager->wake);
    free(pager);
    on_closed(owner);
}

static struct pager_job *take_finished(struct pager *pager, bool *ret_ended)
{
    uv_mutex_lock(&pager->lock);
    struct pager_job *job = take(&pager->finished);
    *ret_ended = pager->ended;
    uv_mutex_unlock(&pager->lock);
    return job;
}

static void on_async(uv_async_t *async)
{
    struct pager *pager = async->data;
    bool ended;
    for (struct pager_job *job; (job = take_finished(pager, &ended));)
        pager->done(pager->user, job);
    if (!ended || uv_is_closing((uv_handle_t *)async))
        return;
    uv_thread_join(&pager->thread);
    uv_close((uv_handle_t *)async, on_async_closed);
}

int pager_new(struct pager **ret_pager, const char *directory, uv_loop_t *loop, pager_done_fn *done, void *user,
              struct ind_fault *fault)
{
    struct pager *pager = calloc(1, sizeof *pager);
    if (!pager)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for the replay reader");
    int code = reader_new(&pager->reader, directory, fault);
    if (code < 0) {
        free(pager);
        return code;
    }
    pager->done = done;
    pager->user = user;
    pager->async.data = pager;
    if (uv_mutex_init(&pager->lock) < 0 || uv_cond_init(&pager->wake) < 0 ||
        uv_async_init(loop, &pager->async, on_async) < 0 || uv_thread_create(&pager->thread, run, pager) < 0)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "the thread of the replay reader could not be started");
    *ret_pager = pager;
    return IND_OK;
}

void pager_submit(struct pager *pager, struct pager_job *job)
{
    uv_mutex_lock(&pager->lock);
    append(&pager->wanted, job);
    uv_mutex_unlock(&pager->lock);
    uv_cond_signal(&pager->wake);
}

void pager_stop(struct pager *pager, void *owner, void (*on_closed)(void *owner))
{
    pager->owner = owner;
    pager->on_closed = on_closed;
    uv_mutex_lock(&pager->lock);
    pager->stopping = true;
    uv_mutex_unlock(&pager->lock);
    uv_cond_signal(&pager->wake);
}
