/* What a page tells of its article outside of the text: <title>, <meta>, <link>, OpenGraph, JSON-LD. The surest source
 * of each fact wins. Pure; any thread. */
#ifndef TEXT_HTML_FACTS_H
#define TEXT_HTML_FACTS_H

#include "daemon/text/document.h"
#include "daemon/text/html_token.h"

enum html_fact {
    FACT_TITLE,
    FACT_AUTHOR,
    FACT_URL,
    FACT_SOURCE,
    FACT_DATE,
    HTML_FACTS,
};

struct html_facts {
    ind_text value[HTML_FACTS]; /* clean; null: not told. A date's as it is written */
    uint8_t rank[HTML_FACTS];   /* of its source, the surest 1; 0: not told */
    ind_date published;         /* year 0: not told */
    const char *published_source;
    ind_text name; /* <title>, whole: the article's with the site's */
    uint32_t looked; /* elements that were looked at: no page needs many */
};

/* Takes what a start tag <meta>, <link> or <time> tells; `tag` is its name in lower case. */
void html_facts_element(struct arena *arena, struct html_facts *facts, const char *tag, const struct html_token *token);

/* Takes the content of <title>. */
void html_facts_name(struct arena *arena, struct html_facts *facts, const char *bytes, size_t length);

/* Takes the text of an element whose class says that it names the author: "Tác giả: Thu Hà". */
void html_facts_byline(struct arena *arena, struct html_facts *facts, const char *bytes, size_t length);

/* Takes the content of a <script type="application/ld+json">: the first NewsArticle, Article or the like in it,
 * whatever stands around it. What is no JSON is passed over. Linear (json_walk looks at each nested value once a
 * level). */
void html_facts_json(struct arena *arena, struct html_facts *facts, const char *bytes, size_t length);

#endif
