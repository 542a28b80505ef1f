/* The unit of administration that a figure is about, as written and with its official code: the nearest place in force,
 * else the article's own (observation contract, section 6). What stands in the text is spot.c's, which official unit it
 * is locate.c's. */
#include "daemon/extract/place.h"

/* A place behind a figure or before it reaches this far within its sentence, in tokens. */
#define REACH 120

/* --- as written
 * ------------------------------------------------------------------------------------------------------- */

/* By unit: 1 + the first spot that gives it with its kind word. */
static int find_forms(const struct atlas *atlas, struct sheet *ret_forms)
{
    TRY(sheet_new(atlas->r->arena, numbers_most(atlas), ret_forms));
    for (uint32_t i = atlas->spots.count; i-- > 0;) {
        const struct spot *spot = spot_at(atlas, i);
        if (spot->unit && !spot->bare && !spot->body && is_named(spot))
            sheet_set(ret_forms, spot->unit->number, i + 1);
    }
    return IND_OK;
}

static ind_text static_text(const char *text)
{
    return (ind_text){text, (uint32_t)strlen(text)};
}

static void set_unit(const struct atlas *atlas, ind_place *place, const struct place_unit *unit)
{
    const struct place_unit *parent = places_unit(atlas->r->tables, unit->parent);
    place->code = static_text(unit->code);
    place->vintage = static_text(place_vintage_name((enum place_vintage)unit->vintage));
    if (parent)
        place->parent = static_text(parent->code);
    place->candidates = 1;
}

/* "toàn tỉnh" in the article of a district is the province that the district lies in. */
static const struct place_unit *unit_of(const struct atlas *atlas, uint32_t index)
{
    const struct spot *spot = spot_at(atlas, index);
    if (index == atlas->own || !is_named(spot)) {
        const struct place_unit *unit = atlas->own_unit;
        while (unit && unit->level > spot->level)
            unit = places_unit(atlas->r->tables, unit->parent);
        return unit && unit->level == spot->level ? unit : NULL;
    }
    return spot->unit;
}

/* The unit of the place or, of one without, what its address or the article lies in. */
static const struct place_unit *unit_around(const struct atlas *atlas, uint32_t index)
{
    for (uint32_t at = index; at != NONE; at = spot_at(atlas, at)->within) {
        const struct place_unit *unit = unit_of(atlas, at);
        if (unit)
            return unit;
    }
    if (spot_at(atlas, index)->level > atlas->level && atlas->own_unit)
        return atlas->own_unit;
    const struct place_unit *either = locate_either(atlas, index);
    return either || spot_at(atlas, index)->level <= atlas->level ? either : locate_either(atlas, atlas->own);
}

/* A body's name and the article's own place are told by the words that give the place its kind, where there are such.
 */
static ind_place place_of(const struct atlas *atlas, const struct sheet *forms, uint32_t index)
{
    const struct spot *spot = spot_at(atlas, index), *form = spot;
    const struct place_unit *unit = unit_of(atlas, index);
    uint32_t named = unit ? sheet_get(forms, unit->number) : 0;
    if (!unit && !is_named(spot)) /* "huyện" of an article that never says which */
        return (ind_place){0};
    if ((spot->body || (spot->bare && unit == atlas->own_unit)) && named)
        form = spot_at(atlas, named - 1);
    uint32_t first = form->body && is_named(form) ? form->name_first : form->first;
    ind_place place = {.text = text_of(atlas->r, first, form->end),
                       .level = (ind_admin_level)spot->level,
                       .candidates = spot->candidates};
    if (unit)
        set_unit(atlas, &place, unit);
    return place;
}

/* The same for a figure: many share one. NULL: the arena is full. */
static const ind_place *told_place(const struct atlas *atlas, const struct sheet *forms, uint32_t index)
{
    struct spot *spot = spot_at(atlas, index);
    ind_place *place = spot->told ? NULL : ARENA_NEW(atlas->r->arena, ind_place);
    if (place) {
        *place = place_of(atlas, forms, index);
        spot->told = place;
    }
    return spot->told;
}

/* --- in force
 * ------------------------------------------------------------------------------------------------------------ */

/* The places in force while the spots are walked beside the mentions, the narrowest scope first. */
struct scope {
    uint32_t part; /* up to the next semicolon */
    uint32_t sentence;
    uint32_t paragraph;
    uint32_t carried;                     /* over paragraphs, where the article is about several places */
    uint32_t part_end;                    /* first token behind the part */
    uint32_t since;                       /* the mention that the part was in force for first */
    uint32_t last[IND_LEVEL_VILLAGE + 1]; /* the paragraph's last named of each level */
    uint32_t commune;                     /* the article's last named */
    uint32_t of_sentence, of_paragraph;
};

/* A kind alone is the article's own, or the one of its level that is in force. */
static uint32_t meant(const struct atlas *atlas, const struct scope *scope, uint32_t index)
{
    const struct spot *spot = spot_at(atlas, index);
    const uint32_t in_force[] = {scope->sentence, scope->paragraph, scope->carried, atlas->own,
                                 scope->last[spot->level]};
    if (is_named(spot))
        return index;
    for (size_t i = 0; i < sizeof in_force / sizeof in_force[0]; i++)
        if (in_force[i] != NONE && spot_at(atlas, in_force[i])->level == spot->level)
            return in_force[i];
    bool back = spot->level == IND_LEVEL_COMMUNE && (spot->back || spot->whole) && scope->commune != NONE;
    return back ? scope->commune : index;
}

static uint32_t part_end(const struct reading *r, uint32_t at)
{
    uint32_t end = r->sentences.items[r->sentence_of[at]].end;
    while (at < end && !is_mark(r, at, ';'))
        at++;
    return at;
}

/* Whether a figure stands in the sentence before the spot. */
static bool follows_figure(const struct atlas *atlas, const struct spot *spot, uint32_t next_mention)
{
    const struct reading *r = atlas->r;
    return next_mention > 0 && r->mentions.items[next_mention - 1].sentence == spot->sentence;
}

/* Several places told together stand for the place that they lie in. */
static uint32_t of_group(const struct atlas *atlas, const struct scope *scope, uint32_t index)
{
    const struct spot *spot = spot_at(atlas, index);
    const uint32_t in_force[] = {scope->sentence, scope->paragraph, scope->carried, atlas->own};
    if (!spot->grouped)
        return index;
    if (spot->within != NONE)
        return spot->within;
    for (size_t i = 0; i < sizeof in_force / sizeof in_force[0]; i++)
        if (in_force[i] != NONE && spot_at(atlas, in_force[i])->level < spot->level)
            return in_force[i];
    return spot->level == IND_LEVEL_PROVINCE ? atlas->own : index; /* several provinces are no one's */
}

static bool is_usable(const struct spot *spot)
{
    if (spot->level == IND_LEVEL_NONE || spot->weak || spot->agent)
        return false;
    return is_named(spot) || ((spot->opens || spot->whole || spot->back) && !spot->body);
}

/* "Xã A nhiều nhất với 112 ca, tiếp đến xã B 97 ca": places that are held against each other are nobody's topic. */
static bool is_rival(const struct atlas *atlas, const struct scope *scope, uint32_t place, bool narrow)
{
    const struct spot *topic = scope->paragraph != NONE ? spot_at(atlas, scope->paragraph) : NULL;
    const struct spot *spot = spot_at(atlas, place);
    return topic && (narrow || atlas->own == NONE) && topic->sentence == spot->sentence &&
           topic->level == spot->level && scope->paragraph != place && !same_place(topic, spot);
}

/* "thành lập trên cơ sở hợp nhất các xã Minh Tân, Phong Thịnh, hiện có …": what a place was made of is not what
 * follows. */
static bool is_forerunner(const struct reading *r, const struct spot *spot)
{
    uint32_t floor = look_back(r, spot->first);
    for (uint32_t i = spot->first; i > floor + 1; i--) {
        if (is_mark(r, i - 1, ';') || token_is(r, i - 1, "có") || token_is(r, i - 1, "đạt") ||
            token_is(r, i - 1, "hiện"))
            return false;
        if ((token_is(r, i - 1, "nhất") && token_is(r, i - 2, "hợp")) ||
            (token_is(r, i - 1, "nhập") && token_is(r, i - 2, "sáp")))
            return true;
    }
    return false;
}

/* Where the bracket ends that a spot stands in; NONE outside of one. */
static uint32_t bracket_around(const struct reading *r, const struct spot *spot)
{
    uint32_t floor = look_back(r, spot->first), end = r->sentences.items[spot->sentence].end, at = spot->first;
    while (at > floor && !is_mark(r, at - 1, '(') && !is_mark(r, at - 1, ')'))
        at--;
    if (at == floor || is_mark(r, at - 1, ')'))
        return NONE;
    for (at = spot->end; at < end && at < spot->end + LOOK_BACK_MAX; at++)
        if (is_mark(r, at, ')'))
            return at;
    return NONE;
}

/* "(Trà Vinh giảm 25%; Hà Tĩnh giảm 15,6%)": a place in a bracket is in force there alone. */
static bool enter_bracket(const struct atlas *atlas, struct scope *scope, uint32_t index, uint32_t next_mention)
{
    const struct spot *spot = spot_at(atlas, index);
    uint32_t close = bracket_around(atlas->r, spot);
    bool measured = next_mention < atlas->r->mentions.count && atlas->r->mentions.items[next_mention].first < close;
    bool listed = spot->grouped || is_mark(atlas->r, spot->first - 1, ',');
    if (close != NONE && !measured && listed && follows_figure(atlas, spot, next_mention))
        return true;                /* "5 xã (Tùng Ảnh, Trung Lễ, Liên Minh) đạt loại giỏi" */
    if (close == NONE || !measured) /* "bà Hoa (xã Gia Phố)" */
        return false;
    uint32_t end = part_end(atlas->r, spot->end);
    scope->part = meant(atlas, scope, index);
    scope->part_end = end < close ? end : close;
    scope->since = next_mention;
    return true;
}

/* "+ Tại huyện Cam Lộ: …": what follows is about it, up to the next such head. */
static bool heads_paragraph(const struct reading *r, const struct spot *spot)
{
    const struct sentence *s = &r->sentences.items[spot->sentence];
    bool first = spot->sentence == 0 || s[-1].paragraph != s->paragraph;
    return first && is_named(spot) && spot->first <= s->first + 3 && is_mark(r, spot->end, ':');
}

/* "bà Phan Thị Lài, xóm 5, phấn khởi": where somebody lives. */
static bool is_home(const struct atlas *atlas, const struct spot *spot)
{
    return spot->level == IND_LEVEL_VILLAGE && !spot->whole &&
           spot->first > atlas->r->sentences.items[spot->sentence].first;
}

static void enter(const struct atlas *atlas, struct scope *scope, uint32_t index, uint32_t next_mention)
{
    if (enter_bracket(atlas, scope, index, next_mention))
        return;
    const struct spot *spot = spot_at(atlas, index);
    const struct sentence *s = &atlas->r->sentences.items[spot->sentence];
    uint32_t place = meant(atlas, scope, index);
    if (is_named(spot))
        scope->last[spot->level] = index;
    bool again = scope->commune != NONE && same_place(spot, spot_at(atlas, scope->commune));
    if (is_named(spot) && spot->level == IND_LEVEL_COMMUNE && !(again && spot->bare))
        scope->commune = index;
    bool narrow = atlas->level && spot->level > atlas->level;
    if (narrow && !is_named(spot_at(atlas, place)))
        return;
    bool topic = !follows_figure(atlas, spot, next_mention) && !is_home(atlas, spot) &&
                 (!narrow || spot->first <= s->first + 8 || (spot->opens && spot->first <= s->first + 16));
    uint32_t whole = of_group(atlas, scope, place);
    bool wide =
        atlas->level && spot->level < atlas->level; /* said in passing: the next sentence is the article's again */
    if (is_rival(atlas, scope, place, narrow))
        scope->paragraph = NONE;
    else if (topic && !wide)
        scope->sentence = scope->paragraph = whole;
    else if (!narrow)
        scope->sentence = whole;
    if (wide && topic)
        scope->paragraph = NONE;
    scope->part = place;
    scope->part_end = part_end(atlas->r, spot->end);
    scope->since = next_mention;
    bool country = spot->level == IND_LEVEL_COUNTRY && spot->opens && atlas->own == NONE;
    if (topic && !narrow && !s->title && (atlas->several || country || heads_paragraph(atlas->r, spot)))
        scope->carried = whole;
}

static void enter_scope(struct scope *scope, uint32_t sentence, uint32_t paragraph)
{
    if (sentence != scope->of_sentence)
        scope->part = scope->sentence = NONE;
    if (paragraph != scope->of_paragraph) {
        scope->paragraph = NONE;
        memset(scope->last, 0xff, sizeof scope->last);
    }
    scope->of_sentence = sentence;
    scope->of_paragraph = paragraph;
}

static uint32_t in_force(const struct scope *scope, const struct mention *m)
{
    if (scope->part != NONE && m->first < scope->part_end)
        return scope->part;
    if (scope->sentence != NONE)
        return scope->sentence;
    return scope->paragraph != NONE ? scope->paragraph : scope->carried;
}

/* "trồng 500 ha rừng tại huyện Ba Chẽ": the first place behind the figure in its clause, where it is told as a place
 * and lies nearer than what is in force. */
static uint32_t behind(const struct atlas *atlas, const struct mention *m, uint32_t next_spot, uint32_t now)
{
    const struct reading *r = atlas->r;
    if (next_spot >= atlas->spots.count)
        return NONE;
    const struct spot *spot = spot_at(atlas, next_spot);
    if (!is_usable(spot) || !spot->whole || spot->sentence != m->sentence || spot->first - m->end > REACH)
        return NONE;
    if (now != NONE && spot->level <= spot_at(atlas, now)->level)
        return NONE;
    for (uint32_t i = m->end; i < spot->first; i++)
        if (is_separator(r, i) || r->use[i] == USE_MENTION)
            return NONE;
    return next_spot;
}

static bool hands_out(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (begins(r, i, CLASS_RESPECTIVE))
            return true;
    return false;
}

/* "Diễn Châu và Quỳnh Lưu lần lượt đạt 97% và 94,5%": the place of the list that a figure is handed. */
static uint32_t of_turn(const struct atlas *atlas, const struct scope *scope, uint32_t index, uint32_t mention)
{
    const struct spot *spot = spot_at(atlas, index);
    const struct mention *m = &atlas->r->mentions.items[mention];
    uint32_t first = index, turn = mention - scope->since;
    if (!spot->grouped || index != scope->part || m->first - spot->end > REACH ||
        !hands_out(atlas->r, spot->end, m->first))
        return of_group(atlas, scope, index);
    while (first > 0 && spot_at(atlas, first - 1)->grouped && spot_at(atlas, first - 1)->level == spot->level &&
           spot_at(atlas, first - 1)->sentence == spot->sentence && index - first < REACH)
        first--;
    return first + turn <= index ? first + turn : of_group(atlas, scope, index);
}

/* "xã Sơn Bình đạt 17/19 tiêu chí, các xã còn lại đạt từ 9 đến 13 tiêu chí": the others of the kind. */
static bool is_of_the_others(const struct reading *r, const struct spot *spot, const struct mention *m)
{
    uint32_t from = m->left > spot->end + LOOK_BACK_MAX ? m->left - LOOK_BACK_MAX : spot->end;
    for (uint32_t i = from; i + 1 < m->left; i++) {
        bool others = (token_is(r, i, "còn") && token_is(r, i + 1, "lại")) || token_is(r, i, "khác");
        if (others && hits_before(&r->hits, i, CLASS_PLACE_KIND))
            return true;
    }
    return false;
}

static uint32_t place_for(const struct atlas *atlas, const struct scope *scope, uint32_t index, uint32_t next)
{
    const struct mention *m = &atlas->r->mentions.items[index];
    uint32_t now = in_force(scope, m);
    if (now != NONE && spot_at(atlas, now)->level > atlas->level && is_of_the_others(atlas->r, spot_at(atlas, now), m))
        now = NONE;
    now = now != NONE ? of_turn(atlas, scope, now, index) : atlas->own;
    uint32_t later = behind(atlas, m, next, now);
    return later == NONE ? now : of_group(atlas, scope, meant(atlas, scope, later));
}

/* "kim ngạch xuất khẩu của cả nước | đạt": said of what is measured, not of what it is held against. */
static bool is_of_label(const struct atlas *atlas, const struct spot *spot, uint32_t mention)
{
    const struct mention *m = &atlas->r->mentions.items[mention];
    return m->role == IND_ROLE_LEVEL && m->label_first <= spot->first && spot->end <= m->label_end;
}

/* "Lực lượng quản lý thị trường cả nước đã kiểm tra 5.182 vụ", where nothing narrower is spoken of; not "cao nhất cả
 * nước", nor "3.263 cửa hàng trên toàn quốc". */
static bool is_everywhere(const struct atlas *atlas, const struct scope *scope, const struct spot *spot,
                          uint32_t mention)
{
    const struct reading *r = atlas->r;
    uint32_t at = spot->first;
    return spot->level == IND_LEVEL_COUNTRY && !spot->body && atlas->own == NONE && scope->sentence == NONE &&
           !follows_figure(atlas, spot, mention) && at && is_kind(r, at - 1, TOKEN_WORD) &&
           !token_is(r, at - 1, "nhất") && !token_is(r, at - 1, "đầu") && !token_is(r, at - 1, "với") &&
           !token_is(r, at - 1, "trong") &&
           (!token_is(r, at - 1, "của") || is_of_label(atlas, spot, mention));
}

/* "Nho Quan là một huyện miền núi của tỉnh Ninh Bình, có diện tích …": what the article's own place lies in. */
static bool tells_where(const struct atlas *atlas, const struct spot *spot)
{
    const struct reading *r = atlas->r;
    uint32_t first = r->sentences.items[spot->sentence].first;
    if (!is_named(spot) || spot->level >= atlas->level || spot->first == first ||
        (!token_is(r, spot->first - 1, "của") && !token_is(r, spot->first - 1, "thuộc")))
        return false;
    for (uint32_t i = spot->first - 1; i > first && spot->first - i < REACH && r->use[i] != USE_MENTION; i--)
        if (token_is(r, i, "là"))
            return true;
    return false;
}

/* "chiếm 58,7% tổng lượt khách toàn tỉnh, …": what a share is held against. */
static bool is_whole_of_share(const struct atlas *atlas, const struct spot *spot, uint32_t mention)
{
    const struct reading *r = atlas->r;
    const struct mention *m = mention ? &r->mentions.items[mention - 1] : NULL;
    if (!m || m->sentence != spot->sentence || !is_percent(m) || m->cue != CLASS_SHARE || spot->first - m->end > REACH)
        return false;
    for (uint32_t i = m->end; i < spot->first; i++)
        if (is_separator(r, i))
            return false;
    return spot->level <= atlas->level;
}

/* "làm việc trong tỉnh 1.215 người, ngoài tỉnh 741 người": not where the figure is of. */
static bool is_side(const struct atlas *atlas, const struct spot *spot)
{
    const struct reading *r = atlas->r;
    return !is_named(spot) && spot->level < atlas->level && spot->first > 0 &&
           (token_is(r, spot->first - 1, "trong") || token_is(r, spot->first - 1, "ngoài"));
}

static bool takes_effect(const struct atlas *atlas, const struct scope *scope, uint32_t index, uint32_t mention)
{
    const struct spot *spot = spot_at(atlas, index);
    if (is_whole_of_share(atlas, spot, mention) || is_side(atlas, spot))
        return false;
    if (spot->level == IND_LEVEL_COUNTRY && !spot->opens)
        return is_everywhere(atlas, scope, spot, mention);
    return is_usable(spot) && !is_address_of(atlas, index) && !is_forerunner(atlas->r, spot) &&
           !tells_where(atlas, spot);
}

static int assign(struct atlas *atlas, const struct sheet *forms)
{
    struct reading *r = atlas->r;
    struct scope scope = {.part = NONE,
                          .sentence = NONE,
                          .paragraph = NONE,
                          .carried = NONE,
                          .commune = NONE,
                          .of_sentence = NONE,
                          .of_paragraph = NONE};
    uint32_t next = 0;
    memset(scope.last, 0xff, sizeof scope.last);
    for (uint32_t i = 0; i < r->mentions.count; i++) {
        struct mention *m = &r->mentions.items[i];
        for (; next < atlas->spots.count && spot_at(atlas, next)->first < m->first; next++) {
            const struct spot *spot = spot_at(atlas, next);
            enter_scope(&scope, spot->sentence, r->sentences.items[spot->sentence].paragraph);
            if (takes_effect(atlas, &scope, next, i))
                enter(atlas, &scope, next, i);
        }
        enter_scope(&scope, m->sentence, r->sentences.items[m->sentence].paragraph);
        uint32_t place = place_for(atlas, &scope, i, next);
        if (place != NONE) {
            m->place = told_place(atlas, forms, place);
            m->lies_in = unit_around(atlas, place);
            if (!m->place)
                return IND_E_LIMIT;
        }
    }
    return IND_OK;
}

/* A figure is about the place of the level it hangs on. */
static void hand_down(struct reading *r)
{
    for (uint32_t i = 0; i < r->mentions.count; i++) {
        struct mention *m = &r->mentions.items[i];
        if (m->owner == NONE)
            continue;
        m->place = r->mentions.items[m->owner].place;
        m->lies_in = r->mentions.items[m->owner].lies_in;
    }
}

int place_read(struct reading *r)
{
    struct atlas atlas = {.r = r, .own = NONE};
    struct sheet forms;
    TRY(spots_find(&atlas));
    LIST_TRIM(r->arena, &atlas.spots);
    TRY(locate_wide(&atlas));
    TRY(own_find(&atlas));
    TRY(locate_narrow(&atlas));
    TRY(find_forms(&atlas, &forms));
    if (atlas.own != NONE)
        r->place = place_of(&atlas, &forms, atlas.own);
    TRY(assign(&atlas, &forms));
    LIST_DROP(r->arena, &atlas.spots);
    hand_down(r);
    return IND_OK;
}
