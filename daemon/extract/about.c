/* The subjects that an article speaks of, followed token by token. What is told in one sentence holds for its paragraph
 * and for the next, as a heading's does, and for all items of a list. Which indicator that makes of a label is
 * code.c's. */
#include "daemon/extract/about.h"

_Static_assert(ABOUTS_MAX <= 64, "subjects are kept as bits of one word");

/* A list goes on in the block that its lead began. */
static bool begins_block(const struct reading *r, uint32_t at)
{
    if (!at || r->sentence_of[at] == r->sentence_of[at - 1])
        return !at;
    const struct sentence *now = &r->sentences.items[r->sentence_of[at]];
    return r->sentences.items[r->sentence_of[at - 1]].paragraph != now->paragraph && !now->item;
}

void about_follow(const struct reading *r, uint32_t end, struct abouts *abouts)
{
    for (uint32_t i = abouts->seen; i < end; i++) {
        abouts->blocks += begins_block(r, i);
        const struct hit *hit = hits_at(&r->hits, i, CLASS_ABOUT);
        uint32_t about = hit ? tables_about(r->tables, hit->entry) : ABOUTS_MAX;
        if (about == ABOUTS_MAX)
            continue;
        abouts->told |= UINT64_C(1) << about;
        abouts->at[about] = i + 1;
        abouts->block[about] = abouts->blocks;
        abouts->titled[about] |= r->sentences.items[r->sentence_of[i]].title;
    }
    abouts->seen = end > abouts->seen ? end : abouts->seen;
}

uint32_t about_next(const struct abouts *abouts, uint64_t *tried)
{
    uint32_t last = ABOUTS_MAX;
    for (uint64_t left = abouts->told & ~*tried; left; left &= left - 1) {
        uint32_t i = (uint32_t)__builtin_ctzll(left);
        bool holds = abouts->titled[i] || abouts->block[i] + 1 >= abouts->blocks;
        if (holds && (last == ABOUTS_MAX || abouts->at[i] > abouts->at[last]))
            last = i;
    }
    if (last < ABOUTS_MAX)
        *tried |= (uint64_t)1 << last;
    return last;
}
