/* Allocations that may fail by a rule: ours, because the linker wraps them (--wrap=malloc and so on; libraries call
 * their own and never see it), and SQLite's by its own switch. */
#include "faults.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool fails(const char *name)
{
    const char *const kinds[] = {name, NULL};
    int number = faults_at(kinds, NULL);
    if (number > 0)
        errno = number;
    return number > 0;
}

#define WRAP(type, name, parameters, ...)                         \
    type __real_##name parameters;                                \
    type __wrap_##name parameters;                                \
    type __wrap_##name parameters                                 \
    {                                                             \
        return fails("malloc") ? NULL : __real_##name(__VA_ARGS__); \
    }
WRAP(void *, malloc, (size_t size), size)
WRAP(void *, calloc, (size_t count, size_t size), count, size)
WRAP(void *, realloc, (void *memory, size_t size), memory, size)
WRAP(void *, reallocarray, (void *memory, size_t count, size_t size), memory, count, size)
WRAP(char *, strdup, (const char *text), text)
WRAP(char *, strndup, (const char *text, size_t length), text, length)

int __wrap_asprintf(char **ret_text, const char *format, ...) __attribute__((format(printf, 2, 3)));
int __wrap_asprintf(char **ret_text, const char *format, ...)
{
    if (fails("malloc"))
        return -1;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(ret_text, format, arguments);
    va_end(arguments);
    return length;
}

static sqlite3_mem_methods below;

static void *sqlite_malloc(int size)
{
    return fails("sqlite") ? NULL : below.xMalloc(size);
}

static void *sqlite_realloc(void *memory, int size)
{
    return fails("sqlite") ? NULL : below.xRealloc(memory, size);
}

void faults_watch_sqlite(void)
{
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &below);
    sqlite3_mem_methods ours = below;
    ours.xMalloc = sqlite_malloc;
    ours.xRealloc = sqlite_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &ours);
}
