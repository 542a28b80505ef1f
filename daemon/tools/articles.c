/* Tables, extractor and files for the verbs that look into files. */
#include "daemon/tools/articles.h"

#include "daemon/base/error.h"
#include "daemon/service/operator_tables.h"
#include "daemon/tools/files.h"
#include "daemon/tools/output.h"

int articles_init(struct articles *articles, const struct call *call)
{
    struct ind_fault fault;
    *articles = (struct articles){0};
    if (operator_tables_new(&articles->tables, call_value(call, "tables", ""), &fault) < 0) {
        complain("%s", fault.text);
        return CTL_FAILED;
    }
    int code = ind_extractor_new(&articles->extractor, articles->tables, 0);
    if (code < 0)
        complain("the extractor can't be built: %s", ind_error_text(code));
    return code < 0 ? CTL_FAILED : CTL_OK;
}

void articles_done(struct articles *articles)
{
    buffer_done(&articles->bytes);
    ind_extractor_free(articles->extractor);
    ind_tables_free(articles->tables);
}

void articles_complain(const char *path, const struct ind_fault *fault)
{
    complain("%s: %s", strcmp(path, "-") ? path : "standard input", fault->text);
}

/* The format of an article is told by the name of the file alone, wherever it lies. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

int articles_load(struct articles *articles, const char *path, ind_source *ret_source, struct ind_fault *fault)
{
    buffer_clear(&articles->bytes);
    TRY(files_read(path, &articles->bytes, fault));
    *ret_source = (ind_source){.name = strcmp(path, "-") ? base_name(path) : NULL,
                               .bytes = articles->bytes.bytes,
                               .length = articles->bytes.length};
    return 0;
}
