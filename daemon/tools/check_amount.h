/* What a printed figure leaves open: the interval of true amounts that a writer could have meant by it. Two figures
 * contradict each other only where their intervals do not meet. Errs on the side of agreement. Pure; any thread. */
#ifndef TOOLS_CHECK_AMOUNT_H
#define TOOLS_CHECK_AMOUNT_H

#include <indicatord/observation.h>

/* Both ends belong to it; an end that is not known is open without limit. */
struct amount {
    ind_decimal low, high;
    ind_decimal exact; /* the value as printed; not known for a range or a qualified figure */
};

/* 39,2 tỷ stands for 39.15 to 39.25 tỷ; "khoảng", "gần", "hơn" and the like widen that. `text` is the figure as
 * written: its digits tell how finely it was printed. */
struct amount amount_of(ind_decimal value, ind_qualifier qualifier, ind_text text);

/* The same of a level, which may be a range; a plain count is exact. */
struct amount amount_of_level(const ind_level *level);

/* The ratio of a figure, as finely as its text ("13%", "2,1 lần") tells it. */
struct amount amount_of_ratio(const ind_figure *figure);

/* Arithmetic on intervals of positive amounts; what is open stays open, as does what is divided by perhaps nothing. */
struct amount amount_add(struct amount a, struct amount b);
struct amount amount_subtract(struct amount a, struct amount b);
struct amount amount_multiply(struct amount a, struct amount b);
struct amount amount_divide(struct amount a, struct amount b);

/* Whether no amount is in both, nor one printed figure the other rounded or cut to fewer digits. */
bool amounts_differ(struct amount a, struct amount b);

/* Whether all of `a` is above all of `b`. */
bool amount_above(struct amount a, struct amount b);

#endif
