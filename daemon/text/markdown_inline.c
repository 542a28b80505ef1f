/* What stands inside a line of Markdown: marks that show nothing are left out, all else is copied. */
#include "daemon/text/markdown.h"

#include "daemon/text/html_reference.h"

/* Runs of '*' and '_' in one line that may be emphasis; those beyond stay as they are. */
#define RUNS_MAX 128

struct run {
    uint32_t at, length, left; /* left: marks that nothing has matched */
    char mark;
    bool opens, closes;
};

struct line {
    const char *bytes;
    uint32_t length;
    struct run runs[RUNS_MAX];
    uint32_t run_count;
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool is_punctuation(char byte)
{
    return (byte > ' ' && byte < '0') || (byte > '9' && byte < 'A') || (byte > 'Z' && byte < 'a') ||
           (byte > 'z' && byte < 0x7F);
}

static bool is_wordly(char byte)
{
    return !is_blank(byte) && !is_punctuation(byte);
}

static char byte_at(const struct line *line, uint32_t at)
{
    return at < line->length ? line->bytes[at] : ' ';
}

/* --- emphasis ------------------------------------------------------------------------------------------------------
 */

/* What the characters around a run of marks allow it to be: "5 * 3" has none, "a_b" none of '_'. */
static struct run run_of(const struct line *line, uint32_t at)
{
    struct run run = {.at = at, .mark = line->bytes[at]};
    while (byte_at(line, at + run.length) == run.mark)
        run.length++;
    run.left = run.length;
    char before = at ? line->bytes[at - 1] : ' ', behind = byte_at(line, at + run.length);
    run.opens = !is_blank(behind) && (!is_punctuation(behind) || !is_wordly(before));
    run.closes = !is_blank(before) && (!is_punctuation(before) || !is_wordly(behind));
    if (run.mark == '_') {
        run.opens = run.opens && !is_wordly(before);
        run.closes = run.closes && !is_wordly(behind);
    }
    return run;
}

/* Takes marks from the nearest openers of the kind; each opener is left behind once, so that all is linear. */
static void match(struct line *line, struct run *closer, const uint32_t *open, uint32_t *open_count)
{
    while (closer->left && *open_count) {
        struct run *opener = &line->runs[open[*open_count - 1]];
        uint32_t taken = opener->left < closer->left ? opener->left : closer->left;
        opener->left -= taken;
        closer->left -= taken;
        *open_count -= !opener->left;
    }
}

static void find_emphasis(struct line *line)
{
    uint32_t open[2][RUNS_MAX], count[2] = {0, 0};
    for (uint32_t at = 0; at < line->length && line->run_count < RUNS_MAX;) {
        char byte = line->bytes[at];
        if (byte == '\\')
            at += 2;
        else if (byte != '*' && byte != '_')
            at++;
        else {
            struct run *run = &line->runs[line->run_count++];
            *run = run_of(line, at);
            int kind = byte == '_';
            if (run->closes)
                match(line, run, open[kind], &count[kind]);
            if (run->opens && run->left == run->length)
                open[kind][count[kind]++] = line->run_count - 1;
            at += run->length;
        }
    }
}

/* --- links, tags ----------------------------------------------------------------------------------------------------
 */

/* How far a link's target or a tag is looked for, so that a line of nothing but brackets costs no more. */
#define TARGET_MAX 500

static uint32_t find(const struct line *line, uint32_t from, char byte)
{
    uint32_t left = line->length - from;
    const char *found =
        from < line->length ? memchr(line->bytes + from, byte, left < TARGET_MAX ? left : TARGET_MAX) : NULL;
    return found ? (uint32_t)(found - line->bytes) : UINT32_MAX;
}

/* Behind the ')' that closes the '(' at `at`, with those between them; UINT32_MAX for none. */
static uint32_t past_bracket(const struct line *line, uint32_t at)
{
    uint32_t open = 0;
    if (find(line, at, ')') == UINT32_MAX)
        return UINT32_MAX;
    for (uint32_t i = at; i < line->length && i - at < TARGET_MAX; i++) {
        open += line->bytes[i] == '(';
        open -= line->bytes[i] == ')';
        if (!open)
            return i + 1;
    }
    return UINT32_MAX;
}

/* The end of the target that stands behind the ']' at `at`: "](…)" or "][…]"; `at` + 1 where there is none. */
static uint32_t past_target(const struct line *line, uint32_t at)
{
    char opener = byte_at(line, at + 1);
    if (opener != '(' && opener != '[')
        return at + 1;
    if (opener == '(') {
        uint32_t past = past_bracket(line, at + 1);
        return past == UINT32_MAX ? at + 1 : past;
    }
    uint32_t end = find(line, at + 2, ']');
    return end == UINT32_MAX ? at + 1 : end + 1;
}

/* Behind a picture "![…](…)" or a footnote "[^…]" that begins at `at`; 0 for none. */
static uint32_t past_hidden(const struct line *line, uint32_t at)
{
    bool picture = line->bytes[at] == '!' && byte_at(line, at + 1) == '[';
    bool note = line->bytes[at] == '[' && byte_at(line, at + 1) == '^';
    uint32_t end = picture || note ? find(line, at + 1, ']') : UINT32_MAX;
    if (end == UINT32_MAX)
        return 0;
    uint32_t past = past_target(line, end);
    return picture && past == end + 1 ? 0 : past;
}

/* Behind the tag, comment or bare address that begins with the '<' at `at`; 0 for none. */
static uint32_t past_tag(const struct line *line, uint32_t at)
{
    char next = byte_at(line, at + 1), lower = (char)(next | 0x20);
    if (!(lower >= 'a' && lower <= 'z') && next != '/' && next != '!')
        return 0;
    uint32_t end = find(line, at + 1, '>');
    return end == UINT32_MAX ? 0 : end + 1;
}

/* --- writing
 * ---------------------------------------------------------------------------------------------------------- */

/* Where the brackets of links are open, so that their "](…)" is known for one. */
struct writer {
    struct line line;
    char *bytes;
    uint32_t length;
    uint32_t brackets; /* that are open, and written */
    uint32_t run;      /* the next run of marks */
};

static void put(struct writer *writer, const char *bytes, uint32_t length)
{
    memcpy(writer->bytes + writer->length, bytes, length);
    writer->length += length;
}

/* Marks of a run that matched nothing stay. Returns what is behind it. */
static uint32_t write_run(struct writer *writer, uint32_t at)
{
    const struct run *run = &writer->line.runs[writer->run++];
    put(writer, writer->line.bytes + at, run->left);
    return at + run->length;
}

/* A '[' is left out where its ']' has a target. */
static bool has_target(const struct line *line, uint32_t at)
{
    uint32_t close = find(line, at + 1, ']');
    return close != UINT32_MAX && past_target(line, close) > close + 1;
}

static uint32_t write_special(struct writer *writer, uint32_t at)
{
    const struct line *line = &writer->line;
    char reference[HTML_REFERENCE_BYTES];
    uint32_t past = 0, length;
    switch (line->bytes[at]) {
    case '\\':
        if (!is_punctuation(byte_at(line, at + 1)))
            break;
        put(writer, line->bytes + at + 1, 1);
        return at + 2;
    case '&':
        past = (uint32_t)html_reference(line->bytes + at, line->bytes + line->length, false, reference, &length);
        if (past)
            put(writer, reference, length);
        return past ? at + past : 0;
    case '<': return past_tag(line, at);
    case '`': return at + 1;
    case '!': return past_hidden(line, at);
    case '[':
        past = past_hidden(line, at);
        if (past || !has_target(line, at))
            return past;
        writer->brackets++;
        return at + 1;
    case ']':
        if (!writer->brackets)
            break;
        writer->brackets--;
        return past_target(line, at);
    default: break;
    }
    return 0;
}

uint32_t markdown_inline(const char *line, uint32_t length, char *ret_bytes)
{
    struct writer writer = {.line = {.bytes = line, .length = length}};
    writer.bytes = ret_bytes;
    find_emphasis(&writer.line);
    for (uint32_t at = 0; at < length;) {
        uint32_t past;
        while (writer.run < writer.line.run_count && writer.line.runs[writer.run].at < at)
            writer.run++;
        if (writer.run < writer.line.run_count && writer.line.runs[writer.run].at == at)
            past = write_run(&writer, at);
        else
            past = write_special(&writer, at);
        if (!past) {
            put(&writer, line + at, 1);
            past = at + 1;
        }
        at = past;
    }
    return writer.length;
}
