/* The decisions about one file, and the words in which they are told. */
#include "daemon/service/reading.h"

#include "daemon/base/error.h"
#include "daemon/service/log.h"
#include "daemon/service/queue.h"
#include "daemon/service/retract.h"
#include "daemon/service/twins.h"
#include "proto/bodies.h"
#include "proto/envelope.h"

#include <string.h>

/* All messages of a file are one transaction, and stand in memory until it is committed. */
#define FILE_MESSAGES_MAX ((size_t)128 << 20)

/* A file with more broken records is no file of records. */
#define BROKEN_MAX 1000

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

static bool too_long(const struct work *work, size_t first)
{
    for (size_t i = first; i < work->message_count; i++)
        if (work->messages[i].body_length > JOURNAL_MESSAGE_MAX)
            return true;
    return false;
}

/* A place for the file that was read. False: it is put off. */
static bool reserve_done(const struct reading_rules *rules, struct work *work, const char **ret_moved_to)
{
    struct ind_fault fault;
    if (file_reserve(work->file, rules->delete_done ? FILE_DELETED : FILE_DONE, ret_moved_to, &fault) == IND_OK)
        return true;
    put_off(work, LATER_MS, &fault);
    return false;
}

static void seal_done(struct work *work, const char *moved_to)
{
    if (work_seal(work, JOURNAL_DONE, moved_to) < 0)
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

static void add_duplicate(const struct reading_rules *rules, struct work *work, const ind_article *known,
                          const char *original)
{
    struct journal_article *article = work_article(work);
    if (!article)
        return;
    write_duplicate(rules, work, known, original);
    memcpy(article->id, known->id, sizeof article->id);
    memcpy(article->text_id, known->text_id, sizeof article->text_id);
    snprintf(article->original, sizeof article->original, "%s", original);
    article->line = known->line;
    article->revision = 1;
    work_article_done(work);
    work->batch.counts.duplicates++;
}

bool reading_make_duplicate(const struct reading_rules *rules, struct work *work, const char *original)
{
    ind_article known = {.bytes = work->bytes};
    const char *moved_to;
    char copy[DIGEST_HEX + 1];
    memcpy(known.id, work->articles[0].id, sizeof known.id);
    memcpy(known.text_id, work->articles[0].text_id, sizeof known.text_id);
    memcpy(copy, original, sizeof copy);
    work_clear(work);
    add_duplicate(rules, work, &known, copy);
    if (reserve_done(rules, work, &moved_to))
        seal_done(work, moved_to);
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
static void add_article(struct reading_desk *desk, struct work *work, const ind_result *result, uint32_t revision,
                        uint64_t took_us)
{
    ind_producer producer = producer_of(desk->rules);
    size_t marks_from = work->marks.length;
    struct journal_article *article = work_article(work);
    if (!article)
        return;
    for (uint32_t i = 0; i < result->count; i++)
        write_observation(work, result, i, revision, &producer);
    if (revision > 1 && !work->marks.failed) {
        struct retracting retracting = {work, result->article.id, revision};
        retract_missing((ind_text){desk->known_marks.bytes, (uint32_t)desk->known_marks.length},
                        (ind_text){work->marks.bytes + marks_from, (uint32_t)(work->marks.length - marks_from)},
                        write_retracted, &retracting);
    }
    write_article(work, result, &producer, took_us);
    memcpy(article->id, result->article.id, sizeof article->id);
    memcpy(article->text_id, result->article.text_id, sizeof article->text_id);
    article->line = result->article.line;
    article->revision = revision;
    article->tables = ind_tables_digest(desk->rules->tables);
    work_article_done(work);
    work->batch.counts.articles++;
    work->batch.counts.observations += result->count;
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

static const char *code_of(int code)
{
    return code == IND_E_EMPTY      ? "empty"
           : code == IND_E_NOT_TEXT ? "not_text"
           : code == IND_E_LIMIT    ? "too_many"
           : code == IND_E_INVALID  ? "malformed"
                                    : "unreadable";
}

/* ---- a file and its articles ---- */

/* What is remembered while the articles of one file are read. */
struct file_reading {
    struct reading_desk *desk;
    struct work *work;
    const char *id;       /* of the file's bytes */
    const char *moved_to; /* where it will lie; reserved once, since messages may name it */
    struct twins twins;
    uint32_t broken;         /* records */
    struct ind_fault reason; /* of the first broken one */
    uint32_t reason_line;
};

static void reject_unreadable(struct file_reading *reading, int code, const struct ind_fault *fault)
{
    if (code == IND_E_NOMEM)
        put_off_for_memory(reading->work);
    else
        reject(reading->work, reading->id, code_of(code), fault->text);
}

/* A record that could not be read is told, and the others of its file live; where too many can't, none does. */
static bool add_broken(struct file_reading *reading, const ind_source *source, const char *id, int code,
                       const struct ind_fault *fault)
{
    struct work *work = reading->work;
    const ind_rejected rejected = {
        .file = text_of(file_name(work->file)),
        .id = text_of(id),
        .code = text_of(code_of(code)),
        .reason = text_of(fault->text),
        .moved_to = text_of(reading->moved_to[0] ? reading->moved_to : NULL),
        .line = source->line,
        .has_at = fault->at != FAULT_NOWHERE,
        .at = fault->at,
    };
    if (!reading->broken++) {
        reading->reason = *fault;
        reading->reason_line = source->line;
    }
    buffer_text(&work->content, IND_TOPIC_REJECTED);
    work_topic_done(work);
    struct ind_writer message = ind_msgpack_writer(&work->content);
    ind_write_rejected(&message, &rejected);
    work_body_done(work);
    work->batch.counts.rejected++;
    return reading->broken <= BROKEN_MAX;
}

static void add_known(struct file_reading *reading, const ind_source *source, const char *id, const char *text_id,
                      const char *original)
{
    ind_article known = {.bytes = source->length, .line = source->line};
    memcpy(known.id, id, sizeof known.id);
    memcpy(known.text_id, text_id, text_id[0] ? sizeof known.text_id : 1);
    add_duplicate(reading->desk->rules, reading->work, &known, original);
}

/* False ends the reading of the file: it was rejected or put off as a whole. */
static bool extract(struct file_reading *reading, const ind_source *source, const char *id, uint32_t revision)
{
    const ind_result *result;
    struct ind_fault fault = {.at = FAULT_NOWHERE};
    struct reader_seen seen;
    struct reading_desk *desk = reading->desk;
    struct work *work = reading->work;
    uint64_t begun = uv_hrtime();
    int code = ind_extract(desk->extractor, source, &result, &fault);
    if (code < 0 && source->line && code != IND_E_NOMEM)
        return add_broken(reading, source, id, code, &fault);
    if (code < 0) {
        reject_unreadable(reading, code, &fault);
        return false;
    }
    const char *text_id = result->article.text_id, *twin = twins_find(&reading->twins, text_id);
    if (twin)
        add_known(reading, source, id, text_id, twin);
    else if (revision == 1 && find_seen(desk, id, text_id, &seen))
        add_known(reading, source, id, text_id, seen.id);
    else {
        size_t first = work->message_count;
        add_article(desk, work, result, revision, (uv_hrtime() - begun) / 1000);
        if (source->line)
            work->failed |= !twins_add(&reading->twins, id, id) || !twins_add(&reading->twins, text_id, id);
        if (too_long(work, first)) {
            reject(work, reading->id, "too_large", "One of its messages would be larger than the journal takes.");
            return false;
        }
    }
    return true;
}

/* Known bytes are extracted again only where other tables may find something else in them. */
static bool read_article(struct file_reading *reading, const ind_source *source)
{
    struct reader_seen seen;
    char id[DIGEST_HEX + 1];
    digest_hex(source->bytes, source->length, id);
    const char *twin = twins_find(&reading->twins, id);
    if (twin) {
        add_known(reading, source, id, "", twin);
        return true;
    }
    if (!find_seen(reading->desk, id, NULL, &seen))
        return extract(reading, source, id, 1);
    if (strcmp(seen.id, id) == 0 && strcmp(seen.tables, ind_tables_digest(reading->desk->rules->tables)) != 0)
        return extract(reading, source, id, seen.revision + 1);
    add_known(reading, source, id, "", seen.id);
    return true;
}

/* False where the whole file was rejected on the way, or put off. */
static bool read_articles(struct file_reading *reading, ind_records *records)
{
    ind_source source;
    while (ind_records_next(records, &source)) {
        if (!read_article(reading, &source))
            break;
        if (source.line && work_size(reading->work) > FILE_MESSAGES_MAX) {
            reject(reading->work, reading->id, "too_large",
                   "Its records give more than 128 MiB of messages, which are stored together or not at all: drop it "
                   "in parts.");
            return false;
        }
    }
    if (reading->work->batch.outcome || reading->work->fate != WORK_OPEN)
        return false;
    if (reading->work->article_count && reading->broken <= BROKEN_MAX)
        return true;
    char sentence[sizeof reading->work->sentence];
    if (!reading->broken)
        snprintf(sentence, sizeof sentence, "there is no record in it");
    else
        snprintf(sentence, sizeof sentence, "%s records can be read; line %u: %.200s",
                 reading->work->article_count ? "more than 1000 of its" : "none of its", reading->reason_line,
                 reading->reason.text);
    reject(reading->work, reading->id, reading->broken ? "malformed" : "empty", sentence);
    return false;
}

static void read_bytes(struct reading_desk *desk, struct work *work)
{
    struct ind_fault fault = {.at = FAULT_NOWHERE};
    char id[DIGEST_HEX + 1];
    ind_source file = {.name = file_name(work->file)};
    file.bytes = file_bytes(work->file, &file.length);
    work->bytes = file.length;
    digest_hex(file.bytes, file.length, id);
    struct file_reading reading = {.desk = desk, .work = work, .id = id};
    if (!reserve_done(desk->rules, work, &reading.moved_to))
        return;
    ind_records *records = NULL;
    int code = ind_records_new(&records, desk->rules->tables, &file, desk->rules->memory, &fault);
    if (code < 0)
        reject_unreadable(&reading, code, &fault);
    else if (read_articles(&reading, records))
        seal_done(work, reading.moved_to);
    ind_records_free(records);
    twins_done(&reading.twins);
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
