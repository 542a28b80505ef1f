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
