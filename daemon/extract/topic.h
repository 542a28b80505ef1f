/* What an article has last told of, as figures of one paragraph and the items of one list share it, for code.c. */
#ifndef EXTRACT_TOPIC_H
#define EXTRACT_TOPIC_H

#include "daemon/extract/about.h"
#include "daemon/extract/aside.h"
#include "daemon/extract/whose.h"

/* A label: the head that a list hands down (or empty), then its own runs and the heading that completes them. */
struct label {
    struct run runs[5];
    uint32_t count;
};

/* What an article has last told of, as figures of one paragraph and the items of one list share it; all zero at its
 * beginning. */
struct topic {
    struct label label;        /* the last that named an indicator by its own words; count 0 for none */
    struct label lead;         /* the first of the paragraph, or of the one that the list hangs on */
    struct label head;         /* what the paragraph begins with before a colon: "Lúa hè thu: diện tích …" */
    struct label subject;      /* the last since `label` that names none, nor a measure: "Gạo: …, giá trị …" */
    const struct taxon *taxon; /* of the last figure that has one by its own words */
    const struct mention *whole; /* that figure; NULL for none */
    ind_match match;             /* and whether it is just that indicator */
    struct label season;         /* of crops, in force: "vụ đông xuân"; count 0 for none */
    const struct taxon *parted;  /* whose parts are being listed; NULL for none */
    const struct mention *parts_of;
    struct label parts_label;
    bool resumed;              /* a semicolon has parted them, too */
    const struct taxon *other; /* of the last figure before `parts_of` that has one by its own words, in its sentence */
    const struct mention *other_of;
    const struct mention *last; /* the figure before; NULL for none */
    const struct taxon *last_taxon;
    struct label last_label;
    bool listed;          /* the parts stand behind a colon, so that a semicolon only parts them */
    uint32_t seen;        /* tokens before this one have been looked at for words that list parts */
    uint32_t announced;   /* 1 + the last sentence that ends with a colon; 0 for none */
    uint32_t searched;    /* 1 + the last sentence that was searched for what its places share */
    struct abouts abouts; /* of the whole article */
    struct run company;   /* the name of the last company told of; empty for none */
};

/* The label's words in its order, without marks and without times. */
struct words words_of(const struct reading *r, const struct label *label);

/* All of the label's words, times too. */
struct words words_said(const struct reading *r, const struct label *label);

/* A paragraph begins: all but what an item of a list hangs on is forgotten. */
void topic_enter(struct topic *topic, bool item);

/* Follows the text up to the figure: where parts begin to be listed, and where that ends. Never back. */
void topic_follow(const struct reading *r, const struct mention *m, struct topic *topic);

/* A figure that no words are of: what is listed behind it are no parts of an earlier one. */
void topic_pass(struct topic *topic, const struct mention *m);

/* One unit, and where things are counted one kind of them: what a part shares with its whole. */
bool measures_same(const struct reading *r, const struct mention *part, const struct mention *whole);

#endif
