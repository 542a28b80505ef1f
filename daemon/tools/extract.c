/* `indicatorctl extract`: the observations of files, as JSON lines, a table or CSV. A file that can't be read is
 * told and the rest goes on. */
#include <unistd.h>

#include "daemon/base/error.h"
#include "daemon/tools/csv.h"
#include "daemon/tools/output.h"
#include "daemon/tools/progress.h"
#include "daemon/tools/articles.h"
#include "daemon/tools/table.h"
#include "daemon/tools/verbs.h"
#include "proto/bodies.h"

#define PRINT_BYTES ((size_t)1 << 20)

struct job;

/* A format: what it prints before all files, and of each. */
struct format {
    const char *name;
    void (*head)(struct buffer *out);
    void (*article)(struct job *job, const char *path, const ind_result *result);
};

struct job {
    struct articles articles;
    const struct format *format;
    ind_producer producer;
    struct progress progress;
    struct grid grid;
    struct buffer body, name, out;
    size_t file_count, printed;
    bool ended;          /* nothing more can be printed */
    bool share_terminal; /* the progress bar must go before output comes */
};

static ind_text as_text(const char *text)
{
    return (ind_text){text, (uint32_t)strlen(text)};
}

/* Prints what `out` holds; false when nothing more can be printed. */
static bool print_out(struct job *job)
{
    if (job->out.failed) {
        complain("out of memory");
        return false;
    }
    if (job->out.length && job->share_terminal)
        progress_hide(&job->progress);
    bool fine = output_write(job->out.bytes, job->out.length) && (!job->share_terminal || output_flush());
    buffer_clear(&job->out);
    return fine;
}

/* So that what waits to be printed stays small, however many observations an article has. */
static void print_some(struct job *job)
{
    if (job->out.length >= PRINT_BYTES)
        job->ended = !print_out(job);
}

static void json_article(struct job *job, const char *path, const ind_result *result)
{
    (void)path;
    for (uint32_t i = 0; i < result->count && !job->ended; i++) {
        struct ind_writer writer = ind_json_writer(&job->out);
        ind_write_observation(&writer, &result->observations[i], &result->article, &job->producer);
        buffer_byte(&job->out, '\n');
        print_some(job);
    }
}

/* The body as the feed carries it: table and CSV read that, so that they know no more than a consumer does. */
static ind_frame body_of(struct job *job, const ind_result *result, uint32_t at)
{
    buffer_clear(&job->body);
    struct ind_writer writer = ind_msgpack_writer(&job->body);
    ind_write_observation(&writer, &result->observations[at], &result->article, &job->producer);
    job->out.failed |= job->body.failed;
    return (ind_frame){job->body.bytes, job->body.failed ? 0 : job->body.length};
}

static void csv_article(struct job *job, const char *path, const ind_result *result)
{
    buffer_clear(&job->name);
    ind_escape_name(&job->name, path, strlen(path));
    const char *name = buffer_string(&job->name);
    for (uint32_t i = 0; i < result->count && !job->ended; i++) {
        csv_rows(&job->out, body_of(job, result, i), name, result->article.line);
        print_some(job);
    }
}

static void table_article(struct job *job, const char *path, const ind_result *result)
{
    if (job->file_count > 1 || result->article.line) {
        buffer_text(&job->out, job->printed++ ? "\n" : "");
        ind_escape_name(&job->out, path, strlen(path));
        if (result->article.line)
            buffer_print(&job->out, ": line %u", result->article.line);
        buffer_print(&job->out, ": %u observation%s\n", result->count, result->count == 1 ? "" : "s");
    }
    grid_clear(&job->grid);
    for (uint32_t i = 0; i < result->count; i++)
        table_add(&job->grid, body_of(job, result, i));
    if (result->count && grid_print(&job->grid, true, terminal_width(), &job->out) < 0)
        job->out.failed = true;
}

static const struct format formats[] = {
    {"json", NULL, json_article}, {"table", NULL, table_article}, {"csv", csv_head, csv_article}};

static const struct format *find_format(const char *name)
{
    const struct format *format = formats;
    while (strcmp(format->name, name))
        format++;
    return format;
}

static void complain_about(struct job *job, const char *path, uint32_t line, const struct ind_fault *fault)
{
    progress_hide(&job->progress);
    articles_complain(path, line, fault);
}

/* A record that can't be read is told like a file, and the others go on. */
static int extract_file(struct job *job, const char *path)
{
    struct ind_fault fault;
    ind_source source;
    const ind_result *result = NULL;
    int status = CTL_OK;
    if (articles_load(&job->articles, path, &fault) < 0) {
        complain_about(job, path, 0, &fault);
        return CTL_FAILED;
    }
    while (articles_next(&job->articles, &source)) {
        if (ind_extract(job->articles.extractor, &source, &result, &fault) < 0) {
            complain_about(job, path, source.line, &fault);
            status = CTL_FAILED;
            continue;
        }
        job->format->article(job, path, result);
        if (job->ended || (source.line && !print_out(job)))
            return CTL_FAILED;
    }
    return status;
}

static int extract_all(struct job *job, char **paths, size_t count)
{
    int status = CTL_OK;
    if (job->format->head)
        job->format->head(&job->out);
    for (size_t i = 0; i < count; i++) {
        progress_show(&job->progress, i);
        if (extract_file(job, paths[i]) != CTL_OK)
            status = CTL_FAILED;
        if (job->ended || !print_out(job))
            return CTL_FAILED;
    }
    if (!print_out(job))
        return CTL_FAILED;
    return status;
}

static int run(const struct call *call)
{
    char dash[] = "-";
    char *standard_input[] = {dash};
    bool none = !call->argument_count;
    struct job job = {.format = find_format(call_value(call, "format", "json")),
                      .file_count = none ? 1 : (size_t)call->argument_count,
                      .share_terminal = isatty(STDOUT_FILENO) && isatty(STDERR_FILENO)};
    int status = articles_init(&job.articles, call);
    if (!status) {
        job.producer = (ind_producer){as_text(IND_VERSION), as_text(ind_tables_digest(job.articles.tables))};
        grid_init(&job.grid, table_columns, TABLE_COLUMNS);
        progress_init(&job.progress, job.file_count);
        status = none ? extract_all(&job, standard_input, 1) : extract_all(&job, call->arguments, job.file_count);
        progress_hide(&job.progress);
        grid_done(&job.grid);
    }
    buffer_done(&job.body);
    buffer_done(&job.name);
    buffer_done(&job.out);
    articles_done(&job.articles);
    return status;
}

static const struct option_row options[] = {
    {"format", "json|table|csv", "JSON lines (the default), a table for reading, or tidy CSV", 'f'},
    ARTICLES_OPTIONS,
    ARTICLES_MOST,
    {0},
};

const struct verb extract_verb = {
    .name = "extract",
    .arguments = "[FILE…|-]",
    .summary = "print the observations of articles",
    .options = options,
    .most = -1,
    .run = run,
};
