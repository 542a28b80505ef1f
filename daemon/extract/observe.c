/* From linked mentions to observations: plain data with texts and spans, plan and earlier amounts derived, in text
 * order. Nothing is decided here that an earlier step could have decided. */
#include "daemon/base/check.h"
#include "daemon/extract/calendar.h"
#include "daemon/extract/code.h"
#include "daemon/extract/derive.h"
#include "daemon/extract/period.h"
#include "daemon/extract/phrase.h"

/* The sentence around a figure is cut to this many bytes. */
#define CONTEXT_BYTES 600

static ind_text text_static(const char *text)
{
    return text ? (ind_text){text, (uint32_t)strlen(text)} : (ind_text){0};
}

/* --- labels ---------------------------------------------------------------------------------------------------- */

/* The pieces of a label in text order, without overlap, then the heading that completes them. */
static uint32_t label_runs(const struct mention *m, struct run runs[static 4])
{
    struct run all[] = {{m->label_first, m->label_end}, {m->verb_first, m->verb_end}, {m->tail_first, m->tail_end}};
    uint32_t count = 0;
    for (size_t i = 0; i < 3; i++)
        if (all[i].first < all[i].end && (!count || all[i].first >= runs[count - 1].end))
            runs[count++] = all[i];
    if (count && m->topic_first < m->topic_end)
        runs[count++] = (struct run){m->topic_first, m->topic_end};
    return count;
}

static ind_text join_runs(struct reading *r, const struct run *runs, uint32_t count)
{
    if (count == 1)
        return text_of(r, runs[0].first, runs[0].end);
    size_t length = 0;
    for (uint32_t i = 0; i < count; i++)
        length += text_of(r, runs[i].first, runs[i].end).length + 1;
    char *joined = arena_alloc(r->arena, length + 1);
    uint32_t used = 0;
    for (uint32_t i = 0; joined && i < count; i++) {
        ind_text piece = text_of(r, runs[i].first, runs[i].end);
        if (used)
            joined[used++] = ' ';
        memcpy(joined + used, piece.bytes, piece.length);
        used += piece.length;
    }
    return (ind_text){joined, used};
}

/* A paragraph's figures share what it tells of; an item of a list hangs on what stands before the list. */
static void enter_paragraph(const struct reading *r, const struct mention *m, struct topic *topic, uint32_t *paragraph)
{
    uint32_t at = m->sentence, entered = r->sentences.items[at].paragraph;
    if (*paragraph == entered)
        return;
    while (at && r->sentences.items[at - 1].paragraph == entered)
        at--;
    topic_enter(topic, r->sentences.items[at].item);
    *paragraph = entered;
}

/* Settles what the words of a head name. */
static void code_head(const struct reading *r, struct mention *m, struct topic *topic)
{
    struct label label = {.runs = {{m->head_first, m->head_end}}};
    uint32_t count = label_runs(m, label.runs + 1);
    label.count = count + 1;
    if (count)
        m->taxon = code_find(r, m, &label, topic, &m->match);
    else
        topic_pass(topic, m);
}

static void set_indicator(struct reading *r, ind_observation *o, const struct mention *m)
{
    struct run runs[4];
    uint32_t count = label_runs(m, runs);
    o->head = text_of(r, m->head_first, m->head_end);
    if (!count)
        return;
    o->indicator = join_runs(r, runs, count);
    o->indicator_span = span_of(r, runs[0].first, runs[0].end);
    o->indicator_code = text_static(m->taxon ? m->taxon->code : NULL);
    o->indicator_match = m->taxon ? m->match : IND_MATCH_NONE;
}

/* --- levels ------------------------------------------------------------------------------------------------------- */

static void set_level(struct reading *r, ind_observation *o, const struct mention *m)
{
    o->has_level = true;
    o->level =
        (ind_level){.value = decimal_reduce(m->value),
                    .low = decimal_reduce(m->low),
                    .high = decimal_reduce(m->high),
                    .part = m->parts ? m->part : DECIMAL_UNKNOWN,
                    .whole = m->parts ? m->whole : DECIMAL_UNKNOWN,
                    .unit = text_static(m->unit),
                    .dimension = text_static(m->dimension),
                    .unit_text = text_of(r, m->unit_first, m->unit_end),
                    .counted = strcmp(m->unit, "%") == 0 ? (ind_text){0} : text_of(r, m->counted_first, m->counted_end),
                    .qualifier = m->qualifier,
                    .rule = text_static(m->rule),
                    .text = text_of(r, m->first, m->end),
                    .span = span_of(r, m->first, m->end)};
}

/* --- figures ---------------------------------------------------------------------------------------------------------
 */

static ind_date shift_years(ind_date date, int years)
{
    date.year = (int16_t)(date.year + years);
    uint8_t last = days_of_month(date.year, date.month);
    if (date.day > last || (date.month == 2 && date.day == 28))
        date.day = last < date.day ? last : date.day;
    return date;
}

static ind_period period_of_frame(struct reading *r, const struct frame *f)
{
    return (ind_period){
        .start = f->start_date, .end = f->end_date, .source = IND_SOURCE_CLAUSE, .text = text_of(r, f->first, f->end)};
}

static ind_date day_after(ind_date date)
{
    if (date.day < days_of_month(date.year, date.month))
        return (ind_date){date.year, date.month, (uint8_t)(date.day + 1)};
    if (date.month == 12)
        return (ind_date){(int16_t)(date.year + 1), 1, 1};
    return (ind_date){date.year, (uint8_t)(date.month + 1), 1};
}

static ind_date day_before(ind_date date)
{
    if (date.day > 1)
        return (ind_date){date.year, date.month, (uint8_t)(date.day - 1)};
    if (date.month == 1)
        return (ind_date){(int16_t)(date.year - 1), 12, 31};
    return (ind_date){date.year, (uint8_t)(date.month - 1), days_of_month(date.year, (uint8_t)(date.month - 1))};
}

/* The month, quarter, week or day before a level's; null where the level is of none such. */
static ind_period period_before(struct reading *r, const struct mention *m, const ind_period *level)
{
    bool month = token_is(r, m->basis_first, "tháng"), quarter = token_is(r, m->basis_first, "quý");
    bool one_month = level->start.year == level->end.year && level->start.month == level->end.month;
    ind_date first = level->start;
    if (month && one_month) /* of a day, too */
        first.day = 1;
    ind_date end = day_before(first), start = end;
    int months = level->start.day == 1 && level->end.day == days_of_month(level->end.year, level->end.month) &&
                         level->start.year == level->end.year
                     ? level->end.month - level->start.month + 1
                     : 0;
    bool week = token_is(r, m->basis_first, "tuần"), day = date_compare(level->start, level->end) == 0;
    if ((month && one_month) || (quarter && months == 3 && level->start.month % 3 == 1)) {
        start.day = 1;
        start.month = (uint8_t)(start.month - (quarter ? 2 : 0));
    } else if (week && !months && !day) {
        for (ind_date at = level->start; date_compare(at, level->end) < 0 && start.day; at = day_after(at))
            start = day_before(start);
    } else if (!(day && (token_is(r, m->basis_first, "ngày") || token_is(r, m->basis_first, "hôm"))))
        return (ind_period){0};
    return (ind_period){
        .start = start, .end = end, .source = IND_SOURCE_CLAUSE, .text = text_of(r, m->basis_first, m->basis_end)};
}

/* Of several years. */
static bool is_term(const ind_period *level)
{
    return level->end.year > level->start.year + 1;
}

/* "so với năm 2022", "so với quý I": the time itself; "cùng kỳ năm 2022": that year's part which the level is of,
 * unless it is of several years. */
static bool is_meant_itself(const struct mention *m, const struct frame *said, const ind_period *level)
{
    bool year = said->shape == SHAPE_YEAR || said->shape == SHAPE_BARE_YEAR;
    return !year || is_term(level) || !m->against_earlier;
}

/* The earlier period that a change is against: the one said, or the level's own as many years back as the text says. */
static ind_period earlier_period(struct reading *r, const struct mention *m, const ind_period *level)
{
    const struct frame *said = frame_within(r, m->basis_first, m->basis_end);
    if (m->basis_first >= m->basis_end && m->comparison != IND_COMPARISON_YEAR_ON_YEAR)
        return (ind_period){0};
    if (said && is_meant_itself(m, said, level))
        return period_of_frame(r, said);
    if (!level->start.year)
        return (ind_period){0};
    if (m->comparison == IND_COMPARISON_PREVIOUS_PERIOD)
        return period_before(r, m, level);
    if (m->comparison != IND_COMPARISON_YEAR_ON_YEAR)
        return (ind_period){0};
    int years = said ? said->end_date.year - level->end.year : -1;
    ind_period earlier = *level;
    bool month_end = level->end.day == days_of_month(level->end.year, level->end.month);
    earlier.start = shift_years(level->start, years);
    earlier.end = shift_years(level->end, years);
    if (month_end)
        earlier.end.day = days_of_month(earlier.end.year, earlier.end.month);
    earlier.source = IND_SOURCE_CLAUSE;
    earlier.text = text_of(r, m->basis_first, m->basis_end);
    return earlier;
}

/* "so với kỳ 2 tháng 6" of the first half of July: other days of the year. */
static bool are_other_days(const struct frame *said, const ind_period *level)
{
    return said->shape == SHAPE_DAY && said->resolved && date_compare(said->start_date, said->end_date) < 0 &&
           said->start_date.day != level->start.day;
}

/* "tăng 5% so với tháng 6" of a July is no comparison with the year before. */
static ind_comparison comparison_of(const struct reading *r, const struct mention *m, const ind_period *level)
{
    const struct frame *said = frame_within(r, m->basis_first, m->basis_end);
    bool part = said && (said->shape == SHAPE_MONTH || said->shape == SHAPE_QUARTER) &&
                said->start_date.month != level->start.month;
    if (said && m->comparison == IND_COMPARISON_YEAR_ON_YEAR && is_term(level))
        return IND_COMPARISON_FIXED;
    bool previous = part || (said && are_other_days(said, level));
    return previous && m->comparison == IND_COMPARISON_YEAR_ON_YEAR ? IND_COMPARISON_PREVIOUS_PERIOD : m->comparison;
}

/* "kế hoạch lợi nhuận sau thuế năm": behind the noun that the plan is of. */
static uint32_t behind_plan_noun(const struct reading *r, const struct mention *m)
{
    uint32_t at = m->basis_end;
    while (at < m->basis_end + 4 && is_kind(r, at, TOKEN_WORD) && r->use[at] == USE_FREE &&
           !begins(r, at, CLASS_STOP) && !begins(r, at, CLASS_CLAUSE) && !token_is(r, at, "năm"))
        at++;
    return token_is(r, at, "năm") ? at : m->basis_end;
}

/* "kế hoạch năm": the year of the level; "kế hoạch năm 2020": that year; else null. */
static ind_period plan_period(struct reading *r, const struct mention *m, const ind_period *level)
{
    if (m->tabular)
        return m->plan_period ? *m->plan_period : (ind_period){0};
    if (m->basis_first >= m->basis_end)
        return (ind_period){0};
    uint32_t sentence_end = r->sentences.items[m->sentence].end, reach = m->basis_end + 2;
    const struct frame *said = frame_within(r, m->basis_first, reach < sentence_end ? reach : sentence_end);
    if (said && said->shape != SHAPE_DAY) /* "đạt 84% chỉ tiêu. Ngày 15/8, …" where the stop was lost */
        return period_of_frame(r, said);
    uint32_t end =
        m->states_plan && m->left > m->basis_end ? m->left : behind_plan_noun(r, m) + 1; /* "(KH cả năm 8,5 triệu)" */
    for (uint32_t i = m->basis_first; i < end && level->end.year; i++)
        if (token_is(r, i, "năm"))
            return (ind_period){.start = {level->end.year, 1, 1},
                                .end = {level->end.year, 12, 31},
                                .source = IND_SOURCE_CLAUSE,
                                .text = text_of(r, i, i + 1)};
    return (ind_period){0};
}

static uint32_t basis_noun_end(const struct mention *m)
{
    return m->assigner_first > m->basis_first && m->assigner_first < m->basis_end ? m->assigner_first : m->basis_end;
}

static ind_figure figure_of(struct reading *r, const struct mention *m)
{
    return (ind_figure){.role = m->role,
                        .ratio = decimal_reduce(m->ratio),
                        .delta = m->role == IND_ROLE_CHANGE ? decimal_reduce(m->delta) : DECIMAL_UNKNOWN,
                        .qualifier = m->qualifier,
                        .low = decimal_reduce(m->low),
                        .high = decimal_reduce(m->high),
                        .basis = text_of(r, m->basis_first, basis_noun_end(m)),
                        .basis_code = m->basis_code,
                        .assigner = text_of(r, m->assigner_first, m->assigner_end),
                        .assigner_level = m->assigner_level,
                        .comparison = m->role == IND_ROLE_CHANGE ? m->comparison : IND_COMPARISON_NONE,
                        .unit = m->role == IND_ROLE_CHANGE && m->delta.known ? text_static(m->unit) : (ind_text){0},
                        .rule = text_static(m->rule),
                        .text = text_of(r, m->first, m->end),
                        .span = span_of(r, m->first, m->end)};
}

/* A plan whose own amount the text states beside the percentage. */
static void add_stated_amount(const struct reading *r, ind_figure *f, const struct mention *m,
                              const struct mention *level)
{
    const struct mention *amount = &r->mentions.items[m->plan_amount];
    f->value = decimal_reduce(amount->value);
    f->unit = text_static(amount->unit);
    f->value_span = span_of(r, amount->first, amount->end);
    f->derived = false;
    f->value_low = f->value_high = DECIMAL_UNKNOWN;
    if (level && level->role == IND_ROLE_LEVEL)
        f->consistent = agrees(level->value, level->half, amount->value, amount->half, m->ratio, m->ratio_half);
}

/* "kế hoạch 500 ha": the mention is the plan's amount, the ratio follows. */
static void compute_stated_plan(struct reading *r, ind_figure *f, const struct mention *m, const struct mention *level)
{
    f->value = decimal_reduce(m->value);
    f->unit = text_static(m->unit);
    f->value_span = span_of(r, m->first, m->end);
    if (level && level->value.known && m->value.known)
        f->ratio = decimal_divide(level->value, m->value);
    bool bounded =
        level && m->low.negative == m->high.negative; /* a plan from below zero to above bounds no proportion */
    if (m->range && bounded) { /* the highest plan is the lowest proportion of it, but for a loss */
        bool loss = level->value.negative;
        f->low = decimal_divide(level->value, loss ? m->low : m->high);
        f->high = decimal_divide(level->value, loss ? m->high : m->low);
    } else if (m->range)
        f->low = f->high = DECIMAL_UNKNOWN;
}

/* "45 tỷ đồng, vượt 5 tỷ đồng so với dự toán": the plan is what is left, and the ratio follows. */
static void compute_exceeded_plan(ind_figure *f, const struct mention *m, const struct mention *level)
{
    ind_decimal half = decimal_add(level->half, m->half);
    f->value = decimal_reduce(decimal_subtract(level->value, m->delta));
    f->derived = f->value.known;
    f->unit = text_static(level->unit);
    f->value_low = half.known ? decimal_reduce(decimal_subtract(f->value, half)) : DECIMAL_UNKNOWN;
    f->value_high = half.known ? decimal_reduce(decimal_add(f->value, half)) : DECIMAL_UNKNOWN;
    f->ratio = decimal_divide(level->value, f->value); /* link.c left no plan of nothing */
    f->low = f->high = DECIMAL_UNKNOWN;
}

static void set_figure(struct reading *r, ind_figure *f, const struct mention *m, const struct mention *level,
                       const ind_period *period)
{
    *f = figure_of(r, m);
    bool has_level = level && level->role == IND_ROLE_LEVEL;
    if (m->role == IND_ROLE_PLAN)
        f->period = plan_period(r, m, period);
    else if (m->role == IND_ROLE_CHANGE) {
        f->period = earlier_period(r, m, period);
        f->comparison = comparison_of(r, m, period);
    }
    if (m->states_plan)
        compute_stated_plan(r, f, m, level);
    else if (has_level && m->role == IND_ROLE_PLAN && m->delta.known)
        compute_exceeded_plan(f, m, level);
    else if (has_level && f->ratio.known && level != m) {
        derive_base(f, level->value, level->half, m->ratio_half);
        if (f->derived && m->role == IND_ROLE_PLAN) /* a change's unit is its delta's */
            f->unit = text_static(level->unit);
    } else if (has_level && f->delta.known && level->unit && m->unit && strcmp(level->unit, m->unit) == 0) {
        f->value = decimal_reduce(decimal_subtract(level->value, m->delta));
        f->derived = f->value.known;
    }
    if (m->plan_amount != NONE)
        add_stated_amount(r, f, m, level);
    if (m->role == IND_ROLE_SHARE && has_level && level->parts)
        f->consistent = agrees(level->part, DECIMAL_UNKNOWN, level->whole, DECIMAL_UNKNOWN, m->ratio, m->ratio_half);
}

/* --- context
 * ----------------------------------------------------------------------------------------------------------- */

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The sentence, cut around the first mention, which begins at token `first`, at character boundaries. */
static void set_context(struct reading *r, ind_observation *o, uint32_t first)
{
    const struct sentence *s = &r->sentences.items[r->sentence_of[first]];
    uint32_t start = token_at(r, s->first)->start, end = token_at(r, s->end - 1)->end, at = token_at(r, first)->start;
    if (end - start > CONTEXT_BYTES) {
        if (at - start > CONTEXT_BYTES / 2)
            start = at - CONTEXT_BYTES / 2;
        if (end - start > CONTEXT_BYTES)
            end = start + CONTEXT_BYTES;
        while (start < at && is_continuation(r->text.bytes[start]))
            start++;
        while (end > at && is_continuation(r->text.bytes[end]))
            end--;
    }
    o->context = (ind_text){r->text.bytes + start, end - start};
    o->context_span = (ind_span){text_source_start(&r->text, start), text_source_end(&r->text, end)};
}

/* --- observations
 * --------------------------------------------------------------------------------------------------------- */

static int add_figures(struct reading *r, ind_observation *o, const struct mention *head, const uint32_t *figures,
                       uint32_t count)
{
    ind_figure *list = ARENA_ARRAY(r->arena, ind_figure, count);
    if (!list)
        return IND_E_LIMIT;
    static const ind_role order[] = {IND_ROLE_PLAN, IND_ROLE_CHANGE, IND_ROLE_SHARE};
    for (size_t k = 0; k < 3; k++)
        for (uint32_t i = 0; i < count; i++) {
            const struct mention *m = &r->mentions.items[figures[i]];
            if (m->role == order[k])
                set_figure(r, &list[o->figure_count++], m, head, &o->period);
        }
    o->figures = list;
    return IND_OK;
}

/* "ARTICLE:OFFSET", without printf: there is one an observation. */
static void write_id(ind_observation *o, const ind_article *article, uint32_t offset)
{
    size_t length = strlen(article->id);
    char digits[DECIMAL_TEXT];
    size_t count = decimal_print(decimal_of(offset, 0), digits);
    CHECK(length + 1 + count < sizeof o->id);
    memcpy(o->id, article->id, length);
    o->id[length] = ':';
    memcpy(o->id + length + 1, digits, count + 1);
}

static int build_one(struct reading *r, const ind_article *article, ind_observation *o, uint32_t index,
                     const uint32_t *figures, uint32_t count)
{
    const struct mention *m = &r->mentions.items[index];
    o->revision = 1;
    o->place = m->place ? *m->place : (ind_place){0};
    o->period = m->period;
    o->status = m->status;
    set_indicator(r, o, m);
    if (m->role == IND_ROLE_LEVEL)
        set_level(r, o, m);
    TRY(add_figures(r, o, m, figures, count));
    uint32_t first = m->first;
    for (uint32_t i = 0; i < count; i++)
        if (r->mentions.items[figures[i]].first < first)
            first = r->mentions.items[figures[i]].first;
    set_context(r, o, first);
    uint32_t start = text_source_start(&r->text, token_at(r, first)->start);
    write_id(o, article, start);
    return IND_OK;
}

/* The figures of every head, grouped by counting: begin[h] .. begin[h + 1] in `list`. */
static int group_figures(struct reading *r, uint32_t **ret_begin, uint32_t **ret_list)
{
    uint32_t count = r->mentions.count;
    uint32_t *begin = ARENA_ARRAY(r->arena, uint32_t, (size_t)count + 2),
             *list = ARENA_ARRAY(r->arena, uint32_t, (size_t)count + 1);
    if (!begin || !list)
        return IND_E_LIMIT;
    for (uint32_t i = 0; i < count; i++) {
        const struct mention *m = &r->mentions.items[i];
        if (!m->swallowed && (m->owner != NONE || m->role != IND_ROLE_LEVEL))
            begin[(m->owner != NONE ? m->owner : i) + 2]++;
    }
    for (uint32_t i = 2; i < count + 2; i++)
        begin[i] += begin[i - 1];
    for (uint32_t i = 0; i < count; i++) {
        const struct mention *m = &r->mentions.items[i];
        if (!m->swallowed && (m->owner != NONE || m->role != IND_ROLE_LEVEL))
            list[begin[(m->owner != NONE ? m->owner : i) + 1]++] = i;
    }
    *ret_begin = begin;
    *ret_list = list;
    return IND_OK;
}

static bool is_head(const struct mention *m)
{
    return m->owner == NONE && !m->swallowed;
}

/* The head of the observation whose first mention this is, NONE for all but those. Tables may have a plan's column far
 * before its level's, and others between them. */
static uint32_t opened_by(const struct reading *r, uint32_t mention, const uint32_t *begin, const uint32_t *list)
{
    const struct mention *m = &r->mentions.items[mention];
    uint32_t head = m->owner != NONE ? m->owner : mention;
    if (m->swallowed || !is_head(&r->mentions.items[head]))
        return NONE;
    uint32_t first = begin[head] < begin[head + 1] && list[begin[head]] < head ? list[begin[head]] : head;
    return first == mention ? head : NONE;
}

/* What the tables' words still have to tell of the mentions, in the order of the observations. */
static int ask_tables(struct reading *r, const uint32_t *begin, const uint32_t *list)
{
    struct topic topic = {.seen = 0};
    r->asides = ARENA_ARRAY(r->arena, uint8_t, r->tokens.count);
    if (!r->asides)
        return IND_E_LIMIT;
    uint32_t paragraph = NONE;
    for (uint32_t i = 0; i < r->mentions.count; i++) {
        uint32_t head = opened_by(r, i, begin, list);
        r->mentions.items[i].against_earlier = begins(r, r->mentions.items[i].basis_first, CLASS_EARLIER);
        if (head == NONE)
            continue;
        enter_paragraph(r, &r->mentions.items[head], &topic, &paragraph);
        code_head(r, &r->mentions.items[head], &topic);
    }
    arena_drop(r->arena, r->asides);
    r->asides = NULL;
    hits_drop(&r->hits, r->arena); /* makes room for the observations */
    return IND_OK;
}

int observation_build(struct reading *r, const ind_article *article, ind_result *result)
{
    uint32_t heads = 0, *begin, *list;
    for (uint32_t i = 0; i < r->mentions.count; i++)
        heads += is_head(&r->mentions.items[i]);
    TRY(group_figures(r, &begin, &list));
    TRY(ask_tables(r, begin, list));
    ind_observation *observations = ARENA_ARRAY(r->arena, ind_observation, heads);
    if (!observations)
        return IND_E_LIMIT;
    uint32_t n = 0;
    for (uint32_t i = 0; i < r->mentions.count; i++) {
        uint32_t head = opened_by(r, i, begin, list);
        if (head == NONE)
            continue;
        observations[n].index = n;
        TRY(build_one(r, article, &observations[n], head, list + begin[head], begin[head + 1] - begin[head]));
        n++;
    }
    result->observations = observations;
    result->count = n;
    return IND_OK;
}
