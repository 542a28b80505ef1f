/* What one article costs from the drop to the last message, part by part, each part alone on one thread: claiming,
 * reading and filing its file; extracting it and putting its messages together; journaling them; publishing them.
 * Then the daemon does all of it with the same articles. The parts are the daemon's own modules; only how they are
 * joined is not measured by them. */
#include "tests/bench/bench.h"

#include "daemon/base/error.h"
#include "daemon/inbox/inbox.h"
#include "daemon/journal/journal.h"
#include "daemon/journal/reader.h"
#include "proto/bodies.h"
#include "proto/envelope.h"
#include "tests/bench/wire.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Half of what the daemon has in flight by default: while one half is committed, the other is read. */
#define GROUP 32
#define FILED_A_SYNC 256

/* One article with its own bytes, and the messages it gives. */
struct told {
    struct article article;
    char id[DIGEST_HEX + 1], text_id[DIGEST_HEX + 1];
    struct journal_message *messages;
    size_t count;
    struct buffer content; /* topics and bodies, one behind the other */
};

struct crowd {
    struct told *items;
    size_t count;
    size_t messages;
    const char *tables;
};

/* Articles of which no two are the same: each gets a last line of its own. */
static struct crowd crowd_new(const struct articles *articles, size_t count)
{
    struct crowd crowd = {room_for(count, sizeof *crowd.items), count, 0, NULL};
    for (size_t i = 0; i < count; i++) {
        const struct article *base = &articles->items[i % articles->count];
        struct article *own = &crowd.items[i].article;
        own->bytes = room_for(base->length + 64, 1);
        memcpy(own->bytes, base->bytes, base->length);
        int more = snprintf(own->bytes + base->length, 64, "\nSố hiệu bài viết: %zu.\n", i);
        own->length = base->length + (size_t)more;
        buffer_init(&crowd.items[i].content);
    }
    return crowd;
}

static void crowd_done(struct crowd *crowd)
{
    for (size_t i = 0; i < crowd->count; i++) {
        free(crowd->items[i].article.bytes);
        free(crowd->items[i].messages);
        buffer_done(&crowd->items[i].content);
    }
    free(crowd->items);
}

static void path_in(char *path, size_t room, const char *folder, const char *name)
{
    if (snprintf(path, room, "%s/%s", folder, name) >= (int)room)
        give_up("the folder's name is too long", IND_OK, NULL);
}

static void make_folder(char *path, size_t room, const char *folder, const char *name)
{
    path_in(path, room, folder, name);
    if (mkdir(path, 0750) != 0)
        give_up(path, errno == EEXIST ? IND_E_EXISTS : IND_E_IO, NULL);
}

static void name_of(size_t index, char name[static 40])
{
    snprintf(name, 40, "article-%06zu.txt", index);
}

static void write_files(const struct crowd *crowd, const char *folder)
{
    char path[4096], name[40];
    for (size_t i = 0; i < crowd->count; i++) {
        name_of(i, name);
        path_in(path, sizeof path, folder, name);
        FILE *file = fopen(path, "wb");
        const struct article *article = &crowd->items[i].article;
        if (!file || fwrite(article->bytes, 1, article->length, file) != article->length || fclose(file) != 0)
            give_up(path, IND_E_IO, NULL);
    }
}

/* ---- files ---- */

static struct file *claim_and_read(struct inbox *inbox, size_t index)
{
    char name[40];
    struct file *file = NULL;
    struct ind_fault fault = {0};
    const char *moved_to;
    name_of(index, name);
    int code = inbox_look(inbox, name, INBOX_NOTICE, 0, &file, &fault);
    if (code < 0 || !file)
        give_up("a file is not claimed", code, &fault);
    code = file_read(file, &fault);
    if (code < 0)
        give_up("a file is not read", code, &fault);
    code = file_reserve(file, FILE_DONE, &moved_to, &fault);
    if (code < 0)
        give_up("a file has no place in done/", code, &fault);
    return file;
}

static void seal_and_move(struct file *const *files, size_t count)
{
    struct ind_fault fault = {0};
    bool changed[GROUP] = {false};
    int code = file_seal(files, count, changed, &fault);
    for (size_t i = 0; i < count && code == IND_OK; i++) {
        file_committed(files[i]);
        code = file_move(files[i], NULL, 0, &fault);
        file_free(files[i]);
    }
    if (code < 0)
        give_up("files are not filed", code, &fault);
}

static double files_alone(const struct crowd *crowd, const char *folder)
{
    char path[4096];
    struct inbox *inbox;
    struct ind_fault fault = {0};
    make_folder(path, sizeof path, folder, "files");
    struct inbox_options options = {.path = path, .max_file = 16 << 20, .settle_ms = 100};
    int code = inbox_new(&inbox, &options, &fault);
    if (code < 0)
        give_up("the inbox", code, &fault);
    write_files(crowd, path);
    double begun = seconds();
    for (size_t i = 0; i < crowd->count; i += GROUP) {
        struct file *files[GROUP];
        size_t count = crowd->count - i < GROUP ? crowd->count - i : GROUP;
        for (size_t j = 0; j < count; j++)
            files[j] = claim_and_read(inbox, i + j);
        seal_and_move(files, count);
        if ((i + count) % FILED_A_SYNC == 0 || i + count == crowd->count)
            code = inbox_sync(inbox, &fault);
        if (code < 0)
            give_up("the inbox is not synced", code, &fault);
    }
    double took = seconds() - begun;
    inbox_free(inbox);
    return took;
}

/* ---- extraction ---- */

static size_t begin_message(struct told *told, const char *topic)
{
    size_t start = told->content.length;
    if (topic)
        buffer_text(&told->content, topic);
    return start;
}

static void end_message(struct told *told, size_t start, size_t topic_end)
{
    struct journal_message *message = &told->messages[told->count++];
    message->topic_length = topic_end - start;
    message->body_length = told->content.length - topic_end;
}

static void tell(struct told *told, const ind_result *result, const ind_producer *producer)
{
    told->messages = room_for(result->count + 1, sizeof *told->messages);
    struct ind_writer writer = ind_msgpack_writer(&told->content);
    for (uint32_t i = 0; i < result->count; i++) {
        size_t start = begin_message(told, NULL);
        ind_topic_of_observation(&told->content, result->observations[i].indicator_code);
        size_t topic_end = told->content.length;
        ind_write_observation(&writer, &result->observations[i], &result->article, producer);
        end_message(told, start, topic_end);
    }
    ind_article_message message = {.article = &result->article, .observations = result->count, .producer = *producer};
    size_t start = begin_message(told, IND_TOPIC_ARTICLE);
    size_t topic_end = told->content.length;
    ind_write_article(&writer, &message);
    end_message(told, start, topic_end);
    memcpy(told->id, result->article.id, sizeof told->id);
    memcpy(told->text_id, result->article.text_id, sizeof told->text_id);
    if (told->content.failed)
        give_up("out of memory", IND_OK, NULL);
}

/* Where the messages lie, now that their content stays where it is. */
static void point(struct told *told)
{
    const char *at = told->content.bytes;
    for (size_t i = 0; i < told->count; i++) {
        told->messages[i].topic = at;
        told->messages[i].body = at + told->messages[i].topic_length;
        at += told->messages[i].topic_length + told->messages[i].body_length;
    }
}

static double extraction_alone(const struct bench_core *core, struct crowd *crowd)
{
    crowd->tables = ind_tables_digest(core->tables);
    ind_producer producer = {{"bench", 5}, {crowd->tables, (uint32_t)strlen(crowd->tables)}};
    double begun = seconds();
    for (size_t i = 0; i < crowd->count; i++) {
        struct told *told = &crowd->items[i];
        ind_source source = {.name = "article.txt", .bytes = told->article.bytes, .length = told->article.length};
        const ind_result *result;
        struct ind_fault fault = {0};
        int code = ind_extract(core->extractor, &source, &result, &fault);
        if (code < 0)
            give_up("an article is not read", code, &fault);
        tell(told, result, &producer);
        point(told);
        crowd->messages += told->count;
    }
    return seconds() - begun;
}

/* ---- journal ---- */

static int write_header(void *user, const struct journal_stamp *stamp, struct buffer *out)
{
    (void)user;
    char time[IND_TIME_TEXT];
    ind_time_print(stamp->time_us, time);
    ind_header header = {.version = IND_HEADER_VERSION,
                         .stream = {stamp->stream, (uint32_t)strlen(stamp->stream)},
                         .epoch = stamp->epoch,
                         .seq = stamp->seq,
                         .prev = stamp->prev,
                         .time = {time, (uint32_t)strlen(time)}};
    struct ind_writer writer = ind_msgpack_writer(out);
    ind_write_header(&writer, &header);
    return out->failed ? IND_E_NOMEM : IND_OK;
}

/* The worker asks twice whether an article was seen: by its bytes, and by its text. */
static void look_up(struct reader *ledger, const struct told *told, struct buffer *marks)
{
    struct reader_seen seen;
    if (reader_find(ledger, told->id, NULL, &seen, marks, NULL) != IND_E_NOT_FOUND ||
        reader_find(ledger, told->id, told->text_id, &seen, marks, NULL) != IND_E_NOT_FOUND)
        give_up("an article is known before it was told", IND_OK, NULL);
}

static void commit(struct journal *journal, const struct crowd *crowd, size_t first, size_t count)
{
    struct journal_batch batches[GROUP];
    struct journal_article articles[GROUP];
    char claims[GROUP][24];
    for (size_t i = 0; i < count; i++) {
        const struct told *told = &crowd->items[first + i];
        snprintf(claims[i], sizeof claims[i], "%016zx", first + i);
        articles[i] = (struct journal_article){.revision = 1, .tables = crowd->tables};
        memcpy(articles[i].id, told->id, sizeof told->id);
        memcpy(articles[i].text_id, told->text_id, sizeof told->text_id);
        batches[i] = (struct journal_batch){.claim = claims[i], .outcome = JOURNAL_DONE, .moved_to = "done/article.txt",
                                            .file = "article.txt", .messages = told->messages,
                                            .message_count = told->count, .articles = &articles[i], .article_count = 1,
                                            .counts = {.articles = 1, .observations = told->count - 1}};
        buffer_init(&batches[i].headers);
    }
    struct journal_group group = {.batches = batches, .count = count};
    struct ind_fault fault = {0};
    int code = journal_commit(journal, &group, &fault);
    if (code < 0)
        give_up("the journal does not commit", code, &fault);
    for (size_t i = 0; i < count; i++)
        buffer_done(&batches[i].headers);
}

static double journal_alone(const struct crowd *crowd, const char *folder)
{
    char path[4096];
    struct journal *journal = NULL;
    struct reader *ledger = NULL;
    struct buffer marks = {0};
    struct ind_fault fault = {0};
    make_folder(path, sizeof path, folder, "journal");
    struct journal_options options = {.directory = path, .stream = "bench", .header = write_header};
    int code = journal_new(&journal, &options, &fault);
    if (code == IND_OK)
        code = reader_new(&ledger, path, &fault);
    if (code < 0)
        give_up("the journal", code, &fault);
    double begun = seconds();
    for (size_t i = 0; i < crowd->count; i += GROUP) {
        size_t count = crowd->count - i < GROUP ? crowd->count - i : GROUP;
        for (size_t j = 0; j < count; j++)
            look_up(ledger, &crowd->items[i + j], &marks);
        commit(journal, crowd, i, count);
    }
    double took = seconds() - begun;
    reader_free(ledger);
    journal_free(journal);
    buffer_done(&marks);
    return took;
}

/* ---- wire ---- */

static double publishing_alone(const struct crowd *crowd, const char *folder)
{
    struct wire wire = wire_new(folder);
    double begun = seconds();
    for (size_t i = 0; i < crowd->count; i++) {
        const struct told *told = &crowd->items[i];
        for (size_t j = 0; j < told->count; j++)
            wire_send(&wire, told->messages[j].topic, told->messages[j].topic_length, told->messages[j].body,
                      told->messages[j].body_length);
    }
    wire_wait_articles(&wire, crowd->count);
    double took = seconds() - begun;
    wire_done(&wire);
    return took;
}

/* ---- all of it ---- */

static double end_to_end(const struct crowd *crowd, const char *folder, const char *program)
{
    char stage[4096], inbox[4096], from[4200], to[4200], name[40];
    make_folder(stage, sizeof stage, folder, "stage");
    make_folder(inbox, sizeof inbox, folder, "inbox");
    write_files(crowd, stage);
    struct wire wire = wire_of_daemon(folder, program);
    double begun = seconds();
    for (size_t i = 0; i < crowd->count; i++) {
        name_of(i, name);
        path_in(from, sizeof from, stage, name);
        path_in(to, sizeof to, inbox, name);
        if (rename(from, to) != 0)
            give_up(to, IND_E_IO, NULL);
    }
    wire_wait_articles(&wire, crowd->count);
    double took = seconds() - begun;
    wire_done(&wire);
    return took;
}

/* INDICATORD FOLDER COUNT FILE…: the parts alone, then the daemon, over COUNT articles made of the files; FOLDER must
 * be empty, and lie where the daemon's folders would. */
void bench_parts(char *const *args, size_t count)
{
    if (count < 4)
        give_up("parts INDICATORD FOLDER COUNT FILE...", IND_OK, NULL);
    struct articles articles = articles_read(args + 3, count - 3);
    struct crowd crowd = crowd_new(&articles, strtoul(args[2], NULL, 10));
    struct bench_core core = core_new();
    double parts[] = {files_alone(&crowd, args[1]), extraction_alone(&core, &crowd), 0, 0};
    parts[2] = journal_alone(&crowd, args[1]);
    parts[3] = publishing_alone(&crowd, args[1]);
    double whole = end_to_end(&crowd, args[1], args[0]);
    report("articles", (double)crowd.count);
    report("messages", (double)crowd.messages);
    report("files_seconds", parts[0]);
    report("extraction_seconds", parts[1]);
    report("journal_seconds", parts[2]);
    report("publishing_seconds", parts[3]);
    report("parts_seconds", parts[0] + parts[1] + parts[2] + parts[3]);
    report("whole_seconds", whole);
    core_done(&core);
    crowd_done(&crowd);
    articles_done(&articles);
}
