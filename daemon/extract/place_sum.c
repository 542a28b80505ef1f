/* What the total row of a table of places is of: the unit that all of its places lie in, where the article names none.
 * Its text is the name that the official list has, since the article never writes it. Not for tables whose places have
 * no unit, or several. */
#include "daemon/extract/reading.h"

#include "daemon/lang/places.h"

/* The unit of the mention's place; NULL where the place has none of its own. */
static const struct place_unit *unit_of(const struct mention *m)
{
    return m->place && m->place->code.bytes ? m->lies_in : NULL;
}

/* The unit that two places or more among the table's mentions [first, end) lie in, and none does not; NULL for none. */
static const struct place_unit *common_unit(const struct reading *r, uint32_t first, uint32_t end)
{
    const struct place_unit *one = NULL, *around = NULL;
    bool several = false;
    for (uint32_t i = first; i < end; i++) {
        const struct mention *m = &r->mentions.items[i];
        const struct place_unit *unit = unit_of(m);
        if (m->sums)
            continue;
        if (!unit || (around && places_unit(r->tables, unit->parent) != around))
            return NULL;
        several |= one && unit != one;
        one = unit;
        around = places_unit(r->tables, unit->parent);
    }
    return several ? around : NULL;
}

static ind_text static_text(const char *text)
{
    return (ind_text){text, (uint32_t)strlen(text)};
}

static const ind_place *told(struct reading *r, const struct place_unit *unit)
{
    const struct place_unit *parent = places_unit(r->tables, unit->parent);
    ind_place *place = ARENA_NEW(r->arena, ind_place);
    if (!place)
        return NULL;
    *place = (ind_place){.text = static_text(unit->name),
                         .level = (ind_admin_level)unit->level,
                         .code = static_text(unit->code),
                         .vintage = static_text(place_vintage_name((enum place_vintage)unit->vintage)),
                         .candidates = 1};
    if (parent)
        place->parent = static_text(parent->code);
    return place;
}

static int sum_table(struct reading *r, uint32_t first, uint32_t end)
{
    const ind_place *place = NULL;
    const struct place_unit *unit = NULL;
    for (uint32_t i = first; i < end; i++) {
        struct mention *m = &r->mentions.items[i];
        if (!m->sums || (m->place && m->place->text.bytes)) /* "Toàn tỉnh" alone names none */
            continue;
        if (!unit && !(unit = common_unit(r, first, end)))
            return IND_OK;
        if (!place && !(place = told(r, unit)))
            return IND_E_LIMIT;
        m->place = place;
        m->lies_in = unit;
    }
    return IND_OK;
}

int place_sum(struct reading *r)
{
    for (uint32_t first = 0, end = 0; first < r->mentions.count; first = end) {
        const struct mention *m = r->mentions.items;
        for (end = first + 1; end < r->mentions.count && m[end].tabular && m[end].grid == m[first].grid;)
            end++;
        if (m[first].tabular)
            TRY(sum_table(r, first, end));
    }
    return IND_OK;
}
