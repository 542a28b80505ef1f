/* Which blocks of a page are the article. Prose is weighed in each element; the article's is the one whose class says
 * so or that holds most of the prose, without what classes and elements say is the page's own; the title is found
 * before it. What the words of a line give away ("Tin liên quan") is found later, with the tables (extract/layout). */
#include "daemon/text/html.h"

#include "daemon/text/date.h"
#include "daemon/text/html_page.h"

/* A block is prose from this many bytes outside of links on, or from the second where it ends as a sentence does. */
#define PROSE_BYTES 80
#define SENTENCE_BYTES 30

#define TITLE_BYTES_MIN 20
#define TITLE_BYTES_MAX 400
#define DATE_BYTES_MAX 120
#define AUTHOR_BYTES_MAX 80
#define CAPTION_BYTES_MAX 300

/* Behind what a picture shows stands who took it. */
#define CREDIT "Ảnh:"

/* So many blocks may hold a title and a date that nothing marks. */
#define HEAD_BLOCKS 8

/* A class alone makes no article of a sentence. */
#define ARTICLE_BYTES_MIN 300

/* Longer cells are columns of a page's layout. */
#define CELL_BYTES_MAX 400

struct article {
    struct arena *arena;   /* of the document */
    struct arena *scratch; /* of the page, which goes when the article is written */
    struct html_page *page;
    struct document *document;
    uint32_t first, end; /* blocks of the article's element, and those before it up to the title */
    uint32_t prose;      /* its first block of prose */
    uint32_t title;      /* the block, HTML_NONE for none */
    bool tabular;        /* hardly any prose, and nothing says where the article is: its tables tell */
    bool everything;     /* no article was found: all text is written */
    ind_text title_text;
    /* what is written: measured first, then into bytes */
    char *bytes;
    uint32_t length;
    uint32_t written;            /* blocks */
    uint32_t table, row, column; /* of the row that is being written; HTML_NONE outside of one */
    LIST_OF(struct text_line) lines;
    bool failed;
};

static const char *text_at(const struct article *a, const struct html_block *block)
{
    return a->page->text + block->start;
}

static struct html_node *node_of(const struct article *a, const struct html_block *block)
{
    return &a->page->nodes.items[block->node];
}

static bool contains(const char *bytes, size_t length, const char *what, size_t what_length)
{
    return memmem(bytes, length, what, what_length) != NULL;
}

/* --- weighing ---------------------------------------------------------------------------------------------------- */

static bool ends_as_sentence(const char *text, uint32_t length)
{
    return length && strchr(".!?;:", text[length - 1]);
}

/* What stands right behind a title that is a link, in the same element or one beside it, is another article's summary.
 */
static bool is_teaser(const struct article *a, const struct html_block *block)
{
    const struct html_node *nodes = a->page->nodes.items;
    if (block == a->page->blocks.items)
        return false;
    const struct html_block *before = block - 1;
    bool title = before->kind == LINE_HEADING || (nodes[before->node].hints & HINT_TITLE);
    if (!title || before->length < TITLE_BYTES_MIN || before->length > TITLE_BYTES_MAX ||
        before->links * 10 < before->length * 7)
        return false;
    uint32_t item = nodes[before->node].parent, beside = nodes[block->node].parent;
    return block->node && (before->node == block->node || item == block->node || item == beside);
}

static bool is_data(const struct html_table *table)
{
    return !table->nested && !table->pictured && table->columns >= 2 && table->rows >= 2 &&
           table->longest <= CELL_BYTES_MAX;
}

static bool in_data_table(const struct article *a, const struct html_block *block)
{
    return block->table != HTML_NONE && is_data(&a->page->tables.items[block->table]);
}

/* Bytes of prose in a block: all outside of links, or none. */
static uint32_t weight_of(const struct article *a, const struct html_block *block)
{
    uint32_t own = block->length - block->links;
    bool caption = block->kind == LINE_CAPTION || a->page->nodes.items[block->node].tag == TAG_CAPTION;
    if (own < block->links || caption || is_teaser(a, block))
        return 0;
    if (a->tabular && in_data_table(a, block))
        return own;
    bool prose = own >= PROSE_BYTES || (own >= SENTENCE_BYTES && ends_as_sentence(text_at(a, block), block->length));
    return prose ? own : 0;
}

static uint8_t hints_of(const struct html_node *node)
{
    return node->hints | (html_elements[node->tag].traits & HTML_FURNITURE ? HINT_FURNITURE : 0);
}

/* An element that says of itself that it holds an article. */
static bool says_article(const struct html_node *node)
{
    return (node->hints & HINT_BODY) || node->tag == TAG_ARTICLE;
}

static bool is_within(const struct html_node *nodes, uint32_t i, uint32_t outer)
{
    while (i > outer)
        i = nodes[i].parent;
    return i == outer;
}

/* Marked by its class or its name, and no column that the article stands in: VnExpress calls that one "sidebar-1". */
static bool is_marked(const struct html_node *node)
{
    return (hints_of(node) & (HINT_FURNITURE | HINT_BODY)) == HINT_FURNITURE &&
           node->holds != (HTML_HOLDS_TITLE | HTML_HOLDS_TEXT);
}

/* The outermost element that is marked as furniture and holds most of all prose; HTML_NONE for none. */
static uint32_t find_heavy_furniture(const struct article *a)
{
    const struct html_node *nodes = a->page->nodes.items;
    for (uint32_t i = 1; i < a->page->nodes.count; i++)
        if (is_marked(&nodes[i]) && nodes[i].all > nodes[0].all / 2)
            return i;
    return HTML_NONE;
}

/* Half of all prose is no furniture, whatever its class says, unless an article of some length stands beside it: a
 * short one beside a column of others' summaries. Then the element returned is furniture all the same. */
static uint32_t find_long_furniture(const struct article *a)
{
    const struct html_node *nodes = a->page->nodes.items;
    uint32_t heavy = find_heavy_furniture(a);
    for (uint32_t i = 1; heavy != HTML_NONE && i < a->page->nodes.count; i++)
        if (says_article(&nodes[i]) && nodes[i].all >= ARTICLE_BYTES_MIN && nodes[i].all >= nodes[0].all / 8 &&
            !is_within(nodes, i, heavy) && !is_within(nodes, heavy, i))
            return heavy;
    return HTML_NONE;
}

/* What each element has in it. */
static void sum_up(struct article *a)
{
    struct html_node *nodes = a->page->nodes.items;
    for (uint32_t i = 0; i < a->page->blocks.count; i++)
        node_of(a, &a->page->blocks.items[i])->all += weight_of(a, &a->page->blocks.items[i]);
    for (uint32_t i = a->page->nodes.count; i-- > 1;) {
        if (nodes[i].tag == TAG_H1)
            nodes[i].holds |= HTML_HOLDS_TITLE;
        if (says_article(&nodes[i]) && nodes[i].all >= ARTICLE_BYTES_MIN)
            nodes[i].holds |= HTML_HOLDS_TEXT;
        nodes[nodes[i].parent].all += nodes[i].all;
        nodes[nodes[i].parent].holds |= nodes[i].holds;
    }
}

static void find_furniture(struct article *a)
{
    struct html_node *nodes = a->page->nodes.items;
    sum_up(a);
    uint32_t heavy = find_long_furniture(a);
    for (uint32_t i = 1; i < a->page->nodes.count; i++) {
        bool marked = is_marked(&nodes[i]) && nodes[i].all <= nodes[0].all / 2;
        nodes[i].furniture = nodes[nodes[i].parent].furniture || marked || i == heavy;
    }
}

static void weigh(struct article *a)
{
    struct html_node *nodes = a->page->nodes.items;
    for (uint32_t i = 0; i < a->page->nodes.count; i++)
        nodes[i].all = nodes[i].prose = 0;
    find_furniture(a);
    for (uint32_t i = 0; i < a->page->blocks.count; i++)
        if (!node_of(a, &a->page->blocks.items[i])->furniture)
            node_of(a, &a->page->blocks.items[i])->prose += weight_of(a, &a->page->blocks.items[i]);
    for (uint32_t i = 0; i < a->page->nodes.count; i++)
        nodes[i].heavy = HTML_NONE;
    for (uint32_t i = a->page->nodes.count; i-- > 1;) {
        struct html_node *parent = &nodes[nodes[i].parent];
        parent->prose += nodes[i].prose;
        if (parent->heavy == HTML_NONE || nodes[i].prose >= nodes[parent->heavy].prose)
            parent->heavy = i;
    }
}

/* --- the article's element ------------------------------------------------------------------------------------------
 */

/* How much an element says that it is the article's: by its class, by its name. */
static int claim_of(const struct html_node *node)
{
    if (node->furniture)
        return 0;
    if (node->hints & HINT_BODY)
        return 2;
    return node->tag == TAG_ARTICLE || node->tag == TAG_MAIN;
}

/* The strongest claim with two fifths of the prose; of equal ones the one with more of it, and the inner one. */
static uint32_t find_claimed(const struct article *a)
{
    const struct html_node *nodes = a->page->nodes.items;
    uint32_t best = HTML_NONE;
    int strongest = 0;
    for (uint32_t i = 1; i < a->page->nodes.count; i++) {
        int claim = claim_of(&nodes[i]);
        if (!claim || !nodes[i].prose || nodes[i].prose < nodes[0].prose / 5 * 2)
            continue;
        if (claim > strongest || (claim == strongest && nodes[i].prose >= nodes[best].prose)) {
            best = i;
            strongest = claim;
        }
    }
    return best;
}

/* What stands beside a table belongs to it: its unit, a note. */
static uint32_t around_table(const struct article *a, uint32_t at)
{
    const struct html_node *nodes = a->page->nodes.items;
    for (uint32_t i = at; i; i = nodes[i].parent)
        if (nodes[i].tag == TAG_TABLE)
            at = nodes[nodes[i].parent].parent != HTML_NONE ? nodes[nodes[i].parent].parent : nodes[i].parent;
    return at;
}

/* Down from the whole page as long as one child has three quarters of the prose; all of it where tables are the prose.
 */
static uint32_t find_heaviest(const struct article *a)
{
    const struct html_node *nodes = a->page->nodes.items;
    uint32_t at = 0, left = a->tabular ? 0 : nodes[0].prose / 4;
    while (nodes[at].heavy != HTML_NONE && nodes[nodes[at].heavy].prose &&
           nodes[nodes[at].heavy].prose >= nodes[at].prose - left) {
        at = nodes[at].heavy;
        left = a->tabular ? 0 : nodes[at].prose / 4;
    }
    if (a->tabular)
        at = around_table(a, at);
    return nodes[at].tag == TAG_P && at ? nodes[at].parent : at;
}

/* A report's page may be a table below a sentence. */
static uint32_t find_element(struct article *a)
{
    uint32_t claimed = find_claimed(a);
    a->tabular = claimed == HTML_NONE && a->page->nodes.items[0].prose < ARTICLE_BYTES_MIN;
    if (a->tabular) {
        weigh(a);
        claimed = find_claimed(a);
    }
    return claimed != HTML_NONE ? claimed : find_heaviest(a);
}

static void find_body(struct article *a)
{
    struct html_node *nodes = a->page->nodes.items;
    uint32_t body = find_element(a), count = a->page->blocks.count;
    for (uint32_t i = 0; i < a->page->nodes.count; i++)
        nodes[i].inside = i == body || (i && nodes[nodes[i].parent].inside);
    a->first = a->prose = count;
    for (uint32_t i = count; i-- > 0;) {
        const struct html_block *block = &a->page->blocks.items[i];
        if (!node_of(a, block)->inside)
            continue;
        a->end = a->end ? a->end : i + 1;
        a->first = i;
        if (!node_of(a, block)->furniture && weight_of(a, block) && block->kind != LINE_HEADING)
            a->prose = i;
    }
}

/* --- the title ------------------------------------------------------------------------------------------------------
 */

static bool has_hint(const struct article *a, const struct html_block *block, enum html_hint hint)
{
    const struct html_node *node = node_of(a, block);
    if ((block->hints | node->hints) & hint)
        return true;
    return node->parent != HTML_NONE && (a->page->nodes.items[node->parent].hints & hint);
}

/* 4: what the page says its title is; 3: its great heading; 2: of a class for titles; 1: a heading. */
static int title_claim(const struct article *a, const struct html_block *block)
{
    const struct html_node *node = node_of(a, block);
    const struct html_facts *facts = &a->page->facts;
    if (node->furniture || block->length > TITLE_BYTES_MAX)
        return 0;
    if (block->length >= TITLE_BYTES_MIN && (facts->value[FACT_TITLE].bytes || facts->name.bytes)) {
        ind_text text = document_fact(a->scratch, text_at(a, block), block->length);
        ind_text told = facts->value[FACT_TITLE];
        if (text.bytes && told.bytes && told.length == text.length && memcmp(told.bytes, text.bytes, text.length) == 0)
            return 5;
        if (text.bytes && facts->name.bytes && contains(facts->name.bytes, facts->name.length, text.bytes, text.length))
            return 4;
    }
    if (node->tag == TAG_H1)
        return 3;
    if (block->length < TITLE_BYTES_MIN || block->links * 2 > block->length)
        return 0;
    return has_hint(a, block, HINT_TITLE) ? 2 : block->kind == LINE_HEADING;
}

static void find_title(struct article *a)
{
    int strongest = 0;
    a->title = HTML_NONE;
    for (uint32_t i = 0; i < a->prose && i < a->end; i++) {
        int claim = title_claim(a, &a->page->blocks.items[i]);
        if (claim && claim >= strongest) {
            strongest = claim;
            a->title = i;
        }
    }
    const struct html_facts *facts = &a->page->facts;
    if (a->title != HTML_NONE) {
        const struct html_block *block = &a->page->blocks.items[a->title];
        a->title_text = document_fact(a->arena, text_at(a, block), block->length);
        a->first = a->title + 1;
    } else
        a->title_text = facts->value[FACT_TITLE];
}

/* --- what is written -------------------------------------------------------------------------------------------------
 */

static void put(struct article *a, const char *bytes, uint32_t length)
{
    if (a->bytes)
        memcpy(a->bytes + a->length, bytes, length);
    a->length += length;
}

static void line(struct article *a, enum line_kind kind)
{
    if (!a->bytes)
        return;
    struct text_line *line = LIST_PUSH(a->arena, &a->lines);
    if (line)
        *line = (struct text_line){a->length, (uint8_t)kind};
    else
        a->failed = true;
}

/* A cell's own line breaks are blanks: a row is one line. */
static void put_cell(struct article *a, const char *text, uint32_t length)
{
    uint32_t start = a->length;
    put(a, text, length);
    for (uint32_t i = start; a->bytes && i < a->length; i++)
        if (a->bytes[i] == '\n')
            a->bytes[i] = ' ';
}

static void write_cell(struct article *a, const struct html_block *block)
{
    bool same_row = a->table == block->table && a->row == block->row;
    if (!same_row) {
        put(a, "\n\n", a->table == block->table || !a->length ? 1 : 2);
        line(a, LINE_ROW);
        a->column = 0;
    } else if (a->column == block->column)
        put(a, " ", 1);
    for (; a->column < block->column; a->column++)
        put(a, "\t", 1);
    a->table = block->table;
    a->row = block->row;
    put_cell(a, text_at(a, block), block->length);
}

static bool has_bullet(const char *text, uint32_t length)
{
    if (strchr("-+*0123456789", text[0]))
        return true;
    return length > 1 &&
           (text[1] == '.' || text[1] == ')' || !memcmp(text, "\xE2\x80", 2) || !memcmp(text, "\xE2\x97", 2));
}

static void write_line(struct article *a, const char *text, uint32_t length, enum line_kind kind)
{
    a->table = HTML_NONE;
    a->written++;
    if (a->length)
        put(a, "\n\n", kind == LINE_ITEM ? 1 : 2);
    line(a, kind);
    if (kind == LINE_ITEM && !has_bullet(text, length))
        put(a, "- ", 2);
    put(a, text, length);
}

/* Papers put a picture and its caption into a table of one column. */
static bool is_picture_frame(const struct html_table *table)
{
    return table->pictured && !table->nested && table->columns == 1 && table->longest <= CAPTION_BYTES_MAX;
}

/* "Thứ sáu, 09/12/2022 | 14:20", and the picture's credit on a line of its own below: the date is no part of it. */
static bool opens_with_date(const struct article *a, const struct html_block *block)
{
    ind_date date;
    const char *text = text_at(a, block), *end = memchr(text, '\n', block->length);
    return end && end - text <= DATE_BYTES_MAX && date_written(text, (size_t)(end - text), &date);
}

static bool is_picture_note(const struct article *a, const struct html_block *block)
{
    if (block->kind == LINE_CAPTION || (block->hints & HINT_CAPTION))
        return true;
    if (block->length > CAPTION_BYTES_MAX || opens_with_date(a, block))
        return false;
    if (block->table != HTML_NONE && is_picture_frame(&a->page->tables.items[block->table]))
        return true;
    return block->length > strlen(CREDIT) &&
           contains(text_at(a, block) + 1, block->length - 1, CREDIT, strlen(CREDIT));
}

static bool is_title_again(const struct article *a, const struct html_block *block)
{
    if (block->length > TITLE_BYTES_MAX || block->length < a->title_text.length)
        return false;
    ind_text text = document_fact(a->scratch, text_at(a, block), block->length);
    return text.bytes && text.length == a->title_text.length && !memcmp(text.bytes, a->title_text.bytes, text.length);
}

static bool is_author(const struct article *a, const struct html_block *block)
{
    return has_hint(a, block, HINT_AUTHOR) && block->length <= AUTHOR_BYTES_MAX && !weight_of(a, block);
}

/* A date beside the article: for extract/layout where the page tells none elsewhere. */
static bool is_date(const struct article *a, const struct html_block *block)
{
    ind_date date;
    return block->length <= DATE_BYTES_MAX && !weight_of(a, block) && !in_data_table(a, block) &&
           date_written(text_at(a, block), block->length, &date);
}

/* Only what is prose, or the date, belongs to the article before its element begins. */
static bool is_of_article(const struct article *a, uint32_t i)
{
    const struct html_block *block = &a->page->blocks.items[i];
    const struct html_node *node = node_of(a, block);
    if (node->furniture || i == a->title)
        return false;
    if (!node->inside)
        return i < a->prose && (weight_of(a, block) > 0 || has_hint(a, block, HINT_LEAD));
    if (in_data_table(a, block))
        return true;
    if ((block->hints & HINT_FURNITURE) && !weight_of(a, block))
        return false;
    return block->links * 10 < block->length * 7 || block->kind == LINE_HEADING;
}

/* Without a title that the page tells, the first lines may hold it, and are for extract/layout to look at. */
static enum line_kind kind_of(const struct article *a, const struct html_block *block)
{
    if (is_picture_note(a, block))
        return LINE_CAPTION;
    bool head = !a->title_text.bytes && a->written <= HEAD_BLOCKS && block->kind == LINE_PROSE;
    return head ? LINE_UNKNOWN : block->kind;
}

static void write_block(struct article *a, uint32_t i)
{
    const struct html_block *block = &a->page->blocks.items[i];
    if (a->everything) {
        write_line(a, text_at(a, block), block->length, LINE_UNKNOWN);
        return;
    }
    bool dated = !node_of(a, block)->furniture && i < a->prose && is_date(a, block);
    if (dated && !a->page->facts.published.year)
        write_line(a, text_at(a, block), block->length, LINE_UNKNOWN);
    else if (dated || !is_of_article(a, i) || is_author(a, block) || is_title_again(a, block))
        return;
    else if (in_data_table(a, block))
        write_cell(a, block);
    else
        write_line(a, text_at(a, block), block->length, kind_of(a, block));
}

static void write_all(struct article *a)
{
    a->length = a->written = 0;
    a->table = HTML_NONE;
    if (a->title_text.bytes)
        write_line(a, a->title_text.bytes, a->title_text.length, LINE_TITLE);
    for (uint32_t i = a->first; i < a->end; i++)
        write_block(a, i);
}

/* --- facts
 * ------------------------------------------------------------------------------------------------------------- */

static void tell_facts(const struct article *a)
{
    const struct html_facts *facts = &a->page->facts;
    struct document *document = a->document;
    document->title = a->title_text.bytes ? a->title_text : facts->name;
    document->author = facts->value[FACT_AUTHOR];
    document->url = facts->value[FACT_URL];
    document->source = facts->value[FACT_SOURCE];
    document->published = facts->published;
    document->published_source = facts->published_source;
}

/* --- the reader
 * --------------------------------------------------------------------------------------------------------- */

/* Twice: to measure, then to write. */
static int write_article(struct article *a)
{
    write_all(a);
    if (!a->length) {
        a->everything = true;
        a->first = 0;
        a->end = a->page->blocks.count;
        write_all(a);
    }
    a->bytes = arena_raw(a->arena, (size_t)a->length + 1);
    if (!a->bytes)
        return IND_E_LIMIT;
    write_all(a);
    return a->failed ? IND_E_LIMIT : IND_OK;
}

static int read_article(struct arena *arena, struct arena *scratch, struct document *document)
{
    struct html_page page;
    struct article article = {.arena = arena, .scratch = scratch, .page = &page, .document = document};
    TRY(html_page_read(scratch, arena, document->bytes, document->length, &page));
    arena->limit = arena->limit - scratch->used > arena->used ? arena->limit - scratch->used : arena->used;
    weigh(&article);
    find_body(&article);
    find_title(&article);
    TRY(write_article(&article));
    tell_facts(&article);
    document->bytes = article.bytes;
    document->length = article.length;
    document->lines = article.lines.items;
    document->line_count = article.lines.count;
    document->in_file = false;
    return IND_OK;
}

/* The page takes several times its text and goes before the text is read on: it has what the document's arena has left,
 * and the arena meanwhile what the page leaves. */
int html_read(struct arena *arena, struct document *document, struct ind_fault *fault)
{
    struct arena scratch;
    size_t limit = arena->limit;
    arena_init(&scratch, limit - arena->used);
    int code = read_article(arena, &scratch, document);
    arena_done(&scratch);
    arena->limit = limit;
    if (code < 0)
        return fault_set(fault, code, FAULT_NOWHERE, "the page needs more than %zu bytes of memory", arena->limit);
    return code;
}
