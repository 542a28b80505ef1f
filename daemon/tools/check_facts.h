/* What `check` keeps of the articles it read: each observation as a fact with copies of its words, since an article's
 * result is gone with the next one; and the contradictions found. All memory is the checkup's arena. One thread. */
#ifndef TOOLS_CHECK_FACTS_H
#define TOOLS_CHECK_FACTS_H

#include <indicatord/extract.h>

#include "daemon/base/arena.h"
#include "daemon/base/buffer.h"
#include "daemon/tools/check_amount.h"

/* One of the figures that contradict each other, where it stands and in what words. */
struct side {
    uint32_t file; /* index into the checkup's files */
    ind_span span; /* bytes, as the article's offsets count */
    ind_text text; /* the figure as written */
    ind_text value; /* the same in its canonical unit, for a person */
    ind_text sentence;
};

enum contradiction_kind {
    CONTRADICTION_PLAN,   /* level, stated plan and its ratio */
    CONTRADICTION_SHARE,  /* part, whole and share */
    CONTRADICTION_CHANGE, /* one change told as a ratio and as a difference */
    CONTRADICTION_PART,   /* a part that is larger than its whole */
    CONTRADICTION_SUM,    /* parts that do not add up to their whole */
    CONTRADICTION_VALUE,  /* one indicator with two values */
    CONTRADICTION_GROWTH, /* one indicator with two growths */
};

/* The most figures that are shown of one contradiction. */
#define SIDES 12

struct contradiction {
    enum contradiction_kind kind;
    ind_text indicator, code, place;
    ind_period period;
    ind_status status;
    ind_text reason; /* one phrase: what does not fit */
    struct side sides[SIDES];
    uint32_t side_count;
};

/* A change of an observation, for comparing growths. */
struct growth {
    struct amount ratio; /* less 1, so that +13 % is 0.13 */
    ind_comparison comparison;
    ind_period period;
    struct side side;
};

struct fact {
    const char *label; /* folded words of head and label, "" for none */
    ind_text indicator, code, place;
    const char *unit;  /* canonical unit, and the folded counted noun of a count */
    const char *place_key; /* code of the list, else folded words; "" for none */
    ind_period period;
    ind_status status;
    bool has_level;
    bool measured; /* a single measure of its place and period, not one of several events of a kind */
    struct amount level;
    struct side side;
    const struct growth *growths;
    uint32_t growth_count;
    uint32_t file;
    uint32_t sentence; /* where its sentence begins */
    ind_date published;
};

struct checkup {
    struct arena arena;
    const char *const *files;
    LIST_OF(struct fact) facts;
    LIST_OF(struct contradiction) found;
    uint64_t observations;
    const char *const *measures; /* folded beginnings of labels that name a measure */
};

/* `files` must outlive the checkup. */
void checkup_init(struct checkup *checkup, const char *const *files);
void checkup_done(struct checkup *checkup);

/* Takes over the facts of one article, `file` its index, and finds what contradicts itself within an observation or a
 * sentence. 0 or IND_E_NOMEM. */
int checkup_add(struct checkup *checkup, uint32_t file, const ind_source *source, const ind_result *result);

/* When all articles are in: compares the facts of one indicator, place, period and status with each other, and puts
 * what was found into the order of the files. 0 or IND_E_NOMEM. */
int checkup_compare(struct checkup *checkup);

/* --- for the parts of check ----------------------------------------------------------------------------------------
 */

/* One article at hand. */
struct article_at_hand {
    struct checkup *checkup;
    uint32_t file;
    ind_text text; /* what spans refer to */
    const ind_result *result;
};

/* check_inside.c: what contradicts itself within an observation, and parts that do not fit their whole. */
int check_inside(struct article_at_hand *article);

/* A new contradiction about the observation, without sides; NULL when memory is out. */
struct contradiction *contradiction_new(struct checkup *checkup, enum contradiction_kind kind,
                                        const ind_observation *o);

/* Adds a side; what is more than SIDES is left away. False when memory is out. */
bool contradiction_side(struct article_at_hand *article, struct contradiction *c, const ind_observation *o,
                        ind_span span, const struct buffer *value);

/* A copy of the buffer's bytes in the arena, and empties the buffer. False when memory was or is out. */
bool keep_words(struct checkup *checkup, struct buffer *words, ind_text *ret_text);

/* Whether two periods, or two texts, are the same; null is the same as null. */
bool same_period(const ind_period *a, const ind_period *b);
bool same_words(ind_text a, ind_text b);

/* Words for comparing: folded one by one, joined by single blanks, with a NUL. NULL when memory is out. */
const char *folded_words(struct checkup *checkup, ind_text text);

#endif
