/* The words before a figure that a label is made of: the indicator's name or the verb, without who acts, when, and what
 * is only aimed at. The words behind it are tail.c's; which of them a figure takes is label.c's. */
#include "daemon/extract/wording.h"

#include "daemon/extract/cuts.h"
#include "daemon/extract/phrase.h"

/* Words of an enumeration are followed no further than this. */
#define ENUMERATION_TOKENS 40

/* An item of an enumeration before the last comma of a label: "linh kiện, phụ tùng ô tô". */
#define ITEM_TOKENS 7

/* --- the words before
 * ------------------------------------------------------------------------------------------------- */

static bool is_list_word(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (r->use[i] != USE_FREE || !is_kind(r, i, TOKEN_WORD) || begins(r, i, CLASS_AGAINST) ||
            begins(r, i, CLASS_EARLIER) || begins(r, i, CLASS_TARGET) || begins(r, i, CLASS_TIME_POINT) ||
            begins(r, i, CLASS_FURNITURE))
            return false;
    return end > first && end - first <= ITEM_TOKENS;
}

/* Where a rate or a measure begins behind "với" or "có" in [first, end), with another word at the least; `end` for
 * none. */
static uint32_t rate_within(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first + 1; i + 2 < end; i++) {
        bool led = token_is(r, i - 1, "với") || token_is(r, i - 1, "có");
        if (led && (begins(r, i, CLASS_MEASURE) || (i + 3 < end && begins(r, i, CLASS_RATE))))
            return i;
    }
    return end;
}

/* "xuất khẩu nông, lâm, thủy sản": items of a syllable or two, and the noun they all stand behind. */
static uint32_t enumeration_start(const struct reading *r, uint32_t floor, uint32_t start, uint32_t end)
{
    uint32_t at = start;
    while (at > floor && is_mark(r, at - 1, ',')) {
        uint32_t first = at - 1;
        while (first > floor && !is_separator(r, first - 1))
            first--;
        uint32_t words = at - 1 - first, rate = rate_within(r, first, at - 1);
        bool short_name =
            end > start && end - start <= 2 && skip_empty(r, start, end) == start && !begins(r, start, CLASS_MEASURE);
        if (at == start && short_name && rate < at - 1 && is_list_word(r, rate, at - 1))
            return rate; /* "khang trang với tỷ lệ phòng học kiên cố, cao tầng", "với khối lượng đất, đá" */
        if (first == floor && floor != look_back(r, floor)) /* the tail of the figure before */
            break;
        bool item = words >= 1 && words <= 2, head = at < start && words >= 3 && words <= ENUMERATION_TOKENS;
        bool opening = words >= 3 && words <= ITEM_TOKENS && at == start && begins(r, first, CLASS_MEASURE);
        uint32_t noun = skip_empty(r, first, at - 1);
        if (at == start && short_name && !item && at - 1 - noun >= 2 && at - 1 - noun <= 4 &&
            is_list_word(r, noun, at - 1) && !begins(r, noun, CLASS_STOP))
            return noun; /* "ngành chế biến, chế tạo tăng" */
        if (!is_list_word(r, at - 1 - (words > ITEM_TOKENS ? 3 : words), at - 1) || (!item && !head && !opening))
            break;
        at = first;
        if (head || opening)
            break;
    }
    return skip_empty(r, at, start); /* `start` itself where nothing was taken in */
}

/* "Sản xuất khởi sắc, xuất siêu 8 tỷ USD": a measure begins anew behind the comma, unless others stand before it. */
static bool opens_measure(const struct reading *r, uint32_t floor, uint32_t start, uint32_t end)
{
    uint32_t first = start - 1;
    while (first > floor && !is_separator(r, first - 1))
        first--;
    first = skip_empty(r, first, start - 1);
    bool measure = start < end && (begins(r, start, CLASS_MEASURE) || begins(r, start, CLASS_RATE));
    return measure && start - 1 - first > 2 && !begins(r, first, CLASS_MEASURE) && !begins(r, first, CLASS_RATE);
}

/* "Lượng mưa tại Việt Bắc, | Tây Bắc và đồng bằng Bắc Bộ": a list of names goes on over the comma, and a measure stands
 * before it; `start` for none. */
static uint32_t listed_names_start(const struct reading *r, uint32_t floor, uint32_t start)
{
    uint32_t at = start;
    while (at > floor + 1 && is_mark(r, at - 1, ',') && is_kind(r, at, TOKEN_WORD) &&
           (token_at(r, at)->flags & token_at(r, at - 2)->flags & TOKEN_CAPITAL)) {
        for (at--; at > floor && !is_separator(r, at - 1);)
            if (r->use[--at] == USE_MENTION)
                return start;
        uint32_t noun = skip_empty(r, at, start);
        if (begins(r, noun, CLASS_MEASURE) || begins(r, noun, CLASS_RATE))
            return noun;
    }
    return start;
}

/* "…, cụ thể, | châu Á": the piece before the comma at `comma` only leads on. */
static bool is_connective_piece(const struct reading *r, uint32_t floor, uint32_t comma)
{
    const struct hit *words = hits_before(&r->hits, comma, CLASS_CONNECTIVE);
    return words && words->first > floor && is_separator(r, words->first - 1);
}

/* Takes an enumeration's earlier items in: the label's noun may stand there. */
static uint32_t extend_over_commas(const struct reading *r, const struct mention *m, const struct mention *previous,
                                   uint32_t start, uint32_t end)
{
    uint32_t floor = look_back(r, m->first);
    if (previous && previous->sentence == m->sentence)
        floor =
            previous->basis_end > previous->end && previous->basis_end <= start ? previous->basis_end : previous->end;
    if (start <= floor || !is_mark(r, start - 1, ',') || opens_measure(r, floor, start, end) ||
        is_connective_piece(r, floor, start - 1))
        return start;
    uint32_t names = listed_names_start(r, floor, start);
    if (names < start)
        return names;
    uint32_t reached = start, enumerated = enumeration_start(r, floor, start, end);
    if (enumerated < start)
        return enumerated;
    while (reached > floor + 1 && is_mark(r, reached - 1, ',')) {
        uint32_t first = reached - 1;
        while (first > floor && !is_separator(r, first - 1))
            first--;
        if (!is_list_word(r, first, reached - 1))
            return start;
        reached = first;
    }
    if (reached == floor + 1 && is_mark(r, floor, ',')) /* "đạt 100%, đường trục thôn, liên thôn được cứng hóa 95%" */
        return reached < start && !begins(r, start, CLASS_MEASURE) && !begins(r, start, CLASS_RATE) &&
                       !begins(r, start, CLASS_VERB) && skip_empty(r, start, end) == start
                   ? skip_empty(r, reached, start)
                   : start;
    bool opens = reached == r->sentences.items[m->sentence].first || is_mark(r, reached - 1, ';') ||
                 is_mark(r, reached - 1, ':');
    uint32_t noun = skip_empty(r, reached, start); /* "Trong đó, đo đạc, lập bản đồ …" */
    return opens && !begins_adverbial(r, reached) && noun < start && !begins(r, noun, CLASS_STOP) &&
                   (noun == reached || is_mark(r, noun - 1, ','))
               ? noun
               : start;
}

/* "toàn huyện", "UBND tỉnh", "Sở …": who acts, not what is measured. */
bool begins_with_actor(const struct reading *r, uint32_t at)
{
    const struct hit *word = hits_at(&r->hits, at, CLASS_COMPOUND); /* "khu vực", not "khu" */
    if (word && word->count > 1 && token_is(r, at, "khu"))
        return false;
    return begins(r, at, CLASS_ACTOR) || begins(r, at, CLASS_ADMIN) || begins(r, at, CLASS_ASSIGNER) ||
           (token_at(r, at)->flags & TOKEN_UPPER) != 0;
}

bool names_group(const struct reading *r, uint32_t at)
{
    bool trade = token_is(r, at, "ngành") && begins(r, at + 1, CLASS_VERB);
    return trade || token_is(r, at, "nhóm") || token_is(r, at, "khối") ||
           (token_is(r, at, "khu") && token_is(r, at + 1, "vực"));
}

/* "Kỳ Sơn mới cấy": a name of two words. */
static bool begins_with_name(const struct reading *r, uint32_t first)
{
    return (token_at(r, first)->flags & TOKEN_CAPITAL) && is_kind(r, first + 1, TOKEN_WORD) &&
           (token_at(r, first + 1)->flags & TOKEN_CAPITAL);
}

/* "bà con đã hiến": what stands between who acts and the deed. */
static bool is_parting(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"đã", "sẽ", "để", "nhằm", "với", "mới", "khi", "là"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, at, words[i]))
            return true;
    return false;
}

/* A verb of one syllable may be part of a compound ("việc làm", "nguồn thu"): it must open the words or follow a word
 * that a verb follows. */
static bool stands_free(const struct reading *r, uint32_t first, uint32_t at)
{
    return at == first || begins(r, at - 1, CLASS_STOP) || is_parting(r, at - 1) || begins(r, at - 1, CLASS_ACHIEVED) ||
           !is_kind(r, at - 1, TOKEN_WORD) || (at > first + 1 && (token_at(r, at - 1)->flags & TOKEN_CAPITAL)) ||
           hits_before(&r->hits, at, CLASS_VERB) || hits_before(&r->hits, at, CLASS_ASSIGNER);
}

/* The longest verb that begins at `at` and ends before `end`: "thu" where "được" links. */
static const struct hit *verb_within(const struct reading *r, uint32_t at, uint32_t end)
{
    for (uint32_t i = hits_from(&r->hits, at); i < hits_from(&r->hits, at + 1); i++)
        if (r->hits.items[i].entry->cls == CLASS_VERB && at + r->hits.items[i].count <= end)
            return &r->hits.items[i];
    return NULL;
}

/* The last verb chain of [first, end): where a subject ends and the label's verb begins; `end` for none. */
uint32_t verb_start(const struct reading *r, uint32_t first, uint32_t end)
{
    bool actor = first < end && begins_with_actor(r, first);
    const struct hit *who = actor ? hits_at(&r->hits, first, CLASS_ACTOR) : NULL;
    uint32_t at = end, behind = who ? first + who->count : first; /* "Hội nhận ủy thác" */
    bool quoted = false; /* "Hội thi “Mổ lợn tiết kiệm” cho": what a name says is no deed */
    for (uint32_t i = end; i-- > first;) {
        quoted = is_mark(r, i, '"') ? !quoted : quoted;
        const struct hit *verb = verb_within(r, i, end);
        bool named = i > first && (token_at(r, i)->flags & TOKEN_CAPITAL); /* "Quỹ Hỗ trợ nông dân" */
        const struct hit *word = verb ? hits_before(&r->hits, i + verb->count, CLASS_COMPOUND) : NULL; /* "khẩn cấp" */
        if (!verb || named || quoted || (word && word->count > verb->count) ||
            (i > first && is_mark(r, i - 1, '-')) || /* "công nghiệp - xây dựng" */
            (verb->count == 1 && i != behind && !stands_free(r, first, i) &&
             !(actor && i > first && (i + 1 == end || (i + 2 == end && token_is(r, i + 1, "cho"))))))
            continue;
        bool chained = at == end || i + verb->count >= at ||
                       (i + verb->count + 1 == at && (is_mark(r, at - 1, ',') || token_is(r, at - 1, "và")));
        if (!chained)
            break;
        at = i;
    }
    return at;
}

/* "tiết kiệm được số tiền": the verb tells of what the sum is. */
static bool is_earned(const struct reading *r, uint32_t at)
{
    const struct hit *sum = hits_at(&r->hits, at, CLASS_WANTING);
    return sum && entry_is(sum->entry, "sum") && token_is(r, at - 1, "được") &&
           hits_before(&r->hits, at - 1, CLASS_VERB);
}

/* "xuất khẩu hàng hóa đạt kim ngạch | 666 triệu USD": the measure alone says less than what has it. */
static bool is_bare_measure(const struct reading *r, uint32_t first, uint32_t at, uint32_t end)
{
    return token_is(r, at, "kim") && at + 2 == end && token_is(r, at - 1, "đạt") && first + 2 < at &&
           !begins_with_actor(r, first);
}

/* "hoạt động cốt lõi - thu nhập lãi thuần": a dash between blanks. */
static bool is_loose_dash(const struct reading *r, uint32_t at)
{
    return is_mark(r, at, '-') && !is_tight(r, at) && !is_tight(r, at + 1);
}

/* "diện tích giảm nhưng | năng suất bình quân": another measure behind "nhưng"; `first` for none. */
static uint32_t behind_contrast(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = end; i-- > first + 1;)
        if (token_is(r, i - 1, "nhưng") && begins(r, i, CLASS_MEASURE))
            return i;
    return first;
}

/* The last noun that begins an indicator behind "với" or a verb: "phát triển với tổng giá trị", "duy trì tốc độ". */
static uint32_t measure_start(const struct reading *r, uint32_t first, uint32_t end)
{
    if (begins(r, first, CLASS_MEASURE) && !begins(r, first, CLASS_COMPOUND) &&
        !token_is(r, first + 1, "với")) /* "hộ vay | vốn với tổng dư nợ" */
        return behind_contrast(r, first, end);
    bool bracketed = false; /* "rổ VN30 (nhóm có giá trị vốn hóa lớn nhất) phân hóa với | 10 mã tăng" */
    for (uint32_t i = end; i-- > first + 1;) {
        bracketed = is_mark(r, i, ')') || (bracketed && !is_mark(r, i, '('));
        if (!bracketed && begins(r, i, CLASS_MEASURE) && !is_earned(r, i) &&
            (token_is(r, i - 1, "với") || token_is(r, i - 1, "có") || token_is(r, i - 1, "trì") ||
             token_is(r, i - 1, "thì") || token_is(r, i - 1, "đạt") || token_is(r, i - 1, "nhưng") ||
             token_is(r, i - 1, "nhờ") || token_is(r, i - 1, "khi") || is_loose_dash(r, i - 1) ||
             hits_before(&r->hits, i, CLASS_LINK)) &&
            !begins(r, i - 1, CLASS_COMPOUND)) /* "khu vực có vốn đầu tư nước ngoài" */
            return is_bare_measure(r, first, i, end) ? first : i;
    }
    return first;
}

/* Behind "đề ra mục tiêu", "ước", and behind a time that stands between an actor and the indicator. */
static uint32_t frame_end(const struct reading *r, uint32_t first, uint32_t end)
{
    uint32_t behind = first;
    bool bracketed = false, measured = begins(r, first, CLASS_MEASURE) ||
                                       begins(r, first, CLASS_RATE); /* "lãi suất kỳ hạn 6 tháng phổ biến" */
    for (uint32_t i = first; i < end; i++) {
        const struct hit *target = hits_at(&r->hits, i, CLASS_TARGET);
        bool inside = target && entry_is(target->entry, "heading") &&
                      (begins(r, first, CLASS_RATE) ||                 /* "tỷ lệ hoàn thành tốt nhiệm vụ" */
                       (i > first && token_is(r, i - 1, "trình"))); /* "vốn chương trình mục tiêu quốc gia" */
        if (target && !inside && i + target->count < end)
            behind = i + target->count;
        const struct hit *lead = hits_at(&r->hits, i, CLASS_CONNECTIVE);
        if (lead && entry_is(lead->entry, "say") && i + lead->count <= end) /* "Chủ tịch HĐQT cho biết tổng vốn" */
            behind = i + lead->count;
        bracketed = is_mark(r, i, '(') || (bracketed && !is_mark(r, i, ')')); /* "xăng dầu (không gồm …)" */
        if (!bracketed && begins(r, i, CLASS_PARTS) && hits_at(&r->hits, i, CLASS_PARTS)->count + i < end)
            behind = i + hits_at(&r->hits, i, CLASS_PARTS)->count;
        bool timed = !measured && r->use[i] == USE_TIME && i + 1 < end && r->use[i + 1] != USE_TIME &&
                     !begins(r, i + 1, CLASS_STOP) && !begins(r, i + 1, CLASS_LINK) && is_kind(r, i + 1, TOKEN_WORD);
        if (timed)
            behind = i + 1;
        if (token_is(r, i, "xảy") && token_is(r, i + 1, "ra") &&
            begins(r, behind, CLASS_PLACE_LEAD)) /* "trên địa bàn xảy ra" */
            behind = i;
    }
    return behind;
}

/* "Tòa án hai cấp tổ chức | 87 phiên tòa", "bà con đã hiến đất": the words before the verb are who does it. They are
 * not where a verb opens them ("giải ngân vốn đầu tư xây dựng"). */
static bool is_deed_of_other(const struct reading *r, uint32_t first, uint32_t verb, uint32_t end)
{
    if (verb == first || token_is(r, verb - 1, "được") || token_is(r, verb - 1, "bị")) /* "lúa được thu mua" */
        return false;
    bool direct =
        hits_before(&r->hits, end, CLASS_VERB) || (end > verb + 1 && hits_before(&r->hits, end - 1, CLASS_VERB));
    return is_parting(r, verb - 1) || (direct && !begins(r, first, CLASS_VERB));
}

/* "SHB lãi sau thuế", "Cục Hải quan TPHCM thu ngân sách": the measure behind who has it; `first` for none. */
static uint32_t measure_behind_actor(const struct reading *r, uint32_t first, uint32_t end)
{
    const struct hit *actor = hits_at(&r->hits, first, CLASS_ACTOR);
    uint32_t at = first + (actor ? actor->count : 0);
    while (at < end && (token_at(r, at)->flags & TOKEN_CAPITAL))
        at++;
    for (uint32_t i = at; i < end; i++) /* "Ngân hàng Ngoại thương Việt Nam (Vietcombank, mã: VCB) | lãi trước thuế" */
        if (is_mark(r, i, ')') && begins(r, i + 1, CLASS_MEASURE))
            at = i + 1;
    return at > first && at < end && begins(r, at, CLASS_MEASURE) ? at : first;
}

/* "vụ đông xuân năm nay toàn tỉnh gieo trồng", "về sản xuất nông nghiệp toàn huyện trồng": who acts stands behind when
 * or in what field, and the deed behind it. */
static uint32_t behind_whole(const struct reading *r, uint32_t first, uint32_t end)
{
    bool measured = begins(r, first, CLASS_MEASURE) || begins(r, first, CLASS_RATE);
    for (uint32_t i = first + 1; !measured && i + 2 < end; i++)
        if (token_is(r, i, "toàn") && begins(r, i + 1, CLASS_ADMIN) && begins(r, i + 2, CLASS_VERB))
            return i + 2;
    return first;
}

/* "Bí thư yêu cầu các cấp ủy tập trung lãnh đạo | thu ngân sách": the measure behind what somebody demands. */
static uint32_t behind_demand(const struct reading *r, uint32_t first, uint32_t end)
{
    uint32_t at = first;
    for (uint32_t i = first; i < end; i++) {
        const struct hit *demand = hits_at(&r->hits, i, CLASS_SESSION);
        if (demand && entry_is(demand->entry, "demand"))
            at = i + demand->count;
    }
    for (; at > first && at < end; at++)
        if (begins(r, at, CLASS_MEASURE) || begins(r, at, CLASS_RATE))
            return at;
    return first;
}

/* "Tổng cục Hải quan Trung Quốc đã phê duyệt thêm | 163 cơ sở": a verb that no table knows, behind "đã". */
static uint32_t behind_aspect(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = end; i-- > first + 1;)
        if (i + 1 < end && (token_is(r, i, "đã") || token_is(r, i, "sẽ")) && is_kind(r, i + 1, TOKEN_WORD) &&
            !begins(r, i + 1, CLASS_STOP))
            return i + 1;
    return first;
}

/* "Ban Quản lý dự án | giải ngân", "vốn trung ương | giải ngân": whose the money is tells which; where it is a unit of
 * administration's the place tells that. */
static bool spends(const struct reading *r, uint32_t first, uint32_t verb)
{
    bool unit = begins(r, first, CLASS_ADMIN) || begins(r, first, CLASS_PLACE_KIND) ||
                begins(r, first, CLASS_PLACE_WHOLE) || begins(r, first, CLASS_COUNTRY) ||
                (begins_with_name(r, first) && !begins(r, first, CLASS_ACTOR));
    uint32_t end = verb > first && is_parting(r, verb - 1) ? verb - 1 : verb;
    return end > first + 2 && token_is(r, verb, "giải") && token_is(r, verb + 1, "ngân") && !unit;
}

/* Cuts the actor off: from the verb or from the measured noun on. Before a linking verb the words are all the
 * indicator's unless an actor opens them; before a bare figure a verb begins the label behind an actor or "đã". */
uint32_t cut_actor(const struct reading *r, uint32_t first, uint32_t end, enum before before)
{
    bool linked = before == BEFORE_LINK;
    first = behind_whole(r, behind_demand(r, first, end), end);
    first = skip_empty(r, frame_end(r, first, end), end);
    uint32_t measure = measure_start(r, first, end);
    if (measure != first || first >= end)
        return measure;
    bool where = !linked && (token_is(r, first, "tại") || token_is(r, first, "ở")); /* "tại các chi hội tiết kiệm" */
    bool actor = begins_with_actor(r, first) && !begins(r, first, CLASS_VERB) && !(linked && names_group(r, first));
    bool acts = actor || begins_with_name(r, first) || where;
    bool compound = begins(r, first, CLASS_COMPOUND) && begins(r, first, CLASS_ACTOR); /* "tổng công ty" */
    if ((begins(r, first, CLASS_MEASURE) || begins(r, first, CLASS_RATE)) && !compound)
        return first;
    measure = acts ? measure_behind_actor(r, first, end) : first;
    if (measure != first)
        return spends(r, first, measure) ? first : measure;
    uint32_t verb = verb_start(r, first, end);
    bool done =
        verb > first && verb < end && token_is(r, verb - 1, "đã") && token_is(r, end, "được"); /* "đã quyên góp được" */
    if (linked && !acts)
        return done && !spends(r, first, verb) ? verb : first;
    if (verb < end && spends(r, first, verb))
        return first;
    bool bare = linked && verb + 1 == end && !is_parting(r, verb - 1);
    if (verb == end && before == BEFORE_NOUN)
        return behind_aspect(r, first, end);
    if (verb == end || bare) /* "khu vực Hải Phòng thu": the verb alone says too little */
        return first;
    bool other =
        before == BEFORE_NOUN ? is_deed_of_other(r, first, verb, end) : verb > first && is_parting(r, verb - 1);
    return acts || other ? verb : first; /* "lúa hè thu xuống giống | 820 ha": the amount is the subject's */
}

/* "đạt 91% KH; tỷ lệ bao phủ: | ước thực hiện 83%", "Ban Chấp hành khóa XII, nhiệm kỳ 2020-2025 | gồm 41 đồng chí":
 * an item's colon, or the comma before a time, with no word between it and the verb; 0 for none. */
static uint32_t piece_before(const struct reading *r, const struct mention *previous, uint32_t start, uint32_t end)
{
    if (start < 2 || skip_empty(r, start, end) < end || !is_kind(r, start - 2, TOKEN_WORD))
        return 0;
    bool item = is_mark(r, start - 1, ':') && previous && previous->end < start;
    bool timed = start < end && is_mark(r, start - 1, ',') && r->use[start - 2] == USE_FREE;
    for (uint32_t i = start; i < end; i++)
        timed &= r->use[i] == USE_TIME;
    return item || timed ? start - 1 : 0;
}

/* "thu ngân sách ước", "khai thác dầu dự kiến | cả năm": how sure the figure is; what is foreseen stands before it
 * where only times stand behind. */
static bool foresees(const struct reading *r, uint32_t at, uint32_t end)
{
    if (begins(r, at, CLASS_ESTIMATE))
        return true;
    uint32_t behind = at + 2;
    while (behind < end && (r->use[behind] == USE_TIME || token_is(r, behind, "cả") || token_is(r, behind, "năm")))
        behind++;
    return behind == end && end > at + 2 && token_is(r, at, "dự") && token_is(r, at + 1, "kiến") &&
           begins(r, at, CLASS_TARGET);
}

void set_words(const struct reading *r, struct mention *m, const struct mention *previous, uint32_t end, bool followed)
{
    bool separated;
    struct mention probe = *m;
    probe.cue_first = end;
    const struct mention *near = previous && previous->sentence == m->sentence ? previous : NULL;
    uint32_t start = words_start(r, &probe, previous, &separated), piece = piece_before(r, near, start, end);
    if (piece) {
        probe.cue_first = end = piece;
        start = words_start(r, &probe, previous, &separated);
    }
    start = extend_over_commas(r, m, previous, start, end);
    m->label_first = skip_empty(r, start, end);
    uint32_t whole = word_end(r, end); /* "chứng | chỉ đạt" */
    m->label_end = trim_end(r, m->label_first, whole <= m->left ? whole : end, followed);
    if (m->label_end < m->label_first)
        m->label_end = m->label_first;
    m->label_first = cut_lead(r, m->label_first, m->label_end);
    m->label_end = cut_bracket(r, m->label_first, m->label_end);
    for (uint32_t i = m->label_first + 1; i < m->label_end; i++)
        if (foresees(r, i, m->label_end)) {
            const struct hit *word = hits_at(&r->hits, i, CLASS_ESTIMATE);
            uint32_t behind = i + (word ? word : hits_at(&r->hits, i, CLASS_TARGET))->count;
            bool verb = followed && begins(r, behind, CLASS_VERB); /* "Thanh Hóa ước | đón" */
            bool anew =
                behind < m->label_end && (verb || begins(r, behind, CLASS_MEASURE)); /* "cán cân ước | xuất siêu" */
            m->label_first = anew ? behind : m->label_first;
            m->label_end = anew ? m->label_end : i; /* "thu ngân sách ước thực hiện cả năm" */
            break;
        }
    if (!followed)
        m->label_end = cut_trail(r, m->label_first, m->label_end);
}
