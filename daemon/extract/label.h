/* What the cases of a label share, and the cases with files of their own. Internal to label*.c. Pure; all of them write
 * to the label fields of one mention, and none fails. */
#ifndef EXTRACT_LABEL_H
#define EXTRACT_LABEL_H

#include "daemon/extract/reading.h"

/* --- what they share (label_words.c) --- */

/* Its cue links it to the words before: đạt, bằng, chiếm. */
bool is_linked(const struct mention *m);

/* Takes the words of the level before in the list; a count keeps its own noun, a movement's verb stays behind. */
void inherit(struct mention *m, const struct mention *from);

/* A verb that both links and does: "hoàn thành 18/21 chỉ tiêu"; of "đã đạt" only the verb. */
void use_cue_as_verb(const struct reading *r, struct mention *m);

/* "hầu hết các nhóm hàng đều tăng nên kim ngạch tăng, đạt 24 tỷ USD": what moved in the piece before the comma; false
 * for none. */
bool use_moved_subject(const struct reading *r, struct mention *m);

/* "số người biết chữ, đạt 97,7%": the measure that the piece before the comma begins with; false for none, or where a
 * figure stands in the piece. */
bool use_piece_before(const struct reading *r, struct mention *m);

/* "… giảm mạnh vì lũ, chỉ được 31.450 tấn": what the sentence opens with, up to its first cue. */
void use_sentence_subject(const struct reading *r, struct mention *m);

/* "lợi nhuận gộp vì thế giảm 23% còn 512 tỷ": the figure before hangs on this one, so its words are this one's; nothing
 * where this one has its own. */
void use_words_of_previous(const struct reading *r, uint32_t index);

/* "nâng tổng số lên 186 nghìn tài khoản": a sum that only the counted noun names. */
bool is_bare_sum(const struct reading *r, const struct mention *m);

/* "nữ 31 đồng chí", "làm việc trong nước 17.820 lượt người": a classifier alone adds nothing to a name before it, and
 * is no tail. */
void drop_classifier(const struct reading *r, struct mention *m);

/* --- the cases; `head` is the level before in the same sentence, `previous` the mention before; NULL for none --- */

/* "[X] đạt [number]" (label_linked.c). */
void label_linked(const struct reading *r, uint32_t index, const struct mention *previous, const struct mention *head);

/* "[verb] [number] [noun phrase]", "[noun] [number]", or a further item of a list (label_plain.c). */
void label_plain(const struct reading *r, uint32_t index, const struct mention *previous, const struct mention *head);

/* "gạo (1,2 tỷ USD)", "hộ nghèo (hiện còn 9,8%)": the name right before the bracket that holds the figure alone; false
 * for none (label_plain.c). */
bool use_name_of_bracket(const struct reading *r, struct mention *m, const struct mention *previous,
                         const struct mention *head);

#endif
