/* A percentage or an amount becomes a ratio or a difference, with what its cue says of the direction. */
#include "daemon/extract/ratio.h"

int sign_of(enum entry_class cue)
{
    return cue == CLASS_RISE || cue == CLASS_EXCEED ? 1 : cue == CLASS_FALL || cue == CLASS_SHORT ? -1 : 0;
}

/* x% -> x/100, 1 + x/100 or 1 - x/100. */
static ind_decimal ratio_of(ind_decimal percent, int sign)
{
    ind_decimal part = decimal_shift(percent, -2);
    if (sign == 0)
        return part;
    return sign > 0 ? decimal_add(decimal_of(1, 0), part) : decimal_subtract(decimal_of(1, 0), part);
}

void set_ratio(struct mention *m, ind_role role, int sign)
{
    m->role = role;
    m->ratio = ratio_of(m->value, sign);
    m->ratio_half = decimal_shift(m->half, -2);
    if (!m->range)
        return;
    ind_decimal a = ratio_of(m->low, sign), b = ratio_of(m->high, sign);
    m->low = sign < 0 ? b : a;
    m->high = sign < 0 ? a : b;
}

void set_multiple(struct mention *m, ind_role role, bool inverse)
{
    m->role = role;
    m->ratio = inverse ? decimal_divide(decimal_of(1, 0), m->value) : m->value;
    m->ratio_half = m->half;
    m->unit = NULL;
}

void set_delta(struct mention *m)
{
    m->role = IND_ROLE_CHANGE;
    bool negative = m->cue == CLASS_FALL || m->cue == CLASS_SHORT;
    m->delta = negative ? decimal_negate(m->value) : m->value;
    if (!m->range || !negative)
        return;
    ind_decimal low = decimal_negate(m->high);
    m->high = decimal_negate(m->low);
    m->low = low;
}

void set_excess(struct mention *m)
{
    set_delta(m);
    m->role = IND_ROLE_PLAN;
}

void make_growth_level(struct mention *m)
{
    m->role = IND_ROLE_LEVEL;
    m->ratio = DECIMAL_UNKNOWN;
    if (m->range) {
        ind_decimal one = decimal_of(1, 0);
        bool falls = m->cue == CLASS_FALL;
        ind_decimal low = decimal_shift(falls ? decimal_subtract(one, m->high) : decimal_subtract(m->low, one), 2);
        m->high = decimal_shift(falls ? decimal_subtract(one, m->low) : decimal_subtract(m->high, one), 2);
        m->low = low;
    }
}
