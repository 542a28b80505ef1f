/* Fuzzes files of JSON: finding the records, walking and decoding them, reading them as documents. The first byte chooses
 * the file's name. What must hold for any bytes: parts lie in the decoded text in rising order; what the scanner takes can
 * be walked to its end and decoded to valid UTF-8; a document's lines lie in its bytes, and it can be cleaned. */
#include <stdint.h>
#include <utf8proc.h>

#include "daemon/base/check.h"
#include "daemon/text/records.h"

#define MEMORY ((size_t)64 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct record_field fields_known[] = {
    {RECORD_TITLE, "title"},   {RECORD_LEAD, "lead"},     {RECORD_TEXT, "text"},   {RECORD_TEXT, "body"}, {RECORD_DATE, "date"},
    {RECORD_URL, "url"},       {RECORD_SOURCE, "source"}, {RECORD_AUTHOR, "by"},   {RECORD_INNER, "in"},  {RECORD_PLACE, "place"},
};
static const struct record_fields fields = {fields_known, sizeof fields_known / sizeof *fields_known};

static void check_text(ind_text text)
{
    for (uint32_t at = 0; at < text.length;) {
        int32_t code;
        utf8proc_ssize_t taken = utf8proc_iterate((const uint8_t *)text.bytes + at, text.length - at, &code);
        CHECK(taken > 0 && code);
        at += (uint32_t)taken;
    }
}

/* Every value below, as deep as the scanner lets it be. */
static void check_value(struct arena *arena, const struct json *value, int depth)
{
    CHECK(depth <= JSON_DEPTH_MAX);
    if (value->kind == JSON_STRING) {
        ind_text text = json_string(arena, value);
        CHECK(!text.bytes || text.length <= value->length);
        if (text.bytes)
            check_text(text);
    }
    struct json key, item;
    for (struct json_walk walk = json_walk(value); json_next(&walk, &key, &item);) {
        CHECK(item.bytes > value->bytes && item.bytes + item.length < value->bytes + value->length);
        CHECK((value->kind == JSON_OBJECT) == (key.kind == JSON_STRING));
        if (depth < 4)
            check_value(arena, &item, depth + 1);
    }
}

static void check_document(struct arena *arena, const struct document *document)
{
    struct text text;
    struct ind_fault fault;
    for (uint32_t i = 0; i < document->line_count; i++) {
        CHECK(document->lines[i].start <= document->length);
        CHECK(!i || document->lines[i - 1].start <= document->lines[i].start);
    }
    int code = document_clean(arena, document, &text, &fault);
    CHECK(!code || code == IND_E_EMPTY || code == IND_E_LIMIT);
}

static void check_part(struct arena *arena, const struct records *records, const struct record_part *part)
{
    struct document document;
    struct ind_fault fault = {0};
    struct json value;
    uint32_t at = 0;
    if (json_read(part->bytes, part->length, &at, &value, NULL) == 0)
        check_value(arena, &value, 0);
    int code = records_read(arena, records, part, &document, &fault);
    if (code == 0)
        check_document(arena, &document);
    else
        CHECK(code == fault.code && (code == IND_E_EMPTY || code == IND_E_LIMIT || code == IND_E_INVALID));
}

static void check_file(struct arena *arena, const char *name, const char *bytes, size_t length)
{
    struct document document;
    struct ind_fault fault = {0};
    int code = records_read_file(arena, &fields, name, bytes, length, &document, &fault);
    if (code == 0)
        check_document(arena, &document);
    else
        CHECK(code == fault.code && fault.text[0]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"a.json", "a.jsonl", NULL, "a.txt"};
    if (!size)
        return 0;
    const char *name = names[data[0] % 4], *bytes = (const char *)data + 1;
    struct arena arena;
    struct records records;
    struct record_part part;
    arena_init(&arena, MEMORY);
    if (records_open(&records, &arena, &fields, name, bytes, size - 1, NULL) == 0) {
        uint32_t behind = 0, line = 0;
        while (records.kind != RECORDS_FILE && records_next(&records, &part)) {
            CHECK(part.line > line && part.at >= behind && part.at + part.length <= records.text.length);
            CHECK(part.bytes == records.text.bytes + part.at);
            check_part(&arena, &records, &part);
            behind = part.at + part.length;
            line = part.line;
        }
    }
    check_file(&arena, name, bytes, size - 1);
    arena_done(&arena);
    return 0;
}
