/* What the extraction's rules mean, as rows. A rule names a table row ("units:tạ/ha") or a decision of the code
 * ("numbers:list"); what is in no row here is shown by its name alone. */
#include "daemon/tools/explain_words.h"

/* `name` is a whole rule, or the beginning of one where it ends with a colon. */
static const struct {
    const char *name, *meaning;
} rules[] = {
    /* what was read */
    {"units:", "a unit"},
    {"nouns:", "a counted noun"},
    {"money:bare", "a scaled number that no noun follows is money, in đồng"},
    {"count:bare", "a number without a unit counts what its label names"},
    {"count:half", "“một nửa”: half of what it was"},
    {"count:listed", "a number behind a name in a list counts what the figure before the list counts"},
    {"count:unknown_noun", "a count of the noun behind it, which no table knows"},
    {"plan:slash", "what stands behind the slash is the plan's own amount"},
    {"cues:times:", "a multiple"},
    {"table:percent", "a column of a table whose header says a proportion"},
    /* what was left out: tables */
    {"cues:numbered:", "the number of a thing that this word names"},
    {"cues:ordinal:", "a rank or an ordinal"},
    {"cues:idiom:", "an idiom that counts nothing"},
    /* patterns.tsv */
    {"patterns:number-year-act", "the number of a document"},
    {"patterns:number-slash-act", "the number of a document"},
    {"patterns:number-slash-known-act", "the number of a document"},
    {"patterns:numbers-dash-act", "the number of a document"},
    {"patterns:number-dash-known-act", "the number of a document"},
    {"patterns:number-blank-act", "the number of a document"},
    {"patterns:standard", "the number of a standard"},
    {"patterns:day-month-year", "a date"},
    {"patterns:day-dash-month-dash-year", "a date"},
    {"patterns:day-dot-month-dot-year", "a date"},
    {"patterns:day-month-short-year", "a date"},
    {"patterns:iso", "a date"},
    {"patterns:blank-apart", "a date"},
    {"patterns:colon", "a time of day"},
    {"patterns:hour-letter", "a time of day"},
    {"patterns:hour-word", "a time of day"},
    {"patterns:national", "a telephone number"},
    {"patterns:international", "a telephone number"},
    {"patterns:service", "a telephone number"},
    {"patterns:map", "the scale of a plan or map"},
    {"patterns:licence", "a licence plate"},
    {"patterns:gold", "the karats of gold"},
    {"patterns:campaign", "the name of a campaign"},
    {"patterns:number-of-digits", "how many digits a number has"},
    {"patterns:degrees", "a coordinate"},
    {"patterns:", "a pattern for what is no figure"},
    /* what was left out: the code */
    {"numbers:too_long", "more digits than a figure has"},
    {"numbers:round_the_clock", "hours and days that mean “always”"},
    {"numbers:bare", "nothing around it says what it would count"},
    {"numbers:code", "a code or the name of a thing"},
    {"numbers:of_year", "a number within a year: of a document, a session, an issue"},
    {"numbers:page", "a page or its counter"},
    {"numbers:tied", "part of a name: tied to a word"},
    {"numbers:place", "part of a place's name"},
    {"numbers:rank", "a rank among several"},
    {"numbers:suffix", "part of a name: a letter is tied to it"},
    {"numbers:list", "the number of a list item"},
    {"numbers:clock", "a time of day"},
    {"numbers:age", "an age"},
    {"numbers:term", "how long a deposit, loan or bond runs"},
    {"numbers:size", "how large one piece is, or a class of weight or voltage"},
    {"numbers:sides", "the sides of something, or runs of a relay"},
    {"numbers:grade", "a grade of quality"},
    {"numbers:base", "what a rate is per"},
    {"numbers:score", "the score of a match"},
    {"numbers:day", "a day and its month"},
    {"numbers:rating", "stars of a rating"},
    {"numbers:proportion", "two numbers in proportion"},
    {"numbers:span_of_time", "how long ago or how long since: when, not how much"},
    {"numbers:lapse", "over how long: when, not how much"},
    {"numbers:quoted", "within the quoted name of a campaign or programme"},
    {"table:row", "numbers the rows of a table"},
    {"table:words", "a cell of a table that holds words, not an amount"},
    {"words:none", "a word that is no numeral here"},
    {"words:name", "part of a name"},
    {"words:indefinite", "says no definite number"},
    {"words:uncounted", "a number word with nothing to count"},
    {"words:one", "“one” as an article"},
    {"words:year", "“năm” is a year here"},
};

void words_rule(struct buffer *out, ind_text rule)
{
    for (size_t i = 0; rule.bytes && i < sizeof rules / sizeof *rules; i++) {
        size_t length = strlen(rules[i].name);
        bool family = rules[i].name[length - 1] == ':';
        if (family ? rule.length <= length : rule.length != length)
            continue;
        if (memcmp(rule.bytes, rules[i].name, length))
            continue;
        buffer_text(out, rules[i].meaning);
        return;
    }
}
