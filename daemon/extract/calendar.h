/* Days, months and intervals, and the dates that a text writes in figures. Knows the calendar, not the language. */
#ifndef EXTRACT_CALENDAR_H
#define EXTRACT_CALENDAR_H

#include "daemon/extract/reading.h"

/* The years that local-government news speaks of. */
static inline bool year_is_plausible(int64_t year)
{
    return year >= 1900 && year <= 2100;
}

uint8_t days_of_month(int16_t year, uint8_t month);

/* -1, 0, 1. */
int date_compare(ind_date a, ind_date b);

/* A date in figures that begins at token `at`: 31/10, 31/10/2020, 08-01-2021, 12.5.2021, 2019-12-25, 08 08 2019.
 * The year is 0 where the text has none. False for what is no date of the calendar. */
bool date_at(const struct reading *r, uint32_t at, uint32_t *ret_end, ind_date *ret_date);

#endif
