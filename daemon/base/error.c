/* The text of codes and the making of faults. */
#include "daemon/base/error.h"

#include <stdarg.h>

const char *ind_error_text(int code)
{
    switch (code) {
    case IND_OK: return "success";
#define X(name, value, text) case value: return text;
    IND_ERRORS(X)
#undef X
    default: return "unknown error";
    }
}

const char *ind_error_name(int code)
{
    switch (code) {
    case IND_OK: return "OK";
#define X(name, value, text) case value: return #name;
    IND_ERRORS(X)
#undef X
    default: return "UNKNOWN";
    }
}

int fault_set(struct ind_fault *fault, int code, size_t at, const char *format, ...)
{
    if (!fault)
        return code;
    fault->code = code;
    fault->at = at;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(fault->text, sizeof fault->text, format, arguments);
    va_end(arguments);
    return code;
}
