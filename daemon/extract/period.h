/* The shapes of time expressions, shared by the step that reads them and the step that puts them in force. */
#ifndef EXTRACT_PERIOD_H
#define EXTRACT_PERIOD_H

#include "daemon/extract/reading.h"

enum frame_shape {
    SHAPE_DAY,        /* ngày 15/8/2020 */
    SHAPE_MONTH,      /* tháng 7 */
    SHAPE_MONTHS,     /* 6 tháng đầu năm */
    SHAPE_QUARTER,    /* quý II */
    SHAPE_YEAR,       /* năm 2020 */
    SHAPE_TERM,       /* nhiệm kỳ 2015-2020, giai đoạn 2016-2020 */
    SHAPE_BARE_YEAR,  /* 2018, without "năm" */
    SHAPE_CUMULATIVE, /* lũy kế: from the year's start to the end of what is in force */
};

/* The first frame named within tokens [first, end) whose dates are known; NULL for none (frame.c). */
const struct frame *frame_within(const struct reading *r, uint32_t first, uint32_t end);

/* What is aimed at and has no time of its own, or but the article's date, is of the last plan that a text names before
 * it: "Nghị quyết về kế hoạch năm 2023". Sets the mention's period, or leaves it (frame.c). */
void period_aim(struct reading *r, struct mention *m);

#endif
