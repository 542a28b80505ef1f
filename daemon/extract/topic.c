/* What the figures of a paragraph and the items of a list share, followed token by token: what heads them, and where
 * the parts of a whole begin to be listed and end. Which indicator that makes of a label is code.c's. */
#include "daemon/extract/topic.h"

/* What heads a paragraph is no longer than this. */
#define HEAD_TOKENS 7

/* A season that is told behind its figure stands no further off: "ha | lúa vụ hè thu". */
#define SEASON_BEHIND 4

static struct words words_in(const struct reading *r, const struct label *label, bool times)
{
    struct words words;
    words.count = 0;
    for (uint32_t i = 0; i < label->count; i++)
        for (uint32_t k = label->runs[i].first; k < label->runs[i].end && words.count < LABEL_TOKENS; k++)
            if (!is_kind(r, k, TOKEN_MARK) && !is_kind(r, k, TOKEN_BREAK) && (times || r->use[k] != USE_TIME))
                words.at[words.count++] = k;
    return words;
}

struct words words_of(const struct reading *r, const struct label *label)
{
    return words_in(r, label, false);
}

struct words words_said(const struct reading *r, const struct label *label)
{
    return words_in(r, label, true);
}

void topic_enter(struct topic *topic, bool item)
{
    struct topic entered = {.seen = topic->seen,
                            .abouts = topic->abouts,
                            .company = topic->company,
                            .last = topic->last,
                            .last_taxon = topic->last_taxon,
                            .last_label = topic->last_label};
    if (item) {
        entered = *topic;
        entered.label = entered.subject = (struct label){.count = 0};
    }
    *topic = entered;
}

/* "trong đó …": not "tang vật gồm …", which has a whole of its own, nor "Ban Chấp hành nhiệm kỳ 2025-2030 gồm …" in a
 * sentence of its own. */
static bool opens_parts(const struct reading *r, uint32_t at, const struct topic *topic)
{
    uint32_t sentence = r->sentence_of[at];
    bool within = topic->last && (sentence == topic->last->sentence || !token_is(r, at, "gồm") ||
                                  at == r->sentences.items[sentence].first);
    return within && begins(r, at, CLASS_PARTS) && sentence <= topic->last->sentence + 1 &&
           (!is_kind(r, at - 1, TOKEN_WORD) || at <= topic->last->end || r->sentence_of[at] != r->sentence_of[at - 1]);
}

/* "– Lúa hè thu: Diện tích … năng suất …": what the paragraph begins with before a colon heads its measures. */
static void follow_head(const struct reading *r, uint32_t at, struct topic *topic)
{
    const struct sentence *now = &r->sentences.items[r->sentence_of[at]];
    if (at + 2 >= now->end)
        topic->announced = r->sentence_of[at] + 1;
    if (topic->head.count)
        return;
    uint32_t first = at;
    while (first > now->first && at - first < HEAD_TOKENS && is_kind(r, first - 1, TOKEN_WORD) &&
           r->use[first - 1] == USE_FREE)
        first--;
    bool begins_it =
        first < at && (first == now->first || is_mark(r, first - 1, '-') || is_mark(r, first - 1, '+') ||
                       is_mark(r, first - 1, '*') || is_mark(r, first - 1, '.') || is_mark(r, first - 1, ')'));
    bool opens = r->sentence_of[at] == 0 || now[-1].paragraph != now->paragraph;
    if (begins_it && opens)
        topic->head = (struct label){.runs = {{first, at}}, .count = 1};
}

/* "Vụ đông xuân 2021, …", but not "so với vụ mùa trước": a season holds until another one, or the whole year. */
static void follow_season(const struct reading *r, uint32_t at, struct topic *topic)
{
    static const char *const comparing[] = {"với", "hơn", "so", "bằng", "cùng", "trước"};
    const struct hit *season = hits_at(&r->hits, at, CLASS_ABOUT);
    if (!season || !entry_is(season->entry, "season"))
        return;
    uint32_t end = at + season->count;
    for (size_t i = 0; i < sizeof comparing / sizeof *comparing; i++)
        if ((at && token_is(r, at - 1, comparing[i])) || token_is(r, end, "trước"))
            return;
    topic->season = (struct label){.runs = {{at, end}}, .count = 1};
}

/* A paragraph has a head of its own, and a season where it is no item of a list. */
static void enter_sentence(const struct reading *r, uint32_t at, struct topic *topic)
{
    const struct sentence *now = &r->sentences.items[r->sentence_of[at]];
    if (now->paragraph == r->sentences.items[r->sentence_of[at - 1]].paragraph)
        return;
    topic->head.count = 0;
    if (!now->item)
        topic->season.count = 0;
}

/* A sentence that is no item of the list, or the next item where the whole stands in one of them. */
static bool ends_parts(const struct reading *r, uint32_t at, const struct topic *topic)
{
    const struct sentence *now = &r->sentences.items[r->sentence_of[at]];
    bool within = topic->parted && r->sentences.items[topic->parts_of->sentence].item;
    return !now->item || (within && now->paragraph != r->sentences.items[topic->parts_of->sentence].paragraph);
}

/* A name that is a place's, too, is told of as a place, unless a group has it: "Tập đoàn | Hòa Phát". */
static void follow_company(const struct reading *r, uint32_t at, struct topic *topic)
{
    struct run name = company_at(r, at);
    if (name.end > name.first + 1 && (token_is(r, name.first - 1, "đoàn") || !place_words(r, name.first)))
        topic->company = name;
}

static void follow_words(const struct reading *r, uint32_t at, struct topic *topic)
{
    if (token_is(r, at, "cả") && token_is(r, at + 1, "năm"))
        topic->season.count = 0;
    if (!begins(r, at, CLASS_ABOUT))
        return;
    follow_season(r, at, topic);
    follow_company(r, at, topic);
}

/* "xuống giống 189.640 ha lúa | hè thu 2026": a season that is told as a time right behind the figure. */
static void follow_season_behind(const struct reading *r, const struct mention *m, struct topic *topic)
{
    for (uint32_t i = m->end; i < m->end + SEASON_BEHIND && is_kind(r, i, TOKEN_WORD) && r->use[i] != USE_MENTION; i++)
        if (r->use[i] == USE_TIME) {
            follow_season(r, i, topic);
            return;
        }
}

/* Follows the text up to the figure: where parts begin to be listed, and where that ends. */
void topic_follow(const struct reading *r, const struct mention *m, struct topic *topic)
{
    if (!topic->seen)
        follow_words(r, 0, topic);
    for (uint32_t i = topic->seen ? topic->seen : 1; i < m->first; i++) {
        bool enters = r->sentence_of[i] != r->sentence_of[i - 1];
        if (enters)
            enter_sentence(r, i, topic);
        if (is_mark(r, i, ':'))
            follow_head(r, i, topic);
        follow_words(r, i, topic);
        if (opens_parts(r, i, topic)) {
            topic->parted = topic->last_taxon;
            topic->parts_of = topic->last;
            topic->parts_label = topic->last_label;
            topic->resumed = false;
            bool beside =
                topic->whole && topic->whole != topic->last && topic->whole->sentence == topic->last->sentence;
            topic->other = beside ? topic->taxon : NULL;
            topic->other_of = topic->whole;
            topic->listed =
                is_mark(r, i + hits_begun(&r->hits, i, CLASS_PARTS)->count, ':') || !token_is(r, i, "trong");
        } else if (is_mark(r, i, ';') && !topic->listed) { /* "…, trong đó nữ 5; …" */
            topic->resumed = true;
        } else if (enters && ends_parts(r, i, topic)) {
            topic->parted = topic->other = NULL;
        }
    }
    if (topic->seen < m->first)
        topic->seen = m->first;
    follow_season_behind(r, m, topic);
}

void topic_pass(struct topic *topic, const struct mention *m)
{
    topic->last = m;
    topic->last_taxon = NULL;
    topic->last_label = (struct label){.count = 0};
}

/* "27.964 học sinh, trong đó mầm non 7.215 cháu": these name people, whoever they are. */
static bool names_people(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"người", "em", "cháu", "đồng", "vị", "lao"}; /* "lao | động" */
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, at, words[i]))
            return true;
    return false;
}

static bool may_be_people(const struct reading *r, uint32_t at)
{
    static const char *const groups[] = {"person", "party", "school", "official", "social"};
    const struct hit *noun = hits_at(&r->hits, at, CLASS_NOUN);
    for (size_t i = 0; noun && i < sizeof groups / sizeof *groups; i++)
        if (strcmp(noun->entry->value, groups[i]) == 0)
            return true;
    return false;
}

/* One unit, and where things are counted one kind of them. */
bool measures_same(const struct reading *r, const struct mention *part, const struct mention *whole)
{
    if (!part->unit || !whole->unit || strcmp(part->unit, whole->unit) != 0)
        return false;
    if (!is_count(part) || !is_count(whole))
        return !is_percent(part);
    uint32_t at = part->counted_first, of = whole->counted_first;
    return token_at(r, at)->symbol == token_at(r, of)->symbol || (names_people(r, at) && may_be_people(r, of));
}
