/* Phrases around a figure, for the steps that link and that label. */
#ifndef EXTRACT_PHRASE_H
#define EXTRACT_PHRASE_H

#include "daemon/extract/reading.h"

/* Cuts empty words (connectives, adverbs, cues), time words and marks from the front of [first, end). */
uint32_t skip_empty(const struct reading *r, uint32_t first, uint32_t end);

/* Cuts time words, marks and adverbs from the end of [first, end), and words that only lead on (cho, với …) where
 * nothing follows them; returns the new end. */
uint32_t trim_end(const struct reading *r, uint32_t first, uint32_t end, bool followed);

/* The end of the word of the tables that the seam before `at` cuts in two ("chứng | chỉ đạt"); `at` itself for none. */
uint32_t word_end(const struct reading *r, uint32_t at);

/* "bên cạnh …", "theo …", "dù …": the piece only leads to the clause behind its comma. */
bool begins_adverbial(const struct reading *r, uint32_t at);

/* "bị", where it is not the end of "thiết bị", "chuẩn bị". */
bool is_suffering(const struct reading *r, uint32_t at);

/* A separator of words: every separator but the comma of "phòng, chống". */
bool parts_words(const struct reading *r, uint32_t at);

/* The bracket that stands around the figure's clause, "(cùng kỳ năm 2018 tăng | 10,1%)", with no other figure and no other
 * separator in it: the token that opens it; NONE where there is none. */
uint32_t bracket_around(const struct reading *r, const struct mention *m);

/* Where the words of a figure begin: behind the words of the mention before it or behind the nearest separator.
 * *ret_separated: they do not run on from that mention. */
uint32_t words_start(const struct reading *r, const struct mention *m, const struct mention *previous,
                     bool *ret_separated);

/* "Hiện toàn tỉnh có …", "Đến nay, …": the sentence opens with what stands now. */
bool sentence_tells_now(const struct reading *r, uint32_t sentence);

/* "8.000 m2 | đất", "14 khối | gỗ": where the unit's words tell what is measured; the unit's end where they do not. */
uint32_t substance_at(const struct reading *r, const struct mention *m);

#endif
