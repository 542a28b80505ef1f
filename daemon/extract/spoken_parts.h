/* The parts of the grammar of time: what spoken.c puts together out of spoken_months.c, spoken_days.c and
 * spoken_short.c. Internal to the four of them. Each reads the expression that begins at token `at` and is false where
 * there is none, `ret` then undefined. */
#ifndef EXTRACT_SPOKEN_PARTS_H
#define EXTRACT_SPOKEN_PARTS_H

#include "daemon/extract/spoken.h"

/* --- spoken.c --------------------------------------------------------------------------------------------------- */

/* A word for this unit of time ("day", "month", "quarter", "year", "term", "phase", "week"); a year that does not begin
 * in January ("year-9": a school's, from September on) is a year, too. */
bool time_unit_at(const struct reading *r, uint32_t at, const char *value, uint32_t *ret_end);

/* A plausible year in four digits; 0 for none. */
int64_t year_at(const struct reading *r, uint32_t at);

/* The year that may follow a month, quarter or half-year: "/2021", "-2021", "năm 2021", "của năm 2021", "2021".
 * Returns behind it; `at` itself where there is none. */
uint32_t following_year(const struct reading *r, uint32_t at, int64_t *ret_year);

/* What follows says that the figures before it count something. */
bool is_counted(const struct reading *r, uint32_t at);

/* --- spoken_months.c ------------------------------------------------------------------------------------------ */

bool quarter_at(const struct reading *r, uint32_t at, struct spoken *ret);
bool month_at(const struct reading *r, uint32_t at, struct spoken *ret);

/* "6 tháng đầu năm", "3 quý": behind a numeral that was read. */
bool months_at(const struct reading *r, uint32_t at, const struct numeral *numeral, struct spoken *ret);
bool half_year_at(const struct reading *r, uint32_t at, struct spoken *ret);

/* "kỳ 2 tháng 9/2021": the customs office tells trade by halves of a month, the first of 15 days (customs.gov.vn,
 * "số liệu thống kê kỳ 1/kỳ 2"). */
bool customs_period_at(const struct reading *r, uint32_t at, struct spoken *ret);

/* "9/2021" as in "(9/2021)": month and year without a word before them. */
bool month_figures_at(const struct reading *r, uint32_t at, struct spoken *ret);

/* --- spoken_days.c ---------------------------------------------------------------------------------------------- */

bool day_at(const struct reading *r, uint32_t at, struct spoken *ret);

/* A date in figures without a word before it. 18/21 is none; 8/3 is one unless something is counted behind it. */
bool figures_at(const struct reading *r, uint32_t at, struct spoken *ret);

/* "17 giờ ngày 20/10/2021", "7h30 ngày 5/6": the hour is part of the day's expression. */
bool hour_at(const struct reading *r, uint32_t at, struct spoken *ret);

/* "15 ngày đầu tháng 6/2020", "10 ngày giữa tháng 6": behind a numeral that was read. */
bool days_within_month_at(const struct reading *r, uint32_t at, const struct numeral *numeral, struct spoken *ret);

/* "trong tuần": the week that was last named. */
bool week_at(const struct reading *r, uint32_t at, struct spoken *ret);

/* --- spoken_short.c --------------------------------------------------------------------------------------------- */

/* "Q3/2021", "T9/2021", "9T2021". */
bool short_at(const struct reading *r, uint32_t at, struct spoken *ret);

/* Whether a word may begin such an expression, seen at a glance. */
bool may_be_short(const struct reading *r, uint32_t at);

#endif
