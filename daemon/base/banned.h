/* Calls that have no place in this code, made errors at compile time: unbounded string writers, and
 * readers of numbers and characters that depend on the locale or are undefined for bytes above 127.
 * Included by the build before every file; it is not a style guide. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#undef isdigit
#undef isalpha
#undef isspace
#undef isalnum
#undef isupper
#undef islower
#undef toupper
#undef tolower

#pragma GCC poison strcpy strcat strncpy strncat strtok sprintf vsprintf gets
#pragma GCC poison strtod strtof strtold atoi atol atoll atof
#pragma GCC poison isdigit isalpha isspace isalnum isupper islower toupper tolower

#endif
