/* A key and its value in one call: what the descriptions of the bodies are made of. Inside proto/ only. */
#ifndef PROTO_PIECES_H
#define PROTO_PIECES_H

#include "proto/writer.h"

void ind_put_text(struct ind_writer *writer, const char *key, ind_text text);
/* NULL is null. */
void ind_put_name(struct ind_writer *writer, const char *key, const char *name);
void ind_put_natural(struct ind_writer *writer, const char *key, uint64_t value);
void ind_put_boolean(struct ind_writer *writer, const char *key, bool value);
void ind_put_null(struct ind_writer *writer, const char *key);
void ind_put_tristate(struct ind_writer *writer, const char *key, ind_tristate value);

/* The decimal as a string in plain notation, or as a double for convenience. */
void ind_put_decimal(struct ind_writer *writer, const char *key, ind_decimal value);
void ind_put_double(struct ind_writer *writer, const char *key, ind_decimal value);

/* [start, end], null where end is 0. */
void ind_put_span(struct ind_writer *writer, const char *key, ind_span span);
void ind_put_date(struct ind_writer *writer, const char *key, ind_date date);
void ind_put_period(struct ind_writer *writer, const char *key, const ind_period *period);
void ind_put_place(struct ind_writer *writer, const char *key, const ind_place *place);
void ind_put_producer(struct ind_writer *writer, const ind_producer *producer);

/* Raw bytes of a name, escaped. */
void ind_put_escaped(struct ind_writer *writer, const char *key, ind_text name);

#endif
