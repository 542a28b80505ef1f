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

/* The mention before it states this level's plan: "Cánh đồng lớn có kế hoạch 3.000 ha, thực hiện 3.240 ha". */
static bool states_plan_of(const struct mention *m, uint32_t index)
{
    return index > 0 && m[-1].states_plan && m[-1].owner == index;
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

/* "[X] đạt [number]". */
static void label_linked(const struct reading *r, uint32_t index, const struct mention *previous,
                         const struct mention *head)
{
    struct mention *m = &r->mentions.items[index];
    set_words(r, m, previous, m->cue_first, false);
    bool carried = token_is(r, m->cue_first, "có") || token_is(r, m->cue_end - 1, "có");
    bool counted =
        is_count(m) || ((is_percent(m) || carried) && is_kind(r, m->end, TOKEN_WORD) && !begins(r, m->end, CLASS_STOP));
    if (m->label_first >= m->label_end && states_plan_of(m, index) && index)
        set_words(r, m, previous - (previous > r->mentions.items), m[-1].basis_first, false);
    bool measured =
        m->label_first < m->label_end && begins(r, cut_actor(r, m->label_first, m->label_end, true), CLASS_MEASURE);
    bool lists =
        token_is(r, m->cue_first, "với") || token_is(r, m->cue_first, "gồm") || token_is(r, m->cue_first, "bao");
    bool topic = is_mark(r, m->cue_first, ':') && names_topic(r, m) && is_kind(r, m->end, TOKEN_WORD);
    bool remains = token_is(r, m->cue_end - 1, "còn") && m->label_first < m->label_end &&
                   !begins_with_actor(r, m->label_first) &&
                   !begins(r, m->label_first, CLASS_STOP); /* "hộ nghèo còn 23 hộ" */
    if (topic || ((is_having(r, m) || lists) && counted && !measured && !remains)) {
        m->label_first = m->label_end = 0;
        set_tail(r, index);
        return;
    }
    if (counted && !measured && m->cue == CLASS_EQUAL && begins(r, m->cue_first, CLASS_VERB) &&
        m->label_first < m->label_end && !begins_with_actor(r, m->label_first) && !token_is(r, m->cue_first, "đạt")) {
        use_cue_as_verb(m);
        set_tail(r, index);
        return;
    }
    if (acts_itself(r, m) && counted && !measured) {
        m->label_first = m->label_end = 0;
        use_cue_as_verb(m);
        set_tail(r, index);
        return;
    }
    bool aided = m->cue_end == m->cue_first + 1 && token_is(r, m->cue_first, "được") &&
                 !measured; /* "gieo cấy được 28 ha lúa" */
    bool reached = is_count(m) && !measured && token_is(r, m->cue_end - 1, "đạt"); /* "Học sinh đạt 45 giải" */
    if ((measured && lists && counted) || reached || (aided && is_count(m)) ||
        (aided && is_kind(r, m->end, TOKEN_WORD) && !begins(r, m->end, CLASS_STOP)))
        set_tail(r, index);
    if (m->label_first < m->label_end) {
        if (!use_topic(r, m))
            m->label_first = cut_actor(r, m->label_first, m->label_end, true);
        return;
    }
    m->label_first = m->label_end = 0;
    if (counted && (m->cue != CLASS_LINK || !head)) {
        use_cue_as_verb(m);
        set_tail(r, index);
    } else if (counted)
        set_tail(r, index);
    else if (head)
        inherit(m, head);
    else
        use_sentence_subject(r, m);
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

/* "[verb] [number] [noun phrase]", "[noun] [number]", or a further item of a list. */
static void label_plain(const struct reading *r, uint32_t index, const struct mention *previous,
                        const struct mention *head)
{
    struct mention *m = &r->mentions.items[index];
    set_words(r, m, previous, m->left, is_count(m));
    bool empty = m->label_first >= m->label_end;
    bool passive = begins(r, m->end, CLASS_ACHIEVED) || token_is(r, m->end, "được"); /* "565.339 ha đã được đo đạc" */
    if (empty && head && !is_percent(m) && !passive) {
        inherit(m, head);
        bool shared = begins(r, head->label_first, CLASS_VERB); /* "đóng góp được 2 tỷ đồng và 7.530 ngày công" */
        if (is_count(m) && !shared && (is_linked(head) || !is_count(head)))
            m->label_first = m->label_end = 0;
    } else if (!empty && head && is_place_only(r, m))
        inherit(m, head);
    else if (!empty)
        m->label_first = cut_actor(r, m->label_first, m->label_end, false);
    bool verb = !empty && begins(r, m->label_first, CLASS_VERB);
    bool measure = !empty && is_count(m) && begins(r, m->label_first, CLASS_MEASURE) && !token_is(r, m->label_end - 1, "cho"); /* "đàn bò 117,3 nghìn con" */
    if ((is_count(m) && !measure) || is_percent(m) || empty || verb)
        set_tail(r, index);
    if (is_percent(m) && !empty && !verb)
        m->tail_end = m->tail_first;
}

/* A figure without a level, or growth that is itself the level: its subject. */
static void label_subject(const struct reading *r, uint32_t index, const struct mention *previous,
                          const struct mention *head)
{
    struct mention *m = &r->mentions.items[index];
    set_words(r, m, previous, m->cue_first, false);
    if (m->label_first < m->label_end)
        m->label_first = cut_actor(r, m->label_first, m->label_end, true);
    else if (m->delta.known && is_count(m)) { /* "giảm 5 hộ nghèo" */
        m->label_first = m->label_end = 0;
        use_cue_as_verb(m);
        set_tail(r, index);
    } else if (head)
        inherit(m, head);
    else
        m->subject_first = m->subject_end = m->label_first = m->label_end = 0;
    bool growth = m->role == IND_ROLE_LEVEL && (m->cue == CLASS_RISE || m->cue == CLASS_FALL);
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
    return IND_OK;
}
