/* `indicatorctl explain`: why an article's figures were read as they were, in the terminal or as a page to look at.
 * Reads one article; how it is shown is explain_terminal.c's and html.c's. */
#include "daemon/tools/explain.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "daemon/base/disk.h"
#include "daemon/base/error.h"
#include "daemon/tools/articles.h"
#include "daemon/tools/grid.h"
#include "daemon/tools/output.h"
#include "daemon/tools/verbs.h"
#include "proto/bodies.h"

/* Longer lines of prose are hard to read, however wide the terminal. */
#define WIDEST 110

static bool wants_colour(const struct call *call)
{
    const char *when = call_value(call, "color", "auto"), *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if (strcmp(when, "auto"))
        return !strcmp(when, "always");
    bool dumb = terminal && !strcmp(terminal, "dumb");
    return isatty(STDOUT_FILENO) && !(no_color && *no_color) && !dumb;
}

static size_t line_width(void)
{
    size_t width = terminal_width();
    return width > WIDEST ? WIDEST : width;
}

/* --- the page's file -----------------------------------------------------------------------------------------------
 */

/* A page that is written over its own article would lose it: an easy slip on the command line. */
static bool is_same_file(const char *out, const char *path)
{
    struct stat a, b;
    return stat(out, &a) == 0 && stat(path, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static int save(const char *out, const struct buffer *page)
{
    if (!strcmp(out, "-"))
        return output_write(page->bytes, page->length) ? CTL_OK : CTL_FAILED;
    int fd = open(out, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0666);
    if (fd < 0) {
        complain("%s can't be written: %s", out, strerror(errno));
        return CTL_FAILED;
    }
    bool whole = disk_write(fd, page->bytes, page->length);
    int error = errno;
    if (close(fd) < 0 && whole) {
        whole = false;
        error = errno;
    }
    if (!whole)
        complain("%s is not whole: %s", out, strerror(error));
    return whole ? CTL_OK : CTL_FAILED;
}

/* --- the verb ------------------------------------------------------------------------------------------------------
 */

/* What to call the article: its name as the feed shows it. A page goes from hand to hand: it is not told in which
 * folders the article lay. */
static const char *shown_name(struct buffer *name, const char *path, bool page)
{
    const char *slash = strrchr(path, '/');
    if (!strcmp(path, "-"))
        return "standard input";
    path = page && slash ? slash + 1 : path;
    ind_escape_name(name, path, strlen(path));
    return buffer_string(name);
}

static int show(const struct call *call, const struct view *view, const char *path)
{
    struct buffer out, name;
    buffer_init(&out);
    buffer_init(&name);
    const char *page = call_value(call, "html", NULL), *shown = shown_name(&name, path, page != NULL);
    int status = CTL_FAILED;
    if (shown && page)
        explain_html(&out, view, shown);
    else if (shown)
        explain_terminal(&out, view, shown, wants_colour(call), line_width());
    if (!shown || out.failed)
        complain("out of memory");
    else
        status = page ? save(page, &out) : output_write(out.bytes, out.length) ? CTL_OK : CTL_FAILED;
    buffer_done(&out);
    buffer_done(&name);
    return status;
}

static int explain(const struct call *call, struct articles *articles, const char *path)
{
    struct ind_fault fault;
    ind_source source = {.line = 0};
    const ind_result *result;
    if (articles_one(articles, call, path, &source, &fault) < 0 ||
        ind_extract(articles->extractor, &source, &result, &fault) < 0) {
        articles_complain(path, source.line, &fault);
        return CTL_FAILED;
    }
    struct view view;
    int status = CTL_FAILED, code = view_init(&view, &source, result);
    if (code < 0)
        complain("%s: %s", path, ind_error_text(code));
    else
        status = show(call, &view, path);
    view_done(&view);
    return status;
}

static int run(const struct call *call)
{
    const char *path = call->argument_count ? call->arguments[0] : "-", *page = call_value(call, "html", NULL);
    if (page && is_same_file(page, path)) {
        complain("--html would write over the article '%s': give the page another name", path);
        return CTL_USAGE;
    }
    struct articles articles;
    int status = articles_init(&articles, call);
    if (!status)
        status = explain(call, &articles, path);
    articles_done(&articles);
    return status;
}

static const struct option_row options[] = {
    {"html", "OUT", "write a page to look at instead ('-': standard output)", 'o'},
    {"color", "auto|always|never", "colours in the terminal; auto heeds NO_COLOR", 0},
    ARTICLES_LINE,
    ARTICLES_OPTIONS,
    ARTICLES_MOST,
    {0},
};

const struct verb explain_verb = {
    .name = "explain",
    .arguments = "[FILE|-]",
    .summary = "show an article with its figures, and what decided about each",
    .options = options,
    .most = 1,
    .run = run,
};
