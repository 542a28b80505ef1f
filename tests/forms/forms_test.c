/* Every annotated article in every form that articles come in gives the observations of its clean text, but for ids and
 * offsets: in each encoding, as a page of HTML in it, with the line ends of Windows, as a record of JSON and as a line of a
 * .jsonl; and so do its first two sentences, where there is little to tell an encoding by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>

#include "tests/forms/encode.h"
#include "tests/unit/extract/show.h"

#define ARTICLES_MAX 400
#define ARTICLES_LEAST 80
#define SENTENCES_BYTES 200
#define ALL UINT32_MAX /* encodings, as bits */

static struct {
    ind_tables *tables;
    ind_extractor *extractor;
    char *paths[ARTICLES_MAX];
    struct buffer texts[ARTICLES_MAX];
    size_t count;
} all;

static int add_article(const char *path, const struct stat *stat, int kind)
{
    const char *ending = strrchr(path, '.');
    (void)stat;
    if (kind != FTW_F || !ending || strcmp(ending, ".txt") != 0 || strstr(path, "CMakeLists"))
        return 0;
    if (all.count == ARTICLES_MAX)
        return -1;
    FILE *file = fopen(path, "rb");
    char bytes[65536];
    if (!file)
        return -1;
    for (size_t got; (got = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buffer_append(&all.texts[all.count], bytes, got);
    fclose(file);
    all.paths[all.count++] = strdup(path);
    return 0;
}

static int set_up(void **state)
{
    (void)state;
    if (ind_tables_new(&all.tables, NULL, 0, NULL) || ind_extractor_new(&all.extractor, all.tables, 0))
        return -1;
    return ftw(GOLDEN, add_article, 16) || all.count < ARTICLES_LEAST;
}

static int tear_down(void **state)
{
    (void)state;
    for (size_t i = 0; i < all.count; i++) {
        buffer_done(&all.texts[i]);
        free(all.paths[i]);
    }
    ind_extractor_free(all.extractor);
    ind_tables_free(all.tables);
    return 0;
}

/* --- what comes out ----------------------------------------------------------------------------------------------------- */

/* " key=12..34" and " id=…" go: they differ. */
static void drop_spans(struct buffer *shown)
{
    const char *from = buffer_string(shown);
    char *to = shown->bytes;
    while (*from) {
        size_t word = strcspn(from + 1, " \n") + 1;
        const char *equals = memchr(from, '=', word);
        bool id = word > 4 && memcmp(from, " id=", 4) == 0;
        bool span = *from == ' ' && equals && equals[1] >= '0' && equals[1] <= '9' && memmem(equals, word - (size_t)(equals - from), "..", 2);
        if (!span && !id) {
            memmove(to, from, word);
            to += word;
        }
        from += word;
    }
    shown->length = (size_t)(to - shown->bytes);
}

static uint32_t differences;

/* The observations of one source, in words. */
static void show(const ind_source *source, const char *encoding, const char *format, const char *what, struct buffer *ret_shown)
{
    const ind_result *result = NULL;
    struct ind_fault fault = {0};
    buffer_clear(ret_shown);
    if (ind_extract(all.extractor, source, &result, &fault) < 0)
        fail_msg("%s: %s", what, fault.text);
    if (strcmp(result->article.encoding, encoding) != 0) {
        differences++;
        print_error("%s: read as %s (%u%% sure), not %s\n", what, result->article.encoding, result->article.encoding_sure, encoding);
    }
    if (strcmp(result->article.format, format) != 0)
        fail_msg("%s: read as %s", what, result->article.format);
    assert_int_equal(result->article.replaced, 0);
    show_result(ret_shown, result);
    drop_spans(ret_shown);
    assert_non_null(buffer_string(ret_shown));
}

/* Counts, and tells the first line that differs. */
static void compare(const char *what, const struct buffer *expected, const struct buffer *got)
{
    const char *a = expected->bytes, *b = got->bytes;
    while (*a && *b) {
        size_t a_line = strcspn(a, "\n"), b_line = strcspn(b, "\n");
        if (a_line != b_line || memcmp(a, b, a_line) != 0)
            break;
        a += a_line + (a[a_line] != 0);
        b += b_line + (b[b_line] != 0);
    }
    if (*a || *b) {
        differences++;
        print_error("%s:\n  clean: %.*s\n  form:  %.*s\n", what, (int)strcspn(a, "\n"), a, (int)strcspn(b, "\n"), b);
    }
}

/* --- encodings ---------------------------------------------------------------------------------------------------------- */

/* `wrap` writes the text as a file of the format; NULL: it is the file. */
typedef void wrap_fn(const char *text, struct buffer *out);

static void check_encoded(const char *name, const char *format, enum encoding encoding, const char *text, wrap_fn *wrap,
                          const char *what)
{
    struct buffer prepared, wrapped, encoded, expected, got;
    struct buffer *all_buffers[] = {&prepared, &wrapped, &encoded, &expected, &got};
    for (size_t i = 0; i < 5; i++)
        buffer_init(all_buffers[i]);
    encoding_prepare(encoding, text, &prepared);
    wrap(buffer_string(&prepared), &wrapped);
    encoding_write(encoding, buffer_string(&wrapped), &encoded);
    const ind_source clean = {.name = name, .bytes = wrapped.bytes, .length = wrapped.length};
    const ind_source form = {.name = name, .bytes = encoded.bytes, .length = encoded.length};
    show(&clean, "utf-8", format, what, &expected);
    show(&form, encoding_names[encoding], format, what, &got);
    compare(what, &expected, &got);
    for (size_t i = 0; i < 5; i++)
        buffer_done(all_buffers[i]);
}

static void check_all(const char *name, const char *format, wrap_fn *wrap, uint32_t encodings, size_t most)
{
    for (size_t i = 0; i < all.count; i++)
        for (int encoding = 0; encoding < ENCODING_COUNT; encoding++) {
            if (!(encodings >> encoding & 1))
                continue;
            char what[500], *text = strndup(buffer_string(&all.texts[i]), most);
            snprintf(what, sizeof what, "%s in %s (form %d)", all.paths[i], encoding_names[encoding], encoding);
            text[most < all.texts[i].length ? strlen(text) - strlen(strrchr(text, ' ')) : strlen(text)] = '\0';
            check_encoded(name, format, (enum encoding)encoding, text, wrap, what);
            free(text);
        }
}

static void as_it_is(const char *text, struct buffer *out)
{
    buffer_text(out, text);
}

static void text_in_every_encoding(void **state)
{
    (void)state;
    differences = 0;
    check_all("a.txt", "text", as_it_is, ALL, SIZE_MAX / 2);
    assert_int_equal(differences, 0);
}

static void two_sentences_in_every_encoding(void **state)
{
    (void)state;
    differences = 0;
    check_all("a.txt", "text", as_it_is, ALL, SENTENCES_BYTES);
    assert_int_equal(differences, 0);
}

static void put_escaped(struct buffer *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] == '<')
            buffer_text(out, "&lt;");
        else if (text[i] == '&')
            buffer_text(out, "&amp;");
        else
            buffer_byte(out, text[i]);
}

static void as_page(const char *text, struct buffer *out)
{
    buffer_text(out, "<!DOCTYPE html><html><head><title>Trang tin</title></head><body><div class=\"menu\"><a href=\"/\">Trang "
                     "chu</a> <a href=\"/tin\">Tin tuc</a></div><div class=\"article-content\">");
    for (const char *at = text; *at;) {
        size_t line = strcspn(at, "\n");
        buffer_text(out, "<p>");
        put_escaped(out, at, line);
        buffer_text(out, "</p>\n");
        at += line + (at[line] != 0);
    }
    buffer_text(out, "</div><div class=\"footer\">Dien thoai: 0203 3888 888</div></body></html>\n");
}

static void pages_in_some_encodings(void **state)
{
    (void)state;
    differences = 0;
    static const uint32_t encodings = 1u << ENCODING_TCVN3 | 1u << ENCODING_WINDOWS_1258 | 1u << ENCODING_UTF_16LE;
    check_all("a.html", "html", as_page, encodings, SIZE_MAX / 2);
    assert_int_equal(differences, 0);
}

/* --- wrappings ---------------------------------------------------------------------------------------------------------- */

/* A string of JSON; with `escaped` as Python writes it by default. */
static void put_json(struct buffer *out, const char *text, bool escaped)
{
    buffer_byte(out, '"');
    for (const char *at = text; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        uint32_t code = byte;
        bool wide = escaped && byte >= 0xC0 && byte < 0xF0;
        if (escaped && byte >= 0xE0 && byte < 0xF0)
            code = (uint32_t)(byte & 15) << 12 | (uint32_t)(at[1] & 63) << 6 | (uint32_t)(at[2] & 63), at += 2;
        else if (escaped && byte >= 0xC0 && byte < 0xE0)
            code = (uint32_t)(byte & 31) << 6 | (uint32_t)(at[1] & 63), at += 1;
        if (wide || code < ' ' || code == '"' || code == '\\')
            buffer_print(out, "\\u%04x", code);
        else
            buffer_byte(out, (char)byte);
    }
    buffer_byte(out, '"');
}

static void put_record(struct buffer *out, const char *text, bool escaped)
{
    buffer_text(out, "{\"url\": \"https://example.org/tin\", \"maintext\": ");
    put_json(out, text, escaped);
    buffer_text(out, ", \"source_domain\": null}");
}

static void check_wrapped(size_t article, const struct buffer *clean, const char *name, const char *format,
                          const struct buffer *file, uint32_t line)
{
    char what[500];
    struct buffer got;
    ind_records *records = NULL;
    ind_source source = {.name = name, .bytes = file->bytes, .length = file->length}, part = source;
    buffer_init(&got);
    snprintf(what, sizeof what, "%s in %s", all.paths[article], name);
    assert_int_equal(ind_records_new(&records, all.tables, &source, 0, NULL), 0);
    do
        assert_true(ind_records_next(records, &part));
    while (part.line != line);
    show(&part, "utf-8", format, what, &got);
    compare(what, clean, &got);
    ind_records_free(records);
    buffer_done(&got);
}

/* A record alone, in an array and in a line. */
static void records_of_json(void **state)
{
    (void)state;
    differences = 0;
    struct buffer clean, file;
    buffer_init(&clean);
    buffer_init(&file);
    for (size_t i = 0; i < all.count; i++) {
        const char *text = buffer_string(&all.texts[i]);
        const ind_source source = {.name = "a.txt", .bytes = text, .length = all.texts[i].length};
        show(&source, "utf-8", "text", all.paths[i], &clean);
        put_record(&file, text, false);
        check_wrapped(i, &clean, "a.json", "json", &file, 0);
        buffer_clear(&file);
        buffer_text(&file, "{\"data\": [{\"text\": \"x\"}, ");
        put_record(&file, text, true);
        buffer_text(&file, "]}\n");
        check_wrapped(i, &clean, "b.json", "json", &file, 2);
        buffer_clear(&file);
        buffer_text(&file, "broken\n\n");
        put_record(&file, text, i & 1);
        buffer_text(&file, "\r\n");
        check_wrapped(i, &clean, "a.jsonl", "jsonl", &file, 3);
        buffer_clear(&file);
    }
    buffer_done(&clean);
    buffer_done(&file);
    assert_int_equal(differences, 0);
}

static void line_ends_of_windows(void **state)
{
    (void)state;
    differences = 0;
    struct buffer clean, got, file;
    buffer_init(&clean);
    buffer_init(&got);
    buffer_init(&file);
    for (size_t i = 0; i < all.count; i++) {
        const char *text = buffer_string(&all.texts[i]);
        buffer_clear(&file);
        for (const char *at = text; *at; at++) {
            if (*at == '\n')
                buffer_byte(&file, '\r');
            buffer_byte(&file, *at);
        }
        const ind_source source = {.name = "a.txt", .bytes = text, .length = all.texts[i].length};
        const ind_source windows = {.name = "a.txt", .bytes = file.bytes, .length = file.length};
        show(&source, "utf-8", "text", all.paths[i], &clean);
        show(&windows, "utf-8", "text", all.paths[i], &got);
        compare(all.paths[i], &clean, &got);
    }
    buffer_done(&clean);
    buffer_done(&got);
    buffer_done(&file);
    assert_int_equal(differences, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_in_every_encoding), cmocka_unit_test(two_sentences_in_every_encoding),
        cmocka_unit_test(pages_in_some_encodings), cmocka_unit_test(records_of_json), cmocka_unit_test(line_ends_of_windows),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
