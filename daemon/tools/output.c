/* Stdout with every failure noticed, and complaints in one form. */
#include "daemon/tools/output.h"

#include <errno.h>
#include <stdarg.h>

#include "daemon/tools/options.h"

/* The first failure of stdout, as an errno; 0 for none. A later success does not mend a hole. */
static int output_error;

void complain(const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    for (char *at = text; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            *at = '?';
    fprintf(stderr, "indicatorctl: %s\n", text);
}

static bool note(bool fine)
{
    if (!fine && !output_error)
        output_error = errno ? errno : EIO;
    return !output_error;
}

bool output_write(const void *bytes, size_t length)
{
    errno = 0;
    return note(!length || fwrite(bytes, 1, length, stdout) == length);
}

bool output_flush(void)
{
    errno = 0;
    return note(!fflush(stdout));
}

int output_finish(int status)
{
    output_flush();
    errno = 0;
    note(!fclose(stdout));
    if (!output_error)
        return status;
    if (output_error != EPIPE)
        complain("the output can't be written: %s", strerror(output_error));
    return status > CTL_FAILED ? status : CTL_FAILED;
}
