/* What is around the bodies: topics, the header frame, requests on the replay socket. Pure; any thread. Bodies are
 * bodies.h's, bytes of unknown origin are read through reader.h. */
#ifndef PROTO_ENVELOPE_H
#define PROTO_ENVELOPE_H

#include "daemon/base/arena.h"
#include "daemon/base/error.h"
#include "proto/writer.h"

/* Appends "observation/CODE/", CODE being "-" where code is null. */
void ind_topic_of_observation(struct buffer *out, ind_text code);

/* True where `topic` begins with one of the prefixes; no prefixes match all. */
bool ind_topic_matches(ind_frame topic, const ind_text *prefixes, uint32_t count);

/* seq 0 leaves out seq and prev (heartbeat). */
void ind_write_header(struct ind_writer *writer, const ind_header *header);

/* Text points into the frame. Keys that are not known are ignored; `stream`, `epoch` and `time` must be there, `v` must
 * be 1. Errors: IND_E_INVALID (malformed; a key of a wrong type is named), IND_E_UNSUPPORTED (another `v`). */
int ind_read_header(ind_frame frame, ind_header *ret_header, struct ind_fault *fault);

/* heads go into the arena, text points into the frame. Errors: as above, IND_E_LIMIT (arena full). */
int ind_read_heartbeat(ind_frame body, struct arena *arena, ind_heartbeat *ret_heartbeat, struct ind_fault *fault);

/* A request as a client writes it: only the keys of its op. `id` must be one well-formed msgpack value, no bin or ext.
 */
void ind_write_request(struct buffer *out, const ind_request *request);

/* The id of a request that may be bad otherwise: its bytes, or one nil where there is none to be read. */
ind_frame ind_request_id(ind_frame request);

/* Errors: IND_E_INVALID with a sentence to be sent back (`bad_request`): malformed msgpack, an unknown `op`, a key
 * missing or of a wrong type, named; a limit of messages.h exceeded. IND_E_LIMIT: nested too deep. Unknown keys are
 * ignored. */
int ind_read_request(ind_frame frame, ind_request *ret_request, struct ind_fault *fault);

/* Maps of replies, read by clients; unknown keys are ignored. Errors: IND_E_INVALID. */
int ind_read_reply_end(ind_frame frame, ind_reply_end *ret_end, struct ind_fault *fault);
int ind_read_reply_lost(ind_frame frame, ind_reply_lost *ret_lost, struct ind_fault *fault);
int ind_read_reply_error(ind_frame frame, ind_reply_error *ret_error, struct ind_fault *fault);

/* RFC 3339 in UTC with milliseconds, "2026-07-01T09:30:00.125Z", from microseconds since 1970; years 0 to 9999,
 * what is beyond is held at the nearest end. */
#define IND_TIME_TEXT 32
void ind_time_print(int64_t unix_us, char ret_text[static IND_TIME_TEXT]);

#endif
