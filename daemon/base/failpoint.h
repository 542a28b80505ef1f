/* Places where a test ends the process, to see what the next start makes of it: FAIL_POINT("file.read") in the
 * code, and in a program built with IND_FAILPOINTS a function of the test's own that is called there. What is
 * installed is built without and has nothing of it. proto/JOURNAL.md §7 says what each place leaves behind. */
#ifndef BASE_FAILPOINT_H
#define BASE_FAILPOINT_H

#ifdef IND_FAILPOINTS
/* The test program's; any thread. `name` is static. */
void failpoint_reached(const char *name);
#define FAIL_POINT(name) failpoint_reached(name)
#else
#define FAIL_POINT(name) ((void)0)
#endif

#endif
