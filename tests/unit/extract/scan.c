/* The first steps of an extraction, without the ones behind them. */
#include "tests/unit/extract/scan.h"

#include "daemon/base/error.h"

int scan_read(struct arena *arena, const ind_tables *tables, const char *bytes, size_t length, struct reading *ret_reading)
{
    struct reading r = {.arena = arena, .tables = tables};
    TRY(text_read(arena, bytes, length, &r.text, NULL));
    TRY(tokens_read(arena, &r.text, &r.tokens));
    TRY(tables_annotate(tables, arena, &r.tokens, &r.hits));
    r.use = ARENA_ARRAY(arena, uint8_t, (size_t)r.tokens.count + 1);
    if (!r.use)
        return IND_E_LIMIT;
    *ret_reading = r;
    return IND_OK;
}
