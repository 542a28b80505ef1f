/* Only what looks like JSON at its first byte, or is named so, is looked into. */
#include "daemon/text/records.h"

#define LOOKED_AT 64 /* bytes of a byte order mark and blanks before a file is taken for no JSON */

/* What a file's name and first line say of it. */
enum guess { GUESS_OTHER, GUESS_MAYBE, GUESS_JSON, GUESS_LINES };

static bool ends_in(const char *name, const char *ending)
{
    size_t length = strlen(ending), whole = name ? strlen(name) : 0;
    if (whole < length)
        return false;
    for (size_t i = 0; i < length; i++) {
        char byte = name[whole - length + i];
        if ((byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte) != ending[i])
            return false;
    }
    return true;
}

/* Behind blanks, in whatever encoding, stands a bracket. */
static bool begins_as_json(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length && i < LOOKED_AT; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte == '{' || byte == '[')
            return true;
        bool passed = byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t' || byte == 0 || byte == 0xEF ||
                      byte == 0xBB || byte == 0xBF || byte == 0xFF || byte == 0xFE;
        if (!passed)
            return false;
    }
    return false;
}

static enum guess guess(const char *name, const char *bytes, size_t length)
{
    if (ends_in(name, ".jsonl") || ends_in(name, ".ndjson"))
        return GUESS_LINES;
    if (ends_in(name, ".json"))
        return GUESS_JSON;
    return begins_as_json(bytes, length) ? GUESS_MAYBE : GUESS_OTHER;
}

/* A mark of the byte order stays in a text that is in place. */
static void drop_bom(struct charset_text *text)
{
    if (text->length < 3 || memcmp(text->bytes, "\xEF\xBB\xBF", 3) != 0)
        return;
    text->bytes += 3;
    text->length -= 3;
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

static bool next_line(struct records *records, struct record_part *ret_part)
{
    const struct charset_text *text = &records->text;
    while (records->at < text->length) {
        const char *from = text->bytes + records->at;
        uint32_t left = text->length - records->at, at = records->at;
        const char *newline = memchr(from, '\n', left);
        uint32_t length = newline ? (uint32_t)(newline - from) : left;
        records->at += length + (newline != NULL);
        records->line++;
        while (length && (from[length - 1] == '\r' || from[length - 1] == ' ' || from[length - 1] == '\t'))
            length--;
        if (!length)
            continue;
        *ret_part = (struct record_part){from, length, records->line, at};
        return true;
    }
    return false;
}

/* The first line is a whole record. */
static bool begins_with_record(const struct records *records)
{
    struct records look = *records;
    struct record_part part;
    struct json value, found;
    uint32_t at = 0;
    return next_line(&look, &part) && json_read(part.bytes, part.length, &at, &value, NULL) == 0 &&
           json_ends(part.bytes, part.length, at) && record_find(look.fields, &value, &found) &&
           found.kind == JSON_OBJECT;
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

/* The one value of the text. */
static int read_value(const struct charset_text *text, struct json *ret_value, struct ind_fault *fault)
{
    uint32_t at = 0;
    struct json value;
    TRY(json_read(text->bytes, text->length, &at, &value, fault));
    if (!json_ends(text->bytes, text->length, at))
        return fault_set(fault, IND_E_INVALID, at, "the JSON goes on behind its end at offset %u", at);
    *ret_value = value;
    return 0;
}

static int find_records(const struct records *records, struct json *ret_found, struct ind_fault *fault)
{
    struct json value;
    TRY(read_value(&records->text, &value, fault));
    if (!record_find(records->fields, &value, ret_found))
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE,
                         "the JSON has no article: no field that is known for a text");
    return 0;
}

/* A .json with a record a line is written by mistake often enough to be read as what it is. */
static int open_json(struct records *records, enum guess guess, struct ind_fault *fault)
{
    struct json found;
    int code = find_records(records, &found, fault);
    if (code < 0 && begins_with_record(records))
        records->kind = RECORDS_LINES;
    else if (code == 0 && found.kind == JSON_ARRAY) {
        records->kind = RECORDS_ITEMS;
        records->walk = json_walk(&found);
    } else if (code < 0 && guess == GUESS_JSON)
        return code;
    return 0;
}

int records_open(struct records *records, struct arena *arena, const struct record_fields *fields, const char *name,
                 const char *bytes, size_t length, struct ind_fault *fault)
{
    *records = (struct records){.fields = fields, .kind = RECORDS_FILE};
    enum guess guessed = guess(name, bytes, length);
    if (guessed == GUESS_OTHER)
        return 0;
    TRY(charset_read(arena, bytes, length, &records->text, fault));
    drop_bom(&records->text);
    if (guessed == GUESS_LINES)
        records->kind = RECORDS_LINES;
    else
        TRY(open_json(records, guessed, fault));
    return 0;
}

/* --- parts -------------------------------------------------------------------------------------------------------- */

static bool next_item(struct records *records, struct record_part *ret_part)
{
    struct json key, value;
    if (!json_next(&records->walk, &key, &value))
        return false;
    uint32_t at = (uint32_t)(value.bytes - records->text.bytes);
    *ret_part = (struct record_part){value.bytes, value.length, ++records->line, at};
    return true;
}

bool records_next(struct records *records, struct record_part *ret_part)
{
    if (records->kind == RECORDS_LINES)
        return next_line(records, ret_part);
    if (records->kind == RECORDS_ITEMS)
        return next_item(records, ret_part);
    bool first = !records->done;
    records->done = true;
    *ret_part = (struct record_part){0};
    return first;
}

int records_read(struct arena *arena, const struct records *records, const struct record_part *part,
                 struct document *ret_document, struct ind_fault *fault)
{
    const struct charset_text own = {.bytes = part->bytes, .length = part->length};
    struct json value;
    TRY(read_value(&own, &value, fault));
    struct document document = document_decoded(&records->text);
    document.format = records->kind == RECORDS_LINES ? "jsonl" : "json";
    TRY(record_read(arena, records->fields, &value, &document, fault));
    *ret_document = document;
    return 0;
}

/* One record, or what is no JSON but only looks like it. */
static int read_one(struct arena *arena, const struct records *records, const char *name, struct document *ret_document,
                    struct ind_fault *fault)
{
    struct json value, found;
    if (read_value(&records->text, &value, NULL) < 0 || !record_find(records->fields, &value, &found))
        return document_from(arena, name, &records->text, ret_document, fault);
    struct document document = document_decoded(&records->text);
    document.format = "json";
    TRY(record_read(arena, records->fields, &value, &document, fault));
    *ret_document = document;
    return 0;
}

int records_read_file(struct arena *arena, const struct record_fields *fields, const char *name, const char *bytes,
                      size_t length, struct document *ret_document, struct ind_fault *fault)
{
    struct records records;
    TRY(records_open(&records, arena, fields, name, bytes, length, fault));
    if (records.kind != RECORDS_FILE)
        return fault_set(fault, IND_E_UNSUPPORTED, FAULT_NOWHERE, "the file holds more than one article");
    if (!records.text.bytes)
        return document_read(arena, name, bytes, length, ret_document, fault);
    return read_one(arena, &records, name, ret_document, fault);
}
