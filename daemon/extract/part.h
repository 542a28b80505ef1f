/* What a label shares with the whole that it is a part of, for code.c. Pure; the topic is where topic_follow has led it,
 * the words are the label's own. Nothing is allocated, and nothing fails. */
#ifndef EXTRACT_PART_H
#define EXTRACT_PART_H

#include "daemon/extract/named.h"
#include "daemon/extract/topic.h"

/* What is measured or done is said by the word at `at`, rather than to what. */
bool is_deed_or_measure(const struct reading *r, uint32_t at);

/* The code begins with `sector`, its dot included: "enterprise.". */
bool is_of_sector(const struct taxon *taxon, const char *sector);

/* A rise or a fall begins at `at`. */
bool moves(const struct reading *r, uint32_t at);

/* The figure measures the same as `whole`, and is no larger. */
bool may_be_part(const struct mention *m, const struct mention *whole, const struct reading *r);

/* "đưa 158.588 lao động đi làm việc ở nước ngoài, trong đó Nhật Bản 71.518 người": the whole's indicator, of which the
 * label is a part; NULL where it is none. */
const struct taxon *part_of_whole(const struct reading *r, const struct mention *m, const struct words *words,
                                  const struct topic *topic);

/* "xuất khẩu lao động 1.246 người, …, thị trường Nhật Bản (618 người)": what was told last in the sentence, of which a
 * country has a part; NULL for other labels. */
const struct taxon *part_abroad(const struct reading *r, const struct mention *m, const struct words *words,
                                const struct topic *topic);

/* "tổng giá trị sản xuất …, trong đó nông lâm thủy sản …": a part that has a row of its own; NULL for none. */
const struct taxon *part_named(const struct reading *r, const struct mention *m, const struct words *words,
                               const struct topic *topic);

/* "giá trị sản xuất nông nghiệp …, trong đó ngành dịch vụ …": what the words name is not of the whole's sector. */
bool part_leaves_sector(const struct taxon *taxon, const struct topic *topic);

#endif
