/* The taxonomy's rows: a wording may hold [optional|words], (one|of|these) and {parts} named by rows of their own,
 * and is written out into every phrase it stands for. Marks in a wording are only this grammar. */
#include "daemon/lang/loader.h"

#define PHRASES_MAX 2048 /* that one wording may stand for */
#define GROUPS_MAX 12    /* that one wording may have */
#define TOKENS_MAX 256   /* that one wording may be written with */

/* What a way through a wording has written so far. */
struct way {
    struct phrase phrase;
    uint32_t node; /* of the trie of wordings, so that what many ways share is walked once; not for a part */
};

/* How a wording is being written out. */
struct writer {
    struct loader *loader;
    ind_text piece;
    uint32_t symbols[TOKENS_MAX]; /* of the piece's tokens; 0 for a mark */
    char marks[TOKENS_MAX];       /* their stand-ins; 0 for a word */
    uint32_t first;               /* the piece's first token in the file */
    uint32_t count;
    uint32_t written;
    uint32_t depth; /* groups that are open on the way here */
    uint32_t root;  /* of the trie: TRIE_ROOT, or the node of the subject that the wording needs */
    struct wording_part *part; /* whose choices are written; NULL: wordings of a taxon */
};

static int write_out(struct writer *writer, uint32_t at, struct way way);

static int refuse_wording(struct writer *writer, const char *reason)
{
    return rows_fault(&writer->loader->rows, writer->loader->fault, "'%.*s' %s", (int)writer->piece.length,
                      writer->piece.bytes, reason);
}

static uint32_t find_mark(const struct writer *writer, uint32_t at, char mark)
{
    while (at < writer->count && writer->marks[at] != mark)
        at++;
    return at;
}

static int append(struct writer *writer, struct way *way, uint32_t symbol)
{
    ind_tables *tables = writer->loader->tables;
    if (way->phrase.count == PHRASE_MAX)
        return refuse_wording(writer, "is too long");
    way->phrase.symbols[way->phrase.count++] = symbol;
    if (writer->part)
        return IND_OK;
    way->node = trie_extend(&tables->wordings, &tables->arena, way->node, symbol);
    return way->node == TRIE_ROOT ? IND_E_LIMIT : IND_OK;
}

/* One way through a group: the words [at, end), then what follows the group. */
static int write_choice(struct writer *writer, uint32_t at, uint32_t end, uint32_t next, struct way way)
{
    for (; at < end; at++) {
        if (writer->marks[at] && strchr("[({})]", writer->marks[at]))
            return refuse_wording(writer, "has a group inside a group");
        if (!writer->marks[at])
            TRY(append(writer, &way, writer->symbols[at]));
    }
    return write_out(writer, next, way);
}

static int write_group(struct writer *writer, uint32_t at, char closing, const struct way *way)
{
    uint32_t close = find_mark(writer, at, closing);
    if (close == writer->count)
        return refuse_wording(writer, "has a group without an end");
    if (closing == ']')
        TRY(write_out(writer, close + 1, *way));
    while (at <= close) {
        uint32_t bar = find_mark(writer, at, '|');
        uint32_t end = bar < close ? bar : close;
        TRY(write_choice(writer, at, end, close + 1, *way));
        at = end + 1;
    }
    return IND_OK;
}

/* The last part of the name between the braces: an operator's goes before the built-in one. */
static const struct wording_part *find_part(const struct writer *writer, uint32_t at, uint32_t close)
{
    const struct rows *rows = &writer->loader->rows;
    const struct token *tokens = &rows->tokens.items[writer->first];
    if (at >= close || close == writer->count)
        return NULL;
    ind_text name = {rows->text.bytes + tokens[at].start, tokens[close - 1].end - tokens[at].start};
    for (uint32_t i = writer->loader->parts.count; i; i--)
        if (text_is(name, writer->loader->parts.items[i - 1].name))
            return &writer->loader->parts.items[i - 1];
    return NULL;
}

/* A part is optional, like what stands in brackets. */
static int write_part(struct writer *writer, uint32_t at, const struct way *way)
{
    uint32_t close = find_mark(writer, at, '}');
    const struct wording_part *part = find_part(writer, at, close);
    if (!part)
        return refuse_wording(writer, "names a part that there is not");
    TRY(write_out(writer, close + 1, *way));
    for (uint32_t i = 0; i < part->choices.count; i++) {
        const struct phrase *choice = &part->choices.items[i];
        struct way longer = *way;
        for (uint32_t k = 0; k < choice->count; k++)
            TRY(append(writer, &longer, choice->symbols[k]));
        TRY(write_out(writer, close + 1, longer));
    }
    return IND_OK;
}

static int open_group(struct writer *writer, uint32_t at, const struct way *way)
{
    if (++writer->depth > GROUPS_MAX)
        return refuse_wording(writer, "has too many groups");
    char mark = writer->marks[at];
    if (mark == '{')
        TRY(write_part(writer, at + 1, way));
    else
        TRY(write_group(writer, at + 1, mark == '[' ? ']' : ')', way));
    writer->depth--;
    return IND_OK;
}

static int store_choice(struct writer *writer, const struct phrase *phrase)
{
    struct phrase *choice = LIST_PUSH(&writer->loader->tables->arena, &writer->part->choices);
    if (!choice)
        return IND_E_LIMIT;
    *choice = *phrase;
    return IND_OK;
}

/* All phrases of one wording lead to the one taxon that it made. */
static int store_phrase(struct writer *writer, uint32_t node)
{
    struct loader *loader = writer->loader;
    ind_tables *tables = loader->tables;
    uint32_t *value = &tables->wordings.nodes.items[node].value;
    const struct origin *other = *value ? &tables->taxa.items[*value - 1].origin : NULL;
    if (other && other->source == loader->source && other->line != loader->rows.line)
        return refuse_double(loader, writer->piece, other);
    *value = tables->taxa.count;
    return IND_OK;
}

/* Writes out the tokens from `at` on behind what the way holds. Recurses once a group. */
static int write_out(struct writer *writer, uint32_t at, struct way way)
{
    for (; at < writer->count; at++) {
        char mark = writer->marks[at];
        if (mark == '[' || mark == '(' || mark == '{')
            return open_group(writer, at, &way);
        if (mark == ']' || mark == ')' || mark == '}' || mark == '|')
            return refuse_wording(writer, "has a group without a beginning");
        if (!mark)
            TRY(append(writer, &way, writer->symbols[at]));
    }
    if (!way.phrase.count)
        return refuse_wording(writer, "may stand for no words at all");
    if (++writer->written > PHRASES_MAX)
        return refuse_wording(writer, "stands for too many phrases");
    return writer->part ? store_choice(writer, &way.phrase) : store_phrase(writer, way.node);
}

/* Names the piece's tokens, then writes it out. */
static int write_wording(struct writer *writer)
{
    const struct rows *rows = &writer->loader->rows;
    uint32_t end;
    rows_tokens(rows, writer->piece, &writer->first, &end);
    writer->count = end - writer->first;
    writer->written = writer->depth = 0;
    if (writer->count > TOKENS_MAX)
        return refuse_wording(writer, "is too long");
    for (uint32_t i = 0; i < writer->count; i++) {
        const struct token *token = &rows->tokens.items[writer->first + i];
        bool mark = token->kind == TOKEN_MARK;
        writer->marks[i] = mark ? (char)token->mark : '\0';
        writer->symbols[i] = 0;
        if (!mark)
            TRY(loader_symbol(writer->loader, writer->first + i, writer->piece, &writer->symbols[i]));
    }
    return write_out(writer, 0, (struct way){.node = writer->root});
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

enum { CODE, NAME, DIMENSIONS, WORDINGS };

static int load_part(struct loader *loader)
{
    const ind_text *fields = loader->rows.fields;
    struct wording_part part = {.name = loader_copy(loader, fields[NAME]),
                                .wordings = loader_copy(loader, fields[WORDINGS])};
    if (!part.name || !part.wordings)
        return IND_E_LIMIT;
    struct writer writer = {.loader = loader, .part = &part};
    for (ind_text left = fields[WORDINGS]; rows_piece(&left, &writer.piece);)
        TRY(write_wording(&writer));
    struct wording_part *place = LIST_PUSH(&loader->tables->arena, &loader->parts);
    if (!place)
        return IND_E_LIMIT;
    *place = part;
    return IND_OK;
}

/* The subject of that name; ABOUTS_MAX for none. */
static uint32_t find_about(const ind_tables *tables, ind_text name)
{
    uint32_t about = 0;
    while (about < ABOUTS_MAX && tables->abouts[about] && !text_is(name, tables->abouts[about]))
        about++;
    return about < ABOUTS_MAX && tables->abouts[about] ? about : ABOUTS_MAX;
}

/* The wordings of a subject hang behind a word that no text can hold. */
static int add_about(struct loader *loader, ind_text name)
{
    ind_tables *tables = loader->tables;
    uint32_t about = 0;
    while (about < ABOUTS_MAX && tables->abouts[about])
        about++;
    if (about == ABOUTS_MAX)
        return rows_fault(&loader->rows, loader->fault, "there are too many subjects");
    char word[] = {'@', (char)('0' + about), '\0'};
    uint32_t symbol = vocabulary_add(&tables->words, &tables->arena, word, 2);
    uint32_t node = symbol ? trie_extend(&tables->wordings, &tables->arena, TRIE_ROOT, symbol) : TRIE_ROOT;
    tables->abouts[about] = loader_copy(loader, name);
    tables->leads[LEAD_ABOUT + about] = node;
    return node == TRIE_ROOT || !tables->abouts[about] ? IND_E_LIMIT : IND_OK;
}

/* What tells that a text speaks of the subject are plain words. */
static int load_about(struct loader *loader)
{
    const ind_text *fields = loader->rows.fields;
    if (find_about(loader->tables, fields[NAME]) == ABOUTS_MAX)
        TRY(add_about(loader, fields[NAME]));
    struct entry model = {.cls = CLASS_ABOUT,
                          .value = loader->tables->abouts[find_about(loader->tables, fields[NAME])]};
    return store_surfaces(loader, fields[WORDINGS], &model, "taxonomy", "about");
}

/* Takes the marks off the piece, and the subject that it needs: "@traffic làm chết [người]". */
static int read_marks(struct writer *writer, struct taxon *model)
{
    ind_text *piece = &writer->piece;
    model->whole = piece->length && *piece->bytes == '!';
    model->part = piece->length && *piece->bytes == '<';
    uint32_t at = model->whole || model->part, end = at;
    writer->root = TRIE_ROOT;
    if (at < piece->length && piece->bytes[at] == '@') {
        while (end < piece->length && piece->bytes[end] != ' ')
            end++;
        uint32_t about = find_about(writer->loader->tables, (ind_text){piece->bytes + at + 1, end - at - 1});
        if (about == ABOUTS_MAX)
            return refuse_wording(writer, "needs a subject that there is not");
        writer->root = writer->loader->tables->leads[LEAD_ABOUT + about];
        at = end;
    }
    piece->bytes += at;
    piece->length -= at;
    return IND_OK;
}

/* The taxon of one wording; its phrases are added behind it. */
static int add_taxon(struct loader *loader, const struct taxon *model, const char *prefix, ind_text wording)
{
    struct stored_taxon *stored = LIST_PUSH(&loader->tables->arena, &loader->tables->taxa);
    if (!stored)
        return IND_E_LIMIT;
    *stored = (struct stored_taxon){.taxon = *model, .origin = {loader->source, loader->rows.line}};
    stored->taxon.rule = loader_rule(loader, prefix, NULL, wording);
    return stored->taxon.rule ? IND_OK : IND_E_LIMIT;
}

int load_taxon(struct loader *loader, const struct table *table)
{
    const ind_text *fields = loader->rows.fields;
    if (text_is(fields[CODE], "part"))
        return load_part(loader);
    if (text_is(fields[CODE], "about"))
        return load_about(loader);
    if (!is_taxon_code(fields[CODE]))
        return rows_fault(&loader->rows, loader->fault, "'%.*s' is no code: lower-case words joined by dots",
                          (int)fields[CODE].length, fields[CODE].bytes);
    struct taxon model = {.code = loader_copy(loader, fields[CODE]),
                          .name = loader_copy(loader, fields[NAME]),
                          .dimensions = loader_copy(loader, fields[DIMENSIONS])};
    if (!model.code || !model.name || (fields[DIMENSIONS].length && !model.dimensions))
        return IND_E_LIMIT;
    struct writer writer = {.loader = loader};
    for (ind_text left = fields[WORDINGS]; rows_piece(&left, &writer.piece);) {
        ind_text written = writer.piece;
        TRY(read_marks(&writer, &model));
        TRY(add_taxon(loader, &model, table->prefix, written));
        TRY(write_wording(&writer));
    }
    return IND_OK;
}
