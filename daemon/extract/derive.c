/* Interval arithmetic on what was printed: 39,2 stands for 39.15 to 39.25. */
#include "daemon/extract/derive.h"

#include "daemon/base/decimal.h"

static ind_decimal least(ind_decimal a, ind_decimal half)
{
    return half.known ? decimal_subtract(a, half) : a;
}

static ind_decimal greatest(ind_decimal a, ind_decimal half)
{
    return half.known ? decimal_add(a, half) : a;
}

void derive_base(ind_figure *figure, ind_decimal level, ind_decimal level_half, ind_decimal ratio_half)
{
    ind_decimal ratio = figure->ratio;
    if (!level.known || !ratio.known || decimal_is_zero(ratio) || ratio.negative)
        return;
    figure->value = decimal_divide(level, ratio);
    figure->derived = figure->value.known;
    ind_decimal smallest = least(ratio, ratio_half);
    if (!smallest.known || smallest.negative || decimal_is_zero(smallest))
        return;
    ind_decimal from = least(level, level_half), to = greatest(level, level_half),
                largest = greatest(ratio, ratio_half);
    figure->value_low =
        decimal_divide(from, from.negative ? smallest : largest); /* a loss is least where it is divided least */
    figure->value_high = decimal_divide(to, to.negative ? largest : smallest);
    if (!figure->value_low.known || !figure->value_high.known) /* too small to be told: no bounds rather than one */
        figure->value_low = figure->value_high = DECIMAL_UNKNOWN;
}

ind_tristate agrees(ind_decimal level, ind_decimal level_half, ind_decimal value, ind_decimal value_half,
                    ind_decimal ratio, ind_decimal ratio_half)
{
    ind_decimal smallest = least(ratio, ratio_half), largest = greatest(ratio, ratio_half);
    ind_decimal low = least(value, value_half), high = greatest(value, value_half);
    low = decimal_multiply(low, low.negative ? largest : smallest);
    high = decimal_multiply(high, high.negative ? smallest : largest);
    ind_decimal from = least(level, level_half), to = greatest(level, level_half);
    if (!low.known || !high.known || !from.known || !to.known)
        return IND_TRISTATE_UNKNOWN;
    return decimal_compare(from, high) <= 0 && decimal_compare(low, to) <= 0 ? IND_TRISTATE_TRUE : IND_TRISTATE_FALSE;
}
