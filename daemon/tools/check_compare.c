/* One indicator of one place, period and status with two values or two growths, within an article and between articles.
 * Facts are sorted so that those which may be compared stand together; each group is gone through once. */
#include "daemon/tools/check_facts.h"

#include "daemon/base/decimal.h"
#include "daemon/base/error.h"

/* --- order
 * ------------------------------------------------------------------------------------------------------------ */

static int compare_number(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int64_t day_number(ind_date date)
{
    return (date.year * 16 + date.month) * 32 + date.day;
}

static int compare_texts(ind_text a, ind_text b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter ? memcmp(a.bytes, b.bytes, shorter) : 0;
    return order ? order : compare_number(a.length, b.length);
}

/* What must be the same of any two facts that are compared. */
static int compare_frames(const struct fact *a, const struct fact *b)
{
    int order = strcmp(a->place_key, b->place_key);
    if (!order)
        order = compare_number(day_number(a->period.start), day_number(b->period.start));
    if (!order)
        order = compare_number(day_number(a->period.end), day_number(b->period.end));
    if (!order)
        order = compare_number(a->status, b->status);
    return order ? order : compare_number(a->period.kind, b->period.kind);
}

/* Within an article the words must be the same: one that tells of "thu ngân sách" and of "thu ngân sách trên địa bàn"
 * may well mean two things, whatever their code. */
static int compare_within(const struct fact *a, const struct fact *b)
{
    int order = compare_number(a->file, b->file);
    if (!order)
        order = strcmp(a->label, b->label);
    return order ? order : compare_frames(a, b);
}

/* Between articles words differ where things do not: the code counts, and the words where there is none. */
static int compare_between(const struct fact *a, const struct fact *b)
{
    int order = compare_number(a->code.bytes != NULL, b->code.bytes != NULL);
    if (!order)
        order = a->code.bytes ? compare_texts(a->code, b->code) : strcmp(a->label, b->label);
    return order ? order : compare_frames(a, b);
}

typedef int fact_order(const struct fact *a, const struct fact *b);

static int place_in_files(const struct fact *a, const struct fact *b)
{
    int order = compare_number(a->file, b->file);
    if (!order)
        order = compare_number(a->sentence, b->sentence);
    return order ? order : compare_number(a->side.span.start, b->side.span.start);
}

/* The unit comes behind the rest: growths are compared whatever it is, and values of one unit stand together. */
static int sort_facts(const struct fact *a, const struct fact *b, int order)
{
    if (!order)
        order = strcmp(a->unit, b->unit);
    return order ? order : place_in_files(a, b);
}

static int sort_within(const void *left, const void *right)
{
    const struct fact *const *a = left, *const *b = right;
    return sort_facts(*a, *b, compare_within(*a, *b));
}

static int sort_between(const void *left, const void *right)
{
    const struct fact *const *a = left, *const *b = right;
    return sort_facts(*a, *b, compare_between(*a, *b));
}

/* --- what may be compared
 * ---------------------------------------------------------------------------------------------- */

static bool is_comparable(const struct fact *fact)
{
    return *fact->label && *fact->place_key && fact->measured && fact->period.start.year &&
           fact->period.source != IND_SOURCE_ARTICLE_DATE;
}

static bool is_over(const struct fact *fact)
{
    return day_number(fact->published) > day_number(fact->period.end);
}

/* Estimates and targets are revised, and figures of a period that is not over grow: of two articles those of the same
 * day are compared, and what is final. An article without a date is taken for one told afterwards. */
static bool are_of_one_time(const struct fact *a, const struct fact *b)
{
    if (!a->published.year || !b->published.year || day_number(a->published) == day_number(b->published))
        return true;
    return a->status == IND_STATUS_ACTUAL && is_over(a) && is_over(b);
}

static bool may_compare(const struct fact *a, const struct fact *b)
{
    return a->file == b->file || are_of_one_time(a, b);
}

/* --- values
 * ------------------------------------------------------------------------------------------------------------- */

static bool values_differ(const struct fact *a, const struct fact *b)
{
    return a->has_level && b->has_level && may_compare(a, b) && amounts_differ(a->level, b->level);
}

static struct contradiction *report(struct checkup *checkup, enum contradiction_kind kind, const struct fact *fact,
                                    const char *reason)
{
    struct contradiction *c = LIST_PUSH(&checkup->arena, &checkup->found);
    if (c)
        *c = (struct contradiction){.kind = kind,
                                    .indicator = fact->indicator,
                                    .code = fact->code,
                                    .place = fact->place,
                                    .period = fact->period,
                                    .status = fact->status,
                                    .reason = {reason, (uint32_t)strlen(reason)}};
    return c;
}

static void add_side(struct contradiction *c, const struct side *side)
{
    if (c->side_count < SIDES)
        c->sides[c->side_count++] = *side;
}

/* The facts of a group that differ from all before them, the first ones standing for those that agree with them. */
static int compare_values(struct checkup *checkup, struct fact *const *group, size_t count)
{
    const struct fact *differing[SIDES];
    size_t kept = 0;
    for (size_t i = 0; i < count && kept < SIDES; i++) {
        bool differs = group[i]->has_level;
        for (size_t k = 0; differs && k < kept; k++)
            differs = values_differ(differing[k], group[i]);
        if (differs)
            differing[kept++] = group[i];
    }
    if (kept < 2)
        return 0;
    struct contradiction *c = report(checkup, CONTRADICTION_VALUE, differing[0], "one indicator with different values");
    for (size_t i = 0; c && i < kept; i++)
        add_side(c, &differing[i]->side);
    return c ? 0 : IND_E_NOMEM;
}

/* --- growths
 * ------------------------------------------------------------------------------------------------------------ */

static bool growths_differ(const struct growth *a, const struct growth *b)
{
    return a->comparison == b->comparison && a->comparison != IND_COMPARISON_NONE &&
           same_period(&a->period, &b->period) && amounts_differ(a->ratio, b->ratio);
}

/* One relative change of the fact that differs from one of the other; NULL for none. An observation with two changes
 * of the same comparison tells two things, and is left alone. */
static const struct growth *only_growth(const struct fact *fact, ind_comparison comparison)
{
    const struct growth *only = NULL;
    for (uint32_t i = 0; i < fact->growth_count; i++) {
        if (fact->growths[i].comparison != comparison)
            continue;
        if (only)
            return NULL;
        only = &fact->growths[i];
    }
    return only;
}

static int compare_growths(struct checkup *checkup, struct fact *const *group, size_t count, ind_comparison comparison)
{
    const struct growth *differing[SIDES];
    const struct fact *facts[SIDES];
    size_t kept = 0;
    for (size_t i = 0; i < count && kept < SIDES; i++) {
        const struct growth *growth = only_growth(group[i], comparison);
        bool differs = growth != NULL;
        for (size_t k = 0; differs && k < kept; k++)
            differs = may_compare(facts[k], group[i]) && growths_differ(differing[k], growth);
        if (differs) {
            facts[kept] = group[i];
            differing[kept++] = growth;
        }
    }
    if (kept < 2)
        return 0;
    struct contradiction *c = report(checkup, CONTRADICTION_GROWTH, facts[0], "one indicator with different growths");
    for (size_t i = 0; c && i < kept; i++)
        add_side(c, &differing[i]->side);
    return c ? 0 : IND_E_NOMEM;
}

/* --- groups
 * ------------------------------------------------------------------------------------------------------------- */

/* How facts are told apart, and which are compared. */
struct comparison {
    struct checkup *checkup;
    fact_order *order;
    bool between;
    struct fact **single; /* as many as there are facts */
};

static int compare_all_growths(struct checkup *checkup, struct fact *const *group, size_t count)
{
    static const ind_comparison comparisons[] = {IND_COMPARISON_YEAR_ON_YEAR, IND_COMPARISON_PREVIOUS_PERIOD,
                                                 IND_COMPARISON_PERIOD_START, IND_COMPARISON_TERM,
                                                 IND_COMPARISON_FIXED};
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++)
        TRY(compare_growths(checkup, group, count, comparisons[i]));
    return 0;
}

static bool says_the_same(const struct fact *a, const struct fact *b, bool growths)
{
    return !growths && a->has_level && b->has_level && !amounts_differ(a->level, b->level);
}

/* What tells an indicator once: an article to another, a sentence to the article. */
static bool are_told_together(const struct comparison *c, const struct fact *a, const struct fact *b)
{
    return a->file == b->file && (c->between || a->sentence == b->sentence);
}

/* Of each teller one fact, and none of one that tells several things in the same words ("A và B lần lượt đạt …", a
 * list, "trong khi cùng kỳ đạt …"): which of them is meant elsewhere can't be known. */
static size_t keep_single(const struct comparison *c, struct fact *const *group, size_t count, bool growths)
{
    size_t kept = 0;
    for (size_t i = 0, end; i < count; i = end) {
        bool single = true;
        for (end = i + 1; end < count && are_told_together(c, group[end], group[i]); end++)
            single = single && says_the_same(group[i], group[end], growths);
        if (single)
            c->single[kept++] = group[i];
    }
    return kept;
}

static int compare_some(const struct comparison *c, struct fact *const *group, size_t count, bool growths)
{
    count = keep_single(c, group, count, growths);
    if (count < 2)
        return 0;
    return growths ? compare_all_growths(c->checkup, c->single, count) : compare_values(c->checkup, c->single, count);
}

static int by_file(const void *left, const void *right)
{
    const struct fact *const *a = left, *const *b = right;
    return place_in_files(*a, *b);
}

/* Facts that differ in nothing but their unit: values of each unit, then the growths of all. */
static int compare_group(const struct comparison *c, struct fact **group, size_t count)
{
    for (size_t i = 0, end; i < count; i = end) {
        end = i + 1;
        while (end < count && !strcmp(group[i]->unit, group[end]->unit))
            end++;
        TRY(compare_some(c, group + i, end - i, false));
    }
    qsort(group, count, sizeof *group, by_file);
    return compare_some(c, group, count, true);
}

static int compare_groups(const struct comparison *c, struct fact **facts, size_t count)
{
    for (size_t i = 0, end; i < count; i = end) {
        end = i + 1;
        while (end < count && !c->order(facts[i], facts[end]))
            end++;
        if (end - i > 1)
            TRY(compare_group(c, facts + i, end - i));
    }
    return 0;
}

/* --- all
 * ---------------------------------------------------------------------------------------------------------------- */

static int sort_found(const void *left, const void *right)
{
    const struct contradiction *a = left, *b = right;
    int order = compare_number(a->sides[0].file, b->sides[0].file);
    if (!order)
        order = compare_number(a->sides[0].span.start, b->sides[0].span.start);
    return order ? order : compare_number(a->kind, b->kind);
}

int checkup_compare(struct checkup *checkup)
{
    size_t count = 0;
    struct fact **facts = ARENA_ARRAY(&checkup->arena, struct fact *, (size_t)checkup->facts.count + 1);
    struct fact **single = ARENA_ARRAY(&checkup->arena, struct fact *, (size_t)checkup->facts.count + 1);
    if (!facts || !single)
        return IND_E_NOMEM;
    for (uint32_t i = 0; i < checkup->facts.count; i++)
        if (is_comparable(&checkup->facts.items[i]))
            facts[count++] = &checkup->facts.items[i];
    qsort(facts, count, sizeof *facts, sort_within);
    TRY(compare_groups(&(struct comparison){checkup, compare_within, false, single}, facts, count));
    qsort(facts, count, sizeof *facts, sort_between);
    TRY(compare_groups(&(struct comparison){checkup, compare_between, true, single}, facts, count));
    if (checkup->found.count)
        qsort(checkup->found.items, checkup->found.count, sizeof *checkup->found.items, sort_found);
    return 0;
}
