/* Two files by their keys of the settings, or under the same names among the credentials of the service. */
#include "daemon/service/access.h"

#include "daemon/base/error.h"
#include "daemon/service/log.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

struct key_paths {
    char server_key[PATH_MAX], clients[PATH_MAX];
};

/* The setting, else the credential of the key's name, else "". */
static void find_path(const char *setting, const char *name, char ret_path[static PATH_MAX])
{
    const char *credentials = getenv("CREDENTIALS_DIRECTORY");
    snprintf(ret_path, PATH_MAX, "%s", setting);
    if (setting[0] || !credentials)
        return;
    int length = snprintf(ret_path, PATH_MAX, "%s/%s", credentials, name);
    if (length >= PATH_MAX || access(ret_path, F_OK) < 0)
        ret_path[0] = 0;
}

static int check_paths(const struct key_paths *paths, struct ind_fault *fault)
{
    if (paths->server_key[0] && !paths->clients[0])
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE,
                         "there is a curve-server-key, but no curve-clients: set it to a file with the public keys of "
                         "the clients that may connect, one a line");
    if (paths->clients[0] && !paths->server_key[0])
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE,
                         "there are curve-clients, but no curve-server-key: make one with 'indicatorctl keygen "
                         "--daemon NAME' and set it to NAME.key");
    return IND_OK;
}

static void on_refused(void *user, const char *key, const char *address, uint64_t unsaid)
{
    (void)user;
    char more[64] = "";
    if (unsaid)
        snprintf(more, sizeof more, "; %llu more were, untold", (unsigned long long)unsaid);
    log_warning("a client at %s is refused: its key %s is not among curve-clients%s",
                address[0] ? address : "an unknown place", key[0] ? key : "(unreadable)", more);
}

static void on_reloaded(void *user, size_t count, const struct ind_fault *fault)
{
    (void)user;
    if (fault)
        log_error("curve-clients was not read anew, the %zu keys known before stay: %s", count, fault->text);
    else
        log_info("curve-clients was read anew: %zu keys", count);
}

int access_guard_new(struct guard **ret_guard, void *zmq, const struct config *config, struct ind_fault *fault)
{
    struct key_paths paths;
    struct guard *guard = NULL;
    find_path(config->curve_server_key, "curve-server-key", paths.server_key);
    find_path(config->curve_clients, "curve-clients", paths.clients);
    TRY(check_paths(&paths, fault));
    if (paths.server_key[0]) {
        struct guard_options options = {.server_key = paths.server_key,
                                        .clients = paths.clients,
                                        .events = {.refused = on_refused, .reloaded = on_reloaded}};
        TRY(guard_new(&guard, zmq, &options, fault));
        if (!guard_count(guard))
            log_warning("there is no key in %s yet: no client is let in", paths.clients);
    }
    *ret_guard = guard;
    return IND_OK;
}
