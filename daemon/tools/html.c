/* The page of `explain --html`: the article with every figure marked, a card an observation, the numerals left out.
 * One file that asks nobody for anything: its policy lets in just its own style and script, told by their digests, so
 * that nothing an article holds could ever run. */
#include "daemon/tools/explain.h"
#include "daemon/tools/explain_article.h"
#include "daemon/tools/explain_words.h"
#include "daemon/tools/html_parts.h"

#include "daemon/base/digest.h"
#include "proto/bodies.h"

/* The most observations whose label one stretch of words is shown to be. */
#define LABELS_SHARED 32

/* --- escaping ------------------------------------------------------------------------------------------------------
 */

static size_t sequence_length(const unsigned char *at, size_t left)
{
    size_t length = at[0] < 0x80 ? 1 : at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
    if ((at[0] >= 0x80 && at[0] < 0xC2) || at[0] > 0xF4 || length > left)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    bool overlong = (at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xF0 && at[1] < 0x90);
    bool beyond = (at[0] == 0xED && at[1] > 0x9F) || (at[0] == 0xF4 && at[1] > 0x8F);
    return overlong || beyond ? 0 : length;
}

/* U+0000-1F but tab and line feed, U+7F-9F, and the embeddings, overrides and isolates U+202A-202E, U+2066-2069. */
static bool is_unfit(const unsigned char *at, size_t length)
{
    if (length == 1)
        return (at[0] < ' ' && at[0] != '\n' && at[0] != '\t') || at[0] == 0x7F;
    if (length == 2)
        return at[0] == 0xC2 && at[1] < 0xA0;
    if (length != 3 || at[0] != 0xE2)
        return false;
    return (at[1] == 0x80 && at[2] >= 0xAA && at[2] <= 0xAE) || (at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9);
}

static const char *reference(unsigned char byte)
{
    switch (byte) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void html_text(struct buffer *out, const char *bytes, size_t length)
{
    const unsigned char *text = (const unsigned char *)bytes;
    for (size_t at = 0; at < length;) {
        size_t step = sequence_length(text + at, length - at);
        const char *named = reference(text[at]);
        if (text[at] == '\r') {
            at++; /* of CR LF, or blank at the end of a line */
            continue;
        }
        if (!step || is_unfit(text + at, step))
            buffer_text(out, "\xef\xbf\xbd");
        else if (named)
            buffer_text(out, named);
        else
            buffer_append(out, bytes + at, step);
        at += step ? step : 1;
    }
}

void html_words(struct buffer *out, const char *text)
{
    html_text(out, text, strlen(text));
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

void html_take(struct buffer *out, struct buffer *words)
{
    size_t from = 0;
    for (size_t at = 1; at + 1 < words->length; at++) {
        if (words->bytes[at] != ' ' || !is_digit(words->bytes[at - 1]) || !is_digit(words->bytes[at + 1]))
            continue;
        html_text(out, words->bytes + from, at - from);
        buffer_text(out, "\u00a0"); /* between thousands no line ends */
        from = at + 1;
    }
    if (from < words->length)
        html_text(out, words->bytes + from, words->length - from);
    out->failed |= words->failed;
    buffer_clear(words);
}

void html_quote(struct buffer *out, ind_text text)
{
    if (!text.bytes)
        return;
    buffer_text(out, "<q lang=\"vi\">");
    html_text(out, text.bytes, text.length);
    buffer_text(out, "</q>");
}

/* --- head ----------------------------------------------------------------------------------------------------------
 */

static unsigned nibble(char digit)
{
    return (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

/* 'sha256-…': the digest in base64, as a Content-Security-Policy wants it. */
static void put_source_digest(struct buffer *out, const struct html_file *file)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char hex[DIGEST_HEX + 1];
    digest_hex(file->bytes, file->length, hex);
    buffer_text(out, "'sha256-");
    for (size_t i = 0; i < DIGEST_HEX; i += 6) { /* three bytes, four digits; the last group has two bytes */
        unsigned group = 0, nibbles = DIGEST_HEX - i < 6 ? 4 : 6;
        for (unsigned k = 0; k < 6; k++)
            group = group << 4 | (k < nibbles ? nibble(hex[i + k]) : 0);
        for (unsigned k = 0; k < 4; k++)
            buffer_byte(out, nibbles == 4 && k == 3 ? '=' : digits[group >> (18 - 6 * k) & 63]);
    }
    buffer_byte(out, '\'');
}

static void put_title(struct buffer *out, const struct view *view, const char *name)
{
    ind_text title = view->result->article.title;
    if (title.bytes && title.length)
        html_text(out, title.bytes, title.length);
    else
        html_words(out, name);
}

static void put_head(struct buffer *out, const struct view *view, const char *name)
{
    buffer_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ");
    put_source_digest(out, &html_page_css);
    buffer_text(out, "; script-src ");
    put_source_digest(out, &html_page_js);
    buffer_text(out, "; base-uri 'none'; form-action 'none'\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta name=\"color-scheme\" content=\"light dark\">\n"
                     "<meta name=\"referrer\" content=\"no-referrer\">\n"
                     "<meta name=\"generator\" content=\"indicatorctl " IND_VERSION "\">\n<title>");
    put_title(out, view, name);
    buffer_text(out, "</title>\n<style>");
    buffer_append(out, html_page_css.bytes, html_page_css.length);
    buffer_text(out, "</style>\n</head>\n");
}

static void put_count(struct buffer *out, const char *kind, uint32_t count, const char *one, const char *many)
{
    buffer_print(out, "<li class=\"%s\"><b>%u</b> %s</li>", kind, count, count == 1 ? one : many);
}

static void put_counts(struct buffer *out, const struct view *view)
{
    uint32_t roles[4] = {0}, doubts = view_doubts(view);
    for (uint32_t i = 0; i < view->result->count; i++) {
        const ind_observation *o = &view->result->observations[i];
        roles[IND_ROLE_LEVEL] += o->has_level;
        for (uint32_t k = 0; k < o->figure_count; k++)
            roles[o->figures[k].role]++;
    }
    buffer_text(out, "<ul class=\"counts\">");
    put_count(out, "level", roles[IND_ROLE_LEVEL], "level", "levels");
    put_count(out, "plan", roles[IND_ROLE_PLAN], "plan", "plans");
    put_count(out, "change", roles[IND_ROLE_CHANGE], "change", "changes");
    put_count(out, "share", roles[IND_ROLE_SHARE], "share", "shares");
    put_count(out, "out", view->result->left_out_count, "numeral left out", "numerals left out");
    if (doubts)
        put_count(out, "doubt", doubts, "does not agree", "do not agree");
    buffer_text(out, "</ul>\n");
}

/* How it was read, and where what it tells of itself was taken from. */
static void put_article(struct buffer *out, const struct view *view)
{
    const ind_article *article = &view->result->article;
    struct buffer words = {0};
    buffer_text(out, "<div class=\"read\">\n<p>");
    words_reading(&words, article);
    html_take(out, &words);
    buffer_text(out, "</p>\n<dl>\n");
    for (enum article_fact fact = 0; fact < FACTS_OF_ARTICLE; fact++) {
        words_fact(&words, article, fact);
        if (!words.length)
            continue;
        buffer_print(out, "<dt>%s</dt><dd>", article_fact_name(fact));
        html_text(out, words.bytes, words.length);
        buffer_clear(&words);
        buffer_text(out, " <span class=\"origin\">(");
        html_words(out, word_fact_origin(article, view->text, fact));
        buffer_text(out, ")</span></dd>\n");
    }
    buffer_text(out, "</dl>\n</div>\n");
    buffer_done(&words);
}

static void put_header(struct buffer *out, const struct view *view, const char *name)
{
    const ind_article *article = &view->result->article;
    buffer_text(out, "<header class=\"top\">\n<p class=\"source\"><span class=\"file\">");
    html_words(out, name);
    buffer_text(out, "</span>");
    if (article->published.year) {
        char date[IND_DATE_TEXT];
        ind_date_print(article->published, date);
        buffer_print(out, " · published <time datetime=\"%s\">%s</time>", date, date);
    }
    if (article->place.text.bytes) {
        buffer_text(out, " · <span lang=\"vi\">");
        html_text(out, article->place.text.bytes, article->place.text.length);
        buffer_text(out, "</span>");
    }
    buffer_print(out, "</p>\n<p class=\"sum\"><b>%u observation%s</b> read from this article</p>\n",
                 view->result->count, view->result->count == 1 ? "" : "s");
    put_counts(out, view);
    put_article(out, view);
    buffer_text(out, "</header>\n");
}

/* --- the text ------------------------------------------------------------------------------------------------------
 */

struct page {
    struct buffer *out;
    struct buffer words;
    const struct view *view;
    uint32_t mark;  /* the next one */
    uint32_t label; /* the first label that does not end before where the text stands */
};

/* The name of a figure for one who hears the page: what it is and of what. */
static void put_figure_name(struct page *page, const struct mark *mark, ind_text text)
{
    const ind_observation *o = &page->view->result->observations[mark->observation];
    buffer_text(page->out, " aria-label=\"");
    html_text(page->out, text.bytes, text.length);
    buffer_print(page->out, ", %s of observation %u: ", word_role(mark_role(page->view, mark)), mark->observation + 1);
    html_text(page->out, o->indicator.bytes, o->indicator.length);
    buffer_byte(page->out, '"');
}

static void put_figure(struct page *page, const struct mark *mark, ind_text text)
{
    const ind_figure *f = mark_figure(page->view, mark);
    bool doubtful = f && f->consistent == IND_TRISTATE_FALSE;
    bool home =
        !f || (!page->view->result->observations[mark->observation].has_level && !mark->figure && !mark->amount);
    buffer_text(page->out, "<a ");
    if (home)
        buffer_print(page->out, "id=\"m%u\" ", mark->observation + 1);
    buffer_print(page->out, "class=\"m %s%s\" href=\"#o%u\" data-o=\"%u\"",
                 word_role(mark_role(page->view, mark)), doubtful ? " doubt" : "", mark->observation + 1,
                 mark->observation + 1);
    put_figure_name(page, mark, text);
    buffer_byte(page->out, '>');
    html_text(page->out, text.bytes, text.length);
    buffer_text(page->out, "</a>");
}

/* Why a numeral that stands in the words of a period is no figure: it sets that period. */
static void other_reason(struct buffer *words, const struct view *view, const struct mark *mark)
{
    const ind_period *period;
    ind_text set = mark_period(view, mark, &period);
    if (!set.bytes) {
        buffer_text(words, "part of a date, a time or a period, or of the page around the article");
        return;
    }
    buffer_text(words, "part of “");
    words_text(words, set);
    buffer_text(words, "”, which sets the period ");
    words_period(words, period);
}

static void put_unread(struct page *page, const struct mark *mark, ind_text text)
{
    bool left_out = mark->kind == MARK_LEFT_OUT;
    ind_text rule = left_out ? page->view->result->left_out[mark->left_out].rule : (ind_text){0};
    buffer_print(page->out, "<span class=\"n %s\" tabindex=\"-1\" data-rule=\"", left_out ? "out" : "time");
    html_text(page->out, rule.bytes, rule.length);
    buffer_text(page->out, "\" data-why=\"");
    if (left_out)
        words_rule(&page->words, rule);
    else
        other_reason(&page->words, page->view, mark);
    html_take(page->out, &page->words);
    buffer_text(page->out, "\">");
    html_text(page->out, text.bytes, text.length);
    buffer_text(page->out, "</span>");
}

static void put_mark(struct page *page, const struct mark *mark)
{
    ind_text text = {page->view->text.bytes + mark->start, mark->end - mark->start};
    if (mark->kind == MARK_FIGURE)
        put_figure(page, mark, text);
    else
        put_unread(page, mark, text);
}

/* The next place at or behind `at` where a label begins or ends, at most `end`. */
static uint32_t label_border(const struct page *page, uint32_t at, uint32_t end)
{
    const struct view *view = page->view;
    for (uint32_t i = page->label; i < view->label_count && view->labels[i].start < end; i++) {
        if (view->labels[i].start > at)
            return view->labels[i].start;
        if (view->labels[i].end > at && view->labels[i].end < end)
            end = view->labels[i].end;
    }
    return end;
}

/* Opens the label that holds [at, …), naming all observations it is of; false where none does. */
static bool open_label(struct page *page, uint32_t at)
{
    const struct view *view = page->view;
    uint32_t shared = 0;
    for (uint32_t i = page->label; i < view->label_count && view->labels[i].start <= at && shared < LABELS_SHARED;
         i++) {
        if (view->labels[i].end <= at)
            continue;
        buffer_text(page->out, shared++ ? " " : "<span class=\"l\" data-o=\"");
        buffer_print(page->out, "%u", view->labels[i].observation + 1);
    }
    buffer_text(page->out, shared ? "\">" : "");
    return shared > 0;
}

/* Words [at, end) that hold no mark. */
static void put_prose(struct page *page, uint32_t at, uint32_t end)
{
    const struct view *view = page->view;
    while (at < end) {
        while (page->label < view->label_count && view->labels[page->label].end <= at)
            page->label++;
        uint32_t border = label_border(page, at, end);
        bool labelled = open_label(page, at);
        html_text(page->out, view->text.bytes + at, border - at);
        buffer_text(page->out, labelled ? "</span>" : "");
        at = border;
    }
}

static bool is_blank_line(ind_text text, uint32_t start, uint32_t end)
{
    while (start < end && (text.bytes[start] == ' ' || text.bytes[start] == '\t' || text.bytes[start] == '\r'))
        start++;
    return start == end;
}

static bool is_title(const struct view *view, uint32_t start, uint32_t end)
{
    ind_text title = view->result->article.title;
    return title.bytes && title.length && end - start >= title.length &&
           !memcmp(view->text.bytes + start, title.bytes, title.length);
}

static void put_line(struct page *page, uint32_t start, uint32_t end, bool title)
{
    const struct view *view = page->view;
    buffer_text(page->out, title ? "<h1>" : "<p>");
    while (page->mark < view->mark_count && view->marks[page->mark].start < end) {
        const struct mark *mark = &view->marks[page->mark++];
        put_prose(page, start, mark->start);
        put_mark(page, mark);
        start = mark->end;
    }
    put_prose(page, start, end);
    buffer_text(page->out, title ? "</h1>\n" : "</p>\n");
}

/* Where the line that begins at `start` ends: at its line feed, or at a later one where a mention goes on behind it. */
static uint32_t line_end(const struct page *page, uint32_t start)
{
    const struct view *view = page->view;
    const char *feed = memchr(view->text.bytes + start, '\n', view->text.length - start);
    uint32_t end = feed ? (uint32_t)(feed - view->text.bytes) : view->text.length;
    for (uint32_t i = page->mark; i < view->mark_count && view->marks[i].start < end; i++)
        if (view->marks[i].end > end)
            return line_end(page, view->marks[i].end);
    return end;
}

static void put_text(struct page *page)
{
    ind_text text = page->view->text;
    bool titled = false;
    buffer_text(page->out, "<article id=\"text\" lang=\"vi\">\n");
    for (uint32_t start = 0, end; start < text.length; start = end + 1) {
        end = line_end(page, start);
        if (is_blank_line(text, start, end))
            continue;
        bool title = !titled && is_title(page->view, start, end);
        put_line(page, start, end, title);
        titled |= title;
    }
    buffer_text(page->out, "</article>\n");
}

/* --- what stands below ---------------------------------------------------------------------------------------------
 */

static void put_cards(struct page *page)
{
    buffer_text(page->out, "<section class=\"all\" aria-labelledby=\"all\">\n<h2 id=\"all\">All observations</h2>\n");
    if (!page->view->result->count)
        buffer_text(page->out, "<p class=\"none\">No figure was found in this article.</p>\n");
    for (uint32_t i = 0; i < page->view->result->count; i++)
        html_card(page->out, page->view, i);
    buffer_text(page->out, "</section>\n");
}

static void put_left_out(struct page *page)
{
    const ind_result *result = page->view->result;
    if (!result->left_out_count)
        return;
    buffer_text(page->out,
                "<section class=\"left\" aria-labelledby=\"left\">\n<h2 id=\"left\">Numerals left out</h2>\n<ul>\n");
    for (uint32_t i = 0; i < result->left_out_count; i++) {
        buffer_text(page->out, "<li>");
        html_quote(page->out, result->left_out[i].text);
        buffer_byte(page->out, ' ');
        words_rule(&page->words, result->left_out[i].rule);
        html_take(page->out, &page->words);
        buffer_text(page->out, " <code>");
        html_text(page->out, result->left_out[i].rule.bytes, result->left_out[i].rule.length);
        buffer_text(page->out, "</code></li>\n");
    }
    buffer_text(page->out, "</ul>\n</section>\n");
}

void explain_html(struct buffer *out, const struct view *view, const char *name)
{
    struct page page = {.out = out, .view = view};
    put_head(out, view, name);
    buffer_text(out, "<body>\n");
    put_header(out, view, name);
    buffer_text(out, "<main>\n");
    put_text(&page);
    put_cards(&page);
    put_left_out(&page);
    buffer_text(
        out, "</main>\n<ul class=\"keys\"><li><kbd>Tab</kbd> the next figure</li><li><kbd>←</kbd> <kbd>→</kbd> every "
             "numeral, those left out too</li><li><kbd>Enter</kbd> keep the card open</li><li><kbd>Esc</kbd> close "
             "it</li></ul>\n"
             "<aside id=\"pop\" role=\"dialog\" aria-label=\"Explanation\" hidden></aside>\n<script>");
    buffer_append(out, html_page_js.bytes, html_page_js.length);
    buffer_text(out, "</script>\n</body>\n</html>\n");
    buffer_done(&page.words);
}
