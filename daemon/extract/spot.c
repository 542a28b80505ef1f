/* Names of units of administration in a text: a kind word with its name, a body's name that ends with one, a list of
 * names behind one kind word, a bare name where only a place can stand, and a kind word alone that means the article's
 * own. Which official unit a name means is locate.c's. */
#include "daemon/extract/place.h"

/* Names that no list has, in words; and how long a line with nothing but names may be. */
#define UNKNOWN_WORDS 4
#define BYLINE_TOKENS 14

/* An office's name is no longer than this. */
#define OFFICE_TOKENS 7

/* How far an office stands before the body's name: "Phó Chủ tịch Thường trực HĐND tỉnh". */
#define HOLDER_TOKENS 7

static bool is_upper(const struct reading *r, uint32_t at)
{
    return is_kind(r, at, TOKEN_WORD) && (token_at(r, at)->flags & TOKEN_UPPER);
}

static bool is_lower(const struct reading *r, uint32_t at)
{
    return is_kind(r, at, TOKEN_WORD) && !(token_at(r, at)->flags & TOKEN_CAPITAL);
}

static uint32_t sentence_first(const struct reading *r, uint32_t at)
{
    return r->sentences.items[r->sentence_of[at]].first;
}

/* "tiếp đến là Hớn Quản 231 tỷ đồng", "cao nhất là xã Hòa Bình": the next of those that are told one by one. */
static bool comes_next(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"đến", "theo", "nhất", "đầu", "nhanh", "cao", "lớn", "nhiều"};
    for (size_t i = 0; at > 1 && token_is(r, at - 1, "là") && i < sizeof words / sizeof *words; i++)
        if (token_is(r, at - 2, words[i]))
            return true;
    return false;
}

/* Nothing of its clause stands before it: the sentence, a piece of it, or what follows a time begins here. */
static bool opens_piece(const struct reading *r, uint32_t at)
{
    return at == sentence_first(r, at) || is_separator(r, at - 1) || is_mark(r, at - 1, '-') ||
           is_mark(r, at - 1, '"') || r->use[at - 1] == USE_TIME || hits_before(&r->hits, at, CLASS_PARTS) ||
           comes_next(r, at);
}

/* --- names ------------------------------------------------------------------------------------------------------ */

/* All words of a name begin with capitals. */
static bool is_written_as_name(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (is_lower(r, i) && !(i > first && is_mark(r, i - 1, '\'')))
            return false;
    return true;
}

static bool has_unit(const struct reading *r, uint32_t name, enum place_kind kind, ind_admin_level level)
{
    struct place_walk walk = {.name = name};
    for (const struct place_unit *unit; (unit = places_next(r->tables, &walk));)
        if ((kind == PLACE_ANY || unit->kind == kind) && (level == IND_LEVEL_NONE || unit->level == level))
            return true;
    return false;
}

/* "Hà Giang 2 nhà": the number counts, though a ward has it in its name. */
static bool takes_figure(const struct reading *r, uint32_t at, const struct place_name *name)
{
    return r->use[at + name->count - 1] == USE_MENTION;
}

/* The longest name at `at` that some unit of the kind, or else of the kind's level, has. */
static bool name_of_kind(const struct reading *r, uint32_t at, enum place_kind kind, struct place_name *ret_name)
{
    struct place_name names[PLACE_NAMES];
    uint32_t count = places_names_at(r->tables, &r->tokens, at, names);
    ind_admin_level level = place_kind_level(kind);
    for (int exact = 1; exact >= 0; exact--)
        for (uint32_t i = 0; i < count; i++) {
            if (!is_written_as_name(r, at, at + names[i].count) || takes_figure(r, at, &names[i]))
                continue;
            bool numbered = is_kind(r, at, TOKEN_NUMBER);
            if (exact ? has_unit(r, names[i].index, kind, IND_LEVEL_NONE)
                      : !numbered && level && has_unit(r, names[i].index, PLACE_ANY, level)) {
                *ret_name = names[i];
                return true;
            }
        }
    return false;
}

/* "Chủ tịch UBND huyện Lê Minh Chuẩn": the name is an office holder's. */
static bool names_holder(const struct reading *r, uint32_t at)
{
    uint32_t first = sentence_first(r, at);
    for (uint32_t i = at; i > first && at - i < HOLDER_TOKENS && !is_separator(r, i - 1); i--) {
        const struct hit *office = hits_before(&r->hits, i, CLASS_PLACE_NOT);
        if (office && entry_is(office->entry, "holder"))
            return true;
    }
    return false;
}

/* "thôn 4, xã Ái Thượng": the number counts nothing. */
static bool is_village_number(const struct reading *r, uint32_t at)
{
    return small_number(r, at) > 0 && small_number(r, at) < 100 && r->use[at] != USE_MENTION;
}

/* "khu phố III": a number of Roman numerals. */
static bool is_roman(const struct reading *r, uint32_t at)
{
    const struct token *token = token_at(r, at);
    for (uint32_t i = token->start; i < token->end; i++)
        if (!strchr("IVX", r->text.bytes[i]))
            return false;
    return true;
}

/* Where a name ends that no list has: words with capitals, of which a person's name may follow. */
static uint32_t unknown_name_end(const struct reading *r, uint32_t at, enum place_kind kind)
{
    uint32_t end = at;
    if (kind != PLACE_VILLAGE && (names_holder(r, at) || token_is(r, at, "khóa"))) /* "HĐND huyện Khóa IV" */
        return at;
    if (kind == PLACE_VILLAGE && is_upper(r, at) && !is_upper(r, at - 1) && !is_roman(r, at)) /* "khu dân cư NTM" */
        return at;
    while (end < at + UNKNOWN_WORDS && is_capital(r, end) && (end == at || !begins(r, end, CLASS_PLACE_KIND)))
        end++;
    if (kind == PLACE_VILLAGE)
        return is_village_number(r, end) ? end + 1 : end;
    bool abbreviation = end == at + 1 || is_upper(r, at) != is_upper(r, at - 1);
    if (end < at + 2 || abbreviation || (kind == PLACE_TINH && end > at + 2)) /* "UBND tỉnh Phạm Thanh Hoàng" */
        return at;
    return end > at + 3 ? at + 2 : end;
}

/* --- spots ------------------------------------------------------------------------------------------------------ */

static int add_spot(struct atlas *atlas, const struct spot *spot)
{
    struct spot *slot = LIST_PUSH(atlas->r->arena, &atlas->spots);
    if (!slot)
        return IND_E_LIMIT;
    *slot = *spot;
    slot->within = NONE;
    slot->sentence = atlas->r->sentence_of[spot->first];
    return IND_OK;
}

/* A Thành phố is a province where a list has one of that name, else a district. */
static ind_admin_level level_of(const struct reading *r, enum place_kind kind, uint32_t name)
{
    if (kind != PLACE_THANH_PHO)
        return place_kind_level(kind);
    return name && has_unit(r, name, kind, IND_LEVEL_PROVINCE) ? IND_LEVEL_PROVINCE : IND_LEVEL_DISTRICT;
}

/* "được UBND tỉnh Quảng Ninh công nhận", "so với huyện Ba Chẽ"; but "đo được tại Trà Bồng" is where it happened. */
static bool is_agent(const struct reading *r, uint32_t at)
{
    uint32_t first = sentence_first(r, at);
    const struct hit *lead = hits_before(&r->hits, at, CLASS_PLACE_LEAD);
    if (lead && entry_is(lead->entry, "at"))
        return false;
    for (uint32_t i = at; i > first && at - i < 4; i--) {
        if (hits_before(&r->hits, i, CLASS_PLACE_AGENT))
            return true;
        if (is_separator(r, i - 1))
            return false;
    }
    return false;
}

/* "chỉ tiêu tỉnh giao"; but "huyện được giao" is given something. */
static bool assigns(const struct reading *r, uint32_t at)
{
    return begins(r, at, CLASS_ASSIGN) && !token_is(r, at, "được");
}

static void describe(const struct reading *r, struct spot *spot)
{
    uint32_t at = spot->first;
    spot->opens = opens_piece(r, at);
    spot->whole = hits_before(&r->hits, at, is_named(spot) ? CLASS_PLACE_LEAD : CLASS_PLACE_WHOLE);
    spot->agent = is_agent(r, at) || assigns(r, spot->end);
}

/* "xã Thanh Sơn, Đồn Đạc và Lương Mông": names of the same kind that go on the list. Returns behind the last. */
static int read_list(struct atlas *atlas, struct spot spot, uint32_t *end)
{
    struct reading *r = atlas->r;
    for (;;) {
        uint32_t at = *end + (is_mark(r, *end, ',') || token_is(r, *end, "và"));
        at += at > *end && is_mark(r, *end, ',') && token_is(r, at, "và");
        struct place_name name;
        if (at == *end || !is_capital(r, at) || !name_of_kind(r, at, (enum place_kind)spot.kind, &name) ||
            !has_unit(r, name.index, (enum place_kind)spot.kind, IND_LEVEL_NONE))
            return IND_OK;
        spot.first = spot.name_first = at;
        spot.end = *end = at + name.count;
        spot.name = name.index;
        spot.listed = true;
        spot.bare = true;
        TRY(add_spot(atlas, &spot));
    }
}

/* "các huyện", "5 huyện", "mỗi xã". */
static bool is_several(const struct reading *r, uint32_t at)
{
    if (!at || r->use[at - 1] == USE_TIME)
        return false;
    return is_kind(r, at - 1, TOKEN_NUMBER) || begins(r, at - 1, CLASS_NUMBER) ||
           hits_before(&r->hits, at, CLASS_PLACE_PLURAL);
}

/* "thu nhập bình quân của xã", "Hội Phụ nữ xã quản lý 12 tổ", "UBND phường": the commune that was spoken of. */
static bool refers_back(const struct reading *r, uint32_t at)
{
    static const char *const bodies[] = {"nữ", "dân", "binh", "bộ", "ủy", "đoàn", "quyền", "an", "tế", "trận"};
    if (!at || !is_lower(r, at))
        return false;
    if (token_is(r, at - 1, "của"))
        return true;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (token_is(r, at - 1, bodies[i]) && at > 1 && is_kind(r, at - 2, TOKEN_WORD))
            return true;
    return is_upper(r, at - 1);
}

/* A kind word without a name: "toàn huyện", "Huyện có …"; where only the level is told ("Công an huyện") it opens
 * nothing and is no whole. Of communes only their own bodies tell: "tỷ lệ xã" is said of many. */
static int read_generic(struct atlas *atlas, struct spot *spot, uint32_t *ret_end)
{
    const struct reading *r = atlas->r;
    uint32_t at = spot->first;
    *ret_end = spot->end;
    if (spot->kind == PLACE_VILLAGE || hits_before(&r->hits, at, CLASS_PLACE_NOT) || is_several(r, at) ||
        (is_capital(r, spot->end) && !names_holder(r, spot->end)))
        return IND_OK;
    if (at > 1 && is_mark(r, at - 1, ',') && hits_before(&r->hits, at - 1, CLASS_PLACE_KIND))
        return IND_OK;
    describe(r, spot);
    spot->opens &= is_lower(r, spot->end);
    spot->back = spot->kind >= PLACE_XA && refers_back(r, at);
    spot->silent = spot->kind >= PLACE_XA && !spot->opens && !spot->whole && !(at && is_upper(r, at - 1));
    return spot->silent && !spot->back ? IND_OK : add_spot(atlas, spot);
}

/* A kind word or a body at `at`. */
static int read_kind(struct atlas *atlas, uint32_t at, const struct hit *hit, bool body, uint32_t *ret_end)
{
    struct reading *r = atlas->r;
    enum place_kind kind = place_kind_named(hit->entry->value);
    struct place_name name = {0};
    uint32_t behind = at + hit->count;
    *ret_end = behind;
    if (kind == PLACE_ANY || (at && is_mark(r, at - 1, '-') && is_tight(r, at)))
        return IND_OK;
    bool listing =
        is_mark(r, behind, ':') && at && hits_before(&r->hits, at, CLASS_PLACE_PLURAL); /* "các tỉnh: Sơn La" */
    behind += listing;
    bool named = kind != PLACE_VILLAGE &&
                 !(is_kind(r, behind, TOKEN_NUMBER) && at && is_kind(r, at - 1, TOKEN_NUMBER)) &&
                 name_of_kind(r, behind, kind, &name);
    bool region = !named && kind < PLACE_XA && is_several(r, at); /* "các tỉnh Tây Nguyên" */
    uint32_t end = named ? behind + name.count : region ? behind : unknown_name_end(r, behind, kind);
    struct spot spot = {.first = listing ? behind : at,
                        .name_first = behind,
                        .end = end,
                        .kind = (uint8_t)kind,
                        .name = name.index,
                        .body = body};
    spot.level = (uint8_t)level_of(r, kind, name.index);
    if (end == behind) {
        spot.end = spot.name_first = at + hit->count;
        return read_generic(atlas, &spot, ret_end);
    }
    describe(r, &spot);
    *ret_end = end;
    TRY(add_spot(atlas, &spot));
    return named ? read_list(atlas, spot, ret_end) : IND_OK;
}

/* --- bare names -----------------------------------------------------------------------------------------------------
 */

/* A line of names and nothing else: who wrote the article, who took the photograph. */
static bool is_byline(const struct reading *r, const struct sentence *s)
{
    if (s->title || s->end - s->first > BYLINE_TOKENS)
        return false;
    for (uint32_t i = s->first; i < s->end; i++)
        if (is_kind(r, i, TOKEN_NUMBER) || (is_lower(r, i) && !token_is(r, i, "và")) || is_mark(r, i, ':'))
            return false;
    return true;
}

/* What stands before a bare name lets it be a place: nothing, a word in lower case, an abbreviation, a body. */
static bool may_follow(const struct reading *r, uint32_t at)
{
    if (hits_before(&r->hits, at, CLASS_PLACE_NOT))
        return false;
    if (at == sentence_first(r, at) || hits_before(&r->hits, at, CLASS_PLACE_BODY))
        return true;
    if (is_mark(r, at - 1, ':'))
        return !hits_before(&r->hits, at - 1, CLASS_PLACE_NOT);
    if (!is_capital(r, at - 1))
        return !(is_mark(r, at - 1, '-') && at > 1 && is_capital(r, at - 2)) && !is_mark(r, at - 1, '.');
    bool first = at - 1 == sentence_first(r, at) || is_separator(r, at - 2);
    return is_upper(r, at - 1) || (first && r->hits.starts[at - 1]);
}

/* What stands behind it does not go on a longer name or a route. */
static bool may_precede(const struct reading *r, uint32_t first, uint32_t end)
{
    if (is_capital(r, end))
        return is_upper(r, first) && is_upper(r, end);
    return !(is_mark(r, end, '-') && is_capital(r, end + 1));
}

/* "Hà Nội (TTXVN 12/5)", "Hà Nội, ngày 18 tháng 5": where it was written, not what it is about. */
static bool is_dateline(const struct reading *r, const struct spot *spot)
{
    if (spot->first != sentence_first(r, spot->first))
        return false;
    return is_mark(r, spot->end, '(')
               ? is_upper(r, spot->end + 1)
               : is_mark(r, spot->end, ',') && spot->end + 1 < r->tokens.count && r->use[spot->end + 1] == USE_TIME;
}

/* How sure a bare name is: a province, a city in which one lives, or some other unit that must be spoken for. */
static void grade(const struct reading *r, struct spot *spot)
{
    bool province = has_unit(r, spot->name, PLACE_ANY, IND_LEVEL_PROVINCE);
    bool city = !province && (has_unit(r, spot->name, PLACE_THANH_PHO, IND_LEVEL_DISTRICT) ||
                              has_unit(r, spot->name, PLACE_THI_XA, IND_LEVEL_DISTRICT));
    bool district = !province && has_unit(r, spot->name, PLACE_ANY, IND_LEVEL_DISTRICT);
    spot->level = province ? IND_LEVEL_PROVINCE : district ? IND_LEVEL_DISTRICT : IND_LEVEL_COMMUNE;
    spot->weak =
        !province && !(city && spot->end > spot->first + 1 && (spot->whole || (spot->opens && is_lower(r, spot->end))));
}

/* "Sở Xây dựng Đà Nẵng", "Cục Thống kê Nam Định": an office's name ends with the place that it is of. */
static bool names_office(const struct reading *r, uint32_t at)
{
    static const char *const offices[] = {"sở", "cục", "chi", "công", "ban", "ubnd", "hđnd", "kho", "bhxh"};
    uint32_t first = sentence_first(r, at);
    for (uint32_t i = at;
         i > first && at - i < OFFICE_TOKENS && is_kind(r, i - 1, TOKEN_WORD) && !begins(r, i - 1, CLASS_LINK); i--)
        for (size_t k = 0; k < sizeof offices / sizeof *offices; k++)
            if (token_is(r, i - 1, offices[k]) && is_capital(r, i - 1))
                return true;
    return false;
}

/* "Hội LHPN Thạch Hóa", "CCB Đồng Lê": an association's abbreviation, and whose it is. */
static bool names_association(const struct reading *r, uint32_t at)
{
    static const char *const names[] = {"hpn", "lhpn", "hnd", "ccb", "ubmttq", "mttq", "ubnd", "hđnd"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (token_is(r, at - 1, names[i]) && is_upper(r, at - 1))
            return true;
    return false;
}

/* "Núi Thành", "Chợ Mới": the word that else says what is no place is part of a district's name. */
static bool is_district_name(const struct reading *r, const struct place_name *name)
{
    return name->count > 1 && (has_unit(r, name->index, PLACE_ANY, IND_LEVEL_DISTRICT) ||
                               has_unit(r, name->index, PLACE_ANY, IND_LEVEL_PROVINCE));
}

static int read_bare(struct atlas *atlas, uint32_t at, uint32_t *ret_end)
{
    struct reading *r = atlas->r;
    struct place_name names[PLACE_NAMES];
    *ret_end = at + 1;
    uint32_t count = is_capital(r, at) ? places_names_at(r->tables, &r->tokens, at, names) : 0, longest = 0;
    while (longest < count && takes_figure(r, at, &names[longest]))
        longest++;
    if (longest == count)
        return IND_OK;
    const struct place_name *name = &names[longest];
    struct spot spot = {.first = at, .name_first = at, .end = at + name->count, .name = name->index, .bare = true};
    if (!is_written_as_name(r, at, spot.end) || !may_follow(r, at) || !may_precede(r, at, spot.end) ||
        (begins(r, at, CLASS_PLACE_NOT) && !is_district_name(r, name)) ||
        is_byline(r, &r->sentences.items[r->sentence_of[at]]) || is_dateline(r, &spot))
        return IND_OK;
    describe(r, &spot);
    spot.body = at && (hits_before(&r->hits, at, CLASS_PLACE_BODY) || names_association(r, at));
    grade(r, &spot);
    spot.body |= spot.level == IND_LEVEL_PROVINCE && names_office(r, at);
    if (spot.weak && name->count < 2)
        return IND_OK;
    *ret_end = spot.end;
    return add_spot(atlas, &spot);
}

/* --- the country
 * ------------------------------------------------------------------------------------------------------ */

/* "cả nước", or "Việt Nam" in the name of a national body. */
static int read_country(struct atlas *atlas, const struct hit *hit, uint32_t *ret_end)
{
    const struct reading *r = atlas->r;
    uint32_t end = hit->first + hit->count;
    struct spot spot = {.first = hit->first, .name_first = hit->first, .end = end, .level = IND_LEVEL_COUNTRY};
    *ret_end = end;
    describe(r, &spot);
    spot.agent |= !spot.opens && !(hit->first && token_is(r, hit->first - 1, "trên"));
    if (entry_is(hit->entry, "subject")) { /* "Việt Nam | xuất khẩu" */
        spot.end = *ret_end = hit->first + 2;
    } else if (hit->entry->value && !entry_is(hit->entry, "sure")) { /* "xuất khẩu | của Việt Nam" */
        spot.first = spot.name_first = end - 2;
        spot.body = entry_is(hit->entry, "body");
    }
    return add_spot(atlas, &spot);
}

/* --- addresses
 * ---------------------------------------------------------------------------------------------------------- */

/* How far a list looks back for the place that its members lie in, in spots. */
#define CONTAINER_SPOTS 8

static bool is_joint(const struct reading *r, const struct spot *one, const struct spot *two)
{
    uint32_t at = one->end;
    at += is_mark(r, at, ',');
    at += token_is(r, at, "và");
    return at > one->end && at == two->first;
}

/* "huyện Hoài Ân là xã Ân Thạnh, Ân Đức và thị trấn Tăng Bạt Hổ": what stands wider before the list in its sentence. */
static uint32_t container_before(const struct atlas *atlas, uint32_t index)
{
    const struct spot *spot = spot_at(atlas, index);
    for (uint32_t i = index;
         i-- > 0 && index - i <= CONTAINER_SPOTS && spot_at(atlas, i)->sentence == spot->sentence;) {
        const struct spot *wider = spot_at(atlas, i);
        bool goes_on = i > 0 && spot_at(atlas, i - 1)->within == i;
        if (is_named(wider) && wider->level < spot->level && wider->level > IND_LEVEL_COUNTRY && !goes_on)
            return i;
    }
    return NONE;
}

/* "xã A, huyện B", "huyện B (tỉnh C)", "xã A thuộc huyện B": the second goes on the first one's address. */
static bool goes_on(const struct reading *r, const struct spot *spot, const struct spot *next)
{
    bool joint = is_mark(r, spot->end, ',') || is_mark(r, spot->end, '(') || is_mark(r, spot->end, '-') ||
                 token_is(r, spot->end, "của") || token_is(r, spot->end, "thuộc");
    return joint && next->first == spot->end + 1 && next->level < spot->level && next->level > IND_LEVEL_COUNTRY;
}

static void join_addresses(struct atlas *atlas)
{
    const struct reading *r = atlas->r;
    for (uint32_t i = atlas->spots.count; i-- > 1;) {
        struct spot *spot = spot_at(atlas, i - 1), *next = spot_at(atlas, i);
        if (!is_named(spot) || !is_named(next) || next->sentence != spot->sentence)
            continue;
        if (goes_on(r, spot, next)) {
            spot->within = i;
        } else if (spot->level == next->level && is_joint(r, spot, next)) {
            spot->grouped = next->grouped = true;
            spot->within = next->within;
        }
    }
    for (uint32_t i = 0; i < atlas->spots.count; i++) {
        struct spot *spot = spot_at(atlas, i);
        if (spot->grouped && spot->within == NONE)
            spot->within = container_before(atlas, i);
    }
}

int spots_find(struct atlas *atlas)
{
    static const uint64_t openers = CLASS_BIT(COUNTRY) | CLASS_BIT(PLACE_BODY) | CLASS_BIT(PLACE_KIND);
    const struct reading *r = atlas->r;
    for (uint32_t i = 0, end; i < r->tokens.count; i = end) {
        const struct hit *hit;
        end = i + 1;
        if (r->use[i] == USE_HEAD || !(is_capital(r, i) || hits_begin_any(&r->hits, i, openers)))
            continue;
        if ((hit = hits_at(&r->hits, i, CLASS_COUNTRY)))
            TRY(read_country(atlas, hit, &end));
        else if ((hit = hits_at(&r->hits, i, CLASS_PLACE_BODY)) && hit->entry->value)
            TRY(read_kind(atlas, i, hit, true, &end));
        else if ((hit = hits_at(&r->hits, i, CLASS_PLACE_KIND)))
            TRY(read_kind(atlas, i, hit, false, &end));
        else
            TRY(read_bare(atlas, i, &end));
    }
    join_addresses(atlas);
    return IND_OK;
}
