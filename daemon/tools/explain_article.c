/* The words are rows; what is unknown here is said as the article says it. */
#include "daemon/tools/explain_article.h"

#include <string.h>

#include "proto/bodies.h"

struct word {
    const char *key, *words;
};

static const struct word encoding_sources[] = {
    {"content", "its bytes are valid in it"},
    {"bom", "its byte order mark"},
    {"declaration", "the page declares it"},
    {"statistics", "what comes out reads"},
    {NULL, NULL},
};

static const struct word date_sources[] = {
    {"head_line", "a line at its head"},
    {"meta", "<meta> or <time> of the page"},
    {"json_ld", "JSON-LD of the page"},
    {"field", "a field"},
    {NULL, NULL},
};

static const struct word formats[] = {
    {"text", "plain text"},
    {"html", "HTML"},
    {"markdown", "Markdown"},
    {"json", "a JSON record"},
    {NULL, NULL},
};

/* Who tells what the text itself does not. */
static const struct word tellers[] = {
    {"text", "its first lines"},
    {"html", "data of the page"},
    {"markdown", "its front matter"},
    {"json", "a field"},
    {NULL, NULL},
};

static const char *const names[FACTS_OF_ARTICLE] = {
    [FACT_OF_TITLE] = "title",   [FACT_OF_DATE] = "published", [FACT_OF_AUTHOR] = "author",
    [FACT_OF_SOURCE] = "source", [FACT_OF_URL] = "url",
};

static const char *words_of(const struct word *words, const char *key)
{
    while (key && words->key && strcmp(words->key, key))
        words++;
    return words->key && key ? words->words : key ? key : "unknown";
}

void words_reading(struct buffer *out, const ind_article *article)
{
    buffer_print(out, "read as %s in %s (%s, %u %% sure)", words_of(formats, article->format),
                 article->encoding ? article->encoding : "an unknown encoding",
                 words_of(encoding_sources, article->encoding_source), article->encoding_sure);
    if (article->line)
        buffer_print(out, ", line %u", article->line);
    if (article->replaced)
        buffer_print(out, ", %llu byte%s that could not be decoded", (unsigned long long)article->replaced,
                     article->replaced == 1 ? "" : "s");
}

const char *article_fact_name(enum article_fact fact)
{
    return names[fact];
}

void words_fact(struct buffer *out, const ind_article *article, enum article_fact fact)
{
    const ind_text texts[FACTS_OF_ARTICLE] = {[FACT_OF_TITLE] = article->title,
                                              [FACT_OF_AUTHOR] = article->author,
                                              [FACT_OF_SOURCE] = article->source,
                                              [FACT_OF_URL] = article->url};
    if (texts[fact].bytes)
        buffer_append(out, texts[fact].bytes, texts[fact].length);
    else if (fact == FACT_OF_DATE && article->published.year) {
        char date[IND_DATE_TEXT];
        ind_date_print(article->published, date);
        buffer_text(out, date);
    }
}

const char *word_fact_origin(const ind_article *article, ind_text text, enum article_fact fact)
{
    if (fact == FACT_OF_DATE)
        return words_of(date_sources, article->published_source);
    bool in_text = fact == FACT_OF_TITLE && article->title.bytes && text.bytes &&
                   memmem(text.bytes, text.length, article->title.bytes, article->title.length);
    return in_text ? "a line of the text" : words_of(tellers, article->format);
}
