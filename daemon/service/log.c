/* One line, one write to stderr, so that lines of several threads never mix. Not for anything that a
 * consumer is to read. */
#include "daemon/service/log.h"

#include "proto/utf8.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

static enum log_level log_shown = LEVEL_INFO;
static bool log_for_journald;
static pthread_mutex_t last_lock = PTHREAD_MUTEX_INITIALIZER;
static char last_error[LOG_LINE];

static const struct {
    const char *name;
    int priority;
} levels[] = {
#define X(name, text, priority) [LEVEL_##name] = {text, priority},
    LOG_LEVELS(X)
#undef X
};

/* JOURNAL_STREAM is inherited by children whose stderr goes elsewhere: it counts only where it names the
 * very file that stderr is. */
static bool stderr_is_journald(void)
{
    const char *stream = getenv("JOURNAL_STREAM");
    struct stat status;
    if (!stream || fstat(STDERR_FILENO, &status) < 0)
        return false;
    char own[64];
    snprintf(own, sizeof own, "%ju:%ju", (uintmax_t)status.st_dev, (uintmax_t)status.st_ino);
    return strcmp(stream, own) == 0;
}

void log_init(enum log_level shown)
{
    log_shown = shown;
    log_for_journald = stderr_is_journald();
}

int log_level_of(const char *name)
{
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (strcmp(levels[i].name, name) == 0)
            return (int)i;
    return -1;
}

static size_t escape_byte(char *to, unsigned char byte)
{
    static const char hex[] = "0123456789abcdef";
    to[0] = '\\';
    to[1] = 'x';
    to[2] = hex[byte >> 4];
    to[3] = hex[byte & 15];
    return 4;
}

/* Copies `text` with control characters, and bytes that are no UTF-8, as \xhh: a hostile file name writes no
 * line of its own. */
static void escape(char *to, size_t room, const char *text)
{
    size_t left = strlen(text);
    size_t length = 0;
    while (left && length + 5 < room) {
        size_t step = ind_utf8_length(text, left);
        if (step == 0 || (unsigned char)*text < 0x20 || *text == 0x7f) {
            length += escape_byte(to + length, (unsigned char)*text);
            step = 1;
        } else {
            memcpy(to + length, text, step);
            length += step;
        }
        text += step;
        left -= step;
    }
    to[length] = 0;
}

static void remember_error(const char *text)
{
    pthread_mutex_lock(&last_lock);
    snprintf(last_error, sizeof last_error, "%s", text);
    pthread_mutex_unlock(&last_lock);
}

void log_line(enum log_level level, const char *format, ...)
{
    if (level > log_shown && level != LEVEL_ERROR)
        return;
    char said[LOG_LINE];
    char text[LOG_LINE];
    char line[LOG_LINE + 32];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(said, sizeof said, format, arguments);
    va_end(arguments);
    escape(text, sizeof text, said);
    if (level == LEVEL_ERROR)
        remember_error(text);
    int length = log_for_journald ? snprintf(line, sizeof line, "<%d>%s\n", levels[level].priority, text)
                                  : snprintf(line, sizeof line, "indicatord: %s: %s\n", levels[level].name, text);
    /* Nobody can be told that stderr is gone. */
    ssize_t written = write(STDERR_FILENO, line, (size_t)length);
    (void)written;
}

void log_dying(const char *sentence)
{
    const char *parts[] = {log_for_journald ? "<3>" : "indicatord: error: ", sentence, "\n"};
    char line[LOG_LINE];
    size_t length = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (const char *at = parts[i]; *at && length < sizeof line; at++)
            line[length++] = *at;
    ssize_t written = write(STDERR_FILENO, line, length);
    (void)written;
}

void log_last_error(char ret_text[static LOG_LINE])
{
    pthread_mutex_lock(&last_lock);
    snprintf(ret_text, LOG_LINE, "%s", last_error);
    pthread_mutex_unlock(&last_lock);
}
