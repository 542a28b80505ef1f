/* Places while an article is read: what spot.c finds in the text, locate.c looks up in the official lists, own.c takes
 * for the article's and place.c puts in force. Internal to the four of them. All memory is the reading's arena. */
#ifndef EXTRACT_PLACE_H
#define EXTRACT_PLACE_H

#include "daemon/extract/reading.h"
#include "daemon/extract/sheet.h"
#include "daemon/lang/places.h"

/* A unit of administration that the text names, or speaks of by its kind alone ("toàn huyện"). */
struct spot {
    uint32_t first, end; /* tokens: the kind word and the name */
    uint32_t name_first; /* == end where there is no name */
    uint32_t sentence;
    uint32_t name;       /* of the tables, 0 where they know none */
    uint32_t within;     /* the spot that goes on its address ("xã A, huyện B"), NONE */
    uint32_t candidates; /* units that the name may mean; 1 where `unit` is known, 0 for none */
    const struct place_unit *unit;
    const ind_place *told; /* what is said of a figure here; NULL until one asks */
    uint8_t level;         /* ind_admin_level */
    uint8_t kind;          /* enum place_kind */
    bool body;             /* the name of a body: "Huyện ủy Tam Dương", "Cục Hải quan TPHCM" */
    bool bare;             /* a name without a kind word */
    bool weak;             /* a bare name that something else must speak for */
    bool listed;           /* goes on the list that the spot before began */
    bool grouped;          /* one of several of its level that are told together */
    bool opens;            /* stands at the start of its sentence, behind a comma, a colon, a time */
    bool whole;            /* behind "toàn", "trên địa bàn" …: where it happens */
    bool agent;            /* does something, or is compared with */
    bool back;             /* a commune's kind alone, which means the one that was named last */
    bool silent;           /* … and says nothing of what the article is about */
};

struct atlas {
    struct reading *r;
    LIST_OF(struct spot) spots; /* in text order, none within another */
    int vintage;                /* enum place_vintage; -1 where the article's time is unknown */
    ind_admin_level level;      /* of the article's own place, IND_LEVEL_NONE for none */
    uint32_t own;               /* the spot that names it, or that only tells its level; NONE */
    const struct place_unit *own_unit;
    bool several; /* the article is about several places of that level */
};

static inline struct spot *spot_at(const struct atlas *atlas, uint32_t index)
{
    return &atlas->spots.items[index];
}

/* How many different units, or names, the spots may have: many of a large article's have the same. */
static inline uint32_t numbers_most(const struct atlas *atlas)
{
    uint32_t known = places_numbers(atlas->r->tables);
    return atlas->spots.count < known ? atlas->spots.count : known;
}

/* Whether the spot names its place, and does not only tell its kind. */
static inline bool is_named(const struct spot *spot)
{
    return spot->name_first < spot->end;
}

/* spot.c: every spot of the article. Errors: IND_E_LIMIT. Linear. */
int spots_find(struct atlas *atlas);

/* locate.c: the list that holds, then the units of provinces and districts; leaves communes alone. */
int locate_wide(struct atlas *atlas);

/* Whether the spot only goes on the address of the narrower one right before it ("xã A, huyện B"). */
static inline bool is_address_of(const struct atlas *atlas, uint32_t index)
{
    const struct spot *before = index > 0 ? spot_at(atlas, index - 1) : NULL;
    return before && before->within == index && !before->weak && before->level != IND_LEVEL_NONE;
}

static inline bool same_place(const struct spot *a, const struct spot *b)
{
    return a->unit && b->unit ? a->unit == b->unit : a->level == b->level && a->name && a->name == b->name;
}

/* own.c: the article's own place, its level and unit, once provinces and districts are located. Errors: IND_E_LIMIT. */
int own_find(struct atlas *atlas);

/* locate.c: once the article's own place is known: drops the weak spots that nothing spoke for (their level becomes
 * IND_LEVEL_NONE), finds the own unit by the communes that are named where it is not named itself, and the units of
 * communes. */
int locate_narrow(struct atlas *atlas);

/* locate.c: where the time is unknown a province may be one of either list: one of the units that the spot's name may
 * mean, if a sào is the same in all of them; else NULL, as for a spot whose unit is known. */
const struct place_unit *locate_either(const struct atlas *atlas, uint32_t index);

#endif
