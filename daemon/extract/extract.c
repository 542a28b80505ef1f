/* The extraction as the rest of the house sees it: bytes in, observations out. Runs the steps of reading.h in their
 * order over one article; owns the arena and the pattern worker of one thread. */
#include <indicatord/extract.h>

#include "daemon/base/digest.h"
#include "daemon/extract/record_source.h"
#include "daemon/extract/reading.h"

#define MEMORY_DEFAULT ((size_t)208 << 20)
#define OBSERVATIONS_DEFAULT 10000

/* No observation of an ordinary article has so many figures: one with more mentions than this times the observations it
 * may have is not read to its end. */
#define MENTIONS_EACH 8

struct ind_extractor {
    const ind_tables *tables;
    struct pattern_worker *patterns;
    struct arena arena;
    uint32_t observations_most;
    ind_result result;
};

int ind_extractor_new(ind_extractor **ret_extractor, const ind_tables *tables, size_t memory)
{
    ind_extractor *extractor = calloc(1, sizeof *extractor);
    if (!extractor)
        return IND_E_NOMEM;
    extractor->tables = tables;
    extractor->observations_most = OBSERVATIONS_DEFAULT;
    arena_init(&extractor->arena, memory ? memory : MEMORY_DEFAULT);
    int code = pattern_worker_new(&extractor->patterns, tables);
    if (code < 0) {
        ind_extractor_free(extractor);
        return code;
    }
    *ret_extractor = extractor;
    return IND_OK;
}

void ind_extractor_free(ind_extractor *extractor)
{
    if (!extractor)
        return;
    pattern_worker_free(extractor->patterns);
    arena_done(&extractor->arena);
    free(extractor);
}

void ind_extractor_set_observations(ind_extractor *extractor, uint32_t most)
{
    extractor->observations_most = most ? most : OBSERVATIONS_DEFAULT;
}

static bool is_white(char byte)
{
    return (unsigned char)byte <= ' ' && (byte == ' ' || byte == '\n' || byte == '\t');
}

static uint32_t skip_white(const struct text *text, uint32_t at)
{
    while (at < text->length && is_white(text->bytes[at]))
        at++;
    return at;
}

/* Behind the words from `at` on that single blanks part, so that most lines are one piece. The text ends with a NUL. */
static uint32_t plain_end(const struct text *text, uint32_t at)
{
    const char *bytes = text->bytes;
    do {
        while (at < text->length && !is_white(bytes[at]))
            at++;
    } while (at < text->length && bytes[at] == ' ' && bytes[at + 1] && !is_white(bytes[at + 1]) && ++at);
    return at;
}

/* The digest of the text alone: white space folded to single blanks, so that it does not matter how it was laid out. */
static void digest_text(const struct text *text, char ret_hex[static DIGEST_HEX + 1])
{
    struct digest digest;
    digest_begin(&digest);
    uint32_t at = skip_white(text, 0);
    while (at < text->length) {
        uint32_t end = plain_end(text, at), next = skip_white(text, end);
        digest_add(&digest, text->bytes + at, end - at);
        if (next < text->length)
            digest_add(&digest, " ", 1);
        at = next;
    }
    digest_end(&digest, ret_hex);
}

static void describe_article(struct reading *r, const ind_source *source, ind_article *article)
{
    const struct document *document = &r->document;
    *article = (ind_article){.title = r->title.end ? text_of(r, r->title.start, r->title.end) : document->title,
                             .published = r->published,
                             .published_source = r->published_source,
                             .place = r->place,
                             .author = document->author,
                             .source = document->source,
                             .url = document->url,
                             .language = "vi",
                             .format = document->format,
                             .encoding = document->encoding,
                             .encoding_source = document->encoding_source,
                             .encoding_sure = document->encoding_sure,
                             .replaced = document->replaced,
                             .offsets_in_file = document->in_file,
                             .bytes = source->length,
                             .line = source->line};
    if (!article->published.day) {
        article->published = (ind_date){0};
        article->published_source = NULL;
    }
    if (!article->place.text.bytes)
        article->place.text = document->place;
    digest_hex(source->bytes, source->length, article->id);
    digest_text(&r->text, article->text_id);
}

static int prepare(struct reading *r)
{
    TRY(tokens_read(r->arena, &r->text, &r->tokens));
    TRY(tables_annotate(r->tables, r->arena, &r->tokens, &r->hits));
    r->use = ARENA_ARRAY(r->arena, uint8_t, (size_t)r->tokens.count + 1);
    r->sentence_of = ARENA_ARRAY(r->arena, uint32_t, (size_t)r->tokens.count + 1);
    return r->use && r->sentence_of ? IND_OK : IND_E_LIMIT;
}

static int read_all(struct reading *r)
{
    static int (*const steps[])(struct reading *) = {layout_read, period_read, table_read, mention_read,
                                                     role_read,   link_read,   label_read, period_assign,
                                                     status_read, place_read,  place_sum,   region_read};
    TRY(prepare(r));
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        TRY(steps[i](r));
    return IND_OK;
}

static int too_many(struct ind_fault *fault, uint32_t count, const char *what, uint32_t most)
{
    return fault_set(fault, IND_E_LIMIT, FAULT_NOWHERE, "the article has %s%u %s; at most %u observations are taken",
                     count ? "" : "more than ", count ? count : most * MENTIONS_EACH, what, most);
}

static int limit_fault(const struct reading *r, struct ind_fault *fault, const ind_extractor *extractor, int code)
{
    if (code != IND_E_LIMIT)
        return code;
    if (r->mentions.count >= r->mentions_most)
        return too_many(fault, 0, "figures", extractor->observations_most);
    return fault_set(fault, code, FAULT_NOWHERE, "the article needs more than %zu bytes of memory to be read",
                     extractor->arena.limit);
}

static int read_document(const ind_extractor *extractor, struct arena *arena, const ind_source *source,
                         struct document *ret_document, struct ind_fault *fault)
{
    if (source->records)
        return record_document(source->records, arena, source, ret_document, fault);
    return records_read_file(arena, tables_fields(extractor->tables), source->name, source->bytes, source->length,
                             ret_document, fault);
}

int ind_extract(ind_extractor *extractor, const ind_source *source, const ind_result **ret_result,
                struct ind_fault *fault)
{
    arena_reset(&extractor->arena);
    uint32_t most = extractor->observations_most;
    struct reading r = {.arena = &extractor->arena,
                        .tables = extractor->tables,
                        .patterns = extractor->patterns,
                        .mentions_most = most < UINT32_MAX / MENTIONS_EACH ? most * MENTIONS_EACH : UINT32_MAX};
    ind_result *result = &extractor->result;
    *result = (ind_result){0};
    TRY(read_document(extractor, r.arena, source, &r.document, fault));
    TRY(document_clean(r.arena, &r.document, &r.text, fault));
    int code = read_all(&r);
    if (code < 0)
        return limit_fault(&r, fault, extractor, code);
    describe_article(&r, source, &result->article);
    code = observation_build(&r, &result->article, result);
    if (code < 0)
        return limit_fault(&r, fault, extractor, code);
    if (result->count > most)
        return too_many(fault, result->count, "observations", most);
    result->left_out = r.left_out.items;
    result->left_out_count = r.left_out.count;
    result->text = (ind_text){r.text.bytes, r.text.length};
    *ret_result = result;
    return IND_OK;
}

int ind_text_of(ind_extractor *extractor, const ind_source *source, ind_text *ret_text, struct ind_fault *fault)
{
    arena_reset(&extractor->arena);
    struct document document;
    struct text text;
    TRY(read_document(extractor, &extractor->arena, source, &document, fault));
    TRY(document_clean(&extractor->arena, &document, &text, fault));
    *ret_text = (ind_text){text.bytes, text.length};
    return IND_OK;
}
