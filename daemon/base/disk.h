/* Writing a small file whole, for those who then decide whether and how it is made durable. A library of its own: the
 * rest of this folder is pure. */
#ifndef BASE_DISK_H
#define BASE_DISK_H

#include <stdbool.h>
#include <stddef.h>

/* Writes all of it, in as many pieces as the system takes it in. False, with errno, where it could not. Blocks; any
 * thread. */
bool disk_write(int fd, const char *bytes, size_t length);

#endif
