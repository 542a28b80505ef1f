/* Looking into a body. */
#include "daemon/tools/body.h"

#include "proto/reader.h"

enum { PATH = 96 };

ind_text body_text(ind_frame body, const char *path)
{
    ind_value value;
    if (ind_find_value(body, path, &value) < 0 || value.kind != IND_VALUE_TEXT)
        return (ind_text){0};
    return value.text;
}

uint64_t body_natural(ind_frame body, const char *path)
{
    ind_value value;
    return ind_find_value(body, path, &value) == 0 && value.kind == IND_VALUE_NATURAL ? value.natural : 0;
}

size_t body_count(ind_frame body, const char *path)
{
    ind_value value;
    return ind_find_value(body, path, &value) == 0 && value.kind == IND_VALUE_ARRAY ? value.count : 0;
}

ind_text body_item(ind_frame body, const char *list, size_t at, const char *key)
{
    char path[PATH];
    snprintf(path, sizeof path, "%s.%zu.%s", list, at, key);
    return body_text(body, path);
}

ind_frame body_member(ind_frame map, const char *key)
{
    struct ind_reader reader = ind_reader_of(map);
    size_t length = strlen(key);
    ind_value value, name;
    ind_frame piece;
    if (ind_reader_next(&reader, &value, NULL) < 0 || value.kind != IND_VALUE_MAP)
        return (ind_frame){0};
    for (uint32_t left = value.count; left > 0; left--) {
        if (ind_reader_next(&reader, &name, NULL) < 0 || ind_reader_skip(&reader, &piece, NULL) < 0)
            break;
        if (name.kind == IND_VALUE_TEXT && name.text.length == length && !memcmp(name.text.bytes, key, length))
            return piece;
    }
    return (ind_frame){0};
}

ind_frame body_at(ind_frame array, size_t at)
{
    struct ind_reader reader = ind_reader_of(array);
    ind_value value;
    ind_frame piece;
    if (ind_reader_next(&reader, &value, NULL) < 0 || value.kind != IND_VALUE_ARRAY || at >= value.count)
        return (ind_frame){0};
    for (size_t i = 0; i <= at; i++)
        if (ind_reader_skip(&reader, &piece, NULL) < 0)
            return (ind_frame){0};
    return piece;
}
