/* What an article speaks of, for code.c: words that say too little alone ("làm chết 5 người") are an indicator's where
 * the text speaks of its subject. Which words tell a subject is the taxonomy's. */
#ifndef EXTRACT_ABOUT_H
#define EXTRACT_ABOUT_H

#include "daemon/extract/reading.h"

/* Where each subject was last told of; all zero at the article's beginning. */
struct abouts {
    uint32_t at[ABOUTS_MAX];   /* 1 + the token; 0 for nowhere yet */
    uint32_t block[ABOUTS_MAX];
    uint64_t told;             /* the subjects told of so far, as bits */
    bool titled[ABOUTS_MAX];   /* the title tells of it, so that it holds for all */
    uint32_t blocks;           /* paragraphs begun so far, a list and what it hangs on counted as one */
    uint32_t seen;             /* tokens before this one have been looked at */
};

/* Looks at the tokens up to `end`; never back. */
void about_follow(const struct reading *r, uint32_t end, struct abouts *abouts);

/* The subject in force that was told of last before all that `tried` has as bits, and adds it to them; ABOUTS_MAX when
 * there is none left. In force is what the title, this paragraph or the one before it tells of. */
uint32_t about_next(const struct abouts *abouts, uint64_t *tried);

#endif
