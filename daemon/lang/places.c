/* The lists of units as a trie of names over the tables' words, each name with the chain of its units; spellings of
 * single words are made one before anything is named or looked up. Rows come from the loader, look-ups go to the
 * extraction. */
#include "daemon/lang/places.h"

#include "daemon/base/decimal.h"
#include "daemon/base/digest.h"
#include "daemon/lang/loader.h"

/* The most words of a name. */
#define NAME_WORDS 12

static const struct {
    const char *name;
    uint8_t level; /* IND_LEVEL_NONE: with a parent a district, without one a province */
} kinds[PLACE_KINDS] = {
    [PLACE_ANY] = {"", IND_LEVEL_NONE},
    [PLACE_TINH] = {"Tỉnh", IND_LEVEL_PROVINCE},
    [PLACE_THANH_PHO] = {"Thành phố", IND_LEVEL_NONE},
    [PLACE_HUYEN] = {"Huyện", IND_LEVEL_DISTRICT},
    [PLACE_QUAN] = {"Quận", IND_LEVEL_DISTRICT},
    [PLACE_THI_XA] = {"Thị xã", IND_LEVEL_DISTRICT},
    [PLACE_XA] = {"Xã", IND_LEVEL_COMMUNE},
    [PLACE_PHUONG] = {"Phường", IND_LEVEL_COMMUNE},
    [PLACE_THI_TRAN] = {"Thị trấn", IND_LEVEL_COMMUNE},
    [PLACE_DAC_KHU] = {"Đặc khu", IND_LEVEL_COMMUNE},
    [PLACE_VILLAGE] = {"village", IND_LEVEL_VILLAGE},
};

static const struct {
    const char *name;
    const char *file;
    ind_date since;
} vintages[PLACE_VINTAGES] = {
    [PLACE_2025_03] = {"2025-03", "places-2025-03.tsv", {1, 1, 1}},
    [PLACE_2026_07] = {"2026-07", "places-2026-07.tsv", {2025, 7, 1}},
};

static const char *const land_units[PLACE_LAND_UNITS] = {"{sao}", "{mau}", "{cong}"};

/* --- kinds and vintages ------------------------------------------------------------------------------------------ */

static enum place_kind kind_of(ind_text name)
{
    for (int kind = PLACE_ANY + 1; kind < PLACE_KINDS; kind++)
        if (text_is(name, kinds[kind].name))
            return (enum place_kind)kind;
    return PLACE_ANY;
}

enum place_kind place_kind_named(const char *name)
{
    return name ? kind_of((ind_text){name, (uint32_t)strlen(name)}) : PLACE_ANY;
}

ind_admin_level place_kind_level(enum place_kind kind)
{
    return (ind_admin_level)kinds[kind].level;
}

const char *place_vintage_name(enum place_vintage vintage)
{
    return vintages[vintage].name;
}

static int64_t day_number(ind_date date)
{
    return ((int64_t)date.year * 16 + (date.month ? date.month : 12)) * 32 + (date.day ? date.day : 31);
}

enum place_vintage place_vintage_on(ind_date date)
{
    int vintage = PLACE_VINTAGES - 1;
    while (vintage > 0 && day_number(date) < day_number(vintages[vintage].since))
        vintage--;
    return (enum place_vintage)vintage;
}

/* --- names ------------------------------------------------------------------------------------------------------- */

/* The symbol that stands for a word and all its spellings. */
static uint32_t spelled(const struct places *places, uint32_t symbol)
{
    uint32_t other = symbol < places->spellings.count ? places->spellings.items[symbol] : 0;
    return other ? other : symbol;
}

static bool is_apostrophe(const struct token *token)
{
    return token->kind == TOKEN_MARK && token->mark == '\'';
}

/* The symbol of two words that an apostrophe parts, written as one: "R'lấp", "Rlấp". */
static int joined_symbol(struct loader *loader, uint32_t at, ind_text piece, uint32_t *ret_symbol)
{
    const struct text *text = &loader->rows.text;
    const struct token *one = &loader->rows.tokens.items[at], *two = one + 2;
    char bytes[2 * FOLD_MAX], folded[FOLD_MAX];
    size_t first = one->end - one->start, second = two->end - two->start, length = 0;
    if (first + second <= sizeof bytes) {
        memcpy(bytes, text->bytes + one->start, first);
        memcpy(bytes + first, text->bytes + two->start, second);
        length = fold_word(bytes, first + second, folded);
    }
    if (!length)
        return rows_fault(&loader->rows, loader->fault, "'%.*s' has a word that is too long", (int)piece.length,
                          piece.bytes);
    *ret_symbol = vocabulary_add(&loader->tables->words, &loader->tables->arena, folded, length);
    return *ret_symbol ? IND_OK : IND_E_LIMIT;
}

/* The words of a name, marks aside; `joined` makes one of what an apostrophe parts. */
static int read_name(struct loader *loader, ind_text piece, bool joined, struct phrase *ret_phrase)
{
    uint32_t first, end;
    rows_tokens(&loader->rows, piece, &first, &end);
    const struct token *tokens = loader->rows.tokens.items;
    ret_phrase->count = 0;
    for (uint32_t at = first; at < end; at++) {
        uint32_t symbol;
        if (tokens[at].kind == TOKEN_MARK)
            continue;
        if (ret_phrase->count == NAME_WORDS)
            return rows_fault(&loader->rows, loader->fault, "'%.*s' is too long", (int)piece.length, piece.bytes);
        bool joins = joined && at + 2 < end && is_apostrophe(&tokens[at + 1]) && tokens[at + 2].kind == TOKEN_WORD;
        TRY(joins ? joined_symbol(loader, at, piece, &symbol) : loader_symbol(loader, at, piece, &symbol));
        at += joins ? 2 : 0;
        ret_phrase->symbols[ret_phrase->count++] = spelled(&loader->tables->places, symbol);
    }
    return ret_phrase->count
               ? IND_OK
               : rows_fault(&loader->rows, loader->fault, "'%.*s' has no words", (int)piece.length, piece.bytes);
}

/* The name's own number, from 1; a new one for a name that is not there. */
static int put_name(struct loader *loader, const struct phrase *phrase, uint32_t *ret_name)
{
    struct places *places = &loader->tables->places;
    uint32_t *value = trie_add(&places->trie, &loader->tables->arena, phrase->symbols, phrase->count);
    if (!value)
        return IND_E_LIMIT;
    if (!*value) {
        struct stored_name *name = LIST_PUSH(&loader->tables->arena, &places->names);
        if (!name)
            return IND_E_LIMIT;
        *value = places->names.count;
    }
    *ret_name = *value;
    return IND_OK;
}

/* Two spellings may come to the same: they are held once. */
static int add_alias(struct loader *loader, uint32_t other, uint32_t name, uint8_t level)
{
    struct places *places = &loader->tables->places;
    struct stored_name *stored = &places->names.items[other - 1];
    uint32_t known = other == name ? 0 : stored->alias;
    while (known && (places->aliases.items[known - 1].name != name || places->aliases.items[known - 1].level != level))
        known = places->aliases.items[known - 1].next;
    if (known || other == name)
        return IND_OK;
    struct place_alias *alias = LIST_PUSH(&loader->tables->arena, &places->aliases);
    if (!alias)
        return IND_E_LIMIT;
    *alias = (struct place_alias){.name = name, .level = level, .next = stored->alias};
    stored->alias = places->aliases.count;
    return IND_OK;
}

/* --- units ---------------------------------------------------------------------------------------------------------
 */

static bool in_chain(const struct places *places, uint32_t name, uint32_t number)
{
    uint32_t unit = places->names.items[name - 1].unit;
    while (unit && unit != number)
        unit = places->units.items[unit - 1].unit.next;
    return unit != 0;
}

/* A unit hangs in the chain of one name; under any other name it is found through an alias. */
static int name_unit(struct loader *loader, struct stored_unit *stored, ind_text written)
{
    struct places *places = &loader->tables->places;
    struct place_unit *unit = &stored->unit;
    struct phrase phrase, joined;
    uint32_t name, other;
    TRY(read_name(loader, written, false, &phrase));
    TRY(put_name(loader, &phrase, &name));
    if (!stored->name) {
        stored->name = name;
        unit->next = places->names.items[name - 1].unit;
        places->names.items[name - 1].unit = unit->number;
    } else if (!in_chain(places, name, unit->number)) {
        TRY(add_alias(loader, name, stored->name, unit->level));
    }
    if (!memchr(written.bytes, '\'', written.length))
        return IND_OK;
    TRY(read_name(loader, written, true, &joined));
    TRY(put_name(loader, &joined, &other));
    return add_alias(loader, other, name, unit->level);
}

/* A code as the lists' common vocabulary knows it: "2025-03:202". Returns its length, 0 for one that is too long. */
#define KEY_MAX 32
static size_t code_key(enum place_vintage vintage, ind_text code, char ret_key[static KEY_MAX])
{
    size_t length = strlen(vintages[vintage].name);
    if (length + 1 + code.length > KEY_MAX)
        return 0;
    memcpy(ret_key, vintages[vintage].name, length);
    ret_key[length++] = ':';
    memcpy(ret_key + length, code.bytes, code.length);
    return length + code.length;
}

/* The unit of a code in a list: made when it is not there. */
static int put_unit(struct loader *loader, enum place_vintage vintage, ind_text code, struct stored_unit **ret_unit)
{
    struct places *places = &loader->tables->places;
    char key[KEY_MAX];
    size_t length = code_key(vintage, code, key);
    if (!length)
        return rows_fault(&loader->rows, loader->fault, "'%.*s' is too long for a code", (int)code.length, code.bytes);
    uint32_t number = vocabulary_add(&places->codes, &loader->tables->arena, key, length);
    if (!number)
        return IND_E_LIMIT;
    if (number > places->units.count) {
        struct stored_unit *stored = LIST_PUSH(&loader->tables->arena, &places->units);
        if (!stored)
            return IND_E_LIMIT;
        stored->unit =
            (struct place_unit){.number = number, .vintage = (uint8_t)vintage, .code = loader_copy(loader, code)};
        if (!stored->unit.code)
            return IND_E_LIMIT;
    }
    *ret_unit = &places->units.items[number - 1];
    return IND_OK;
}

static int find_parent(struct loader *loader, enum place_vintage vintage, ind_text code, uint32_t *ret_parent)
{
    char key[KEY_MAX];
    size_t length = code_key(vintage, code, key);
    uint32_t parent = length ? vocabulary_find(&loader->tables->places.codes, key, length) : 0;
    if (!parent)
        return rows_fault(&loader->rows, loader->fault, "no unit '%.*s' stands before it", (int)code.length,
                          code.bytes);
    *ret_parent = parent;
    return IND_OK;
}

static int level_of(struct loader *loader, enum place_kind kind, bool has_parent, uint8_t *ret_level)
{
    uint8_t level = kinds[kind].level;
    if (kind == PLACE_THANH_PHO)
        level = has_parent ? IND_LEVEL_DISTRICT : IND_LEVEL_PROVINCE;
    if ((level == IND_LEVEL_PROVINCE) == has_parent)
        return rows_fault(&loader->rows, loader->fault, "a %s %s", kinds[kind].name,
                          has_parent ? "has no parent" : "needs a parent");
    *ret_level = level;
    return IND_OK;
}

static enum place_vintage vintage_of(const char *file)
{
    int vintage = 0;
    while (vintage < PLACE_VINTAGES - 1 && strcmp(vintages[vintage].file, file) != 0)
        vintage++;
    return (enum place_vintage)vintage;
}

int load_place(struct loader *loader, const struct table *table)
{
    enum { CODE, KIND, NAME, PARENT };
    const ind_text *fields = loader->rows.fields;
    enum place_vintage vintage = vintage_of(table->name);
    enum place_kind kind = kind_of(fields[KIND]);
    struct stored_unit *stored = NULL;
    uint32_t parent = 0;
    uint8_t level = IND_LEVEL_NONE;
    if (kind == PLACE_ANY || kind == PLACE_VILLAGE)
        return rows_fault(&loader->rows, loader->fault, "there is no kind '%.*s' of units", (int)fields[KIND].length,
                          fields[KIND].bytes);
    TRY(level_of(loader, kind, fields[PARENT].bytes != NULL, &level));
    if (fields[PARENT].bytes)
        TRY(find_parent(loader, vintage, fields[PARENT], &parent));
    TRY(put_unit(loader, vintage, fields[CODE], &stored));
    if (stored->origin.source == loader->source)
        return refuse_double(loader, fields[CODE], &stored->origin);
    stored->origin = (struct origin){loader->source, loader->rows.line};
    stored->unit.kind = (uint8_t)kind;
    stored->unit.level = level;
    stored->unit.parent = parent;
    stored->unit.name = loader_copy(loader, fields[NAME]);
    return stored->unit.name ? name_unit(loader, stored, fields[NAME]) : IND_E_LIMIT;
}

/* --- other names
 * ------------------------------------------------------------------------------------------------------ */

static int load_spelling(struct loader *loader, ind_text piece, const struct phrase *word)
{
    struct places *places = &loader->tables->places;
    struct phrase other;
    TRY(read_name(loader, piece, false, &other));
    if (other.count != 1 || word->count != 1)
        return rows_fault(&loader->rows, loader->fault, "'%.*s' is not one word for one word", (int)piece.length,
                          piece.bytes);
    while (places->spellings.count <= other.symbols[0]) {
        const uint32_t *spelling = LIST_PUSH(&loader->tables->arena, &places->spellings);
        if (!spelling)
            return IND_E_LIMIT;
    }
    if (other.symbols[0] != word->symbols[0])
        places->spellings.items[other.symbols[0]] = word->symbols[0];
    return IND_OK;
}

static int named_level(struct loader *loader, ind_text name, uint8_t *ret_level)
{
    static const struct { const char *name; uint8_t level;
    } levels[] = {
        {"word", IND_LEVEL_NONE},
        {"province", IND_LEVEL_PROVINCE},
        {"district", IND_LEVEL_DISTRICT},
        {"commune", IND_LEVEL_COMMUNE},
    };
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        if (text_is(name, levels[i].name)) {
            *ret_level = levels[i].level;
            return IND_OK;
        }
    return rows_fault(&loader->rows, loader->fault, "there is no level '%.*s'", (int)name.length, name.bytes);
}

int load_place_name(struct loader *loader, const struct table *table)
{
    enum { LEVEL, NAMES, NAME };
    (void)table;
    ind_text *fields = loader->rows.fields, piece;
    struct phrase phrase, other;
    uint32_t name = 0, number;
    uint8_t level = IND_LEVEL_NONE;
    TRY(named_level(loader, fields[LEVEL], &level));
    TRY(read_name(loader, fields[NAME], false, &phrase));
    if (level)
        TRY(put_name(loader, &phrase, &name));
    for (ind_text names = fields[NAMES]; rows_piece(&names, &piece);) {
        if (!level) {
            TRY(load_spelling(loader, piece, &phrase));
            continue;
        }
        TRY(read_name(loader, piece, false, &other));
        TRY(put_name(loader, &other, &number));
        TRY(add_alias(loader, number, name, level));
    }
    return IND_OK;
}

/* --- regions
 * ------------------------------------------------------------------------------------------------------------ */

static int place_in_region(struct loader *loader, ind_text province, enum place_vintage vintage, uint32_t region)
{
    struct places *places = &loader->tables->places;
    struct phrase phrase;
    uint32_t name;
    TRY(read_name(loader, province, false, &phrase));
    TRY(put_name(loader, &phrase, &name));
    for (uint32_t unit = places->names.items[name - 1].unit; unit; unit = places->units.items[unit - 1].unit.next) {
        struct place_unit *found = &places->units.items[unit - 1].unit;
        if (found->vintage != vintage || found->level != IND_LEVEL_PROVINCE)
            continue;
        found->region = region;
        return IND_OK;
    }
    return rows_fault(&loader->rows, loader->fault, "there is no province '%.*s' in the list", (int)province.length,
                      province.bytes);
}

static int read_factor(struct loader *loader, ind_text field, ind_decimal *ret_factor)
{
    ind_decimal factor = field.bytes ? decimal_parse(field.bytes, field.length) : DECIMAL_UNKNOWN;
    if (field.bytes && (!factor.known || factor.negative || decimal_is_zero(factor)))
        return rows_fault(&loader->rows, loader->fault, "'%.*s' is no number above zero", (int)field.length,
                          field.bytes);
    *ret_factor = factor;
    return IND_OK;
}

int load_region(struct loader *loader, const struct table *table)
{
    enum { VINTAGE, REGION, PROVINCES, FACTORS };
    const ind_text *fields = loader->rows.fields;
    struct places *places = &loader->tables->places;
    int vintage = 0;
    while (vintage < PLACE_VINTAGES && !text_is(fields[VINTAGE], vintages[vintage].name))
        vintage++;
    if (vintage == PLACE_VINTAGES)
        return rows_fault(&loader->rows, loader->fault, "there is no list '%.*s'", (int)fields[VINTAGE].length,
                          fields[VINTAGE].bytes);
    struct place_region *region = LIST_PUSH(&loader->tables->arena, &places->regions);
    if (!region || !(region->rule = loader_rule(loader, table->prefix, NULL, fields[REGION])))
        return IND_E_LIMIT;
    for (size_t i = 0; i < PLACE_LAND_UNITS; i++)
        TRY(read_factor(loader, fields[FACTORS + i], &region->hectares[i]));
    ind_text province;
    for (ind_text provinces = fields[PROVINCES]; rows_piece(&provinces, &province);)
        TRY(place_in_region(loader, province, (enum place_vintage)vintage, places->regions.count));
    return IND_OK;
}

/* --- look-ups
 * ------------------------------------------------------------------------------------------------------------ */

/* The node one word further. Hyphens and apostrophes between the words of a name count for nothing. */
static uint32_t step_over(const struct places *places, const struct tokens *tokens, uint32_t node, uint32_t *at)
{
    const struct token *token = &tokens->items[*at];
    if (node != TRIE_ROOT && token->kind == TOKEN_MARK && (token->mark == '-' || token->mark == '\'') &&
        *at + 1 < tokens->count) {
        token++;
        (*at)++;
    }
    if (token->kind != TOKEN_WORD && token->kind != TOKEN_NUMBER)
        return TRIE_ROOT;
    return trie_step(&places->trie, node, spelled(places, token->symbol));
}

uint32_t places_names_at(const ind_tables *tables, const struct tokens *tokens, uint32_t at,
                         struct place_name ret_names[static PLACE_NAMES])
{
    const struct places *places = &tables->places;
    struct place_name found[NAME_WORDS];
    uint32_t count = 0, node = TRIE_ROOT, i = at;
    for (uint32_t words = 0; words < NAME_WORDS && i < tokens->count; words++, i++) {
        node = step_over(places, tokens, node, &i);
        if (node == TRIE_ROOT)
            break;
        uint32_t value = trie_value(&places->trie, node);
        if (value)
            found[count++] = (struct place_name){.count = i + 1 - at, .index = value};
    }
    uint32_t kept = count < PLACE_NAMES ? count : PLACE_NAMES;
    for (uint32_t k = 0; k < kept; k++)
        ret_names[k] = found[count - 1 - k];
    return kept;
}

const struct place_unit *places_next(const ind_tables *tables, struct place_walk *walk)
{
    const struct places *places = &tables->places;
    if (!walk->begun && walk->name) {
        walk->unit = places->names.items[walk->name - 1].unit;
        walk->alias = places->names.items[walk->name - 1].alias;
    }
    walk->begun = true;
    for (;;) {
        while (walk->unit) {
            const struct place_unit *unit = &places->units.items[walk->unit - 1].unit;
            walk->unit = unit->next;
            if (!walk->level || unit->level == walk->level)
                return unit;
        }
        if (!walk->alias)
            return NULL;
        const struct place_alias *alias = &places->aliases.items[walk->alias - 1];
        *walk =
            (struct place_walk){walk->name, places->names.items[alias->name - 1].unit, alias->next, alias->level, true};
    }
}

const struct place_unit *places_unit(const ind_tables *tables, uint32_t number)
{
    return number ? &tables->places.units.items[number - 1].unit : NULL;
}

uint32_t places_count(const ind_tables *tables)
{
    return tables->places.units.count;
}

uint32_t places_numbers(const ind_tables *tables)
{
    uint32_t units = tables->places.units.count, names = tables->places.names.count;
    return 1 + (units > names ? units : names);
}

ind_decimal places_land_unit(const ind_tables *tables, const struct place_unit *unit, const char *land_unit,
                             const char **ret_rule)
{
    while (unit->parent)
        unit = places_unit(tables, unit->parent);
    if (!unit->region)
        return DECIMAL_UNKNOWN;
    const struct place_region *region = &tables->places.regions.items[unit->region - 1];
    for (size_t i = 0; i < PLACE_LAND_UNITS; i++)
        if (strcmp(land_unit, land_units[i]) == 0) {
            *ret_rule = region->rule;
            return region->hectares[i];
        }
    return DECIMAL_UNKNOWN;
}

/* --- digest
 * --------------------------------------------------------------------------------------------------------------- */

static void digest_word(struct digest *digest, const char *text)
{
    digest_add(digest, text, strlen(text) + 1);
}

static void digest_numbers(struct digest *digest, const uint32_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        unsigned char bytes[] = {numbers[i] & 0xff, numbers[i] >> 8 & 0xff, numbers[i] >> 16 & 0xff,
                                 (unsigned char)(numbers[i] >> 24)};
        digest_add(digest, bytes, sizeof bytes);
    }
}

static void digest_region(struct digest *digest, const struct place_region *region)
{
    digest_word(digest, region->rule);
    for (size_t i = 0; i < PLACE_LAND_UNITS; i++) {
        char text[DECIMAL_TEXT] = "";
        if (region->hectares[i].known)
            decimal_print(region->hectares[i], text);
        digest_word(digest, text);
    }
}

void places_digest(const ind_tables *tables, struct digest *digest)
{
    const struct places *places = &tables->places;
    for (uint32_t i = 0; i < places->units.count; i++) {
        const struct place_unit *unit = &places->units.items[i].unit;
        digest_word(digest, unit->code);
        digest_word(digest, unit->name);
        digest_numbers(digest, (uint32_t[]){unit->parent, unit->region, (uint32_t)unit->kind << 8 | unit->vintage}, 3);
    }
    for (uint32_t i = 0; i < places->names.count; i++)
        digest_numbers(digest, &places->names.items[i].alias, 1);
    for (uint32_t i = 0; i < places->aliases.count; i++) {
        const struct place_alias *alias = &places->aliases.items[i];
        digest_numbers(digest, (uint32_t[]){alias->name, alias->level, alias->next}, 3);
    }
    digest_numbers(digest, places->spellings.items, places->spellings.count);
    for (uint32_t i = 0; i < places->regions.count; i++)
        digest_region(digest, &places->regions.items[i]);
}
