/* How an observation reads in words: amounts, ratios, periods, places, doubts and the rules that decided, as plain
 * text for the terminal and the page alike. Nothing here is escaped, coloured or wrapped. Pure; any thread. */
#ifndef TOOLS_EXPLAIN_WORDS_H
#define TOOLS_EXPLAIN_WORDS_H

#include <indicatord/observation.h>

#include "daemon/base/buffer.h"

/* Every digit that is known. */
#define EXACT 0

const char *word_role(ind_role role);
const char *word_status(ind_status status);

/* The text as it is; nothing for null. */
void words_text(struct buffer *out, ind_text text);

/* The number with blanks between thousands, to `digits` significant ones or EXACT: "4 112.2"; nothing for unknown. */
void words_number(struct buffer *out, ind_decimal number, int digits);

/* A number with its unit as a person reads it: "81.57 tỷ VND", "4 215 har", "61.3 %", "27 doanh nghiệp". `counted`
 * takes the place of unit "1". */
void words_amount(struct buffer *out, ind_decimal number, ind_text unit, ind_text counted, int digits);

/* The level with its qualifier, range or whole: "≈ 43 triệu VND/{person}/a", "18 of 21 chỉ tiêu", "11–12 %". */
void words_level(struct buffer *out, const ind_level *level);

/* What the figure says: "102.5 %" of a plan or whole, "+14 %" or "−12 har" of a change. */
void words_figure(struct buffer *out, const ind_figure *figure);

/* What it relates to: "of dự toán, set by tỉnh, for 2020", "against cùng kỳ (year on year, 2019)", "of the whole". */
void words_basis(struct buffer *out, const ind_figure *figure);

/* The plan, the earlier amount or the whole, rounded where it was derived: "≈ 81.57 tỷ VND". Nothing when unknown. */
void words_base(struct buffer *out, const ind_observation *o, const ind_figure *figure);

/* How the base came about: "derived, 81.19 to 81.95 tỷ VND by rounding", "stated", or nothing. */
void words_origin(struct buffer *out, const ind_observation *o, const ind_figure *figure);

/* Whether what is stated agrees, with both figures where it does not; nothing where there is nothing to hold. */
void words_doubt(struct buffer *out, const ind_observation *o, const ind_figure *figure);

/* "2020", "2020-01-01 – 2020-09-30"; nothing for null. */
void words_period(struct buffer *out, const ind_period *period);

/* Where the period was taken from: "its sentence", … */
const char *word_source(ind_period_source source);

/* "district", …; "" for none. */
const char *word_level(ind_admin_level level);

/* What a rule means, a phrase without a full stop: "a unit"; nothing for one that is unknown here. */
void words_rule(struct buffer *out, ind_text rule);

#endif
