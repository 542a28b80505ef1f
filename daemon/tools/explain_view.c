/* Marks, labels and sentences out of a result. Everything is sorted once; no step looks at pairs of items. */
#include "daemon/tools/explain_view.h"

#include "daemon/base/check.h"
#include "daemon/base/error.h"

/* A context shorter than this was not cut: it is a sentence from end to end (observation contract, section 8). */
#define WHOLE_CONTEXT 590

/* Words that set a period are shorter; longer ones are not looked for around a numeral. */
#define PERIOD_WORDS 80

/* The most different periods that are looked for around a numeral. */
#define PERIODS 64

ind_role mark_role(const struct view *view, const struct mark *mark)
{
    const ind_figure *figure = mark_figure(view, mark);
    return figure ? figure->role : IND_ROLE_LEVEL;
}

const ind_figure *mark_figure(const struct view *view, const struct mark *mark)
{
    return mark->figure == LEVEL ? NULL : &view->result->observations[mark->observation].figures[mark->figure];
}

uint32_t view_doubts(const struct view *view)
{
    uint32_t doubts = 0;
    for (uint32_t i = 0; i < view->result->count; i++)
        for (uint32_t k = 0; k < view->result->observations[i].figure_count; k++)
            doubts += view->result->observations[i].figures[k].consistent == IND_TRISTATE_FALSE;
    return doubts;
}

/* --- marks ------------------------------------------------------------------------------------------------------ */

struct marks {
    LIST_OF(struct mark) list;
};

static int compare_marks(const void *left, const void *right)
{
    const struct mark *a = left, *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return (a->end < b->end) - (a->end > b->end);
}

static int add_mark(struct view *view, struct marks *marks, ind_span span, struct mark mark)
{
    if (!span.end)
        return 0;
    CHECK(span.start < span.end && span.end <= view->text.length);
    struct mark *item = LIST_PUSH(&view->arena, &marks->list);
    if (!item)
        return IND_E_NOMEM;
    mark.start = span.start;
    mark.end = span.end;
    *item = mark;
    return 0;
}

static int add_observation(struct view *view, struct marks *marks, uint32_t index)
{
    const ind_observation *o = &view->result->observations[index];
    struct mark mark = {.kind = MARK_FIGURE, .observation = index, .figure = LEVEL};
    if (o->has_level)
        TRY(add_mark(view, marks, o->level.span, mark));
    for (uint32_t i = 0; i < o->figure_count; i++) {
        const ind_figure *f = &o->figures[i];
        mark.figure = i;
        mark.amount = false;
        TRY(add_mark(view, marks, f->span, mark));
        mark.amount = true;
        if (f->value_span.start != f->span.start)
            TRY(add_mark(view, marks, f->value_span, mark));
    }
    return 0;
}

/* In text order; of two that overlap the one that begins first stays, as the later one could not be shown. */
static void settle(struct marks *marks)
{
    if (!marks->list.count)
        return;
    qsort(marks->list.items, marks->list.count, sizeof *marks->list.items, compare_marks);
    uint32_t kept = 0, end = 0;
    for (uint32_t i = 0; i < marks->list.count; i++) {
        struct mark mark = marks->list.items[i];
        if (mark.start < end)
            continue;
        end = mark.end;
        marks->list.items[kept++] = mark;
    }
    marks->list.count = kept;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

/* The end of the digits at `at`, with single marks between digits: "08/01/2021", "2016-2020", "09:15". */
static uint32_t numeral_end(ind_text text, uint32_t at)
{
    while (at < text.length && is_digit(text.bytes[at])) {
        at++;
        if (at + 1 < text.length && memchr(".,/:-", text.bytes[at], 5) && is_digit(text.bytes[at + 1]))
            at++;
    }
    return at;
}

/* The numerals between the marks: those of dates and periods, and of the page around. `known` marks are settled. */
static int add_others(struct view *view, struct marks *marks)
{
    uint32_t known = marks->list.count, next = 0;
    for (uint32_t at = 0; at < view->text.length;) {
        if (next < known && at >= marks->list.items[next].start) {
            at = marks->list.items[next++].end;
            continue;
        }
        bool begins = is_digit(view->text.bytes[at]) && (!at || !is_letter(view->text.bytes[at - 1]));
        uint32_t end = begins ? numeral_end(view->text, at) : at + 1;
        while (!begins && end < view->text.length && is_digit(view->text.bytes[end]) && is_letter(view->text.bytes[at]))
            end++;
        if (next < known && end > marks->list.items[next].start)
            end = marks->list.items[next].start;
        if (begins)
            TRY(add_mark(view, marks, (ind_span){at, end}, (struct mark){.kind = MARK_OTHER}));
        at = end;
    }
    return 0;
}

static int mark_text(struct view *view)
{
    struct marks marks = {0};
    for (uint32_t i = 0; i < view->result->count; i++)
        TRY(add_observation(view, &marks, i));
    for (uint32_t i = 0; i < view->result->left_out_count; i++)
        TRY(add_mark(view, &marks, view->result->left_out[i].span,
                     (struct mark){.kind = MARK_LEFT_OUT, .left_out = i}));
    settle(&marks);
    TRY(add_others(view, &marks));
    settle(&marks);
    view->marks = marks.list.items;
    view->mark_count = marks.list.count;
    return 0;
}

/* --- labels and homes ------------------------------------------------------------------------------------------- */

static int compare_labels(const void *left, const void *right)
{
    const struct label *a = left, *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return (a->observation > b->observation) - (a->observation < b->observation);
}

static int compare_homes(const void *left, const void *right)
{
    const struct home *a = left, *b = right;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return (a->observation > b->observation) - (a->observation < b->observation);
}

static uint32_t home_of(const ind_observation *o)
{
    if (o->has_level)
        return o->level.span.start;
    return o->figure_count ? o->figures[0].span.start : o->context_span.start;
}

static int place_observations(struct view *view)
{
    uint32_t count = view->result->count, labels = 0;
    struct label *label = ARENA_ARRAY(&view->arena, struct label, (size_t)count + 1);
    struct home *homes = ARENA_ARRAY(&view->arena, struct home, (size_t)count + 1);
    if (!label || !homes)
        return IND_E_NOMEM;
    for (uint32_t i = 0; i < count; i++) {
        const ind_observation *o = &view->result->observations[i];
        homes[i] = (struct home){home_of(o), i};
        CHECK(o->indicator_span.end <= view->text.length);
        if (o->indicator_span.end)
            label[labels++] = (struct label){o->indicator_span.start, o->indicator_span.end, i};
    }
    qsort(label, labels, sizeof *label, compare_labels);
    qsort(homes, count, sizeof *homes, compare_homes);
    view->labels = label;
    view->label_count = labels;
    view->homes = homes;
    view->home_count = count;
    return 0;
}

/* --- sentences --------------------------------------------------------------------------------------------------- */

static int compare_offsets(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

/* The result does not tell its sentences, but each observation has its own as context. */
static int find_breaks(struct view *view)
{
    LIST_OF(uint32_t) breaks = {0};
    uint32_t *at = LIST_PUSH(&view->arena, &breaks);
    for (uint32_t i = 0; at && i < view->result->count; i++) {
        const ind_observation *o = &view->result->observations[i];
        if (o->context.length > WHOLE_CONTEXT)
            continue;
        if ((at = LIST_PUSH(&view->arena, &breaks)))
            *at = o->context_span.start;
        if (at && (at = LIST_PUSH(&view->arena, &breaks)))
            *at = o->context_span.end;
    }
    for (uint32_t i = 0; at && i < view->text.length; i++)
        if (view->text.bytes[i] == '\n' && (at = LIST_PUSH(&view->arena, &breaks)))
            *at = i + 1;
    if (!at || !(at = LIST_PUSH(&view->arena, &breaks)))
        return IND_E_NOMEM;
    *at = view->text.length;
    qsort(breaks.items, breaks.count, sizeof *breaks.items, compare_offsets);
    view->breaks = breaks.items;
    view->break_count = breaks.count;
    return 0;
}

int view_init(struct view *view, const ind_source *source, const ind_result *result)
{
    *view = (struct view){.result = result, .text = result->text};
    if (result->article.offsets_in_file)
        view->text = (ind_text){source->bytes, (uint32_t)source->length};
    arena_init(&view->arena, SIZE_MAX);
    TRY(mark_text(view));
    TRY(place_observations(view));
    return find_breaks(view);
}

void view_done(struct view *view)
{
    arena_done(&view->arena);
}

/* --- periods around a numeral --------------------------------------------------------------------------------------
 */

static bool stands_around(ind_text text, ind_text words, const struct mark *mark)
{
    if (!words.bytes || words.length > PERIOD_WORDS || words.length < mark->end - mark->start)
        return false;
    uint32_t from = mark->end > words.length ? mark->end - words.length : 0;
    for (uint32_t at = from; at <= mark->start && at + words.length <= text.length; at++)
        if (!memcmp(text.bytes + at, words.bytes, words.length))
            return true;
    return false;
}

ind_text mark_period(const struct view *view, const struct mark *mark, const ind_period **ret_period)
{
    ind_text tried[PERIODS];
    uint32_t count = 0;
    for (uint32_t i = 0; i < view->result->count && count < PERIODS; i++) {
        const ind_period *period = &view->result->observations[i].period;
        if (count && tried[count - 1].length == period->text.length && tried[count - 1].bytes && period->text.bytes &&
            !memcmp(tried[count - 1].bytes, period->text.bytes, period->text.length))
            continue;
        tried[count++] = period->text;
        if (stands_around(view->text, period->text, mark)) {
            *ret_period = period;
            return period->text;
        }
    }
    return (ind_text){0};
}
