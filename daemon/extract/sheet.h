/* A few values by number, where the numbers are many: what an article says of units and names then costs by what it
 * names, not by how many there are in the lists. Lives in an arena. */
#ifndef EXTRACT_SHEET_H
#define EXTRACT_SHEET_H

#include "daemon/base/arena.h"

struct sheet {
    uint32_t *keys; /* number + 1; 0 is free */
    uint32_t *values;
    uint32_t mask;
};

/* Room for `most` different numbers. Errors: IND_E_LIMIT. */
int sheet_new(struct arena *arena, uint32_t most, struct sheet *ret_sheet);

/* The value of a number, 0 before any was set. */
uint32_t sheet_get(const struct sheet *sheet, uint32_t number);

/* No more than `most` numbers are ever set. */
void sheet_set(struct sheet *sheet, uint32_t number, uint32_t value);

#endif
