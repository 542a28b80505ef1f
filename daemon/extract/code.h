/* The taxonomy's code of a label, for observe.c. */
#ifndef EXTRACT_CODE_H
#define EXTRACT_CODE_H

#include "daemon/extract/about.h"

/* Tokens [first, end) of a label. */
struct run {
    uint32_t first, end;
};

/* A label: the head that a list hands down (or empty), then its own runs and the heading that completes them. */
struct label {
    struct run runs[5];
    uint32_t count;
};

/* What an article has last told of, as figures of one paragraph and the items of one list share it; all zero at its
 * beginning. */
struct topic {
    struct label label;          /* the last that named an indicator by its own words; count 0 for none */
    struct label lead;           /* the first of the paragraph, or of the one that the list hangs on */
    struct label head;           /* what the paragraph begins with before a colon: "Lúa hè thu: diện tích …" */
    struct label subject;        /* the last since `label` that names none, nor a measure: "Gạo: …, giá trị …" */
    const struct taxon *taxon;   /* of the last figure that has one by its own words */
    const struct mention *whole; /* that figure; NULL for none */
    ind_match match;             /* and whether it is just that indicator */
    const struct taxon *parted;  /* whose parts are being listed; NULL for none */
    const struct mention *parts_of;
    struct label parts_label;
    bool listed; /* the parts stand behind a colon, so that a semicolon only parts them */
    uint32_t seen; /* tokens before this one have been looked at for words that list parts */
    uint32_t announced; /* 1 + the last sentence that ends with a colon; 0 for none */
    uint32_t searched;  /* 1 + the last sentence that was searched for what its places share */
    struct abouts abouts; /* of the whole article */
};

/* A paragraph begins: all but what an item of a list hangs on is forgotten. */
void topic_enter(struct topic *topic, bool item);

/* The indicator that the label names; NULL for none. *ret_match: just that indicator, or a part of it. What the words
 * leave out, they may share with the topic, which the label becomes where it names an indicator itself. Mentions come
 * in the order of the text. Linear in the label, no allocation. */
const struct taxon *code_find(const struct reading *r, const struct mention *m, const struct label *label,
                              struct topic *topic, ind_match *ret_match);

#endif
