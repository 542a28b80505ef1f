/* The file is cleaned and cut into tokens once, by the same code as any article, so that surfaces and text can
 * only agree; rows and fields are slices of it. */
#include "daemon/lang/rows.h"

#include <stdarg.h>

int rows_fault(const struct rows *rows, struct ind_fault *fault, const char *format, ...)
{
    char reason[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    return fault_set(fault, IND_E_INVALID, text_source_start(&rows->text, rows->start), "%s:%u: %s", rows->name,
                     rows->line, reason);
}

/* A text that could not be read at all: the line is counted in the bytes as they came. */
static int unreadable(const char *name, const char *bytes, const struct ind_fault *reason, int code,
                      struct ind_fault *fault)
{
    unsigned line = 1;
    for (size_t i = 0; reason->at != FAULT_NOWHERE && i < reason->at; i++)
        line += bytes[i] == '\n';
    return fault_set(fault, code, reason->at, "%s:%u: %s", name, line, ind_error_text(code));
}

static ind_text slice(const char *start, const char *end)
{
    while (start < end && *start == ' ')
        start++;
    while (end > start && end[-1] == ' ')
        end--;
    return (ind_text){.bytes = start, .length = (uint32_t)(end - start)};
}

/* The next line that is neither blank nor a comment; false at the end. */
static bool next_line(struct rows *rows, ind_text *ret_line)
{
    const char *bytes = rows->text.bytes;
    while (rows->next < rows->text.length) {
        rows->start = rows->next;
        rows->line++;
        const char *start = bytes + rows->start;
        const char *end = memchr(start, '\n', rows->text.length - rows->start);
        if (!end)
            end = bytes + rows->text.length;
        rows->next = (uint32_t)(end - bytes) + 1;
        *ret_line = (ind_text){.bytes = start, .length = (uint32_t)(end - start)};
        if (*start != '#' && slice(start, end).length)
            return true;
    }
    return false;
}

/* Cuts a line at its tabs. Returns how many fields there are, at most `room` + 1 (then too many). */
static uint32_t cut(ind_text line, ind_text *ret_fields, uint32_t room)
{
    const char *at = line.bytes, *end = line.bytes + line.length;
    for (uint32_t count = 0;; count++) {
        if (count == room)
            return room + 1;
        const char *tab = memchr(at, '\t', (size_t)(end - at));
        ret_fields[count] = slice(at, tab ? tab : end);
        if (!tab)
            return count + 1;
        at = tab + 1;
    }
}

static bool is(ind_text text, const char *word)
{
    return text.length == strlen(word) && !memcmp(text.bytes, word, text.length);
}

static int place_column(struct rows *rows, uint8_t at, ind_text name, struct ind_fault *fault)
{
    for (size_t i = 0; rows->columns[i].name; i++)
        if (is(name, rows->columns[i].name)) {
            if (rows->place[i] != ROW_COLUMNS)
                return rows_fault(rows, fault, "the column '%s' is named twice", rows->columns[i].name);
            rows->place[i] = at;
            return IND_OK;
        }
    return rows_fault(rows, fault, "this table has no column '%.*s'", (int)name.length, name.bytes);
}

static int read_header(struct rows *rows, ind_text line, struct ind_fault *fault)
{
    ind_text names[ROW_COLUMNS];
    uint32_t count = cut(line, names, ROW_COLUMNS);
    if (count > ROW_COLUMNS)
        return rows_fault(rows, fault, "the line that names the columns has more than %d", ROW_COLUMNS);
    for (uint32_t i = 0; i < count; i++)
        TRY(place_column(rows, (uint8_t)i, names[i], fault));
    for (size_t i = 0; rows->columns[i].name; i++)
        if (rows->place[i] == ROW_COLUMNS && !rows->columns[i].optional)
            return rows_fault(rows, fault, "the first line must name the columns, and '%s' is missing",
                              rows->columns[i].name);
    rows->count = (uint8_t)count;
    return IND_OK;
}

int rows_open(struct rows *rows, struct arena *arena, const char *name, const char *bytes, size_t length,
              const struct column *columns, struct ind_fault *fault)
{
    *rows = (struct rows){.name = name, .columns = columns};
    memset(rows->place, ROW_COLUMNS, sizeof rows->place);
    struct ind_fault reason = {.at = FAULT_NOWHERE};
    int code = text_read(arena, bytes, length, &rows->text, &reason);
    if (code == IND_E_EMPTY)
        return IND_OK;
    if (code == IND_OK)
        code = tokens_read(arena, &rows->text, &rows->tokens);
    if (code < 0)
        return unreadable(name, bytes, &reason, code, fault);
    ind_text line;
    return next_line(rows, &line) ? read_header(rows, line, fault) : IND_OK;
}

int rows_next(struct rows *rows, struct ind_fault *fault)
{
    ind_text line, found[ROW_COLUMNS] = {{0}};
    if (!next_line(rows, &line))
        return 0;
    uint32_t count = cut(line, found, rows->count);
    if (count > rows->count)
        return rows_fault(rows, fault, "more fields than the %d columns", rows->count);
    for (size_t i = 0; rows->columns[i].name; i++) {
        uint8_t place = rows->place[i];
        bool empty = place >= count || !found[place].length || is(found[place], "-");
        if (empty && !rows->columns[i].optional)
            return rows_fault(rows, fault, "the field '%s' is empty", rows->columns[i].name);
        rows->fields[i] = empty ? (ind_text){0} : found[place];
    }
    return 1;
}

bool rows_piece(ind_text *field, ind_text *ret_piece)
{
    while (field->length) {
        const char *end = field->bytes + field->length;
        const char *stop = memchr(field->bytes, ';', field->length);
        *ret_piece = slice(field->bytes, stop ? stop : end);
        *field = stop ? slice(stop + 1, end) : (ind_text){0};
        if (ret_piece->length)
            return true;
    }
    return false;
}

/* The first token that starts at or behind `offset`. */
static uint32_t token_from(const struct tokens *tokens, uint32_t offset)
{
    uint32_t low = 0, high = tokens->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (tokens->items[middle].start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void rows_tokens(const struct rows *rows, ind_text piece, uint32_t *ret_first, uint32_t *ret_end)
{
    uint32_t start = (uint32_t)(piece.bytes - rows->text.bytes);
    *ret_first = token_from(&rows->tokens, start);
    *ret_end = token_from(&rows->tokens, start + piece.length);
}
