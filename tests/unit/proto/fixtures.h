/* Fixed bodies of every kind, known to the last byte: what the golden vectors are made of. The words are our own. */
#ifndef TEST_PROTO_FIXTURES_H
#define TEST_PROTO_FIXTURES_H

#include "proto/bodies.h"
#include "proto/envelope.h"

#define TEXT(literal) ((ind_text){(literal), sizeof(literal) - 1})
#define FRAME(literal) ((ind_frame){(literal), sizeof(literal) - 1})

extern const ind_producer fixture_producer;
extern const ind_article fixture_article;
extern const ind_observation fixture_full;    /* every key known somewhere */
extern const ind_observation fixture_minimal; /* no level, no figure but a change, null wherever possible */
extern const ind_article_message fixture_article_message;
extern const ind_article_message fixture_duplicate;
extern const ind_rejected fixture_rejected;
extern const ind_rejected fixture_rejected_line;
extern const ind_retracted fixture_retracted;
extern const ind_heartbeat fixture_heartbeat;
extern const ind_status_reply fixture_status;
extern const ind_header fixture_header;

#endif
