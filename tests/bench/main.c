/* The benchmark's modes by name; scripts/bench calls them and makes a table of what they print. */
#include "tests/bench/bench.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    void (*run)(char *const *args, size_t count);
} modes[] = {
    {"speed", bench_speed},
    {"once", bench_once},
    {"shapes", bench_shapes},
    {"parts", bench_parts},
};

int main(int argc, char **argv)
{
    for (size_t i = 0; argc > 1 && i < sizeof modes / sizeof *modes; i++) {
        if (strcmp(argv[1], modes[i].name) == 0) {
            modes[i].run(argv + 2, (size_t)(argc - 2));
            return 0;
        }
    }
    give_up("a mode is missing: speed, once, shapes or parts", IND_OK, NULL);
}
