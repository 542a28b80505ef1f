/* What a time expression says: its shape, its numbers, where it ends. Grammar only; what it is for, which year is meant
 * and where it holds are period.c's and frame.c's. */
#ifndef EXTRACT_SPOKEN_H
#define EXTRACT_SPOKEN_H

#include "daemon/extract/period.h"

/* An expression before years are settled. */
struct spoken {
    uint32_t end;
    enum frame_shape shape;
    int64_t year, last_year; /* 0 unsaid; last_year of a term, and of a year that turns within (a school's) */
    int first_month, last_month;
    int day, first_day; /* first_day of "từ ngày 24 đến 30/6"; 0 for one day */
    int later;          /* years behind the one that is meant: 1 for "năm tới", -1 for "năm ngoái" */
    bool within;        /* "cả năm": part of what is measured as well as when */
    bool narrow;        /* holds in its clause only */
    bool planned;       /* holds in its sentence only */
    bool past;          /* "nhiệm kỳ qua": the one before */
    bool length;        /* how long something took, not when */
};

/* The time expression that begins at token `at`; false when there is none. */
bool spoken_at(const struct reading *r, uint32_t at, struct spoken *ret);

/* A whole date with its month in words: "12 tháng 3 năm 2021", "12 Tháng Ba, 2021", "Tháng Ba 12, 2021", "March 12,
 * 2021", "12 March 2021". */
bool spelled_date(const struct reading *r, uint32_t at, ind_date *ret_date);

#endif
