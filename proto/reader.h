/* Reads msgpack of unknown origin: a cursor that allocates nothing, holds every count against the bytes that
 * are left before it is believed, and knows a deepest nesting. (msgpack-c's unpacker believes counts: five
 * bytes ask it for gigabytes.) Pure; any thread. */
#ifndef PROTO_READER_H
#define PROTO_READER_H

#include "daemon/base/error.h"
#include "proto/writer.h"

struct ind_reader {
    ind_frame frame;
    size_t at; /* of the next value */
};

struct ind_reader ind_reader_of(ind_frame frame);

/* One value; of a map or array only its count: the items follow. Faults carry the byte position.
 * Errors: IND_E_INVALID (cut short, a count beyond the bytes left, a reserved byte). */
int ind_reader_next(struct ind_reader *reader, ind_value *ret_value, struct ind_fault *fault);

/* One whole value with all it holds; *ret_piece (may be NULL) is its bytes. Errors: IND_E_INVALID, IND_E_LIMIT (nested
 * deeper than IND_DEPTH). */
int ind_reader_skip(struct ind_reader *reader, ind_frame *ret_piece, struct ind_fault *fault);

/* 0 where the frame is exactly one well-formed value. Errors: as for skip; bytes behind the value are IND_E_INVALID. */
int ind_check_value(ind_frame frame, struct ind_fault *fault);

/* The frame, one value, told to a writer. It is checked first: on failure nothing was written. Errors: as for check;
 * IND_E_UNSUPPORTED (bin, ext, a key that is no string); IND_E_NOMEM. */
int ind_transcode(ind_frame frame, struct ind_writer *writer, struct ind_fault *fault);

/* The value at a path of keys and indices joined by dots ("plan.0.ratio"); an empty path is the value itself.
 * Errors: IND_E_NOT_FOUND, IND_E_INVALID, IND_E_LIMIT. */
int ind_find_value(ind_frame frame, const char *path, ind_value *ret_value);

#endif
