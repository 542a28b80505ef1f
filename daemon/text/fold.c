/* Folding by the shape of a Vietnamese syllable: initial, vowels, final. A word that is no such syllable (a
 * foreign name, an abbreviation, a word with digits) is only put into lower case. */
#include "daemon/text/fold.h"

#include <stdint.h>
#include <string.h>

#include <utf8proc.h>

#include "daemon/text/utf8.h"

/* The vowels without their tones, and the tones, in the order of the tables below. */
enum vowel { A, A_BREVE, A_HAT, E, E_HAT, I, O, O_HAT, O_HORN, U, U_HORN, Y, VOWELS };
enum tone { LEVEL, GRAVE, ACUTE, HOOK, TILDE, DOT, TONES };

static const uint16_t vowel_letters[VOWELS][TONES] = {
    [A] = {'a', 0xE0, 0xE1, 0x1EA3, 0xE3, 0x1EA1},
    [A_BREVE] = {0x103, 0x1EB1, 0x1EAF, 0x1EB3, 0x1EB5, 0x1EB7},
    [A_HAT] = {0xE2, 0x1EA7, 0x1EA5, 0x1EA9, 0x1EAB, 0x1EAD},
    [E] = {'e', 0xE8, 0xE9, 0x1EBB, 0x1EBD, 0x1EB9},
    [E_HAT] = {0xEA, 0x1EC1, 0x1EBF, 0x1EC3, 0x1EC5, 0x1EC7},
    [I] = {'i', 0xEC, 0xED, 0x1EC9, 0x129, 0x1ECB},
    [O] = {'o', 0xF2, 0xF3, 0x1ECF, 0xF5, 0x1ECD},
    [O_HAT] = {0xF4, 0x1ED3, 0x1ED1, 0x1ED5, 0x1ED7, 0x1ED9},
    [O_HORN] = {0x1A1, 0x1EDD, 0x1EDB, 0x1EDF, 0x1EE1, 0x1EE3},
    [U] = {'u', 0xF9, 0xFA, 0x1EE7, 0x169, 0x1EE5},
    [U_HORN] = {0x1B0, 0x1EEB, 0x1EE9, 0x1EED, 0x1EEF, 0x1EF1},
    [Y] = {'y', 0x1EF3, 0xFD, 0x1EF7, 0x1EF9, 0x1EF5},
};

/* The same the other way: 1 + vowel * 8 + tone of a lower-case letter, 0 for what is no vowel. */
#define V(vowel, tone) (1 + (vowel) * 8 + (tone))

static const uint8_t ascii_vowels[32] = {
    ['a' - '`'] = V(A, LEVEL), ['e' - '`'] = V(E, LEVEL), ['i' - '`'] = V(I, LEVEL),
    ['o' - '`'] = V(O, LEVEL), ['u' - '`'] = V(U, LEVEL), ['y' - '`'] = V(Y, LEVEL),
};

static const uint8_t latin_vowels[32] = {
    [0xE0 - 0xE0] = V(A, GRAVE),     [0xE1 - 0xE0] = V(A, ACUTE),     [0xE2 - 0xE0] = V(A_HAT, LEVEL),
    [0xE3 - 0xE0] = V(A, TILDE),     [0xE8 - 0xE0] = V(E, GRAVE),     [0xE9 - 0xE0] = V(E, ACUTE),
    [0xEA - 0xE0] = V(E_HAT, LEVEL), [0xEC - 0xE0] = V(I, GRAVE),     [0xED - 0xE0] = V(I, ACUTE),
    [0xF2 - 0xE0] = V(O, GRAVE),     [0xF3 - 0xE0] = V(O, ACUTE),     [0xF4 - 0xE0] = V(O_HAT, LEVEL),
    [0xF5 - 0xE0] = V(O, TILDE),     [0xF9 - 0xE0] = V(U, GRAVE),     [0xFA - 0xE0] = V(U, ACUTE),
    [0xFD - 0xE0] = V(Y, ACUTE),
};

/* U+1EA1 to U+1EF9, the odd ones. */
static const uint8_t viet_vowels[45] = {
    V(A, DOT),         V(A, HOOK),        V(A_HAT, ACUTE),   V(A_HAT, GRAVE),  V(A_HAT, HOOK),
    V(A_HAT, TILDE),   V(A_HAT, DOT),     V(A_BREVE, ACUTE), V(A_BREVE, GRAVE), V(A_BREVE, HOOK),
    V(A_BREVE, TILDE), V(A_BREVE, DOT),   V(E, DOT),         V(E, HOOK),       V(E, TILDE),
    V(E_HAT, ACUTE),   V(E_HAT, GRAVE),   V(E_HAT, HOOK),    V(E_HAT, TILDE),  V(E_HAT, DOT),
    V(I, HOOK),        V(I, DOT),         V(O, DOT),         V(O, HOOK),       V(O_HAT, ACUTE),
    V(O_HAT, GRAVE),   V(O_HAT, HOOK),    V(O_HAT, TILDE),   V(O_HAT, DOT),    V(O_HORN, ACUTE),
    V(O_HORN, GRAVE),  V(O_HORN, HOOK),   V(O_HORN, TILDE),  V(O_HORN, DOT),   V(U, DOT),
    V(U, HOOK),        V(U_HORN, ACUTE),  V(U_HORN, GRAVE),  V(U_HORN, HOOK),  V(U_HORN, TILDE),
    V(U_HORN, DOT),    V(Y, GRAVE),       V(Y, DOT),         V(Y, HOOK),       V(Y, TILDE),
};

static uint8_t vowel_of(uint32_t code)
{
    if (code < 0x80)
        return code >= '`' ? ascii_vowels[code - '`'] : 0;
    if (code >= 0xE0 && code <= 0xFF)
        return latin_vowels[code - 0xE0];
    if (code >= 0x1EA1 && code <= 0x1EF9)
        return code & 1 ? viet_vowels[(code - 0x1EA1) / 2] : 0;
    switch (code) {
    case 0x103: return V(A_BREVE, LEVEL);
    case 0x129: return V(I, TILDE);
    case 0x169: return V(U, TILDE);
    case 0x1A1: return V(O_HORN, LEVEL);
    case 0x1B0: return V(U_HORN, LEVEL);
    default: return 0;
    }
}

/* Ð (Icelandic) and Ɖ (African) look like Đ and are typed for it. */
static uint32_t lower(uint32_t code)
{
    if (code < 0x80)
        return code >= 'A' && code <= 'Z' ? code + 32 : code;
    switch (code) {
    case 0xD0: case 0xF0: case 0x189: case 0x256: case 0x110: return 0x111;
    case 0x1A0: return 0x1A1;
    case 0x1AF: return 0x1B0;
    default: break;
    }
    if (code >= 0xC0 && code <= 0xFF)
        return code <= 0xDE && code != 0xD7 ? code + 32 : code;
    if (code >= 0x1EA0 && code <= 0x1EFF)
        return code | 1;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

/* A capital of Vietnamese takes as many bytes as its small letter, so both sides stay in step. */
bool fold_case_equals(const char *bytes, const char *word, size_t length)
{
    uint32_t one, other;
    for (size_t at = 0; at < length; at += one)
        if (lower(utf8_decode(bytes + at, &one)) != utf8_decode(word + at, &other) || one != other)
            return false;
    return true;
}

/* A word in lower case, letter by letter. */
struct word {
    uint32_t codes[FOLD_MAX];
    uint8_t vowels[FOLD_MAX]; /* as vowel_of says */
    uint32_t count;
};

/* The vowels of a syllable: [first, end) of the word's letters, its tone and where that stands. */
struct nucleus {
    uint32_t first;
    uint32_t end;
    uint32_t toned;
    enum tone tone;
};

static bool is_consonant(const struct word *word, uint32_t at)
{
    uint32_t code = word->codes[at];
    return !word->vowels[at] && ((code >= 'a' && code <= 'z') || code == 0x111);
}

static enum vowel vowel_at(const struct word *word, uint32_t at)
{
    return (enum vowel)((word->vowels[at] - 1) / 8);
}

static enum tone tone_at(const struct word *word, uint32_t at)
{
    return (enum tone)((word->vowels[at] - 1) % 8);
}

static void put_vowel(struct word *word, uint32_t at, enum vowel vowel, enum tone tone)
{
    word->codes[at] = vowel_letters[vowel][tone];
    word->vowels[at] = (uint8_t)V(vowel, tone);
}

/* u behind q and i behind g belong to the initial when another vowel follows. */
static bool is_glide(const struct word *word, const struct nucleus *nucleus)
{
    if (nucleus->first != 1 || nucleus->end - nucleus->first < 2)
        return false;
    enum vowel vowel = vowel_at(word, 1);
    return (word->codes[0] == 'q' && vowel == U) || (word->codes[0] == 'g' && vowel == I);
}

/* False when the word is no Vietnamese syllable: consonants, one to three vowels with one tone at most, consonants. */
static bool find_nucleus(const struct word *word, struct nucleus *ret_nucleus)
{
    struct nucleus nucleus = {.tone = LEVEL};
    uint32_t at = 0, tones = 0;
    while (at < word->count && is_consonant(word, at))
        at++;
    nucleus.first = at;
    for (; at < word->count && word->vowels[at]; at++)
        if (tone_at(word, at) != LEVEL) {
            nucleus.toned = at;
            nucleus.tone = tone_at(word, at);
            tones++;
        }
    nucleus.end = at;
    while (at < word->count && is_consonant(word, at))
        at++;
    if (at < word->count || nucleus.end == nucleus.first || tones > 1)
        return false;
    nucleus.first += is_glide(word, &nucleus);
    *ret_nucleus = nucleus;
    return nucleus.end - nucleus.first <= 3;
}

/* Where the new orthography puts the tone: on the last vowel with a sign of its own; else on the only vowel, on
 * the second of three, on the second of two before a final consonant and in oa, oe, uy; else on the first. */
static uint32_t tone_place(const struct word *word, const struct nucleus *nucleus)
{
    uint32_t first = nucleus->first, count = nucleus->end - first;
    for (uint32_t at = nucleus->end; at-- > first;)
        switch (vowel_at(word, at)) {
        case A_BREVE: case A_HAT: case E_HAT: case O_HAT: case O_HORN: case U_HORN: return at;
        default: break;
        }
    if (count != 2)
        return first + count / 2;
    enum vowel one = vowel_at(word, first), two = vowel_at(word, first + 1);
    bool rising = (one == O && (two == A || two == E)) || (one == U && two == Y);
    return rising || nucleus->end < word->count ? first + 1 : first;
}

/* y is i where it is the only vowel behind an initial: kỹ, tỷ, quý, but not ý, tay, huy, yêu. */
static void fold_syllable(struct word *word)
{
    struct nucleus nucleus;
    if (!find_nucleus(word, &nucleus))
        return;
    if (nucleus.tone != LEVEL) {
        uint32_t place = tone_place(word, &nucleus);
        put_vowel(word, nucleus.toned, vowel_at(word, nucleus.toned), LEVEL);
        put_vowel(word, place, vowel_at(word, place), nucleus.tone);
    }
    if (nucleus.first > 0 && nucleus.end - nucleus.first == 1 && vowel_at(word, nucleus.first) == Y)
        put_vowel(word, nucleus.first, I, tone_at(word, nucleus.first));
}

/* Most foreign words and all abbreviations end here: no vowel in ASCII folds but y. */
static bool fold_ascii(const char *bytes, size_t length, char *ret_folded)
{
    bool plain = true;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        unsigned char small = (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
        plain &= small < 0x80 && small != 'y';
        ret_folded[i] = (char)small;
    }
    return plain;
}

static size_t write_word(const struct word *word, char *ret_folded)
{
    size_t length = 0;
    for (uint32_t i = 0; i < word->count; i++) {
        char bytes[4];
        size_t size = utf8_encode(word->codes[i], bytes);
        if (length + size > FOLD_MAX)
            return 0;
        memcpy(ret_folded + length, bytes, size);
        length += size;
    }
    return length;
}

size_t fold_word(const char *bytes, size_t length, char ret_folded[static FOLD_MAX])
{
    if (length <= FOLD_MAX && fold_ascii(bytes, length, ret_folded))
        return length;
    struct word word;
    word.count = 0;
    for (size_t at = 0; at < length;) {
        uint32_t step;
        uint32_t code = lower(utf8_decode(bytes + at, &step));
        if (word.count == FOLD_MAX)
            return 0;
        word.codes[word.count] = code;
        word.vowels[word.count++] = vowel_of(code);
        at += step;
    }
    fold_syllable(&word);
    return write_word(&word, ret_folded);
}
