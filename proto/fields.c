/* Reading a map key by key, each looked up in the table of those that are wanted. */
#include "proto/fields.h"

#include "daemon/base/check.h"

static bool is_key(const ind_value *key, const char *name)
{
    return key->kind == IND_VALUE_TEXT && key->text.length == strlen(name) &&
           !memcmp(key->text.bytes, name, key->text.length);
}

static int wrong_type(const char *what, const char *key, const char *expected, size_t at, struct ind_fault *fault)
{
    return fault_set(fault, IND_E_INVALID, at, "%s: \"%s\" must be %s", what, key, expected);
}

static int read_field(struct ind_reader *reader, const char *what, const struct ind_field *field, void *target,
                      struct ind_fault *fault)
{
    static const char *const expected[] = {
        [IND_FIELD_TEXT] = "a string",
        [IND_FIELD_NATURAL] = "an integer from 0 on",
        [IND_FIELD_NATURAL_OR_NULL] = "an integer from 0 on, or nil",
    };
    char *member = (char *)target + field->offset;
    size_t at = reader->at;
    ind_frame piece;
    TRY(ind_reader_skip(reader, &piece, fault));
    if (field->type == IND_FIELD_PIECE) {
        memcpy(member, &piece, sizeof piece);
        return 0;
    }
    ind_value value;
    struct ind_reader inside = ind_reader_of(piece);
    TRY(ind_reader_next(&inside, &value, fault));
    bool natural = value.kind == IND_VALUE_NATURAL && field->type != IND_FIELD_TEXT;
    bool text = value.kind == IND_VALUE_TEXT && field->type == IND_FIELD_TEXT;
    bool null = value.kind == IND_VALUE_NULL && field->type == IND_FIELD_NATURAL_OR_NULL;
    if (natural)
        memcpy(member, &value.natural, sizeof value.natural);
    else if (text)
        memcpy(member, &value.text, sizeof value.text);
    return natural || text || null ? 0 : wrong_type(what, field->key, expected[field->type], at, fault);
}

int ind_read_fields(ind_frame frame, const char *what, const struct ind_field *fields, size_t count, void *target,
                    struct ind_fault *fault)
{
    CHECK(count <= IND_FIELDS_MAX);
    TRY(ind_check_value(frame, fault));
    struct ind_reader reader = ind_reader_of(frame);
    ind_value map, key;
    TRY(ind_reader_next(&reader, &map, fault));
    if (map.kind != IND_VALUE_MAP)
        return fault_set(fault, IND_E_INVALID, 0, "%s: this is no map", what);
    uint32_t seen = 0;
    for (uint32_t pair = 0; pair < map.count; pair++) {
        ind_frame key_piece;
        TRY(ind_reader_skip(&reader, &key_piece, fault));
        struct ind_reader of_key = ind_reader_of(key_piece);
        TRY(ind_reader_next(&of_key, &key, fault));
        size_t which = 0;
        while (which < count && !is_key(&key, fields[which].key))
            which++;
        if (which == count) {
            TRY(ind_reader_skip(&reader, NULL, fault));
            continue;
        }
        TRY(read_field(&reader, what, &fields[which], target, fault));
        seen |= (uint32_t)1 << which;
    }
    for (size_t i = 0; i < count; i++)
        if (fields[i].required && !(seen >> i & 1))
            return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "%s: \"%s\" is missing", what, fields[i].key);
    return 0;
}
