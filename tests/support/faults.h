/* Faults that a test asks for: at the n-th time that a place in the code, a system call or an allocation is
 * reached, the process dies or the call fails. One rule at a time, in words:
 *
 *     NAME[@PART] N[+] ACTION      "file.read 2 kill", "fsync@/done 1 EIO", "call 17+ ENOSPC", "malloc 30 fail"
 *
 * NAME is a fail point (base/failpoint.h), a system call that is interposed here (fault_calls.c: `call` is any of
 * them, `io` any read or write), `malloc` (ours) or `sqlite` (SQLite's); PART is a part of the path of the file or
 * folder that the call is about; N+ means the n-th and all that follow; N 0 never comes: it only counts. ACTION is
 * kill, abort, stop (SIGSTOP, until somebody continues it), fail, short (half of a read or write), or the name of
 * an errno.
 *
 * A program takes its rule from IND_FAULT, and says on stderr that it was met, and at its end how often the place
 * was reached. Only files below IND_FAULT_ROOT count for system calls. The symbolic link that
 * IND_FAULT_CLOCK names sets the clock on by the seconds that it "points" to, as soon as it is there. */
#ifndef TESTS_SUPPORT_FAULTS_H
#define TESTS_SUPPORT_FAULTS_H

#include <stdbool.h>

/* Another rule in the same process, NULL for none; counting begins anew. Not while other threads run. */
void faults_set(const char *text);

/* The folder whose files count for system calls; NULL for none. */
void faults_root(const char *folder);

/* How often the rule's place was reached since it was set, and whether it was met. */
unsigned faults_reached(void);
bool faults_met(void);

/* For those that interpose. What is to happen now: 0 nothing, FAULT_SHORT, or an errno. `kinds` are the names
 * that the place has, ending with NULL; `path` may be NULL. */
#define FAULT_SHORT (-1)
int faults_at(const char *const *kinds, const char *path);

/* SQLite's allocations can fail from here on; before its first call. */
void faults_watch_sqlite(void);

#endif
