/* Which unit of administration an article is about: the widest place of its title, else the one that weighs most in its
 * text, else the country. What each figure is about is place.c's. */
#include "daemon/extract/place.h"

/* Sentences of the head, where an article says what it is about. */
#define HEAD_SENTENCES 3

/* The province behind a title's district stands in a bracket no longer than this. */
#define BRACKET_TOKENS 6

static bool in_title(const struct atlas *atlas, const struct spot *spot)
{
    return atlas->r->sentences.items[spot->sentence].title;
}

/* May be what an article is about: no village, no list's later name, no bare name that nothing speaks for. */
static bool may_own(const struct spot *spot)
{
    return !spot->weak && !spot->agent && spot->level > IND_LEVEL_COUNTRY && spot->level < IND_LEVEL_VILLAGE;
}

/* "Đông Triều: Thu ngân sách tăng", "Ninh Phước (Ninh Thuận): Thành tựu …". */
static bool heads_title(const struct reading *r, uint32_t end)
{
    uint32_t close = end;
    if (is_mark(r, end, '('))
        while (close < end + BRACKET_TOKENS && !is_mark(r, close, ')'))
            close++;
    return is_mark(r, close + (close > end), ':');
}

/* "Đông Triều: Thu ngân sách tăng", "Đông Triều tổng kết …" where the text goes on of a town: the title begins with a
 * bare name that only one district has. */
static void trust_title(struct atlas *atlas)
{
    bool spoken = false;
    for (uint32_t i = 0; i < atlas->spots.count && !spoken; i++)
        spoken = !is_named(spot_at(atlas, i)) && spot_at(atlas, i)->level == IND_LEVEL_DISTRICT;
    struct spot *first = atlas->spots.count ? spot_at(atlas, 0) : NULL;
    if (first && first->weak && first->unit && first->level == IND_LEVEL_DISTRICT &&
        first->first == atlas->r->title.start && (spoken || heads_title(atlas->r, first->end)))
        first->weak = !in_title(atlas, first);
}

/* The widest place of the title, of an address the narrowest; two of the same level make the article one of several. */
static void own_of_title(struct atlas *atlas)
{
    for (uint32_t i = 0; i < atlas->spots.count && in_title(atlas, spot_at(atlas, i)); i++) {
        const struct spot *spot = spot_at(atlas, i);
        if (!may_own(spot) || !is_named(spot) || is_address_of(atlas, i))
            continue;
        if (atlas->own == NONE || spot->level < atlas->level) {
            atlas->own = i;
            atlas->level = (ind_admin_level)spot->level;
            atlas->several = false;
        } else if (spot->level == atlas->level && !same_place(spot, spot_at(atlas, atlas->own))) {
            atlas->several = true;
        }
    }
}

/* What speaks for each level, and the first spot that tells it without a name. */
struct evidence {
    uint32_t weight[IND_LEVEL_VILLAGE + 1];
    uint32_t spoken[IND_LEVEL_VILLAGE + 1]; /* by kind alone */
    uint32_t named[IND_LEVEL_VILLAGE + 1];
    uint32_t first_named[IND_LEVEL_VILLAGE + 1];
    bool various[IND_LEVEL_VILLAGE + 1]; /* by different names */
    uint32_t first_generic[IND_LEVEL_VILLAGE + 1];
    ind_admin_level title; /* a kind without a name in the title */
};

/* "UỶ BAN NHÂN DÂN ¶ HUYỆN BẮC HÀ ¶ Số: 205/BC-UBND": whose paper it is has a line for itself. */
static bool is_letterhead(const struct reading *r, const struct spot *spot)
{
    uint32_t first = spot->first;
    return is_named(spot) && (token_at(r, first)->flags & TOKEN_UPPER) && first > 0 &&
           is_kind(r, first - 1, TOKEN_BREAK) && is_kind(r, spot->end, TOKEN_BREAK);
}

static bool in_head(const struct reading *r, const struct spot *spot)
{
    return spot->sentence < HEAD_SENTENCES || is_letterhead(r, spot);
}

static uint32_t weight_of(const struct reading *r, const struct spot *spot)
{
    uint32_t head = in_head(r, spot) ? 3 : 1;
    if (!is_named(spot))
        return spot->whole || spot->opens ? 2 * head : head;
    return spot->listed ? 0 : spot->bare && !spot->body && !spot->opens && !spot->whole ? 1 : 2 * head;
}

static void note_name(const struct atlas *atlas, struct evidence *e, uint32_t index)
{
    const struct spot *spot = spot_at(atlas, index);
    uint32_t *first = &e->first_named[spot->level];
    *first = *first == NONE ? index : *first;
    e->named[spot->level]++;
    e->various[spot->level] |= !same_place(spot, spot_at(atlas, *first));
}

/* "Đảng bộ xã Nghĩa Hành …, đại diện các sở của tỉnh": one commune is named again and again, nothing wider is. */
static bool is_of_one_commune(const struct evidence *e, ind_admin_level wider)
{
    return !e->named[wider] && e->named[IND_LEVEL_COMMUNE] > 1 && !e->various[IND_LEVEL_COMMUNE];
}

static struct evidence weigh(const struct atlas *atlas)
{
    struct evidence e = {.title = IND_LEVEL_NONE};
    memset(e.first_generic, 0xff, sizeof e.first_generic);
    memset(e.first_named, 0xff, sizeof e.first_named);
    for (uint32_t i = 0; i < atlas->spots.count; i++) {
        const struct spot *spot = spot_at(atlas, i);
        if (!may_own(spot) || is_address_of(atlas, i) || spot->silent)
            continue;
        e.weight[spot->level] += weight_of(atlas->r, spot);
        if (is_named(spot)) {
            note_name(atlas, &e, i);
            continue;
        }
        e.spoken[spot->level]++;
        if (e.first_generic[spot->level] == NONE)
            e.first_generic[spot->level] = i;
        if (in_title(atlas, spot) && !e.title)
            e.title = (ind_admin_level)spot->level;
    }
    return e;
}

/* Of the places of a level the one with the most weight, the first of equals. *ret_total: the weight of all. */
static uint32_t heaviest(const struct atlas *atlas, ind_admin_level level, struct sheet *weights, uint32_t *ret_total)
{
    uint32_t best = NONE;
    *ret_total = 0;
    for (uint32_t i = 0; i < atlas->spots.count; i++) {
        const struct spot *spot = spot_at(atlas, i);
        if (!may_own(spot) || !is_named(spot) || spot->level != level || is_address_of(atlas, i))
            continue;
        sheet_set(weights, spot->name, sheet_get(weights, spot->name) + weight_of(atlas->r, spot));
        *ret_total += weight_of(atlas->r, spot);
    }
    for (uint32_t i = 0; i < atlas->spots.count; i++) {
        const struct spot *spot = spot_at(atlas, i);
        if (!may_own(spot) || !is_named(spot) || spot->level != level || is_address_of(atlas, i))
            continue;
        uint32_t weight = sheet_get(weights, spot->name),
                 top = best == NONE ? 0 : sheet_get(weights, spot_at(atlas, best)->name);
        if (best == NONE || weight > top)
            best = i;
    }
    return best;
}

/* "Huyện Nam Đàn có 23 xã … Huyện Duy Tiên có 16 xã": another of the level is told of nearly as much as the heaviest.
 */
static bool has_rival(const struct atlas *atlas, const struct sheet *weights, uint32_t best)
{
    const struct spot *own = spot_at(atlas, best);
    uint32_t most = 0;
    for (uint32_t i = 0; i < atlas->spots.count; i++) {
        const struct spot *spot = spot_at(atlas, i);
        bool rival = may_own(spot) && is_named(spot) && spot->level == own->level && !is_address_of(atlas, i);
        if (rival && !same_place(spot, own) && sheet_get(weights, spot->name) > most)
            most = sheet_get(weights, spot->name);
    }
    return 3 * most >= 2 * sheet_get(weights, own->name);
}

static int own_of_text(struct atlas *atlas)
{
    struct evidence e = weigh(atlas);
    ind_admin_level level = e.title;
    for (ind_admin_level l = IND_LEVEL_PROVINCE; !e.title && l <= IND_LEVEL_COMMUNE; l++)
        if (e.weight[l] > (level ? e.weight[level] : 0) &&
            (l < IND_LEVEL_COMMUNE || !level || e.spoken[l] || is_of_one_commune(&e, level)))
            level = l;
    if (!level)
        return IND_OK;
    struct sheet weights;
    TRY(sheet_new(atlas->r->arena, numbers_most(atlas), &weights));
    uint32_t total, best = heaviest(atlas, level, &weights, &total);
    uint32_t weight = best == NONE ? 0 : sheet_get(&weights, spot_at(atlas, best)->name);
    bool head = best != NONE && (in_head(atlas->r, spot_at(atlas, best)) || spot_at(atlas, best)->body);
    bool rules = best != NONE && 2 * weight > total;
    bool sure = e.spoken[level] ? rules || head : weight == total && (head || weight > 3);
    if (best != NONE ? !sure : !e.spoken[level])
        return IND_OK;
    atlas->level = level;
    atlas->own = best != NONE ? best : e.first_generic[level];
    atlas->several = best != NONE && (!rules || has_rival(atlas, &weights, best));
    return IND_OK;
}

/* "BHXH Việt Nam cho biết", "cả nước": only where the article is about nothing narrower. */
static void own_country(struct atlas *atlas)
{
    for (uint32_t i = 0; i < atlas->spots.count && spot_at(atlas, i)->sentence < HEAD_SENTENCES; i++) {
        const struct spot *spot = spot_at(atlas, i);
        if (spot->level == IND_LEVEL_COUNTRY && (spot->body || spot->opens)) {
            atlas->own = i;
            atlas->level = IND_LEVEL_COUNTRY;
            return;
        }
    }
}

/* "Thành phố" alone is a province in an article of one, else a district. */
static void level_towns(struct atlas *atlas)
{
    for (uint32_t i = 0; i < atlas->spots.count; i++)
        if (!is_named(spot_at(atlas, i)) && spot_at(atlas, i)->kind == PLACE_THANH_PHO)
            spot_at(atlas, i)->level = (uint8_t)atlas->level;
}

int own_find(struct atlas *atlas)
{
    trust_title(atlas);
    own_of_title(atlas);
    if (atlas->own == NONE)
        TRY(own_of_text(atlas));
    if (atlas->own == NONE)
        own_country(atlas);
    if (atlas->own != NONE)
        atlas->own_unit = spot_at(atlas, atlas->own)->unit;
    if (atlas->own_unit && atlas->own_unit->kind == PLACE_THANH_PHO)
        level_towns(atlas);
    return IND_OK;
}
