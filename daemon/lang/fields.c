/* The rows of fields.tsv: which field of a record is its title, its date, its text. An operator's names come before the
 * built-in ones of their role, the ones of the last file first of all. */
#include "daemon/base/digest.h"
#include "daemon/lang/loader.h"

static int find_role(struct loader *loader, ind_text name, enum record_role *ret_role)
{
    static const char *const roles[RECORD_ROLE_COUNT] = {
#define X(role, text) [RECORD_##role] = text,
        RECORD_ROLES(X)
#undef X
    };
    for (int role = 0; role < RECORD_ROLE_COUNT; role++)
        if (text_is(name, roles[role])) {
            *ret_role = (enum record_role)role;
            return IND_OK;
        }
    return rows_fault(&loader->rows, loader->fault, "there is no role '%.*s' of fields", (int)name.length, name.bytes);
}

static int store_field(struct loader *loader, enum record_role role, ind_text piece)
{
    char name[RECORD_NAME_MAX];
    uint32_t length = record_name(piece.bytes, piece.length, name);
    if (!length)
        return rows_fault(&loader->rows, loader->fault, "'%.*s' is no name of a field", (int)piece.length, piece.bytes);
    ind_tables *tables = loader->tables;
    char *copy = arena_copy(&tables->arena, name, length);
    struct stored_field *stored = LIST_PUSH(&tables->arena, &tables->fields);
    if (!copy || !stored)
        return IND_E_LIMIT;
    *stored = (struct stored_field){{role, copy}, loader->source};
    return IND_OK;
}

int load_field(struct loader *loader, const struct table *table)
{
    enum { ROLE, NAMES };
    (void)table;
    enum record_role role = RECORD_ROLE_COUNT;
    ind_text piece, names = loader->rows.fields[NAMES];
    TRY(find_role(loader, loader->rows.fields[ROLE], &role));
    while (rows_piece(&names, &piece))
        TRY(store_field(loader, role, piece));
    return IND_OK;
}

/* By source, the last first; within one as they stand. */
int fields_arrange(ind_tables *tables)
{
    uint32_t count = tables->fields.count, last = 0, placed = 0;
    struct record_field *items = ARENA_ARRAY(&tables->arena, struct record_field, (size_t)count + 1);
    if (!items)
        return IND_E_LIMIT;
    for (uint32_t i = 0; i < count; i++)
        last = tables->fields.items[i].source > last ? tables->fields.items[i].source : last;
    for (uint32_t source = last; placed < count; source--)
        for (uint32_t i = 0; i < count; i++)
            if (tables->fields.items[i].source == source)
                items[placed++] = tables->fields.items[i].field;
    tables->record_fields = (struct record_fields){items, count};
    return IND_OK;
}

void fields_digest(const ind_tables *tables, struct digest *digest)
{
    for (uint32_t i = 0; i < tables->record_fields.count; i++) {
        const struct record_field *field = &tables->record_fields.items[i];
        char role = (char)('a' + field->role);
        digest_add(digest, &role, 1);
        digest_add(digest, field->name, strlen(field->name) + 1);
    }
}

const struct record_fields *tables_fields(const ind_tables *tables)
{
    return &tables->record_fields;
}
