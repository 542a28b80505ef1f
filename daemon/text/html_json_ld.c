/* JSON-LD: what a page tells search engines of its article, as schema.org names it. Only the first article in it
 * counts. */
#include "daemon/text/html_facts.h"

#include "daemon/text/date.h"
#include "daemon/text/json.h"

#define FACT_RANK 1

/* "@graph", "mainEntity" and their like hold the article no deeper. */
#define NESTED_MAX 6

static bool string_is(const struct json *value, const char *text)
{
    return value->kind == JSON_STRING && value->length == strlen(text) + 2 &&
           memcmp(value->bytes + 1, text, value->length - 2) == 0;
}

static bool find_member(const struct json *object, const char *name, struct json *ret_value)
{
    struct json key, value;
    for (struct json_walk walk = json_walk(object); json_next(&walk, &key, &value);)
        if (string_is(&key, name)) {
            *ret_value = value;
            return true;
        }
    return false;
}

static bool names_article(const struct json *type)
{
    static const char *const types[] = {"NewsArticle",          "Article",     "BlogPosting",
                                        "ReportageNewsArticle", "TechArticle", "Report"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (string_is(type, types[i]))
            return true;
    return false;
}

/* Its "@type" is one of those, or a list with one of them. */
static bool is_article(const struct json *object)
{
    struct json type, key, item;
    if (object->kind != JSON_OBJECT || !find_member(object, "@type", &type))
        return false;
    if (type.kind != JSON_ARRAY)
        return names_article(&type);
    for (struct json_walk walk = json_walk(&type); json_next(&walk, &key, &item);)
        if (names_article(&item))
            return true;
    return false;
}

/* A string, or the "name" of an object, or the first of a list of those. */
static ind_text name_of(struct arena *arena, struct json value)
{
    struct json key, inner;
    if (value.kind == JSON_ARRAY) {
        struct json_walk walk = json_walk(&value);
        if (!json_next(&walk, &key, &inner))
            return (ind_text){0};
        value = inner;
    }
    if (value.kind == JSON_OBJECT && find_member(&value, "name", &inner))
        value = inner;
    if (value.kind != JSON_STRING || value.length > 2 * DOCUMENT_FACT_MAX)
        return (ind_text){0};
    ind_text text = json_string(arena, &value);
    return text.bytes ? document_fact(arena, text.bytes, text.length) : text;
}

static void tell(struct html_facts *facts, enum html_fact fact, ind_text value)
{
    ind_date date = {0};
    if (facts->rank[fact] == FACT_RANK || !value.bytes)
        return;
    if (fact == FACT_DATE && !date_written(value.bytes, value.length, &date))
        return;
    facts->value[fact] = value;
    facts->rank[fact] = FACT_RANK;
    if (fact != FACT_DATE)
        return;
    facts->published = date;
    facts->published_source = PUBLISHED_JSON_LD;
}

static void tell_article(struct arena *arena, struct html_facts *facts, const struct json *article)
{
    static const struct {
        const char *name;
        enum html_fact fact;
    } members[] = {{"headline", FACT_TITLE},
                   {"datePublished", FACT_DATE},
                   {"author", FACT_AUTHOR},
                   {"publisher", FACT_SOURCE},
                   {"url", FACT_URL}};
    struct json key, value;
    for (struct json_walk walk = json_walk(article); json_next(&walk, &key, &value);)
        for (size_t i = 0; i < sizeof members / sizeof *members; i++)
            if (string_is(&key, members[i].name))
                tell(facts, members[i].fact, name_of(arena, value));
}

/* Depth first; the walks that are under way are the stack. */
static void find_article(struct arena *arena, struct html_facts *facts, const struct json *top)
{
    struct json_walk walks[NESTED_MAX];
    uint32_t depth = 0;
    struct json key, value = *top;
    for (;;) {
        if (is_article(&value)) {
            tell_article(arena, facts, &value);
            return;
        }
        bool inner = value.kind == JSON_OBJECT || value.kind == JSON_ARRAY;
        if (inner && depth < NESTED_MAX)
            walks[depth++] = json_walk(&value);
        while (depth && !json_next(&walks[depth - 1], &key, &value))
            depth--;
        if (!depth)
            return;
    }
}

void html_facts_json(struct arena *arena, struct html_facts *facts, const char *bytes, size_t length)
{
    struct json value;
    uint32_t at = 0;
    if (length <= UINT32_MAX && json_read(bytes, (uint32_t)length, &at, &value, NULL) == 0)
        find_article(arena, facts, &value);
}
