/* Regional land units where the place tells their size: a sào of Bắc Bộ is not one of Trung Bộ. Where the region is
 * unknown they stay {sao}, {mau} and {cong}. Not for what else is regional: a giạ has no size that holds for a
 * province. */
#include "daemon/extract/reading.h"
#include "daemon/lang/places.h"

/* A công that money is paid for is mostly a day's work. */
static bool is_day_of_work(const char *unit, const char *part)
{
    return strncmp(part, "{cong}", 6) == 0 && part > unit && strncmp(unit, "VND", 3) == 0;
}

/* The first regional unit of a code, as it stands there; NULL for none. */
static const char *land_unit_in(const char *unit, const char **ret_name)
{
    static const char *const names[] = {"{sao}", "{mau}", "{cong}"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *part = strstr(unit, names[i]);
        if (!part || is_day_of_work(unit, part))
            continue;
        *ret_name = names[i];
        return part;
    }
    return NULL;
}

static void scale(struct mention *m, ind_decimal hectares, bool divide)
{
    ind_decimal *all[] = {&m->value, &m->low, &m->high, &m->part, &m->whole, &m->half, &m->delta};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (all[i]->known)
            *all[i] = divide ? decimal_divide(*all[i], hectares) : decimal_multiply(*all[i], hectares);
}

/* The code with "har" in the place of the regional unit. */
static const char *replaced(struct arena *arena, const char *unit, const char *part, size_t length)
{
    size_t before = (size_t)(part - unit), rest = strlen(part + length) + 1;
    char *code = arena_alloc(arena, before + 3 + rest);
    if (!code)
        return NULL;
    memcpy(code, unit, before);
    memcpy(code + before, "har", 3);
    memcpy(code + before + 3, part + length, rest);
    return code;
}

static int convert(struct reading *r, struct mention *m)
{
    const char *name, *rule, *part = m->unit ? land_unit_in(m->unit, &name) : NULL;
    ind_decimal hectares = part && m->lies_in ? places_land_unit(r->tables, m->lies_in, name, &rule) : DECIMAL_UNKNOWN;
    if (!hectares.known)
        return IND_OK;
    const char *code = replaced(r->arena, m->unit, part, strlen(name));
    if (!code)
        return IND_E_LIMIT;
    scale(m, hectares, part > m->unit);
    m->unit = code;
    m->rule = rule;
    return IND_OK;
}

int region_read(struct reading *r)
{
    for (uint32_t i = 0; i < r->mentions.count; i++)
        TRY(convert(r, &r->mentions.items[i]));
    return IND_OK;
}
