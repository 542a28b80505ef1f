/* What is measured, in the article's own words (observation contract, section 7): the words before the linking verb, or
 * the verb and the noun phrase around the figure, or the noun phrase behind it; items of a list take the verb of the
 * first. A label is kept as up to three runs of tokens; observe.c joins them. */
#include "daemon/extract/phrase.h"
#include "daemon/extract/role.h"
#include "daemon/extract/wording.h"

/* "bình quân mỗi hộ" stands at most this far before its figure, in tokens. */
#define AVERAGE_REACH 40

static bool is_linked(const struct mention *m)
{
    return m->cue == CLASS_LINK || m->cue == CLASS_EQUAL || m->cue == CLASS_SHARE;
}

static void inherit(struct mention *m, const struct mention *from)
{
    m->label_first = from->label_first;
    m->label_end = from->label_end;
    m->verb_first = from->verb_first;
    m->verb_end = from->verb_end;
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

/* A verb that both links and does: "hoàn thành 18/21 chỉ tiêu". */
static void use_cue_as_verb(struct mention *m)
{
    m->verb_first = m->cue_first;
    m->verb_end = m->cue_end;
}

/* "huyện hoàn thành 16/19 chỉ tiêu": an actor does what the cue says; the figure counts its object. */
static bool acts_itself(const struct reading *r, const struct mention *m)
{
    bool short_actor =
        m->label_first < m->label_end && m->label_end - m->label_first <= 3; /* "xã đạt 16/19 tiêu chí" */
    bool acts = hits_at(&r->hits, m->cue_first, CLASS_VERB) && (short_actor || !token_is(r, m->cue_first, "đạt"));
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
    view.counted = is_count(m) || ((is_percent(m) || view.carried) && is_kind(r, m->end, TOKEN_WORD) &&
                                   !begins(r, m->end, CLASS_STOP));
    view.measured = named && begins(r, cut_actor(r, m->label_first, m->label_end, true), CLASS_MEASURE);
    view.lists = token_is(r, cue, "với") || token_is(r, cue, "gồm") || token_is(r, cue, "bao");
    view.remains = token_is(r, m->cue_end - 1, "còn") && named && !begins_with_actor(r, m->label_first) &&
                   !begins(r, m->label_first, CLASS_STOP);
    view.aided = m->cue_end == cue + 1 && token_is(r, cue, "được") && !view.measured;
    return view;
}

/* The noun phrase behind is all the label: "có 25 trường đạt chuẩn", "với 35 gian hàng". */
static bool names_only_behind(const struct reading *r, const struct mention *m, const struct link_view *view)
{
    if (is_mark(r, m->cue_first, ':') && names_topic(r, m) && is_kind(r, m->end, TOKEN_WORD))
        return true;
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

/* No words before the cue: the observation before has them, or the sentence, or the words behind. */
static void label_nameless(const struct reading *r, uint32_t index, const struct link_view *view,
                           const struct mention *head)
{
    struct mention *m = &r->mentions.items[index];
    m->label_first = m->label_end = 0;
    if (view->counted && m->cue != CLASS_SHARE) {
        if (m->cue != CLASS_LINK || !head)
            use_cue_as_verb(m);
        set_tail(r, index);
    } else if (head) {
        inherit(m, head);
        if (token_is(r, m->cue_first, "trị")) /* "Gạo đạt 1,6 triệu tấn, trị giá 3 tỷ USD" */
            use_cue_as_verb(m);
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
    reach_over_bound(r, m, previous);
    struct link_view view = look_at_link(r, m);
    bool deed = view.counted && !view.measured && (does_with_cue(r, m) || acts_itself(r, m));
    if (names_only_behind(r, m, &view)) {
        m->label_first = m->label_end = 0;
        set_tail(r, index);
    } else if (deed) {
        if (!does_with_cue(r, m))
            m->label_first = m->label_end = 0;
        use_cue_as_verb(m);
        set_tail(r, index);
    } else if (m->label_first >= m->label_end)
        label_nameless(r, index, &view, head);
    else {
        bool behind = keeps_noun_behind(r, m, &view);
        if (!use_topic(r, m))
            m->label_first = cut_actor(r, m->label_first, m->label_end, true);
        drop_raiser(r, m);
        if (behind || is_bare_sum(r, m))
            set_tail(r, index);
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

/* "gạo (1,2 tỷ USD)": what stands right before the bracket of a figure alone, unless that is a figure or a place. */
static bool use_name_of_bracket(const struct reading *r, struct mention *m, const struct mention *previous)
{
    if (m->left == 0 || !is_mark(r, m->left - 1, '(') || !is_mark(r, m->end, ')') ||
        (previous && previous->end == m->left - 1))
        return false;
    uint32_t end = m->left - 1, first;
    set_words(r, m, previous, end, false);
    for (first = end; first > m->label_first && !begins(r, first - 1, CLASS_STOP) && !begins(r, first - 1, CLASS_EXCEED) &&
                      !begins(r, first - 1, CLASS_CONNECTIVE);)
        first--;
    m->label_first = first;
    if (m->label_first < m->label_end && !is_place_only(r, m) && !(token_at(r, first)->flags & TOKEN_CAPITAL))
        return true;
    m->label_first = m->label_end = 0;
    return false;
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

/* "nữ 31 đồng chí", "làm việc trong nước 17.820 lượt người": a classifier alone adds nothing to a name before it. */
static void drop_classifier(const struct reading *r, struct mention *m)
{
    const struct hit *classifier = is_count(m) ? hits_at(&r->hits, m->counted_first, CLASS_CLASSIFIER) : NULL;
    const struct hit *last = hits_before(&r->hits, m->label_end, CLASS_VERB);
    bool deed = token_is(r, m->label_first, "bị") || (last && last->count < 3) ||
                (begins(r, m->label_first, CLASS_VERB) && m->label_end - m->label_first < 4); /* "tuyển mới 120 người" */
    if (classifier && classifier->first + classifier->count == m->tail_end && m->label_first < m->label_end &&
        m->verb_first >= m->verb_end && !deed && !begins(r, m->label_end - 1, CLASS_STOP))
        m->tail_end = m->tail_first;
}

static void inherit_plain(const struct reading *r, uint32_t index, const struct mention *previous,
                          const struct mention *head)
{
    struct mention *m = &r->mentions.items[index];
    inherit(m, head);
    if (repeats(r, m, previous))
        return;
    bool shared = begins(r, head->label_first, CLASS_VERB); /* "đóng góp được 2 tỷ đồng và 7.530 ngày công" */
    bool own = is_count(m) && !shared && (is_linked(head) || !is_count(head));
    if (own || is_clause_of_its_own(r, index)) {
        m->label_first = m->label_end = 0;
        m->verb_first = m->verb_end = 0;
    }
    set_tail(r, index);
}

/* "[verb] [number] [noun phrase]", "[noun] [number]", or a further item of a list. */
static void label_plain(const struct reading *r, uint32_t index, const struct mention *previous,
                        const struct mention *head)
{
    struct mention *m = &r->mentions.items[index];
    set_words(r, m, previous, m->left, is_count(m));
    if (m->label_first >= m->label_end)
        use_words_of_previous(r, index);
    bool passive = begins(r, m->end, CLASS_ACHIEVED) || token_is(r, m->end, "được"); /* "565.339 ha đã được đo đạc" */
    if (m->label_first >= m->label_end && use_name_of_bracket(r, m, previous))
        return;
    if (m->label_first >= m->label_end) {
        if (head && !is_percent(m) && !passive)
            inherit_plain(r, index, previous, head);
        else
            set_tail(r, index);
        return;
    }
    if (head && is_place_only(r, m))
        inherit(m, head);
    else
        m->label_first = cut_actor(r, m->label_first, m->label_end, false);
    bool verb = begins(r, m->label_first, CLASS_VERB);
    bool measure = is_count(m) && begins(r, m->label_first, CLASS_MEASURE) &&
                   !token_is(r, m->label_end - 1, "cho"); /* "đàn bò 117,3 nghìn con" */
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
    set_words(r, m, previous, m->cue_first, false);
    bool bare = tells_only_how(r, m);
    bool deed = is_count(m) && growth &&
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
        m->label_first = cut_actor(r, m->label_first, m->label_end, true);
    else if (head)
        inherit(m, head);
    else
        m->subject_first = m->subject_end = m->label_first = m->label_end = 0;
    if (growth)
        use_cue_as_verb(m);
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
    if (m->label_first >= m->label_end && m->verb_first >= m->verb_end && m->tail_first >= m->tail_end)
        set_tail(r, index);
}

/* --- "lần lượt"
 * ------------------------------------------------------------------------------------------------------------ */

/* How many levels from `first` on share the words before the first, one name each. */
static uint32_t count_respective(const struct reading *r, uint32_t first)
{
    const struct mention *items = r->mentions.items;
    uint32_t count = 1;
    if (items[first].role != IND_ROLE_LEVEL ||
        (!is_respective(r, items[first].cue_first) && !is_respective(r, items[first].left)))
        return 1;
    while (first + count < r->mentions.count && items[first + count].role == IND_ROLE_LEVEL &&
           items[first + count].cue == CLASS_COUNT && items[first + count].owner == NONE &&
           continues_list(r, &items[first + count - 1], &items[first + count]))
        count++;
    return count;
}

/* Where the next name of "A, B và C" ends, in [at, end). */
static uint32_t name_end(const struct reading *r, uint32_t at, uint32_t end)
{
    while (at < end && !is_mark(r, at, ',') && !token_is(r, at, "và"))
        at++;
    return at;
}

/* "Sản lượng điện và tinh bột sắn lần lượt đạt 1.102 triệu kWh và 61 nghìn tấn": each level gets its name, and the noun
 * that the first begins with. Returns how many levels are labelled; 1 where names and levels do not match. */
static uint32_t hand_out_names(struct reading *r, uint32_t first)
{
    struct mention *items = &r->mentions.items[first];
    uint32_t count = count_respective(r, first), from = items->label_first, end = items->label_end, names = 0;
    for (uint32_t at = from; at < end; at = name_end(r, at, end) + 1)
        names++;
    if (count < 2 || names != count)
        return 1;
    const struct hit *measure = hits_at(&r->hits, from, CLASS_MEASURE);
    for (uint32_t k = 0, at = from; k < count; k++) {
        uint32_t behind = name_end(r, at, end);
        bool bare = k > 0 && measure && !begins(r, at, CLASS_MEASURE);
        items[k].label_first = bare ? from : at;
        items[k].label_end = bare ? from + measure->count : behind;
        items[k].verb_first = bare ? at : 0;
        items[k].verb_end = bare ? behind : 0;
        items[k].tail_first = items[k].tail_end = 0;
        at = behind + 1;
    }
    return count;
}

/* --- what a list hands down
 * ----------------------------------------------------------------------------------------------- */

/* "tổng giá trị sản xuất công nghiệp đạt …; thương mại - dịch vụ đạt …": the second is a "giá trị sản xuất", too. */
static void inherit_head(const struct reading *r, struct mention *m, const struct mention *head)
{
    if (!head || m->label_first >= m->label_end || begins(r, m->label_first, CLASS_MEASURE) ||
        begins(r, m->label_first, CLASS_RATE) || begins(r, m->label_first, CLASS_VERB) || is_count(m) || !m->unit ||
        !head->unit || strcmp(m->unit, head->unit) != 0 || is_percent(m))
        return;
    if (head->head_first < head->head_end) {
        m->head_first = head->head_first;
        m->head_end = head->head_end;
        return;
    }
    uint32_t at = head->label_first + token_is(r, head->label_first, "tổng");
    const struct hit *measure = at < head->label_end ? hits_at(&r->hits, at, CLASS_MEASURE) : NULL;
    if (!measure || at + measure->count >= head->label_end)
        return;
    m->head_first = at;
    m->head_end = at + measure->count;
}

/* "Dân số toàn tỉnh là 1,3 triệu": a bare amount is money unless the label counts something. */
static void read_bare_amount(const struct reading *r, struct mention *m)
{
    if (strcmp(m->rule, "money:bare") != 0 || m->label_first >= m->label_end)
        return;
    uint32_t at = m->label_first + token_is(r, m->label_first, "tổng");
    bool counts =
        token_is(r, at, "số") || token_is(r, at, "lượt") || (token_is(r, at, "dân") && token_is(r, at + 1, "số"));
    if (!counts || token_is(r, at + 1, "tiền") || token_is(r, at + 1, "vốn") || token_is(r, at + 1, "thu") ||
        token_is(r, at + 1, "chi"))
        return;
    m->unit = "1";
    m->dimension = "count";
    m->rule = "count:bare";
}

/* --- "bình quân đầu người" in the label
 * --------------------------------------------------------------------------------- */

static int read_average(struct reading *r, struct mention *m)
{
    if (!m->unit || is_percent(m) || (strcmp(m->dimension, "money") != 0 && strcmp(m->dimension, "rate") != 0))
        return IND_OK;
    uint32_t first = r->sentences.items[m->sentence].first, from = m->left;
    while (from > first && m->left - from < AVERAGE_REACH && r->use[from - 1] != USE_MENTION &&
           !is_mark(r, from - 1, ';') && !is_mark(r, from - 1, ','))
        from--;
    for (uint32_t i = from; i < m->left; i++) {
        const struct hit *average = hits_at(&r->hits, i, CLASS_AVERAGE);
        if (!average || !average->entry->value || strstr(m->unit, average->entry->value))
            continue;
        const char *slash = strchr(m->unit, '/');
        size_t base = slash ? (size_t)(slash - m->unit) : strlen(m->unit),
               length = strlen(m->unit) + strlen(average->entry->value) + 2;
        char *joined = arena_alloc(r->arena, length);
        if (!joined)
            return IND_E_LIMIT;
        snprintf(joined, length, "%.*s/%s%s", (int)base, m->unit, average->entry->value, slash ? slash : "");
        m->unit = joined;
        m->dimension = "rate";
        return IND_OK;
    }
    return IND_OK;
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

/* Only names of places: "thị trấn Ea T'ling", "Hà Tĩnh". */
static bool names_places(const struct reading *r, const struct mention *m)
{
    if (m->label_first >= m->label_end || m->verb_first < m->verb_end || m->label_end - m->label_first > 6)
        return false;
    bool named = false;
    for (uint32_t i = m->label_first; i < m->label_end; i++) {
        bool capital = (token_at(r, i)->flags & TOKEN_CAPITAL) != 0;
        named |= capital && !(token_at(r, i)->flags & TOKEN_UPPER); /* "EPS" is a name of something else */
        if (!capital && !begins(r, i, CLASS_ADMIN) && !begins(r, i > m->label_first ? i - 1 : i, CLASS_ADMIN) &&
            is_kind(r, i, TOKEN_WORD))
            return false;
    }
    return named;
}

/* What both count, or the unit both are measured in. */
static bool counts_same(const struct reading *r, const struct mention *a, const struct mention *b)
{
    if (is_count(a) || is_count(b))
        return is_count(a) && is_count(b) &&
               token_at(r, a->counted_first)->symbol == token_at(r, b->counted_first)->symbol;
    return a->unit && b->unit && strcmp(a->unit, b->unit) == 0 && strcmp(a->dimension, "money") != 0;
}

/* "82 người bị thương (Lào Cai 2, Quảng Ninh 9)", "112 ca, tiếp đến là Ea T'ling 97 ca": the names say where, not what. */
static void inherit_label(const struct reading *r, struct mention *m, const struct mention *head)
{
    bool listed = strcmp(m->rule, "count:listed") == 0;
    if (!head || m->role != IND_ROLE_LEVEL || is_percent(m) || head->sentence != m->sentence || (!listed && !names_places(r, m)) ||
        !counts_same(r, m, head))
        return;
    uint32_t told = is_count(m) ? m->counted_end : m->tail_first;
    if (!listed && m->tail_first < m->tail_end && m->tail_end > told) { /* "Sơn La 1 người do sạt lở đất" tells more */
        m->label_end = m->label_first;
        return;
    }
    m->borrowed = true;
    m->label_first = head->label_first;
    m->label_end = head->label_end;
    m->tail_first = head->tail_first;
    m->tail_end = head->tail_end;
    m->verb_first = head->verb_first;
    m->verb_end = head->verb_end;
    m->head_first = head->head_first;
    m->head_end = head->head_end;
}

static void inherit_labels(struct reading *r)
{
    const struct mention *head = NULL;
    for (uint32_t i = 0; i < r->mentions.count; i++) {
        struct mention *m = &r->mentions.items[i];
        if (m->owner != NONE || m->swallowed || m->tabular)
            continue;
        inherit_label(r, m, head);
        if (!head || head->sentence != m->sentence || (strcmp(m->rule, "count:listed") != 0 && !names_places(r, m)))
            head = m;
    }
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
        head = m;
    }
    inherit_labels(r);
    return IND_OK;
}
