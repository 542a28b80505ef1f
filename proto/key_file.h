/* CURVE keys in files: the one of a daemon or a client, and the list of the clients that a daemon lets in. Daemon,
 * feed client and indicatorctl read them alike. Who is let in is not decided here.
 *
 * A file has a key a line: 40 characters of Z85, then, if wished, a blank and a name. Empty lines and lines that
 * begin with '#' (no key does) are passed over. The public half of a pair can be appended to a list as it is. */
#ifndef PROTO_KEY_FILE_H
#define PROTO_KEY_FILE_H

#include <indicatord/error.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KEY_TEXT 41  /* a key in Z85 with its NUL */
#define KEY_BYTES 32
#define KEY_LIST_MOST 10000

/* Secret: nobody but its owner may read it, or also a group where the owner is root. Public: nobody but its owner
 * and a group may write it. The owner is this user or root. */
enum key_kind { KEY_SECRET, KEY_PUBLIC };

/* The one key of a file. Errors, each with a sentence that names the file and the remedy: IND_E_NOT_FOUND,
 * IND_E_IO, IND_E_REFUSED (its mode or owner; no regular file), IND_E_INVALID (no key, or more than one),
 * IND_E_LIMIT. */
int key_file_read(const char *path, enum key_kind kind, char ret_key[static KEY_TEXT], struct ind_fault *fault);

struct key_list {
    uint8_t (*keys)[KEY_BYTES]; /* sorted */
    size_t count;
};

/* The keys of a list of clients; none is fine. The caller owns it until key_list_done. Errors as above, IND_E_NOMEM;
 * the fault names the line. */
int key_list_read(const char *path, struct key_list *ret_list, struct ind_fault *fault);

/* A zeroed list is fine. */
void key_list_done(struct key_list *list);

bool key_list_has(const struct key_list *list, const uint8_t key[static KEY_BYTES]);

/* A new pair, from the system's random numbers. Errors: IND_E_UNSUPPORTED (libzmq was built without CURVE). */
int key_pair_make(char ret_public[static KEY_TEXT], char ret_secret[static KEY_TEXT], struct ind_fault *fault);

/* The public half of a secret key. Errors: IND_E_INVALID (no key), IND_E_UNSUPPORTED. */
int key_public_of(const char *secret, char ret_public[static KEY_TEXT], struct ind_fault *fault);

#endif
