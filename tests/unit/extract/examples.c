/* Reads expectations, compares them with what show.c wrote of a result, and reports. */
#include "tests/unit/extract/examples.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/extract/lawful.h"
#include "tests/unit/extract/show.h"

#define ITEMS_MAX 256
#define KEYS_MAX 48

struct piece {
    const char *bytes;
    size_t length;
};

/* "level value=3 unit='x'": a kind and keys with values, quotes taken off. */
struct item {
    struct piece kind;
    struct piece key[KEYS_MAX], value[KEYS_MAX];
    size_t keys;
};

struct items {
    struct item *list;
    size_t count;
};

/* --- reading ----------------------------------------------------------------------------------------------------- */

static bool is_piece(struct piece piece, const char *word)
{
    return piece.length == strlen(word) && !memcmp(piece.bytes, word, piece.length);
}

static bool same_piece(struct piece a, struct piece b)
{
    return a.length == b.length && !memcmp(a.bytes, b.bytes, a.length);
}

static struct item *new_item(struct items *items, struct piece kind)
{
    assert_true(items->count < ITEMS_MAX);
    struct item *item = &items->list[items->count++];
    *item = (struct item){.kind = kind};
    return item;
}

/* "level" opens an observation of its own unless an "obs" waits for it. */
static void open_item(struct items *items, struct piece kind)
{
    bool waiting = items->count && is_piece(items->list[items->count - 1].kind, "obs");
    if (is_piece(kind, "level") && !waiting)
        new_item(items, (struct piece){"obs", 3});
    new_item(items, kind);
}

static const char *read_value(const char *at, struct piece *value)
{
    bool quoted = *at == '\'';
    at += quoted;
    value->bytes = at;
    while (*at && *at != (quoted ? '\'' : ' ') && (quoted || *at != '\n'))
        at++;
    value->length = (size_t)(at - value->bytes);
    return at + (quoted && *at);
}

static const char *read_word(const char *at, struct items *items)
{
    struct piece word = {at, strcspn(at, "= \n")};
    at += word.length;
    if (*at != '=') {
        open_item(items, word);
        return at;
    }
    assert_true(items->count > 0);
    struct item *item = &items->list[items->count - 1];
    assert_true(item->keys < KEYS_MAX);
    item->key[item->keys] = word;
    return read_value(at + 1, &item->value[item->keys++]);
}

static struct items read_items(const char *text)
{
    struct items items = {.list = calloc(ITEMS_MAX, sizeof(struct item))};
    assert_non_null(items.list);
    while (*text) {
        if (*text == ' ' || *text == '\n')
            text++;
        else
            text = read_word(text, &items);
    }
    return items;
}

/* --- comparing ----------------------------------------------------------------------------------------------------- */

static bool has_key(const struct item *got, struct piece key, struct piece value, struct buffer *why)
{
    for (size_t i = 0; i < got->keys; i++) {
        if (!same_piece(got->key[i], key))
            continue;
        if (same_piece(got->value[i], value))
            return true;
        buffer_print(why, "    %.*s: %.*s=%.*s wanted, is %.*s\n", (int)got->kind.length, got->kind.bytes, (int)key.length,
                     key.bytes, (int)value.length, value.bytes, (int)got->value[i].length, got->value[i].bytes);
        return false;
    }
    buffer_print(why, "    %.*s: %.*s=%.*s wanted, there is no such key\n", (int)got->kind.length, got->kind.bytes,
                 (int)key.length, key.bytes, (int)value.length, value.bytes);
    return false;
}

static bool item_matches(const struct item *want, const struct item *got, struct buffer *why)
{
    bool matches = true;
    for (size_t i = 0; i < want->keys; i++)
        matches &= has_key(got, want->key[i], want->value[i], why);
    return matches;
}

static bool is_left(const struct item *item)
{
    return is_piece(item->kind, "left");
}

static bool left_out_found(const struct item *want, const struct items *got, struct buffer *why)
{
    struct buffer unused;
    buffer_init(&unused);
    bool found = false;
    for (size_t i = 0; i < got->count; i++)
        found |= is_left(&got->list[i]) && item_matches(want, &got->list[i], &unused);
    buffer_done(&unused);
    if (!found)
        buffer_print(why, "    %.*s is not among what was left out\n", (int)want->value[0].length, want->value[0].bytes);
    return found;
}

static const struct item *next_figure(const struct items *items, size_t *at)
{
    while (*at < items->count && is_left(&items->list[*at]))
        (*at)++;
    return *at < items->count ? &items->list[(*at)++] : NULL;
}

static bool same_kinds(const struct items *want, const struct items *got)
{
    const struct item *wanted, *found;
    size_t w = 0, g = 0;
    do {
        wanted = next_figure(want, &w);
        found = next_figure(got, &g);
        if (!wanted != !found || (wanted && !same_piece(wanted->kind, found->kind)))
            return false;
    } while (wanted);
    return true;
}

static bool items_match(const struct items *want, const struct items *got, struct buffer *why)
{
    if (!same_kinds(want, got)) {
        buffer_text(why, "    other observations and figures than wanted\n");
        return false;
    }
    bool matches = true;
    size_t w = 0, g = 0;
    for (const struct item *wanted; (wanted = next_figure(want, &w));)
        matches &= item_matches(wanted, next_figure(got, &g), why);
    for (size_t i = 0; i < want->count; i++)
        if (is_left(&want->list[i]))
            matches &= left_out_found(&want->list[i], got, why);
    return matches;
}

/* --- extracting ------------------------------------------------------------------------------------------------------ */

static ind_tables *shared_tables;

static void free_tables(void)
{
    ind_tables_free(shared_tables);
}

/* Built once: an example costs an extractor of its own, so that none sees what another left. */
static const ind_tables *tables(void)
{
    struct ind_fault fault = {0};
    if (shared_tables)
        return shared_tables;
    if (ind_tables_new(&shared_tables, NULL, 0, &fault))
        fail_msg("no tables: %s", fault.text);
    assert_int_equal(atexit(free_tables), 0);
    return shared_tables;
}

static void extract(const char *bytes, size_t length, struct buffer *got, struct buffer *why)
{
    ind_extractor *extractor = NULL;
    struct ind_fault fault = {0};
    assert_int_equal(ind_extractor_new(&extractor, tables(), 0), 0);
    const ind_source source = {.name = "example.txt", .bytes = bytes, .length = length};
    const ind_result *result = NULL;
    int code = ind_extract(extractor, &source, &result, &fault);
    if (code)
        buffer_print(why, "    refused: %s %s\n", ind_error_name(code), fault.text);
    else {
        show_result(got, result);
        lawful_check(result, &source, why);
    }
    ind_extractor_free(extractor);
}

static bool holds(const char *bytes, size_t length, const char *want, struct buffer *got, struct buffer *why)
{
    extract(bytes, length, got, why);
    bool lawful = why->length == 0;
    const char *text = buffer_string(got);
    assert_non_null(text);
    struct items wanted = read_items(want), found = read_items(text);
    bool matches = items_match(&wanted, &found, why);
    free(wanted.list);
    free(found.list);
    return matches && lawful;
}

static void report(const char *verdict, const char *text, const char *want, struct buffer *got, struct buffer *why)
{
    /* print_message() would cut it */
    printf("%s: %s\n  want: %s\n%s  got:\n%s\n", verdict, text, want, buffer_string(why), buffer_string(got));
    fflush(stdout);
}

/* Whether the example is as it should be: satisfied, or known not to be. */
static bool run_one(const struct example *example)
{
    struct buffer got, why;
    buffer_init(&got);
    buffer_init(&why);
    bool satisfied = holds(example->text, strlen(example->text), example->want, &got, &why);
    if (satisfied && example->known)
        report("NO LONGER KNOWN TO FAIL, take the mark away", example->text, example->want, &got, &why);
    else if (!satisfied)
        report(example->known ? "KNOWN" : "DISAGREES", example->text, example->want, &got, &why);
    buffer_done(&got);
    buffer_done(&why);
    return satisfied == !example->known;
}

void run_examples(const char *name, const struct example *examples, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++)
        wrong += !run_one(&examples[i]);
    if (wrong)
        fail_msg("%s: %zu of %zu examples", name, wrong, count);
}

void run_bytes(const char *name, const char *bytes, size_t length, const char *want)
{
    struct buffer got, why;
    buffer_init(&got);
    buffer_init(&why);
    bool satisfied = holds(bytes, length, want, &got, &why);
    if (!satisfied)
        report("DISAGREES", name, want, &got, &why);
    buffer_done(&got);
    buffer_done(&why);
    if (!satisfied)
        fail_msg("%s", name);
}
