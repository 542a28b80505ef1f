/* Letters are gathered into words; a word with a letter outside ASCII is good or bad. A capital behind a small letter
 * is bad, too: nobody writes so, but a wrong table reads so. */
#include "daemon/text/charset_weigh.h"

#include <stdbool.h>
#include <utf8proc.h>

#include "daemon/text/syllable.h"

#define WORD_MAX 24 /* letters and marks; longer words are no syllables */

#define SEEN_BITS 65536 /* words seen, by their hash: one that is missed for another's sake costs nothing */

struct word {
    int32_t codes[WORD_MAX];
    uint32_t count;
    bool foreign; /* has a letter outside ASCII */
    bool wrong;   /* too long, or has what no word has */
    bool small;   /* its last letter was a small one */
};

static bool is_ascii_letter(int32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

/* Letters and the marks on them. */
static bool is_letter(int32_t code)
{
    if (code < 0x80)
        return is_ascii_letter(code);
    utf8proc_category_t category = utf8proc_category(code);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) || category == UTF8PROC_CATEGORY_MN;
}

struct weighing {
    struct charset_weight weight;
    struct word word;
    uint64_t seen[SEEN_BITS / 64];
};

/* FNV-1a over the letters; true the first time. */
static bool is_new(struct weighing *weighing)
{
    uint32_t hash = 2166136261u;
    for (uint32_t i = 0; i < weighing->word.count; i++)
        hash = (hash ^ (uint32_t)weighing->word.codes[i]) * 16777619u;
    hash = (hash ^ hash >> 16) % SEEN_BITS;
    uint64_t bit = UINT64_C(1) << hash % 64;
    bool seen = weighing->seen[hash / 64] & bit;
    weighing->seen[hash / 64] |= bit;
    return !seen;
}

static void end_word(struct weighing *weighing)
{
    const struct word *word = &weighing->word;
    if (word->foreign && is_new(weighing)) {
        if (!word->wrong && syllable_is(word->codes, word->count))
            weighing->weight.good++;
        else
            weighing->weight.bad++;
    }
    weighing->word = (struct word){.count = 0};
}

static void add_letter(struct word *word, int32_t code)
{
    bool foreign = code >= 0x80;
    bool capital = foreign && utf8proc_category(code) == UTF8PROC_CATEGORY_LU;
    word->wrong |= (capital && word->small) || word->count == WORD_MAX;
    word->small = foreign ? word->small || utf8proc_category(code) == UTF8PROC_CATEGORY_LL : code >= 'a';
    word->foreign |= foreign;
    if (word->count < WORD_MAX)
        word->codes[word->count++] = code;
}

/* Signs that stand between letters in good text, too. */
static bool may_join(int32_t code)
{
    return code == 0x2019 || code == 0x2013 || code == 0x2014 || code == 0x2026 || code == 0xA0 || code == 0xAD;
}

static void add(struct weighing *weighing, int32_t code, bool letter_follows)
{
    if (is_letter(code)) {
        add_letter(&weighing->word, code);
        return;
    }
    bool inside = weighing->word.count && letter_follows && code >= 0x80 && !may_join(code);
    bool torn = inside || code == CHARSET_BAD || (code >= 0x80 && code < 0xA0);
    end_word(weighing);
    weighing->weight.bad += torn;
    weighing->weight.torn += torn;
}

static uint32_t step(const struct charset_table *table, const unsigned char *at, size_t left,
                     struct charset_codes *ret_codes)
{
    if (table)
        return charset_table_step(table, at, left, ret_codes);
    utf8proc_ssize_t taken = utf8proc_iterate(at, (utf8proc_ssize_t)left, &ret_codes->codes[0]);
    ret_codes->count = 1;
    return taken > 0 ? (uint32_t)taken : 1;
}

struct charset_weight charset_weigh(const struct charset_table *table, const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes, *end = at + length;
    struct weighing weighing = {.weight = {0}};
    while (at < end && weighing.weight.good + weighing.weight.bad < CHARSET_WEIGHED) {
        struct charset_codes codes;
        at += step(table, at, (size_t)(end - at), &codes);
        bool letter_follows = at < end && (*at >= 0x80 || is_ascii_letter(*at));
        for (uint32_t i = 0; i < codes.count; i++)
            add(&weighing, codes.codes[i], letter_follows);
    }
    end_word(&weighing);
    return weighing.weight;
}

uint32_t charset_weight_percent(struct charset_weight weight)
{
    return weight.good * 100 / (weight.good + weight.bad + 1);
}
