/* Character references of HTML: "&amp;", "&#7841;", "&#x1EA1;". Pure; any thread. */
#ifndef TEXT_HTML_REFERENCE_H
#define TEXT_HTML_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct html_name {
    const char *name;
    uint32_t first, second; /* code points; second 0: only one */
    bool bare;              /* a semicolon behind it may be missing */
};

#define HTML_NAMES 2125
extern const struct html_name html_names[HTML_NAMES];

/* A reference writes at most this many bytes, and at most one more than it is long. */
#define HTML_REFERENCE_BYTES 8

/* Reads the reference that begins with the '&' at `at` (< end) and writes what it stands for as UTF-8. Returns how many
 * bytes it is long; 0 where the '&' is only itself. Numbers that are no character (0, surrogates, beyond U+10FFFF) give
 * U+FFFD; 0x80 to 0x9F are those of Windows-1252, as browsers read them. In an attribute a name without semicolon and
 * with a letter, digit or '=' behind it is none. */
size_t html_reference(const char *at, const char *end, bool attribute, char ret_bytes[static HTML_REFERENCE_BYTES],
                      uint32_t *ret_length);

/* Copies with references replaced, cut at `room` bytes between characters; returns the length written. */
size_t html_decode(const char *bytes, size_t length, bool attribute, char *ret_bytes, size_t room);

#endif
