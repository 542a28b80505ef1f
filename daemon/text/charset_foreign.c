/* What uchardet answers, or a page declares, is held against the text that comes out: letters of that script that stand
 * together, or for Latin ones enough words, since "5 km²" is a word in half of them. uchardet tells no confidence; how
 * sure an answer is comes from the kind of encoding and from how much there is to read. */
#include "daemon/text/charset_foreign.h"

#include <uchardet/uchardet.h>
#include <utf8proc.h>

#include "daemon/text/charset_convert.h"
#include "daemon/text/charset_declared.h"
#include "daemon/text/charset_weigh.h"
#include "daemon/text/utf8.h"

#define HIGH_LEAST 6     /* bytes outside ASCII: fewer tell nothing */
#define LETTERS_LEAST 6  /* of another script */
#define WORDS_LEAST 6    /* with a Latin letter outside ASCII */
#define BAD_SHARE 32     /* one character of so many may be none */
#define CUT_MOST 3       /* bytes of a character that the sample's end cut */
#define DECLARED_SURE 90

enum kind {
    WIDE,   /* several bytes a character: few other texts are valid in it */
    SCRIPT, /* a byte a letter, of a script that is not Latin */
    LATIN,
    KINDS,
};

static const uint32_t kind_sure[KINDS] = {[WIDE] = 90, [SCRIPT] = 80, [LATIN] = 60};

/* What uchardet calls them, their names here and as iconv has them, and what pages call them, in lower case. Where a
 * code page of Windows holds all of a standard's letters, it stands for that one, as in browsers. */
struct foreign {
    const char *found, *name, *converter, *labels;
    enum kind kind;
};

static const struct foreign rows[] = {
    {"GB18030", "gb18030", "GB18030", "gb18030 gbk gb2312 x-gbk gb_2312-80 hz-gb-2312", WIDE},
    {"BIG5", "big5", "BIG5-HKSCS", "big5 big5-hkscs cn-big5 x-x-big5", WIDE},
    {"EUC-TW", "euc-tw", "EUC-TW", "euc-tw", WIDE},
    {"SHIFT_JIS", "shift_jis", "CP932", "shift_jis shift-jis sjis x-sjis windows-31j", WIDE},
    {"EUC-JP", "euc-jp", "EUC-JP", "euc-jp x-euc-jp", WIDE},
    {"UHC EUC-KR", "euc-kr", "UHC", "euc-kr ks_c_5601-1987 windows-949 korean", WIDE},
    {"TIS-620", "windows-874", "CP874", "tis-620 windows-874 iso-8859-11", SCRIPT},
    {"WINDOWS-1251", "windows-1251", "CP1251", "windows-1251 cp1251 x-cp1251", SCRIPT},
    {"KOI8-R", "koi8-r", "KOI8-RU", "koi8-r koi8-u koi8 koi8-ru", SCRIPT},
    {"ISO-8859-5", "iso-8859-5", "ISO-8859-5", "iso-8859-5 cyrillic", SCRIPT},
    {"IBM866", "ibm866", "IBM866", "ibm866 cp866 866", SCRIPT},
    {"IBM855", "ibm855", "IBM855", "ibm855 cp855", SCRIPT},
    {"MAC-CYRILLIC", "mac-cyrillic", "MAC-CYRILLIC", "x-mac-cyrillic", SCRIPT},
    {"WINDOWS-1253", "windows-1253", "CP1253", "windows-1253 cp1253", SCRIPT},
    {"ISO-8859-7", "iso-8859-7", "ISO-8859-7", "iso-8859-7 greek", SCRIPT},
    {"WINDOWS-1255", "windows-1255", "CP1255", "windows-1255 cp1255", SCRIPT},
    {"ISO-8859-8", "iso-8859-8", "ISO-8859-8", "iso-8859-8 iso-8859-8-i hebrew", SCRIPT},
    {"WINDOWS-1256", "windows-1256", "CP1256", "windows-1256 cp1256", SCRIPT},
    {"ISO-8859-6", "iso-8859-6", "ISO-8859-6", "iso-8859-6 arabic", SCRIPT},
    {"WINDOWS-1250", "windows-1250", "CP1250", "windows-1250 cp1250 x-cp1250", LATIN},
    {"ISO-8859-2", "iso-8859-2", "ISO-8859-2", "iso-8859-2 latin2", LATIN},
    {"ISO-8859-3", "iso-8859-3", "ISO-8859-3", "iso-8859-3 latin3", LATIN},
    {"ISO-8859-4", "iso-8859-4", "ISO-8859-4", "iso-8859-4 latin4", LATIN},
    {"ISO-8859-10", "iso-8859-10", "ISO-8859-10", "iso-8859-10 latin6", LATIN},
    {"ISO-8859-13", "iso-8859-13", "ISO-8859-13", "iso-8859-13", LATIN},
    {"ISO-8859-15", "iso-8859-15", "ISO-8859-15", "iso-8859-15 latin9", LATIN},
    {"ISO-8859-16", "iso-8859-16", "ISO-8859-16", "iso-8859-16", LATIN},
    {"WINDOWS-1257", "windows-1257", "CP1257", "windows-1257 cp1257", LATIN},
    {"WINDOWS-1254 ISO-8859-9", "windows-1254", "CP1254", "windows-1254 cp1254 iso-8859-9 latin5", LATIN},
    {"IBM852", "ibm852", "IBM852", "ibm852 cp852", LATIN},
    {"MAC-CENTRALEUROPE", "mac-centraleurope", "MAC-CENTRALEUROPE", "x-mac-ce", LATIN},
    {"WINDOWS-1252 ISO-8859-1", "windows-1252", "CP1252", "", LATIN},
};

/* Whether one of the words, which blanks part, is this one. */
static bool has_word(const char *words, const char *word, size_t length)
{
    for (; *words; words += strspn(words, " ")) {
        size_t here = strcspn(words, " ");
        if (here == length && !memcmp(words, word, length))
            return true;
        words += here;
    }
    return false;
}

static const struct foreign *row_declared(const char *bytes, size_t length)
{
    char label[CHARSET_LABEL_MAX];
    for (size_t at = 0; charset_declared_next(bytes, length, &at, label);)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            if (has_word(rows[i].labels, label, strlen(label)))
                return &rows[i];
    return NULL;
}

static const struct foreign *row_guessed(const char *bytes, size_t length)
{
    const struct foreign *row = NULL;
    uchardet_t detector = uchardet_new();
    if (!detector)
        return NULL;
    if (!uchardet_handle_data(detector, bytes, length)) {
        uchardet_data_end(detector);
        const char *found = uchardet_get_charset(detector);
        for (size_t i = 0; !row && i < sizeof rows / sizeof *rows; i++)
            if (has_word(rows[i].found, found, strlen(found)))
                row = &rows[i];
    }
    uchardet_delete(detector);
    return row;
}

/* --- does it read --------------------------------------------------------------------------------------------------
 */

/* The characters outside ASCII of a sample. */
struct reading {
    uint32_t letters, joined; /* joined: right behind another such letter */
    uint32_t words, torn;     /* as charset_weigh has them */
    uint32_t bad;
};

static struct reading read_sample(const char *text, uint32_t length)
{
    struct reading reading = {0};
    bool behind = false;
    for (uint32_t at = 0, step; at < length; at += step) {
        int32_t code = (int32_t)utf8_decode(text + at, &step);
        utf8proc_category_t category = utf8proc_category(code);
        bool letter = code >= 0x80 && category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_MC;
        reading.letters += letter;
        reading.joined += letter && behind;
        behind = letter;
    }
    struct charset_weight weight = charset_weigh(NULL, text, length);
    reading.torn = weight.torn;
    reading.words = weight.good + weight.bad - weight.torn;
    return reading;
}

/* 0: it does not; else how sure it is, in percent. A declared one need only be valid. */
static uint32_t sure_of(const struct foreign *row, const struct reading *reading, bool declared)
{
    if (reading->bad > reading->letters / BAD_SHARE || !reading->letters)
        return 0;
    if (declared)
        return DECLARED_SURE;
    if (row->kind == LATIN)
        return reading->words >= WORDS_LEAST && reading->torn * 8 <= reading->words
                   ? kind_sure[LATIN] * reading->words / (reading->words + 2)
                   : 0;
    return reading->letters >= LETTERS_LEAST && reading->joined * 2 >= reading->letters
               ? kind_sure[row->kind] * reading->letters / (reading->letters + 8)
               : 0;
}

/* The sample's last character may be cut. */
static uint32_t bad_in(const struct charset_tally *tally, size_t length)
{
    size_t cut = length < CHARSET_GUESSED_WITHIN ? 0 : tally->bad < CUT_MOST ? tally->bad : CUT_MOST;
    return (uint32_t)(tally->bad - cut);
}

static int try_row(struct arena *arena, const struct foreign *row, const char *sample, size_t length, bool declared,
                   uint32_t *ret_sure, struct ind_fault *fault)
{
    struct charset_text text = {0};
    struct charset_tally tally = {0};
    TRY(charset_convert(arena, row->converter, sample, length, &text, &tally, fault));
    if (!text.bytes)
        return 0;
    struct reading reading = read_sample(text.bytes, text.length);
    reading.bad = bad_in(&tally, length);
    *ret_sure = sure_of(row, &reading, declared);
    return 0;
}

/* --- all of it -----------------------------------------------------------------------------------------------------
 */

/* From the first byte outside ASCII on; *ret_high is how many there are. */
static const char *sample_of(const char *bytes, size_t length, size_t *ret_length, size_t *ret_high)
{
    size_t at = 0, high = 0;
    while (at < length && (unsigned char)bytes[at] < 0x80)
        at++;
    *ret_length = length - at < CHARSET_GUESSED_WITHIN ? length - at : CHARSET_GUESSED_WITHIN;
    for (size_t i = 0; i < *ret_length; i++)
        high += (unsigned char)bytes[at + i] >= 0x80;
    *ret_high = high;
    return bytes + at;
}

static int find_row(struct arena *arena, const char *bytes, size_t length, struct charset_text *text,
                    const struct foreign **ret_row, struct ind_fault *fault)
{
    size_t sampled, high;
    uint32_t sure = 0;
    const char *sample = sample_of(bytes, length, &sampled, &high);
    const struct foreign *row = row_declared(bytes, length);
    *ret_row = NULL;
    if (row)
        TRY(try_row(arena, row, sample, sampled, true, &sure, fault));
    text->source = sure ? CHARSET_BY_DECLARATION : CHARSET_BY_STATISTICS;
    if (!sure && high >= HIGH_LEAST && (row = row_guessed(sample, sampled)))
        TRY(try_row(arena, row, sample, sampled, false, &sure, fault));
    text->sure = sure;
    *ret_row = sure ? row : NULL;
    return 0;
}

int charset_foreign(struct arena *arena, const char *bytes, size_t length, struct charset_text *text, bool *ret_found,
                    struct ind_fault *fault)
{
    struct charset_text found = {0};
    struct charset_tally tally = {0};
    const struct foreign *row;
    TRY(find_row(arena, bytes, length, &found, &row, fault));
    *ret_found = false;
    if (!row)
        return 0;
    TRY(charset_convert(arena, row->converter, bytes, length, &found, &tally, fault));
    if (tally.bad > tally.codes / BAD_SHARE)
        return 0;
    TRY(charset_check_text(&tally, bytes, fault));
    found.encoding = row->name;
    *text = found;
    *ret_found = true;
    return 0;
}
