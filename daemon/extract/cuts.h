/* What a label leaves off at its ends, for wording.c. */
#ifndef EXTRACT_CUTS_H
#define EXTRACT_CUTS_H

#include "daemon/extract/reading.h"

/* "theo số liệu của Tổng cục Hải quan | tổng kim ngạch", "đứng thứ hai là | dệt may": the start of [first, end) behind
 * who tells it and what announces it. */
uint32_t cut_lead(const struct reading *r, uint32_t first, uint32_t end);

/* "tổng giá trị sản xuất (giá so sánh 2010)": a last bracket with a year tells at which prices, not what; one with a
 * comma or a colon tells more of it ("(DIC Corp, mã: DIG)", "(điện gió, điện mặt trời)"). */
uint32_t cut_bracket(const struct reading *r, uint32_t first, uint32_t end);

/* "kim ngạch | trong tháng 10 tại đơn vị", "nhóm giáo dục | có mức tăng": the end of [first, end) before whose it is,
 * when, and how it moves. Not where a noun phrase follows the figure. */
uint32_t cut_trail(const struct reading *r, uint32_t first, uint32_t end);

#endif
