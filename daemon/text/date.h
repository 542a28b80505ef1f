/* The dates that machines write beside an article: of <meta>, JSON-LD, fields of records and front matters. Not for
 * dates within prose, which are read from tokens (extract/calendar). Pure; any thread. */
#ifndef TEXT_DATE_H
#define TEXT_DATE_H

#include <stdbool.h>

#include <indicatord/observation.h>

/* The first date in the bytes: "2021-03-12", "2021/3/12", "20210312", "2021-03" (day 0), "12/03/2021", "12-3-2021",
 * "12.3.2021", "12 Mar 2021", "March 12, 2021", "12 tháng 3 năm 2021", with whatever stands around it; years 1900 to
 * 2100. A time in UTC behind it ("T18:30:00Z", " 18:30:00 GMT") is told in Vietnam's (UTC+7). False, and *ret_date as
 * it was, where there is none. Linear. */
bool date_written(const char *bytes, size_t length, ind_date *ret_date);

#endif
