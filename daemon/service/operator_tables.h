/* The operator's own tables: the *.tsv files of a folder, handed to the extraction. Knows nothing of what is in
 * them. */
#ifndef SERVICE_OPERATOR_TABLES_H
#define SERVICE_OPERATOR_TABLES_H

#include <indicatord/extract.h>

/* Builds the tables from the built-in ones and, where `folder` is not "", its *.tsv files in the order of their
 * names. The fault names folder, file and line. Errors: those of ind_tables_new, IND_E_NOT_FOUND, IND_E_IO,
 * IND_E_LIMIT (a file over 64 MiB, more than 64 files), IND_E_NOMEM. */
int operator_tables_new(ind_tables **ret_tables, const char *folder, struct ind_fault *fault);

#endif
