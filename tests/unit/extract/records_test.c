/* The record itself: spans, identifiers, contexts, order, refusals, and the same reading of every encoding of a text:
 * observation contract section 8. */
#include "tests/unit/extract/support.h"

#include <stdlib.h>

#include <utf8proc.h>

#include <indicatord/extract.h>

#include "daemon/base/buffer.h"
#include "tests/unit/extract/lawful.h"
#include "tests/unit/extract/show.h"
#include "tests/support/extracting.h"

static const char article[] = "Huyện Ba Chẽ tổng kết năm 2020\n\n"
                              "Năm 2020, thu ngân sách nhà nước ước đạt 39,2 tỷ đồng, bằng 113% dự toán tỉnh giao, tăng 13% so với cùng kỳ. "
                              "Huyện hoàn thành 18/21 chỉ tiêu, chiếm 85,7%.\n\nTỷ lệ hộ nghèo còn 0,85%.\n";

static const ind_result *extract(void **state, const char *bytes, size_t length)
{
    return extracting_text(*state, bytes, length);
}

static void assert_text(ind_text text, const char *expected)
{
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.bytes, expected, text.length);
}

static void assert_span(ind_span span, const char *bytes, const char *expected)
{
    assert_int_equal(span.end - span.start, strlen(expected));
    assert_memory_equal(bytes + span.start, expected, strlen(expected));
}

static void points_spans_at_numerals_and_units(void **state)
{
    const ind_result *result = extract(state, article, strlen(article));
    assert_int_equal(result->count, 3);
    const ind_observation *revenue = &result->observations[0];
    assert_span(revenue->level.span, article, "39,2 tỷ đồng");
    assert_span(revenue->indicator_span, article, "thu ngân sách nhà nước");
    assert_int_equal(revenue->figure_count, 2);
    assert_span(revenue->figures[0].span, article, "113%");
    assert_span(revenue->figures[1].span, article, "13%");
    assert_span(result->observations[1].level.span, article, "18/21 chỉ tiêu");
    assert_span(result->observations[2].level.span, article, "0,85%");
}

static void begins_a_span_at_the_numeral(void **state)
{
    (void)state;
    static const struct example spans[] = {
        IS("Sản lượng đạt khoảng 500 tấn.", "level text='500 tấn'"),
        IS("Vốn từ 30 đến 40 tỷ đồng.", "level text='30 đến 40 tỷ đồng'"),
        IS("Có mười hai trường học mới.", "level text='mười hai trường học'"),
        IS("Sản lượng gấp 2,14 lần cùng kỳ.", "obs change text='2,14 lần'"),
        IS("Sản lượng gấp đôi cùng kỳ.", "obs change text='gấp đôi'"),
        IS("Năng suất đạt 60 tạ/ha.", "level text='60 tạ/ha'"),
    };
    RUN(spans);
}

static void names_a_record_by_article_and_first_mention(void **state)
{
    const ind_result *result = extract(state, article, strlen(article));
    char id[sizeof result->observations[0].id];
    snprintf(id, sizeof id, "%s:%td", result->article.id, strstr(article, "39,2") - article);
    assert_string_equal(result->observations[0].id, id);
    assert_int_equal(strlen(result->article.id), 64);
    for (uint32_t i = 0; i < result->count; i++) {
        assert_int_equal(result->observations[i].index, i);
        assert_int_equal(result->observations[i].revision, 1);
    }
}

static void names_a_record_by_a_plan_that_comes_first(void **state)
{
    const char text[] = "Trồng rừng: kế hoạch 500 ha, thực hiện 520 ha.";
    const ind_result *result = extract(state, text, strlen(text));
    assert_int_equal(result->count, 1);
    char id[sizeof result->observations[0].id];
    snprintf(id, sizeof id, "%s:%td", result->article.id, strstr(text, "500") - text);
    assert_string_equal(result->observations[0].id, id);
}

static void gives_the_sentence_as_context(void **state)
{
    const ind_result *result = extract(state, article, strlen(article));
    assert_text(result->observations[2].context, "Tỷ lệ hộ nghèo còn 0,85%.");
    assert_text(result->observations[1].context, "Huyện hoàn thành 18/21 chỉ tiêu, chiếm 85,7%.");
}

static void cuts_a_long_context_around_the_mention(void **state)
{
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, "Trong năm");
    for (int i = 0; i < 120; i++)
        buffer_text(&text, " cán bộ đảng viên");
    buffer_text(&text, " trồng được 500 ha rừng");
    for (int i = 0; i < 120; i++)
        buffer_text(&text, " cùng nhân dân");
    buffer_text(&text, ".");
    const ind_result *result = extract(state, text.bytes, text.length);
    assert_int_equal(result->count, 1);
    ind_text context = result->observations[0].context;
    assert_in_range(context.length, 500, 600);
    assert_non_null(memmem(context.bytes, context.length, "500 ha rừng", strlen("500 ha rừng")));
    buffer_done(&text);
}

static void describes_the_article(void **state)
{
    const ind_result *result = extract(state, article, strlen(article));
    assert_text(result->article.title, "Huyện Ba Chẽ tổng kết năm 2020");
    assert_string_equal(result->article.format, "text");
    assert_string_equal(result->article.encoding, "utf-8");
    assert_string_equal(result->article.encoding_source, "content");
    assert_in_range(result->article.encoding_sure, 99, 100);
    assert_int_equal(result->article.replaced, 0);
    assert_text(result->article.place.text, "Huyện Ba Chẽ");
    assert_text(result->article.place.code, "202");
    assert_int_equal(result->article.published.year, 0);
    assert_null(result->article.published_source);
    assert_true(result->article.offsets_in_file);
    assert_int_equal(result->article.bytes, strlen(article));
}

/* --- encodings -------------------------------------------------------------------------------------------------- */

/* What was found, without what depends on where it stood. */
static char *findings(void **state, const char *bytes, size_t length)
{
    const ind_result *result = extract(state, bytes, length);
    struct buffer out;
    buffer_init(&out);
    for (uint32_t i = 0; i < result->count; i++) {
        const ind_observation *o = &result->observations[i];
        buffer_print(&out, "%.*s|%.*s|", (int)o->indicator.length, o->indicator.bytes, (int)o->context.length, o->context.bytes);
        if (o->has_level)
            buffer_print(&out, "%.*s %.*s", (int)o->level.text.length, o->level.text.bytes, (int)o->level.unit.length,
                         o->level.unit.bytes);
        for (uint32_t k = 0; k < o->figure_count; k++)
            buffer_print(&out, " %.*s", (int)o->figures[k].text.length, o->figures[k].text.bytes);
        buffer_byte(&out, '\n');
    }
    assert_non_null(buffer_string(&out));
    return out.bytes;
}

static void assert_same_findings(void **state, const char *bytes, size_t length)
{
    char *plain = findings(state, article, strlen(article)), *other = findings(state, bytes, length);
    assert_string_equal(plain, other);
    free(plain);
    free(other);
}

static void reads_decomposed_text_like_composed(void **state)
{
    utf8proc_uint8_t *decomposed = utf8proc_NFD((const utf8proc_uint8_t *)article);
    assert_non_null(decomposed);
    const char *bytes = (const char *)decomposed;
    assert_true(strlen(bytes) > strlen(article));
    assert_same_findings(state, bytes, strlen(bytes));
    const ind_result *result = extract(state, bytes, strlen(bytes));
    const ind_level *level = &result->observations[0].level;
    assert_text(level->text, "39,2 tỷ đồng");
    assert_int_equal(level->span.start, strstr(bytes, "39,2") - bytes);
    assert_true(level->span.end - level->span.start > level->text.length);
    free(decomposed);
}

static char *replaced(const char *text, const char *from, const char *to)
{
    struct buffer out;
    buffer_init(&out);
    for (const char *hit; (hit = strstr(text, from)); text = hit + strlen(from)) {
        buffer_append(&out, text, (size_t)(hit - text));
        buffer_text(&out, to);
    }
    buffer_text(&out, text);
    assert_non_null(buffer_string(&out));
    return out.bytes;
}

static void assert_same_with(void **state, const char *from, const char *to)
{
    char *text = replaced(article, from, to);
    assert_same_findings(state, text, strlen(text));
    free(text);
}

static void reads_no_break_spaces_like_spaces(void **state)
{
    assert_same_with(state, "39,2 tỷ đồng", "39,2\xC2\xA0tỷ\xC2\xA0""đồng");
    assert_same_with(state, "39,2 tỷ", "39,2\xE2\x80\xAFtỷ");
}

static void reads_a_byte_order_mark_and_dos_lines(void **state)
{
    char *dos = replaced(article, "\n", "\r\n"), *marked = replaced(dos, "Huyện Ba Chẽ", "\xEF\xBB\xBFHuyện Ba Chẽ");
    assert_same_findings(state, dos, strlen(dos));
    assert_same_findings(state, marked, strlen(marked));
    const ind_result *result = extract(state, marked, strlen(marked));
    assert_int_equal(result->observations[0].level.span.start, strstr(marked, "39,2") - marked);
    free(dos);
    free(marked);
}

static void reads_other_spellings_alike(void **state)
{
    (void)state;
    static const struct example spellings[] = {
        IS("Tổng thu đạt 39,2 tỉ đồng.", "level value=39200000000 unit=VND"),
        IS("Qúy II năm 2020, tổng thu đạt 39,2 tỷ đồng.", "obs period=2020-04-01/2020-06-30 level"),
        IS("Diện tích rừng phòng hoà đạt 500 ha.", "level value=500"),
        IS("Tổng thu \xC3\x90\xE1\xBA\xA1t 39,2 tỷ đồng.", "obs label='Tổng thu' level value=39200000000"), /* Eth for Đ */
        IS("TỔNG THU NGÂN SÁCH ĐẠT 39,2 TỶ ĐỒNG.", "level value=39200000000 unit=VND"),
        IS("Tỷ lệ hao hụt là 7—10%.", "level low=7 high=10"),
    };
    RUN(spellings);
}

/* --- refusals and repetition ---------------------------------------------------------------------------------------- */

static void refuses_what_is_no_article(void **state)
{
    struct extracting *extracting = *state;
    static const ind_result untouched;
    static const struct {
        const char *bytes;
        size_t length;
        int code;
    } refused[] = {{"", 0, IND_E_EMPTY}, {" \n\t ", 4, IND_E_EMPTY}, {"ab\0c", 4, IND_E_NOT_TEXT}, {"a\1\2", 3, IND_E_NOT_TEXT}};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        const ind_result *result = &untouched;
        struct ind_fault fault = {0};
        const ind_source source = {.name = NULL, .bytes = refused[i].bytes, .length = refused[i].length};
        assert_int_equal(ind_extract(extracting->extractor, &source, &result, &fault), refused[i].code);
        assert_int_equal(fault.code, refused[i].code);
        assert_ptr_equal(result, &untouched);
    }
}

static void refuses_what_needs_too_much_memory(void **state)
{
    struct extracting *extracting = *state;
    ind_extractor *small = NULL;
    assert_int_equal(ind_extractor_new(&small, extracting->tables, 4096), 0);
    const ind_source source = {.name = NULL, .bytes = article, .length = strlen(article)};
    const ind_result *result = NULL;
    struct ind_fault fault = {0};
    assert_int_equal(ind_extract(small, &source, &result, &fault), IND_E_LIMIT);
    assert_null(result);
    assert_true(fault.text[0]);
    ind_extractor_free(small);
}

static char *shown(ind_extractor *extractor, const char *bytes, size_t length)
{
    const ind_source source = {.name = NULL, .bytes = bytes, .length = length};
    const ind_result *result = NULL;
    assert_int_equal(ind_extract(extractor, &source, &result, NULL), 0);
    struct buffer out;
    buffer_init(&out);
    show_result(&out, result);
    assert_non_null(buffer_string(&out));
    return out.bytes;
}

/* `count` sentences of one observation each; the caller frees it. */
static char *sentences(size_t count)
{
    static const char sentence[] = "Xã kết nạp 12 đảng viên.\n";
    char *bytes = malloc(count * (sizeof sentence - 1) + 1);
    assert_non_null(bytes);
    for (size_t i = 0; i < count; i++)
        memcpy(bytes + i * (sizeof sentence - 1), sentence, sizeof sentence);
    return bytes;
}

static void refuses_more_observations_than_allowed(void **state)
{
    struct extracting *extracting = *state;
    static const struct {
        uint32_t allowed;
        size_t count;
        const char *said; /* NULL: it is read */
    } cases[] = {
        {20, 20, NULL},
        {20, 21, "the article has 21 observations; at most 20 observations are taken"},
        {20, 20000, "the article has more than 160 figures; at most 20 observations are taken"},
        {0, 10000, NULL},
        {0, 10001, "the article has 10001 observations; at most 10000 observations are taken"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *bytes = sentences(cases[i].count);
        const ind_source source = {.name = "article.txt", .bytes = bytes, .length = strlen(bytes)};
        const ind_result *result = NULL;
        struct ind_fault fault = {0};
        ind_extractor_set_observations(extracting->extractor, cases[i].allowed);
        int code = ind_extract(extracting->extractor, &source, &result, &fault);
        assert_int_equal(code, cases[i].said ? IND_E_LIMIT : IND_OK);
        if (cases[i].said)
            assert_string_equal(fault.text, cases[i].said);
        else
            assert_int_equal(result->count, cases[i].count);
        free(bytes);
    }
    ind_extractor_set_observations(extracting->extractor, 0);
}

static void finds_the_same_again_on_any_extractor(void **state)
{
    struct extracting *extracting = *state;
    ind_extractor *other = NULL;
    assert_int_equal(ind_extractor_new(&other, extracting->tables, 0), 0);
    char *first = shown(extracting->extractor, article, strlen(article));
    free(shown(extracting->extractor, "Xã có 5 hộ nghèo.", strlen("Xã có 5 hộ nghèo.")));
    char *again = shown(extracting->extractor, article, strlen(article)), *elsewhere = shown(other, article, strlen(article));
    assert_string_equal(first, again);
    assert_string_equal(first, elsewhere);
    free(first);
    free(again);
    free(elsewhere);
    ind_extractor_free(other);
}

static void prints_the_text_it_reads(void **state)
{
    struct extracting *extracting = *state;
    static const char source_bytes[] = "\xEF\xBB\xBFTo\xCC\x82\xCC\x89ng\xC2\xA0thu\r\n";
    const ind_source source = {.name = NULL, .bytes = source_bytes, .length = strlen(source_bytes)};
    ind_text text = {0};
    assert_int_equal(ind_text_of(extracting->extractor, &source, &text, NULL), 0);
    assert_text(text, "Tổng thu\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_spans_at_numerals_and_units),
        cmocka_unit_test(begins_a_span_at_the_numeral),
        cmocka_unit_test(names_a_record_by_article_and_first_mention),
        cmocka_unit_test(names_a_record_by_a_plan_that_comes_first),
        cmocka_unit_test(gives_the_sentence_as_context),
        cmocka_unit_test(cuts_a_long_context_around_the_mention),
        cmocka_unit_test(describes_the_article),
        cmocka_unit_test(reads_decomposed_text_like_composed),
        cmocka_unit_test(reads_no_break_spaces_like_spaces),
        cmocka_unit_test(reads_a_byte_order_mark_and_dos_lines),
        cmocka_unit_test(reads_other_spellings_alike),
        cmocka_unit_test(refuses_what_is_no_article),
        cmocka_unit_test(refuses_what_needs_too_much_memory),
        cmocka_unit_test(refuses_more_observations_than_allowed),
        cmocka_unit_test(finds_the_same_again_on_any_extractor),
        cmocka_unit_test(prints_the_text_it_reads),
    };
    return cmocka_run_group_tests(tests, extracting_set_up, extracting_tear_down);
}
