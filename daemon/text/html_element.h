/* What is known of HTML's elements, and what the classes and ids of real pages give away about them: tables, and how to
 * look things up in them. Pure; any thread. */
#ifndef TEXT_HTML_ELEMENT_H
#define TEXT_HTML_ELEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "daemon/text/html_token.h"

/* Elements that open or close each other without a tag. */
enum html_group {
    GROUP_NONE,
    GROUP_P,
    GROUP_HEADING,
    GROUP_ITEM,
    GROUP_LIST,
    GROUP_TERM,
    GROUP_TERMS,
    GROUP_CELL,
    GROUP_ROW,
    GROUP_ROWS,
    GROUP_TABLE,
    GROUPS,
};

enum html_trait {
    HTML_BLOCK = 1,     /* stands on lines of its own */
    HTML_VOID = 2,      /* has nothing in it and no end tag */
    HTML_RAW = 4,       /* its content is no markup, and nothing to read */
    HTML_SKIPPED = 8,   /* nothing in it is the page's prose */
    HTML_FURNITURE = 16 /* around the article by its very name */
};

/* Elements with a place in the code; all others are told by their group and traits alone. */
#define HTML_ELEMENTS(X)                                                                                               \
    X(A, "a", GROUP_NONE, 0)                                                                                           \
    X(ADDRESS, "address", GROUP_NONE, HTML_BLOCK)                                                                      \
    X(AREA, "area", GROUP_NONE, HTML_VOID)                                                                             \
    X(ARTICLE, "article", GROUP_NONE, HTML_BLOCK)                                                                      \
    X(ASIDE, "aside", GROUP_NONE, HTML_BLOCK | HTML_FURNITURE)                                                         \
    X(AUDIO, "audio", GROUP_NONE, HTML_SKIPPED)                                                                        \
    X(BASE, "base", GROUP_NONE, HTML_VOID)                                                                             \
    X(BLOCKQUOTE, "blockquote", GROUP_NONE, HTML_BLOCK)                                                                \
    X(BODY, "body", GROUP_NONE, HTML_BLOCK)                                                                            \
    X(BR, "br", GROUP_NONE, HTML_VOID)                                                                                 \
    X(BUTTON, "button", GROUP_NONE, HTML_SKIPPED)                                                                      \
    X(CANVAS, "canvas", GROUP_NONE, HTML_SKIPPED)                                                                      \
    X(CAPTION, "caption", GROUP_NONE, HTML_BLOCK)                                                                      \
    X(CENTER, "center", GROUP_NONE, HTML_BLOCK)                                                                        \
    X(COL, "col", GROUP_NONE, HTML_VOID)                                                                               \
    X(COLGROUP, "colgroup", GROUP_NONE, HTML_BLOCK)                                                                    \
    X(DATALIST, "datalist", GROUP_NONE, HTML_SKIPPED)                                                                  \
    X(DD, "dd", GROUP_TERM, HTML_BLOCK)                                                                                \
    X(DETAILS, "details", GROUP_NONE, HTML_BLOCK)                                                                      \
    X(DIALOG, "dialog", GROUP_NONE, HTML_BLOCK | HTML_SKIPPED)                                                         \
    X(DIR, "dir", GROUP_LIST, HTML_BLOCK)                                                                              \
    X(DIV, "div", GROUP_NONE, HTML_BLOCK)                                                                              \
    X(DL, "dl", GROUP_TERMS, HTML_BLOCK)                                                                               \
    X(DT, "dt", GROUP_TERM, HTML_BLOCK)                                                                                \
    X(EMBED, "embed", GROUP_NONE, HTML_VOID)                                                                           \
    X(FIELDSET, "fieldset", GROUP_NONE, HTML_BLOCK)                                                                    \
    X(FIGCAPTION, "figcaption", GROUP_NONE, HTML_BLOCK)                                                                \
    X(FIGURE, "figure", GROUP_NONE, HTML_BLOCK)                                                                        \
    X(FOOTER, "footer", GROUP_NONE, HTML_BLOCK | HTML_FURNITURE)                                                       \
    X(FORM, "form", GROUP_NONE, HTML_BLOCK)                                                                            \
    X(FRAME, "frame", GROUP_NONE, HTML_VOID)                                                                           \
    X(H1, "h1", GROUP_HEADING, HTML_BLOCK)                                                                             \
    X(H2, "h2", GROUP_HEADING, HTML_BLOCK)                                                                             \
    X(H3, "h3", GROUP_HEADING, HTML_BLOCK)                                                                             \
    X(H4, "h4", GROUP_HEADING, HTML_BLOCK)                                                                             \
    X(H5, "h5", GROUP_HEADING, HTML_BLOCK)                                                                             \
    X(H6, "h6", GROUP_HEADING, HTML_BLOCK)                                                                             \
    X(HEAD, "head", GROUP_NONE, HTML_BLOCK)                                                                            \
    X(HEADER, "header", GROUP_NONE, HTML_BLOCK)                                                                        \
    X(HR, "hr", GROUP_NONE, HTML_BLOCK | HTML_VOID)                                                                    \
    X(HTML, "html", GROUP_NONE, HTML_BLOCK)                                                                            \
    X(IFRAME, "iframe", GROUP_NONE, HTML_RAW)                                                                          \
    X(IMG, "img", GROUP_NONE, HTML_VOID)                                                                               \
    X(INPUT, "input", GROUP_NONE, HTML_VOID)                                                                           \
    X(LEGEND, "legend", GROUP_NONE, HTML_BLOCK)                                                                        \
    X(LI, "li", GROUP_ITEM, HTML_BLOCK)                                                                                \
    X(LINK, "link", GROUP_NONE, HTML_VOID)                                                                             \
    X(MAIN, "main", GROUP_NONE, HTML_BLOCK)                                                                            \
    X(MAP, "map", GROUP_NONE, HTML_SKIPPED)                                                                            \
    X(MARQUEE, "marquee", GROUP_NONE, HTML_BLOCK | HTML_FURNITURE)                                                     \
    X(MENU, "menu", GROUP_LIST, HTML_BLOCK)                                                                            \
    X(META, "meta", GROUP_NONE, HTML_VOID)                                                                             \
    X(NAV, "nav", GROUP_NONE, HTML_BLOCK | HTML_FURNITURE)                                                             \
    X(NOEMBED, "noembed", GROUP_NONE, HTML_RAW)                                                                        \
    X(NOFRAMES, "noframes", GROUP_NONE, HTML_RAW)                                                                      \
    X(NOSCRIPT, "noscript", GROUP_NONE, HTML_RAW)                                                                      \
    X(OBJECT, "object", GROUP_NONE, HTML_SKIPPED)                                                                      \
    X(OL, "ol", GROUP_LIST, HTML_BLOCK)                                                                                \
    X(P, "p", GROUP_P, HTML_BLOCK)                                                                                     \
    X(PARAM, "param", GROUP_NONE, HTML_VOID)                                                                           \
    X(PRE, "pre", GROUP_NONE, HTML_BLOCK)                                                                              \
    X(SCRIPT, "script", GROUP_NONE, HTML_RAW)                                                                          \
    X(SECTION, "section", GROUP_NONE, HTML_BLOCK)                                                                      \
    X(SELECT, "select", GROUP_NONE, HTML_SKIPPED)                                                                      \
    X(SOURCE, "source", GROUP_NONE, HTML_VOID)                                                                         \
    X(STYLE, "style", GROUP_NONE, HTML_RAW)                                                                            \
    X(SUMMARY, "summary", GROUP_NONE, HTML_BLOCK)                                                                      \
    X(SVG, "svg", GROUP_NONE, HTML_SKIPPED)                                                                            \
    X(TABLE, "table", GROUP_TABLE, HTML_BLOCK)                                                                         \
    X(TBODY, "tbody", GROUP_ROWS, HTML_BLOCK)                                                                          \
    X(TD, "td", GROUP_CELL, HTML_BLOCK)                                                                                \
    X(TEMPLATE, "template", GROUP_NONE, HTML_SKIPPED)                                                                  \
    X(TEXTAREA, "textarea", GROUP_NONE, HTML_RAW)                                                                      \
    X(TFOOT, "tfoot", GROUP_ROWS, HTML_BLOCK)                                                                          \
    X(TH, "th", GROUP_CELL, HTML_BLOCK)                                                                                \
    X(THEAD, "thead", GROUP_ROWS, HTML_BLOCK)                                                                          \
    X(TIME, "time", GROUP_NONE, 0)                                                                                     \
    X(TITLE, "title", GROUP_NONE, HTML_RAW)                                                                            \
    X(TR, "tr", GROUP_ROW, HTML_BLOCK)                                                                                 \
    X(TRACK, "track", GROUP_NONE, HTML_VOID)                                                                           \
    X(UL, "ul", GROUP_LIST, HTML_BLOCK)                                                                                \
    X(VIDEO, "video", GROUP_NONE, HTML_SKIPPED)                                                                        \
    X(WBR, "wbr", GROUP_NONE, HTML_VOID)                                                                               \
    X(XMP, "xmp", GROUP_NONE, HTML_RAW)

/* In the order of their names; TAG_OTHER is whatever is not listed: inline, without a group. */
enum html_tag {
#define X(name, text, group, traits) TAG_##name,
    HTML_ELEMENTS(X)
#undef X
    TAG_OTHER,
    TAGS,
};

struct html_element {
    const char *name;
    uint8_t group; /* enum html_group */
    uint8_t traits;
};

/* One a tag. */
extern const struct html_element html_elements[TAGS];

/* The tag of a name in either case of letters. */
enum html_tag html_tag_of(const char *name, size_t length);

/* What a class or an id says that an element is. */
enum html_hint {
    HINT_FURNITURE = 1, /* menus, counters, comments, related articles, sharing … */
    HINT_BODY = 2,      /* the article's text */
    HINT_LEAD = 4,      /* its summary in bold */
    HINT_TITLE = 8,
    HINT_DATE = 16,
    HINT_AUTHOR = 32,
    HINT_CAPTION = 64,
};

/* The hints in the value of a class, id or itemprop: its words ("tin-lienQuan" has two) and what up to three neighbours
 * make together are looked up. Only its first 400 bytes count. */
uint8_t html_hints(const char *value, size_t length);

/* What the attributes of a start tag say. */
struct html_given {
    uint8_t hints;
    bool hidden; /* by the attribute of that name, or by its style; what style sheets and scripts hide is not seen */
    bool target; /* it has an href */
};

struct html_given html_given(enum html_tag tag, const struct html_token *token);

#endif
