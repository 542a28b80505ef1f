/* The command line of a verb, read from a table of its options: getopt_long underneath, usage text and the
 * complaint about a bad value from the same rows. Not for what an option means: that is the verb's. */
#ifndef TOOLS_OPTIONS_H
#define TOOLS_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the process says to its caller when it ends. */
enum { CTL_OK = 0, CTL_FAILED = 1, CTL_USAGE = 2 };

/* One option. `value` is NULL where it takes none, "a|b|c" where it must be one of these, else what the usage
 * calls it. Rows end with a name of NULL. */
struct option_row {
    const char *name;
    const char *value;
    const char *help;
    char letter; /* the short name, 0 for none */
};

struct call;

/* One verb of indicatorctl. `run` returns one of CTL_*. */
struct verb {
    const char *name;
    const char *arguments; /* for the usage: "[FILE…|-]" */
    const char *summary;   /* one line, begins small, no full stop */
    const struct option_row *options;
    int least, most; /* how many arguments it takes; most < 0: any number */
    int (*run)(const struct call *call);
};

struct given {
    const struct option_row *option;
    const char *value;
};

/* A verb with what the command line gave it. Strings belong to argv. */
struct call {
    const struct verb *verb;
    struct given *given;
    size_t given_count;
    char **arguments;
    int argument_count;
    bool help; /* --help was given: nothing else was looked at */
};

/* Reads argv[0..argc) where argv[0] is the verb's name. 0, or CTL_USAGE after one sentence on stderr. The
 * call's `given` is to be freed by call_done. Not reentrant (getopt). */
int call_read(struct call *call, const struct verb *verb, int argc, char **argv);
void call_done(struct call *call);

/* The last value given for an option, or `fallback`. The name must be one of the verb's. */
const char *call_value(const struct call *call, const char *name, const char *fallback);
bool call_has(const struct call *call, const char *name);

/* The values of an option that may stand several times, `at` from 0; NULL behind the last. */
const char *call_each(const struct call *call, const char *name, size_t at);

/* A whole number between `least` and `most` (inclusive). 0 with *ret_number set (to `fallback` when the option
 * is absent), or CTL_USAGE after one sentence on stderr. */
int call_number(const struct call *call, const char *name, uint64_t least, uint64_t most, uint64_t fallback,
                uint64_t *ret_number);

/* A whole number in decimal digits and nothing else; false for anything else or one too large. */
bool read_number(const char *text, uint64_t *ret_number);

/* The verb's usage, on stdout. */
void verb_usage(const struct verb *verb);

#endif
