/* Holding one file's messages together. What they say is reading.c's. */
#include "daemon/service/work.h"

#include <stdlib.h>

struct work *work_new(struct file *file)
{
    struct work *work = calloc(1, sizeof *work);
    if (!work)
        return NULL;
    work->file = file;
    buffer_init(&work->batch.headers);
    return work;
}

void work_clear(struct work *work)
{
    buffer_clear(&work->content);
    buffer_clear(&work->marks);
    buffer_clear(&work->reason);
    work->article_count = 0;
    work->message_count = 0;
    work->end = 0;
    work->code[0] = work->sentence[0] = work->rejected_id[0] = 0;
    work->failed = false;
    free(work->frames);
    work->frames = NULL;
    struct buffer headers = work->batch.headers;
    buffer_clear(&headers);
    work->batch = (struct journal_batch){.headers = headers};
}

void work_free(struct work *work)
{
    if (!work)
        return;
    file_free(work->file);
    buffer_done(&work->content);
    buffer_done(&work->marks);
    buffer_done(&work->reason);
    buffer_done(&work->batch.headers);
    free(work->articles);
    free(work->messages);
    free(work->frames);
    free(work);
}

static bool make_room(struct work *work)
{
    if (work->message_count < work->message_room)
        return true;
    size_t room = work->message_room ? work->message_room * 2 : 16;
    struct journal_message *grown = reallocarray(work->messages, room, sizeof *grown);
    if (!grown)
        return false;
    work->messages = grown;
    work->message_room = room;
    return true;
}

void work_topic_done(struct work *work)
{
    if (!make_room(work)) {
        work->failed = true;
        return;
    }
    work->messages[work->message_count] = (struct journal_message){0};
    work->messages[work->message_count].topic_length = work->content.length - work->end;
}

void work_body_done(struct work *work)
{
    if (work->failed)
        return;
    struct journal_message *message = &work->messages[work->message_count++];
    message->body_length = work->content.length - work->end - message->topic_length;
    work->end = work->content.length;
}

struct journal_article *work_article(struct work *work)
{
    if (work->article_count == work->article_room) {
        size_t room = work->article_room ? work->article_room * 2 : 1;
        struct journal_article *grown = reallocarray(work->articles, room, sizeof *grown);
        work->failed |= !grown;
        if (!grown)
            return NULL;
        work->articles = grown;
        work->article_room = room;
    }
    struct journal_article *article = &work->articles[work->article_count++];
    *article = (struct journal_article){.marks_length = work->marks.length};
    return article;
}

/* Until the batch is sealed, marks_length is where the marks begin. */
void work_article_done(struct work *work)
{
    struct journal_article *article = &work->articles[work->article_count - 1];
    article->marks_length = work->marks.length - article->marks_length;
}

static void point_at_marks(struct work *work)
{
    const char *at = work->marks.bytes;
    for (size_t i = 0; i < work->article_count; i++) {
        work->articles[i].marks = at;
        at = at ? at + work->articles[i].marks_length : NULL;
    }
}

size_t work_size(const struct work *work)
{
    return work->content.length;
}

int work_seal(struct work *work, enum journal_outcome outcome, const char *moved_to)
{
    if (work->failed || work->content.failed || work->marks.failed || work->reason.failed)
        return IND_E_NOMEM;
    const char *at = work->content.bytes;
    for (size_t i = 0; i < work->message_count; i++) {
        struct journal_message *message = &work->messages[i];
        message->topic = at;
        message->body = at + message->topic_length;
        at += message->topic_length + message->body_length;
    }
    struct journal_batch *batch = &work->batch;
    batch->claim = file_claim(work->file);
    batch->file = file_name(work->file);
    batch->outcome = outcome;
    batch->moved_to = moved_to;
    batch->code = work->code[0] ? work->code : NULL;
    batch->reason = work->sentence[0] ? work->sentence : NULL;
    batch->id = work->rejected_id[0] ? work->rejected_id : NULL;
    batch->messages = work->messages;
    batch->message_count = work->message_count;
    point_at_marks(work);
    batch->articles = work->articles;
    batch->article_count = outcome == JOURNAL_DONE ? work->article_count : 0;
    return IND_OK;
}

int work_frames(struct work *work)
{
    const struct journal_batch *batch = &work->batch;
    work->frames = calloc(batch->message_count + 1, sizeof *work->frames);
    if (!work->frames)
        return IND_E_NOMEM;
    for (size_t i = 0; i < batch->message_count; i++) {
        const struct journal_message *message = &batch->messages[i];
        work->frames[i] = (ind_frames){
            .topic = {message->topic, message->topic_length},
            .header = {message->header, message->header_length},
            .body = {message->body, message->body_length},
        };
    }
    work->publish.messages = work->frames;
    work->publish.count = batch->message_count;
    return IND_OK;
}
