/* Tables, extractor and files for the verbs that look into files. */
#include "daemon/tools/reading.h"

#include "daemon/base/error.h"
#include "daemon/tools/files.h"
#include "daemon/tools/output.h"

int reading_init(struct reading *reading, const struct call *call)
{
    struct ind_fault fault;
    *reading = (struct reading){0};
    if (folder_tables(call_value(call, "tables", NULL), &reading->tables, &fault) < 0) {
        complain("%s", fault.text);
        return CTL_FAILED;
    }
    int code = ind_extractor_new(&reading->extractor, reading->tables, 0);
    if (code < 0)
        complain("the extractor can't be built: %s", ind_error_text(code));
    return code < 0 ? CTL_FAILED : CTL_OK;
}

void reading_done(struct reading *reading)
{
    buffer_done(&reading->bytes);
    ind_extractor_free(reading->extractor);
    ind_tables_free(reading->tables);
}

void reading_complain(const char *path, const struct ind_fault *fault)
{
    complain("%s: %s", strcmp(path, "-") ? path : "standard input", fault->text);
}

/* The format of an article is told by the name of the file alone, wherever it lies. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

int reading_load(struct reading *reading, const char *path, ind_source *ret_source, struct ind_fault *fault)
{
    buffer_clear(&reading->bytes);
    TRY(file_read(path, &reading->bytes, fault));
    *ret_source = (ind_source){.name = strcmp(path, "-") ? base_name(path) : NULL,
                               .bytes = reading->bytes.bytes,
                               .length = reading->bytes.length};
    return 0;
}
