/* The lines of Markdown: what each is by what it begins with, and by the line behind it where that underlines it. */
#include "daemon/text/markdown.h"

#include "daemon/text/date.h"

/* A paragraph is taken for wrapped by an editor where it has so many lines, its longest is so long in characters, and
 * the first word of no line would have fitted behind the line before. Others have a line a thought, as crawlers write
 * them. */
#define WRAPPED_LINES 3
#define WRAPPED_MIN 60
#define WRAPPED_MAX 130

struct line {
    const char *bytes;
    uint32_t length;
};

struct reader {
    struct arena *arena;
    struct document *document;
    const char *at, *end;
    char *bytes;
    uint32_t length;
    LIST_OF(struct text_line) lines;
    bool titled;
    bool wrapped;  /* the line before is a paragraph's and goes on */
    const char *unwrap_end; /* the paragraph up to there is wrapped by an editor */
    const char *looked_end; /* … or is not: it has been looked at up to there */
    bool in_table;
    char fence;    /* the mark of the code block that is open; 0 for none */
    bool failed;
};

/* --- looking at lines ------------------------------------------------------------------------------------------------
 */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static struct line trimmed(struct line line)
{
    while (line.length && is_blank(line.bytes[0])) {
        line.bytes++;
        line.length--;
    }
    while (line.length && is_blank(line.bytes[line.length - 1]))
        line.length--;
    return line;
}

static struct line line_from(const char *at, const char *end)
{
    const char *stop = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
    return (struct line){at, (uint32_t)((stop ? stop : end) - at)};
}

static struct line next_line(struct reader *reader)
{
    struct line line = line_from(reader->at, reader->end);
    reader->at += line.length;
    reader->at += reader->at < reader->end;
    return trimmed(line);
}

static struct line without(struct line line, uint32_t count)
{
    return trimmed((struct line){line.bytes + count, line.length - count});
}

static bool is_made_of(struct line line, const char *marks)
{
    for (uint32_t i = 0; i < line.length; i++)
        if (!line.bytes[i] || !strchr(marks, line.bytes[i]))
            return false;
    return line.length > 0;
}

static uint32_t count_of(struct line line, char byte)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < line.length; i++)
        count += line.bytes[i] == byte;
    return count;
}

static bool is_rule(struct line line)
{
    return (is_made_of(line, "- ") && count_of(line, '-') > 2) || (is_made_of(line, "* ") && count_of(line, '*') > 2) ||
           (is_made_of(line, "_ ") && count_of(line, '_') > 2);
}

/* "|---|:--:|", the line below a table's header. */
static bool is_delimiter(struct line line)
{
    return is_made_of(line, "|-: \t") && count_of(line, '-') && count_of(line, '|');
}

static uint32_t heading_level(struct line line)
{
    uint32_t level = 0;
    while (level < line.length && line.bytes[level] == '#')
        level++;
    return level <= 6 && level < line.length && is_blank(line.bytes[level]) ? level : 0;
}

/* The length of a bullet with its blank; 0 for none. */
static uint32_t bullet_length(struct line line)
{
    return line.length > 2 && strchr("-*+", line.bytes[0]) && is_blank(line.bytes[1]) ? 2 : 0;
}

/* --- writing
 * ---------------------------------------------------------------------------------------------------------- */

static void put(struct reader *reader, const char *bytes, uint32_t length)
{
    memcpy(reader->bytes + reader->length, bytes, length);
    reader->length += length;
}

static void begin(struct reader *reader, enum line_kind kind)
{
    reader->wrapped = false;
    struct text_line *line = LIST_PUSH(reader->arena, &reader->lines);
    if (line)
        *line = (struct text_line){reader->length, (uint8_t)kind};
    else
        reader->failed = true;
}

static void put_inline(struct reader *reader, struct line line)
{
    reader->length += markdown_inline(line.bytes, line.length, reader->bytes + reader->length);
}

static void put_line(struct reader *reader, struct line line, enum line_kind kind)
{
    begin(reader, kind);
    put_inline(reader, line);
    put(reader, "\n", 1);
}

/* --- kinds of lines
 * ----------------------------------------------------------------------------------------------------- */

static void read_heading(struct reader *reader, struct line line)
{
    while (line.length && line.bytes[line.length - 1] == '#')
        line.length--;
    line = trimmed(line);
    if (!line.length)
        return;
    put_line(reader, line, reader->titled ? LINE_HEADING : LINE_TITLE);
    reader->titled = true;
}

static void read_item(struct reader *reader, struct line line, uint32_t bullet)
{
    begin(reader, LINE_ITEM);
    put(reader, line.bytes, bullet);
    put_inline(reader, without(line, bullet));
    put(reader, "\n", 1);
}

static bool is_escaped(struct line line, uint32_t at)
{
    return at && line.bytes[at - 1] == '\\';
}

static void read_row(struct reader *reader, struct line line)
{
    if (line.bytes[0] == '|')
        line = without(line, 1);
    if (line.length && line.bytes[line.length - 1] == '|' && !is_escaped(line, line.length - 1))
        line.length--;
    begin(reader, LINE_ROW);
    uint32_t first = 0;
    for (uint32_t i = 0; i <= line.length; i++) {
        if (i < line.length && (line.bytes[i] != '|' || is_escaped(line, i)))
            continue;
        put_inline(reader, trimmed((struct line){line.bytes + first, i - first}));
        if (i < line.length)
            put(reader, "\t", 1);
        first = i + 1;
    }
    put(reader, "\n", 1);
}

static uint32_t characters(const char *bytes, uint32_t length)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < length; i++)
        count += (bytes[i] & 0xC0) != 0x80;
    return count;
}

static uint32_t first_word(struct line line)
{
    uint32_t length = 0;
    while (length < line.length && !is_blank(line.bytes[length]))
        length++;
    return characters(line.bytes, length);
}

/* Looks at the paragraph that goes on at reader->at, once. */
static void look_at_paragraph(struct reader *reader, struct line line)
{
    uint32_t lines = 1, longest = characters(line.bytes, line.length), tightest = UINT32_MAX;
    uint32_t before = longest;
    const char *at = reader->at;
    while (at < reader->end) {
        struct line raw = line_from(at, reader->end), next = trimmed(raw);
        if (!next.length)
            break;
        uint32_t length = characters(next.bytes, next.length), needed = before + 1 + first_word(next);
        longest = length > longest ? length : longest;
        tightest = needed < tightest ? needed : tightest;
        before = length;
        lines++;
        at = raw.bytes + raw.length + (raw.bytes + raw.length < reader->end);
    }
    bool wrapped = lines >= WRAPPED_LINES && longest >= WRAPPED_MIN && longest <= WRAPPED_MAX && tightest > longest;
    reader->looked_end = at;
    reader->unwrap_end = wrapped ? at : reader->at;
}

/* A line that only goes on with the one before it takes the place of the line break there. */
static void read_paragraph(struct reader *reader, struct line line, bool broken)
{
    if (reader->at > reader->looked_end)
        look_at_paragraph(reader, line);
    if (reader->wrapped)
        reader->bytes[reader->length - 1] = ' ';
    else
        begin(reader, LINE_UNKNOWN);
    put_inline(reader, line);
    put(reader, "\n", 1);
    reader->wrapped = !broken && reader->at < reader->unwrap_end;
}

/* What the line behind makes of a line: a heading, the head of a table; false for nothing. */
static bool read_underlined(struct reader *reader, struct line line)
{
    struct line below = trimmed(line_from(reader->at, reader->end));
    if (count_of(line, '|') && is_delimiter(below)) {
        read_row(reader, line);
        next_line(reader);
        reader->in_table = true;
        return true;
    }
    if (reader->wrapped || (!is_made_of(below, "=") && !(is_made_of(below, "-") && below.length > 2)))
        return false;
    read_heading(reader, line);
    next_line(reader);
    return true;
}

static void read_blank(struct reader *reader)
{
    reader->wrapped = reader->in_table = false;
    if (reader->length)
        put(reader, "\n", 1);
}

/* "[name]: https://…" says where a link leads. */
static bool is_definition(struct line line)
{
    const char *close = line.bytes[0] == '[' ? memchr(line.bytes, ']', line.length) : NULL;
    return close && close + 1 < line.bytes + line.length && close[1] == ':';
}

static void read_text_line(struct reader *reader, struct line line, bool broken)
{
    uint32_t bullet = bullet_length(line);
    if (heading_level(line))
        read_heading(reader, without(line, heading_level(line)));
    else if (is_rule(line) || is_definition(line))
        reader->wrapped = false;
    else if (reader->in_table && count_of(line, '|'))
        read_row(reader, line);
    else if (bullet)
        read_item(reader, line, bullet);
    else if (!read_underlined(reader, line))
        read_paragraph(reader, line, broken);
}

/* Two blanks or a backslash at the end of a line break it. */
static bool is_broken(const char *bytes, struct line line)
{
    const char *behind = line.bytes + line.length;
    uint32_t blanks = 0;
    while (behind + blanks < bytes && behind[blanks] == ' ')
        blanks++;
    return blanks >= 2 || (line.length && line.bytes[line.length - 1] == '\\');
}

static void read_line(struct reader *reader)
{
    struct line line = next_line(reader);
    bool broken = is_broken(reader->at, line);
    bool fence = line.length >= 3 && (!memcmp(line.bytes, "```", 3) || !memcmp(line.bytes, "~~~", 3));
    if (fence && (!reader->fence || reader->fence == line.bytes[0])) {
        reader->fence = reader->fence ? 0 : line.bytes[0];
        return;
    }
    while (line.length && line.bytes[0] == '>')
        line = without(line, 1);
    if (!line.length)
        read_blank(reader);
    else
        read_text_line(reader, line, broken);
}

/* --- front matter
 * --------------------------------------------------------------------------------------------------------- */

static bool key_is(struct line line, const char *keys, struct line *ret_value)
{
    const char *colon = memchr(line.bytes, ':', line.length);
    char key[18] = " ";
    uint32_t length = colon ? (uint32_t)(colon - line.bytes) : 0;
    if (!length || length > sizeof key - 3)
        return false;
    for (uint32_t i = 0; i < length; i++)
        key[i + 1] = (char)(line.bytes[i] >= 'A' && line.bytes[i] <= 'Z' ? line.bytes[i] + ('a' - 'A') : line.bytes[i]);
    memcpy(key + length + 1, " ", 2);
    struct line value = without(line, length + 1);
    if (value.length > 1 && (value.bytes[0] == '"' || value.bytes[0] == '\'') &&
        value.bytes[value.length - 1] == value.bytes[0])
        value = trimmed((struct line){value.bytes + 1, value.length - 2});
    *ret_value = value;
    return strstr(keys, key) != NULL;
}

static void tell(struct reader *reader, struct line line)
{
    struct document *document = reader->document;
    const struct {
        const char *keys;
        ind_text *fact;
    } rows[] = {{" title ", &document->title},
                {" author ", &document->author},
                {" source site ", &document->source},
                {" url link permalink ", &document->url}};
    struct line value;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (key_is(line, rows[i].keys, &value) && !rows[i].fact->bytes)
            *rows[i].fact = document_fact(reader->arena, value.bytes, value.length);
    if (key_is(line, " date published publish_date pubdate datetime ", &value) && !document->published.year &&
        date_written(value.bytes, value.length, &document->published))
        document->published_source = PUBLISHED_FIELD;
}

/* Lines between "---" at the very beginning; none where nothing ends them. */
static void read_front_matter(struct reader *reader)
{
    const char *start = reader->at;
    struct line line = next_line(reader);
    if (line.length != 3 || memcmp(line.bytes, "---", 3) != 0) {
        reader->at = start;
        return;
    }
    const char *first = reader->at;
    do
        line = next_line(reader);
    while (reader->at < reader->end && !(line.length == 3 && memcmp(line.bytes, "---", 3) == 0));
    if (line.length != 3 || memcmp(line.bytes, "---", 3) != 0) {
        reader->at = start;
        return;
    }
    const char *behind = reader->at, *last = line.bytes;
    for (reader->at = first; reader->at < last;)
        tell(reader, next_line(reader));
    reader->at = behind;
}

/* A title that only the front matter tells is the first line. */
static void write_title(struct reader *reader)
{
    ind_text title = reader->document->title;
    if (!title.bytes)
        return;
    begin(reader, LINE_TITLE);
    put(reader, title.bytes, title.length);
    put(reader, "\n\n", 2);
    reader->titled = true;
}

/* --- the reader
 * ------------------------------------------------------------------------------------------------------------ */

static int full(struct arena *arena, struct ind_fault *fault)
{
    return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE, "the text needs more than %zu bytes of memory", arena->limit);
}

int markdown_read(struct arena *arena, struct document *document, struct ind_fault *fault)
{
    struct reader reader = {
        .arena = arena, .document = document, .at = document->bytes, .end = document->bytes + document->length};
    reader.unwrap_end = reader.looked_end = reader.at;
    if (document->length >= 3 && memcmp(document->bytes, "\xEF\xBB\xBF", 3) == 0)
        reader.at += 3;
    /* A line may grow by its last line break, a reference by one byte of five. */
    reader.bytes = arena_raw(arena, (size_t)document->length + document->length / 5 + 2 * DOCUMENT_FACT_MAX + 8);
    if (!reader.bytes)
        return full(arena, fault);
    read_front_matter(&reader);
    write_title(&reader);
    while (reader.at < reader.end && !reader.failed)
        read_line(&reader);
    if (reader.failed)
        return full(arena, fault);
    document->bytes = reader.bytes;
    document->length = reader.length;
    document->lines = reader.lines.items;
    document->line_count = reader.lines.count;
    document->in_file = false;
    return 0;
}
