/* A disk that fails when it is told to, under SQLite: the default VFS with a fault before the call that is
 * asked for. For one thread. */
#ifndef TESTS_JOURNAL_FAULT_VFS_H
#define TESTS_JOURNAL_FAULT_VFS_H

enum fault_kind { FAULT_NONE, FAULT_WRITE_FULL, FAULT_WRITE_ERROR, FAULT_SYNC };

/* Becomes the default VFS of this process. Once. */
void fault_vfs_install(void);

/* From the `after`th call of that kind on (0: the very next), every one fails, until told otherwise. */
void fault_vfs_set(enum fault_kind kind, int after);

/* How many syncs there were since the last fault_vfs_set. */
int fault_vfs_syncs(void);

#endif
