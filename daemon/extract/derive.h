/* Figures that follow from other figures: the plan a level and a ratio imply, the earlier amount, and whether what the
 * text states agrees within its own rounding. */
#ifndef EXTRACT_DERIVE_H
#define EXTRACT_DERIVE_H

#include <indicatord/observation.h>

/* Level / ratio, and the least and greatest value that the rounding of both allows. Unknown where either is. */
void derive_base(ind_figure *figure, ind_decimal level, ind_decimal level_half, ind_decimal ratio_half);

/* Whether `value` * ratio may be `level` within the printed rounding of all three. */
ind_tristate agrees(ind_decimal level, ind_decimal level_half, ind_decimal value, ind_decimal value_half,
                    ind_decimal ratio, ind_decimal ratio_half);

#endif
