/* JSON as views into its bytes: a value is checked once to its end, then walked where it stands, so that a record costs
 * no memory but for the strings that are wanted. A scanner of our own because the libraries build a tree on the heap
 * (twenty times a file of 16 MiB), refuse a record for a lone surrogate or a NUL, and take their memory functions
 * globally: none of that is pure or bounded. Not for what a record means (record). Pure; any thread. */
#ifndef TEXT_JSON_H
#define TEXT_JSON_H

#include <indicatord/observation.h>

#include "daemon/base/arena.h"
#include "daemon/base/error.h"

/* Deeper nesting is refused. */
#define JSON_DEPTH_MAX 256

enum json_kind { JSON_NULL, JSON_TRUE, JSON_FALSE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

/* A value as it stands, with its quotes or brackets. */
struct json {
    enum json_kind kind;
    const char *bytes;
    uint32_t length;
};

/* The value that begins at *at, behind blanks; *at moves behind it. RFC 8259, and what crawlers write besides: control
 * characters in strings, NaN and Infinity as numbers. The bytes are valid UTF-8. Errors: IND_E_INVALID, with the offset
 * of what does not belong there; *at stays. Linear in the value's length, no recursion. */
int json_read(const char *bytes, uint32_t length, uint32_t *at, struct json *ret_value, struct ind_fault *fault);

/* Whether only blanks stand from `at` on. */
bool json_ends(const char *bytes, uint32_t length, uint32_t at);

/* Goes through the members of an object or the items of an array that json_read gave. */
struct json_walk {
    const char *bytes;
    uint32_t length;
    uint32_t at;
};

struct json_walk json_walk(const struct json *value);

/* False at the end. The key is a string; in an array it is null. */
bool json_next(struct json_walk *walk, struct json *ret_key, struct json *ret_value);

/* What a string says, with a NUL behind; a lone surrogate and \u0000 are U+FFFD. bytes NULL where the arena is full. */
ind_text json_string(struct arena *arena, const struct json *string);

#endif
