/* Pages of HTML as documents: the article found among what stands around it. Pure; any thread. */
#ifndef TEXT_HTML_H
#define TEXT_HTML_H

#include "daemon/text/document.h"

/* Whether text is HTML by its first bytes: a doctype, <html>, <head>, <body> or the like, behind blanks and comments.
 */
bool html_looks(const char *bytes, size_t length);

/* The reader of the format (document.h): title, lead and body of the article as lines, a table's rows with their cells
 * parted by TABs (those that a wider or higher cell covers are empty), items of lists with "- " before them; menus,
 * related articles, comments and their like left out; the facts that the page tells. A page with no article in it gives
 * what text it has. IND_E_EMPTY: it has none; IND_E_LIMIT: the arena is full. Linear in length. */
int html_read(struct arena *arena, struct document *document, struct ind_fault *fault);

#endif
