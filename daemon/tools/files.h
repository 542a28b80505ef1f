/* Whole files into memory: the articles a user names. Failures are sentences with the remedy; nothing is printed
 * here. */
#ifndef TOOLS_FILES_H
#define TOOLS_FILES_H

#include <indicatord/error.h>

#include "daemon/base/buffer.h"

/* No article is larger; what is, is told so instead of filling the memory. */
#define FILES_LARGEST ((size_t)256 << 20)

/* Reads all of `path` ("-": stdin) behind what `bytes` holds. On failure the fault names the reason and not the
 * file, and `bytes` may hold a part. Codes: IND_E_IO, IND_E_NOT_FOUND, IND_E_LIMIT, IND_E_NOMEM, IND_E_REFUSED. */
int files_read(const char *path, struct buffer *bytes, struct ind_fault *fault);

#endif
