/* The built-in table files as bytes, made from vi/ by the build (embed.cmake). */
#ifndef LANG_BUILTIN_H
#define LANG_BUILTIN_H

#include <stddef.h>

struct builtin_file {
    const char *name;
    const unsigned char *bytes;
    size_t length;
};

extern const struct builtin_file builtin_files[];
extern const size_t builtin_file_count;

#endif
