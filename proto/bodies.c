/* The bodies beside the observation, and the maps of replies. */
#include "proto/bodies.h"

#include "proto/pieces.h"

/* Empty where the article was not read: a duplicate known by its bytes has no text id. */
static void put_id(struct ind_writer *writer, const char *key, const char *id)
{
    ind_put_name(writer, key, *id ? id : NULL);
}

static void put_counts(struct ind_writer *writer, const uint32_t counts[static IND_ROLES])
{
    static const char *const roles[IND_ROLES] = {
        [IND_ROLE_LEVEL] = "level", [IND_ROLE_PLAN] = "plan", [IND_ROLE_CHANGE] = "change", [IND_ROLE_SHARE] = "share"};
    ind_write_key(writer, "counts");
    ind_write_map(writer, IND_ROLES);
    for (int role = 0; role < IND_ROLES; role++)
        ind_put_natural(writer, roles[role], counts[role]);
    ind_write_end(writer);
}

/* What was not read has no encoding, and so nothing that offsets could refer to. */
static const char *offsets_name(const ind_article *article)
{
    if (!article->encoding)
        return NULL;
    return article->offsets_in_file ? "file" : "text";
}

/* How sure and what was lost is told only where there is an encoding. */
static void put_encoding(struct ind_writer *writer, const ind_article *article)
{
    ind_put_name(writer, "encoding", article->encoding);
    ind_put_name(writer, "encoding_source", article->encoding_source);
    if (article->encoding) {
        ind_put_natural(writer, "encoding_sure", article->encoding_sure);
        ind_put_natural(writer, "replaced", article->replaced);
    } else {
        ind_put_null(writer, "encoding_sure");
        ind_put_null(writer, "replaced");
    }
}

static void put_line(struct ind_writer *writer, uint32_t line)
{
    if (line)
        ind_put_natural(writer, "line", line);
    else
        ind_put_null(writer, "line");
}

void ind_write_article(struct ind_writer *writer, const ind_article_message *message)
{
    const ind_article *article = message->article;
    ind_write_map(writer, 26);
    ind_put_name(writer, "schema", "indicatord.article/1");
    put_id(writer, "id", article->id);
    ind_put_escaped(writer, "file", message->file);
    ind_put_text(writer, "title", article->title);
    ind_put_date(writer, "published", article->published);
    ind_put_name(writer, "published_source", article->published_source);
    ind_put_place(writer, "place", &article->place);
    ind_put_name(writer, "language", article->language);
    ind_put_name(writer, "format", article->format);
    put_encoding(writer, article);
    ind_put_name(writer, "offsets", offsets_name(article));
    ind_put_natural(writer, "bytes", article->bytes);
    put_id(writer, "text_id", article->text_id);
    ind_put_text(writer, "url", article->url);
    ind_put_text(writer, "source", article->source);
    ind_put_text(writer, "author", article->author);
    put_line(writer, article->line);
    ind_put_natural(writer, "observations", message->observations);
    put_counts(writer, message->counts);
    ind_put_boolean(writer, "duplicate", message->duplicate);
    ind_put_text(writer, "duplicate_of", message->duplicate_of);
    ind_put_producer(writer, &message->producer);
    ind_put_natural(writer, "took_us", message->took_us);
    ind_write_end(writer);
}

void ind_write_rejected(struct ind_writer *writer, const ind_rejected *rejected)
{
    ind_write_map(writer, 8);
    ind_put_name(writer, "schema", "indicatord.rejected/1");
    ind_put_escaped(writer, "file", rejected->file);
    ind_put_text(writer, "id", rejected->id);
    ind_put_text(writer, "code", rejected->code);
    ind_put_text(writer, "reason", rejected->reason);
    ind_put_escaped(writer, "moved_to", rejected->moved_to);
    put_line(writer, rejected->line);
    if (rejected->has_at)
        ind_put_natural(writer, "at", rejected->at);
    else
        ind_put_null(writer, "at");
    ind_write_end(writer);
}

void ind_write_retracted(struct ind_writer *writer, const ind_retracted *retracted)
{
    ind_write_map(writer, 6);
    ind_put_name(writer, "schema", "indicatord.retracted/1");
    ind_put_text(writer, "id", retracted->id);
    ind_put_text(writer, "article", retracted->article);
    ind_put_natural(writer, "revision", retracted->revision);
    ind_put_text(writer, "replaced_by", retracted->replaced_by);
    ind_put_text(writer, "reason", retracted->reason);
    ind_write_end(writer);
}

static void put_heads(struct ind_writer *writer, const ind_heartbeat *heartbeat)
{
    ind_write_key(writer, "heads");
    ind_write_map(writer, heartbeat->head_count);
    for (uint32_t i = 0; i < heartbeat->head_count; i++) {
        const ind_topic_head *head = &heartbeat->heads[i];
        ind_write_key_bytes(writer, head->topic.bytes, head->topic.length);
        ind_write_natural(writer, head->seq);
    }
    ind_write_end(writer);
}

void ind_write_heartbeat(struct ind_writer *writer, const ind_heartbeat *heartbeat)
{
    ind_write_map(writer, 8);
    ind_put_name(writer, "schema", "indicatord.heartbeat/1");
    ind_put_text(writer, "stream", heartbeat->stream);
    ind_put_natural(writer, "epoch", heartbeat->epoch);
    ind_put_natural(writer, "head", heartbeat->head);
    ind_put_natural(writer, "tail", heartbeat->tail);
    put_heads(writer, heartbeat);
    ind_put_natural(writer, "backlog", heartbeat->backlog);
    ind_put_text(writer, "time", heartbeat->time);
    ind_write_end(writer);
}

void ind_write_status(struct ind_writer *writer, const ind_status_reply *status)
{
    ind_write_map(writer, 16);
    ind_put_name(writer, "schema", "indicatord.status/1");
    ind_put_text(writer, "version", status->version);
    ind_put_natural(writer, "uptime_s", status->uptime_s);
    ind_put_text(writer, "stream", status->stream);
    ind_put_natural(writer, "epoch", status->epoch);
    ind_put_natural(writer, "head", status->head);
    ind_put_natural(writer, "tail", status->tail);
    ind_put_natural(writer, "backlog", status->backlog);
    ind_put_natural(writer, "articles", status->articles);
    ind_put_natural(writer, "observations", status->observations);
    ind_put_natural(writer, "rejected", status->rejected);
    ind_put_natural(writer, "duplicates", status->duplicates);
    ind_put_natural(writer, "journal_bytes", status->journal_bytes);
    ind_put_text(writer, "last_error", status->last_error);
    ind_put_text(writer, "held", status->held);
    ind_put_text(writer, "tables", status->tables);
    ind_write_end(writer);
}

void ind_write_reply_end(struct ind_writer *writer, const ind_reply_end *end)
{
    ind_write_map(writer, 2);
    ind_put_natural(writer, "next", end->next);
    ind_put_natural(writer, "head", end->head);
    ind_write_end(writer);
}

void ind_write_reply_lost(struct ind_writer *writer, const ind_reply_lost *lost)
{
    ind_write_map(writer, 2);
    ind_put_natural(writer, "from", lost->from);
    ind_put_natural(writer, "to", lost->to);
    ind_write_end(writer);
}

void ind_write_reply_error(struct ind_writer *writer, const ind_reply_error *error)
{
    ind_write_map(writer, 4);
    ind_put_text(writer, "code", error->code);
    ind_put_text(writer, "text", error->text);
    ind_put_natural(writer, "tail", error->tail);
    ind_put_natural(writer, "head", error->head);
    ind_write_end(writer);
}
