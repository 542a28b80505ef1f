/* The elements that are open, as a stack of limited depth, and the text that is put into the innermost one. End tags
 * that are missing are supplied as the standard has it for lists, paragraphs and tables; one that closes nothing costs
 * nothing. */
#include "daemon/text/html_page.h"

#include "daemon/base/check.h"
#include "daemon/base/error.h"
#include "daemon/text/html_reference.h"
#include "daemon/text/html_token.h"

#define BIT(group) (1U << (group))
#define SPAN_ROWS_MAX 1000

/* An element that is open. */
struct open {
    uint8_t tag;
    uint8_t hints;    /* its own, of an inline element with those of the inline ones around it */
    uint8_t kind;     /* of the lines in it */
    bool hidden;      /* it is what hides */
    bool link;        /* it is a link that goes on */
    uint32_t block;   /* index in the stack of the innermost block element: itself or one around it */
    uint32_t node;    /* HTML_NONE until there is text in it */
    uint32_t table;   /* the table that was the innermost one around it */
};

/* A table that is open: where its next cell goes. */
struct grid {
    uint32_t row, cell, next;
    bool begun;
    uint16_t *pending; /* rows that a cell above still takes of each column; NULL for none */
};

struct builder {
    struct arena *arena;
    struct arena *facts; /* the one that they live in */
    struct html_page *page;
    struct html_reader reader;
    struct open stack[HTML_DEPTH_MAX];
    struct grid grids[HTML_DEPTH_MAX]; /* of the tables in the stack, at the place of their element */
    uint32_t depth;
    uint32_t deeper; /* elements that are open beyond the stack */
    uint32_t tags[TAGS], groups[GROUPS]; /* how many are in the stack */
    uint32_t hidden, links;              /* elements that hide, that link */
    uint32_t table, grid;                /* the innermost table, and its place in the stack */
    char *text;
    size_t room;
    uint32_t at; /* behind what is written of it */
    struct html_block block; /* being written, where in_block */
    bool in_block, blank;    /* blank: white space is to come before the next character */
    uint32_t breaks;         /* line breaks likewise */
    uint32_t byline, byline_at; /* the element that names the author, and where its text begins; 0: none is open */
    bool failed;             /* the arena is full */
};

/* --- nodes ------------------------------------------------------------------------------------------------------ */

static struct open *top(struct builder *builder)
{
    return &builder->stack[builder->depth - 1];
}

/* Makes the node of the block element at `place` of the stack where it has none, with those around it. */
static void node_make(struct builder *builder, uint32_t place)
{
    uint32_t missing[HTML_DEPTH_MAX], count = 0;
    for (uint32_t at = place; builder->stack[at].node == HTML_NONE; at = builder->stack[at - 1].block)
        missing[count++] = at;
    while (count-- > 0) {
        struct open *open = &builder->stack[missing[count]];
        struct html_node *node = LIST_PUSH(builder->arena, &builder->page->nodes);
        if (!node) {
            builder->failed = true;
            return;
        }
        *node = (struct html_node){.parent = builder->stack[builder->stack[missing[count] - 1].block].node,
                                   .tag = open->tag,
                                   .hints = open->hints};
        open->node = builder->page->nodes.count - 1;
    }
}

/* --- text --------------------------------------------------------------------------------------------------------- */

static void block_begin(struct builder *builder)
{
    uint32_t place = top(builder)->block;
    node_make(builder, place);
    builder->in_block = true;
    builder->blank = false;
    builder->breaks = 0;
    builder->block = (struct html_block){.start = builder->at,
                                         .node = builder->stack[place].node,
                                         .kind = builder->stack[place].kind,
                                         .table = builder->table};
    if (builder->table == HTML_NONE)
        return;
    if (builder->stack[place].kind == LINE_HEADING && builder->tags[TAG_CAPTION]) {
        builder->block.table = HTML_NONE; /* a table's caption stands before it */
        return;
    }
    const struct grid *grid = &builder->grids[builder->grid];
    builder->block.row = grid->row;
    builder->block.column = grid->cell;
}

static void block_end(struct builder *builder)
{
    if (!builder->in_block)
        return;
    builder->in_block = false;
    builder->block.length = builder->at - builder->block.start;
    struct html_block *block = LIST_PUSH(builder->arena, &builder->page->blocks);
    if (!block) {
        builder->failed = true;
        return;
    }
    *block = builder->block;
    if (block->table == HTML_NONE)
        return;
    struct html_table *table = &builder->page->tables.items[block->table];
    if (block->length > table->longest)
        table->longest = block->length;
    if (block->kind == LINE_HEADING || block->kind == LINE_ITEM)
        table->nested = true;
}

static void put_byte(struct builder *builder, char byte)
{
    CHECK(builder->at < builder->room);
    builder->text[builder->at++] = byte;
}

/* White space that was held back is written now that something follows it. */
static void put_blanks(struct builder *builder)
{
    if (!builder->in_block)
        block_begin(builder);
    for (uint32_t i = 0; i < builder->breaks; i++)
        put_byte(builder, '\n');
    if (!builder->breaks && builder->blank)
        put_byte(builder, ' ');
    builder->breaks = 0;
    builder->blank = false;
    builder->block.hints |= top(builder)->block + 1 < builder->depth ? top(builder)->hints : 0;
}

static void put(struct builder *builder, const char *bytes, uint32_t length)
{
    put_blanks(builder);
    CHECK(builder->at + length <= builder->room);
    memcpy(builder->text + builder->at, bytes, length);
    builder->at += length;
    builder->block.links += builder->links ? length : 0;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f';
}

/* The length of the run at `at` without blanks, references and no-break spaces. */
static uint32_t plain_run(const char *at, const char *end)
{
    const char *next = at;
    while (next < end && !is_blank(*next) && *next != '&' && *next != '\xC2')
        next++;
    return (uint32_t)(next - at);
}

/* A no-break space is white space as any other. Returns the bytes taken. */
static uint32_t put_character(struct builder *builder, const char *at, const char *end)
{
    char bytes[HTML_REFERENCE_BYTES];
    uint32_t length = 0;
    size_t taken = *at == '&' ? html_reference(at, end, false, bytes, &length) : 0;
    if (!taken) {
        taken = length = *at == '\xC2' && end - at > 1 ? 2 : 1;
        memcpy(bytes, at, length);
    }
    bool space = (length == 1 && is_blank(bytes[0])) || (length == 2 && !memcmp(bytes, "\xC2\xA0", 2));
    if (space)
        builder->blank = true;
    else
        put(builder, bytes, length);
    return (uint32_t)taken;
}

static bool is_preformatted(const struct builder *builder)
{
    return builder->tags[TAG_PRE] > 0;
}

static void put_break(struct builder *builder)
{
    if (builder->in_block && !builder->hidden && builder->breaks < 2)
        builder->breaks++;
}

static void put_text(struct builder *builder, const char *at, size_t length)
{
    const char *end = at + length;
    if (builder->hidden)
        return;
    while (at < end && !builder->failed) {
        uint32_t run = plain_run(at, end);
        if (run)
            put(builder, at, run);
        else if (is_blank(*at)) {
            if (*at == '\n' && is_preformatted(builder))
                put_break(builder);
            builder->blank = true;
            run = 1;
        } else
            run = put_character(builder, at, end);
        at += run;
    }
}

/* --- tables ---------------------------------------------------------------------------------------------------------
 */

static void table_open(struct builder *builder)
{
    if (builder->table != HTML_NONE)
        builder->page->tables.items[builder->table].nested = true;
    struct html_table *table = LIST_PUSH(builder->arena, &builder->page->tables);
    if (!table) {
        builder->failed = true;
        return;
    }
    *table = (struct html_table){.outer = builder->table};
    builder->table = builder->page->tables.count - 1;
    builder->grid = builder->depth - 1;
    builder->grids[builder->grid] = (struct grid){0};
}

/* Back to the table around the one that ends, whose element is at `place`. */
static void table_close(struct builder *builder, uint32_t place)
{
    if (builder->table == HTML_NONE)
        return;
    builder->table = builder->page->tables.items[builder->table].outer;
    while (place-- > 0 && builder->stack[place].tag != TAG_TABLE)
        ;
    builder->grid = place < HTML_DEPTH_MAX ? place : 0;
}

static void row_open(struct builder *builder)
{
    if (builder->table == HTML_NONE)
        return;
    struct grid *grid = &builder->grids[builder->grid];
    for (uint32_t i = grid->next; grid->pending && i < HTML_COLUMNS_MAX; i++)
        if (grid->pending[i])
            grid->pending[i]--;
    grid->row += grid->begun;
    grid->begun = true;
    grid->cell = grid->next = 0;
    builder->page->tables.items[builder->table].rows = grid->row + 1;
}

/* The number in an attribute like colspan="2": 1 where it is none, `most` where it is more. */
static uint32_t span_of(const struct html_token *token, const char *name, uint32_t most)
{
    struct html_attribute attribute;
    for (const char *at = token->attributes; html_attribute_next(&at, token->attributes_end, &attribute);) {
        if (!html_is(attribute.name, attribute.name_length, name))
            continue;
        uint32_t number = 0;
        for (size_t i = 0; i < attribute.value_length && attribute.value[i] >= '0' && attribute.value[i] <= '9'; i++)
            number = number < most ? number * 10 + (uint32_t)(attribute.value[i] - '0') : most;
        return number == 0 ? 1 : number < most ? number : most;
    }
    return 1;
}

/* The cell takes the next columns that no cell of a row above still takes; those behind its first stay empty. */
static void cell_open(struct builder *builder, const struct html_token *token)
{
    if (builder->table == HTML_NONE)
        return;
    struct grid *grid = &builder->grids[builder->grid];
    if (!grid->begun)
        row_open(builder);
    for (; grid->pending && grid->next < HTML_COLUMNS_MAX && grid->pending[grid->next]; grid->next++)
        grid->pending[grid->next]--;
    uint32_t columns = span_of(token, "colspan", HTML_COLUMNS_MAX), rows = span_of(token, "rowspan", SPAN_ROWS_MAX);
    if (rows > 1 && !grid->pending && !(grid->pending = ARENA_ARRAY(builder->arena, uint16_t, HTML_COLUMNS_MAX))) {
        builder->failed = true;
        return;
    }
    grid->cell = grid->next < HTML_COLUMNS_MAX ? grid->next : HTML_COLUMNS_MAX - 1;
    grid->next = grid->cell + columns < HTML_COLUMNS_MAX ? grid->cell + columns : HTML_COLUMNS_MAX;
    for (uint32_t i = grid->cell; grid->pending && i < grid->next; i++)
        grid->pending[i] = (uint16_t)(rows - 1);
    struct html_table *table = &builder->page->tables.items[builder->table];
    if (grid->next > table->columns)
        table->columns = grid->next;
}

/* --- elements -------------------------------------------------------------------------------------------------------
 */

static bool is_block(enum html_tag tag)
{
    return html_elements[tag].traits & HTML_BLOCK;
}

static void stop_effects(struct builder *builder, struct open *open)
{
    builder->hidden -= open->hidden;
    builder->links -= open->link;
    open->hidden = open->link = false;
}

/* An author within what is the page's own is another's: of a comment, of a related article. */
static void byline_begin(struct builder *builder)
{
    for (uint32_t i = builder->depth; i-- > 0;)
        if (builder->stack[i].hints & HINT_FURNITURE)
            return;
    builder->byline = builder->depth - 1;
    builder->byline_at = builder->at;
}

static void byline_end(struct builder *builder, uint32_t place)
{
    if (!builder->byline || place > builder->byline)
        return;
    html_facts_byline(builder->facts, &builder->page->facts, builder->text + builder->byline_at,
                      builder->at - builder->byline_at);
    builder->byline = 0;
}

/* Closes all that is open from `place` of the stack on. */
static void pop_to(struct builder *builder, uint32_t place)
{
    if (top(builder)->block >= place)
        block_end(builder);
    byline_end(builder, place);
    while (builder->depth > place) {
        struct open *open = top(builder);
        stop_effects(builder, open);
        builder->tags[open->tag]--;
        builder->groups[html_elements[open->tag].group]--;
        builder->depth--;
        if (open->tag == TAG_TABLE)
            table_close(builder, builder->depth);
    }
}

/* The place of the element that an end tag closes; 0 for none. Only the parts of a table reach past its cells. */
static uint32_t find_open(const struct builder *builder, enum html_tag tag)
{
    uint8_t group = html_elements[tag].group;
    bool of_table = group == GROUP_TABLE || group == GROUP_ROWS || group == GROUP_ROW || group == GROUP_CELL;
    uint32_t barrier = of_table ? BIT(GROUP_TABLE) : BIT(GROUP_TABLE) | BIT(GROUP_CELL);
    for (uint32_t i = builder->depth; i-- > 1;) {
        if (builder->stack[i].tag == tag)
            return i;
        if (BIT(html_elements[builder->stack[i].tag].group) & barrier)
            return 0;
    }
    return 0;
}

/* Closes the element at `place`; an inline one that a block began in only stops what it does. */
static void close_at(struct builder *builder, uint32_t place)
{
    if (!place)
        return;
    if (!is_block(builder->stack[place].tag) && top(builder)->block > place)
        stop_effects(builder, &builder->stack[place]);
    else
        pop_to(builder, place);
}

/* Closes the open elements of the groups, the outermost of them first found before one of the barrier's. */
static void close_groups(struct builder *builder, uint32_t groups, uint32_t barrier)
{
    uint32_t any = 0, place = 0;
    for (uint32_t group = 0; group < GROUPS; group++)
        any += groups & BIT(group) ? builder->groups[group] : 0;
    for (uint32_t i = builder->depth; any && i-- > 1;) {
        uint32_t group = BIT(html_elements[builder->stack[i].tag].group);
        if (group & barrier)
            break;
        if (group & groups)
            place = i;
    }
    if (place)
        pop_to(builder, place);
}

/* What a start tag closes without an end tag. */
static void close_implied(struct builder *builder, enum html_tag tag)
{
    static const struct {
        uint32_t closes, barrier;
    } rules[GROUPS] = {
        [GROUP_HEADING] = {BIT(GROUP_HEADING), BIT(GROUP_CELL) | BIT(GROUP_TABLE) | BIT(GROUP_ITEM)},
        [GROUP_ITEM] = {BIT(GROUP_ITEM), BIT(GROUP_LIST) | BIT(GROUP_CELL) | BIT(GROUP_TABLE)},
        [GROUP_TERM] = {BIT(GROUP_TERM), BIT(GROUP_TERMS) | BIT(GROUP_CELL) | BIT(GROUP_TABLE)},
        [GROUP_CELL] = {BIT(GROUP_CELL), BIT(GROUP_TABLE)},
        [GROUP_ROW] = {BIT(GROUP_ROW) | BIT(GROUP_CELL), BIT(GROUP_TABLE)},
        [GROUP_ROWS] = {BIT(GROUP_ROWS) | BIT(GROUP_ROW) | BIT(GROUP_CELL), BIT(GROUP_TABLE)},
    };
    uint8_t group = html_elements[tag].group;
    if (is_block(tag))
        close_groups(builder, BIT(GROUP_P), BIT(GROUP_CELL) | BIT(GROUP_TABLE));
    if (tag == TAG_A && builder->tags[TAG_A])
        close_at(builder, find_open(builder, TAG_A));
    if (rules[group].closes)
        close_groups(builder, rules[group].closes, rules[group].barrier);
}

static enum line_kind kind_in(enum html_tag tag, uint8_t hints, enum line_kind around)
{
    switch (html_elements[tag].group) {
    case GROUP_HEADING: return LINE_HEADING;
    case GROUP_ITEM: return LINE_ITEM;
    case GROUP_CELL:
    case GROUP_TABLE: return LINE_PROSE;
    default: break;
    }
    if (tag == TAG_FIGCAPTION || tag == TAG_FIGURE || (is_block(tag) && (hints & HINT_CAPTION)))
        return LINE_CAPTION;
    return tag == TAG_CAPTION ? LINE_HEADING : around;
}

/* --- tags
 * --------------------------------------------------------------------------------------------------------------- */

static void push(struct builder *builder, enum html_tag tag, const struct html_token *token)
{
    if (builder->depth == HTML_DEPTH_MAX) {
        builder->deeper++;
        return;
    }
    const struct open *around = top(builder);
    struct open open = {.tag = (uint8_t)tag, .node = HTML_NONE, .block = around->block};
    struct html_given given = html_given(tag, token);
    open.hints = given.hints;
    open.link = tag == TAG_A && given.target;
    open.hidden = given.hidden || (html_elements[tag].traits & HTML_SKIPPED);
    open.kind = (uint8_t)kind_in(tag, open.hints, around->kind);
    if (is_block(tag))
        open.block = builder->depth;
    else if (around->block + 1 < builder->depth)
        open.hints |= around->hints;
    builder->stack[builder->depth++] = open;
    builder->tags[tag]++;
    builder->groups[html_elements[tag].group]++;
    builder->hidden += open.hidden;
    builder->links += open.link;
    if ((open.hints & HINT_AUTHOR) && !builder->byline && !builder->page->facts.rank[FACT_AUTHOR])
        byline_begin(builder);
}

static bool is_json_ld(const struct html_token *token)
{
    struct html_attribute attribute;
    for (const char *at = token->attributes; html_attribute_next(&at, token->attributes_end, &attribute);)
        if (html_is(attribute.name, attribute.name_length, "type") && attribute.value)
            return html_is(attribute.value, attribute.value_length, "application/ld+json");
    return false;
}

static void read_raw(struct builder *builder, enum html_tag tag, const struct html_token *token)
{
    struct html_token raw = html_raw(&builder->reader, html_elements[tag].name);
    if (tag == TAG_TITLE && !builder->hidden)
        html_facts_name(builder->facts, &builder->page->facts, raw.bytes, raw.length);
    if (tag == TAG_SCRIPT && is_json_ld(token))
        html_facts_json(builder->facts, &builder->page->facts, raw.bytes, raw.length);
}

static void read_void(struct builder *builder, enum html_tag tag, const struct html_token *token)
{
    if (tag == TAG_BR)
        put_break(builder);
    if (tag == TAG_IMG && builder->table != HTML_NONE)
        builder->page->tables.items[builder->table].pictured = true;
    if (tag == TAG_META || tag == TAG_LINK)
        html_facts_element(builder->facts, &builder->page->facts, html_elements[tag].name, token);
}

static void read_start(struct builder *builder, const struct html_token *token)
{
    enum html_tag tag = html_tag_of(token->bytes, token->length);
    uint8_t traits = html_elements[tag].traits;
    if (traits & HTML_BLOCK)
        block_end(builder);
    if (traits & HTML_RAW) {
        read_raw(builder, tag, token);
        return;
    }
    close_implied(builder, tag);
    if (traits & HTML_VOID) {
        read_void(builder, tag, token);
        return;
    }
    if (tag == TAG_OTHER && token->closed)
        return;
    push(builder, tag, token);
    if (tag == TAG_TIME)
        html_facts_element(builder->facts, &builder->page->facts, "time", token);
    if (builder->deeper)
        return;
    if (tag == TAG_TABLE)
        table_open(builder);
    if (tag == TAG_TR)
        row_open(builder);
    if (html_elements[tag].group == GROUP_CELL)
        cell_open(builder, token);
}

static void read_close(struct builder *builder, const struct html_token *token)
{
    enum html_tag tag = html_tag_of(token->bytes, token->length);
    if (tag == TAG_BR)
        put_break(builder);
    if (is_block(tag))
        block_end(builder);
    if (builder->deeper) {
        builder->deeper -= !(html_elements[tag].traits & (HTML_VOID | HTML_RAW));
        return;
    }
    if (builder->tags[tag])
        close_at(builder, find_open(builder, tag));
}

/* --- pages
 * ----------------------------------------------------------------------------------------------------------------- */

/* A reference may write one byte more than it is long, and is five bytes long where it does. */
static int builder_init(struct builder *builder, const char *bytes, size_t length)
{
    struct html_node *root = LIST_PUSH(builder->arena, &builder->page->nodes);
    builder->reader = (struct html_reader){bytes, bytes + length};
    builder->room = length + length / 5 + 1;
    builder->text = arena_raw(builder->arena, builder->room);
    if (!root || !builder->text)
        return IND_E_LIMIT;
    *root = (struct html_node){.parent = HTML_NONE, .tag = TAG_OTHER};
    builder->stack[0] = (struct open){.tag = TAG_OTHER, .kind = LINE_PROSE};
    builder->depth = 1;
    builder->tags[TAG_OTHER] = builder->groups[GROUP_NONE] = 1;
    builder->table = HTML_NONE;
    return IND_OK;
}

int html_page_read(struct arena *arena, struct arena *facts, const char *bytes, size_t length,
                   struct html_page *ret_page)
{
    struct html_page page = {.text = NULL};
    struct builder *builder = ARENA_NEW(arena, struct builder);
    if (!builder)
        return IND_E_LIMIT;
    builder->arena = arena;
    builder->facts = facts;
    builder->page = &page;
    TRY(builder_init(builder, bytes, length));
    for (struct html_token token = html_next(&builder->reader); token.kind != HTML_END && !builder->failed;
         token = html_next(&builder->reader)) {
        if (token.kind == HTML_TEXT)
            put_text(builder, token.bytes, token.length);
        else if (token.kind == HTML_START)
            read_start(builder, &token);
        else
            read_close(builder, &token);
    }
    block_end(builder);
    if (builder->failed)
        return IND_E_LIMIT;
    page.text = builder->text;
    page.length = builder->at;
    *ret_page = page;
    return IND_OK;
}
