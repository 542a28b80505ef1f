/* How fast articles are extracted, beside one pass of a compiled regular expression that only finds digits over the
 * same bytes. The two take turns, and the best round of each counts, so that a busy machine disturbs both alike. */
#include "tests/bench/bench.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 5
#define DIGITS "\\d[\\d.,]*"

struct regex {
    pcre2_code *code;
    pcre2_match_data *data;
};

static struct regex regex_new(void)
{
    int error;
    size_t at;
    struct regex regex = {.code = pcre2_compile((PCRE2_SPTR)DIGITS, PCRE2_ZERO_TERMINATED, 0, &error, &at, NULL)};
    if (!regex.code || pcre2_jit_compile(regex.code, PCRE2_JIT_COMPLETE) != 0)
        give_up("PCRE2 gives no JIT for " DIGITS, IND_OK, NULL);
    regex.data = pcre2_match_data_create_from_pattern(regex.code, NULL);
    if (!regex.data)
        give_up("out of memory", IND_OK, NULL);
    return regex;
}

static void regex_done(struct regex *regex)
{
    pcre2_match_data_free(regex->data);
    pcre2_code_free(regex->code);
}

/* Finds every match; how many. */
static size_t regex_pass(struct regex *regex, const char *bytes, size_t length)
{
    size_t found = 0;
    size_t *span = pcre2_get_ovector_pointer(regex->data);
    for (size_t at = 0; pcre2_jit_match(regex->code, (PCRE2_SPTR)bytes, length, at, 0, regex->data, NULL) > 0; at = span[1])
        found++;
    return found;
}

/* Every article in turn, so often that `copies` copies of all were read; how many observations. */
static size_t extract_pass(const struct bench_core *core, const struct articles *articles, size_t copies)
{
    size_t found = 0;
    for (size_t i = 0; i < copies * articles->count; i++) {
        const struct article *article = &articles->items[i % articles->count];
        ind_source source = {.name = "article.txt", .bytes = article->bytes, .length = article->length};
        const ind_result *result;
        struct ind_fault fault = {0};
        int code = ind_extract(core->extractor, &source, &result, &fault);
        if (code < 0)
            give_up("an article is not read", code, &fault);
        found += result->count;
    }
    return found;
}

static struct article joined(const struct articles *articles, size_t copies)
{
    struct article all = {room_for(copies * articles->bytes, 1), 0};
    for (size_t i = 0; i < copies * articles->count; i++) {
        const struct article *article = &articles->items[i % articles->count];
        memcpy(all.bytes + all.length, article->bytes, article->length);
        all.length += article->length;
    }
    return all;
}

static double least(double a, double b)
{
    return a < b ? a : b;
}

/* COPIES FILE…: throughput over that many copies of the files. */
void bench_speed(char *const *args, size_t count)
{
    if (count < 2)
        give_up("speed COPIES FILE...", IND_OK, NULL);
    size_t copies = strtoul(args[0], NULL, 10);
    struct articles articles = articles_read(args + 1, count - 1);
    struct article all = joined(&articles, copies);
    struct bench_core core = core_new();
    struct regex regex = regex_new();
    double extracting = 1e9, matching = 1e9;
    size_t observations = 0, matches = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double begun = cpu_seconds();
        observations = extract_pass(&core, &articles, copies);
        double between = cpu_seconds();
        matches = regex_pass(&regex, all.bytes, all.length);
        double ended = cpu_seconds();
        extracting = least(extracting, between - begun);
        matching = least(matching, ended - between);
    }
    report("bytes", (double)all.length);
    report("articles", (double)(copies * articles.count));
    report("observations", (double)observations);
    report("matches", (double)matches);
    report("extract_seconds", extracting);
    report("pcre2_seconds", matching);
    regex_done(&regex);
    core_done(&core);
    free(all.bytes);
    articles_done(&articles);
}

/* FILE…: each read once and nothing else, for an instrument that counts instructions. */
void bench_once(char *const *args, size_t count)
{
    struct articles articles = articles_read(args, count);
    struct bench_core core = core_new();
    report("observations", (double)extract_pass(&core, &articles, 1));
    report("bytes", (double)articles.bytes);
    core_done(&core);
    articles_done(&articles);
}
