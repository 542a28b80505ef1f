/* The shape of the article: its head (title, date), its sentences, and the furniture of the page around it. Works on
 * lines and marks; what a figure means is not decided here. */
#include "daemon/extract/reading.h"

#include "daemon/extract/calendar.h"
#include "daemon/extract/spoken.h"
#include "daemon/extract/table.h"

/* Lines that may carry the article's date, and how long such a line may be. */
#define HEAD_LINES 5
#define HEAD_LINES_BARE 8 /* without prose among them: menus may stand above */
#define HEAD_WORDS 14
#define TITLE_WORDS 60
#define SPELLED_WORDS 10
#define HEADING_TOKENS 40

/* So many words may stand between "đến" and the date: "ngày". */
#define DATE_WORDS 3

/* A caption is at most so long, and who took the picture is told in so many tokens at its end. */
#define CAPTION_WORDS 40
#define CREDIT_TOKENS 12

/* A line this long that ends as a sentence does is prose again, whatever stood before it. */
#define PROSE_WORDS 25

/* No sentence is longer, so that what a step may do within one is bounded: past the first length a semicolon ends it,
 * past the second anything does. The longest sentences of real articles have some 400 tokens. */
#define SENTENCE_SOFT 600
#define SENTENCE_HARD 1000

struct line {
    uint32_t first, end; /* tokens, without the break */
    uint32_t words;
    uint8_t kind; /* enum line_kind: what the file's format says of it */
};

/* --- lines ---------------------------------------------------------------------------------------------------- */

/* What the format says of the text at a clean offset. */
static enum line_kind kind_at(const struct text *text, uint32_t offset)
{
    uint32_t low = 0, high = text->line_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (text->lines[middle].start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? text->lines[low - 1].kind : LINE_UNKNOWN;
}

/* --- sentences ------------------------------------------------------------------------------------------------ */

static bool opens(const struct reading *r, uint32_t at)
{
    return is_kind(r, at, TOKEN_NUMBER) || is_capital(r, at) || is_mark(r, at, '"') || is_mark(r, at, '\'') ||
           is_mark(r, at, '(') || is_mark(r, at, '-') || is_mark(r, at, '*');
}

/* "TP. Quy Nhơn", "T. Bình", "ThS. An": a short word with capitals before the stop. */
static bool is_abbreviation(const struct reading *r, uint32_t at)
{
    if (!is_kind(r, at, TOKEN_WORD) || !is_tight(r, at + 1))
        return false;
    const struct token *token = token_at(r, at);
    bool lone = token->end - token->start <= 3 && (token->flags & TOKEN_CAPITAL);
    return lone && (at == 0 || !is_kind(r, at - 1, TOKEN_WORD) || token->end - token->start < 3);
}

static bool ends_sentence(const struct reading *r, uint32_t at)
{
    if (is_mark(r, at, '!') || is_mark(r, at, '?'))
        return true;
    if (is_mark(r, at, 'e'))
        return opens(r, at + 1);
    if (!is_mark(r, at, '.'))
        return false;
    if (at + 1 >= r->tokens.count || is_kind(r, at + 1, TOKEN_BREAK))
        return true;
    if (at && is_abbreviation(r, at - 1))
        return false;
    if (is_tight(r, at + 1)) /* "14.Tập trung": the space was forgotten */
        return is_capital(r, at + 1) && at && !is_capital(r, at - 1);
    return opens(r, at + 1);
}

/* Whether the format says that what stands around the line break at `at` is two things. */
static bool is_parted(const struct reading *r, uint32_t at)
{
    if (!r->text.line_count)
        return false;
    enum line_kind before = kind_at(&r->text, token_at(r, at - 1)->start);
    enum line_kind behind = kind_at(&r->text, token_at(r, at + 1)->start);
    return before != behind || (before != LINE_UNKNOWN && before != LINE_PROSE);
}

/* Whether the line break at `at` only wraps a sentence: prose goes on in lower case. */
static bool wraps(const struct reading *r, uint32_t at)
{
    if (token_at(r, at)->mark != 1 || at == 0 || at + 1 >= r->tokens.count || is_parted(r, at))
        return false;
    if (!is_kind(r, at + 1, TOKEN_WORD) || is_capital(r, at + 1))
        return false;
    return is_kind(r, at - 1, TOKEN_WORD) || is_kind(r, at - 1, TOKEN_NUMBER) || is_mark(r, at - 1, ',');
}

static bool is_item_start(const struct reading *r, uint32_t at)
{
    if (is_mark(r, at, '*') || is_mark(r, at, '-') || is_mark(r, at, '+'))
        return true;
    if (is_mark(r, at, '(') && is_mark(r, at + 2, ')')) /* "(1) …" */
        at++;
    bool numbered =
        is_plain_number(r, at) || (is_kind(r, at, TOKEN_WORD) && token_at(r, at)->end - token_at(r, at)->start == 1);
    return numbered && (is_mark(r, at + 1, '.') || is_mark(r, at + 1, ')')) && is_tight(r, at + 1);
}

static int sentence_add(struct reading *r, uint32_t first, uint32_t end, uint32_t paragraph)
{
    if (first >= end)
        return IND_OK;
    struct sentence *sentence = LIST_PUSH(r->arena, &r->sentences);
    if (!sentence)
        return IND_E_LIMIT;
    *sentence = (struct sentence){.first = first,
                                  .end = end,
                                  .paragraph = paragraph,
                                  .item = is_item_start(r, first),
                                  .continued = is_mark(r, end - 1, ':')};
    for (uint32_t i = first; i < end; i++) {
        r->sentence_of[i] = r->sentences.count - 1;
        sentence->classes |= hits_classes(&r->hits, i);
    }
    return IND_OK;
}

static bool is_too_long(const struct reading *r, uint32_t first, uint32_t at)
{
    return at - first >= SENTENCE_HARD || (at - first >= SENTENCE_SOFT && is_mark(r, at, ';'));
}

static int sentences_read(struct reading *r)
{
    uint32_t first = 0, paragraph = 0, row = 0;
    for (uint32_t i = 0; i < r->tokens.count; i++) {
        if (row < r->rows.count && r->rows.items[row].first == i) { /* a row of a table is a sentence, as it stands */
            TRY(sentence_add(r, first, i - (i > first), paragraph++));
            first = i;
            i = r->rows.items[row++].end;
            TRY(sentence_add(r, first, i, paragraph++));
            first = i + 1;
            if (i == r->tokens.count)
                break;
        }
        r->sentence_of[i] = r->sentences.count;
        if (is_kind(r, i, TOKEN_BREAK)) {
            if (wraps(r, i))
                continue;
            TRY(sentence_add(r, first, i, paragraph++));
            first = i + 1;
        } else if (ends_sentence(r, i) || is_too_long(r, first, i)) {
            TRY(sentence_add(r, first, i + 1, paragraph));
            first = i + 1;
        }
    }
    TRY(sentence_add(r, first, r->tokens.count, paragraph));
    if (!r->sentences.count)
        return sentence_add(r, 0, r->tokens.count, 0);
    LIST_TRIM(r->arena, &r->sentences);
    for (uint32_t i = 0; i < r->tokens.count; i++)
        if (r->sentence_of[i] >= r->sentences.count)
            r->sentence_of[i] = r->sentences.count - 1;
    return IND_OK;
}

/* --- headings ------------------------------------------------------------------------------------------------- */

/* "II.", "1.", "a)", "(2)", "2-": how a chapter is numbered. */
static bool is_chapter_number(const struct reading *r, uint32_t at)
{
    static const char *const roman[] = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii"};
    bool number = is_item_start(r, at) && !is_kind(r, at, TOKEN_MARK);
    for (size_t i = 0; !number && i < sizeof roman / sizeof *roman; i++)
        number = token_is(r, at, roman[i]) && (is_mark(r, at + 1, '.') || is_mark(r, at + 1, '-'));
    bool dashed = small_number(r, at) > 0 && is_mark(r, at + 1, '-') && is_kind(r, at + 2, TOKEN_WORD);
    return number || dashed;
}

static bool is_in_capitals(const struct reading *r, const struct sentence *s)
{
    uint32_t words = 0, upper = 0;
    for (uint32_t i = s->first; i < s->end; i++) {
        words += is_kind(r, i, TOKEN_WORD);
        upper += is_kind(r, i, TOKEN_WORD) && (token_at(r, i)->flags & TOKEN_UPPER);
    }
    return upper > 2 && 4 * upper > 3 * words;
}

static bool ends_openly(const struct reading *r, uint32_t end)
{
    return is_kind(r, end - 1, TOKEN_WORD) || is_kind(r, end - 1, TOKEN_NUMBER) || is_mark(r, end - 1, ')');
}

static void headings_read(struct reading *r)
{
    for (uint32_t i = 0; i < r->sentences.count; i++) {
        struct sentence *s = &r->sentences.items[i];
        bool alone = (i == 0 || s[-1].paragraph != s->paragraph) &&
                     (i + 1 == r->sentences.count || s[1].paragraph != s->paragraph);
        s->heading = alone && s->end - s->first <= HEADING_TOKENS && s->end > s->first && ends_openly(r, s->end) &&
                     (is_chapter_number(r, s->first) || is_in_capitals(r, s));
    }
}

/* --- the head --------------------------------------------------------------------------------------------------- */

static struct line line_at(const struct reading *r, uint32_t first)
{
    uint8_t kind = first < r->tokens.count ? (uint8_t)kind_at(&r->text, token_at(r, first)->start) : LINE_UNKNOWN;
    struct line line = {.first = first, .end = line_end(r, first), .kind = kind};
    for (uint32_t i = first; i < line.end; i++)
        line.words += is_kind(r, i, TOKEN_WORD);
    return line;
}

/* Whether a line of the head has told the date. */
static bool is_dated(const struct reading *r)
{
    return r->published_source && strcmp(r->published_source, PUBLISHED_HEAD_LINE) == 0;
}

/* What the file tells beside its text is surer than a line of its head. */
static void publish(struct reading *r, ind_date date)
{
    if (r->published.day)
        return;
    r->published = date;
    r->published_source = PUBLISHED_HEAD_LINE;
}

/* "date 2021-07 …": what a crawler put before the first words. */
static void read_crawler_date(struct reading *r, struct line *line)
{
    if (!token_is(r, line->first, "date") || !is_plain_number(r, line->first + 1) || !is_mark(r, line->first + 2, '-'))
        return;
    int64_t year = small_number(r, line->first + 1), month = small_number(r, line->first + 3);
    if (!year_is_plausible(year) || month < 1 || month > 12)
        return;
    ind_date date = {(int16_t)year, (uint8_t)month, 0};
    uint32_t end = line->first + 4;
    if (is_mark(r, end, '-') && small_number(r, end + 1) > 0) {
        date.day = (uint8_t)(small_number(r, end + 1) % 32);
        end += 2;
    }
    publish(r, date);
    take(r, line->first, end, USE_HEAD);
    if (end < r->sentences.items[0].end)
        r->sentences.items[0].first = end;
    line->first = end;
}

/* "ngày 12 tháng 3 năm 2021", in a line with hardly a word beside it. */
static bool spelled_date_at(const struct reading *r, const struct line *line, uint32_t at, ind_date *ret_date)
{
    return line->words <= SPELLED_WORDS && spelled_date(r, at, ret_date);
}

/* The full date within a head line, with all that belongs to it ("(16:04 08/01/2021)"); false when there is none. */
static bool find_date(const struct reading *r, const struct line *line, uint32_t *ret_first, ind_date *ret_date)
{
    for (uint32_t i = line->first; i < line->end; i++) {
        uint32_t end;
        if ((date_at(r, i, &end, ret_date) && ret_date->year) || spelled_date_at(r, line, i, ret_date)) {
            *ret_first = i;
            return true;
        }
    }
    return false;
}

/* Where the date's own words begin: the bracket, the time and the weekday before it. */
static uint32_t date_words_start(const struct reading *r, const struct line *line, uint32_t at)
{
    for (uint32_t i = at; i-- > line->first && at - i < 12;)
        if (is_mark(r, i, '(') || is_mark(r, i, '|'))
            return i;
    return line->first;
}

static void set_title(struct reading *r, uint32_t first, uint32_t end)
{
    if (first >= end || r->title.end || end - first > 2 * TITLE_WORDS)
        return;
    r->title = (ind_span){first, end};
    for (uint32_t i = r->sentence_of[first]; i < r->sentences.count && r->sentences.items[i].first < end; i++)
        r->sentences.items[i].title = true;
}

/* "(tuần từ 9/6 đến 15/6/2025)", "Tính đến ngày 15/6/2023": words before a date that say what its figures are of. */
static bool bounds_figures(const struct reading *r, uint32_t first, uint32_t at)
{
    static const char *const words[] = {"từ", "đến", "tới", "hết"};
    for (uint32_t i = first; i < at; i++)
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (token_is(r, i, words[k]))
                return true;
    return false;
}

/* "Chỉ tiêu | 31/12/2021 | 31/12/2022": a table's header has dates of its figures. */
static bool heads_table(const struct reading *r, const struct line *line)
{
    return column_cue(r, line->first, "label") || column_cue(r, line->first, "number");
}

/* A line that is a date and little else gives the date; what stands before a bracketed date is the title. */
static bool read_date_line(struct reading *r, const struct line *line)
{
    uint32_t at;
    ind_date date;
    if (is_dated(r) || heads_table(r, line) || !find_date(r, line, &at, &date))
        return false;
    uint32_t words_start = date_words_start(r, line, at);
    bool bracketed = is_mark(r, words_start, '(') && is_mark(r, line->end - 1, ')');
    if (bounds_figures(r, bracketed || at < words_start + DATE_WORDS ? words_start : at - DATE_WORDS, at))
        return false;
    if (!bracketed && line->words > HEAD_WORDS)
        return false;
    if (!bracketed && is_mark(r, line->end - 1, '.'))
        return false;
    publish(r, date);
    if (bracketed)
        set_title(r, line->first, words_start);
    take(r, bracketed ? words_start : line->first, line->end, USE_HEAD);
    return true;
}

/* "Trang chủ > Kinh tế > Thị trường": the way to the page, not its title. */
static bool is_breadcrumb(const struct reading *r, const struct line *line)
{
    for (uint32_t i = line->first; i < line->end; i++)
        if (is_mark(r, i, '>') || is_mark(r, i, '|'))
            return line->words <= HEAD_WORDS;
    return false;
}

static bool is_title_line(const struct reading *r, const struct line *line)
{
    return !is_breadcrumb(r, line) && line->words > 1 && line->words <= TITLE_WORDS && line->end < r->tokens.count &&
           (!is_mark(r, line->end - 1, '.') || is_mark(r, line->end - 2, '.') || line->words <= 30);
}

static bool is_prose(const struct reading *r, const struct line *line)
{
    return line->words >= PROSE_WORDS && (is_mark(r, line->end - 1, '.') || is_mark(r, line->end - 1, 'e'));
}

enum furniture {
    FURNITURE_NONE,
    FURNITURE_LINE, /* this line alone: "Lượt xem: 1.254" */
    FURNITURE_PART, /* and what follows it: "Tin liên quan" */
};

/* What a cue for a line alone has behind it: nothing, a mark, a number and hardly more, or the number that it ends
 * with. */
static bool has_value(const struct reading *r, const struct line *line, uint32_t behind)
{
    if (behind >= line->end)
        return true;
    if (is_kind(r, behind, TOKEN_NUMBER))
        return line->end - behind < 4 || token_is(r, behind - 1, "số");
    return is_kind(r, behind, TOKEN_MARK) && !is_mark(r, behind, ',') && !is_mark(r, behind, '.');
}

/* "Điện thoại: …" is of the page, "Điện thoại, máy tính đạt …" is not. */
/* "Xuân Hoàng 0 bình luận | Chia sẻ | Bản in": bars part the buttons of a page. */
static bool has_button(const struct reading *r, const struct line *line)
{
    for (uint32_t i = line->first; i + 1 < line->end && line->words < PROSE_WORDS; i++)
        if (is_mark(r, i, '|') && begins(r, i + 1, CLASS_FURNITURE))
            return true;
    return false;
}

/* "Một góc chợ nổi – Ảnh: V.B": what a picture shows, as pages have it, too. */
static bool is_credited(const struct reading *r, const struct line *line)
{
    for (uint32_t i = line->end;
         i-- > line->first + 1 && line->end - i <= CREDIT_TOKENS && line->words <= CAPTION_WORDS;)
        if ((token_is(r, i, "Ảnh") || token_is(r, i, "ảnh")) && is_mark(r, i + 1, ':'))
            return is_kind(r, i - 1, TOKEN_MARK);
    return false;
}

static enum furniture furniture_of(const struct reading *r, const struct line *line)
{
    if (has_button(r, line) || is_credited(r, line))
        return FURNITURE_LINE;
    uint32_t first = line->first;
    while (first < line->end && first - line->first < 3 && is_kind(r, first, TOKEN_MARK))
        first++;
    const struct hit *hit = hits_at(&r->hits, first, CLASS_FURNITURE);
    if (!hit || is_prose(r, line))
        return FURNITURE_NONE;
    if (!entry_is(hit->entry, "line"))
        return FURNITURE_PART;
    return has_value(r, line, first + hit->count) ? FURNITURE_LINE : FURNITURE_NONE;
}

/* Only lines that the format says nothing of may be what they look like. Behind prose stands no title. */
static void read_head_line(struct reading *r, struct line *line, bool first, bool *prose)
{
    if (line->kind == LINE_TITLE)
        set_title(r, line->first, line->end);
    if (line->kind != LINE_UNKNOWN)
        return;
    if (first)
        read_crawler_date(r, line);
    if (line->first >= line->end || read_date_line(r, line) || r->title.end || *prose)
        return;
    if (is_title_line(r, line) && furniture_of(r, line) != FURNITURE_LINE)
        set_title(r, line->first, line->end);
    *prose = is_prose(r, line);
}

static void head_read(struct reading *r)
{
    uint32_t at = 0;
    r->published = r->document.published;
    r->published_source = r->document.published_source;
    bool prose = false;
    bool bare = true;
    for (uint32_t n = 0; n < (bare ? HEAD_LINES_BARE : HEAD_LINES) && at < r->tokens.count; n++) {
        if (is_kind(r, at, TOKEN_BREAK))
            at++;
        struct line line = line_at(r, at);
        bare = bare && !is_prose(r, &line);
        if (line.first < line.end && n > 1 && furniture_of(r, &line) == FURNITURE_PART)
            return;
        if (line.first < line.end)
            read_head_line(r, &line, n == 0, &prose);
        at = line_behind(r, line.end);
    }
}

/* --- furniture -------------------------------------------------------------------------------------------------- */

/* "Họp thường kỳ tháng 3 (08/08/2019)": another article's title with its date. */
static bool is_related_title(const struct reading *r, const struct line *line)
{
    uint32_t end;
    ind_date date;
    for (uint32_t i = line->end; i-- > line->first && line->end - i < 8;)
        if (is_mark(r, i, '('))
            return is_mark(r, line->end - 1, ')') && date_at(r, i + 1, &end, &date) && end == line->end - 1;
    return false;
}

static void furnish(struct reading *r, const struct line *line)
{
    take(r, line->first, line->end, USE_HEAD);
    for (uint32_t i = r->sentence_of[line->first]; i < r->sentences.count && r->sentences.items[i].first < line->end;
         i++)
        r->sentences.items[i].furniture = true;
}

/* What the words of a line tell. The head is spared where a title may begin so. */
static bool is_furniture(const struct reading *r, const struct line *line, uint32_t number, bool *inside)
{
    enum furniture furniture = furniture_of(r, line);
    if (furniture == FURNITURE_LINE)
        return true;
    if (number <= 1)
        return false;
    if (furniture == FURNITURE_PART)
        *inside = true;
    else if (is_prose(r, line))
        *inside = false;
    return *inside || is_related_title(r, line);
}

/* From a line that begins with a furniture cue on, until prose goes on. What the format calls a title or a row is one.
 */
static void furniture_read(struct reading *r)
{
    bool inside = false;
    uint32_t number = 0;
    for (uint32_t at = 0; at < r->tokens.count; number++) {
        struct line line = line_at(r, at);
        bool told = line.kind == LINE_CAPTION || line.kind == LINE_FURNITURE;
        bool open = !told && line.kind != LINE_TITLE && line.kind != LINE_ROW;
        if (line.kind == LINE_TITLE || line.kind == LINE_ROW)
            inside = false;
        if (line.first < line.end && (told || (open && is_furniture(r, &line, number, &inside))))
            furnish(r, &line);
        at = line_behind(r, line.end);
    }
}

int layout_read(struct reading *r)
{
    TRY(table_find(r));
    TRY(sentences_read(r));
    head_read(r);
    furniture_read(r);
    headings_read(r);
    return IND_OK;
}
