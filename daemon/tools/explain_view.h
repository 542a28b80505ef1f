/* What `explain` shows of one article, worked out once for the terminal and for the page: the text that spans refer
 * to, its marks (figures, numerals left out, other numerals), the labels, and the pieces a reader takes for sentences.
 * Not for how any of it looks. One thread; what a view points to lives as long as the result and the source. */
#ifndef TOOLS_EXPLAIN_VIEW_H
#define TOOLS_EXPLAIN_VIEW_H

#include <indicatord/extract.h>

#include "daemon/base/arena.h"

/* OTHER: a numeral that is neither a mention nor left out: part of a date or period, or of the page around. */
enum mark_kind { MARK_FIGURE, MARK_LEFT_OUT, MARK_OTHER };

/* `figure` of a mark that is the level. */
#define LEVEL UINT32_MAX

/* A stretch of the text that is shown as one thing; marks are in text order and never overlap. */
struct mark {
    uint32_t start, end; /* bytes of view.text */
    enum mark_kind kind;
    uint32_t observation; /* FIGURE: index into the result's observations */
    uint32_t figure;      /* FIGURE: index into its figures, or LEVEL */
    bool amount;          /* FIGURE: the stated amount of a plan whose ratio stands elsewhere */
    uint32_t left_out;    /* LEFT_OUT: index into the result's left_out */
};

/* The words of one observation's indicator. In text order; several may cover the same words. */
struct label {
    uint32_t start, end;
    uint32_t observation;
};

/* Where an observation is shown: at its level, or at its first figure where it has none. In text order. */
struct home {
    uint32_t at;
    uint32_t observation;
};

struct view {
    const ind_result *result;
    ind_text text; /* the file's bytes or the extracted text, as article.offsets_in_file says */
    const struct mark *marks;
    uint32_t mark_count;
    const struct label *labels;
    uint32_t label_count;
    const struct home *homes; /* one an observation */
    uint32_t home_count;
    const uint32_t *breaks; /* where sentences begin or end, ascending, the first 0, the last text.length */
    uint32_t break_count;
    struct arena arena;
};

/* `source` is what the result was read from. 0 or IND_E_NOMEM; view_done either way. */
int view_init(struct view *view, const ind_source *source, const ind_result *result);
void view_done(struct view *view);

/* The role of a figure's mark. */
ind_role mark_role(const struct view *view, const struct mark *mark);

/* The figure of a mark; NULL for a level. */
const ind_figure *mark_figure(const struct view *view, const struct mark *mark);

/* The words that set a period and that the numeral of an OTHER mark stands in; null where none do. *ret_period is the
 * period they set for some observation. */
ind_text mark_period(const struct view *view, const struct mark *mark, const ind_period **ret_period);

/* How many figures of all observations have `consistent` false. */
uint32_t view_doubts(const struct view *view);

#endif
