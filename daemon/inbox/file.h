/* The life of one file, from the claim to its place under done/ or rejected/. What was extracted from it and
 * what is told of it is the pipeline's; this knows its bytes, its name and where it stands.
 *
 *                 look: wait                                     changed, or a writer is there
 *               +-----------+                                        +-----------------+
 *               v           |                                        v                 |
 *   (inbox) -> SEEN --> SETTLED --rename--> CLAIMED --file_read--> READ --file_seal--> SEALED
 *               |                              |  \                                    |
 *               | left alone, gone             |   \--file_read: refused--> REFUSED    | journal_commit
 *               v                              |                              |        v
 *            (not ours)      found in .work/, --+                             +--> COMMITTED
 *                            committed before the crash: file_resume ------------------^  |
 *                                                                                         | file_move
 *                                                                                         v
 *                                                                       FILED (done/, rejected/, deleted)
 *
 * SEEN and SETTLED are inbox.h's: a name, no struct file. What a crash leaves, and what the next start does with
 * it (proto/JOURNAL.md section 7 has it for each fail point between the states):
 *
 *   SEEN, SETTLED    the file in the inbox               the scan finds it
 *   CLAIMED          it in .work/CLAIM/, or still in     inbox_recover hands it out as CLAIMED; an empty claim is
 *                    the inbox beside an empty claim     removed, the scan finds the file
 *   READ, REFUSED    the same                            read or refused anew
 *   SEALED           the same, and durable: no power     read anew
 *                    cut takes the claim back
 *   COMMITTED        the same, and the journal knows     file_resume: it is only moved; a reason that stands in
 *                    where it belongs                    rejected/ already is replaced
 *   FILED            it in its place, or after a power   the claim is forgotten, or as COMMITTED; one file under
 *                    cut back in .work/, or in both      two names is known by its inode
 *
 * All calls block and are for worker threads. One file belongs to one thread at a time; different files of one
 * inbox may be worked on at once. */
#ifndef INBOX_FILE_H
#define INBOX_FILE_H

#include <indicatord/error.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct inbox;
struct file;

enum file_state { FILE_CLAIMED, FILE_READ, FILE_REFUSED, FILE_SEALED, FILE_COMMITTED, FILE_FILED };

/* Why a file is not taken. `code` is the wire's word, the sentence is static. */
#define FILE_REFUSALS(X)                                                                            \
    X(NOT_A_FILE, "not_a_file", "It is no regular file: links, pipes, devices and folders are not taken.") \
    X(EMPTY, "empty", "The file is empty.")                                                          \
    X(TOO_LARGE, "too_large", "The file is larger than the limit (max-file).")                        \
    X(UNREADABLE, "unreadable", "The file can not be read.")                                          \
    X(CRASHED, "crashed", "Reading this file ended the program three times.")

enum file_refusal {
    FILE_NOT_REFUSED,
#define X(name, code, text) FILE_REFUSED_##name,
    FILE_REFUSALS(X)
#undef X
};
const char *file_refusal_code(enum file_refusal refusal); /* static; "" for FILE_NOT_REFUSED */

/* Closes and frees the handle, never touches the file itself: it stays where it is. NULL is fine. */
void file_free(struct file *file);

enum file_state file_state(const struct file *file);
const char *file_claim(const struct file *file); /* its name in .work/: 16 hex digits, never used twice */
const char *file_name(const struct file *file);  /* as dropped, raw bytes */
/* file_name as messages carry it, UTF-8. Both live as long as the file. */
const char *file_shown(const struct file *file);

/* Reads the file in whole. IND_OK: the state is READ, or REFUSED (file_refusal, file_reason say why; it is to
 * be rejected). IND_E_BUSY: a writer is still there, or it keeps changing; nothing is read; call again in
 * `settle`. IND_E_NOT_FOUND: somebody took it out of .work/; nothing is left to be done but file_free. Other
 * errors (IND_E_NOMEM, IND_E_IO, IND_E_LIMIT for no descriptors) leave it CLAIMED. May be called again in the
 * states READ, REFUSED and SEALED, which are CLAIMED from then on. */
int file_read(struct file *file, struct ind_fault *fault);

/* Refuses a file without looking into it, in the states that file_read takes: the caller knows better
 * (FILE_REFUSED_CRASHED). */
void file_refuse(struct file *file, enum file_refusal refusal);

/* In READ and SEALED; the file's own, until the next file_read or file_drop_bytes. NUL-terminated beyond length. */
const char *file_bytes(const struct file *file, size_t *ret_length);
void file_drop_bytes(struct file *file);

enum file_refusal file_refusal(const struct file *file);
const char *file_reason(const struct file *file); /* a sentence; "" unless refused */

enum file_place { FILE_DONE, FILE_REJECTED, FILE_DELETED };

/* Fixes where the file will be filed and reserves the name, so that the messages can say so before it is there:
 * "done/NAME", "rejected/NAME.2", "" for FILE_DELETED; the file's own, until the next call. May be called
 * again with another place before the commit. Errors: IND_E_IO, IND_E_NOMEM. */
int file_reserve(struct file *file, enum file_place place, const char **ret_moved_to, struct ind_fault *fault);

/* The last step before the commit, for the files of a group at once: looks whether any changed since it was
 * read, and makes the claims durable (bytes, then folders), so that a power cut after the commit can't bring a
 * committed file back into the inbox as a new one. Sets the state SEALED for READ; REFUSED stays as it is.
 * ret_changed[i] says that file i changed: its state is CLAIMED, and it must not be committed but read
 * again. Errors, after which none of the group may be committed: IND_E_FULL, IND_E_LIMIT and the like, to be
 * tried again; IND_E_IO: the storage failed, and every later call fails, too (a failed fsync must not be
 * followed by one that seems to work): the process must end. */
int file_seal(struct file *const *files, size_t count, bool *ret_changed, struct ind_fault *fault);

/* Says that the journal has it (state COMMITTED). Any thread that owns the file. */
void file_committed(struct file *file);

/* The same for a file found in .work/ of which the journal knows that it was committed: `moved_to` as the
 * journal has it. Errors: IND_E_INVALID (no such place), IND_E_NOMEM. */
int file_resume(struct file *file, const char *moved_to, struct ind_fault *fault);

/* Files it, state FILED. `reason` (JSON text, may be NULL) goes beside a rejected file as NAME.reason.json
 * before the file itself. Where a stranger took the reserved name meanwhile the next number is used: the file
 * is never lost and nothing is overwritten. IND_E_NOT_FOUND: the file is gone from .work/ (it counts as
 * filed). Others (IND_E_FULL, IND_E_IO) leave it COMMITTED, to be tried again. Not durable until
 * inbox_sync. */
int file_move(struct file *file, const char *reason, size_t reason_length, struct ind_fault *fault);

#endif
