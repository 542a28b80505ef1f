/* Lines on stderr for the operator and for journald, and the last error for `status`. Not a record of what
 * was published: that is the journal's. Any thread; one line is one write. */
#ifndef SERVICE_LOG_H
#define SERVICE_LOG_H

#include <stddef.h>

/* name, what journald calls it */
#define LOG_LEVELS(X)  \
    X(ERROR, "error", 3)   \
    X(WARNING, "warning", 4) \
    X(INFO, "info", 6)    \
    X(DEBUG, "debug", 7)

enum log_level {
#define X(name, text, priority) LEVEL_##name,
    LOG_LEVELS(X)
#undef X
};

#define LOG_LINE 1024

/* Says what is to be shown. Called once, before any thread: looks at JOURNAL_STREAM to know whether
 * journald reads our stderr and wants its <N> in front of each line. */
void log_init(enum log_level shown);

/* The level of that name, or -1. */
int log_level_of(const char *name);

/* One line; control characters and quotes of a hostile file name stand escaped, a line too long is cut. */
void log_line(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* An error line out of a signal handler: as it is, in one write, remembered nowhere. */
void log_dying(const char *sentence);

/* The newest error line, "" where there was none; the copy is the caller's. */
void log_last_error(char ret_text[static LOG_LINE]);

#define log_error(...) log_line(LEVEL_ERROR, __VA_ARGS__)
#define log_warning(...) log_line(LEVEL_WARNING, __VA_ARGS__)
#define log_info(...) log_line(LEVEL_INFO, __VA_ARGS__)
#define log_debug(...) log_line(LEVEL_DEBUG, __VA_ARGS__)

#endif
