/* Reading articles, telling the time and giving up, for all modes of the benchmark. */
#include "tests/bench/bench.h"

#include "daemon/base/error.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

noreturn void give_up(const char *what, int code, const struct ind_fault *fault)
{
    if (code == IND_OK)
        fprintf(stderr, "bench: %s\n", what);
    else
        fprintf(stderr, "bench: %s: %s (%s)\n", what, ind_error_text(code), fault ? fault->text : "");
    exit(1);
}

void *room_for(size_t count, size_t size)
{
    void *room = calloc(count + 1, size);
    if (!room)
        give_up("out of memory", IND_OK, NULL);
    return room;
}

static struct article article_read(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        give_up(path, IND_E_NOT_FOUND, NULL);
    long length = ftell(file);
    rewind(file);
    if (length < 0)
        give_up(path, IND_E_IO, NULL);
    struct article article = {room_for((size_t)length, 1), (size_t)length};
    if (fread(article.bytes, 1, article.length, file) != article.length)
        give_up(path, IND_E_IO, NULL);
    fclose(file);
    return article;
}

struct articles articles_read(char *const *paths, size_t count)
{
    if (!count)
        give_up("no articles are named", IND_OK, NULL);
    struct articles articles = {room_for(count, sizeof *articles.items), count, 0};
    for (size_t i = 0; i < count; i++) {
        articles.items[i] = article_read(paths[i]);
        articles.bytes += articles.items[i].length;
    }
    return articles;
}

void articles_done(struct articles *articles)
{
    for (size_t i = 0; i < articles->count; i++)
        free(articles->items[i].bytes);
    free(articles->items);
    *articles = (struct articles){0};
}

static double read_clock(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double seconds(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

double cpu_seconds(void)
{
    return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

void report(const char *name, double value)
{
    printf("%s\t%.9g\n", name, value);
}

struct bench_core core_new(void)
{
    struct bench_core core = {0};
    struct ind_fault fault = {0};
    int code = ind_tables_new(&core.tables, NULL, 0, &fault);
    if (code < 0)
        give_up("the tables", code, &fault);
    code = ind_extractor_new(&core.extractor, core.tables, 0);
    if (code < 0)
        give_up("the extractor", code, NULL);
    return core;
}

void core_done(struct bench_core *core)
{
    ind_extractor_free(core->extractor);
    ind_tables_free(core->tables);
}
