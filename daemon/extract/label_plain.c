/* The label of a level that no linking verb leads to: "[verb] [number] [noun phrase]", "[noun] [number]", a name before
 * a bracket, a further item of a list. What a linking verb leads to is label_linked.c's. */
#include "daemon/extract/handed.h"
#include "daemon/extract/label.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/wording.h"

/* How many mentions back a level of the same unit is looked for. */
#define LIST_REACH 8

/* "huyện Vĩnh Hưng 27.000 ha" behind "huyện Mộc Hóa xuống giống 20.500 ha": another place, the same indicator. */
static bool is_place_only(const struct reading *r, const struct mention *m)
{
    if (!begins(r, m->label_first, CLASS_ADMIN) || m->label_end - m->label_first > 6)
        return false;
    for (uint32_t i = m->label_first + 1; i < m->label_end; i++)
        if (!(token_at(r, i)->flags & TOKEN_CAPITAL) && !begins(r, i, CLASS_ADMIN))
            return false;
    return true;
}

/* "tại Gia Lai 79.600 đồng/kg" behind a figure of the same unit: the same, elsewhere. */
static bool is_elsewhere(const struct reading *r, const struct mention *m, const struct mention *head)
{
    uint32_t at = m->label_first + 1;
    if (!head || (!token_is(r, m->label_first, "tại") && !token_is(r, m->label_first, "ở")) || !m->unit ||
        !head->unit || strcmp(m->unit, head->unit) != 0 || is_count(m) || is_percent(m) || m->label_end - at < 2 ||
        m->label_end - at > 5 || head->label_first >= head->label_end || head->verb_first < head->verb_end)
        return false;
    for (uint32_t i = at; i < m->label_end; i++)
        if (!(token_at(r, i)->flags & TOKEN_CAPITAL) || token_at(r, i)->flags & TOKEN_UPPER)
            return false;
    return true;
}

/* "vùng có tỷ lệ hộ nghèo cao nhất cả nước (10,7%)": the rate; "cao hơn mức bình quân của cả nước (14,3%)": the same as
 * before. */
static void name_of_country(const struct reading *r, struct mention *m, const struct mention *head)
{
    uint32_t end = m->label_end, first = m->label_first;
    while (first < end && !begins(r, first, CLASS_RATE))
        first++;
    uint32_t last = first;
    while (last < end && !begins(r, last, CLASS_STOP) && !token_is(r, last, "cao") && !token_is(r, last, "thấp") &&
           !token_is(r, last, "lớn"))
        last++;
    if (first < last) {
        m->label_first = first;
        m->label_end = last;
    } else if (head)
        inherit(m, head);
}

/* "nợ đọng còn lớn (87,3 tỷ đồng)": a word that only weighs what the bracket tells. */
static bool tells_how_much(const struct reading *r, uint32_t at)
{
    return begins(r, at, CLASS_DEGREE) || token_is(r, at, "lớn") || token_is(r, at, "thấp") ||
           token_is(r, at, "nhiều") || token_is(r, at, "ít") || token_is(r, at, "nhỏ");
}

/* The figure before stands in a bracket of its own: "thị trường Pháp (9,8%), Hàn Quốc | (8,9%)". */
static bool goes_on_listing(const struct reading *r, const struct mention *m, const struct mention *previous)
{
    return previous && previous->sentence == m->sentence && is_mark(r, previous->end, ')') &&
           is_mark(r, previous->left - 1, '(');
}

/* A word before which a name begins; but "máy móc, thiết bị" is one. */
static bool ends_name(const struct reading *r, uint32_t at)
{
    const struct hit *word = hits_before(&r->hits, at + 1, CLASS_COMPOUND);
    bool inside = word && word->count > 1;
    return (begins(r, at, CLASS_STOP) && !inside) || begins(r, at, CLASS_EXCEED) || begins(r, at, CLASS_CONNECTIVE);
}

/* "gạo (1,2 tỷ USD)": what stands right before the bracket of a figure alone, unless that is a figure; "La Ngà
 * (26,6%)": the same as before, at the place. */
bool use_name_of_bracket(const struct reading *r, struct mention *m, const struct mention *previous,
                         const struct mention *head)
{
    uint32_t open = (m->cue_first < m->left ? m->cue_first : m->left) - 1, end = open, first;
    if (m->left == 0 || !is_mark(r, open, '(') || !is_mark(r, m->end, ')') || (previous && previous->end == open))
        return false;
    set_words(r, m, previous, end, false);
    for (first = end; first > m->label_first && !ends_name(r, first - 1);)
        first--;
    if (first + 1 == end && tells_how_much(r, first)) {
        m->label_end = end =
            first - (token_is(r, first - 1, "còn") || token_is(r, first - 1, "khá") || token_is(r, first - 1, "rất"));
        first = skip_empty(r, m->label_first, end);
    }
    if (token_is(r, first, "nước") && token_is(r, first - 1, "cả")) {
        name_of_country(r, m, head);
        return true;
    }
    m->label_first = first;
    if (m->label_first >= m->label_end || is_place_only(r, m)) {
        m->label_first = m->label_end = 0;
        return false;
    }
    if (head && (token_at(r, first)->flags & TOKEN_CAPITAL) && head->label_first < head->label_end &&
        !((is_percent(m) || is_count(m)) && goes_on_listing(r, m, previous) &&
          (token_at(r, head->label_end - 1)->flags & TOKEN_CAPITAL))) {
        m->verb_first = first;
        m->verb_end = m->label_end;
        m->label_first = head->label_first;
        m->label_end = head->label_end;
    }
    return true;
}

/* "0,68% (11 hộ)": the same thing in another unit. */
static bool repeats(const struct reading *r, const struct mention *m, const struct mention *previous)
{
    return previous && m->left > 0 && previous->end == m->left - 1 && is_mark(r, m->left - 1, '(') &&
           is_mark(r, m->end, ')');
}

/* What a count of a list has a verb of its own for: "5/9 xã hoàn thành chỉ tiêu", "6 xã đạt 16 tiêu chí". */
static bool is_clause_of_its_own(const struct reading *r, uint32_t index, const struct mention *head)
{
    const struct mention *m = &r->mentions.items[index];
    uint32_t at = m->counted_end;
    bool other = is_count(m) && is_count(head) &&
                 token_at(r, m->counted_first)->symbol != token_at(r, head->counted_first)->symbol;
    bool suffers = other && (token_is(r, at, "bị") || token_is(r, at, "phải")); /* "sập 21 nhà, 34 hộ bị ngập" */
    bool told = begins(r, at, CLASS_ACHIEVED) || token_is(r, at, "đều") || token_is(r, at, "được") || suffers;
    return is_count(m) && (told || (m->parts && begins(r, at, CLASS_VERB)) || is_predicated(r, index));
}

/* The nouns that two figures count stand in different groups of the table: people, then quarters of a town. */
static bool counts_other_kind(const struct reading *r, const struct mention *a, const struct mention *b)
{
    const struct hit *one = hits_at(&r->hits, a->counted_first, CLASS_NOUN),
                     *two = hits_at(&r->hits, b->counted_first, CLASS_NOUN);
    return is_count(a) && is_count(b) && one && two && strcmp(one->entry->value, two->entry->value) != 0 &&
           !is_bare_sum(r, a);
}

/* "29.000 tỷ đồng doanh thu và 1.140 tỷ đồng lợi nhuận", "trong đó 32,7 tỷ đồng tiền mặt": what the amount is stands
 * behind it. */
static bool is_named_behind(const struct reading *r, const struct mention *m)
{
    static const uint64_t others = CLASS_BIT(STOP) | CLASS_BIT(CLAUSE) | CLASS_BIT(RISE) | CLASS_BIT(FALL) |
                                   CLASS_BIT(AGAINST) | CLASS_BIT(EARLIER) | CLASS_BIT(PLAN) | CLASS_BIT(VERB);
    uint32_t lead = m->left - (m->left > 0 && is_mark(r, m->left - 1, ','));
    bool amount = !is_count(m) && !is_percent(m) && is_kind(r, m->end, TOKEN_WORD) && r->use[m->end] == USE_FREE;
    bool part = hits_before(&r->hits, lead, CLASS_PARTS) && !hits_begin_any(&r->hits, m->end, others);
    return amount && (begins(r, m->end, CLASS_MEASURE) || part);
}

static void inherit_plain(const struct reading *r, uint32_t index, const struct mention *previous,
                          const struct mention *head)
{
    struct mention *m = &r->mentions.items[index];
    inherit(m, head);
    if (repeats(r, m, previous))
        return;
    bool shared = begins(r, head->label_first, CLASS_VERB); /* "đóng góp được 2 tỷ đồng và 7.530 ngày công" */
    bool other = begins(r, head->label_first, CLASS_MEASURE) && !is_mark(r, m->left - 1, '/') &&
                 counts_other_kind(r, head, m); /* "dân số 81.246 người, 44 khu phố" */
    bool own = is_count(m) && !shared && (is_linked(head) || !is_count(head) || other);
    if (own || (!shared && is_named_behind(r, m)) || is_clause_of_its_own(r, index, head)) {
        m->label_first = m->label_end = 0;
        m->verb_first = m->verb_end = 0;
    }
    set_tail(r, index);
}

/* "đảng viên ở | 58 tổ chức", "ổ dịch thuộc | 47 thôn": nothing but what ties it to the figure before. */
static bool is_tie(const struct reading *r, const struct mention *m)
{
    static const char *const words[] = {"ở", "thuộc", "trên", "trong"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (m->label_first + 1 == m->label_end && is_count(m) && token_is(r, m->label_first, words[i]))
            return true;
    return false;
}

/* "8.000 m2 đất": the unit holds what is measured. */
static bool gives_substance(const struct reading *r, const struct mention *m)
{
    return substance_at(r, m) < m->unit_end;
}

static enum before leads_to(const struct reading *r, const struct mention *m)
{
    bool noun = is_count(m) || (is_kind(r, m->end, TOKEN_WORD) && !begins(r, m->end, CLASS_STOP)) || gives_substance(r, m);
    return noun ? BEFORE_NOUN : BEFORE_AMOUNT;
}

/* "lãnh đạo các sở, ngành cùng | 249 đại biểu", "thị xã Bình Minh và | 3 huyện": others stand beside what is counted,
 * and no verb before them. */
static bool joins_others(const struct reading *r, const struct mention *m)
{
    if (!is_count(m) || m->label_first >= m->label_end ||
        !(token_is(r, m->left - 1, "và") || token_is(r, m->left - 1, "cùng")))
        return false;
    for (uint32_t i = m->label_first; i < m->label_end; i++)
        if ((begins(r, i, CLASS_VERB) && !token_is(r, i, "lãnh")) || begins(r, i, CLASS_MEASURE))
            return false;
    return m->label_first + 1 < m->label_end;
}

/* "bình quân mỗi hộ vay": the verb alone says too little. */
static void keep_average(const struct reading *r, struct mention *m)
{
    const struct hit *average =
        m->label_first + 1 == m->label_end ? hits_before(&r->hits, m->label_first, CLASS_AVERAGE) : NULL;
    if (average && begins(r, m->label_first, CLASS_VERB))
        m->label_first = average->first;
}

/* "Cục Hải quan Hà Nội thu 9.874 tỷ đồng": the verb alone says too little, and whose it is, is named. */
static void keep_collector(const struct reading *r, struct mention *m, uint32_t first)
{
    bool alone = m->label_first + 1 == m->label_end && first + 2 < m->label_first && !is_count(m);
    bool collects =
        token_is(r, m->label_first, "thu") || token_is(r, m->label_first, "nhập") || token_is(r, m->label_first, "nộp");
    bool named = (token_at(r, m->label_first - (m->label_first > 0))->flags & TOKEN_CAPITAL) != 0;
    if (alone && collects && named && begins(r, first, CLASS_ACTOR) && !begins(r, first, CLASS_ADMIN))
        m->label_first = first;
}

/* "gieo trồng 2.150 ha ngô, năng suất 48 tạ/ha; 1.062 ha lạc": of the levels before in the sentence the last one in the
 * same unit has the words; `head` where there is none. */
static const struct mention *head_of_unit(const struct reading *r, const struct mention *m, const struct mention *head)
{
    if (!head || is_count(m) || !m->unit || !head->unit || strcmp(head->unit, m->unit) == 0)
        return head;
    for (uint32_t n = 2; n <= LIST_REACH && m - n >= r->mentions.items && (m - n)->sentence == m->sentence; n++) {
        const struct mention *level = m - n;
        bool worded = level->label_first < level->label_end && begins(r, level->label_first, CLASS_VERB);
        if (level->role == IND_ROLE_LEVEL && level->owner == NONE && worded && level->unit &&
            strcmp(level->unit, m->unit) == 0)
            return level;
    }
    return head;
}

/* "75% (cùng kỳ 60,6%)": the same rate, then. */
static bool is_rate_of_then(const struct reading *r, const struct mention *m, const struct mention *head)
{
    return head && is_percent(head) && is_percent(m) && is_mark(r, m->end, ')') &&
           hits_before(&r->hits, m->left, CLASS_EARLIER);
}

/* No words of its own before it: those of the bracket's name, of the list, or what stands behind. */
static void label_wordless(const struct reading *r, uint32_t index, const struct mention *previous,
                           const struct mention *head)
{
    struct mention *m = &r->mentions.items[index];
    bool passive = begins(r, m->end, CLASS_ACHIEVED) || token_is(r, m->end, "được"); /* "565.339 ha đã được đo đạc" */
    if (use_name_of_bracket(r, m, previous, head))
        return;
    if (is_rate_of_then(r, m, head))
        inherit(m, head);
    else if (head && !is_percent(m) && !passive)
        inherit_plain(r, index, previous, repeats(r, m, previous) ? head : head_of_unit(r, m, head));
    else
        set_tail(r, index);
}

/* "8.765 m mặt đường, mái taluy bị hư hỏng": the noun behind suffers. */
static bool suffers_behind(const struct reading *r, const struct mention *m)
{
    bool comma = false;
    for (uint32_t i = m->end; i < m->end + 8 && (is_kind(r, i, TOKEN_WORD) || (is_mark(r, i, ',') && !comma)); i++) {
        comma |= is_mark(r, i, ',');
        if (is_suffering(r, i))
            return i > m->end;
    }
    return false;
}

/* The figure stands behind words without a verb that links: what of them, and of the words behind, is the label. */
static void label_worded(const struct reading *r, uint32_t index)
{
    struct mention *m = &r->mentions.items[index];
    bool verb = begins(r, m->label_first, CLASS_VERB) ||
                (gives_substance(r, m) && hits_before(&r->hits, m->label_end, CLASS_VERB)); /* "tự nguyện hiến" */
    bool measure = is_count(m) && begins(r, m->label_first, CLASS_MEASURE) && !token_is(r, m->label_end - 1, "cho") &&
                   !is_bare_sum(r, m); /* "đàn bò 117,3 nghìn con" */
    bool nobody = is_percent(m) && begins_with_actor(r, m->label_first) && is_kind(r, m->end, TOKEN_WORD) &&
                  !begins(r, m->end, CLASS_STOP); /* "ngành đặt chỉ tiêu 100% trẻ 5 tuổi ra lớp" */
    nobody |= joins_others(r, m) || (!is_count(m) && begins_with_actor(r, m->label_first) &&
                                     begins(r, m->end, CLASS_MEASURE)); /* "tập đoàn đặt 900 tỷ đồng doanh thu" */
    uint32_t last = m->label_end - 1;
    bool makes = !is_percent(m) && (token_is(r, last, "làm") || token_is(r, last, "khiến")) &&
                 suffers_behind(r, m); /* "nắng hạn làm 717 ha lúa bị khô" */
    if (makes)
        m->label_first = last;
    verb |= makes;
    if (nobody)
        m->label_first = m->label_end = 0;
    if ((is_count(m) && !measure) || nobody || verb)
        set_tail(r, index);
    if (!is_count(m) && (token_is(r, m->tail_first, "tại") || token_is(r, m->tail_first, "ở")))
        m->tail_end = m->tail_first; /* "trồng 37 ha tại huyện Chiêm Hóa": where, not what */
    if (gives_substance(r, m) && verb && begins(r, m->end, CLASS_STOP)) /* "hiến 8.000 m2 đất để mở rộng" */
        m->tail_end = m->end;
    drop_classifier(r, m);
}

/* "[verb] [number] [noun phrase]", "[noun] [number]", or a further item of a list. */
void label_plain(const struct reading *r, uint32_t index, const struct mention *previous, const struct mention *head)
{
    struct mention *m = &r->mentions.items[index];
    set_words(r, m, previous, m->left, is_count(m));
    if (is_tie(r, m)) {
        m->label_first = m->label_end = 0;
        set_tail(r, index);
        return;
    }
    if (m->label_first >= m->label_end)
        use_words_of_previous(r, index);
    if (m->label_first >= m->label_end) {
        label_wordless(r, index, previous, head);
        return;
    }
    if (is_elsewhere(r, m, head)) {
        m->verb_first = m->label_first;
        m->verb_end = m->label_end;
        m->label_first = head->label_first;
        m->label_end = head->label_end;
        return;
    }
    if (head && is_place_only(r, m))
        inherit(m, head);
    else {
        uint32_t first = m->label_first;
        m->label_first = cut_actor(r, first, m->label_end, leads_to(r, m));
        keep_average(r, m);
        keep_collector(r, m, first);
    }
    label_worded(r, index);
}
