/* Which reader takes a file, and what is the same for all of them. How a format is laid out is the readers' business.
 */
#include "daemon/text/document.h"

#include "daemon/text/html.h"
#include "daemon/text/markdown.h"

struct format {
    const char *name;
    const char *endings; /* of file names, each between blanks; NULL: none */
    bool (*looks)(const char *bytes, size_t length); /* content that is this format whatever its name; NULL: none is */
    int (*read)(struct arena *arena, struct document *document, struct ind_fault *fault);
};

/* Plain text goes on as it is: extract/layout finds its lines out. */
static int plain_read(struct arena *arena, struct document *document, struct ind_fault *fault)
{
    (void)arena, (void)document, (void)fault;
    return 0;
}

/* The last one takes whatever the others do not. */
static const struct format formats[] = {
    {"html", " html htm xhtml ", html_looks, html_read},
    {"markdown", " md markdown ", NULL, markdown_read},
    {"text", NULL, NULL, plain_read},
};

#define FORMATS (sizeof formats / sizeof *formats)
#define ENDING_MAX 15

/* The ending of a name in lower case with a blank before and behind it; empty for none. */
static void ending_of(const char *name, char ret_ending[static ENDING_MAX + 3])
{
    const char *dot = name ? strrchr(name, '.') : NULL;
    size_t length = dot ? strlen(dot + 1) : 0;
    ret_ending[0] = '\0';
    if (!length || length > ENDING_MAX)
        return;
    ret_ending[0] = ' ';
    for (size_t i = 0; i < length; i++)
        ret_ending[i + 1] = (char)(dot[i + 1] >= 'A' && dot[i + 1] <= 'Z' ? dot[i + 1] + ('a' - 'A') : dot[i + 1]);
    memcpy(ret_ending + length + 1, " ", 2);
}

static const struct format *format_of(const char *name, const char *bytes, size_t length)
{
    char ending[ENDING_MAX + 3];
    ending_of(name, ending);
    for (size_t i = 0; i < FORMATS && ending[0]; i++)
        if (formats[i].endings && strstr(formats[i].endings, ending))
            return &formats[i];
    for (size_t i = 0; i < FORMATS; i++)
        if (formats[i].looks && formats[i].looks(bytes, length))
            return &formats[i];
    return &formats[FORMATS - 1];
}

struct document document_decoded(const struct charset_text *text)
{
    return (struct document){.bytes = text->bytes,
                             .length = text->length,
                             .format = "text",
                             .encoding = text->encoding,
                             .encoding_sure = text->sure,
                             .encoding_source = text->source,
                             .replaced = text->replaced,
                             .in_file = text->in_place};
}

int document_from(struct arena *arena, const char *name, const struct charset_text *text,
                  struct document *ret_document, struct ind_fault *fault)
{
    struct document document = document_decoded(text);
    const struct format *format = format_of(name, document.bytes, document.length);
    document.format = format->name;
    TRY(format->read(arena, &document, fault));
    *ret_document = document;
    return 0;
}

int document_read(struct arena *arena, const char *name, const char *bytes, size_t length,
                  struct document *ret_document, struct ind_fault *fault)
{
    struct charset_text text;
    TRY(charset_read(arena, bytes, length, &text, fault));
    return document_from(arena, name, &text, ret_document, fault);
}

/* Without a file behind it the clean text is what offsets refer to. */
static int forget_source(struct arena *arena, struct text *text)
{
    struct text_run *run = ARENA_NEW(arena, struct text_run);
    if (!run)
        return IND_E_LIMIT;
    text->runs = run;
    text->run_count = 1;
    return 0;
}

int document_clean(struct arena *arena, const struct document *document, struct text *ret_text,
                   struct ind_fault *fault)
{
    struct text text;
    TRY(text_read(arena, document->bytes, document->length, &text, fault));
    int code = text_carry_lines(arena, document->lines, document->line_count, &text);
    if (code == 0 && !document->in_file)
        code = forget_source(arena, &text);
    if (code < 0)
        return fault_set(fault, code, FAULT_NOWHERE, "the text needs more than %zu bytes of memory", arena->limit);
    *ret_text = text;
    return 0;
}

/* White space folded in place to single blanks, none at either end; the length that is left. */
static uint32_t fold_blanks(char *bytes, uint32_t length)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < length; i++) {
        bool blank = bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\t';
        if (blank && (!kept || bytes[kept - 1] == ' '))
            continue;
        bytes[kept++] = blank ? ' ' : bytes[i];
    }
    return kept && bytes[kept - 1] == ' ' ? kept - 1 : kept;
}

ind_text document_fact(struct arena *arena, const char *bytes, size_t length)
{
    struct text text;
    if (!length || length > DOCUMENT_FACT_MAX || text_read(arena, bytes, length, &text, NULL) < 0)
        return (ind_text){0};
    char *copy = arena_copy(arena, text.bytes, text.length);
    return copy ? (ind_text){copy, fold_blanks(copy, text.length)} : (ind_text){0};
}
