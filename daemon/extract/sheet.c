/* Open addressing over a table at most half full. */
#include "daemon/extract/sheet.h"

#include "daemon/base/check.h"
#include "daemon/base/error.h"

int sheet_new(struct arena *arena, uint32_t most, struct sheet *ret_sheet)
{
    uint32_t size = 8;
    while (size < 2 * (uint64_t)most + 2)
        size *= 2;
    struct sheet sheet = {ARENA_ARRAY(arena, uint32_t, size), ARENA_ARRAY(arena, uint32_t, size), size - 1};
    if (!sheet.keys || !sheet.values)
        return IND_E_LIMIT;
    *ret_sheet = sheet;
    return IND_OK;
}

/* Where the number is or would be (Knuth's multiplicative hash). */
static uint32_t slot_of(const struct sheet *sheet, uint32_t number)
{
    uint32_t slot = (number * UINT32_C(2654435769)) & sheet->mask;
    while (sheet->keys[slot] && sheet->keys[slot] != number + 1)
        slot = (slot + 1) & sheet->mask;
    return slot;
}

uint32_t sheet_get(const struct sheet *sheet, uint32_t number)
{
    return sheet->values[slot_of(sheet, number)];
}

void sheet_set(struct sheet *sheet, uint32_t number, uint32_t value)
{
    CHECK(number != UINT32_MAX);
    uint32_t slot = slot_of(sheet, number);
    sheet->keys[slot] = number + 1;
    sheet->values[slot] = value;
}
