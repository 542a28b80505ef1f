/* Measuring and aligning text for a terminal. */
#include "daemon/tools/grid.h"

#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

#include "daemon/base/check.h"
#include "daemon/base/error.h"
#include "daemon/tools/options.h"

#define GAP "  "
#define LAST_LEAST 30 /* the last column says what the row is about: a narrower terminal wraps it */
#define ELLIPSIS "…"
#define REPLACEMENT "\xef\xbf\xbd"

/* The character at `bytes`: its length in bytes, its code point or -1 where the byte begins none. */
static size_t next(const char *bytes, size_t length, utf8proc_int32_t *ret_point)
{
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)length, ret_point);
    if (size > 0)
        return (size_t)size;
    *ret_point = -1;
    return 1;
}

static size_t point_width(utf8proc_int32_t point)
{
    int width = point < 0 ? 1 : utf8proc_charwidth(point);
    return width > 0 ? (size_t)width : 0;
}

size_t text_width(const char *bytes, size_t length)
{
    size_t width = 0;
    for (size_t at = 0; at < length;) {
        utf8proc_int32_t point;
        at += next(bytes + at, length - at, &point);
        width += point_width(point);
    }
    return width;
}

size_t text_fit(const char *bytes, size_t length, size_t width)
{
    size_t at = 0;
    while (at < length) {
        utf8proc_int32_t point;
        size_t size = next(bytes + at, length - at, &point);
        size_t cells = point_width(point);
        if (cells > width)
            break;
        width -= cells;
        at += size;
    }
    return at;
}

void grid_init(struct grid *grid, const struct grid_column *columns, size_t column_count)
{
    CHECK(column_count > 0 && column_count <= GRID_COLUMNS);
    *grid = (struct grid){.columns = columns, .column_count = column_count};
    grid_clear(grid);
}

void grid_done(struct grid *grid)
{
    if (!grid)
        return;
    buffer_done(&grid->text);
    free(grid->ends);
    *grid = (struct grid){0};
}

void grid_clear(struct grid *grid)
{
    buffer_clear(&grid->text);
    grid->cell_count = 0;
    grid->failed = false;
    for (size_t i = 0; i < grid->column_count; i++) {
        size_t title = text_width(grid->columns[i].title, strlen(grid->columns[i].title));
        grid->widths[i] = title > grid->columns[i].least ? title : grid->columns[i].least;
    }
}

static bool turns_direction(utf8proc_int32_t point)
{
    return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

void text_clean(struct buffer *text, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        utf8proc_int32_t point;
        size_t size = next(bytes + at, length - at, &point);
        if (point < 0 || turns_direction(point))
            buffer_text(text, REPLACEMENT);
        else if (point < ' ' || (point >= 0x7f && point < 0xa0))
            buffer_byte(text, ' ');
        else
            buffer_append(text, bytes + at, size);
        at += size;
    }
}

static bool reserve(struct grid *grid)
{
    if (grid->cell_count < grid->cell_room)
        return true;
    size_t room = grid->cell_room ? 2 * grid->cell_room : 64;
    size_t *ends = reallocarray(grid->ends, room, sizeof *ends);
    if (!ends)
        return false;
    grid->ends = ends;
    grid->cell_room = room;
    return true;
}

void grid_cell(struct grid *grid, const char *bytes, size_t length)
{
    if (grid->failed || (grid->failed = !reserve(grid)))
        return;
    size_t start = grid->text.length;
    text_clean(&grid->text, bytes, length);
    grid->failed = grid->text.failed;
    if (grid->failed)
        return;
    size_t width = text_width(grid->text.bytes + start, grid->text.length - start);
    size_t *widest = &grid->widths[grid->cell_count % grid->column_count];
    *widest = width > *widest ? width : *widest;
    grid->ends[grid->cell_count++] = grid->text.length;
}

static void pad(struct buffer *out, size_t cells)
{
    while (cells--)
        buffer_byte(out, ' ');
}

/* One cell in its place; returns how many cells of the terminal it took. */
static size_t print_padded(const struct grid *grid, size_t column, const char *bytes, size_t length,
                           struct buffer *out)
{
    size_t width = text_width(bytes, length);
    size_t missing = grid->widths[column] > width ? grid->widths[column] - width : 0;
    pad(out, grid->columns[column].right ? missing : 0);
    buffer_append(out, bytes, length);
    pad(out, grid->columns[column].right ? 0 : missing);
    buffer_text(out, GAP);
    return width + missing + strlen(GAP);
}

static void print_last(const char *bytes, size_t length, size_t used, size_t terminal, struct buffer *out)
{
    size_t left = terminal > used + LAST_LEAST ? terminal - used : LAST_LEAST;
    if (!terminal || text_width(bytes, length) <= left) {
        buffer_append(out, bytes, length);
        return;
    }
    buffer_append(out, bytes, text_fit(bytes, length, left - 1));
    buffer_text(out, ELLIPSIS);
}

static void print_head(const struct grid *grid, struct buffer *out)
{
    size_t last = grid->column_count - 1;
    for (size_t i = 0; i < last; i++)
        print_padded(grid, i, grid->columns[i].title, strlen(grid->columns[i].title), out);
    buffer_text(out, grid->columns[last].title);
    buffer_byte(out, '\n');
}

static void print_row(const struct grid *grid, size_t first, size_t terminal, struct buffer *out)
{
    size_t used = 0, last = grid->column_count - 1;
    size_t start = first ? grid->ends[first - 1] : 0;
    for (size_t i = 0; i <= last; i++) {
        const char *bytes = grid->text.bytes ? grid->text.bytes + start : "";
        size_t length = grid->ends[first + i] - start;
        if (i < last)
            used += print_padded(grid, i, bytes, length, out);
        else
            print_last(bytes, length, used, terminal, out);
        start += length;
    }
    buffer_byte(out, '\n');
}

int grid_print(const struct grid *grid, bool head, size_t terminal, struct buffer *out)
{
    if (head)
        print_head(grid, out);
    for (size_t first = 0; first + grid->column_count <= grid->cell_count; first += grid->column_count)
        print_row(grid, first, terminal, out);
    return grid->failed || out->failed ? IND_E_NOMEM : 0;
}

size_t terminal_width(void)
{
    struct winsize size = {0};
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
        return size.ws_col;
    const char *columns = getenv("COLUMNS");
    uint64_t number;
    return columns && read_number(columns, &number) && number <= 10000 ? (size_t)number : 0;
}
