/* `indicatorctl text`: the text of a file that offsets refer to where they do not refer to the file itself. */
#include "daemon/tools/output.h"
#include "daemon/tools/reading.h"
#include "daemon/tools/verbs.h"

static int print_text(struct reading *reading, const char *path)
{
    struct ind_fault fault;
    ind_source source;
    ind_text text;
    if (reading_load(reading, path, &source, &fault) < 0 ||
        ind_text_of(reading->extractor, &source, &text, &fault) < 0) {
        reading_complain(path, &fault);
        return CTL_FAILED;
    }
    return output_write(text.bytes, text.length) ? CTL_OK : CTL_FAILED;
}

static int run(const struct call *call)
{
    struct reading reading;
    int status = reading_init(&reading, call);
    if (!status)
        status = print_text(&reading, call->arguments[0]);
    reading_done(&reading);
    return status;
}

static const struct option_row options[] = {{0}};

const struct verb text_verb = {
    .name = "text",
    .arguments = "FILE|-",
    .summary = "print the text of an article that offsets refer to",
    .options = options,
    .least = 1,
    .most = 1,
    .run = run,
};
