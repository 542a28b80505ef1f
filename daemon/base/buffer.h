/* A growing run of bytes for writers, with a sticky error: many appends, one check at the end. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

struct buffer {
    char *bytes;    /* NULL before the first append; not NUL-terminated unless buffer_text was called */
    size_t length;
    size_t room;
    bool failed;    /* out of memory once: every later append is ignored */
};

void buffer_init(struct buffer *buffer);

/* Frees the bytes; NULL and a zeroed buffer are fine. */
void buffer_done(struct buffer *buffer);

/* Empties it (and forgets the failure) but keeps the memory. */
void buffer_clear(struct buffer *buffer);

void buffer_append(struct buffer *buffer, const void *bytes, size_t length);
void buffer_text(struct buffer *buffer, const char *text);
void buffer_byte(struct buffer *buffer, char byte);
void buffer_print(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The bytes with a NUL behind them (not counted in length), or NULL when an append failed. */
const char *buffer_string(struct buffer *buffer);

#endif
