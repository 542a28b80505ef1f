/* Pieces of the page of `explain --html`: escaping, the card of one observation, and the files that are built in. What
 * comes from the article or its name goes through html_text and nothing else. */
#ifndef TOOLS_HTML_PARTS_H
#define TOOLS_HTML_PARTS_H

#include "daemon/tools/explain_view.h"

#include "daemon/base/buffer.h"

/* Appends the text so that it is text, in an element or between double quotes: & < > " ' as references; control
 * characters, marks that turn the direction of writing and bytes that are no UTF-8 as U+FFFD. */
void html_text(struct buffer *out, const char *bytes, size_t length);
void html_words(struct buffer *out, const char *text);

/* The article's own words, marked as such for hyphenation and speech; nothing for null. */
void html_quote(struct buffer *out, ind_text text);

/* Appends `words` as text, its numbers unbroken, and empties it: what explain_words.h gives. */
void html_take(struct buffer *out, struct buffer *words);

/* One observation: its value, a chart of what it is compared with, each figure with its doubts, the frame and the
 * rules. */
void html_card(struct buffer *out, const struct view *view, uint32_t index);

/* A file of explain/ as it was when the program was built. */
struct html_file {
    const unsigned char *bytes;
    size_t length;
};
extern const struct html_file html_page_css, html_page_js;

#endif
