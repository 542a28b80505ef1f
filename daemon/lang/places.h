/* The official units of administration by name: which units of which list a name in a text may mean, which list is in
 * force on a day, and how large a regional land unit is in a province. Not for which of the units an article means.
 * Immutable once built, like all tables. */
#ifndef LANG_PLACES_H
#define LANG_PLACES_H

#include "daemon/lang/tables.h"

/* The kinds of units, as the lists write them. */
enum place_kind {
    PLACE_ANY,
    PLACE_TINH,
    PLACE_THANH_PHO,
    PLACE_HUYEN,
    PLACE_QUAN,
    PLACE_THI_XA,
    PLACE_XA,
    PLACE_PHUONG,
    PLACE_THI_TRAN,
    PLACE_DAC_KHU,
    PLACE_VILLAGE, /* below the units of the lists: thôn, ấp, bản … */
    PLACE_KINDS
};

/* The lists, by the time they are in force. */
enum place_vintage { PLACE_2025_03, PLACE_2026_07, PLACE_VINTAGES };

struct place_unit {
    const char *code;
    const char *name;   /* as the list writes it */
    uint32_t number;    /* of this unit, from 1; below places_count() + 1 */
    uint32_t parent;    /* number of the unit it belongs to, 0 for none */
    uint32_t next;      /* number of the next unit of the same name, 0 for none */
    uint32_t region;    /* of a province: 1-based, 0 where none is known */
    uint8_t level;      /* ind_admin_level */
    uint8_t kind;       /* enum place_kind */
    uint8_t vintage;    /* enum place_vintage */
};

/* A name that stands in a text; `count` of 0 means none. */
struct place_name {
    uint32_t count; /* tokens */
    uint32_t index; /* of the name in the tables */
};

/* The most names that may begin at one token. */
#define PLACE_NAMES 8

/* All names that begin at token `at` of an annotated text, the longest first; at most PLACE_NAMES. Case, spelling
 * (Đắk, Đăk, Đak), hyphens and apostrophes make no difference. Constant time. Returns how many. */
uint32_t places_names_at(const ind_tables *tables, const struct tokens *tokens, uint32_t at,
                         struct place_name ret_names[static PLACE_NAMES]);

/* The units of a name, its other spellings included: begin with a walk of {.name = index}; NULL at the end. */
struct place_walk {
    uint32_t name;
    uint32_t unit, alias; /* where it stands; not for the caller */
    uint8_t level;
    bool begun;
};
const struct place_unit *places_next(const ind_tables *tables, struct place_walk *walk);

/* A unit by its number, NULL for 0. How many there are. */
const struct place_unit *places_unit(const ind_tables *tables, uint32_t number);
uint32_t places_count(const ind_tables *tables);

/* How many different numbers, 0 among them, units have, or names; the greater of the two. */
uint32_t places_numbers(const ind_tables *tables);

/* "2025-03" … */
const char *place_vintage_name(enum place_vintage vintage);

/* The list in force on a day; the day may lack its month or day (0), then the last of the time is asked for. */
enum place_vintage place_vintage_on(ind_date date);

/* The kind of that name in the lists ("Huyện"), "village" for what is below them; PLACE_ANY for none. */
enum place_kind place_kind_named(const char *name);

/* The level that a kind has, or has most often (a Thành phố may be of two levels: IND_LEVEL_NONE). */
ind_admin_level place_kind_level(enum place_kind kind);

/* How many hectares a regional unit ("{sao}", "{mau}", "{cong}") has where `unit` lies; unknown where the region has
 * no such unit or none is known. *ret_rule: the row. */
ind_decimal places_land_unit(const ind_tables *tables, const struct place_unit *unit, const char *land_unit,
                             const char **ret_rule);

#endif
