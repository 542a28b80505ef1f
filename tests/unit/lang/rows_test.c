/* Every surface of every built-in row, written as its table has it, finds itself; and the tables are as wide as
 * they are meant to be. */
#include "support.h"

#include "daemon/lang/builtin.h"
#include "daemon/lang/rows.h"

static ind_tables *tables;

static int make_tables(void **state)
{
    (void)state;
    tables = tables_with(NULL, NULL);
    return 0;
}

static int free_tables(void **state)
{
    (void)state;
    ind_tables_free(tables);
    return 0;
}

static const struct builtin_file *builtin(const char *name)
{
    for (size_t i = 0; i < builtin_file_count; i++)
        if (!strcmp(builtin_files[i].name, name))
            return &builtin_files[i];
    fail_msg("there is no built-in %s", name);
    return NULL;
}

/* Whether some hit covers the whole text and says what the row does. */
static bool found(const struct reading *reading, const char *rule_prefix, bool dimension, ind_text value)
{
    for (uint32_t i = 0; i < reading->hits.count; i++) {
        const struct hit *hit = &reading->hits.items[i];
        const struct entry *entry = hit->entry;
        if (hit->first != 0 || hit->count != reading->tokens.count ||
            strncmp(entry->rule, rule_prefix, strlen(rule_prefix)) != 0)
            continue;
        const char *said = dimension ? entry->dimension : entry->value;
        if (!value.bytes ? said == NULL : said && strlen(said) == value.length && !memcmp(said, value.bytes, value.length))
            return true;
    }
    return false;
}

/* Looks every surface of a table up. `of` is the field that the entry must repeat. Returns how many there are. */
static unsigned check_table(const char *name, const struct column *columns, unsigned surfaces, unsigned of,
                            const char *prefix, bool dimension)
{
    const struct builtin_file *file = builtin(name);
    struct arena arena;
    arena_init(&arena, (size_t)16 << 20);
    struct rows rows;
    assert_int_equal(rows_open(&rows, &arena, name, (const char *)file->bytes, file->length, columns, NULL), 0);
    unsigned count = 0;
    while (rows_next(&rows, NULL) == 1) {
        ind_text piece, left = rows.fields[surfaces];
        for (; rows_piece(&left, &piece); count++) {
            char source[256];
            unsigned exact = piece.bytes[0] == '=' && piece.length > 1;
            snprintf(source, sizeof source, "%.*s", (int)(piece.length - exact), piece.bytes + exact);
            struct reading reading;
            reading_init(&reading, tables, source);
            if (!found(&reading, prefix, dimension, rows.fields[of]))
                fail_msg("%s:%u: '%s' does not find itself", name, rows.line, source);
            reading_done(&reading);
        }
    }
    arena_done(&arena);
    return count;
}

static void test_units(void **state)
{
    (void)state;
    static const struct column columns[] = {
        {"dimension", false}, {"surfaces", false}, {"unit", true}, {"factor", false}, {"note", true}, {NULL, false}};
    assert_true(check_table("units.tsv", columns, 1, 0, "units:", true) > 400);
}

static void test_nouns(void **state)
{
    (void)state;
    static const struct column columns[] = {{"group", false}, {"surfaces", false}, {NULL, false}};
    assert_true(check_table("nouns.tsv", columns, 1, 0, "nouns:", false) >= 400);
}

static void test_numbers(void **state)
{
    (void)state;
    static const struct column columns[] = {
        {"kind", false}, {"surfaces", false}, {"value", true}, {NULL, false}};
    assert_true(check_table("numbers.tsv", columns, 1, 0, "numbers:", false) > 20);
}

static void test_cues(void **state)
{
    (void)state;
    static const struct column columns[] = {
        {"class", false}, {"value", true}, {"surfaces", false}, {NULL, false}};
    assert_true(check_table("cues.tsv", columns, 2, 1, "cues:", false) > 500);
}

/* A wording in its shortest form: optional groups left out, of a choice the first. */
static void shortest(ind_text wording, char *ret_text, size_t room)
{
    size_t length = 0;
    char open = '\0';
    bool first = true;
    for (uint32_t i = 0; i < wording.length && length + 1 < room; i++) {
        char c = wording.bytes[i];
        if (c == '[' || c == '(' || c == '{') {
            open = c;
            first = true;
        } else if (c == ']' || c == ')' || c == '}') {
            open = '\0';
        } else if (c == '|') {
            first = false;
        } else if (!open || (open == '(' && first)) {
            ret_text[length++] = c;
        }
    }
    ret_text[length] = '\0';
}

static bool is_code(ind_text field, const char *code)
{
    return field.length == strlen(code) && !memcmp(field.bytes, code, field.length);
}

/* Whether the words are all of a wording of the code: of one that needs a subject ("@traffic làm chết"), or of one that
 * needs none. */
static bool has_code(const struct reading *reading, bool needs, ind_text code)
{
    uint32_t at[64], count = 0;
    for (uint32_t i = 0; i < reading->tokens.count && count < 64; i++)
        if (reading->tokens.items[i].kind != TOKEN_MARK && reading->tokens.items[i].kind != TOKEN_BREAK)
            at[count++] = i;
    for (uint32_t lead = needs ? LEAD_ABOUT : LEAD_NONE; lead < (needs ? (uint32_t)LEADS : LEAD_RATE); lead++) {
        struct taxon_walk walk;
        const struct taxon *taxon = tables_taxon(tables, &reading->tokens, (enum taxon_lead)lead, at, count, &walk);
        if (taxon && walk.covered == count && is_code(code, taxon->code))
            return true;
    }
    return false;
}

static void test_taxonomy(void **state)
{
    (void)state;
    static const struct column columns[] = {
        {"code", false}, {"name", false}, {"dimensions", true}, {"wordings", false}, {NULL, false}};
    const struct builtin_file *file = builtin("taxonomy.tsv");
    struct arena arena;
    arena_init(&arena, (size_t)16 << 20);
    struct rows rows;
    assert_int_equal(
        rows_open(&rows, &arena, "taxonomy.tsv", (const char *)file->bytes, file->length, columns, NULL), 0);
    unsigned codes = 0;
    while (rows_next(&rows, NULL) == 1) {
        ind_text piece, left = rows.fields[3];
        if (is_code(rows.fields[0], "part") || is_code(rows.fields[0], "about"))
            continue;
        for (codes++; rows_piece(&left, &piece);) {
            char label[512];
            shortest(piece, label, sizeof label);
            const char *subject = strchr(label, '@'), *words = subject ? strchr(subject, ' ') : label;
            words += strspn(words, "!< ");
            struct reading reading;
            reading_init(&reading, tables, words);
            if (!has_code(&reading, subject, rows.fields[0]))
                fail_msg("taxonomy.tsv:%u: '%s' does not lead to %.*s", rows.line, label, (int)rows.fields[0].length,
                         rows.fields[0].bytes);
            reading_done(&reading);
        }
    }
    assert_true(codes >= 200);
    arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_units), cmocka_unit_test(test_nouns),    cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_cues),  cmocka_unit_test(test_taxonomy),
    };
    return cmocka_run_group_tests(tests, make_tables, free_tables);
}
