/* Whether bytes are a page of HTML: by what they begin with, since a name may say nothing. */
#include "daemon/text/html.h"

#include "daemon/text/html_page.h"

static const char *past_blanks(const char *at, const char *end)
{
    if (end - at >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
        at += 3;
    while (at < end && strchr(" \n\t\r\f", *at) && *at)
        at++;
    return at;
}

bool html_looks(const char *bytes, size_t length)
{
    static const char *const starts[] = {"<!doctype html", "<html", "<head",  "<body", "<meta",
                                         "<title",         "<div",  "<table", "<p>",   "<p "};
    const char *end = bytes + length, *at = past_blanks(bytes, end);
    while (end - at >= 4 && (memcmp(at, "<!--", 4) == 0 || memcmp(at, "<?xm", 4) == 0)) {
        const char *close = memmem(at, (size_t)(end - at), at[1] == '!' ? "-->" : "?>", at[1] == '!' ? 3 : 2);
        if (!close)
            return false;
        at = past_blanks(close + (at[1] == '!' ? 3 : 2), end);
    }
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t start = strlen(starts[i]);
        if ((size_t)(end - at) >= start && html_is(at, start, starts[i]))
            return true;
    }
    return false;
}
