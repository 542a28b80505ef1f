/* An extraction that takes the process down with certain articles: "KABOOM" aborts, "SEGFAULT" reads where nothing
 * is. All others go to the real one. Linked in place of ind_extract for the tests only. */
#include <indicatord/extract.h>

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

int __real_ind_extract(ind_extractor *extractor, const ind_source *source, const ind_result **ret_result,
                       struct ind_fault *fault);
int __wrap_ind_extract(ind_extractor *extractor, const ind_source *source, const ind_result **ret_result,
                       struct ind_fault *fault);

static void read_where_nothing_is(void)
{
    volatile const char *nothing = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    (void)*nothing;
}

int __wrap_ind_extract(ind_extractor *extractor, const ind_source *source, const ind_result **ret_result,
                       struct ind_fault *fault)
{
    if (memmem(source->bytes, source->length, "KABOOM", 6))
        abort();
    if (memmem(source->bytes, source->length, "SEGFAULT", 8))
        read_where_nothing_is();
    return __real_ind_extract(extractor, source, ret_result, fault);
}
