/* Drawing and wiping the progress bar. */
#include "daemon/tools/progress.h"

#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { REDRAW_MS = 100, WIDEST_BAR = 60 };

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static size_t terminal_columns(void)
{
    struct winsize size = {0};
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
}

void progress_init(struct progress *progress, size_t total)
{
    *progress = (struct progress){.total = total, .wanted = total > 1 && isatty(STDERR_FILENO)};
}

void progress_text(size_t done, size_t total, size_t columns, char *ret_text, size_t room)
{
    char count[64];
    int length = snprintf(count, sizeof count, " %zu/%zu files", done, total);
    size_t used = (size_t)length + 3;
    size_t width = columns > used ? columns - used : 0;
    width = width > WIDEST_BAR ? WIDEST_BAR : width;
    size_t filled = total ? (size_t)((unsigned __int128)width * done / total) : width;
    char bar[WIDEST_BAR + 1];
    memset(bar, '#', filled);
    memset(bar + filled, '.', width - filled);
    bar[width] = '\0';
    snprintf(ret_text, room, "[%s]%s", bar, count);
}

void progress_show(struct progress *progress, size_t done)
{
    int64_t now = progress->wanted ? now_ms() : 0;
    if (!progress->wanted || (progress->drawn_ms && now - progress->drawn_ms < REDRAW_MS))
        return;
    char text[160];
    progress_text(done, progress->total, terminal_columns(), text, sizeof text);
    fprintf(stderr, "\r\033[K%s", text);
    progress->visible = true;
    progress->drawn_ms = now;
}

void progress_hide(struct progress *progress)
{
    if (progress->visible)
        fputs("\r\033[K", stderr);
    progress->visible = false;
}
