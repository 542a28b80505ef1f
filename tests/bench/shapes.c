/* What an article costs whose shape is meant to hurt, beside ordinary ones: a cost that grows faster than the length
 * shows here as a large factor. What is said of it (too many observations, say) is told, and is no matter. */
#include "tests/bench/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MIB ((size_t)1 << 20)

struct shape {
    const char *name;
    const char *front; /* repeated over the first half … */
    const char *back;  /* … and this over the second */
    const char *words; /* in a table for people */
};

#define SENTENCE "Năm 2020, thu ngân sách nhà nước ước đạt 39,2 tỷ đồng, bằng 113% dự toán tỉnh giao. "
#define WORDS "thực hiện nhiệm vụ phát triển kinh tế "

static const struct shape shapes[] = {
    {"digits", "7", "7", "digits"},
    {"groups", "1.234.567,89.", "1.234.567,89.", "digits, dots and commas"},
    {"sentence", SENTENCE, SENTENCE, "one sentence again and again"},
    {"line", WORDS, WORDS, "one endless line of words"},
    {"figures", "5% tăng 7%, ", "5% tăng 7%, ", "one endless line of figures"},
    {"lines", "\n", "a\n", "empty and short lines"},
    {"brackets", "(", ")", "nested brackets"},
    {"tags", "<b>", "</b>", "nested tags"},
    {"marks", "a\xCC\x81\xCC\xA3", "\xCC\x81", "stacked combining marks"},
};

static void fill(char *bytes, size_t length, const char *unit)
{
    size_t step = strlen(unit);
    for (size_t at = 0; at + step <= length; at += step)
        memcpy(bytes + at, unit, step);
}

/* `length` bytes at most; what a last copy would not fit in stays blank. */
static struct article shaped(const struct shape *shape, size_t length)
{
    struct article article = {room_for(length, 1), length};
    memset(article.bytes, ' ', length);
    fill(article.bytes, length / 2, shape->front);
    fill(article.bytes + length / 2, length / 2, shape->back);
    return article;
}

static double extract_time(const struct bench_core *core, const struct article *article, int *ret_code)
{
    ind_source source = {.name = "article.txt", .bytes = article->bytes, .length = article->length};
    const ind_result *result;
    struct ind_fault fault = {0};
    double begun = cpu_seconds();
    *ret_code = ind_extract(core->extractor, &source, &result, &fault);
    return cpu_seconds() - begun;
}

/* Seconds per MiB of all articles together, each once before so that memory is warm. */
static double ordinary(const struct bench_core *core, const struct articles *articles)
{
    double sum = 0;
    int code;
    for (int round = 0; round < 2; round++) {
        sum = 0;
        for (size_t i = 0; i < articles->count; i++)
            sum += extract_time(core, &articles->items[i], &code);
    }
    return sum / ((double)articles->bytes / (double)MIB);
}

/* KIB FILE…: the ordinary articles; then a row a shape: name, seconds per MiB, times the ordinary,
 * words for it, outcome. */
void bench_shapes(char *const *args, size_t count)
{
    if (count < 2)
        give_up("shapes KIB FILE...", IND_OK, NULL);
    size_t length = strtoul(args[0], NULL, 10) << 10;
    struct articles articles = articles_read(args + 1, count - 1);
    struct bench_core core = core_new();
    double usual = ordinary(&core, &articles);
    printf("ordinary\t%.6f\t1\tordinary articles\tread\n", usual);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        int code;
        struct article article = shaped(&shapes[i], length);
        double each = extract_time(&core, &article, &code) / ((double)length / (double)MIB);
        printf("%s\t%.6f\t%.2f\t%s\t%s\n", shapes[i].name, each, each / usual, shapes[i].words,
               code < 0 ? ind_error_text(code) : "read");
        fflush(stdout);
        free(article.bytes);
    }
    core_done(&core);
    articles_done(&articles);
}
