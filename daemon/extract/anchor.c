/* How far a figure reaches back for what it is of. Only looks; what hangs where is link.c's. */
#include "daemon/extract/anchor.h"
#include "daemon/extract/phrase.h"

/* "trong 5 năm tăng 12%": no percentage is of how long something took. */
static bool is_duration(const struct mention *level, const struct mention *m)
{
    return is_percent(m) && level->role == IND_ROLE_LEVEL && level->dimension && strcmp(level->dimension, "time") == 0;
}

/* "đề ra 13 chỉ tiêu, phấn đấu hoàn thành thêm một số tiêu chí; giảm 6%": between the figures lies a clause of its own
 * without a figure, and a semicolon behind it. */
static bool is_parted(const struct reading *r, const struct mention *m)
{
    if (m == r->mentions.items || m[-1].sentence != m->sentence)
        return false;
    uint32_t from = m[-1].basis_end > m[-1].end && m[-1].basis_end <= m->cue_first ? m[-1].basis_end : m[-1].end;
    uint32_t words = 0, floor = look_back(r, m->first);
    bool clause = false;
    for (uint32_t i = from > floor ? from : floor; i < m->cue_first; i++) {
        if (is_mark(r, i, ';') && clause && words > 4)
            return true;
        clause |= is_mark(r, i, ',');
        words += clause && is_kind(r, i, TOKEN_WORD);
    }
    return false;
}

/* A figure may reach back over a full stop only where its sentence begins with it. */
bool reaches(const struct reading *r, const struct anchor *anchor, const struct mention *m)
{
    if (anchor->mention == NONE || is_duration(&r->mentions.items[anchor->mention], m))
        return false;
    if (anchor->sentence == m->sentence)
        return !is_parted(r, m);
    const struct sentence *sentence = &r->sentences.items[m->sentence];
    return anchor->sentence + 1 == m->sentence && sentence->paragraph == anchor->paragraph && !sentence->item &&
           skip_empty(r, sentence->first, m->cue_first) >= m->cue_first;
}

void set_anchor(const struct reading *r, struct anchor *anchor, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    *anchor = (struct anchor){index, m->sentence, r->sentences.items[m->sentence].paragraph};
}
