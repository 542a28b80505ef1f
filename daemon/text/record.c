/* The best field of each role is found in one pass over the members; only what is wanted is decoded. */
#include "daemon/text/record.h"

#include "daemon/text/charset_parts.h"
#include "daemon/text/date.h"
#include "daemon/text/html.h"
#include "daemon/text/html_reference.h"

#define WRAPPERS_MOST 4
#define INNER_MOST 2
#define HOURS_EAST (7 * 3600) /* of Vietnam's time */

uint32_t record_name(const char *bytes, uint32_t length, char ret_name[static RECORD_NAME_MAX])
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < length; i++) {
        char byte = bytes[i];
        if (byte == '_' || byte == '-' || byte == ' ')
            continue;
        if (count == RECORD_NAME_MAX - 1)
            return 0;
        ret_name[count++] = (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
    }
    ret_name[count] = '\0';
    return count;
}

/* --- what is in a value ------------------------------------------------------------------------------------------- */

static bool is_role(const struct record_fields *fields, const struct json *key, enum record_role role)
{
    char name[RECORD_NAME_MAX];
    if (key->kind != JSON_STRING || !record_name(key->bytes + 1, key->length - 2, name))
        return false;
    for (uint32_t i = 0; i < fields->count; i++)
        if (fields->items[i].role == role && !strcmp(fields->items[i].name, name))
            return true;
    return false;
}

/* Escapes are no blanks but for those of white space, which no text begins with for long. */
static bool has_words(const struct json *string)
{
    for (uint32_t i = 1; i + 1 < string->length; i++) {
        const char *at = string->bytes + i;
        if (*at == '\\' && strchr("nrt", at[1]))
            i++;
        else if (*at != ' ' && *at != '\t' && *at != '\n' && *at != '\r')
            return true;
    }
    return false;
}

static bool says_something(const struct record_fields *fields, const struct json *value, int depth)
{
    struct json key, item;
    if (value->kind == JSON_STRING)
        return has_words(value);
    if (value->kind == JSON_NUMBER)
        return true;
    if (depth == INNER_MOST)
        return false;
    for (struct json_walk walk = json_walk(value); json_next(&walk, &key, &item);)
        if ((value->kind == JSON_ARRAY || is_role(fields, &key, RECORD_INNER)) &&
            says_something(fields, &item, depth + 1))
            return true;
    return false;
}

/* The best value of each role; kind JSON_NULL where there is none. `rank` is the field's place in the table. */
struct members {
    struct json values[RECORD_ROLE_COUNT];
    uint32_t ranks[RECORD_ROLE_COUNT];
};

static void offer(struct members *members, const struct record_fields *fields, const char *name,
                  const struct json *value)
{
    for (uint32_t i = 0; i < fields->count; i++) {
        enum record_role role = fields->items[i].role;
        if (strcmp(fields->items[i].name, name) != 0)
            continue;
        bool better = members->values[role].kind == JSON_NULL || i < members->ranks[role];
        if (!better || !says_something(fields, value, 0))
            continue;
        members->values[role] = *value;
        members->ranks[role] = i;
    }
}

static struct members collect(const struct record_fields *fields, const struct json *object)
{
    struct members members = {.ranks = {0}};
    struct json key, value;
    for (struct json_walk walk = json_walk(object); json_next(&walk, &key, &value);) {
        char name[RECORD_NAME_MAX];
        if (key.kind == JSON_STRING && record_name(key.bytes + 1, key.length - 2, name))
            offer(&members, fields, name, &value);
    }
    return members;
}

static bool is_record(const struct members *members)
{
    return (members->values[RECORD_TEXT].kind != JSON_NULL && members->values[RECORD_TEXT].kind != JSON_NUMBER) ||
           members->values[RECORD_LEAD].kind == JSON_STRING;
}

/* --- wrappers ----------------------------------------------------------------------------------------------------- */

static bool find(const struct record_fields *fields, const struct json *value, int depth, struct json *ret_found)
{
    struct json key, item, below;
    if (depth > WRAPPERS_MOST || (value->kind != JSON_OBJECT && value->kind != JSON_ARRAY))
        return false;
    if (value->kind == JSON_OBJECT) {
        struct members members = collect(fields, value);
        if (is_record(&members)) {
            *ret_found = *value;
            return true;
        }
    }
    for (struct json_walk walk = json_walk(value); json_next(&walk, &key, &item);)
        if (find(fields, &item, depth + 1, &below)) {
            *ret_found = value->kind == JSON_ARRAY ? *value : below;
            return true;
        }
    return false;
}

bool record_find(const struct record_fields *fields, const struct json *value, struct json *ret_found)
{
    return find(fields, value, 0, ret_found);
}

/* --- one record --------------------------------------------------------------------------------------------------- */

struct record {
    struct arena *arena;
    const struct record_fields *fields;
    struct members members;
    struct charset_text encoding; /* of a value that was decoded wrongly on the way; encoding NULL for none */
    bool failed;
};

/* Appends what the value says; strings of an array are parted. Never longer than the value itself. */
static void write_value(struct record *r, const struct json *value, int depth, ind_text parting, char *out,
                        uint32_t *length)
{
    struct json key, item;
    if (value->kind == JSON_STRING || value->kind == JSON_NUMBER) {
        ind_text text =
            value->kind == JSON_NUMBER ? (ind_text){value->bytes, value->length} : json_string(r->arena, value);
        r->failed |= !text.bytes;
        if (text.bytes && text.length)
            memcpy(out + *length, text.bytes, text.length);
        *length += text.bytes ? text.length : 0;
        return;
    }
    uint32_t before = *length;
    for (struct json_walk walk = json_walk(value); depth < INNER_MOST && json_next(&walk, &key, &item);) {
        bool taken = value->kind == JSON_ARRAY || is_role(r->fields, &key, RECORD_INNER);
        if (!taken || !says_something(r->fields, &item, depth + 1))
            continue;
        if (*length > before) {
            memcpy(out + *length, parting.bytes, parting.length);
            *length += parting.length;
        }
        write_value(r, &item, depth + 1, parting, out, length);
        if (value->kind == JSON_OBJECT)
            return;
    }
}

/* Escapes hide from the file's encoding what a crawler decoded wrongly before it wrote them. */
static ind_text unwrapped(struct record *r, ind_text text)
{
    struct charset_text charset = {.bytes = text.bytes, .length = text.length};
    if (charset_unwrap(r->arena, &charset, NULL) < 0)
        r->failed = true;
    if (charset.encoding)
        r->encoding = charset;
    return (ind_text){charset.bytes, charset.length};
}

/* What the record has of a role; null for nothing. */
static ind_text value_of(struct record *r, enum record_role role)
{
    const struct json *value = &r->members.values[role];
    const ind_text parting = role == RECORD_AUTHOR ? (ind_text){", ", 2} : (ind_text){"\n", 1};
    if (value->kind == JSON_NULL)
        return (ind_text){0};
    /* Between two items stand a comma and two quotes, or a comma and digits: room for what parts them. */
    char *out = arena_raw(r->arena, 2 * (size_t)value->length);
    uint32_t length = 0;
    r->failed |= !out;
    if (!out)
        return (ind_text){0};
    write_value(r, value, 0, parting, out, &length);
    return length ? unwrapped(r, (ind_text){out, length}) : (ind_text){0};
}

/* "Q&amp;A" as interfaces give what they took from a page. */
static ind_text without_references(struct record *r, ind_text text)
{
    if (!text.bytes || !memchr(text.bytes, '&', text.length))
        return text;
    size_t room = 2 * (size_t)text.length;
    char *out = arena_raw(r->arena, room);
    r->failed |= !out;
    return out ? (ind_text){out, (uint32_t)html_decode(text.bytes, text.length, false, out, room)} : text;
}

/* Addresses have an '&' of their own. */
static ind_text fact_of(struct record *r, enum record_role role)
{
    ind_text value = value_of(r, role);
    if (role != RECORD_URL)
        value = without_references(r, value);
    return value.bytes ? document_fact(r->arena, value.bytes, value.length) : (ind_text){0};
}

/* --- dates -------------------------------------------------------------------------------------------------------- */

/* Days since 1970 as a date (Hinnant's civil_from_days). */
static ind_date date_of_days(int64_t days)
{
    days += 719468;
    int64_t era = days / 146097, of_era = days % 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
    int64_t day = of_year - (153 * month + 2) / 5 + 1;
    month = month < 10 ? month + 3 : month - 9;
    return (ind_date){(int16_t)(year + era * 400 + (month <= 2)), (uint8_t)month, (uint8_t)day};
}

/* Seconds or milliseconds since 1970, as crawlers write them: ten digits or thirteen, and maybe a fraction. */
static bool date_of_stamp(ind_text value, ind_date *ret_date)
{
    int64_t stamp = 0;
    uint32_t digits = 0;
    while (digits < value.length && value.bytes[digits] >= '0' && value.bytes[digits] <= '9' && digits < 14)
        stamp = stamp * 10 + (value.bytes[digits++] - '0');
    if ((digits != 10 && digits != 13) || (digits < value.length && value.bytes[digits] != '.'))
        return false;
    *ret_date = date_of_days(((digits == 13 ? stamp / 1000 : stamp) + HOURS_EAST) / 86400);
    return true;
}

static void read_date(struct record *r, struct document *document)
{
    ind_text value = value_of(r, RECORD_DATE);
    if (!value.bytes)
        return;
    if (date_of_stamp(value, &document->published) || date_written(value.bytes, value.length, &document->published))
        document->published_source = PUBLISHED_FIELD;
}

/* --- the text ----------------------------------------------------------------------------------------------------- */

/* Tags as a text has them that was cut out of a page. */
static bool is_html(ind_text text)
{
    static const char *const tags[] = {"</p>",    "<br",  "</div>", "</td>", "</li>",
                                       "</span>", "</a>", "<p>",    "<html", "<body"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (text.bytes && memmem(text.bytes, text.length, tags[i], strlen(tags[i])))
            return true;
    return false;
}

/* Some interfaces give a page's tags as references: it is looked at again without them. */
static int read_text(struct record *r, struct document *ret_text, struct ind_fault *fault)
{
    ind_text text = value_of(r, RECORD_TEXT);
    if (!is_html(text))
        text = without_references(r, text);
    *ret_text = (struct document){.bytes = text.bytes, .length = text.length};
    if (is_html(text)) {
        int code = html_read(r->arena, ret_text, fault);
        if (code == IND_E_EMPTY)
            *ret_text = (struct document){0};
        else
            TRY(code);
    }
    return 0;
}

static bool contains(const struct document *text, ind_text part)
{
    return text->length && memmem(text->bytes, text->length, part.bytes, part.length);
}

struct composing {
    struct record *record;
    char *bytes;
    uint32_t length;
    LIST_OF(struct text_line) lines;
};

static void add_line(struct composing *c, uint32_t start, enum line_kind kind)
{
    struct text_line *line = LIST_PUSH(c->record->arena, &c->lines);
    c->record->failed |= !line;
    if (line)
        *line = (struct text_line){.start = start, .kind = (uint8_t)kind};
}

static void add_paragraph(struct composing *c, ind_text text, enum line_kind kind)
{
    if (!text.bytes)
        return;
    add_line(c, c->length, kind);
    memcpy(c->bytes + c->length, text.bytes, text.length);
    c->length += text.length;
    c->bytes[c->length++] = '\n';
}

static void add_text(struct composing *c, const struct document *text)
{
    if (!text->line_count)
        add_line(c, c->length, LINE_UNKNOWN);
    for (uint32_t i = 0; i < text->line_count; i++)
        add_line(c, c->length + text->lines[i].start, (enum line_kind)text->lines[i].kind);
    if (text->length)
        memcpy(c->bytes + c->length, text->bytes, text->length);
    c->length += text->length;
}

/* A title or lead that the text holds already is not told twice. */
static int compose(struct record *r, ind_text title, const struct document *text, struct document *document,
                   struct ind_fault *fault)
{
    ind_text lead = fact_of(r, RECORD_LEAD);
    if (title.bytes && contains(text, title))
        title = (ind_text){0};
    if (lead.bytes && contains(text, lead))
        lead = (ind_text){0};
    size_t room = (size_t)text->length + title.length + lead.length + 3;
    struct composing c = {.record = r, .bytes = arena_raw(r->arena, room)};
    if (!c.bytes || room > INT32_MAX)
        return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE, "the record needs more than %zu bytes of memory",
                         r->arena->limit);
    add_paragraph(&c, title, LINE_TITLE);
    add_paragraph(&c, lead, LINE_UNKNOWN);
    add_text(&c, text);
    document->bytes = c.bytes;
    document->length = c.length;
    document->lines = c.lines.items;
    document->line_count = c.lines.count;
    return 0;
}

/* What the page around the text told stays where the record is silent. */
static void read_facts(struct record *r, ind_text title, struct document *document)
{
    ind_text author = fact_of(r, RECORD_AUTHOR), url = fact_of(r, RECORD_URL), source = fact_of(r, RECORD_SOURCE);
    ind_text place = fact_of(r, RECORD_PLACE);
    if (title.bytes)
        document->title = title;
    if (author.bytes)
        document->author = author;
    if (url.bytes)
        document->url = url;
    if (source.bytes)
        document->source = source;
    if (place.bytes)
        document->place = place;
    read_date(r, document);
}

static void take_facts(struct document *document, const struct document *text)
{
    document->title = text->title;
    document->author = text->author;
    document->url = text->url;
    document->source = text->source;
    document->place = text->place;
    document->published = text->published;
    document->published_source = text->published_source;
}

/* The fields of the objects around a record hold where its own are silent. */
static struct members gather(const struct record_fields *fields, const struct json *value)
{
    struct members members = collect(fields, value);
    struct json found = *value;
    if (!is_record(&members) && record_find(fields, value, &found) && found.kind == JSON_OBJECT) {
        struct members own = collect(fields, &found);
        for (int role = 0; role < RECORD_ROLE_COUNT; role++)
            if (own.values[role].kind != JSON_NULL)
                members.values[role] = own.values[role];
    }
    return members;
}

static void tell_encoding(const struct record *r, struct document *document)
{
    if (!r->encoding.encoding)
        return;
    document->encoding = r->encoding.encoding;
    document->encoding_source = r->encoding.source;
    document->encoding_sure = r->encoding.sure;
}

int record_read(struct arena *arena, const struct record_fields *fields, const struct json *record,
                struct document *document, struct ind_fault *fault)
{
    struct record r = {.arena = arena, .fields = fields, .members = gather(fields, record)};
    struct document text;
    TRY(read_text(&r, &text, fault));
    ind_text title = fact_of(&r, RECORD_TITLE);
    TRY(compose(&r, title, &text, document, fault));
    take_facts(document, &text);
    read_facts(&r, title, document);
    document->in_file = false;
    tell_encoding(&r, document);
    if (r.failed)
        return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE, "the record needs more than %zu bytes of memory",
                         arena->limit);
    if (!is_record(&r.members))
        return fault_set(fault, IND_E_EMPTY, FAULT_NOWHERE,
                         "the record has no text: none of its fields is known for one");
    return 0;
}
