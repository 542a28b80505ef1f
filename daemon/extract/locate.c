/* From names to official units: the list that was in force, the units that a name may mean in it, and of these the one
 * that lies in what else is named, nearest first: its address, its sentence, its paragraph, the title, the article. A
 * name that stays ambiguous keeps the number of its candidates and no unit. */
#include "daemon/extract/period.h"
#include "daemon/extract/place.h"

/* Where a unit has last been named, by its number. */
struct marks {
    struct sheet sentence;  /* 1-based; 0 for nowhere */
    struct sheet paragraph; /* 1-based */
    struct sheet title;     /* 1 where it is */
    struct sheet article;
};

static int marks_new(const struct atlas *atlas, struct marks *ret_marks)
{
    struct arena *arena = atlas->r->arena;
    TRY(sheet_new(arena, numbers_most(atlas), &ret_marks->sentence));
    TRY(sheet_new(arena, numbers_most(atlas), &ret_marks->paragraph));
    TRY(sheet_new(arena, numbers_most(atlas), &ret_marks->title));
    return sheet_new(arena, numbers_most(atlas), &ret_marks->article);
}

/* --- the list ----------------------------------------------------------------------------------------------------- */

static bool tells_time(const struct frame *f)
{
    return f->resolved && f->shape != SHAPE_TERM && !f->deadline && !f->modifier && !f->planned &&
           f->start_date.year > 0;
}

static bool is_later(ind_date a, ind_date b)
{
    if (a.year != b.year)
        return a.year > b.year;
    return a.month != b.month ? a.month > b.month : a.day > b.day;
}

static bool names_district(const struct atlas *atlas)
{
    for (uint32_t i = 0; i < atlas->spots.count; i++)
        if (spot_at(atlas, i)->kind == PLACE_HUYEN || spot_at(atlas, i)->kind == PLACE_QUAN ||
            spot_at(atlas, i)->kind == PLACE_THI_XA)
            return true;
    const struct reading *r = atlas->r;
    for (uint32_t i = 0; i < r->tokens.count; i++) { /* "những huyện có tiến độ nhanh" */
        const struct hit *hit = hits_at(&r->hits, i, CLASS_PLACE_KIND);
        enum place_kind kind = hit && hit->entry->value ? place_kind_named(hit->entry->value) : PLACE_ANY;
        if (kind == PLACE_HUYEN || kind == PLACE_THI_XA)
            return true;
    }
    return false;
}

static bool has_province(const struct atlas *atlas, uint32_t name, enum place_vintage vintage)
{
    struct place_walk walk = {.name = name, .level = IND_LEVEL_PROVINCE};
    for (const struct place_unit *unit; (unit = places_next(atlas->r->tables, &walk));)
        if (unit->vintage == vintage)
            return true;
    return false;
}

/* A province that only the earlier list has: "Hà Giang"; but "Hà Giang cũ" is spoken of since, too. */
static bool names_old_province(const struct atlas *atlas)
{
    const struct reading *r = atlas->r;
    for (uint32_t i = 0; i < atlas->spots.count; i++) {
        const struct spot *spot = spot_at(atlas, i);
        bool past = token_is(r, spot->end, "cũ") || (is_mark(r, spot->end, '(') && token_is(r, spot->end + 1, "cũ"));
        if (spot->level == IND_LEVEL_PROVINCE && spot->name && !spot->weak && !past &&
            has_province(atlas, spot->name, PLACE_2025_03) && !has_province(atlas, spot->name, PLACE_2026_07))
            return true;
    }
    return false;
}

/* By the article's date, else by the latest time it tells of, else by the districts and provinces that only one list
 * has. */
static int vintage_of(const struct atlas *atlas)
{
    const struct reading *r = atlas->r;
    ind_date latest = {0};
    for (uint32_t i = 0; i < r->frames.count; i++)
        if (tells_time(&r->frames.items[i]) && is_later(r->frames.items[i].start_date, latest))
            latest = r->frames.items[i].start_date;
    if (r->published.year)
        return (int)place_vintage_on(r->published);
    bool turn = latest.year == 2025 && latest.month == 1;
    if (latest.year && !turn)
        return (int)place_vintage_on(latest);
    return names_district(atlas) || names_old_province(atlas) ? PLACE_2025_03 : -1;
}

/* --- candidates -----------------------------------------------------------------------------------------------------
 */

/* How a name's units are looked through: each time less is asked of them, until one fits. */
struct search {
    int vintage; /* -1: any */
    bool exact;  /* the kind, too */
};

static bool fits(const struct spot *spot, const struct place_unit *unit, const struct search *search)
{
    if (unit->level != spot->level || (search->vintage >= 0 && unit->vintage != search->vintage))
        return false;
    return !search->exact || spot->kind == PLACE_ANY || unit->kind == spot->kind;
}

static uint32_t count_units(const struct atlas *atlas, const struct spot *spot, const struct search *search)
{
    uint32_t count = 0;
    struct place_walk walk = {.name = spot->name};
    for (const struct place_unit *unit; (unit = places_next(atlas->r->tables, &walk));)
        count += fits(spot, unit, search);
    return count;
}

/* What was is still spoken of: a later article may name a unit that its list has no more. */
static uint32_t choose_search(const struct atlas *atlas, const struct spot *spot, struct search *ret_search)
{
    for (int past = 0; past < 2; past++)
        for (int exact = 1; exact >= 0; exact--) {
            if (past && atlas->vintage != PLACE_2026_07)
                return 0;
            *ret_search = (struct search){past ? PLACE_2025_03 : atlas->vintage, exact};
            uint32_t count = count_units(atlas, spot, ret_search);
            if (count)
                return count;
        }
    return 0;
}

/* --- contexts
 * ---------------------------------------------------------------------------------------------------------- */

enum context { IN_ADDRESS, IN_SENTENCE, IN_PARAGRAPH, IN_TITLE, IN_ARTICLE, IN_OWN, CONTEXTS };

static bool is_within(const struct atlas *atlas, const struct place_unit *unit, const struct place_unit *wider)
{
    for (; unit && wider; unit = places_unit(atlas->r->tables, unit->parent))
        if (unit == wider)
            return true;
    return false;
}

/* Whether a unit above this one is named there. */
static bool lies_in(const struct atlas *atlas, const struct marks *marks, const struct spot *spot,
                    const struct place_unit *unit, enum context context)
{
    const struct ind_tables *tables = atlas->r->tables;
    uint32_t paragraph = atlas->r->sentences.items[spot->sentence].paragraph;
    if (context == IN_OWN)
        return is_within(atlas, unit, atlas->own_unit);
    if (context == IN_ADDRESS)
        return spot->within != NONE && is_within(atlas, unit, spot_at(atlas, spot->within)->unit);
    for (const struct place_unit *wider = places_unit(tables, unit->parent); wider;
         wider = places_unit(tables, wider->parent)) {
        uint32_t number = wider->number;
        if (context == IN_SENTENCE    ? sheet_get(&marks->sentence, number) == spot->sentence + 1
            : context == IN_PARAGRAPH ? sheet_get(&marks->paragraph, number) == paragraph + 1
            : context == IN_TITLE     ? sheet_get(&marks->title, number) != 0
                                      : sheet_get(&marks->article, number) != 0)
            return true;
    }
    return false;
}

/* No name has as many units of one level: Phường 1 has some thirty. */
#define CANDIDATES 64

struct candidates {
    const struct place_unit *units[CANDIDATES];
    uint32_t count;
};

static void narrow(const struct atlas *atlas, const struct marks *marks, const struct spot *spot,
                   struct candidates *all, enum context context)
{
    struct candidates kept = {.count = 0};
    for (uint32_t i = 0; i < all->count; i++)
        if (lies_in(atlas, marks, spot, all->units[i], context))
            kept.units[kept.count++] = all->units[i];
    if (kept.count)
        *all = kept;
}

/* A commune that is the only one of its name, but lies elsewhere than all the article is about, is another one. */
static bool is_stranger(const struct atlas *atlas, const struct place_unit *unit)
{
    if (unit->level != IND_LEVEL_COMMUNE || !atlas->own_unit || atlas->own_unit->vintage != unit->vintage)
        return false;
    const struct place_unit *wide = atlas->own_unit;
    while (wide->parent)
        wide = places_unit(atlas->r->tables, wide->parent);
    return !is_within(atlas, unit, wide);
}

/* What is left of the units that the search finds; whether a context speaks for them. */
static bool look_up(const struct atlas *atlas, const struct marks *marks, const struct spot *spot,
                    const struct search *search, struct candidates *ret_left)
{
    struct candidates all = {.count = 0};
    struct place_walk walk = {.name = spot->name};
    for (const struct place_unit *unit; all.count < CANDIDATES && (unit = places_next(atlas->r->tables, &walk));)
        if (fits(spot, unit, search))
            all.units[all.count++] = unit;
    bool told = false;
    for (int context = 0; context < CONTEXTS && all.count > 1; context++)
        narrow(atlas, marks, spot, &all, (enum context)context);
    for (int context = 0; context < CONTEXTS && all.count && !told; context++)
        told = lies_in(atlas, marks, spot, all.units[0], (enum context)context);
    *ret_left = all;
    return told;
}

/* A unit that lies in what is named goes before one of just the kind that is written: kinds change, places do not. */
static void locate(const struct atlas *atlas, const struct marks *marks, struct spot *spot)
{
    struct search search;
    spot->unit = NULL;
    spot->candidates = spot->name ? choose_search(atlas, spot, &search) : 0;
    if (!spot->candidates)
        return;
    struct candidates left, others;
    bool told = look_up(atlas, marks, spot, &search, &left);
    if (!told && search.exact) {
        search.exact = false;
        told = look_up(atlas, marks, spot, &search, &others);
        left = told ? others : left;
    }
    spot->candidates = left.count;
    if (left.count == 1 && (told || !is_stranger(atlas, left.units[0])))
        spot->unit = left.units[0];
}

/* --- passes
 * --------------------------------------------------------------------------------------------------------------- */

/* Notes where each unit of the levels is named; what is in force by position is noted again as the passes go. */
static void mark_article(const struct atlas *atlas, struct marks *marks, ind_admin_level widest,
                         ind_admin_level narrowest)
{
    for (uint32_t i = 0; i < atlas->spots.count; i++) {
        const struct spot *spot = spot_at(atlas, i);
        if (!spot->unit || spot->weak || spot->level < widest || spot->level > narrowest)
            continue;
        sheet_set(&marks->article, spot->unit->number, 1);
        if (atlas->r->sentences.items[spot->sentence].title)
            sheet_set(&marks->title, spot->unit->number, 1);
    }
}

static uint32_t paragraph_of(const struct atlas *atlas, uint32_t spot)
{
    return atlas->r->sentences.items[spot_at(atlas, spot)->sentence].paragraph;
}

/* The spots [begin, end) of one paragraph: sentence by sentence what is wider first, then what lies in it. */
static void locate_paragraph(struct atlas *atlas, struct marks *marks, uint32_t begin, uint32_t end,
                             ind_admin_level level)
{
    for (uint32_t i = begin; i < end; i++) {
        const struct spot *spot = spot_at(atlas, i);
        if (spot->unit && !spot->weak && spot->level < level)
            sheet_set(&marks->paragraph, spot->unit->number, paragraph_of(atlas, i) + 1);
    }
    for (uint32_t i = begin; i < end;) {
        uint32_t sentence = spot_at(atlas, i)->sentence, first = i;
        for (; i < end && spot_at(atlas, i)->sentence == sentence; i++)
            if (spot_at(atlas, i)->unit && !spot_at(atlas, i)->weak && spot_at(atlas, i)->level < level)
                sheet_set(&marks->sentence, spot_at(atlas, i)->unit->number, sentence + 1);
        for (uint32_t k = first; k < i; k++)
            if (spot_at(atlas, k)->level == level)
                locate(atlas, marks, spot_at(atlas, k));
    }
}

static void locate_level(struct atlas *atlas, struct marks *marks, ind_admin_level level)
{
    for (uint32_t begin = 0, end; begin < atlas->spots.count; begin = end) {
        uint32_t paragraph = paragraph_of(atlas, begin);
        for (end = begin; end < atlas->spots.count && paragraph_of(atlas, end) == paragraph;)
            end++;
        locate_paragraph(atlas, marks, begin, end, level);
    }
}

int locate_wide(struct atlas *atlas)
{
    struct marks marks;
    atlas->vintage = vintage_of(atlas);
    TRY(marks_new(atlas, &marks));
    locate_level(atlas, &marks, IND_LEVEL_PROVINCE);
    mark_article(atlas, &marks, IND_LEVEL_PROVINCE, IND_LEVEL_PROVINCE);
    locate_level(atlas, &marks, IND_LEVEL_DISTRICT);
    return IND_OK;
}

/* --- what is spoken for
 * ------------------------------------------------------------------------------------------------------ */

/* By name: 1 + the first spot that gives it with a kind word, 0 for none. */
static int find_kinds(const struct atlas *atlas, struct sheet *ret_kinds)
{
    TRY(sheet_new(atlas->r->arena, numbers_most(atlas), ret_kinds));
    for (uint32_t i = atlas->spots.count; i-- > 0;)
        if (!spot_at(atlas, i)->bare || spot_at(atlas, i)->listed)
            sheet_set(ret_kinds, spot_at(atlas, i)->name, i + 1);
    return IND_OK;
}

/* A bare name is a place's where the article gives it with a kind word elsewhere, or where it goes on an
 * address, or where it lies in the article's own and stands as places do, or behind another of its list that does. */
static bool is_spoken_for(const struct atlas *atlas, const struct marks *marks, uint32_t index)
{
    const struct spot *spot = spot_at(atlas, index);
    bool follows =
        index > 0 && spot->grouped && spot[-1].grouped && !spot[-1].weak && spot[-1].sentence == spot->sentence;
    bool placed = spot->whole || spot->opens || spot->body || follows;
    if (index > 0 && spot[-1].within == index && !spot[-1].weak)
        return true;
    if (!placed || !spot->unit || spot->unit == atlas->own_unit)
        return false;
    return atlas->own_unit ? is_within(atlas, spot->unit, atlas->own_unit)
                           : lies_in(atlas, marks, spot, spot->unit, IN_ARTICLE);
}

/* What is no district here may be a commune: many took the names of districts that are no more. */
static bool is_commune(struct atlas *atlas, const struct marks *marks, uint32_t index)
{
    struct spot *spot = spot_at(atlas, index);
    if (spot->level != IND_LEVEL_DISTRICT)
        return false;
    spot->level = IND_LEVEL_COMMUNE;
    locate(atlas, marks, spot);
    return is_spoken_for(atlas, marks, index);
}

static int settle_weak(struct atlas *atlas, struct marks *marks)
{
    struct sheet kinds;
    TRY(find_kinds(atlas, &kinds));
    for (uint32_t i = 0; i < atlas->spots.count; i++) {
        struct spot *spot = spot_at(atlas, i);
        if (!spot->weak)
            continue;
        uint32_t kind = sheet_get(&kinds, spot->name);
        const struct spot *other = kind ? spot_at(atlas, kind - 1) : NULL;
        if (other) {
            spot->level = other->level;
            spot->kind = other->kind;
        }
        locate(atlas, marks, spot);
        spot->weak = !other && !is_spoken_for(atlas, marks, i) && !is_commune(atlas, marks, i);
        if (spot->weak)
            spot->level = IND_LEVEL_NONE;
    }
    return IND_OK;
}

/* --- the district that is not named
 * ---------------------------------------------------------------------------------------------- */

struct votes {
    uint32_t *of;    /* by unit: how many of the names lie in it */
    uint32_t *voted; /* by unit: the last name that voted for it */
};

static void vote(const struct atlas *atlas, const struct spot *spot, struct votes *votes)
{
    struct search search;
    if (!choose_search(atlas, spot, &search))
        return;
    struct place_walk walk = {.name = spot->name};
    for (const struct place_unit *unit; (unit = places_next(atlas->r->tables, &walk));) {
        if (!fits(spot, unit, &search) || votes->voted[unit->parent] == spot->name)
            continue;
        votes->voted[unit->parent] = spot->name;
        votes->of[unit->parent]++;
    }
}

/* Which unit has most of the communes that the article names; NULL unless it has two and no other has as many. */
static const struct place_unit *elected(const struct atlas *atlas, const struct votes *votes)
{
    uint32_t best = 0, most = 1;
    for (uint32_t number = 1; number <= places_count(atlas->r->tables); number++) {
        if (votes->of[number] > most) {
            best = number;
            most = votes->of[number];
        } else if (votes->of[number] == most) {
            best = 0;
        }
    }
    return places_unit(atlas->r->tables, best);
}

/* Every name of a commune votes once, where it first stands with its kind. */
static int elect_own(struct atlas *atlas)
{
    size_t count = (size_t)places_count(atlas->r->tables) + 1;
    struct votes votes = {ARENA_ARRAY(atlas->r->arena, uint32_t, count), ARENA_ARRAY(atlas->r->arena, uint32_t, count)};
    struct sheet kinds;
    if (!votes.of || !votes.voted)
        return IND_E_LIMIT;
    TRY(find_kinds(atlas, &kinds));
    for (uint32_t i = 0; i < atlas->spots.count; i++) {
        const struct spot *spot = spot_at(atlas, i);
        if (spot->level == IND_LEVEL_COMMUNE && spot->name && sheet_get(&kinds, spot->name) == i + 1)
            vote(atlas, spot, &votes);
    }
    const struct place_unit *unit = elected(atlas, &votes);
    if (unit && unit->level == atlas->level)
        atlas->own_unit = unit;
    return IND_OK;
}

/* What one place of the article tells of a name ("xã Thanh Sơn, huyện Ba Chẽ") holds for all others of that name. */
static int share_units(struct atlas *atlas)
{
    struct sheet units, torn; /* by name: 1 + the spot that knows the unit; 1 where two disagree */
    TRY(sheet_new(atlas->r->arena, numbers_most(atlas), &units));
    TRY(sheet_new(atlas->r->arena, numbers_most(atlas), &torn));
    for (uint32_t i = 0; i < atlas->spots.count; i++) {
        const struct spot *spot = spot_at(atlas, i);
        if (!spot->unit || spot->level != IND_LEVEL_COMMUNE)
            continue;
        uint32_t known = sheet_get(&units, spot->name);
        if (known && spot_at(atlas, known - 1)->unit != spot->unit)
            sheet_set(&torn, spot->name, 1);
        sheet_set(&units, spot->name, i + 1);
    }
    for (uint32_t i = 0; i < atlas->spots.count; i++) {
        struct spot *spot = spot_at(atlas, i);
        if (spot->unit || spot->level != IND_LEVEL_COMMUNE || !spot->name || sheet_get(&torn, spot->name))
            continue;
        uint32_t known = sheet_get(&units, spot->name);
        spot->unit = known ? spot_at(atlas, known - 1)->unit : NULL;
        spot->candidates = spot->unit ? 1 : spot->candidates;
    }
    return IND_OK;
}

int locate_narrow(struct atlas *atlas)
{
    struct marks marks;
    bool unnamed = atlas->level > IND_LEVEL_COUNTRY && atlas->own != NONE && !is_named(spot_at(atlas, atlas->own));
    TRY(marks_new(atlas, &marks));
    if (unnamed && !atlas->own_unit)
        TRY(elect_own(atlas));
    mark_article(atlas, &marks, IND_LEVEL_PROVINCE, IND_LEVEL_DISTRICT);
    TRY(settle_weak(atlas, &marks));
    locate_level(atlas, &marks, IND_LEVEL_COMMUNE);
    TRY(share_units(atlas));
    if (atlas->own != NONE && is_named(spot_at(atlas, atlas->own)))
        atlas->own_unit = spot_at(atlas, atlas->own)->unit;
    return IND_OK;
}

/* --- whichever it is -------------------------------------------------------------------------------------------------
 */

static bool measures_alike(const struct atlas *atlas, const struct place_unit *a, const struct place_unit *b)
{
    static const char *const land[] = {"{sao}", "{mau}", "{cong}"};
    const char *rule;
    for (size_t i = 0; i < sizeof land / sizeof *land; i++) {
        ind_decimal one = places_land_unit(atlas->r->tables, a, land[i], &rule),
                    other = places_land_unit(atlas->r->tables, b, land[i], &rule);
        if (one.known != other.known || (one.known && decimal_compare(one, other) != 0))
            return false;
    }
    return true;
}

const struct place_unit *locate_either(const struct atlas *atlas, uint32_t index)
{
    const struct spot *spot = index != NONE ? spot_at(atlas, index) : NULL;
    const struct place_unit *first = NULL;
    if (!spot || !spot->name || spot->unit)
        return NULL;
    struct place_walk walk = {.name = spot->name, .level = spot->level};
    for (const struct place_unit *unit; (unit = places_next(atlas->r->tables, &walk));) {
        if (first && !measures_alike(atlas, first, unit))
            return NULL;
        first = first ? first : unit;
    }
    return first;
}
