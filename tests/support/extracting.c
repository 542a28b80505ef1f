/* One fixture for all tests that read whole articles. */
#include "tests/support/extracting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "daemon/base/buffer.h"
#include "tests/unit/extract/lawful.h"

int extracting_set_up(void **state)
{
    static struct extracting extracting;
    *state = &extracting;
    return ind_tables_new(&extracting.tables, NULL, 0, NULL) ||
           ind_extractor_new(&extracting.extractor, extracting.tables, 0);
}

int extracting_tear_down(void **state)
{
    struct extracting *extracting = *state;
    ind_extractor_free(extracting->extractor);
    ind_tables_free(extracting->tables);
    return 0;
}

const ind_result *extracting_read(const struct extracting *extracting, const ind_source *source)
{
    struct ind_fault fault = {0};
    const ind_result *result = NULL;
    struct buffer complaints;
    if (ind_extract(extracting->extractor, source, &result, &fault))
        fail_msg("%s refused: %s", source->name, fault.text);
    buffer_init(&complaints);
    lawful_check(result, source, &complaints);
    if (complaints.length)
        fail_msg("%s", buffer_string(&complaints));
    buffer_done(&complaints);
    return result;
}

const ind_result *extracting_text(const struct extracting *extracting, const char *bytes, size_t length)
{
    const ind_source source = {.name = "article.txt", .bytes = bytes, .length = length};
    return extracting_read(extracting, &source);
}
