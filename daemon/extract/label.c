/* What is measured, in the article's own words (observation contract, section 7): the words before the linking verb, or
 * the verb and the noun phrase around the figure, or the noun phrase behind it; items of a list take the verb of the
 * first. A label is kept as up to three runs of tokens; observe.c joins them. */
#include "daemon/extract/handed.h"
#include "daemon/extract/basis.h"
#include "daemon/extract/lend.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/wording.h"

static bool is_linked(const struct mention *m)
{
    return m->cue == CLASS_LINK || m->cue == CLASS_EQUAL || m->cue == CLASS_SHARE;
}

static void inherit(struct mention *m, const struct mention *from)
{
    bool moves = (from->cue == CLASS_RISE || from->cue == CLASS_FALL) && !is_percent(m);
    m->label_first = from->label_first;
    m->label_end = from->label_end;
    m->verb_first = moves ? 0 : from->verb_first;
    m->verb_end = moves ? 0 : from->verb_end;
    if (!is_count(m)) {
        m->tail_first = from->tail_first;
        m->tail_end = from->tail_end;
    }
}

/* --- the cases
 * ------------------------------------------------------------------------------------------------------------ */

static bool is_having(const struct reading *r, const struct mention *m)
{
    const struct hit *have = hits_before(&r->hits, m->cue_end, CLASS_HAVE);
    return m->cue == CLASS_LINK && have && have->first + have->count == m->cue_end;
}

/* A verb that both links and does: "hoàn thành 18/21 chỉ tiêu"; of "đã đạt" only the verb. */
static void use_cue_as_verb(const struct reading *r, struct mention *m)
{
    const struct hit *verb = hits_before(&r->hits, m->cue_end, CLASS_VERB);
    m->verb_first =
        verb && verb->first > m->cue_first && !begins(r, m->cue_first, CLASS_VERB) ? verb->first : m->cue_first;
    m->verb_end = m->cue_end;
}

/* "huyện hoàn thành 16/19 chỉ tiêu": an actor does what the cue says; the figure counts its object. */
static bool acts_itself(const struct reading *r, const struct mention *m)
{
    bool short_actor =
        m->label_first < m->label_end && m->label_end - m->label_first <= 3; /* "xã đạt 16/19 tiêu chí" */
    bool acts = hits_before(&r->hits, m->cue_end, CLASS_VERB) && (short_actor || !token_is(r, m->cue_end - 1, "đạt"));
    bool actor = m->label_first >= m->label_end || begins_with_actor(r, m->label_first);
    return acts && actor && verb_start(r, m->label_first, m->label_end) == m->label_end;
}

/* "… giảm mạnh vì lũ, chỉ được 31.450 tấn": what the sentence opens with, up to its first cue. */
static void use_sentence_subject(const struct reading *r, struct mention *m)
{
    const struct sentence *s = &r->sentences.items[m->sentence];
    uint32_t first = skip_empty(r, s->first, m->cue_first), end = first;
    while (end < m->cue_first && !is_separator(r, end) && !begins(r, end, CLASS_RISE) && !begins(r, end, CLASS_FALL) &&
           !begins(r, end, CLASS_LINK) && !begins(r, end, CLASS_EQUAL) && r->use[end] != USE_MENTION)
        end++;
    m->label_first = first;
    m->label_end = trim_end(r, first, end, false);
}

/* "Về thu ngân sách, hết tháng 10, Cục Hải quan thu được …": the topic names what the actor's verb does. */
static bool use_topic(const struct reading *r, struct mention *m)
{
    uint32_t first = r->sentences.items[m->sentence].first, end = first;
    if (!token_is(r, first, "về") || !begins_with_actor(r, m->label_first) ||
        verb_start(r, m->label_first, m->label_end) == m->label_end)
        return false;
    while (end < m->label_first && !is_separator(r, end))
        end++;
    if (end < first + 2 || end >= m->label_first)
        return false;
    m->label_first = first + 1;
    m->label_end = end;
    return true;
}

/* "Về nông nghiệp: 4.712,6ha lúa …": the words before the colon name the field, not the figure. */
static bool names_topic(const struct reading *r, const struct mention *m)
{
    uint32_t first = r->sentences.items[m->sentence].first;
    return token_is(r, first, "về") || (m->label_first > first && token_is(r, m->label_first - 1, "về"));
}

/* "lợi nhuận gộp vì thế giảm 23% còn 512 tỷ": the figure before hangs on this one, so its words are this one's. */
static void use_words_of_previous(const struct reading *r, uint32_t index)
{
    struct mention *m = &r->mentions.items[index];
    if (m->label_first < m->label_end || index == 0 || m[-1].owner != index || m[-1].sentence != m->sentence)
        return;
    uint32_t end = m[-1].states_plan ? m[-1].basis_first : m[-1].cue_first;
    if (end < m[-1].end)
        set_words(r, m, index > 1 ? &m[-2] : NULL, end, false);
}

/* "số xã đạt từ 10 tiêu chí trở lên là 37 xã": the figure before is part of what is measured. */
static void reach_over_bound(const struct reading *r, struct mention *m, const struct mention *previous)
{
    bool bound = token_is(r, m->label_first, "trở") && m->label_end == m->label_first + 2;
    if (bound && previous && previous->end == m->label_first && previous->label_first < previous->label_end &&
        previous->sentence == m->sentence)
        m->label_first = previous->label_first;
}

/* "số người được tiêm 1 mũi là 9.749 người": a figure inside what is measured. */
static void reach_over_figure(const struct reading *r, struct mention *m, const struct mention *previous)
{
    bool links = token_is(r, m->cue_end - 1, "là") || (token_is(r, m->cue_end - 1, "đạt") && is_percent(m));
    if (!links || !previous || previous->sentence != m->sentence || previous->owner != NONE || !is_count(previous) ||
        previous->label_first >= previous->label_end || previous->label_end > previous->first)
        return;
    for (uint32_t i = previous->end; i < m->cue_first; i++)
        if (is_separator(r, i) || token_is(r, i, "và"))
            return;
    m->label_first = previous->label_first;
    m->label_end = trim_end(r, m->label_first, m->cue_first, false);
}

/* "nâng số xã đạt chuẩn lên 4 xã", "đưa tỷ lệ hộ nghèo xuống còn 6,7%": the verb raises or lowers what is measured. */
static void drop_raiser(const struct reading *r, struct mention *m)
{
    uint32_t at = m->label_first;
    bool raises = token_is(r, at, "nâng") || token_is(r, at, "đưa") || token_is(r, at, "kéo") || token_is(r, at, "hạ");
    if (raises && hits_before(&r->hits, m->cue_end, CLASS_RESULT) && m->label_end > at + 1)
        m->label_first = skip_empty(r, at + 1, m->label_end);
}

/* "nâng tổng số lên 186 nghìn tài khoản": a sum that only the counted noun names. */
static bool is_bare_sum(const struct reading *r, const struct mention *m)
{
    const struct hit *sum = hits_at(&r->hits, m->label_first, CLASS_MEASURE);
    return is_count(m) && sum && m->label_first + sum->count == m->label_end &&
           (token_is(r, m->label_first, "tổng") || token_is(r, m->label_first, "số"));
}

/* What stands around a figure with a linking verb. */
struct link_view {
    bool carried;  /* "có": what follows is what there is */
    bool counted;  /* the words behind name what it counts */
    bool measured; /* the words before name a measure */
    bool lists;    /* "với", "gồm", "bao gồm" */
    bool remains;  /* "hộ nghèo còn 23 hộ" */
    bool aided;    /* "gieo cấy được 28 ha lúa" */
};

static struct link_view look_at_link(const struct reading *r, const struct mention *m)
{
    uint32_t cue = m->cue_first;
    bool named = m->label_first < m->label_end;
    struct link_view view = {.carried = token_is(r, cue, "có") || token_is(r, m->cue_end - 1, "có")};
    view.lists = token_is(r, cue, "với") || token_is(r, cue, "gồm") || token_is(r, cue, "bao");
    view.counted = is_count(m) || ((is_percent(m) || view.carried || view.lists) && is_kind(r, m->end, TOKEN_WORD) &&
                                   !begins(r, m->end, CLASS_STOP));
    view.measured = named && begins(r, cut_actor(r, m->label_first, m->label_end, BEFORE_LINK), CLASS_MEASURE);
    view.remains = token_is(r, m->cue_end - 1, "còn") && named && !begins_with_actor(r, m->label_first) &&
                   !begins(r, m->label_first, CLASS_STOP);
    view.aided = m->cue_end == cue + 1 && token_is(r, cue, "được") && !view.measured;
    return view;
}

/* "12 người": a classifier that nothing narrows. */
static bool counts_barely(const struct reading *r, const struct mention *m)
{
    const struct hit *classifier = is_count(m) ? hits_at(&r->hits, m->counted_first, CLASS_CLASSIFIER) : NULL;
    bool alone = !is_kind(r, m->counted_end, TOKEN_WORD) || begins(r, m->counted_end, CLASS_CLAUSE) ||
                 begins(r, m->counted_end, CLASS_STOP);
    return classifier && classifier->first + classifier->count == m->counted_end && alone;
}

/* "bầu Ban Chấp hành gồm 41 đồng chí", "Đội ngũ giáo viên có 462 người": the words before name who is counted. */
static bool names_counted_before(const struct reading *r, const struct mention *m, const struct link_view *view)
{
    bool made_up = token_is(r, m->cue_first, "gồm") || token_is(r, m->cue_first, "bao");
    bool has = view->carried && !begins_with_actor(r, m->label_first) && !names_places(r, m);
    return m->label_first < m->label_end && (made_up || has) && counts_barely(r, m);
}

/* "Thủy sản: 8 tàu cá chìm": what is counted has a predicate; "Bố Trạch: 18/21 chỉ tiêu": a place. */
static bool counts_behind_heading(const struct reading *r, const struct mention *m)
{
    const struct hit *classifier = hits_at(&r->hits, m->counted_first, CLASS_CLASSIFIER);
    bool barely = classifier && classifier->first + classifier->count == m->counted_end;
    if (!is_count(m) || begins(r, m->label_first, CLASS_MEASURE) || begins(r, m->label_first, CLASS_RATE))
        return false;
    uint32_t at = m->counted_end;
    bool suffered = token_is(r, at, "bị") || token_is(r, at, "được");
    bool predicate = is_kind(r, at, TOKEN_WORD) && r->use[at] == USE_FREE && (suffered || !begins(r, at, CLASS_STOP)) &&
                     !begins(r, at, CLASS_AGAINST) && !begins(r, at, CLASS_RISE) && !begins(r, at, CLASS_FALL) &&
                     !begins(r, at, CLASS_CLAUSE);
    bool capitals = (token_at(r, m->label_first)->flags & token_at(r, m->label_first + 1)->flags & TOKEN_CAPITAL) != 0;
    return (predicate && !barely) || (names_places(r, m) && (capitals || begins(r, m->label_first, CLASS_ADMIN)));
}

/* The noun phrase behind is all the label: "có 25 trường đạt chuẩn", "với 35 gian hàng". */
static bool names_only_behind(const struct reading *r, const struct mention *m, const struct link_view *view)
{
    bool topical = names_topic(r, m) && is_kind(r, m->end, TOKEN_WORD);
    if (is_mark(r, m->cue_first, ':') && (topical || counts_behind_heading(r, m)))
        return true;
    if (names_counted_before(r, m, view))
        return false;
    return (is_having(r, m) || view->lists) && view->counted && !view->measured && !view->remains;
}

/* "hoàn thành 18/21 chỉ tiêu" behind who does it, or behind what it is done of. */
static bool does_with_cue(const struct reading *r, const struct mention *m)
{
    return m->cue == CLASS_EQUAL && begins(r, m->cue_first, CLASS_VERB) && m->label_first < m->label_end &&
           !begins_with_actor(r, m->label_first) && !token_is(r, m->cue_first, "đạt");
}

static bool keeps_noun_behind(const struct reading *r, const struct mention *m, const struct link_view *view)
{
    bool reached = is_count(m) && !view->measured && token_is(r, m->cue_end - 1, "đạt"); /* "Học sinh đạt 45 giải" */
    bool behind = view->aided && (is_count(m) || (is_kind(r, m->end, TOKEN_WORD) && !begins(r, m->end, CLASS_STOP)));
    return (view->measured && view->lists && view->counted) || reached || behind;
}

/* "nữ 31 đồng chí", "làm việc trong nước 17.820 lượt người": a classifier alone adds nothing to a name before it. */
static void drop_classifier(const struct reading *r, struct mention *m)
{
    const struct hit *classifier = is_count(m) ? hits_at(&r->hits, m->counted_first, CLASS_CLASSIFIER) : NULL;
    const struct hit *last = hits_before(&r->hits, m->label_end, CLASS_VERB);
    bool deed =
        token_is(r, m->label_first, "bị") || (last && last->count < 3) ||
        (begins(r, m->label_first, CLASS_VERB) && m->label_end - m->label_first < 4); /* "tuyển mới 120 người" */
    if (classifier && classifier->first + classifier->count == m->tail_end && m->label_first < m->label_end &&
        m->verb_first >= m->verb_end && !deed && !begins(r, m->label_end - 1, CLASS_STOP))
        m->tail_end = m->tail_first;
}

/* No words before the cue: the observation before has them, or the sentence, or the words behind. */
static void label_nameless(const struct reading *r, uint32_t index, const struct link_view *view,
                           const struct mention *head)
{
    struct mention *m = &r->mentions.items[index];
    m->label_first = m->label_end = 0;
    if (view->counted && m->cue != CLASS_SHARE) {
        if (m->cue != CLASS_LINK || !head)
            use_cue_as_verb(r, m);
        set_tail(r, index);
    } else if (head) {
        inherit(m, head);
        if (token_is(r, m->cue_first, "trị")) /* "Gạo đạt 1,6 triệu tấn, trị giá 3 tỷ USD" */
            use_cue_as_verb(r, m);
    } else
        use_sentence_subject(r, m);
}

/* "[X] đạt [number]". */
static void label_linked(const struct reading *r, uint32_t index, const struct mention *previous,
                         const struct mention *head)
{
    struct mention *m = &r->mentions.items[index];
    set_words(r, m, previous, m->cue_first, false);
    use_words_of_previous(r, index);
    if (token_is(r, m->cue_first, "trị") && m->label_end == m->cue_first && token_is(r, m->label_end - 1, "tổng"))
        m->label_end = m->cue_end; /* "với tổng trị giá 24 triệu" */
    reach_over_bound(r, m, previous);
    reach_over_figure(r, m, previous);
    struct link_view view = look_at_link(r, m);
    bool before = names_counted_before(r, m, &view);
    bool deed = view.counted && !view.measured && !before && (does_with_cue(r, m) || acts_itself(r, m));
    if (names_only_behind(r, m, &view)) {
        m->label_first = m->label_end = 0;
        set_tail(r, index);
    } else if (deed) {
        if (!does_with_cue(r, m))
            m->label_first = m->label_end = 0;
        use_cue_as_verb(r, m);
        set_tail(r, index);
    } else if (m->label_first >= m->label_end)
        label_nameless(r, index, &view, head);
    else {
        bool behind = keeps_noun_behind(r, m, &view);
        uint32_t cut = cut_actor(r, m->label_first, m->label_end, BEFORE_LINK);
        if (cut != m->label_first || !use_topic(r, m))
            m->label_first = cut;
        drop_raiser(r, m);
        if (behind || before || is_bare_sum(r, m))
            set_tail(r, index);
        drop_classifier(r, m); /* "Khách du lịch đạt 65 nghìn lượt" */
    }
}

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

/* "gạo (1,2 tỷ USD)": what stands right before the bracket of a figure alone, unless that is a figure; "La Ngà
 * (26,6%)": the same as before, at the place. */
static bool use_name_of_bracket(const struct reading *r, struct mention *m, const struct mention *previous,
                                const struct mention *head)
{
    if (m->left == 0 || !is_mark(r, m->left - 1, '(') || !is_mark(r, m->end, ')') ||
        (previous && previous->end == m->left - 1))
        return false;
    uint32_t end = m->left - 1, first;
    set_words(r, m, previous, end, false);
    for (first = end; first > m->label_first && !begins(r, first - 1, CLASS_STOP) &&
                      !begins(r, first - 1, CLASS_EXCEED) && !begins(r, first - 1, CLASS_CONNECTIVE);)
        first--;
    if (token_is(r, first, "nước") && token_is(r, first - 1, "cả")) {
        name_of_country(r, m, head);
        return true;
    }
    m->label_first = first;
    if (m->label_first >= m->label_end || is_place_only(r, m)) {
        m->label_first = m->label_end = 0;
        return false;
    }
    if (head && (token_at(r, first)->flags & TOKEN_CAPITAL) && head->label_first < head->label_end) {
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
static bool is_clause_of_its_own(const struct reading *r, uint32_t index)
{
    const struct mention *m = &r->mentions.items[index];
    uint32_t at = m->counted_end;
    bool told = begins(r, at, CLASS_ACHIEVED) || token_is(r, at, "đều") || token_is(r, at, "được");
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
    if (own || is_clause_of_its_own(r, index)) {
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

static enum before leads_to(const struct reading *r, const struct mention *m)
{
    bool noun = is_count(m) || (is_kind(r, m->end, TOKEN_WORD) && !begins(r, m->end, CLASS_STOP)) ||
                (m->unit_end > m->unit_first + 1 && token_is(r, m->unit_end - 1, "đất"));
    return noun ? BEFORE_NOUN : BEFORE_AMOUNT;
}

/* "bình quân mỗi hộ vay": the verb alone says too little. */
static void keep_average(const struct reading *r, struct mention *m)
{
    const struct hit *average =
        m->label_first + 1 == m->label_end ? hits_before(&r->hits, m->label_first, CLASS_AVERAGE) : NULL;
    if (average && begins(r, m->label_first, CLASS_VERB))
        m->label_first = average->first;
}

/* "[verb] [number] [noun phrase]", "[noun] [number]", or a further item of a list. */
static void label_plain(const struct reading *r, uint32_t index, const struct mention *previous,
                        const struct mention *head)
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
    bool passive = begins(r, m->end, CLASS_ACHIEVED) || token_is(r, m->end, "được"); /* "565.339 ha đã được đo đạc" */
    if (m->label_first >= m->label_end && use_name_of_bracket(r, m, previous, head))
        return;
    if (m->label_first >= m->label_end) {
        if (head && !is_percent(m) && !passive)
            inherit_plain(r, index, previous, head);
        else
            set_tail(r, index);
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
        m->label_first = cut_actor(r, m->label_first, m->label_end, leads_to(r, m));
        keep_average(r, m);
    }
    bool verb = begins(r, m->label_first, CLASS_VERB);
    bool measure = is_count(m) && begins(r, m->label_first, CLASS_MEASURE) &&
                   !token_is(r, m->label_end - 1, "cho") && !is_bare_sum(r, m); /* "đàn bò 117,3 nghìn con" */
    bool nobody = is_percent(m) && begins_with_actor(r, m->label_first) && is_kind(r, m->end, TOKEN_WORD) &&
                  !begins(r, m->end, CLASS_STOP); /* "ngành đặt chỉ tiêu 100% trẻ 5 tuổi ra lớp" */
    if (nobody)
        m->label_first = m->label_end = 0;
    if ((is_count(m) && !measure) || nobody || verb)
        set_tail(r, index);
    drop_classifier(r, m);
}

/* "bình quân mỗi năm giảm 3%", "tăng bình quân": no subject of its own. */
static bool tells_only_how(const struct reading *r, const struct mention *m)
{
    for (uint32_t i = m->label_first; i < m->label_end; i++)
        if (r->use[i] != USE_TIME && !token_is(r, i, "bình") && !token_is(r, i, "quân") && !token_is(r, i, "mỗi") &&
            !token_is(r, i, "hàng") && !token_is(r, i, "hằng") && !token_is(r, i, "năm") && !token_is(r, i, "tháng"))
            return false;
    return m->label_first < m->label_end;
}

/* A figure without a level, or growth that is itself the level: its subject. */
static void label_subject(const struct reading *r, uint32_t index, const struct mention *previous,
                          const struct mention *head)
{
    struct mention *m = &r->mentions.items[index];
    bool growth = m->role == IND_ROLE_LEVEL && (m->cue == CLASS_RISE || m->cue == CLASS_FALL);
    if (plan_names_another(r, m)) {
        set_tail(r, index);
        if (m->tail_first < m->basis_end && m->basis_end < m->tail_end)
            m->tail_first = m->basis_end;
        return;
    }
    set_words(r, m, previous, m->cue_first, false);
    if (m->label_end > m->label_first + 1 && token_is(r, m->label_end - 1, "lại")) /* "giá trị lại tăng" */
        m->label_end--;
    bool bare = tells_only_how(r, m);
    bool deed =
        is_count(m) && growth &&
        (m->label_first >= m->label_end || begins_with_actor(r, m->label_first)); /* "thành phố giảm được hai phòng" */
    if (deed || (m->label_first >= m->label_end && m->delta.known && is_count(m))) { /* "giảm 5 hộ nghèo" */
        m->label_first = m->label_end = 0;
        m->verb_first = m->cue_first;
        m->verb_end = token_is(r, m->cue_end - 1, "được") ? m->cue_end - 1 : m->cue_end;
        set_tail(r, index);
        return;
    }
    if (bare && head)
        inherit(m, head);
    else if (bare)
        use_sentence_subject(r, m);
    else if (m->label_first < m->label_end)
        m->label_first = cut_actor(r, m->label_first, m->label_end, BEFORE_LINK);
    else if (head)
        inherit(m, head);
    else if (!use_clause_before(r, m))
        m->subject_first = m->subject_end = m->label_first = m->label_end = 0;
    if (growth)
        use_cue_as_verb(r, m);
}

/* "Hải Phòng xếp thứ hai với 2,47 tỷ USD": the same as of the first. */
static bool names_rank(const struct reading *r, const struct mention *m)
{
    for (uint32_t i = m->label_first; i + 1 < m->label_end; i++)
        if (token_is(r, i, "thứ") &&
            (token_is(r, i + 1, "nhất") || token_is(r, i + 1, "hai") || token_is(r, i + 1, "ba") ||
             token_is(r, i + 1, "tư") || token_is(r, i + 1, "năm")))
            return i + 2 == m->label_end && !is_count(m);
    return false;
}

/* `head` is the observation before it in the same sentence, whose words it may share; NULL for none. */
static void label_one(struct reading *r, uint32_t index, const struct mention *head)
{
    struct mention *m = &r->mentions.items[index];
    const struct mention *previous = index ? m - 1 : NULL;
    bool moved = m->cue == CLASS_RISE || m->cue == CLASS_FALL || m->cue == CLASS_EXCEED || m->cue == CLASS_TIMES ||
                 m->cue == CLASS_SHORT;
    if (m->role != IND_ROLE_LEVEL || moved)
        label_subject(r, index, previous, head);
    else if (is_linked(m) && m->cue_first < m->left)
        label_linked(r, index, previous, head);
    else
        label_plain(r, index, previous, head);
    drop_clause_before_actor(r, m);
    if (head && names_rank(r, m))
        inherit(m, head);
    if (m->tail_first >= m->tail_end && m->verb_first >= m->verb_end && is_percent(m) && !head && tells_only_how(r, m))
        m->label_first = m->label_end = 0; /* "hằng năm trên 90% chi bộ hoàn thành nhiệm vụ" */
    if (m->label_first >= m->label_end && m->verb_first >= m->verb_end && m->tail_first >= m->tail_end)
        set_tail(r, index);
}

static int label_next(struct reading *r, uint32_t index, const struct mention *head, bool named)
{
    struct mention *m = &r->mentions.items[index];
    if (!named)
        label_one(r, index, head);
    inherit_head(r, m, head);
    read_bare_amount(r, m);
    return read_average(r, m);
}

int label_read(struct reading *r)
{
    const struct mention *head = NULL;
    uint32_t named = 0; /* labels up to this mention are handed out already */
    for (uint32_t i = 0; i < r->mentions.count; i++) {
        const struct mention *m = &r->mentions.items[i];
        if (m->owner != NONE || m->swallowed || m->tabular)
            continue;
        TRY(label_next(r, i, head && head->sentence == m->sentence ? head : NULL, i < named));
        if (i >= named)
            named = i + hand_out_names(r, i);
        bool nameless = m->label_first >= m->label_end && m->verb_first >= m->verb_end && m->tail_first >= m->tail_end;
        if (!nameless || !head || head->sentence != m->sentence) /* "xuống còn 12,1%, mỗi năm giảm 3,8%" */
            head = m;
    }
    inherit_labels(r);
    lend_words(r);
    return IND_OK;
}
