/* The names under which pages tell things, as rows, and how sure each of them is. */
#include "daemon/text/html_facts.h"

#include "daemon/text/date.h"
#include "daemon/text/html_reference.h"

/* Elements that are looked at: a page with more of them is not telling facts. */
#define LOOKED_MAX 2000
#define VALUE_MAX 2000

static const struct fact_row {
    const char *name; /* of a name, property, itemprop or rel attribute */
    uint8_t fact;     /* enum html_fact */
    uint8_t rank;
} rows[] = {
    {"article:published_time", FACT_DATE, 2},
    {"og:article:published_time", FACT_DATE, 2},
    {"datepublished", FACT_DATE, 2},
    {"citation_publication_date", FACT_DATE, 3},
    {"pubdate", FACT_DATE, 3},
    {"published_time", FACT_DATE, 3},
    {"publish-date", FACT_DATE, 3},
    {"publish_date", FACT_DATE, 3},
    {"publishdate", FACT_DATE, 3},
    {"publication_date", FACT_DATE, 3},
    {"parsely-pub-date", FACT_DATE, 3},
    {"sailthru.date", FACT_DATE, 3},
    {"dc.date.issued", FACT_DATE, 3},
    {"dcterms.issued", FACT_DATE, 3},
    {"dc.date.created", FACT_DATE, 4},
    {"dcterms.created", FACT_DATE, 4},
    {"dc.date", FACT_DATE, 4},
    {"dcterms.date", FACT_DATE, 4},
    {"article.created", FACT_DATE, 4},
    {"date", FACT_DATE, 5},
    {"headline", FACT_TITLE, 2},
    {"og:title", FACT_TITLE, 2},
    {"twitter:title", FACT_TITLE, 3},
    {"dc.title", FACT_TITLE, 4},
    {"dcterms.title", FACT_TITLE, 4},
    {"author", FACT_AUTHOR, 2},
    {"dable:author", FACT_AUTHOR, 3},
    {"dc.creator", FACT_AUTHOR, 3},
    {"dcterms.creator", FACT_AUTHOR, 3},
    {"article:author", FACT_AUTHOR, 4},
    {"canonical", FACT_URL, 2},
    {"og:url", FACT_URL, 3},
    {"og:site_name", FACT_SOURCE, 2},
    {"dc.publisher", FACT_SOURCE, 3},
    {"application-name", FACT_SOURCE, 4},
};

#define TIME_RANK 6   /* a <time> that says nothing of itself */
#define BYLINE_RANK 6
#define BYLINE_BYTES_MAX 80

static bool begins_with(ind_text text, const char *start)
{
    size_t length = strlen(start);
    return text.length >= length && memcmp(text.bytes, start, length) == 0;
}

/* A date must be one; an author's page and an address within the site are neither a name nor an address. */
static bool is_fit(enum html_fact fact, ind_text value, ind_date *ret_date)
{
    bool address = begins_with(value, "http:") || begins_with(value, "https:");
    switch (fact) {
    case FACT_DATE: return date_written(value.bytes, value.length, ret_date);
    case FACT_URL: return address;
    default: return !address;
    }
}

static void tell(struct arena *arena, struct html_facts *facts, enum html_fact fact, uint8_t rank, ind_text raw)
{
    char decoded[VALUE_MAX];
    if ((facts->rank[fact] && facts->rank[fact] <= rank) || !raw.bytes || raw.length > VALUE_MAX)
        return;
    ind_date date = {0};
    ind_text value = document_fact(arena, decoded, html_decode(raw.bytes, raw.length, true, decoded, sizeof decoded));
    if (!value.bytes || !is_fit(fact, value, &date))
        return;
    facts->value[fact] = value;
    facts->rank[fact] = rank;
    if (fact != FACT_DATE)
        return;
    facts->published = date;
    facts->published_source = PUBLISHED_META;
}

/* The attributes that matter, the first of each name. */
struct named {
    ind_text name, property, itemprop, rel, content, href, datetime;
};

static void set_once(ind_text *text, const struct html_attribute *attribute)
{
    if (!text->bytes && attribute->value && attribute->value_length <= VALUE_MAX)
        *text = (ind_text){attribute->value, (uint32_t)attribute->value_length};
}

static struct named read_named(const struct html_token *token)
{
    struct named named = {0};
    const struct {
        const char *name;
        ind_text *text;
    } wanted[] = {{"name", &named.name},       {"property", &named.property}, {"itemprop", &named.itemprop},
                  {"rel", &named.rel},         {"content", &named.content},   {"href", &named.href},
                  {"datetime", &named.datetime}};
    struct html_attribute attribute;
    for (const char *at = token->attributes; html_attribute_next(&at, token->attributes_end, &attribute);)
        for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
            if (html_is(attribute.name, attribute.name_length, wanted[i].name))
                set_once(wanted[i].text, &attribute);
    return named;
}

static void tell_named(struct arena *arena, struct html_facts *facts, ind_text name, ind_text value)
{
    for (size_t i = 0; name.bytes && i < sizeof rows / sizeof *rows; i++)
        if (html_is(name.bytes, name.length, rows[i].name))
            tell(arena, facts, (enum html_fact)rows[i].fact, rows[i].rank, value);
}

void html_facts_element(struct arena *arena, struct html_facts *facts, const char *tag, const struct html_token *token)
{
    if (facts->looked++ >= LOOKED_MAX)
        return;
    struct named named = read_named(token);
    ind_text value = named.content.bytes ? named.content : named.href.bytes ? named.href : named.datetime;
    tell_named(arena, facts, named.name, value);
    tell_named(arena, facts, named.property, value);
    tell_named(arena, facts, named.itemprop, value);
    tell_named(arena, facts, named.rel, value);
    if (strcmp(tag, "time") == 0)
        tell(arena, facts, FACT_DATE, TIME_RANK, named.datetime);
}

void html_facts_name(struct arena *arena, struct html_facts *facts, const char *bytes, size_t length)
{
    char decoded[VALUE_MAX];
    if (!facts->name.bytes && length <= VALUE_MAX)
        facts->name = document_fact(arena, decoded, html_decode(bytes, length, false, decoded, sizeof decoded));
}

void html_facts_byline(struct arena *arena, struct html_facts *facts, const char *bytes, size_t length)
{
    const char *colon = length <= BYLINE_BYTES_MAX ? memchr(bytes, ':', length) : NULL;
    size_t from = colon ? (size_t)(colon + 1 - bytes) : 0;
    ind_date date;
    if (facts->rank[FACT_AUTHOR] || length > BYLINE_BYTES_MAX || date_written(bytes, length, &date))
        return;
    facts->value[FACT_AUTHOR] = document_fact(arena, bytes + from, length - from);
    facts->rank[FACT_AUTHOR] = facts->value[FACT_AUTHOR].bytes ? BYLINE_RANK : 0;
}
