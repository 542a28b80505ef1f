/* The decisions about one file, and the words in which they are told. */
#include "daemon/service/reading.h"

#include "daemon/base/error.h"
#include "daemon/service/log.h"
#include "daemon/service/queue.h"
#include "daemon/service/retract.h"
#include "proto/bodies.h"
#include "proto/envelope.h"

#include <string.h>

#define LATER_MS 1000 /* after a failure that is not the file's: memory, descriptors, the disk */

int reading_desk_init(struct reading_desk *desk, const struct reading_rules *rules, struct ind_fault *fault)
{
    *desk = (struct reading_desk){.rules = rules};
    if (ind_extractor_new(&desk->extractor, rules->tables, rules->memory) < 0)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory for an extractor");
    ind_extractor_set_observations(desk->extractor, (uint32_t)rules->max_observations);
    int code = reader_new(&desk->ledger, rules->state, fault);
    if (code < 0)
        reading_desk_done(desk);
    return code;
}

void reading_desk_done(struct reading_desk *desk)
{
    ind_extractor_free(desk->extractor);
    reader_free(desk->ledger);
    buffer_done(&desk->known_marks);
    *desk = (struct reading_desk){0};
}

static ind_text text_of(const char *text)
{
    return text ? (ind_text){text, (uint32_t)strlen(text)} : (ind_text){0};
}

static ind_producer producer_of(const struct reading_rules *rules)
{
    return (ind_producer){text_of(IND_VERSION), text_of(ind_tables_digest(rules->tables))};
}

/* What is put off is tried again: the file is as good as before. */
static void put_off(struct work *work, uint64_t wait_ms, const struct ind_fault *fault)
{
    if (fault)
        log_warning("%s could not be read yet: %s", file_shown(work->file), fault->text);
    work_clear(work);
    work->fate = WORK_LATER;
    work->due_ms = clock_ms() + wait_ms;
}

static void put_off_for_memory(struct work *work)
{
    struct ind_fault fault;
    fault_set(&fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory");
    put_off(work, LATER_MS, &fault);
}

static bool too_long(const struct work *work)
{
    for (size_t i = 0; i < work->message_count; i++)
        if (work->messages[i].body_length > JOURNAL_MESSAGE_MAX)
            return true;
    return false;
}

/* A place for the file, then the batch. */
static void ready(const struct reading_rules *rules, struct work *work)
{
    struct ind_fault fault;
    const char *moved_to;
    if (file_reserve(work->file, rules->delete_done ? FILE_DELETED : FILE_DONE, &moved_to, &fault) < 0)
        put_off(work, LATER_MS, &fault);
    else if (work_seal(work, JOURNAL_DONE, moved_to) < 0)
        put_off_for_memory(work);
}

/* ---- rejections ---- */

static ind_rejected rejected_of(struct work *work, const char *id, const char *moved_to)
{
    return (ind_rejected){
        .file = text_of(file_name(work->file)),
        .id = text_of(id && id[0] ? id : NULL),
        .code = text_of(work->code),
        .reason = text_of(work->sentence),
        .moved_to = text_of(moved_to),
    };
}

static void write_rejected(struct work *work, const char *id, const char *moved_to)
{
    ind_rejected rejected = rejected_of(work, id, moved_to);
    buffer_text(&work->content, IND_TOPIC_REJECTED);
    work_topic_done(work);
    struct ind_writer message = ind_msgpack_writer(&work->content);
    ind_write_rejected(&message, &rejected);
    work_body_done(work);
    struct ind_writer beside = ind_json_writer(&work->reason);
    ind_write_rejected(&beside, &rejected);
    buffer_byte(&work->reason, '\n');
}

/* `id` is "" where the bytes were not read. */
static void reject(struct work *work, const char *id, const char *code, const char *sentence)
{
    struct ind_fault fault;
    const char *moved_to;
    work_clear(work);
    snprintf(work->code, sizeof work->code, "%s", code);
    snprintf(work->sentence, sizeof work->sentence, "%s", sentence);
    snprintf(work->rejected_id, sizeof work->rejected_id, "%s", id);
    if (file_reserve(work->file, FILE_REJECTED, &moved_to, &fault) < 0) {
        put_off(work, LATER_MS, &fault);
        return;
    }
    write_rejected(work, id, moved_to);
    work->batch.counts = (struct journal_counts){.rejected = 1};
    if (work_seal(work, JOURNAL_REJECTED, moved_to) < 0)
        put_off_for_memory(work);
}

void reading_write_reason(struct work *work, const struct journal_claim *claim)
{
    snprintf(work->code, sizeof work->code, "%s", claim->code);
    snprintf(work->sentence, sizeof work->sentence, "%s", claim->reason);
    ind_rejected rejected = rejected_of(work, claim->id, claim->moved_to);
    struct ind_writer beside = ind_json_writer(&work->reason);
    ind_write_rejected(&beside, &rejected);
    buffer_byte(&work->reason, '\n');
}

/* ---- duplicates ---- */

/* Not what was read of it but that it repeats another: told alike whether its bytes or its text gave it away,
 * at once or only at the commit. */
static void write_duplicate(const struct reading_rules *rules, struct work *work, const ind_article *known,
                            const char *original)
{
    ind_article_message message = {
        .article = known,
        .file = text_of(file_name(work->file)),
        .duplicate = true,
        .duplicate_of = text_of(original),
        .producer = producer_of(rules),
    };
    buffer_text(&work->content, IND_TOPIC_ARTICLE);
    work_topic_done(work);
    struct ind_writer writer = ind_msgpack_writer(&work->content);
    ind_write_article(&writer, &message);
    work_body_done(work);
}

static void make_duplicate(const struct reading_rules *rules, struct work *work, const ind_article *known,
                           const char *original)
{
    work_clear(work);
    write_duplicate(rules, work, known, original);
    memcpy(work->article.id, known->id, sizeof work->article.id);
    memcpy(work->article.text_id, known->text_id, sizeof work->article.text_id);
    snprintf(work->article.original, sizeof work->article.original, "%s", original);
    work->article.revision = 1;
    work->batch.counts = (struct journal_counts){.duplicates = 1};
    ready(rules, work);
}

bool reading_make_duplicate(const struct reading_rules *rules, struct work *work, const char *original)
{
    ind_article known = {.bytes = work->bytes};
    char copy[DIGEST_HEX + 1];
    memcpy(known.id, work->article.id, sizeof known.id);
    memcpy(known.text_id, work->article.text_id, sizeof known.text_id);
    memcpy(copy, original, sizeof copy);
    make_duplicate(rules, work, &known, copy);
    return work->fate == WORK_OPEN;
}

/* ---- articles ---- */

static void write_observation(struct work *work, const ind_result *result, uint32_t index, uint32_t revision,
                              const ind_producer *producer)
{
    ind_observation observation = result->observations[index];
    observation.revision = revision;
    ind_topic_of_observation(&work->content, observation.indicator_code);
    work_topic_done(work);
    struct ind_writer writer = ind_msgpack_writer(&work->content);
    ind_write_observation(&writer, &observation, &result->article, producer);
    work_body_done(work);
    retract_add_mark(&work->marks, observation.id);
}

struct retracting {
    struct work *work;
    const char *article;
    uint32_t revision;
};

static void write_retracted(void *user, ind_text mark)
{
    struct retracting *retracting = user;
    struct work *work = retracting->work;
    char id[DIGEST_HEX + 32];
    int length = snprintf(id, sizeof id, "%s:%.*s", retracting->article, (int)(mark.length < 20 ? mark.length : 20),
                          mark.bytes);
    ind_retracted retracted = {
        .id = {id, (uint32_t)length},
        .article = text_of(retracting->article),
        .revision = retracting->revision,
        .reason = text_of("A reading with other tables no longer gives it."),
    };
    buffer_text(&work->content, IND_TOPIC_RETRACTED);
    work_topic_done(work);
    struct ind_writer writer = ind_msgpack_writer(&work->content);
    ind_write_retracted(&writer, &retracted);
    work_body_done(work);
}

static void count_roles(const ind_result *result, uint32_t ret_counts[static IND_ROLES])
{
    for (uint32_t i = 0; i < result->count; i++) {
        const ind_observation *observation = &result->observations[i];
        ret_counts[IND_ROLE_LEVEL] += observation->has_level;
        for (uint32_t j = 0; j < observation->figure_count; j++)
            ret_counts[observation->figures[j].role]++;
    }
}

static void write_article(struct work *work, const ind_result *result, const ind_producer *producer, uint64_t took_us)
{
    ind_article_message message = {
        .article = &result->article,
        .file = text_of(file_name(work->file)),
        .observations = result->count,
        .producer = *producer,
        .took_us = took_us,
    };
    count_roles(result, message.counts);
    buffer_text(&work->content, IND_TOPIC_ARTICLE);
    work_topic_done(work);
    struct ind_writer writer = ind_msgpack_writer(&work->content);
    ind_write_article(&writer, &message);
    work_body_done(work);
}

/* The messages of an article that was read: observations in text order, what they no longer say, the article. */
static void make_article(struct reading_desk *desk, struct work *work, const ind_result *result, uint32_t revision,
                         uint64_t took_us)
{
    ind_producer producer = producer_of(desk->rules);
    work_clear(work);
    for (uint32_t i = 0; i < result->count; i++)
        write_observation(work, result, i, revision, &producer);
    if (revision > 1) {
        struct retracting retracting = {work, result->article.id, revision};
        retract_missing((ind_text){desk->known_marks.bytes, (uint32_t)desk->known_marks.length},
                        (ind_text){work->marks.bytes, (uint32_t)work->marks.length}, write_retracted, &retracting);
    }
    write_article(work, result, &producer, took_us);
    memcpy(work->article.id, result->article.id, sizeof work->article.id);
    memcpy(work->article.text_id, result->article.text_id, sizeof work->article.text_id);
    work->article.revision = revision;
    work->article.tables = ind_tables_digest(desk->rules->tables);
    work->batch.counts = (struct journal_counts){.articles = 1, .observations = result->count};
    if (too_long(work))
        reject(work, result->article.id, "too_large", "One of its messages would be larger than the journal takes.");
    else
        ready(desk->rules, work);
}

/* The commit looks again, so a ledger that cannot be read now costs no more than a second reading. */
static bool find_seen(struct reading_desk *desk, const char *id, const char *text_id, struct reader_seen *ret_seen)
{
    struct ind_fault fault;
    int code = reader_find(desk->ledger, id, text_id, ret_seen, &desk->known_marks, &fault);
    if (code < 0 && code != IND_E_NOT_FOUND)
        log_warning("the ledger of what was seen cannot be read: %s", fault.text);
    return code == IND_OK;
}

static void reject_unreadable(struct work *work, const char *id, int code, const struct ind_fault *fault)
{
    if (code == IND_E_NOMEM)
        put_off_for_memory(work);
    else
        reject(work, id,
               code == IND_E_EMPTY      ? "empty"
               : code == IND_E_NOT_TEXT ? "not_text"
               : code == IND_E_LIMIT    ? "too_many"
                                        : "unreadable",
               fault->text);
}

static void extract(struct reading_desk *desk, struct work *work, const char *id, uint32_t revision)
{
    const ind_result *result;
    struct ind_fault fault = {0};
    struct reader_seen seen;
    uint64_t begun = uv_hrtime();
    size_t length;
    const char *bytes = file_bytes(work->file, &length);
    ind_source source = {.name = file_name(work->file), .bytes = bytes, .length = length};
    int code = ind_extract(desk->extractor, &source, &result, &fault);
    if (code < 0) {
        reject_unreadable(work, id, code, &fault);
    } else if (revision == 1 && find_seen(desk, id, result->article.text_id, &seen)) {
        ind_article known = {.bytes = result->article.bytes};
        memcpy(known.id, result->article.id, sizeof known.id);
        memcpy(known.text_id, result->article.text_id, sizeof known.text_id);
        make_duplicate(desk->rules, work, &known, seen.id);
    } else {
        make_article(desk, work, result, revision, (uv_hrtime() - begun) / 1000);
    }
}

/* Known bytes are extracted again only where other tables may find something else in them. */
static void read_bytes(struct reading_desk *desk, struct work *work)
{
    struct reader_seen seen;
    ind_article known = {0};
    size_t length;
    const char *bytes = file_bytes(work->file, &length);
    work->bytes = known.bytes = length;
    digest_hex(bytes, length, known.id);
    if (!find_seen(desk, known.id, NULL, &seen))
        extract(desk, work, known.id, 1);
    else if (strcmp(seen.id, known.id) == 0 && strcmp(seen.tables, ind_tables_digest(desk->rules->tables)) != 0)
        extract(desk, work, known.id, seen.revision + 1);
    else
        make_duplicate(desk->rules, work, &known, seen.id);
}

static void reject_refused(struct work *work)
{
    reject(work, "", file_refusal_code(file_refusal(work->file)), file_reason(work->file));
}

void reading_work(struct reading_desk *desk, struct work *work)
{
    struct ind_fault fault = {0};
    work->fate = WORK_OPEN;
    work_clear(work);
    if (work->crashes >= READING_CRASHES) {
        file_refuse(work->file, FILE_REFUSED_CRASHED);
        reject_refused(work);
        return;
    }
    int code = file_read(work->file, &fault);
    if (code == IND_E_NOT_FOUND)
        work->fate = WORK_GONE;
    else if (code == IND_E_BUSY)
        put_off(work, desk->rules->settle_ms, NULL);
    else if (code < 0)
        put_off(work, LATER_MS, &fault);
    else if (file_state(work->file) == FILE_REFUSED)
        reject_refused(work);
    else
        read_bytes(desk, work);
    file_drop_bytes(work->file);
}
