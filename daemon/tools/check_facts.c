/* Facts out of results: copies of what is compared, with words folded so that two spellings are one. */
#include "daemon/tools/check_facts.h"

#include "daemon/base/decimal.h"
#include "daemon/base/error.h"
#include "daemon/text/fold.h"
#include "daemon/tools/explain_words.h"

/* Beginnings of labels that name a measure, of which a place has one in a period. Others ("trao suất quà", "hộ") count
 * events or groups, of which there may be several of the same words. A label with a code of the taxonomy is one too,
 * but for `deeds`. */
static const char *const measures[] = {
    "tổng",          "tỷ lệ",       "tỷ trọng",           "tốc độ",   "giá trị",   "sản lượng",
    "diện tích",     "năng suất",   "doanh thu",          "doanh số", "kim ngạch", "thu ngân sách",
    "chi ngân sách", "thu nội địa", "thu nhập bình quân", "dân số",   "mật độ",    "độ che phủ",
    "lợi nhuận",     "dư nợ",       "nguồn vốn",          "nợ xấu",   "chỉ số",    "công suất",
    "quy mô",        "cơ cấu",      "bình quân",          "nhiệt độ",
};

#define MEASURES (sizeof measures / sizeof *measures)

/* Codes of deeds that are done more than once in a period, and told one by one. */
static const char *const deeds[] = {"social.gifts", "honours.certificates"};

void checkup_init(struct checkup *checkup, const char *const *files)
{
    *checkup = (struct checkup){.files = files};
    arena_init(&checkup->arena, SIZE_MAX);
}

void checkup_done(struct checkup *checkup)
{
    arena_done(&checkup->arena);
}

/* --- words ----------------------------------------------------------------------------------------------------------
 */

bool keep_words(struct checkup *checkup, struct buffer *words, ind_text *ret_text)
{
    char *copy = words->failed ? NULL : arena_copy(&checkup->arena, words->length ? words->bytes : "", words->length);
    if (!copy)
        return false;
    *ret_text = (ind_text){copy, (uint32_t)words->length};
    buffer_clear(words);
    return true;
}

/* A copy; null stays null. */
static bool keep_text(struct checkup *checkup, ind_text text, ind_text *ret_text)
{
    char *copy = text.bytes ? arena_copy(&checkup->arena, text.bytes, text.length) : NULL;
    if (text.bytes && !copy)
        return false;
    *ret_text = (ind_text){copy, copy ? text.length : 0};
    return true;
}

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           (unsigned char)byte >= 0x80;
}

const char *folded_words(struct checkup *checkup, ind_text text)
{
    char *folded = arena_alloc(&checkup->arena, (size_t)text.length * 2 + FOLD_MAX + 2);
    size_t length = 0;
    for (uint32_t at = 0; folded && at < text.length;) {
        uint32_t end = at;
        while (end < text.length && is_word_byte(text.bytes[end]))
            end++;
        char word[FOLD_MAX];
        size_t size = fold_word(text.bytes + at, end - at, word);
        if (size && length + size + 1 < (size_t)text.length * 2 + FOLD_MAX) {
            if (length)
                folded[length++] = ' ';
            memcpy(folded + length, word, size);
            length += size;
        }
        at = end > at ? end : at + 1;
    }
    return folded;
}

bool same_words(ind_text a, ind_text b)
{
    if (!a.bytes || !b.bytes)
        return !a.bytes && !b.bytes;
    return a.length == b.length && !memcmp(a.bytes, b.bytes, a.length);
}

static bool same_date(ind_date a, ind_date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

bool same_period(const ind_period *a, const ind_period *b)
{
    return same_date(a->start, b->start) && same_date(a->end, b->end);
}

/* --- sides ----------------------------------------------------------------------------------------------------------
 */

static bool side_make(struct article_at_hand *article, const ind_observation *o, ind_span span,
                      const struct buffer *value, struct side *ret_side)
{
    struct side side = {.file = article->file, .span = span};
    ind_text text = {article->text.bytes + span.start, span.end - span.start};
    ind_text shown = {value->length ? value->bytes : "", (uint32_t)value->length};
    if (value->failed || !keep_text(article->checkup, text, &side.text) ||
        !keep_text(article->checkup, shown, &side.value) || !keep_text(article->checkup, o->context, &side.sentence))
        return false;
    *ret_side = side;
    return true;
}

/* A part of an indicator is held against the same words alone, never against the whole. */
static ind_text code_of(const ind_observation *o)
{
    return o->indicator_match == IND_MATCH_EXACT ? o->indicator_code : (ind_text){0};
}

struct contradiction *contradiction_new(struct checkup *checkup, enum contradiction_kind kind, const ind_observation *o)
{
    struct contradiction *c = LIST_PUSH(&checkup->arena, &checkup->found);
    if (!c)
        return NULL;
    *c = (struct contradiction){.kind = kind, .period = o->period, .status = o->status};
    bool kept = keep_text(checkup, o->indicator, &c->indicator) && keep_text(checkup, code_of(o), &c->code) &&
                keep_text(checkup, o->place.text, &c->place) && keep_text(checkup, o->period.text, &c->period.text);
    return kept ? c : NULL;
}

bool contradiction_side(struct article_at_hand *article, struct contradiction *c, const ind_observation *o,
                        ind_span span, const struct buffer *value)
{
    if (c->side_count == SIDES)
        return true;
    return side_make(article, o, span, value, &c->sides[c->side_count]) && ++c->side_count;
}

/* --- facts ----------------------------------------------------------------------------------------------------------
 */

static bool begins_with(const char *words, const char *beginning)
{
    size_t length = strlen(beginning);
    return !strncmp(words, beginning, length) && (words[length] == ' ' || !words[length]);
}

/* The measures folded as labels are, once for all articles. */
static int fold_measures(struct checkup *checkup)
{
    const char **folded = ARENA_ARRAY(&checkup->arena, const char *, MEASURES);
    for (size_t i = 0; folded && i < MEASURES; i++) {
        folded[i] = folded_words(checkup, (ind_text){measures[i], (uint32_t)strlen(measures[i])});
        if (!folded[i])
            return IND_E_NOMEM;
    }
    checkup->measures = folded;
    return folded ? 0 : IND_E_NOMEM;
}

static bool is_measure(const struct checkup *checkup, const char *label)
{
    for (size_t i = 0; i < MEASURES; i++)
        if (begins_with(label, checkup->measures[i]))
            return true;
    return false;
}

static bool is_deed(ind_text code)
{
    for (size_t i = 0; code.bytes && i < sizeof deeds / sizeof *deeds; i++)
        if (code.length == strlen(deeds[i]) && !memcmp(code.bytes, deeds[i], code.length))
            return true;
    return false;
}

/* The words of one text behind those of another. */
static const char *joined_words(struct checkup *checkup, ind_text first, ind_text second)
{
    struct buffer joined;
    buffer_init(&joined);
    words_text(&joined, first);
    buffer_byte(&joined, ' ');
    words_text(&joined, second);
    const char *folded =
        joined.failed ? NULL : folded_words(checkup, (ind_text){joined.bytes, (uint32_t)joined.length});
    buffer_done(&joined);
    return folded;
}

/* The code where the place was found in the official list, else its words. */
static const char *place_key(struct checkup *checkup, const ind_place *place)
{
    if (place->code.bytes)
        return joined_words(checkup, place->vintage, place->code);
    return folded_words(checkup, place->text);
}

static bool add_growth(struct article_at_hand *article, const ind_observation *o, const ind_figure *f,
                       struct growth *growth, struct buffer *words)
{
    *growth = (struct growth){.comparison = f->comparison, .period = f->period};
    ind_decimal one = decimal_of(1, 0);
    growth->ratio = amount_subtract(amount_of_ratio(f), (struct amount){one, one, one});
    growth->ratio.exact = decimal_reduce(decimal_subtract(f->ratio, one));
    words_figure(words, f);
    bool made = side_make(article, o, f->span, words, &growth->side);
    buffer_clear(words);
    return made;
}

/* Growths that are compared: relative, and printed without a qualifier or range. */
static bool add_growths(struct article_at_hand *article, const ind_observation *o, struct fact *fact,
                        struct buffer *words)
{
    struct growth *growths = ARENA_ARRAY(&article->checkup->arena, struct growth, (size_t)o->figure_count + 1);
    if (!growths)
        return false;
    fact->growths = growths;
    for (uint32_t i = 0; i < o->figure_count; i++) {
        const ind_figure *f = &o->figures[i];
        if (f->role != IND_ROLE_CHANGE || !f->ratio.known || f->low.known || f->qualifier != IND_QUALIFIER_NONE)
            continue;
        if (!add_growth(article, o, f, &growths[fact->growth_count++], words))
            return false;
    }
    return true;
}

static bool add_level(struct article_at_hand *article, const ind_observation *o, struct fact *fact,
                      struct buffer *words)
{
    fact->has_level = true;
    fact->level = amount_of_level(&o->level);
    words_level(words, &o->level);
    bool made = side_make(article, o, o->level.span, words, &fact->side);
    buffer_clear(words);
    return made;
}

static bool add_fact(struct article_at_hand *article, const ind_observation *o, struct buffer *words)
{
    struct checkup *checkup = article->checkup;
    struct fact *fact = LIST_PUSH(&checkup->arena, &checkup->facts);
    if (!fact)
        return false;
    *fact = (struct fact){.period = o->period,
                          .status = o->status,
                          .file = article->file,
                          .sentence = o->context_span.start,
                          .measured = code_of(o).bytes && !is_deed(code_of(o)),
                          .published = article->result->article.published,
                          .label = joined_words(checkup, o->head, o->indicator),
                          .place_key = place_key(checkup, &o->place),
                          .unit = joined_words(checkup, o->level.unit, o->level.counted)};
    if (!fact->label || !fact->place_key || !fact->unit)
        return false;
    fact->measured |= is_measure(checkup, fact->label);
    bool kept = keep_text(checkup, o->indicator, &fact->indicator) && keep_text(checkup, code_of(o), &fact->code) &&
                keep_text(checkup, o->place.text, &fact->place) &&
                keep_text(checkup, o->period.text, &fact->period.text);
    return kept && (!o->has_level || add_level(article, o, fact, words)) && add_growths(article, o, fact, words);
}

int checkup_add(struct checkup *checkup, uint32_t file, const ind_source *source, const ind_result *result)
{
    struct article_at_hand article = {.checkup = checkup, .file = file, .text = result->text, .result = result};
    if (result->article.offsets_in_file)
        article.text = (ind_text){source->bytes, (uint32_t)source->length};
    if (!checkup->measures)
        TRY(fold_measures(checkup));
    checkup->observations += result->count;
    struct buffer words;
    buffer_init(&words);
    bool fine = true;
    for (uint32_t i = 0; fine && i < result->count; i++)
        fine = add_fact(&article, &result->observations[i], &words);
    buffer_done(&words);
    return fine ? check_inside(&article) : IND_E_NOMEM;
}
