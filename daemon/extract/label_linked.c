/* The label of a figure that a linking verb leads to ("[X] đạt [number]", "có [number] [noun phrase]"): the words
 * before the verb, the noun phrase behind the figure, or both. Figures without such a verb are label_plain.c's. */
#include "daemon/extract/handed.h"
#include "daemon/extract/label.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/wording.h"

static bool is_having(const struct reading *r, const struct mention *m)
{
    const struct hit *have = hits_before(&r->hits, m->cue_end, CLASS_HAVE);
    return m->cue == CLASS_LINK && have && have->first + have->count == m->cue_end;
}

/* "huyện hoàn thành 16/19 chỉ tiêu": an actor does what the cue says; the figure counts its object. */
static bool acts_itself(const struct reading *r, const struct mention *m)
{
    bool short_actor =
        m->label_first < m->label_end && m->label_end - m->label_first <= 3; /* "xã đạt 16/19 tiêu chí" */
    bool acts = hits_before(&r->hits, m->cue_end, CLASS_VERB) && (short_actor || !token_is(r, m->cue_end - 1, "đạt"));
    bool index = token_is(r, m->counted_first, "điểm") && is_count(m); /* "HNX-Index đạt 302 điểm" */
    bool actor = m->label_first >= m->label_end || (begins_with_actor(r, m->label_first) && !index);
    return acts && actor && verb_start(r, m->label_first, m->label_end) == m->label_end;
}

/* "Về thu ngân sách, hết tháng 10, Cục Hải quan thu được …": the topic names what the actor's verb does. */
static bool use_topic(const struct reading *r, struct mention *m)
{
    uint32_t first = r->sentences.items[m->sentence].first, end = first;
    bool deed = verb_start(r, m->label_first, m->label_end) < m->label_end;
    bool measure = begins(r, first + 1, CLASS_MEASURE) && m->label_end - m->label_first < 4; /* "tổng công ty | đạt" */
    if (!token_is(r, first, "về") || !begins_with_actor(r, m->label_first) || !(deed || measure))
        return false;
    while (end < m->label_first && !is_separator(r, end))
        end++;
    if (end < first + 2 || end >= m->label_first)
        return false;
    m->label_first = first + 1;
    m->label_end = trim_end(r, first + 1, end, false);
    return true;
}

/* "Về nông nghiệp: 4.712,6ha lúa …": the words before the colon name the field, not the figure. */
static bool names_topic(const struct reading *r, const struct mention *m)
{
    uint32_t first = r->sentences.items[m->sentence].first;
    return token_is(r, first, "về") || (m->label_first > first && token_is(r, m->label_first - 1, "về"));
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
    bool sums =
        previous && !is_count(m) && begins(r, previous->label_first, CLASS_MEASURE); /* "dư nợ 25 chương trình" */
    bool links = token_is(r, m->cue_end - 1, "là") || (token_is(r, m->cue_end - 1, "đạt") && (is_percent(m) || sums));
    if (!links || !previous || previous->sentence != m->sentence || previous->owner != NONE || !is_count(previous) ||
        previous->label_first >= previous->label_end || previous->label_end > previous->first)
        return;
    for (uint32_t i = previous->end; i < m->cue_first; i++)
        if (is_separator(r, i) || token_is(r, i, "và"))
            return;
    for (uint32_t i = previous->end; i < m->cue_first; i++)
        if (r->use[i] == USE_TIME) { /* "đàn gia súc năm 2015 là 348 con đến năm 2017 là 406 con" */
            m->label_first = previous->label_first;
            m->label_end = previous->label_end;
            return;
        }
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

/* What stands around a figure with a linking verb. */
struct link_view {
    bool carried;  /* "có": what follows is what there is */
    bool counted;  /* the words behind name what it counts */
    bool measured; /* the words before name a measure */
    bool lists;    /* "với", "gồm", "bao gồm" */
    bool remains;  /* "hộ nghèo còn 23 hộ" */
    bool aided;    /* "gieo cấy được 28 ha lúa" */
};

/* "Singapore với 6,2 tỷ USD đứng đầu", "châu Á với 81,1% tổng số khách": where it stands, and of what it is a part. */
static bool tells_place(const struct reading *r, const struct mention *m)
{
    return token_is(r, m->end, "đứng") || token_is(r, m->end, "dẫn") || token_is(r, m->end, "xếp") ||
           (is_percent(m) && token_is(r, m->cue_first, "với") && token_is(r, m->end, "tổng"));
}

static struct link_view look_at_link(const struct reading *r, const struct mention *m)
{
    uint32_t cue = m->cue_first;
    bool named = m->label_first < m->label_end;
    struct link_view view = {.carried = token_is(r, cue, "có") || token_is(r, m->cue_end - 1, "có")};
    view.lists = token_is(r, cue, "với") || token_is(r, cue, "gồm") || token_is(r, cue, "bao");
    bool behind = is_kind(r, m->end, TOKEN_WORD) && !begins(r, m->end, CLASS_STOP) && !token_is(r, m->end, "trở") &&
                  !(named && tells_place(r, m));
    view.counted = is_count(m) || ((is_percent(m) || view.carried || view.lists) && behind);
    uint32_t noun = cut_actor(r, m->label_first, m->label_end, BEFORE_LINK);
    view.measured = named && begins(r, noun, CLASS_MEASURE) && !begins(r, noun, CLASS_COMPOUND); /* "tổng hợp" */
    view.remains = token_is(r, m->cue_end - 1, "còn") && named && !begins_with_actor(r, m->label_first) &&
                   !begins(r, m->label_first, CLASS_STOP);
    view.aided = m->cue_end == cue + 1 && token_is(r, cue, "được") && !view.measured;
    return view;
}

/* "373 nghìn lao động, tăng": nothing narrows what is counted. */
static bool counts_alone(const struct reading *r, const struct mention *m)
{
    return is_count(m) && (!is_kind(r, m->counted_end, TOKEN_WORD) || begins(r, m->counted_end, CLASS_CLAUSE) ||
                           begins(r, m->counted_end, CLASS_STOP));
}

/* "12 người": a classifier, and nothing narrows it. */
static bool counts_barely(const struct reading *r, const struct mention *m)
{
    const struct hit *classifier = is_count(m) ? hits_at(&r->hits, m->counted_first, CLASS_CLASSIFIER) : NULL;
    return classifier && classifier->first + classifier->count == m->counted_end && counts_alone(r, m);
}

/* "bầu Ban Chấp hành gồm 41 đồng chí", "Đội ngũ giáo viên có 462 người": the words before name who is counted. */
static bool names_counted_before(const struct reading *r, const struct mention *m, const struct link_view *view)
{
    bool made_up = token_is(r, m->cue_first, "gồm") || token_is(r, m->cue_first, "bao");
    bool group = names_group(r, m->label_first);
    bool has = view->carried && (group || !begins_with_actor(r, m->label_first)) && !names_places(r, m);
    bool barely = counts_barely(r, m) || (group && view->carried && counts_alone(r, m));
    return m->label_first < m->label_end && (made_up || has) && barely;
}

/* "Thủy sản: 8 tàu cá chìm": what is counted has a predicate; "Bố Trạch: 18/21 chỉ tiêu": a place. */
static bool counts_behind_heading(const struct reading *r, const struct mention *m)
{
    const struct hit *classifier = hits_at(&r->hits, m->counted_first, CLASS_CLASSIFIER);
    bool barely = classifier && classifier->first + classifier->count == m->counted_end;
    bool harm = token_is(r, m->label_first, "thiệt") && token_is(r, m->label_first + 1, "hại");
    if (!is_count(m) || (begins(r, m->label_first, CLASS_MEASURE) && !harm) || begins(r, m->label_first, CLASS_RATE))
        return false;
    uint32_t at = m->counted_end;
    bool suffered = token_is(r, at, "bị") || token_is(r, at, "được");
    bool predicate = is_kind(r, at, TOKEN_WORD) && r->use[at] == USE_FREE && (suffered || !begins(r, at, CLASS_STOP)) &&
                     !begins(r, at, CLASS_AGAINST) && !begins(r, at, CLASS_RISE) && !begins(r, at, CLASS_FALL) &&
                     !begins(r, at, CLASS_CLAUSE);
    bool capitals = is_kind(r, m->label_first + 1, TOKEN_WORD) &&
                    (token_at(r, m->label_first)->flags & token_at(r, m->label_first + 1)->flags & TOKEN_CAPITAL) != 0;
    bool victims = predicate && (token_is(r, at, "chết") || token_is(r, at, "mất") || token_is(r, at, "thiệt") ||
                                 token_is(r, at, "tử") || token_is(r, at, "bị")); /* "Bão số 10: 65 người chết" */
    return (predicate && !barely) || victims ||
           (names_places(r, m) && (capitals || begins(r, m->label_first, CLASS_ADMIN)));
}

/* "Cấp nước Bến Tre: 98% hộ dân dùng nước sạch": of whom, and what they do, stands behind the percentage. */
static bool shares_behind_heading(const struct reading *r, const struct mention *m)
{
    uint32_t first = m->end + (token_is(r, m->end, "số") || token_is(r, m->end, "các"));
    const struct hit *noun = is_percent(m) ? hits_at(&r->hits, first, CLASS_NOUN) : NULL;
    uint32_t at = noun ? noun->first + noun->count : 0;
    return noun && is_kind(r, at, TOKEN_WORD) && r->use[at] == USE_FREE && !begins(r, at, CLASS_AGAINST) &&
           !begins(r, m->label_first, CLASS_RATE) && !begins(r, m->label_first, CLASS_MEASURE);
}

/* "thiệt hại về nông nghiệp: 717 ha lúa bị ngập úng": what suffered stands behind the amount. */
static bool suffers_behind_heading(const struct reading *r, const struct mention *m)
{
    bool noun = !is_count(m) && !is_percent(m) && is_kind(r, m->end, TOKEN_WORD) && !begins(r, m->end, CLASS_STOP);
    for (uint32_t i = m->end; noun && i < m->end + 6 && is_kind(r, i, TOKEN_WORD); i++)
        if (is_suffering(r, i))
            return true;
    return false;
}

/* The noun phrase behind is all the label: "có 25 trường đạt chuẩn", "với 35 gian hàng". */
static bool names_only_behind(const struct reading *r, const struct mention *m, const struct link_view *view)
{
    bool topical = names_topic(r, m) && is_kind(r, m->end, TOKEN_WORD);
    bool announced = m->cue_first > 0 && token_is(r, m->cue_first - 1, "như") && is_kind(r, m->end, TOKEN_WORD) &&
                     !is_percent(m) && !begins(r, m->end, CLASS_STOP); /* "các vùng sản xuất như: 185 ha cao su" */
    if (is_mark(r, m->cue_first, ':') && (announced || topical || counts_behind_heading(r, m) ||
                                          shares_behind_heading(r, m) || suffers_behind_heading(r, m)))
        return true;
    if (names_counted_before(r, m, view))
        return false;
    return (is_having(r, m) || view->lists) && view->counted && !view->measured && !view->remains;
}

/* "công ty đạt 368 tỷ đồng doanh thu": behind who reached it stands what the amount is. */
static bool measures_behind(const struct reading *r, const struct mention *m)
{
    bool nobody = m->label_first >= m->label_end || begins_with_actor(r, m->label_first) ||
                  token_is(r, m->label_first, "cho"); /* "khoản lãi tăng 59% cho MSB khi đạt 1.420 tỷ đồng thu nhập" */
    return !is_count(m) && !is_percent(m) && begins(r, m->end, CLASS_MEASURE) &&
           !begins(r, m->label_first, CLASS_MEASURE) && nobody;
}

/* "công ty ghi nhận 44,7 tỷ đồng tiền lãi từ liên doanh": what the amount is stands behind it, whoever recorded it. */
static bool records_behind(const struct reading *r, const struct mention *m)
{
    bool named = m->label_first < m->label_end;
    bool measured = named && (begins(r, m->label_first, CLASS_MEASURE) || begins(r, m->label_first, CLASS_RATE));
    return token_is(r, m->cue_first, "ghi") && token_is(r, m->cue_end - 1, "nhận") && m->cue == CLASS_LINK &&
           !is_count(m) && !is_percent(m) && !measured && is_kind(r, m->end, TOKEN_WORD) &&
           r->use[m->end] == USE_FREE && !begins(r, m->end, CLASS_STOP) && !begins(r, m->end, CLASS_CLAUSE) &&
           !begins(r, m->end, CLASS_RISE) && !begins(r, m->end, CLASS_FALL) && !begins(r, m->end, CLASS_AGAINST);
}

/* "hoàn thành 18/21 chỉ tiêu" behind who does it, or behind what it is done of. */
static bool does_with_cue(const struct reading *r, const struct mention *m)
{
    return m->cue == CLASS_EQUAL && begins(r, m->cue_first, CLASS_VERB) && m->label_first < m->label_end &&
           !begins_with_actor(r, m->label_first) && !token_is(r, m->cue_first, "đạt");
}

static bool keeps_noun_behind(const struct reading *r, const struct mention *m, const struct link_view *view)
{
    bool moved =
        m > r->mentions.items && m[-1].owner == (uint32_t)(m - r->mentions.items); /* "giảm 4%, đạt 302 điểm" */
    bool reached =
        is_count(m) && !view->measured && token_is(r, m->cue_end - 1, "đạt") && !moved; /* "Học sinh đạt 45 giải" */
    bool recorded = is_count(m) && !view->measured &&
                    token_is(r, m->cue_first, "ghi"); /* "Chăn nuôi ghi nhận 2.132 con gia súc bị chết" */
    bool behind = view->aided && (is_count(m) || (is_kind(r, m->end, TOKEN_WORD) && !begins(r, m->end, CLASS_STOP)));
    return (view->measured && view->lists && view->counted) || reached || recorded || behind;
}

/* "giải ngân đạt 95% kế hoạch, hoàn thành 361 km đường": another thing in another unit, named behind it. */
static bool completes_other(const struct reading *r, const struct mention *m, const struct mention *head)
{
    bool other = !head || !head->unit || !m->unit || strcmp(head->unit, m->unit) != 0;
    return other && m->unit && !is_percent(m) && token_is(r, m->cue_first, "hoàn") && is_kind(r, m->end, TOKEN_WORD) &&
           !begins(r, m->end, CLASS_STOP);
}

/* "Sản lượng ngô hạt đạt 281 tấn, còn 21,7 ha ngô sinh khối": what is left is named behind its amount. */
static bool leaves_over(const struct reading *r, const struct mention *m)
{
    return token_is(r, m->cue_first, "còn") && m->cue_end == m->cue_first + 1 && !is_count(m) && !is_percent(m) &&
           is_kind(r, m->end, TOKEN_WORD) && r->use[m->end] == USE_FREE && !begins(r, m->end, CLASS_STOP) &&
           !begins(r, m->end, CLASS_CLAUSE) && !begins(r, m->end, CLASS_RISE) && !begins(r, m->end, CLASS_FALL) &&
           !begins(r, m->end, CLASS_AGAINST);
}

/* "số lao động sang Nhật vượt 15.000 người (đạt 16.282 người)": the same once more in a bracket. */
static bool says_again(const struct reading *r, const struct mention *m, const struct mention *head)
{
    return is_count(m) && is_count(head) && m->cue_first > 0 && is_mark(r, m->cue_first - 1, '(') &&
           head->end + 1 == m->cue_first && counts_barely(r, m) && head->label_first < head->label_end &&
           token_at(r, m->counted_first)->symbol == token_at(r, head->counted_first)->symbol;
}

/* No words before the cue: the observation before has them, or the sentence, or the words behind. */
static void label_nameless(const struct reading *r, uint32_t index, const struct link_view *view,
                           const struct mention *head)
{
    struct mention *m = &r->mentions.items[index];
    m->label_first = m->label_end = 0;
    if (view->counted && counts_barely(r, m) && !head && use_moved_subject(r, m))
        return; /* "khách đến tăng khá, đạt 352 nghìn lượt người" */
    bool reaches = m->cue != CLASS_SHARE || token_is(r, m->cue_first, "đạt"); /* "đạt tỷ lệ 90%" */
    if (!is_count(m) && reaches && (use_piece_before(r, m) || (head && use_moved_subject(r, m))))
        return;
    bool reached = head && is_percent(head) && token_is(r, m->cue_end - 1, "đạt") && counts_barely(r, m);
    if (head && (says_again(r, m, head) || reached)) { /* "khách đường bộ tăng 25%, đạt 1,7 triệu lượt người" */
        inherit(m, head);
    } else if (view->counted && m->cue != CLASS_SHARE) {
        if (m->cue != CLASS_LINK || !head)
            use_cue_as_verb(r, m);
        set_tail(r, index);
    } else if (completes_other(r, m, head)) {
        use_cue_as_verb(r, m);
        set_tail(r, index);
    } else if (leaves_over(r, m)) {
        set_tail(r, index);
    } else if (head && is_percent(head) && !is_percent(m) && begins(r, head->label_first, CLASS_RATE)) {
        use_sentence_subject(r, m); /* "xuất khẩu tôm có mức tăng cao nhất 65,5%, đạt 335 triệu USD" */
    } else if (head) {
        inherit(m, head);
        if (token_is(r, m->cue_first, "trị")) /* "Gạo đạt 1,6 triệu tấn, trị giá 3 tỷ USD" */
            use_cue_as_verb(r, m);
    } else
        use_sentence_subject(r, m);
}

/* "Tôm | vẫn là mặt hàng đóng góp nhiều nhất với 2,5 tỷ USD", "Khu Đông | đứng thứ hai với 2.754 căn": what comes first
 * is named, and then that it does; false for other words. */
static bool use_ranked_subject(const struct reading *r, uint32_t index)
{
    struct mention *m = &r->mentions.items[index];
    static const char *const verbs[] = {"là", "vẫn", "tiếp", "đứng", "xếp", "dẫn", "chiếm"};
    bool ranked = false;
    uint32_t end = m->label_first;
    if (m->cue != CLASS_LINK || !token_is(r, m->cue_end - 1, "với") || m->cue_end < m->left ||
        (is_count(m) && !counts_barely(r, m)))
        return false;
    for (uint32_t i = m->label_first; i < m->cue_first; i++) {
        ranked |= token_is(r, i, "nhất") || token_is(r, i, "thứ") || token_is(r, i, "đầu") || token_is(r, i, "ưu");
        for (size_t k = 0; k < sizeof verbs / sizeof *verbs && end == m->label_first; k++)
            end = token_is(r, i, verbs[k]) ? i : end;
    }
    if (!ranked || end == m->label_first)
        return false;
    for (uint32_t i = end; i + 1 < m->cue_first; i++)
        if (token_is(r, i + 1, "khẩu") && begins(r, i, CLASS_VERB)) { /* "là thị trường | nhập khẩu | lớn nhất" */
            m->verb_first = i;
            m->verb_end = i + 2;
        }
    m->label_end = trim_end(r, m->label_first, end, false);
    if (!is_count(m) && begins(r, m->end, CLASS_MEASURE) && !tells_place(r, m)) /* "… lớn nhất với 40,6% thị phần" */
        set_tail(r, index);
    return m->label_first < m->label_end;
}

/* "tôm chiếm 61% tỷ trọng với 157 triệu USD": a rate has no amount; what had the share has it. */
static bool is_bare_rate(const struct reading *r, const struct mention *m, const struct mention *head)
{
    const struct hit *rate = hits_at(&r->hits, m->label_first, CLASS_RATE);
    return head && head + 1 == m && is_percent(head) && !is_percent(m) && !is_count(m) && rate &&
           m->label_first + rate->count == m->label_end;
}

/* "[X] đạt [number]". */
void label_linked(const struct reading *r, uint32_t index, const struct mention *previous, const struct mention *head)
{
    struct mention *m = &r->mentions.items[index];
    set_words(r, m, previous, m->cue_first, false);
    use_words_of_previous(r, index);
    if (token_is(r, m->cue_first, "trị") && m->label_end == m->cue_first && token_is(r, m->label_end - 1, "tổng"))
        m->label_end = m->cue_end; /* "với tổng trị giá 24 triệu" */
    if (token_is(r, m->cue_first, "trị") && previous && previous->tail_end == m->label_end &&
        previous->tail_first < m->label_first)
        m->label_first = m->label_end = 0; /* "163 căn nhà đại đoàn kết | trị giá 12 tỷ đồng" */
    reach_over_bound(r, m, previous);
    reach_over_figure(r, m, previous);
    if (use_ranked_subject(r, index))
        return;
    struct link_view view = look_at_link(r, m);
    bool before = names_counted_before(r, m, &view);
    bool deed = view.counted && !view.measured && !before && (does_with_cue(r, m) || acts_itself(r, m));
    if (is_bare_rate(r, m, head)) {
        inherit(m, head);
    } else if (names_only_behind(r, m, &view) || measures_behind(r, m)) {
        m->label_first = m->label_end = 0;
        set_tail(r, index);
    } else if (records_behind(r, m)) {
        m->label_first = m->label_end = 0;
        use_cue_as_verb(r, m);
        set_tail(r, index);
    } else if (deed) {
        if (!does_with_cue(r, m))
            m->label_first = m->label_end = 0;
        use_cue_as_verb(r, m);
        set_tail(r, index);
    } else if (m->label_first >= m->label_end) {
        if (!use_name_of_bracket(r, m, previous, head))
            label_nameless(r, index, &view, head);
    } else {
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
