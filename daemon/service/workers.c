/* Threads, each with a desk of its own. */
#include "daemon/service/workers.h"

#include "daemon/base/error.h"
#include "daemon/service/crash.h"

/* Deep enough for PCRE2's interpreter and a recursive reader of hostile text, whatever ulimit -s says. */
#define WORKER_STACK (16 << 20)

static void work_off(struct worker *worker, struct work *work)
{
    if (worker->all->hurry) {
        work->fate = WORK_ABANDONED;
    } else {
        crash_reading(file_claim(work->file));
        reading_work(&worker->desk, work);
        crash_reading(NULL);
    }
    worker->all->done(worker->all->user, work);
}

static void run(void *argument)
{
    struct worker *worker = argument;
    void *stack = crash_thread_init();
    for (struct work *work; (work = queue_wait(&worker->all->queue));)
        work_off(worker, work);
    crash_thread_done(stack);
}

static int start_one(struct workers *workers, struct ind_fault *fault)
{
    struct worker *worker = &workers->each[workers->count];
    uv_thread_options_t options = {.flags = UV_THREAD_HAS_STACK_SIZE, .stack_size = WORKER_STACK};
    worker->all = workers;
    TRY(reading_desk_init(&worker->desk, &workers->rules, fault));
    if (uv_thread_create_ex(&worker->thread, &options, run, worker) < 0) {
        reading_desk_done(&worker->desk);
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "worker thread %u could not be started", workers->count);
    }
    workers->count++;
    return IND_OK;
}

int workers_start(struct workers *workers, unsigned count, const struct reading_rules *rules, workers_done_fn *done,
                  void *user, struct ind_fault *fault)
{
    *workers = (struct workers){.rules = *rules, .done = done, .user = user};
    queue_init(&workers->queue);
    while (workers->count < count) {
        int code = start_one(workers, fault);
        if (code < 0) {
            workers_stop(workers);
            return code;
        }
    }
    return IND_OK;
}

void workers_push(struct workers *workers, struct work *work)
{
    queue_push(&workers->queue, work);
}

void workers_hurry(struct workers *workers)
{
    workers->hurry = true;
}

void workers_stop(struct workers *workers)
{
    queue_close(&workers->queue);
    while (workers->count) {
        struct worker *worker = &workers->each[--workers->count];
        uv_thread_join(&worker->thread);
        reading_desk_done(&worker->desk);
    }
    queue_done(&workers->queue);
}
