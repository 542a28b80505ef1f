/* `indicatorctl check`: every contradiction inside and between articles. The exit status answers the question alone:
 * 0 none, 1 there are some, 2 it can't be told, as a file could not be read. */
#include "daemon/base/error.h"
#include "daemon/tools/articles.h"
#include "daemon/tools/check_report.h"
#include "daemon/tools/output.h"
#include "daemon/tools/verbs.h"

enum { CHECK_NONE = 0, CHECK_FOUND = 1, CHECK_ERROR = 2 };

static int out_of_memory(void)
{
    complain("out of memory: check fewer articles at once");
    return CHECK_ERROR;
}

static int read_article(struct articles *articles, struct checkup *checkup, uint32_t file, const ind_source *source)
{
    struct ind_fault fault;
    const ind_result *result;
    if (ind_extract(articles->extractor, source, &result, &fault) < 0) {
        articles_complain(checkup->files[file], source->line, &fault);
        return CHECK_ERROR;
    }
    return checkup_add(checkup, file, source, result) < 0 ? out_of_memory() : CHECK_NONE;
}

/* Reads the articles of one file. What can't be read is told; the others are still checked. */
static int read_file(struct articles *articles, struct checkup *checkup, uint32_t file, uint32_t *taken)
{
    struct ind_fault fault;
    ind_source source;
    int status = CHECK_NONE;
    if (articles_load(articles, checkup->files[file], &fault) < 0) {
        articles_complain(checkup->files[file], 0, &fault);
        return CHECK_ERROR;
    }
    while (articles_next(articles, &source)) {
        int one = read_article(articles, checkup, file, &source);
        *taken += one == CHECK_NONE;
        status = one ? one : status;
    }
    return status;
}

static bool print(struct buffer *out)
{
    if (out->failed) {
        out_of_memory();
        return false;
    }
    bool fine = output_write(out->bytes, out->length);
    buffer_clear(out);
    return fine;
}

static void put_summary(struct buffer *out, const struct checkup *checkup, uint32_t files)
{
    uint32_t found = checkup->found.count;
    if (found)
        buffer_print(out, "%u contradiction%s", found, found == 1 ? "" : "s");
    else
        buffer_text(out, "no contradiction");
    buffer_print(out, " in %u article%s with %llu observation%s\n", files, files == 1 ? "" : "s",
                 (unsigned long long)checkup->observations, checkup->observations == 1 ? "" : "s");
}

static int print_found(const struct checkup *checkup, bool json, uint32_t files)
{
    struct buffer out;
    buffer_init(&out);
    bool fine = true;
    for (uint32_t i = 0; fine && i < checkup->found.count; i++) {
        if (json)
            report_json(&out, checkup, &checkup->found.items[i]);
        else
            report_text(&out, checkup, &checkup->found.items[i]);
        fine = print(&out);
    }
    if (fine && !json) {
        put_summary(&out, checkup, files);
        fine = print(&out);
    }
    buffer_done(&out);
    return fine && output_flush() ? CHECK_NONE : CHECK_ERROR;
}

static int check_all(struct articles *articles, struct checkup *checkup, uint32_t count, bool json)
{
    int status = CHECK_NONE;
    uint32_t taken = 0;
    for (uint32_t i = 0; i < count; i++) {
        int one = read_file(articles, checkup, i, &taken);
        status = one ? one : status;
    }
    if (checkup_compare(checkup) < 0)
        return out_of_memory();
    int printed = print_found(checkup, json, taken);
    if (status || printed)
        return CHECK_ERROR;
    return checkup->found.count ? CHECK_FOUND : CHECK_NONE;
}

static int run(const struct call *call)
{
    struct articles articles;
    struct checkup checkup;
    int status = CHECK_ERROR;
    checkup_init(&checkup, (const char *const *)call->arguments);
    if (articles_init(&articles, call) == CTL_OK)
        status = check_all(&articles, &checkup, (uint32_t)call->argument_count,
                           !strcmp(call_value(call, "format", "text"), "json"));
    articles_done(&articles);
    checkup_done(&checkup);
    return status;
}

static const struct option_row options[] = {
    {"format", "text|json", "sentences for reading (the default), or JSON lines", 'f'},
    ARTICLES_OPTIONS,
    ARTICLES_MOST,
    {0},
};

const struct verb check_verb = {
    .name = "check",
    .arguments = "FILE…",
    .summary = "list what contradicts itself inside and between articles",
    .options = options,
    .least = 1,
    .most = -1,
    .run = run,
};
