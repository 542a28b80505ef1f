/* The words behind a figure that belong to its label: the noun phrase up to the next figure or separator, without what
 * only leads on to the next, who assigned it, or a figure's own proportions. The words before it are wording.c's. */
#include "daemon/extract/phrase.h"
#include "daemon/extract/wording.h"

/* A noun phrase behind a figure is followed no further than this. */
#define TAIL_TOKENS 40

/* A noun before a comma that a list of nouns goes on from: "100% thôn, làng, trường học đều có …". */
#define LISTED_TOKENS 3

/* Short pieces that narrow a counted noun are followed no further than this. */
#define MODIFIER_TOKENS 16

/* "theo Thông tư liên tịch số" is no longer than this. */
#define ITEM_WORDS 7

/* A bracket without figures that parts a noun from what is said of it: "240 xã (trước sắp xếp) đạt chuẩn". */
#define ASIDE_TOKENS 6

/* What follows "và" is the next figure's where it is no longer than this. */
#define JOINED_TOKENS 8

static bool is_in_sentence(const struct reading *r, const struct mention *m, uint32_t index)
{
    return index < r->mentions.count && r->mentions.items[index].sentence == m->sentence;
}

/* Where the next figure of the sentence begins, its cue and the words right before it included. */
static uint32_t next_figure(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    if (!is_in_sentence(r, m, index + 1))
        return r->sentences.items[m->sentence].end;
    uint32_t cue = m[1].cue_first;
    if (cue >= m[1].left || cue < m->end)
        return m[1].left;
    bool fresh = token_is(r, cue, "mới") && begins(r, cue + 1, CLASS_EQUAL);
    return fresh ? cue + 1 : cue; /* "40 đảng viên mới đạt 133%": the members are new */
}

/* "2 xã Thanh Sơn, Đồn Đạc đạt chuẩn": a list of names goes on over the comma. */
static bool is_name_comma(const struct reading *r, uint32_t at)
{
    return is_mark(r, at, ',') && at > 0 && is_kind(r, at + 1, TOKEN_WORD) &&
           (token_at(r, at - 1)->flags & TOKEN_CAPITAL) && (token_at(r, at + 1)->flags & TOKEN_CAPITAL);
}

/* "mặt đường, | mái taluy bị hư hỏng": a noun of a few words, and what it suffered. */
static bool suffers(const struct reading *r, uint32_t first, uint32_t limit)
{
    for (uint32_t i = first; i < limit && i <= first + LISTED_TOKENS && is_kind(r, i, TOKEN_WORD); i++)
        if (is_suffering(r, i))
            return i > first;
    return false;
}

/* "thôn, làng, trường học đều có": a list of nouns goes on over the comma at `at`, and no figure counts the next. */
static bool is_noun_comma(const struct reading *r, uint32_t first, uint32_t at, uint32_t limit)
{
    uint32_t start = at;
    while (start > first && !is_mark(r, start - 1, ','))
        start--;
    bool shared = is_mark(r, at, ',') && suffers(r, at + 1, limit);
    const struct hit *noun = hits_at(&r->hits, at + 1, CLASS_NOUN), *verb = hits_at(&r->hits, at + 1, CLASS_VERB);
    noun = verb && noun && verb->count > noun->count ? NULL : noun; /* "3 HTX, giải quyết …": no prize */
    if (!is_mark(r, at, ',') || at - start > LISTED_TOKENS || begins(r, at + 1, CLASS_CONNECTIVE) ||
        !(noun || shared))
        return false;
    uint32_t end = at + 1;
    while (end < limit && end < at + TAIL_TOKENS && !is_separator(r, end))
        end++;
    return end < limit || is_separator(r, end);
}

/* "đang tập trung chỉ đạo", "đã hoàn thành", "sẽ mở rộng": another deed. */
static bool opens_deed(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"đang", "đã", "sẽ", "tiếp", "phấn", "tiến", "không"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, at, words[i]))
            return !token_is(r, at - 2, "đã"); /* "đã và đang" is one */
    return false;
}

/* "58 trường mầm non | , tiểu học, THCS đạt chuẩn": short pieces that narrow the noun, up to what all of them reached.
 */
static bool is_modifier_comma(const struct reading *r, uint32_t first, uint32_t at, uint32_t limit)
{
    uint32_t commas = 0, piece = first;
    for (uint32_t i = first; i < limit && i < first + MODIFIER_TOKENS && is_mark(r, at, ','); i++) {
        if (begins(r, i, CLASS_EQUAL))
            return i > at && commas > 1 && i > piece && i <= piece + LISTED_TOKENS && is_kind(r, i + 1, TOKEN_WORD);
        if (is_mark(r, i, ',')) {
            bool other = begins(r, i + 1, CLASS_MEASURE) || begins(r, i + 1, CLASS_RATE) ||
                         begins(r, i + 1, CLASS_VERB) || begins(r, i + 1, CLASS_TARGET) || begins(r, i + 1, CLASS_STOP);
            if (i > piece + LISTED_TOKENS || other)
                return false;
            commas++;
            piece = i + 1;
        } else if (!is_kind(r, i, TOKEN_WORD) || r->use[i] != USE_FREE) {
            return false;
        }
    }
    return false;
}

static bool ends_tail(const struct reading *r, uint32_t at)
{
    bool tied = at > 0 && is_tight(r, at) && is_tight(r, at + 1) && is_kind(r, at + 1, TOKEN_WORD);
    bool capital = tied && token_at(r, at + 1)->flags & TOKEN_CAPITAL;
    bool inner = tied && (capital ? token_at(r, at - 1)->flags & token_at(r, at + 1)->flags & TOKEN_UPPER
                                  : !begins(r, at + 1, CLASS_PLAN)); /* "vắc-xin", "buổi/ngày", "GD-ĐT" */
    if (((is_mark(r, at, '-') || is_mark(r, at, '/')) && !inner) || is_mark(r, at, '=') || r->use[at] == USE_HEAD)
        return true;
    if (token_is(r, at, "và") && opens_deed(r, at + 1)) /* "14 tiêu chí và đang tập trung chỉ đạo …" */
        return true;
    if (token_is(r, at, "để") &&
        (r->use[at + 1] == USE_TIME || token_is(r, at + 1, "cả") || token_is(r, at + 1, "đạt")))
        return true; /* "thu trên 900 tỷ đồng | để cả năm thu nội địa đạt …" */
    if (token_is(r, at, "thì") || token_is(r, at, "nhằm") ||
        (begins(r, at, CLASS_PARTS) && !token_is(r, at, "cụ")) || /* "chỉ tiêu cụ thể" */
        (token_is(r, at, "là") && (token_is(r, at + 1, "các") || token_is(r, at + 1, "những"))))
        return true; /* "78 đại biểu là các đồng chí Ủy viên" */
    if (r->use[at] == USE_LEFT_OUT && hits_before(&r->hits, at, CLASS_NUMBERED)) /* "theo Nghị định số 98" */
        return true;
    const struct hit *assigner = hits_at(&r->hits, at, CLASS_ASSIGNER);
    if (token_is(r, at, "là") &&
        (begins(r, at + 1, CLASS_MEASURE) || begins(r, at + 1, CLASS_RATE))) /* "chỉ tiêu chưa đạt là thu ngân sách" */
        return true;
    return begins(r, at, CLASS_AGAINST) || (assigner && token_is(r, assigner->first + assigner->count, "giao"));
}

/* "… và thu hồi 5 ha": what stands behind the "và" before the next figure is that one's; not what was given: "286 tỷ
 * đồng lương hưu và trợ cấp cho | 4.200 người". */
static bool is_next_ones(const struct reading *r, uint32_t joint, uint32_t limit)
{
    if (token_is(r, limit - 1, "cho") && !begins(r, joint + 1, CLASS_VERB))
        return false;
    for (uint32_t i = joint + 1; i < limit; i++)
        if (token_is(r, i, "với"))
            return false;
    return limit - joint <= JOINED_TOKENS;
}

/* "… theo Nghị định số": a document's name without its number says nothing. */
static uint32_t drop_document(const struct reading *r, uint32_t first, uint32_t end)
{
    if (!hits_before(&r->hits, end, CLASS_NUMBERED) || !is_kind(r, end, TOKEN_NUMBER))
        return end;
    for (uint32_t i = end; i > first && end - i < ITEM_WORDS; i--)
        if (token_is(r, i - 1, "theo"))
            return i - 1;
    return end;
}

static uint32_t tail_end(const struct reading *r, uint32_t index, uint32_t first, bool *ret_reached)
{
    const struct mention *m = &r->mentions.items[index];
    uint32_t limit = next_figure(r, index), i = first, joint = NONE;
    while (i < limit && i < first + TAIL_TOKENS && !ends_tail(r, i) &&
           (!parts_words(r, i) || is_name_comma(r, i) || is_noun_comma(r, first, i, limit) ||
            is_modifier_comma(r, first, i, limit))) {
        if (token_is(r, i, "và"))
            joint = i;
        i++;
    }
    *ret_reached = i == limit && limit < r->sentences.items[m->sentence].end;
    if (*ret_reached && joint != NONE && is_next_ones(r, joint, limit))
        i = joint;
    while (i > first && (r->use[i - 1] == USE_TIME || begins(r, i - 1, CLASS_CLAUSE)))
        i--;
    return drop_document(r, first, i);
}

/* "ghi nhận 7.216 ca mắc mới tại 59 tỉnh": what only leads on to the next figure. */
static uint32_t drop_preposition(const struct reading *r, uint32_t first, uint32_t end)
{
    static const char *const words[] = {"tại", "ở",  "với",  "cho",  "của",   "từ",   "trong",
                                        "để",  "do", "theo", "trên", "thuộc", "sang", "vào", "giúp"};
    for (size_t i = 0; end > first && i < sizeof words / sizeof *words; i++)
        if (token_is(r, end - 1, words[i]))
            return end - 1;
    return end;
}

/* Where the verbs that end before `end` begin: "phát hiện và lập biên bản | 45 vụ"; `end` for none, as in "công lập".
 */
static uint32_t own_verbs(const struct reading *r, uint32_t first, uint32_t end)
{
    uint32_t at = end;
    for (;;) {
        uint32_t behind = at - (at < end && token_is(r, at - 1, "và"));
        const struct hit *verb = hits_before(&r->hits, behind, CLASS_VERB),
                         *word = hits_before(&r->hits, behind, CLASS_COMPOUND),
                         *measure = hits_before(&r->hits, behind, CLASS_MEASURE); /* "doanh thu" */
        if (!verb || verb->first <= first || (word && word->count > verb->count) ||
            (measure && measure->count > verb->count))
            return at;
        at = verb->first;
    }
}

/* "đất phục vụ | 6 dự án", "hộ với tổng số tiền | 5 tỷ": the words right before the next figure are that one's. */
static uint32_t drop_lead(const struct reading *r, const struct mention *m, uint32_t end)
{
    for (uint32_t i = m->end; i < end; i++)
        if ((token_is(r, i, "với") && !token_is(r, i - 1, "đối")) ||
            (token_is(r, i, "trên") && token_is(r, i + 1, "tổng")))
            return i;
    if (end > m->end + 1 && token_is(r, end - 1, "với")) /* "xử lý đối với" */
        end -= 2;
    uint32_t own = own_verbs(r, m->end, end);
    own -= own < end && token_is(r, own - 1, "đã");
    return own < end && !begins(r, own - 1, CLASS_STOP) ? own : end; /* "học sinh được hỗ trợ | 15 kg" */
}

/* "đạt trên 30% kế hoạch", "đạt từ 75% trở lên": a percentage that others are sorted by. */
static bool is_threshold(const struct mention *m)
{
    return is_percent(m) && (m->qualifier == IND_QUALIFIER_OVER || m->qualifier == IND_QUALIFIER_UNDER ||
                             m->qualifier == IND_QUALIFIER_AT_LEAST || m->qualifier == IND_QUALIFIER_AT_MOST);
}

/* "có 14 chủ đầu tư", "11/16 khoản thu", "…; 3 xã": counted as they are, not as what was done. */
static bool is_there(const struct reading *r, const struct mention *m)
{
    return m->parts || m->left == r->sentences.items[m->sentence].first || is_separator(r, m->left - 1) ||
           hits_before(&r->hits, m->left, CLASS_HAVE) || token_is(r, m->left - 1, "còn");
}

/* "14 chủ đầu tư giải ngân | đạt": a few words lead to what they reached. */
static bool leads_to_threshold(const struct reading *r, const struct mention *m)
{
    if (!is_threshold(&m[1]) || !is_there(r, m) || m[1].cue_first > m->end + ITEM_WORDS)
        return false;
    for (uint32_t i = m->end; i < m[1].cue_first; i++)
        if (is_separator(r, i))
            return false;
    return true;
}

/* "6 xã đạt 19/19 tiêu chí", "14 chủ đầu tư giải ngân đạt trên 30% kế hoạch": the next figure tells which are counted. */
bool is_predicated(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    if (!is_count(m) || !is_in_sentence(r, m, index + 1) || m[1].cue_end > m[1].first ||
        !token_is(r, m[1].cue_end - 1, "đạt"))
        return false;
    return is_count(&m[1]) ? m[1].cue_first == m->end : leads_to_threshold(r, m);
}

/* "5.775 xã (70,2%) đạt chuẩn": the words behind the bracket go on with what is counted. The last figure that the
 * bracket holds is *ret_last; returns where they begin, or NONE. */
static uint32_t behind_bracket(const struct reading *r, uint32_t index, uint32_t *ret_last)
{
    const struct mention *m = &r->mentions.items[index];
    uint32_t close = m->end, last = index;
    if (!is_mark(r, m->end, '('))
        return NONE;
    while (close < m->end + TAIL_TOKENS && close < r->tokens.count && !is_mark(r, close, ')'))
        close++;
    while (is_in_sentence(r, m, last + 1) && r->mentions.items[last + 1].first < close)
        last++;
    *ret_last = last;
    bool goes_on = is_mark(r, close, ')') && is_kind(r, close + 1, TOKEN_WORD) &&
                   (last > index || close <= m->end + ASIDE_TOKENS) &&
                   (begins(r, close + 1, CLASS_VERB) || token_is(r, close + 1, "được") || token_is(r, close + 1, "có"));
    return goes_on ? close + 1 : NONE;
}

/* Nothing but the counted noun stands before a bracket, and the words go on behind it. */
static void reach_over_bracket(const struct reading *r, uint32_t index)
{
    struct mention *m = &r->mentions.items[index];
    uint32_t last, first = m->verb_first < m->verb_end ? NONE : behind_bracket(r, index, &last);
    if (first == NONE || !is_count(m) || m->tail_end > m->counted_end)
        return;
    bool reached;
    m->verb_first = m->tail_first;
    m->verb_end = m->tail_end;
    m->tail_first = first;
    m->tail_end = drop_preposition(r, first, tail_end(r, last, first, &reached));
}

/* "500 hội viên | trở lên", "200 đảng viên mới | trở lên": said of the figure, unlike "15 sản phẩm từ 3 sao trở lên". */
static bool closes_bound(const struct reading *r, const struct mention *m)
{
    uint32_t at = m->tail_end - 2;
    return m->tail_end >= m->counted_end + 2 && token_is(r, at, "trở") && token_is(r, at + 1, "lên") &&
           (at == m->counted_end || !is_kind(r, at - 2, TOKEN_NUMBER));
}

void set_tail(const struct reading *r, uint32_t index)
{
    struct mention *m = &r->mentions.items[index];
    bool reached;
    m->tail_first = is_count(m) ? m->counted_first : m->end;
    if (!is_count(m) && m->unit_end == m->end)
        m->tail_first = substance_at(r, m);
    if (token_is(r, m->tail_first, "trở"))
        m->tail_first += 2;
    bool predicated = is_predicated(r, index);
    m->tail_end = tail_end(r, index + predicated, m[predicated].end, &reached);
    bool sorted = !predicated && reached && is_count(m) && leads_to_threshold(r, m); /* "xã có tỷ lệ giải ngân | dưới 30%" */
    if (reached && !sorted)
        m->tail_end = drop_lead(r, &m[predicated], m->tail_end);
    m->tail_end = drop_preposition(r, m->tail_first, m->tail_end);
    if (is_count(m) && closes_bound(r, m))
        m->tail_end -= 2;
    if (m->tail_end < m->counted_end)
        m->tail_end = m->counted_end;
    if (m->tail_end < m->tail_first)
        m->tail_end = m->tail_first;
    reach_over_bracket(r, index);
}
