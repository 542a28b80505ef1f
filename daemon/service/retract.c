/* A merge of two rising lists of numbers. */
#include "daemon/service/retract.h"

#include <stdbool.h>
#include <string.h>

void retract_add_mark(struct buffer *marks, const char *id)
{
    const char *colon = strchr(id, ':');
    buffer_text(marks, colon ? colon + 1 : id);
    buffer_byte(marks, '\n');
}

/* A walk over marks: `text` is the one at hand, `value` its number. */
struct walk {
    const char *at, *end;
    ind_text text;
    uint64_t value;
};

static bool step(struct walk *walk)
{
    if (walk->at >= walk->end)
        return false;
    const char *line_end = memchr(walk->at, '\n', (size_t)(walk->end - walk->at));
    if (!line_end)
        line_end = walk->end;
    walk->text = (ind_text){walk->at, (uint32_t)(line_end - walk->at)};
    walk->value = 0;
    for (const char *at = walk->at; at < line_end && *at >= '0' && *at <= '9'; at++)
        walk->value = walk->value * 10 + (uint64_t)(*at - '0');
    walk->at = line_end + 1;
    return true;
}

static struct walk walk_of(ind_text marks)
{
    return (struct walk){.at = marks.bytes, .end = marks.bytes + marks.length};
}

void retract_missing(ind_text before, ind_text after, retract_fn *visit, void *user)
{
    struct walk old = walk_of(before);
    struct walk new = walk_of(after);
    bool more = step(&new);
    while (step(&old)) {
        while (more && new.value < old.value)
            more = step(&new);
        if (!more || new.value != old.value)
            visit(user, old.text);
    }
}
