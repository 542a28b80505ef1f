/* What the benchmarks share: articles in memory, a clock, and words for what can't go on. For people who look at
 * figures on one machine, in one run; not for CTest, which never measures time. */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <indicatord/extract.h>

#include <stddef.h>
#include <stdint.h>
#include <stdnoreturn.h>

struct article {
    char *bytes; /* NUL-terminated beyond length */
    size_t length;
};

/* As many articles as the command line names. */
struct articles {
    struct article *items;
    size_t count;
    size_t bytes; /* of all */
};

/* Ends the program with a sentence on stderr; `code` may be IND_OK. */
noreturn void give_up(const char *what, int code, const struct ind_fault *fault);

/* Never NULL. */
void *room_for(size_t count, size_t size);

struct articles articles_read(char *const *paths, size_t count);
void articles_done(struct articles *articles);

/* Seconds of a clock that only rises; and those that this thread computed, which others on the machine disturb less. */
double seconds(void);
double cpu_seconds(void);

/* One row of the report: "name<TAB>value". */
void report(const char *name, double value);

/* Built-in tables and one extractor on them; ends the program where that fails. */
struct bench_core {
    ind_tables *tables;
    ind_extractor *extractor;
};
struct bench_core core_new(void);
void core_done(struct bench_core *core);

/* The modes. Each takes what stands behind it on the command line. */
void bench_speed(char *const *args, size_t count);
void bench_once(char *const *args, size_t count);
void bench_shapes(char *const *args, size_t count);
void bench_parts(char *const *args, size_t count);

#endif
