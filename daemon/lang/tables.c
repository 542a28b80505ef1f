/* The one loader: knows which table has which columns and what its rows become, checks every row, and says file,
 * line and reason of one that is bad. The built-in files come first, an operator's after them in the order given. */
#include "daemon/base/decimal.h"
#include "daemon/base/digest.h"
#include "daemon/lang/builtin.h"
#include "daemon/lang/rows.h"
#include "daemon/lang/store.h"

/* Some fifty times what the built-in tables take. */
#define TABLES_MEMORY ((size_t)128 << 20)

struct loader {
    ind_tables *tables;
    struct arena scratch; /* of the file at hand */
    struct rows rows;
    uint32_t source; /* number of the file at hand, from 1 */
    struct ind_fault *fault;
};

struct table {
    const char *name;
    const char *prefix; /* of the rules that its rows give */
    struct column columns[ROW_COLUMNS + 1];
    int (*load_row)(struct loader *loader, const struct table *table);
};

static char *copy_text(struct loader *loader, ind_text text)
{
    return text.bytes ? arena_copy(&loader->tables->arena, text.bytes, text.length) : NULL;
}

/* prefix:middle:name, or prefix:name where there is no middle. */
static const char *make_rule(struct loader *loader, const char *prefix, const char *middle, ind_text name)
{
    size_t room = strlen(prefix) + (middle ? strlen(middle) + 1 : 0) + name.length + 2;
    char *rule = arena_alloc(&loader->tables->arena, room);
    if (rule)
        snprintf(rule, room, "%s:%s%s%.*s", prefix, middle ? middle : "", middle ? ":" : "", (int)name.length,
                 name.bytes);
    return rule;
}

/* --- surfaces into the trie --- */

struct phrase {
    uint32_t symbols[PHRASE_MAX];
    uint32_t count;
};

/* Names the tokens of a piece; `marks` says whether marks count. Errors: IND_E_INVALID, IND_E_LIMIT. */
static int read_phrase(struct loader *loader, ind_text piece, bool marks, struct phrase *ret_phrase)
{
    struct rows *rows = &loader->rows;
    uint32_t first, end;
    rows_tokens(rows, piece, &first, &end);
    *ret_phrase = (struct phrase){0};
    for (uint32_t i = first; i < end; i++) {
        const struct token *token = &rows->tokens.items[i];
        if (!marks && token->kind == TOKEN_MARK)
            continue;
        char name[TOKEN_NAME_MAX];
        size_t length = token_name(&rows->text, token, name);
        if (!length || ret_phrase->count == PHRASE_MAX)
            return rows_fault(rows, loader->fault, "'%.*s' is too long", (int)piece.length, piece.bytes);
        uint32_t symbol = vocabulary_add(&loader->tables->words, &loader->tables->arena, name, length);
        if (!symbol)
            return IND_E_LIMIT;
        ret_phrase->symbols[ret_phrase->count++] = symbol;
    }
    if (!ret_phrase->count)
        return rows_fault(rows, loader->fault, "'%.*s' has no words", (int)piece.length, piece.bytes);
    return IND_OK;
}

static int refuse_double(struct loader *loader, ind_text piece, const struct origin *other)
{
    return rows_fault(&loader->rows, loader->fault, "'%.*s' stands in line %u already", (int)piece.length, piece.bytes,
                      other->line);
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

/* At the end of the chain, or at its head where the writing is exact: what is said of just this writing goes
 * before what is said of any. */
static int chain_entry(ind_tables *tables, uint32_t *head, const struct stored_entry *entry)
{
    struct stored_entry *place = LIST_PUSH(&tables->arena, &tables->entries);
    if (!place)
        return IND_E_LIMIT;
    *place = *entry;
    uint32_t *link = head;
    while (!entry->writing && *link)
        link = &tables->entries.items[*link - 1].next;
    place->next = *link;
    *link = tables->entries.count;
    return IND_OK;
}

/* The entry of one link, when it is of the same class and writing as the new one; else NULL. */
static struct stored_entry *rival(ind_tables *tables, uint32_t link, const struct stored_entry *entry)
{
    struct stored_entry *other = &tables->entries.items[link - 1];
    return other->entry.cls == entry->entry.cls && same_text(other->writing, entry->writing) ? other : NULL;
}

/* Takes out what an earlier file says of this surface in this class. */
static void override_entries(ind_tables *tables, uint32_t *head, const struct stored_entry *entry)
{
    for (uint32_t *link = head; *link;) {
        struct stored_entry *other = rival(tables, *link, entry);
        if (other && other->origin.source != entry->origin.source) {
            *link = other->next;
            other->entry.rule = NULL;
        } else {
            link = &tables->entries.items[*link - 1].next;
        }
    }
}

static int store_entry(struct loader *loader, ind_text piece, const struct phrase *phrase,
                       const struct stored_entry *entry)
{
    ind_tables *tables = loader->tables;
    uint32_t *head = trie_add(&tables->phrases, &tables->arena, phrase->symbols, phrase->count);
    if (!head)
        return IND_E_LIMIT;
    override_entries(tables, head, entry);
    bool cue = entry->entry.cls > CLASS_DENOMINATOR;
    for (uint32_t link = *head; link; link = tables->entries.items[link - 1].next) {
        const struct stored_entry *other = rival(tables, link, entry);
        /* A cue may have several values; two spellings of one row may fold to the same. */
        if (!other || (cue && !same_text(other->entry.value, entry->entry.value)))
            continue;
        return other->origin.line == entry->origin.line ? IND_OK : refuse_double(loader, piece, &other->origin);
    }
    return chain_entry(tables, head, entry);
}

/* One entry for each surface of the field, after the model. */
static int store_surfaces(struct loader *loader, ind_text field, const struct entry *model, const char *prefix,
                          const char *middle)
{
    ind_text piece;
    bool any = false;
    for (; rows_piece(&field, &piece); any = true) {
        bool exact = piece.bytes[0] == '=' && piece.length > 1;
        piece.bytes += exact;
        piece.length -= exact;
        struct stored_entry stored = {.entry = *model, .origin = {loader->source, loader->rows.line}};
        stored.entry.exact_case = exact;
        stored.entry.rule = make_rule(loader, prefix, middle, piece);
        stored.writing = exact ? copy_text(loader, piece) : NULL;
        if (!stored.entry.rule || (exact && !stored.writing))
            return IND_E_LIMIT;
        struct phrase phrase;
        TRY(read_phrase(loader, piece, true, &phrase));
        TRY(store_entry(loader, piece, &phrase, &stored));
    }
    return any ? IND_OK : rows_fault(&loader->rows, loader->fault, "there are no surfaces");
}

/* --- the tables, one reader of a row each --- */

static int read_number(struct loader *loader, ind_text field, ind_decimal *ret_number)
{
    *ret_number = decimal_parse(field.bytes, field.length);
    if (!ret_number->known)
        return rows_fault(&loader->rows, loader->fault, "'%.*s' is no number in plain notation", (int)field.length,
                          field.bytes);
    return IND_OK;
}

static bool is(ind_text text, const char *word)
{
    return text.length == strlen(word) && !memcmp(text.bytes, word, text.length);
}

static enum entry_class class_of_dimension(ind_text dimension)
{
    if (is(dimension, "mult"))
        return CLASS_MULTIPLIER;
    return is(dimension, "per") ? CLASS_DENOMINATOR : CLASS_UNIT;
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
    entry.dimension = copy_text(loader, fields[DIMENSION]);
    entry.unit = copy_text(loader, fields[UNIT]);
    if (!entry.dimension || (fields[UNIT].bytes && !entry.unit))
        return IND_E_LIMIT;
    return store_surfaces(loader, fields[SURFACES], &entry, table->prefix, NULL);
}

static int load_noun(struct loader *loader, const struct table *table)
{
    enum { GROUP, SURFACES };
    struct entry entry = {.cls = CLASS_NOUN, .value = copy_text(loader, loader->rows.fields[GROUP])};
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
        if (is(kind, number_kinds[i].name))
            return number_kinds[i].valued == (value.bytes != NULL)
                       ? IND_OK
                       : rows_fault(&loader->rows, loader->fault, "the kind '%s' %s a value", number_kinds[i].name,
                                    number_kinds[i].valued ? "needs" : "has no");
    return rows_fault(&loader->rows, loader->fault, "there is no kind '%.*s' of number words", (int)kind.length,
                      kind.bytes);
}

static int load_number(struct loader *loader, const struct table *table)
{
    enum { KIND, SURFACES, VALUE };
    const ind_text *fields = loader->rows.fields;
    struct entry entry = {.cls = CLASS_NUMBER, .value = copy_text(loader, fields[KIND])};
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
    while (cls < CLASS_COUNT && !(cue_classes[cls] && is(fields[CLASS], cue_classes[cls])))
        cls++;
    if (cls == CLASS_COUNT)
        return rows_fault(&loader->rows, loader->fault, "there is no class '%.*s' of cues", (int)fields[CLASS].length,
                          fields[CLASS].bytes);
    struct entry entry = {.cls = (enum entry_class)cls, .value = copy_text(loader, fields[VALUE])};
    if (fields[VALUE].bytes && !entry.value)
        return IND_E_LIMIT;
    return store_surfaces(loader, fields[SURFACES], &entry, table->prefix, cue_classes[cls]);
}

static bool is_taxon_code(ind_text code)
{
    bool inside = false; /* a word of the code */
    for (uint32_t i = 0; i < code.length; i++) {
        char c = code.bytes[i];
        bool word = (c >= 'a' && c <= 'z') || (inside && (c == '_' || (c >= '0' && c <= '9')));
        if (!word && !(inside && c == '.'))
            return false;
        inside = word;
    }
    return inside;
}

static int store_wording(struct loader *loader, ind_text piece, const struct stored_taxon *taxon)
{
    ind_tables *tables = loader->tables;
    struct phrase phrase;
    TRY(read_phrase(loader, piece, false, &phrase));
    uint32_t *value = trie_add(&tables->wordings, &tables->arena, phrase.symbols, phrase.count);
    if (!value)
        return IND_E_LIMIT;
    if (!*value) {
        const struct stored_taxon *place = LIST_PUSH(&tables->arena, &tables->taxa);
        if (!place)
            return IND_E_LIMIT;
        *value = tables->taxa.count;
    } else {
        const struct origin *other = &tables->taxa.items[*value - 1].origin;
        if (other->source == taxon->origin.source && other->line != taxon->origin.line)
            return refuse_double(loader, piece, other);
    }
    tables->taxa.items[*value - 1] = *taxon;
    return IND_OK;
}

static int load_taxon(struct loader *loader, const struct table *table)
{
    enum { CODE, NAME, WORDINGS };
    ind_text *fields = loader->rows.fields, piece;
    if (!is_taxon_code(fields[CODE]))
        return rows_fault(&loader->rows, loader->fault, "'%.*s' is no code: lower-case words joined by dots",
                          (int)fields[CODE].length, fields[CODE].bytes);
    struct stored_taxon stored = {.origin = {loader->source, loader->rows.line}};
    stored.taxon.code = copy_text(loader, fields[CODE]);
    stored.taxon.name = copy_text(loader, fields[NAME]);
    if (!stored.taxon.code || !stored.taxon.name)
        return IND_E_LIMIT;
    while (rows_piece(&fields[WORDINGS], &piece)) {
        stored.taxon.rule = make_rule(loader, table->prefix, NULL, piece);
        if (!stored.taxon.rule)
            return IND_E_LIMIT;
        TRY(store_wording(loader, piece, &stored));
    }
    return IND_OK;
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
    int code = pattern_set_put(set, &(struct pattern_fields){fields[KIND], fields[NAME], fields[PATTERN], origin}, &reason);
    return code == IND_E_INVALID ? rows_fault(&loader->rows, loader->fault, "%s", reason.text) : code;
}

static const struct table known_tables[] = {
    {"units.tsv", "units",
     {{"dimension", false}, {"surfaces", false}, {"unit", true}, {"factor", false}, {"note", true}}, load_unit},
    {"nouns.tsv", "nouns", {{"group", false}, {"surfaces", false}}, load_noun},
    {"numbers.tsv", "numbers", {{"kind", false}, {"surfaces", false}, {"value", true}}, load_number},
    {"cues.tsv", "cues", {{"class", false}, {"value", true}, {"surfaces", false}}, load_cue},
    {"taxonomy.tsv", "taxonomy", {{"code", false}, {"name", false}, {"wordings", false}}, load_taxon},
    {"patterns.tsv", "patterns", {{"kind", false}, {"name", false}, {"pattern", false}}, load_pattern},
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
static void make_digest(ind_tables *tables)
{
    struct digest digest;
    digest_begin(&digest);
    for (uint32_t i = 0; i < tables->entries.count; i++) {
        const struct entry *entry = &tables->entries.items[i].entry;
        if (!entry->rule)
            continue; /* overridden */
        const char *strings[] = {entry->rule, entry->value, entry->dimension, entry->unit,
                                 tables->entries.items[i].writing};
        for (size_t k = 0; k < sizeof strings / sizeof strings[0]; k++)
            digest_string(&digest, strings[k]);
        digest_number(&digest, entry->number);
    }
    for (uint32_t i = 0; i < tables->taxa.count; i++) {
        const struct taxon *taxon = &tables->taxa.items[i].taxon;
        digest_string(&digest, taxon->rule);
        digest_string(&digest, taxon->code);
        digest_string(&digest, taxon->name);
    }
    const struct pattern_row *row;
    for (uint32_t i = 0; (row = pattern_set_row(tables->patterns, i)); i++) {
        digest_string(&digest, row->kind);
        digest_string(&digest, row->name);
        digest_string(&digest, row->pattern);
    }
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
    make_digest(tables);
    return IND_OK;
}

int ind_tables_new(ind_tables **ret_tables, const ind_table_file *extra, size_t count, struct ind_fault *fault)
{
    ind_tables *tables = calloc(1, sizeof *tables);
    if (!tables)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "tables: %s", ind_error_text(IND_E_NOMEM));
    arena_init(&tables->arena, TABLES_MEMORY);
    struct loader loader = {.tables = tables, .fault = fault};
    arena_init(&loader.scratch, TABLES_MEMORY);
    int code = load_all(&loader, extra, count);
    arena_done(&loader.scratch);
    if (code < 0) {
        ind_tables_free(tables);
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
