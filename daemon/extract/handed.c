/* What labels get from outside their own words: names that "lần lượt" hands out, the head of a list, a unit that depends on
 * what is counted, "bình quân đầu người" before the figure. A label's own words are label.c's. */
#include "daemon/extract/handed.h"

#include "daemon/extract/series.h"

/* "bình quân mỗi hộ" stands at most this far before its figure, in tokens. */
#define AVERAGE_REACH 40

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
uint32_t hand_out_names(struct reading *r, uint32_t first)
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
void inherit_head(const struct reading *r, struct mention *m, const struct mention *head)
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
void read_bare_amount(const struct reading *r, struct mention *m)
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

int read_average(struct reading *r, struct mention *m)
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
