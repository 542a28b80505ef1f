/* `indicatorctl text`: the text of a file that offsets refer to where they do not refer to the file itself. */
#include "daemon/tools/output.h"
#include "daemon/tools/articles.h"
#include "daemon/tools/verbs.h"

static int print_text(struct articles *articles, const struct call *call, const char *path)
{
    struct ind_fault fault;
    ind_source source = {.line = 0};
    ind_text text;
    if (articles_one(articles, call, path, &source, &fault) < 0 ||
        ind_text_of(articles->extractor, &source, &text, &fault) < 0) {
        articles_complain(path, source.line, &fault);
        return CTL_FAILED;
    }
    return output_write(text.bytes, text.length) ? CTL_OK : CTL_FAILED;
}

static int run(const struct call *call)
{
    struct articles articles;
    int status = articles_init(&articles, call);
    if (!status)
        status = print_text(&articles, call, call->arguments[0]);
    articles_done(&articles);
    return status;
}

static const struct option_row options[] = {ARTICLES_LINE, ARTICLES_OPTIONS, {0}};

const struct verb text_verb = {
    .name = "text",
    .arguments = "FILE|-",
    .summary = "print the text of an article that offsets refer to",
    .options = options,
    .least = 1,
    .most = 1,
    .run = run,
};
