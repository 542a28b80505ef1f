/* Who was being read when the process died: a handler for the signals of a crash that writes the claim's name
 * where the next start finds it. It repairs nothing; the process still dies of the signal, but where a disk did not give
 * a page of a mapped file: that is told as any other failure of the storage is, and blames nobody. */
#ifndef SERVICE_CRASH_H
#define SERVICE_CRASH_H

#include "daemon/journal/journal.h"

/* Takes the signals; at the start, before anything is mapped and before any thread. */
void crash_init(void);

/* Before the worker threads. The journal stays open as long as the process may crash; NULL ends the blaming. */
void crash_watch(const struct journal *journal);

/* Gives the calling thread a stack of its own for the handler, so that an overflow of its stack is told, too.
 * Returns what crash_thread_done takes; NULL where there is no memory, which costs only that. */
void *crash_thread_init(void);
void crash_thread_done(void *memory);

/* What the calling thread is reading; NULL for nothing. The text must live until the next call. */
void crash_reading(const char *claim);

#endif
