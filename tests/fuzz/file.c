/* Fuzzes a file on its whole way, as the format that its first byte chooses a name for. What must hold for any bytes: the
 * laws of an extraction (bounds, order, identifiers, texts that are what stands at their spans), and that a refusal says
 * why. */
#include <stdint.h>

#include "daemon/base/check.h"
#include "tests/unit/extract/lawful.h"

#define MEMORY ((size_t)64 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ind_extractor *extractor_new(void)
{
    ind_tables *tables = NULL;
    ind_extractor *extractor = NULL;
    CHECK(!ind_tables_new(&tables, NULL, 0, NULL));
    CHECK(!ind_extractor_new(&extractor, tables, MEMORY));
    return extractor;
}

static void check_article(const ind_article *article)
{
    CHECK(article->format && article->encoding);
    CHECK(!article->published.year == !article->published_source);
    CHECK(!article->title.bytes || article->title.length);
}

static void check_file(ind_extractor *extractor, const ind_source *source)
{
    const ind_result *result = NULL;
    struct ind_fault fault = {0};
    int code = ind_extract(extractor, source, &result, &fault);
    if (code < 0) {
        CHECK(fault.code == code && fault.text[0]);
        return;
    }
    struct buffer complaints;
    buffer_init(&complaints);
    lawful_check(result, source, &complaints);
    if (complaints.length)
        fprintf(stderr, "%s", buffer_string(&complaints));
    CHECK(!complaints.length);
    buffer_done(&complaints);
    check_article(&result->article);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"a.html", "a.md", "a.txt", "a.json", NULL, "a.htm", "a.csv", "a.tsv"};
    static ind_extractor *extractor;
    if (!extractor)
        extractor = extractor_new();
    if (!size)
        return 0;
    const ind_source source = {.name = names[data[0] % (sizeof names / sizeof *names)], .bytes = (const char *)data + 1, .length = size - 1};
    check_file(extractor, &source);
    return 0;
}
