/* An explained article for a terminal. Text is first put together with its styles, as bytes 1 to 9 that cleaned text
 * never holds, then wrapped at blanks and written; so a style may begin or end within a word. */
#include "daemon/tools/explain.h"
#include "daemon/tools/explain_article.h"
#include "daemon/tools/explain_words.h"
#include "daemon/tools/grid.h"

enum style { PLAIN = 1, LEVEL_FIGURE, PLAN_FIGURE, CHANGE_FIGURE, SHARE_FIGURE, FAINT, STRONG, WARNING, STYLE_END };

/* Select Graphic Rendition: what every terminal of sixteen colours knows; the number of the observation tells the
 * same where there is no colour. */
static const char *const renditions[STYLE_END] = {
    [PLAIN] = "\x1b[0m",          [LEVEL_FIGURE] = "\x1b[0;1;34m", [PLAN_FIGURE] = "\x1b[0;1;32m",
    [CHANGE_FIGURE] = "\x1b[0;1;33m", [SHARE_FIGURE] = "\x1b[0;1;35m", [FAINT] = "\x1b[0;2m",
    [STRONG] = "\x1b[0;1m",       [WARNING] = "\x1b[0;1;31m",
};

static const enum style role_styles[] = {
    [IND_ROLE_LEVEL] = LEVEL_FIGURE,
    [IND_ROLE_PLAN] = PLAN_FIGURE,
    [IND_ROLE_CHANGE] = CHANGE_FIGURE,
    [IND_ROLE_SHARE] = SHARE_FIGURE,
};

/* Columns of what stands under a sentence: the observation's number, then the name of each row. */
#define NUMBER_COLUMN 2
#define NAME_COLUMN 6
#define VALUE_COLUMN 16

struct screen {
    struct buffer *out;
    struct buffer text;  /* what is put together, with its styles */
    struct buffer words; /* wording at hand, not yet cleaned */
    size_t width;
    bool colour;
};

/* --- putting together -------------------------------------------------------------------------------------------- */

static void put_style(struct screen *s, enum style style)
{
    buffer_byte(&s->text, (char)style);
}

static void put(struct screen *s, const char *text)
{
    text_clean(&s->text, text, strlen(text));
}

static void put_text(struct screen *s, ind_text text)
{
    if (text.bytes)
        text_clean(&s->text, text.bytes, text.length);
}

static void put_styled(struct screen *s, enum style style, const char *text)
{
    put_style(s, style);
    put(s, text);
    put_style(s, PLAIN);
}

/* Moves the wording at hand behind the text, with `before` in front of it where there is any; true then. */
static bool put_words(struct screen *s, const char *before)
{
    bool any = s->words.length > 0;
    if (any) {
        put(s, before);
        text_clean(&s->text, s->words.bytes, s->words.length);
    }
    s->text.failed |= s->words.failed;
    buffer_clear(&s->words);
    return any;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void write_blanks(struct buffer *out, size_t count)
{
    while (count--)
        buffer_byte(out, ' ');
}

static bool is_style(char byte)
{
    return byte >= PLAIN && byte < STYLE_END;
}

/* How many cells the word takes: styles take none. */
static size_t word_width(const char *word, size_t length)
{
    size_t width = 0;
    for (size_t at = 0, from = 0; at <= length; at++) {
        if (at < length && !is_style(word[at]))
            continue;
        width += text_width(word + from, at - from);
        from = at + 1;
    }
    return width;
}

static void write_word(struct screen *s, const char *word, size_t length)
{
    for (size_t at = 0; at < length; at++) {
        if (!is_style(word[at]))
            buffer_byte(s->out, word[at]);
        else if (s->colour)
            buffer_text(s->out, renditions[(unsigned char)word[at]]);
    }
}

/* Writes what was put together and ends the line. The first line begins at column `at`, where the cursor stands;
 * further ones at `indent`. */
static void write_line(struct screen *s, size_t at, size_t indent)
{
    size_t column = at, i = 0;
    bool first = true;
    while (i < s->text.length) {
        size_t begin = i += strspn(s->text.bytes + i, " ");
        while (i < s->text.length && s->text.bytes[i] != ' ')
            i++;
        size_t width = word_width(s->text.bytes + begin, i - begin);
        if (!first && s->width && column + 1 + width > s->width) {
            buffer_byte(s->out, '\n');
            write_blanks(s->out, indent);
            column = indent;
        } else if (!first) {
            buffer_byte(s->out, ' ');
            column++;
        }
        write_word(s, s->text.bytes + begin, i - begin);
        column += width;
        first = false;
    }
    buffer_byte(s->out, '\n');
}

static void end_line(struct screen *s, size_t at, size_t indent)
{
    if (buffer_string(&s->text)) /* strspn wants its NUL */
        write_line(s, at, indent);
    s->out->failed |= s->text.failed;
    buffer_clear(&s->text);
}

/* A row under a sentence: its name, then what was put together. */
static void end_row(struct screen *s, enum style style, const char *name)
{
    size_t width = text_width(name, strlen(name));
    write_blanks(s->out, NAME_COLUMN);
    buffer_text(s->out, s->colour ? renditions[style] : "");
    buffer_text(s->out, name);
    buffer_text(s->out, s->colour ? renditions[PLAIN] : "");
    write_blanks(s->out, NAME_COLUMN + width < VALUE_COLUMN ? VALUE_COLUMN - NAME_COLUMN - width : 1);
    end_line(s, VALUE_COLUMN, VALUE_COLUMN);
}

/* --- observations ------------------------------------------------------------------------------------------------- */

/* ← “102,5%” units:%, a unit: what was read, and the row that decided. */
static void put_source(struct screen *s, ind_text text, ind_text rule)
{
    put_style(s, FAINT);
    put(s, " ← “");
    put_text(s, text);
    put(s, "” ");
    put_text(s, rule);
    words_rule(&s->words, rule);
    put_words(s, ", ");
    put_style(s, PLAIN);
}

static void print_level(struct screen *s, const ind_level *level)
{
    words_level(&s->words, level);
    put_words(s, "");
    put_source(s, level->text, level->rule);
    end_row(s, LEVEL_FIGURE, "level");
}

static void print_figure(struct screen *s, const ind_observation *o, const ind_figure *f)
{
    words_figure(&s->words, f);
    put_words(s, "");
    words_basis(&s->words, f);
    put_words(s, " ");
    words_base(&s->words, o, f);
    if (put_words(s, f->role == IND_ROLE_PLAN     ? " · plan "
                     : f->role == IND_ROLE_CHANGE ? " · earlier "
                                                  : " · whole ")) {
        words_origin(&s->words, o, f);
        put_words(s, " (");
        put(s, ")");
    }
    words_doubt(&s->words, o, f);
    put_style(s, f->consistent == IND_TRISTATE_FALSE ? WARNING : PLAIN);
    put_words(s, " · ");
    put_style(s, PLAIN);
    put_source(s, f->text, f->rule);
    end_row(s, role_styles[f->role], word_role(f->role));
}

/* "2020 (“Năm 2020”, its paragraph) · huyện Bình Sơn (district) · estimate" */
static void print_frame(struct screen *s, const ind_observation *o)
{
    words_period(&s->words, &o->period);
    if (put_words(s, "")) {
        put(s, o->period.kind == IND_PERIOD_STOCK ? ", at its end (“" : " (“");
        put_text(s, o->period.text);
        put(s, "”, ");
        put(s, word_source(o->period.source));
        put(s, ")");
    } else {
        put(s, "no period");
    }
    put(s, " · ");
    if (o->place.text.bytes)
        put_text(s, o->place.text);
    else
        put(s, "no place");
    if (*word_level(o->place.level)) {
        put(s, " (");
        put(s, word_level(o->place.level));
        put(s, ")");
    }
    put(s, " · ");
    put(s, word_status(o->status));
    end_row(s, PLAIN, "for");
}

static void print_observation(struct screen *s, const struct view *view, uint32_t index)
{
    const ind_observation *o = &view->result->observations[index];
    char number[16];
    snprintf(number, sizeof number, "%u", index + 1);
    size_t at = NUMBER_COLUMN + strlen(number) + 2;
    write_blanks(s->out, NUMBER_COLUMN);
    buffer_print(s->out, "%s  ", number);
    put_style(s, STRONG);
    put_text(s, o->head);
    put(s, o->head.bytes ? " › " : "");
    put_text(s, o->indicator);
    put(s, o->indicator.bytes ? "" : "(no label)");
    put_style(s, FAINT);
    put(s, o->indicator_code.bytes ? "  " : "");
    put_text(s, o->indicator_code);
    put(s, o->indicator_match == IND_MATCH_NARROWER ? " (a part of it)" : "");
    put_style(s, PLAIN);
    end_line(s, at, NAME_COLUMN);
    if (o->has_level)
        print_level(s, &o->level);
    for (uint32_t i = 0; i < o->figure_count; i++)
        print_figure(s, o, &o->figures[i]);
    print_frame(s, o);
}

/* --- the text ----------------------------------------------------------------------------------------------------- */

/* "[3]", "[3 plan]": which observation the mark belongs to, and as what. */
static void put_reference(struct screen *s, const struct view *view, const struct mark *mark)
{
    char text[32];
    ind_role role = mark_role(view, mark);
    snprintf(text, sizeof text, role == IND_ROLE_LEVEL ? "[%u]" : "[%u %s]", mark->observation + 1, word_role(role));
    put_styled(s, FAINT, text);
}

static void put_mark(struct screen *s, const struct view *view, const struct mark *mark)
{
    ind_text text = {view->text.bytes + mark->start, mark->end - mark->start};
    bool figure = mark->kind == MARK_FIGURE;
    const ind_figure *f = figure ? mark_figure(view, mark) : NULL;
    put_style(s, !figure                                    ? FAINT
                 : f && f->consistent == IND_TRISTATE_FALSE ? WARNING
                                                            : role_styles[mark_role(view, mark)]);
    put_text(s, text);
    put_style(s, PLAIN);
    if (figure)
        put_reference(s, view, mark);
}

/* The text [start, end) with its marks from *mark on, which is left at the first one behind. */
static void print_text(struct screen *s, const struct view *view, uint32_t start, uint32_t end, uint32_t *mark)
{
    uint32_t at = start;
    while (*mark < view->mark_count && view->marks[*mark].start < end) {
        const struct mark *next = &view->marks[(*mark)++];
        put_text(s, (ind_text){view->text.bytes + at, next->start - at});
        put_mark(s, view, next);
        at = next->end;
    }
    if (at < end)
        put_text(s, (ind_text){view->text.bytes + at, end - at});
    end_line(s, 0, 0);
}

static void print_left_out(struct screen *s, const struct view *view, const struct mark *mark)
{
    const ind_left_out *left = &view->result->left_out[mark->left_out];
    put(s, "“");
    put_text(s, left->text);
    put(s, "” ");
    put_style(s, FAINT);
    put_text(s, left->rule);
    words_rule(&s->words, left->rule);
    put_words(s, ", ");
    put_style(s, PLAIN);
    end_row(s, FAINT, "left out");
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* An empty line, but no two. */
static void print_gap(struct buffer *out)
{
    if (out->length >= 2 && memcmp(out->bytes + out->length - 2, "\n\n", 2))
        buffer_byte(out, '\n');
}

/* One sentence and what is in it; white space alone is a gap. */
static void print_sentence(struct screen *s, const struct view *view, uint32_t start, uint32_t end, uint32_t *mark,
                           uint32_t *home)
{
    while (start < end && is_blank(view->text.bytes[start]))
        start++;
    uint32_t stop = end, first = *mark, homes = *home;
    while (stop > start && is_blank(view->text.bytes[stop - 1]))
        stop--;
    if (start == stop) {
        print_gap(s->out);
        return;
    }
    print_text(s, view, start, stop, mark);
    bool below = false;
    for (; *home < view->home_count && view->homes[*home].at < end; ++*home) {
        buffer_text(s->out, *home == homes ? "\n" : "");
        print_observation(s, view, view->homes[*home].observation);
        below = true;
    }
    for (uint32_t i = first; i < *mark; i++)
        if (view->marks[i].kind == MARK_LEFT_OUT) {
            buffer_text(s->out, below ? "" : "\n");
            print_left_out(s, view, &view->marks[i]);
            below = true;
        }
    if (below && end < view->text.length)
        print_gap(s->out);
}

/* How it was read, and what it tells of itself: "published  2021-01-08 (a line at its head)". */
static void print_article(struct screen *s, const struct view *view)
{
    const ind_article *article = &view->result->article;
    words_reading(&s->words, article);
    put_words(s, "");
    end_line(s, 0, 0);
    for (enum article_fact fact = 0; fact < FACTS_OF_ARTICLE; fact++) {
        words_fact(&s->words, article, fact);
        if (!put_words(s, ""))
            continue;
        put_style(s, FAINT);
        put(s, " (");
        put(s, word_fact_origin(article, view->text, fact));
        put(s, ")");
        put_style(s, PLAIN);
        end_row(s, PLAIN, article_fact_name(fact));
    }
}

static void print_summary(struct screen *s, const struct view *view, const char *name)
{
    uint32_t figures = 0, doubts = view_doubts(view);
    for (uint32_t i = 0; i < view->result->count; i++)
        figures += view->result->observations[i].has_level + view->result->observations[i].figure_count;
    put_styled(s, STRONG, name);
    char text[160];
    snprintf(text, sizeof text, ": %u observation%s, %u figure%s, %u numeral%s left out", view->result->count,
             view->result->count == 1 ? "" : "s", figures, figures == 1 ? "" : "s", view->result->left_out_count,
             view->result->left_out_count == 1 ? "" : "s");
    put(s, text);
    snprintf(text, sizeof text, ", %u that do%s not agree", doubts, doubts == 1 ? "es" : "");
    put_styled(s, WARNING, doubts ? text : "");
    end_line(s, 0, 0);
    print_article(s, view);
    static const ind_role roles[] = {IND_ROLE_LEVEL, IND_ROLE_PLAN, IND_ROLE_CHANGE, IND_ROLE_SHARE};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        put_styled(s, role_styles[roles[i]], word_role(roles[i]));
        put(s, " · ");
    }
    put_styled(s, FAINT, "a numeral left out");
    put(s, " · [n] the observation that a figure belongs to");
    end_line(s, 0, 0);
    buffer_byte(s->out, '\n');
}

void explain_terminal(struct buffer *out, const struct view *view, const char *name, bool colour, size_t width)
{
    struct screen s = {.out = out, .width = width, .colour = colour};
    uint32_t mark = 0, home = 0;
    print_summary(&s, view, name);
    for (uint32_t i = 0; i + 1 < view->break_count; i++)
        print_sentence(&s, view, view->breaks[i], view->breaks[i + 1], &mark, &home);
    buffer_done(&s.text);
    buffer_done(&s.words);
}
