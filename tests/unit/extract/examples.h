/* Examples: a Vietnamese text and what the contract says must be found in it, checked through the public interface. */
#ifndef TESTS_EXTRACT_EXAMPLES_H
#define TESTS_EXTRACT_EXAMPLES_H

#include <stddef.h>

/* `want` lists items in the words of show.h, but only the keys that the example is about:
 *
 *     obs label='thu ngân sách' level value=39200000000 unit=VND plan ratio=1.13 obs change ratio=0.95
 *
 * Every observation, level and figure must be listed, in order. "level" opens an observation by itself unless it
 * follows an "obs" that has nothing yet. "left" items may be listed, anywhere: they must be among those found.
 * An empty `want` says that there is no observation at all.
 *
 * `known` marks an example that the program does not satisfy yet, and says why: it is then checked that it still
 * does not, so that the mark goes when the fault does. */
struct example {
    const char *text;
    const char *want;
    const char *known;
};

#define IS(example, wanted) {.text = (example), .want = (wanted)}
#define KNOWN(why, example, wanted) {.text = (example), .want = (wanted), .known = (why)}

/* Runs all; lists those that disagree and fails when there are any. */
void run_examples(const char *name, const struct example *examples, size_t count);

/* Exactly `length` bytes, NUL bytes among them allowed; otherwise as one example. */
void run_bytes(const char *name, const char *bytes, size_t length, const char *want);

#define RUN(table) run_examples(#table, table, sizeof(table) / sizeof *(table))

#endif
