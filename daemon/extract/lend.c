/* What a label's own words leave out, and what stands near them lends: the heading before a colon ("Lúa: diện tích 500
 * ha", "Về xuất khẩu, kim ngạch đạt …"), and the deed that a sum was spent on ("tặng 120 suất quà, trị giá 60 triệu").
 * Which words are a figure's own is label.c's. */
#include "daemon/extract/lend.h"

#include "daemon/extract/phrase.h"
#include "daemon/extract/wording.h"

/* "lớp 10", "trung học cơ sở": a class that a rate is told of. */
#define CLASS_TOKENS 4

/* A heading has at most so many tokens. */
#define HEADING_TOKENS 14

/* So many figures of its own deed may stand between a sum and the level it hangs on. */
#define DEED_REACH 3

/* A clause that tells of what a sum is. */
#define CLAUSE_TOKENS 16

/* What a deed was done to is no longer than this. */
#define OBJECT_TOKENS 4

/* The words [first, end) before a colon, or behind "về" before a comma; those behind it begin at `behind`. */
struct heading {
    uint32_t first, end, behind;
    uint32_t sentence, paragraph;
    bool about; /* behind "về": it goes no further than its sentence */
    bool alone; /* nothing stands behind it: the items below are about it */
};

/* --- headings --------------------------------------------------------------------------------------------------- */

/* "1.", "a)", "1.1", "- ", "* ". */
static uint32_t skip_numbering(const struct reading *r, uint32_t at, uint32_t end)
{
    for (; at < end; at++) {
        bool letter = is_kind(r, at, TOKEN_WORD) && token_at(r, at)->end - token_at(r, at)->start == 1 &&
                      (is_mark(r, at + 1, '.') || is_mark(r, at + 1, ')'));
        bool number = is_kind(r, at, TOKEN_NUMBER) && r->use[at] != USE_MENTION && r->use[at] != USE_TIME;
        if (!letter && !number && !is_kind(r, at, TOKEN_MARK))
            break;
    }
    return at;
}

/* "công tác", "lĩnh vực", "tình hình": the words behind tell what. */
static uint32_t skip_field(const struct reading *r, uint32_t at)
{
    static const char *const fields[][2] = {{"công", "tác"}, {"lĩnh", "vực"}, {"tình", "hình"}, {"hoạt", "động"}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (token_is(r, at, fields[i][0]) && token_is(r, at + 1, fields[i][1]))
            return at + 2;
    return at + token_is(r, at, "ngành");
}

/* "về", "đối với", "riêng": the topic follows. */
static uint32_t skip_about(const struct reading *r, uint32_t at)
{
    at += token_is(r, at, "riêng");
    const struct hit *lead = hits_at(&r->hits, at, CLASS_CONNECTIVE);
    if (lead && lead->count == 2 && token_is(r, at + 1, "với"))
        return at + 2;
    return at + token_is(r, at, "về");
}

/* The class's longest hit at `first` is all of [first, end). */
static bool is_all(const struct reading *r, uint32_t first, uint32_t end, enum entry_class cls)
{
    const struct hit *hit = first < end ? hits_at(&r->hits, first, cls) : NULL;
    return hit && first + hit->count == end;
}

/* "Báo cáo tại phiên họp nêu rõ:", "Công tác phát triển đảng được chú trọng:": a clause. */
static bool is_clause(const struct reading *r, uint32_t first, uint32_t end)
{
    static const char *const words[] = {"được", "đã",   "tại", "là",  "đạt", "có",
                                        "sẽ",   "đang", "bị",  "như", "khi", "này"};
    for (uint32_t i = first; i < end; i++)
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (token_is(r, i, words[k]))
                return true;
    return end > first + 1 && begins(r, end - 1, CLASS_DEGREE); /* "thanh toán không dùng tiền mặt phát triển mạnh" */
}

/* Words that lead to a list or name who acts tell nothing of what is measured; nor does a measure that is a label, nor
 * a field as wide as "sản xuất". */
static bool names_field(const struct reading *r, uint32_t first, uint32_t end)
{
    return end > first && !is_clause(r, first, end) && r->use[first] == USE_FREE &&
           !begins(r, first, CLASS_CONNECTIVE) && !begins(r, first, CLASS_TARGET) && !begins(r, first, CLASS_STOP) &&
           !begins_with_actor(r, first) && !is_all(r, first, end, CLASS_WANTING) &&
           !(is_kind(r, first + 1, TOKEN_WORD) &&
             (token_at(r, first)->flags & token_at(r, first + 1)->flags & TOKEN_CAPITAL));
}

static bool find_heading(const struct reading *r, uint32_t index, struct heading *ret_heading)
{
    const struct sentence *s = &r->sentences.items[index];
    uint32_t at = skip_numbering(r, s->first, s->end), about = skip_about(r, at), first = skip_field(r, about),
             comma = NONE;
    uint32_t end = first;
    for (; end < s->end && end - first < HEADING_TOKENS && !is_mark(r, end, ':'); end++) {
        bool inner = is_mark(r, end, ',') || is_mark(r, end, '-');
        if ((r->use[end] != USE_FREE && r->use[end] != USE_TIME) || (!inner && !is_kind(r, end, TOKEN_WORD)))
            break;
        if (comma == NONE && is_mark(r, end, ','))
            comma = end;
    }
    if (!is_mark(r, end, ':') && (about == at || comma == NONE))
        return false;
    end = is_mark(r, end, ':') ? end : comma;
    if (!names_field(r, first, end))
        return false;
    *ret_heading = (struct heading){first, end, end + 1, index, s->paragraph, about > at, end + 1 >= s->end};
    return true;
}

/* The heading that stands over sentence `index`, when `before` stood over the one before it. */
static struct heading heading_over(const struct reading *r, uint32_t index, struct heading before)
{
    const struct sentence *s = &r->sentences.items[index];
    struct heading found;
    if (find_heading(r, index, &found))
        return found;
    bool goes_on = (before.paragraph == s->paragraph && !before.about) || (before.alone && s->item);
    return goes_on ? before : (struct heading){0};
}

/* --- what is left out --------------------------------------------------------------------------------------------- */

static bool says_little(const struct reading *r, uint32_t first, uint32_t end)
{
    return is_all(r, first, end, CLASS_WANTING) || is_all(r, first, end, CLASS_CLASSIFIER);
}

/* "phát hiện … vụ" behind a heading, no comma between: of what kind the heading tells. */
static bool is_deed_of_heading(const struct reading *r, const struct mention *m, const struct heading *heading)
{
    bool label = m->label_first < m->label_end;
    if (!is_all(r, label ? m->label_first : m->verb_first, label ? m->label_end : m->verb_end, CLASS_VERB) ||
        heading->sentence != m->sentence)
        return false;
    for (uint32_t i = heading->behind; i < m->first; i++)
        if (is_mark(r, i, ',') || is_mark(r, i, ';'))
            return false;
    return says_little(r, m->tail_first, m->tail_end);
}

/* "diện tích", "chết … người": it takes something else to tell of what. */
static bool is_wanting(const struct reading *r, const struct mention *m, const struct heading *heading)
{
    bool label = m->label_first < m->label_end, verb = m->verb_first < m->verb_end;
    if (label && verb)
        return false;
    bool little = label ? says_little(r, m->label_first, m->label_end) : !verb;
    bool tail = m->tail_first < m->tail_end
                    ? heading->sentence == m->sentence && says_little(r, m->tail_first, m->tail_end)
                    : label;
    return (little && tail) || is_deed_of_heading(r, m, heading);
}

static bool is_sum(const struct reading *r, uint32_t first, uint32_t end)
{
    return is_all(r, first, end, CLASS_WANTING) && entry_is(hits_at(&r->hits, first, CLASS_WANTING)->entry, "sum");
}

/* --- lending ----------------------------------------------------------------------------------------------------- */

/* The level before the mention in its sentence; NULL for none. */
static const struct mention *deed_before(const struct reading *r, const struct mention *m)
{
    const struct mention *deed = m;
    do {
        if (deed == r->mentions.items || m - deed >= DEED_REACH)
            return NULL;
        deed--;
    } while (deed->owner != NONE || deed->swallowed);
    if (deed->sentence != m->sentence || deed->role != IND_ROLE_LEVEL || deed->end > m->left)
        return NULL;
    return deed;
}

/* Nothing but commas stands between a deed and the words of its sum, or "với" ties them to it. */
static bool follows_deed(const struct reading *r, const struct mention *deed, uint32_t first)
{
    if (token_is(r, first - 1, "với"))
        return true;
    uint32_t at = deed->tail_end > deed->end ? deed->tail_end : deed->end;
    while (at < first && (is_mark(r, at, ',') || token_is(r, at, "có")))
        at++;
    return at == first;
}

/* "…; hỗ trợ học sinh nghèo với số tiền …": another clause; the place of its semicolon, 0 for none. */
static uint32_t semicolon_between(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = end; i-- > first;)
        if (is_mark(r, i, ';'))
            return i;
    return 0;
}

/* "tặng 120 suất quà với tổng số tiền …": "tặng", "suất quà", "tổng số tiền". */
static void lend_deed(const struct reading *r, struct mention *m)
{
    bool verb = m->verb_first < m->verb_end; /* "trị giá" behind a label that it shares already */
    uint32_t first = verb ? m->verb_first : m->label_first, end = verb ? m->verb_end : m->label_end;
    const struct mention *deed = is_sum(r, first, end) && !is_count(m) ? deed_before(r, m) : NULL;
    if (!deed || first < deed->end || semicolon_between(r, deed->end, first) || !follows_deed(r, deed, first) ||
        (verb && m->label_first != deed->label_first && m->label_first < m->label_end))
        return;
    uint32_t object = is_count(deed) ? deed->counted_first : deed->tail_first,
             behind = is_count(deed) ? deed->counted_end : deed->tail_end;
    bool named = deed->label_first < deed->label_end;
    m->label_first = named ? deed->label_first : deed->verb_first;
    m->label_end = named ? deed->label_end : deed->verb_end;
    bool done_to =
        object < behind && behind - object <= OBJECT_TOKENS && behind <= first && deed->tail_first < deed->tail_end;
    m->verb_first = done_to ? object : 0;
    m->verb_end = done_to ? behind : 0;
    m->tail_first = first;
    m->tail_end = end;
}

/* "mở 12 lớp tập huấn cho | 450 nông dân", "bồi thường 4 tỷ đồng cho | 36 bị hại": what was given them, or the deed. */
static void lend_recipients(const struct reading *r, struct mention *m)
{
    uint32_t last = m->label_end - (m->label_end > 0);
    bool bare = m->label_first == last ||
                (m->label_first > 0 && token_is(r, m->label_first - 1, "và")); /* "lương hưu và trợ cấp cho" */
    bool given = is_count(m) && bare && m->label_first < m->label_end && token_is(r, last, "cho") &&
                 m->verb_first >= m->verb_end;
    const struct mention *deed = given ? deed_before(r, m) : NULL;
    if (!deed || (deed->tail_end > deed->end ? deed->tail_end : deed->end) != last)
        return;
    bool named = deed->label_first < deed->label_end, object = is_count(deed) && deed->tail_end > deed->tail_first + 1;
    uint32_t first = object ? deed->tail_first : named ? deed->label_first : deed->verb_first;
    uint32_t end = object ? deed->tail_end : named ? deed->label_end : deed->verb_end;
    if (!object && !is_all(r, first, end, CLASS_VERB))
        return;
    m->verb_first = last;
    m->verb_end = m->label_end;
    m->label_first = first;
    m->label_end = end;
}

/* No semicolon or colon stands between. */
static bool in_one_clause(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (is_mark(r, i, ';') || is_mark(r, i, ':'))
            return false;
    return true;
}

/* "tiền gửi đạt 5,2 tỷ đồng, bình quân 1,05 triệu đồng/thành viên": of what it is the average. */
static void lend_average(const struct reading *r, struct mention *m)
{
    bool average = token_is(r, m->label_first, "bình") && token_is(r, m->label_first + 1, "quân");
    bool alone = average && m->label_first + 2 == m->label_end && m->verb_first >= m->verb_end &&
                 m->tail_first >= m->tail_end && m->topic_first >= m->topic_end;
    const struct mention *of = alone ? deed_before(r, m) : NULL;
    if (!of || of->label_first >= of->label_end || of->label_end > of->first ||
        begins(r, of->label_first, CLASS_VERB) || !in_one_clause(r, of->end, m->label_first))
        return;
    m->topic_first = of->label_first;
    m->topic_end = of->label_end;
}

/* How many words of a school's level begin at `at`; 0 for none. */
static uint32_t school_level_at(const struct reading *r, uint32_t at)
{
    static const char *const levels[][2] = {{"nhà", "trẻ"}, {"mẫu", "giáo"}, {"mầm", "non"},  {"tiểu", "học"},
                                            {"thcs", NULL}, {"thpt", NULL},  {"cao", "đẳng"}, {"đại", "học"}};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (token_is(r, at, levels[i][0]) && (!levels[i][1] || token_is(r, at + 1, levels[i][1])))
            return 1 + (levels[i][1] != NULL);
    return 0;
}

/* Two classes of one kind: "lớp 1" and "lớp 6", "mầm non" and "tiểu học". */
static bool are_classes(const struct reading *r, uint32_t one, uint32_t two)
{
    static const char *const kinds[] = {"lớp", "luồng", "mũi", "thể", "khối", "cấp", "bậc", "loại", "mức"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (token_is(r, one, kinds[i]) && token_is(r, two, kinds[i]))
            return true;
    return school_level_at(r, one) && school_level_at(r, two);
}

/* The rate's label up to its class, the class that the mention names, and what stood behind the rate's. */
static void take_rate_of_class(const struct reading *r, struct mention *m, const struct mention *rate, uint32_t at)
{
    uint32_t level = school_level_at(r, at);
    struct mention of = *rate;
    m->verb_first = m->label_first;
    m->verb_end = m->label_end;
    m->label_first = of.label_first;
    m->label_end = rate->lent_rate ? of.label_end : at;
    m->topic_first = rate->lent_rate ? of.topic_first : level ? at + level : of.label_end;
    m->topic_end = rate->lent_rate ? of.topic_end : of.label_end;
    m->lent_rate = true;
}

static bool is_bare_percentage(const struct mention *m)
{
    return is_percent(m) && m->label_first < m->label_end && m->label_end - m->label_first <= CLASS_TOKENS &&
           m->verb_first >= m->verb_end && m->tail_first >= m->tail_end && m->topic_first >= m->topic_end;
}

/* "Tỷ lệ tuyển sinh lớp 1 đạt 99%, lớp 6 đạt 98%", "… mầm non đạt chuẩn là 89%, tiểu học 90%": the same rate, of
 * another class. */
static void lend_rate(const struct reading *r, struct mention *m)
{
    const struct mention *rate = is_bare_percentage(m) ? deed_before(r, m) : NULL;
    if (!rate || !is_percent(rate) || !begins(r, rate->label_first, CLASS_RATE))
        return;
    if (rate->lent_rate) {
        if (are_classes(r, rate->verb_first, m->label_first))
            take_rate_of_class(r, m, rate, rate->label_end);
        return;
    }
    for (uint32_t at = rate->label_end; at-- > rate->label_first + 2;)
        if (are_classes(r, at, m->label_first)) {
            take_rate_of_class(r, m, rate, at);
            return;
        }
}

/* "duy trì 130 tổ hợp tác với 2.324 thành viên": of what they are members. */
static void lend_members(const struct reading *r, struct mention *m)
{
    bool members = is_count(m) && token_is(r, m->counted_first, "thành") && token_is(r, m->counted_first + 1, "viên") &&
                   m->label_first >= m->label_end && m->verb_first >= m->verb_end &&
                   m->tail_first == m->counted_first && m->topic_first >= m->topic_end;
    const struct mention *group = members ? deed_before(r, m) : NULL;
    if (!group || !is_count(group) || group->tail_first >= group->tail_end || group->tail_end > m->first ||
        group->tail_end - group->tail_first > HEADING_TOKENS)
        return;
    m->topic_first = group->tail_first;
    m->topic_end = group->tail_end;
}

/* "đầu tư 47 tỷ đồng xây mới 52 phòng học": what the sum was spent on goes on with what the next figure counts. */
static void lend_object(const struct reading *r, struct mention *m)
{
    const struct mention *next = m + 1, *end = r->mentions.items + r->mentions.count;
    uint32_t deed = m->label_first < m->label_end ? m->label_first : m->verb_first;
    bool spent = next < end && token_is(r, deed, "đầu") && token_is(r, deed + 1, "tư") &&
                 next->sentence == m->sentence && next->role == IND_ROLE_LEVEL && !is_count(m) &&
                 strcmp(m->dimension, "money") == 0 && m->topic_first >= m->topic_end && m->tail_first < m->tail_end &&
                 m->tail_end == next->left && is_all(r, m->tail_first, m->tail_end, CLASS_VERB);
    if (!spent || !is_count(next) || next->tail_first >= next->tail_end ||
        next->tail_end - next->tail_first > CLAUSE_TOKENS)
        return;
    m->topic_first = next->tail_first;
    m->topic_end = next->tail_end;
}

/* Where the subject that begins at `first` ends: before "tiếp tục", "đã" and the like. */
static uint32_t subject_end(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (begins(r, i, CLASS_TRAIL) || begins(r, i, CLASS_ACHIEVED) || token_is(r, i, "được"))
            return i;
    return first;
}

/* "giao khoán bảo vệ rừng với tổng diện tích | 76.500 ha": of what the words before "với" tell. */
static void lend_later_clause(const struct reading *r, struct mention *m, const struct mention *previous)
{
    bool verb = m->verb_first < m->verb_end; /* "trị giá", behind words of the list */
    uint32_t first = verb ? m->verb_first : m->label_first, end = verb ? m->verb_end : m->label_end;
    if (!previous || previous->sentence != m->sentence || m->topic_first < m->topic_end || !is_sum(r, first, end) ||
        is_count(m) || first < previous->end || m->tail_first < m->tail_end)
        return;
    uint32_t semicolon = semicolon_between(r, previous->end, first);
    bool leads = token_is(r, first - 1, "với") || is_mark(r, first - 1, ',');
    uint32_t at = semicolon ? cut_actor(r, semicolon + 1, first - 1, BEFORE_NOUN) : first;
    if (!leads || at + 2 >= first || first - at > 2 * CLAUSE_TOKENS)
        return;
    m->label_first = at;
    m->label_end = first - 1;
    m->verb_first = first;
    m->verb_end = end;
}

static void lend_clause(const struct reading *r, struct mention *m, const struct mention *previous)
{
    uint32_t with = m->label_first - (m->label_first > 0);
    bool first =
        !previous || previous->sentence != m->sentence || previous->end < r->sentences.items[m->sentence].first;
    if (!first || with <= r->sentences.items[m->sentence].first || !token_is(r, with, "với") ||
        m->topic_first < m->topic_end || !is_all(r, m->label_first, m->label_end, CLASS_WANTING) ||
        m->verb_first < m->verb_end || m->tail_first < m->tail_end)
        return;
    struct mention probe = *m;
    set_words(r, &probe, NULL, with, false);
    uint32_t at = cut_actor(r, probe.label_first, probe.label_end, BEFORE_NOUN), end = probe.label_end;
    if (is_all(r, at, end, CLASS_VERB)) /* "Sản xuất tiếp tục duy trì, phát triển với …": of the subject */
        end = subject_end(r, at = skip_empty(r, r->sentences.items[m->sentence].first, with), with);
    if (at + 1 < end && end - at <= CLAUSE_TOKENS) {
        m->topic_first = at;
        m->topic_end = end;
    }
}

/* "Cơ cấu kinh tế: nông nghiệp 33%; …", "Thiệt hại: lúa 340 ha": the heading is the head of what stands behind it. */
static bool heads(const struct reading *r, const struct heading *heading, const struct mention *m)
{
    bool rate = begins(r, heading->first, CLASS_RATE), measure = begins(r, heading->first, CLASS_MEASURE);
    return m->label_first < m->label_end && m->label_first >= heading->behind && m->head_first >= m->head_end &&
           (is_percent(m) ? rate : measure) && !begins(r, m->label_first, CLASS_MEASURE) &&
           !begins(r, m->label_first, CLASS_RATE) && !begins(r, m->label_first, CLASS_VERB);
}

/* "Cây màu khác: rau 1.740 ha, năng suất …": the item whose clause the mention goes on with; NULL for none. */
static const struct mention *item_before(const struct reading *r, const struct mention *m,
                                         const struct heading *heading)
{
    const struct mention *item = begins(r, m->label_first, CLASS_MEASURE) ? deed_before(r, m) : NULL;
    uint32_t end = item ? item->label_end : 0;
    if (!item || heading->sentence != m->sentence || item->label_first < heading->behind || item->label_first >= end ||
        end > item->first || begins(r, item->label_first, CLASS_MEASURE) || begins(r, item->label_first, CLASS_VERB))
        return NULL;
    return in_one_clause(r, item->end, m->first) ? item : NULL;
}

/* "Về an toàn giao thông, … xảy ra 47 vụ tai nạn, làm chết | 31 người, bị thương | 44 người": of what was told before
 * them, and not of the field. */
static bool are_victims(const struct reading *r, const struct mention *m, const struct heading *heading)
{
    const struct mention *before = m > r->mentions.items ? m - 1 : NULL;
    return before && heading->about && before->sentence == m->sentence && is_count(before) &&
           before->first >= heading->behind &&
           (token_is(r, m->left - 1, "chết") || token_is(r, m->left - 1, "thương"));
}

/* "Thủy sản: … Tổng sản lượng cá đạt 223 tấn (trong đó, sản lượng khai thác 166 tấn)": a part of what its own sentence
 * tells in full. */
static bool goes_on_with_item(const struct reading *r, const struct mention *m)
{
    const struct mention *whole = deed_before(r, m);
    return whole && whole->label_first < whole->label_end && !says_little(r, whole->label_first, whole->label_end) &&
           hits_before(&r->hits, m->label_first - (m->label_first > 0 && is_mark(r, m->label_first - 1, ',')), CLASS_PARTS);
}

static void lend_heading(const struct reading *r, struct mention *m, const struct heading *heading)
{
    if (heading->first >= heading->end || m->first < heading->behind)
        return;
    if (heads(r, heading, m) && is_bare_percentage(m) && school_level_at(r, m->label_first)) {
        m->verb_first = m->label_first; /* "Tỷ lệ huy động ở các cấp học: nhà trẻ 42%, mẫu giáo 98%" */
        m->verb_end = m->label_end;
        m->label_first = heading->first;
        m->label_end = heading->end;
        m->lent_rate = true;
    } else if (heads(r, heading, m)) {
        m->head_first = heading->first;
        m->head_end = heading->end;
    } else if (is_wanting(r, m, heading) && !goes_on_with_item(r, m) && !are_victims(r, m, heading) &&
               (m->label_first >= m->label_end || m->label_first >= heading->behind)) {
        const struct mention *item = item_before(r, m, heading);
        m->topic_first = item ? item->label_first : heading->first;
        m->topic_end = item ? item->label_end : heading->end;
    }
}

void lend_words(struct reading *r)
{
    struct heading heading = {0};
    uint32_t seen = 0; /* sentences before this one have been looked at for headings */
    for (uint32_t i = 0; i < r->mentions.count; i++) {
        struct mention *m = &r->mentions.items[i];
        for (; seen <= m->sentence; seen++)
            heading = heading_over(r, seen, heading);
        if (m->owner != NONE || m->swallowed || m->tabular || m->borrowed)
            continue;
        lend_deed(r, m);
        lend_recipients(r, m);
        lend_object(r, m);
        lend_members(r, m);
        lend_average(r, m);
        lend_rate(r, m);
        lend_heading(r, m, &heading);
        lend_clause(r, m, i ? m - 1 : NULL);
        lend_later_clause(r, m, i ? m - 1 : NULL);
    }
}

/* "… còn chậm", "… đều vượt chỉ tiêu": what a clause tells of ends here. */
static bool tells_how_it_goes(const struct reading *r, uint32_t at)
{
    return token_is(r, at, "còn") || token_is(r, at, "chưa") || begins(r, at, CLASS_TRAIL) ||
           begins(r, at, CLASS_EXCEED);
}

/* "tiến độ cấp giấy chứng nhận còn chậm, mới đạt 62% kế hoạch": what the clause before the comma tells of. */
bool use_clause_before(const struct reading *r, struct mention *m)
{
    uint32_t floor = look_back(r, m->first), end = m->cue_first, first, last;
    while (end > floor && r->use[end - 1] != USE_MENTION && !is_separator(r, end - 1))
        end--;
    if (m->role != IND_ROLE_PLAN || end == floor || !is_mark(r, end - 1, ','))
        return false;
    for (first = end - 1; first > floor && r->use[first - 1] == USE_FREE && !is_separator(r, first - 1);)
        first--;
    bool parted = is_mark(r, first - 1, ';'); /* "…; đôn đốc thu ngân sách, phấn đấu đạt 80%" */
    first = skip_empty(r, first, end - 1);
    for (last = first; last < end - 1 && !tells_how_it_goes(r, last);)
        last++;
    if (last < first + 2 || (last == end - 1 && !parted))
        return false;
    m->label_first = cut_actor(r, first, last, BEFORE_LINK);
    m->label_end = last;
    return true;
}

/* "Khấu trừ các khoản chi phí, công ty lãi sau thuế": who acts opens the clause that the figure is in. */
void drop_clause_before_actor(const struct reading *r, struct mention *m)
{
    uint32_t at = m->label_end;
    while (at > m->label_first && !is_mark(r, at - 1, ','))
        at--;
    if (at == m->label_first || !begins_with_actor(r, at))
        return;
    uint32_t cut = cut_actor(r, at, m->label_end, BEFORE_NOUN);
    if (cut > at && cut < m->label_end)
        m->label_first = cut;
}
