/* Maps of unknown origin into structs, driven by a table of keys. Inside proto/ only. */
#ifndef PROTO_FIELDS_H
#define PROTO_FIELDS_H

#include "proto/reader.h"

enum ind_field_type {
    IND_FIELD_TEXT,            /* ind_text */
    IND_FIELD_NATURAL,         /* uint64_t */
    IND_FIELD_NATURAL_OR_NULL, /* uint64_t, left alone by nil */
    IND_FIELD_PIECE,           /* ind_frame: whatever it is, as it stands */
};

struct ind_field {
    const char *key;
    enum ind_field_type type;
    size_t offset; /* of the member */
    bool required;
};

#define IND_FIELDS_MAX 32

/* Fills `target` from the map in the frame; other keys are ignored, of a key that stands twice the last counts.
 * Errors: IND_E_INVALID (no map; a key missing or of a wrong type, named as "`what`: key …"), IND_E_LIMIT. On
 * failure the target may be half filled. */
int ind_read_fields(ind_frame frame, const char *what, const struct ind_field *fields, size_t count, void *target,
                    struct ind_fault *fault);

#endif
