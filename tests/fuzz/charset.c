/* Fuzzes finding and undoing an encoding. What must hold for any bytes: valid UTF-8 without NULs comes out, in place only
 * where nothing changed; nothing counts as replaced that no U+FFFD stands for; and what came out of another encoding reads
 * as itself. */
#include <stdint.h>
#include <utf8proc.h>

#include "daemon/base/check.h"
#include "daemon/text/charset.h"

#define MEMORY ((size_t)64 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_refusal(int code, const struct ind_fault *fault, size_t size)
{
    CHECK(code == fault->code && fault->text[0]);
    CHECK(code == IND_E_LIMIT || (code == IND_E_NOT_TEXT && fault->at < size));
}

static void check_utf8(const struct charset_text *text)
{
    uint64_t replacements = 0;
    for (uint32_t at = 0; at < text->length;) {
        int32_t code;
        utf8proc_ssize_t taken = utf8proc_iterate((const uint8_t *)text->bytes + at, text->length - at, &code);
        CHECK(taken > 0 && code);
        replacements += code == 0xFFFD;
        at += (uint32_t)taken;
    }
    CHECK(!text->replaced || replacements);
}

static void check_names(const struct charset_text *text)
{
    CHECK(text->encoding && text->source && text->sure <= 100);
    CHECK(!text->in_place || !strcmp(text->encoding, "utf-8"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    arena_init(&arena, MEMORY);
    struct charset_text text, again;
    struct ind_fault fault = {0};
    int code = charset_read(&arena, (const char *)data, size, &text, &fault);
    if (code)
        check_refusal(code, &fault, size);
    else {
        check_utf8(&text);
        check_names(&text);
        CHECK(!text.in_place || text.bytes == (const char *)data);
        code = charset_read(&arena, text.bytes, text.length, &again, &fault);
        CHECK(!code || code == IND_E_NOT_TEXT || code == IND_E_LIMIT);
        if (!code)
            CHECK(again.replaced == 0);
    }
    arena_done(&arena);
    return 0;
}
