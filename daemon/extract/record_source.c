/* An arena for the decoded file, and the walk over what is in it. */
#include "daemon/extract/record_source.h"

#include <stdlib.h>

#include "daemon/lang/tables.h"

#define MEMORY_DEFAULT ((size_t)192 << 20)

struct ind_records {
    ind_source file;
    struct arena arena;
    struct records records;
};

int ind_records_new(ind_records **ret_records, const ind_tables *tables, const ind_source *file, size_t memory,
                    struct ind_fault *fault)
{
    ind_records *records = calloc(1, sizeof *records);
    if (!records)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for the records of a file");
    records->file = *file;
    arena_init(&records->arena, memory ? memory : MEMORY_DEFAULT);
    int code = records_open(&records->records, &records->arena, tables_fields(tables), file->name, file->bytes,
                            file->length, fault);
    if (code < 0) {
        ind_records_free(records);
        return code;
    }
    *ret_records = records;
    return IND_OK;
}

void ind_records_free(ind_records *records)
{
    if (!records)
        return;
    arena_done(&records->arena);
    free(records);
}

bool ind_records_next(ind_records *records, ind_source *ret_article)
{
    struct record_part part;
    if (!records_next(&records->records, &part))
        return false;
    *ret_article = records->file;
    if (part.line) {
        ret_article->bytes = part.bytes;
        ret_article->length = part.length;
        ret_article->records = records;
        ret_article->line = part.line;
    }
    return true;
}

int record_document(const ind_records *records, struct arena *arena, const ind_source *source,
                    struct document *ret_document, struct ind_fault *fault)
{
    const struct record_part part = {.bytes = source->bytes, .length = (uint32_t)source->length, .line = source->line};
    return records_read(arena, &records->records, &part, ret_document, fault);
}
