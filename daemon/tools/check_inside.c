/* What contradicts itself within one observation, and parts of a sentence that do not fit their whole. The sentence is
 * the observation's own context; where it was cut nothing is said of parts. */
#include "daemon/tools/check_facts.h"

#include "daemon/base/decimal.h"
#include "daemon/base/error.h"
#include "daemon/tools/explain_words.h"

/* A longer context may be cut (observation contract, section 8). */
#define WHOLE_CONTEXT 590

/* More figures in one sentence are no list of parts. */
#define PARTS 64

/* Some parts of what stands before follow, seldom all. */
#define PARTS_FOLLOW "trong đó"

/* --- within an observation -------------------------------------------------------------------------------------------
 */

/* A contradiction with its reason and its first side, the level; the caller adds the others. */
static struct contradiction *begin(struct article_at_hand *article, enum contradiction_kind kind,
                                   const ind_observation *o, struct buffer *reason)
{
    struct buffer value;
    buffer_init(&value);
    words_level(&value, &o->level);
    struct contradiction *c = contradiction_new(article->checkup, kind, o);
    bool fine = c && keep_words(article->checkup, reason, &c->reason) &&
                contradiction_side(article, c, o, o->level.span, &value);
    buffer_done(&value);
    return fine ? c : NULL;
}

/* The figure is the plan's own amount; its ratio was computed. */
static bool is_stated_plan(const ind_figure *f)
{
    return f->role == IND_ROLE_PLAN && !f->derived && f->value.known && f->value_span.start == f->span.start;
}

static bool add_figure(struct article_at_hand *article, struct contradiction *c, const ind_observation *o,
                       const ind_figure *f)
{
    struct buffer value;
    buffer_init(&value);
    if (is_stated_plan(f))
        words_base(&value, o, f);
    else
        words_figure(&value, f);
    bool fine = contradiction_side(article, c, o, f->span, &value);
    buffer_clear(&value);
    words_base(&value, o, f);
    if (fine && f->value_span.end && f->value_span.start != f->span.start)
        fine = contradiction_side(article, c, o, f->value_span, &value);
    buffer_done(&value);
    return fine;
}

static ind_text text_at(const struct article_at_hand *article, ind_span span)
{
    return (ind_text){article->text.bytes + span.start, span.end - span.start};
}

/* The extraction's word that a figure does not agree, held once more against what qualifiers and rounding allow. */
static bool is_wrong(const struct article_at_hand *article, const ind_observation *o, const ind_figure *f)
{
    if (f->consistent != IND_TRISTATE_FALSE || !o->has_level)
        return false;
    if (f->role == IND_ROLE_SHARE)
        return o->level.qualifier == IND_QUALIFIER_NONE && f->qualifier == IND_QUALIFIER_NONE;
    struct amount plan = amount_of(f->value, IND_QUALIFIER_NONE, text_at(article, f->value_span));
    struct amount said = amount_multiply(plan, amount_of_ratio(f)), level = amount_of_level(&o->level);
    return amount_above(level, said) || amount_above(said, level);
}

static bool check_consistent(struct article_at_hand *article, const ind_observation *o, const ind_figure *f)
{
    if (!is_wrong(article, o, f))
        return true;
    struct buffer reason;
    buffer_init(&reason);
    words_doubt(&reason, o, f);
    enum contradiction_kind kind = f->role == IND_ROLE_SHARE ? CONTRADICTION_SHARE : CONTRADICTION_PLAN;
    struct contradiction *c = begin(article, kind, o, &reason);
    bool fine = c && add_figure(article, c, o, f);
    buffer_done(&reason);
    return fine;
}

static bool is_plan_ratio(const ind_figure *f)
{
    return f->role == IND_ROLE_PLAN && f->ratio.known && !is_stated_plan(f) && !f->value_span.end;
}

/* "bằng 114%" right behind a stated plan says no basis of its own. */
static bool same_plan(const ind_figure *plan, const ind_figure *ratio)
{
    bool basis = ratio->basis_code == plan->basis_code || ratio->basis_code == IND_BASIS_NONE;
    return basis && same_words(plan->assigner, ratio->assigner) && same_period(&plan->period, &ratio->period);
}

/* "kế hoạch 500 ha, thực hiện 520 ha, đạt 110%": the plan's amount and the percentage are two figures of one plan. */
static bool check_plan_pair(struct article_at_hand *article, const ind_observation *o, const ind_figure *plan,
                            const ind_figure *ratio)
{
    if (!is_stated_plan(plan) || !is_plan_ratio(ratio) || !same_plan(plan, ratio))
        return true;
    struct amount amount = amount_of(plan->value, plan->qualifier, text_at(article, plan->span));
    struct amount said = amount_multiply(amount, amount_of_ratio(ratio)), level = amount_of_level(&o->level);
    if (!amount_above(level, said) && !amount_above(said, level))
        return true;
    struct buffer reason;
    buffer_init(&reason);
    words_figure(&reason, ratio);
    buffer_text(&reason, " is said, level and plan give ");
    words_figure(&reason, plan);
    struct contradiction *c = begin(article, CONTRADICTION_PLAN, o, &reason);
    bool fine = c && add_figure(article, c, o, plan) && add_figure(article, c, o, ratio);
    buffer_done(&reason);
    return fine;
}

/* "tăng 31 tỷ đồng (7,7%)": both must lead to the same earlier amount. */
static bool check_change_pair(struct article_at_hand *article, const ind_observation *o, const ind_figure *ratio,
                              const ind_figure *delta)
{
    bool comparable = ratio->role == IND_ROLE_CHANGE && delta->role == IND_ROLE_CHANGE && ratio->ratio.known &&
                      delta->delta.known && !ratio->delta.known && ratio->comparison == delta->comparison &&
                      same_period(&ratio->period, &delta->period) && same_words(delta->unit, o->level.unit);
    bool plain = ratio->qualifier == IND_QUALIFIER_NONE && delta->qualifier == IND_QUALIFIER_NONE &&
                 o->level.qualifier == IND_QUALIFIER_NONE && !delta->low.known && !ratio->low.known &&
                 !o->level.low.known;
    if (!comparable || !plain)
        return true;
    struct amount level = amount_of_level(&o->level);
    struct amount by_ratio = amount_divide(level, amount_of_ratio(ratio));
    struct amount by_delta = amount_subtract(level, amount_of(delta->delta, IND_QUALIFIER_NONE, delta->text));
    if (!amount_above(by_ratio, by_delta) && !amount_above(by_delta, by_ratio))
        return true;
    struct buffer reason;
    buffer_init(&reason);
    words_figure(&reason, ratio);
    buffer_text(&reason, " and ");
    words_figure(&reason, delta);
    buffer_text(&reason, " lead to two earlier amounts");
    struct contradiction *c = begin(article, CONTRADICTION_CHANGE, o, &reason);
    bool fine = c && add_figure(article, c, o, ratio) && add_figure(article, c, o, delta);
    buffer_done(&reason);
    return fine;
}

static bool check_observation(struct article_at_hand *article, const ind_observation *o)
{
    bool fine = true;
    for (uint32_t i = 0; fine && i < o->figure_count; i++) {
        fine = check_consistent(article, o, &o->figures[i]);
        for (uint32_t k = 0; fine && o->has_level && k < o->figure_count && o->figure_count <= PARTS; k++)
            fine = check_plan_pair(article, o, &o->figures[i], &o->figures[k]) &&
                   check_change_pair(article, o, &o->figures[i], &o->figures[k]);
    }
    return fine;
}

/* --- parts of a sentence
 * ----------------------------------------------------------------------------------------------- */

/* The levels of one sentence, in text order. */
struct sentence {
    ind_text text;
    uint32_t start; /* of the text in the article */
    const ind_observation *levels[PARTS];
    uint32_t count;
};

static uint32_t level_start(const struct sentence *s, uint32_t i)
{
    return s->levels[i]->level.span.start - s->start;
}

static uint32_t level_end(const struct sentence *s, uint32_t i)
{
    return s->levels[i]->level.span.end - s->start;
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

/* Where the words stand in [from, end) of the text, as whole words; `end` for nowhere. */
static uint32_t find_words(ind_text text, const char *words, uint32_t from, uint32_t end)
{
    uint32_t length = (uint32_t)strlen(words);
    for (uint32_t at = from; at + length <= end; at++) {
        bool whole = (!at || !is_letter(text.bytes[at - 1])) &&
                     (at + length == text.length || !is_letter(text.bytes[at + length]));
        if (whole && !memcmp(text.bytes + at, words, length))
            return at;
    }
    return end;
}

/* Amounts of which a whole has so much and its parts less: not rates, percentages, temperatures. */
static bool is_additive(const ind_level *level)
{
    static const char *const dimensions[] = {"money", "area", "mass", "length", "volume", "energy", "count"};
    for (size_t i = 0; i < sizeof dimensions / sizeof *dimensions; i++)
        if (level->dimension.bytes && level->dimension.length == strlen(dimensions[i]) &&
            !memcmp(level->dimension.bytes, dimensions[i], level->dimension.length))
            return level->unit.bytes && !memchr(level->unit.bytes, '/', level->unit.length) && !level->part.known;
    return false;
}

static bool same_status(const ind_observation *a, const ind_observation *b)
{
    return a->status == b->status && same_period(&a->period, &b->period) && same_words(a->place.text, b->place.text);
}

/* The same thing is counted or measured, at the same time and place. */
static bool are_of_a_kind(const ind_observation *whole, const ind_observation *part)
{
    const ind_level *a = &whole->level, *b = &part->level;
    bool count = a->unit.bytes && a->unit.length == 1 && a->unit.bytes[0] == '1';
    return is_additive(a) && is_additive(b) && same_words(a->unit, b->unit) && same_status(whole, part) &&
           (!count || (a->counted.bytes && same_words(a->counted, b->counted)));
}

/* Above every amount of its kind that stands before: whichever of them is the whole, the part is larger. */
static bool is_beyond(const struct sentence *s, uint32_t cue, uint32_t part, uint32_t *ret_whole)
{
    uint32_t whole = PARTS;
    for (uint32_t i = 0; i < s->count && level_end(s, i) <= cue; i++) {
        whole = i;
        bool kind = are_of_a_kind(s->levels[i], s->levels[part]);
        if (kind && !amount_above(amount_of_level(&s->levels[part]->level), amount_of_level(&s->levels[i]->level)))
            return false;
    }
    *ret_whole = whole;
    return whole < PARTS && are_of_a_kind(s->levels[whole], s->levels[part]);
}

static bool add_level_side(struct article_at_hand *article, struct contradiction *c, const ind_observation *o)
{
    struct buffer value;
    buffer_init(&value);
    words_level(&value, &o->level);
    bool fine = contradiction_side(article, c, o, o->level.span, &value);
    buffer_done(&value);
    return fine;
}

static bool report_part(struct article_at_hand *article, const ind_observation *whole, const ind_observation *part)
{
    struct buffer reason;
    buffer_init(&reason);
    buffer_text(&reason, "a part of ");
    words_level(&reason, &part->level);
    buffer_text(&reason, " is larger than its whole of ");
    words_level(&reason, &whole->level);
    struct contradiction *c = begin(article, CONTRADICTION_PART, whole, &reason);
    bool fine = c && add_level_side(article, c, part);
    buffer_done(&reason);
    return fine;
}

/* "… đạt 98 tỷ đồng, trong đó thu nội địa 105 tỷ đồng". */
static bool check_parts(struct article_at_hand *article, const struct sentence *s, uint32_t cue)
{
    uint32_t end = find_words(s->text, ";", cue, s->text.length), whole;
    end = find_words(s->text, PARTS_FOLLOW, cue + 1, end); /* a further whole, with parts of its own */
    for (uint32_t i = 0; i < s->count; i++)
        if (level_start(s, i) > cue && level_start(s, i) < end && is_beyond(s, cue, i, &whole) &&
            !report_part(article, s->levels[whole], s->levels[i]))
            return false;
    return true;
}

static bool has_digits(ind_text text, uint32_t from, uint32_t end)
{
    for (; from < end; from++)
        if (text.bytes[from] >= '0' && text.bytes[from] <= '9')
            return true;
    return false;
}

/* Whether the list of parts is whole: every numeral in it is one of the parts, and "và" stands before the last. */
static bool is_closed_list(const struct sentence *s, uint32_t from, uint32_t end, uint32_t first, uint32_t behind)
{
    uint32_t at = from;
    for (uint32_t i = first; i < behind; at = level_end(s, i++))
        if (has_digits(s->text, at, level_start(s, i)))
            return false;
    if (has_digits(s->text, at, end))
        return false;
    uint32_t last = level_start(s, behind - 1), before = level_end(s, behind - 2);
    return find_words(s->text, "và", before, last) < last;
}

static bool is_plain(const ind_observation *o)
{
    return o->level.qualifier == IND_QUALIFIER_NONE && !o->level.low.known;
}

static bool report_sum(struct article_at_hand *article, const struct sentence *s, uint32_t whole, uint32_t behind,
                       struct amount sum)
{
    const ind_level *level = &s->levels[whole]->level;
    struct buffer reason;
    buffer_init(&reason);
    buffer_text(&reason, "the parts add up to ");
    words_amount(&reason, sum.exact, level->unit, level->counted, EXACT);
    buffer_text(&reason, ", the whole is ");
    words_level(&reason, level);
    struct contradiction *c = begin(article, CONTRADICTION_SUM, s->levels[whole], &reason);
    bool fine = c != NULL;
    for (uint32_t i = whole + 1; fine && i < behind; i++)
        fine = add_level_side(article, c, s->levels[i]);
    buffer_done(&reason);
    return fine;
}

/* "tổng vốn 30 tỷ đồng, gồm: ngân sách tỉnh 10 tỷ đồng và ngân sách huyện 25 tỷ đồng": the parts right behind their
 * whole, up to where the list ends. Told only where no beginning of the list adds up either. */
static bool check_sum(struct article_at_hand *article, const struct sentence *s, uint32_t cue, uint32_t behind_cue)
{
    uint32_t whole = PARTS, end = find_words(s->text, ";", cue, s->text.length);
    end = find_words(s->text, PARTS_FOLLOW, behind_cue, end);
    for (uint32_t i = 0; i < s->count && level_end(s, i) <= cue; i++)
        whole = i;
    if (whole == PARTS || !is_plain(s->levels[whole]) || find_words(s->text, ";", level_end(s, whole), cue) < cue)
        return true;
    struct amount total = amount_of_level(&s->levels[whole]->level),
                  sum = {decimal_of(0, 0), decimal_of(0, 0), decimal_of(0, 0)};
    uint32_t behind = whole + 1;
    for (; behind < s->count && level_start(s, behind) < end; behind++) {
        if (!is_plain(s->levels[behind]) || !are_of_a_kind(s->levels[whole], s->levels[behind]))
            return true;
        sum = amount_add(sum, amount_of_level(&s->levels[behind]->level));
        if (!amounts_differ(sum, total))
            return true;
    }
    bool too_much = amount_above(sum, total);
    if (behind < whole + 3 || (!too_much && !is_closed_list(s, behind_cue, end, whole + 1, behind)))
        return true;
    return report_sum(article, s, whole, behind, sum);
}

static bool check_sentence(struct article_at_hand *article, const struct sentence *s)
{
    static const char *const wholes[] = {"gồm", "chia ra"};
    bool fine = true;
    for (uint32_t at = 0, cue; fine && (cue = find_words(s->text, PARTS_FOLLOW, at, s->text.length)) < s->text.length;
         at = cue + 1)
        fine = check_parts(article, s, cue);
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++)
        for (uint32_t at = 0, cue; fine && (cue = find_words(s->text, wholes[i], at, s->text.length)) < s->text.length;
             at = cue + 1)
            fine = check_sum(article, s, cue, cue + (uint32_t)strlen(wholes[i]));
    return fine;
}

/* The levels that share a context with the observation at `first`. Returns the index behind them. */
static uint32_t read_sentence(const ind_result *result, uint32_t first, struct sentence *s)
{
    const ind_observation *o = &result->observations[first];
    *s = (struct sentence){.text = o->context, .start = o->context_span.start};
    uint32_t i = first;
    for (; i < result->count && result->observations[i].context_span.start == s->start; i++) {
        const ind_observation *one = &result->observations[i];
        bool ordered =
            !s->count || (one->has_level && one->level.span.start >= s->levels[s->count - 1]->level.span.end);
        if (one->has_level && ordered && one->level.span.end <= s->start + s->text.length && s->count < PARTS)
            s->levels[s->count++] = one;
    }
    return i;
}

int check_inside(struct article_at_hand *article)
{
    const ind_result *result = article->result;
    for (uint32_t i = 0; i < result->count; i++)
        if (!check_observation(article, &result->observations[i]))
            return IND_E_NOMEM;
    struct sentence s;
    for (uint32_t i = 0; i < result->count;) {
        ind_span span = result->observations[i].context_span;
        i = read_sentence(result, i, &s);
        bool whole = s.text.length <= WHOLE_CONTEXT && s.text.length == span.end - span.start; /* offsets carry over */
        if (whole && s.count > 1 && !check_sentence(article, &s))
            return IND_E_NOMEM;
    }
    return 0;
}
