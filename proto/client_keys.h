/* The CURVE keys that a feed client was given, by themselves or by their files. What they protect is up to
 * client_socket.h. */
#ifndef PROTO_CLIENT_KEYS_H
#define PROTO_CLIENT_KEYS_H

#include <indicatord/feed_client.h>

#include "proto/key_file.h"

/* "" where there are none. */
struct client_keys {
    char server[KEY_TEXT], own_public[KEY_TEXT], own_secret[KEY_TEXT];
};

/* What is wrong with the keys among the options, or NULL. Looks at no file. */
const char *client_keys_wrong(const ind_feed_options *options);

/* Copies the keys, reads their files, makes the missing public half. Errors: those of key_file.h. */
int client_keys_take(const ind_feed_options *options, struct client_keys *ret_keys, struct ind_fault *fault);

/* Wipes them. */
void client_keys_done(struct client_keys *keys);

#endif
