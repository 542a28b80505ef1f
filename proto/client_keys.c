/* Keys from options. */
#include "proto/client_keys.h"

#include <string.h>

#include "daemon/base/error.h"

const char *client_keys_wrong(const ind_feed_options *options)
{
    bool server = options->server_key || options->server_key_file;
    bool secret = options->secret_key || options->secret_key_file;
    if ((options->server_key && options->server_key_file) || (options->secret_key && options->secret_key_file))
        return "a key is given by itself or by its file, not by both";
    if (server != secret)
        return "CURVE needs both the daemon's public key and the client's own secret key";
    if (options->public_key && !secret)
        return "a public key is of no use without its secret key";
    return NULL;
}

static int copy_key(const char *key, const char *what, char ret_key[static KEY_TEXT], struct ind_fault *fault)
{
    if (strlen(key) != KEY_TEXT - 1)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "the %s key is no CURVE key of %d characters (Z85)", what,
                         KEY_TEXT - 1);
    memcpy(ret_key, key, KEY_TEXT);
    return IND_OK;
}

static int take_all(const ind_feed_options *options, struct client_keys *keys, struct ind_fault *fault)
{
    if (options->server_key_file)
        TRY(key_file_read(options->server_key_file, KEY_PUBLIC, keys->server, fault));
    else
        TRY(copy_key(options->server_key, "daemon's public", keys->server, fault));
    if (options->secret_key_file)
        TRY(key_file_read(options->secret_key_file, KEY_SECRET, keys->own_secret, fault));
    else
        TRY(copy_key(options->secret_key, "client's secret", keys->own_secret, fault));
    if (options->public_key)
        return copy_key(options->public_key, "client's public", keys->own_public, fault);
    return key_public_of(keys->own_secret, keys->own_public, fault);
}

int client_keys_take(const ind_feed_options *options, struct client_keys *ret_keys, struct ind_fault *fault)
{
    struct client_keys keys = {0};
    int code = options->server_key || options->server_key_file ? take_all(options, &keys, fault) : IND_OK;
    if (code == IND_OK)
        *ret_keys = keys;
    client_keys_done(&keys);
    return code;
}

void client_keys_done(struct client_keys *keys)
{
    explicit_bzero(keys, sizeof *keys);
}
