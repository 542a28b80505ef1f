/* The short code of a period: its SDMX form where it is one whole year, quarter or month. Half years go by their
 * duration, for SDMX has two forms for them. */
#include "proto/bodies.h"

static bool leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[(month + 11) % 12];
}

/* Days since 0000-03-01 in the Gregorian calendar, for differences. */
static int day_number(ind_date date)
{
    int month = (date.month + 9) % 12; /* March is 0, so that the leap day is the year's last */
    int year = date.month <= 2 ? date.year - 1 : date.year;
    return year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + date.day - 1;
}

/* How many whole months the period has; 0 where it does not begin and end with one. */
static int whole_months(const ind_period *period)
{
    ind_date start = period->start, end = period->end;
    if (start.day != 1 || end.day != days_in_month(end.year, end.month))
        return 0;
    int months = (end.year - start.year) * 12 + end.month - start.month + 1;
    return months > 0 ? months : 0;
}

size_t ind_period_code(const ind_period *period, char ret_code[static IND_PERIOD_CODE])
{
    ind_date start = period->start;
    int months = whole_months(period), length;
    if (months == 12 && start.month == 1)
        length = snprintf(ret_code, IND_PERIOD_CODE, "%04d", start.year);
    else if (months == 3 && start.month % 3 == 1)
        length = snprintf(ret_code, IND_PERIOD_CODE, "%04d-Q%d", start.year, start.month / 3 + 1);
    else if (months == 1)
        length = snprintf(ret_code, IND_PERIOD_CODE, "%04d-M%02d", start.year, start.month);
    else {
        char date[IND_DATE_TEXT];
        ind_date_print(start, date);
        int count = months ? months : day_number(period->end) - day_number(start) + 1;
        length = snprintf(ret_code, IND_PERIOD_CODE, "%s/P%d%c", date, count, months ? 'M' : 'D');
    }
    return (size_t)length;
}
