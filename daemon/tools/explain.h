/* The two ways an explained article is shown: in the terminal and as a page. Both only append to a buffer and say the
 * same of a figure, as both take their words from explain_words.h. */
#ifndef TOOLS_EXPLAIN_H
#define TOOLS_EXPLAIN_H

#include "daemon/tools/explain_view.h"

#include "daemon/base/buffer.h"

/* The article in text: marks coloured by role where `colour` is set, each followed by the number of its observation;
 * under each sentence its observations and the numerals left out. Lines are wrapped at `width` cells, 0: never.
 * `name` is the file's, already escaped. */
void explain_terminal(struct buffer *out, const struct view *view, const char *name, bool colour, size_t width);

/* The article as one self-contained HTML page (html.c). Nothing in it is fetched from anywhere. */
void explain_html(struct buffer *out, const struct view *view, const char *name);

#endif
