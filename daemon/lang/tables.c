/* The one loader: knows which table has which columns and what its rows become, checks every row, and says file,
 * line and reason of one that is bad. The built-in files come first, an operator's after them in the order given. */
#include "daemon/base/decimal.h"
#include "daemon/base/digest.h"
#include "daemon/lang/builtin.h"
#include "daemon/lang/loader.h"

/* Many times what the built-in tables take. */
#define TABLES_MEMORY ((size_t)128 << 20)

static int read_number(struct loader *loader, ind_text field, ind_decimal *ret_number)
{
    *ret_number = decimal_parse(field.bytes, field.length);
    if (!ret_number->known)
        return rows_fault(&loader->rows, loader->fault, "'%.*s' is no number in plain notation", (int)field.length,
                          field.bytes);
    return IND_OK;
}

static enum entry_class class_of_dimension(ind_text dimension)
{
    if (text_is(dimension, "mult"))
        return CLASS_MULTIPLIER;
    return text_is(dimension, "per") ? CLASS_DENOMINATOR : CLASS_UNIT;
}

static bool is_code(ind_text text)
{
    for (uint32_t i = 0; i < text.length; i++)
        if (text.bytes[i] <= ' ' || text.bytes[i] >= 0x7f || text.bytes[i] == '"')
            return false;
    return text.length > 0;
}

static int load_unit(struct loader *loader, const struct table *table)
{
    enum { DIMENSION, SURFACES, UNIT, FACTOR };
    const ind_text *fields = loader->rows.fields;
    struct entry entry = {.cls = class_of_dimension(fields[DIMENSION])};
    if (entry.cls != CLASS_MULTIPLIER && !is_code(fields[UNIT]))
        return rows_fault(&loader->rows, loader->fault, "'%.*s' is no code of a unit", (int)fields[UNIT].length,
                          fields[UNIT].bytes ? fields[UNIT].bytes : "");
    TRY(read_number(loader, fields[FACTOR], &entry.number));
    if (entry.number.negative || decimal_is_zero(entry.number))
        return rows_fault(&loader->rows, loader->fault, "a factor must be above zero");
    entry.dimension = loader_copy(loader, fields[DIMENSION]);
    entry.unit = loader_copy(loader, fields[UNIT]);
    if (!entry.dimension || (fields[UNIT].bytes && !entry.unit))
        return IND_E_LIMIT;
    return store_surfaces(loader, fields[SURFACES], &entry, table->prefix, NULL);
}

static int load_noun(struct loader *loader, const struct table *table)
{
    enum { GROUP, SURFACES };
    struct entry entry = {.cls = CLASS_NOUN, .value = loader_copy(loader, loader->rows.fields[GROUP])};
    if (!entry.value)
        return IND_E_LIMIT;
    return store_surfaces(loader, loader->rows.fields[SURFACES], &entry, table->prefix, NULL);
}

static const struct number_kind {
    const char *name;
    bool valued;
} number_kinds[] = {
    {"unit", true},    {"unit_after_ten", true}, {"ten", true},  {"tens", true},      {"hundred", true},
    {"dozen", true},   {"zero_link", false},     {"half", true}, {"fraction", false},
};

static int check_number_kind(struct loader *loader, ind_text kind, ind_text value)
{
    for (size_t i = 0; i < sizeof number_kinds / sizeof number_kinds[0]; i++)
        if (text_is(kind, number_kinds[i].name))
            return number_kinds[i].valued == (value.bytes != NULL)
                       ? IND_OK
                       : rows_fault(&loader->rows, loader->fault, "the kind '%s' %s value", number_kinds[i].name,
                                    number_kinds[i].valued ? "needs a" : "has no");
    return rows_fault(&loader->rows, loader->fault, "there is no kind '%.*s' of number words", (int)kind.length,
                      kind.bytes);
}

static int load_number(struct loader *loader, const struct table *table)
{
    enum { KIND, SURFACES, VALUE };
    const ind_text *fields = loader->rows.fields;
    struct entry entry = {.cls = CLASS_NUMBER, .value = loader_copy(loader, fields[KIND])};
    if (!entry.value)
        return IND_E_LIMIT;
    TRY(check_number_kind(loader, fields[KIND], fields[VALUE]));
    if (fields[VALUE].bytes)
        TRY(read_number(loader, fields[VALUE], &entry.number));
    return store_surfaces(loader, fields[SURFACES], &entry, table->prefix, NULL);
}

/* The names of the classes, in their order; NULL for those whose rows have a table of their own. */
static const char *const cue_classes[CLASS_COUNT] = {
#define X(name, text, purpose) [CLASS_##name] = CLASS_##name > CLASS_DENOMINATOR ? text : NULL,
    LANG_CLASSES(X)
#undef X
};

static int load_cue(struct loader *loader, const struct table *table)
{
    enum { CLASS, VALUE, SURFACES };
    const ind_text *fields = loader->rows.fields;
    unsigned cls = 0;
    while (cls < CLASS_COUNT && !(cue_classes[cls] && text_is(fields[CLASS], cue_classes[cls])))
        cls++;
    if (cls == CLASS_COUNT)
        return rows_fault(&loader->rows, loader->fault, "there is no class '%.*s' of cues", (int)fields[CLASS].length,
                          fields[CLASS].bytes);
    struct entry entry = {.cls = (enum entry_class)cls, .value = loader_copy(loader, fields[VALUE])};
    if (fields[VALUE].bytes && !entry.value)
        return IND_E_LIMIT;
    return store_surfaces(loader, fields[SURFACES], &entry, table->prefix, cue_classes[cls]);
}

static int load_pattern(struct loader *loader, const struct table *table)
{
    enum { KIND, NAME, PATTERN };
    (void)table;
    const ind_text *fields = loader->rows.fields;
    struct pattern_set *set = loader->tables->patterns;
    struct origin origin = {loader->source, loader->rows.line};
    const struct pattern_row *other = pattern_set_find(set, fields[NAME]);
    if (other && other->origin.source == origin.source)
        return refuse_double(loader, fields[NAME], &other->origin);
    struct ind_fault reason = {.at = FAULT_NOWHERE};
    int code =
        pattern_set_put(set, &(struct pattern_fields){fields[KIND], fields[NAME], fields[PATTERN], origin}, &reason);
    return code == IND_E_INVALID ? rows_fault(&loader->rows, loader->fault, "%s", reason.text) : code;
}

static const struct table known_tables[] = {
    {"units.tsv",
     "units",
     {{"dimension", false}, {"surfaces", false}, {"unit", true}, {"factor", false}, {"note", true}},
     load_unit},
    {"nouns.tsv", "nouns", {{"group", false}, {"surfaces", false}}, load_noun},
    {"numbers.tsv", "numbers", {{"kind", false}, {"surfaces", false}, {"value", true}}, load_number},
    {"fields.tsv", "fields", {{"role", false}, {"names", false}}, load_field},
    {"cues.tsv", "cues", {{"class", false}, {"value", true}, {"surfaces", false}}, load_cue},
    {"taxonomy.tsv",
     "taxonomy",
     {{"code", false}, {"name", false}, {"dimensions", true}, {"wordings", false}},
     load_taxon},
    {"patterns.tsv", "patterns", {{"kind", false}, {"name", false}, {"pattern", false}}, load_pattern},
    {"places-names.tsv",
     "places",
     {{"level", false}, {"names", false}, {"name", false}, {"note", true}},
     load_place_name},
    {"places-2025-03.tsv", "places", {{"code", false}, {"kind", false}, {"name", false}, {"parent", true}}, load_place},
    {"places-2026-07.tsv", "places", {{"code", false}, {"kind", false}, {"name", false}, {"parent", true}}, load_place},
    {"places-cues.tsv", "places", {{"class", false}, {"value", true}, {"surfaces", false}}, load_cue},
    {"regions.tsv",
     "regions",
     {{"list", false}, {"region", false}, {"provinces", false}, {"sao", true}, {"mau", true}, {"cong", true}},
     load_region},
};

/* --- files --- */

static const struct table *find_table(const char *name)
{
    for (size_t i = 0; i < sizeof known_tables / sizeof known_tables[0]; i++)
        if (!strcmp(name, known_tables[i].name))
            return &known_tables[i];
    return NULL;
}

static int load_rows(struct loader *loader, const struct table *table, const ind_table_file *file)
{
    TRY(rows_open(&loader->rows, &loader->scratch, file->name, file->bytes, file->length, table->columns,
                  loader->fault));
    for (;;) {
        int more = rows_next(&loader->rows, loader->fault);
        if (more <= 0)
            return more;
        TRY(table->load_row(loader, table));
    }
}

/* Whatever was not put into words on the way is at least given its file and line. */
static int load_file(struct loader *loader, const ind_table_file *file)
{
    const struct table *table = find_table(file->name);
    if (!table)
        return fault_set(loader->fault, IND_E_INVALID, FAULT_NOWHERE, "%s: there is no table of this name", file->name);
    loader->source++;
    int code = load_rows(loader, table, file);
    if (code == IND_E_LIMIT || code == IND_E_NOMEM)
        fault_set(loader->fault, code, FAULT_NOWHERE, "%s:%u: %s", file->name, loader->rows.line, ind_error_text(code));
    arena_reset(&loader->scratch);
    return code;
}

static int load_builtin(struct loader *loader)
{
    for (size_t i = 0; i < builtin_file_count; i++) {
        ind_table_file file = {.name = builtin_files[i].name,
                               .bytes = (const char *)builtin_files[i].bytes,
                               .length = builtin_files[i].length};
        TRY(load_file(loader, &file));
    }
    return IND_OK;
}

/* --- digest --- */

static void digest_string(struct digest *digest, const char *text)
{
    digest_add(digest, text ? text : "-", text ? strlen(text) + 1 : 2);
}

static void digest_number(struct digest *digest, ind_decimal number)
{
    char text[DECIMAL_TEXT] = "";
    if (number.known)
        decimal_print(number, text);
    digest_string(digest, text);
}

/* The rows in force in the order they were first named: strings with their NULs, so that no two rows run
 * together. */
static void digest_entries(struct digest *digest, const ind_tables *tables)
{
    for (uint32_t i = 0; i < tables->entries.count; i++) {
        const struct stored_entry *stored = &tables->entries.items[i];
        const struct entry *entry = &stored->entry;
        if (!entry->rule)
            continue; /* overridden */
        const char *strings[] = {entry->rule, entry->value, entry->dimension, entry->unit, stored->writing};
        for (size_t k = 0; k < sizeof strings / sizeof strings[0]; k++)
            digest_string(digest, strings[k]);
        digest_number(digest, entry->number);
    }
}

static void digest_taxa(struct digest *digest, const struct loader *loader)
{
    for (uint32_t i = 0; i < loader->parts.count; i++) {
        digest_string(digest, loader->parts.items[i].name);
        digest_string(digest, loader->parts.items[i].wordings);
    }
    for (uint32_t i = 0; i < loader->tables->taxa.count; i++) {
        const struct taxon *taxon = &loader->tables->taxa.items[i].taxon;
        digest_string(digest, taxon->rule);
        digest_string(digest, taxon->code);
        digest_string(digest, taxon->name);
        digest_string(digest, taxon->dimensions);
    }
}

static void digest_patterns(struct digest *digest, const struct pattern_set *patterns)
{
    const struct pattern_row *row;
    for (uint32_t i = 0; (row = pattern_set_row(patterns, i)); i++) {
        digest_string(digest, row->kind);
        digest_string(digest, row->name);
        digest_string(digest, row->pattern);
    }
}

static void make_digest(const struct loader *loader)
{
    ind_tables *tables = loader->tables;
    struct digest digest;
    digest_begin(&digest);
    digest_entries(&digest, tables);
    digest_taxa(&digest, loader);
    digest_patterns(&digest, tables->patterns);
    places_digest(tables, &digest);
    fields_digest(tables, &digest);
    digest_end(&digest, tables->digest);
}

/* --- the tables as a whole --- */

static int load_all(struct loader *loader, const ind_table_file *extra, size_t count)
{
    ind_tables *tables = loader->tables;
    TRY(pattern_set_new(&tables->patterns, &tables->arena));
    TRY(load_builtin(loader));
    for (size_t i = 0; i < count; i++)
        TRY(load_file(loader, &extra[i]));
    TRY(pattern_set_compile(tables->patterns, loader->fault));
    taxonomy_leads(tables);
    TRY(fields_arrange(tables));
    make_digest(loader);
    return IND_OK;
}

int ind_tables_new(ind_tables **ret_tables, const ind_table_file *extra, size_t count, struct ind_fault *fault)
{
    ind_tables *tables = calloc(1, sizeof *tables);
    if (!tables)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "tables: %s", ind_error_text(IND_E_NOMEM));
    arena_init(&tables->arena, TABLES_MEMORY);
    struct ind_fault reason = {.text = ""};
    struct loader loader = {.tables = tables, .fault = &reason};
    arena_init(&loader.scratch, TABLES_MEMORY);
    int code = load_all(&loader, extra, count);
    arena_done(&loader.scratch);
    if (code < 0) {
        ind_tables_free(tables);
        if (!reason.text[0])
            fault_set(&reason, code, FAULT_NOWHERE, "tables: %s", ind_error_text(code));
        if (fault)
            *fault = reason;
        return code;
    }
    *ret_tables = tables;
    return IND_OK;
}

void ind_tables_free(ind_tables *tables)
{
    if (!tables)
        return;
    pattern_set_free(tables->patterns);
    arena_done(&tables->arena);
    free(tables);
}
