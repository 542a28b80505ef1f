/* Markdown as documents. Pure; any thread. */
#ifndef TEXT_MARKDOWN_H
#define TEXT_MARKDOWN_H

#include "daemon/text/document.h"

/* The reader of the format (document.h): headings, lists, pipe tables (cells parted by TABs), quotes
 * and paragraphs as lines without their marks; emphasis, links, code and escapes as the words that they show; pictures
 * and comments gone. The first heading is the title. A front matter between "---" lines tells title, date, author,
 * source and url. The lines of a paragraph that an editor wrapped are one. Errors: IND_E_LIMIT (the arena is full).
 * Linear in length. */
int markdown_read(struct arena *arena, struct document *document, struct ind_fault *fault);

/* Writes what a line shows: its emphasis, links, code spans, tags, references and escapes taken away. `room` must be
 * length + length / 5 + 1. Returns the length written. */
uint32_t markdown_inline(const char *line, uint32_t length, char *ret_bytes);

#endif
