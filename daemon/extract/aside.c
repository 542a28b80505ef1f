/* What stands among a label's words and changes nothing of what is measured: places, brackets that explain, who
 * acknowledged it, words that only trail. What is left is an indicator's or not: code.c. */
#include "daemon/extract/aside.h"

#include "daemon/lang/places.h"

/* The name of who owns what is measured is followed no further. */
#define OWNER_TOKENS 8

/* "xuất khẩu sang | Trung Quốc": where it goes is no place that the figure is of. */
static bool is_destination(const struct reading *r, uint32_t at)
{
    return at && (token_is(r, at - 1, "sang") || token_is(r, at - 1, "vào") || token_is(r, at - 1, "từ") ||
                  token_is(r, at - 1, "qua"));
}

static bool has_abbreviation(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (token_at(r, i)->flags & TOKEN_UPPER)
            return true;
    return false;
}

static uint32_t skip_names(const struct reading *r, uint32_t at)
{
    while (at < r->tokens.count && (token_at(r, at)->flags & TOKEN_CAPITAL))
        at++;
    return at;
}

/* "của Dệt may Sông Thương": a name may have plain words in it. */
static uint32_t skip_owner(const struct reading *r, uint32_t at)
{
    uint32_t end = skip_names(r, at);
    for (uint32_t i = end; i < at + OWNER_TOKENS && is_kind(r, i, TOKEN_WORD); i++)
        if (token_at(r, i)->flags & TOKEN_CAPITAL)
            end = i + 1;
    return end;
}

/* "của NHCSXH | huyện": where the owner sits. */
static uint32_t skip_seat(const struct reading *r, uint32_t at)
{
    const struct hit *kind = hits_at(&r->hits, at, CLASS_PLACE_KIND);
    return kind && !entry_is(kind->entry, "none") ? skip_names(r, at + kind->count) : at;
}

/* "Đồng bằng sông Cửu Long", "Tây Nguyên", "núi phía Bắc". */
static uint32_t skip_region(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"bằng", "sông", "núi", "phía", "trung", "duyên", "hải"};
    for (bool more = true; more;) {
        uint32_t from = at;
        at = skip_names(r, at);
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            at += token_is(r, at, words[i]);
        more = at > from;
    }
    return at;
}

/* "thu hoạch lúa | Hè Thu": no place, for all its capitals. */
static bool names_season(const struct reading *r, uint32_t first)
{
    const struct hit *about = hits_at(&r->hits, first, CLASS_ABOUT);
    return about && entry_is(about->entry, "season");
}

/* Behind "trên địa bàn huyện Lạc Dương", "toàn tỉnh", "của Đông Giang"; `first` itself where no place stands there.
 * `opens`: no word stands before it, so that a kind alone is what the label is about. */
static uint32_t place_end(const struct reading *r, uint32_t first, bool opens)
{
    const struct hit *country = hits_at(&r->hits, first, CLASS_COUNTRY),
                     *lead = hits_at(&r->hits, first, CLASS_PLACE_LEAD),
                     *whole = hits_at(&r->hits, first, CLASS_PLACE_WHOLE);
    if (country)
        return first + country->count;
    if (!opens && hits_before(&r->hits, first, CLASS_PLACE_KIND)) /* "trên địa bàn huyện | Lạc Dương" */
        return skip_names(r, first);
    uint32_t at = first + (whole && (!lead || whole->count > lead->count) ? whole->count : lead ? lead->count : 0);
    const struct hit *all = at > first ? hits_at(&r->hits, at, CLASS_PLACE_WHOLE) : NULL; /* "của | toàn | tỉnh" */
    at += all && hits_at(&r->hits, at + all->count, CLASS_PLACE_KIND) ? all->count : 0;
    if (at > first && (country = hits_at(&r->hits, at, CLASS_COUNTRY)) != NULL) /* "của | cả nước" */
        return at + country->count;
    const struct hit *kind = hits_at(&r->hits, at, CLASS_PLACE_KIND);
    if (kind && !entry_is(kind->entry, "none")) {
        uint32_t end = skip_names(r, at + kind->count);
        bool led =
            at > first || (!opens && hits_before(&r->hits, first, CLASS_PLACE_LEAD)); /* "thu trên địa bàn | huyện" */
        if (led || (!opens && end > at + kind->count)) /* "giá trị sản xuất | huyện Thuận Nam" */
            return end;
    }
    if (token_is(r, first, "vùng") && skip_names(r, first + 1) > first + 1) /* "vùng Đồng bằng sông Cửu Long" */
        return skip_region(r, first + 1);
    uint32_t names = skip_names(r, first);
    if (!opens && names > first + 1 && !has_abbreviation(r, first, names) && /* "lượng mưa Bắc Quang" */
        !is_destination(r, first) && !names_season(r, first))
        return names;
    if (!opens && names == first + 1 && token_is(r, first - 1, "đến")) /* "khách đến Huế" */
        return names;
    if (!opens && (token_is(r, first, "về") || token_is(r, first, "đến")) &&
        hits_at(&r->hits, first + 1, CLASS_PLACE_KIND))
        return skip_seat(r, first + 1); /* "khách về tỉnh" */
    if (at > first && skip_names(r, at) > at)
        return skip_seat(r, skip_owner(r, at));
    return at > first + 1 && token_is(r, at - 1, "bàn") ? at : first; /* "trên địa bàn": whose needs no saying */
}

/* "(kể cả cây phân tán)", "(GRDP)": what stands in brackets explains, unless it takes something out or counts. */
static uint32_t bracket_end(const struct reading *r, uint32_t first)
{
    static const char *const excluding[] = {"không", "chưa", "trừ", "loại", "ngoài", "riêng"};
    if (!opens_bracket(r, first))
        return first;
    for (size_t i = 0; i < sizeof excluding / sizeof *excluding; i++)
        if (token_is(r, first, excluding[i]))
            return first;
    uint32_t end = first;
    while (end < first + LABEL_TOKENS && (is_kind(r, end, TOKEN_WORD) || is_mark(r, end, ',') || is_mark(r, end, '-')))
        end++;
    return is_mark(r, end, ')') ? end : first;
}

/* "được Thủ tướng Chính phủ ban hành quyết định công nhận | đạt chuẩn": who says so changes nothing. */
static uint32_t acknowledged_end(const struct reading *r, uint32_t first)
{
    if (!token_is(r, first, "được"))
        return first;
    for (uint32_t i = first + 1; i < first + OWNER_TOKENS + 4 && is_kind(r, i, TOKEN_WORD); i++)
        if (token_is(r, i, "công") && token_is(r, i + 1, "nhận"))
            return i > first + 1 ? i + 2 : first;
    return first;
}

/* "Mưa lũ đã | làm 3 người chết": the subject that does it is told by what is done. */
static uint32_t doer_end(const struct reading *r, uint32_t first)
{
    const struct hit *doer = hits_at(&r->hits, first, CLASS_ABOUT);
    if (!doer)
        return first;
    uint32_t at = first + doer->count;
    at += token_is(r, at, "đã") || token_is(r, at, "còn") || token_is(r, at, "cũng");
    return token_is(r, at, "làm") || token_is(r, at, "khiến") ? at : first;
}

/* `openers`: of which classes a hit may open one. */
static bool may_open(const struct reading *r, uint32_t at, uint64_t openers)
{
    return (token_at(r, at)->flags & TOKEN_CAPITAL) || hits_begin_any(&r->hits, at, openers) || opens_bracket(r, at) ||
           hits_end(&r->hits, at, CLASS_PLACE_KIND);
}

#define PLACE_OPENERS (CLASS_BIT(COUNTRY) | CLASS_BIT(PLACE_LEAD) | CLASS_BIT(PLACE_WHOLE) | CLASS_BIT(PLACE_KIND))
#define FIRST_OPENERS (PLACE_OPENERS | CLASS_BIT(ASIDE) | CLASS_BIT(ABOUT)) /* "Mưa lũ đã | làm 3 người chết" */
#define LATER_OPENERS (PLACE_OPENERS | CLASS_BIT(ASIDE) | CLASS_BIT(TRAIL))

bool may_open_aside(const struct reading *r, uint32_t at)
{
    return may_open(r, at, FIRST_OPENERS | CLASS_BIT(TRAIL));
}

/* Behind what may be left out at `first`, which does not open the label; `first` where nothing is. */
static uint32_t find_later_end(const struct reading *r, uint32_t first)
{
    if (!may_open(r, first, LATER_OPENERS))
        return first;
    const struct hit *trail = hits_at(&r->hits, first, CLASS_TRAIL);
    uint32_t end = trail ? first + trail->count : bracket_end(r, first);
    end = end > first ? end : acknowledged_end(r, first);
    return end > first ? end : place_end(r, first, false);
}

/* In reading.asides: most words begin no aside, whatever label they are of. */
#define NO_ASIDE 1

/* The same, kept: every label that shares the words asks anew. No label has so many words that more tokens matter. */
static uint32_t later_end(const struct reading *r, uint32_t first)
{
    uint8_t *known = &r->asides[first];
    if (!*known) {
        uint32_t count = find_later_end(r, first) - first;
        if (!count && begins(r, first, CLASS_ASIDE)) /* that depends on the label */
            return first;
        *known = (uint8_t)(NO_ASIDE + (count < UINT8_MAX ? count : UINT8_MAX - NO_ASIDE));
    }
    return first + *known - NO_ASIDE;
}

static uint32_t first_end(const struct reading *r, uint32_t first)
{
    if (!may_open(r, first, FIRST_OPENERS))
        return first;
    uint32_t end = bracket_end(r, first);
    end = end > first ? end : doer_end(r, first);
    end = end > first ? end : acknowledged_end(r, first);
    return end > first ? end : place_end(r, first, true);
}

/* Behind the word at `from` where what it opens goes on to the label's end, or for a number of words; else `from`. */
static uint32_t words_end(const struct reading *r, const struct words *words, uint32_t from)
{
    uint32_t first = words->at[from];
    if (!begins(r, first, CLASS_ASIDE))
        return from;
    if (!from) /* "đưa tổng kim ngạch xuất khẩu lên" */
        return (token_is(r, first, "đưa") || token_is(r, first, "nâng")) && begins(r, first + 1, CLASS_MEASURE);
    if (token_is(r, first, "sang") && token_is(r, words->at[0], "chuyển")) /* "chuyển đổi | sang trồng màu" */
        return words->count;
    if (token_is(r, first, "lần") && token_is(r, first + 1, "thứ")) /* "Đại hội lần thứ XXI" */
        return from + 3 < words->count ? from + 3 : words->count;
    return token_is(r, first, "dịp") || token_is(r, first, "để") ? words->count : from; /* "để làm đường" */
}

/* Behind the words at the words' `from` that change nothing of what is measured; `from` where there are none. */
static uint32_t aside_end(const struct reading *r, const struct words *words, uint32_t from)
{
    uint32_t first = words->at[from];
    if (from && r->asides[first] == NO_ASIDE)
        return from;
    uint32_t behind = words_end(r, words, from);
    if (behind > from)
        return behind;
    uint32_t end = from ? later_end(r, first) : first_end(r, first);
    while (from < words->count && words->at[from] >= first && words->at[from] < end)
        from++;
    return from;
}

struct words without_asides(const struct reading *r, const struct words *words, uint32_t from)
{
    struct words rest;
    rest.count = 0;
    for (uint32_t i = 0; i < words->count;) {
        uint32_t behind = i < from ? i : aside_end(r, words, i);
        if (behind > i)
            i = behind;
        else
            rest.at[rest.count++] = words->at[i++];
    }
    return rest;
}

struct words without_brackets(const struct reading *r, const struct words *words)
{
    struct words rest;
    rest.count = 0;
    for (uint32_t i = 0; i < words->count;) {
        uint32_t first = words->at[i], end = opens_bracket(r, first) ? bracket_end(r, first) : first;
        if (end == first)
            rest.at[rest.count++] = words->at[i++];
        else
            while (i < words->count && words->at[i] >= first && words->at[i] < end)
                i++;
    }
    return rest;
}

uint32_t place_words(const struct reading *r, uint32_t at)
{
    const struct hit *kind = hits_at(&r->hits, at, CLASS_PLACE_KIND);
    struct place_name names[PLACE_NAMES];
    if (kind && !entry_is(kind->entry, "none") && skip_names(r, at + kind->count) > at + kind->count)
        return skip_names(r, at + kind->count) - at;
    bool named = (token_at(r, at)->flags & TOKEN_CAPITAL) && places_names_at(r->tables, &r->tokens, at, names);
    return named && skip_names(r, at) == at + names[0].count ? names[0].count : 0;
}

bool is_place(const struct reading *r, const struct words *words)
{
    for (uint32_t i = 0; i < words->count;) {
        uint32_t behind = words->at[i] + place_words(r, words->at[i]);
        if (behind == words->at[i] && !token_is(r, behind, "và"))
            return false;
        behind += behind == words->at[i];
        while (i < words->count && words->at[i] < behind)
            i++;
    }
    return true;
}
