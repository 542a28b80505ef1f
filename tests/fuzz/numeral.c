/* Fuzzes the scanner of numerals. What must hold for any text: a numeral ends behind where it begins and within the text,
 * has at most 34 significant digits of its own, and its value, written the Vietnamese way, reads as that value again. */
#include <stdint.h>

#include "daemon/base/check.h"
#include "tests/unit/extract/scan.h"

#define MEMORY ((size_t)64 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ind_tables *tables;

/* The decimal point as a comma, and no zero before "0,": what an article would print. */
static size_t print_vietnamese(ind_decimal value, char ret_text[static DECIMAL_TEXT])
{
    size_t length = decimal_print(value, ret_text);
    for (size_t i = 0; i < length; i++)
        if (ret_text[i] == '.')
            ret_text[i] = ',';
    return length;
}

static size_t count_digits(const char *text, size_t length)
{
    size_t digits = 0;
    for (size_t i = 0; i < length; i++)
        digits += text[i] >= '0' && text[i] <= '9' && (digits || text[i] != '0');
    return digits;
}

static void check_reads_again(ind_decimal value)
{
    char text[DECIMAL_TEXT];
    size_t length = print_vietnamese(value, text);
    if (count_digits(text, length) > IND_DECIMAL_DIGITS)
        return;
    struct arena arena;
    arena_init(&arena, MEMORY);
    struct reading r;
    struct numeral again;
    CHECK(!scan_read(&arena, tables, text, length, &r));
    CHECK(numeral_at(&r, 0, &again) && again.end == r.tokens.count);
    CHECK(again.value.known && decimal_compare(again.value, value) == 0);
    arena_done(&arena);
}

static void check_numeral(const struct reading *r, uint32_t at, const struct numeral *n)
{
    CHECK(n->end > at && n->end <= r->tokens.count);
    CHECK(is_kind(r, at, TOKEN_NUMBER) != n->word);
    if (!n->value.known)
        return;
    CHECK(!n->value.negative && !n->half.negative);
    CHECK(!n->scaled || (n->scale.known && decimal_compare(n->scale, decimal_of(1, 0)) > 0));
    check_reads_again(n->value);
}

static void check_all(struct reading *r)
{
    for (int english = 0; english < 2; english++) {
        r->english = english;
        for (uint32_t at = 0; at < r->tokens.count; at++) {
            struct numeral n;
            if (numeral_at(r, at, &n))
                check_numeral(r, at, &n);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CHECK(tables || !ind_tables_new(&tables, NULL, 0, NULL));
    struct arena arena;
    arena_init(&arena, MEMORY);
    struct reading r;
    if (!scan_read(&arena, tables, (const char *)data, size, &r))
        check_all(&r);
    arena_done(&arena);
    return 0;
}
