/* The bodies of all messages and the maps of replies, each described once to a writer. The keys, their order
 * and types are the wire format (FEED.md): they may gain keys, never lose or change one. Pure; any thread. */
#ifndef PROTO_BODIES_H
#define PROTO_BODIES_H

#include "proto/writer.h"

/* The observation of `article`; id, language and published date are taken from there. */
void ind_write_observation(struct ind_writer *writer, const ind_observation *observation, const ind_article *article,
                           const ind_producer *producer);
void ind_write_article(struct ind_writer *writer, const ind_article_message *message);
void ind_write_rejected(struct ind_writer *writer, const ind_rejected *rejected);
void ind_write_retracted(struct ind_writer *writer, const ind_retracted *retracted);
void ind_write_heartbeat(struct ind_writer *writer, const ind_heartbeat *heartbeat);
void ind_write_status(struct ind_writer *writer, const ind_status_reply *status);
void ind_write_reply_end(struct ind_writer *writer, const ind_reply_end *end);
void ind_write_reply_lost(struct ind_writer *writer, const ind_reply_lost *lost);
void ind_write_reply_error(struct ind_writer *writer, const ind_reply_error *error);

/* A name of bytes as the feed shows it: a byte that is no UTF-8 becomes \xhh, a backslash \\. Appends. */
void ind_escape_name(struct buffer *out, const char *bytes, size_t length);

#define IND_PERIOD_CODE 32
/* "2020", "2020-Q1", "2020-M07", else the start and a duration: "2020-01-01/P9M" for whole months,
 * "2020-01-01/P304D" for others. The period must not be null. Returns the length. */
size_t ind_period_code(const ind_period *period, char ret_code[static IND_PERIOD_CODE]);

/* "2020-01-31" and NUL. */
#define IND_DATE_TEXT 16
void ind_date_print(ind_date date, char ret_text[static IND_DATE_TEXT]);

#endif
