/* From the bytes of a file to clean text: valid UTF-8, NFC, plain spaces, LF line ends, with a map back to
 * the offsets that the bytes had. Not for telling an article from the page around it. Pure; any thread. */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "daemon/base/arena.h"
#include "daemon/base/error.h"

/* From clean offset `clean` on, source = clean - run.clean + run.source, until the next run. */
struct text_run {
    uint32_t clean;
    uint32_t source;
};

/* What a format says of the lines from `start` on. */
enum line_kind {
    LINE_UNKNOWN,   /* it says nothing: the words must tell */
    LINE_TITLE,
    LINE_HEADING,   /* of a part of the article */
    LINE_PROSE,
    LINE_ITEM,      /* of a list */
    LINE_ROW,       /* of a table, its cells parted by TAB */
    LINE_CAPTION,   /* of a picture: not the article's prose */
    LINE_FURNITURE, /* of the page around the article */
};

/* Holds until the next one begins. */
struct text_line {
    uint32_t start;
    uint8_t kind; /* enum line_kind */
};

struct text {
    const char *bytes; /* clean; NUL behind the last */
    uint32_t length;
    const struct text_run *runs; /* ascending, the first at clean 0 */
    uint32_t run_count;
    const struct text_line *lines; /* at clean offsets, ascending; none: all are unknown */
    uint32_t line_count;
};

/* Reads the bytes of one file (at most 2^31 - 1). What happens on the way: a UTF-8 byte order mark is dropped;
 * combining marks are composed (NFC); no-break, thin and other Unicode spaces become ' '; zero-width characters
 * and soft hyphens vanish; full-width digits and ASCII become plain; CR LF and CR become LF; control
 * characters but LF and TAB become ' '. The text lives in the arena.
 * Errors: IND_E_EMPTY (nothing, or only white space), IND_E_NOT_TEXT (NUL bytes or no valid UTF-8; fault->at is
 * the first bad byte), IND_E_LIMIT (arena full). Linear in length. */
int text_read(struct arena *arena, const char *bytes, size_t length, struct text *ret_text, struct ind_fault *fault);

/* Gives the text the lines of its source, at the clean offsets; into the arena. IND_E_LIMIT: the arena is full. */
int text_carry_lines(struct arena *arena, const struct text_line *lines, uint32_t count, struct text *text);

/* The source offset of a clean offset. For the end of a span ask with the last byte's offset through
 * text_source_end, so that what was dropped behind it stays outside. */
uint32_t text_source_start(const struct text *text, uint32_t clean);
uint32_t text_source_end(const struct text *text, uint32_t clean_end);

#endif
