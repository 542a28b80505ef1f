/* What every cmocka file of this folder includes, in the order that cmocka needs. */
#ifndef TESTS_EXTRACT_SUPPORT_H
#define TESTS_EXTRACT_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/extract/examples.h"

#endif
