/* Fuzzes reading, cutting and folding of text. What must hold for any bytes: a second reading changes nothing,
 * tokens and blanks together are the whole text, and the source bytes of a token read as that token. */
#include <stdint.h>

#include "daemon/base/check.h"
#include "daemon/text/fold.h"
#include "daemon/text/tokens.h"

#define MEMORY ((size_t)64 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_refusal(int code, const struct ind_fault *fault, size_t size)
{
    CHECK(code == fault->code && fault->text[0]);
    CHECK(code == IND_E_EMPTY || code == IND_E_LIMIT || (code == IND_E_NOT_TEXT && fault->at < size));
}

static void check_stable(struct arena *arena, const struct text *text)
{
    struct text again;
    CHECK(!text_read(arena, text->bytes, text->length, &again, NULL));
    CHECK(again.length == text->length && !memcmp(again.bytes, text->bytes, text->length));
    CHECK(again.run_count == 1 && text_source_start(&again, text->length) == text->length);
}

static void check_blank(const struct text *text, uint32_t start, uint32_t end)
{
    for (; start < end; start++)
        CHECK(text->bytes[start] == ' ' || text->bytes[start] == '\t');
}

/* The source of a token, read alone, is the token. */
static void check_source(const struct text *text, const struct token *token, const uint8_t *data, size_t size)
{
    uint32_t start = text_source_start(text, token->start), end = text_source_end(text, token->end);
    CHECK(start < end && end <= size);
    if (token->kind == TOKEN_BREAK)
        return;
    if (token->kind == TOKEN_MARK && token->mark == '\t') { /* alone it would be no text */
        CHECK(end - start == 1 && data[start] == '\t');
        return;
    }
    struct arena arena;
    arena_init(&arena, MEMORY);
    struct text alone;
    CHECK(!text_read(&arena, (const char *)data + start, end - start, &alone, NULL));
    CHECK(alone.length == token->end - token->start);
    CHECK(!memcmp(alone.bytes, text->bytes + token->start, alone.length));
    arena_done(&arena);
}

/* Folding is idempotent. */
static void check_fold(const struct text *text, const struct token *token)
{
    char once[FOLD_MAX], twice[FOLD_MAX];
    size_t length = fold_word(text->bytes + token->start, token->end - token->start, once);
    CHECK(length <= FOLD_MAX);
    if (!length)
        return;
    CHECK(fold_word(once, length, twice) == length && !memcmp(once, twice, length));
}

static void check_tokens(struct arena *arena, const struct text *text, const uint8_t *data, size_t size)
{
    struct tokens tokens;
    if (tokens_read(arena, text, &tokens))
        return;
    uint32_t behind = 0;
    for (uint32_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.items[i];
        CHECK(token->start >= behind && token->end > token->start && token->end <= text->length);
        check_blank(text, behind, token->start);
        check_source(text, token, data, size);
        check_fold(text, token);
        behind = token->end;
    }
    check_blank(text, behind, text->length);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    arena_init(&arena, MEMORY);
    struct text text;
    struct ind_fault fault = {0};
    int code = text_read(&arena, (const char *)data, size, &text, &fault);
    if (code)
        check_refusal(code, &fault, size);
    else {
        check_stable(&arena, &text);
        check_tokens(&arena, &text, data, size);
    }
    arena_done(&arena);
    return 0;
}
