/* From numerals to mentions: ranges, parts of wholes, multiples, qualifiers; and what becomes of numerals that count
 * nothing. What a mention is in its sentence (level, plan, change …) is role.c's. */
#include "daemon/extract/listed.h"

/* "từ 65% hộ nông dân trở lên": so many words may stand between the figure and what closes its bound. */
#define BOUND_WORDS 6

/* --- building -------------------------------------------------------------------------------------------------- */

struct mention mention_at(const struct reading *r, uint32_t at)
{
    return (struct mention){.first = at,
                            .left = at,
                            .sentence = r->sentence_of[at],
                            .cue = CLASS_COUNT,
                            .owner = NONE,
                            .plan_amount = NONE,
                            .frame = NONE,
                            .unit = "1",
                            .dimension = "count",
                            .rule = "count:bare"};
}

int mention_keep(struct reading *r, const struct mention *m)
{
    struct mention *slot = r->mentions.count < r->mentions_most ? LIST_PUSH(r->arena, &r->mentions) : NULL;
    if (!slot)
        return IND_E_LIMIT;
    *slot = *m;
    take(r, m->first, m->end, USE_MENTION);
    return IND_OK;
}

static void set_range(struct mention *m, ind_decimal low, ind_decimal high)
{
    m->range = true;
    m->low = low;
    m->high = high;
    m->value = decimal_midpoint(low, high);
}

/* --- ranges ------------------------------------------------------------------------------------------------------ */

static bool is_range_joint(const struct reading *r, uint32_t at)
{
    return is_mark(r, at, '-') || token_is(r, at, "đến") || token_is(r, at, "tới");
}

static bool is_free_number(const struct reading *r, uint32_t at)
{
    return at < r->tokens.count && r->use[at] == USE_FREE &&
           (is_kind(r, at, TOKEN_NUMBER) || begins(r, at, CLASS_NUMBER));
}

/* "7-10%", "từ 30 đến 40 tỷ": a second numeral behind a joint, the unit behind it. The smaller must come first. */
static bool read_plain_range(struct reading *r, struct mention *m, struct numeral *n)
{
    struct numeral high;
    if (!is_range_joint(r, n->end) || !is_free_number(r, n->end + 1) || !numeral_at(r, n->end + 1, &high))
        return false;
    if (!high.value.known || !n->value.known || high.word != n->word)
        return false;
    ind_decimal low = n->value;
    if (high.scaled && !n->scaled)
        low = decimal_multiply(low, high.scale);
    if (low.known && decimal_compare(low, high.value) >= 0) /* "500.000 - 1 triệu": the scale is the second's alone */
        low = n->value;
    if (!low.known || decimal_compare(low, high.value) >= 0)
        return false;
    set_range(m, low, high.value);
    *n = high;
    m->number_end = high.end;
    return true;
}

/* "64.300 tỷ đồng đến 64.600 tỷ đồng": the unit stands behind both, "từ" or "khoảng" before. */
static int read_full_range(struct reading *r, struct mention *m)
{
    struct numeral high;
    bool led = m->first && (token_is(r, m->first - 1, "từ") || begins(r, m->first - 1, CLASS_QUALIFIER));
    bool joint = is_mark(r, m->end, '-') || (led && is_range_joint(r, m->end));
    if (m->range || m->parts || !joint || !is_free_number(r, m->end + 1) || !numeral_at(r, m->end + 1, &high) ||
        !high.value.known)
        return IND_OK;
    struct mention upper = mention_at(r, m->end + 1);
    upper.value = high.value;
    upper.number_end = high.end;
    TRY(unit_read(r, &upper, scales_money(&high)));
    if (strcmp(upper.unit, m->unit) != 0 || !upper.value.known || !m->value.known ||
        decimal_compare(m->value, upper.value) >= 0)
        return IND_OK;
    bool same_noun = is_count(m) && is_count(&upper) &&
                     token_at(r, m->counted_first)->symbol == token_at(r, upper.counted_first)->symbol;
    if (strcmp(m->unit, "1") == 0 && !same_noun) /* "58 vụ - 83 đối tượng" are two figures */
        return IND_OK;
    set_range(m, m->value, upper.value);
    m->end = upper.end;
    return IND_OK;
}

/* "giảm từ 36,06 xuống 31,44%": where it came from has the unit of where it went. */
static int borrow_unit(struct reading *r, struct mention *m)
{
    struct numeral next;
    const struct hit *result = hits_at(&r->hits, m->number_end, CLASS_RESULT);
    uint32_t at = result ? m->number_end + result->count : 0;
    if (!result || !m->first || !token_is(r, m->first - 1, "từ") || !is_free_number(r, at) || !numeral_at(r, at, &next))
        return IND_OK;
    struct mention went = mention_at(r, at);
    went.value = next.value;
    went.number_end = next.end;
    TRY(unit_read(r, &went, scales_money(&next)));
    if (!is_percent(&went))
        return IND_OK;
    m->unit = went.unit;
    m->dimension = went.dimension;
    m->rule = went.rule;
    m->counted_first = m->counted_end = m->unit_first = m->unit_end = m->end = m->number_end;
    return IND_OK;
}

/* --- parts of wholes ------------------------------------------------------------------------------------------------
 */

/* "18/21", "520/500": fills part and whole and moves behind the second number. */
static bool read_slash(struct reading *r, struct mention *m, const struct numeral *n, struct numeral *ret_whole)
{
    const struct hit *plan =
        is_mark(r, n->end, '/') ? hits_at(&r->hits, n->end + 1, CLASS_PLAN) : NULL; /* "290/KH 350" */
    uint32_t second = n->end + 1 + (plan ? plan->count : 0);
    if (n->scaled || !is_mark(r, n->end, '/') || !is_kind(r, second, TOKEN_NUMBER) || r->use[second] != USE_FREE)
        return false;
    m->whole_first = second;
    if (!numeral_at(r, second, ret_whole) || !ret_whole->value.known || decimal_is_zero(ret_whole->value))
        return false;
    m->parts = true;
    m->part = ret_whole->scaled ? decimal_multiply(n->value, ret_whole->scale) : n->value; /* "520/500 tỷ" */
    m->half = ret_whole->scaled ? decimal_multiply(m->half, ret_whole->scale) : m->half;
    m->whole = ret_whole->value;
    m->number_end = ret_whole->end;
    return true;
}

/* Every part of the quantity still has its digits: scales piled on scales may have pushed them out. */
static bool is_exact(const struct mention *m)
{
    return m->value.known && (!m->range || (m->low.known && m->high.known)) && (!m->parts || m->whole.known);
}

static uint32_t slash_before(const struct reading *r, uint32_t at)
{
    while (!is_mark(r, at, '/'))
        at--;
    return at;
}

/* "520/500 ha": two mentions, the level and the plan that the slash states. */
static int keep_against_plan(struct reading *r, struct mention *m, const struct numeral *whole)
{
    struct mention plan = mention_at(r, m->first);
    plan.first = plan.left = m->whole_first;
    plan.value = whole->value;
    plan.half = whole->half;
    plan.number_end = whole->end;
    TRY(unit_read(r, &plan, scales_money(whole)));
    struct mention level = *m;
    level.parts = false;
    level.value = level.part;
    level.part = level.whole = DECIMAL_UNKNOWN;
    TRY(unit_read(r, &level, scales_money(whole)));
    level.end = level.number_end = slash_before(r, plan.first);
    level.unit_first = level.unit_end = level.end;
    if (!is_exact(&level) || !is_exact(&plan))
        return leave_out(r, m->first, plan.end, "numbers:too_long");
    TRY(mention_keep(r, &level));
    plan.states_plan = true;
    plan.role = IND_ROLE_PLAN;
    plan.owner = r->mentions.count - 1;
    plan.rule = "plan:slash";
    return mention_keep(r, &plan);
}

/* Behind a slash a unit of measure speaks for a plan, a counted noun for a whole. */
static bool is_plan_slash(const struct reading *r, const struct mention *m)
{
    const struct hit *unit = unit_at(r, m->number_end), *noun = hits_at(&r->hits, m->number_end, CLASS_NOUN);
    bool named = m->whole_first > 0 && is_kind(r, m->whole_first - 1, TOKEN_WORD);
    if (named || (m->part.known && m->whole.known &&
                  decimal_compare(m->part, m->whole) > 0)) /* no part is more than its whole */
        return true;
    return (unit && strcmp(unit->entry->dimension, "time") != 0) ||
           (!noun && begins(r, m->number_end, CLASS_MULTIPLIER));
}

/* "một phần ba": a fraction in words. */
static bool read_word_fraction(const struct reading *r, struct mention *m, const struct numeral *n)
{
    struct numeral whole = {.end = n->end + 2, .value = decimal_of(4, 0), .word = true};
    bool quarter = token_is(r, n->end + 1, "tư");
    if (!n->word || !token_is(r, n->end, "phần") || (!quarter && !numeral_at(r, n->end + 1, &whole)) || !whole.word)
        return false;
    m->parts = true;
    m->part = n->value;
    m->whole = whole.value;
    m->number_end = whole.end;
    return true;
}

/* --- qualifiers ------------------------------------------------------------------------------------------------------
 */

ind_qualifier qualifier_named(const char *name)
{
    static const char *const names[] = {"", "about", "nearly", "over", "under", "at_least", "at_most"};
    for (int i = 1; name && i < 7; i++)
        if (strcmp(name, names[i]) == 0)
            return (ind_qualifier)i;
    return IND_QUALIFIER_NONE;
}

/* "nhiều hơn 14 cuộc": the word is part of a comparison. */
static bool is_comparative(const struct reading *r, const struct hit *qualifier)
{
    uint32_t end = qualifier->first + qualifier->count;
    const struct hit *rise = hits_before(&r->hits, end, CLASS_RISE), *fall = hits_before(&r->hits, end, CLASS_FALL);
    return (rise && rise->count > qualifier->count) || (fall && fall->count > qualifier->count);
}

/* "từ 65% hộ nông dân trở lên", "95% dân số trở lên", "75 đảng viên mới trở lên": where the bound that "từ" opens is closed, behind what the
 * figure counts; or `m->end`. */
static uint32_t bound_end(const struct reading *r, const struct mention *m, bool opened)
{
    uint32_t at = m->end, limit = m->end + (opened ? BOUND_WORDS : is_percent(m) ? 2 : is_count(m));
    while (at < limit && is_kind(r, at, TOKEN_WORD) && r->use[at] == USE_FREE &&
           !token_is(r, at, "trở") && !token_is(r, at, "đến"))
        at++;
    return token_is(r, at, "trở") ? at : m->end;
}

/* Of two qualifiers the nearest wins; both belong to the figure. */
static void read_qualifiers(const struct reading *r, struct mention *m)
{
    bool opened = m->left && token_is(r, m->left - 1, "từ");
    m->left -= opened;
    const struct hit *hit;
    while ((hit = hits_before(&r->hits, m->left, CLASS_QUALIFIER)) && !is_comparative(r, hit)) {
        if (!m->qualifier)
            m->qualifier = qualifier_named(hit->entry->value);
        m->left = hit->first;
    }
    uint32_t bound = bound_end(r, m, opened);
    if (token_is(r, bound, "trở") && token_is(r, bound + 1, "lên"))
        m->qualifier = IND_QUALIFIER_AT_LEAST;
    else if (token_is(r, bound, "trở") && token_is(r, bound + 1, "xuống"))
        m->qualifier = IND_QUALIFIER_AT_MOST;
}

/* "âm 12,5 tỷ đồng", "là -2 độ C": what stands before the number says that it lies below zero. A dash counts only where
 * it touches the number and a verb leads to it: elsewhere it opens an item or joins two numbers. */
static bool is_below_zero(const struct reading *r, const struct mention *m)
{
    if (!m->first || m->parts || is_count(m) || strcmp(m->dimension, "time") == 0 ||
        strcmp(m->dimension, "unknown") == 0)
        return false;
    if (token_is(r, m->first - 1, "âm"))
        return true;
    bool glued = is_mark(r, m->first - 1, '-') && token_at(r, m->first - 1)->end == token_at(r, m->first)->start;
    return glued && !m->range && hits_before(&r->hits, m->first - 1, CLASS_LINK); /* "-2 - 5": who knows */
}

static void read_sign(const struct reading *r, struct mention *m)
{
    if (!is_below_zero(r, m))
        return;
    m->left = m->first - 1;
    m->value = decimal_negate(m->value);
    if (!m->range)
        return;
    ind_decimal nearest = m->low;
    m->low = decimal_negate(m->high);
    m->high = decimal_negate(nearest);
}

/* --- the step
 * ----------------------------------------------------------------------------------------------------------- */

/* Nothing is counted or measured behind the number. */
static bool lacks_unit(const struct mention *m)
{
    return m->unit_first == m->unit_end && !m->parts && !is_percent(m) && strcmp(m->dimension, "money") != 0;
}

/* A word or mark before the number says that it is an amount. */
static bool is_led(const struct reading *r, const struct mention *m)
{
    static const enum entry_class leads[] = {CLASS_LINK, CLASS_RISE, CLASS_FALL, CLASS_EQUAL, CLASS_EXCEED, CLASS_VERB};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (hits_before(&r->hits, m->left, leads[i]))
            return true;
    return is_mark(r, m->left ? m->left - 1 : 0, ':') || is_mark(r, m->left ? m->left - 1 : 0, '|');
}

static int read_mention(struct reading *r, uint32_t at, struct numeral n, uint32_t *ret_end)
{
    struct numeral whole;
    *ret_end = n.end;
    if (!n.value.known)
        return leave_out(r, at, n.end, "numbers:too_long");
    struct mention m = mention_at(r, at);
    m.value = n.value;
    m.half = n.half;
    m.word = n.word;
    m.number_end = n.end;
    if (read_slash(r, &m, &n, &whole)) {
        if (is_plan_slash(r, &m)) {
            *ret_end = whole.end;
            return keep_against_plan(r, &m, &whole);
        }
    } else if (!read_word_fraction(r, &m, &n)) {
        read_plain_range(r, &m, &n);
    }
    TRY(unit_read(r, &m, scales_money(&n)));
    TRY(borrow_unit(r, &m));
    TRY(read_full_range(r, &m));
    if (m.parts)
        m.value = m.part;
    read_sign(r, &m);
    read_qualifiers(r, &m);
    *ret_end = m.end;
    if (m.parts && strcmp(m.dimension, "time") == 0)
        return leave_out(r, at, m.end, "numbers:round_the_clock");
    if (!is_exact(&m))
        return leave_out(r, at, m.end, "numbers:too_long");
    if (lacks_unit(&m) && !read_listed(r, &m) && !is_led(r, &m) && !ends_naming_phrase(r, &m))
        return leave_out(r, at, m.end, "numbers:bare");
    return mention_keep(r, &m);
}

static int read_numeral(struct reading *r, uint32_t at, uint32_t *ret_end)
{
    struct numeral n;
    bool is_one = numeral_at(r, at, &n);
    const char *rule = reject_at(r, at, is_one ? &n : NULL, ret_end);
    if (!rule)
        return read_mention(r, at, n, ret_end);
    bool word = !is_kind(r, at, TOKEN_NUMBER) && strncmp(rule, "words:", 6) == 0; /* "năm" is seldom a numeral at all */
    if (word)
        return IND_OK;
    TRY(leave_out(r, at, *ret_end, rule));
    if (strcmp(rule, "numbers:lapse") == 0) /* "trong 5 năm, …", which no label keeps */
        take(r, at, *ret_end, USE_TIME);
    return IND_OK;
}

/* "giảm gần một nửa", "chỉ bằng một nửa": a multiple that is said as a half. */
static int read_half(struct reading *r, uint32_t at, uint32_t *ret_end)
{
    struct mention m = mention_at(r, at);
    uint32_t end = at + 1 + token_is(r, at, "một");
    *ret_end = end;
    read_qualifiers(r, &m);
    bool falls = hits_before(&r->hits, m.left, CLASS_FALL) != NULL;
    if (!falls && !hits_before(&r->hits, m.left, CLASS_EQUAL))
        return token_is(r, at, "nửa") ? IND_OK : leave_out(r, at, end, "words:uncounted");
    m.value = falls ? decimal_of(2, 0) : decimal_of(5, -1); /* what fell by a half is twice as small */
    m.half = decimal_of(5, -1);
    m.number_end = m.unit_first = m.unit_end = m.end = end;
    m.dimension = "times";
    m.rule = "count:half";
    return mention_keep(r, &m);
}

/* Behind "một nửa" or "nửa" that measures nothing itself. */
static bool is_half(const struct reading *r, uint32_t at)
{
    uint32_t half = at + token_is(r, at, "một"), behind = half + 1;
    return token_is(r, half, "nửa") && !begins(r, behind, CLASS_UNIT) && !begins(r, behind, CLASS_MULTIPLIER) &&
           !begins(r, behind, CLASS_NOUN) && !token_is(r, behind, "đầu") && !token_is(r, behind, "cuối");
}

/* "đôi", "rưỡi", "ba | cùng kỳ": how many times, in a word. Unknown where "lần" or what is counted follows. */
static ind_decimal times_in_a_word(const struct reading *r, uint32_t at, uint32_t *ret_end)
{
    struct numeral numeral;
    *ret_end = at + 1;
    if (token_is(r, at, "đôi") || token_is(r, at, "rưỡi"))
        return token_is(r, at, "đôi") ? decimal_of(2, 0) : decimal_of(15, -1);
    if (is_kind(r, at, TOKEN_NUMBER) || !numeral_at(r, at, &numeral) || numeral.scaled)
        return DECIMAL_UNKNOWN;
    *ret_end = numeral.end;
    bool alone =
        is_separator(r, numeral.end) || begins(r, numeral.end, CLASS_EARLIER) || begins(r, numeral.end, CLASS_AGAINST);
    return alone ? numeral.value : DECIMAL_UNKNOWN;
}

/* "gấp đôi", "gấp rưỡi", "gấp ba cùng kỳ": multiples without a numeral in digits. */
static int read_multiple(struct reading *r, uint32_t at, uint32_t *ret_end)
{
    const struct hit *times = hits_at(&r->hits, at, CLASS_TIMES);
    uint32_t behind;
    ind_decimal value = times ? times_in_a_word(r, at + times->count, &behind) : DECIMAL_UNKNOWN;
    *ret_end = at + 1;
    if (!value.known)
        return IND_OK;
    struct mention m = mention_at(r, at);
    m.value = value;
    m.half = decimal_of(5, -1);
    m.number_end = m.unit_first = m.unit_end = m.end = behind;
    m.dimension = "times";
    m.rule = times->entry->rule;
    *ret_end = m.end;
    return mention_keep(r, &m);
}

int mention_read(struct reading *r)
{
    uint32_t row = 0;
    r->english = digits_are_english(r);
    for (uint32_t i = 0; i < r->tokens.count;) {
        uint32_t end = i + 1;
        if (r->use[i] == USE_TABLE) {
            TRY(table_mentions(r, i, &row, &i));
            continue;
        }
        if (r->use[i] != USE_FREE) {
            i++;
            continue;
        }
        if (is_half(r, i)) {
            TRY(read_half(r, i, &end));
        } else if (is_kind(r, i, TOKEN_NUMBER) || begins(r, i, CLASS_NUMBER)) {
            TRY(read_numeral(r, i, &end));
        } else if (begins(r, i, CLASS_TIMES)) {
            TRY(read_multiple(r, i, &end));
        }
        i = end;
    }
    LIST_TRIM(r->arena, &r->mentions);
    LIST_TRIM(r->arena, &r->left_out);
    return IND_OK;
}
