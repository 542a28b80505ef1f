/* A page of HTML as blocks of text and the elements that they stand in: what is nested in what, what is shown, which
 * cell of which table a text is in. Not for which of the blocks are the article (html_article). Pure; any thread. */
#ifndef TEXT_HTML_PAGE_H
#define TEXT_HTML_PAGE_H

#include "daemon/base/arena.h"
#include "daemon/text/html_element.h"
#include "daemon/text/html_facts.h"

#define HTML_NONE UINT32_MAX

/* Elements nested deeper count as text of the one at this depth. */
#define HTML_DEPTH_MAX 256

/* Wider tables have their last cells in one. */
#define HTML_COLUMNS_MAX 64

/* Text between two borders of block elements, its white space folded; '\n' where a <br> stands. */
struct html_block {
    uint32_t start, length; /* in page.text */
    uint32_t links;         /* bytes of it that are in links */
    uint32_t node;          /* the block element that it stands in */
    uint8_t kind;           /* enum line_kind */
    uint8_t hints;          /* of the inline elements that it stands in */
    uint32_t table;         /* the innermost one, HTML_NONE outside */
    uint32_t row;           /* from 0 */
    uint32_t column;
};

/* A block element that has text in it or below it. */
struct html_node {
    uint32_t parent; /* a smaller number; HTML_NONE for the root, which is node 0 and the page itself */
    uint8_t tag;
    uint8_t hints;
    /* Filled in by html_article: */
    bool furniture; /* it, or one around it, is the page's and not the article's */
    uint8_t holds;  /* it, or what is in it, is a great heading (HTML_HOLDS_TITLE), says that it is an article's text */
    bool inside;    /* it is the article's own element or lies in it */
    uint32_t all;   /* bytes of prose in and below it */
    uint32_t prose; /* the same without what is furniture */
    uint32_t heavy; /* the child with the most of it; HTML_NONE for none */
};

#define HTML_HOLDS_TITLE 1
#define HTML_HOLDS_TEXT 2

struct html_table {
    uint32_t outer; /* the table around it, HTML_NONE for none */
    uint32_t rows, columns;
    uint32_t longest; /* bytes of its longest block */
    bool nested;      /* has a table, a heading or a list in it: it is there for the looks */
    bool pictured;    /* has a picture in it */
};

struct html_page {
    const char *text;
    uint32_t length;
    LIST_OF(struct html_block) blocks;
    LIST_OF(struct html_node) nodes;
    LIST_OF(struct html_table) tables;
    struct html_facts facts;
};

/* Reads a page into the arena, its facts into one that may outlive it. IND_E_LIMIT: one is full. Linear in length. */
int html_page_read(struct arena *arena, struct arena *facts, const char *bytes, size_t length,
                   struct html_page *ret_page);

#endif
