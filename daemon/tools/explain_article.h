/* How an article was read, in words: its format and encoding, and where its title, date, author and source were taken
 * from. Plain text for the terminal and the page alike; nothing here is escaped, coloured or wrapped. Pure; any thread.
 */
#ifndef TOOLS_EXPLAIN_ARTICLE_H
#define TOOLS_EXPLAIN_ARTICLE_H

#include <indicatord/observation.h>

#include "daemon/base/buffer.h"

/* "read as HTML in windows-1258 (the page declares it, 93 % sure)", with what could not be decoded. */
void words_reading(struct buffer *out, const ind_article *article);

/* What an article may tell of itself. */
enum article_fact { FACT_OF_TITLE, FACT_OF_DATE, FACT_OF_AUTHOR, FACT_OF_SOURCE, FACT_OF_URL, FACTS_OF_ARTICLE };

const char *article_fact_name(enum article_fact fact);

/* The fact itself; nothing where the article has none. */
void words_fact(struct buffer *out, const ind_article *article, enum article_fact fact);

/* Where it was taken from: "JSON-LD of the page". A title that stands in `text`, the article's, is a line of it. */
const char *word_fact_origin(const ind_article *article, ind_text text, enum article_fact fact);

#endif
