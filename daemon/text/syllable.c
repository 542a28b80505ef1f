/* The word is spelled as VIQR writes it (RFC 1456: a( â is a^, o+, u+; đ is D here), without its tone, and held against
 * the closed lists of initials and rhymes that Vietnamese has. */
#include "daemon/text/syllable.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define SPELLING_MAX 12 /* nghie^ng has eight */
#define PARTS_MAX 8

static const char *const initials[] = {"",  "b",  "c", "ch", "d",  "D",  "g", "gh", "gi", "h", "k",  "kh", "l", "m",
                                       "n", "ng", "ngh", "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"};

/* In byte order. */
static const char *const rhymes[] = {
    "a", "a(c", "a(m", "a(n", "a(ng", "a(p", "a(t", "a^c", "a^m", "a^n", "a^ng", "a^p", "a^t", "a^u", "a^y", "ac",
    "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "e^", "e^ch", "e^m", "e^n", "e^nh",
    "e^p", "e^t", "e^u", "ec", "em", "en", "eng", "eo", "ep", "et", "i", "ia", "ich", "ie^c", "ie^m", "ie^n", "ie^ng",
    "ie^p", "ie^t", "ie^u", "im", "in", "inh", "ip", "it", "iu", "o", "o+", "o+i", "o+m", "o+n", "o+p", "o+t", "o^",
    "o^c", "o^i", "o^m", "o^n", "o^ng", "o^p", "o^t", "oa", "oa(c", "oa(m", "oa(n", "oa(ng", "oa(t", "oac", "oach",
    "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe", "oen", "oeo", "oet", "oi", "om",
    "on", "ong", "ooc", "oong", "op", "ot", "u", "u+", "u+a", "u+c", "u+i", "u+m", "u+n", "u+ng", "u+o+c", "u+o+i",
    "u+o+m", "u+o+n", "u+o+ng", "u+o+p", "u+o+t", "u+o+u", "u+t", "u+u", "ua", "ua^n", "ua^ng", "ua^t", "ua^y", "uc",
    "ue^", "ue^ch", "ue^nh", "ui", "um", "un", "ung", "uo+", "uo^c", "uo^i", "uo^m", "uo^n", "uo^ng", "uo^t", "up",
    "ut", "uy", "uya", "uych", "uye^n", "uye^t", "uynh", "uyt", "uyu", "y", "ych", "ye^m", "ye^n", "ye^ng", "ye^t",
    "ye^u", "ynh", "yt",
};

struct spelling {
    char letters[SPELLING_MAX + 1];
    uint32_t count;
    uint32_t tones;
    bool rises_or_drops; /* the tone is acute or dot below: the only two before c, ch, p, t */
};

static bool put(struct spelling *spelling, char letter)
{
    if (spelling->count == SPELLING_MAX)
        return false;
    spelling->letters[spelling->count++] = letter;
    spelling->letters[spelling->count] = '\0';
    return true;
}

/* A letter without marks, or one mark. False for what no Vietnamese word has. */
static bool put_part(struct spelling *spelling, int32_t part)
{
    switch (part) {
    case 0x302: return put(spelling, '^');
    case 0x306: return put(spelling, '(');
    case 0x31B: return put(spelling, '+');
    case 0x111: return put(spelling, 'D');
    case 0x301: case 0x323: spelling->rises_or_drops = true; /* fall through */
    case 0x300: case 0x303: case 0x309: return ++spelling->tones == 1 && spelling->count;
    default: return part >= 'a' && part <= 'z' && put(spelling, (char)part);
    }
}

static bool put_code(struct spelling *spelling, int32_t code)
{
    int32_t parts[PARTS_MAX];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(utf8proc_tolower(code), parts, PARTS_MAX,
                                                     UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &boundary);
    if (count <= 0 || count > PARTS_MAX)
        return false;
    for (utf8proc_ssize_t i = 0; i < count; i++)
        if (!put_part(spelling, parts[i]))
            return false;
    return true;
}

static int compare(const void *key, const void *item)
{
    return strcmp(key, *(const char *const *)item);
}

static bool is_rhyme(const struct spelling *spelling, const char *letters)
{
    if (!bsearch(letters, rhymes, sizeof rhymes / sizeof *rhymes, sizeof *rhymes, compare))
        return false;
    char last = spelling->letters[spelling->count - 1];
    bool stopped = last == 'c' || last == 'p' || last == 't' || (last == 'h' && letters[strlen(letters) - 2] == 'c');
    return !stopped || spelling->rises_or_drops;
}

bool syllable_is(const int32_t *codes, uint32_t count)
{
    struct spelling spelling = {.count = 0};
    for (uint32_t i = 0; i < count; i++)
        if (!put_code(&spelling, codes[i]))
            return false;
    for (size_t i = 0; i < sizeof initials / sizeof *initials; i++) {
        size_t length = strlen(initials[i]);
        if (!strncmp(spelling.letters, initials[i], length) && is_rhyme(&spelling, spelling.letters + length))
            return true;
    }
    return false;
}
