/* The helpers behind support.h. */
#include "support.h"

#include "daemon/base/error.h"

ind_tables *tables_with(const char *name, const char *bytes)
{
    ind_table_file file = {.name = name, .bytes = bytes, .length = bytes ? strlen(bytes) : 0};
    struct ind_fault fault = {.text = ""};
    ind_tables *tables = NULL;
    if (ind_tables_new(&tables, &file, name ? 1 : 0, &fault) < 0)
        fail_msg("the tables don't load: %s", fault.text);
    return tables;
}

void assert_refused(const char *name, const char *bytes, const char *sentence)
{
    ind_table_file file = {.name = name, .bytes = bytes, .length = strlen(bytes)};
    struct ind_fault fault = {.text = ""};
    char untouched;
    ind_tables *tables = (ind_tables *)(void *)&untouched;
    assert_int_equal(ind_tables_new(&tables, &file, 1, &fault), IND_E_INVALID);
    assert_string_equal(fault.text, sentence);
    assert_int_equal(fault.code, IND_E_INVALID);
    assert_ptr_equal(tables, &untouched);
    assert_int_equal(ind_tables_new(&tables, &file, 1, NULL), IND_E_INVALID);
}

void reading_init(struct reading *reading, const ind_tables *tables, const char *source)
{
    *reading = (struct reading){0};
    arena_init(&reading->arena, (size_t)16 << 20);
    assert_int_equal(text_read(&reading->arena, source, strlen(source), &reading->text, NULL), 0);
    assert_int_equal(tokens_read(&reading->arena, &reading->text, &reading->tokens), 0);
    assert_int_equal(tables_annotate(tables, &reading->arena, &reading->tokens, &reading->hits), 0);
}

void reading_done(struct reading *reading)
{
    arena_done(&reading->arena);
}

const struct taxon *taxon_of(const ind_tables *tables, const struct reading *reading, uint32_t first, uint32_t end)
{
    uint32_t at[64], count = 0;
    struct taxon_walk walk;
    for (uint32_t i = first; i < end && count < 64; i++)
        if (reading->tokens.items[i].kind != TOKEN_MARK && reading->tokens.items[i].kind != TOKEN_BREAK)
            at[count++] = i;
    const struct taxon *taxon = tables_taxon(tables, &reading->tokens, LEAD_NONE, at, count, &walk);
    return taxon && walk.covered == count ? taxon : NULL;
}

const char *hit_text(const struct reading *reading, const struct hit *hit)
{
    static char text[256];
    if (!hit)
        return "-";
    const struct token *first = &reading->tokens.items[hit->first], *last = first + hit->count - 1;
    snprintf(text, sizeof text, "%.*s [%s]", (int)(last->end - first->start), reading->text.bytes + first->start,
             hit->entry->rule);
    return text;
}
