/* What the cases of a label share: taking over another figure's words, a cue that is the deed itself, the sentence's
 * subject, and a classifier that adds nothing. Which case a figure is, and what each does, is not decided here. */
#include "daemon/extract/label.h"

#include "daemon/extract/phrase.h"
#include "daemon/extract/wording.h"

/* A sentence opens with at most so many pieces that only lead to its clause, of at most so many tokens each. */
#define LEADING_PIECES 3
#define PIECE_TOKENS 40

bool is_linked(const struct mention *m)
{
    return m->cue == CLASS_LINK || m->cue == CLASS_EQUAL || m->cue == CLASS_SHARE;
}

void inherit(struct mention *m, const struct mention *from)
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

/* A verb that both links and does: "hoàn thành 18/21 chỉ tiêu"; of "đã đạt" only the verb. */
void use_cue_as_verb(const struct reading *r, struct mention *m)
{
    if (is_count(m) && m->dimension && strcmp(m->dimension, "rate") == 0) /* "đạt | 9,5 bác sĩ/vạn dân" is no deed */
        return;
    const struct hit *verb = hits_before(&r->hits, m->cue_end, CLASS_VERB);
    m->verb_first =
        verb && verb->first > m->cue_first && !begins(r, m->cue_first, CLASS_VERB) ? verb->first : m->cue_first;
    m->verb_end = m->cue_end;
}

/* "hầu hết các nhóm hàng đều tăng nên kim ngạch tăng, đạt 24 tỷ USD": what moved in the piece before the comma. */
bool use_moved_subject(const struct reading *r, struct mention *m)
{
    uint32_t floor = r->sentences.items[m->sentence].first, comma = m->cue_first, first, end;
    comma -= comma > floor && token_is(r, comma - 1, "chỉ");
    if (comma <= floor || !is_mark(r, comma - 1, ','))
        return false;
    for (end = comma - 1; end > floor && !begins(r, end, CLASS_RISE) && !begins(r, end, CLASS_FALL); end--)
        if (is_separator(r, end - 1) || r->use[end - 1] == USE_MENTION)
            return false;
    for (first = end; first > floor && !is_separator(r, first - 1) && !token_is(r, first - 1, "nên") &&
                      !token_is(r, first - 1, "khiến") && !token_is(r, first - 1, "nhưng");)
        first--;
    first = skip_empty(r, first, end);
    end = trim_end(r, first, end, false);
    if (first + 1 >= end)
        return false;
    m->label_first = cut_actor(r, first, end, BEFORE_LINK);
    m->label_end = end;
    return true;
}

/* "số người từ 15 đến 35 tuổi biết chữ, đạt 97,7%", "ROE vượt trội, đạt 24%": the measure that the piece before the
 * comma begins with, where no figure stands in it. */
bool use_piece_before(const struct reading *r, struct mention *m)
{
    const struct hit *each = hits_before(&r->hits, m->cue_first, CLASS_RESPECTIVE); /* "…, lần lượt đạt" */
    uint32_t floor = look_back(r, m->first), behind = each ? each->first : m->cue_first;
    uint32_t comma = behind - (behind > 0), first = comma;
    if (comma <= floor || !is_mark(r, comma, ','))
        return false;
    while (first > floor && !is_separator(r, first - 1)) {
        if (r->use[first - 1] == USE_MENTION)
            return false;
        first--;
    }
    first = skip_empty(r, first, comma);
    bool ratio = (token_at(r, first)->flags & TOKEN_UPPER) != 0 && begins(r, first, CLASS_RATE);
    bool measure = begins(r, first, CLASS_MEASURE) || begins(r, first, CLASS_RATE) || token_is(r, first, "số");
    uint32_t end = first + (ratio ? hits_at(&r->hits, first, CLASS_RATE)->count : 1);
    while (!ratio && end < comma && !begins(r, end, CLASS_DEGREE) && !begins(r, end, CLASS_RISE) &&
           !begins(r, end, CLASS_FALL) && !begins(r, end, CLASS_TRAIL))
        end++;
    if (!measure || end < first + 1 + !ratio)
        return false;
    m->label_first = first;
    m->label_end = trim_end(r, first, end, false);
    return true;
}

/* "Bộ Công Thương đánh giá": who tells what the clause behind says. */
static bool says(const struct reading *r, uint32_t first, uint32_t end)
{
    static const char *const verbs[][2] = {{"đánh", "giá"}, {"nhận", "định"}, {"thống", "kê"}, {"thông", "tin"}};
    const struct hit *told = hits_before(&r->hits, end, CLASS_CONNECTIVE);
    bool said = told && entry_is(told->entry, "say");
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs && end > first + 2; i++)
        said |= token_is(r, end - 2, verbs[i][0]) && token_is(r, end - 1, verbs[i][1]);
    return said && begins_with_actor(r, first);
}

/* "Bên cạnh rau quả, xuất khẩu cà phê …", "Dù vậy, với đà này, …": pieces that only lead to the clause. */
static uint32_t skip_leading_pieces(const struct reading *r, uint32_t first, uint32_t end)
{
    for (int pieces = 0; pieces < LEADING_PIECES; pieces++) {
        uint32_t comma = first;
        while (comma < end && comma < first + PIECE_TOKENS && !is_separator(r, comma))
            comma++;
        bool leads = begins_adverbial(r, first) || says(r, first, comma) || skip_empty(r, first, comma) == comma;
        if (comma + 2 >= end || !is_mark(r, comma, ',') || !leads)
            return first;
        first = comma + 1;
    }
    return first;
}

/* "… giảm mạnh vì lũ, chỉ được 31.450 tấn": what the sentence opens with, up to its first cue. */
void use_sentence_subject(const struct reading *r, struct mention *m)
{
    const struct sentence *s = &r->sentences.items[m->sentence];
    if (use_moved_subject(r, m))
        return;
    uint32_t first = skip_empty(r, skip_leading_pieces(r, s->first, m->cue_first), m->cue_first), end = first;
    while (end < m->cue_first && !is_separator(r, end) && !begins(r, end, CLASS_RISE) && !begins(r, end, CLASS_FALL) &&
           !begins(r, end, CLASS_LINK) && !begins(r, end, CLASS_EQUAL) && r->use[end] != USE_MENTION)
        end++;
    const struct hit *average = hits_before(&r->hits, m->cue_first, CLASS_AVERAGE);
    if (first == end && average && average->count > 2 && average->first >= s->first) /* "Bình quân đầu người đạt …" */
        end = first = average->first, end += average->count;
    m->label_first = first;
    m->label_end = trim_end(r, first, end, false);
}

/* "lợi nhuận gộp vì thế giảm 23% còn 512 tỷ": the figure before hangs on this one, so its words are this one's. */
void use_words_of_previous(const struct reading *r, uint32_t index)
{
    struct mention *m = &r->mentions.items[index];
    if (m->label_first < m->label_end || index == 0 || m[-1].owner != index || m[-1].sentence != m->sentence)
        return;
    uint32_t back = index > 1 && m[-2].owner == index && m[-2].sentence == m->sentence ? 2 : 1;
    const struct mention *told = m - back;
    uint32_t end = told->states_plan ? told->basis_first : told->cue_first;
    if (end < told->end)
        set_words(r, m, index > back ? told - 1 : NULL, end, false);
}

/* "nâng tổng số lên 186 nghìn tài khoản": a sum that only the counted noun names. */
bool is_bare_sum(const struct reading *r, const struct mention *m)
{
    const struct hit *sum = hits_at(&r->hits, m->label_first, CLASS_MEASURE);
    return is_count(m) && sum && m->label_first + sum->count == m->label_end &&
           (token_is(r, m->label_first, "tổng") || token_is(r, m->label_first, "số"));
}

/* "nữ 31 đồng chí", "làm việc trong nước 17.820 lượt người": a classifier alone adds nothing to a name before it. */
void drop_classifier(const struct reading *r, struct mention *m)
{
    const struct hit *classifier = is_count(m) ? hits_at(&r->hits, m->counted_first, CLASS_CLASSIFIER) : NULL;
    const struct hit *last = hits_before(&r->hits, m->label_end, CLASS_VERB);
    bool deed =
        token_is(r, m->label_first, "bị") || (last && last->count < 3) ||
        (begins(r, m->label_first, CLASS_VERB) && m->label_end - m->label_first < 4); /* "tuyển mới 120 người" */
    if (classifier && classifier->first + classifier->count == m->tail_end && m->label_first < m->label_end &&
        m->verb_first >= m->verb_end && !deed && !begins(r, m->label_end - 1, CLASS_STOP) && !is_bare_sum(r, m))
        m->tail_end = m->tail_first;
}
