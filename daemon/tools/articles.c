/* Tables, extractor and files for the verbs that look into files. */
#include "daemon/tools/articles.h"

#include "daemon/base/error.h"
#include "daemon/service/operator_tables.h"
#include "daemon/tools/files.h"
#include "daemon/tools/options.h"
#include "daemon/tools/output.h"

/* As the daemon's key of that name has it. */
#define OBSERVATIONS_LARGEST 1000000

int articles_init(struct articles *articles, const struct call *call)
{
    struct ind_fault fault;
    uint64_t most;
    *articles = (struct articles){0};
    if (call_number(call, "max-observations", 1, OBSERVATIONS_LARGEST, 0, &most) != CTL_OK)
        return CTL_USAGE;
    if (operator_tables_new(&articles->tables, call_value(call, "tables", ""), &fault) < 0) {
        complain("%s", fault.text);
        return CTL_FAILED;
    }
    int code = ind_extractor_new(&articles->extractor, articles->tables, 0);
    if (code < 0) {
        complain("the extractor can't be built: %s", ind_error_text(code));
        return CTL_FAILED;
    }
    ind_extractor_set_observations(articles->extractor, (uint32_t)most);
    return CTL_OK;
}

void articles_done(struct articles *articles)
{
    ind_records_free(articles->records);
    buffer_done(&articles->bytes);
    ind_extractor_free(articles->extractor);
    ind_tables_free(articles->tables);
}

void articles_complain(const char *path, uint32_t line, const struct ind_fault *fault)
{
    const char *name = strcmp(path, "-") ? path : "standard input";
    if (line)
        complain("%s: line %u: %s", name, line, fault->text);
    else
        complain("%s: %s", name, fault->text);
}

/* The format of an article is told by the name of the file alone, wherever it lies. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

int articles_load(struct articles *articles, const char *path, struct ind_fault *fault)
{
    ind_records_free(articles->records);
    articles->records = NULL;
    buffer_clear(&articles->bytes);
    TRY(files_read(path, &articles->bytes, fault));
    const ind_source file = {.name = strcmp(path, "-") ? base_name(path) : NULL,
                             .bytes = articles->bytes.bytes,
                             .length = articles->bytes.length};
    return ind_records_new(&articles->records, articles->tables, &file, 0, fault);
}

bool articles_next(struct articles *articles, ind_source *ret_source)
{
    return ind_records_next(articles->records, ret_source);
}

int articles_one(struct articles *articles, const struct call *call, const char *path, ind_source *ret_source,
                 struct ind_fault *fault)
{
    const char *wanted = call_value(call, "line", NULL);
    uint64_t line = 0;
    if (wanted && (!read_number(wanted, &line) || !line))
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "--line wants a number from 1 on, not '%s'", wanted);
    TRY(articles_load(articles, path, fault));
    ind_source source;
    while (articles_next(articles, &source))
        if (source.line == line) {
            *ret_source = source;
            return 0;
        } else if (!line)
            return fault_set(fault, IND_E_UNSUPPORTED, FAULT_NOWHERE,
                             "it holds more than one article: choose one by --line N");
    return fault_set(fault, IND_E_NOT_FOUND, FAULT_NOWHERE, "there is no article in line %s", wanted ? wanted : "0");
}
