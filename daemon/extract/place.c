/* The unit of administration that a figure is about, as written: "huyện Ba Chẽ", "TP Quy Nhơn". The nearest one named in
 * the figure's sentence or earlier in its paragraph, else the article's own. */
#include "daemon/extract/reading.h"

/* A place's name has at most this many syllables. */
#define NAME_TOKENS 5

/* A place named this far before a figure is still its own, in tokens. */
#define REACH 120

struct named {
    uint32_t first, end;
    ind_admin_level level;
};

static ind_admin_level level_named(const char *name)
{
    static const struct { const char *name; ind_admin_level level; } names[] = {
        {"country", IND_LEVEL_COUNTRY}, {"province", IND_LEVEL_PROVINCE}, {"district", IND_LEVEL_DISTRICT},
        {"commune", IND_LEVEL_COMMUNE}, {"village", IND_LEVEL_VILLAGE},
    };
    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i].name) == 0)
            return names[i].level;
    return IND_LEVEL_NONE;
}

/* The kind word and the capitalised words behind it; a kind word alone names no place. */
static bool place_at(const struct reading *r, uint32_t at, struct named *ret)
{
    const struct hit *admin = hits_at(&r->hits, at, CLASS_ADMIN);
    if (!admin)
        return false;
    uint32_t end = at + admin->count;
    end += is_mark(r, end, '.');
    uint32_t name = end;
    while (end < name + NAME_TOKENS && is_kind(r, end, TOKEN_WORD) && (token_at(r, end)->flags & TOKEN_CAPITAL) &&
           (end == name || !begins(r, end, CLASS_ADMIN)))
        end++;
    bool upper = end > name && (token_at(r, name)->flags & TOKEN_UPPER) && !(token_at(r, at)->flags & TOKEN_UPPER);
    if (end == name || (upper && end == name + 1 && token_at(r, name)->end - token_at(r, name)->start <= 3))
        return false;
    *ret = (struct named){at, end, level_named(admin->entry->value)};
    return true;
}

static ind_place place_of(struct reading *r, const struct named *named)
{
    return (ind_place){.text = text_of(r, named->first, named->end), .level = named->level};
}

/* The article's own: the widest place of the title, else the first district or province that the text names. */
static int find_own(struct reading *r)
{
    struct named named, own = {0};
    for (uint32_t i = 0; i < r->tokens.count; i++) {
        bool title = i < r->title.end;
        if (!place_at(r, i, &named) || named.level == IND_LEVEL_VILLAGE || (named.level == IND_LEVEL_COMMUNE && !title))
            continue;
        if (!own.end || (title && named.level < own.level))
            own = named;
        if (!title)
            break;
    }
    if (own.end)
        r->place = place_of(r, &own);
    return IND_OK;
}

int place_read(struct reading *r)
{
    TRY(find_own(r));
    struct named last = {0};
    uint32_t at = 0, paragraph = NONE;
    for (uint32_t i = 0; i < r->mentions.count; i++) {
        struct mention *m = &r->mentions.items[i];
        const struct sentence *s = &r->sentences.items[m->sentence];
        if (s->paragraph != paragraph)
            last = (struct named){0};
        paragraph = s->paragraph;
        if (at < s->first && s->first - at > REACH)
            at = s->first - REACH;
        for (struct named named; at < m->first; at++)
            if (place_at(r, at, &named) && r->sentences.items[r->sentence_of[at]].paragraph == paragraph)
                last = named;
        bool near = last.end && m->first - last.end <= REACH;
        m->place = near ? place_of(r, &last) : r->place;
    }
    return IND_OK;
}
