/* What picks a part of an indicator out though its label does not say so, for code.c. All are linear in the sentence
 * before the figure. */
#ifndef EXTRACT_NARROW_H
#define EXTRACT_NARROW_H

#include "daemon/extract/aside.h"

/* "Trên lĩnh vực đường sắt, xảy ra 38 vụ", "Hà Lan có ba dự án": the figure is of a part of what its words name: of one
 * mode of transport, of one group of owners, or of one country that is traded with. */
bool picks_part(const struct reading *r, const struct mention *m, const struct words *words, const struct taxon *taxon);

/* "Đối với nhóm hàng | dệt may, kim ngạch xuất khẩu đạt …": what the figure's sentence says first that it is about; no
 * words where it doesn't. */
struct words announced_words(const struct reading *r, const struct mention *m);

/* "Đường sắt | xảy ra vụ": the words without such a part that they begin with; all of them where they don't. */
struct words without_facet(const struct reading *r, const struct words *words);

#endif
