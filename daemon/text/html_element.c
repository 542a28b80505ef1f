/* The rows: elements as the standard lists them, and the words that Vietnamese portals and papers, and the systems that
 * they are made with, use as classes and ids. */
#include "daemon/text/html_element.h"

#include <stdlib.h>
#include <string.h>

#define NAME_MAX_BYTES 10
#define HINTED_BYTES 400
#define HINT_WORDS 3
#define HINT_BYTES 24

const struct html_element html_elements[TAGS] = {
#define X(name, text, group, traits) {text, group, traits},
    HTML_ELEMENTS(X)
#undef X
    {"", GROUP_NONE, 0},
};

/* Letters and digits only, ascending. */
static const struct hint {
    const char *word;
    uint8_t hint;
} hints[] = {
    {"abouttheauthor", HINT_FURNITURE},
    {"addthis", HINT_FURNITURE},
    {"ads", HINT_FURNITURE},
    {"adv", HINT_FURNITURE},
    {"advert", HINT_FURNITURE},
    {"advertisement", HINT_FURNITURE},
    {"advertising", HINT_FURNITURE},
    {"afcbcbody", HINT_BODY},
    {"artbody", HINT_BODY},
    {"articlebody", HINT_BODY},
    {"articlecontent", HINT_BODY},
    {"articledate", HINT_DATE},
    {"articledetail", HINT_BODY},
    {"articleother", HINT_FURNITURE},
    {"articlerelated", HINT_FURNITURE},
    {"articletext", HINT_BODY},
    {"articletitle", HINT_TITLE},
    {"assetcontent", HINT_BODY},
    {"author", HINT_AUTHOR},
    {"authorbio", HINT_FURNITURE},
    {"authorname", HINT_AUTHOR},
    {"baikhac", HINT_FURNITURE},
    {"bailienquan", HINT_FURNITURE},
    {"baimoi", HINT_FURNITURE},
    {"baimoinhat", HINT_FURNITURE},
    {"baivietkhac", HINT_FURNITURE},
    {"baivietlienquan", HINT_FURNITURE},
    {"banner", HINT_FURNITURE},
    {"bannerads", HINT_FURNITURE},
    {"banquyen", HINT_FURNITURE},
    {"binhluan", HINT_FURNITURE},
    {"blogcontent", HINT_BODY},
    {"bodytext", HINT_BODY},
    {"boxother", HINT_FURNITURE},
    {"breadcrumb", HINT_FURNITURE},
    {"breadcrumbs", HINT_FURNITURE},
    {"butdanh", HINT_AUTHOR},
    {"byline", HINT_AUTHOR},
    {"calendar", HINT_FURNITURE},
    {"caption", HINT_CAPTION},
    {"chapeau", HINT_LEAD},
    {"chiase", HINT_FURNITURE},
    {"chiasebaiviet", HINT_FURNITURE},
    {"chitiettin", HINT_BODY},
    {"chuthich", HINT_CAPTION},
    {"chuthichanh", HINT_CAPTION},
    {"ckcontent", HINT_BODY},
    {"cmsbody", HINT_BODY},
    {"cmscontent", HINT_BODY},
    {"colright", HINT_FURNITURE},
    {"comment", HINT_FURNITURE},
    {"comments", HINT_FURNITURE},
    {"complementary", HINT_FURNITURE},
    {"contentbody", HINT_BODY},
    {"contentdetail", HINT_BODY},
    {"contentinfo", HINT_FURNITURE},
    {"contentnews", HINT_BODY},
    {"cookie", HINT_FURNITURE},
    {"copyright", HINT_FURNITURE},
    {"counter", HINT_FURNITURE},
    {"createdate", HINT_DATE},
    {"createddate", HINT_DATE},
    {"cungchude", HINT_FURNITURE},
    {"cungchuyenmuc", HINT_FURNITURE},
    {"danhgiabaiviet", HINT_FURNITURE},
    {"date", HINT_DATE},
    {"datecreated", HINT_DATE},
    {"dateposted", HINT_DATE},
    {"datepublished", HINT_DATE},
    {"datetime", HINT_DATE},
    {"description", HINT_LEAD},
    {"detailbody", HINT_BODY},
    {"detailcontent", HINT_BODY},
    {"detaildate", HINT_DATE},
    {"detailnews", HINT_BODY},
    {"detailtext", HINT_BODY},
    {"detailtime", HINT_DATE},
    {"detailtitle", HINT_TITLE},
    {"docnhieu", HINT_FURNITURE},
    {"docnhieunhat", HINT_FURNITURE},
    {"dropdown", HINT_FURNITURE},
    {"editcontent", HINT_BODY},
    {"entrybody", HINT_BODY},
    {"entrycontent", HINT_BODY},
    {"entrydate", HINT_DATE},
    {"entrytitle", HINT_TITLE},
    {"fanpage", HINT_FURNITURE},
    {"fbcomments", HINT_FURNITURE},
    {"fblike", HINT_FURNITURE},
    {"fckdetail", HINT_BODY},
    {"fieldnamebody", HINT_BODY},
    {"follow", HINT_FURNITURE},
    {"fontsize", HINT_FURNITURE},
    {"footer", HINT_FURNITURE},
    {"gopy", HINT_FURNITURE},
    {"guibinhluan", HINT_FURNITURE},
    {"headline", HINT_TITLE},
    {"hotline", HINT_FURNITURE},
    {"hotnews", HINT_FURNITURE},
    {"imagecaption", HINT_CAPTION},
    {"imagedesc", HINT_CAPTION},
    {"imgcaption", HINT_CAPTION},
    {"introtext", HINT_LEAD},
    {"itempage", HINT_BODY},
    {"journalcontentarticle", HINT_BODY},
    {"keyword", HINT_FURNITURE},
    {"keywords", HINT_FURNITURE},
    {"knccontent", HINT_BODY},
    {"latestnews", HINT_FURNITURE},
    {"lead", HINT_LEAD},
    {"leftcol", HINT_FURNITURE},
    {"lichcongtac", HINT_FURNITURE},
    {"lichlamviec", HINT_FURNITURE},
    {"lienket", HINT_FURNITURE},
    {"lienketweb", HINT_FURNITURE},
    {"login", HINT_FURNITURE},
    {"luottruycap", HINT_FURNITURE},
    {"luotxem", HINT_FURNITURE},
    {"maindetail", HINT_BODY},
    {"mainmenu", HINT_FURNITURE},
    {"menu", HINT_FURNITURE},
    {"modal", HINT_FURNITURE},
    {"morenews", HINT_FURNITURE},
    {"morepost", HINT_FURNITURE},
    {"moreposts", HINT_FURNITURE},
    {"mostpopular", HINT_FURNITURE},
    {"mostread", HINT_FURNITURE},
    {"mostshared", HINT_FURNITURE},
    {"mostview", HINT_FURNITURE},
    {"mostviewed", HINT_FURNITURE},
    {"msrtestatefield", HINT_BODY},
    {"nav", HINT_FURNITURE},
    {"navbar", HINT_FURNITURE},
    {"navigation", HINT_FURNITURE},
    {"newsbody", HINT_BODY},
    {"newscontent", HINT_BODY},
    {"newsdate", HINT_DATE},
    {"newsdetail", HINT_BODY},
    {"newsletter", HINT_FURNITURE},
    {"newsother", HINT_FURNITURE},
    {"newsrelated", HINT_FURNITURE},
    {"newstext", HINT_BODY},
    {"newstitle", HINT_TITLE},
    {"ngaydang", HINT_DATE},
    {"ngaythang", HINT_DATE},
    {"ngayxuatban", HINT_DATE},
    {"nguontin", HINT_AUTHOR},
    {"nodecontent", HINT_BODY},
    {"noidung", HINT_BODY},
    {"noidungbaiviet", HINT_BODY},
    {"noidungchitiet", HINT_BODY},
    {"noidungtin", HINT_BODY},
    {"online", HINT_FURNITURE},
    {"othernews", HINT_FURNITURE},
    {"otherpost", HINT_FURNITURE},
    {"otherposts", HINT_FURNITURE},
    {"pagination", HINT_FURNITURE},
    {"paging", HINT_FURNITURE},
    {"phanhoi", HINT_FURNITURE},
    {"photocaption", HINT_CAPTION},
    {"photocmscaption", HINT_CAPTION},
    {"poll", HINT_FURNITURE},
    {"popular", HINT_FURNITURE},
    {"popularposts", HINT_FURNITURE},
    {"popup", HINT_FURNITURE},
    {"portletbreadcrumb", HINT_FURNITURE},
    {"postauthor", HINT_AUTHOR},
    {"postbody", HINT_BODY},
    {"postcontent", HINT_BODY},
    {"postdate", HINT_DATE},
    {"postdetail", HINT_BODY},
    {"postmeta", HINT_DATE},
    {"posttime", HINT_DATE},
    {"posttitle", HINT_TITLE},
    {"print", HINT_FURNITURE},
    {"publishdate", HINT_DATE},
    {"publisheddate", HINT_DATE},
    {"publishtime", HINT_DATE},
    {"quangcao", HINT_FURNITURE},
    {"rating", HINT_FURNITURE},
    {"readmore", HINT_FURNITURE},
    {"recommend", HINT_FURNITURE},
    {"recommendation", HINT_FURNITURE},
    {"recommended", HINT_FURNITURE},
    {"relate", HINT_FURNITURE},
    {"related", HINT_FURNITURE},
    {"relatedarticle", HINT_FURNITURE},
    {"relatedarticles", HINT_FURNITURE},
    {"relatednew", HINT_FURNITURE},
    {"relatednews", HINT_FURNITURE},
    {"relatedpost", HINT_FURNITURE},
    {"relatedposts", HINT_FURNITURE},
    {"rightcol", HINT_FURNITURE},
    {"rightcolumn", HINT_FURNITURE},
    {"rightsidebar", HINT_FURNITURE},
    {"samecategory", HINT_FURNITURE},
    {"sapo", HINT_LEAD},
    {"search", HINT_FURNITURE},
    {"secondary", HINT_FURNITURE},
    {"seealso", HINT_FURNITURE},
    {"share", HINT_FURNITURE},
    {"sharebar", HINT_FURNITURE},
    {"sharing", HINT_FURNITURE},
    {"sidebar", HINT_FURNITURE},
    {"singlecontent", HINT_BODY},
    {"singularcontent", HINT_BODY},
    {"sitemap", HINT_FURNITURE},
    {"skiplink", HINT_FURNITURE},
    {"slider", HINT_FURNITURE},
    {"social", HINT_FURNITURE},
    {"statistic", HINT_FURNITURE},
    {"statistics", HINT_FURNITURE},
    {"storybody", HINT_BODY},
    {"storycontent", HINT_BODY},
    {"subscribe", HINT_FURNITURE},
    {"summary", HINT_LEAD},
    {"tacgia", HINT_AUTHOR},
    {"tagcloud", HINT_FURNITURE},
    {"taglist", HINT_FURNITURE},
    {"tags", HINT_FURNITURE},
    {"thamdoykien", HINT_FURNITURE},
    {"thoigian", HINT_DATE},
    {"thoitiet", HINT_FURNITURE},
    {"thongketruycap", HINT_FURNITURE},
    {"tieude", HINT_TITLE},
    {"tieudetin", HINT_TITLE},
    {"time", HINT_DATE},
    {"timepost", HINT_DATE},
    {"tinchitiet", HINT_BODY},
    {"tincu", HINT_FURNITURE},
    {"tincungchuyenmuc", HINT_FURNITURE},
    {"tindocnhieu", HINT_FURNITURE},
    {"tindocnhieunhat", HINT_FURNITURE},
    {"tinkhac", HINT_FURNITURE},
    {"tinlienquan", HINT_FURNITURE},
    {"tinmoi", HINT_FURNITURE},
    {"tinmoicapnhat", HINT_FURNITURE},
    {"tinmoinhat", HINT_FURNITURE},
    {"tinnoibat", HINT_FURNITURE},
    {"tinxemnhieu", HINT_FURNITURE},
    {"title", HINT_TITLE},
    {"tomtat", HINT_LEAD},
    {"toolbar", HINT_FURNITURE},
    {"topbar", HINT_FURNITURE},
    {"trending", HINT_FURNITURE},
    {"trichdan", HINT_LEAD},
    {"trichyeu", HINT_LEAD},
    {"truycap", HINT_FURNITURE},
    {"tukhoa", HINT_FURNITURE},
    {"tygia", HINT_FURNITURE},
    {"userbio", HINT_FURNITURE},
    {"visitor", HINT_FURNITURE},
    {"visitors", HINT_FURNITURE},
    {"vote", HINT_FURNITURE},
    {"weather", HINT_FURNITURE},
    {"weblink", HINT_FURNITURE},
    {"weblinks", HINT_FURNITURE},
    {"wpcaptiontext", HINT_CAPTION},
    {"xemnhieu", HINT_FURNITURE},
    {"xemnhieunhat", HINT_FURNITURE},
    {"xemthem", HINT_FURNITURE},
    {"ykienbandoc", HINT_FURNITURE},
};

static int compare_element(const void *key, const void *row)
{
    return strcmp(key, ((const struct html_element *)row)->name);
}

static int compare_hint(const void *key, const void *row)
{
    return strcmp(key, ((const struct hint *)row)->word);
}

static bool is_upper(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static bool is_lower(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

static bool is_wordly(char byte)
{
    return is_upper(byte) || is_lower(byte) || (byte >= '0' && byte <= '9');
}

static char lower_of(char byte)
{
    return is_upper(byte) ? (char)(byte + ('a' - 'A')) : byte;
}

enum html_tag html_tag_of(const char *name, size_t length)
{
    char lower[NAME_MAX_BYTES + 1];
    if (length > NAME_MAX_BYTES)
        return TAG_OTHER;
    for (size_t i = 0; i < length; i++)
        lower[i] = lower_of(name[i]);
    lower[length] = '\0';
    const struct html_element *found =
        bsearch(lower, html_elements, TAG_OTHER, sizeof *html_elements, compare_element);
    return found ? (enum html_tag)(found - html_elements) : TAG_OTHER;
}

/* The last words of a value, the youngest at the end. */
struct words {
    char text[HINT_WORDS][HINT_BYTES];
    size_t length[HINT_WORDS];
};

static uint8_t hint_of(const char *word)
{
    const struct hint *found = bsearch(word, hints, sizeof hints / sizeof *hints, sizeof *hints, compare_hint);
    return found ? found->hint : 0;
}

/* The youngest word alone, with the one before it, with both. */
static uint8_t look_up(const struct words *words)
{
    char joined[HINT_WORDS * HINT_BYTES + 1];
    size_t end = sizeof joined - 1, start = end;
    uint8_t found = 0;
    joined[end] = '\0';
    for (size_t i = HINT_WORDS; i-- > 0 && words->length[i];) {
        start -= words->length[i];
        memcpy(joined + start, words->text[i], words->length[i]);
        found |= hint_of(joined + start);
    }
    return found;
}

static void push_word(struct words *words, const char *bytes, size_t length)
{
    memmove(words->text[0], words->text[1], (HINT_WORDS - 1) * HINT_BYTES);
    memmove(&words->length[0], &words->length[1], (HINT_WORDS - 1) * sizeof words->length[0]);
    if (length > HINT_BYTES)
        length = HINT_BYTES;
    words->length[HINT_WORDS - 1] = length;
    for (size_t i = 0; i < length; i++)
        words->text[HINT_WORDS - 1][i] = lower_of(bytes[i]);
}

uint8_t html_hints(const char *value, size_t length)
{
    struct words words = {.length = {0}};
    uint8_t found = 0;
    if (length > HINTED_BYTES)
        length = HINTED_BYTES;
    for (size_t at = 0; at < length;) {
        size_t first = at;
        while (at < length && is_wordly(value[at]) && (at == first || !is_upper(value[at]) || !is_lower(value[at - 1])))
            at++;
        if (at > first) {
            push_word(&words, value + first, at - first);
            found |= look_up(&words);
        }
        if (at < length && !is_wordly(value[at])) {
            if (value[at] == ' ')
                words = (struct words){.length = {0}};
            at++;
        }
    }
    return found;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f';
}

/* Whether a style says "NAME: VALUE", with blanks or without. */
static bool style_says(const struct html_attribute *style, const char *name, const char *value)
{
    size_t length = strlen(name);
    const char *end = style->value + style->value_length;
    for (const char *at = style->value; end - at > (ptrdiff_t)length; at++) {
        if (!html_is(at, length, name))
            continue;
        const char *next = at + length;
        while (next < end && (is_blank(*next) || *next == ':'))
            next++;
        if ((size_t)(end - next) >= strlen(value) && html_is(next, strlen(value), value))
            return true;
    }
    return false;
}

static bool is_any(const struct html_attribute *attribute, const char *first, const char *second, const char *third)
{
    return html_is(attribute->name, attribute->name_length, first) ||
           html_is(attribute->name, attribute->name_length, second) ||
           html_is(attribute->name, attribute->name_length, third);
}

/* The classes of what holds the whole page say what kind of page it is, not what is in it. */
struct html_given html_given(enum html_tag tag, const struct html_token *token)
{
    bool hinted = tag != TAG_HTML && tag != TAG_BODY && tag != TAG_FORM && tag != TAG_MAIN && tag != TAG_ARTICLE;
    struct html_given given = {0};
    struct html_attribute attribute;
    for (const char *at = token->attributes; html_attribute_next(&at, token->attributes_end, &attribute);) {
        given.hidden |= html_is(attribute.name, attribute.name_length, "hidden");
        given.target |= html_is(attribute.name, attribute.name_length, "href");
        if (!attribute.value)
            continue;
        if (hinted &&
            (is_any(&attribute, "class", "id", "itemprop") || html_is(attribute.name, attribute.name_length, "role")))
            given.hints |= html_hints(attribute.value, attribute.value_length);
        if (html_is(attribute.name, attribute.name_length, "style"))
            given.hidden |= style_says(&attribute, "display", "none") || style_says(&attribute, "visibility", "hidden");
    }
    return given;
}
