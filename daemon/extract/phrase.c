/* Phrases around a figure: where its words begin, and which of them say nothing of what is measured. */
#include "daemon/extract/phrase.h"

/* A compound has at most this many tokens before its comma. */
#define COMPOUND_TOKENS 4

/* A word that a cue cuts in two has at most this many tokens before the cut. */
#define CUT_TOKENS 3

/* A bracket that is part of the words around it has at most this many tokens: "(DIC Corp, mã chứng khoán: DIG)". */
#define BRACKET_TOKENS 20

/* Of the words around a time only "đến", "lũy kế" and the like are no part of a name: "nợ quá hạn" and "nhiệm vụ" are.
 */
static bool says_nothing(const struct entry *entry)
{
    if (entry->cls == CLASS_TIME_POINT)
        return entry_is(entry, "until") || entry_is(entry, "cumulative");
    if (entry->cls == CLASS_TRAIL)
        return !entry_is(entry, "within");
    return entry->cls != CLASS_TARGET || entry_is(entry, "strong") || entry_is(entry, "weak");
}

/* Words before a cue that are no subject of their own. */
static bool is_empty_word(const struct reading *r, uint32_t at, uint32_t *ret_count)
{
    static const uint64_t empty = CLASS_BIT(CONNECTIVE) | CLASS_BIT(ACHIEVED) | CLASS_BIT(ESTIMATE) |
                                  CLASS_BIT(CLAUSE) | CLASS_BIT(LINK) | CLASS_BIT(EQUAL) | CLASS_BIT(RISE) |
                                  CLASS_BIT(FALL) | CLASS_BIT(EXCEED) | CLASS_BIT(AGAINST) | CLASS_BIT(EARLIER) |
                                  CLASS_BIT(TARGET) | CLASS_BIT(RESPECTIVE) | CLASS_BIT(AVERAGE) |
                                  CLASS_BIT(TIME_POINT) | CLASS_BIT(RESULT);
    *ret_count = 0;
    uint64_t classes = hits_classes(&r->hits, at) & empty;
    if (!classes || token_is(r, at, "hoàn"))
        return false;
    for (; classes; classes &= classes - 1) {
        const struct hit *hit = hits_begun(&r->hits, at, lowest_class(classes));
        if (hit->count > *ret_count && says_nothing(hit->entry))
            *ret_count = hit->count;
    }
    const struct hit *verb = hits_at(&r->hits, at, CLASS_VERB), *word = hits_at(&r->hits, at, CLASS_COMPOUND),
                     *plan = hits_at(&r->hits, at, CLASS_PLAN);
    if ((verb && verb->count > *ret_count) ||
        (word && word->count > *ret_count) || /* "nâng cấp", "bằng cấp", not "nâng", "bằng" */
        (plan && plan->count > *ret_count))   /* "chỉ tiêu", not "chỉ" */
        *ret_count = 0;
    for (uint32_t i = 0; i < *ret_count; i++) {
        const struct hit *measure = hits_at(&r->hits, at + i, CLASS_MEASURE),
                         *rate = hits_at(&r->hits, at + i, CLASS_RATE);
        if ((measure && i + measure->count >= *ret_count) || (rate && i + rate->count >= *ret_count))
            *ret_count = i; /* "chỉ số", not "chỉ"; "đạt | tỷ lệ" */
    }
    return *ret_count > 0;
}

/* "tăng trưởng GRDP", "tăng trưởng tín dụng": with what grows behind it the word is a name. */
static bool names_growth(const struct reading *r, uint32_t at, uint32_t count, uint32_t end)
{
    bool growth = count == 2 && token_is(r, at, "tăng") && token_is(r, at + 1, "trưởng");
    return growth && at + 2 < end && is_kind(r, at + 2, TOKEN_WORD) && r->use[at + 2] == USE_FREE &&
           !begins(r, at + 2, CLASS_STOP) && !begins(r, at + 2, CLASS_DEGREE) && !begins(r, at + 2, CLASS_LINK) &&
           !begins(r, at + 2, CLASS_AVERAGE);
}

uint32_t skip_empty(const struct reading *r, uint32_t first, uint32_t end)
{
    while (first < end) {
        uint32_t count;
        if (r->use[first] == USE_TIME || !is_kind(r, first, TOKEN_WORD))
            first++;
        else if (token_is(r, first, "cả") && begins(r, first + 1, CLASS_TIME_UNIT)) /* "cả năm | thu ngân sách" */
            first += 2;
        else if (is_empty_word(r, first, &count) && !names_growth(r, first, count, end)) {
            const struct hit *plan =
                begins(r, first, CLASS_AGAINST) ? hits_at(&r->hits, first + count, CLASS_PLAN) : NULL;
            first += count + (plan ? plan->count : 0); /* "so với kế hoạch" */
        } else
            break;
    }
    return first < end ? first : end;
}

/* "(GRDP)", "(giá so sánh 2010)": a short bracket without figures that ends before `end` is part of the words around
 * it; one of a time only where the words' verb follows (`led`). Its start, or `end` when there is none. */
static uint32_t bracket_start(const struct reading *r, uint32_t floor, uint32_t end, bool led)
{
    bool timed = false;
    if (!is_mark(r, end - 1, ')'))
        return end;
    for (uint32_t i = end - 1; i-- > floor && end - i < BRACKET_TOKENS;) {
        if (r->use[i] == USE_MENTION || is_mark(r, i, ')'))
            return end;
        timed |= r->use[i] == USE_TIME;
        if (!is_mark(r, i, '('))
            continue;
        /* "(giá SS 2010)", "dân số (năm 2016)", but "nhiệm kỳ (2015-2020) | huyện kết nạp" */
        bool said_when = i > floor && (!is_kind(r, i - 1, TOKEN_WORD) || r->use[i - 1] != USE_FREE ||
                                       hits_before(&r->hits, i, CLASS_TIME_UNIT));
        return timed && said_when && !led && !token_is(r, i + 1, "giá") && !token_is(r, i + 1, "theo") ? end : i;
    }
    return end;
}

uint32_t bracket_around(const struct reading *r, const struct mention *m)
{
    uint32_t floor = look_back(r, m->first), at = m->cue_first < m->left ? m->cue_first : m->left;
    if (!is_mark(r, m->end, ')'))
        return NONE;
    while (at > floor && !is_separator(r, at - 1) && r->use[at - 1] != USE_MENTION)
        at--;
    return at > floor && is_mark(r, at - 1, '(') ? at - 1 : NONE;
}

bool begins_adverbial(const struct reading *r, uint32_t at)
{
    static const char *const leads[] = {"bên", "cùng", "ngoài", "với", "theo", "nhờ",   "trong", "tại", "do",
                                        "dù",  "để",   "sau",   "tuy", "vì",   "trước", "qua",   "xét"};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (token_is(r, at, leads[i]))
            return true;
    return false;
}

bool is_suffering(const struct reading *r, uint32_t at)
{
    return token_is(r, at, "bị") && at > 0 && !token_is(r, at - 1, "thiết") && !token_is(r, at - 1, "trang") &&
           !token_is(r, at - 1, "chuẩn");
}

bool parts_words(const struct reading *r, uint32_t at)
{
    if (!is_separator(r, at) || r->use[at] == USE_LEFT_OUT) /* "Huy hiệu 50, 40 năm tuổi Đảng" */
        return false;
    for (uint32_t back = 1; is_mark(r, at, ',') && back <= COMPOUND_TOKENS && back <= at; back++) {
        const struct hit *compound = hits_at(&r->hits, at - back, CLASS_COMPOUND);
        if (compound && compound->first + compound->count > at)
            return false;
    }
    return true;
}

uint32_t words_start(const struct reading *r, const struct mention *m, const struct mention *previous,
                     bool *ret_separated)
{
    uint32_t floor = look_back(r, m->first), at = m->cue_first;
    bool has_previous = previous && previous->sentence == m->sentence;
    if (has_previous && previous->end > floor) {
        floor = previous->end;
        if (previous->basis_end > floor && previous->basis_end <= m->cue_first)
            floor = previous->basis_end;
    }
    *ret_separated = !has_previous;
    uint32_t joint = 0;
    while (at > floor) {
        uint32_t bracket = bracket_start(r, floor, at, at == m->cue_first && at < m->left);
        if (bracket == at && parts_words(r, at - 1))
            break;
        if (!joint &&
            (token_is(r, at - 1, "và") || token_is(r, at - 1, "nhưng") || token_is(r, at - 1, "do") ||
             token_is(r, at - 1, "hay") || (token_is(r, at - 1, "cùng") && at == m->left)) &&
            word_end(r, at) == at)
            joint = at; /* "giảm 1,7% do diện tích giảm 5,5%" */
        at = bracket < at ? bracket : at - 1;
    }
    if (at > floor)
        *ret_separated = true;
    else if (has_previous && joint) { /* "và" parts from the figure before where nothing else does */
        *ret_separated = true;
        return joint;
    }
    return at;
}

/* "mực nước hồ lúc 7 giờ": before the hour; `end` for another numeral that is a name ("Quốc lộ 18"). */
static uint32_t before_hour(const struct reading *r, uint32_t end)
{
    uint32_t at = end;
    while (at > 0 && r->use[at - 1] == USE_LEFT_OUT)
        at--;
    return at > 0 && (token_is(r, at - 1, "lúc") || token_is(r, at - 1, "hồi")) ? at - 1 : end;
}

uint32_t word_end(const struct reading *r, uint32_t at)
{
    for (uint32_t back = 1; back <= CUT_TOKENS && back <= at; back++) {
        uint64_t classes = hits_classes(&r->hits, at - back) & (CLASS_BIT(COMPOUND) | CLASS_BIT(NOUN));
        const struct hit *compound = classes ? hits_at(&r->hits, at - back, CLASS_COMPOUND) : NULL;
        const struct hit *noun = classes ? hits_at(&r->hits, at - back, CLASS_NOUN) : NULL;
        if (compound && compound->count > back)
            return at - back + compound->count;
        if (noun && noun->count > back)
            return at - back + noun->count;
    }
    return at;
}

/* The last syllable of a longer word: "chứng chỉ", "thuế giá trị gia tăng". */
static bool is_inside(const struct reading *r, const struct hit *hit)
{
    static const enum entry_class classes[] = {CLASS_NOUN, CLASS_VERB, CLASS_MEASURE, CLASS_RATE, CLASS_COMPOUND};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        const struct hit *word = hits_before(&r->hits, hit->first + hit->count, classes[i]);
        if (word && word->count > hit->count)
            return true;
    }
    const struct hit *verb = hits_before(&r->hits, hit->first + 1, CLASS_VERB); /* "thực hiện | tại" */
    return verb && verb->first < hit->first;
}

/* What an indicator's name does not end with. The last two may lead on to what follows. */
static uint32_t shorter_end(const struct reading *r, uint32_t end, bool followed)
{
    static const enum entry_class classes[] = {CLASS_ACHIEVED,   CLASS_ESTIMATE,   CLASS_TARGET,
                                               CLASS_RESPECTIVE, CLASS_TIME_POINT, CLASS_TRAIL,
                                               CLASS_QUALIFIER,  CLASS_CLAUSE,     CLASS_STOP};
    size_t count = sizeof classes / sizeof *classes - (followed ? 2 : 0);
    if (r->use[end - 1] == USE_LEFT_OUT)
        return before_hour(r, end);
    if (is_mark(r, end - 1, ')'))
        return end;
    bool whole_of =
        token_is(r, end - 1, "cả") && end < r->tokens.count && r->use[end] == USE_TIME; /* "lúa cả | năm 2020" */
    if (r->use[end - 1] == USE_TIME || !is_kind(r, end - 1, TOKEN_WORD) || whole_of)
        return end - 1;
    for (size_t i = 0; i < count; i++) {
        const struct hit *hit = hits_before(&r->hits, end, classes[i]);
        if (hit && says_nothing(hit->entry) && !is_inside(r, hit))
            return hit->first;
    }
    return end;
}

uint32_t trim_end(const struct reading *r, uint32_t first, uint32_t end, bool followed)
{
    while (end > first) {
        uint32_t shorter = shorter_end(r, end, followed);
        if (shorter == end || shorter < first)
            return end;
        end = shorter;
    }
    return end;
}

bool sentence_tells_now(const struct reading *r, uint32_t sentence)
{
    uint32_t at = r->sentences.items[sentence].first;
    at += token_is(r, at, "tính");
    return token_is(r, at, "hiện") ||
           ((token_is(r, at, "đến") || token_is(r, at, "tới")) && token_is(r, at + 1, "nay"));
}

uint32_t substance_at(const struct reading *r, const struct mention *m)
{
    static const char *const substances[] = {"đất", "gỗ", "đá", "cát", "nước", "bê"}; /* "bê | tông" */
    for (uint32_t at = m->unit_first + 1; at < m->unit_end; at++)
        for (size_t i = 0; i < sizeof substances / sizeof *substances; i++)
            if (token_is(r, at, substances[i]))
                return at;
    return m->unit_end;
}
